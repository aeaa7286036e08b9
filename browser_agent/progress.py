"""What a run has learned so far, and whether it still gets anywhere."""

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any
from urllib.parse import urlsplit

from PIL import Image

from browser_agent import lexicon
from browser_agent.contract import ActionName, ErrorCode, Task
from browser_agent.corner import Corner
from browser_agent.errors import RunStopError
from browser_agent.fields import about_password
from browser_agent.origins import origin_allowed
from browser_agent.part_cards import is_below_another
from browser_agent.parts import bears, is_near
from browser_agent.seen import Seen
from browser_agent.verify import confirmed_date

NUDGE_AT, RELOAD_AT, STOP_AT = 3, 5, 8
SAME_STEP_MAX = 3
WAITS_MAX = 12
OPENERS_MAX = 3
PRESSED_MAX = 40
# An account page that also offers something is called by that; a page that only asks is none.
SURE_MIN = 0.6
TELLS_STATE = frozenset({"account", "offer"})
FLOW = frozenset({"offer", "survey", "confirm", "plans", "checkout", "card_check", "done"})
NOT_REMEMBERED = frozenset({"overlay", "sign_in", "code", "profile_picker"})  # they come again

WANTED: dict[ActionName, str] = {"cancel": "cancelled", "resume": "active"}
OPPOSITE: dict[ActionName, str] = {"cancel": "active", "resume": "cancelled"}
SIGNED_IN = frozenset(
    {"home", "account", "offer", "survey", "confirm", "done", "plans", "checkout"}
)


class Pace(Enum):
    """What the last steps ask for."""

    GO_ON = auto()
    NUDGE = auto()
    RELOAD = auto()


@dataclass(slots=True)
class Progress:
    """first_state, first_picture: the account page as this run found it. openers: what was pressed
    there, on the same page, before the state could be read: tabs and sections. entries: the pages
    on which the way out was pressed, the last one last; what leads out tells that it is over, too.
    way_in: what was pressed on the account's page before the way out was in sight: a section of the
    same page that may tell the end when the page itself does not. corner: the picture among these.
    named_part: of a service within another one, whether the way out was pressed where it is named.
    """

    phase: str = "sign_in"
    first_state: str = "unknown"
    first_picture: Image.Image | None = None
    account_url: str | None = None
    state_url: str | None = None  # where the state was read; not always the page that was named
    jumped: bool = False
    touched: bool = False
    rechecked: bool = False
    sought: bool = False
    no_change: int = 0
    waits: int = 0
    guesses: int = 0
    verifies: int = 0
    asks: Counter[str] = field(default_factory=Counter)
    seen_steps: Counter[tuple[Any, ...]] = field(default_factory=Counter)
    history: list[dict[str, Any]] = field(default_factory=list)
    closing_date: str | None = None
    openers: tuple[str, ...] = ()
    entries: list[str] = field(default_factory=list)
    way_in: tuple[str, ...] = ()
    corner: Corner | None = None
    named_part: bool = False
    _corner: Corner | None = None  # the latest that was pressed
    _here: str = ""
    _is_guess: bool = False
    _is_ours: bool = False  # the account's address was found by this run
    _is_sure: bool = False  # a sentence told the state, and no mere control
    _pressed_here: list[str] = field(default_factory=list)

    @property
    def proof_url(self) -> str | None:
        """Where an end is proven. Where the account page was never called one, the state was read
        on it all the same."""
        return self.account_url or self.state_url or next(iter(self.entries[-1:]), None)

    def learn(self, answer: dict[str, Any], seen: Seen, task: Task, *, inside: bool) -> None:
        """What this page tells about the run, before anything is done on it.

        inside: something was pressed already that may have changed the subscription.
        """
        page = answer["page"]
        if page in SIGNED_IN:
            self.phase = "act"
        if address(seen.url) != self._here or answer["action"] == "open_account":
            self._here = address(seen.url)
            self._pressed_here = []
        front = is_front(seen.url)  # its last rows are on every page
        known = not front or self._has_entered()
        if page in TELLS_STATE and known and origin_allowed(seen.url, task.origins):
            self._learn_state(answer, seen, inside=inside, again=task.action == "resume")
        over = page == "plans" and answer["state"] == OPPOSITE[task.action] == "cancelled"
        if over and self.first_state == "unknown" and not inside:
            self.first_state, self.first_picture = answer["state"], seen.picture
        if page == "done" and self.closing_date is None:
            self.closing_date = confirmed_date(answer["effective_date"], seen)
        if answer["action"] == "click" and page not in NOT_REMEMBERED:
            self._pressed_here.append(answer["target"])
            self._corner = Corner.pressed(answer, seen) or self._corner
        asks = answer["action"] == "click" and lexicon.ends(answer["target"] or "")
        here = self.account_url is not None and _path(self.account_url) == _path(seen.url)
        if asks and (page in TELLS_STATE or here) and not self.way_in:
            self.way_in = tuple(self._pressed_here[-OPENERS_MAX - 1 : -1])
            self.corner = self.corner or self._corner
        if asks and answer["y"] is not None:
            x, y = seen.point(answer["x"], answer["y"])
            near = [line.text for line in seen.lines if is_near(line.center_y, y)]
            theirs = is_below_another(task.service_name, seen.lines, y, x)
            self.named_part |= bears(task.service_name, near) and not theirs
        own = origin_allowed(seen.url, task.origins) and not front
        # A page that tells it is over, though nothing was pressed there, is a place to look again.
        told = page == "account" and answer["action"] == "done"
        leads = (asks or told) and not answer["commit"] and page in TELLS_STATE
        if own and (leads or (asks and here)):  # a tab of the account page has its own address
            self.entries = [each for each in self.entries if each != seen.url] + [seen.url]

    def _learn_state(
        self, answer: dict[str, Any], seen: Seen, *, inside: bool, again: bool
    ) -> None:
        """again: it is to run again, and the banner that told its end may be gone then."""
        here, is_account = seen.url, answer["page"] == "account"
        if is_account and self.account_url is None:
            self.account_url, self._is_guess, self._is_ours = here, True, True
        if answer["state"] == "unknown" or (inside and not self._came_by_itself(answer)):
            return
        # "Cancel the subscription" in the last rows of a page tells less than a sentence elsewhere.
        surer = is_account and not self._is_sure and answer["confidence"] >= SURE_MIN
        # The first page that tells how the plan stands; the banner of a front page is a guess.
        if is_account and (self._is_guess or (surer and self._is_ours)):
            self.account_url, self._is_guess = here, is_front(here)
        if self.first_state == "unknown" and not inside:
            self.first_state, self.first_picture = answer["state"], seen.picture
        if self.state_url is None or (again and inside and is_account) or (surer and not inside):
            self.state_url = here
            self.openers = tuple(self._pressed_here[-OPENERS_MAX:])
            self.corner = self._corner
        self._is_sure |= surer

    def gate_has_opened(self, answer: dict[str, Any], seen: Seen) -> bool:
        """The password was sent a step ago from a page within the account, and was right: another
        page has come, or one that asks for none. Before learn."""
        sent = self.history[-2:]
        typed = len(sent) > 1 and sent[0]["page"] == "account" and sent[0]["text_ref"] == "password"
        if not typed or sent[1]["action"] != "click" or sent[1]["note"]:
            return False
        asks = answer["page"] not in SIGNED_IN or answer["text_ref"] == "password"
        moved = _path(seen.url) != _path(self._here)
        return not asks and (moved or not any(map(about_password, seen.words)))

    def _has_entered(self) -> bool:
        """Something was typed, or a person has helped: before that the site's front page, which
        sells plans, is no account."""
        return any(past["text_ref"] or past["action"] == "need_human" for past in self.history)

    def _came_by_itself(self, answer: dict[str, Any]) -> bool:
        """What a press inside the cancellation led to tells of the press, on a page that may be
        gone after it: only what menus and links led to is a place to look again."""
        last = self.history[-1] if self.history else None
        if last is None or answer["page"] != "account" or last["page"] in FLOW:
            return False
        return not lexicon.ends(last["target"] or "")

    def pressed_before(self, steps: int) -> dict[str, int]:
        """What was clicked before the last so many steps, and how often: the latest of them."""
        earlier = [
            past["target"]
            for past in self.history[: max(len(self.history) - steps, 0)]
            if past["action"] == "click" and past["page"] not in NOT_REMEMBERED
        ]
        counted = Counter(earlier)
        return {
            words: counted[words] for words in list(dict.fromkeys(reversed(earlier)))[:PRESSED_MAX]
        }

    def pace(self, answer: dict[str, Any], seen: Seen, *, changed: bool, note: str) -> Pace:
        """Nudge, then reload, then stop (RunStopError, stuck). Waiting has its own patience."""
        if answer["action"] == "wait":
            self.waits += 1
            if self.waits < WAITS_MAX:
                return Pace.GO_ON
        else:
            self.waits = 0
        step = (seen.url, answer["page"], answer["action"], answer["target"], answer["text_ref"])
        self.seen_steps[step] += 1
        if changed and not note and self.seen_steps[step] <= SAME_STEP_MAX:
            self.no_change = 0
            return Pace.GO_ON
        if answer["action"] == "ask_person":
            return Pace.GO_ON
        self.no_change += 1
        if self.no_change >= STOP_AT:
            raise RunStopError(ErrorCode.STUCK, "Nothing that was tried changes the page.")
        return {NUDGE_AT: Pace.NUDGE, RELOAD_AT: Pace.RELOAD}.get(self.no_change, Pace.GO_ON)


def _path(url: str) -> str:
    return url.partition("#")[0].partition("?")[0]


def is_front(url: str) -> bool:
    place = urlsplit(url)
    return place.path in {"", "/"} and not place.fragment


def address(url: str) -> str:
    """Without the place on the page; pages that are told apart behind the # keep it."""
    page, _, place = url.partition("#")
    return url if place.startswith(("/", "!")) else page
