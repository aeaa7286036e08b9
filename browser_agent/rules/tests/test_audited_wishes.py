"""What is left as it is: the plan itself, or only what stands beside it."""

import pytest

from browser_agent.rules.text import fold
from browser_agent.rules.wishes import wish_of

STAYS = """
Don't cancel, leave as it is
Don't cancel, leave it as it is
Leave my plan as is
Leave my plan as it is
Leave as is
Leave everything as it is
Leave things as they are for now
Leave Arbor as it is
Keep my membership unchanged
Keep my profile as it is
Lass mein Abo unverändert
Lass es, wie es ist
Laisser mon abonnement tel quel
Dejar mi plan como está
Dejarlo como está
Don't cancel and leave my profile as it is
"""
LEAVES = """
Cancel my plan and keep my profile as it is
Cancel my plan and leave my profile as it is
Cancel, leave my data alone
End it and leave my profile as it is
Leave my profile as it is and cancel my plan
Cancel now and leave everything else unchanged
Kündigen, lass meine Daten unverändert
Résilier et laisser mon compte tel quel
Cancelar y dejar mi cuenta como está
I want to leave Arbor as it is too expensive
Leave the plan, as it is too expensive
Leave now as it is too dear
Leave, as it is not for me
"""


@pytest.mark.parametrize("said", STAYS.strip().splitlines())
def test_what_is_left_as_it_is_stays(said: str) -> None:
    assert wish_of(fold(said)) == "stay"


@pytest.mark.parametrize("said", LEAVES.strip().splitlines())
def test_what_is_left_beside_the_plan_stops_no_end(said: str) -> None:
    assert wish_of(fold(said)) == "leave"


@pytest.mark.parametrize(
    "said", ["Do not leave my plan as it is", "I don't want to leave it as is"]
)
def test_what_is_not_left_as_it_is_tells_nothing(said: str) -> None:
    assert wish_of(fold(said)) == ""
