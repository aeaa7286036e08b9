"""Ways that sites seen for the first time hid: answers explained beside them, menus with a second
entry, sections of other subscriptions; told in rows of our own."""

from dataclasses import replace

import pytest

from browser_agent.asking import Above, is_final
from browser_agent.belonging import without_others
from browser_agent.parts import Siblings
from browser_agent.policy import Press, judge_press
from browser_agent.rules import menus
from browser_agent.rules.act import choose
from browser_agent.rules.answer import _tells_a_day
from browser_agent.rules.case import Case
from browser_agent.rules.pixels import Box
from browser_agent.rules.places import page_of
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING, at, page
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.tests.test_belonging import line


@pytest.mark.parametrize(
    ("told", "back", "on"),
    [
        ("Choose Next to turn off auto-renewal, or Cancel to keep your pass.", "Cancel", "Next"),
        ("Press Cancel to end your pass, or Continue to keep it.", "Continue", "Cancel"),
        (
            "Klicke auf Weiter, um dein Abo zu kündigen, oder auf Abbrechen, um es zu behalten.",
            "Abbrechen",
            "Weiter",
        ),
        ("Cliquez sur Suivant pour résilier, ou Annuler pour rester.", "Annuler", "Suivant"),
        ("Pulsa Seguir para cancelar tu plan, o Cancelar para conservarlo.", "Cancelar", "Seguir"),
    ],
)
def test_what_the_page_says_of_its_buttons_decides(told: str, back: str, on: str) -> None:
    rows = ("# Cancel your cancellation request?", told, f"[{back}]", f"[{on}]")
    assert choose(case(*rows, **LEAVING)).target == on


def test_without_an_explanation_the_words_decide() -> None:
    rows = ("# End your pass?", "Choose wisely to keep your films.", "[End my pass]", "[Back]")
    assert choose(case(*rows, **LEAVING)).target == "End my pass"


def test_signing_out_ends_nothing() -> None:
    """ "Leave the building (sign out)" was the way out of a cinema club."""
    assert role_of("leave the building (sign out)") is Role.NONE
    rows = ("# Your seat", "<Billing>", "<Leave the building (sign out)>")
    assert choose(case(*rows, **ACCOUNT)).target != "Leave the building (sign out)"


def menu(*entries: str) -> list:  # type: ignore[type-arg]
    head = [at("ARBOR", 40, 24), at("Browse", 160, 24), at("Plans", 260, 24), at("D", 1200, 24)]
    return head + [at(words, 1050, 80 + 44 * place) for place, words in enumerate(entries)]


def test_plans_for_sale_come_after_the_customers_own_menu() -> None:
    lines = [*menu(), at("Films of the week", 100, 300), at("Moor", 100, 380)]
    shown = Case(case(**ACCOUNT).question, page(lines))
    assert choose(shown).target == "D"


def test_a_menu_is_opened_again_for_its_other_entries() -> None:
    """ "Billing" led to receipts; "Account", below it, was never pressed."""
    past = [
        step("click", "D", page="home", x=943, y=40),
        step("click", "Billing", page="home"),
        step("scroll", page="account", changed=False),
    ]
    receipts = [at("Billing", 300, 120, 30), at("30 October 2026", 300, 200), at("10.99", 700, 200)]
    told = ACCOUNT | {"history": past}
    assert choose(Case(case(**told).question, page([*menu(), *receipts]))).target == "D"
    opened = ACCOUNT | {"history": [*past, step("click", "D", page="home", x=943, y=40)]}
    lines = [*menu("Profiles", "Account", "Billing", "Sign out")]
    shown = Case(case(**opened).question, page(lines))
    gone = [each.text for each in shown.labels if menus.is_no_way(shown, each)]
    assert set(gone) == {"Billing", "D"}


def test_the_last_rows_are_no_offer_page() -> None:
    """ "Cancel your contract" stands on every page; here it led to the help and back."""
    lines = [at("Hello", 160, 111, 34), at("My offer", 184, 192), at("[email]", 184, 448)]
    lines += [at("Manage my offer", 208, 281), at("Your last bill", 669, 232)]
    last = ("Terms of use", "Privacy", "Imprint", "Cancel your contract")
    lines += [at(words, 60 + 200 * place, 645, 15) for place, words in enumerate(last)]
    drawn = page(lines)
    pressable = tuple(
        replace(each, face=Box(190, 265, 400, 315)) if each.text == "Manage my offer" else each
        for each in drawn.controls
    )
    shown = Case(case(**ACCOUNT).question, replace(drawn, controls=pressable))
    assert choose(shown).target == "Manage my offer"


def test_a_page_called_account_is_one_whatever_is_in_sight() -> None:
    """What is told of the plan may stand further down: it is scrolled, like no shelf of films."""
    lines = [at("My account", 270, 108, 34), at("Playback", 292, 300), at("Autoplay: On", 292, 340)]
    shown = Case(case(**ACCOUNT).question, page(lines))
    assert page_of(shown) == "account"
    films = [at("New this week", 270, 108, 34), *lines[1:]]
    assert page_of(Case(shown.question, page(films))) == "home"


CLUB = [
    line("Memberships", 200, 150),
    line("\u25bc Vega Series \u2014 Active", 203, 211),
    line("15.99 EUR per month", 204, 277),
    line("Next payment on 30 November 2026", 204, 300),
    line("Cancel this subscription", 202, 340),
    line("\u25b6 Vega Kids \u2014 Active", 202, 415),
]


def test_an_open_section_of_another_subscription_is_not_ours() -> None:
    """The first of two sections was opened, ended and proved; the other one was meant."""
    left = [each.text for each in without_others(CLUB, "Vega Kids", _tells_a_day)]
    assert left == [CLUB[0].text, CLUB[5].text]
    whole = [each.text for each in without_others(CLUB, "Vega Series", _tells_a_day)]
    assert "Cancel this subscription" in whole


def test_the_rail_knows_the_section_and_the_pages_it_leads_to() -> None:
    listed = Siblings("Vega Kids")
    listed.learn(CLUB)
    assert listed.has(CLUB, 349)
    assert listed.has([line("Cancel Vega Series", 200, 150), line("Why?", 200, 200)])
    assert not listed.has([line("Cancel Vega Kids", 200, 150)])
    ours = [line("\u25b6 Vega Series \u2014 Active", 203, 211)]
    ours += [line("\u25bc Vega Kids \u2014 Active", 203, 287)]
    ours += [line("Next payment on 14 December 2026", 204, 360), line("Cancel this", 202, 400)]
    assert not listed.has(ours, 409)


def test_a_shut_section_of_ours_is_opened_before_others() -> None:
    rows = ("# My account", "Memberships", "Billing")
    lines = [at(row.strip("# "), 200, 100 + 40 * y) for y, row in enumerate(rows)]
    lines += [at("\u25b6 Vega Series \u2014 active", 203, 300)]
    lines += [at("\u25b6 Vega Kids \u2014 active", 203, 360)]
    told = ACCOUNT | {"service": "Vega Kids", "history": [step("scroll", changed=False)]}
    move = choose(Case(case(**told).question, page(lines)))
    assert move.target == "\u25b6 Vega Kids \u2014 active"


def test_of_rows_with_two_lines_at_the_left_each_keeps_its_day() -> None:
    told = [
        ("Arthouse Now", 182, 395, "4.99 a month", 416, "Renews on 28 November 2026", 405),
        ("Vega Crime", 183, 469, "5.99 a month", 490, "Ends on 6 December 2026", 479),
    ]
    lines = []
    for name, x, y, price, below, day, middle in told:
        lines += [line(name, x, y), line(price, x, below), line(day, 485, middle)]
        lines += [line("Cancel channel", 959, middle)]
    left = [each.text for each in without_others(lines, "Vega Crime on Omnira", _tells_a_day)]
    assert "Ends on 6 December 2026" in left
    assert "Renews on 28 November 2026" not in left


@pytest.mark.parametrize(
    ("words", "above", "final"),
    [
        ("Turn off", ("Or take a break.", "You keep access.", "Turn off auto-renew?"), True),
        ("Turn off", ("Or take a break instead.", "Turn off notifications?"), False),
        ("Turn off", ("Or take a break instead.", "Turn off auto-renew."), False),
    ],
)
def test_the_title_asks_what_the_button_says(
    words: str, above: tuple[str, ...], *, final: bool
) -> None:
    """Whatever is offered between both."""
    assert is_final(words, Above(above), "cancel") is final


def test_a_card_that_shows_the_address_is_no_form() -> None:
    rows = (
        "# Account",
        "Halo Monthly",
        "13.99 EUR per month. Renews on 2 January 2027.",
        "[Cancel subscription]",
        "# Sign-in details",
        "|[email]=",
        "# Payment",
    )
    past = [step("type", "password", page="sign_in", text_ref="password")]
    past = [step("type", "email", page="sign_in", text_ref="email"), *past]
    past += [step("click", "Account", page="home")]
    assert choose(case(*rows, **ACCOUNT | {"history": past})).target == "Cancel subscription"


@pytest.mark.parametrize(
    ("words", "leaves"),
    [
        ("No, prefiero quedarme sin cine", True),
        ("Non, je pr\u00e9f\u00e8re rester sans cin\u00e9ma", True),
        ("Nein, ich bleibe lieber ohne Kino", True),
        ("No, I'd rather be left without films", True),
        ("No, prefiero quedarme sin anuncios", False),
        ("No, I'd rather stay without worries", False),
        ("Nein, ich bleibe ohne Werbung", False),
        ("Prefiero quedarme sin cine de otros", False),
    ],
)
def test_who_would_be_without_films_leaves(words: str, *, leaves: bool) -> None:
    rows = ("# A month on us", "December is free if you stay.", "[Accept my free month]")
    assert (choose(case(*rows, f"<{words}>", **LEAVING)).target == words) is leaves
    press = Press(words, words, "offer", commit=False)
    assert judge_press(press, action="cancel", commits=0).allowed is leaves


@pytest.mark.parametrize(
    "words",
    ["Ask the concierge", "Contact our team", "Preguntar al asistente", "Den Assistenten fragen"],
)
def test_who_handles_changes_is_asked(words: str) -> None:
    rows = ("# Your seat", "Season pass, 11.50 a month.", "Renews on December 19, 2026.")
    past = [step("click", "Billing"), step("click", "Billing"), step("scroll", changed=False)]
    more = ("Our concierge handles changes.", f"[{words}]")
    assert choose(case(*rows, *more, **ACCOUNT | {"history": past})).target == words
    sells = "Ask our team about upgrading"
    assert choose(case(*rows, f"[{sells}]", **ACCOUNT | {"history": past})).target != sells
