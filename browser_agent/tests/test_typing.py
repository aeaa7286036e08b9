"""Any password arrives in a real field letter by letter, whatever layout the keyboard has."""

import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from urllib.parse import unquote

import pytest

from browser_agent.chrome import Chrome
from browser_agent.desktop import gui
from browser_agent.errors import AbortedError
from browser_agent.hands import Hands, StopFlag
from browser_agent.tests.scripted_http import answering

pytestmark = pytest.mark.browser

FIELD = (
    b"<!doctype html><meta charset=utf-8><title>typing</title>"
    b"<textarea id=a autofocus rows=9 cols=60></textarea>"
    b"<script>a.oninput=()=>location.hash=encodeURIComponent(a.value)</script>"
)
ASCII = "".join(map(chr, range(0x21, 0x7F)))
WORLD = "ß@€ñ Ж漢字 \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 e\u0301o\u0308 😀🔑🇫🇷"
MANY = "".join(map(chr, range(0x4E00, 0x4E60)))  # more than a keyboard has keys to spare


@pytest.fixture
def layout(screen: str) -> Iterator[Callable[[str], None]]:
    def use(name: str) -> None:
        subprocess.run(["setxkbmap", *name.split()], check=True, capture_output=True)

    yield use
    use("us")


def typed(chrome: Chrome, hands: Hands, text: str) -> str:
    """What the field holds, by the page's own address, as soon as it is that text."""
    hands.clear_text()
    hands.type_text(text)
    for _ in range(6):
        time.sleep(0.4)
        shown = unquote(chrome.read_address().partition("#")[2])
        if shown == text:
            break
    return shown


def test_every_layout_gives_every_letter(
    chrome: Chrome, hands: Hands, layout: Callable[[str], None]
) -> None:
    """The layout changes under a running process, as it does when a person switches it."""
    with answering(lambda _: (200, FIELD)) as (url, _):
        for name in ("de", "fr", "us -variant dvorak", "us"):
            layout(name)
            before = chrome.look()
            chrome.go_to(f"{url}/{name.replace(' ', '')}")
            chrome.settle(before, loading=True)
            for text in (ASCII, WORLD):
                hands.click(*chrome.point(200, 60))
                assert typed(chrome, hands, text) == text, name


def test_more_letters_than_spare_keys(chrome: Chrome, hands: Hands) -> None:
    with answering(lambda _: (200, FIELD)) as (url, _):
        before = chrome.look()
        chrome.go_to(url)
        chrome.settle(before, loading=True)
        assert typed(chrome, hands, MANY) == MANY


def test_caps_lock_changes_nothing(chrome: Chrome, hands: Hands) -> None:
    with answering(lambda _: (200, FIELD)) as (url, _):
        before = chrome.look()
        chrome.go_to(url)
        chrome.settle(before, loading=True)
        gui().press("capslock")
        assert typed(chrome, hands, "aBc") == "aBc"


@pytest.mark.parametrize("what", ["typing", "moving", "settling", "scrolling"])
def test_an_abort_stops_the_hands_within_a_second(
    chrome: Chrome, hands: Hands, stop: StopFlag, what: str
) -> None:
    def work() -> None:
        if what == "settling":
            chrome.settle(None, seconds_max=60)
        for turn in range(5_000):
            if what == "typing":
                hands.type_text("x" * 5_000)
            elif what == "moving":
                hands.point_at(100 + turn % 900, 300)
            else:
                hands.scroll("down")

    restless = b"<script>setInterval(()=>document.body.style.background="
    restless += b"'hsl('+Date.now()%360+' 90% 50%)', 15)</script>"
    with answering(lambda _: (200, restless)) as (url, _):
        chrome.go_to(url)
        time.sleep(0.5)
        threading.Timer(0.4, stop.stop).start()
        began = time.monotonic()
        with pytest.raises(AbortedError):
            work()
        assert 0.3 < time.monotonic() - began < 1.4
        with pytest.raises(AbortedError):
            hands.click(400, 400)
