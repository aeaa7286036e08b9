"""The words in which a streaming site is described. No behaviour beyond formatting."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Effect(StrEnum):
    """What a pressed button does besides leading on to the next page."""

    GO = "go"
    KEEP = "keep"  # leave the flow, nothing changed
    TAKE_DISCOUNT = "take_discount"
    TAKE_PAUSE = "take_pause"
    CANCEL = "cancel"
    CHOOSE_PLAN = "choose_plan"
    CHECK_CVV = "check_cvv"
    RESTART = "restart"


@dataclass(frozen=True, slots=True)
class Choice:
    """One submit button of a step. `to`: the next step's name, empty where the flow ends here."""

    effect: Effect
    to: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One page of a flow. `reasons`: (value, label) pairs of a survey; one is needed to go on."""

    name: str
    path: str
    choices: Mapping[str, Choice]
    reasons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    slug: str
    name: str
    cents: int
    blurb: str


@dataclass(frozen=True, slots=True)
class Paths:
    """Where a site keeps its pages. Empty: the site has no such page."""

    sign_in: str
    home: str
    account: str
    sign_out: str
    cancel_done: str
    resume_done: str
    password: str = ""
    code: str = ""
    profiles: str = ""
    working: str = ""
    privacy: str = ""


@dataclass(frozen=True, slots=True)
class Says:
    """Sentences that the code, not a template, chooses."""

    wrong_sign_in: str
    kept: str
    no_such_email: str = ""
    wrong_code: str = ""
    code_void: str = ""
    code_sent_again: str = ""
    wrong_cvv: str = ""
    no_reason: str = ""
    discounted: str = ""
    paused: str = ""


@dataclass(frozen=True, slots=True)
class Brand:
    """One site. `ends_days_before_renewal`: how long before the next bill a cancelled access stops.
    `charges_at_restart`: a new period starts and is charged at once, not at the old one's end.
    `tricky_signs`: characters that every password of this site contains.
    """

    slug: str
    name: str
    paths: Paths
    says: Says
    plans: tuple[Plan, ...]
    cancel: tuple[Step, ...]
    resume: tuple[Step, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    date_text: Callable[[date], str]
    price_text: Callable[[int], str]
    first_plan: str
    tricky_signs: str = "-"
    profiles: tuple[str, ...] = ()
    ends_days_before_renewal: int = 0
    charges_at_restart: bool = False
    discount_percent: int = 0
    pause_days: int = 0

    def plan(self, slug: str) -> Plan:
        """KeyError for a plan the site does not sell."""
        found = {plan.slug: plan for plan in self.plans}
        return found[slug]

    def steps(self, flow: str) -> tuple[Step, ...]:
        return {"cancel": self.cancel, "resume": self.resume}[flow]
