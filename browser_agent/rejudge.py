"""What today's policy says to an answer on a stored frame, as the hands would have asked it.

Two things of a run are not stored: pixels below the masks, and the second source of a last press.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PIL import Image

from browser_agent import policy
from browser_agent.contract import ActionName
from browser_agent.labels import label_inside
from browser_agent.marks import is_ticked
from browser_agent.money import price_limit
from browser_agent.playbook.page import Page, label_of_field, label_of_press
from browser_agent.policy import Decision, Press
from browser_agent.policy_typing import judge_field, judge_secret, judge_text
from browser_agent.pressing import at_place
from browser_agent.session import is_loopback
from browser_agent.widgets import Widgets
from kernel.ocr import TextLine


@dataclass(slots=True)
class Look:
    """One stored frame. commits, typed: what had been done before it. told: the rule that refused
    the step then, "" for none. jumped: the loop went to the account page instead."""

    page: Page
    image: Image.Image
    lines: tuple[TextLine, ...]
    action: ActionName
    origins: tuple[str, ...]
    commits: int
    typed: Mapping[str, int]
    told: str
    jumped: bool


@dataclass(frozen=True, slots=True)
class _Of:
    """What the run was for, as its questions tell it."""

    action: ActionName
    service_name: str
    plan: str | None


def judge(answer: Mapping[str, Any], question: Mapping[str, Any], look: Look) -> Decision:
    """What today's policy says to this answer on this frame."""
    if answer["action"] == "open_account":
        return Decision("allow", "none_against", "navigate")
    if answer["action"] not in {"click", "type"} or None in (answer["x"], answer["y"]):
        return Decision("allow", "none_against")
    x, y = look.page.pixels(answer["x"], answer["y"])
    if answer["action"] == "type":
        return _judge_typing(answer, look, x, y)
    of = _Of(look.action, str(question.get("service") or ""), question.get("plan"))
    # What the customer had paid is not in a record: without a limit of its own any price passes.
    limit = price_limit(question.get("max_price"))
    price_max = math.inf if limit is None else limit
    return policy.judge_press(
        _press(answer, look, x, y, of),
        action=look.action,
        commits=look.commits,
        plan=of.plan,
        price_max=price_max,
        origins=look.origins,
    )


def _press(answer: Mapping[str, Any], look: Look, x: int, y: int, of: _Of) -> Press:
    line = label_of_press(look.page, x, y)
    press = Press(
        target=str(answer["target"]),
        label=line.text if line else str(answer["target"]),  # read anew then, and not kept
        page=str(answer["page"]),
        commit=bool(answer["commit"]),
        unticks=is_ticked(look.image, x, y),
    )
    return at_place(press, of, look.lines, Widgets(look.image, look.lines), x, y)


def _judge_typing(answer: Mapping[str, Any], look: Look, x: int, y: int) -> Decision:
    on_it = judge_field(label_inside(look.lines, x, y), action=look.action)
    if not on_it.allowed:
        return on_it
    name = answer["text_ref"]
    if name is None:
        return judge_text(str(answer["text"] or ""), url=look.page.url, origins=look.origins)
    line = label_of_field(look.page, x, y)
    decision = judge_secret(
        name,
        url=look.page.url,
        origins=look.origins,
        loopback=look.page.url.startswith("http:") and is_loopback(look.page.url),
        page_words=[line.text for line in look.lines],
        label=line.text if line else "",
        attempts=look.typed[name],
    )
    return Decision(decision.verdict, decision.rule, "credential")
