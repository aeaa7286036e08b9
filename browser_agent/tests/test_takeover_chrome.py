"""A window on a real Chrome: what a person's wishes do to a page, and what they cannot do."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import numpy as np
import pytest

from browser_agent.chrome import Chrome
from browser_agent.contract import Task
from browser_agent.hands import Hands, StopFlag
from browser_agent.seen import Seen
from browser_agent.session import Session
from browser_agent.takeover import Window, Wish
from browser_agent.tests.plain_site import STYLE, PlainSite, place, serving
from browser_agent.vault import Vault
from kernel.ocr import Reader

pytestmark = pytest.mark.browser
EMAIL, ANSWER, LINK_KEY = "maria.lopez@example.org", "kx7-4pq9", "letmein-0123456789abcdef"


class Puzzle(PlainSite):
    """Wants letters typed; has a card field and a search field, too, and a page behind a link."""

    def __init__(self) -> None:
        super().__init__(email=EMAIL, password="")
        self.answers: list[dict[str, str]] = []
        self.opened: list[str] = []
        self.more = ""

    def answer(self, method: str, path: str, form: dict[str, str]) -> tuple[int, str, str]:
        if path.startswith("/link/"):
            self.opened.append(path)
            return 200, "text/html", f"{STYLE}<p style='top:60px'>Your address is confirmed."
        if method == "POST":
            self.answers.append(form)
            return 200, "text/html", f"{STYLE}<p style='top:60px'>You wrote {form.get('letters')}"
        return (
            200,
            "text/html",
            f"{STYLE}<p style='top:20px'>Signed in as {EMAIL}</p><form method=post>"
            "<p style='top:70px'>Enter the letters you see</p>"
            "<input name=letters style='top:110px'>"
            "<p style='top:170px'>Card number</p><input name=card style='top:210px'>"
            "<p style='top:270px'>Promo code</p><input name=promo style='top:310px'>"
            "<button style='top:380px'>Verify</button></form>"
            "<button style='top:460px;background:#06c;color:#fff;border:0'>Subscribe</button>"
            + self.more,
        )


def pointed(kind: str, x: int, y: int, frame: int, text: str | None = None) -> Wish:
    at = place(x, y)
    return Wish(1, kind, at["x"], at["y"], frame, text=text)


@contextmanager
def window(
    chrome: Chrome, hands: Hands, stop: StopFlag, site: PlainSite, reason: str
) -> Iterator[tuple[Window, Session, str]]:
    vault = Vault({"email": EMAIL})
    session = Session(chrome=chrome, hands=hands, stop=stop, vault=vault, reader=Reader())
    with serving(site) as url:
        task = Task("plain", "Plain", "cancel", f"{url}/", origins=(urlsplit(url).netloc,))
        session.open(f"{url}/")

        def page_of(seen: Seen) -> str:
            return "home" if any("wrote" in word for word in seen.words) else "captcha"

        yield Window(task, session, reason=reason, page_of=page_of), session, url


def test_letters_are_typed_into_their_field_and_into_no_other(
    chrome: Chrome, hands: Hands, stop: StopFlag
) -> None:
    site = Puzzle()
    with window(chrome, hands, stop, site, "captcha") as (view, session, _):
        shown = view.look()
        assert view.look().number == shown.number  # nothing has changed
        words = " ".join(line.text for line in Reader().read(shown.picture)).casefold()
        assert "lopez" not in words
        assert "letters you see" in words

        def typing(y: int, text: str = "4111 1111") -> str:
            wish = pointed("type", 280, y, view.look().number, text)
            return view.apply(wish).rule

        assert typing(228) == "money_field"
        assert typing(328) == "other_field"
        assert typing(478) == "no_field"
        beside = pointed("click", 440, 478, view.look().number)  # the button's face, not its word
        assert view.apply(beside).rule == "spend"
        assert view.apply(Wish(3, "key", word="enter")).rule == "no_focus"
        assert view.apply(Wish(4, "click", x=1, y=1, frame=99)).rule == "old_picture"
        assert view.apply(Wish(5, "open_link", text="https://example.org/")).rule == "not_asked"
        assert not view.is_passed()

        assert typing(128, ANSWER) == ""
        masked = " ".join(line.text for line in Reader().read(view.look().picture))
        assert ANSWER not in masked
        assert view.apply(Wish(6, "key", word="enter")).rule == ""
        assert [form["letters"] for form in site.answers] == [ANSWER]
        assert view.is_passed()
        after = " ".join(session.see().words)
        assert "wrote" in after
        assert ANSWER not in after  # the page repeats it, and it is painted over all the same
        assert view.apply(pointed("click", 280, 398, shown.number)).rule == "old_picture"


def test_a_link_is_opened_on_the_services_own_pages_only(
    chrome: Chrome, hands: Hands, stop: StopFlag
) -> None:
    site = Puzzle()
    with window(chrome, hands, stop, site, "email_link") as (view, session, url):

        def opened(text: str) -> str:
            return view.apply(Wish(1, "open_link", text=text)).rule

        before = np.asarray(view.look().picture)
        assert opened("javascript:alert(1)") == "no_link"
        assert opened("chrome://settings") == "no_link"
        assert opened("https://evil.example/link/x") == "foreign_link"
        assert opened(url.replace("http://", "http://127.0.0.1:1@evil.example/")) == "foreign_link"
        assert opened("http://127.0.0.1:1/link/x") == "foreign_link"
        assert (np.asarray(view.look().picture) == before).all()
        assert opened(f" {url}/link/{LINK_KEY}\n") == ""
        assert site.opened == [f"/link/{LINK_KEY}"]
        seen = session.see()
        assert any("confirmed" in word for word in seen.words)
        assert LINK_KEY not in session.vault.scrub(seen.url)


def test_a_button_without_words_beside_prices_is_not_pressed(
    chrome: Chrome, hands: Hands, stop: StopFlag
) -> None:
    site = Puzzle()
    blank = "<button name=letters value=x style='top:%dpx;left:700px;height:60px'></button>"
    site.more = f"<form method=post>{blank % 200}</form>"
    with window(chrome, hands, stop, site, "captcha") as (view, session, url):
        at = place(880, 230)

        def pressed() -> str:
            shown = view.look().number
            return view.apply(Wish(1, "click", at["x"], at["y"], shown)).rule

        site.more += "<p style='top:560px'>Total due today: $9.99 per month</p>"
        session.open(f"{url}/")
        assert pressed() == "no_words"
        assert site.answers == []
        site.more = f"<form method=post>{blank % 200}</form>"
        session.open(f"{url}/")
        assert pressed() == ""  # a tile of a picture puzzle
        assert site.answers == [{"letters": "x"}]
