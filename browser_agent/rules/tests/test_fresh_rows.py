"""What sites seen for the first time had in their rows, told in rows of our own."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from browser_agent.asking import goes_on
from browser_agent.lexicon import forbidden_on_cancel
from browser_agent.policy import Press, judge_press
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.pixels import Box, Ink
from browser_agent.rules.roles import choices
from browser_agent.rules.spans import title_of
from browser_agent.rules.state import read_state, says_ends, says_renews
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING, at, page
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold


def test_of_two_plans_by_the_month_the_one_that_was_named_is_taken() -> None:
    rows = (
        "# Choose your plan",
        "(o) Premium Annual - \u20ac179.90/year",
        "(.) Premium - \u20ac17.99/month",
        "(.) Standard - \u20ac12.99/month",
        "[Continue]",
    )
    history = [step("click", "Restart subscription")]
    told = {"goal": "resume", "plan": "Standard", "max_price": "12.99 EUR", "history": history}
    assert choose(case(*rows, **ACCOUNT | told)).target == "Standard - \u20ac12.99/month"


def test_what_begins_like_the_service_is_no_list_to_choose_from() -> None:
    """ "Select Video" is a part of "Orrery Select"."""
    rows = ("# Your Select membership", "[End membership]", "# Your benefits", "Select Video")
    opened = step("click", "Manage membership: update, cancel and more", page="account")
    told = {"service": "Orrery Select", "history": [opened]}
    assert choose(case(*rows, **ACCOUNT | told)).target == "End membership"


def test_after_the_last_press_the_account_is_looked_for_in_the_corner_first() -> None:
    last = step("click", "Cancel now", page="confirm")
    told = LEAVING | {"history": [*LEAVING["history"], last], "committed": True}
    rows = ("Light on, film starts.", "Streaming from \u20ac7.49 a month.", "New", "Moor", "Room 9")
    lines = [at("[name]", 1120, 37), *(at(row, 100, 190 + 80 * y) for y, row in enumerate(rows))]
    assert choose(Case(case(**told).question, page(lines))).target == "[name]"


@pytest.mark.parametrize("label", ["Renew plan", "Renew your plan", "Renovar plan"])
def test_a_button_that_would_renew_says_nothing_of_a_renewal(label: str) -> None:
    rows = ("# Subscription", "Canceled \u00b7 Access until December 3, 2026", f"[{label}]")
    read = read_state(case(*rows).screen, today=date(2026, 11, 22))
    assert (read.state, read.on) == ("cancelled", date(2026, 12, 3))
    early = ("# Subscription", "Your plan ends on December 3, 2026", f"[{label}]")
    assert read_state(case(*early).screen, today=date(2026, 11, 22)).state != "active"


@pytest.mark.parametrize(
    ("after", "renews"),
    [
        ("After that you'll be on Hushcast Free.", False),
        ("After that you'll be on the annual plan.", True),
        ("After that you'll stay on free trial terms for a month.", True),
    ],
)
def test_what_is_free_afterwards_is_no_payment(after: str, renews: bool) -> None:
    assert says_renews(fold(after)) is renews


def form(*rows: str, kind: str, **told: Any) -> Case:
    """ "Kind of notice" above a list that holds this, and the button that goes on."""
    shown = case("# Vertrag k\u00fcndigen", "Art der K\u00fcndigung", kind, *rows, **LEAVING | told)
    box = next(each.box for each in shown.screen.controls if each.text == kind)
    around = Box(box.x0 - 12, box.y0 - 8, 700, box.y1 + 8)
    field = Field(around, fold(kind), kind, filled=True, drops=True)
    return Case(shown.question, replace(shown.screen, fields=(field,)))


def test_a_list_that_holds_the_ordinary_notice_stays_as_it_is() -> None:
    asked = form("", "[Weiter]", kind="Ordentliche K\u00fcndigung")
    assert choose(asked).target == "Weiter"
    assert choose(form("", "[Weiter]", kind="Monatlich")).target == "Weiter"


def test_a_list_that_holds_a_cause_nobody_gave_is_set_to_the_ordinary_notice() -> None:
    kind = "Au\u00dferordentliche K\u00fcndigung"
    assert choose(form("", "[Weiter]", kind=kind)).target == kind
    opened = [*LEAVING["history"], step("click", kind, page="survey")]
    entries = ("Ordentliche K\u00fcndigung", kind)
    shown = form("", "", "[Weiter]", kind=kind, history=opened)
    box = shown.screen.fields[0].box
    plain = shown.screen.controls[1]
    listed = [
        replace(plain, text=words, box=Box(box.x0 + 12, top, box.x0 + 300, top + 17))
        for words, top in zip(entries, (box.y1 + 4, box.y1 + 28), strict=True)
    ]
    controls = (*(each for each in shown.screen.controls if each.text), *listed)
    open_ = Case(shown.question, replace(shown.screen, controls=controls))
    assert choose(open_).target == "Ordentliche K\u00fcndigung"


def test_our_own_answers_in_bubbles_of_their_own_are_not_pressed_again() -> None:
    """The words stand at the left of a bubble that is wider than they are: no button's face."""
    rows = (
        "# Kim, your virtual assistant",
        "How can I help?",
        "Cancel my subscription",
        "Would you like two months at half price?",
        "[Yes please, half price]",
        "[No thanks, cancel anyway]",
    )
    pressed = step("click", "Cancel my subscription", page="confirm", x=100, y=700)
    told = LEAVING | {"history": [*LEAVING["history"], pressed]}
    shown = case(*rows, **told)
    dark = Ink((255, 255, 255), (86, 44, 200), underlined=False)
    controls = tuple(
        replace(each, ink=dark) if each.text == "Cancel my subscription" else each
        for each in shown.screen.controls
    )
    asked = Case(shown.question, replace(shown.screen, controls=controls))
    assert [each.text for each in controls if asked.is_answered(each)] == [pressed["target"]]
    assert choose(asked).target == "No thanks, cancel anyway"


@pytest.mark.parametrize(
    "label",
    [
        "Weiter zur Best\u00e4tigung",
        "Continue to review",
        "Passer \u00e0 l'\u00e9tape suivante",
        "Ir al resumen",
        "Review your details",
        "Next: Summary",
    ],
)
def test_on_to_the_next_page_of_the_same_matter(label: str) -> None:
    asked = form("", f"[{label}]", kind="Ordentliche K\u00fcndigung")
    assert choose(asked).target == label
    assert goes_on(label)
    sent = Press(label, label, "survey", commit=False)
    assert judge_press(sent, action="cancel", commits=0).allowed
    extra = replace(sent, chosen=("Keep my plan at half price",))
    assert judge_press(extra, action="cancel", commits=0).rule == "preselected"


def test_what_a_field_is_called_is_no_way_on() -> None:
    """ "Art der K\u00fcndigung", above its list."""
    asked = form("", "[OK]", kind="Monatlich")
    named = next(x for x in asked.screen.controls if x.text == "Art der K\u00fcndigung")
    assert asked.names_a_field(named)
    assert named not in [each.control for each in choices(asked)]


@pytest.mark.parametrize("label", ["Passer \u00e0 l'offre annuelle", "Pasar a Premium"])
def test_another_offer_is_no_next_step(label: str) -> None:
    assert not goes_on(label)
    pressed = Press(label, label, "offer", commit=False)
    assert not judge_press(pressed, action="cancel", commits=0).allowed


def test_extras_whose_price_stands_at_the_end_of_their_row_are_left_out() -> None:
    told = {"goal": "resume", "plan": "No Ads", "max_price": "18.99 USD"}
    led = [step("click", "Restart subscription"), step("click", "Continue", page="plans")]
    shown = case(
        "# Customize your plan", "( ) Cinevault Club", "", "[Continue]", **told | {"history": led}
    )
    row = next(each for each in shown.screen.controls if each.mark is not None)
    price = replace(
        row,
        text="+$10.99/month",
        mark=None,
        box=Box(row.box.x0 + 460, row.box.y0, row.box.x0 + 600, row.box.y1),
    )
    controls = (*(each for each in shown.screen.controls if each.text), price)
    more = replace(shown.screen.sentences[0], text=price.text, box=price.box)
    sentences = (*shown.screen.sentences[:2], more)
    screen = replace(shown.screen, controls=controls, sentences=sentences)
    assert choose(Case(shown.question, screen)).target == "Continue"


@pytest.mark.parametrize(
    "said",
    [
        "Facturaci\u00f3n: a trav\u00e9s de Telenube",
        "Tu suscripci\u00f3n est\u00e1 incluida en tu factura de Telenube.",
        "Billing: through Telenube",
        "It is part of your Telenube bill.",
        "Ihr Abo wird \u00fcber Ihre Telenube-Rechnung bezahlt.",
    ],
)
def test_whoever_sends_the_bill_is_named(said: str) -> None:
    move = choose(
        case("# Golea Total", "Estado: Activa", said, "[Volver]", **ACCOUNT | {"service": "Golea"})
    )
    assert move.error_code == "third_party_billing"


def test_a_card_that_is_pressed_as_a_whole_is_known_by_its_title() -> None:
    """Its second line is paler, and only says what is behind it."""
    page_lines = [
        at("Your Account", 133, 135, high=27),
        at("Memberships & Subscriptions", 300, 300),
        at("Video channels, Plus and other subscriptions", 300, 322),
    ]
    inks = dict(
        zip(
            page_lines,
            [Ink((15, 17, 17), (255, 255, 255), underlined=False)] * 2
            + [Ink((110, 110, 110), (255, 255, 255), underlined=False)],
            strict=True,
        )
    )
    assert title_of(page_lines[1:], inks) == "Memberships & Subscriptions"
    assert title_of(page_lines[:2], inks) == ""
    shown = case(
        "# Your Account",
        "[Your Orders]",
        "[Memberships & Subscriptions Video channels, Plus and other subscriptions]",
        **ACCOUNT,
    )
    *others, card = shown.screen.controls
    titled = replace(card, title="Memberships & Subscriptions")
    found = Case(shown.question, replace(shown.screen, controls=(*others, titled)))
    assert choose(found).target == card.text


def test_a_renewal_offered_on_a_button_beside_what_was_cancelled() -> None:
    rows = (
        "Northreel Standard",
        "Your plan is canceled.",
        "You can watch until December 20, 2026.",
    )
    read = read_state(case(*rows, "[Renew plan]").screen, today=date(2026, 11, 22))
    assert (read.state, read.on) == ("cancelled", date(2026, 12, 20))


@pytest.mark.parametrize(
    "said",
    [
        "Cancelada \u00b7 disponible hasta el 27 de diciembre de 2026",
        "R\u00e9sili\u00e9 \u00b7 disponible jusqu'au 27 d\u00e9cembre 2026",
    ],
)
def test_how_it_stands_and_until_when_tells_the_end(said: str) -> None:
    read = read_state(case("Sendero Cine", said).screen, today=date(2026, 11, 22))
    assert (read.state, read.on) == ("cancelled", date(2026, 12, 27))
    assert not says_ends(fold("Disponible hasta el 27 de diciembre de 2026"))  # a film


PASS = "Keep my downloads with the Downloads Pass for \u00a32.99/month, starting after my plan ends"


def halcyon(box: str, *reasons: str, **told: Any) -> Case:
    rows = ("# We're sorry to see you go", "What's the main reason? (required)")
    shown = case(
        *rows, *reasons, f"({box}) {PASS}", "[Stay with Halcyon]", "<Cancel my plan>", **told
    )
    controls = tuple(
        replace(each, mark=replace(each.mark, is_round=False))
        if each.mark is not None and each.text == PASS
        else each
        for each in shown.screen.controls
    )
    return Case(shown.question, replace(shown.screen, controls=controls))


def test_a_paid_box_that_was_ticked_for_us_is_no_answer_and_goes_out() -> None:
    reasons = ("(.) It costs too much", "(.) I don't watch enough", "(.) Something else")
    assert choose(halcyon("x", *reasons, **LEAVING)).target == "I don't watch enough"
    answered = [*LEAVING["history"], step("click", "I don't watch enough", page="survey")]
    given = tuple(each.replace("(.) I d", "(o) I d") for each in reasons)
    assert choose(halcyon("x", *given, **LEAVING | {"history": answered})).target == PASS
    cleared = [*answered, step("click", PASS, page="survey")]
    on = choose(halcyon(" ", *given, **LEAVING | {"history": cleared}))
    assert on.target == "Cancel my plan"


def test_what_ends_the_plan_is_not_pressed_beside_a_paid_box_that_is_ticked() -> None:
    pressed = Press("Cancel my plan", "Cancel my plan", "survey", commit=False)
    assert judge_press(pressed, action="cancel", commits=0).allowed
    paid = replace(pressed, chosen=(PASS,))
    assert judge_press(paid, action="cancel", commits=0).rule == "preselected"
    account = replace(paid, page="account", chosen=("Send me news for \u00a32.99",))
    assert judge_press(account, action="cancel", commits=0).allowed


def test_the_one_that_keeps_in_its_last_words_stays_and_the_other_leads_on() -> None:
    rows = ("# You'll miss the finals", "True fans stay to the last point.")
    keeps, leads = "I'm a true fan, keep my pass", "I don't care about the finals"
    assert choose(case(*rows, f"[{keeps}]", f"[{leads}]", **LEAVING)).target == leads
    assert forbidden_on_cancel(keeps) == "keep"
    assert forbidden_on_cancel("I love Volley, keep it") == "keep"
    assert forbidden_on_cancel("It's too dear, and I keep forgetting it") is None


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("No, prefiero pagar m\u00e1s o quedarme sin series", None),
        ("Nein, ich bleibe lieber ohne Serien", None),
        ("No, stay without ads", "keep"),
        ("No, me quedo", "keep"),
    ],
)
def test_to_be_left_without_is_not_to_stay(words: str, rule: str | None) -> None:
    assert forbidden_on_cancel(words) == rule


def test_an_account_page_drawn_before_the_end_that_a_notice_tells() -> None:
    rows = ("# Settings", "Driftbox Plus", "Renews on December 3, 2026", "[Turn off subscription]")
    told = "Your subscription has been canceled."
    last = step("click", "Cancel subscription", page="confirm")
    history = [*LEAVING["history"], last]
    done = LEAVING | {"history": history, "committed": True}
    move = choose(case(*rows, told, **done))
    assert (move.action, move.state) == ("done", "cancelled")
    again = choose(case(*rows, told, **done | {"history": [*history, step("done", "")]}))
    assert again.action != "done"  # a fresh load has decided


def test_what_was_restarted_is_told_by_its_account_page() -> None:
    rows = (
        "# My account",
        "Your membership",
        "Active \u00b7 Standard \u00b7 \u20ac12.99 per month",
        "Renews automatically on 22 December 2026.",
        "Payment method",
        "Visa 7016",
    )
    led = [
        step("click", "Continue", page="plans"),
        step("click", "Restart membership", page="checkout"),
    ]
    told = {"goal": "resume", "plan": "Standard", "max_price": "12.99 EUR", "committed": True}
    move = choose(case(*rows, **ACCOUNT | told | {"history": led}))
    assert (move.action, move.state) == ("done", "active")


def test_what_sells_plans_is_no_list_of_reasons_and_not_pressed() -> None:
    prices = ("\u20ac15.99 a month", "\u20ac19.99 a month", "\u20ac5.99 a month")
    rows = ("# Mon abonnement", "11,99 \u20ac/mois", *prices, "[Choisir cette offre]")
    told = {"service": "Melodine", "history": [step("click", "G\u00e9rer mon abonnement")]}
    shown = case(*rows, "<R\u00e9silier mon abonnement>", **ACCOUNT | told)
    assert choose(shown).target == "R\u00e9silier mon abonnement"
    for words, rule in [
        ("Choisir cette offre", "change"),
        ("Choose this plan", "change"),
        ("Diesen Tarif w\u00e4hlen", "change"),
        ("Choose Duo", "change"),
        ("Choose a reason", "none_against"),
        ("Select your plan to cancel", "none_against"),
    ]:
        pressed = Press(words, words, "survey", commit=False, words=prices)
        assert judge_press(pressed, action="cancel", commits=0).rule == rule, words


@pytest.mark.parametrize("chip", ["Bisher", "Aktuell", "Actuelle", "Anterior", "Your plan"])
def test_a_chip_beside_a_plan_is_no_part_of_its_name(chip: str) -> None:
    rows = ("# Choose your plan", f"(.) Standard {chip}", "9.99 \u20ac / month", "(o) Premium")
    told = {"goal": "resume", "plan": "Standard", "max_price": "9.99 EUR"}
    history = [step("click", "Restart subscription")]
    shown = case(*rows, "14.99 \u20ac / month", "[Weiter]", **ACCOUNT | told | {"history": history})
    assert choose(shown).target == f"Standard {chip}"


def test_the_customers_plan_goes_before_the_plans_that_a_site_sells() -> None:
    rows = ("<Plans>", "# Account", "<Plan>", "<Payment>", "<Details>")
    assert choose(case(*rows, **ACCOUNT)).target == "Plan"


def test_a_part_is_looked_for_where_parts_are_listed() -> None:
    rows = ("# Account & Settings", "<Your account>", "<Channels>", "<Player>")
    more = ("Omnira membership", "\u00a395.00 / year. Renews on 11 April 2027", "<Edit on Omnira>")
    told = {"phase": "act", "service": "CrimeVault on Omnira Video"}
    assert choose(case(*rows, *more, **told)).target == "Channels"
    been = [step("click", "Channels", page="account")]
    assert choose(case(*rows, *more, **told | {"history": been})).target != "Channels"


def test_whoever_helps_may_be_talked_to() -> None:
    rows = ("# Account", "Editor, 9.49 EUR / month", "Renews on 20 December 2026")
    told = ACCOUNT | {"history": [step("scroll", changed=False)]}
    assert choose(case(*rows, "<Chat with Nib, our assistant>", **told)).target.startswith("Chat")
