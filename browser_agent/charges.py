"""What an end of the contract would cost: a fee for leaving early, a penalty, the rest of the term.

For the last rail; `lexicon.plain` text, no words shared with the rules.
"""

import re
from collections.abc import Sequence

from browser_agent.money import CENT, amounts
from browser_agent.strokes import Wording, plain

# Nouns that ask for money beside what the plan costs anyway.
_NAMES = (
    r"(?:\w+-)?fees?|penalt(?:y|ies)|surcharges?|(?:early|termination|cancell?ation|exit|one-?time|"
    r"extra|additional|final) (?:charges?|costs?|payments?)|\w*gebuhr(?:en)?|\w*kosten|"
    r"\w*entgelte?|\w*pauschale|"
    r"vertragsstrafen?|ablose\w*|aufpreis|(?:ausgleichs|abstands|straf)zahlung|schadenersatz|"
    r"frais|penalites?|indemnites?|surcouts?|couts?|majorations?|cargos?|penalizacion(?:es)?|"
    r"penalidad(?:es)?|recargos?|gastos|cost[eo]s?|comision(?:es)?|indemnizacion(?:es)?|"
    r"tasas?|multas?|penale|boete"
)
# "Costs" and "charge" are verbs as well: alone they name no fee.
_CHARGE = Wording(
    rf"\b(?:{_NAMES})\b(?<!\bcosts)(?<!\bcost)|"
    r"\b(?:(?:charge|cost)s? (?:of|apply|applies|due|payable|will apply|are due)|"
    r"(?:for|at|with) (?:an? )?(?:charge|cost)s?|chargeable|buy-?out|liquidated damages|"
    r"(?:resiliation|sortie) payante|(?:kosten|gebuhren)pflichtig(?:e \w*kundigung)?)\b"
)
_BESIDES = (
    r"(?: (?:early|late|termination|cancell?ation|exit|extra|additional|further|any|added|"
    r"other|one-?time|zusatzliche[nr]?|weitere[nr]?|sonstige[nr]?|autres?|de|del?|d'|tipo|type|"
    r"ningun\w*|adicional\w*))"
)
_NO = (
    r"(?:no|not any|without|zero|free of|sin|sans|aucuns?|aucune|pas de|ohne|keine?[nr]?|senza|"
    r"geen|zonder|sem)"
)
_NONE = Wording(
    rf"\b{_NO}{_BESIDES}{{0,3}} (?:{_NAMES}|charges?)\b|\b(?:{_NAMES}|charges?) "
    r"(?:\w+ ){0,2}(?:is |are |will be )?(?:none|keine?|aucune?|ninguno|waived|entfallt|"
    r"entfallen|offerts?)\b|\bfee-free\b|\b(?:does not|doesn't|won't) cost\b|\bcosts? nothing\b|"
    r"\bkostet (?:\w+ )?nichts\b|\bne coute rien\b|\bno (?:cuesta|tiene coste)\b|"
    r"\bfree of charge\b"
)
# What is paid anyway, what is to be saved, and reasons for leaving.
_ANYWAY = Wording(
    r"\b(?:monthly|yearly|annual|membership|subscription|regular|next|future|further|other|more|last|"
    r"hidden|shipping|delivery|joining|sign-?up|set-?up|(?:re)?activation|registration|"
    r"monatlich\w*|jahrlich\w*|letzten?r?|derni\w+|ultim[oa]s?|laufende[nr]?|kunftige[nr]?|weitere[nr]?|prochains?|futur[eo]?s?|nuev[oa]s?|proxim[oa]s?|"
    rf"siguientes?|mas) (?:{_NAMES}|charges?)\b|"
    r"\b(?:mitglieds|monats|jahres|abo|grund|versand|liefer|aufnahme|anmelde|"
    r"(?:re)?aktivierungs)"
    r"(?:gebuhr(?:en)?|kosten|entgelte?)\b|"
    r"\b(?:frais|couts?|coste?s?|costos?|gastos|cargos?|tasas?) "
    r"(?:mensu\w+|d'abonnement|anual\w*|recurr\w+|futur\w+|de port|de livraison|de envio)\b|"
    r"\b(?:avoid|save|stop|skip|cut(?:ting)?|reduc\w+|eviter|evitar|ahorrar|economiser|reduire) "
    rf"(?:\w+ ){{0,3}}(?:{_NAMES}|charges?)\b|"
    rf"\b(?:{_NAMES}) (?:zu )?(?:sparen|vermeiden|senken)\b"
)
_REASON = Wording(
    r"\b(?:too|hidden|unexpected|unfair|zu (?:hoch|hohe|viele?|teuer)|versteckte?|trop|caches?|"
    r"demasiad\w*|muy|alt[oa]s|elevad\w+|eleves?|ocult\w+)\b|^(?:i (?:was|got|have)|me (?:han|"
    r"cobr\w+)|on m'a|mir wurde|ich (?:wurde|habe))\b"
)
_AT_ONCE = Wording(
    r"\b(?:immediate(?:ly)?|right (?:now|away)|now|today|at once|early|sofort\w*|heute|jetzt|"
    r"vorzeitig\w*|umgehend|immediat\w*|tout de suite|aujourd'?hui|maintenant|anticip\w+|"
    r"inmediat\w*|ahora|hoy|subito|per direct)\b"
)
# "Costs" alone is a row of a menu, or a reason for leaving, and so is "the costs for every order":
# a charge is told as one that ends it, is agreed to, or buys what stands before it.
_ENDS = (
    r"terminat\w+|cancel\w*|end(?:s|ing)?|exit|leav(?:e|es|ing)|early|\w*kundig\w*|\w*beend\w*|"
    r"storn\w*|vertrags\w*|ablose\w*|vorzeitig\w*|resili\w*|annul\w*|rupture|sortie|anticip\w*|baja|"
    r"anula\w*|rescis\w*|salida|permanencia"
)
_TIED = Wording(
    rf"\b(?:{_ENDS}|accept|agree|akzeptier\w*|accepte|acepto|one-?time|einmalig\w*|"
    r"\w*pflichtig\w*|applies|apply|payable|fallig)\b|"
    rf"\b(?:for|at|with|gegen|mit|zzgl|contre|avec|moyennant|con) "
    rf"(?:an? |einer? |une? |una? |des )?(?:{_NAMES}|charge)\b"
)
_THE_REST = Wording(
    r"\b(?:remaining|outstanding) (?:\w+ ){0,2}(?:balance|months|payments?|instal\w+|amount)\b|"
    r"\brest(?:betrag|zahlung|schuld|laufzeit \w* ?(?:zahlen|fallig))\b|"
    r"\bmensualites restantes\b|\bcuotas (?:restantes|pendientes)\b"
)
_GIVES_BACK = Wording(
    r"(?<!non-)\b(?:refund\w*|credit(?! card)\w*|back|los(?:e|ing)|giv(?:e|ing) up|forgo|"
    r"instead of|erstatt\w*|gutschrift|verlier\w*|statt|rembours\w*|reembols\w*|devol\w*|perd\w+|"
    r"au lieu|en vez)\b"
)
_A_PERIODS = (
    r"(?:[.,]\d\d ?[$\u20ac\u00a3]?|[$\u20ac\u00a3] ?\d+|\d ?[$\u20ac\u00a3]) ?"
    r"(?:(?:(?:per|an?|pro|im|par|al|por|le|cada) )?(?:month|mo|year|yr|week|monat|jahr|mois|mes|"
    r"ano)|(?:per|par|l') ?an)\b"  # "F\u00e4llt eine Geb\u00fchr von 48 \u20ac an" names no year
)
_PER = Wording(_A_PERIODS)
_BY_PERIOD = Wording(
    rf"{_A_PERIODS}|"
    r"\b(?:monthly|yearly|monatlich|jahrlich|mensuel\w*|mensual\w*|anual\w*)\b"
)


# "Privacy notice · Schedule of fees · Cancel service", a row of links that was read as one line.
_LINKS, LINKS_MIN = re.compile(r" ?[\u00b7\u2022|] ?| [-\u2013\u2014] "), 3


def names_a_charge(words: str) -> bool:
    """Whether a choice or a label asks for money; each link of a row speaks for itself."""
    parts = [part for part in _LINKS.split(words) if part.strip()]
    return any(map(_asks_for_money, parts if len(parts) >= LINKS_MIN else [words]))


def _asks_for_money(words: str) -> bool:
    """ "Immediately \u2013 early termination fee of 48.60 \u20ac", with or without the amount; not
    "no fee", "0 \u20ac" or the reason that fees are too high. "Now (48.60 \u20ac)" as well."""
    text = plain(words.replace("/", " per "))
    told = amounts(words)
    paid = any(each >= CENT for each in told)
    if not paid and (told or text.endswith("?") or _REASON.search(text)):
        return False
    soon = _AT_ONCE.search(text) is not None
    if _CHARGE.search(_ANYWAY.sub(" ", _NONE.sub(" ", text))):
        return paid or soon or _TIED.search(text) is not None
    if not soon or _NONE.search(text) or _GIVES_BACK.search(text):
        return False
    return bool(_THE_REST.search(text)) or (paid and not _BY_PERIOD.search(text))


def is_charged(chosen: Sequence[str], above: Sequence[str]) -> bool:
    """What is chosen names a charge; or a sentence above the button says that ending it now costs
    money, and neither a choice to end it later nor a sentence that no fee is due outweighs it."""
    if any(map(names_a_charge, chosen)):
        return True
    if any(_ends_later(plain(each)) for each in chosen):
        return False
    texts = [plain(each) for each in above]
    if any(_NONE.search(each) and not (_LATER.search(each) or _IF.search(each)) for each in texts):
        return False
    return any(map(_says_it_costs, above))


# The fee of an end, by its name.
_OF_AN_END = Wording(
    r"\b(?:termination|cancell?ation|exit|disconnection|early) "
    r"(?:fee|charge|cost|payment|penalt)\w*|"
    r"\b(?:kundigungs|storno|ausstiegs|vorfalligkeits)(?:gebuhr|kosten|entgelt|pauschale)\w*|"
    r"\bablose(?:summe|betrag|zahlung)\w*|\bvertragsstrafe\w*|"
    r"\b(?:frais|penalites?|indemnites?) (?:de |d')(?:resiliation|annulation|sortie|rupture)|"
    r"\b(?:penalizacion|penalidad|cargos?|gastos|comision|tasa|indemnizacion) (?:por|de) "
    r"(?:cancelacion|baja|rescision|permanencia|incumpl\w+|terminacion)"
)
_TAKEN = (
    r"(?:charged|debited|billed|deducted|collected|withdrawn|abgebucht|berechne[nt]|erhoben|"
    r"belaste[nt]|eingezogen|in rechnung|prelev\w+|debit\w+|factur\w+|cobra\w+|cargara\w*|"
    r"(?:must|have to|need to|agree to|will|you'll) pay|zu zahlen|"
    r"zahl(?:en|st|t) einmalig|zahlen (?:sie|du)|devr\w+ payer|paierez|"
    r"(?:debera\w*|tendra\w* que) (?:pagar|abonar)|pagara\w*)"
)
_CHARGED = Wording(rf"\b{_TAKEN}\b")
_NOT_CHARGED = Wording(
    r"(?:\b(?:not|no longer|never|won't|nicht|keine?|ne|ya no|no (?:se|te|le))|n't|\bn'\S+)"
    rf" (?:\S*[^\s,] ){{0,4}}{_TAKEN}\b"
)
_DUE = Wording(
    rf"\b(?:{_TAKEN}|appl(?:y|ies)|due|payable|owe|fall(?:t|en)|fallig|anfall\w*|s'appliqu\w+|"
    r"due?s?|exigibles?|a (?:payer|regler)|aplica\w*)\b"
)
_ENDING_COSTS = Wording(
    r"\b(?:cancel\w*|terminat\w+|ending|leaving|\w*kundig\w*|beend\w*|storn\w*|resili\w*|annul\w*|"
    r"baja|anula\w*|rescis\w*|terminar)\b(?: \S+){0,5} "
    r"(?:costs?|kostet|coute\w*|cuesta|costara)\b|"
    r"\b(?:costs?|kostet|coute\w*|cuesta)\b.{0,24}\b(?:to (?:cancel|end|leave)|zu kundigen|"
    r"(?:de|pour) resilier|cancelar|dar de baja)\b"
)
# What was paid already; what is paid if nothing ends.
_PAST = Wording(
    r"\b(?:was|were|has been|have been|saved|wurden?|gespart|bezahlt|a ete|ont ete|economise\w*|"
    r"fue(?:ron)?|ha sido|han sido|ahorrado|ahorraste)\b"
)
_TO_COME = Wording(
    r"\b(?:will|today|now|wird|werden|heute|sofort|sera|seront|aujourd'hui|cobrara\w*|hoy|ahora)\b"
)
_RENEWS = Wording(
    r"\b(?:next|nachste\w*|prochaine?s?|proxim[oa]s?) (?:payment|charge|renewal|billing|zahlung|"
    r"abbuchung|paiement|prelevement|echeance|cobro|pago)\b|\b(?:auto-?)?(?:renew|verlanger|"
    r"renouvel|renov|renueva)\w*"
)
_EACH = Wording(
    r"\b(?:each|every|an?|per|jeden|pro|im|chaque|par|cada|al|por) (?:month|year|week|order|monat|"
    r"jahr|mois|an|mes|ano|bestellung|commande|pedido)\b|\b(?:monthly|yearly)\b"
)
_BACK = (
    r"return\w*|come back|rejoin\w*|reactivat\w*|re-?subscri\w*|equipment|device|router|zuruck\w*|"
    r"wieder\w*|geraet\w*|rucksend\w*|reven\w*|revien\w*|materiel|equipement|equipo|volv\w*|"
    r"vuelv\w*|regres\w*"
)
# A condition, down to the next comma: it is about this press, or about something else.
_IF = Wording(
    r"\b(?:if|unless|in case|should you|wenn|falls (?:sie|du|ihr|der|die|das)|sofern|sollten|"
    r"bei (?:nicht|verspatet\w*|fehlend\w*|verlust|wieder\w*|ruck\w*|erneut\w*)|si|en cas de|"
    rf"en caso de|(?:when|once|sobald|lorsque|quand|cuando)(?= [^,]*\b(?:{_BACK})\b))\b[^,]*"
)
_THIS_PRESS = Wording(
    rf"\b(?:{_ENDS}|cancela\w*|stop|confirm\w*|proceed|continue|go ahead|bestatig\w*|fortfahren|"
    r"continu\w+|mettez fin|terminas?)\b"
)
_ELSE = Wording(rf"\b(?:unless|not|nicht|keine?|ne|pas|no|{_BACK})\b|n't\b")
_STAYS = Wording(r"\bunless (?:you|it|your \w+) (?:stays?|keeps?|waits?|remains?)\b")


def _says_it_costs(words: str) -> bool:
    """ "The remaining balance ($120.00) will be charged today", "An early termination fee applies";
    not what is paid by the month, was paid, or is due if a router is kept."""
    said = plain(words)
    text = _NOT_CHARGED.sub(" ", _ANYWAY.sub(" ", _NONE.sub(" ", said)))
    if _PAST.search(text) and not _TO_COME.search(text):
        return False
    own = _has_its_own_amount(words)
    if _OF_AN_END.search(text):
        return own or _DUE.search(text) is not None
    if _GIVES_BACK.search(text):
        return False
    if _THE_REST.search(text):
        return _DUE.search(text) is not None
    return own and not _is_no_matter(said) and _names_what_is_taken(text)


def _names_what_is_taken(text: str) -> bool:
    if _CHARGE.search(text) or _ENDING_COSTS.search(text):
        return True
    return bool(_CHARGED.search(text)) and not _RENEWS.search(text)


def _is_no_matter(said: str) -> bool:
    """What every month costs, or what only something else than this end would."""
    if _EACH.search(said) and not _AT_ONCE.search(said):
        return True
    conditions = _IF.findall(said)
    return bool(conditions) and not any(map(_is_ours, conditions))


def _is_ours(condition: str) -> bool:
    if _STAYS.search(condition):
        return True
    return bool(_THIS_PRESS.search(condition)) and not _ELSE.search(condition)


_LATER = Wording(
    r"\b(?:at (?:the )?(?:end|term)|end of|after|until|later|\w*ende|ablauf|nach|bis|a la fin|"
    r"fin d[eu]\w*|a l'echeance|au terme|apres|al (?:final|termino|vencimiento)|fin del?|despues|"
    r"hasta)\b"
)
# Of a box: it is read and agreed to, and chooses nothing.
_AGREES = Wording(
    r"^(?:yes,? |ja,? |oui,? |si,? )?(?:i|my|ich|mein\w*|mir|je|mon|ma|yo|mi|entiendo|comprendo|"
    r"acepto|confirmo|he|estoy|understood|verstanden)\b|^j'"
)


def _ends_later(text: str) -> bool:
    """ "At the end of the term", of a circle or a list."""
    if _AGREES.search(text) or _AT_ONCE.search(text):
        return False
    return bool(_LATER.search(text) or _NONE.search(text))


def _has_its_own_amount(words: str) -> bool:
    """Beside what the plan costs a month: "27.99 per month ... Early termination fee None"."""
    paid = sum(each >= CENT for each in amounts(words))
    return paid > len(list(_PER.finditer(plain(words.replace("/", " per ")))))
