"""The sentence above a bare answer, and whether a press is the one that was asked for."""

import pytest

from browser_agent.asking import Above, above, is_final, takes_offer
from browser_agent.contract import ActionName
from kernel.ocr import TextLine


def line(text: str, x: int, y: int, *, high: int = 18) -> TextLine:
    return TextLine(text, x, y, x + 9 * len(text), y + high, 1.0)


def test_the_nearest_sentence_above_comes_first_and_wrapped_lines_are_one() -> None:
    lines = [
        line("Before you go", 300, 100, high=30),
        line("Your films stay here. Do you really want to", 300, 180),
        line("cancel your membership?", 300, 202),
        line("Yes", 420, 300),
        line("Help", 420, 500),
    ]
    found = above(lines, 430, 309)
    assert found.sentences[0] == "Do you really want to cancel your membership?"
    assert found.sentences[1] == "Your films stay here."
    assert not found.native


def test_what_one_may_watch_until_then_is_no_offer() -> None:
    lines = [
        line("127.0.0.1:9001 says", 400, 40),
        line("\u00bfSeguro que quieres cancelar tu suscripci\u00f3n? Podr\u00e1s", 400, 70),
        line("seguir viendo Patio hasta el 15 de marzo de 2027.", 400, 92),
    ]
    assert not takes_offer("OK", above(lines, 500, 150))
    lines[1] = line("\u00bfQuieres", 400, 70)
    lines[2] = line("seguir viendo Patio por 3,99?", 400, 92)
    assert takes_offer("OK", above(lines, 500, 150))


def test_words_far_aside_or_below_are_not_above() -> None:
    lines = [line("Keep your plan?", 1000, 100), line("Pause it?", 300, 400)]
    assert above(lines, 320, 200).sentences == ()


def test_a_dialog_of_the_browsers_own_is_known() -> None:
    lines = [line("127.0.0.1:9001 says", 400, 60), line("Cancel your plan?", 400, 100)]
    found = above(lines, 450, 160)
    assert found.native
    assert found.asks_to_leave


@pytest.mark.parametrize(
    ("question", "answer", "takes"),
    [
        ("Do you want to pause your plan instead?", "Yes", True),
        ("Do you want to pause your plan instead?", "No", False),
        ("Would you like to keep your membership?", "OK", True),
        ("Are you sure you don't want to keep your membership?", "Yes", False),
        ("Are you sure you want to cancel?", "Yes", False),
        ("Are you sure you want to cancel?", "No", True),
        ("Stay with us for $2.99?", "Sure", True),
        ("Switch to Basic and save?", "Continue", True),
        ("You will lose your benefits on 14 December.", "Continue", False),
        ("¿Quieres cambiar a Básico?", "Sí", True),
        ("Souhaitez-vous mettre en pause votre abonnement ?", "Oui", True),
        ("Möchtest du wirklich kündigen?", "Ja", False),
        ("Möchtest du dein Abo lieber pausieren?", "Ja", True),
        ("Quer mesmo cancelar?", "Sim", False),
        ("Vuoi mettere in pausa l'abbonamento?", "Conferma", True),
        ("Wil je je abonnement behouden?", "Ja", True),
        ("We collect cookies.", "Accept", False),
        ("Tell us why.", "Submit", False),
    ],
)
def test_a_bare_answer_takes_what_the_question_offers(
    question: str, answer: str, takes: bool
) -> None:
    assert takes_offer(answer, Above((question,))) is takes


@pytest.mark.parametrize(
    ("label", "sentences", "action", "final"),
    [
        ("Finish cancellation", (), "cancel", True),
        ("Yes, cancel", ("Cancel your plan?",), "cancel", True),
        ("Yes", ("Are you sure you want to cancel?",), "cancel", True),
        ("Confirm", ("Your plan will end on 14 December.",), "cancel", True),
        ("Confirm", ("Pause your plan instead?",), "cancel", False),
        ("Confirm", ("Choose a picture for your profile.",), "cancel", False),
        ("Keep my plan", ("Cancel your plan?",), "cancel", False),
        ("No thanks", ("Would you like 3 months at half price?", "Pause instead?"), "cancel", True),
        ("Play trailer", (), "cancel", False),
        ("Kündigung bestätigen", (), "cancel", True),
        ("Restart membership", (), "resume", True),
        ("Confirm and pay", (), "resume", True),
        ("Cancel membership", (), "resume", False),
        ("Play trailer", (), "resume", False),
    ],
)
def test_the_press_that_was_asked_for_is_known_by_its_words(
    label: str, sentences: tuple[str, ...], action: ActionName, final: bool
) -> None:
    assert is_final(label, Above(sentences), action) is final


@pytest.mark.parametrize(
    ("chosen", "final"),
    [
        (("Yes, cancel - don't renew my plan after 2 March",), True),
        (("No, don't cancel - my plan should not stop renewing",), False),
        (("Yes, cancel my plan", "Keep me up to date"), False),
        ((), False),
    ],
)
def test_a_button_that_saves_a_choice_is_final_by_what_is_chosen(
    chosen: tuple[str, ...], *, final: bool
) -> None:
    asked = Above(("Your renewal on 2 March 2027",))
    assert is_final("Save my choice", asked, "cancel", chosen=chosen) is final


def test_a_name_tells_what_is_ended() -> None:
    """ "End Arbor Total", without a word for a plan; "End Arbor Motorsport" is another one."""
    assert is_final("End Arbor Total", Above(()), "cancel", service="Arbor Total")
    assert is_final("Endg\u00fcltig beenden", Above(("Grund (optional)",)), "cancel")
    assert not is_final("Sitzung endg\u00fcltig beenden", Above(("Grund (optional)",)), "cancel")
    assert not is_final("End Arbor Motorsport", Above(()), "cancel", service="Arbor Total")
    assert not is_final("Keep Arbor Total", Above(()), "cancel", service="Arbor Total")


@pytest.mark.parametrize(
    "label",
    [
        "Am 3. Dezember 2026 beenden",
        "Am3. Dezember 2026 beenden",
        "Confirmer l'arr\u00eat",
        "Zum 3. Dezember 2026 k\u00fcndigen",
        "End on 28 November 2026",
        "Cancelar el 3 de diciembre de 2026",
        "R\u00e9silier le 3 d\u00e9cembre 2026",
    ],
)
def test_what_ends_on_a_day_is_a_plan(label: str) -> None:
    assert is_final(label, Above(()), "cancel")


@pytest.mark.parametrize("label", ["Remind me on 3 December 2026", "Pause until 3 December 2026"])
def test_other_things_on_a_day_end_nothing(label: str) -> None:
    assert not is_final(label, Above(()), "cancel")


@pytest.mark.parametrize(
    ("label", "final"),
    [
        ("Confirmer l'arr\u00eat", True),
        ("Confirmer l'arr\u00eat de mon abonnement", True),
        ("Confirmer l'arr\u00eat d\u00e9finitif", True),
        ("Confirmer l'arr\u00eat de votre offre", True),
        ("Confirmer l'arr\u00eat temporaire", False),
        ("Confirmer l'arr\u00eat des notifications", False),
        ("Arr\u00eat de la lecture automatique", False),
    ],
)
def test_a_stop_may_be_that_of_something_else(label: str, *, final: bool) -> None:
    asked = Above(("Votre abonnement prendra fin le 27 novembre 2026.",))
    assert is_final(label, asked, "cancel") is final
