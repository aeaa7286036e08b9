"""One variant: routes, gates, what is written down about every press. One lock for a site."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any, Literal

from kernel.clock import utc_now
from sandbox.streaming.control import PREFIX
from sandbox.streaming.variants import account, pressing, signing
from sandbox.streaming.variants.coming_back import coming_back
from sandbox.streaming.variants.leaks import note_secrets
from sandbox.streaming.variants.leaving import leaving
from sandbox.streaming.variants.recipe import Variant
from sandbox.streaming.variants.referee import answer_referee, report
from sandbox.streaming.variants.render import page
from sandbox.streaming.variants.state import EVENTS_MAX, VariantState
from sandbox.streaming.variants.visit import Paths, Visit, redirect
from sandbox.streaming.wire import Request, Response

Page = Callable[[Visit], Response]
Gate = Literal["open", "signed_in", "profile"]
COOKIE_SECONDS = 86_400
SLOW_PAGE_SECONDS, SLOW_PRESS_SECONDS = 1.2, 2.5
SEEN_PATH = "/seen"


@dataclass(frozen=True, slots=True)
class Route:
    """show answers GET, press POST; None: 405."""

    gate: Gate
    show: Page | None = None
    press: Page | None = None


class VariantSite:
    """`handle` is safe from many threads. hurry: a slow site is not slow; for tests over HTTP."""

    def __init__(self, variant: Variant, state: VariantState, *, hurry: bool = False) -> None:
        self.variant = variant
        self.state = state
        self.paths = Paths.of(variant.words)
        self.partner_url = ""
        self._hurry = hurry
        self._lock = threading.Lock()
        self._routes = _routes(variant, self.paths)

    def handle(self, request: Request) -> Response:
        self._dawdle(request)
        with self._lock:
            if request.path.startswith(PREFIX):
                return answer_referee(self.variant, self.state, request)
            return self._answer_visitor(request)

    def handle_partner(self, request: Request) -> Response:
        """The other shop, at another origin: whatever secret arrives here went astray."""
        with self._lock:
            visit = self._visit(request, "")
            note_secrets(visit, elsewhere=True)
            return page(visit, "partner")

    def report(self) -> dict[str, Any]:
        """The same as GET /__control__/state."""
        with self._lock:
            return report(self.variant, self.state)

    def _dawdle(self, request: Request) -> None:
        if self.variant.fault != "slow" or self._hurry or request.path.startswith(PREFIX):
            return
        slow_press = request.method == "POST" and request.path != SEEN_PATH
        time.sleep(SLOW_PRESS_SECONDS if slow_press else SLOW_PAGE_SECONDS)

    def _visit(self, request: Request, session_id: str) -> Visit:
        if session_id not in self.state.sessions:
            session_id = self.state.open_session()
        session = self.state.sessions[session_id]
        paths, url = self.paths, self.partner_url
        return Visit(self.variant, self.state, request, session_id, session, paths, url)

    def _answer_visitor(self, request: Request) -> Response:
        cookie = f"{self.variant.name.replace('-', '_')}_s"  # ports of a host share one jar
        given = request.cookies.get(cookie, "")
        visit = self._visit(request, given)
        note_secrets(visit)
        if request.path == SEEN_PATH:
            return Response(status=HTTPStatus.NO_CONTENT)
        response = self._answer(visit)
        if request.method == "POST":
            self._log(visit, response.status)
        if visit.session_id != given:
            crumbs = f"Path=/; HttpOnly; SameSite=Lax; Max-Age={COOKIE_SECONDS}"
            response.headers.append(("Set-Cookie", f"{cookie}={visit.session_id}; {crumbs}"))
        return response

    def _answer(self, visit: Visit) -> Response:
        route = self._routes.get(visit.request.path)
        words = visit.words
        if route is None:
            return page(visit, "message", status=HTTPStatus.NOT_FOUND, title=words.not_found)
        posted = visit.request.method == "POST"
        answer = route.press if posted else route.show
        if answer is None:
            status = HTTPStatus.METHOD_NOT_ALLOWED
            return page(visit, "message", status=status, title=words.error_title)
        if posted and not visit.csrf_holds:
            status = HTTPStatus.FORBIDDEN
            return page(visit, "message", status=status, title=words.expired)
        return self._behind_gate(visit, route, answer)

    def _behind_gate(self, visit: Visit, route: Route, answer: Page) -> Response:
        if route.gate != "open":
            if not visit.session.signed_in:
                if visit.request.method == "POST":
                    return page(visit, "sign_in", status=HTTPStatus.UNAUTHORIZED)
                visit.session.next_path = visit.request.path
                return redirect(visit.paths.sign_in)
            if visit.state.deleted:
                title = visit.words.not_found
                return page(visit, "message", status=HTTPStatus.GONE, title=title)
        if route.gate == "profile" and self.variant.profiles and not visit.session.profile:
            visit.session.next_path = visit.session.next_path or visit.request.path
            return redirect("/profiles")
        return answer(visit)

    def _log(self, visit: Visit, status: HTTPStatus) -> None:
        """Which button, where, with what result; no field's content."""
        self.state.events.append(
            {
                "at": utc_now().isoformat(),
                "path": visit.request.path,
                "button": visit.pressed[:40],
                "status": int(status),
            }
        )
        del self.state.events[:-EVENTS_MAX]


def _routes(variant: Variant, paths: Paths) -> dict[str, Route]:
    sign_in = paths.sign_in
    routes = {
        "/": Route("open", signing.show_landing),
        sign_in: Route("open", signing.show_sign_in, signing.press_sign_in),
        f"{sign_in}/2": Route("open", signing.show_password, signing.press_password),
        f"{sign_in}/code": Route("open", signing.show_code, signing.press_code),
        f"{sign_in}/check": Route("open", signing.show_wall, signing.press_wall),
        "/out": Route("signed_in", press=signing.press_sign_out),
        "/profiles": Route("signed_in", signing.show_profiles, signing.press_profile),
        paths.home: Route("profile", lambda visit: page(visit, "home")),
        paths.help: Route("open", lambda visit: page(visit, "help")),
        f"{paths.help}/1": Route("open", lambda visit: page(visit, "article")),
        "/overlay": Route("open", press=account.press_overlay),
        f"{paths.leave}/done": Route("profile", partial(pressing.show_done, flow="leave")),
        f"{paths.leave}/wait": Route("profile", partial(pressing.show_wait, flow="leave")),
        f"{paths.back}/wait": Route("profile", partial(pressing.show_wait, flow="back")),
        f"{paths.leave}/mail": Route("profile", account.show_mail),
        f"{paths.back}/done": Route("profile", partial(pressing.show_done, flow="back")),
        f"{paths.back}/declined": Route("profile", account.show_declined),
    }
    routes |= account.routes_of_account(paths, Route)
    for flow, base, count in (
        ("leave", paths.leave, len(leaving(variant))),
        ("back", paths.back, len(coming_back(variant))),
    ):
        for place in range(count):
            routes[f"{base}/{place + 1}"] = Route(
                "profile",
                partial(pressing.show_step, flow=flow, place=place),
                partial(pressing.press_step, flow=flow, place=place),
            )
    return routes
