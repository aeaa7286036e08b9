"""Two opinions on every step: the acting model's, and the rules' in this process.

The rules look at the same frame and propose a step of their own; what both would do is recorded and
counted. Where they differ about something that can change the subscription, the model is shown the
place again, enlarged; where it does not stand by its word, a person decides. Rules that do not know
are no contradiction here; before a last press they are (`commit`).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PIL import Image

from browser_agent import lexicon
from browser_agent.contract import ErrorCode, Task
from browser_agent.errors import RunStopError, VisionUnavailableError
from browser_agent.eyes import Eyes
from browser_agent.seen import Seen
from browser_agent.words import alike

CLOSE_ACROSS, CLOSE_DOWN = 40, 20  # thousandths of the frame: two points on one control
SAME_WORDS = 0.8
SURE_MIN = 0.5
ZOOMS_MAX = 6
CROP_WIDE_MIN, CROP_HIGH_MIN = 420, 260
CROP_MARGIN = 90
ENLARGED_PIXELS_MAX = 1280
THOUSAND = 1000

_CLASSES = {
    "sign_in": "in", "code": "in", "card_check": "in", "credential_error": "in", "code_error": "in",
    "profile_picker": "inside", "home": "inside", "account": "inside",
    "offer": "leaving", "survey": "leaving", "confirm": "leaving", "done": "done",
    "plans": "buying", "checkout": "buying", "captcha": "captcha", "passkey": "passkey",
    "email_link": "email_link", "third_party": "third_party", "payment_problem": "payment",
}  # fmt: skip
_RISKY = frozenset({"leaving", "buying", "done"})
_NEVER_PASSED = frozenset({"captcha", "passkey"})


class Accord(StrEnum):
    AGREE = "agree"
    ABSTAIN = "abstain"
    DIFFER = "differ"


@dataclass(frozen=True, slots=True)
class Compared:
    """about: page, effect or target where the two differ, else ""."""

    accord: Accord
    about: str = ""


class Twin:
    """second: the rules, or None for no second opinion. Counts agreements and differences."""

    def __init__(self, task: Task, *, model: Eyes, second: Eyes | None) -> None:
        self._task = task
        self._model = model
        self._second = second
        self._agreed = 0
        self._differed = 0
        self._zooms = 0
        self.told: dict[str, Any] = {}

    @property
    def agreement(self) -> float | None:
        compared = self._agreed + self._differed
        return round(self._agreed / compared, 3) if compared else None

    @property
    def is_independent(self) -> bool:
        """Whether the last answer came from somebody else than the rules."""
        return self._second is not None and self._model.answered_by != self._second.model

    def opinion(self, seen: Seen, question: dict[str, Any]) -> dict[str, Any] | None:
        """What the rules would do, or None where they cannot be asked."""
        if self._second is None:
            return None
        try:
            return self._second.ask("act", seen.picture, question)
        except VisionUnavailableError:
            return None

    def settled(
        self, answer: dict[str, Any], seen: Seen, question: dict[str, Any], seconds_max: float
    ) -> dict[str, Any]:
        """The answer to act on: the model's, after a closer look where the two differ in earnest.

        Raises RunStopError (policy_denied) where the closer look settles nothing.
        """
        self.told = {}
        theirs = self.opinion(seen, question) if self.is_independent else None
        if theirs is None:
            return answer
        found = compare(answer, theirs)
        self._agreed += found.accord is Accord.AGREE
        self._differed += found.accord is Accord.DIFFER
        self.told = {
            "accord": found.accord.value,
            "about": found.about,
            **{key: theirs[key] for key in ("page", "action", "target", "x", "y")},
        }
        if found.accord is not Accord.DIFFER or not _in_earnest(answer, theirs):
            return answer
        return self._looked_closer(answer, theirs, seen, question, seconds_max)

    def _looked_closer(
        self,
        answer: dict[str, Any],
        theirs: dict[str, Any],
        seen: Seen,
        question: dict[str, Any],
        seconds_max: float,
    ) -> dict[str, Any]:
        again = self.zoomed(answer, theirs, seen, question, seconds_max)
        self.told["zoomed"] = "" if again is None else again["target"]
        if again is not None and same_target(again, theirs):
            return answer | {key: theirs[key] for key in ("target", "x", "y")}
        if again is not None and same_target(again, answer):
            return answer
        raise RunStopError(
            ErrorCode.POLICY_DENIED, "Two readers of the page do not agree what to press."
        )

    def zoomed(
        self,
        answer: dict[str, Any],
        theirs: dict[str, Any] | None,
        seen: Seen,
        question: dict[str, Any],
        seconds_max: float,
    ) -> dict[str, Any] | None:
        """The model's answer on the enlarged surroundings of both targets, its point on the page;
        None where it names none there, or was asked often enough."""
        self._zooms += 1
        if self._zooms > ZOOMS_MAX:
            return None
        points = [one for one in (answer, theirs) if one and one["x"] is not None]
        places = [seen.point(one["x"], one["y"]) for one in points if one["y"] is not None]
        if not places:
            return None
        box = crop_around(places, seen.picture.size)
        wide, high = seen.picture.size
        part = [round(v * THOUSAND / size) for v, size in zip(box, (wide, high) * 2, strict=True)]
        again = self._model.ask(
            "act", enlarged(seen.picture, box), question | {"zoom": part}, seconds_max=seconds_max
        )
        if again["action"] != "click" or again["x"] is None or again["y"] is None:
            return None
        x = box[0] + again["x"] * (box[2] - box[0]) / THOUSAND
        y = box[1] + again["y"] * (box[3] - box[1]) / THOUSAND
        return again | {"x": round(x * THOUSAND / wide), "y": round(y * THOUSAND / high)}


def compare(mine: dict[str, Any], theirs: dict[str, Any]) -> Compared:
    """What two answers to one question have in common."""
    if theirs["action"] == "need_human" and theirs["page"] in _NEVER_PASSED:
        same = mine["action"] == "need_human" or mine["page"] == theirs["page"]
        return Compared(Accord.AGREE) if same else Compared(Accord.DIFFER, "page")
    if _abstains(theirs) or mine["action"] in {"wait", "need_human"}:
        return Compared(Accord.ABSTAIN)
    if mine["action"] == theirs["action"] == "click":
        if same_target(mine, theirs):
            return Compared(Accord.AGREE)
        differs = "effect" if _weight(mine) != _weight(theirs) else "target"
        return Compared(Accord.DIFFER, differs)
    if mine["action"] == theirs["action"]:
        same = (mine["text_ref"], mine["key"]) == (theirs["text_ref"], theirs["key"])
        return Compared(Accord.AGREE) if same else Compared(Accord.DIFFER, "target")
    page, other = _CLASSES.get(mine["page"]), _CLASSES.get(theirs["page"])
    return Compared(Accord.DIFFER, "page" if page != other else "target")


def same_target(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Both point at one control, or name the same words."""
    if one["action"] != "click" or other["action"] != "click":
        return False
    near = (
        None not in (one["x"], one["y"], other["x"], other["y"])
        and abs(one["x"] - other["x"]) <= CLOSE_ACROSS
        and abs(one["y"] - other["y"]) <= CLOSE_DOWN
    )
    return near or bool(
        lexicon.plain(one["target"]) and alike(one["target"], other["target"]) >= SAME_WORDS
    )


def crop_around(points: list[tuple[int, int]], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """A box of the picture that holds all these points with room around them."""
    wide, high = size
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x0, x1 = min(xs) - CROP_MARGIN, max(xs) + CROP_MARGIN
    y0, y1 = min(ys) - CROP_MARGIN, max(ys) + CROP_MARGIN
    grow_x, grow_y = max(CROP_WIDE_MIN - (x1 - x0), 0), max(CROP_HIGH_MIN - (y1 - y0), 0)
    return (
        max(x0 - grow_x // 2, 0),
        max(y0 - grow_y // 2, 0),
        min(x1 + grow_x // 2, wide),
        min(y1 + grow_y // 2, high),
    )


def enlarged(picture: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    part = picture.crop(box)
    scale = min(ENLARGED_PIXELS_MAX / max(part.size), 3.0)
    size = max(round(part.width * scale), 1), max(round(part.height * scale), 1)
    return part.resize(size, Image.Resampling.LANCZOS)


def _abstains(theirs: dict[str, Any]) -> bool:
    unsure = theirs["confidence"] < SURE_MIN or theirs["page"] == "unknown"
    return unsure or theirs["action"] in {"need_human", "wait", "scroll", "open_account"}


def _weight(answer: dict[str, Any]) -> tuple[bool, str | None]:
    """What hangs on it: whether it is final, and what its words break on a cancel run."""
    return answer["commit"], lexicon.forbidden_on_cancel(answer["target"])


def _in_earnest(mine: dict[str, Any], theirs: dict[str, Any]) -> bool:
    """Whether a difference may change the subscription; other paths to it are not worth a call."""
    if mine["action"] != "click":
        return False
    if theirs["page"] in _NEVER_PASSED or mine["commit"]:
        return True
    return _CLASSES.get(mine["page"]) in _RISKY or _CLASSES.get(theirs["page"]) in _RISKY
