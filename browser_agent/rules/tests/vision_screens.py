"""Screens made of words alone: what rules see when reading and pixels have done their part."""

from typing import Any

from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.pixels import Box, Ink, Mark
from browser_agent.rules.question import Question
from browser_agent.rules.screen import Control, Screen
from browser_agent.rules.sentences import Sentence

WIDTH, HEIGHT = 1280, 820
ROW = 44
PLAIN = Ink((30, 30, 30), (255, 255, 255), underlined=False)
LINK = Ink((0, 80, 200), (255, 255, 255), underlined=True)


def case(*items: str, **told: Any) -> Case:
    """One item a row. "[Label]" is a button, "<label>" a link, "(x) label" and "( ) label" a box,
    "(o) label" and "(.) label" a circle, "|label|" an empty field, "|label=" a filled one,
    "# Title" a heading; anything else is text."""
    controls: list[Control] = []
    fields: list[Field] = []
    sentences: list[Sentence] = []
    for number, item in enumerate(items):
        top = 60 + number * ROW
        text = item.strip("[]<>|=# ").removeprefix("(x) ").removeprefix("( ) ")
        text = text.removeprefix("(o) ").removeprefix("(.) ")
        box = Box(300, top, 300 + 9 * len(text), top + (30 if item.startswith("#") else 18))
        sentences.append(Sentence(text, text, box))
        if item.startswith("|"):
            around = Box(300, top + 20, 700, top + 42)
            filled = item.endswith("=")
            fields.append(Field(around, text.lower(), "", filled=filled))
        elif item.startswith("["):
            face = Box(box.x0 - 20, top - 10, box.x1 + 20, top + 30)
            controls.append(Control(text, box, PLAIN, face=face))
        elif item.startswith("("):
            mark = Mark(
                Box(270, top, 284, top + 14), checked=item[1] in "xo", is_round=item[1] in "o."
            )
            controls.append(Control(text, box, PLAIN, mark=mark))
        else:
            controls.append(Control(text, box, LINK if item.startswith("<") else PLAIN))
    screen = Screen(
        WIDTH,
        HEIGHT,
        controls=tuple(controls),
        fields=tuple(fields),
        sentences=tuple(sentences),
    )
    question = Question.read(
        {
            "goal": "cancel",
            "today": "2026-11-21",
            "secrets": ["email", "password"],
            "asked": ["code", "cvv"],
            "history": [],
        }
        | told
    )
    return Case(question, screen)


def step(action: str, target: str = "", *, changed: bool = True, **more: Any) -> dict[str, Any]:
    """One line of history."""
    told = {"step": 1, "page": "account", "text_ref": None, "x": None, "y": None, "note": ""}
    return told | {"action": action, "target": target, "changed": changed} | more
