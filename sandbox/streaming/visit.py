"""One request as a page sees it: who is asking, which button was pressed, and how to answer."""

import hmac
from dataclasses import dataclass
from datetime import date
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.template import Context, Engine

from kernel.clock import utc_now
from sandbox.streaming.brand import Brand, Plan
from sandbox.streaming.state import Session, SiteState, Status
from sandbox.streaming.wire import Request, Response

TILE_HUES = 12


@dataclass(slots=True)
class Visit:
    brand: Brand
    state: SiteState
    request: Request
    session_id: str
    session: Session

    @property
    def button(self) -> str:
        """The pressed submit button's value, empty where there was none."""
        return self.request.form.get("button", "")

    @property
    def csrf_holds(self) -> bool:
        """The form is from a page of this session and, if the browser says, of this origin."""
        origin, host = self.request.headers.get("origin"), self.request.headers.get("host", "")
        if origin is not None and origin != f"http://{host}":
            return False
        given = self.request.form.get("csrf", "")
        return hmac.compare_digest(given.encode(), self.session.csrf.encode())

    def page(self, name: str, *, status: HTTPStatus = HTTPStatus.OK, **facts: Any) -> Response:
        """Render templates/<slug>/<name>.html. A notice is shown once, on any next page."""
        notice, self.session.notice = self.session.notice, ""
        context = Context({**page_facts(self), "notice": notice, **facts})
        template = _engine().get_template(f"{self.brand.slug}/{name}.html")
        return Response(status=status, body=template.render(context))

    def refusal(self, status: HTTPStatus) -> Response:
        return self.page("message", status=status, code=int(status), **_REFUSALS[status])

    def again(self, name: str, error: str, **facts: Any) -> Response:
        """The same form with what is wrong with it."""
        return self.page(name, status=HTTPStatus.UNPROCESSABLE_ENTITY, error=error, **facts)


def redirect(path: str) -> Response:
    """Answer a press or a gate with 303, so that reloading never presses twice."""
    return Response(status=HTTPStatus.SEE_OTHER, headers=[("Location", path)])


def page_facts(visit: Visit) -> dict[str, Any]:
    """What every template may show; dates and prices are already in the site's own writing."""
    brand, state, session = visit.brand, visit.state, visit.session
    first_name = session.profile or state.account.first_name
    return {
        "brand": brand,
        "p": brand.paths,
        "cancel_path": brand.cancel[0].path,
        "resume_path": brand.resume[0].path,
        "csrf": session.csrf,
        "request_path": visit.request.path,
        "signed_in": session.signed_in,
        "privacy_open": bool(brand.paths.privacy) and not session.privacy,
        "first_name": first_name,
        "initial": first_name[0],
        "email": state.account.email,
        "masked_email": _masked(state.account.email),
        "card_last4": state.account.card_last4,
        "sub": subscription_facts(brand, state),
        "plans": [_plan_facts(brand, plan, state.subscription.plan) for plan in brand.plans],
        "rows": _tile_rows(brand),
        "today": brand.date_text(utc_now().date()),
        "year": utc_now().year,
    }


def subscription_facts(brand: Brand, state: SiteState) -> dict[str, Any]:
    kept = state.subscription
    plan = brand.plan(kept.plan)
    return {
        "active": kept.status is Status.ACTIVE,
        "plan": plan.name,
        "blurb": plan.blurb,
        "full_price": brand.price_text(plan.cents),
        "price": brand.price_text(plan.cents * (100 - kept.discount_percent) // 100),
        "discount": kept.discount_percent,
        "renews_on": _day(brand, kept.renews_on),
        "ends_on": _day(brand, kept.ends_on),
        "paused_until": _day(brand, kept.paused_until),
    }


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(Path(__file__).parent / "templates")])


_REFUSALS: dict[HTTPStatus, dict[str, str]] = {
    HTTPStatus.BAD_REQUEST: {"title": "Bad request", "text": "That form has no such button."},
    HTTPStatus.FORBIDDEN: {
        "title": "This page has expired",
        "text": "For your security, please go back, reload the page and try again.",
    },
    HTTPStatus.NOT_FOUND: {
        "title": "Page not found",
        "text": "The page you are looking for has moved or never existed.",
    },
    HTTPStatus.METHOD_NOT_ALLOWED: {
        "title": "Not allowed",
        "text": "This page cannot be used like that.",
    },
    HTTPStatus.CONFLICT: {
        "title": "Nothing was changed",
        "text": "Your plan does not allow that right now.",
    },
}


def _day(brand: Brand, day: date | None) -> str:
    return brand.date_text(day) if day else ""


def _plan_facts(brand: Brand, plan: Plan, chosen: str) -> dict[str, Any]:
    return {
        "slug": plan.slug,
        "name": plan.name,
        "price": brand.price_text(plan.cents),
        "blurb": plan.blurb,
        "current": plan.slug == chosen,
    }


def _tile_rows(brand: Brand) -> list[dict[str, Any]]:
    """Each tile has a hue, spread so that neighbours differ."""
    return [
        {
            "title": row_title,
            "tiles": [
                {"title": title, "hue": (row * 5 + place * 7) % TILE_HUES * (360 // TILE_HUES)}
                for place, title in enumerate(titles)
            ],
        }
        for row, (row_title, titles) in enumerate(brand.rows)
    ]


def _masked(email: str) -> str:
    name, _, host = email.partition("@")
    return f"{name[0]}{'•' * 5}@{host}"
