"""What a page has chosen, ticked or told unasked, and what it shows in places of its own."""

from dataclasses import replace

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.pixels import Box
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.screen import Control
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold


def test_the_only_contract_has_to_be_chosen_all_the_same() -> None:
    rows = ("# R\u00e9silier votre contrat", "(.) Arbor TV - contrat n\u00b0 7714", "[Continuer]")
    told = ACCOUNT | {"history": [step("click", "R\u00e9silier votre contrat")]}
    assert choose(case(*rows, **told)).target == "Arbor TV - contrat n\u00b0 7714"
    chosen = tuple(each.replace("(.)", "(o)") for each in rows)
    assert choose(case(*chosen, **told)).target == "Continuer"


@pytest.mark.parametrize(
    "entry",
    [
        "Infos d'abonnement",
        "Mon abonnement et mes paiements",
        "Info de suscripci\u00f3n",
        "Infos zum Abo",
        "Vertragsdaten",
        "Tarif & Zahlung",
        "Streaming plan",
    ],
)
def test_entries_of_a_menu_that_hold_the_plan(entry: str) -> None:
    assert choose(case("<Notifications>", f"<{entry}>", "<FAQ>", **ACCOUNT)).target == entry


def test_a_newsletter_ticked_for_us_in_a_survey_is_unticked() -> None:
    rows = (
        "# Any last words?",
        "Tell us why you are leaving (optional)",
        "(x) Send me Arbor Post, the weekly newsletter",
        "Your membership will end on 21 December 2026.",
        "[I'm not ready to leave]",
        "<Switch off renewal>",
    )
    boxed = tuple(each.replace("(x)", "( )") for each in rows)
    move = choose(case(*rows, **LEAVING))
    assert move.target == "Send me Arbor Post, the weekly newsletter"
    assert choose(case(*boxed, **LEAVING)).target != move.target


def test_a_picture_in_the_last_rows_is_no_reason_that_was_chosen() -> None:
    rows = (
        "# What's the main reason you're leaving?",
        "(.) It's too expensive",
        "(.) I don't use it enough",
        "(.) Technical problems",
        "[Continue]",
        "<Terms of use>",
        "<Privacy>",
        "<Gift cards>",
    )
    shown = case(*rows, **LEAVING)
    sign = replace(shown.screen.controls[1].mark, checked=True, is_round=False)  # type: ignore[type-var]
    last = tuple(
        replace(each, mark=sign if each.text == "Gift cards" else None, box=at(each, 760, place))
        if each.text in {"Terms of use", "Privacy", "Gift cards"}
        else each
        for place, each in enumerate(shown.screen.controls)
    )
    move = choose(Case(shown.question, replace(shown.screen, controls=last)))
    assert move.target == "I don't use it enough"


def at(control: Control, top: int, place: int) -> Box:
    left = 40 + 120 * place
    return Box(left, top, left + control.box.width, top + 18)


def test_who_bills_is_told_of_yours_though_a_price_stands_nearer() -> None:
    rows = (
        "# Billing",
        "Arbor TV Family, active",
        "\u20ac9.90 per month",
        "Billed by Northwave Mobile",
        "Your subscription is billed through Northwave Mobile.",
        "Prefer to pay us directly? Add a card and get Family for \u20ac10.90 per month.",
        "[Pay by card]",
    )
    assert choose(case(*rows, **ACCOUNT)).error_code == "third_party_billing"


def test_a_page_that_shows_next_to_nothing_may_still_come() -> None:
    rows = ("# Assistance Arbor", "", "<Retour \u00e0 mon compte>")
    told = ACCOUNT | {"history": [step("click", "discutez avec notre assistant.")]}
    assert choose(case(*rows, **told)).action == "wait"
    waited = [*told["history"], step("wait", "")]
    assert choose(case(*rows, **ACCOUNT | {"history": waited})).action != "wait"


def test_the_end_of_a_sentence_is_no_way_out() -> None:
    rows = (
        "# Falta un paso",
        "Tu plan sigue activo. Hemos dejado un mensaje en tu Buz\u00f3n. \u00c1brelo y",
        "confirma la baja.",
        "[Ir al Buz\u00f3n]",
    )
    assert choose(case(*rows, **ACCOUNT)).target != "confirma la baja."


def test_a_button_that_works_on_it_is_waited_for() -> None:
    rows = (
        "# Turn off auto-renew?",
        "Your Arbor plan stays active through December 3, 2026.",
        "[Cancel]",
        "[Please wait...]",
    )
    told = LEAVING | {"history": [step("click", "Turn off auto-renew", page="confirm")]}
    assert choose(case(*rows, **told)).action == "wait"


def test_what_tells_how_the_plan_stands_is_no_way_on() -> None:
    rows = (
        "# Settings",
        "<$59.99/year\u00b7Canceled>",
        "Canceled, access until December 3, 2026. You will not be charged again.",
        "<Turn auto-renew back on>",
    )
    told = LEAVING | {"committed": True}
    assert choose(case(*rows, **told)).action == "done"


@pytest.mark.parametrize("entry", ["Sign in", "8 Sign in"])
def test_a_head_before_the_way_in_is_no_box_to_tick(entry: str) -> None:
    rows = ("<Home>", "<Movies>", f"(x) {entry}", "# Tonight on Arbor", "<Support>")
    move = choose(case(*rows, **ACCOUNT | {"phase": "sign_in"}))
    assert (move.page, move.target) == ("sign_in", entry)


def test_an_offer_that_asks_whether_you_go_is_an_offer() -> None:
    """What declines it is no last press: it found no second source."""
    rows = (
        "# Willst du wirklich schon gehen, [name]?",
        "50 % Rabatt f\u00fcr 3 Monate",
        "Bleib dabei f\u00fcr nur 6,99 \u20ac im Monat.",
        "[Angebot annehmen]",
        "<Nein danke, ich verzichte auf gute Filme>",
    )
    move = choose(case(*rows, **LEAVING))
    assert (move.page, move.commit) == ("offer", False)
    assert move.target == "Nein danke, ich verzichte auf gute Filme"


def test_which_subscription_to_cancel_is_asked_whatever_they_cost() -> None:
    """Another one was chosen for us, and was sent."""
    rows = (
        "# Which subscription would you like to cancel?",
        "(o) Stellar Kids, \u20ac5.99",
        "(.) Arbor TV, \u20ac9.99",
        "[Cancel subscription]",
    )
    assert choose(case(*rows, **ACCOUNT)).target == "Arbor TV, \u20ac9.99"


@pytest.mark.parametrize(
    "circle",
    [
        "Pause my subscription for 3 months",
        "Switch to the annual membership",
        "Keep Arbor TV at half the cost",
        "Arbor TV Basic",
    ],
)
def test_one_circle_beside_the_way_on_is_no_contract(circle: str) -> None:
    rows = ("# Before you go", f"(.) {circle}", "[Continue]", "[Continue to cancel]")
    assert choose(case(*rows, **LEAVING)).target == "Continue to cancel"


@pytest.mark.parametrize(
    ("said", "plan"),
    [("\u20ac119.99 per year", "Monthly"), ("Total today \u20ac119.99", None)],
)
def test_what_costs_beside_the_extras_is_not_gone_on_with(said: str, plan: str | None) -> None:
    told = ACCOUNT | {"goal": "resume", "plan": plan, "max_price": "12.99 EUR"}
    history = [step("click", "Restart membership")]
    rows = ("# Make it yours", "Arbor TV Premium", said, "( ) Arbor Sports, \u20ac4.99 per month")
    move = choose(case(*rows, "[Continue]", **told | {"history": history}))
    assert move.target != "Continue"


def test_another_cards_biller_is_not_ours() -> None:
    rows = (
        "# Subscriptions",
        "Arbor TV, \u20ac9.90 per month",
        "Renews on December 3, 2026",
        "[Manage]",
        "Stellar Kids, \u20ac4.99 per month",
        "Your subscription is billed through Apple.",
    )
    assert choose(case(*rows, **ACCOUNT)).target == "Manage"


def test_what_loads_below_the_account_is_not_waited_for() -> None:
    rows = (
        "# Account",
        "Arbor TV Premium",
        "Next billing date December 3, 2026",
        "[Cancel subscription]",
        "Recommended",
        "[Loading...]",
    )
    assert choose(case(*rows, **ACCOUNT)).target == "Cancel subscription"


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("No thanks, I prefer to pay full price when I come back", Role.DECLINE),
        ("Nein danke, ich zahle sp\u00e4ter lieber wieder den vollen Preis", Role.DECLINE),
        ("Non merci, je pr\u00e9f\u00e8re payer plein tarif quand je reviendrai", Role.DECLINE),
        ("Nein danke, ich behalte mein Abo", Role.STAY),
        ("No gracias, me quedo", Role.STAY),
        ("No gracias, mantengo mi plan", Role.STAY),
    ],
)
def test_a_no_may_be_long_and_may_be_one_to_leaving(words: str, role: Role) -> None:
    assert role_of(fold(words)) is role


def test_where_children_watch_the_way_in_is_the_grown_ups() -> None:
    told = ACCOUNT | {"phase": "sign_in"}
    rows = ("<Cartoons>", "<Songs>", "[Grown-ups]", "# Hello, little wobbler!")
    assert choose(case(*rows, **told)).target == "Grown-ups"


def test_what_cannot_be_ticked_is_no_extra() -> None:
    """ "\u00c0 payer aujourd'hui : 0,00 \u20ac": the letter with its accent was a ticked box."""
    rows = (
        "# R\u00e9capitulatif",
        "Formule : Essentiel",
        "Prix : 6,99 \u20ac par mois",
        "(x) A payer : 0,00 \u20ac",
        "[R\u00e9activer mon abonnement]",
    )
    told = ACCOUNT | {"goal": "resume", "plan": "Essentiel", "max_price": "6.99 EUR"}
    went = [step("click", "Continuer", page="plans")]
    shown = case(*rows, **told | {"history": went})
    assert choose(shown).target == "A payer : 0,00 \u20ac"
    idle = [*went, step("click", "A payer : 0,00 \u20ac", page="checkout", changed=False)]
    again = case(*rows, **told | {"history": idle})
    assert choose(again).target == "R\u00e9activer mon abonnement"


def test_please_confirm_the_end_is_no_end() -> None:
    rows = (
        "# Please confirm the end of your membership",
        "Your benefits continue until 27 December 2026, after which your card will not be charged.",
        "[Keep my membership]",
        "[End on 27 December 2026]",
    )
    move = choose(case(*rows, **LEAVING))
    assert (move.target, move.commit) == ("End on 27 December 2026", True)


@pytest.mark.parametrize(
    ("title", "typed"),
    [("Gib deine E-Mail-Adresse ein", True), ("Newsletter: your e-mail address", False)],
)
def test_the_title_names_the_only_field_where_its_label_was_not_read(
    title: str, *, typed: bool
) -> None:
    told = ACCOUNT | {"phase": "sign_in", "history": [step("click", "Anmelden", page="sign_in")]}
    rows = (f"# {title}", "|resse|", "[Weiter]", "<Passwort vergessen?>")
    move = choose(case(*rows, **told))
    assert (move.text_ref == "email") is typed


def test_a_box_that_renews_is_cleared_and_saved() -> None:
    rows = (
        "# Renewal settings",
        "Your membership renews automatically on 2 December 2026.",
        "(x) Renew my membership automatically",
        "[Save changes]",
    )
    shown = case(*rows, **ACCOUNT)
    move = choose(shown)
    assert move.target.endswith("Renew my membership automatically")
    cleared = tuple(
        replace(each, mark=replace(each.mark, checked=False)) if each.mark is not None else each
        for each in shown.screen.controls
    )
    turned = case(*rows, **ACCOUNT | {"history": [step("click", move.target)]})
    after = choose(Case(turned.question, replace(turned.screen, controls=cleared)))
    assert after.target == "Save changes"
