"""ACT: which single step to take on this screen. Rules in the order in which pages must be met."""

from dataclasses import replace

from browser_agent.rules import (
    account,
    card,
    chats,
    checking,
    ended_rows,
    fees_said,
    gates,
    leaving,
    lists,
    mailing,
    overlays,
    own_part,
    own_rows,
    plans,
    request_lists,
    resuming,
    sign_in,
    switches,
    trouble,
    upsells,
    way_out,
)
from browser_agent.rules.arrows import on_its_arrow
from browser_agent.rules.case import BARE, Case
from browser_agent.rules.groups import together
from browser_agent.rules.lexicon_leaving import RECEIVED, TOLD_DONE
from browser_agent.rules.lexicon_pages import ACKNOWLEDGE, RESTART, SURVEY
from browser_agent.rules.lexicon_states import TURNED_OFF, UNCONFIRMED
from browser_agent.rules.move import Move
from browser_agent.rules.places import page_of
from browser_agent.rules.question import SAID_LETTERS_MAX
from browser_agent.rules.roles import (
    INSIDE,
    Role,
    choices,
    has_ended,
    is_asking,
    is_inside,
    role_of,
)
from browser_agent.rules.screen import Control, Screen
from browser_agent.rules.state import Subscription, read_state
from browser_agent.rules.text import Phrases
from browser_agent.rules.wishes import STAYING

TOLD_SURE, LEVEL_PIXELS, PLAN_DOWN = 0.6, 12, 120
OF_THE_PLAN = Phrases(
    r"subscription|membership|plan|\w*abo|abonnement|mitgliedschaft|vertrag|suscripcion|membresia|"
    r"forfait|contrato|contrat|renewal"
)
OF_ELSE = Phrases(
    r"nothing|pause|add-?ons?|discount|request|cancell?ation|offer|trial|option|extra|order|"
    r"kundigung|anfrage|zusatz\w*|pausa|solicitud|demande|oferta|offre"
)


def choose(case: Case) -> Move:
    """Always an answer: an action, or need_human with the reason."""
    case = ended_rows.without_theirs(mailing.without(chats.latest(way_out.without(case))))
    move = _choose(case)
    return gates.without_password(case, move) or on_its_arrow(case, move)


def _choose(case: Case) -> Move:
    passed = sign_in.enter(case) if _a_person_was_here(case) else None
    early = passed or trouble.hopeless(case) or overlays.clear(case) or sign_in.enter(case)
    if early is not None:
        return early
    subscription = read_state(case.screen, today=case.question.today, service=case.question.service)
    if case.question.goal == "cancel":
        line = own_part.next_line(case)
        move = line or own_part.instead(case, _cancel(case, subscription))
        move = fees_said.unless_told(case, move)
    else:
        move = _resume(case, subscription)
        if move.action != "click":
            move = own_part.next_tab(case, titled=True) or move
    if move.action == "done":
        return move
    # "Ends on 3 May" on a page that still asks tells what would be.
    goes_on = move.page in INSIDE or case.question.goal == "cancel"
    asks = goes_on and subscription.state == "cancelled" and not has_ended(case)
    return replace(move, state="unknown" if asks else subscription.state)


def _a_person_was_here(case: Case) -> bool:
    """Whether a page with fields was handed to a person and came back: the words of a robot check
    stay beside a sign-in when its box is ticked."""
    return bool(case.screen.fields) and case.question.times("need_human") > 0


def _cancel(case: Case, subscription: Subscription) -> Move:
    blocked = trouble.billed_elsewhere(case)
    may_end = not case.question.committed and account.offers_to_end(case)
    # What only the controls tell is nothing on a page that still wants an answer.
    goes_on = leaving.kind(case) is not None or any(x.role >= Role.CANCEL for x in choices(case))
    open_yet = subscription.said is None and goes_on
    asks = may_end or open_yet or _still_asks(case)
    if subscription.state == "cancelled" and not (asks or _was_refuted(case, subscription)):
        return trouble.awaits_click(case) or _done(case, subscription)
    if (told := _told_done(case, subscription)) is not None:
        return told
    return (
        blocked
        or (None if _has_firm_choice(case) else trouble.wants_email_link(case))
        or switches.save(case)
        or request_lists.proceed(case)
        or lists.other_contract(case)
        or checking.other_contract(case)
        or leaving.proceed(case)
        or trouble.wants_email_link(case)
        or account.cancel_control(case)
        or (own_rows.own_card(case) if case.screen.dialog is not None else None)
        or overlays.escape(case)
        or chats.wait_for_answer(case, "survey")
        or switches.look_anew(case)
        or account.to_cancel(case)
    )


def _told_done(case: Case, subscription: Subscription) -> Move | None:
    """ "Your subscription has been cancelled", over an account page that still tells what was: it
    was drawn before. A fresh load decides."""
    if subscription.state == "cancelled" or case.screen.dialog is not None or not has_ended(case):
        return None
    said = [each for each in case.screen.sentences if TOLD_DONE(each.folded)]
    said = [each for each in said if OF_THE_PLAN(each.folded) and not OF_ELSE(each.folded)]
    said += [each for each in case.screen.sentences if TURNED_OFF.whole(each.folded)]
    said += [each for each in case.screen.sentences if RECEIVED(each.folded)]
    claims = case.question.times("done")
    if not said or claims or UNCONFIRMED(said[0].folded):
        return None
    return _done(case, Subscription("cancelled", said[0], certain=TOLD_SURE))


def _has_firm_choice(case: Case) -> bool:
    """Something to press that speaks of leaving; "Send it again" does not."""
    return any(choice.role > Role.GENERIC for choice in choices(case))


def _still_asks(case: Case) -> bool:
    """A page that speaks of an ending but still has the button that brings it is not the end."""
    firm = [choice for choice in choices(case) if choice.role in {Role.FINAL, Role.GO_ON}]
    firm = [choice for choice in firm if not _is_anothers(case, choice.control)]
    if _keeps_beside_an_end(case):
        return True
    begins = [each for each in case.find(RESTART) if not STAYING(each.folded)]
    if has_ended(case) and not firm and any(case.plainness(each) < BARE for each in begins):
        return False  # what offers to begin again has ended; "Keep my plan" would not
    if has_ended(case) and case.screen.dialog is not None and not firm:
        faces = [each for each in case.screen.controls if each.face is not None]
        if len(faces) == 1 and ACKNOWLEDGE.whole(faces[0].folded):
            return False  # "Subscription cancelled", and a button that takes note of it
    told = [each for each in case.screen.controls if not case.is_said(each)]
    return (
        bool(firm)
        or any(_is_last_word(each) for each in told if not _is_anothers(case, each))
        or (not has_ended(case) and is_asking(case))
        or leaving.kind(case) == "confirm"
        or (is_inside(case) and leaving.kind(case) is not None)
        or (case.says(SURVEY) and not has_ended(case))
    )


def _keeps_beside_an_end(case: Case) -> bool:
    """ "Keep subscription" above "Complete cancellation", in whatever letters: not ended yet."""
    keeps = any(
        role_of(each.folded) is Role.STAY for each in case.screen.controls if each.face is not None
    )
    ends = [each for each in case.labels if not case.is_heading(each) and each.mark is None]
    stays = [each for each in ends if role_of(each.folded) is Role.STAY]
    if keeps and any(
        role_of(each.folded) is Role.FINAL and not _is_anothers(case, each) for each in ends
    ):
        return True
    # "Cancel my subscription" with "Don't cancel" right beside it, below "Confirm".
    return any(
        role_of(each.folded) in {Role.FINAL, Role.CANCEL}
        and each.face is not None
        and not _is_anothers(case, each)
        and together(each, stay)
        and abs(each.point[1] - stay.point[1]) <= LEVEL_PIXELS
        for each in ends
        for stay in stays
    )


def _is_anothers(case: Case, control: Control) -> bool:
    """ "Leave" in the row of another membership, beside the one that has ended."""
    return has_ended(case) and own_rows.is_of_another_row(case, control)


def _is_last_word(control: Control) -> bool:
    """A button that would end it, though it was pressed in vain."""
    firm = role_of(control.folded) in {Role.FINAL, Role.GO_ON}
    return firm and control.face is not None and control.mark is None


def _resume(case: Case, subscription: Subscription) -> Move:
    pending = upsells.declined(case) or resuming.proceed(case)
    renewed = any(resuming.RENEWED(each.folded) for each in case.screen.sentences)
    told = subscription.state == "active" and subscription.on is not None
    runs = told and resuming.is_under_way(case) and resuming.is_running(case)
    runs = runs and _is_of_the_plan(case, subscription)
    runs = runs and not (pending is not None and pending.commit)  # its last button is there
    runs = runs and not _was_refuted(case, subscription)
    asked = pending is not None and pending.commit and case.screen.dialog is not None
    asked |= _was_refuted(case, subscription)
    says_so = renewed or (told and page_of(case) == "account")
    if runs or (says_so and case.question.committed and not asked):
        return _done(case, replace(subscription, state="active"))
    unpaid = resuming.is_unpaid(case) or _was_refuted(case, subscription)
    if subscription.state == "active" and pending is None and not unpaid:
        return _done(case, subscription)
    return (
        trouble.billed_elsewhere(case)
        or (trouble.wants_payment(case) if case.question.committed else None)
        or card.refused(case)
        or pending
        or trouble.wants_payment(case)
        or trouble.wants_email_link(case)
        or account.restart_control(case)
        or own_rows.own_card(case)
        or (own_rows.named_row(case) if case.screen.dialog is not None else None)
        or overlays.escape(case)
        or account.to_restart(case)
    )


def _is_of_the_plan(case: Case, subscription: Subscription) -> bool:
    """What is said stands right below the name of the plan that was approved."""
    own, said = plans.named(case), subscription.said
    if not case.question.plan or said is None:
        return True
    if own is None or not 0 <= said.box.y0 - own.box.y0 <= PLAN_DOWN:
        return False
    faces = [each.box.y0 for each in case.screen.controls if each.face is not None]
    return not any(own.box.y1 <= top < said.box.y0 for top in faces)  # of its card, then


def _was_refuted(case: Case, subscription: Subscription) -> bool:
    """The same words made the run claim it before, and a fresh load of the account page denied it:
    they tell what would be."""
    said = subscription.said
    return said is not None and case.question.was_refuted(said.text)


def _done(case: Case, subscription: Subscription) -> Move:
    told = subscription.said.text[:200] if subscription.said is not None else ""
    # After the last press only what a menu led to is the account's page, and worth another look.
    led_here = case.question.committed and is_inside(case)
    idle = not (case.question.committed or is_inside(case))  # found so, wherever it stands
    page = "account" if idle or (page_of(case) == "account" and not led_here) else "done"
    return Move(
        page,
        "done",
        target=told[:SAID_LETTERS_MAX],
        state=subscription.state,
        on=subscription.on,
        confidence=subscription.certain,
        why=f"It says: {told}" if told else "The controls on the page say so.",
    )


def describe(screen: Screen) -> str:
    """The first things on the screen, for the observation."""
    words = [control.text for control in screen.controls[:12]]
    return ("Dialog: " if screen.dialog is not None else "") + " | ".join(words)
