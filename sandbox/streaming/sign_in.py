"""Getting in and out: one page or two, perhaps a code, perhaps a profile."""

import hmac
import secrets
from http import HTTPStatus

from kernel.clock import utc_now
from sandbox.streaming.state import CODE_TRIES_MAX, Session
from sandbox.streaming.visit import Visit, redirect
from sandbox.streaming.wire import Response


def show_landing(visit: Visit) -> Response:
    return redirect(visit.brand.paths.home) if visit.session.signed_in else visit.page("landing")


def show_sign_in(visit: Visit) -> Response:
    if visit.session.signed_in:
        return redirect(visit.brand.paths.home)
    return visit.page("sign_in")


def press_sign_in(visit: Visit) -> Response:
    """One page: e-mail and password together. Two: an unknown e-mail is refused on the first."""
    given = visit.request.form.get("email", "").strip().lower()
    email_known = _same(given, visit.state.account.email)
    if visit.brand.paths.password:
        if not email_known:
            return _refused(visit, "sign_in", visit.brand.says.no_such_email, given)
        visit.session.email_given = given
        return redirect(visit.brand.paths.password)
    password_right = _same(visit.request.form.get("password", ""), visit.state.account.password)
    if not (email_known and password_right):
        return _refused(visit, "sign_in", visit.brand.says.wrong_sign_in, given)
    return _password_passed(visit)


def show_password(visit: Visit) -> Response:
    if not visit.session.email_given:
        return redirect(visit.brand.paths.sign_in)
    return visit.page("password", email_given=visit.session.email_given)


def press_password(visit: Visit) -> Response:
    if not visit.session.email_given:
        return redirect(visit.brand.paths.sign_in)
    if not _same(visit.request.form.get("password", ""), visit.state.account.password):
        given = visit.session.email_given
        return _refused(visit, "password", visit.brand.says.wrong_sign_in, given)
    return _password_passed(visit)


def show_code(visit: Visit) -> Response:
    return visit.page("code") if visit.session.password_passed else redirect(_start(visit))


def press_code(visit: Visit) -> Response:
    """'verify' spends a try, 'resend' mails the code again and makes it good again."""
    if not visit.session.password_passed:
        return redirect(_start(visit))
    if visit.button == "resend":
        visit.state.send_code(brand_name=visit.brand.name, now=utc_now())
        visit.session.notice = visit.brand.says.code_sent_again
        return redirect(visit.brand.paths.code)
    state, now = visit.state, utc_now()
    expired = state.code_expires_at is None or now >= state.code_expires_at
    if expired or state.code_tries >= CODE_TRIES_MAX:
        return visit.again("code", visit.brand.says.code_void)
    state.code_tries += 1
    given = "".join(visit.request.form.get("code", "").split())
    if not _same(given, state.account.code):
        return visit.again("code", visit.brand.says.wrong_code)
    state.code_expires_at = None  # single use
    return _let_in(visit)


def show_profiles(visit: Visit) -> Response:
    return visit.page("profiles", profiles=visit.brand.profiles)


def press_profile(visit: Visit) -> Response:
    name = visit.button
    if name not in visit.brand.profiles:
        return visit.refusal(HTTPStatus.BAD_REQUEST)
    visit.session.profile = name
    return redirect(visit.brand.paths.home)


def press_sign_out(visit: Visit) -> Response:
    """The session ends on the server; the cookie that remains opens nothing."""
    visit.state.sessions.pop(visit.session_id, None)
    return redirect("/")


def press_privacy(visit: Visit) -> Response:
    if visit.button not in {"accept_all", "necessary_only"}:
        return visit.refusal(HTTPStatus.BAD_REQUEST)
    visit.session.privacy = visit.button
    back = visit.request.form.get("back", "/")
    inside = back.startswith("/") and not back.startswith(("//", "/\\"))
    return redirect(back if inside else "/")


def _password_passed(visit: Visit) -> Response:
    if not visit.brand.paths.code:
        return _let_in(visit)
    visit.session.password_passed = True
    visit.state.send_code(brand_name=visit.brand.name, now=utc_now())
    return redirect(visit.brand.paths.code)


def _let_in(visit: Visit) -> Response:
    """A fresh session id and form token: whoever planted the old ones stays outside."""
    old = visit.state.sessions.pop(visit.session_id)
    visit.session_id = visit.state.open_session()
    visit.session = Session(
        csrf=secrets.token_urlsafe(24), signed_in=True, privacy=old.privacy, next_path=old.next_path
    )
    visit.state.sessions[visit.session_id] = visit.session
    if visit.brand.profiles:
        return redirect(visit.brand.paths.profiles)
    return redirect(visit.session.next_path or visit.brand.paths.home)


def _refused(visit: Visit, page: str, error: str, email_given: str) -> Response:
    return visit.page(page, status=HTTPStatus.UNAUTHORIZED, error=error, email_given=email_given)


def _start(visit: Visit) -> str:
    """Where somebody without a passed password belongs."""
    return visit.brand.paths.home if visit.session.signed_in else visit.brand.paths.sign_in


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode(), right.encode())
