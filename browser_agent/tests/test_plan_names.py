"""The last rail of a resume: which words name another plan than the approved one."""

import pytest

from browser_agent.asking import Above, is_final
from browser_agent.plan_names import names_longer_plan, names_other_plan
from browser_agent.policy import Press, judge_press

TITLES = ("Pick your tier", "Mega Fan", "Fan", "GET MEGA FAN", "GET FAN")


def test_a_name_within_a_longer_title_is_another_plan() -> None:
    assert names_longer_plan("GET MEGA FAN", "Fan", TITLES)
    assert not names_longer_plan("GET FAN", "Fan", TITLES)
    assert not names_longer_plan("GET MEGA FAN", "Mega Fan", TITLES)
    assert not names_longer_plan("Continue", "Fan", TITLES)


def test_words_of_choosing_and_the_sites_name_make_no_longer_name() -> None:
    assert not names_longer_plan("Restart my Fan plan now", "Fan", ("My Fan plan", "Fan plan"))
    brand = ("Arbor Fan", "Arbor Super", "Take Arbor Fan")
    assert not names_longer_plan("Take Arbor Fan", "Fan", brand)


def test_the_longer_plan_is_not_pressed() -> None:
    press = Press("GET MEGA FAN", "GET MEGA FAN", "plans", commit=False, words=TITLES)
    decision = judge_press(press, action="resume", commits=0, plan="Fan", price_max=7.99)
    assert decision.rule == "other_plan"


@pytest.mark.parametrize("words", ["Monthly", "Mensuel", "Monatlich", "Mensual"])
def test_by_the_month_is_no_other_plan(words: str) -> None:
    assert not names_other_plan(words, "Essentiel")
    assert names_other_plan(words, "Annual")


@pytest.mark.parametrize("words", ["SELECT ESSENTIAL", "Essential"])
def test_a_period_may_stand_elsewhere_than_its_plan(words: str) -> None:
    assert not names_other_plan(words, "Essential monthly")
    assert names_other_plan(words, "Premium monthly")


@pytest.mark.parametrize("words", ["Annuel", "Yearly", "Choose Premium"])
def test_by_the_year_or_a_step_up_is_another_plan(words: str) -> None:
    assert names_other_plan(words, "Essentiel")


@pytest.mark.parametrize(
    "words",
    [
        "Kostenpflichtig bestellen",
        "Abo wieder aufnehmen",
        "Place order",
        "SUBMIT ORDER",
        "Rejoin",
        "Commander",
        "Me r\u00e9abonner",
        "Realizar el pedido",
        "Volver a contratar",
    ],
)
def test_a_second_reading_knows_the_words_that_pay(words: str) -> None:
    assert is_final(words, Above(), "resume")


@pytest.mark.parametrize("words", ["Volver", "Exit", "Zur\u00fcck", "Modifier", "Abbrechen"])
def test_a_way_back_pays_nothing(words: str) -> None:
    assert not is_final(words, Above(), "resume")


def test_the_period_of_the_approved_plan_is_no_other_plan() -> None:
    assert not names_other_plan("Mensual", "B\u00e1sico mensual")
    assert not names_other_plan("Monthly", "Basic monthly")
    assert names_other_plan("Anual", "B\u00e1sico mensual")
    assert names_other_plan("Premium mensual", "B\u00e1sico mensual")
    assert names_other_plan("Standard", "Standard with ads")
