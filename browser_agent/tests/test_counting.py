"""What a press is counted for: a last one that changed nothing has ended nothing."""

from dataclasses import replace
from typing import cast

import pytest

from browser_agent.acting import Actor
from browser_agent.contract import ActionName, Task
from browser_agent.lexicon import forbidden_on_cancel
from browser_agent.policy import Press, judge_press
from browser_agent.session import Session


def after_a_last_press(action: ActionName, *, then: int = 0) -> Actor:
    actor = Actor(Task("t", "T", action, "https://example.org"), cast(Session, None))
    actor._commits, actor._counts = 1, True
    for _ in range(then):
        actor._counts = False  # another press, no last one
    return actor


def test_a_last_press_in_vain_is_none_on_the_way_out() -> None:
    """Else the next page that only names a day would read as the end."""
    actor = after_a_last_press("cancel")
    actor.came_to_nothing()
    actor.came_to_nothing()  # of the same press
    assert not actor.has_committed
    assert actor.commits == 1  # it may have counted all the same, unseen


def test_a_payment_counts_whatever_is_seen() -> None:
    actor = after_a_last_press("resume")
    actor.came_to_nothing()
    assert actor.has_committed


def test_a_later_press_in_vain_takes_nothing_back() -> None:
    actor = after_a_last_press("cancel", then=1)
    actor.came_to_nothing()
    assert actor.has_committed


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Pausar o cancelar suscripci\u00f3n", None),
        ("Pause or cancel membership", None),
        ("Cancel or pause", None),
        ("Abo pausieren oder k\u00fcndigen", None),
        ("Mettre en pause ou r\u00e9silier", None),
        ("Abo \u00e4ndern oder k\u00fcndigen", None),
        ("Tarif wechseln oder k\u00fcndigen", None),
        ("Change plan or cancel", None),
        ("Cancel or change my subscription", None),
        ("Cambiar de plan o cancelar", None),
        ("Changer d'offre ou r\u00e9silier", None),
        ("Upgrade or cancel", "change"),
        ("Abo \u00e4ndern", "change"),
        ("Tarif wechseln oder behalten", "change"),
        ("Change plan or cancel and pay $5", "spend"),
        ("Purchases and memberships", None),
        ("Purchases & subscriptions", None),
        ("Purchase a membership", "spend"),
        ("Pause my plan", "change"),
        ("Pausar suscripci\u00f3n", "change"),
        ("Abo pausieren", "change"),
        ("Pause or keep my plan", "keep"),
        ("Pause or switch plan", "change"),
    ],
)
def test_a_row_that_offers_both_opens_a_page(words: str, rule: str | None) -> None:
    assert forbidden_on_cancel(words) == rule


def test_a_ticked_newsletter_may_be_cleared_and_is_not_sent_with_the_last_press() -> None:
    news = "Quiero recibir ofertas y novedades por correo electr\u00f3nico"
    mailed = Press(news, news, "survey", commit=False)
    assert judge_press(mailed, action="cancel", commits=0).rule == "accept"
    assert judge_press(replace(mailed, unticks=True), action="cancel", commits=0).allowed
    last = Press("Cancelar ahora", "Cancelar ahora", "confirm", commit=True)
    assert judge_press(last, action="cancel", commits=0).allowed
    last = replace(last, chosen=(news,))
    assert judge_press(last, action="cancel", commits=0).rule == "preselected"
