"""What the rail hears and refuses where a dialog asks once more, and may offer something else."""

from types import SimpleNamespace
from typing import cast

import pytest
from PIL import Image, ImageDraw, ImageFont

from browser_agent.acting import Actor
from browser_agent.commit import CommitGuard, Told
from browser_agent.contract import ActionName, Task
from browser_agent.policy import Press
from browser_agent.sayings import ends_told, state_of
from browser_agent.screen import Frame
from browser_agent.seen import Seen
from browser_agent.session import Session
from browser_agent.siblings import Siblings
from browser_agent.twin import Twin
from kernel.ocr import Reader, TextLine


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
Tu suscripción ha sido cancelada: termina el 3 de mayo de 2027.
Your plan was cancelled, and you can get it back by clicking here.
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
    told = "Your plan is cancelled."
    assert not ends_told(lines(asked, told))
    task = Task("arbor", "Arbor", "cancel", "https://a.example/")
    actor = Actor(task, cast("Session", SimpleNamespace()))
    actor._commits = 1
    actor.hear_of_end(lines(asked, told), claimed=False)
    assert not actor.told_done
    actor.hear_of_end(lines(told), claimed=False)
    assert actor.told_done


OVER = ("Verlängerung abschalten?", "Dein Abo wird damit zum 15.12.2026 gekündigt. Oder mach")
PAUSE, CONFIRM = "Stattdessen 2 Monate pausieren", "Bestätigen"
WHITE, DARK, BLUE = (255, 255, 255), (40, 40, 40), (10, 100, 255)


def agreed(*said: str, box: str, ticked: bool, goal: ActionName = "cancel") -> bool:
    """Whether a second source wants this button, below these lines and a box with such words."""
    picture = Image.new("RGB", (1280, 820), WHITE)
    pen, font, shown = ImageDraw.Draw(picture), ImageFont.load_default(16), []

    def write(words: str, x: int, y: int, ink: tuple[int, int, int] = DARK) -> None:
        pen.text((x, y), words, fill=ink, font=font)
        shown.append(TextLine(words, x, y, x + int(pen.textlength(words, font=font)), y + 18, 1.0))

    for number, words in enumerate(said):
        write(words, 420, 240 + 24 * number)
    y = 250 + 24 * len(said)
    pen.rectangle((424, y, 440, y + 16), BLUE if ticked else WHITE, DARK, width=2)
    if ticked:
        pen.line((427, y + 8, 431, y + 12, 437, y + 4), WHITE, width=2)
    write(box, 450, y - 2)
    pen.rectangle((420, y + 40, 560, y + 80), fill=BLUE)
    write(CONFIRM, 440, y + 50, WHITE)
    look = Seen(Frame(picture, picture, 0), picture, tuple(shown), "https://arbor.example/")
    reader = SimpleNamespace(read=lambda x: [TextLine(CONFIRM, 0, 0, x.width, x.height, 1.0)])
    guard = CommitGuard(
        Task("arbor", "Arbor", goal, "https://arbor.example/"),
        cast("Session", None),
        twin=cast("Twin", None),
        reader=cast("Reader", reader),
        told=cast("Told", None),
        siblings=Siblings("Arbor"),
    )
    press = Press(CONFIRM, CONFIRM, "confirm", commit=True)
    return guard._label_agrees(press, look, 460, y + 58)


def test_a_box_that_is_left_empty_offers_nothing_to_what_is_confirmed() -> None:
    assert agreed(*OVER, "einfach Pause:", box=PAUSE, ticked=False)
    assert not agreed(*OVER, "einfach Pause:", box=PAUSE, ticked=True)


@pytest.mark.parametrize(
    ("said", "box"),
    [
        ((*OVER, "Wir pausieren dein Abo:"), "Nicht pausieren"),
        (("Abo pausieren?", "Oder einfach:"), "Stattdessen kündigen"),
        (("Abo pausieren?", "Dein Abo ruht dann bis Mai."), PAUSE),
        ((*OVER, "Oder pausiere dein Abo für 2 Monate."), PAUSE),
    ],
)
def test_what_no_empty_box_leaves_out_still_decides(said: tuple[str, ...], box: str) -> None:
    assert not agreed(*said, box=box, ticked=False)
