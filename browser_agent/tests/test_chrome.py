"""Real Chromium on a real X server."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import unquote

import pytest

from browser_agent.chrome import Chrome
from browser_agent.desktop import desktop, gui
from browser_agent.errors import AbortedError, BrowserError
from browser_agent.hands import Hands, StopFlag
from browser_agent.profile import fresh_profile, processes_of, sweep_profiles
from browser_agent.program import find_chrome
from browser_agent.tests.scripted_http import Answer, Asked, answering
from kernel.ocr import Reader

pytestmark = pytest.mark.browser

TYPING = (
    b"<!doctype html><meta charset=utf-8><title>typing</title>"
    b"<textarea id=a autofocus rows=9 cols=60></textarea>"
    b"<script>a.oninput=()=>location.hash=encodeURIComponent(a.value)</script>"
)

CRASHED_RUN = """
import os, sys
from browser_agent.chrome import Chrome
from browser_agent.desktop import desktop
from browser_agent.hands import Hands, StopFlag
stop = StopFlag()
hands = Hands(desktop(), stop)
from pathlib import Path
with Chrome(binary="", desktop=desktop(), hands=hands, stop=stop, root=Path(sys.argv[1])) as chrome:
    print(chrome.profile, flush=True)
    sys.stdin.read()
"""


def open_page(chrome: Chrome, url: str) -> None:
    before = chrome.look()
    chrome.go_to(url)
    chrome.settle(before, loading=True)


def test_a_profile_is_fresh_private_and_gone_afterwards(hands: Hands, stop: StopFlag) -> None:
    running = Chrome(binary="", desktop=desktop(), hands=hands, stop=stop, root=None)
    with running:
        profile = running.profile
        assert profile is not None
        assert profile.stat().st_mode & 0o077 == 0
        assert processes_of(profile)
    assert not profile.exists()
    assert processes_of(profile) == []


def test_the_profile_of_a_killed_run_is_swept(screen: str, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CRASHED_RUN, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        profile = Path(process.stdout.readline().strip())
        assert processes_of(profile)
        os.kill(process.pid, signal.SIGKILL)
    assert profile.exists()
    assert sweep_profiles(tmp_path) == 1
    assert not profile.exists()
    assert processes_of(profile) == []


def test_the_profile_of_a_living_run_is_left_alone(tmp_path: Path) -> None:
    profile = fresh_profile(tmp_path)
    assert sweep_profiles(tmp_path) == 0
    assert profile.exists()


def test_the_address_is_read_off_the_address_bar(chrome: Chrome) -> None:
    with answering(lambda _: (200, b"<h1>Page</h1>")) as (url, _):
        open_page(chrome, f"{url}/some/path?q=1#part")
        assert chrome.read_address() == f"{url}/some/path?q=1#part"
        open_page(chrome, f"{url}/some")  # a prefix, which the address bar would complete
        assert chrome.read_address() == f"{url}/some"


LIAR = b"""<!doctype html><title>Liar</title><body><h1>Password</h1><script>
addEventListener('keydown', e => { if (e.ctrlKey && e.key == 'l') e.preventDefault() }, true)
addEventListener('copy', e => {
  e.clipboardData.setData('text/plain', 'https://www.example.com/login'); e.preventDefault() })
addEventListener('click', () => document.documentElement.requestFullscreen())
</script>"""


def test_a_page_cannot_lie_about_its_address(chrome: Chrome, hands: Hands) -> None:
    """It swallows the shortcut, answers the copy itself, and would fill the screen at a click."""
    with answering(lambda _: (200, LIAR)) as (url, _):
        open_page(chrome, url)
        hands.click(chrome.page[0] + 600, chrome.page[1] + 500)
        time.sleep(0.8)
        assert chrome.read_address() == f"{url}/"
        open_page(chrome, f"{url}/elsewhere")
        assert chrome.read_address() == f"{url}/elsewhere"


def test_chrome_is_told_none_of_our_secrets(
    screen: str, hands: Hands, stop: StopFlag, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AGENT_TOKEN", "canary-of-the-token")
    with Chrome(binary="", desktop=desktop(), hands=hands, stop=stop, root=None) as chrome:
        assert chrome.profile is not None
        told = [Path(f"/proc/{pid}/environ").read_bytes() for pid in processes_of(chrome.profile)]
    assert told
    assert any(b"DISPLAY=" in one for one in told)
    assert not any(b"canary" in one for one in told)


def test_no_letter_is_lost_whatever_the_layout_knows(chrome: Chrome, hands: Hands) -> None:
    text = "aZ09 @#%&*()_+-=[]{}|;:'\"<>?/\\~`^$! äöüßÜ ñ é € Ж λ 漢"
    with answering(lambda _: (200, TYPING)) as (url, _):
        open_page(chrome, url)
        hands.clear_text()
        hands.type_text(text)
        time.sleep(0.3)
        typed = chrome.read_address().split("#", 1)[1]
    assert unquote(typed) == text


def test_what_is_no_address_goes_to_no_search_engine(chrome: Chrome) -> None:
    """By policy nothing happens; by preferences alone Chrome refuses the port it is sent to."""
    start = chrome.look()
    open_page(chrome, "my secret words")
    time.sleep(1.0)
    after = chrome.look()
    shown = " ".join(line.text for line in Reader().read(after.image))
    assert "ERR_UNSAFE_PORT" in shown or not after.differs(start)


def test_chrome_asks_a_new_user_nothing(chrome: Chrome) -> None:
    """A page in one colour fills the window: no bar, bubble or dialog covers any of it."""
    with answering(lambda _: (200, b"<body style='background:#0a5'>")) as (url, _):
        open_page(chrome, url)
        time.sleep(1.5)
        colours = chrome.look().image.getcolors()
    assert colours is not None
    assert len(colours) == 1


SIGN_IN = (
    b"<!doctype html><title>Sign in</title><body style='margin:0;background:#0a5'>"
    b"<form method=post action=/in><input name=email autocomplete=username autofocus>"
    b"<input name=password type=password autocomplete=current-password>"
    b"<input name=card autocomplete=cc-number><button>Sign in</button></form>"
)
SIGNED_IN = b"<!doctype html><title>In</title><body style='margin:0;background:#0a5'>"


def test_no_bubble_covers_the_page_after_a_sign_in(chrome: Chrome, hands: Hands) -> None:
    """Chrome would offer to save the password and the card, and warn of a known password."""
    posted: list[bytes] = []

    def answer(asked: Asked) -> Answer:
        if asked.method == "POST":
            posted.append(asked.body)
            return 200, SIGNED_IN
        return 200, SIGN_IN

    with answering(answer) as (url, _):
        before = chrome.look()
        chrome.go_to(url)
        chrome.settle(before, loading=True)
        for text in ("maria@example.org", "password123", "4242424242424242"):
            hands.type_text(text)
            hands.press("tab")
        form = chrome.look()
        hands.press("enter")
        chrome.settle(form, loading=True)
        time.sleep(2.5)  # a bubble takes its time
        colours = chrome.look().image.getcolors()
    assert posted == [b"email=maria%40example.org&password=password123&card=4242424242424242"]
    assert colours is not None
    assert len(colours) == 1


def test_an_abort_stops_the_hands_within_a_second(
    chrome: Chrome, hands: Hands, stop: StopFlag
) -> None:
    with answering(lambda _: (200, TYPING)) as (url, _):
        open_page(chrome, url)
    threading.Timer(0.3, stop.stop).start()
    began = time.monotonic()
    with pytest.raises(AbortedError):
        hands.type_text("x" * 5_000)
    assert time.monotonic() - began < 1.3
    with pytest.raises(AbortedError):
        hands.click(400, 400)


def test_a_mouse_in_the_corner_stops_the_hands(chrome: Chrome, hands: Hands) -> None:
    gui().moveTo(0, 0)
    try:
        with pytest.raises(AbortedError, match="corner"):
            hands.press("a")
    finally:
        gui().FAILSAFE = False
        gui().moveTo(640, 450)
        gui().FAILSAFE = True


def test_a_chrome_that_dies_is_noticed(chrome: Chrome) -> None:
    assert chrome.profile is not None
    for pid in processes_of(chrome.profile):
        os.kill(pid, signal.SIGKILL)
    time.sleep(0.3)
    with pytest.raises(BrowserError, match="ended"):
        chrome.settle(None)


def test_a_chrome_that_is_not_there_is_named() -> None:
    with pytest.raises(BrowserError, match="CHROME_BINARY"):
        find_chrome("/nowhere/chrome")
