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
    r"\b(instead|for good|on \d|benefits|product|definitiv\w*|endgultig|verbindlich|sofort|ligne|"
    r"linea|avantages|ventajas|beneficios|vorteile|member\w*|subscri\w*|plans?|pass|passes|"
    r"renew\w*|auto-?\w*|billing|payments?|trial|service|account|contract|package|now|today|anyway|"
    r"online|here|it|this|me|everything|cancell?ation|\w*abos?|\w*abonnements?|"
    r"\w*mitgliedschaft\w*|\w*vertra?g\w*|\w*tarif\w*|\w*verlangerung|jetzt|hier|trotzdem|konto|"
    r"paket|dienst|forfait|formule|offre|adhesion|contrat|compte|maintenant|ici|renouvellement|"
    r"reconduction|suscrip\w*|membresia|cuota|contrato|cuenta|servicio|renovacion|ahora|aqui|abono|"
    r"premium|plus|pro|standard|basic|gold|free)\b"
)
# Things that are booked, ordered or lent, and no subscription by themselves. "Cancel deliveries",
# "Cancel parking" and "Cancel insurance" may end all that is sold there: the page tells.
_A_THING = Wording(
    r"\b(lockers?|towels?|bookings?|reservations?|appointments?|class|lesson|session|visits?|"
    r"orders?|delivery|shipments?|downloads?|uploads?|guest pass(es)?|gifts?|invitations?|"
    r"transfers?|hardware|spind\w*|schliessfach\w*|buchung|termin|bestellung|einladung|casier|"
    r"reservation|rendez-vous|commande|vestiaire|taquilla|reserva|cita|clase|pedido|entrega|envio|"
    r"invitacion)\b"
)
_ONCE = Wording(  # one of many, not their contract
    r"annuler (le |la |l'|ma |mon |ce |cette |votre )?(cours|livraison|seance)|"
    r"(\w+ )?(kurs|lieferung|kursstunde) stornieren"
)
# All of them, or what only a contract is ended by: where nothing else is sold, that is the plan.
_ALL_OF_THEM = Wording(
    r"(?:cancel|end|stop) (?:(?:all|my|your|the) )*(?:orders|reservations|shipments|visits)|"
    r"(?:\w+ )?(?:bestellung|buchung|reservierung|reservation) (?:kundigen|beenden|abbestellen)|"
    r"(?:annuler|resilier|arreter) (?:les |mes |vos )(?:commandes|reservations)|"
    r"(?:cancelar|anular) (?:los |las |mis |tus )?(?:pedidos|reservas|envios)"
)
_OF_PERKS = Wording(
    r"\b(?:rewards?|points?|benefits?|perks?|status|cards?|\w*vorteile?|\w*punkte|\w*pramien?|"
    r"\w*karte|fidelite|avantages?|carte|puntos|ventajas|tarjeta)\b"
)
_PLANS_TITLE = Wording(
    r"\b(member\w*|subscri\w*|plan|pass|contract|\w*abos?|\w*abonnements?|\w*mitgliedschaft\w*|"
    r"\w*vertrag|\w*tarif|forfait|formule|adhesion|contrat|suscrip\w*|membresia|cuota|contrato|"
    r"abono)\b"
)
# What every contract is called: "Cancel plan" under the title "Sauna plan" means that one.
_KINDS = (
    r"pass|plan|membership|subscription|service|contract|\w*abo|\w*abonnement|\w*mitgliedschaft|"
    r"\w*vertrag|\w*tarif|forfait|formule|adhesion|contrat|suscripcion|membresia|cuota|contrato|"
    r"servicio|abono"
)
_A_SERVICE = Wording(
    rf"(?:your |my |dein\w* |ihr\w* |mein\w* |votre |mon |ma |tu |su |mi )?(?P<own>[\w-]+) "
    rf"(?P<sort>{_KINDS}) "
    r"(?:is|ist|est|esta) (?:active|aktiv|actif|active|activ[oa])"
)
_BARE = Wording(
    rf"(?:cancel|end|stop|terminate|cancelar|anular|dar de baja|resilier|annuler|arreter)"
    rf"(?: it)?(?: (?:the |my |your |this |el |la |mi |tu |este |esta |le |mon |ma |votre |ce |"
    rf"cette |l')?(?P<what>{_KINDS}))?|"
    rf"(?:(?:das |den |die |dein\w* |mein\w* |ihr\w* |diese\w* )?(?P<was>{_KINDS}) )?"
    r"(?:kundigen|beenden)"
)
_A_KIND = Wording(rf"{_KINDS}|the|my|your|this|mein\w*|dein\w*|ihr\w*|mon|ma|votre|mi|tu|su")
_DEEDS = Wording(
    r"(?:remove|add|change|edit|pause|switch|update|details|manage|verwalten|entfernen|andern|"
    r"gerer|retirer|modifier|gestionar|quitar|cambiar)\b.*"
)
_BY_MONTH = Wording(
    r"\b(?P<sum>\d{1,4}[.,]\d\d) (?:(?:a|per|each|im|pro|par|al|por) )?"
    r"(?:month|mo|year|yr|week|monat|jahr|woche|mois|an|semaine|mes|ano|semana)\b"
)
_NO_NAME = Wording(
    r"(your|my|our|current|dein\w*|mein\w*|ihr\w*|aktuell\w*|tu|mi|su|votre|mon|ma) [\w-]+|"
    r"[\w-]+ (actual|actuel\w*)"
)
_RUNS = Wording(r"(status )?(active|aktiv|actif|activ[oa]|lauft)\b.{0,40}")
# "Next payment", above a sum, is the title of no card.
_A_LABEL = Wording(
    r"\b(next|payments?|billing|billed|price|total|amount|due|renew\w*|status|date|since|"
    r"\w*zahlung|\w*abbuchung|\w*preis|\w*betrag|prochaine?|paiement|prelevement|prix|montant|"
    r"proxim[oa]|pago|cobro|precio|importe|details|manage|verwalten|gerer|gestionar)\b|\b20\d\d\b"
)
_BY_THE = Wording(r"\b(month|mo|year|yr|week|monat|jahr|woche|mois|an|semaine|mes|ano|semana)\b")
_OFFERS = Wording(
    r"(upgrade|switch|get|try|choose|select|add|join|subscribe|wechs|hol|hinzu|wahl|pass|essay|"
    r"ajout|choisi|mejora|pasa|cambia|elig|prueba|anad)\w*\b.*|.* (wechseln|wahlen|hinzufugen|"
    r"holen)"
)
_SMALL = frozenset(
    ("the", "and", "for", "your", "our", "this", "that", "with", "des", "les", "une", "mon", "mes",
     "votre", "las", "los", "una", "del", "sus", "der", "die", "das", "den", "dein", "mein", "ihr")
)  # fmt: skip
TITLE_WORDS_MAX, SAME_LETTERS, STEM_LETTERS, ENDING_LETTERS, CARDS_MIN = 6, 3, 4, 3, 2


def ends_a_thing(
    words: str, column: Sequence[str], service: str, lines: Sequence[str] = ()
) -> bool:
    """ "Cancel locker"; or what is named as no card of the plan is, on a page with another one that
    tells of a membership and its price. column: the lines above the press, the nearest first;
    lines: those of the page."""
    text = plain(words)
    above, page = list(map(plain, column)), list(map(plain, lines))
    if (bare := _BARE.fullmatch(text)) is not None:
        kind = _word(bare, text, "what") or _word(bare, text, "was")
        return _is_in_anothers(kind, above, page, plain(service))
    found = _ENDS.match(text)
    if found is None:
        return False
    name = "what" if found["what"] is not None else "was"
    what = text[found.start(name) : found.end(name)]
    if _shares(what, plain(service)) or _is_in(what, plain(service)):
        return False
    if _THE_PLAN.search(what):
        return _names_anothers(what, above, page, plain(service))
    if _A_THING.search(what) or _ONCE.fullmatch(text):
        return not (_ALL_OF_THEM.fullmatch(text) and _is_all_there_is(above, page))
    return _is_another_card(what, above) or _is_beside_ours(what, above, page, plain(service))


def _is_all_there_is(above: Sequence[str], page: Sequence[str]) -> bool:
    """Right below the only price of the page, by the month, and no membership beside what is
    booked."""
    cards = _cards(page)
    told = [at for at, line in enumerate(above) if _cost(line) > 0 and _BY_THE.search(line)]
    if len(cards) != 1 or not told or not all(map(_A_LABEL.search, above[: told[0]])):
        return False
    title = cards[0][0]
    return not _names_a_plan(title) or _A_KIND.fullmatch(title) is not None


def _is_another_card(what: str, above: Sequence[str]) -> bool:
    title = next((at for at, line in enumerate(above) if _shares(what, line)), None)
    if title is None or _THE_PLAN.search(above[title]):
        return False
    further = above[title + 1 :]
    price = next((at for at, line in enumerate(further) if amounts(line)), len(further))
    return any(map(_names_a_plan, further[price:]))


def _is_beside_ours(what: str, above: Sequence[str], page: Sequence[str], service: str) -> bool:
    """The card of the press is another one than that of the plan, wherever that stands; where no
    title tells which is the plan's, the first of those that cost something by the month is."""
    own, cost = _title(what, above)
    if not own:
        return False
    ours = [title for title, told in _cards(page) if not (amounts(told) and _is_free(cost))]
    ours = list(filter(_names_a_plan, ours))
    named = [x for x in ours if _shares(x, service)]
    if ours and (named or not _PLANS_TITLE.search(own)):
        ours = named or ours
        return own not in ours and not any(_shares(what, each) for each in ours)
    return _shares(what, own) and not _THE_PLAN.search(own) and _is_second(what, own, page)


def _is_second(what: str, own: str, page: Sequence[str]) -> bool:
    """Of several that are sold: not the first, or a cheaper one than those below it."""
    priced = [(title, told) for title, told in _cards(page) if _cost(told) > 0]
    monthly = [(title, told) for title, told in priced if _BY_THE.search(told)]
    sold = dict(monthly if len(monthly) > 1 else priced)
    if own not in sold or len(sold) < CARDS_MIN:
        return False
    first, cost = next(iter(sold)), _cost(sold[own])
    if own == first:
        return any(cost < _cost(told) for title, told in sold.items())
    return not _shares(what, first)


def _is_in_anothers(kind: str, above: Sequence[str], page: Sequence[str], service: str) -> bool:
    """ "Cancel", or "Cancel pass" under "Sauna pass", in a card beside the one that bears the name
    of the service. kind: "pass"."""
    if kind and above and (told := _A_SERVICE.match(above[0])) is not None:
        own = _word(told, above[0], "own")
        return _word(told, above[0], "sort") == kind and _is_no_plans(own, 0.0, page, service)
    own, cost = _nearest(above)
    if not own or (kind and not _has(own, kind)):
        return False
    return _is_no_plans(own, cost, page, service)


def _names_anothers(what: str, above: Sequence[str], page: Sequence[str], service: str) -> bool:
    """ "Cancel Kids club membership", in the card "Kids club"."""
    rest = " ".join(each for each in re.findall(r"\w+", what) if not _A_KIND.fullmatch(each))
    if not rest.strip() or _THE_PLAN.search(rest):
        return False
    own, cost = _nearest(above)
    return bool(own) and _shares(rest, own) and _is_no_plans(own, cost, page, service)


def _is_no_plans(own: str, cost: float, page: Sequence[str], service: str) -> bool:
    """Another card with another price bears the name of the service, or is the only plan."""
    cards = [(title, _cost(told)) for title, told in _cards(page)]
    titles = [title for title, costs in cards if costs > 0 and title != own and costs != cost]
    if _shares(own, service):
        return False
    named = [title for title in titles if _shares(title, service)]
    return bool(named) or (not _names_a_plan(own) and any(map(_names_a_plan, titles)))


def _nearest(above: Sequence[str]) -> tuple[str, float]:
    """The title of the card in which a bare button stands, and its price by the month, with nothing
    to press between."""
    for at, line in enumerate(above):
        if at > 0 and _cost(above[at - 1]) > 0 and _is_titled(line):
            monthly = _BY_THE.search(above[at - 1]) is not None
            return (line, _cost(above[at - 1])) if monthly else ("", 0.0)
        if _DEEDS.fullmatch(line):
            break
    return "", 0.0


def _is_titled(line: str) -> bool:
    return not (_costs(line) or _A_LABEL.search(line)) and len(line.split()) <= TITLE_WORDS_MAX


def _has(title: str, kind: str) -> bool:
    return any(word.endswith(kind) for word in title.split())


def _word(found: re.Match[str], text: str, group: str) -> str:
    """As it was written: what a wording finds has other letters."""
    return text[found.start(group) : found.end(group)] if found[group] is not None else ""


def _names_a_plan(title: str) -> bool:
    """ "Gym membership"; not "Your plan", a heading."""
    named = _PLANS_TITLE.search(title) is not None and not _OF_PERKS.search(title)
    return named and not _NO_NAME.fullmatch(title)


def _is_free(cost: str) -> bool:
    """ "Active", and no sum: that may be a line of the plan's own card."""
    return bool(cost) and not amounts(cost)


def _title(what: str, above: Sequence[str]) -> tuple[str, str]:
    """Of the card in which the press lies, and what it costs: the line above a sum, or one that
    names it."""
    for at, line in enumerate(above):
        if _costs(line) or _A_LABEL.search(line):
            continue
        if at > 0 and _costs(above[at - 1]):
            return line, above[at - 1]
        if _shares(what, line):
            return line, ""
    return "", ""


def _cards(page: Sequence[str]) -> list[tuple[str, str]]:
    """The titles right above what something costs, with that; not what is offered."""
    found = []
    for title, told, after in zip(page, page[1:], [*page[2:], ""], strict=False):
        if _costs(told) and _is_titled(title) and not _OFFERS.fullmatch(after):
            found.append((title, told))
    return found


def _costs(line: str) -> bool:
    return _cost(line) > 0 or bool(amounts(line)) or _RUNS.fullmatch(line) is not None


def _cost(line: str) -> float:
    """A number by the month is a sum without its currency."""
    bare = _BY_MONTH.search(line)
    return max(amounts(line), default=max(amounts(f"{bare['sum']} eur".upper())) if bare else 0.0)


def _shares(what: str, said: str) -> bool:
    """A word of both, or its beginning: "sauna" and "saunas"."""
    words, others = (set(re.findall(r"\w+", each)) - _SMALL for each in (what, said))
    return any(_is_one(each, other) for each in words for other in others)


def _is_one(word: str, other: str) -> bool:
    if word == other:
        return len(word) >= SAME_LETTERS
    short, long = sorted((word, other), key=len)
    return len(short) >= STEM_LETTERS and long.startswith(short)


def _is_in(what: str, service: str) -> bool:
    """ "Cancel parking" at JustPark."""
    words = (each for each in re.findall(r"\w+", what) if len(each) > STEM_LETTERS)
    return any(each[: max(STEM_LETTERS, len(each) - ENDING_LETTERS)] in service for each in words)
