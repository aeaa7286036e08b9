"""Buttons that end a thing beside the plan: "Cancel locker", "Cancel class"."""

import re

from browser_agent.rules.amounts import AMOUNT
from browser_agent.rules.case import Case
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases, fold
from browser_agent.rules.wishes import THINGS

A_THING = Phrases(
    r"lockers?|insurances?|parking(?: spot| space)?|storage unit|towels?|towel service|bookings?|"
    r"reservations?|appointments?|class(?:es)?|lessons?|sessions?|visits?|orders?|deliver(?:y|ies)|"
    r"shipments?|downloads?|uploads?|guest pass(?:es)?|gifts?|invit(?:e|ation)s?|transfers?|rental",
    r"spind\w*|schliessfach\w*|\w*versicherung|stellplatz|parkplatz|buchung|termin|kurs|bestellung|"
    r"lieferung|einladung",
    r"casier|assurance|rendez-vous|cours|commande|livraison|vestiaire|invitation",
    r"taquilla|seguro|aparcamiento|garaje|reserva|cita|clase|pedido|entrega|envio|invitacion",
)
CANCELS_A_NAME = Phrases(
    r"(?:cancel|end|stop|remove) (?!(?:at|any|now|my|your|the|this)(?![^\W_]))[\w+' -]{2,30}",
    r"(?:cancelar|anular|annuler|resilier|arreter) [\w+' -]{2,30}",
    r"[\w+' -]{2,30} (?:kundigen|beenden|abbestellen)",
)
LETTERS_MIN, TITLE_UP, PRICE_DOWN, ASIDE = 4, 150, 60, 40


def ends_one(case: Case, control: Control) -> bool:
    """By its own words; or its card is called as it is, and another card of the page tells of a
    membership and its price."""
    said = control.folded
    ours = THINGS(said) or fold(case.question.service) in said
    if ours or not CANCELS_A_NAME.whole(said):
        return False
    if A_THING(said):
        return True
    titles = [x for x in case.screen.controls if 0 < control.box.y0 - x.box.y1 <= TITLE_UP]
    titles = [x for x in titles if abs(x.box.x0 - control.box.x0) <= ASIDE and _share(x, control)]
    if not titles or any(THINGS(each.folded) for each in titles):
        return False
    return any(_is_a_plans_title(case, each) for each in case.labels if each not in titles)


def _share(title: Control, control: Control) -> bool:
    words = {word for word in re.findall(r"\w+", control.folded) if len(word) >= LETTERS_MIN}
    return title is not control and bool(words & set(re.findall(r"\w+", title.folded)))


def _is_a_plans_title(case: Case, title: Control) -> bool:
    """ "Gym membership", and right below it what that costs."""
    if not THINGS(title.folded) or title.face is not None:
        return False
    return any(
        0 <= each.box.y0 - title.box.y1 <= PRICE_DOWN
        and abs(each.box.x0 - title.box.x0) <= ASIDE
        and AMOUNT.search(each.text)
        for each in case.screen.controls
    )
