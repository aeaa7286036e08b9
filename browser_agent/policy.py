"""What the hands may do. Pure functions: words, points and origins in, a Decision out.

The model's answer informs these rules and cannot overrule them. Page text can only make them
stricter.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from browser_agent import (
    agreed,
    besides,
    end_days,
    lexicon,
    paid_with,
    plan_names,
    plan_switches,
    renewals,
    scope,
)
from browser_agent.asking import Above, goes_on, is_bare, takes_offer
from browser_agent.cards import is_another_ones
from browser_agent.charges import is_charged, names_a_charge
from browser_agent.contract import ActionName
from browser_agent.kept_plan import goes_on_with_more
from browser_agent.lexicon import ends_a_plan
from browser_agent.money import CENT, amounts, checks_out, pays
from browser_agent.named_cards import takes_its_plan
from browser_agent.origins import foreign_address
from browser_agent.stances import Stance, stances
from browser_agent.strokes import Wording
from browser_agent.things import ends_a_thing
from browser_agent.verbs import RENEWALS

NEAR_MONEY = frozenset({"checkout", "confirm", "card_check"})
# Pages on which a press may change the subscription, whatever is written on it.
NEAR_OFFERS = frozenset({"offer", "survey", "confirm", "plans", "checkout", "done"})
SIGN_IN_PAGES = frozenset({"sign_in", "code", "card_check", "credential_error", "code_error"})
LOOKING = frozenset({"home", "account"})
ON_THE_WAY_IN = SIGN_IN_PAGES | {"profile_picker", "overlay"}
_TRIAL = Wording(
    r"\b(free|trial|gratis|prueba|gratuit\w*|essai|offert\w*|kostenlos\w*|probe\w*|teste|prova|"
    r"proef\w*|discount|descuento|remise|rabatt|desconto|sconto|korting)\b"
)
# "No thanks, keep going" under "Do you really want to end it?" stays; under an offer it leaves.
_KEEPS_GOING = Wording(r"^(no\b.* )?keep(ing)? going\b")
_UNASKED = Wording(
    r"\bupgrade\b|free trial|gift card|\bprueba (gratis|gratuita)|\bessai gratuit|"
    r"\b(gratis|kostenlos) testen|\bprobe(monat|abo)|\bteste gratis|\bprova gratuita|"
    r"\bgratis (proberen|proefperiode)"
)
_SWITCH = Wording(rf"\b(switch|toggle|{RENEWALS})\b")

Effect = Literal["benign", "credential", "commit", "spend", "navigate"]
"""What a step can do at most: credential gives a secret away, commit makes the change final, spend
costs money, navigate leads to another page."""


@dataclass(frozen=True, slots=True)
class Decision:
    """verdict: allow, deny (do something else) or ask (a person decides). rule: which one spoke.
    effect: what the step could have done at most."""

    verdict: Literal["allow", "deny", "ask"]
    rule: str
    effect: Effect = "benign"

    @property
    def allowed(self) -> bool:
        return self.verdict == "allow"


ALLOW = Decision("allow", "none_against")


@dataclass(frozen=True, slots=True)
class Press:
    """A press that is being considered.

    target: what the model calls it; label: what OCR reads there ("" for an icon); page: the model's
    word for the page; commit: the model says it is final; prices: what the page would charge;
    unticks: our own pixels show a ticked box there, which the press clears; sets: they show a box,
    a circle or an entry there, which a press only sets; asked: the sentences above it; chosen: the
    words beside ticked boxes and chosen circles of the page, which a press on "Continue" would
    send; words: every line of the page; row: those level with the control, without the service's;
    elsewhere: the page is another product's; dialog: the words of the dialog in which it stands;
    is_part: sold within another one, whose row it is; misses_plan: another's is chosen; card: its;
    option: where a fee is told, the words of the choice that it sets; faces: the words of the other
    buttons; service: its name."""

    target: str
    label: str
    page: str
    commit: bool
    prices: tuple[float, ...] = ()
    unticks: bool = False
    sets: bool = False
    asked: Above = field(default_factory=Above)
    chosen: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    row: tuple[str, ...] = ()
    elsewhere: bool = False
    dialog: tuple[str, ...] = ()
    is_part: bool = False
    misses_plan: bool = False
    card: tuple[str, ...] = ()
    option: tuple[str, ...] = ()
    faces: tuple[str, ...] = ()
    service: str = ""


def judge_press(
    press: Press,
    *,
    action: ActionName,
    commits: int,
    plan: str | None = None,
    price_max: float | None = None,
    origins: Sequence[str] = (),
) -> Decision:
    """May this be pressed? What the model says, what OCR reads there and what stands above it must
    all be harmless.

    price_max: what may be paid at most; None where nobody approved a price, and then none is paid.
    origins: where given, a label that names another site's address is denied.
    """
    decision = _judge_reading(press, action, origins, plan=plan)
    if decision.allowed:
        if action == "cancel":
            decision = _judge_cancel(press)
        else:
            decision = _judge_resume(press, commits=commits, plan=plan, price_max=price_max)
    return replace(decision, effect=effect_of(press, action))


def judge_verify_only(press: Press) -> Decision:
    """A run that may only look: it signs in and walks, and presses nothing that could change the
    subscription again, in whatever direction."""
    words = (press.target, press.label)
    harmless = not any(
        stances(lexicon.plain(each)) or lexicon.commits(each) or lexicon.forbidden_on_cancel(each)
        for each in words
        if press.page not in ON_THE_WAY_IN or not lexicon.signs_in(each)
    )
    walks = press.page in ON_THE_WAY_IN or any(map(lexicon.leads_to_account, words))
    if press.commit or not harmless or not walks:
        return Decision("deny", "verify_only", effect_of(press, "cancel"))
    return Decision("allow", "none_against", "navigate")


def effect_of(press: Press, action: ActionName) -> Effect:
    """What a press could do at most, as far as words tell."""
    if is_commit(press, action):
        return "spend" if action == "resume" else "commit"
    if any(map(lexicon.spends, (press.target, press.label))):
        return "spend"
    if press.page in SIGN_IN_PAGES:
        return "credential"
    led = any(map(lexicon.leads_to_account, (press.target, press.label)))
    return "navigate" if led or press.page in {"home", "profile_picker"} else "benign"


def is_commit(press: Press, action: ActionName) -> bool:
    """Whether pressing makes it final, as far as can be told. The words count as well as the model:
    on resume on pages where money is near (on the account page "Restart" may only open the next
    page), on cancel where they finish a cancellation or stand on its last question."""
    if press.commit:
        return True
    if press.sets:
        return False  # "I understand that my membership ends": the button below it sends that
    if action == "resume":
        if press.page in ON_THE_WAY_IN:
            return False
        near_money = press.page in {"checkout", "confirm"} or checks_out(press.words)
        takes = near_money and lexicon.commits(f"{press.target} {press.label}")
        return takes or any(map(pays, (press.target, press.label)))
    return press.page not in SIGN_IN_PAGES and any(
        lexicon.finishes(each)
        or (press.page == "confirm" and lexicon.ends(each))
        or (press.page == "survey" and lexicon.ends(each) and ends_a_plan(lexicon.plain(each)))
        for each in (press.target, press.label)
    )


def may_change(press: Press) -> bool:
    """Whether a press may change the subscription at once, on whatever page a site has it: words
    that want something of it, a switch."""
    return any(
        stances(lexicon.plain(each)) or lexicon.commits(each) or _SWITCH.search(lexicon.plain(each))
        for each in (press.target, press.label)
    )


def nothing_at_stake(press: Press) -> bool:
    """A bare "Done" or "Send" on a page without a word of the subscription and without a price:
    nothing can become final by it, whatever the model says."""
    if any(stances(lexicon.plain(line)) or amounts(line) for line in press.words):
        return False
    return all(is_bare(each) or lexicon.signs_in(each) for each in (press.label, press.target))


def _judge_reading(
    press: Press, action: ActionName, origins: Sequence[str], *, plan: str | None
) -> Decision:
    """What cannot be read is not pressed where it could change something."""
    for words in (press.target, press.label):
        if origins and foreign_address(words, origins):
            return Decision("deny", "foreign_link")
    said = press.label or press.target
    if scope.orders_mails(said, press.row):
        return Decision("deny", "mails")
    pressed, names = (press.label, press.target), (press.service, plan or "")
    column = press.asked.column
    if renewals.turns_another(pressed, press.row, press.words, names=names, column=column):
        return Decision("deny", "other")
    nothing_known = not lexicon.plain(press.target) and press.page in NEAR_OFFERS
    if not lexicon.plain(press.label) and (nothing_known or is_commit(press, action)):
        return Decision("deny", "unreadable")
    return ALLOW


def _judge_cancel(press: Press) -> Decision:
    for words in (press.target, press.label):
        stays = press.asked.asks_to_leave and _KEEPS_GOING.search(lexicon.plain(words))
        rule = "keep" if stays else lexicon.forbidden_on_cancel(words)
        if rule == "change" and press.page in LOOKING and not press.commit:
            looks = plan_switches.looks_at_plans(words, press.words, press.row)
            rule = None if looks else rule
        if rule is None and plan_switches.takes_one(words, press.words, press.row):
            rule = "change"
        if rule and not (press.unticks and scope.is_cleared(words, rule) and not press.commit):
            return Decision("deny", rule)
    if not press.unticks and any(map(names_a_charge, (press.target, press.label, *press.option))):
        return Decision("deny", "fee")
    said = press.label or press.target
    others = press.sets and scope.ends_also(said)
    others |= not press.chosen and end_days.ends_too_soon(said, press.faces)
    others |= besides.answers_of_another(said, press.words) or paid_with.changes_it(said)
    others |= paid_with.is_a_card(said) and not press.sets
    whole = any(map(scope.ends_more, (press.target, press.label)))
    whole |= scope.removes_an_extra(said, press.row)
    others |= whole and not press.is_part
    others |= not press.is_part and ends_a_thing(
        said, press.asked.column, press.service, press.words
    )
    others |= press.commit and scope.ends_by_a_cause(press.words)
    others |= scope.turns_off_something_else(said, press.row, press.asked.sentences)
    general = press.page in LOOKING and scope.asks_which(said) and not press.commit
    others |= press.elsewhere and (press.commit or lexicon.ends(said)) and not general
    bare = lexicon.ends(said) and (not ends_a_plan(lexicon.plain(said)) or " " not in said)
    if others or (bare and (scope.is_an_extras_row(press.row) or scope.is_a_free_row(press.row))):
        return Decision("deny", "other")
    near = (*press.asked.sentences, *press.row)
    skips = press.page != "survey" and scope.skips_a_delivery(said, near)
    agrees = goes_on(said) and agreed.sends_more(reversed(press.asked.sentences), ends=True)
    takes = scope.takes_a_plan(said, press.words)
    takes |= not press.unticks and takes_its_plan(said, press.asked.column, press.service)
    if skips or agrees or takes:
        return Decision("deny", "change")
    if _answers_an_offer(said, press) or takes_offer(said, press.asked):
        return Decision("deny", "offer_question")
    return _judge_sent(press, said)


def _judge_sent(press: Press, said: str) -> Decision:
    """What is chosen on the page, and would be sent along."""
    rules = set(map(lexicon.forbidden_on_cancel, press.chosen)) - {None}
    sends = goes_on(said) and press.page not in ON_THE_WAY_IN
    ends = press.commit or (lexicon.ends(said) and not press.sets and press.page in NEAR_OFFERS)
    costs = ends and (rules & {"accept", "spend"} or any(sum(amounts(x)) for x in press.chosen))
    other = (sends or ends) and any(map(scope.says_too_much, press.chosen))
    last = is_commit(press, "cancel")
    fee = (sends or ends or last) and not press.option and _is_charged(press, told=last or ends)
    if (sends and rules) or costs or other or fee:
        return Decision("deny", "preselected")
    return ALLOW


def _is_charged(press: Press, *, told: bool) -> bool:
    """told: what stands above the button counts as well as what is chosen. "Cancel my plan" on a
    survey or an offer may be the last press, whatever the model says."""
    above = press.asked.sentences if told else ()
    beside = "" if press.commit else press.page
    return is_charged(press.chosen, above, page=press.words, beside=beside)


def _answers_an_offer(said: str, press: Press) -> bool:
    """Under a question that offers something only a no, or words of leaving, take nothing; unknown
    words may be the offer's own. Words with a price take it, wherever they stand."""
    text = lexicon.plain(said)
    if press.page not in {"offer", "overlay"} or press.asked.native or not text:
        return False
    refuses = Stance.LEAVE in stances(text) or scope.declines(said) or is_bare(said)
    return not refuses and (press.asked.proposes or bool(amounts(said)))


def _judge_resume(  # noqa: PLR0911 - one return a rule
    press: Press, *, commits: int, plan: str | None, price_max: float | None
) -> Decision:
    said = (press.target, press.label)
    for each in said:
        rule = lexicon.forbidden_on_resume(each)
        if rule and not (press.sets and scope.is_condition(press.label)):
            return Decision("deny", rule)
        longer = plan is not None and plan_names.names_longer_plan(each, plan, press.words)
        longer = longer or (plan is not None and goes_on_with_more(each, plan))
        if longer or (plan is not None and plan_names.names_other_plan(each, plan)):
            return Decision("deny", "other_plan")
    if is_another_ones(press.card, plan, price_max):
        return Decision("deny", "other_plan")
    if _is_unasked_offer(press):
        return Decision("deny", "offer_question")
    words = lexicon.plain(" ".join(said))
    if _UNASKED.search(words) and plan is None:
        return Decision("deny", "spend")
    if price_max is not None and max(amounts(words), default=0.0) > price_max + CENT / 2:
        return Decision("ask", "price_above_limit")  # on the button itself, whatever page it is
    restarts = any(lexicon.commits(each) or lexicon.undoes(each) for each in said)
    if press.elsewhere and (restarts or is_commit(press, "resume")):
        return Decision("deny", "other")
    along = _judge_along(press, plan)
    if not (along.allowed and is_commit(press, "resume")):
        return along
    return _judge_payment(press, commits=commits, plan=plan, price_max=price_max)


def _judge_along(press: Press, plan: str | None) -> Decision:
    """What a press on the way back sets, or sends along: at the end, or on to the next page."""
    if press.sets and not press.unticks and scope.wants_mails(press.label):
        return Decision("deny", "mails")
    last, said = is_commit(press, "resume"), press.label or press.target
    on = goes_on(said) and press.page not in ON_THE_WAY_IN
    # "Restart plan" below the plans and their extras sends them all, wherever it leads.
    starts = lexicon.commits(said) or lexicon.undoes(said)
    if starts and press.misses_plan and not last:
        return Decision("deny", "other_plan")
    own = None if last else plan  # "Standard Extra" is chosen on the way, and sent at the end
    sent = press.chosen if last or on or starts else ()
    if any(scope.is_paid_extra(x) for x in sent if not (own and plan_names.bears(x, own))):
        return Decision("deny", "paid_extra")
    mails = (last or on) and any(map(scope.wants_mails, sent))
    return Decision("deny", "preselected") if mails else ALLOW


def _is_unasked_offer(press: Press) -> bool:
    """Outside the restart, unknown words under "a week free, then $17.99" may take that up."""
    said = press.asked.sentences
    offers = any(map(amounts, said)) and any(_TRIAL.search(lexicon.plain(x)) for x in said)
    if press.page in NEAR_OFFERS | ON_THE_WAY_IN or not offers:
        return False
    known = (lexicon.commits, lexicon.leads_to_account, lexicon.signs_in, lexicon.helps)
    return not any(tells(each) for tells in known for each in (press.target, press.label))


def _judge_payment(
    press: Press, *, commits: int, plan: str | None, price_max: float | None
) -> Decision:
    """Once, at or below the approved plan and price."""
    if commits:
        return Decision("ask", "second_commit")
    if press.misses_plan or (plan is not None and plan_names.shows_other_plan(press.words, plan)):
        return Decision("ask", "other_plan")
    if price_max is None:
        # Where nothing is charged, it takes up what the customer had.
        return Decision("ask", "price_not_approved") if press.prices else ALLOW
    if not press.prices and price_max != math.inf:
        return Decision("ask", "price_unknown")
    above = max(press.prices, default=0.0) > price_max + CENT / 2
    return Decision("ask", "price_above_limit") if above else ALLOW
