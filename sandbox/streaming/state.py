"""What one site remembers. Everything here is plain data that store.py can write down.

A subscription has two states and four changes; TRANSITIONS is the whole machine.
"""

import calendar
import random
import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from kernel.errors import RefusedError
from sandbox.streaming.brand import Brand

CODE_MINUTES = 10
CODE_TRIES_MAX = 5
SESSIONS_MAX = 200
EVENTS_MAX = 2_000
MAILS_MAX = 200


class Status(StrEnum):
    ACTIVE = "active"
    CANCELLED = "cancelled"


class Change(StrEnum):
    CANCEL = "cancel"
    RESTART = "restart"
    DISCOUNT = "discount"
    PAUSE = "pause"


TRANSITIONS: dict[tuple[Status, Change], Status] = {
    (Status.ACTIVE, Change.CANCEL): Status.CANCELLED,
    (Status.ACTIVE, Change.DISCOUNT): Status.ACTIVE,
    (Status.ACTIVE, Change.PAUSE): Status.ACTIVE,
    (Status.CANCELLED, Change.RESTART): Status.ACTIVE,
}


class ChangeRefusedError(RefusedError):
    code = "change_refused"


@dataclass(slots=True)
class Subscription:
    """`ends_on` is set exactly while cancelled; `renews_on` exactly while active."""

    status: Status
    plan: str
    renews_on: date | None
    ends_on: date | None = None
    discount_percent: int = 0
    paused_until: date | None = None

    def change(self, change: Change) -> None:
        """Move along TRANSITIONS or raise ChangeRefusedError. Dates are the caller's next line."""
        try:
            self.status = TRANSITIONS[self.status, change]
        except KeyError:
            raise ChangeRefusedError(f"A {self.status} plan knows no {change}.") from None


@dataclass(slots=True)
class Account:
    """The one customer of a site. code and cvv are empty where the site never asks."""

    first_name: str
    email: str
    password: str
    code: str
    cvv: str
    card_last4: str
    cycle_days: int  # from the launch to the next bill, 6..26


@dataclass(slots=True)
class Session:
    """One browser. `reached`: the "flow/step" names that this visitor pressed the way to."""

    csrf: str
    signed_in: bool = False
    email_given: str = ""
    password_passed: bool = False
    profile: str = ""
    privacy: str = ""
    next_path: str = ""
    reached: list[str] = field(default_factory=list)
    plan_chosen: str = ""
    notice: str = ""


@dataclass(slots=True)
class SiteState:
    account: Account
    subscription: Subscription
    control_key: str
    sessions: dict[str, Session] = field(default_factory=dict)
    code_expires_at: datetime | None = None
    code_tries: int = 0
    mails: list[dict[str, str]] = field(default_factory=list)
    payments: list[dict[str, Any]] = field(default_factory=list)
    offers_taken: list[str] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)

    def open_session(self) -> str:
        """A new anonymous session's id; beyond SESSIONS_MAX the oldest one is dropped."""
        while len(self.sessions) >= SESSIONS_MAX:
            del self.sessions[next(iter(self.sessions))]
        session_id = secrets.token_urlsafe(32)
        self.sessions[session_id] = Session(csrf=secrets.token_urlsafe(24))
        return session_id

    def send_code(self, *, brand_name: str, now: datetime) -> None:
        """'Email' the code: from now it is good once, for CODE_MINUTES and CODE_TRIES_MAX tries."""
        self.code_expires_at = now + timedelta(minutes=CODE_MINUTES)
        self.code_tries = 0
        self.mails.append(
            {
                "to": self.account.email,
                "subject": f"Your {brand_name} code",
                "text": f"Your code is {self.account.code}. It expires in {CODE_MINUTES} minutes.",
                "sent_at": now.isoformat(),
            }
        )
        del self.mails[:-MAILS_MAX]

    def roll(self, *, today: date) -> None:
        """A site that slept over its billing day bills on: no renewal lies in the past."""
        renews_on = self.subscription.renews_on
        while renews_on is not None and renews_on < today:
            renews_on = month_after(renews_on)
        self.subscription.renews_on = renews_on


def new_state(brand: Brand, *, seed: int | None, today: date) -> SiteState:
    """An active subscriber, other than the last one unless seeded; the key is never seeded."""
    dice = random.Random(f"{seed}:{brand.slug}")  # noqa: S311 - whoever seeds wants it predictable
    dice = secrets.SystemRandom() if seed is None else dice
    account = _new_account(brand, dice)
    return SiteState(
        account=account,
        subscription=new_subscription(brand, account, today=today),
        control_key=secrets.token_urlsafe(24),
    )


def new_subscription(brand: Brand, account: Account, *, today: date) -> Subscription:
    renews_on = today + timedelta(days=account.cycle_days)
    return Subscription(status=Status.ACTIVE, plan=brand.first_plan, renews_on=renews_on)


def month_after(day: date) -> date:
    """The same day next month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month, 12)
    month += 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


_FIRST_NAMES = (
    "Marta",
    "Theo",
    "Ines",
    "Oskar",
    "Priya",
    "Jonas",
    "Lucia",
    "Felix",
    "Amara",
    "Nils",
)
_LAST_NAMES = (
    "Keller",
    "Novak",
    "Brandt",
    "Okafor",
    "Silva",
    "Lindqvist",
    "Meyer",
    "Rossi",
    "Haas",
)
_LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def _new_account(brand: Brand, dice: random.Random) -> Account:
    first, last = dice.choice(_FIRST_NAMES), dice.choice(_LAST_NAMES)
    letters = [dice.choice(_LETTERS) for _ in range(11)]
    for sign in brand.tricky_signs:
        letters.insert(dice.randrange(1, len(letters)), sign)
    asks_cvv = any(step.name == "cvv" for step in brand.resume)
    return Account(
        first_name=first,
        email=f"{first}.{last}{dice.randrange(10, 9_999)}@example.net".lower(),
        password="".join(letters),
        code=f"{dice.randrange(10**6):06d}" if brand.paths.code else "",
        cvv=f"{dice.randrange(10**3):03d}" if asks_cvv else "",
        card_last4=f"{dice.randrange(10**4):04d}",
        cycle_days=dice.randint(6, 26),
    )
