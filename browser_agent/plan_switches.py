"""Words that may lead to the page of plans, or take one there: what stands around them tells.

For the last rail; `strokes.plain` text, no words shared with the rules.
"""

import re
from collections.abc import Iterator, Sequence

from browser_agent.money import amounts
from browser_agent.stances import Stance, stances
from browser_agent.strokes import Wording, plain

_PRICES_MIN = 2
_PRICE = re.compile(r"[$\u20ac\u00a3] ?\d|\d ?[$\u20ac\u00a3]|\d[.,]\d\d(?!\d)")
_NUMERIC_DAY = re.compile(r"(?<!\d)\d\d?[./-]\d\d?[./-](?:20\d\d|\d\d)?(?!\d)")
_OF_A_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01]|20\d\d)(?:st|nd|rd|th)?")
_LOOKS = Wording(
    r"switch (?:my |your )?plans?|cambiar (?:de )?(?:plan|suscripcion|tarifa)|"
    r"changer (?:de (?:forfait|formule|plan)|d'(?:abonnement|offre))|"
    r"modifier (?:mon |l')abonnement|(?:tarif|abo|paket) (?:wechseln|andern)"
)
# In English the same is no word of the list that is denied.
_CHANGES = Wording(
    r"(?:change|update|edit|modify|switch) (?:my |your |the )?(?:plans?|subscription|membership)"
)
_NAMES_ONE = Wording(
    r"\b(?:switch|chang|mov|downgrad|convert)(?:e|ed|es|ing)? (?!data|files|photos|music|playlists|"
    r"pictures|documents)(?:\w+ ){0,2}?(?:to|into)\b(?! (?:dark|light|mobile|desktop|english|"
    r"(?:the|our|your|my|this) (?:account|plan|terms|details|settings|subscription|membership|"
    r"profile|service|app))\b)|\bsave\b.*(?:\bwith\b|\bby\b|%)|\bnew (?:plan|price|tier|rate)\b|"
    r"\b(?:wechs\w+|umsteig\w*|umstell\w+|steig\w* um) (?:\w+ ){0,3}?(?:zu[mr]?|auf|in)\b|"
    r"\b(?:zu[mr]?|auf|in) (?:[\w-]+ ){1,4}(?:wechsel\w*|umsteig\w*|umstell\w*)|"
    r"\bspar\w*\b.*(?:\bmit\b|%)|\bneue[rns]? (?:tarif|preis|plan|abo|paket)\b|\b(?:pass(?:er|ez|"
    r"e)|bascul\w+|migre[rz]) (?:\w+ )?(?:a|au|aux|vers|sur)\b|\bchange[rz]? (?:\w+ ){0,2}?pour\b|"
    r"\beconomis\w+\b.*(?:\bavec\b|%)|\bnouve(?:au|lle) (?:formule|forfait|offre|prix|abonnement|"
    r"plan)\b|\b(?:cambi(?:a|ar|ate|arte|arse|as|aras)|pas(?:a|ar|ate|arte|arse)|migrar?) (?:\w+ "
    r"){0,2}?al?\b|\bahorr\w+\b.*(?:\bcon\b|%)|\bnuev[oa] (?:plan|precio|tarifa)\b|\bmudar para\b|"
    r"\bpassare? a\b|\boverstappen (?:naar|op)\b"
)
_IN_A_QUESTION = Wording(r"\bupgrad\w* (?:\w+ ){0,2}to\b")
_AT_ONCE = Wording(
    r"\b(?:chang\w+|switch\w*|starts?|begins?|appl(?:y|ies)|takes? effect|effective|charged|billed|"
    r"pay|due)\b.{0,30}\b(?:today|now|immediately|at once|right away)\b|"
    r"\b(?:gilt|gelten|ab|wird|startet|beginnt)\b.{0,20}\bsofort\b|"
    r"\b(?:des|a partir d'|a compter d')\s?(?:aujourd'hui|maintenant)|\b(?:prend|prendra) effet\b|"
    r"\bimmediatement\b|\b(?:desde|a partir de) (?:hoy|ahora)\b|\bde inmediato\b|"
    r"\binmediatamente\b"
)
_PLAN_CHANGES = Wording(
    r"\b(?:plan|subscription|membership) (?:will )?(?:be )?(?:changed|changes|switched|switches) "
    r"(?:on|from|to|at|today|now)\b|\b(?:tarif|abo|vertrag|paket) (?:wechselt|andert sich|"
    r"wird [\w ]{0,40}?(?:gewechselt|geandert|umgestellt))|\b(?:abonnement|formule|forfait|offre) "
    r"(?:change|changera|passe|passera|sera modifiee?)\b|\b(?:plan|suscripcion|tarifa) (?:cambia|"
    r"cambiara|pasa|pasara)\b"
)
# The page on which what was chosen is confirmed: its button takes it.
_RENEWED = (
    r"(?:renov|renouv|recond|prelev|factur|resili|annul|cancel|cobrad|autom|renew|bill|charg)"
)
_CHOSEN = Wording(
    r"\byou(?:'ve| have)? (?:selected|chose|chosen|picked)\b|\b(?:selected|chosen) (?:plan|tier|"
    r"subscription|membership)\b|\b(?:confirm|review) (?:your|the|my|this) (?:plan )?(?:change|"
    r"switch)\b|\bare you sure\b|\b(?:plan|subscription|membership) (?:becomes|will become)\b|"
    r"^chang(?:e|ing) (?:from|(?:my|your|the) [\w ]{0,40}?\bto)\b|^ausgewahlt\b|"
    r"\bhast\b.{0,30}\b(?:aus)?gewahlt\b|\b(?:aus)?gewahlte[rns]? (?:tarif|abo|paket|plan)\b|"
    r"\b(?:anderung|wechsel) (?:prufen|bestatigen)\b|\bbestatig\w* (?:sie )?(?:den |die |deine |"
    r"ihre )?(?:\w*anderung|\w*wechsel)\b|\b(?:tarif|abo|paket) wird zu\b|\bvous avez (?:choisi|"
    r"selectionne)\b|\b(?:formule|forfait|offre|abonnement) (?:choisie?|selectionnee?)\b|"
    r"\bconfirme[rz]? (?:le |votre |ce )?(?:changement|modification)\b|\b(?:formule|forfait|offre|"
    rf"abonnement) (?:devient|deviendra|sera (?!{_RENEWED}))|\bhas (?:elegido|seleccionado)\b|"
    r"\b(?:plan|tarifa|suscripcion) (?:elegid|seleccionad)[oa]\b|\bconfirm\w+ (?:el |tu )?cambio\b|"
    rf"\b(?:plan|tarifa|suscripcion) (?:sera (?!{_RENEWED})|se convierte)"
)
# What tells of our own plan as it runs: its renewal, or the plan by its label.
_RENEWS = Wording(
    r"\b(?:next|upcoming) (?:bill|billing|payment|charge|invoice|renewal)\b|\brenews?\b.*\d|"
    r"\brenewal date\b|\bnachste\w* (?:zahlung|abbuchung|rechnung)\b|\bverlanger\w*\b.*\d|"
    r"\bprochaine? (?:paiement|prelevement|facture|facturation|echeance)\b|\b(?:renouvel|"
    r"recondui)\w*\b.*\d|\bproxim[oa] (?:pago|cobro|factura|recibo)\b|\brenueva\b.*\d|"
    r"\brenovacion\b.*\d"
)
_OURS = Wording(
    r"(?:manage )?(?:(?:your|my)(?: current)?|current) (?:plan|subscription|membership)(?! "
    r"(?:becomes|will|chang\w*|switch\w*|starts?|from|to))(?: .{2,30})?|(?:status )?active|"
    r"(?:gestiona\w*|gerer) (?:mi|tu|su|mon|votre|l') ?(?:plan|suscripcion|abonnement|forfait)|"
    r"(?:mein |dein |ihr )?(?:abo|tarif|vertrag) verwalten|(?:active|member|subscribed) since "
    r".{4,20}|(?:dein|ihr|mein|aktuelle[rs]?) (?:tarif|abo|paket)(?: .{2,30})?|aktiv(?: seit "
    r".{4,20})?|mitglied seit .{4,20}|(?:votre|mon|ma) (?:formule|forfait|offre|abonnement)(?! "
    r"(?:devient|change|passe|sera))(?: .{2,30})?|(?:formule|offre) actuelle(?: .{2,30})?|actif|"
    r"(?:tu|su|mi) (?:plan|suscripcion|tarifa)(?! (?:sera|cambia|pasa))(?: .{2,30})?|(?:plan|"
    r"tarifa) actual(?: .{2,30})?|activ[oa]|you(?:'re| are) (?:currently )?(?:on|subscribed to) "
    r".{2,30}|(?:next )?billing date .{4,20}|(?:du nutzt|sie nutzen) .{2,30}|vous etes abonnee? "
    r"(?:a|au) .{2,30}|estas suscrit[oa] al? .{2,30}"
)
# The heading of a page that sums up what was chosen: what renews below it is the plan to come.
_SUMMARY = Wording(r"(?:plan )?summary|zusammenfassung|recapitulatif|resumen")
_SUMS_UP = Wording(
    r"(?:(?:order|plan) )?summary|(?:you(?:'re| are) )?almost (?:done|there)|(?:one )?last step|"
    r"one more step|(?:good|great) choice|zusammenfassung|fast geschafft|letzter schritt|gute wahl|"
    r"recapitulatif|presque (?:fini|termine)|derniere etape|bon choix|resumen|(?:ya )?casi "
    r"(?:listo|esta)|ultimo paso|buena eleccion"
)
# Beside our own plan these tell what could be, or what was.
_COULD_BE = Wording(
    r"\b(?:another|different|other)\b|\bany ?time\b|\bjederzeit\b|\bandere[rnms]? (?:tarif|abo|"
    r"paket|plan)|\botr[oa] (?:plan|tarifa)\b|\bcuando quieras\b|\bautre (?:formule|forfait|offre|"
    r"abonnement)\b|\bquand vous (?:voulez|le souhaitez)\b|\ba tout moment\b|\b(?:switched|changed|"
    r"moved|gewechselt|cambiaste|cambiado)\b|\bannual\w*|\byearly\b|\bjahres\w*|\bjahrlich\w*|"
    r"\bannuel\w*|\banual\w*|\bnew plans? available\b|\bchanges to (?:your|the) plan\b"
)
_ONLY = Wording(
    r"\b(?:only|just|nur|seulement|solo|solamente|uniquement|soltanto|apenas|slechts)\b"
)
# The other answer beside it: then it is one itself.
_BACK = Wording(
    r"(?:(?:no|nein|non),? )?(?:(?:go )?back|cancel|not now|no thanks|never ?mind|maybe later|"
    r"zuruck|abbrechen|nicht jetzt|nein(?:,? danke)?|retour|revenir|annuler|pas maintenant|"
    r"non(?:,? merci)?|volver|atras|cancelar|ahora no|no(?:,? gracias)?|voltar|annulla|indietro|"
    r"terug|annuleren|keep (?!track|up\b|in touch|an eye|(?:watch|read|listen|explor|brows|"
    r"learn)ing).{2,30}|stay (?:on|with) .{2,30}|.{2,24} behalten|(?:garder|conserver|rester "
    r"(?:sur|avec|chez)) .{2,30}|(?:mantener|conservar|quedarme con) .{2,30})"
)


def looks_at_plans(words: str, lines: Sequence[str], row: Sequence[str] = ()) -> bool:
    """ "Cambiar de plan", which names none: a way to the page of plans, where some houses hide the
    way out. Not where the prices of several stand, or one of them is offered: there it may take
    one. row: what stands level with it."""
    shown = {each for line in lines for each in amounts(line)}
    looks = _LOOKS.fullmatch(plain(words)) is not None and len(shown) < _PRICES_MIN
    return looks and not takes_one(words, lines, row)


def takes_one(words: str, lines: Sequence[str], row: Sequence[str] = ()) -> bool:
    """ "Change plan" under "Switch to Basic?", or beside "Back": the answer that takes it. So it is
    where a price stands and nothing tells of our own plan."""
    text = plain(words)
    if not (_LOOKS.fullmatch(text) or _CHANGES.fullmatch(text)):
        return False
    others = [line for line in lines if plain(line) != text]
    said = list(map(plain, others))
    beside = [*row, *_next_to(text, lines)]
    if any(_BACK.fullmatch(plain(x)) for x in beside) or any(map(_CHOSEN.search, said)):
        return True
    if _sums_up_a_choice(others):
        return True
    if any(map(_RENEWS.search, said)):
        several = len({each for line in lines for each in amounts(line)}) >= _PRICES_MIN
        return any(_offers_one(x) and not _only_could_be(x, several=several) for x in others)
    foreign = any(map(_PRICE.search, others)) and not any(map(_OURS.fullmatch, said))
    return foreign or any(map(_offers_one, others))


def _sums_up_a_choice(lines: Sequence[str]) -> bool:
    """And no account: there stands how it is ended, or only the day of our next payment. What is
    taken tells what that payment will be."""
    headed = [plain(each) for each in lines if _SUMS_UP.fullmatch(plain(each))]
    if not headed or any(_tells_the_way_out(plain(each)) for each in lines):
        return False
    renews = [each for each in lines if _RENEWS.search(plain(each))]
    days = [each for each in renews if _tells_a_day(each)]
    several = len({each for line in lines for each in amounts(line)}) >= _PRICES_MIN
    own = bool(days) and days == renews and not several
    return not (own and all(map(_SUMMARY.fullmatch, headed)))


def _tells_a_day(line: str) -> bool:
    """And no amount, in whatever money."""
    rest = _NUMERIC_DAY.sub(" ", line)
    numbers = re.findall(r"\d\w*", rest)
    bare = not _PRICE.search(rest) and not amounts(rest)
    return bare and any(map(str.isdigit, line)) and all(map(_OF_A_DAY.fullmatch, numbers))


def _tells_the_way_out(text: str) -> bool:
    """No "You can cancel any time", which every shop says of what it sells."""
    return stances(text) == {Stance.LEAVE} and not _COULD_BE.search(text)


def _offers_one(line: str) -> bool:
    text = plain(line)
    asked = "?" in line and _IN_A_QUESTION.search(text) is not None
    lowered = bool(amounts(line)) and _ONLY.search(text) is not None
    # "Cancel now, effective immediately" takes no plan.
    at_once = _AT_ONCE.search(text) is not None and stances(text) != {Stance.LEAVE}
    changes = at_once or _PLAN_CHANGES.search(text) is not None
    return asked or lowered or changes or _NAMES_ONE.search(text) is not None


def _only_could_be(line: str, *, several: bool) -> bool:
    """Beside our own renewal: "You can switch to another plan at any time.", or its own price.
    several: another price than ours stands there."""
    text = plain(line)
    if "?" in line or _PLAN_CHANGES.search(text) or (several and amounts(line)):
        return False
    return _COULD_BE.search(text) is not None or not _NAMES_ONE.search(text)


def _next_to(text: str, lines: Sequence[str]) -> Iterator[str]:
    """Read right before or after these words: an answer below the other one is not level."""
    for place, line in enumerate(lines):
        if plain(line) == text:
            yield from lines[max(place - 1, 0) : place]
            yield from lines[place + 1 : place + 2]
