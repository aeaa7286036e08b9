"""One request to a variant: who asks, what was pressed, and the facts that every page may tell."""

import hmac
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any

from kernel.clock import utc_now
from sandbox.streaming.state import month_after
from sandbox.streaming.variants.coming_back import ADDON_CENTS, YEAR_MONTHS
from sandbox.streaming.variants.formats import DATES, MONEY
from sandbox.streaming.variants.leaving import OFFER_PERCENT, PAUSE_DAYS
from sandbox.streaming.variants.parts import Step
from sandbox.streaming.variants.recipe import Variant
from sandbox.streaming.variants.state import Session, VariantState
from sandbox.streaming.variants.words import Words
from sandbox.streaming.wire import Request, Response

SINCE = date(2021, 3, 14)


@dataclass(frozen=True, slots=True)
class Paths:
    """Addresses in the site's own language."""

    sign_in: str
    home: str
    account: str
    leave: str
    back: str
    help: str

    @classmethod
    def of(cls, words: Words) -> "Paths":
        return cls(*(f"/{slug}" for slug in words.slugs))


@dataclass(slots=True)
class Visit:
    variant: Variant
    state: VariantState
    request: Request
    session_id: str
    session: Session
    paths: Paths
    partner_url: str

    @property
    def words(self) -> Words:
        return self.variant.words

    @property
    def form(self) -> dict[str, str]:
        return self.request.form

    @property
    def pressed(self) -> str:
        return self.form.get("button", "")

    @property
    def csrf_holds(self) -> bool:
        """The form is of this session and, if the browser says, of this origin."""
        origin, host = self.request.headers.get("origin"), self.request.headers.get("host", "")
        if origin is not None and origin != f"http://{host}":
            return False
        return same(self.form.get("csrf", ""), self.session.csrf)

    def day(self, day: date | None) -> str:
        return DATES[self.words.dates](day) if day else ""

    def money(self, cents: int) -> str:
        return MONEY[self.words.money](cents)

    def price_cents(self) -> int:
        """What the subscription costs a month, as agreed."""
        return self.variant.cents[self.state.plan] * (100 - self.state.discount_percent) // 100

    def facts(self) -> dict[str, Any]:
        """What fills the braces of `Words`."""
        state, words = self.state, self.words
        return {
            "brand": self.variant.brand,
            "partner": self.variant.partner,
            "plan": words.plan_names[state.plan],
            "price": self.money(self.price_cents()),
            "date": self.day(state.renews_on or state.ends_on),
            "name": state.customer.first_name,
            "percent": OFFER_PERCENT,
            "days": PAUSE_DAYS,
            "card": state.customer.card_last4,
            "email": masked(state.customer.email),
            "since": self.day(SINCE),
            "word": words.type_word,
        }

    def say(self, text: str, **other: Any) -> str:
        return text.format_map(self.facts() | other)

    def due(self) -> tuple[int, int, date]:
        """(plan, cents due now without extras, the next bill's day) as chosen so far."""
        plan = int(self.session.plan_chosen[1:]) if self.session.plan_chosen else self.state.plan
        return plan, self.variant.cents[plan], month_after(utc_now().date())

    def step_facts(self, step: Step) -> dict[str, Any]:
        """Prices that one kind of step talks about, other than the customer's own."""
        names, cents = self.words.plan_names, self.variant.cents
        if step.name == "switch":
            return {"plan": names[0], "price": self.money(cents[0])}
        plan, due, next_on = self.due()
        if step.name == "review":
            return {
                "plan": names[plan],
                "due": self.totals()[_chosen(self.variant)],
                "next_date": self.day(next_on),
                "price": self.money(due),
            }
        return {}

    def totals(self) -> dict[str, str]:
        """What is due by what is set: "month", "year", and either with "+" where the extra is."""
        _, month, _ = self.due()
        cents = {"month": month, "year": month * YEAR_MONTHS}
        extras = {f"{name}+": amount + ADDON_CENTS for name, amount in cents.items()}
        return {name: self.money(amount) for name, amount in (cents | extras).items()}

    def option_price(self, step: Step, value: str) -> str:
        if step.group == "plan":
            cents = self.variant.cents[int(value[1:])]
            return self.say(self.words.per_month, price=self.money(cents))
        return ""

    def option_label(self, step: Step, value: str, label: str) -> str:
        _, due, _ = self.due()
        cents = due * YEAR_MONTHS if value == "year" else due
        return self.say(label, price=self.money(cents)) if step.group == "period" else label

    def tick_label(self, label: str) -> str:
        return (
            self.say(label, price=self.money(ADDON_CENTS))
            if "{price}" in label
            else self.say(label)
        )


def _chosen(variant: Variant) -> str:
    """What the site has set for its customer."""
    return ("year" if variant.yearly else "month") + ("+" if variant.addon else "")


def redirect(path: str) -> Response:
    """Answer a press or a gate with 303, so that reloading never presses twice."""
    return Response(status=HTTPStatus.SEE_OTHER, headers=[("Location", path)])


def same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode(), right.encode())


def masked(email: str) -> str:
    name, _, host = email.partition("@")
    return f"{name[:2]}{'•' * 4}@{host}"
