"""A way to the page of plans is no change of plan."""

import pytest

from browser_agent.policy import Press, judge_press

WAYS = (
    "Switch plan|Cambiar de plan|Changer de forfait|Changer d'offre|Modifier mon abonnement|"
    "Tarif wechseln|Abo \u00e4ndern"
)
ONE = ("Gestionar tu suscripci\u00f3n", "Premium Individual", "11,99 \u20ac al mes")


def judged(label: str, page: str, words: tuple[str, ...], *, commit: bool = False) -> str:
    press = Press(label, label, page, commit=commit, words=words)
    return judge_press(
        press, action="cancel", commits=0, plan=None, price_max=None, origins=()
    ).rule


@pytest.mark.parametrize("way", WAYS.split("|"))
def test_it_is_walked_to_where_no_plan_is_taken(way: str) -> None:
    assert judged(way, "account", (*ONE, way)) == "none_against"
    assert judged(way, "offer", (*ONE, way)) == "change"
    assert judged(way, "plans", (*ONE, way)) == "change"
    assert judged(way, "account", (*ONE, way), commit=True) == "change"
    several = (*ONE, "Duo", "16,99 \u20ac al mes", way)
    assert judged(way, "account", several) == "change"


@pytest.mark.parametrize("way", ["Cambiar a Duo", "Switch to Basic", "Passer \u00e0 Duo"])
def test_what_names_a_plan_takes_it(way: str) -> None:
    assert judged(way, "account", (*ONE, way)) == "change"
