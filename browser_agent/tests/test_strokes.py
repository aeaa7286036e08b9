"""i, l, I, 1 and | are one stroke: what must not be pressed is known however it was read."""

import pytest

from browser_agent.asking import Above, is_final
from browser_agent.lexicon import forbidden_on_cancel, forbidden_on_resume
from browser_agent.money import charged_prices
from browser_agent.plan_names import names_other_plan
from browser_agent.sayings import state_of
from browser_agent.strokes import Wording, one_stroke, plain
from kernel.ocr import TextLine

FORBIDDEN = (
    "Contlnuer avec mon abonnement", "Proflter de l'offre", "Relancer",
    "Mettre en pause 1 mois", "Abo verlangern", "Mltglledschaft behalten", "Pausleren",
    "Mantener ml pian", "Apllcar el descuento", "Swltch to Baslc", "CIalm offer", "C1aim offer",
    "|'ll stay", "1'll stay", "l'll keep my pian", "RemaIn a member", "Resubscrlbe", "Cla|m offer",
    "Kundlgung zuruckzlehen", "Annuler la réslllatlon", "Don`t cancel", "Don\u2018t cance1",
)  # fmt: skip
FINAL = (
    "Vallder la réslllatlon", "Réslller mon abonnement", "Résl||er mon abonnement",
    "Flnish cancellatlon", "Flnlsh cancelIatlon", "Conflrm cance11ation", "Kündlgung bestätlgen",
    "Kündigung absenden", "Tramltar la baja", "SÍ, CANCELAR MI PLAN", "Sl, cancelar ml plan",
    "Confirmer 1a résiliation", "Dlsdlcl", "CONF|RM CANCELLAT|ON",
)  # fmt: skip


def line(text: str) -> TextLine:
    return TextLine(text, 100, 40, 100 + 9 * len(text), 58, 1.0)


@pytest.mark.parametrize("words", FORBIDDEN)
def test_a_forbidden_word_does_not_pass_because_it_was_misread(words: str) -> None:
    assert forbidden_on_cancel(words) is not None


@pytest.mark.parametrize("words", FINAL)
def test_the_right_press_is_known_although_misread(words: str) -> None:
    assert is_final(words, Above(), "cancel")
    assert forbidden_on_resume(words) == "end"


def test_a_bare_answer_and_the_question_above_it_may_be_misread() -> None:
    assert is_final("J'al comprls", Above(("Réslller votre abonnement",)), "cancel")
    assert is_final("Contlnuer", Above(("Votre abonnement sera réslllé. Réslller ?",)), "cancel")
    assert not is_final("Oul", Above(("Mettre votre abonnement en pause ? Flnalement",)), "cancel")


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("Your pian wlll not renew.", "cancelled"),
        ("Votre abonnement a été réslllé.", "cancelled"),
        ("Deln Abo verlangert slch am 3. Januar", "active"),
        ("Dein Abo verlängert sich n1cht.", "cancelled"),
        ("Next bllllng date: 14 Dec 2026", "active"),
        ("Tu suscrlpclón flnallza el 11 de dlclembre", "cancelled"),
    ],
)
def test_an_account_page_may_be_misread(sentence: str, state: str) -> None:
    assert state_of([line(sentence)]) == state


def test_digits_stay_digits() -> None:
    assert (
        one_stroke(plain("1 month for 11,11 \u20ac on 1.1.2027"))
        == "1 month for 11,11 \u20ac on 1.1.2027"
    )
    assert one_stroke(plain("Cance1 in 21 days")) == "cancel ln 21 days"
    assert charged_prices(["Totai: $11.99", "$1"]) == (11.99,)
    assert forbidden_on_cancel("Pause for 1 month") == "change"


def test_a_bar_between_words_and_at_the_edge_of_a_button_is_none() -> None:
    assert plain("Home|Account") == "home account"
    assert forbidden_on_cancel("Pause|") == "change"
    assert forbidden_on_cancel("|Keep my plan|") == "keep"


def test_an_article_is_no_i() -> None:
    assert forbidden_on_cancel("L'offre me convient, je reste") == "keep"
    assert forbidden_on_cancel("I stay in hotels a lot") is None  # a reason in a survey


def test_the_name_of_another_plan_may_be_misread() -> None:
    assert names_other_plan("Choose Baslc", "Premium")
    assert not names_other_plan("Choose Premlum", "Premium")
    assert names_other_plan("Choose annuai plan", "monthly")


def test_a_wording_is_written_with_its_right_letters() -> None:
    word = Wording(r"\b(switch|mail)\b")
    assert word.findall("swltch mall switch") == ["swltch", "mall", "swltch"]
    assert word.sub("x", "a mail") == "a x"
    assert not word.fullmatch("switches")
