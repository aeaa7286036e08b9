"""One site: routes, gates, the log of presses. One lock per site: a press reads, then writes."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, Literal

from kernel.clock import utc_now
from sandbox.streaming import flows, sign_in
from sandbox.streaming.brand import Brand
from sandbox.streaming.control import PREFIX, answer_control, state_report
from sandbox.streaming.state import EVENTS_MAX, ChangeRefusedError, SiteState
from sandbox.streaming.store import save_state
from sandbox.streaming.visit import Visit, redirect
from sandbox.streaming.wire import Request, Response

Page = Callable[[Visit], Response]
Gate = Literal["open", "signed_in", "profile"]
SESSION_COOKIE_SECONDS = 86_400
LOGGED_FIELDS = frozenset({"plan", "reason"})


@dataclass(frozen=True, slots=True)
class Route:
    """show answers GET, press POST; None: 405. A gate sends strangers where they belong."""

    gate: Gate
    show: Page | None = None
    press: Page | None = None


class Site:
    """`handle` is safe from many threads. With a path, the state is on disk before the answer."""

    def __init__(self, brand: Brand, state: SiteState, *, path: Path | None) -> None:
        self.brand = brand
        self.state = state
        self._path = path
        self._lock = threading.Lock()
        self._routes = _routes(brand)
        self._save()

    def handle(self, request: Request) -> Response:
        with self._lock:
            self.state.roll(today=utc_now().date())
            if request.path.startswith(PREFIX):
                response = answer_control(self.brand, self.state, request)
            else:
                response = self._answer_visitor(request)
            self._save()
            return response

    def report(self) -> dict[str, Any]:
        """The same as GET /__control__/state."""
        with self._lock:
            return state_report(self.brand, self.state)

    def _answer_visitor(self, request: Request) -> Response:
        cookie = f"{self.brand.slug}_session"  # browsers share one jar between ports of a host
        session_id = request.cookies.get(cookie, "")
        if session_id not in self.state.sessions:
            session_id = self.state.open_session()
        visit = Visit(self.brand, self.state, request, session_id, self.state.sessions[session_id])
        response = self._answer(visit)
        if request.method == "POST":
            self._log(visit, response.status)
        if visit.session_id != request.cookies.get(cookie):
            crumbs = f"Path=/; HttpOnly; SameSite=Lax; Max-Age={SESSION_COOKIE_SECONDS}"
            response.headers.append(("Set-Cookie", f"{cookie}={visit.session_id}; {crumbs}"))
        return response

    def _answer(self, visit: Visit) -> Response:
        route = self._routes.get(visit.request.path)
        if route is None:
            return visit.refusal(HTTPStatus.NOT_FOUND)
        pressed = visit.request.method == "POST"
        page = route.press if pressed else route.show
        if page is None:
            return visit.refusal(HTTPStatus.METHOD_NOT_ALLOWED)
        if pressed and not visit.csrf_holds:
            return visit.refusal(HTTPStatus.FORBIDDEN)
        return self._behind_gate(visit, route, page)

    def _behind_gate(self, visit: Visit, route: Route, page: Page) -> Response:
        if route.gate != "open" and not visit.session.signed_in:
            return _sign_in_first(visit)
        if route.gate == "profile" and self.brand.profiles and not visit.session.profile:
            return redirect(self.brand.paths.profiles)
        try:
            return page(visit)
        except ChangeRefusedError:
            return visit.refusal(HTTPStatus.CONFLICT)

    def _log(self, visit: Visit, status: HTTPStatus) -> None:
        """Which button, where, with what result. Harmless fields only, never a password."""
        form = visit.request.form
        self.state.events.append(
            {
                "at": utc_now().isoformat(),
                "path": visit.request.path,
                "button": visit.button[:40],
                "fields": {name: form[name][:40] for name in sorted(LOGGED_FIELDS & form.keys())},
                "status": int(status),
            }
        )
        del self.state.events[:-EVENTS_MAX]

    def _save(self) -> None:
        if self._path is not None:
            save_state(self._path, self.state)


def _routes(brand: Brand) -> dict[str, Route]:
    paths = brand.paths
    routes = {
        "/": Route("open", sign_in.show_landing),
        paths.sign_in: Route("open", sign_in.show_sign_in, sign_in.press_sign_in),
        paths.sign_out: Route("signed_in", press=sign_in.press_sign_out),
        paths.home: Route("profile", lambda visit: visit.page("home")),
        paths.account: Route("profile", lambda visit: visit.page("account")),
        paths.cancel_done: Route("profile", partial(flows.show_done, flow="cancel")),
        paths.resume_done: Route("profile", partial(flows.show_done, flow="resume")),
        paths.password: Route("open", sign_in.show_password, sign_in.press_password),
        paths.code: Route("open", sign_in.show_code, sign_in.press_code),
        paths.profiles: Route("signed_in", sign_in.show_profiles, sign_in.press_profile),
        paths.working: Route("profile", flows.show_working),
        paths.privacy: Route("open", press=sign_in.press_privacy),
    }
    routes.pop("", None)  # the pages this site does not have
    for flow in ("cancel", "resume"):
        for step in brand.steps(flow):
            show = partial(flows.show_step, flow=flow, step=step)
            press = partial(flows.press_step, flow=flow, step=step)
            routes[step.path] = Route("profile", show, press)
    return routes


def _sign_in_first(visit: Visit) -> Response:
    """A page is remembered and shown after signing in; a press gets 401 and is forgotten."""
    if visit.request.method == "POST":
        return visit.page("sign_in", status=HTTPStatus.UNAUTHORIZED)
    visit.session.next_path = visit.request.path
    return redirect(visit.brand.paths.sign_in)
