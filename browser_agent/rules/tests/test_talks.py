"""A talk with a site's assistant, wizards, cards and lists: misread on sets of unseen sites."""

from dataclasses import replace

import pytest

from browser_agent.policy import Press, judge_press
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.move import Move
from browser_agent.rules.pixels import Box
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.screen import Control
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING
from browser_agent.rules.tests.vision_screens import case, step

TALK = ("# Chat with Ivy", "Hi! What can I do for you?", "[Leave Arbor]")
OFFERED = (*TALK, "How about one month on us?", "[Claim my free month]", "[No thanks, keep going]")
ASKED = (*OFFERED[:4], "[No thanks, keep going]", "Shall I end your plan?", "[Yes, end my plan]")
DONE = (*ASKED, "All done. Your plan is cancelled and you can watch until December 11, 2026.")
BEGUN = [step("click", "Chat with Ivy"), step("click", "Leave Arbor", page="offer")]
REFUSED = step("click", "No thanks, keep going", page="offer")


def talk(*rows: str, history: list[dict[str, object]]) -> Move:
    """With the line below it in which one would write, and the button that sends it."""
    shown = case(*rows, "[Send]", **ACCOUNT | {"history": history})
    send = shown.screen.controls[-1]
    assert send.face is not None
    line = Field(
        Box(200, send.face.y0, 700, send.face.y1), "type a message", "Type a message", filled=True
    )
    controls = tuple(ours(each, history) for each in shown.screen.controls)
    screen = replace(shown.screen, controls=controls, fields=(line,))
    return choose(Case(shown.question, screen))


def ours(control: Control, history: list[dict[str, object]], *, end: int = 780) -> Control:
    """What was answered stands at the right of the talk."""
    if control.face is None or control.text not in [each["target"] for each in history]:
        return control
    right = end - control.face.x1
    face = replace(control.face, x0=control.face.x0 + right, x1=end)
    box = replace(control.box, x0=control.box.x0 + right, x1=control.box.x1 + right)
    return replace(control, face=face, box=box)


def test_what_was_answered_in_a_talk_is_no_button() -> None:
    assert talk(*TALK, history=BEGUN[:1]).target == "Leave Arbor"
    assert talk(*TALK, history=BEGUN).action == "wait"
    assert talk(*OFFERED, history=BEGUN).target == "No thanks, keep going"
    last = talk(*ASKED, history=[*BEGUN, REFUSED])
    assert (last.target, last.commit) == ("Yes, end my plan", True)
    ended = step("click", "Yes, end my plan", page="confirm")
    done = talk(*DONE, history=[*BEGUN, REFUSED, ended])
    assert (done.action, done.state, str(done.on)) == ("done", "cancelled", "2026-12-11")


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("start leaving arbor", Role.GO_ON),
        ("stop renewing", Role.CANCEL),
        ("turn off renewing", Role.CANCEL),
        ("start watching", Role.STAY),
        ("keep going with my plan", Role.STAY),
    ],
)
def test_words_that_lead_out(words: str, role: Role) -> None:
    assert role_of(words) is role


def test_stop_renewing_ends_the_plan_that_has_an_upgrade_above_it() -> None:
    rows = (
        "<My subscriptions>",
        "# Arbor Core",
        "Renews automatically on 27 November 2026.",
        "[Upgrade to Complete]",
        "[Stop renewing]",
    )
    assert choose(case(*rows, **ACCOUNT)).target == "Stop renewing"
    press = Press("Stop renewing", "Stop renewing", "account", commit=False)
    assert judge_press(press, action="cancel", commits=0).allowed
    again = Press("Don't stop renewing", "Don't stop renewing", "account", commit=False)
    assert not judge_press(again, action="cancel", commits=0).allowed


def test_remove_in_the_row_of_an_extra_is_refused_whatever_it_is_called() -> None:
    row = ("Crime extra", "\u00a33.99/month", "Renews 27 November 2026")
    press = Press("the three dots", "Remove", "account", commit=False, row=row)
    assert judge_press(press, action="cancel", commits=0).rule == "other"
    own = replace(press, target="Remove", row=())
    assert judge_press(own, action="cancel", commits=0).allowed


def test_the_expiry_date_of_a_card_ends_no_plan() -> None:
    rows = ("# Update card", "|Card number|", "Expiry date", "|MM / YY|", "[Save card]")
    assert choose(case(*rows, **ACCOUNT)).action != "done"


def test_the_name_of_a_step_is_no_offer() -> None:
    rows = (
        "1. Reason 2. What you'll miss 3. Options",
        "# You'll say goodbye to",
        "14 titles on your list",
        "[Next]",
        "<Keep my plan>",
    )
    history = [step("click", "Close my plan"), step("click", "Next", page="survey")]
    assert choose(case(*rows, **LEAVING | {"history": history})).target == "Next"


def test_how_long_a_pause_would_be_is_no_reason() -> None:
    rows = (
        "# Take an intermission instead?",
        "Pause your membership and we keep your seat warm.",
        "Pause for",
        "1 month",
        "[Pause my membership]",
        "[No thanks, continue to end]",
    )
    shown = case(*rows, **LEAVING)
    listed = Field(Box(280, 180, 900, 216), "1 month", "1 month", filled=True, drops=True)
    move = choose(Case(shown.question, replace(shown.screen, fields=(listed,))))
    assert move.target == "No thanks, continue to end"


def test_what_is_paid_with_is_told_and_the_button_restarts() -> None:
    rows = (
        "# Review and restart",
        "Arbor Standard",
        "Total per month \u20ac12.99",
        "Pay with Visa ending 4417",
        "[Restart for \u20ac12.99 per month]",
        "<Change plan>",
    )
    history = [step("click", "Restart membership"), step("click", "Continue", page="plans")]
    told = {"goal": "resume", "plan": "Standard", "max_price": "12.99 EUR", "history": history}
    move = choose(case(*rows, **ACCOUNT | told))
    assert (move.target, move.commit) == ("Restart for \u20ac12.99 per month", True)


def test_the_comma_of_a_price_ends_no_name_of_a_plan() -> None:
    rows = (
        "# W\u00e4hle dein Paket",
        "(o) Premium 17,99 \u20ac im Monat",
        "(.) Standard 12,99 \u20ac im Monat",
        "(.) Basis 5,99 \u20ac im Monat",
        "[Weiter]",
    )
    history = [step("click", "Mitgliedschaft fortsetzen")]
    told = {"goal": "resume", "plan": "Standard", "max_price": "12.99 EUR", "history": history}
    assert choose(case(*rows, **ACCOUNT | told)).target == "Standard 12,99 \u20ac im Monat"


@pytest.mark.parametrize(
    "sentence",
    [
        "Dein Abo wurde \u00fcber unseren Partner K\u00fcstennetz abgeschlossen.",
        "Du kannst es nur direkt bei K\u00fcstennetz \u00e4ndern oder k\u00fcndigen.",
    ],
)
def test_a_partner_without_a_famous_name(sentence: str) -> None:
    move = choose(case("# Abo und Zahlung", "Status: aktiv", sentence, **ACCOUNT))
    assert (move.action, move.error_code) == ("need_human", "third_party_billing")


def test_whoever_is_asked_how_to_leave_may_be_an_assistant() -> None:
    rows = (
        "# Your subscription",
        "\u20ac10.99 per month. Renews on 28 November 2026.",
        "Want to change something, or leave?",
        "Ivy sorts it out in a minute.",
        "[Chat with Ivy]",
        "<Help>",
    )
    assert choose(case(*rows, **ACCOUNT)).target == "Chat with Ivy"


def test_an_assistant_without_a_line_to_write_in() -> None:
    rows = ("# Ivy", "Virtual assistant, answers at once", "What can I do?", "[Cancel my plan]")
    begun = [step("click", "Chat with Ivy"), step("click", "Cancel my plan", page="confirm")]
    assert choose(case(*rows, **ACCOUNT)).target == "Cancel my plan"
    told = ACCOUNT | {"history": begun, "committed": True}

    def next_move(*more: str) -> Move:
        shown = case(*rows, *more, **told)
        controls = tuple(
            ours(each, begun, end=980) if each.text == "Cancel my plan" else each
            for each in shown.screen.controls
        )
        return choose(Case(shown.question, replace(shown.screen, controls=controls)))

    assert next_move("Ivy is typing...").action == "wait"
    reasons = ("What's your main reason?", "[Too expensive]", "[Not watching enough]", "[Other]")
    asked = next_move(*reasons)
    assert asked.target in {"Too expensive", "Not watching enough", "Other"}


@pytest.mark.parametrize(
    "words",
    ["I'm an adult", "Soy una persona adulta", "Ich bin erwachsen", "Je suis un parent"],
)
def test_a_gate_for_grown_ups_is_passed(words: str) -> None:
    rows = ("# For grown-ups only", "This part is for parents.", f"[{words}]", "[Back]")
    assert choose(case(*rows, **ACCOUNT)).target == words


def test_a_chip_after_a_plans_name_is_no_part_of_it() -> None:
    rows = (
        "# Choisissez votre offre",
        "(o) Premium annuel Meilleur prix 119,90 \u20ac/an",
        "(.) Premium Votre ancienne offre",
        "11,99 \u20ac/mois",
        "(.) Duo",
        "15,99 \u20ac/mois",
        "[Continuer]",
    )
    history = [step("click", "R\u00e9activer mon abonnement")]
    told = {"goal": "resume", "plan": "Premium", "max_price": "11.99 EUR", "history": history}
    assert choose(case(*rows, **ACCOUNT | told)).target == "Premium Votre ancienne offre"


def test_a_form_that_came_back_is_filled_in_again() -> None:
    rows = (
        "# Confirm your cancellation",
        "An error occurred. Please try again.",
        "Your plan ends on 9 January 2027.",
        "( ) I understand that I lose access",
        "[Confirm cancellation]",
    )
    ticked = step("click", "I understand that I lose access", page="confirm")
    sent = step("click", "Confirm cancellation", page="confirm")
    told = LEAVING | {"history": [*LEAVING["history"], ticked], "committed": False}
    assert choose(case(*rows[:1], *rows[2:], **told)).target == "Confirm cancellation"
    back = LEAVING | {"history": [*LEAVING["history"], ticked, sent], "committed": True}
    assert choose(case(*rows, **back)).target == "I understand that I lose access"


def test_one_more_offer_after_the_last_press_is_declined() -> None:
    rows = (
        "ONE-TIME OFFER",
        "# Stay for half price",
        "50% off for 3 months: \u00a34.99 a month, then \u00a39.99.",
        "[Claim 50% off]",
        "No thanks, I'll miss the match",
    )
    sent = step("click", "Turn off auto-renew", page="confirm")
    told = LEAVING | {"history": [step("click", "the switch: Auto-renew"), sent]}
    shown = case(*rows, **told | {"committed": True})
    over = replace(shown.screen, dialog=Box(200, 40, 900, 320))
    assert choose(Case(shown.question, over)).target == "No thanks, I'll miss the match"


@pytest.mark.parametrize(
    "sentence",
    [
        "Te suscribiste con tu ID de Apple, por lo que no podemos cancelarla desde aqu\u00ed.",
        "Dein Abo wurde mit deiner Apple-ID abgeschlossen.",
    ],
)
def test_who_subscribed_with_an_id_pays_there(sentence: str) -> None:
    move = choose(case("# Abo", "Status: aktiv", sentence, **ACCOUNT))
    assert (move.action, move.error_code) == ("need_human", "third_party_billing")


def test_the_day_may_stand_in_the_next_sentence_of_its_line() -> None:
    told = "Estado: cancelada. Disponible hasta el 6 de diciembre de 2026. No se renovar\u00e1."
    shown = case("# Mis suscripciones", told, "[Reactivar]", **ACCOUNT)
    said = tuple(
        replace(shown.screen.sentences[1], text=each, quote=told)
        for each in (told[:18], told[19:61], told[62:])
    )
    screen = replace(shown.screen, sentences=(shown.screen.sentences[0], *said))
    move = choose(Case(shown.question, screen))
    assert (move.state, str(move.on)) == ("cancelled", "2026-12-06")
