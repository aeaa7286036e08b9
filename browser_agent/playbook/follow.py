"""Following a playbook: the next answer, as long as every check holds; silence otherwise.

An answer looks like a model's and is judged like one: grounding, policy and the rules for a last
press know no difference. What it claims is never a proof; the end is verified live.
"""

from collections.abc import Mapping
from typing import Any

from browser_agent.contract import Task
from browser_agent.playbook.match import fits, match, missing, place_of
from browser_agent.playbook.page import Looked, Page, only_day, pattern_fits, same
from browser_agent.playbook.shape import (
    ASK_MODEL,
    Anchor,
    Playbook,
    PlaybookInvalidError,
    State,
    from_json,
)

WAITS_MAX = 2
START = -1
CONFIDENCE = 0.95
KNOWN_STATES = frozenset({"active", "cancelled"})
THIS_CUSTOMERS = frozenset(
    {
        "captcha",
        "passkey",
        "card_check",
        "credential_error",
        "code_error",
        "email_link",
        "third_party",
        "payment_problem",
        "error",
        "loading",
    }
)
CLOSE_ACROSS, CLOSE_DOWN = 40, 20


class Guide:
    """steps: answers given instead of the model's. fallbacks: steps at which a check failed.

    told: what the record of the last step says of the playbook; {} where there is none.
    """

    def __init__(self, playbook: Playbook | None) -> None:
        self._playbook = playbook
        self._at = START
        self._waits = 0
        self._followed = False
        self.steps = 0
        self.fallbacks = 0
        self.told: dict[str, Any] = {}

    @classmethod
    def of(cls, task: Task) -> "Guide":
        """Broken ones, those of another wish, and any on a run that only looks are not followed."""
        if task.playbook is None or task.verify_only:
            return cls(None)
        try:
            playbook = from_json(task.playbook)
        except PlaybookInvalidError:
            return cls(None)
        fitting = (playbook.goal, playbook.plan) == (task.action, task.plan)
        return cls(playbook if fitting else None)

    def answer(self, seen: Looked, question: Mapping[str, Any]) -> dict[str, Any] | None:
        """The next step by ACTION_SCHEMA, or None: the model has to be asked."""
        if self._playbook is None:
            return None
        self.told = {}
        if self._followed and _failed(question):
            self._fall_back("what was done had no effect", ())
            return None
        page = Page.of(seen)
        number = self._recognised(page, question)
        if number is None:
            return self._wait_or_fall_back(page)
        return self._follow(number, page)

    def seconded(self, answer: dict[str, Any], opinion: dict[str, Any]) -> dict[str, Any]:
        """A last press needs a second source: the answer, if the opinion is to do the same."""
        same_target = same(answer["target"], opinion["target"])
        if answer["action"] == opinion["action"] and (same_target or _close(answer, opinion)):
            return answer
        self.steps -= 1
        self._at -= 1  # it was not done, and may still be
        self._fall_back("a second source would do something else", ())
        return opinion

    def hear(self, opinion: Mapping[str, Any]) -> None:
        """What the model sees where a check failed. A captcha, a wrong password or a subscription
        that was cancelled before is this customer's, and no change of the site's pages."""
        if self._playbook is None or not self.told.get("why"):
            return
        expected = self._playbook.states[self._expected()].state
        known = {expected, opinion["state"]} == KNOWN_STATES and opinion["page"] == "account"
        if known or opinion["page"] in THIS_CUSTOMERS:
            self.fallbacks -= 1
            self.told = {"state": self._expected(), "followed": False, "detour": opinion["page"]}

    def _recognised(self, page: Page, question: Mapping[str, Any]) -> int | None:
        """The one state that this page is, if it lies ahead. Several that look alike are told
        apart by which comes next."""
        assert self._playbook is not None
        found = [number for number in match(page, self._playbook) if number > self._at]
        if len(found) > 1 and found[0] == self._at + 1:
            found = found[:1]
        if len(found) != 1:
            return None
        number = found[0]
        edge = self._playbook.states[number].edge
        if edge.action == "ask_person" and edge.ask in question["secrets"]:
            ahead = number + 1  # it was handed over already
            known = ahead < len(self._playbook.states) and fits(page, self._playbook.states[ahead])
            return ahead if known else None
        if edge.text_ref is not None and edge.text_ref not in question["secrets"]:
            return None
        return number

    def _follow(self, number: int, page: Page) -> dict[str, Any] | None:
        assert self._playbook is not None
        state = self._playbook.states[number]
        self._at, self._waits = number, 0
        self.told = {"state": number, "followed": state.edge.action != ASK_MODEL}
        if state.edge.action == ASK_MODEL:
            self._followed = False
            return None  # as planned: no check has failed
        day = only_day(page) if state.edge.day else None
        if state.edge.day and day is None:
            self.told, self._followed = {"state": number, "followed": False}, False
            return None  # another way of naming the day: read by the model
        self.steps += 1
        self._followed = True
        point = place_of(page, state.edge) if state.edge.at is not None else None
        return _answer(state, point, number) | {"effective_date": day.isoformat() if day else None}

    def _wait_or_fall_back(self, page: Page) -> dict[str, Any] | None:
        """After a step of ours, a page may only be slow."""
        if self._followed or self._at == START:
            self._waits += 1
            if self._waits <= WAITS_MAX:
                self.told = {"state": self._at + 1, "followed": True}
                return _wait()
        self._fall_back(*self._what_is_wrong(page))
        return None

    def _what_is_wrong(self, page: Page) -> tuple[str, tuple[Anchor, ...]]:
        """In words, for the state that should have come."""
        assert self._playbook is not None
        expected = self._playbook.states[self._expected()]
        if not pattern_fits(expected.url, page.url):
            return "another address than before", ()
        if gone := missing(page, expected):
            return "words are missing", gone
        if expected.edge.at is not None and place_of(page, expected.edge) is None:
            return "the control is not where it was, or there are more of it", ()
        return "words of another page are there, or nothing moved on", ()

    def _expected(self) -> int:
        assert self._playbook is not None
        return min(self._at + 1, len(self._playbook.states) - 1)

    def _fall_back(self, why: str, gone: tuple[Anchor, ...]) -> None:
        assert self._playbook is not None
        self.fallbacks += 1
        self._followed, self._waits = False, 0
        expected = self._expected()
        self.told = {
            "state": expected,
            "followed": False,
            "why": why,
            "frame": self._playbook.states[expected].frame,
            "missing": [[anchor.text, *anchor.box] for anchor in gone],
        }


def _failed(question: Mapping[str, Any]) -> bool:
    """Whether the last step was refused, or not carried out: the note says why."""
    history = question["history"]
    return bool(history) and bool(history[-1]["note"]) and history[-1]["action"] != "ask_person"


def _close(answer: Mapping[str, Any], opinion: Mapping[str, Any]) -> bool:
    """Two points on one control."""
    points = [answer["x"], answer["y"], opinion["x"], opinion["y"]]
    if None in points:
        return False
    x, y, other_x, other_y = map(int, points)
    return abs(x - other_x) <= CLOSE_ACROSS and abs(y - other_y) <= CLOSE_DOWN


def _answer(state: State, point: tuple[int, int] | None, number: int) -> dict[str, Any]:
    edge = state.edge
    return {
        "observation": f"state {number + 1} of the playbook",
        "page": state.page,
        "state": state.state,
        "action": edge.action,
        "target": edge.target or edge.label,
        "x": point[0] if point else None,
        "y": point[1] if point else None,
        "text_ref": edge.text_ref,
        "text": edge.text,
        "submit": edge.submit,
        "key": edge.key,
        "direction": edge.direction,
        "ask": edge.ask,
        "error_code": None,
        "commit": edge.commit,
        "effective_date": None,
        "confidence": CONFIDENCE,
    }


def _wait() -> dict[str, Any]:
    return {
        "observation": "waiting for the page that the playbook expects",
        "page": "loading",
        "state": "unknown",
        "action": "wait",
        "target": "",
        "x": None,
        "y": None,
        "text_ref": None,
        "text": None,
        "submit": False,
        "key": None,
        "direction": None,
        "ask": None,
        "error_code": None,
        "commit": False,
        "effective_date": None,
        "confidence": CONFIDENCE,
    }
