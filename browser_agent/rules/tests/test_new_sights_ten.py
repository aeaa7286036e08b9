"""A letter that is no box, and a good of the house that is not the plan."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.answer import _own_part
from browser_agent.rules.case import Case
from browser_agent.rules.judge import judge
from browser_agent.rules.question import Question
from browser_agent.rules.roles import is_inside
from browser_agent.rules.screen import compose
from browser_agent.rules.tests.drawn import camera, clicked, reader
from browser_agent.rules.tests.test_first_sights import ACCOUNT
from browser_agent.rules.tests.vision_pages import Camera
from browser_agent.rules.tests.vision_screens import case, step
from kernel.ocr import Reader

__all__ = ["camera", "reader"]

HEAD = (
    "<style>body{margin:0;font:16px 'DejaVu Sans';color:#3a2d5c;background:#fff}main{margin:40px "
    "auto;width:870px}.g{display:grid;grid-template-columns:1fr 1fr;gap:18px}.g div{border:3px "
    "solid #fd8;border-radius:24px;padding:26px}.b{background:#f75;color:#fff;border-radius:26px;"
    "padding:13px 28px;font-weight:700;display:inline-block}.s{font-size:14px;display:block;"
    "margin-top:24px}nav{background:#3bc;padding:18px 36px}</style>"
)
CARDS = (
    "<nav><b>Arbor TV</b> &emsp; {out}</nav><main><h1>Grown-ups corner</h1><div class=g><div>"
    "<h3>{plan}</h3><p>{price}</p><a class=b>{manage}</a></div><div><h3>{good}</h3><p>{told}</p>"
    "<a class=s href=x>{end}</a></div></div></main>"
)
TEXTS = (
    {
        "out": "Account &emsp; Sign out",
        "plan": "Plan and payments",
        "price": "Arbor Family, $6.49 a month",
        "manage": "Manage plan",
        "good": "Arbor Book Club",
        "told": "A printed book each month, $9.00. Active",
        "end": "Cancel Book Club",
    },
    {
        "out": "Konto &emsp; Abmelden",
        "plan": "Abo und Zahlung",
        "price": "Arbor Premium, 6,49 \u20ac im Monat",
        "manage": "Abo verwalten",
        "good": "Arbor Buchclub",
        "told": "Ein Buch im Monat, 9,00 \u20ac. Aktiv",
        "end": "Buchclub k\u00fcndigen",
    },
)


def boxes(html: str, camera: Camera, reader: Reader) -> Iterable[str]:
    picture = camera.shoot(HEAD + html)
    screen = compose(np.asarray(picture, dtype=np.uint8), reader.read(picture))
    return [each.text for each in screen.controls if each.mark is not None]


@pytest.mark.parametrize(
    "words", ["A printed book each month, $9.00. Active", "Y cada mes un libro impreso, 9,00 euros"]
)
def test_a_word_of_one_letter_is_no_box(words: str, camera: Camera, reader: Reader) -> None:
    """As a box that was ticked for us it was pressed, and the rail refused to go on."""
    assert not boxes(f"<main>{words}</main>", camera, reader)
    ticked = f"<main><input type=checkbox checked style='width:16px;height:16px'> {words}</main>"
    assert boxes(ticked, camera, reader)


def shown(texts: dict[str, str], camera: Camera, reader: Reader, **told: Any) -> Case:
    picture = camera.shoot(HEAD + CARDS.format(**texts))
    question: dict[str, Any] = {
        "goal": "cancel",
        "service": "Arbor TV",
        "today": "2026-11-23",
        "phase": "act",
    }
    question = {**question, "secrets": ["email", "password"], "history": [], **told}
    return Case(Question.read(question), _own_part(picture, reader, "Arbor TV"))


@pytest.mark.parametrize("texts", TEXTS)
@pytest.mark.parametrize("pages", [("account",), ("account", "offer")])
def test_another_good_of_the_house_is_left_alone(
    texts: dict[str, str], pages: tuple[str, ...], camera: Camera, reader: Reader
) -> None:
    """Once inside a cancellation its link was pressed as the last word of it."""
    history = [clicked(page, "End my plan") for page in pages]
    move = choose(shown(texts, camera, reader, history=history))
    assert (move.action, move.target, move.commit) == ("click", texts["manage"], False)


@pytest.mark.parametrize("texts", TEXTS)
def test_how_another_good_stands_is_not_how_the_plan_does(
    texts: dict[str, str], camera: Camera, reader: Reader
) -> None:
    assert judge(shown(texts, camera, reader)).state == "unknown"


def test_a_claim_is_proven_outside_of_the_way_out() -> None:
    went = [step("click", "End my plan"), step("click", "Yes, end my plan", page="offer")]
    rows = ("# Account", "Family, $6.49 a month", "[Manage plan]")
    assert is_inside(case(*rows, **ACCOUNT, history=went))
    assert not is_inside(case(*rows, **ACCOUNT, history=[*went, step("done", page="done")]))
