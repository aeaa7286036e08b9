"""Misread on the next sets of unseen sites: words that wait, services within a service."""

from dataclasses import replace

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.periods import PRICE
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING
from browser_agent.rules.tests.vision_screens import LINK, case, step


def test_annuler_beside_the_stop_closes_the_question() -> None:
    rows = (
        "# Arr\u00eater Arbor TV ?",
        "Votre abonnement prendra fin le 27 novembre 2026. Vous ne serez plus pr\u00e9lev\u00e9.",
        "[Annuler]",
        "[Confirmer l'arr\u00eat]",
    )
    move = choose(case(*rows, **LEAVING))
    assert (move.target, move.commit) == ("Confirmer l'arr\u00eat", True)


def test_an_empty_field_may_show_the_word_that_it_wants() -> None:
    rows = (
        "# Cancel your subscription?",
        "You'll keep access until 14 December 2026.",
        "To confirm, type CANCEL below",
        "|CANCEL=",
        "[Confirm cancellation]",
        "[Keep subscription]",
    )
    fresh = case(*rows, **LEAVING)
    fields = tuple(replace(each, value="CANCEL") for each in fresh.screen.fields)
    screen = replace(fresh.screen, fields=fields)
    move = choose(Case(fresh.question, screen))
    assert (move.action, move.text) == ("type", "CANCEL")
    history = [*LEAVING["history"], step("type", "CANCEL", page="confirm")]
    typed = choose(Case(case(*rows, **LEAVING | {"history": history}).question, screen))
    assert typed.target == "Confirm cancellation"


def test_a_box_that_cannot_be_ticked_waits_for_the_terms() -> None:
    rows = (
        "# Hinweise zur K\u00fcndigung",
        "Bitte lies die Hinweise bis zum Ende.",
        "Mit der K\u00fcndigung endet dein Abo.",
        "( ) Ich habe die Hinweise gelesen.",
        "[Jetzt k\u00fcndigen]",
    )
    tick = step("click", "Ich habe die Hinweise gelesen.", page="confirm", changed=False)
    told = LEAVING | {"history": [*LEAVING["history"], tick]}
    assert choose(case(*rows, **LEAVING)).target == "Ich habe die Hinweise gelesen."
    assert choose(case(*rows, **told)).action == "scroll"
    end = step("scroll", page="confirm", changed=False)
    again = LEAVING | {"history": [*LEAVING["history"], tick, end]}
    assert choose(case(*rows, **again)).target == "Ich habe die Hinweise gelesen."


@pytest.mark.parametrize(
    ("words", "is_price"),
    [
        ("15,99 \u20ac al mes", True),
        ("$9.99/month", True),
        ("ab 9,99 \u20ac", True),
        ("12 monate (spare 25 %)", False),
        ("monthly $9.99", False),
        ("12 months", False),
    ],
)
def test_a_price_is_no_half_of_a_switch(words: str, *, is_price: bool) -> None:
    assert bool(PRICE(words)) is is_price


def test_edit_in_the_row_of_the_name_two_lines_above_its_day() -> None:
    rows = (
        *("# Subscriptions", "Arbor Music", "Individual Plan", "Renews December 18, 2026"),
        *("Arbor Drive", "Renews December 3, 2026", "<Edit>", "<Edit> "),
    )
    told = ACCOUNT | {"service": "Arbor Music"}
    listed = case(*rows, **told)
    places = {"Arbor Music": 237, "Individual Plan": 261, "Renews December 18, 2026": 285}
    places |= {"Arbor Drive": 338, "Renews December 3, 2026": 362}
    edits = iter((237, 338))

    def moved(item: object) -> object:
        text = item.text  # type: ignore[attr-defined]
        top = places.get(text) or (next(edits) if text == "Edit" else None)
        if top is None:
            return item
        left = 937 if text == "Edit" else 288
        box = item.box  # type: ignore[attr-defined]
        return replace(item, box=replace(box, x0=left, x1=left + box.width, y0=top, y1=top + 18))  # type: ignore[type-var]

    controls = tuple(moved(each) for each in listed.screen.controls)
    edits = iter((237, 338))
    sentences = tuple(moved(each) for each in listed.screen.sentences)
    screen = replace(listed.screen, controls=controls, sentences=sentences)  # type: ignore[arg-type]
    move = choose(Case(listed.question, screen))
    assert (move.target, move.y) == ("Edit", 246)


CHANNEL = ACCOUNT | {"service": "Arbor CineVault channel"}
MEMBERSHIP = (
    "# Account & Settings",
    "<Manage channels>",
    "Arbor membership",
    "Renews on December 19, 2026, $8.99/month",
    "[End membership]",
)


def test_a_channel_is_not_ended_with_the_membership_around_it() -> None:
    move = choose(case(*MEMBERSHIP, **CHANNEL))
    assert (move.target, move.commit) == ("Manage channels", False)
    history = [step("click", "Manage channels"), step("scroll", changed=False)]
    blocked = choose(case(*MEMBERSHIP, **CHANNEL | {"history": history}))
    assert "End" not in blocked.target
    own = choose(case("CineVault", "Renews on December 6, 2026", "[Cancel channel]", **CHANNEL))
    assert own.target == "Cancel channel"
    assert choose(case(*MEMBERSHIP, **ACCOUNT)).target == "End membership"


@pytest.mark.parametrize(
    "entry", ["Zona de padres", "Elternbereich", "Espace parents", "Parents' zone", "For grown-ups"]
)
def test_where_children_watch_the_account_is_the_parents(entry: str) -> None:
    rows = ("<Change profile>", f"<{entry}>", "<Watch>")
    assert choose(case(*rows, **ACCOUNT)).target == entry


def test_after_the_last_press_the_footer_leads_nowhere() -> None:
    told = ACCOUNT | {
        "committed": True,
        "history": [step("click", "Confirmer la r\u00e9siliation", page="confirm")],
    }
    row = (
        "<Mentions l\u00e9gales>",
        "<Conditions g\u00e9n\u00e9rales>",
        "<R\u00e9silier mon contrat>",
    )
    home = case("# Bonjour", "Flow", *row, **told)
    level = tuple(
        replace(each, box=replace(each.box, y0=740, y1=758, x0=60 + 220 * place))
        if f"<{each.text}>" in row
        else each
        for place, each in enumerate(home.screen.controls)
    )
    move = choose(Case(home.question, replace(home.screen, controls=level)))
    assert move.target != "R\u00e9silier mon contrat"


@pytest.mark.parametrize("entry", ["Members' sign in", "Customers' log in", "Member login"])
def test_the_way_in_may_be_called_the_members(entry: str) -> None:
    rows = (f"<{entry}>", "<Library>", "<Help>", "Signal Station")
    move = choose(case(*rows, **ACCOUNT | {"phase": "sign_in"}))
    assert (move.page, move.target) == ("sign_in", entry)


def test_a_link_to_the_page_that_ends_it_ends_nothing_itself() -> None:
    rows = (
        "# How do I cancel my membership?",
        "When you cancel, your membership stays open until the end of the period.",
        "Members can cancel online at any time:",
        "<go to the cancellation page.>",
    )
    told = ACCOUNT | {"history": [step("click", "How do I cancel my membership?", page="home")]}
    shown = case(*rows, **told)
    linked = tuple(
        replace(each, inline=each.text.startswith("go")) for each in shown.screen.controls
    )
    move = choose(Case(shown.question, replace(shown.screen, controls=linked)))
    assert (move.target, move.commit) == ("go to the cancellation page.", False)


def test_a_temporary_stop_is_a_pause() -> None:
    rows = (
        "# Vous nous quittez ?",
        "Vous pouvez faire une pause de 3 mois.",
        "[Confirmer l'arr\u00eat temporaire]",
        "[Poursuivre la r\u00e9siliation]",
        "[Retour]",
    )
    assert choose(case(*rows, **LEAVING)).target == "Poursuivre la r\u00e9siliation"


def test_once_its_own_way_out_was_pressed_a_channels_last_page_need_not_name_it() -> None:
    rows = (
        "# Are you sure you want to cancel?",
        "Your channel subscription will end on December 6, 2026.",
        "[Confirm cancellation]",
    )
    fresh = choose(case(*rows, **CHANNEL))
    assert fresh.target != "Confirm cancellation"
    told = CHANNEL | {"history": [step("click", "Cancel channel", page="account")]}
    assert choose(case(*rows, **told)).target == "Confirm cancellation"


def test_a_membership_that_takes_the_channel_with_it_is_not_the_channel() -> None:
    rows = (
        "# End your Arbor membership?",
        "You will also lose your CineVault channel on December 19, 2026.",
        "[End membership]",
        "[Keep membership]",
    )
    assert choose(case(*rows, **CHANNEL)).target != "End membership"


def test_a_menu_at_the_side_with_legal_notices_is_no_footer() -> None:
    """The account page was none, and a plan that runs was paid for once more."""
    told = ACCOUNT | {"goal": "resume", "max_price": "9.99 USD"}
    shown = case(
        "<Privacy>", "<Terms of use>", "<Sign out>", "# Account", "Arbor Premium",
        "Next billing date December 3, 2026, $9.99", "[Cancel subscription]", "[Pay now]", **told,
    )  # fmt: skip
    menu = iter((260, 290, 320))
    side = tuple(
        replace(each, box=replace(each.box, x0=40, x1=140, y0=(top := next(menu)), y1=top + 18))
        if each.text in {"Privacy", "Terms of use", "Sign out"}
        else replace(each, box=replace(each.box, y0=each.box.y0 + 150, y1=each.box.y1 + 150))
        for each in shown.screen.controls
    )
    sentences = tuple(
        replace(each, box=replace(each.box, y0=each.box.y0 + 150, y1=each.box.y1 + 150))
        for each in shown.screen.sentences
    )
    screen = replace(shown.screen, controls=side, sentences=sentences)
    move = choose(Case(shown.question, screen))
    assert (move.action, move.state) == ("done", "active")


def test_plans_to_change_to_are_no_contracts_to_choose_from() -> None:
    rows = (
        "# Choose the plan that suits you",
        "(.) Basic, \u20ac7.99",
        "(.) Standard, \u20ac11.99",
        "(o) Premium, \u20ac15.99",
        "[Confirm plan]",
        "<Cancel membership>",
    )
    told = ACCOUNT | {"history": [step("click", "Change plan")]}
    assert choose(case(*rows, **told)).target == "Cancel membership"


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("No, switch renewal off", Role.GO_ON),
        ("Switch auto-renewal off", Role.CANCEL),
        ("Turn renewal off", Role.CANCEL),
        ("Switch to annual and turn ads off", Role.STAY),
    ],
)
def test_what_is_switched_may_stand_before_off(words: str, role: Role) -> None:
    assert role_of(words.lower()) is role


def test_what_would_be_if_renewal_is_switched_off() -> None:
    rows = (
        "# Don't let renewal lapse?",
        "If renewal is switched off, your membership ends on 21 December 2026.",
        "[Yes, keep renewal on]",
        "<No, switch renewal off>",
    )
    told = ACCOUNT | {"history": [step("click", "the switch: Automatic renewal")]}
    assert choose(case(*rows, **told)).target == "No, switch renewal off"


def test_the_profile_is_the_last_of_a_menus_entries() -> None:
    told = ACCOUNT | {"history": [step("click", "the menu in the corner", page="home")]}
    menu = case("<Profile>", "<Merkliste>", "<Einstellungen>", "<Ausloggen>", **told)
    assert choose(menu).target == "Einstellungen"


def test_an_arrow_beside_the_initials_is_read_as_a_tick() -> None:
    shown = case("<Shows>", "<Kids>", "[DK\u2713]", "# Cosy nights in", **ACCOUNT)
    top = tuple(
        replace(each, face=None, box=replace(each.box, x0=1164, x1=1207, y0=32, y1=50))
        if each.text.startswith("DK")
        else each
        for each in shown.screen.controls
    )
    move = choose(Case(shown.question, replace(shown.screen, controls=top)))
    assert move.target == "DK\u2713"


def test_a_link_within_a_sentence_about_leaving_leads_there() -> None:
    rows = (
        "# Mon compte",
        "Abonnement Arbor Mensuel, Actif, 8,49 \u20ac par mois",
        "Renouvellement automatique le 5 d\u00e9cembre 2026",
        "Pour modifier ou r\u00e9silier votre abonnement, discutez avec notre assistant.",
    )
    told = ACCOUNT | {"history": [step("click", "Mon compte", page="home")]}
    shown = case(*rows, **told)
    line = shown.screen.controls[-1]
    words = "discutez avec notre assistant."
    link = replace(line, text=words, box=replace(line.box, x0=640, x1=900), ink=LINK, inline=True)
    controls = (*shown.screen.controls, link)
    assert choose(Case(shown.question, replace(shown.screen, controls=controls))).target == words


def test_extras_between_plan_and_payment_are_left_out() -> None:
    rows = ("1 Plan, 2 Extras, 3 Review", "# Make it yours", "(x) Arbor Radio")
    rows_below = ("Live commentary for \u20ac2.99 per month", "[Continue]")
    told = ACCOUNT | {"goal": "resume", "plan": "Standard", "max_price": "12.99 EUR"}
    history = [step("click", "Restart membership"), step("click", "Continue", page="plans")]
    shown = case(*rows, *rows_below, **told | {"history": history})
    below = tuple(
        replace(each, box=replace(each.box, y0=172, y1=190))
        if each.text.startswith("Live")
        else each
        for each in shown.screen.controls
    )
    question = shown.question
    move = choose(Case(question, replace(shown.screen, controls=below)))
    assert move.target == "Arbor Radio"
    cleared = tuple(
        replace(each, mark=replace(each.mark, checked=False)) if each.mark is not None else each
        for each in below
    )
    assert choose(Case(question, replace(shown.screen, controls=cleared))).target == "Continue"
