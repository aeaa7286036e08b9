"""The referee's door, /__control__/: closed to all who lack this launch's X-Control-Key."""

import hmac
import json
from http import HTTPStatus
from typing import Any

from kernel.clock import utc_now
from sandbox.streaming.brand import Brand
from sandbox.streaming.flows import cancel_now
from sandbox.streaming.state import SiteState, Status, new_subscription
from sandbox.streaming.wire import Request, Response

PREFIX = "/__control__/"


def answer_control(brand: Brand, state: SiteState, request: Request) -> Response:
    """GET state, GET mail, POST reset with an optional {"subscription": "active"|"cancelled"}."""
    given = request.headers.get("x-control-key", "")
    if not hmac.compare_digest(given.encode(), state.control_key.encode()):
        return _json(HTTPStatus.FORBIDDEN, {"error": "forbidden"})
    asked = (request.method, request.path.removeprefix(PREFIX))
    if asked == ("GET", "state"):
        return _json(HTTPStatus.OK, state_report(brand, state))
    if asked == ("GET", "mail"):
        return _json(HTTPStatus.OK, {"mail": state.mails})
    if asked == ("POST", "reset"):
        return _reset(brand, state, request)
    return _json(HTTPStatus.NOT_FOUND, {"error": "not_found"})


def state_report(brand: Brand, state: SiteState) -> dict[str, Any]:
    """What is true on this site. Prices in cents; days ISO 8601 or null; `events` oldest first."""
    kept = state.subscription
    return {
        "slug": brand.slug,
        "subscription": kept.status.value,
        "plan": kept.plan,
        "plan_name": brand.plan(kept.plan).name,
        "price_cents": brand.plan(kept.plan).cents * (100 - kept.discount_percent) // 100,
        "renews_on": kept.renews_on.isoformat() if kept.renews_on else None,
        "ends_on": kept.ends_on.isoformat() if kept.ends_on else None,
        "discount_percent": kept.discount_percent,
        "paused_until": kept.paused_until.isoformat() if kept.paused_until else None,
        "offers_taken": state.offers_taken,
        "payments": state.payments,
        "events": state.events,
    }


def _reset(brand: Brand, state: SiteState, request: Request) -> Response:
    """A fresh customer with the same sign-in and the same billing day; every session ends."""
    try:
        wanted = Status(json.loads(request.body or b"{}").get("subscription", Status.ACTIVE))
    except (ValueError, AttributeError):
        return _json(HTTPStatus.BAD_REQUEST, {"error": "subscription is active or cancelled"})
    state.subscription = new_subscription(brand, state.account, today=utc_now().date())
    if wanted is Status.CANCELLED:
        cancel_now(brand, state.subscription)
    state.sessions.clear()
    state.mails, state.payments, state.offers_taken, state.events = [], [], [], []
    state.code_expires_at, state.code_tries = None, 0
    return _json(HTTPStatus.OK, state_report(brand, state))


def _json(status: HTTPStatus, body: dict[str, Any]) -> Response:
    return Response(status=status, body=json.dumps(body), content_type="application/json")
