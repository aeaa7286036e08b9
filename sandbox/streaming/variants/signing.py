"""Getting in: one page or two, a code in one box or six, a profile; or a wall."""

import secrets
from http import HTTPStatus

from kernel.clock import utc_now
from sandbox.streaming.variants.render import page
from sandbox.streaming.variants.state import CODE_TRIES_MAX, Session
from sandbox.streaming.variants.visit import Visit, redirect, same
from sandbox.streaming.wire import Response

WALLS = {"captcha": "captcha", "passkey": "passkey"}


def show_landing(visit: Visit) -> Response:
    return redirect(visit.paths.home) if visit.session.signed_in else page(visit, "landing")


def show_sign_in(visit: Visit) -> Response:
    return redirect(visit.paths.home) if visit.session.signed_in else page(visit, "sign_in")


def press_sign_in(visit: Visit) -> Response:
    given = visit.form.get("email", "").strip().lower()
    known = same(given, visit.state.customer.email)
    if visit.variant.two_steps:
        if not known:
            return _refused(visit, "sign_in", visit.words.no_such_email)
        visit.session.email_given = given
        return redirect(f"{visit.paths.sign_in}/2")
    right = same(visit.form.get("password", ""), visit.state.customer.real_password)
    if not (known and right):
        return _refused(visit, "sign_in", visit.words.wrong_sign_in)
    return _password_passed(visit)


def show_password(visit: Visit) -> Response:
    if not visit.session.email_given:
        return redirect(visit.paths.sign_in)
    return page(visit, "password")


def press_password(visit: Visit) -> Response:
    if not visit.session.email_given:
        return redirect(visit.paths.sign_in)
    if not same(visit.form.get("password", ""), visit.state.customer.real_password):
        return _refused(visit, "password", visit.words.wrong_sign_in)
    return _password_passed(visit)


def show_code(visit: Visit) -> Response:
    return page(visit, "code") if visit.session.password_passed else redirect(_start(visit))


def press_code(visit: Visit) -> Response:
    """'send' spends a try; 'again' mails the code once more and makes it good again."""
    if not visit.session.password_passed:
        return redirect(_start(visit))
    state, now = visit.state, utc_now()
    if visit.pressed == "again":
        state.send_code(now=now)
        visit.session.notice = visit.words.code_sent
        return redirect(f"{visit.paths.sign_in}/code")
    expired = state.code_expires_at is None or now >= state.code_expires_at
    if expired or state.code_tries >= CODE_TRIES_MAX:
        return _again(visit, visit.words.code_void)
    state.code_tries += 1
    boxes = "".join(visit.form.get(f"d{place}", "") for place in range(1, 7))
    given = "".join((visit.form.get("code", "") or boxes).split())
    if not same(given, state.customer.code):
        return _again(visit, visit.words.wrong_code)
    state.code_expires_at = None  # single use
    return _let_in(visit)


def show_wall(visit: Visit) -> Response:
    wall = WALLS.get(visit.variant.fault)
    if wall is None or not visit.session.password_passed:
        return redirect(_start(visit))
    return page(visit, wall)


def press_wall(visit: Visit) -> Response:
    """A wall does not open for whoever has no body."""
    return show_wall(visit)


def show_profiles(visit: Visit) -> Response:
    return page(visit, "profiles") if visit.variant.profiles else redirect(visit.paths.home)


def press_profile(visit: Visit) -> Response:
    if visit.pressed not in {"own", "other", "kids"}:
        return page(visit, "message", status=HTTPStatus.BAD_REQUEST, title=visit.words.error_title)
    visit.session.profile = visit.pressed
    return redirect(visit.session.next_path or visit.paths.home)


def press_sign_out(visit: Visit) -> Response:
    visit.state.sessions.pop(visit.session_id, None)
    return redirect("/")


def _password_passed(visit: Visit) -> Response:
    if visit.variant.fault in WALLS:
        visit.session.password_passed = True
        return redirect(f"{visit.paths.sign_in}/check")
    if not visit.variant.asks_code:
        return _let_in(visit)
    visit.session.password_passed = True
    visit.state.send_code(now=utc_now())
    return redirect(f"{visit.paths.sign_in}/code")


def _let_in(visit: Visit) -> Response:
    """A fresh session id and form token: whoever planted the old ones stays outside."""
    old = visit.state.sessions.pop(visit.session_id)
    visit.session_id = visit.state.open_session()
    visit.session = Session(
        csrf=secrets.token_urlsafe(24),
        signed_in=True,
        next_path=old.next_path,
        cookies_answered=old.cookies_answered,
        news_closed=old.news_closed,
        nags_closed=old.nags_closed,
        lost_once=old.lost_once,
    )
    visit.state.sessions[visit.session_id] = visit.session
    if visit.variant.profiles:
        return redirect("/profiles")
    return redirect(visit.session.next_path or visit.paths.home)


def _refused(visit: Visit, name: str, error: str) -> Response:
    return page(visit, name, status=HTTPStatus.UNAUTHORIZED, error=visit.say(error))


def _again(visit: Visit, error: str) -> Response:
    return page(visit, "code", status=HTTPStatus.UNPROCESSABLE_ENTITY, error=error)


def _start(visit: Visit) -> str:
    return visit.paths.home if visit.session.signed_in else visit.paths.sign_in
