"""What published taxonomies of dark patterns name, and how the rules meet each of it."""

from dataclasses import replace

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.pixels import Box, Mark
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold


@pytest.mark.parametrize(
    ("question", "on", "back"),
    [
        ("Do you want to stop the cancellation?", "No", "Yes"),
        ("Would you like to abandon your cancellation?", "No", "Yes"),
        ("\u00bfDeseas detener la cancelaci\u00f3n?", "No", "S\u00ed"),
        ("Souhaitez-vous interrompre la r\u00e9siliation", "Non", "Oui"),
        ("M\u00f6chten Sie die K\u00fcndigung abbrechen?", "Nein", "Ja"),
        ("Are you sure you want to proceed? Your plan will be cancelled.", "Yes, proceed", "No"),
        ("Bist du sicher, dass du k\u00fcndigen m\u00f6chtest?", "Ja", "Nein"),
        ("\u00bfSeguro que quieres darte de baja?", "S\u00ed", "No"),
        ("\u00cates-vous s\u00fbr de vouloir r\u00e9silier ?", "Oui", "Non"),
    ],
)
def test_trick_wording_is_resolved_by_the_question(question: str, on: str, back: str) -> None:
    for first, second in ((on, back), (back, on)):
        assert choose(case(question, f"[{first}]", f"[{second}]")).target == on


@pytest.mark.parametrize(
    "label",
    [
        "Yes, stop the cancellation",
        "Ja, K\u00fcndigung abbrechen",
        "Cancel my cancellation",
        "No, don't cancel",
        "Nein, nicht k\u00fcndigen",
        "Ne pas r\u00e9silier",
        "No cancelar",
    ],
)
def test_a_refusal_of_the_refusal_stays(label: str) -> None:
    assert role_of(fold(label)) is Role.STAY


@pytest.mark.parametrize(
    "label",
    [
        "No, I enjoy paying full price",
        "Nein, ich zahle gerne mehr",
        "Non, je pr\u00e9f\u00e8re payer plein tarif",
        "No thanks, I hate saving money",
    ],
)
def test_confirmshaming_is_a_plain_no(label: str) -> None:
    assert role_of(fold(label)) is Role.DECLINE


@pytest.mark.parametrize(
    "label",
    [
        "Delete my account",
        "Close and erase my account",
        "Eliminar mi cuenta",
        "Supprimer mon compte",
        "Konto l\u00f6schen",
    ],
)
def test_the_account_itself_is_not_ended(label: str) -> None:
    told = case("# My account", f"<{label}>", history=[step("scroll", changed=False)])

    assert role_of(fold(label)) is Role.NONE
    assert choose(told).target != label


def test_preselection_is_undone_before_the_last_press() -> None:
    items = ("# Cancel your plan", "(x) Add protection for $1.99 a month", "[Confirm cancellation]")

    assert choose(case(*items)).target == "Add protection for $1.99 a month"


def test_paid_time_is_not_given_away() -> None:
    move = choose(
        case(
            "# When should it end?",
            "( ) Cancel immediately and lose access",
            "( ) Cancel at the end of my billing period",
            "[Continue]",
        )
    )

    assert move.target == "Cancel at the end of my billing period"


def test_a_disguised_advertisement_is_not_the_way_to_the_plan() -> None:
    told = case(
        "# Account",
        "Seven days free, then $14.99 a month",
        "[Review subscription]",
        "Renews on 14 December 2026",
        "<Manage plan>",
    )

    assert choose(told).target == "Manage plan"


def test_nagging_is_put_off_and_not_inside_a_cancellation() -> None:
    assert choose(case("Try our new games!", "[Play now]", "[Not now]")).target == "Not now"
    inside = case("Cancel your plan?", "[Yes, cancel]", "[Not now]")
    assert choose(inside).target == "Yes, cancel"


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Type CANCEL to confirm.", "CANCEL"),
        ("To end it, please type \u201cunsubscribe me\u201d below", "unsubscribe me"),
        ("Please write the word goodbye to continue cancelling", "goodbye"),
        ("Escribe CANCELAR para confirmar la baja", "CANCELAR"),
        ("Saisissez R\u00c9SILIER pour confirmer la r\u00e9siliation", "R\u00c9SILIER"),
        ("Bitte schreibe K\u00dcNDIGEN in das Feld", "K\u00dcNDIGEN"),
        ("Gib \u201eAbo beenden\u201c ein, um zu k\u00fcndigen", "Abo beenden"),
        ("TYPE STOP TO CONFIRM", "STOP"),
    ],
)
def test_forced_action_the_word_is_typed_as_printed(sentence: str, word: str) -> None:
    move = choose(case("# Confirm cancellation", sentence, "|word|", "[Cancel subscription]"))

    assert (move.action, move.text) == ("type", word)


def test_what_the_customer_has_is_no_word_to_type() -> None:
    move = choose(case("# Cancel plan", "Enter your email to continue", "|reason|", "[Continue]"))

    assert move.text != "your email"


@pytest.mark.parametrize(("goal", "is_on"), [("cancel", True), ("resume", False)])
def test_the_switch_of_the_renewal_is_turned_the_right_way(goal: str, *, is_on: bool) -> None:
    told = case("# Subscription", "Premium", "Auto-renew", goal=goal)
    *others, label = told.screen.controls
    mark = Mark(Box(900, label.box.y0, 944, label.box.y0 + 24), checked=is_on, is_switch=True)
    screen = replace(told.screen, controls=(*others, replace(label, mark=mark)))

    move = choose(Case(told.question, screen))
    assert (move.target, move.x) == ("the switch: Auto-renew", 922)
    turned = replace(mark, checked=not is_on)
    screen = replace(told.screen, controls=(*others, replace(label, mark=turned)))
    assert choose(Case(told.question, screen)).x != 922


def test_a_passkey_page_is_a_persons_unless_it_offers_another_way() -> None:
    items = ("# Use your passkey", "Your device asks for your fingerprint", "[Continue]")

    assert choose(case(*items)).error_code == "passkey"
    assert choose(case(*items, "<Use password instead>")).target == "Use password instead"
    assert choose(case(*items, "<Try another way>")).target == "Try another way"


def test_a_footer_that_names_privacy_is_no_cookie_banner() -> None:
    told = case("# Anmelden", "|E-Mail-Adresse|", "[Weiter]", "<Datenschutz>")

    assert choose(told).text_ref == "email"


def test_whoever_came_to_sign_in_goes_on_whatever_the_button_is_called() -> None:
    items = ("# Hey, welcome back!", "|Your email|", "[Onwards]")
    door = step("click", "Log in", page="sign_in")

    assert choose(case(*items, history=[door])).text_ref == "email"
    assert choose(case(*items)).text_ref is None


def test_a_bare_cancel_is_no_way_on_beside_a_yes() -> None:
    told = case("Annuler votre abonnement ?", "[Annuler]", "<Oui, y mettre fin>")

    assert choose(told).target == "Oui, y mettre fin"


def test_consent_is_refused_whatever_stands_above_it() -> None:
    told = case("Before you watch", "[Accept all]", "[Decline optional]")

    assert choose(told).target == "Decline optional"


def test_a_pronoun_is_no_word_to_type() -> None:
    told = case("What's the code?", "We sent six digits. Type them here.", "|The six digits|")

    assert choose(told).ask == "code"
