"""Starting again: which plan, at which price, and never more than was allowed."""

import re
from decimal import Decimal

from browser_agent.rules import periods, plan_lists, plans
from browser_agent.rules.amounts import AMOUNT, amount, amount_of, amounts, due_in
from browser_agent.rules.case import BARE, UNDER_PIXELS, Case
from browser_agent.rules.conditions import terms
from browser_agent.rules.lexicon import THING
from browser_agent.rules.lexicon_leaving import is_mail
from browser_agent.rules.lexicon_pages import (
    ACKNOWLEDGEMENT,
    CHECKOUT,
    CONFIRM_RESTART,
    EXTRA_COST,
    NOT_NOW,
    PLANS,
    RESTART,
)
from browser_agent.rules.lexicon_states import STILL_CANCELLABLE
from browser_agent.rules.move import Move, click, give_up, scroll
from browser_agent.rules.next_pages import NEXT
from browser_agent.rules.pixels import Box
from browser_agent.rules.question import Past
from browser_agent.rules.roles import AFFIRMS, ANSWERED
from browser_agent.rules.screen import Control
from browser_agent.rules.state import says_ends
from browser_agent.rules.text import Phrases, fold
from browser_agent.rules.tongues import spoken

TOTAL = spoken(
    "TOTAL",
    r"(?:order |grand )?total(?: due)?(?: today)?|due today|amount due|(?:you(?:'ll|"
    r" will)) (?:be charged|pay)|"
    r"today's (?:charge|total)|gesamt\w*|total a pagar|montant",
)
RENEWED = spoken(
    "RENEWED",
    r"welcome back|(?:membership|subscription|plan) (?:has been |is now |is |"
    r"was )?(?:successfully )?"
    r"(?:restarted|resumed|reactivated|renewed|restored|active again|active)|you(?:'re|"
    r" are) (?:all set|back)",
    r"(?:restarted|resumed|reactivated|renewed) (?:your|successfully)|bienvenido de nuevo|"
    r"bon retour|willkommen zuruck",
    r"cancell?ation has been (?:undone|reversed|withdrawn|revoked)",
    r"(?:you(?:'ve| have)|successfully) (?:restarted|resumed|reactivated|resubscribed|renewed)",
    r"thank(?:s| you) for (?:coming back|subscribing|rejoining|your order|your purchase)",
)
CONFIRMS = Phrases(
    rf"(?:confirm|review)(?: \w+){{0,2}} (?:restart|reactivation|renewal|resum\w+|{THING})",
    r"you(?:'re| are) about to (?:restart|resume|reactivate|renew|subscribe|resubscribe)",
    rf"(?:restart|resume|reactivate|renew) {THING} (?:for|at|today|and)",
)
AGREES = Phrases(r"authori[sz]e|agree|remember|save|accept|over 1[68]|terms|recurring")
CHOICES_MIN, UNTICKS_MAX, MENU_PIXELS = 2, 2, 90
ABOVE_PIXELS = 60  # a button may stand beside what it costs, not in the bar above
INSIDE = frozenset({"plans", "checkout", "card_check", "confirm"})
OUTSIDE = frozenset({"sign_in", "code", "profile_picker", "error"})
REFUSES = re.compile(r"(?:no|nein|non|nee|nao|not now|skip|continue without)(?![^\W_])")
BACK = Phrases(r"back|cancel|choose|change|annuler|zuruck|abbrechen|volver|cancelar|atras")
PAYMENT = Phrases(r"payment|card|pago|tarjeta|paiement|carte|zahlung\w*|karte")
MORE = Phrases(
    r"year\w*|annual\w*|upgrade|jahr\w*|annee|annuel\w*|anual\w*|annuo|annuale|jaarlijks|"
    r"12 (?:months|monate|mois|meses|mesi|maanden)"
)
ADDS = Phrases(
    r"add(?:-?ons?)?|extra|plus|upgrade|include|dazu\w*|hinzu\w*|zusatz\w*|zubuchen|ajout\w*|"
    r"supplement|avec|anad\w*|agreg\w*|sum(?:ar|a|e)|aggiung\w*|adicion\w*|toevoeg\w*"
)
# The plan is chosen and paid for on one page.
PAYS = Phrases(
    r"pay(?! (?:monthly|yearly|annually|by|with|per|later))(?: .*)?|(?:.* )?(?:and|&) pay|place "
    r"(?:my |your |the )?order|payer|(?:et|y|und) (?:payer|pagar|bezahlen)|pagar|bezahlen|"
    r"(?:zahlungs|kosten)pflichtig(?: .*)?|betalen|paga(?: ora)?|regler"
)
TODAY = Phrases(
    r"today|(?:right )?now|hoy|ahora|heute|jetzt|sofort|aujourd'hui|maintenant|oggi|hoje|vandaag"
)


def proceed(case: Case) -> Move | None:
    """The next step of a restart on a page of plans, checkout or confirmation, else None."""
    if is_plans(case):
        chosen = plans.choose(case)
        pays = chosen is not None and chosen.action == "click" and PAYS(fold(chosen.target))
        target = fold(chosen.target) if chosen is not None else ""
        sends = NEXT.whole(target) or RESTART.whole(target)
        circles = len(case.rounds) >= CHOICES_MIN  # else the boxes are the plans
        last = chosen is not None and chosen.action == "scroll"  # sent in vain: a box was empty
        before = (sends or last) and circles
        unasked = _without_extras(case, "plans") if before else None
        first = unasked or (terms(case, "plans", only=True) if before else None)
        return _confirm(case, "checkout") if pays else first or chosen
    extras = _go_on(case) if _has_only_extras(case) else None  # beside a "Back", as on a last page
    if (onward := extras or _no_more(case) or _period(case) or _own_card(case)) is not None:
        return onward
    if is_under_way(case) and (kept := plans.kept(case)) is not None:
        return click("plans", kept, "The plan that was chosen, and no more.", sure=0.85)
    if _is_checkout(case) or _is_last_page(case):
        return _confirm(case, "checkout")
    if _asks(case) and (is_under_way(case) or case.screen.dialog is not None):
        return _confirm(case, "confirm")
    shut = plan_lists.unfold(case) if is_under_way(case) else None
    return _go_on(case) or shut or _too_dear(case)


def _too_dear(case: Case) -> Move | None:
    """A page on the way that asks for more than was allowed, and does not bear the wanted plan."""
    limit, price = amount_of(case.question.max_price or ""), _price(case)
    wanted = not case.question.plan or plans.named(case) is not None
    if not is_under_way(case) or limit is None or price is None or price <= limit or wanted:
        return None
    why = f"It costs {price}, more than the {limit} allowed."
    return give_up("plans", "policy_denied", why, sure=0.8)


def _no_more(case: Case) -> Move | None:
    """Between plan and payment more is offered: a year at once, an extra. Its "No, ..." goes on."""
    if case.question.committed or not is_under_way(case) or MORE(fold(case.question.plan or "")):
        return None
    faces = [each for each in case.labels if each.face is not None and each.mark is None]
    for control in (each for each in faces if REFUSES.match(each.folded)):
        if BACK(control.folded):
            continue  # "No, choose another plan"
        for other in faces:
            wanted = RESTART(other.folded) or CONFIRM_RESTART(other.folded) or PAYS(other.folded)
            adds = ADDS(_without_names(case, other.folded)) and not wanted
            takes = (MORE(other.folded) or adds) and not REFUSES.match(other.folded)
            if other is not control and takes:
                return click("plans", control, "More than was asked for: no.", sure=0.8)
    return None


def _without_names(case: Case, folded: str) -> str:
    """ "Arbor Plus" and "Extra" may be what was asked for; a card is no extra either."""
    names = f"{fold(case.question.plan or '')} {fold(case.question.service)}".split()
    words = (each for each in folded.split() if each not in names)
    return "" if PAYMENT(folded) else " ".join(words)


def _go_on(case: Case) -> Move | None:
    """Between choosing and paying: the chosen plan by its name, extras to be left out, "Next"."""
    if case.question.committed or not is_under_way(case):
        return None
    if plans.named(case) is None and not _has_only_extras(case):
        return None
    on = next((each for each in case.find(NEXT) if each.face is not None), None)
    if on is None:
        return None
    return _without_extras(case, "plans") or click("plans", on, "On with the plan.", sure=0.7)


def _period(case: Case) -> Move | None:
    """ "Monthly" or "Annual", and nothing that is due yet: on with the one that was approved."""
    if case.question.committed or not is_under_way(case) or not periods.is_settled(case):
        return None
    on = next((each for each in case.find(NEXT) if each.face is not None), None)
    menu = [each.box for each in case.screen.controls if each.listed]  # "Payment method", a tab
    told = [x.folded for x in case.screen.sentences if not any(map(x.box.holds, menu))]
    if on is None or any(TOTAL(each) or CHECKOUT(each) for each in told):
        return None
    unasked = _without_extras(case, "plans")
    return unasked or click("plans", on, "On with the period.", sure=0.7)


def _own_card(case: Case) -> Move | None:
    card = None if case.question.committed or not is_under_way(case) else periods.in_card(case)
    why = "The plan by the approved period."
    return None if card is None else click("plans", card, why, sure=0.7)


def _has_only_extras(case: Case) -> bool:
    """ "Make it yours": boxes to tick beside what each of them costs, and nothing to choose."""
    boxes = [each for each in case.marked if each.mark is not None and not each.mark.is_switch]
    rounds = any(each.mark is not None and each.mark.is_round for each in boxes)
    priced = [each for each in boxes if _costs(case, each)]
    sums = [each for each in case.screen.sentences if AMOUNT.search(each.text)]
    others = [each for each in sums if not any(_is_beside(each.box, box) for box in priced)]
    told = [x.folded for x in case.screen.sentences if not NEXT.whole(x.folded)]
    paid = any(CHECKOUT(each) or TOTAL(each) for each in told)
    return bool(priced) and not (rounds or others or paid)


def _is_beside(amount: Box, control: Control) -> bool:
    """In its label or right under it."""
    return -UNDER_PIXELS <= amount.y0 - control.box.y1 <= UNDER_PIXELS


def _costs(case: Case, control: Control) -> bool:
    """Its label names an amount, or the line right under it, or the end of its row."""
    labels = (control, *case.right_below(control))
    if any(AMOUNT.search(each.text) for each in labels):
        return True
    if ACKNOWLEDGEMENT.whole(control.folded) or AGREES(control.folded):
        return False  # level with it may stand what is due in all
    row = case.level_with(control)
    return any(AMOUNT.search(each.text) and not TOTAL(each.folded) for each in row)


def is_under_way(case: Case) -> bool:
    """The last press that led anywhere belonged to a restart."""
    led = _led_here(case)
    return led is not None and (led.page in INSIDE or RESTART.whole(led.target))


def is_unpaid(case: Case) -> bool:
    """Past the account page and before the last press: a page that names an amount asks for it.

    "Next statement Dec 21" beside "Amount due now" tells what would be. A plan that can be
    cancelled has begun.
    """
    if case.question.committed or is_running(case) or not amounts(case):
        return False
    led = _led_here(case)
    return led is not None and led.page in INSIDE


def _led_here(case: Case) -> Past | None:
    """The last press that led anywhere; None where the way begins anew after it."""
    for past in reversed(case.question.history):
        if past.action == "open_account" or past.page in OUTSIDE:
            return None
        if past.action in {"click", "type"} and past.changed and past.page != "overlay":
            return past
    return None


def _asks(case: Case) -> bool:
    """ "Restart your membership?", or a dialog of that name, with a button that does it."""
    told = [each for each in case.screen.sentences if RESTART(each.folded)]
    asks = any("?" in each.text or case.screen.dialog is not None for each in told)
    confirms = any(CONFIRMS(each.folded) for each in case.screen.sentences)
    return (asks or confirms) and bool(_finals(case) or case.find(RESTART))


def is_plans(case: Case) -> bool:
    """Several prices, and a word of choosing or the wanted plan as one of several radio buttons."""
    if len(amounts(case)) < CHOICES_MIN:
        return False
    rounds = [
        each
        for each in case.marked
        # A circle in a card's corner may be read as a letter of its own.
        if each.mark is not None
        and each.mark.is_round
        and len(each.folded) > 1
        and not case.is_heading(each)
    ]
    named = plans.named(case)
    among = named is not None and named.mark is not None and len(rounds) >= CHOICES_MIN
    if named is not None and (plans.others(case, named) or plans.are_offered(case)):
        return True
    return among or (case.says(PLANS) and not (rounds and named is not None and not among))


def _is_last_page(case: Case) -> bool:
    """Inside a restart, uncommitted: a price, one button on and one back."""
    if case.question.committed or not is_under_way(case) or not amounts(case) or is_running(case):
        return False
    pays = any(x.face is not None and x.mark is None and PAYS.whole(x.folded) for x in case.labels)
    priced = any(AMOUNT.search(each.text) for each in _finals(case))  # "Resume for 8.99"
    if case.first(NOT_NOW) is not None or pays or priced:
        return True
    return is_unpaid(case) and (case.says(CHECKOUT) or any(map(plans.is_back, case.labels)))


def is_running(case: Case) -> bool:
    """A plan that can be cancelled; "cancel contracts here" in the last rows is for everybody."""
    return any(not case.is_last(each.box) for each in case.find(STILL_CANCELLABLE))


def _is_checkout(case: Case) -> bool:
    if is_running(case):
        return False
    if any(says_ends(each.folded) for each in case.screen.sentences) and not is_under_way(case):
        return False  # the account page: its button only opens the way back
    return case.says(CHECKOUT) and bool(_finals(case)) and bool(amounts(case))


def _finals(case: Case) -> list[Control]:
    """ "Start" in the site's own menu starts nothing; "Yes, resume" does as well as "Resume", and
    "Resume Plus for 4.99"."""
    found = case.find(CONFIRM_RESTART)
    found += [
        each
        for each in case.labels
        if RESTART.whole(ANSWERED.sub("", each.folded))
        and (AFFIRMS.match(each.folded) or (each.face is not None and AMOUNT.search(each.text)))
        if each not in found and each.mark is None
    ]
    return [x for x in found if x.face is not None or (x.point[1] > MENU_PIXELS and not x.listed)]


def _confirm(case: Case, page: str) -> Move | None:
    final, again = _finals(case), case.find(RESTART)
    ranked = [each for each in final if not (EXTRA_COST(each.folded) or _is_asked(each))]
    if not any(case.plainness(each) < BARE for each in ranked):  # "Pay with Visa ending 4417" tells
        pressable = [each for each in again if case.plainness(each) < BARE]
        ranked = [each for each in pressable if not _is_asked(each)] or ranked
    if not ranked:
        ranked = [each for each in again if not (case.is_heading(each) or _is_asked(each))]
    if not ranked:
        ranked = _only_way_on(case)
    own = periods.button_of(case)
    own = own if own in (*final, *again) else None
    ranked = ranked if own is None else [own]
    if not ranked:
        return scroll(page, "The button is not in sight: look below.") if _unseen(case) else None
    unasked = (
        _without_extras(case, page)
        or periods.by_the_month(case, page)
        or periods.by_the_year(case, page)
    )
    if (first := unasked or terms(case, page)) is not None:
        return first
    price = _price(case, own)
    limit = amount_of(case.question.max_price or "")
    if limit is not None and price is not None and price > limit:
        why = f"It costs {price}, more than the {limit} allowed."
        return give_up(page, "policy_denied", why, sure=0.9)
    if limit is not None and price is None and page == "checkout":
        return give_up(
            page, "policy_denied", "No price is shown to compare with the limit.", sure=0.6
        )
    return click(page, ranked[0], "This restarts the subscription.", commit=True, sure=0.85)


def _is_asked(control: Control) -> bool:
    """ "Restart your plan?" stands above the button."""
    return control.face is None and control.text.rstrip().endswith("?")


def _without_extras(case: Case, page: str) -> Move | None:
    """What was put into the basket unasked is taken out of it before anything is paid."""
    for control in case.marked:
        mark = control.mark
        if mark is None or not mark.checked or mark.is_round or mark.is_switch:
            continue
        if ACKNOWLEDGEMENT.whole(control.folded) and not _is_mail(control):
            continue
        if not (_costs(case, control) or ADDS(control.folded) or _is_mail(control)):
            continue
        if case.question.times("click", target=control.text, changed=False) > 0:
            continue  # nothing that can be ticked: a letter with its accent
        if case.question.times("click", target=control.text) >= UNTICKS_MAX:
            return give_up(page, "policy_denied", f"{control.text!r} cannot be taken out.")
        return click(page, control, "An extra that nobody asked for.", sure=0.85)
    return None


def _is_mail(control: Control) -> bool:
    """ "I agree to receive offers (optional)" is no condition."""
    return is_mail(control.folded)


def _only_way_on(case: Case) -> list[Control]:
    """The one button beside what it costs that is not a way back."""
    if not is_under_way(case):
        return []
    costs = [each for each in case.screen.sentences if AMOUNT.search(each.text)]
    top = min((each.box.y0 for each in costs), default=0) - ABOVE_PIXELS
    on = [
        each
        for each in case.labels
        if each.face is not None
        and each.mark is None
        and each.box.y0 > top
        and not (plans.is_back(each) or REFUSES.match(each.folded))
        and not EXTRA_COST(each.folded)
    ]
    return on if len(on) == 1 else []


def _unseen(case: Case) -> bool:
    return is_under_way(case) and not case.question.is_swept


def _price(case: Case, own: Control | None = None) -> Decimal | None:
    """What is due: the amount beside "total", else the largest amount on the page. own: the button
    that is pressed, where it tells the amount itself."""
    for sentence in case.screen.sentences:
        match = TOTAL.find(sentence.folded)
        if match is not None:
            due = due_in(sentence.text[max(match.start() - 12, 0) :])
            if due is not None:
                return due
    if own is not None:
        return amount_of(own.text)
    empty = [each for each in case.marked if each.mark and not each.mark.checked]
    offered = {each.text for mark in empty for each in (mark, *case.right_below(mark))}
    for sentence in case.screen.sentences:
        if TODAY(sentence.folded) and sentence.text not in offered:
            due = amount_of(sentence.text) if AMOUNT.search(sentence.text) else None
            if due is not None:
                return due
    taken = [x.text for x in case.rounds if x.is_chosen and periods.names_it(x, case.question.plan)]
    chosen = [amount(match) for text in taken for match in AMOUNT.finditer(text)]
    return max(chosen or amounts(case, but=tuple(filter(None, offered))), default=None)
