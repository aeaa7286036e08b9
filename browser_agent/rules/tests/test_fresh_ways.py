"""Ways that sites seen for the first time hid: answers explained beside them, menus with a second
entry, sections of other subscriptions; told in rows of our own."""

from dataclasses import replace

import pytest

from browser_agent.asking import Above, is_final
from browser_agent.belonging import without_others
from browser_agent.policy import Press, judge_press
from browser_agent.rules import menus
from browser_agent.rules.act import choose
from browser_agent.rules.answer import _tells_a_day
from browser_agent.rules.case import Case
from browser_agent.rules.pixels import Box, Ink
from browser_agent.rules.places import page_of
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING, at, page
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.siblings import Siblings
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
    more = ("To change or cancel it, ask our concierge.", f"[{words}]")
    assert choose(case(*rows, *more, **ACCOUNT | {"history": past})).target == words
    sells = "Ask our team about upgrading"
    assert choose(case(*rows, f"[{sells}]", **ACCOUNT | {"history": past})).target != sells


TABS = [at("Vega Stage", 180, 300), at("Vega Kids", 330, 300), at("Vega Stage", 190, 360)]
BELOW = [at("Next payment on 20 December 2026", 190, 400), at("End the subscription", 190, 450)]


def test_of_two_tabs_our_own_is_shown_first() -> None:
    """What was shown at first belonged to the other one, and was ended and proved."""
    told = ACCOUNT | {"service": "Vega Kids", "history": [step("click", "Account", page="home")]}
    assert choose(Case(case(**told).question, page([*TABS, *BELOW]))).target == "Vega Kids"
    shown = ACCOUNT | {"service": "Vega Kids", "history": [step("click", "Vega Kids")]}
    ours = [*TABS[:2], at("Vega Kids", 190, 360), *BELOW]
    assert choose(Case(case(**shown).question, page(ours))).target == "End the subscription"


def test_the_rail_knows_the_other_tab() -> None:
    listed = Siblings("Vega Kids")
    listed.learn([*TABS, *BELOW])
    assert listed.has([*TABS, *BELOW], 459)
    assert listed.has([at("End Vega Stage?", 180, 300)])
    ended = [*TABS, at("Your access to Vega Stage ends on 20 December 2026.", 190, 400)]
    assert [each.text for each in listed.without(ended)] == ["Vega Kids"]
    ours = [*TABS[:2], at("Vega Kids", 190, 360), *BELOW]
    assert not listed.has(ours, 459)
    assert [each.text for each in listed.without(ours)][-1] == "End the subscription"


LIST = [line("Vega Premium", 271, 428), line("$15.99/month", 270, 452)]
LIST += [line("Arena Sports", 269, 505), line("$11.99/month", 270, 529)]
LIST += [line("Billing history", 271, 582), line("Log out of all devices", 271, 640)]
OTHERS = [line("Arena Sports", 260, 150, high=28), line("Status", 270, 230)]
OTHERS += [line("Next billing date", 270, 290), line("Cancel subscription", 270, 470)]


def test_a_subscription_of_another_name_in_our_list_is_known() -> None:
    """Its row opened first, it was ended and proved; the page named nobody else."""
    listed = Siblings("Vega Premium")
    assert not listed.has(OTHERS, 479)
    listed.learn(LIST)
    assert listed.has(OTHERS, 479)
    assert not listed.has([line("Vega Premium", 260, 150, high=28), *OTHERS[1:]], 479)
    assert [each.text for each in listed.without(LIST)] == ["Vega Premium", "$15.99/month"]
    press = Press("Cancel subscription", "Cancel subscription", "account", commit=False)
    press = replace(press, elsewhere=True)
    assert judge_press(press, action="cancel", commits=0).rule == "other"
    restart = replace(press, target="Restart plan", label="Restart plan", commit=True)
    told = judge_press(restart, action="resume", commits=0, plan="Premium", price_max=20.0)
    assert told.rule == "other"


def test_plans_of_one_list_are_no_other_subscriptions() -> None:
    plans = [("Vega Premium", 100), ("Vega Basic", 180), ("Standard with ads", 260)]
    lines = [line(name, 270, y) for name, y in plans]
    lines += [line("$9.99/month", 270, y + 24) for _, y in plans]
    listed = Siblings("Vega Premium")
    listed.learn([replace(each, y0=each.y0 + 100, y1=each.y1 + 100) for each in lines])
    assert not listed.has([line("Cancel Vega Basic?", 270, 200)])


def test_what_is_called_after_the_site_is_ours() -> None:
    """Under the name of a site without a header "Seventh Row Video" is no other product."""
    lines = [line("SEVENTH ROW", 394, 120, high=20), line("My account", 394, 176, high=26)]
    lines += [line("Seventh Row Video", 394, 235), line("Renews on 11 February 2027", 394, 263)]
    lines += [line("The Row Letter (on paper)", 393, 340), line("Renews on 3 March 2027", 394, 368)]
    listed = Siblings("Seventh Row")
    listed.learn(lines)
    ours = [lines[0], line("Seventh Row Video", 394, 176, high=26), line("End it", 394, 300)]
    theirs = [lines[0], line("The Row Letter", 394, 176, high=26), line("End it", 394, 300)]
    assert [listed.has(ours, 309), listed.has(theirs, 309)] == [False, True]


def test_our_row_of_a_list_is_opened_first() -> None:
    """Its arrow stands between its two lines; the next row's was seen."""
    lines = [
        at("Account", 246, 116, 30),
        at("Vega Premium", 271, 300),
        at("$15.99/month", 271, 324),
    ]
    lines += [at("\u25b6 Arena Sports", 271, 380), at("$11.99/month", 271, 404)]
    told = ACCOUNT | {"service": "Vega Premium", "history": [step("scroll", changed=False)]}
    assert choose(Case(case(**told).question, page(lines))).target == "Vega Premium"
    gone = ACCOUNT | {"service": "Vega Premium", "history": [step("click", "Vega Premium")]}
    moved = choose(Case(case(**gone).question, page(lines)))
    assert moved.target != "\u25b6 Arena Sports"


def test_the_view_at_the_end_of_a_row_is_pressed_and_not_its_name() -> None:
    rows = [("Annual subscription", 500, "Active"), ("Payments and renewal", 580, "View")]
    lines = [at("My account", 335, 167, 34)]
    for name, y, end in rows:
        lines += [at(name, 361, y), at(end, 880, y)]
    swept = [step("click", "Annual subscription", changed=False), step("scroll", changed=False)]
    shown = Case(case(**ACCOUNT | {"history": swept}).question, page(lines))
    assert choose(shown).target == "View"


@pytest.mark.parametrize(
    "told",
    [
        "Because you signed up through Norvik Mobile, Arbor TV cannot cancel your subscription.",
        "Your subscription is billed through Norvik Mobile.",
    ],
)
def test_a_link_that_led_back_twice_ends_nothing_where_another_bills(told: str) -> None:
    rows = ("# Your account", told, "<Cancel your subscription>")
    gone = [step("click", "Cancel your subscription"), step("click", "Back", page="home")]
    assert choose(case(*rows, **ACCOUNT)).action == "click"
    move = choose(case(*rows, **ACCOUNT | {"history": [*gone, *gone]}))
    assert (move.action, move.error_code) == ("need_human", "third_party_billing")


def test_the_same_words_in_the_last_rows_may_lead_elsewhere() -> None:
    """Four times to a page of words; the link on the page of the contract was never pressed."""
    words = "Cancel my subscription"
    gone = [step("click", words, x=363, y=786), step("click", "D", page="home")]
    lines = [at("My subscription", 220, 115, 32), at("Renews on 31 December 2026", 240, 300)]
    shown = Case(
        case(**ACCOUNT | {"history": gone * 4}).question, page([*lines, at(words, 217, 439)])
    )
    assert choose(shown).target == words
    worn = [at(words, 365, 645)]
    assert choose(Case(shown.question, page([*lines, *worn]))).target != words


def test_what_was_chosen_in_a_form_is_no_answer_to_an_assistant() -> None:
    """A contract and a list on white cards of a grey page: the open list was not seen any more."""
    rows = ("# End your contract", "(o) Vega Films", "(.) Vega Press", "|Choose a reason=")
    past = [step("click", "Vega Films", page="survey", x=200, y=371)]
    past += [step("click", "Choose a reason", page="survey", x=200, y=645)]
    shown = case(*rows, **LEAVING | {"history": [*LEAVING["history"], *past]})
    grey = Ink((30, 30, 30), (230, 230, 230), underlined=False)
    controls = [
        each if each.text.startswith(("Vega", "Choose")) else replace(each, ink=grey)
        for each in shown.screen.controls
    ]
    assert not Case(shown.question, replace(shown.screen, controls=tuple(controls))).is_talk


@pytest.mark.parametrize(
    "words", ["D\u00e9sactiver quand m\u00eame", "Turn off anyway", "Trotzdem deaktivieren"]
)
def test_off_all_the_same(words: str) -> None:
    rows = ("# Turn off the renewal?", "Stay and pay less.", "[Take the offer]", "[Back]")
    assert choose(case(*rows, f"[{words}]", **LEAVING)).target == words


def test_subscriptions_that_leave_the_brand_out_are_told_apart() -> None:
    """ "Filmaro Live-Sport" was ended, and then the other one in its list."""
    rows = [("Filme & Serien", 180), ("9,98 \u20ac pro Monat", 204), ("Abo k\u00fcndigen", 260)]
    rows += [("Live-Sport", 400), ("35,99 \u20ac pro Monat", 424), ("Abo k\u00fcndigen", 480)]
    lines = [line(words, 250, y) for words, y in rows]
    listed = Siblings("Filmaro Live-Sport")
    listed.learn(lines)
    assert [listed.has(lines, y) for y in (269, 489)] == [True, False]
    assert listed.has([line("Filme & Serien k\u00fcndigen", 250, 150, high=30)])
    assert not listed.has([line("Live-Sport k\u00fcndigen", 250, 150, high=30)])
    assert [each.text for each in listed.without(lines)] == [words for words, _ in rows[3:]]


@pytest.mark.parametrize(
    "told",
    [
        "Wir haben deine K\u00fcndigung f\u00fcr Live-Sport zum 31. Dezember 2026 erhalten.",
        "Nous avons bien re\u00e7u votre r\u00e9siliation.",
        "We've received your cancellation.",
    ],
)
def test_a_cancellation_that_was_received_is_a_claim(told: str) -> None:
    last = step("click", "Cancel now", page="confirm")
    done = LEAVING | {"history": [*LEAVING["history"], last], "committed": True}
    rows = ("# Sorry to see you go", "Your subscription", told, "[To my subscriptions]")
    assert choose(case(*rows, **done)).action == "done"
