"""Pages for people, over the same services as the API."""

import io
from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.generic import TemplateView, View

from browser_agent.receipt import FORMAT
from jobs.queries import service_names
from jobs.services import receipt_public_keys
from kernel.bolt11 import Bolt11InvalidError, read_bolt11
from kernel.money import sats_text
from kernel.signing import key_id_of
from web.bot import bot_npub

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'"
)


class Page(TemplateView):
    """A page with our own files only: no script, style or font of anybody else."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        response["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        patch_cache_control(response, private=True)
        assert isinstance(response, HttpResponse)
        return response


class HomeView(Page):
    """What this is, what it costs, whom to write to."""

    template_name = "web/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "bot_npub": bot_npub(),
            "price": sats_text(settings.JOB_PRICE_SATS),
            "services": service_names(),
        }


class AccountView(Page):
    """Log in with a code from the bot, hand over sign-ins, start and watch jobs."""

    template_name = "web/account.html"


class BalanceView(Page):
    """Log in, pay in, watch it arrive, withdraw, look back."""

    template_name = "web/balance.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "sats_min": settings.DEPOSIT_SATS_MIN,
            "sats_max": settings.DEPOSIT_SATS_MAX,
            "sats_min_text": f"{settings.DEPOSIT_SATS_MIN:,}",
            "sats_max_text": sats_text(settings.DEPOSIT_SATS_MAX),
            "bonus_percent": settings.DEPOSIT_BONUS_PERCENT,
            "bonus_from_text": sats_text(settings.DEPOSIT_BONUS_FROM_SATS),
        }


class TakeoverView(Page):
    """A page of somebody's site, handed to whoever holds the link in the address.

    The same words for every token, known or not: the page asks the API, which checks it. So a
    preview robot that fetches a link changes nothing, and no refusal writes an address to a log.
    """

    template_name = "web/takeover.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        patch_cache_control(response, no_store=True)
        return response


class ReceiptKeysView(View):
    """GET: what receipts are signed with, for `manage.py verify_receipt --key`; the newest first.

    {"format", "keys": [{"key_id", "public_key"}]}
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        keys = [{"key_id": key_id_of(key), "public_key": key} for key in receipt_public_keys()]
        answer = JsonResponse({"format": FORMAT, "keys": keys})
        answer["Access-Control-Allow-Origin"] = "*"  # public on purpose, like the keys themselves
        patch_cache_control(answer, public=True, max_age=3_600)
        return answer


class InvoiceQrView(View):
    """GET ?invoice=<BOLT 11>: its QR code as SVG. Anything else is no business of ours."""

    def get(self, request: HttpRequest) -> HttpResponse:
        text = request.GET.get("invoice", "").strip()
        try:
            read_bolt11(text)
        except Bolt11InvalidError as error:
            return HttpResponseBadRequest(error.message, content_type="text/plain")
        picture = io.BytesIO()
        # Upper case needs the fewest dots: QR codes have a mode of their own for it.
        code = segno.make(f"LIGHTNING:{text.upper()}", error="m", micro=False)
        code.save(picture, kind="svg", xmldecl=False, omitsize=True, dark="#000", light="#fff")
        answer = HttpResponse(picture.getvalue(), content_type="image/svg+xml")
        answer["Content-Security-Policy"] = "default-src 'none'"
        patch_cache_control(answer, private=True, max_age=3_600)
        return answer
