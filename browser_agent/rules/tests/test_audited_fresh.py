"""What an auditor found in the mends of this round: words and pages that they had let through."""

from dataclasses import replace
from datetime import date

import pytest

from browser_agent.asking import goes_on
from browser_agent.belonging import without_others
from browser_agent.lexicon import forbidden_on_cancel
from browser_agent.policy import Press, judge_press
from browser_agent.rules.act import choose
from browser_agent.rules.answer import _tells_a_day
from browser_agent.rules.case import Case
from browser_agent.rules.pixels import Box
from browser_agent.rules.state import read_state, says_renews
from browser_agent.rules.survey import reasons
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING, at, page
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold
from browser_agent.sayings import tells_a_day
from browser_agent.scope import ends_by_a_cause, wants_mails
from browser_agent.siblings import Siblings
from browser_agent.tests.test_belonging import line
from kernel.ocr import TextLine

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "rows",
    [
        (
            "Premium",
            "Active",
            "# Add-ons",
            "Sports",
            "Cancelled \u00b7 kept until 27 December 2026",
        ),
        (
            "Premium",
            "Activa",
            "B\u00e1sico",
            "Cancelada \u00b7 disponible hasta el 3 de marzo de 2024",
        ),
        ("B\u00e1sico", "Cancelada \u00b7 disponible hasta el 3 de marzo de 2024"),
    ],
)
def test_a_dated_chip_of_something_else_ends_no_plan(rows: tuple[str, ...]) -> None:
    read = read_state(case("# Subscription", *rows, "[Manage plan]").screen, today=TODAY)
    assert read.on is None
    assert choose(case("# Subscription", *rows, "[Manage plan]", **ACCOUNT)).action != "done"


def test_an_add_on_that_was_cancelled_does_not_silence_what_renews() -> None:
    rows = ("Your Sports add-on was canceled and ends on December 3, 2026.", "[Renew plan]")
    assert read_state(case("Premium", *rows).screen, today=TODAY).state != "cancelled"


@pytest.mark.parametrize(
    "after", ["ad free Premium", "ad-free Premium", "free shipping Plus", "the free trial of Max"]
)
def test_free_of_something_is_not_free(after: str) -> None:
    assert says_renews(fold(f"After that you'll be on {after}."))


@pytest.mark.parametrize(
    "words",
    [
        "No, quiero quedarme sin interrupciones",
        "No, quedarme sin cancelar",
        "Non, rester sans r\u00e9silier",
        "Nein, lieber bleiben ohne K\u00fcndigung",
        "No, remain without changes",
        "No, quedarme sin los anuncios",
    ],
)
def test_to_stay_without_trouble_is_to_stay(words: str) -> None:
    assert forbidden_on_cancel(words) == "keep"


@pytest.mark.parametrize(
    "words",
    [
        "Passer \u00e0 l'\u00e9tape sup\u00e9rieure",
        "Passer \u00e0 la page Premium",
        "Pasar al siguiente plan",
        "Pasar al siguiente nivel",
        "Passer \u00e0 la suite Premium",
        "Passez \u00e0 l'\u00e9tape Premium",
    ],
)
def test_the_next_plan_is_no_next_step(words: str) -> None:
    pressed = Press(words, words, "offer", commit=False)
    assert judge_press(pressed, action="cancel", commits=0).rule == "change"


@pytest.mark.parametrize(
    "words",
    [
        "Validar",
        "Angaben pr\u00fcfen und absenden",
        "Avanzar al siguiente paso",
        "Fortfahren zur \u00dcbersicht",
        "Send notice",
    ],
)
def test_what_sends_a_form_is_looked_at_with_what_is_chosen(words: str) -> None:
    assert goes_on(words)


@pytest.mark.parametrize(
    "lines",
    [
        ("Zum n\u00e4chstm\u00f6glichen Zeitpunkt", "Fristlos (aus wichtigem Grund)"),
        ("Zur au\u00dferordentlichen K\u00fcndigung", "Zum Vertragsende k\u00fcndigen"),
        ("Date d'\u00e9ch\u00e9ance", "Motif l\u00e9gitime"),
        ("At the end of the term", "Extraordinary termination"),
        ("Zur ordentlichen K\u00fcndigung", "Zur au\u00dferordentlichen K\u00fcndigung"),
    ],
)
def test_a_cause_beside_the_ordinary_way_stops_nothing(lines: tuple[str, ...]) -> None:
    assert not ends_by_a_cause(lines)


@pytest.mark.parametrize(
    "said",
    [
        "Billing through December 3, 2026",
        "You'll see the charge on your December bill.",
        "You will see it on your Next bill",
        "Le montant figure sur votre facture Internet",
        "Der Betrag steht auf Ihrer Dezember-Rechnung",
    ],
)
def test_a_month_sends_no_bill(said: str) -> None:
    rows = ("# Subscription", "Premium", said, "[Manage plan]", "Renews on December 3, 2026")
    assert choose(case(*rows, **ACCOUNT)).target == "Manage plan"


@pytest.mark.parametrize("label", ["I need help", "I'd like to contact support"])
def test_help_is_no_answer_that_leaves(label: str) -> None:
    rows = ("# Before you go, stay with us", f"[{label}]", "[Keep my plan]")
    assert choose(case(*rows, **LEAVING)).target != label


def test_two_circles_under_a_question_of_their_own_are_no_reasons() -> None:
    rows = ("# Why are you leaving?", "( ) Too expensive", "( ) Not using it", "May we call you?")
    shown = case(*rows, "(.) Yes", "(.) No", "[Continue]", **LEAVING)
    assert "Too expensive" in [each.text for each in reasons(shown)]
    assert choose(shown).target not in {"Yes", "No"}


@pytest.mark.parametrize(
    "reason",
    [
        "Technical problems, the app keeps crashing",
        "Too many ads, they keep coming",
        "I had issues, it keeps buffering",
        "Not enough value, price keeps rising",
    ],
)
def test_a_reason_with_a_comma_is_a_reason(reason: str) -> None:
    assert forbidden_on_cancel(reason) is None


@pytest.mark.parametrize(
    "told",
    [
        "Your Sports add-on has been cancelled.",
        "Your pause has been cancelled.",
        "Your discount has been ended",
        "Nothing has been cancelled.",
        "Your cancellation has been cancelled.",
    ],
)
def test_an_end_of_something_else_is_not_claimed(told: str) -> None:
    rows = ("Premium", "Renews on December 3, 2026", "[Cancel subscription]", told)
    last = step("click", "Cancel subscription", page="confirm")
    done = LEAVING | {"history": [*LEAVING["history"], last], "committed": True}
    assert choose(case(*rows, **done)).action != "done"


def test_the_plan_with_exactly_the_wanted_name_is_taken() -> None:
    rows = (
        "# Choose your plan",
        "(o) Standard Annual - \u20ac129.00/year",
        "(.) Premium - \u20ac17.99/month",
        "(.) Standard with ads - \u20ac7.99/month",
        "(.) Standard - \u20ac12.99/month",
        "[Continue]",
    )
    told = {"goal": "resume", "plan": "Standard", "max_price": "12.99 EUR"}
    history = [step("click", "Restart subscription")]
    move = choose(case(*rows, **ACCOUNT | told | {"history": history}))
    assert move.target == "Standard - \u20ac12.99/month"


def test_the_own_words_of_a_service_do_not_hide_a_list_of_reasons() -> None:
    rows = ("# Why are you leaving?", "[Select a reason]", "[Continue]")
    told = LEAVING | {"service": "Orrery Select"}
    assert choose(case(*rows, **told)).target == "Select a reason"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Je souhaite recevoir par e-mail les offres de nos partenaires", True),
        ("Ja, ich m\u00f6chte den Newsletter erhalten", True),
        ("Sign me up for our weekly newsletter with offers", True),
        ("Quiero recibir ofertas y novedades por correo", True),
        ("I receive too many e-mails", False),
        ("Too expensive", False),
    ],
)
def test_mails_that_are_chosen_are_not_sent_with_the_form(words: str, wanted: bool) -> None:
    assert wants_mails(words) is wanted
    assert not wants_mails("Ich habe ein besseres Angebot erhalten")
    sent = Press("Continuer", "Continuer", "survey", commit=False, chosen=(words,))
    assert (judge_press(sent, action="cancel", commits=0).rule == "preselected") is wanted


def memberships() -> list[TextLine]:
    rows = (
        ("Orchard One (Video, Music & Delivery)", 167, 225),
        ("\u00a38.99/month \u00b7 Renews on 3 December 2026", 167, 248),
        ("Manage membership", 920, 237),
        ("Orchard Reading Box", 167, 301),
        ("\u00a34.99/month \u00b7 Renews on 11 December 2026", 167, 323),
        ("Cancel subscription", 931, 312),
    )
    return [line(text, x, y) for text, x, y in rows]


def test_another_product_of_the_brand_in_the_next_row_is_another_ones() -> None:
    left = without_others(memberships(), "Orchard One", tells_a_day)
    assert [each.text for each in left] == [each.text for each in memberships()[:3]]


def test_the_rail_ends_nothing_in_the_row_of_another_product() -> None:
    listed = Siblings("Orchard One")
    listed.learn(memberships())
    assert listed.has(memberships(), 322)
    assert not listed.has(memberships(), 246)
    assert not listed.has(memberships())  # the page is both of theirs
    said = "Cancel subscription"
    pressed = Press(said, said, "account", commit=False, elsewhere=True)
    assert judge_press(pressed, action="cancel", commits=0).rule == "other"


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (("4K + Dolby (courtesy, no charge)",), "other"),
        (("Sports boost",), "other"),
        (("Auto-renewal",), "none_against"),
        (("Autopay", "On"), "none_against"),
        (("Se renueva cada mes",), "none_against"),
        (("Automatische Verl\u00e4ngerung",), "none_against"),
        ((), "none_against"),
    ],
)
def test_only_what_renews_is_turned_off(row: tuple[str, ...], rule: str) -> None:
    pressed = Press("Turn off", "Turn off", "account", commit=False, row=row)
    assert judge_press(pressed, action="cancel", commits=0).rule == rule


def test_a_question_in_a_row_of_the_account_only_leads_on() -> None:
    rows = (
        "# Account",
        "Pelluna (No Ads)",
        "$18.99/month \u00b7 Next charge December 9, 2026",
        "Cancel your subscription",
        "Would you like to cancel your Pelluna subscription?",
    )
    shown = case(*rows, "[CANCEL]", **ACCOUNT | {"service": "Pelluna"})
    *others, button = shown.screen.controls
    words = next(each for each in others if each.text == "Cancel your subscription")
    box = Box(800, words.box.y0, 880, words.box.y1)
    face = Box(780, box.y0 - 10, 900, box.y1 + 10)
    level = replace(button, box=box, face=face)
    asked = Case(shown.question, replace(shown.screen, controls=(*others, level)))
    move = choose(asked)
    assert (move.page, move.target, move.commit) == ("account", "CANCEL", False)


def test_what_was_being_watched_is_no_way_to_restart() -> None:
    """ "Reprendre", above a row of pictures."""
    home = read_state(case("Accueil", "Direct", "# Reprendre", "Les Vigies").screen, today=TODAY)
    assert home.state == "unknown"
    shown = case("Formule Vague", "[Reprendre mon abonnement]")
    assert read_state(shown.screen, today=TODAY).state == "cancelled"


def test_a_page_that_is_drawn_between_its_head_and_its_last_rows_is_waited_for() -> None:
    head = [at("ondora", 58, 20), at("Accueil", 240, 20), at("Direct", 300, 20), at("D", 1205, 20)]
    foot = [at(words, 40 + 130 * x, 760) for x, words in enumerate(("Aide", "Presse", "CGU"))]
    foot.append(at("\u00a9 2026 ondora", 600, 760))
    body = [at("Mon compte", 300, 140, high=30), at("Chargement...", 300, 200)]
    question = case(**ACCOUNT).question
    move = choose(Case(question, page([*head, *body, *foot])))
    assert (move.page, move.action) == ("loading", "wait")
    told = [*body[:1], at("Your request is still processing until 5 May.", 300, 200)]
    assert choose(Case(question, page([*head, *told, *foot]))).page != "loading"


def channels(*, own: str = "CrimeVault") -> list[TextLine]:
    """Three rows: a name over its price, its day, and its link at the far end."""
    found: list[TextLine] = []
    for row, name in enumerate(("Arthouse Now", own, "Pitchside Sport")):
        y = 322 + 74 * row
        found += [
            line(words, x, top, high=20)
            for words, x, top in (
                (name, 170, y),
                ("\u00a35.99/month", 170, y + 24),
                ("Cancel Channel", 960, y + 11),
            )
        ]
    return found


def test_the_other_parts_of_a_list_are_ended_neither_there_nor_on_their_pages() -> None:
    listed = Siblings("CrimeVault on Omnira Video")
    listed.learn(channels())
    assert [listed.has(channels(), y) for y in (343, 417, 491)] == [True, False, True]
    theirs = [TextLine("Cancel your Pitchside Sport subscription", 170, 130, 560, 154, 0.99)]
    assert listed.has(theirs)
    assert not listed.has([TextLine("Cancel CrimeVault?", 170, 130, 400, 154, 0.99)])
    assert not listed.has([TextLine("Are you sure?", 170, 130, 400, 154, 0.99)])


def test_of_several_links_that_say_the_same_the_parts_own_is_pressed() -> None:
    told = {"phase": "act", "service": "CrimeVault on Omnira Video"}
    move = choose(Case(case(**told).question, page(channels())))
    assert move.target == "Cancel Channel"
    assert move.y is not None
    assert abs(move.y - 417) < 12


def test_a_row_that_only_tells_until_when_is_a_row_of_its_own() -> None:
    told = [
        ("Sendero Deportes", 250, 206),
        ("Activa \u00b7 se renueva el 2 de diciembre de 2026", 250, 254),
        ("Darse de baja", 860, 230),
        ("Sendero Cine", 250, 342),
        ("Cancelada \u00b7 disponible hasta el 27 de diciembre de 2026", 250, 390),
        ("Volver a activar", 849, 366),
    ]
    lines = [line(words, x, y) for words, x, y in told]
    left = without_others(lines, "Sendero Cine", _tells_a_day)
    assert [each.text for each in left] == [words for words, *_ in told[3:]]
