"""What is ended, where it is neither the plan nor called as the service is: "Cancel locker".

For the last rail; no words shared with the rules.
"""

import re
from collections.abc import Sequence

from browser_agent.money import amounts
from browser_agent.strokes import Wording, plain

_ENDS = Wording(
    r"^((yes|si|oui|ja),? )?(cancel|end|stop|terminate|quit|give up|cancelar|anular|dar de baja|"
    r"terminar|resilier|annuler|arreter|rendre|mettre fin a) "
    r"(?P<what>((the|my|your|this|el|la|mi|tu|su|este|esta|le|mon|ma|votre|ce|cette|l') ?)*"
    r"[\w' -]{3,30})$|"
    r"^((den|das|die|dein\w*|mein\w*|ihr\w*|diese\w*) )?(?P<was>[\w-]{4,30}) (kundigen|beenden|"
    r"stornieren|abbestellen|zuruckgeben)$"
)
_THE_PLAN = Wording(
    r"\b(member\w*|subscri\w*|plans?|pass|passes|renew\w*|auto-?\w*|billing|payments?|trial|service|"
    r"account|contract|package|now|today|anyway|online|here|it|this|me|everything|cancell?ation|"
    r"\w*abos?|\w*abonnements?|\w*mitgliedschaft\w*|\w*vertra?g\w*|\w*tarif\w*|\w*verlangerung|"
    r"jetzt|hier|trotzdem|konto|paket|dienst|forfait|formule|offre|adhesion|contrat|compte|"
    r"maintenant|ici|renouvellement|reconduction|suscrip\w*|membresia|cuota|contrato|cuenta|"
    r"servicio|renovacion|ahora|aqui|abono|premium|plus|pro|standard|basic|gold|free)\b"
)
# Things that are rented, booked, ordered or added, and no subscription by themselves.
_A_THING = Wording(
    r"\b(lockers?|insurance|parking|storage units?|towels?|bookings?|reservations?|appointments?|"
    r"class(es)?|lessons?|visits?|orders?|deliver(y|ies)|shipments?|downloads?|uploads?|"
    r"guest pass(es)?|gifts?|invitations?|transfers?|equipment|hardware|spind\w*|schliessfach\w*|"
    r"\w*versicherung|stellplatz|parkplatz|buchung|termin|kurs|bestellung|lieferung|einladung|"
    r"casier|assurance|reservation|rendez-vous|cours|commande|livraison|vestiaire|taquilla|seguro|"
    r"aparcamiento|garaje|reserva|cita|clase|pedido|entrega|envio|invitacion)\b"
)
LETTERS_MIN = 4


def ends_a_thing(words: str, column: Sequence[str], service: str) -> bool:
    """ "Cancel locker"; or what is called as its card is, below another card that tells of a
    membership and its price. column: the lines above the press, the nearest first."""
    text = plain(words)
    found = _ENDS.match(text)
    if found is None:
        return False
    name = "what" if found["what"] is not None else "was"
    what = text[found.start(name) : found.end(name)]
    if _THE_PLAN.search(what) or _shares(what, plain(service)):
        return False
    return _A_THING.search(what) is not None or _is_another_card(what, list(map(plain, column)))


def _is_another_card(what: str, above: Sequence[str]) -> bool:
    title = next((at for at, line in enumerate(above) if _shares(what, line)), None)
    if title is None or _THE_PLAN.search(above[title]):
        return False
    further = above[title + 1 :]
    price = next((at for at, line in enumerate(further) if amounts(line)), len(further))
    return any(_THE_PLAN.search(line) for line in further[price:])


def _shares(what: str, said: str) -> bool:
    words = {word for word in re.findall(r"\w+", what) if len(word) >= LETTERS_MIN}
    return bool(words & set(re.findall(r"\w+", said)))
