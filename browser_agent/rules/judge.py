"""JUDGE: what a freshly loaded account page says about the subscription, with its own words."""

from dataclasses import dataclass
from datetime import date

from browser_agent.rules import leaving, sign_in, trouble
from browser_agent.rules.case import Case
from browser_agent.rules.places import page_of
from browser_agent.rules.state import read_state


@dataclass(frozen=True, slots=True)
class Verdict:
    """on: the day printed beside the state, never computed. quote: the line that says it."""

    page: str
    state: str
    on: date | None
    quote: str
    confidence: float
    why: str


def judge(case: Case) -> Verdict:
    foreign = trouble.hopeless(case) or sign_in.enter(case)
    if foreign is not None:
        return Verdict(
            foreign.page, "unknown", None, "", 0.8, f"Not an account page. {foreign.why}"
        )
    subscription = read_state(case.screen, today=case.question.today, service=case.question.service)
    page = page_of(case)
    asking = leaving.kind(case) if page != "account" else None
    if asking is not None and case.question.goal == "cancel":
        return Verdict(asking, "unknown", None, "", 0.6, "The page still asks about cancelling.")
    said = subscription.said
    return Verdict(
        page,
        subscription.state,
        subscription.on,
        said.quote if said is not None else "",
        subscription.certain,
        f"It says: {said.text}" if said is not None else "No sentence decides.",
    )
