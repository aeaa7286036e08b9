"""What a step can do at most, and the rules that look at more than its words."""

import math
from dataclasses import replace

import pytest

from browser_agent.asking import Above
from browser_agent.contract import ActionName
from browser_agent.fields import refuses
from browser_agent.origins import foreign_address, is_public_suffix, origin_allowed
from browser_agent.policy import (
    Effect,
    Press,
    effect_of,
    is_commit,
    judge_press,
    judge_verify_only,
    may_change,
    nothing_at_stake,
)
from browser_agent.policy_typing import judge_submit

ORIGINS = ("lumen.example", "lumen.com")


def press(words: str, page: str = "account", **given: object) -> Press:
    return replace(Press(words, words, page, commit=False), **given)  # type: ignore[arg-type]


def cancel(one: Press) -> str:
    decision = judge_press(one, action="cancel", commits=0, origins=ORIGINS)
    return "allow" if decision.allowed else decision.rule


@pytest.mark.parametrize(
    ("words", "page", "action", "effect"),
    [
        ("Sign in", "sign_in", "cancel", "credential"),
        ("Account settings", "home", "cancel", "navigate"),
        ("Manage membership", "account", "cancel", "navigate"),
        ("Too expensive", "survey", "cancel", "benign"),
        ("Continue", "offer", "cancel", "benign"),
        ("Finish cancellation", "survey", "cancel", "commit"),
        ("Cancel membership", "confirm", "cancel", "commit"),
        ("Cancel membership", "account", "cancel", "benign"),
        ("Buy now", "account", "cancel", "spend"),
        ("Restart membership", "checkout", "resume", "spend"),
        ("Confirm and pay", "confirm", "resume", "spend"),
    ],
)
def test_every_decision_names_what_the_step_could_do(
    words: str, page: str, action: ActionName, effect: Effect
) -> None:
    assert effect_of(press(words, page), action) == effect
    assert judge_press(press(words, page), action=action, commits=0).effect == effect


def test_a_box_that_is_set_ends_nothing_yet() -> None:
    condition = press("I understand that my membership ends", "confirm")
    assert is_commit(condition, "cancel")
    assert not is_commit(replace(condition, sets=True), "cancel")
    assert is_commit(replace(condition, sets=True, commit=True), "cancel")  # the model says so
    paying = press("I confirm that I pay $9.99", "checkout")
    assert is_commit(paying, "resume")
    assert not is_commit(replace(paying, sets=True), "resume")


@pytest.mark.parametrize("page", ["offer", "survey", "confirm", "plans", "checkout"])
def test_what_can_be_neither_read_nor_named_is_not_pressed_near_an_offer(page: str) -> None:
    assert cancel(press("", page)) == "unreadable"
    named = Press("Close", "", page, commit=False)
    assert cancel(named) == "allow"
    assert cancel(replace(named, commit=True)) == "unreadable"
    assert cancel(press("", "home")) == "allow"


def test_what_is_chosen_is_sent_along() -> None:
    keeps = press("Continue", "offer", chosen=("Keep my benefits",))
    assert cancel(keeps) == "preselected"
    assert cancel(replace(keeps, chosen=("I watch too little",))) == "allow"
    assert cancel(replace(keeps, target="Too dear", label="Too dear")) == "allow"


def test_a_bare_answer_is_judged_by_the_question_above_it() -> None:
    offered = press("OK", "confirm", asked=Above(("Pause your plan instead?",)))
    assert cancel(offered) == "offer_question"
    assert cancel(replace(offered, asked=Above(("Cancel your plan?",)))) == "allow"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("help.lumen.com/cancel", None),
        ("www.lumen.com", None),
        ("https://apple.com/bill", "apple.com"),
        ("Manage it at play.google.com", "play.google.com"),
        ("lumen.com.evil.net/account", "lumen.com.evil.net"),
        ("Cancel plan.Cancel any time", None),  # OCR lost a blank
        ("a.lopez@mail.example.com", None),
        ("Version 1.2.3", None),
        ("Continue", None),
    ],
)
def test_a_link_that_names_another_site_is_not_followed(words: str, found: str | None) -> None:
    assert foreign_address(words, ORIGINS) == found
    assert cancel(press(words)) == ("foreign_link" if found else "allow")


def test_a_bare_word_on_a_page_of_something_else_makes_nothing_final() -> None:
    code = press("Done", "confirm", commit=True)
    code = replace(code, words=("Is it you?", "Six digits", "Done"))
    assert nothing_at_stake(code)
    assert not nothing_at_stake(replace(code, words=("Your plan will end.", "Done")))
    assert not nothing_at_stake(replace(code, words=("Total $9.99", "Done")))
    assert not nothing_at_stake(replace(code, label="Play trailer"))


def test_a_public_suffix_is_nobodys_own() -> None:
    assert is_public_suffix("co.uk")
    assert is_public_suffix("github.io")
    assert not is_public_suffix("lumen.com")
    assert not origin_allowed("https://evil.co.uk/", ("co.uk",))
    assert not origin_allowed("https://evil.github.io/", ("github.io",))
    assert origin_allowed("https://mine.github.io/", ("mine.github.io",))


@pytest.mark.parametrize(
    ("words", "page", "allowed"),
    [
        ("Sign in", "sign_in", True),
        ("Next", "code", True),
        ("Robin", "profile_picker", True),
        ("Account", "home", True),
        ("Plan details", "account", True),
        ("Finish cancellation", "sign_in", False),  # whatever the model calls the page
        ("Cancel membership", "account", False),
        ("Restart membership", "account", False),
        ("Keep my plan", "profile_picker", False),
        ("Continue", "account", False),
        ("Yes", "confirm", False),
        ("Pay now", "overlay", False),
    ],
)
def test_a_run_that_may_only_look_signs_in_and_walks(words: str, page: str, allowed: bool) -> None:
    decision = judge_verify_only(press(words, page))
    assert (decision.allowed, decision.rule) == (
        allowed, "none_against" if allowed else "verify_only",
    )  # fmt: skip
    assert not judge_verify_only(press(words, page, commit=True)).allowed


def resume(one: Press, *, plan: str = "Premium", price_max: float | None = 9.99) -> str:
    decision = judge_press(one, action="resume", commits=0, plan=plan, price_max=price_max)
    return "allow" if decision.allowed else decision.rule


def test_on_resume_the_plan_is_the_one_that_was_approved() -> None:
    pay = press("Confirm and pay", "checkout", prices=(9.99,))
    assert resume(replace(pay, words=("Premium plan", "Total $9.99"))) == "allow"
    assert resume(replace(pay, words=("Basic plan", "Total $9.99"))) == "other_plan"
    assert resume(replace(pay, words=("Your plan: Standard", "Total $9.99"))) == "other_plan"
    assert resume(replace(pay, words=("Total $9.99",))) == "allow"  # it names none
    assert resume(press("Choose Basic", "plans")) == "other_plan"
    assert resume(press("Choose Premium", "plans")) == "allow"
    assert resume(press("Reject non-essential", "overlay")) == "allow"


def test_on_resume_unknown_words_under_a_trial_with_a_price_are_not_tried() -> None:
    asked = Above(("After that it's \u20ac17.99 a month.", "A week of everything, free"))
    assert resume(replace(press("Yum, start", "home"), asked=asked)) == "offer_question"
    assert resume(replace(press("Your account", "home"), asked=asked)) == "allow"
    assert resume(replace(press("Help", "home"), asked=asked)) == "allow"
    assert resume(replace(press("No thanks", "overlay"), asked=asked)) == "allow"
    assert resume(press("Yum, start", "home")) == "allow"


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        ("Cancel membership", True),
        ("Restart membership", True),
        ("Auto-renewal", True),
        ("Subscription switch", True),
        ("Account settings", False),
        ("Manage membership", False),
        ("Billing", False),
    ],
)
def test_what_may_change_the_subscription_on_any_page(words: str, changes: bool) -> None:
    assert bool(may_change(press(words))) is changes


@pytest.mark.parametrize(
    ("words", "pays"),
    [
        ("Valider et payer", True),
        ("Pay now", True),
        ("Confirm and pay", True),
        ("Zahlungspflichtig bestellen", True),
        ("Pay $9.99", True),
        ("Pagar ahora", True),
        ("Pay monthly", False),
        ("Pay by card", False),
        ("Payment method", False),
        ("Choose Premium", False),
    ],
)
def test_what_pays_is_a_last_press_on_whatever_page(words: str, pays: bool) -> None:
    assert is_commit(press(words, "plans"), "resume") is pays


def test_a_condition_that_names_the_end_may_be_ticked_on_resume() -> None:
    words = "I agree to the Subscription Terms. It renews automatically until I cancel."
    assert resume(press(words, "checkout")) == "allow"
    assert resume(press("I understand, cancel my plan", "checkout")) == "end"
    priced = press("I agree that it renews at $8.99 a month until I cancel", "checkout")
    assert resume(priced) == "end"  # on a button it might
    assert resume(replace(priced, sets=True)) == "allow"


def test_nothing_is_paid_with_a_paid_extra_ticked_beside_it() -> None:
    pay = press("Valider et payer", "plans", prices=(9.99,))
    assert resume(replace(pay, chosen=("Option Ultra HD 4K : + 3 \u20ac/mois",))) == "paid_extra"
    assert resume(replace(pay, chosen=("Mensuel - 9,99 \u20ac/mois", "I agree"))) == "allow"


def test_on_resume_no_price_is_paid_that_nobody_approved() -> None:
    def pay(*prices: float) -> str:
        wanted = replace(press("Pay now", "checkout"), commit=True, prices=prices)
        return judge_press(wanted, action="resume", commits=0).rule

    assert pay(99.0) == "price_not_approved"
    assert resume(press("Pay now", "checkout", prices=(99.0,)), price_max=math.inf) == "allow"
    assert resume(press("Pay now", "checkout"), price_max=math.inf) == "allow"
    assert pay() == "none_against"  # it takes up what the customer had, and charges nothing
    for prices, verdict in (((99.0,), "ask"), ((), "allow")):
        entered = judge_submit("checkout", action="resume", prices=prices, price_max=None)
        assert entered.verdict == verdict


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("password", "Password"),
        ("password", "Why do we ask? Your password once more"),
        ("password", "Passwort zur Bestätigung"),
        ("email", "Email or full name"),
        ("code", "The code from our message"),
        ("code", "Code aus der Nachricht"),
        ("cvv", "Security code beside the card number"),
        ("cvv", "CVC"),
        ("code", ""),
    ],
)
def test_a_field_that_wants_a_secret_by_name_may_say_more(name: str, label: str) -> None:
    assert not refuses(name, label)


def test_what_the_page_ends_by_a_cause_that_nobody_gave_is_not_sent() -> None:
    last = Press("Jetzt k\u00fcndigen", "Jetzt k\u00fcndigen", "confirm", commit=True)
    kind = "Au\u00dferordentliche K\u00fcndigung \u00b7 Filmhafen Monat"
    law = "Das Recht zur au\u00dferordentlichen K\u00fcndigung bleibt davon unber\u00fchrt."
    for words, allowed in [
        ((kind,), False),
        ((kind, "Ordentliche K\u00fcndigung"), True),  # both are there to be chosen
        ((law,), True),
    ]:
        decision = judge_press(replace(last, words=words), action="cancel", commits=0)
        assert decision.allowed is allowed, words
