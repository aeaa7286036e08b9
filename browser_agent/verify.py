"""Success is what a freshly loaded account page says, never what the acting step believed.

Two readers look at it, independent of each other: text and date rules, and a judge that sees frames
only. Where the configured model is the rules themselves, the judge is our own sentences (`sayings`)
over another reading of the frame, enlarged and in grey. A date counts only where our own OCR finds
it in that very frame.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from PIL import Image, ImageOps

from browser_agent import lexicon, policy, sayings
from browser_agent.asking import above
from browser_agent.belonging import without_others
from browser_agent.contract import Task
from browser_agent.corner import Corner, is_corner
from browser_agent.eyes import Eyes
from browser_agent.origins import origin_allowed
from browser_agent.parts import bears, own_lines, own_word
from browser_agent.policy import Press
from browser_agent.seen import Seen
from browser_agent.session import Session
from browser_agent.siblings import HEADER_PIXELS, Siblings, title_of
from browser_agent.stances import stances
from browser_agent.words import same_words
from kernel.clock import utc_now
from kernel.dates import find_dates
from kernel.ocr import Reader, TextLine

LOOKS_MAX = 3
LOADING_LOOKS_MAX, LOADING_SECONDS, NEXT_TO_NOTHING = 3, 2.0, 3
SECTIONS_MAX = 2
SECTION_LETTERS_MAX = 36
CONFIDENCE_MIN = 0.3
REREAD_SCALE = 1.25
TEXT, JUDGE = "text", "judge"
MONTH_DAYS_MAX, YEAR_DAYS_MAX = 35, 370
MONTHLY = r"month|/ ?mo\b|\bmes\b|mensual|mois|mensuel|monat"
YEARLY = r"year|annual|/ ?yr\b|\ba[nñ]o|anual|annuel|\ban\b|jahr|jährlich"
_SECTION = re.compile(
    r"\b(subscription|membership|plan|billing|payments?|details|show|more|manage|renewal|"
    r"suscripcion|facturacion|detalles|ver mas|gestionar|abonnement|forfait|facturation|voir|gerer|"
    r"abo|mitgliedschaft|abrechnung|anzeigen|mehr|verwalten|assinatura|cobranca|detalhes|"
    r"abbonamento|fatturazione|dettagli|mostra|lidmaatschap|facturering|gegevens|tonen)\b"
)


_DEEDS = re.compile(
    r"\b(authori[sz]e|approve|retry|process|skip|defer|transfer|postpone|add|make|charge|settle|"
    r"pay|prepay|set|change|update|edit|confirm|accept|agree|extend|yearly|annual|prolong\w*|"
    r"regularis\w*|solder|payer|pagar|abonar|liquidar|ampliar|autorizar|aplazar|anadir|zahlen|"
    r"begleichen|freigeben|verlangern|hinzu\w*|zubuchen|bestatigen|jahrlich|jahres\w+)\b"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """votes: what each reader saw (active, cancelled, unknown), by name. looks: (frame, the text
    reader's or the model's answer) for the evidence."""

    effective_date: str | None
    page: str
    looks: tuple[tuple[Seen, dict[str, Any]], ...]
    votes: dict[str, str] = field(default_factory=dict)

    @property
    def state(self) -> str:
        """What all readers saw; unknown where they differ or one saw nothing."""
        said = set(self.votes.values())
        return said.pop() if len(said) == 1 else "unknown"

    @property
    def leaning(self) -> frozenset[str]:
        """The states that at least one reader saw."""
        return frozenset(self.votes.values()) - {"unknown"}


class Judges:
    """The two readers. model: the configured one; second: the rules in this process, or None.
    reader: OCR, for the reading that is ours alone."""

    def __init__(
        self, task: Task, *, model: Eyes, second: Eyes | None, reader: Reader, siblings: Siblings
    ) -> None:
        self._task = task
        self._model = model
        self._second = second
        self._reader = reader
        self.siblings = siblings
        self.seconds_max: float | None = None

    @property
    def question(self) -> dict[str, Any]:
        """What a judge is asked: nothing of what the run did."""
        task, others = self._task, self.siblings.names
        today = utc_now().date().isoformat()
        return {"goal": task.action, "service": task.service_name, "today": today, "others": others}

    def look(self, seen: Seen, before: Image.Image | None) -> tuple[dict[str, Any], dict[str, str]]:
        """The model's answer about this frame, and both votes.

        before: the account page as this run found it. Nothing else of the run is told.
        """
        question = self.question
        answer = self._model.ask(
            "judge", seen.picture, question, seconds_max=self.seconds_max, before=before
        )
        own = self._trusted(seen, answer)
        if self._second is None or self._model.answered_by == self._second.model:
            votes = {TEXT: own, JUDGE: self._read_anew(seen)}
        else:
            rules = self._second.ask("judge", seen.picture, question)
            votes = {TEXT: self._trusted(seen, rules), JUDGE: own}
        return answer, votes

    def asks_nothing(self, seen: Seen) -> bool:
        """Whether nothing is left to press: "It ends on 3 May" beside "Cancel anyway" tells what
        would be."""
        question = self.question | {
            "hints": "", "plan": self._task.plan, "max_price": self._task.max_price,
            "secrets": [], "asked": [], "phase": "act", "committed": False, "pressed": {},
            "history": [],
        }  # fmt: skip
        asked = self._second or self._model
        answer = asked.ask("act", seen.picture, question, seconds_max=self.seconds_max)
        return bool(answer["action"] == "done")

    def _trusted(self, seen: Seen, answer: dict[str, Any]) -> str:
        sure, state = answer["confidence"] >= CONFIDENCE_MIN, str(answer["state"])
        if own_word(self._task.service_name) is not None:  # of a part its own card says it as well
            part = own_lines(self._task.service_name, seen.lines)
            sure &= sayings.state_of(part, self._task.service_name) == state
        own = self.siblings.without(seen.lines)
        if len(own) < len(seen.lines):  # beside another one of the brand the own words say it
            sure &= sayings.state_of(own, self._task.service_name) == state
        return state if sure and self._is_ours(seen) else "unknown"

    def _read_anew(self, seen: Seen) -> str:
        if not self._is_ours(seen):
            return "unknown"
        grey = ImageOps.autocontrast(seen.picture.convert("L"))
        size = round(grey.width * REREAD_SCALE), round(grey.height * REREAD_SCALE)
        larger = grey.resize(size, Image.Resampling.BICUBIC).convert("RGB")
        lines = self.siblings.without(self._reader.read(larger))
        lines = without_others(lines, self._task.service_name, sayings.tells_a_day)
        own = own_lines(self._task.service_name, lines)
        return sayings.state_of(own, self._task.service_name)

    def _is_ours(self, seen: Seen) -> bool:
        named = bears(self._task.service_name, seen.words) and not self.siblings.has(seen.lines)
        return named and origin_allowed(seen.url, self._task.origins)


def verify(
    task: Task,
    session: Session,
    judges: Judges,
    *,
    url: str,
    before: Image.Image | None = None,
    openers: Sequence[str] = (),
    corner: Corner | None = None,
) -> Verdict:
    """Loads the account page anew and asks both readers what it says; scrolls and opens sections
    that are shut where it says nothing.

    openers: words that this run pressed on that page before it could be read; they come first.
    corner: the picture without words among them.

    A reader whose looks contradict each other has seen nothing.
    """
    session.open(url)
    looks: list[tuple[Seen, dict[str, Any]]] = []
    counted: list[tuple[Seen, dict[str, Any]]] = []
    told: dict[str, set[str]] = {TEXT: set(), JUDGE: set()}
    for seen in _frames(task, session, openers, judges.siblings, corner):
        drawn, answer, votes = _once_drawn(session, judges, seen, before)
        looks.append((drawn, answer))
        if any(state != "unknown" for state in votes.values()):
            counted.append((drawn, answer))
        for name, state in votes.items():
            told[name] |= {state} - {"unknown"}
        if all(told.values()):
            break
    # A look that no vote was taken from may tell the day of something else.
    seen, answer = next((look for look in counted if look[1]["state"] != "unknown"), looks[-1])
    return Verdict(
        effective_date=confirmed_date(answer["effective_date"], seen),
        page=answer["page"],
        looks=tuple(looks),
        votes={name: said.pop() if len(said) == 1 else "unknown" for name, said in told.items()},
    )


def _once_drawn(
    session: Session, judges: Judges, seen: Seen, before: Image.Image | None
) -> tuple[Seen, dict[str, Any], dict[str, str]]:
    """The look, and both votes. A page that still says "Loading" is looked at again later: it is
    quiet and has told nothing yet."""
    answer, votes = judges.look(seen, before)
    for _ in range(LOADING_LOOKS_MAX):
        if answer["page"] != "loading":
            break
        session.stop.wait(LOADING_SECONDS)
        session.settle_after(seen.frame)
        seen = session.see()
        answer, votes = judges.look(seen, before)
    return seen, answer, votes


def _frames(
    task: Task,
    session: Session,
    openers: Sequence[str],
    siblings: Siblings,
    corner: Corner | None,
) -> Iterator[Seen]:
    """The page from the top down, then what its shut sections show; as long as there is more."""
    seen = session.see()
    top = seen
    for _ in range(LOOKS_MAX - 1):
        yield seen
        session.scroll("down", seen.picture.width // 2, seen.picture.height // 2)
        if not session.settle_after(seen.frame):
            break
        seen = session.see()
    else:
        yield seen
    if openers:
        session.open(top.url)
        yield from _opened_again(task, session, openers, siblings, corner)
    opened: set[str] = set()
    for _ in range(SECTIONS_MAX):
        session.open(top.url)
        seen = session.see()
        line = next(
            (
                one
                for one in sections(task, seen)
                if lexicon.plain(one.text) not in opened
                and not siblings.has(seen.lines, round(one.center_y), one.x0)
            ),
            None,
        )
        if line is None:
            return
        opened.add(lexicon.plain(line.text))
        session.click(*line.center)
        if session.settle_after(seen.frame):
            yield session.see()


def _opened_again(
    task: Task,
    session: Session,
    openers: Sequence[str],
    siblings: Siblings,
    corner: Corner | None,
) -> Iterator[Seen]:
    """The tabs and sections through which the run came to the state, in the same order."""
    for words in openers:
        seen = _drawn(session)
        if corner is not None and is_corner(words) and corner.is_in(seen):
            session.click(corner.x, corner.y)
            if session.settle_after(seen.frame):
                yield session.see()
            continue
        alike = [one for one in seen.lines if same_words(one.text, words)]
        # "Plan" is a tab, "Plans" what the site sells, and recognition may miss a letter.
        exact = [one for one in alike if lexicon.plain(one.text) == lexicon.plain(words)]
        # "Vega - renews 3 May" is called "Vega - ends 3 May" by now.
        named = [one for one in seen.lines if title_of(one.text) == title_of(words)]
        found = exact or alike or named
        ours = [x for x in found if not siblings.has(seen.lines, round(x.center_y), x.x0)]
        line = min(ours, key=lambda x: _away_from(task.service_name, seen, x), default=None)
        if line is None or not _does_nothing(task, seen, line):
            continue  # a prompt that did not come again, or words that could do more
        session.click(*line.center)
        if session.settle_after(seen.frame):
            yield session.see()


def _drawn(session: Session) -> Seen:
    """The page once there is something on it: what is drawn by a script may load for a while."""
    seen = session.see()
    for _ in range(LOADING_LOOKS_MAX):
        if len(seen.lines) > NEXT_TO_NOTHING:
            break
        session.stop.wait(LOADING_SECONDS)
        session.settle_after(seen.frame)
        seen = session.see()
    return seen


def _away_from(service: str, seen: Seen, line: TextLine) -> float:
    """How far below or level with the service's own name: of several "Manage" that of its row."""
    name = lexicon.plain(service)
    named = [
        x for x in seen.lines if name and name in lexicon.plain(x.text) and x.y0 > HEADER_PIXELS
    ]
    return min((abs(line.center_y - each.center_y) for each in named), default=line.y0)


def sections(task: Task, seen: Seen) -> list[TextLine]:
    """Short words that may open a section about the subscription and can do nothing else."""
    found = []
    for line in seen.lines:
        text = lexicon.plain(line.text)
        if len(text) > SECTION_LETTERS_MAX or not _SECTION.search(text):
            continue
        press = Press(line.text, line.text, "account", commit=False)
        if policy.judge_verify_only(press).allowed and _does_nothing(task, seen, line):
            found.append(line)
    return found


def _does_nothing(task: Task, seen: Seen, line: TextLine) -> bool:
    """No rule is against pressing it, whichever way the run goes, and it names no deed."""
    if _DEEDS.search(lexicon.plain(line.text)):
        return False
    asked = above(seen.lines, *line.center)
    press = Press(line.text, line.text, "account", commit=False, asked=asked)
    return not stances(lexicon.plain(line.text)) and all(
        policy.judge_press(press, action=action, commits=1, origins=task.origins).allowed
        for action in ("cancel", "resume")
    )


def confirmed_date(claimed: str | None, seen: Seen) -> str | None:
    """The claimed day if our own reading of the same frame finds it; else None.

    A date that can be read in two ways (05/06/2027) counts only where the other way is no day that
    a plan could end or renew on: past, or further off than the page's billing period allows.
    """
    if claimed is None:
        return None
    try:
        day = date.fromisoformat(claimed)
    except ValueError:
        return None
    today, text = utc_now().date(), " \n ".join([*seen.words, *_wrapped(seen.lines)])
    same = [found for found in find_dates(text, today=today) if found.date == day]
    if any(not found.ambiguous for found in same):
        return claimed
    return claimed if same and _only_reading(day, today, text) else None


def _wrapped(lines: Sequence[TextLine]) -> list[str]:
    """ "Ends 3", and right below it "December 2026": a day may be cut in a narrow card."""
    return [
        f"{line.text} {below.text}"
        for line in lines
        if line.text[-1:].isdigit()
        for below in lines
        if 0 <= below.y0 - line.y1 <= line.height
        and abs(below.x0 - line.x0) <= sayings.SAME_LEFT_PIXELS
    ]


def _only_reading(day: date, today: date, text: str) -> bool:
    try:
        other = day.replace(month=day.day, day=day.month)
    except ValueError:
        return True  # there is no 14th month
    monthly = re.search(MONTHLY, text, re.IGNORECASE) and not re.search(YEARLY, text, re.IGNORECASE)
    latest = today + timedelta(days=MONTH_DAYS_MAX if monthly else YEAR_DAYS_MAX)
    return other < today or (day <= latest < other)
