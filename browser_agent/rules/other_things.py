"""Buttons that end a thing beside the plan: "Cancel locker", "Cancel class"."""

import re
from decimal import Decimal

from browser_agent.rules.amounts import AMOUNT, amount, amount_of
from browser_agent.rules.case import Case
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases, fold
from browser_agent.rules.wishes import THINGS

# Booked, ordered or lent. "Cancel deliveries" and "Cancel parking" may end what is sold there.
A_THING = Phrases(
    r"lockers?|towels?|towel service|bookings?|reservations?|appointments?|class|lesson|session|"
    r"visits?|orders?|delivery|shipments?|downloads?|uploads?|guest pass(?:es)?|gifts?|"
    r"invit(?:e|ation)s?|transfers?",
    r"spind\w*|schliessfach\w*|buchung|termin|bestellung|einladung",
    r"casier|rendez-vous|commande|vestiaire|invitation|annuler (?:le |la |ma |mon )?(?:cours|"
    r"livraison|seance)",
    r"taquilla|reserva|cita|clase|pedido|entrega|envio|invitacion",
)
# All that is booked or ordered, or by a word for contracts: the plan, where nothing else is sold.
ALL_OF_THEM = Phrases(
    r"(?:cancel|end|stop) (?:(?:all|my|your|the) )?(?:orders|reservations|shipments|visits)",
    r"(?:bestellung|buchung|reservierung) (?:kundigen|beenden|abbestellen)",
    r"(?:annuler|resilier|arreter) (?:les|mes|vos) (?:commandes|reservations)",
    r"(?:cancelar|anular) (?:(?:los|las|mis|tus) )?(?:pedidos|reservas|envios)",
)
PERKS = Phrases(
    r"rewards?|points?|benefits?|perks?|cards?|\w*vorteile?|\w*punkte|\w*pramien?|\w*karte|"
    r"fidelite|avantages?|carte|puntos|ventajas|tarjeta"
)
CANCELS_A_NAME = Phrases(
    r"(?:cancel|end|stop|remove) (?!(?:at|any|now|my|your|the|this)(?![^\W_]))[\w+' -]{2,30}",
    r"(?:cancelar|anular|annuler|resilier|arreter) [\w+' -]{2,30}",
    r"[\w+' -]{2,30} (?:kundigen|beenden|abbestellen)",
)
# The plan itself, or how it is ended, and the name of nothing.
NO_THING = Phrases(
    r"now|anyway|instead|online|here|for good|it|on \d.*|contracts?|renewal|automatic.*|product|"
    r"benefits|account|trial|premium|plus|pro|standard|basic|everything|all",
    r"jetzt|hier|trotzdem|endgultig|verbindlich|sofort|online|vertrage?|vorteile|\w*verlangerung|"
    r"konto|weiter|zum .*|am \d.*|ohne .*|und .*",
    r"contrats?|adhesion|definitivement|maintenant|ici|ligne|avantages|compte|renouvellement|"
    r"offre|quand meme|le \d.*|au \d.*",
    r"contrato|definitivamente|ahora|aqui|linea|ventajas|beneficios|cuenta|renovacion|"
    r"de todos modos|el \d.*",
)
# "Cancel", or "Cancel pass" under "Sauna pass": what it ends is the title of its card.
KIND = (
    r"pass|plan|membership|subscription|service|contract|abo|abonnement|mitgliedschaft|vertrag|"
    r"tarif|forfait|formule|adhesion|contrat|suscripcion|membresia|cuota|contrato|servicio|abono"
)
KINDS = Phrases(KIND)
CANCELS_A_KIND = Phrases(
    rf"(?:cancel|end|stop|cancelar|anular|dar de baja|resilier|annuler|arreter)(?: it)?"
    rf"(?: (?:my |your |this |the |mi |tu |el |la |este |esta |mon |ma |votre |le |ce |cette )?"
    rf"(?:{KIND}))?",
    rf"(?:(?:das |den |die |mein\w* |dein\w* |ihr\w* )?(?:{KIND}) )?(?:kundigen|beenden)",
)
SERVES = Phrases(
    rf"(?:(?:your|my|dein\w*|ihr\w*|votre|mon|ma|tu|su|mi) )?[\w-]+ (?:{KIND}) "
    r"(?:is|ist|est|esta) (?:active|aktiv|actif|activ[oa])"
)
BARE_SUM = re.compile(
    r"(?<![\d.,])(\d{1,4}[.,]\d\d) ?(?:/|a|per|im|pro|par|al|por)? ?"
    r"(?:month|mo|monat|mois|mes|year|yr|jahr|an|ano|week|woche|semaine|semana)\b"
)
NO_NAME = Phrases(
    r"(?:your|my|our|current|dein\w*|mein\w*|ihr\w*|aktuell\w*|tu|mi|su|votre|mon|ma) [\w-]+|"
    r"[\w-]+ (?:actual|actuel\w*)"
)
OF_PLANS = Phrases(r"adhesion|cuota|abono|contrat|contrato|contract|member")
RUNS = Phrases(r"(?:status:? ?)?(?:active?|aktiv|actif|activ[oa])(?: .{0,40})?")
A_MONTH = Phrases(
    r"month|mo|year|yr|week|monat|jahr|woche|mois|an|semaine|mes|ano|semana|monthly|yearly"
)
OFFERS = Phrases(
    r"(?:upgrade|switch|get|try|choose|select|add|join|subscribe|ajouter|choisir|passer|essayer|"
    r"mejorar|pasar|cambiar|elegir|probar|anadir)(?: .*)?|.* (?:wechseln|wahlen|hinzufugen|holen)"
)
# Above a sum, and the title of no card.
LABELS = Phrases(
    r"next|payments?|billing|billed|price|total|amount|due|renew\w*|status|date|since|details|"
    r"\w*zahlung|\w*abbuchung|\w*preis|\w*betrag|prochaine?|paiement|prelevement|prix|montant|"
    r"proxim[oa]|pago|cobro|precio|importe|20\d\d"
)
VERBS = frozenset(
    ("cancel", "end", "stop", "remove", "cancelar", "anular", "annuler", "resilier", "arreter",
     "kundigen", "beenden", "abbestellen", "the", "and", "for", "your", "our", "les", "des", "mon",
     "mes", "votre", "las", "los", "una", "del", "der", "die", "das", "den")
)  # fmt: skip
WORD_MIN, STEM_MIN, ENDING, TITLE_UP, PRICE_DOWN, ASIDE = 3, 4, 3, 150, 60, 40


def ends_one(case: Case, control: Control) -> bool:
    """By its own words; or it stands in another card than that of the plan, and is called neither
    as the plan is nor as the service."""
    said, service = control.folded, fold(case.question.service)
    if is_in_anothers_card(case, control):
        return True
    if THINGS(said) or service in said or not CANCELS_A_NAME.whole(said):
        return False
    if _alike(said, service) or _is_within(said, service):
        return False
    if A_THING(said):
        return not (ALL_OF_THEM.whole(said) and _is_all_there_is(case, control))
    if NO_THING(said):
        return False
    cards = [each for each in case.labels if _is_a_title(case, each)]
    own = _own_title(case, control, cards)
    return own is not None and _is_beside_ours(case, said, own, cards)


def _is_all_there_is(case: Case, control: Control) -> bool:
    """In the only card of the page, which costs something by the month, and no membership beside
    what is booked."""
    cards = [each for each in case.labels if _is_a_title(case, each)]
    if len(cards) != 1 or _card_above(case, control) is not cards[0]:
        return False
    return not _is_a_plans(cards[0]) or KINDS.whole(cards[0].folded)


def _is_beside_ours(case: Case, said: str, own: Control, cards: list[Control]) -> bool:
    """Another card than the plan's; where no title tells which that is, than the first one that
    costs something by the month."""
    priced = own not in cards or _is_priced(case, own)
    ours = [x for x in cards if _is_a_plans(x) and (priced or not _is_priced(case, x))]
    named = [each for each in ours if _alike(each.folded, fold(case.question.service))]
    if ours and (named or not _is_a_plans(own)):
        ours = named or ours
        return own not in ours and not any(_alike(said, each.folded) for each in ours)
    return _alike(said, own.folded) and _is_second(case, said, own, cards)


def _is_second(case: Case, said: str, own: Control, cards: list[Control]) -> bool:
    """Of several that are sold: not the first, or a cheaper one than those below it."""
    paid = [each for each in cards if _price(case, each) > 0 and not _is_an_offer(case, each)]
    monthly = [each for each in paid if _is_monthly(case, each)]
    sold = monthly if len(monthly) > 1 else paid
    if own not in sold:
        return False
    if own is sold[0]:
        return any(_price(case, own) < _price(case, each) for each in sold)
    return not _alike(said, sold[0].folded)


def is_in_anothers_card(case: Case, control: Control) -> bool:
    """ "Cancel", "Cancel pass" or "Cancel Kids club membership" in a card beside another one that
    costs something else, and bears the name of the service or alone is called a plan's."""
    said, service = control.folded, fold(case.question.service)
    bare = CANCELS_A_KIND.whole(said)
    if not bare and not (CANCELS_A_NAME.whole(said) and KINDS(said)):
        return False
    own = _card_above(case, control)
    if own is None or _alike(own.folded, service):
        return False
    kind = next(iter(KINDS.each(said)), None)
    if bare and kind is not None and kind.group() not in own.folded:
        return False
    named = {word for word in re.findall(r"\w+", KINDS.without(said)) if word not in VERBS}
    if not bare and (NO_THING(" ".join(named)) or not _alike(" ".join(named), own.folded)):
        return False
    cards = [each for each in case.labels if each is not own and _is_a_title(case, each)]
    other = [x for x in cards if _price(case, x) not in {0, _price(case, own)}]
    ours = [each for each in other if _alike(each.folded, service)]
    return bool(ours) or (not _is_a_plans(own) and any(map(_is_a_plans, other)))


def _card_above(case: Case, control: Control) -> Control | None:
    """The title with a price by the month nearest above, with no other button between; or "Your
    towels service is active", right above."""
    above = [x for x in case.labels if 0 < control.box.y0 - x.box.y1 <= TITLE_UP]
    above = [x for x in above if abs(x.box.x0 - control.box.x0) <= ASIDE]
    for each in sorted(above, key=lambda each: -each.box.y0):
        if each.face is not None or each.is_link:
            return None
        if SERVES.whole(each.folded):
            return each
        if _is_a_title(case, each) and _price(case, each) > 0:
            return each if _is_monthly(case, each) else None
    return None


def _own_title(case: Case, control: Control, cards: list[Control]) -> Control | None:
    """Of the card in which it stands: the nearest above it, or a line that names it."""
    above = [x for x in case.labels if 0 < control.box.y0 - x.box.y1 <= TITLE_UP]
    above = [x for x in above if x.face is None and abs(x.box.x0 - control.box.x0) <= ASIDE]
    titles = [x for x in above if x in cards or _alike(x.folded, control.folded)]
    return max(titles, key=lambda each: each.box.y0, default=None)


def _is_a_title(case: Case, title: Control) -> bool:
    """What it costs, or that it runs, stands right below."""
    if title.face is not None or _costs(title) or LABELS(title.folded):
        return False
    return any(map(_costs, _below(case, title)))


def _is_priced(case: Case, title: Control) -> bool:
    return _price(case, title) > 0


def _below(case: Case, title: Control) -> list[Control]:
    return [
        each
        for each in case.screen.controls
        if 0 <= each.box.y0 - title.box.y1 <= PRICE_DOWN
        and abs(each.box.x0 - title.box.x0) <= ASIDE
    ]


def _costs(control: Control) -> bool:
    found = AMOUNT.search(control.text) is not None or _sum(control) > 0
    return found or RUNS.whole(control.folded)


def _is_a_plans(title: Control) -> bool:
    """ "Gym membership"; not "Your plan", a heading."""
    named = (THINGS(title.folded) or OF_PLANS(title.folded)) and not PERKS(title.folded)
    return named and not NO_NAME.whole(title.folded)


def _is_monthly(case: Case, title: Control) -> bool:
    return any(_sum(each) > 0 and A_MONTH(each.folded) for each in _below(case, title))


def _is_an_offer(case: Case, title: Control) -> bool:
    prices = [each for each in _below(case, title) if _sum(each) > 0]
    faces = [x for price in prices for x in _below(case, price) if x.face is not None]
    return any(OFFERS.whole(each.folded) for each in faces)


def _price(case: Case, title: Control) -> Decimal:
    return max(map(_sum, _below(case, title)), default=Decimal(0))


def _sum(control: Control) -> Decimal:
    """A number by the month is a sum without its currency."""
    found = AMOUNT.search(control.text)
    bare = BARE_SUM.search(control.folded)
    told = amount(found) if found is not None else amount_of(bare.group(1)) if bare else None
    return told or Decimal(0)


def _alike(said: str, other: str) -> bool:
    """A word of both, or its beginning: "sauna" and "saunas"."""
    words, others = (
        {word for word in re.findall(r"\w+", each) if len(word) >= WORD_MIN} - VERBS
        for each in (said, other)
    )
    return bool(words & others) or any(
        min(len(word), len(each)) >= STEM_MIN and (word.startswith(each) or each.startswith(word))
        for word in words
        for each in others
    )


def _is_within(said: str, service: str) -> bool:
    """ "Cancel parking" at JustPark."""
    words = (word for word in re.findall(r"\w+", said) if len(word) > STEM_MIN)
    stems = (x[: max(STEM_MIN, len(x) - ENDING)] for x in words if x not in VERBS)
    return any(each in service for each in stems)
