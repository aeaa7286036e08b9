"""Ways out and back that were overlooked: countdowns, last words, small prints, other names."""

from dataclasses import replace
from datetime import date

import pytest
from PIL import Image, ImageDraw

from browser_agent.asking import above, is_final
from browser_agent.policy import Press, judge_press
from browser_agent.rules import periods, resuming
from browser_agent.rules.act import choose
from browser_agent.rules.amounts import due_in
from browser_agent.rules.case import Case
from browser_agent.rules.footer import is_footer
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.state import read_state
from browser_agent.rules.survey import FREE_TEXT
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING, at, page
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold
from browser_agent.sayings import state_of
from browser_agent.scope import asks_which, is_paid_extra
from browser_agent.stances import Stance, stances
from browser_agent.strokes import plain
from browser_agent.tests.test_belonging import line
from browser_agent.widgets import Widgets

BACK = ACCOUNT | {"goal": "resume", "plan": "Plus Monthly", "max_price": "14.99"}
RESTARTING = BACK | {"history": [step("click", "Restart plan", page="account")]}


@pytest.mark.parametrize(
    "button", ["Working...", "Cancelling\u2026", "K\u00fcndigung wird ...", "Enviando..."]
)
def test_a_button_at_work_is_waited_for(button: str) -> None:
    """ "You can watch until 20 December" above it was taken for the end."""
    asks = ("# Cancel your pass?", "You can watch until 20 December 2026.", "[Don't cancel]")
    move = choose(case(*asks, f"[{button}]", **LEAVING))
    assert (move.page, move.action) == ("loading", "wait")


def test_a_countdown_is_waited_for_as_long_as_it_falls() -> None:
    asks = ("# Cancel your plan?", "It ends on 14 December 2026.", "[Keep it]", "[Cancel now (9)]")
    assert choose(case(*asks, **LEAVING)).action == "wait"
    stands = [*LEAVING["history"], step("wait", "", page="loading", changed=False)]
    assert choose(case(*asks, **ACCOUNT, history=stands)).action == "click"
    cart = choose(case("# Cancel your plan?", "[Basket (2)]", "[Yes, cancel]", **LEAVING))
    assert cart.target == "Yes, cancel"


def test_a_word_is_typed_while_it_counts() -> None:
    asks = (
        "# Abo k\u00fcndigen",
        "Zur Best\u00e4tigung das Wort ENDE in Gro\u00dfbuchstaben eingeben:",
    )
    move = choose(case(*asks, "||", "[Abbrechen]", "[Jetzt k\u00fcndigen (12)]", **LEAVING))
    assert (move.action, move.text) == ("type", "ENDE")


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("I'm okay with disappointing my kids", Role.DECLINE),
        ("I am fine without my benefits", Role.DECLINE),
        ("Me da igual", Role.DECLINE),
        ("Take it away from them", Role.DECLINE),
        ("Take it", Role.STAY),
        ("Abo beenden oder pausieren", Role.CANCEL),
        ("Mettre en pause ou r\u00e9silier", Role.CANCEL),
        ("Abo pausieren", Role.STAY),
        ("I'm happy to stay", Role.NONE),
        ("Nein, keine Pause", Role.DECLINE),
        ("No, sin pausa", Role.DECLINE),
        ("Nein, nicht k\u00fcndigen", Role.STAY),
        ("No, don't cancel", Role.STAY),
    ],
)
def test_who_declines_and_who_stays(words: str, role: Role) -> None:
    assert (role_of(fold(words)) > Role.NONE) is (role > Role.NONE)


def test_the_way_in_that_stands_above_the_copyright_is_not_the_way_on() -> None:
    """It was pressed again and again, beside the form's own button."""
    lines = [at("Motif de r\u00e9siliation", 380, 180), at("Continuer", 398, 310)]
    lines += [at("R\u00e9silier votre contrat", 97, 630), at("\u00a9 2026 Arbor", 97, 660)]
    screen = page(lines)
    dark = tuple(
        replace(x, ink=replace(x.ink, paper=(11, 12, 14))) if x.box.y0 > 600 else x
        for x in screen.controls
    )
    found = Case(case("x", **LEAVING).question, replace(screen, controls=dark))
    link = next(x for x in found.screen.controls if x.text.endswith("contrat"))
    assert is_footer(found, link)
    assert not is_footer(Case(found.question, screen), link)  # on the page's own ground


def test_offers_by_mail_are_no_condition_of_a_restart() -> None:
    offers = "( ) J'accepte de recevoir les offres des partenaires (facultatif)"
    pay = (
        "# R\u00e9capitulatif",
        "Arbor TV",
        "11,99 \u20ac/mois",
        "\u00c0 payer aujourd'hui : 11,99 \u20ac",
    )
    told = ACCOUNT | {"goal": "resume", "max_price": "11.99"}
    history = [step("click", "R\u00e9activer Premium", page="account")]
    move = choose(case(*pay, offers, "[Confirmer et payer]", "[Annuler]", **told, history=history))
    assert move.target == "Confirmer et payer"
    words = offers.removeprefix("( ) ")
    ticks = Press(words, words, "checkout", commit=False, sets=True)
    assert judge_press(ticks, action="resume", commits=0).rule == "mails"
    sends = Press("Pay", "Pay", "checkout", commit=True, chosen=(words,))
    assert judge_press(sends, action="resume", commits=0, price_max=20).rule == "preselected"
    clears = Press(words, words, "checkout", commit=False, sets=True, unticks=True)
    assert judge_press(clears, action="resume", commits=0).allowed


def test_a_year_that_costs_so_much_a_month_is_a_year() -> None:
    asks = ("# Restart Plus", "How would you like to pay?",
            "(o) Yearly \u2013 $9.99 a month, billed $119.88 once a year",
            "(.) Monthly \u2013 $14.99 a month", "[Review]", "[Not now]")  # fmt: skip
    shown = case(*asks, **RESTARTING)
    month = periods.by_the_month(shown, "plans")
    assert month is not None
    assert month.target.startswith("Monthly")


def test_what_the_chosen_circle_costs_is_due() -> None:
    asks = ("(.) Yearly \u2013 billed $119.88 once a year", "(o) Monthly \u2013 $14.99 a month",
            "( ) Add Arbor Kids for $4.00 a month", "[Review]")  # fmt: skip
    assert str(resuming._price(case(*asks, **RESTARTING))) == "14.99"


def test_an_extra_whose_box_is_empty_is_not_paid() -> None:
    assert is_paid_extra("Add StarBox for $10.99/month")
    assert not is_paid_extra("I agree to be charged $9.99 a month")
    picture = Image.new("RGB", (1280, 820), "white")
    draw = ImageDraw.Draw(picture)
    lines = [at("Arbor TV", 150, 200), at("Add StarBox for $10.99/month", 150, 240)]
    draw.rectangle((122, 241, 138, 257), outline=(60, 60, 60), width=2)
    for each in lines:
        for x in range(each.x0 + 1, each.x1 - 1, 5):
            draw.rectangle((x, each.y0 + 2, x + 2, each.y1 - 3), fill=(20, 20, 20))
    assert Widgets(picture, lines).not_chosen() == {"Add StarBox for $10.99/month"}


@pytest.mark.parametrize(
    ("name", "is_it"),
    [("Arbor (With Ads)", True), ("Arbor (No Ads)MOST POPULAR", False), ("Arbor + Live TV", False)],
)
def test_the_brackets_of_a_plan_belong_to_its_name(name: str, *, is_it: bool) -> None:
    rows = ("# Choose your plan", "(.) Arbor (With Ads)", "$9.99/month",
            "(o) Arbor (No Ads)MOST POPULAR", "$18.99/month", "(.) Arbor + Live TV",
            "$82.99/month", "[Continue]")  # fmt: skip
    told = ACCOUNT | {"goal": "resume", "plan": "Arbor (With Ads)", "max_price": "9.99"}
    history = [step("click", "Restart Subscription", page="account")]
    move = choose(case(*rows, **told, history=history))
    assert (move.target == name) is is_it


def test_a_field_between_the_question_and_its_answer() -> None:
    asked = above(
        [
            line("End your membership?", 100, 100, high=26),
            line("Your saved classes stay in your account. You can", 100, 140),
            line("practise until 9 December 2026.", 100, 160),
            line("Anything we could do better? (optional)", 110, 220),
        ],
        150,
        300,
    )
    assert is_final("Yes, end it", asked, "cancel")


def test_preferring_to_go_on_with_the_end_leaves() -> None:
    assert stances(plain("Prefiero continuar con la baja")) == {Stance.LEAVE}
    assert stances(plain("Prefiero continuar con Arbor")) == {Stance.KEEP}


@pytest.mark.parametrize(
    ("words", "general"),
    [
        ("Vertr\u00e4ge hier k\u00fcndigen", True),
        ("Wir nehmen sie online entgegen: Vertr\u00e4ge hier k\u00fcndigen", True),
        ("Vertrag k\u00fcndigen", False),
        ("Cancel subscription", False),
        ("R\u00e9silier un contrat", True),
        ("R\u00e9silier mon contrat", False),
    ],
)
def test_the_general_way_asks_which_contract_is_meant(words: str, *, general: bool) -> None:
    assert asks_which(words) is general
    press = Press(words, words, "account", commit=False, elsewhere=True)
    assert judge_press(press, action="cancel", commits=0).allowed is general
    last = Press(words, words, "confirm", commit=True, elsewhere=True)
    assert not judge_press(last, action="cancel", commits=0).allowed


def test_menu_entries_of_long_ago_are_no_answers_to_an_assistant() -> None:
    """Their places were forgotten, so they seemed to have moved, and the survey was not seen."""
    asks = ("# \u00bfPor qu\u00e9 te vas?", "<Mi cuenta>", "<Facturas>", "(.) Es demasiado caro",
            "(.) Otro motivo", "(.) Me voy de vacaciones", "[Continuar]")  # fmt: skip
    told = LEAVING | {"pressed": {"mi cuenta": 2, "facturas": 3}}
    assert choose(case(*asks, **told)).page == "survey"


def test_a_survey_gets_more_than_twenty_letters_in_its_area() -> None:
    assert 20 <= len(FREE_TEXT) <= 40


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Abonnement Standard actif", "active"),
        ("Suscripci\u00f3n Premium activa", "active"),
        ("Abo nicht aktiv", "unknown"),
        ("Subscription not active", "unknown"),
    ],
)
def test_a_plan_named_between_its_noun_and_its_state(words: str, state: str) -> None:
    shown = case("# Mon compte", words).screen
    told = {state_of([line(words, 100, 200)]), read_state(shown, today=date(2026, 11, 21)).state}
    assert told == {"active"} if state == "active" else "active" not in told


def test_a_box_that_ends_another_one_as_well_stays_empty() -> None:
    """ "R\u00e9silier aussi Kanalo Sport" was ticked for a reason, and for the choice that ends."""
    also = "R\u00e9silier aussi Arbor Sport (14,99 \u20ac / mois)"
    asks = ("# R\u00e9silier Arbor", "Votre r\u00e9siliation prend effet le 10 d\u00e9cembre 2026.",
            f"( ) {also}", "( ) R\u00e9silier aussi Arbor Cin\u00e9 (6,99 \u20ac / mois)",
            "[Confirmer la r\u00e9siliation]", "<Conserver mon abonnement>")  # fmt: skip
    assert choose(case(*asks, **LEAVING)).target == "Confirmer la r\u00e9siliation"
    press = Press(also, also, "confirm", commit=False, sets=True)
    assert judge_press(press, action="cancel", commits=0).rule == "other"
    mine = "R\u00e9silier mon abonnement"
    assert judge_press(
        Press(mine, mine, "account", commit=False), action="cancel", commits=0
    ).allowed


def test_of_two_negated_circles_the_one_whose_last_clause_ends_it() -> None:
    asks = ("# Before you go", "Please choose:",
            "(o) No, don't cancel - I don't want to lose my membership",
            "(.) Yes, don't keep my membership - cancel it", "[Submit my choice]")  # fmt: skip
    assert choose(case(*asks, **LEAVING)).target.startswith("Yes, don't keep")


def test_why_are_you_leaving_is_no_nag() -> None:
    asks = ("# Why are you leaving Arbor?", "(.) Too expensive", "(.) I don't use it enough",
            "(.) Other", "[Continue]", "[Not now]")  # fmt: skip
    assert choose(case(*asks, **LEAVING)).page == "survey"


def test_a_circle_is_no_condition_of_a_restart() -> None:
    """ "Lite" was taken for one, after "Standard" had been chosen, and was paid for."""
    told = ACCOUNT | {"goal": "resume", "plan": "Standard", "max_price": "8.99"}
    history = [step("click", "Restart subscription", page="account"),
               step("click", "Standard \u2013 $8.99 a month", page="plans")]  # fmt: skip
    rows = ("# Restart Arbor", "(.) Premium - $13.99 a month", "(o) Standard \u2013 $8.99 a month",
            "(.) Lite - $4.99 a month", "Billed to Visa ending 5521, monthly, until cancelled.",
            "[Restart and pay monthly]", "[Not now]")  # fmt: skip
    assert choose(case(*rows, **told, history=history)).target == "Restart and pay monthly"


def test_nothing_is_paid_while_the_circle_of_another_plan_is_filled() -> None:
    pays = Press("Restart and pay", "Restart and pay", "checkout", commit=True, misses_plan=True)
    found = judge_press(pays, action="resume", commits=0, plan="Standard", price_max=9.0)
    assert (found.verdict, found.rule) == ("ask", "other_plan")
    picture = Image.new("RGB", (1280, 820), "white")
    draw = ImageDraw.Draw(picture)
    lines = [at("Standard - $8.99 a month", 150, 200), at("Lite - $4.99 a month", 150, 260)]
    for each in lines:
        for x in range(each.x0 + 1, each.x1 - 1, 5):
            draw.rectangle((x, each.y0 + 2, x + 2, each.y1 - 3), fill=(20, 20, 20))
        draw.ellipse((122, each.y0, 138, each.y0 + 16), outline=(60, 60, 60), width=2)
    assert not Widgets(picture, lines).misses("Standard")
    draw.ellipse((126, 264, 134, 272), fill=(20, 60, 200))
    assert Widgets(picture, lines).misses("Standard monthly plan")
    assert not Widgets(picture, lines).misses("Lite")
    assert not Widgets(picture, lines).misses("Premium")  # no circle stands for it
    assert not Widgets(picture, lines).misses(None)


def test_of_two_circles_of_one_plan_the_one_by_the_month() -> None:
    told = ACCOUNT | {"goal": "resume", "plan": "Standard", "max_price": "12.00"}
    history = [step("click", "Restart membership", page="account")]
    rows = ("# Choose a plan", "(.) Standard, yearly, $96.00 billed once a year",
            "(o) Standard, monthly, $12.00 per month", "(.) Teams, monthly, $29.00 per month",
            "[Continue]")  # fmt: skip
    assert choose(case(*rows, **told, history=history)).target == "Continue"


def test_an_order_with_its_next_charge_is_not_active_yet() -> None:
    told = ACCOUNT | {"goal": "resume", "plan": "Plus", "max_price": "4.99"}
    history = [step("click", "Resume", page="account")]
    rows = ("# Resume Plus", "Plan: Plus, 200 GB", "Price: \u20ac4.99 per month",
            "Due today: \u20ac0.00. Next charge: \u20ac4.99 on 3 December 2026 to Visa",
            "[Resume Plus for \u20ac4.99/month]", "<Back>")  # fmt: skip
    move = choose(case(*rows, **told, history=history))
    assert (move.target, move.commit) == ("Resume Plus for \u20ac4.99/month", True)


def test_news_of_the_spring_are_no_end() -> None:
    said = "Montag, 23. November 2026. Bis zum Fr\u00fchjahr sollen zw\u00f6lf Kilometer entstehen."
    today = date(2026, 11, 21)
    assert read_state(case("# News", said).screen, today=today).state != "cancelled"
    ends = "Dein Zugang besteht bis zum 30. November 2026."
    assert read_state(case("# Abo", ends).screen, today=today).state == "cancelled"


def test_the_end_of_a_session_ends_no_membership() -> None:
    assert role_of(fold("Quitter la session")) is Role.NONE


def test_the_parents_have_a_profile_of_their_own() -> None:
    asks = ("# Qui est l\u00e0 ?", "Lou")
    shown = case(*asks, phase="act", service="Arbor TV")
    row = [replace(each, box=replace(each.box, x0=each.box.x0 + 300, x1=each.box.x1 + 300))
           for each in case("x", "Espace parents").screen.controls[1:]]  # fmt: skip
    screen = replace(shown.screen, controls=(*shown.screen.controls, *row))
    assert choose(Case(shown.question, screen)).target == "Espace parents"


def test_a_year_before_the_sign_of_money_is_no_amount() -> None:
    assert str(due_in("Due on 30 November 2026 $14.99")) == "14.99"
    assert str(due_in("9,99 \u20ac 2 Monate")) == "9.99"


def test_what_is_understood_may_be_sent_with_the_choice_that_ends() -> None:
    ends, knows = "Yes, don't keep my membership - cancel it", "I understand that I lose simulcasts"
    asked = above([line("Please choose:", 100, 200)], 150, 300)
    for chosen, final in (
        ((ends, knows), True),
        ((knows,), False),
        ((ends, "Add a magazine for $2.00"), False),
    ):
        assert is_final("Submit my choice", asked, "cancel", chosen=chosen) is final
