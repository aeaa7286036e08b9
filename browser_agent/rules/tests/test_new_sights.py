"""What sites of one afternoon asked, and how the answer to it is told."""

import re
from dataclasses import replace
from typing import Any

import pytest

from browser_agent.asking import Above, is_final
from browser_agent.policy import Press, is_commit, judge_press
from browser_agent.renewals import renews_something_else
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.pixels import Box, Mark
from browser_agent.rules.question import Question
from browser_agent.rules.screen import Control
from browser_agent.rules.sentences import Sentence
from browser_agent.rules.switches import renewal_switch
from browser_agent.rules.tests.vision_screens import LINK, PLAIN, case, step
from browser_agent.rules.text import fold
from browser_agent.rules.wishes import wish_of
from browser_agent.scope import turns_off_something_else
from browser_agent.stances import Stance, stances
from browser_agent.strokes import plain


@pytest.mark.parametrize(
    "question",
    ["\u00bfQuieres cancelar el proceso de baja?", "\u00bfSalir del proceso de baja?",
     "Voulez-vous annuler la proc\u00e9dure de r\u00e9siliation ?", "Abort the cancellation?",
     "\u00bfInterrumpir el proceso de cancelaci\u00f3n?"],
)  # fmt: skip
def test_to_leave_the_process_of_leaving_is_to_stay(question: str) -> None:
    assert stances(plain(question)) == {Stance.KEEP}
    assert wish_of(fold(question)) == "stay"


@pytest.mark.parametrize("words", ["Continuar con el proceso de baja", "Iniciar el proceso de baja",
                                   "Finalizar el proceso de cancelaci\u00f3n"])  # fmt: skip
def test_to_go_through_that_process_is_to_leave(words: str) -> None:
    assert stances(plain(words)) == {Stance.LEAVE}
    assert wish_of(fold(words)) == "leave"


def test_yes_cancel_answers_no_question_about_the_process() -> None:
    past = [step("click", "Darme de baja", page="account")]
    page = case("# \u00bfQuieres cancelar el proceso de baja?", "[S\u00ed, cancelar]",
                "[No, continuar con la baja]", history=past)  # fmt: skip
    assert choose(page).target == "No, continuar con la baja"
    page = case("# \u00bfQuieres cancelar tu suscripci\u00f3n?", "[S\u00ed, cancelar]",
                "[No, continuar con el plan]", history=past)  # fmt: skip
    assert choose(page).target == "S\u00ed, cancelar"


@pytest.mark.parametrize(
    ("words", "other"),
    [("Turn it off", "Don't turn it off"), ("Deaktivieren", "Nicht deaktivieren"),
     ("Desactivar", "No desactivar"), ("D\u00e9sactiver", "Ne pas d\u00e9sactiver")],
)  # fmt: skip
def test_the_denial_beside_a_verb_is_no_thing_that_it_turns_off(words: str, other: str) -> None:
    assert not turns_off_something_else(words, [other])
    assert turns_off_something_else(words, [other, "4K + Dolby"])


def test_an_end_on_a_day_is_the_plans_whatever_else_is_lost_with_it() -> None:
    told = ("If you do not keep it on, Arbor Plus will end on 18 December 2026 and your downloads "
            "will be removed.", "Not leaving auto-renewal on?")  # fmt: skip
    assert is_final("Turn it off", Above(told), "cancel")
    assert not is_final("Turn it off", Above(("Your downloads will stop.",)), "cancel")


@pytest.mark.parametrize(
    "told",
    ["Next payment on 28 November 2026 with Visa ending in 4417",
     "N\u00e4chste Zahlung am 28. November 2026 mit Visa",
     "Prochain paiement le 28 novembre par carte",
     "Pr\u00f3ximo pago el 28 de noviembre con Visa"],
)  # fmt: skip
def test_a_restart_beside_its_next_payment_is_a_last_press(told: str) -> None:
    words = ("Keep your stack", "Your Reader plan continues at $6.49 a month.", told)
    press = Press("Resume Reader", "Resume Reader", page="plans", commit=False, words=words)
    assert is_commit(press, "resume")
    assert not is_commit(replace(press, words=("Your Reader plan", "Your invoices")), "resume")


def test_what_the_next_list_holds_is_no_entry_of_the_open_one() -> None:
    """A list of the only contract lies over the label of the one below it."""
    name = "Arbor monthly (membership)"
    past = [step("click", "Contracts", page="account"), step("click", name, page="survey")]
    page = case("# End your contract", "Contract", name, history=past, service="Arbor Yoga")
    box, when = Box(290, 146, 700, 172), Box(290, 198, 700, 224)
    lists = tuple(
        Field(around, said.lower(), said, filled=True, drops=True)
        for around, said in ((box, name), (when, "As soon as possible"))
    )
    below = (
        Control(name, Box(300, 176, 534, 194), PLAIN),
        Control("As soon as possible", Box(300, 202, 470, 220), PLAIN),
    )
    open_list = replace(page.screen, controls=(*page.screen.controls, *below), fields=lists)
    move = choose(Case(page.question, open_list))
    assert (move.action, move.target, move.y) == ("click", name, below[0].point[1])
    # Shut again by that press: the label of the next list is no entry either.
    label = Control("End it on", Box(300, 176, 380, 194), PLAIN)
    shut = replace(open_list, controls=(*page.screen.controls, label, below[1]))
    again = Question.read(
        {"goal": "cancel", "today": "2026-11-21", "service": "Arbor Yoga"}
        | {"history": [*past, step("click", name, page="survey", changed=False)]}
    )
    assert choose(Case(again, shut)).target != name


RENEWS = re.compile(r"auto|renou|renov")
LOCKER, FEE = "Automatic renewal of the locker", "Automatic renewal of the membership"


def switches_page(*items: str, off: str = "", **told: Any) -> Case:
    """The same page with a switch in each row that speaks of a renewal."""
    page = case(*items, **told)

    def turned(each: Control) -> Control:
        place = Box(900, each.box.y0, 944, each.box.y0 + 22)
        mark = Mark(place, checked=each.text not in off, is_round=False, is_switch=True)
        is_row = RENEWS.match(each.folded) is not None
        return replace(each, mark=mark) if is_row else each

    controls = tuple(map(turned, page.screen.controls))
    return Case(page.question, replace(page.screen, controls=controls))


def test_of_several_renewals_the_plans_own_is_switched_off() -> None:
    found = renewal_switch(switches_page("My club", LOCKER, "4.00 a month", FEE), on=True)
    assert found is not None
    assert found.text == FEE


@pytest.mark.parametrize(
    ("bare", "other"),
    [("Automatic renewal", "Automatic renewal of the magazine subscription"),
     ("Auto-renewal", "Auto-renewal for the parking plan"),
     ("Renouvellement automatique", "Renouvellement automatique du forfait mobile"),
     ("Renovaci\u00f3n autom\u00e1tica", "Renovaci\u00f3n autom\u00e1tica del abono parking"),
     ("Automatische Verl\u00e4ngerung", "Automatische Verl\u00e4ngerung Tarif Handy"),
     ("Automatische Verl\u00e4ngerung", "Automatische Verl\u00e4ngerung Handyvertrag"),
     ("Automatic renewal", "Automatic payments for parking")],
)  # fmt: skip
@pytest.mark.parametrize("on", [True, False])
def test_the_renewal_of_another_plan_is_not_the_plans(bare: str, other: str, on: bool) -> None:
    told = ("Cancel parking by turning off automatic payments for parking.", bare, other)
    page = switches_page(*told, off="" if on else f"{bare} {other}")
    found = renewal_switch(page, on=on)
    assert found is not None
    assert found.text == bare
    assert renews_something_else(other, [], told)
    assert renews_something_else("", [other], told)
    assert not renews_something_else(bare, [], told)
    for action in ("cancel", "resume"):
        press = Press(f"the switch: {other}", other, page="account", commit=False, words=told)
        assert not judge_press(press, action=action, commits=0).allowed


def test_where_none_of_several_is_the_plans_own_none_is_switched() -> None:
    other = "Automatic renewal of the towels"
    assert renewal_switch(switches_page("My club", LOCKER, other), on=True) is None
    assert renewal_switch(switches_page("My club", LOCKER, FEE, off=FEE), on=True) is None


def test_the_rail_leaves_the_renewal_of_another_thing_alone() -> None:
    assert renews_something_else(LOCKER, [], [LOCKER, FEE])
    assert not renews_something_else(FEE, [], [LOCKER, FEE])
    assert not renews_something_else(LOCKER, [], [LOCKER])
    assert renews_something_else("Renovaci\u00f3n autom\u00e1tica de la taquilla", [],
                                 ["Renovaci\u00f3n autom\u00e1tica de la cuota"])  # fmt: skip


def test_a_switch_that_is_off_after_the_last_yes_is_looked_at_anew() -> None:
    """The line below it still tells the next payment: it was drawn before."""
    past = [step("click", f"the switch: {FEE}"), step("click", "OK", page="confirm")]
    rows = ("My club", FEE, "Active. It renews on 8 December 2026 for 34.90", "Saved.")
    told: dict[str, Any] = {"committed": True}
    assert choose(switches_page(*rows, off=FEE, history=past, **told)).action == "open_account"
    assert choose(switches_page(*rows, history=past, **told)).action != "open_account"
    again = [*past, step("open_account")]
    assert choose(switches_page(*rows, off=FEE, history=again, **told)).action != "open_account"


def test_another_switch_that_is_off_tells_nothing() -> None:
    past = [step("click", f"the switch: {FEE}"), step("click", "OK", page="confirm")]
    page = switches_page("My club", LOCKER, FEE, off=LOCKER, history=past, committed=True)
    move = choose(page)
    assert (move.action, move.target) == ("click", f"the switch: {FEE}")


def test_the_link_in_the_row_of_a_plan_takes_it() -> None:
    """A table of plans: the dearer one has a button, ours a link."""
    told = {"goal": "resume", "plan": "Essential", "max_price": "8.99"}
    past = [step("click", "Restart my subscription", page="account")]
    page = case("# Choose your plan", "Grand Screen", "Essential", history=past, **told)
    _, dear, ours = page.screen.controls
    row = (Control("$13.99 a month", Box(720, dear.box.y0, 830, dear.box.y1), PLAIN),
           Control("Choose", Box(930, dear.box.y0, 990, dear.box.y1), PLAIN,
                   face=Box(910, dear.box.y0 - 12, 1008, dear.box.y1 + 12)),
           Control("$8.99 a month", Box(720, ours.box.y0, 830, ours.box.y1), PLAIN),
           Control("Choose", Box(910, ours.box.y0, 962, ours.box.y1), LINK))  # fmt: skip
    said = tuple(Sentence(each.text, each.text, each.box) for each in row)
    controls, sentences = (*page.screen.controls, *row), (*page.screen.sentences, *said)
    table = replace(page.screen, controls=controls, sentences=sentences)
    move = choose(Case(page.question, table))
    assert (move.target, move.y) == ("Choose", row[-1].point[1])


ENTERED = [step("type", "email", page="sign_in", text_ref="email"),
           step("type", "password", page="sign_in", text_ref="password")]  # fmt: skip


def below(page: Case, *links: str) -> Case:
    """The same page with a last row: the copyright, and links beside it."""
    texts = ["\u00a9 2026 Arbor Media Ltd", *links]
    row = [Control(text, Box(300 + 260 * place, 700, 300 + 260 * place + 9 * len(text), 718),
                   LINK) for place, text in enumerate(texts)]  # fmt: skip
    return Case(page.question, replace(page.screen, controls=(*page.screen.controls, *row)))


def test_what_stands_beside_the_copyright_is_no_way_on() -> None:
    past = [*ENTERED, step("click", "End my subscription", page="account")]
    page = case("# Before you go", "Three months for 1.00 a month.", "[Stay for 1.00]",
                "<No thanks, continue to cancel>", history=past)  # fmt: skip
    assert choose(below(page, "Cancelling")).target == "No thanks, continue to cancel"


def test_the_account_has_a_way_of_its_own_before_the_bare_verb_in_the_last_row() -> None:
    page = case("# My account", "Plan", "Renews on 9 December 2026", "<My subscription>",
                "<Invoices>", history=ENTERED)  # fmt: skip
    assert choose(below(page, "Cancel")).target == "My subscription"
