"""What a page says is to come has not happened: the press that brings it is still made."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from browser_agent.acting import Actor
from browser_agent.contract import ErrorCode, Task
from browser_agent.errors import RunStopError
from browser_agent.policy import Press
from browser_agent.sayings import ends_told
from browser_agent.session import Session
from browser_agent.tests.test_siblings_rows import lines

TO_COME = [
    "Cancel membership?|Your access ends on December 5, 2026.|Cancel membership",
    "Last question|Your plan expires on December 5, 2026|Why are you leaving?|Cancel my plan",
    "Confirm|You will keep watching until December 5, 2026. Your plan ends then.|Cancel plan",
    "Last question|Your plan will be cancelled on December 5, 2026.|Cancel my plan",
    "Leaving|Your plan will be paused and cancelled.|You won't be charged again.|Cancel my plan",
    "Leaving|Your membership will not renew.|No further charges.|Cancel membership",
    "Abo kündigen|Dein Abo endet am 5. Dezember 2026.|Jetzt kündigen",
    "Bestätigung|Dein Abo endet zum 5. Dezember 2026|Kündigen",
    "Bestätigung|Dein Abo wird zum 5. Dezember 2026 gekündigt.|Abo kündigen",
    "Résiliation|Votre abonnement prendra fin le 5 décembre 2026.|Résilier",
    "Résiliation|Votre abonnement sera résilié le 5 décembre 2026.|Résilier mon abonnement",
    "Baja|Tu suscripción terminará el 5 de diciembre de 2026.|Cancelar suscripción",
    "Baja|Tu suscripción será cancelada el 5 de diciembre de 2026.|Cancelar suscripción",
]
HAPPENED = [
    "Your Digital subscription has been cancelled.",
    "Your membership was cancelled and will not renew.",
    "Your plan is cancelled.",
    "You've cancelled your plan.",
    "Subscription cancelled",
    "Automatic renewal: off",
    "Your subscription has ended.",
    "Dein Abo wurde gekündigt.",
    "Dein Abo ist zum 5. Dezember 2026 gekündigt.",
    "Deine Kündigung wurde bestätigt.",
    "Votre abonnement a été résilié.",
    "Votre résiliation a bien été prise en compte.",
    "Tu suscripción ha sido cancelada.",
    "Has cancelado tu suscripción.",
    "Te has dado de baja.",
]
OTHERS = [
    ("Gazette Puzzles", "Active. $4.00 monthly, renews 1 December 2026", "Cancel subscription"),
    ("Gazette Puzzles", "$4.00 a month", "Cancel subscription"),
    ("Gazette Puzzles", "Cancel"),
]


def actor() -> Actor:
    """One whose press so far was taken for a last one."""
    task = Task("arbor", "Arbor TV", "cancel", "https://arbor.example/")
    made = Actor(task, cast("Session", SimpleNamespace()))
    made.hear_of_end(lines("Arbor TV", "Cancel subscription"), claimed=False)
    made._commits = 1
    return made


def press(label: str) -> Any:
    return Press(label, label, "confirm", commit=True)


@pytest.mark.parametrize("told", TO_COME)
def test_what_is_to_come_leaves_the_last_press_to_be_made(told: str) -> None:
    page, one = told.split("|"), actor()
    one.hear_of_end(lines(*page), claimed=False)
    assert not one.told_done
    one._leave_the_rest(press(page[-1]))


@pytest.mark.parametrize("told", HAPPENED)
def test_what_has_happened_is_heard(told: str) -> None:
    one = actor()
    one.hear_of_end(lines("Arbor TV", told, "Back to Arbor TV"), claimed=False)
    assert one.told_done


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("told", ["Your Digital subscription has been cancelled.", "Cancelled"])
def test_the_button_of_another_one_is_then_left(told: str, other: tuple[str, ...]) -> None:
    one = actor()
    one.hear_of_end(lines("Subscriptions", told, *other), claimed=False)
    assert one.told_done
    with pytest.raises(RunStopError) as stopped:
        one._leave_the_rest(press("Cancel subscription"))
    assert stopped.value.error_code is ErrorCode.NOT_VERIFIED


def test_while_the_plan_can_still_be_ended_it_has_not() -> None:
    page = ("Your plan", "Your plan has been cancelled.", "Cancel my plan")
    assert not ends_told(lines(*page))
    assert ends_told(lines(*page[:2]))
    assert ends_told(lines("Your plan", "Cancelled", "Cancel my plan"))


def test_what_had_ended_before_beside_the_way_out_is_no_news() -> None:
    """An extra of long ago, on the account page with its button and on the page after it."""
    task = Task("arbor", "Arbor TV", "cancel", "https://arbor.example/")
    one = Actor(task, cast("Session", SimpleNamespace()))
    told = "Your Kids channel was cancelled on May 3, 2026."
    one.hear_of_end(lines("Arbor TV", told, "Cancel subscription"), claimed=False)
    one._commits = 1
    one.hear_of_end(lines("Arbor TV", told), claimed=False)
    assert not one.told_done
