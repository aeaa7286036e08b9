"""Records of runs that never were: pages of words, and what was done on each."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PIL import Image

from browser_agent.contract import ACTION_SCHEMA
from browser_agent.playbook.page import Line
from kernel.ocr import TextLine

SIZE = (1000, 800)
HOST = "https://tv.example"


def line(text: str, x: int, y: int) -> Line:
    return Line(text, x, y, x + 9 * len(text), y + 20)


def answer(action: str, page: str, **given: Any) -> dict[str, Any]:
    blank = dict.fromkeys(ACTION_SCHEMA["required"])
    told = {"observation": "", "state": "unknown", "target": "", "submit": False, "commit": False}
    return blank | told | {"confidence": 0.9, "page": page, "action": action} | given


def at(x: int, y: int) -> dict[str, int]:
    """A point of the page as a model answers it."""
    return {"x": round(x * 1000 / (SIZE[0] - 1)), "y": round(y * 1000 / (SIZE[1] - 1))}


@dataclass(frozen=True)
class Shown:
    """One page and what is answered to it. done: the history's action, where it is another."""

    path: str
    lines: tuple[Line, ...]
    answer: dict[str, Any]
    note: str = ""
    changed: bool = True
    done: str | None = None


@dataclass(frozen=True)
class Sight:
    """What a session's look offers to a guide."""

    url: str
    lines: tuple[TextLine, ...]
    picture: Image.Image = field(default_factory=lambda: Image.new("1", SIZE))


def sight(shown: Shown, *, host: str = HOST) -> Sight:
    lines = tuple(TextLine(*one, confidence=1.0) for one in shown.lines)
    return Sight(f"{host}{shown.path}", lines)


SIGN_IN = (
    line("Welcome back", 300, 60),
    line("Email address", 300, 160),
    line("Password", 300, 260),
    line("Sign in", 300, 360),
)
ACCOUNT = (
    line("Your subscription", 300, 60),
    line("Renews on 4 December 2026", 300, 120),
    line("Change plan", 300, 200),
    line("Cancel subscription", 300, 260),
)
CHANGED = (
    line("Your subscription", 300, 60),
    line("Ends on 4 December 2026", 300, 120),
    line("Change plan", 300, 200),
    line("Cancel subscription", 300, 260),
)
CONFIRM = (
    line("Do you want to leave?", 300, 60),
    line("You lose your lists", 300, 120),
    line("Finish cancelling", 300, 260),
    line("Keep it", 600, 260),
)
DONE = (line("We are sorry to see you go", 300, 60), line("Back to start", 300, 200))


def typed(lines: Sequence[Line], name: str, y: int) -> tuple[Line, ...]:
    """A form once a secret stands in its field, masked."""
    return (*lines, line(f"[{name}]", 300, y))


def a_run() -> list[Shown]:
    """Sign in, go to the account, press cancel, confirm: the way that tests change."""
    return [
        Shown(
            "/login",
            SIGN_IN,
            answer("type", "sign_in", target="Email", text_ref="email", **at(320, 200)),
        ),
        Shown(
            "/login",
            typed(SIGN_IN, "email", 190),
            answer(
                "type",
                "sign_in",
                target="Password",
                text_ref="password",
                submit=True,
                **at(320, 300),
            ),
        ),
        Shown(
            "/account",
            ACCOUNT,
            answer(
                "click", "account", state="active", target="Cancel subscription", **at(350, 270)
            ),
        ),
        Shown(
            "/account/cancel/83421",
            CONFIRM,
            answer("click", "confirm", target="Finish cancelling", commit=True, **at(350, 270)),
        ),
        Shown("/account/bye", DONE, answer("done", "done", state="cancelled")),
    ]


def records(
    shown: Sequence[Shown],
    *,
    plan: str | None = None,
    day: str | None = "2026-12-04",
    after: Sequence[Line] = CHANGED,
) -> list[dict[str, Any]]:
    """As loop and evidence write them; at the end one look at the account page."""
    written: list[dict[str, Any]] = []
    history: list[dict[str, Any]] = []
    for number, one in enumerate(shown, 1):
        question = {
            "goal": "cancel",
            "plan": plan,
            "phase": "act",
            "secrets": ["email", "password"],
        }
        written.append(
            {
                "name": f"step-{number:03d}",
                "url": f"{HOST}{one.path}",
                "size": list(SIZE),
                "lines": [list(each) for each in one.lines],
                "question": {**question, "history": list(history)},
                "answer": one.answer,
                "image": f"step-{number:03d}.png",
            }
        )
        history.append(entry(number, one))
    verdict = {"page": "account", "state": "cancelled", "effective_date": day, "quote": ""}
    look = {"name": f"verify-{len(shown):03d}-1", "url": f"{HOST}/account", "size": list(SIZE)}
    asked = {"goal": "cancel", "service": "TV", "today": "2026-11-21"}
    lines = [list(each) for each in after]
    return [*written, {**look, "lines": lines, "question": asked, "answer": verdict}]


def entry(number: int, one: Shown) -> dict[str, Any]:
    told = {key: one.answer[key] for key in ("page", "action", "target", "text_ref", "x", "y")}
    done = {"action": one.done} if one.done else {}
    return {"step": number, **told, **done, "changed": one.changed, "note": one.note}


def with_lines(one: Shown, lines: Sequence[Line]) -> Shown:
    return replace(one, lines=tuple(lines))


def reworded(one: Shown, old: str, new: str) -> Shown:
    """The page with other words in the same place."""
    return with_lines(one, [each._replace(text=each.text.replace(old, new)) for each in one.lines])
