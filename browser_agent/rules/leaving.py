"""The cancellation itself: reasons, offers declined, conditions accepted, and the last word."""

import re

from browser_agent.rules import (
    chats,
    conditions,
    contracts,
    fees,
    fees_said,
    gates,
    lists,
    reading_on,
    survey,
)
from browser_agent.rules.case import Case
from browser_agent.rules.footer import is_footer
from browser_agent.rules.gate_words import ACCOUNT_PASSWORD
from browser_agent.rules.helping import is_help_page
from browser_agent.rules.inputs import Field
from browser_agent.rules.lexicon import GENERIC_GO, MANAGE_PLAN, STAY
from browser_agent.rules.lexicon_leaving import (
    CLOSES,
    LENGTH,
    PAUSES,
    SAVES_CHOICE,
)
from browser_agent.rules.lexicon_pages import (
    ACKNOWLEDGEMENT,
    ASKS_TO_LEAVE,
    LEAVING_TALK,
    OFFER,
    SURVEY,
)
from browser_agent.rules.lexicon_sign_in import EMAIL_LABEL, PASSWORD_LABEL
from browser_agent.rules.marked import INSTEAD, choose_leaving, leaving_marks, untick
from browser_agent.rules.move import Move, click, type_secret
from browser_agent.rules.plans import PRICE
from browser_agent.rules.question_words import asked
from browser_agent.rules.roles import (
    AFFIRMS,
    Choice,
    Role,
    choices,
    ends_plainly,
    has_ended,
    is_asking,
    is_inside,
)
from browser_agent.rules.screen import Control
from browser_agent.rules.state import says_ends, says_renews
from browser_agent.rules.text import fold
from browser_agent.rules.typing_word import type_the_word, word_to_type

REASONS_MIN, TYPED_STEPS = 3, 3
STEPS = re.compile(r"\d[.)] ")
# "Go to the cancellation page", at the end of a sentence: it leads on and ends nothing.
LEADS = re.compile(r"(?:go to|open|visit|see|head to|ir a|ver|aller (?:a|sur)|voir|zur?m?) ")


def proceed(case: Case) -> Move | None:
    """The next step away from the subscription on a page inside a cancellation, else None."""
    page = kind(case)
    if page is None or (is_help_page(case.screen) and not is_inside(case)):
        return None
    return (
        type_the_word(case, page)
        or _email_again(case, page)
        or contracts.choose(case, page)
        or reading_on.first(case, page)
        or choose_leaving(case, page)
        or fees.nothing_else(case, page, leaving_marks(case))
        or (_give_reason(case, page) if page == "survey" else None)
        or _password_again(case, page)
        or conditions.accept(case, page)
        or untick(case, page)
        or _give_reason(case, page)
        or _press(case, page)
        or chats.wait_for_answer(case, page)
        or reading_on.look_below(case, page)
    )


def kind(case: Case) -> str | None:  # noqa: PLR0911 - one return a rule
    """Which page of a cancellation this is: "survey", "offer", "confirm", or None for none."""
    best = _leading(case)
    final = best is not None and best.role is Role.FINAL
    if _is_survey(case, final=final):
        return "survey"
    takes = best is not None and _declines(best) and any(_says_yes(each) for each in case.labels)
    if takes and case.says(OFFER):
        return "offer"  # under "Do you really want to go?", too: nothing is final yet
    by_password = best is not None and best.role > Role.GENERIC and gates.ends_by_password(case)
    if final or _asks_to_leave(case) or _confirms(case) or by_password:
        return "confirm"
    if best is not None and _is_offer(case, best):
        return "offer"
    if best is not None and case.screen.dialog is not None and best.role >= Role.CANCEL:
        return "confirm"
    if leaving_marks(case) and case.first(SAVES_CHOICE, GENERIC_GO) is not None:
        return "offer" if case.first(SAVES_CHOICE) is None else "confirm"
    if case.says(OFFER) and is_asking(case):
        return "offer"  # what would be lost, one button on and one back
    if is_asking(case) and case.says(LEAVING_TALK) and not _is_overview(case):
        return "confirm"
    return _kind_inside(case, best) if is_inside(case) and not _is_overview(case) else None


def _asks_to_leave(case: Case) -> bool:
    """In a row of an account page the question only leads on."""
    return asked(case) == "leave" and (is_inside(case) or not _is_overview(case))


def _declines(choice: Choice) -> bool:
    """ "No, I'd rather pay more and go on cancelling" goes on, and declines."""
    says_no = choice.control.folded.startswith(("no,", "no ", "non,", "nein,"))
    return choice.role is Role.DECLINE or (choice.role is Role.GO_ON and says_no)


def _is_offer(case: Case, best: Choice) -> bool:
    """ "Cancel" and "Pause" in the rows of an account page are no answers to what it offers, where
    nothing but a pause is, and no fee is told."""
    said = [each.folded for each in case.screen.sentences]
    rows = best.role in {Role.CANCEL, Role.AGREE} and _is_overview(case) and not is_inside(case)
    more = any(OFFER(each) and not PAUSES(each) for each in said)
    if rows and not (more or any(map(fees_said.says_it_costs, said))):
        return asked(case) == "stay"
    beside = case.says(OFFER) or best.role in {Role.GO_ON, Role.DECLINE}
    return (beside and _stays(case)) or asked(case) == "stay"


def _give_reason(case: Case, page: str) -> Move | None:
    if contracts.asks_which(case):
        return lists.choose(case)
    return (lists.unset(case) if page == "confirm" else None) or survey.give_reason(case, page)


def _leading(case: Case) -> Choice | None:
    """The best choice, no "Skip" of an account page, no last row before the way was entered."""
    best = next(iter(choices(case)), None)
    if best is None or (best.role is Role.DECLINE and _is_account(case)):
        return None
    last = is_footer(case, best.control) and not is_inside(case)  # it stands on every page
    return None if last and case.screen.dialog is None else best


def _is_account(case: Case) -> bool:
    tells = any(says_renews(each.folded) for each in case.screen.sentences)
    return tells and case.screen.dialog is None and not is_inside(case)


def _is_survey(case: Case, *, final: bool) -> bool:
    if contracts.asks_which(case):
        return True
    if case.says(SURVEY):
        return survey.has_reasons(case) or not final
    if final or not is_inside(case):
        return False
    return lists.is_there(case) or _is_list_of_reasons(case) or survey.has_chips(case)


def _is_list_of_reasons(case: Case) -> bool:
    """Several circles, none of which keeps, takes or ends anything, whatever stands above them."""
    chosen = case.rounds
    other = [
        each
        for each in chosen
        if STAY.whole(each.folded) or OFFER(each.folded) or LENGTH.whole(each.folded)
    ]
    offers = other or any(
        PAUSES(each.folded) or PRICE.search(each.folded) for each in case.screen.sentences
    )
    return len(chosen) >= REASONS_MIN and not offers and not leaving_marks(case)


def _kind_inside(case: Case, best: Choice | None) -> str | None:
    """Whatever the words: reasons, or a question with its buttons, on the way out."""
    if lists.is_there(case):
        return "survey"
    chosen = [each for each in case.marked if each.mark is not None and not each.mark.is_switch]
    if len(chosen) >= REASONS_MIN and not leaving_marks(case):
        return "survey"
    if best is not None and case.plainness(best.control) < 2:
        told = any(says_ends(each.folded) for each in case.screen.sentences)
        if told and (best.role >= Role.CANCEL or ends_plainly(best.control.folded)):
            return "confirm"  # it says when it will be over
        return None if has_ended(case) and best.role < Role.GO_ON else "offer"
    told = any(says_ends(each.folded) for each in case.screen.sentences)
    return "offer" if len(chosen) > 1 and (leaving_marks(case) or not told) else None


def _is_overview(case: Case) -> bool:
    """An account page also has buttons side by side; it says when the plan renews."""
    if case.screen.dialog is not None:
        return False
    return any(says_renews(sentence.folded) for sentence in case.screen.sentences)


def _confirms(case: Case) -> bool:
    ticks = any(ACKNOWLEDGEMENT.whole(control.folded) for control in case.marked)
    return ticks or bool(word_to_type(case)) or gates.ends_by_code(case)


def _stays(case: Case) -> bool:
    return any(STAY.whole(control.folded) for control in case.labels if control.mark is None)


def _says_yes(control: Control) -> bool:
    """What would take the offer: "Keep it", or a button "Yes, make Tilly happy"."""
    yes = control.face is not None and AFFIRMS.match(control.folded) is not None
    return control.mark is None and (STAY.whole(control.folded) or yes)


# --- what a form wants before its button works ------------------------------------------------


def _email_again(case: Case, page: str) -> Move | None:
    """A form that asks whose contract it is."""
    field = case.field(EMAIL_LABEL)
    known = "email" in case.question.secrets and case.screen.dialog is None
    just = any(past.text_ref == "email" for past in case.question.history[-TYPED_STEPS:])
    if field is None or field.filled or not known or just:
        return None
    return type_secret(page, field, "email", "Whose contract it is.", submit=False)


def _password_again(case: Case, page: str) -> Move | None:
    field = case.field(PASSWORD_LABEL)
    if field is None or "password" not in case.question.secrets or _is_typed(case, field):
        return None
    if gates.agrees_to_more(case):
        return None
    return type_secret(page, field, "password", "The password is wanted once more.", submit=False)


def _is_typed(case: Case, field: Field) -> bool:
    """Of a password: letters in its field are those of a placeholder, however dark they are."""
    just = any(past.text_ref == "password" for past in case.question.history[-TYPED_STEPS:])
    waits = ACCOUNT_PASSWORD.whole(fold(field.value)) and not just
    return field.filled and not waits


# --- the button -------------------------------------------------------------------------------


def _press(case: Case, page: str) -> Move | None:
    ranked = [
        choice
        for choice in choices(case)
        if page == "survey" or choice.role is not Role.GENERIC or _plain_go(case)
    ]
    if not ranked:
        return None
    best = ranked[0]
    if best.control.looks_disabled:
        below = reading_on.above(case, page, best.control)
        if below is not None:
            return below
    commit = best.role is Role.FINAL or (
        page == "confirm" and best.role in {Role.CANCEL, Role.AGREE, Role.GENERIC, Role.GO_ON}
    )
    leads = best.control.inline and LEADS.match(best.control.folded) is not None
    if leads or (best.role is Role.GENERIC and gates.only_asks_who(case)):
        commit = False
    return click(page, best.control, _why(best), commit=commit, sure=_certainty(best, ranked))


def _plain_go(case: Case) -> bool:
    """ "Continue" leads on unless it takes what is offered: then another button says "keep".

    A pause or a discount that is preselected would be taken by it.
    """
    if any(each.is_chosen for each in leaving_marks(case)):
        return True
    taken = [each for each in case.marked if each.is_chosen and STAY.whole(each.folded)]
    if taken:
        return False
    refusals = any(
        STAY.whole(each.folded)
        or INSTEAD.find(each.folded)
        or (case.screen.dialog is not None and CLOSES.whole(each.folded))
        for each in case.labels
        if each.face is not None
    )
    return not _offers(case) or refusals or asked(case) == "leave" or case.says(ASKS_TO_LEAVE)


def _offers(case: Case) -> bool:
    """An offer is told; "I know that I'll lose ...", ticked, is none, nor is "2. What you'll miss"
    among the steps, nor "Mon offre" in a menu."""
    known = [each.folded for each in case.marked if each.is_chosen]
    bodies = [each for each in case.screen.sentences if not STEPS.match(each.folded)]
    told = [x.folded for x in bodies if OFFER(x.folded) and not MANAGE_PLAN.whole(x.folded)]
    return any(not any(mark in each for mark in known) for each in told)


def _why(choice: Choice) -> str:
    return {
        Role.FINAL: "This finishes the cancellation.",
        Role.GO_ON: "This goes on cancelling.",
        Role.CANCEL: "This cancels.",
        Role.DECLINE: "This declines what is offered.",
        Role.AGREE: "To the question asked, this answers: go on cancelling.",
    }.get(choice.role, "The way on.")


def _certainty(best: Choice, ranked: list[Choice]) -> float:
    rivals = [each for each in ranked[1:] if each.role == best.role]
    base = {
        Role.FINAL: 0.95,
        Role.GO_ON: 0.92,
        Role.CANCEL: 0.88,
        Role.DECLINE: 0.85,
        Role.AGREE: 0.75,
    }
    return max(base.get(best.role, 0.65) - 0.03 * len(rivals), 0.4)
