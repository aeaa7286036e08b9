"""The page under a takeover link in a real browser: taps, drags, keys, words, endings."""

import io
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from PIL import Image, ImageDraw, ImageFont
from pytest_django import Settings

from browser_agent.contract import TAKEOVER_KINDS
from conftest import Bell
from jobs.models import Job, Takeover, TakeoverInput
from jobs.services import (
    next_inputs,
    open_takeover,
    register_agent_key,
    save_service,
    settle_input,
    store_credentials,
    store_frame,
)
from jobs.signals import job_changed
from jobs.tests.given import given_job, started
from kernel.sealing import PrivateKey
from tests.given import given_user
from web.tests.chrome import Chrome, chromium
from web.tests.test_balance_page import look, server

__all__ = ["server"]
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(chromium() is None, reason="no Chromium here"),
]
REFUSAL = "That may cost money, so it is not pressed here."


def jpeg(words: str) -> bytes:
    """What a masked page may look like."""
    picture = Image.new("RGB", (1272, 809), "white")
    pen, big, small = (
        ImageDraw.Draw(picture),
        ImageFont.load_default(30),
        ImageFont.load_default(20),
    )
    pen.rectangle((0, 0, 1272, 70), fill=(24, 32, 56))
    pen.text((40, 18), "Nocturne+", fill="white", font=big)
    pen.text((400, 150), words, fill="black", font=big)
    pen.text((400, 210), "Signed in as [email]", fill=(90, 90, 90), font=small)
    for place, colour in enumerate(("#e6a01e", "#149696", "#8c3c96")):
        pen.rectangle((400 + 170 * place, 280, 540 + 170 * place, 420), fill=colour)
    pen.rounded_rectangle((400, 500, 740, 560), 8, fill="#0066cc")
    pen.text((510, 516), "Buy now", fill="white", font=big)
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=80)
    return target.getvalue()


class Agent:
    """The agent's half, played on a thread of its own: it does all but what is pressed low down."""

    def __init__(self, reason: str) -> None:
        key = PrivateKey.generate()
        register_agent_key(public_key=key.public_key.to_text())
        save_service(
            slug="nocturne",
            name="Nocturne+",
            aliases=[],
            origins=["127.0.0.1:9001"],
            start_url="http://127.0.0.1:9001/",
            account_url="",
            hints="",
        )
        alice = given_user("alice")
        signed = {"email": "a@example.org", "password": "p"}
        store_credentials(user=alice, service_slug="nocturne", fields=signed)
        run = started(given_job(alice), key)
        self.key = key
        self.fenced: dict[str, Any] = {
            "run_id": run.pk,
            "fencing_token": run.fencing_token,
            "takeover_key": uuid.uuid4(),
        }
        heard: list[str] = []

        def hear(*, sender: type[Job], event: str, facts: Any, **_: object) -> None:
            heard.extend([facts["url"]] if event == "takeover_wanted" else [])

        job_changed.connect(hear)
        self.takeover, _ = open_takeover(**self.fenced, reason=reason, seconds_max=600)
        job_changed.disconnect(hear)
        self.path = heard[0].removeprefix("http://127.0.0.1").partition("/takeover/")[2]
        self.texts: list[str] = []
        self.show(1, "Press the teal tile")
        self._over = threading.Event()

    def show(self, seq: int, words: str) -> None:
        store_frame(**self.fenced, seq=seq, content=jpeg(words))

    @contextmanager
    def working(self) -> Iterator[None]:
        thread = threading.Thread(target=self._work)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join(timeout=20)

    def _work(self) -> None:
        done, shown = 0, 1
        try:
            while not self._over.is_set():
                status, queued = next_inputs(**self.fenced, after=done, wait_seconds=0.3)
                if status != "open":
                    return
                for each in queued:
                    row, done = each.row, each.row.seq
                    if row.sealed is not None:
                        text = self.key.open(bytes(row.sealed), context=each.context)
                        self.texts.append(text.decode())
                    refused = row.kind == "click" and (row.y or 0) > 600
                    rule = REFUSAL if refused else ""
                    settle_input(**self.fenced, seq=row.seq, applied=not refused, rule=rule)
                    shown += 1
                    self.show(shown, f"After {shown - 1}")
        finally:
            connections.close_all()


def inputs() -> list[tuple[str, str]]:
    rows = TakeoverInput.objects.order_by("seq")
    return list(rows.values_list("kind", "status"))


def settled(count: int) -> None:
    until = time.monotonic() + 20
    while True:
        now = [status for _, status in inputs()]
        if len(now) >= count and "queued" not in now:
            return
        assert time.monotonic() < until, now
        time.sleep(0.1)


def at(chrome: Chrome, x: int, y: int) -> tuple[float, float]:
    """0-1000 of the picture, in the page's own points."""
    box = chrome.run(
        "(() => { const b = document.getElementById('picture').getBoundingClientRect();"
        " return [b.left, b.top, b.width, b.height]; })()"
    )
    return box[0] + box[2] * x / 1000, box[1] + box[3] * y / 1000


def touch(chrome: Chrome, *points: tuple[float, float]) -> None:
    """One finger down at the first point, along the others, and up."""
    for number, (x, y) in enumerate(points):
        kind = "touchMove" if number else "touchStart"
        chrome.call("Input.dispatchTouchEvent", type=kind, touchPoints=[{"x": x, "y": y}])
    chrome.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])


def click(chrome: Chrome, x: float, y: float) -> None:
    for kind in ("mousePressed", "mouseReleased"):
        chrome.call(
            "Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1, buttons=1
        )


def key(chrome: Chrome, name: str, *, shift: bool = False) -> None:
    told = {"key": name, "code": name, "modifiers": 8 if shift else 0}
    for kind in ("rawKeyDown", "keyUp"):
        chrome.call("Input.dispatchKeyEvent", type=kind, **told)


def press_the_tile(chrome: Chrome, *, with_finger: bool) -> tuple[int, int]:
    """Once, by a tap that follows a drag, or by a double click. Returns the place."""
    teal = at(chrome, 484, 430)
    if with_finger:
        touch(chrome, teal, (teal[0] - 10, teal[1] - 60), (teal[0] - 10, teal[1] - 120))
        time.sleep(0.5)
        assert inputs() == []  # that was a drag
        chrome.run("window.scrollTo(0, 0)")
        touch(chrome, at(chrome, 484, 430))
    else:
        click(chrome, *teal)
        click(chrome, *teal)  # a double click presses once
    settled(1)
    [row] = TakeoverInput.objects.all()
    assert (row.kind, row.status, row.frame) == ("click", "applied", 1)
    assert row.x is not None
    assert row.y is not None
    assert abs(row.x - 484) <= 3
    assert abs(row.y - 430) <= 3
    chrome.wait("document.getElementById('news').textContent === 'Press: done'")
    return row.x, row.y


def press_with_keys(chrome: Chrome, x: int, y: int) -> None:
    """Five far steps down and a small one to the right, on what must not be pressed."""
    chrome.run("document.getElementById('picture').focus()")
    for name, shift in (("ArrowDown", True), ("ArrowRight", False), ("ArrowDown", True)):
        key(chrome, name, shift=shift)
    chrome.wait("document.getElementById('place').textContent.includes('from the left')")
    for _ in range(3):
        key(chrome, "ArrowDown", shift=True)
    key(chrome, "Enter")
    settled(2)
    second = TakeoverInput.objects.get(seq=2)
    assert (second.x, second.y) == (x + 5, y)
    chrome.wait("document.getElementById('news').classList.contains('bad')")
    assert REFUSAL in chrome.text("news")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 900)])
def test_a_person_presses_types_and_is_done(
    server: str, bell: Bell, settings: Settings, tmp_path: Path, width: int, height: int
) -> None:
    settings.EVIDENCE_DIR = tmp_path
    agent = Agent("captcha")
    with agent.working(), Chrome(width=width, height=height) as chrome:
        chrome.call("Emulation.setTouchEmulationEnabled", enabled=width < 600)
        chrome.open(f"{server}/takeover/{agent.path}")
        chrome.wait("document.getElementById('picture').width === 1272")
        assert chrome.text("title") == "Nocturne+ needs you"
        assert "human" in chrome.text("why")
        assert chrome.run("document.getElementById('link-form').hidden") is True
        look(chrome, f"takeover-{width}")

        x, y = press_the_tile(chrome, with_finger=width < 600)
        press_with_keys(chrome, x, y + 250)
        chrome.fill(text="k4np-canary")
        chrome.press("#type-form button")
        chrome.press("[data-key=enter]")
        chrome.press("[data-scroll=down]")
        settled(5)
        assert agent.texts == ["k4np-canary"]
        chrome.wait("document.getElementById('text').value === ''")
        chrome.press("#larger")
        assert chrome.run("document.getElementById('picture').clientWidth") > width
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert chrome.run(overflow) == 0
        chrome.wait("document.querySelectorAll('#happened li').length === 5")
        look(chrome, f"takeover-used-{width}")
        chrome.press("#done")
        chrome.wait("document.getElementById('view').hidden")
        assert chrome.text("title") == "Thank you"
        look(chrome, f"takeover-done-{width}")
        assert chrome.problems == []
    assert Takeover.objects.get().status == "done"
    assert list(tmp_path.rglob("*.jpg")) == []


def test_a_link_from_an_e_mail_is_pasted_and_the_end_is_seen_in_the_other_tab(
    server: str, bell: Bell, settings: Settings, tmp_path: Path
) -> None:
    settings.EVIDENCE_DIR = tmp_path
    agent = Agent("email_link")
    link = "https://nocturne.example/confirm?token=abcdef"
    with agent.working(), Chrome(width=390, height=844) as chrome:
        chrome.open(f"{server}/takeover/{agent.path}")
        chrome.wait("!document.getElementById('link-form').hidden")
        chrome.wait("document.getElementById('picture').width === 1272")
        look(chrome, "takeover-link")
        chrome.fill(link="no address")
        chrome.press("#link-form button")
        assert "whole link" in chrome.text("news")
        chrome.fill(link=f"  {link} ")
        chrome.press("#link-form button")
        settled(1)
        assert agent.texts == [link]
        with Chrome(width=1280, height=900) as other:
            other.open(f"{server}/takeover/{agent.path}")
            other.wait("document.getElementById('picture').width === 1272")
            other.press("#give-up")
            other.wait("document.getElementById('view').hidden")
        chrome.wait("document.getElementById('view').hidden")
        assert chrome.text("title") == "This is over"
    assert {kind for kind, _ in inputs()} <= set(TAKEOVER_KINDS)


def test_a_link_of_nobodys_says_so(server: str, bell: Bell) -> None:
    with Chrome(width=390, height=844) as chrome:
        chrome.open(f"{server}/takeover/{'x' * 43}")
        chrome.wait("document.getElementById('why').textContent.includes('not valid any more')")
        assert chrome.run("document.getElementById('view').hidden") is True
