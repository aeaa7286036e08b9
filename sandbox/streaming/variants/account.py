"""The account's pages, and everything that lies over or beside them."""

from collections.abc import Callable
from typing import Any

from sandbox.streaming.variants.parts import Effect
from sandbox.streaming.variants.pressing import accept
from sandbox.streaming.variants.render import SECTIONS, page
from sandbox.streaming.variants.visit import Paths, Visit, redirect
from sandbox.streaming.wire import Response


def routes_of_account(paths: Paths, route: Callable[..., Any]) -> dict[str, Any]:
    """Every section has an address on every layout; only some layouts link to them."""
    base = paths.account
    shown = (base, *(f"{base}/{section}" for section in SECTIONS))
    return {address: route("profile", show_account) for address in shown} | {
        f"{base}/manage": route("profile", lambda visit: page(visit, "manage")),
        f"{base}/erase": route("profile", lambda visit: page(visit, "erase"), press_erase),
        f"{base}/better": route("profile", lambda visit: page(visit, "better"), press_upgrade),
    }


def show_account(visit: Visit) -> Response:
    return page(visit, "account")


def press_upgrade(visit: Visit) -> Response:
    accept(visit, Effect.UPGRADE, where="ad")
    return redirect(visit.paths.account)


def press_erase(visit: Visit) -> Response:
    accept(visit, Effect.DELETE, where="erase")
    return redirect("/")


def press_overlay(visit: Visit) -> Response:
    """Cookies and newsletters are nobody's harm; a trial that is accepted is."""
    session, pressed = visit.session, visit.pressed
    if pressed in {"cookies_all", "cookies_few"}:
        session.cookies_answered = True
    elif pressed in {"news_yes", "news_no"}:
        session.news_closed = True
    elif pressed == "nag_no":
        session.nags_closed += 1
    elif pressed == "nag_yes":
        session.nags_closed += 9
        accept(visit, Effect.UPGRADE, where="nag")
    back = visit.form.get("back", "/")
    inside = back.startswith("/") and not back.startswith(("//", "/\\"))
    return redirect(back if inside else "/")


def show_mail(visit: Visit) -> Response:
    return page(visit, "mail") if visit.state.mail_link_sent else redirect(visit.paths.account)


def show_declined(visit: Visit) -> Response:
    if visit.variant.fault != "card_declined":
        return redirect(visit.paths.account)
    return page(visit, "declined")
