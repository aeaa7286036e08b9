"""Pages whose words the rules do not know: where a control stands has to tell what it is for."""

from typing import Any

import numpy as np
import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.move import Move
from browser_agent.rules.question import Question
from browser_agent.rules.screen import compose
from browser_agent.rules.tests.vision_pages import Camera, account, flow, form
from kernel.ocr import Reader

pytestmark = pytest.mark.browser
PAST = {"x": 500, "y": 300, "changed": True, "note": "", "text_ref": None}


@pytest.fixture(scope="module")
def camera(tmp_path_factory: pytest.TempPathFactory) -> Camera:
    return Camera(tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def answer(html: str, camera: Camera, reader: Reader, **told: Any) -> Move:
    question = {"goal": "cancel", "service": "Arbor TV", "today": "2026-11-21", "history": []}
    picture = camera.shoot(html)
    screen = compose(np.asarray(picture, dtype=np.uint8), reader.read(picture))
    return choose(Case(Question.read(question | told), screen))


def clicked(page: str, target: str) -> dict[str, Any]:
    return {"step": 1, "page": page, "action": "click", "target": target} | PAST


def test_a_button_by_the_renewal_is_tried_whatever_it_is_called(
    camera: Camera, reader: Reader
) -> None:
    html = account(
        "<p>Preferred, 2 streams</p><p>Your package will be billed again on Dec 7, 2026.</p>"
        "<button class=loud>Modify service</button>"
    )
    move = answer(html, camera, reader)
    assert (move.action, move.target) == ("click", "Modify service")


@pytest.mark.parametrize("words", ["Watch now", "Gift Arbor TV", "Switch plan", "Add 2 screens"])
def test_what_plays_gives_changes_or_adds_is_no_way_out(
    words: str, camera: Camera, reader: Reader
) -> None:
    html = account(
        "<p>Preferred, 2 streams</p><p>Your package will be billed again on Dec 7, 2026.</p>"
        f"<button class=loud>{words}</button>"
    )
    assert answer(html, camera, reader).target != words


def test_an_article_that_tells_how_to_leave_leads_there(camera: Camera, reader: Reader) -> None:
    html = flow(
        "<div class=card><h2>Disconnecting Arbor service</h2><p>Video service can be disconnected "
        "through your services page.</p><a>The services page</a></div>"
    )
    move = answer(html, camera, reader, phase="act", history=[clicked("account", "Disconnecting")])
    assert (move.action, move.target) == ("click", "The services page")


def test_a_faint_button_waits_for_the_box_above_it_to_be_read(
    camera: Camera, reader: Reader
) -> None:
    html = flow(
        "<h1>Review and submit</h1><p>Disconnection date: Dec 17, 2026.</p>"
        "<div style='height:90px;overflow:auto;border:1px solid #bcd;padding:8px'>"
        "<p>Disclosure 1. Charges accrued before that time remain payable in full.</p>"
        "<p>Disclosure 2. Equipment is to be returned.</p><p>Disclosure 3. Nothing more.</p></div>"
        "<button style='color:#e0b4b4;background:#fff;border:1px solid #e0b4b4'>"
        "Submit cancellation</button> <button class=quiet>Keep service</button>"
    )
    move = answer(html, camera, reader, history=[clicked("offer", "Proceed to cancel")])
    assert move.action == "scroll"
    assert move.y is not None
    assert 130 < move.y < 330


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("Your plan is billed by Maplestore.", True),
        ("Tu suscripción la cobra Maplestore.", True),
        ("Du hast Arbor TV bei Voltacom gebucht.", True),
        ("Votre abonnement est facturé par Canopia.", True),
        ("Your plan is billed by Arbor TV.", False),
        ("Billed through PayPal every month.", False),
        ("Dein Abo wird per Kreditkarte bezahlt.", False),
        ("If you are billed by Maplestore, go there.", False),
    ],
)
def test_who_bills_is_read_as_a_name(
    text: str, elsewhere: bool, camera: Camera, reader: Reader
) -> None:
    html = account(f"<p>Preferred</p><p>{text}</p>")
    move = answer(html, camera, reader)
    assert (move.error_code == "third_party_billing") is elsewhere, move


def test_a_link_in_an_email_is_wanted_after_the_last_press_too(
    camera: Camera, reader: Reader
) -> None:
    wanted = (
        "<h2>Consultez vos e-mails</h2><p>Un lien a été envoyé à ma••@example.net. Cliquez dessus "
        "pour valider la résiliation.</p><button class=quiet>Renvoyer l'e-mail</button>"
    )
    told = {"committed": True, "history": [clicked("confirm", "Confirmer la résiliation")]}
    move = answer(form(wanted), camera, reader, **told)
    assert move.error_code == "email_confirmation"
    merely = "<h2>Your plan is cancelled</h2><p>We've sent you an email with all the details.</p>"
    move = answer(form(merely), camera, reader, **told)
    assert move.error_code is None


def test_a_profile_is_chosen_in_formal_spanish(camera: Camera, reader: Reader) -> None:
    faces = "".join(
        f"<div style='width:90px'><div style='width:80px;height:80px;background:{colour}'></div>"
        f"{name}</div>"
        for name, colour in (("Marta", "#c36"), ("Toni", "#3a8"), ("Niños", "#fa4"))
    )
    html = flow(f"<h2>Seleccione un perfil</h2><div style='display:flex;gap:30px'>{faces}</div>")
    move = answer(html, camera, reader)
    assert (move.page, move.target) == ("profile_picker", "Marta")


def test_a_form_that_was_sent_in_vain_is_not_the_end(camera: Camera, reader: Reader) -> None:
    """Its button was pressed twice and is worn; it still stands there."""
    html = flow(
        "<h1>Review and submit</h1><p>Your plan ends on Dec 17, 2026.</p>"
        "<button class=loud>Submit cancellation</button> <button class=quiet>Keep it</button>"
    )
    worn = [clicked("confirm", "Submit cancellation") | {"changed": False}] * 2
    move = answer(html, camera, reader, history=worn, committed=True)
    assert move.action != "done"
