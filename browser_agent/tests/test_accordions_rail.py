"""What the rail hears and refuses where a dialog asks once more, and may offer something else."""

from types import SimpleNamespace
from typing import cast

import pytest

from browser_agent.acting import Actor
from browser_agent.contract import Task
from browser_agent.sayings import ends_told, state_of
from browser_agent.session import Session
from kernel.ocr import TextLine


def lines(*told: str) -> list[TextLine]:
    return [
        TextLine(text, 300, 60 + 44 * at, 300 + 9 * len(text), 78 + 44 * at, 1.0)
        for at, text in enumerate(told)
    ]


WOULD = """
Si confirmas, tu suscripción no se renovará.
Al confirmar, tu suscripción no se renovará.
Una vez confirmado, tu plan no se renovará.
If confirmed, your plan will not renew.
By continuing, your subscription ends on 3 May 2027.
Si tu confirmes, ton abonnement ne sera pas renouvelé.
En confirmant, votre abonnement ne sera pas renouvelé.
Bestätigst du, wird dein Abo nicht verlängert.
Mit einem Klick auf Bestätigen endet dein Abo am 3. Mai 2027.
Wenn alles stimmt, endet dein Abo am 3. Mai 2027.
"""


@pytest.mark.parametrize("told", WOULD.strip().splitlines())
def test_an_end_that_would_come_is_none(told: str) -> None:
    assert not ends_told(lines(told))
    assert state_of(lines(told)) == "unknown"


DID = """
Sí, tu suscripción está cancelada.
Tu suscripción no se renovará: termina el 3 de mayo de 2027.
Your plan ends on 3 May 2027, and you can get it back by clicking here.
Votre abonnement a été résilié, vous pouvez le reprendre en cliquant ici.
Dein Abo ist gekündigt und eine E-Mail mit der Bestätigung ist unterwegs.
"""


@pytest.mark.parametrize("told", DID.strip().splitlines())
def test_an_end_that_has_come_is_heard_beside_a_way_back(told: str) -> None:
    assert ends_told(lines(told))


STAYING = """
¿Seguro que no quieres seguir con nosotros?
¿De verdad ya no quieres continuar?
Sure you don't want to stay with us?
Willst du wirklich nicht bei uns bleiben?
Ne souhaitez-vous plus rester parmi nous ?
"""


@pytest.mark.parametrize("asked", STAYING.strip().splitlines())
def test_who_is_asked_whether_to_stay_has_not_left_yet(asked: str) -> None:
    """The last press in such a dialog was taken for the end of another subscription."""
    assert not ends_told(lines(asked, "Your plan will not renew."))
    task = Task("arbor", "Arbor", "cancel", "https://a.example/")
    actor = Actor(task, cast("Session", SimpleNamespace()))
    actor._commits = 1
    actor.hear_of_end(lines(asked, "Your plan will not renew."), claimed=False)
    assert not actor.told_done
    actor.hear_of_end(lines("Your plan will not renew."), claimed=False)
    assert actor.told_done
