"""Success is what a freshly loaded account page says, never what the acting step believed.

The judge sees frames only. A date counts only where our own OCR finds it in that very frame.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from browser_agent.contract import Task
from browser_agent.eyes import Eyes
from browser_agent.origins import origin_allowed
from browser_agent.session import Seen, Session
from kernel.clock import utc_now
from kernel.dates import find_dates

LOOKS_MAX = 3
CONFIDENCE_MIN = 0.3
MONTH_DAYS_MAX, YEAR_DAYS_MAX = 35, 370
MONTHLY = r"month|/ ?mo\b|\bmes\b|mensual|mois|mensuel|monat"
YEARLY = r"year|annual|/ ?yr\b|\ba[nñ]o|anual|annuel|\ban\b|jahr|jährlich"


@dataclass(frozen=True, slots=True)
class Verdict:
    """state: active, cancelled or unknown. looks: (frame, the judge's answer) for the evidence."""

    state: str
    effective_date: str | None
    page: str
    looks: tuple[tuple[Seen, dict[str, Any]], ...]


def verify(task: Task, session: Session, vision: Eyes, *, url: str) -> Verdict:
    """Loads the account page anew and asks what it says, scrolling where its top says nothing.

    Pages that contradict each other are unknown.
    """
    session.open(url)
    looks: list[tuple[Seen, dict[str, Any]]] = []
    for _ in range(LOOKS_MAX):
        seen = session.see()
        answer = vision.ask("judge", seen.picture, judge_question(task))
        looks.append((seen, answer))
        if _state(task, seen, answer) != "unknown":
            break
        before = seen.frame
        session.scroll("down", seen.picture.width // 2, seen.picture.height // 2)
        if not session.settle_after(before):
            break
    seen, answer = looks[-1]
    return Verdict(
        state=_state(task, seen, answer),
        effective_date=confirmed_date(answer["effective_date"], seen),
        page=answer["page"],
        looks=tuple(looks),
    )


def judge_question(task: Task) -> dict[str, Any]:
    return {
        "goal": task.action,
        "service": task.service_name,
        "today": utc_now().date().isoformat(),
    }


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
    today, text = utc_now().date(), " \n ".join(seen.words)
    same = [found for found in find_dates(text, today=today) if found.date == day]
    if any(not found.ambiguous for found in same):
        return claimed
    return claimed if same and _only_reading(day, today, text) else None


def _only_reading(day: date, today: date, text: str) -> bool:
    try:
        other = day.replace(month=day.day, day=day.month)
    except ValueError:
        return True  # there is no 14th month
    monthly = re.search(MONTHLY, text, re.IGNORECASE) and not re.search(YEARLY, text, re.IGNORECASE)
    latest = today + timedelta(days=MONTH_DAYS_MAX if monthly else YEAR_DAYS_MAX)
    return other < today or (day <= latest < other)


def _state(task: Task, seen: Seen, answer: dict[str, Any]) -> str:
    trusted = origin_allowed(seen.url, task.origins) and answer["confidence"] >= CONFIDENCE_MIN
    return str(answer["state"]) if trusted else "unknown"
