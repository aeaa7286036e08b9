"""What a house sells beside its plan: a good of its own, which the rail leaves alone."""

import pytest

from browser_agent.asking import Above
from browser_agent.policy import Press, judge_press
from browser_agent.sayings import state_of
from browser_agent.siblings import Siblings
from kernel.ocr import TextLine

LEFT, RIGHT, HIGH = 230, 673, 24
LINK = (736, 489)


def line(text: str, x: int, y: int, high: int = 18) -> TextLine:
    return TextLine(text, x, y, x + 8 * len(text), y + high, 0.98)


def cards(plan: tuple[str, ...], good: tuple[str, ...]) -> list[TextLine]:
    """Two cards side by side under the title of the page, each with its own title."""
    page = [line("Grown-ups corner", 200, 120, 34)]
    for x, (title, *rest) in ((LEFT, plan), (RIGHT, good)):
        page.append(line(title, x, 399, HIGH))
        page += [line(words, x + 4, 440 + 40 * at) for at, words in enumerate(rest)]
    return page


PLAN = ("Plan and payments", "Arbor Family, $6.49 a month", "Manage plan")
GOOD = ("Arbor Book Club", "A printed book each month, $9.00. Active", "Cancel Book Club")


def seen(*pages: list[TextLine], service: str = "Arbor TV") -> Siblings:
    found = Siblings(service)
    for page in pages:
        found.learn(page)
    return found


@pytest.mark.parametrize(
    ("plan", "good"),
    [
        (PLAN, GOOD),
        (("Arbor Family", "$6.49 a month", "Manage plan"), GOOD),
        (("Your plan", "Family", "$6.49 a month", "Manage plan"), GOOD),
        (PLAN, ("Book Club", "A printed book each month, $9.00", "Cancel Book Club")),
        (PLAN, ("Arbor Book Club", "Renews on 3 December 2026", "Cancel")),
        (
            ("Abo und Zahlung", "Arbor Premium, 6,49 \u20ac im Monat", "Abo verwalten"),
            ("Arbor Buchclub", "Ein Buch im Monat, 9,00 \u20ac. Aktiv", "Buchclub k\u00fcndigen"),
        ),
        (
            ("Abonnement", "Arbor Famille, 6,49 \u20ac par mois", "G\u00e9rer l'abonnement"),
            ("Arbor Lecture", "Un livre par mois, 9,00 \u20ac. Actif", "R\u00e9silier Lecture"),
        ),
        (
            ("Suscripci\u00f3n", "Arbor Familiar, 6,49 \u20ac al mes", "Gestionar"),
            ("Arbor Lectura", "Un libro al mes, 9,00 \u20ac. Activo", "Cancelar Lectura"),
        ),
    ],
)
def test_what_ends_another_good_of_the_house_is_refused(
    plan: tuple[str, ...], good: tuple[str, ...]
) -> None:
    page = cards(plan, good)
    others = seen(page)
    theirs = next(each for each in page if each.text == good[-1])
    ours = next(each for each in page if each.text == plan[-1])
    assert others.has(page, round(theirs.center_y), theirs.x0 + 20)
    assert not others.has(page, round(ours.center_y), ours.x0 + 20)
    assert not others.has(page)  # the page is of both
    press = Press(good[-1], good[-1], "account", commit=False, elsewhere=True)
    assert judge_press(press, action="cancel", commits=0).rule == "other"


def test_how_a_good_of_the_house_stands_tells_nothing_of_the_plan() -> None:
    """The plan was cancelled, and the book club's "Active" spoke against it."""
    page = cards(PLAN, GOOD)
    left = seen(page).without(page)
    assert state_of(page) == "active"
    assert state_of(left) == "unknown"
    assert {each.text for each in left} >= set(PLAN)
    ended = cards(("Plan and payments", "Arbor Family, ends on 29 November 2026"), GOOD)
    assert state_of(seen(page).without(ended)) == "cancelled"


@pytest.mark.parametrize(
    ("service", "plan", "good"),
    [
        # Where the plan is called so, whatever stands beside it.
        ("Arbor Book Club", PLAN, GOOD),
        ("Arbor TV", ("Your profile", "Pat Doe", "Edit"), GOOD),
        ("Arbor TV", ("Plan and payments", "Visa ending in 1174", "Manage"), GOOD),
        # What is the plan's own.
        ("Arbor TV", PLAN, ("Auto-renewal", "On, $6.49 on 29 November", "Cancel auto-renewal")),
        ("Arbor TV", PLAN, ("Payment method", "Visa ending in 1174", "Remove")),
        ("Arbor TV", PLAN, ("Arbor Premium", "$9.49 a month. Active", "Cancel Premium")),
        ("Arbor TV", PLAN, ("Leave us?", "You can go at any time", "Cancel subscription")),
        # Merely offered.
        ("Arbor TV", PLAN, ("Arbor Theatre", "Plays for the small, $3.00 a month", "Add it")),
    ],
)
def test_a_card_that_is_no_other_good(
    service: str, plan: tuple[str, ...], good: tuple[str, ...]
) -> None:
    page = cards(plan, good)
    assert seen(page, service=service).names == []
    assert not seen(page, service=service).has(page, *reversed(LINK))


def test_the_plan_and_what_ends_it_may_stand_in_one_card() -> None:
    page = [line("Your plan", LEFT, 200, HIGH), line("Arbor Family, $6.49 a month", LEFT, 240)]
    page += [line("Cancel Family", LEFT, 270), line("Manage plan", LEFT, 300)]
    assert seen(page).names == []


def test_a_page_that_names_the_service_is_not_the_goods() -> None:
    others = seen(cards(PLAN, GOOD))
    asks = [line("End Arbor TV?", LEFT, 200, 30), line("End my plan", LEFT, 320)]
    assert not others.has([*asks, line("You lose the price of your Arbor Book Club.", LEFT, 260)])
    theirs = [line("Cancel Arbor Book Club?", LEFT, 200, 30), line("Yes, cancel", LEFT, 320)]
    assert others.has(theirs)


IMPRINT = "Vega Networks \u00b7 no logs since 2019"
PAGES = (
    ("Go far.", "1,900 stations in 54 countries."),
    ("Sign in", "Password"),
    ("Subscription", "Vega 1 year", "$59.88 a year, next charge 8 February 2027"),
    ("Auto-renewal", "If you turn it off your low price is lost.", "Turn off auto-renewal"),
)


def drawn(rows: tuple[str, ...], *below: str) -> list[TextLine]:
    page = [line("Vega", 55, 24)] + [line(x, 390, 140 + 40 * at) for at, x in enumerate(rows)]
    return page + [line(text, 128 + 400 * at, 460) for at, text in enumerate(below)]


def test_who_runs_the_site_is_no_other_product() -> None:
    """Below every page stood the company's name, and each way out was taken for another's."""
    found = seen(*(drawn(rows, IMPRINT) for rows in PAGES), service="Vega VPN")
    assert not found.has(drawn(PAGES[-1], IMPRINT))
    assert not found.has(drawn(PAGES[-1], IMPRINT), 229, 400)


def test_what_the_house_sells_is_another_product_wherever_it_stands() -> None:
    found = seen(*(drawn(rows, IMPRINT) for rows in PAGES), service="Vega VPN")
    assert found.has(drawn(("Vega Drive 2 TB", "Turn off auto-renewal"), IMPRINT))
    both = ("Vega Drive", "Vega Mail")
    found = seen(*(drawn(rows, *both) for rows in PAGES), service="Vega VPN")
    assert found.has(drawn(PAGES[-1], *both))


@pytest.mark.parametrize(
    ("question", "label", "other"),
    [
        ("Do you want to go back, or turn off auto-renewal?", "Turn off", "Cancel"),
        ("Turn off automatic renewal of your plan?", "Turn off", "Keep it on"),
        ("Automatische Verl\u00e4ngerung wirklich deaktivieren?", "Deaktivieren", "Abbrechen"),
        ("D\u00e9sactiver le renouvellement automatique ?", "D\u00e9sactiver", "Annuler"),
        ("\u00bfDesactivar la renovaci\u00f3n autom\u00e1tica?", "Desactivar", "Cancelar"),
    ],
)
def test_of_two_answers_the_question_tells_what_is_turned_off(
    question: str, label: str, other: str
) -> None:
    """Level with them stands an entry of the menu at the side: it is not turned off."""

    def rule(row: tuple[str, ...], *asked: str) -> str:
        press = Press(label, label, "confirm", commit=True, row=row, asked=Above(asked))
        return judge_press(press, action="cancel", commits=0).rule

    assert rule(("Notifications", other), "Security", question) == "none_against"
    assert rule(("Notifications",), "Security", question) == "other"
    assert rule(("Notifications", other), "Security", "Turn off notifications?") == "other"
    locker = "Turn off auto-renewal of the locker?"
    assert rule(("Locker", other), "Security", locker) == "other"
