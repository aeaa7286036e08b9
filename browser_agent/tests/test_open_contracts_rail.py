"""How often a password may be typed at a gate that shuts again."""

from typing import Any

import pytest
from PIL import Image

from browser_agent.contract import Task
from browser_agent.progress import Progress
from browser_agent.screen import Frame
from browser_agent.seen import Seen
from browser_agent.tests.plain_site import step
from kernel.ocr import TextLine

BLANK = Image.new("RGB", (10, 10))
TASK = Task("t", "T", "cancel", "https://example.com/", origins=("example.com",))
GATE, CORNER = "https://example.com/gate", "https://example.com/corner"


def seen(url: str, *words: str) -> Seen:
    lines = tuple(TextLine(each, 0, 0, 9, 9, 0.99) for each in words)
    return Seen(Frame(BLANK, BLANK, 0), BLANK, lines, url)


def at_gate(*, page: str = "account", note: str = "") -> Progress:
    """The password was typed on this page and sent by its button."""
    progress = Progress()
    typed = step("type", page, target="password", text_ref="password")
    sent = step("click", page, target="Open")
    for answer in (typed, sent):
        progress.learn(answer, seen(GATE, "Password"), TASK, inside=False)
        progress.history.append(answer | {"note": "", "changed": True})
    progress.history[-1]["note"] = note
    return progress


LOOKS = step("click", "account", target="Billing")


@pytest.mark.parametrize(
    ("url", "words"),
    [(CORNER, ("Billing",)), (CORNER, ("Billing", "Change password")), (GATE, ("Billing",))],
)
def test_a_gate_that_has_opened_took_the_password(url: str, words: tuple[str, ...]) -> None:
    assert at_gate().gate_has_opened(LOOKS, seen(url, *words))


@pytest.mark.parametrize(
    ("progress", "answer", "page"),
    [
        (at_gate(), LOOKS, seen(GATE, "Wrong password.")),
        (at_gate(), step("type", "account", text_ref="password"), seen(CORNER, "Again")),
        (at_gate(), step("need_human", "credential_error"), seen(CORNER, "Try again")),
        (at_gate(), step("click", "sign_in"), seen(CORNER, "Sign in")),
        (at_gate(page="sign_in"), LOOKS, seen(CORNER, "Billing")),
        (at_gate(note="the page moved"), LOOKS, seen(CORNER, "Billing")),
        (Progress(), LOOKS, seen(CORNER, "Billing")),
    ],
)
def test_what_asks_again_has_not_opened(
    progress: Progress, answer: dict[str, Any], page: Seen
) -> None:
    assert not progress.gate_has_opened(answer, page)
