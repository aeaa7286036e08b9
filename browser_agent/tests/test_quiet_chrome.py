"""Nothing of Chrome's own lies over a page that asks for whatever a page may ask for."""

import json
import time
from pathlib import Path

import pytest

from browser_agent.chrome import Chrome
from browser_agent.desktop import desktop
from browser_agent.hands import Hands, StopFlag
from browser_agent.profile import BLOCK
from browser_agent.screen import changed_box
from browser_agent.tests.scripted_http import Answer, Asked, answering

POLICY = Path(__file__).resolve().parents[1] / "chrome_policy.json"
ASKING = b"""<!doctype html><meta charset=utf-8><title>asking</title>
<body style='margin:0;height:100vh;background:#fff'><h1>Sign in</h1><script>
const tell = (name, said) => fetch('/told/' + name + '/' + encodeURIComponent(said));
const ask = {
  geolocation: () => new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no)),
  notifications: () => Notification.requestPermission(),
  clipboard: () => navigator.clipboard.readText().then(() => 'granted'),
  midi: () => navigator.requestMIDIAccess({sysex: true}).then(() => 'granted'),
  idle: () => IdleDetector.requestPermission(),
  fonts: () => queryLocalFonts().then(fonts => fonts.length ? 'granted' : 'none'),
  windows: () => getScreenDetails().then(() => 'granted'),
  camera: () => navigator.mediaDevices.getUserMedia({video: true}).then(() => 'granted'),
};
onclick = () => Object.entries(ask).forEach(([name, one]) =>
  Promise.resolve().then(one).then(said => tell(name, said), error => tell(name, error.name)));
</script>"""


@pytest.mark.browser
def test_no_bubble_comes_whatever_a_page_asks_for(screen: str) -> None:
    told: dict[str, str] = {}

    def answer(asked: Asked) -> Answer:
        if asked.path.startswith("/told/"):
            _, _, name, said = asked.path.split("/")
            told[name] = said
        return 200, ASKING

    stop = StopFlag()
    hands = Hands(desktop(), stop)
    with (
        answering(answer) as (url, _),
        Chrome(binary="", desktop=desktop(), hands=hands, stop=stop, root=None) as chrome,
    ):
        before = chrome.look()
        chrome.go_to(url)
        quiet = chrome.settle(before, loading=True)
        assert changed_box(before.image, quiet.image) is not None
        hands.click(*chrome.point(400, 300))
        deadline = time.monotonic() + 10
        while len(told) < 8 and time.monotonic() < deadline:
            time.sleep(0.1)
        time.sleep(1.0)
        assert changed_box(quiet.image, chrome.look().image) is None
    assert set(told) == {
        "geolocation", "notifications", "clipboard", "midi", "idle", "fonts", "windows", "camera"
    }  # fmt: skip
    assert "granted" not in told.values(), told


def test_the_policy_for_managed_machines_is_one() -> None:
    """Chrome drops a broken file whole, and says nothing."""
    policy = json.loads(POLICY.read_text())
    for name in ("PasswordManagerEnabled", "TranslateEnabled", "SearchSuggestEnabled"):
        assert policy[name] is False
    for name in ("DefaultGeolocationSetting", "DefaultNotificationsSetting"):
        assert policy[name] == BLOCK
