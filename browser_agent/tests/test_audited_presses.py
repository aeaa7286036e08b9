"""Presses that an audit found: the rail refuses them, or lets them pass, whatever the rules say."""

import pytest

from browser_agent.asking import Above, above, level_with
from browser_agent.lexicon import commits
from browser_agent.policy import Press, judge_press
from browser_agent.rules.tests.test_audited_switching import (
    AGREES_TO_MORE,
    AWAY,
    PART,
    PART_CARDS,
    PART_ENDED,
    RETURNS,
)
from browser_agent.siblings import Siblings
from browser_agent.tests.test_audited_passwords import judged as judged_secret
from browser_agent.tests.test_house_goods import GOOD, PLAN, cards, line, seen
from kernel.ocr import TextLine

BASIC = ("Switch to Basic?", "Your plan changes today. $4.99/month")
MIT_WERBUNG = ("Wechsel zu Basic mit Werbung", "4,99 \u20ac im Monat. Der Wechsel gilt sofort.")
BASICO = ("\u00bfCambiar al plan B\u00e1sico?", "Pagar\u00e1s 4,99 \u20ac al mes")
ESSENTIEL = ("Passer au forfait Essentiel ?", "4,99 \u20ac par mois d\u00e8s aujourd'hui")
OWN = ("Account", "Arbor Premium", "$9.99 a month", "Renews on December 5, 2026")


def judged(label: str, words: tuple[str, ...], page: str = "account", **more: object) -> str:
    press = Press(label, label, page, commit=False, words=words, **more)  # type: ignore[arg-type]
    return judge_press(press, action="cancel", commits=0).rule


@pytest.mark.parametrize("page", ["account", "home"])
@pytest.mark.parametrize(
    ("words", "button"),
    [
        (BASIC, "Switch plan"),
        (BASIC, "Change plan"),
        (BASIC, "Update my plan"),
        (MIT_WERBUNG, "Tarif wechseln"),
        (BASICO, "Cambiar de plan"),
        (ESSENTIEL, "Changer d'offre"),
        (ESSENTIEL, "Changer de forfait"),
        (("Save with Basic", "Only $4.99 a month"), "Switch plan"),
        (("Arbor Basic", "Only $4.99 a month"), "Switch plan"),
        (("Jetzt zu Basic wechseln und 50 % sparen",), "Tarif wechseln"),
        (("Passez \u00e0 l'offre annuelle",), "Changer d'offre"),
        (("Switch to Basic instead of cancelling?", "$4.99"), "Change plan"),
    ],
)
def test_a_plan_is_not_switched_where_the_page_names_another(
    words: tuple[str, ...], button: str, page: str
) -> None:
    assert judged(button, (*words, button), page) == "change"


@pytest.mark.parametrize(
    ("button", "other"),
    [
        ("Switch plan", "Back"),
        ("Change plan", "Cancel"),
        ("Change plan", "Keep my current plan"),
        ("Tarif wechseln", "Zur\u00fcck"),
        ("Changer d'offre", "Retour"),
        ("Cambiar de plan", "Volver"),
    ],
)
def test_nor_beside_the_other_answer(button: str, other: str) -> None:
    words = ("Basic", "$4.99 a month")
    assert judged(button, (*words, other, "Help", button), row=(other,)) == "change"
    assert judged(button, (*words, button, other)) == "change"
    assert judged(button, (*words, other, button)) == "change"


@pytest.mark.parametrize(
    "button", ["Switch plan", "Change plan", "Cambiar de plan", "Changer d'offre", "Tarif wechseln"]
)
def test_beside_our_own_plan_it_leads_to_the_plans(button: str) -> None:
    assert judged(button, (*OWN, button, "Billing history")) == "none_against"


@pytest.mark.parametrize(("asks", "button"), AGREES_TO_MORE)
def test_no_password_and_no_press_agrees_to_more(asks: str, button: str) -> None:
    assert judged_secret("Arbor", asks) == "changes"
    asked = Above((asks, "Arbor"))
    assert judged(button, ("Arbor", asks, "Password", button), "sign_in", asked=asked) == "change"


@pytest.mark.parametrize(
    "asks",
    [
        "To cancel your plan and keep your account, enter your password.",
        "To cancel your plan and keep watching until December 5, enter your password.",
        "To cancel Premium and change to the free plan, enter your password.",
        "Enter your password to confirm your cancellation.",
        "Gib dein Passwort ein, um deine Mitgliedschaft zu beenden.",
        "Pour r\u00e9silier, saisissez votre mot de passe.",
        "Introduce tu contrase\u00f1a para cancelar tu suscripci\u00f3n.",
    ],
)
def test_a_password_that_only_ends_it_goes(asks: str) -> None:
    assert judged_secret("Arbor", asks) == "none_against"
    assert judged("Confirm", ("Arbor", asks), "sign_in", asked=Above((asks,))) == "none_against"


def test_a_password_buys_where_the_run_restarts() -> None:
    assert judged_secret("Enter your password to pay $9.99.", action="resume") == "none_against"
    assert judged_secret("Enter your password to pay $9.99.") == "changes"


def is_of_another(rows: tuple[str, ...], service: str, *, high: int = 34) -> bool:
    """Whether the last of these rows is another one's to press."""
    page = [line(words, 230, 160 + high * at) for at, words in enumerate(rows)]
    found = Siblings(service)
    found.learn(page)
    return found.has(page, round(page[-1].center_y), page[-1].x0 + 20)


LONGER = [
    ("Night Letters", "Minimum term", "Ends on December 5, 2026", "$5.00 a month"),
    ("Night Letters", "$5.00 a month", "Welcome offer", "Ends on December 5, 2026"),
]


@pytest.mark.parametrize("card", [*PART_CARDS, *LONGER])
def test_a_part_whose_discount_ends_has_its_own_button(card: tuple[str, ...]) -> None:
    assert not is_of_another((*card, "Cancel membership"), PART)


@pytest.mark.parametrize("card", PART_ENDED)
def test_below_a_part_that_has_ended_the_house_may_follow(card: tuple[str, ...]) -> None:
    assert is_of_another((*card, "Cancel membership"), PART)


REWARDS = ("Arbor Rewards", "120 points. Active", "See rewards")


def asks(*rows: str) -> list[TextLine]:
    return [line(words, 230, 200 + 40 * at, 30 - 8 * bool(at)) for at, words in enumerate(rows)]


@pytest.mark.parametrize("service", ["Arbor", "Arbor TV"])
@pytest.mark.parametrize(
    ("good", "rows"),
    [
        (REWARDS, ("Cancel your plan?", "You will lose your Arbor Rewards points", "Yes, cancel")),
        (REWARDS, ("Cancel your plan?", "You will lose:", "Arbor Rewards", "Yes, cancel")),
        (GOOD, ("Leaving?", "Members get 10% off at Arbor Book Club", "Continue to cancel")),
    ],
)
def test_what_members_get_or_lose_is_no_page_of_another(
    service: str, good: tuple[str, ...], rows: tuple[str, ...]
) -> None:
    page = asks(*rows)
    assert not seen(cards(PLAN, good), page, service=service).has(page)


def test_a_card_for_points_is_nothing_that_is_had() -> None:
    assert seen(cards(PLAN, REWARDS)).names == []
    gift = ("Arbor Gift Cards", "Active balance $0.00", "Buy")
    assert seen(cards(PLAN, gift)).names == []


@pytest.mark.parametrize(
    "rows",
    [
        ("Cancel Arbor Book Club?", "You will lose 10% off", "Yes, cancel"),
        ("Cancel your plan?", "You will lose access to Arbor Book Club", "Yes, cancel"),
        ("Cancel your plan?", "You will lose your Arbor Book Club benefits", "Yes, cancel"),
    ],
)
def test_a_page_that_ends_another_good_stays_theirs(rows: tuple[str, ...]) -> None:
    assert seen(cards(PLAN, GOOD)).has(asks(*rows))


def at(
    label: str, x: int, beside: tuple[tuple[str, int, int], ...], plan: str | None = None
) -> str:
    """What the rail says to a switch or a button at this place, with these words around it."""
    lines = [line(words, left, top) for words, left, top in (*beside, (label, x, 300))]
    press = Press(
        label if x > 300 else f"the switch: {label}",
        label,
        "account",
        commit=False,
        words=tuple(each.text for each in lines),
        row=level_with(lines, x + 20, 309, service="Arbor"),
        asked=above(lines, x + 20, 309),
        service="Arbor",
    )
    return judge_press(press, action="cancel", commits=0, plan=plan).rule


@pytest.mark.parametrize(
    ("entry", "title", "switch"),
    [
        ("Membership auto-renewal", "Family", "Auto-renewal"),
        ("Membership auto-renewal", "Premium monthly", "Auto-renewal"),
        ("Membership auto-renewal", "Billing", "Auto-renewal"),
        ("Renouvellement de l'abonnement", "Facturation", "Renouvellement automatique"),
        ("Renouvellement de l'abonnement", "Famille", "Renouvellement automatique"),
        ("Verl\u00e4ngerung des Abos", "Abrechnung", "Automatische Verl\u00e4ngerung"),
    ],
)
def test_a_menu_that_names_the_renewal_makes_ours_no_other(
    entry: str, title: str, switch: str
) -> None:
    menu = (entry, 40, 160)
    assert at(switch, 300, (menu, (title, 300, 240), ("$9.99 a month", 300, 270))) == "none_against"
    assert at(switch, 300, (menu, ("Locker", 300, 240), ("$2.00", 300, 270))) == "other"


def test_the_tier_of_another_plan_is_not_ours() -> None:
    menu = ("Membership auto-renewal", 40, 160)
    basic = (menu, ("Basic", 300, 240))
    assert at("Auto-renewal", 300, basic, plan="Premium") == "other"
    assert at("Auto-renewal", 300, basic, plan="Basic") == "none_against"


OURS = {
    "Auto-renewal": "Auto-renew membership",
    "Automatische Verl\u00e4ngerung": "Automatische Verl\u00e4ngerung der Mitgliedschaft",
    "Renovaci\u00f3n autom\u00e1tica": "Renovaci\u00f3n autom\u00e1tica de la cuota",
    "Renouvellement automatique": "Renouvellement automatique de la formule",
}


@pytest.mark.parametrize(
    ("title", "switch"),
    [
        ("Your locker", "Auto-renewal"),
        ("Votre casier", "Auto-renewal"),
        ("Votre casier", "Renouvellement automatique"),
        ("Tu seguro", "Renovaci\u00f3n autom\u00e1tica"),
        ("Deine Versicherung", "Automatische Verl\u00e4ngerung"),
        ("On-site parking", "Auto-renewal"),
        ("On site parking", "Auto-renewal"),
        ("Next-day delivery", "Auto-renewal"),
    ],
)
def test_a_title_with_a_small_word_before_it_is_a_title(title: str, switch: str) -> None:
    assert at(switch, 300, ((OURS[switch], 300, 160), (title, 300, 260))) == "other"


@pytest.mark.parametrize(
    ("told", "switch"),
    [
        ("It renews on December 5, 2026", "Auto-renewal"),
        ("Your card will be charged on December 5", "Auto-renewal"),
        ("On, next payment December 5, 2026", "Auto-renewal"),
        ("Next payment: December 5, 2026", "Auto-renewal"),
        ("Tu tarjeta se cobra y la cuota se renueva", "Renovaci\u00f3n autom\u00e1tica"),
        ("Deine Karte wird am 5. Dezember belastet", "Automatische Verl\u00e4ngerung"),
    ],
)
def test_what_is_told_below_our_title_is_no_title(told: str, switch: str) -> None:
    assert at(switch, 300, ((OURS[switch], 300, 160), (told, 300, 260))) == "none_against"


@pytest.mark.parametrize(
    ("head", "row", "button"),
    [
        ("Auto-renewal", "Auto-renewal is turned on", "Turn off"),
        ("Auto-renewal", "Auto-renewal switched on", "Turn off"),
        ("Auto-renewal", "Auto-renewal is currently on", "Turn off"),
        ("Auto-renewal", "Auto-renewal for Premium monthly", "Turn off"),
        ("Auto-renewal", "Auto-renew yearly plan", "Turn off"),
        (
            "Automatische Verl\u00e4ngerung",
            "Automatische Verl\u00e4ngerung ist eingeschaltet",
            "Ausschalten",
        ),
        (
            "Renouvellement automatique",
            "Renouvellement automatique actuellement activ\u00e9",
            "D\u00e9sactiver",
        ),
        (
            "Renovaci\u00f3n autom\u00e1tica",
            "Renovaci\u00f3n autom\u00e1tica actualmente activada",
            "Desactivar",
        ),
        (
            "Renovaci\u00f3n autom\u00e1tica",
            "Renovaci\u00f3n autom\u00e1tica de tu plan Premium",
            "Desactivar",
        ),
    ],
)
def test_how_the_renewal_stands_is_no_other_thing(head: str, row: str, button: str) -> None:
    assert at(button, 900, ((head, 300, 260), (row, 300, 300))) == "none_against"


@pytest.mark.parametrize("thing", ["the locker", "Arbor Magazine", "extra screens", "devices"])
def test_the_renewal_of_another_thing_stays_anothers(thing: str) -> None:
    row = f"Auto-renewal for {thing}"
    assert at("Turn off", 900, (("Auto-renewal", 300, 260), (row, 300, 300))) == "other"


@pytest.mark.parametrize("words", AWAY)
def test_who_wants_another_page_restarts_nothing(words: str) -> None:
    assert not commits(words)


@pytest.mark.parametrize("words", RETURNS)
def test_who_wants_to_come_back_restarts_it(words: str) -> None:
    assert commits(words)
