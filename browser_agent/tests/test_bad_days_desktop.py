"""What people and programs do to a desktop while a run has its hands on it, done for real."""

import itertools
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from browser_agent.contract import Ending, ErrorCode, Outcome
from browser_agent.tests.plain_run import (
    AT_CANCEL,
    AT_DONE,
    AT_PASSWORD,
    MeddledVision,
    agent_command,
    plain_site,
    result_of,
    run_plain,
)
from browser_agent.tests.plain_site import PlainSite, seeing, serving
from browser_agent.tests.processes import descendants
from browser_agent.tests.x_windows import ForeignWindow, connect, move_chrome

pytestmark = pytest.mark.browser

SCREENS_EDGE = (1274, 0, 1280, 40)  # beside all that is looked at or pressed
OVER_THE_BUTTON = (300, 260, 700, 340)


@pytest.fixture
def site() -> PlainSite:
    return plain_site()


def assert_succeeded(outcome: Outcome, site: PlainSite) -> None:
    assert (outcome.outcome, outcome.error_code) == (Ending.SUCCEEDED, None), outcome.detail
    assert site.cancelled
    assert len(site.sign_ins) == 1


def test_a_thief_of_the_focus_gets_no_key(screen: str, tmp_path: Path, site: PlainSite) -> None:
    """It is no managed window: the window manager still says that Chrome has the keyboard."""
    with ForeignWindow(SCREENS_EDGE) as thief:
        outcome = run_plain(
            site, screen, tmp_path, meddling={AT_PASSWORD: thief.steal, AT_DONE: thief.steal}
        )
    assert thief.keys == 0
    assert_succeeded(outcome, site)


def test_a_thief_that_never_gives_up_ends_the_run(
    screen: str, tmp_path: Path, site: PlainSite
) -> None:
    with ForeignWindow(SCREENS_EDGE) as thief:
        robbing = {AT_PASSWORD: lambda: thief.steal_every(0.004)}
        outcome = run_plain(site, screen, tmp_path, meddling=robbing)
    assert outcome.outcome is Ending.FAILED
    assert outcome.error_code in {ErrorCode.BROWSER_FAILED, ErrorCode.STUCK}
    assert site.sign_ins == []


def test_a_window_that_is_moved_and_resized_is_put_back(
    screen: str, tmp_path: Path, site: PlainSite
) -> None:
    outcome = run_plain(
        site,
        screen,
        tmp_path,
        meddling={
            AT_PASSWORD: lambda: move_chrome((90, 60, 1200, 820)),
            AT_CANCEL: lambda: move_chrome((40, 30, 900, 700)),
        },
    )
    assert_succeeded(outcome, site)


def test_what_lies_over_the_target_is_waited_for(
    screen: str, tmp_path: Path, site: PlainSite
) -> None:
    with ForeignWindow(OVER_THE_BUTTON, shown=False) as notice:

        def show_for_a_while() -> None:
            notice.show()
            threading.Timer(1.5, notice.hide).start()

        outcome = run_plain(site, screen, tmp_path, meddling={AT_CANCEL: show_for_a_while})
    assert notice.presses == 0
    assert_succeeded(outcome, site)


def test_what_stays_over_the_target_is_not_pressed(
    screen: str, tmp_path: Path, site: PlainSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("browser_agent.chrome.COVERED_SECONDS_MAX", 1.0)
    with ForeignWindow(OVER_THE_BUTTON, shown=False) as notice:
        outcome = run_plain(site, screen, tmp_path, meddling={AT_CANCEL: notice.show})
    assert (outcome.outcome, outcome.error_code) == (Ending.FAILED, ErrorCode.BROWSER_FAILED)
    assert "Another window" in outcome.detail
    assert notice.presses == 0
    assert not site.cancelled


def test_a_person_who_moves_the_mouse_is_waited_for(
    screen: str, tmp_path: Path, site: PlainSite
) -> None:
    places = itertools.cycle(((300, 240), (800, 500), (420, 700)))

    def wander() -> None:
        """A client of its own: two threads on pyautogui's one connection wait for each other."""
        client = connect()
        until = time.monotonic() + 2.5
        while time.monotonic() < until:
            client.screen().root.warp_pointer(*next(places))
            client.sync()
            time.sleep(0.05)
        client.close()

    person = threading.Thread(target=wander, daemon=True)
    outcome = run_plain(site, screen, tmp_path, meddling={AT_CANCEL: person.start})
    person.join(10)
    assert_succeeded(outcome, site)
    assert not person.is_alive()


def chrome_processes(kind: str) -> list[int]:
    """Of this test's own Chrome. kind: "renderer", or "" for the one that started the others."""
    found = []
    for pid, words in descendants(os.getpid()).items():
        first, _, rest = words.partition(" --type=")
        is_kind = rest.split(" ")[0] == kind
        if is_kind and "chrom" in first and ("--user-data-dir=" in words or kind):
            found.append(pid)
    return found


def kill(kind: str, how: signal.Signals) -> Callable[[], None]:
    def killing() -> None:
        victims = chrome_processes(kind)
        assert victims
        for one in victims:
            os.kill(one, how)
        time.sleep(0.7)  # the page that says so takes a moment to appear

    return killing


def test_a_page_that_crashes_is_loaded_again(screen: str, tmp_path: Path, site: PlainSite) -> None:
    """ "Aw, Snap!" right before the last press, which is then made on the page as it is anew."""
    crash = kill("renderer", signal.SIGSEGV)
    outcome = run_plain(site, screen, tmp_path, meddling={AT_CANCEL: crash})
    assert_succeeded(outcome, site)


def test_a_chrome_that_is_killed_before_the_last_press(
    screen: str, tmp_path: Path, site: PlainSite
) -> None:
    outcome = run_plain(site, screen, tmp_path, meddling={AT_CANCEL: kill("", signal.SIGKILL)})
    assert (outcome.outcome, outcome.error_code) == (Ending.FAILED, ErrorCode.BROWSER_FAILED)
    assert not site.cancelled


def test_a_chrome_that_is_killed_after_the_last_press(
    screen: str, tmp_path: Path, site: PlainSite
) -> None:
    """It was cancelled and could not be proved: a person's matter, and no success."""
    outcome = run_plain(site, screen, tmp_path, meddling={AT_DONE: kill("", signal.SIGKILL)})
    assert (outcome.outcome, outcome.error_code) == (Ending.NEEDS_HUMAN, ErrorCode.BROWSER_FAILED)
    assert site.cancelled


@pytest.mark.parametrize(
    ("when", "ending"), [(AT_CANCEL, Ending.FAILED), (AT_DONE, Ending.NEEDS_HUMAN)]
)
def test_a_screen_that_dies(tmp_path: Path, site: PlainSite, when: str, ending: Ending) -> None:
    """The agent is a process of its own on a screen of its own; its Xvfb is killed."""
    agents: list[subprocess.Popen[bytes]] = []

    def kill_screen() -> None:
        family = descendants(agents[0].pid)
        [screen] = [pid for pid, words in family.items() if words.startswith("Xvfb")]
        os.kill(screen, signal.SIGKILL)
        time.sleep(0.3)

    vision = MeddledVision(site, {when: kill_screen})
    with serving(site) as url, seeing(vision) as vision_url:
        environment = os.environ | {
            "AGENT_DISPLAY": "own",
            "AGENT_EVIDENCE_DIR": str(tmp_path / "evidence"),
        }
        with subprocess.Popen(agent_command(url, vision_url, tmp_path), env=environment) as agent:
            agents.append(agent)
            assert agent.wait(240) == 0
    told = result_of(tmp_path)
    assert (told["outcome"], told["error_code"]) == (ending, ErrorCode.BROWSER_FAILED)
    assert site.cancelled is (when == AT_DONE)
    assert chrome_processes("") == []
