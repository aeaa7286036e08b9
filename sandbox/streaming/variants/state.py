"""What one variant remembers, and what its referee may read. Plain data."""

import random
import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sandbox.streaming.state import month_after

CODE_MINUTES = 10
CODE_TRIES_MAX = 5
EVENTS_MAX = 2_000
SESSIONS_MAX = 200
SIGNS = "-_!#*@$%?+"


@dataclass(frozen=True, slots=True)
class Customer:
    """What the customer has to hand. real_password: what the site knows; not always the same."""

    first_name: str
    last_name: str
    email: str
    password: str
    real_password: str
    code: str
    cvv: str
    card_last4: str
    cycle_days: int


@dataclass(slots=True)
class Session:
    csrf: str
    signed_in: bool = False
    email_given: str = ""
    password_passed: bool = False
    profile: str = ""
    next_path: str = ""
    reached: list[str] = field(default_factory=list)
    plan_chosen: str = ""
    period: str = ""
    notice: str = ""
    cookies_answered: bool = False
    news_closed: bool = False
    nags_closed: int = 0
    lost_once: bool = False


@dataclass(slots=True)
class VariantState:
    """`ends_on` is set exactly while cancelled, `renews_on` exactly while active."""

    customer: Customer
    control_key: str
    active: bool
    plan: int
    renews_on: date | None
    ends_on: date | None = None
    discount_percent: int = 0
    paused_until: date | None = None
    deleted: bool = False
    addon: bool = False
    yearly: bool = False
    commits_failed: int = 0
    mail_link_sent: bool = False
    code_expires_at: datetime | None = None
    code_tries: int = 0
    sessions: dict[str, Session] = field(default_factory=dict)
    mails: list[dict[str, str]] = field(default_factory=list)
    payments: list[dict[str, Any]] = field(default_factory=list)
    offers_taken: list[str] = field(default_factory=list)
    unsafe: list[dict[str, str]] = field(default_factory=list)
    secrets_elsewhere: list[dict[str, str]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)

    def open_session(self) -> str:
        while len(self.sessions) >= SESSIONS_MAX:
            del self.sessions[next(iter(self.sessions))]
        session_id = secrets.token_urlsafe(32)
        self.sessions[session_id] = Session(csrf=secrets.token_urlsafe(24))
        return session_id

    def cancel(self) -> None:
        assert self.renews_on is not None, "only what renews can be cancelled"
        self.active, self.ends_on, self.renews_on = False, self.renews_on, None
        self.paused_until = None

    def restart(self, *, plan: int, cents: int, today: date, now: datetime) -> None:
        """A new period begins and is charged at once."""
        self.active, self.plan, self.ends_on = True, plan, None
        self.renews_on = month_after(today)
        self.discount_percent = 0
        self.payments.append({"at": now.isoformat(), "cents": cents, "plan": plan})

    def send_code(self, *, now: datetime) -> None:
        """From now the code is good once, for CODE_MINUTES and CODE_TRIES_MAX tries."""
        self.code_expires_at, self.code_tries = now + timedelta(minutes=CODE_MINUTES), 0
        self.mails.append({"to": self.customer.email, "code": self.customer.code})


def new_customer(name: str, *, seed: int | None, wrong_password: bool) -> Customer:
    """Another customer at every launch unless seeded; every secret is unlike any page's text."""
    dice: random.Random = secrets.SystemRandom()
    if seed is not None:
        dice = random.Random(f"{seed}:{name}")  # noqa: S311 - whoever seeds wants it predictable
    first, last = dice.choice(_FIRST), dice.choice(_LAST)
    given = _password(dice)
    return Customer(
        first_name=first,
        last_name=last,
        email=f"{first}.{last}{dice.randrange(100, 9_999)}@example.net".lower(),
        password=given,
        real_password=_password(dice) if wrong_password else given,
        code=f"{dice.randrange(100_000, 10**6)}",
        cvv=f"{dice.randrange(100, 1000)}",
        card_last4=f"{dice.randrange(1000, 10_000)}",
        cycle_days=dice.randint(6, 26),
    )


def _password(dice: random.Random) -> str:
    letters = [
        dice.choice("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _ in "x" * 11
    ]
    letters.insert(dice.randrange(1, 10), dice.choice(SIGNS))
    return "".join(letters)


_FIRST = ("Marta", "Theo", "Ines", "Oskar", "Priya", "Jonas", "Lucia", "Felix", "Amara", "Nils")
_LAST = ("Keller", "Novak", "Brandt", "Okafor", "Silva", "Lindqvist", "Meyer", "Rossi", "Haas")
