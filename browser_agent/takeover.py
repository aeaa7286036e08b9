"""A page that only a person can pass is handed to one: a masked view, and hands that obey policy.

CAPTCHA, passkey and e-mail-link pages are never attacked and never solved here. The person sees the
masked page and says where to press and what to type; each wish is judged by the same rules as the
model's, and more strictly: nothing that pays, keeps, accepts or ends anything is pressed through a
view, and nothing is typed on a page that is not the service's own.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import parse_qsl, urlsplit

import numpy as np
from PIL import Image

from browser_agent import fields, lexicon, policy
from browser_agent.budget import Budget
from browser_agent.contract import TAKEOVER_REASONS, ErrorCode, Task
from browser_agent.errors import PageMovedError, VisionUnavailableError
from browser_agent.labels import field_label
from browser_agent.money import charged_prices
from browser_agent.origins import origin_allowed
from browser_agent.policy import Press
from browser_agent.policy_typing import judge_field
from browser_agent.rules.pixels import find_regions
from browser_agent.screen import pictures_differ
from browser_agent.seen import Seen
from browser_agent.session import Session, is_loopback
from browser_agent.words import same_words
from kernel.ocr import TextLine

HANDOVERS_MAX = 3
PICTURES_KEPT = 6
AROUND_PIXELS = 40
FACE_WIDE_MAX, FACE_HIGH_MAX = 620, 110
"""Larger flat areas are panels, not the faces of buttons."""
LINK_CHARACTERS_MAX = 2_000
SECRET_PART_CHARACTERS_MIN = 12
REMEMBERED_CHARACTERS_MIN = 4
TYPED = "typed"
NO_NEWS = frozenset({"captcha", "passkey", "email_link", "loading", "unknown", "error", "overlay"})
_HUMAN = re.compile(
    r"\b(human|robot|bot|person|captcha|mensch|roboter|robots|humano|humana|persona|humain|humaine|"
    r"personne)\b"
)
_MONEY_FIELD = re.compile(r"\bcard\b|iban|\bcv[vc]\b|security code|expir|karte|tarjeta|carte")

IN_WORDS = {
    "spend": "That may cost money, so it is not pressed here.",
    "keep": "That would keep the subscription, so it is not pressed here.",
    "change": "That would change the plan, so it is not pressed here.",
    "accept": "That accepts an offer, so it is not pressed here.",
    "account": "That may close the whole account, so it is not pressed here.",
    "commit": "That makes something final, so it is not pressed here. I do it myself, later.",
    "foreign_origin": "This page is not the service's own any more, so nothing is done on it.",
    "not_https": "This page is not encrypted, so nothing is typed on it.",
    "no_field": "That is a button, not a field.",
    "other_field": "That field is not for a sign-in, so nothing is typed there.",
    "money_field": "That field is about money, so nothing is typed there.",
    "no_words": "There are prices on this page and no words where you pressed: it is not pressed.",
    "old_picture": "The picture has changed there meanwhile. Look again, then press.",
    "moved": "The page moved meanwhile. Look again, then press.",
    "no_place": "Tap the place on the picture first.",
    "no_focus": "Enter works right after typing. Tap the button instead.",
    "near_money": "There are prices on this page: tap the button instead of pressing Enter.",
    "no_text": "The text could not be read. Type it again.",
    "not_taken": "Nothing appeared there: tap into the field itself, then type.",
    "no_link": "That is no web address: copy the whole link, from https:// on.",
    "foreign_link": "That link leads elsewhere than to the service itself, so it is not opened.",
    "not_asked": "This page asks for no link.",
    "unknown": "That is nothing that can be done here.",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing a person wants done. x, y: 0-1000 of picture number `frame`; word: a key or a
    direction; text: never logged, shown as dots."""

    seq: int
    kind: str
    x: int | None = None
    y: int | None = None
    frame: int = 0
    word: str = ""
    text: str | None = None

    def __repr__(self) -> str:
        return f"Wish({self.seq} {self.kind})"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a wish. rule: "" where it was done, else the rule's name."""

    rule: str = ""

    @property
    def applied(self) -> bool:
        return not self.rule

    @property
    def words(self) -> str:
        """For the person."""
        return IN_WORDS.get(self.rule, IN_WORDS["unknown"]) if self.rule else ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A masked picture as it is shown, numbered from 1."""

    number: int
    picture: Image.Image


class Window:
    """What one person sees of one page, and all that they can do to it."""

    def __init__(
        self, task: Task, session: Session, *, reason: str, page_of: Callable[[Seen], str]
    ) -> None:
        self._task = task
        self._session = session
        self._page_of = page_of
        self._shown: dict[int, Seen] = {}
        self._number = 0
        self._typed_last = False
        self.reason = reason

    def look(self) -> Shown:
        """The page as it is this moment, masked; the same number where nothing has changed."""
        seen = self._session.glance()
        last = self._shown.get(self._number)
        if last is None or (last is not seen and pictures_differ(last.picture, seen.picture)):
            self._number += 1
            self._shown[self._number] = seen
            self._shown.pop(self._number - PICTURES_KEPT, None)
        return Shown(self._number, self._shown[self._number].picture)

    def is_passed(self) -> bool:
        """Whether the page now is of another kind, as the model sees it; in doubt it is not."""
        try:
            return self._page_of(self._session.glance()) not in NO_NEWS
        except VisionUnavailableError:
            return False

    def apply(self, wish: Wish) -> Fate:
        """Do it, if the policy lets it."""
        acts = {
            "click": self._click,
            "type": self._type,
            "key": self._key,
            "scroll": self._scroll,
            "open_link": self._open_link,
        }
        act = acts.get(wish.kind)
        if act is None:
            return Fate("unknown")
        rule = act(wish)
        self._typed_last = wish.kind == "type" and not rule
        return Fate(rule)

    def _click(self, wish: Wish) -> str:
        point, seen, rule = self._aim(wish)
        if point is None or seen is None:
            return rule
        x, y = point
        label = self._session.label_of(seen, x, y)
        words = [label, *words_on_face(seen.picture, seen.lines, x, y)]
        if rule := self._refuse_press(words):
            return rule
        if not any(words) and charged_prices(seen.words):
            return "no_words"  # a wallet's button may have nothing on it but a sign
        if not same_words(label, self._session.label_now(seen, x, y)):
            return "moved"
        self._session.click(x, y)
        self._session.settle_after(seen.frame)
        return ""

    def _type(self, wish: Wish) -> str:
        point, seen, rule = self._aim(wish)
        if point is None or seen is None:
            return rule
        if not wish.text:
            return "no_text"
        x, y = point
        if rule := self._refuse_typing(seen, x, y):
            return rule
        self._remember(wish.text)
        try:
            appeared = self._session.type_into(x, y, wish.text, name=TYPED)
        except PageMovedError:
            return "moved"
        self._session.settle_after(seen.frame)
        return "" if appeared else "not_taken"

    def _key(self, wish: Wish) -> str:
        seen = self._session.glance()
        if not origin_allowed(seen.url, self._task.origins):
            return "foreign_origin"
        if wish.word == "enter":
            # Enter presses whatever has the focus: only right after typing it is known to be a
            # field, and on pages with prices a form may be one that pays.
            if not self._typed_last:
                return "no_focus"
            if charged_prices(seen.words):
                return "near_money"
        self._session.press(wish.word)
        self._session.settle_after(seen.frame)
        return ""

    def _scroll(self, wish: Wish) -> str:
        seen = self._session.glance()
        wide, high = seen.picture.size
        x, y = wide // 2, high // 2
        if wish.x is not None and wish.y is not None:
            x, y = seen.point(wish.x, wish.y)
        self._session.scroll("up" if wish.word == "up" else "down", x, y)
        self._session.settle_after(seen.frame)
        return ""

    def _open_link(self, wish: Wish) -> str:
        """A link out of the person's own e-mail, on the service's own pages only."""
        url = (wish.text or "").strip()
        if self.reason != "email_link":
            return "not_asked"
        if not _is_address(url):
            return "no_link"
        if not origin_allowed(url, self._task.origins):
            return "foreign_link"
        if urlsplit(url).scheme != "https" and not is_loopback(url):
            return "not_https"
        for part in _secret_parts(url):
            self._session.vault.remember("link", part)
        self._session.open(url)
        return ""

    def _aim(self, wish: Wish) -> tuple[tuple[int, int] | None, Seen | None, str]:
        """The point, and the page as it is now; or the rule that is against it."""
        if wish.x is None or wish.y is None:
            return None, None, "no_place"
        then, now = self._shown.get(wish.frame), self._session.glance()
        if then is None:
            return None, None, "old_picture"
        x, y = now.point(wish.x, wish.y)
        around = (
            max(x - AROUND_PIXELS, 0),
            max(y - AROUND_PIXELS, 0),
            min(x + AROUND_PIXELS, now.picture.width),
            min(y + AROUND_PIXELS, now.picture.height),
        )
        if pictures_differ(then.picture.crop(around), now.picture.crop(around)):
            return None, None, "old_picture"
        if not origin_allowed(now.url, self._task.origins):
            return None, None, "foreign_origin"
        return (x, y), now, ""

    def _refuse_press(self, labels: Sequence[str]) -> str:
        for words in labels:
            press = Press(target=words, label=words, page=self.reason, commit=False)
            decision = policy.judge_press(press, action=self._task.action, commits=0)
            if not decision.allowed:
                return decision.rule if decision.rule in IN_WORDS else "commit"
            if rule := refused_words(words):
                return rule
        return ""

    def _refuse_typing(self, seen: Seen, x: int, y: int) -> str:
        url = self._session.address_now()
        if not origin_allowed(url, self._task.origins):
            return "foreign_origin"
        if urlsplit(url).scheme != "https" and not is_loopback(url):
            return "not_https"
        under = self._session.words_under(seen, x, y)
        if refused_words(under) or not judge_field(under, action=self._task.action).allowed:
            return "no_field"
        label = field_label(seen.lines, x, y)
        if _MONEY_FIELD.search(lexicon.plain(label)):
            return "money_field"
        if fields.refuses("password", label):
            return "other_field"
        return ""

    def _remember(self, text: str) -> None:
        """What is typed is painted over from now on, wherever it stands. Plain short words are
        painted over in their field only: a page without its words cannot be read."""
        if len(text) >= REMEMBERED_CHARACTERS_MIN and not text.isalpha():
            self._session.vault.remember(TYPED, text)


class Person(Protocol):
    def take_over(self, window: Window, *, seconds_max: float) -> bool:
        """Show the window to a person until they are done. False: nobody was there in time."""
        ...


class Diary(Protocol):
    def event(self, kind: str, data: dict[str, object]) -> None: ...


class Helm:
    """Gives a run's page to a person and takes it back."""

    def __init__(
        self,
        task: Task,
        session: Session,
        *,
        person: Person,
        budget: Budget,
        page_of: Callable[[Seen], str],
    ) -> None:
        self._task = task
        self._session = session
        self._person = person
        self._budget = budget
        self._page_of = page_of
        self._handovers = 0

    def handed_over(self, code: ErrorCode) -> bool:
        """Whether a person took care of a page that would end the run with this code.

        The person's budget is spent meanwhile, the machine's stands still.
        """
        reason = TAKEOVER_REASONS.get(code)
        if reason is None or self._handovers >= HANDOVERS_MAX:
            return False
        if self._budget.human_seconds_left <= 0:
            return False
        self._handovers += 1
        window = Window(self._task, self._session, reason=reason, page_of=self._page_of)
        with self._budget.waiting_for_person() as seconds_max:
            return self._person.take_over(window, seconds_max=seconds_max)


def refused_words(words: str) -> str:
    """The rule that keeps a control with these words from being pressed through a view; or ""."""
    if rule := lexicon.forbidden_on_cancel(words):
        return rule
    if lexicon.spends(words):
        return "spend"
    if lexicon.forbidden_on_resume(words):
        return "commit"
    final = lexicon.commits(words) and not _HUMAN.search(lexicon.plain(words))
    return "commit" if final else ""


def words_on_face(picture: Image.Image, lines: Sequence[TextLine], x: int, y: int) -> list[str]:
    """All words on the button whose face this point is on, however far from them it is."""
    left, top = max(x - FACE_WIDE_MAX, 0), max(y - FACE_HIGH_MAX, 0)
    near = picture.crop((left, top, x + FACE_WIDE_MAX, y + FACE_HIGH_MAX))
    found: list[str] = []
    for region in find_regions(np.asarray(near.convert("RGB"))):
        box = region.box
        small = box.width <= FACE_WIDE_MAX and box.height <= FACE_HIGH_MAX
        if small and box.covers(x - left, y - top):
            found += [
                line.text
                for line in lines
                if box.covers(int(line.center_x) - left, int(line.center_y) - top)
            ]
    return found


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    fits = len(url) <= LINK_CHARACTERS_MAX and url.isprintable() and " " not in url
    return fits and parts.scheme in {"http", "https"} and bool(parts.hostname)


def _secret_parts(url: str) -> list[str]:
    """What in a link lets its holder in: long parts of its path, and the values behind the ?."""
    parts = urlsplit(url)
    found = [*parts.path.split("/"), *(value for _, value in parse_qsl(parts.query))]
    return [part for part in found if len(part) >= SECRET_PART_CHARACTERS_MIN]
