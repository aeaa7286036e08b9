"""Pages for people, over the same services as the API."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.generic import TemplateView

from jobs.queries import service_names
from kernel.money import sats_text
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
