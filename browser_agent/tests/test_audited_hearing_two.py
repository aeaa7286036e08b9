"""What an auditor read of ends that are told after a last press: no other one is ended then."""

import pytest

from browser_agent.errors import RunStopError
from browser_agent.tests.test_audited_hearing import actor, press
from browser_agent.tests.test_siblings_rows import lines

SISTER = ("Arbor Music", "$4.99 a month", "Cancel subscription")
ANNOUNCED = [
    "Your subscription won't renew.",
    "Your plan will not renew.",
    "Your membership will end on December 5, 2026.",
    "Dein Abo verl\u00e4ngert sich nicht.",
    "Dein Abo wird nicht verl\u00e4ngert.",
    "Deine Mitgliedschaft endet am 5. Dezember 2026.",
    "Votre abonnement ne sera pas renouvel\u00e9.",
    "Votre abonnement prendra fin le 5 d\u00e9cembre 2026.",
    "Tu suscripci\u00f3n no se renovar\u00e1.",
    "Tu suscripci\u00f3n terminar\u00e1 el 5 de diciembre de 2026.",
]
HAS_COME = [
    "Your subscription has been cancelled.",
    "Cancellation confirmed",
    "Your subscription is now set to end on December 5, 2026.",
    "Your plan is set to cancel on December 5, 2026.",
    "Your subscription is scheduled to be cancelled on December 5, 2026.",
    "Your subscription is scheduled to end on December 5, 2026.",
    "Subscription ended",
    "We've received your cancellation.",
    "Your cancellation has been processed",
    "You're no longer a member.",
    "You have been unsubscribed.",
    "You turned off auto-renewal.",
    "Dein Abo wurde gek\u00fcndigt.",
    "Wir haben deine K\u00fcndigung erhalten.",
    "Votre abonnement a \u00e9t\u00e9 r\u00e9sili\u00e9.",
    "Votre abonnement a pris fin.",
    "Tu suscripci\u00f3n ha sido cancelada.",
    "Ya no eres miembro.",
]
TO_BE_MADE = [
    "Cancel plan?|Your last order was cancelled.|Cancel my plan",
    "Confirm|You cancelled auto top-up.|Cancel plan",
    "Why did you cancel?|You have cancelled 2 times before|Cancel my plan",
    "Are you sure?|Cancelled plans can't be restored|Cancel my plan",
    "Confirm|Your plan is active until it is cancelled.|$9.99 a month|Cancel plan",
    "Confirm|$9.99 a month|Cancelled plans keep access until December 5.|Cancel plan",
    "Confirm|Your plan will not renew.|Premium|$9.99 a month|Cancel plan",
    "Arbor TV|Your plan ends on December 5, 2026.|Refund|$4.99|Cancel plan",
    "Arbor TV|Your plan ends on December 5, 2026.|Arbor TV Premium|$4.99|Cancel plan",
    "K\u00fcndigung|Gek\u00fcndigt zum 5. Dezember 2026|9,99 \u20ac|Jetzt k\u00fcndigen",
    "K\u00fcndigung best\u00e4tigen|Dein Abo wird zum 5. Dezember gek\u00fcndigt|9 $|K\u00fcndigen",
    "R\u00e9siliation|Votre abonnement r\u00e9sili\u00e9 prendra fin le 5 mai.|9 $|R\u00e9silier",
    "Baja|Tu plan quedar\u00e1 cancelado el 5 de diciembre.|9 $|Cancelar plan",
    "Baja|Suscripci\u00f3n cancelada a partir del 5 de diciembre|9 $|Cancelar plan",
]


@pytest.mark.parametrize("told", [*ANNOUNCED, *HAS_COME])
@pytest.mark.parametrize("button", ["Cancel subscription", "Cancel"])
def test_a_sister_with_its_price_is_left_alone(told: str, button: str) -> None:
    one = actor()
    one.hear_of_end(lines(told, *SISTER[:2], button), claimed=False)
    with pytest.raises(RunStopError):
        one._leave_the_rest(press(button))


@pytest.mark.parametrize("told", [*ANNOUNCED, *HAS_COME])
def test_so_is_one_that_is_active(told: str) -> None:
    one = actor()
    one.hear_of_end(lines(told, "Arbor Music", "Active", "Cancel plan"), claimed=False)
    assert one.told_done


@pytest.mark.parametrize("told", HAS_COME)
@pytest.mark.parametrize("head", ["Arbor", "Cancellation", "K\u00fcndigung"])
def test_what_has_come_needs_no_price_beside_it(told: str, head: str) -> None:
    one = actor()
    one.hear_of_end(lines(head, told, "Arbor Music", "Cancel subscription"), claimed=False)
    assert one.told_done


@pytest.mark.parametrize(
    "told", ["Your plan won't renew.", "Tu suscripci\u00f3n no se renovar\u00e1."]
)
def test_no_renewal_is_heard_where_nothing_is_left_to_press(told: str) -> None:
    one = actor()
    one.hear_of_end(lines("Arbor TV", told, "Continue"), claimed=False)
    assert not one.told_done
    one.hear_of_end(lines("Arbor TV", told, "Back to Arbor TV"), claimed=False)
    assert one.told_done


@pytest.mark.parametrize("told", TO_BE_MADE)
def test_the_page_that_asks_leaves_its_press_to_be_made(told: str) -> None:
    page, one = told.split("|"), actor()
    one.hear_of_end(lines(*page), claimed=False)
    assert not one.told_done
