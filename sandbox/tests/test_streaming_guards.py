"""What the sites refuse: wrong sign-ins, forged forms, skipped pages, a stranger as referee."""

import re
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from urllib.parse import urlencode, urlsplit

import httpx
import pytest
import time_machine

from kernel.clock import utc_now
from sandbox.streaming.server import RunningSite, StreamingSites
from sandbox.streaming.state import Change, Subscription
from sandbox.streaming.wire import BODY_BYTES_MAX, Request
from sandbox.tests.visitor import Visitor

SLUGS = ("lanternbox", "nocturne", "kaleido", "meridian")


@pytest.fixture
def sites() -> Iterator[StreamingSites]:
    with StreamingSites.start() as running:
        yield running


@pytest.fixture
def site(sites: StreamingSites, slug: str) -> RunningSite:
    return sites[slug]


def at_code_page(site: RunningSite) -> Visitor:
    visitor = Visitor(site)
    visitor.go("/hello").press("sign_in", email=site.email, password=site.password)
    return visitor


def mail(site: RunningSite) -> list[dict[str, str]]:
    key = {"X-Control-Key": site.control_key}
    found: list[dict[str, str]] = httpx.get(f"{site.url}/__control__/mail", headers=key).json()[
        "mail"
    ]
    return found


@pytest.mark.parametrize(
    ("slug", "presses"),
    [
        ("lanternbox", ["sign_in"]),
        ("nocturne", ["next", "log_in"]),
        ("kaleido", ["sign_in"]),
        ("meridian", ["sign_on"]),
    ],
)
def test_a_wrong_password_is_refused_and_may_be_tried_again(
    site: RunningSite, presses: list[str]
) -> None:
    with Visitor(site) as visitor:
        visitor.go(site.site.brand.paths.sign_in)
        if len(presses) == 2:
            visitor.press(presses[0], email=site.email).press(presses[1], password="wrong")
        else:
            visitor.press(presses[0], email=site.email, password="wrong")
        assert visitor.page.status_code == 401
        assert site.site.brand.says.wrong_sign_in in visitor.text
        assert visitor.open_account().path == site.site.brand.paths.sign_in
        assert visitor.sign_in().open_account().path == site.site.brand.paths.account


@pytest.mark.parametrize("slug", ["nocturne"])
def test_an_unknown_email_stops_at_the_first_page(site: RunningSite) -> None:
    with Visitor(site) as visitor:
        visitor.go("/login").press("next", email="nobody@example.net")
        assert visitor.page.status_code == 401
        assert "couldn't find" in visitor.text
        assert visitor.go("/login/password").path == "/login"


@pytest.mark.parametrize("slug", ["nocturne"])
def test_without_a_profile_there_is_no_account_page(site: RunningSite) -> None:
    with Visitor(site) as visitor:
        visitor.go("/login").press("next", email=site.email)
        visitor.press("log_in", password=site.password)
        assert visitor.open_account().path == "/who"
        assert visitor.press("Robin").path == "/tonight"


@pytest.mark.parametrize("slug", ["kaleido"])
def test_a_wrong_code_is_refused_and_may_be_tried_again(site: RunningSite) -> None:
    wrong = f"{(int(site.code or 0) + 1) % 10**6:06d}"
    with at_code_page(site) as visitor:
        visitor.press("verify", code=wrong)
        assert visitor.page.status_code == 422
        assert "isn't right" in visitor.text
        assert visitor.open_account().path == "/hello"
        assert (
            visitor.go("/hello/code").press("verify", code=site.code or "").path == "/me/membership"
        )


@pytest.mark.parametrize("slug", ["kaleido"])
def test_a_code_is_mailed_only_when_asked_for(site: RunningSite) -> None:
    assert mail(site) == []
    with at_code_page(site) as visitor:
        assert [sent["to"] for sent in mail(site)] == [site.email]
        assert site.code is not None
        assert site.code in mail(site)[0]["text"]
        visitor.press("resend")
        assert "on its way" in visitor.text
    assert len(mail(site)) == 2


@pytest.mark.parametrize("slug", ["kaleido"])
def test_a_code_works_once(site: RunningSite) -> None:
    with at_code_page(site) as first, at_code_page(site) as second:
        assert first.press("verify", code=site.code or "").path == "/explore"
        second.press("verify", code=site.code or "")
        assert "expired" in second.text
        second.press("resend").press("verify", code=site.code or "")
        assert second.path == "/explore"


@pytest.mark.parametrize("slug", ["kaleido"])
def test_a_code_expires(site: RunningSite) -> None:
    with at_code_page(site) as visitor:
        with time_machine.travel(utc_now() + timedelta(minutes=10)):
            visitor.press("verify", code=site.code or "")
        assert visitor.page.status_code == 422
        assert "expired" in visitor.text


@pytest.mark.parametrize("slug", ["kaleido"])
def test_guessing_the_code_ends_after_five_tries(site: RunningSite) -> None:
    with at_code_page(site) as visitor:
        for _ in range(5):
            visitor.press("verify", code="x")
        visitor.press("verify", code=site.code or "")
        assert "expired" in visitor.text


@pytest.mark.parametrize("slug", SLUGS)
def test_a_forged_form_changes_nothing(site: RunningSite) -> None:
    first_step = site.site.brand.cancel[0]
    with Visitor(site) as visitor:
        visitor.sign_in().go(first_step.path)
        button = next(iter(first_step.choices))
        for fields in ({}, {"csrf": ""}, {"csrf": "guessed"}):
            refused = visitor.http.post(first_step.path, data={"button": button, **fields})
            assert refused.status_code == 403
    assert site.state()["subscription"] == "active"


@pytest.mark.parametrize("slug", ["lanternbox"])
def test_a_form_from_another_origin_is_refused(site: RunningSite) -> None:
    with Visitor(site) as visitor:
        visitor.sign_in().go("/account/cancel")
        token = re.search(r'name="csrf" value="([^"]+)"', visitor.page.text)
        assert token is not None
        form = {"csrf": token[1], "button": "finish"}
        foreign = {"Origin": "http://127.0.0.1:1"}
        assert visitor.http.post("/account/cancel", data=form, headers=foreign).status_code == 403
        own = {"Origin": site.url}
        assert visitor.http.post("/account/cancel", data=form, headers=own).status_code == 200
    assert site.state()["subscription"] == "cancelled"


@pytest.mark.parametrize("slug", ["lanternbox"])
def test_a_token_of_the_anonymous_session_dies_at_sign_in(site: RunningSite) -> None:
    with Visitor(site) as visitor:
        visitor.go("/signin")
        old_token = visitor.parts.forms[0].fields["csrf"]
        old_cookie = visitor.http.cookies["lanternbox_session"]
        visitor.sign_in()
        assert visitor.http.cookies["lanternbox_session"] != old_cookie
        refused = visitor.http.post("/signout", data={"csrf": old_token, "button": "sign_out"})
        assert refused.status_code == 403


@pytest.mark.parametrize("slug", ["kaleido", "nocturne", "meridian"])
def test_the_last_step_cannot_be_reached_without_the_ones_before(site: RunningSite) -> None:
    first, last = site.site.brand.cancel[0], site.site.brand.cancel[-1]
    with Visitor(site) as visitor:
        visitor.sign_in()
        assert visitor.go(last.path).path == first.path
        token = visitor.parts.forms[-1].fields["csrf"]
        for button in last.choices:
            pressed = visitor.http.post(last.path, data={"csrf": token, "button": button})
            assert pressed.url.path == first.path
    assert site.state()["subscription"] == "active"


@pytest.mark.parametrize("slug", SLUGS)
def test_a_flow_that_does_not_apply_leads_to_the_account(site: RunningSite) -> None:
    paths = site.site.brand.paths
    with Visitor(site) as visitor:
        visitor.sign_in()
        for path in (site.site.brand.resume[0].path, paths.cancel_done, paths.working):
            assert not path or visitor.go(path).path == paths.account


@pytest.fixture
def unhurried_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wide window between looking and moving: without the site's lock every racer is in it."""
    quick_change = Subscription.change

    def change(kept: Subscription, wanted: Change) -> None:
        time.sleep(0.05)
        quick_change(kept, wanted)

    monkeypatch.setattr(Subscription, "change", change)


@pytest.mark.parametrize("slug", ["lanternbox"])
@pytest.mark.usefixtures("unhurried_change")
def test_twenty_presses_at_once_cancel_once(site: RunningSite) -> None:
    with Visitor(site) as visitor:
        visitor.sign_in().go("/account/cancel")
    form = urlencode(visitor.parts.forms[-1].fields | {"button": "finish"}).encode()
    cookies = {"lanternbox_session": visitor.http.cookies["lanternbox_session"]}
    headers = {"content-type": "application/x-www-form-urlencoded"}
    press = Request("POST", "/account/cancel", headers, cookies, form)
    together = Barrier(20)

    def racer(_: int) -> str:
        together.wait()
        return dict(site.site.handle(press).headers).get("Location", "refused")

    with ThreadPoolExecutor(20) as pool:
        places = list(pool.map(racer, range(20)))
    assert places.count("/account/cancelled") == 1
    assert places.count("/account/cancel") == 19
    assert site.state()["subscription"] == "cancelled"


@pytest.mark.parametrize("slug", SLUGS)
def test_signing_out_ends_the_session_on_the_server(site: RunningSite) -> None:
    cookie = f"{site.slug}_session"
    with Visitor(site) as visitor:
        visitor.sign_in().open_account()
        kept = visitor.http.cookies[cookie]
        sign_out = next(
            form for form in visitor.parts.forms if form.action == site.site.brand.paths.sign_out
        )
        visitor.press(sign_out.buttons[0])
        assert visitor.open_account().path == site.site.brand.paths.sign_in
    with httpx.Client(base_url=site.url, cookies={cookie: kept}) as thief:
        answer = thief.get(site.account_url)
    assert answer.status_code == 303
    assert answer.headers["Location"] == site.site.brand.paths.sign_in


@pytest.mark.parametrize("slug", SLUGS)
def test_a_stranger_is_sent_to_sign_in_and_their_presses_are_401(site: RunningSite) -> None:
    step = site.site.brand.cancel[0]
    with Visitor(site) as visitor:
        visitor.go(step.path)
        assert visitor.path == site.site.brand.paths.sign_in
        token = visitor.parts.forms[0].fields["csrf"]
        button = next(iter(step.choices))
        pressed = visitor.http.post(step.path, data={"csrf": token, "button": button})
        assert pressed.status_code == 401
    assert site.state()["subscription"] == "active"


@pytest.mark.parametrize("slug", SLUGS)
def test_unknown_pages_methods_and_buttons_are_refused(site: RunningSite) -> None:
    with Visitor(site) as visitor:
        assert visitor.go("/no-such-page").page.status_code == 404
        visitor.sign_in().open_account()
        token = visitor.parts.forms[0].fields["csrf"]
        home = site.site.brand.paths.home
        assert visitor.http.post(home, data={"csrf": token}).status_code == 405
        step = site.site.brand.cancel[0].path
        assert visitor.http.post(step, data={"csrf": token, "button": "x"}).status_code == 400


@pytest.mark.parametrize("slug", ["meridian"])
def test_the_privacy_banner_stays_until_it_is_answered_and_leads_back_inside(
    site: RunningSite,
) -> None:
    with Visitor(site) as visitor:
        visitor.go("/secure/sign-on")
        assert "We value your privacy" in visitor.text
        assert visitor.press("accept_all").path == "/secure/sign-on"
        assert "We value your privacy" not in visitor.text
        token = visitor.parts.forms[0].fields["csrf"]
        form = {"csrf": token, "button": "accept_all", "back": "//example.net/"}
        answer = visitor.http.post("/privacy/choices", data=form, follow_redirects=False)
        assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("key", ["", "guess"])
def test_the_referees_door_is_closed_without_the_key(site: RunningSite, key: str) -> None:
    headers = {"X-Control-Key": key}
    for path in ("state", "mail"):
        refused = httpx.get(f"{site.url}/__control__/{path}", headers=headers)
        assert refused.status_code == 403
        assert site.email not in refused.text
    body = {"subscription": "cancelled"}
    reset = httpx.post(f"{site.url}/__control__/reset", headers=headers, json=body)
    assert reset.status_code == 403
    assert site.state()["subscription"] == "active"


@pytest.mark.parametrize("slug", ["lanternbox"])
def test_a_reset_to_nonsense_is_refused(site: RunningSite) -> None:
    headers = {"X-Control-Key": site.control_key}
    for body in (b'{"subscription": "sold"}', b"[1]", b"{"):
        answer = httpx.post(f"{site.url}/__control__/reset", headers=headers, content=body)
        assert answer.status_code == 400
    assert site.state()["subscription"] == "active"


@pytest.mark.parametrize("slug", SLUGS)
def test_the_log_of_presses_holds_no_secret(site: RunningSite) -> None:
    with Visitor(site) as visitor:
        visitor.sign_in()
    log = str(site.state()["events"])
    assert "button" in log
    assert site.password not in log
    assert site.code is None or site.code not in log


@pytest.mark.parametrize("slug", ["lanternbox"])
def test_bodies_without_length_or_too_long_are_refused(site: RunningSite) -> None:
    assert httpx.post(f"{site.url}/signin", content=iter([b"x"])).status_code == 411
    address = urlsplit(site.url)
    with socket.create_connection((address.hostname, address.port), timeout=5) as wire:
        length = f"Content-Length: {BODY_BYTES_MAX + 1}"
        wire.sendall(f"POST /signin HTTP/1.1\r\nHost: x\r\n{length}\r\n\r\n".encode())
        assert b" 413 " in wire.recv(100)
