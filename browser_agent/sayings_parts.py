"""What belongs to a plan or stands beside it and ends without it, a discount, a pause, an option,
by the words of an account page. For `sayings`: words of its own, as there, in seven languages."""

import re
from collections.abc import Iterable, Sequence

from browser_agent.parts import is_called, own_word
from browser_agent.sayings_words import ENDS, THE_PLAN
from browser_agent.strokes import Wording, one_stroke, plain
from browser_agent.titles import TIERS

_PART = (
    r"discount|rebate|promo\w*|coupon|voucher|commitment|pause|minimum \w+|payment method|"
    r"(free|bonus|introductory|discounted|reduced) (\w+ )?(period|months?|weeks?|year)|"
    r"offer|deal|price|rate|card|remise|reduction|rabais|engagement|suspension|"
    r"(moyen|mode) de paiement|(periode|mois) (gratuite?|offerte?|de (pause|gratuite|remise))s?|"
    r"offre|prix|carte|tarif reduit|\w*rabatt\w*|\w*aktion|\w*angebot|\w*pause|pausierung|"
    r"gratis\w+|frei(monat|zeit)\w*|kostenlose[rns]? \w+|\w*bindung|mindest\w+|"
    r"zahlungs(methode|art|mittel|weise)|(kredit|bank|geschenk)?karte|\w*preis|gutschein\w*|"
    r"descuento|rebaja|permanencia|compromiso|pausa|(metodo|medio|forma) de pago|tarjeta|tarifa|"
    r"periodo (gratuito|gratis|promocional|de pausa)|mes(es)? grat\w+|oferta|cupon|"
    r"desconto|metodo de pagamento|sconto|metodo di pagamento|korting|betaalmethode"
)
_OF = (
    r"(of|on|for|in|to|from|de|du|des|d'|sur|pour|von|vom|auf|fur|zu|zum|deine[srm]|ihre[srm]|"
    r"meine[srm]|der|del|para|en|sobre|do|da|del|dell'|van|voor|op)"
)
_PLAN = (
    r"(subscription|membership|plan|contract|premium|\w*abos?|abonnements?|\w*mitgliedschaft|"
    r"\w*vertrag(e?s)?|\w*tarif(e?s)?|\w*paket(e?s)?|suscripcion|membresia|forfait|formule|"
    r"contrato?|assinatura|plano|abbonamento|piano|lidmaatschap)"
)
# "The discount on your plan": whose it is, and not what ends.
_PART_OF = Wording(
    rf"\b({_PART})( \w+){{0,3}} {_OF}( |(?<='))(\w+['\s])?(\w+ ){{0,3}}{_PLAN}\b"
    r"(?!.*\b(you|we|du|wir|sie|vous|nous|tu|usted)\b)"
)
# What begins so tells when or why, and nobody's end: "After the pause of your plan"
_WHEN = Wording(
    r"^ ?(after|with|without|during|since|despite|from|upon|nach|mit|ohne|seit|trotz|apres|avec|"
    r"sans|pendant|despues|tras|con|sin|durante|dopo|depois|na)\b"
)


def is_of_a_part(subject: str) -> bool:
    """Whether the plan in these words before a verb tells only whose part ends. Plain text."""
    return _PART_OF.search(subject) is not None and _WHEN.match(subject) is None


_CLAUSE = re.compile(r"[,;](?!\d)|(?<!\d)\. ")
_PARTS = re.compile(r"(?:[,;]|(?<!\d)\.) (?!\W?\d)")
_WORD = re.compile(r"[^\W_][\w+]*")
NAME_WORDS_MAX = 3
_EXTRA = Wording(
    r"\b(add-?ons?|bolt-?ons?|options?|extra (member|screen|user)s?|channels?|\w*option(en)?|"
    r"zusatz\w+|zubuch\w+|\w*kanal|\w*sender|chaines?|extension|supplement|opcion(es)?|"
    r"canal(es)?|complementos?|suplementos?|(usuario|miembro) extra|opcao|opzione|optie)\b"
)
_INCLUDED = Wording(r"\b(with|including|and|mit|inklusive|und|avec|et|con|y|com|met|en)\b")
_YOURS = Wording(
    r"your|the|my|our|deine?|ihre?|meine?|das|die|der|votre|ton|mon|le|la|l|tu|su|mi|el"
)
_SOLD = Wording(
    r"subscription|membership|plan|pass|abo|abonnement|mitgliedschaft|vertrag|tarif|paket|"
    r"suscripcion|membresia|forfait|formule|contrato?"
)
_AUXILIARY = Wording(
    r"is|was|has|been|will|be|set|to|ist|wurde|wird|est|a|ete|sera|bien|esta|fue|ha|sido|se|now|"
    r"also|successfully|already|bereits|deja|ya|am|zum|on"
)
# "Active to the end of the period", "and you can use it until May 5": it does not go on.
_MONTHS = r"(jan|feb|mar|apr|may|june|july|aug|sep|oct|nov|dec)\w*"
_NOT_FOR_LONG = (
    r"(?! ((at least|au moins|al menos|mindestens|noch) )?(until|through|till|bis|jusqu|hasta)\b)"
    r"(?! (for|as long)\b)"
    rf"(?! (up )?to (the end\b|{_MONTHS} \d|\d{{1,2}} {_MONTHS}))"
    r"(?! (during|throughout) the (remaining|rest|remainder)\b)"
    r"(?! (pendant|durant) (la periode restante|le reste)| wahrend der (rest|verbleibend))"
    r"(?! durante el (resto|\w+ restante))"
    r"(?! and you( can| may| will|'ll)?( still)? (use|watch|enjoy|stream|listen|read|access|keep)"
    r"( (?!free|for|half|at|less)\S+){0,2} (until|through|till) .{0,12}\d)"
    r"(?! et vous (pouvez|pourrez) (encore )?(en profiter|l ?'?utiliser|regarder|ecouter|lire) "
    r"jusqu ?'?au .{0,12}\d)"
    r"(?! y (puedes|podras|puede|podra) (usar|utilizar|disfrutar)l[oa] hasta .{0,12}\d)"
    r"(?! und (du kannst|sie konnen) (es|ihn|sie|alles) (noch )?bis .{4,24} "
    r"(nutzen|schauen|ansehen|streamen|horen|lesen))"
)
_ACTIVE = (
    r" (is|stays|remains|ist|bleibt|est|reste|demeure|esta|sigue|continua)( (still|currently|now|"
    r"weiterhin|derzeit|wieder|toujours|bien|encore|todavia|aun|ya))? "
    r"(active|activ[oa]|actif|aktiv)\b"
)
_STANDS = Wording(_ACTIVE + _NOT_FOR_LONG)
# For however long: what ends beside it under another name is another one.
_STANDS_FOR_NOW = Wording(_ACTIVE)
# One that costs nothing goes on when the paid one has ended; "ad-free" is no such name.
_FREE = Wording(r"free|gratis|gratuit[aeo]?|kostenlose[rs]?")
_FREE_STANDS = Wording(
    r"((your|the|my|deine?|ihre?|meine?|das|der|die|votre|ton|mon|la|le|tu|su|el|mi) )?"
    r"((free|gratis|kostenlose[rs]?)[ -]?(subscription|membership|plan|abo|abonnement|vertrag|"
    r"mitgliedschaft|tarif|paket)|(abonnement|forfait|formule|offre|suscripcion|membresia|plan) "
    r"(free|gratis|gratuit[eoa]?)) "
    r"(is|stays|remains|ist|bleibt|est|reste|demeure|esta|sigue|continua)( (still|currently|now|"
    r"weiterhin|derzeit|jetzt|nun|toujours|bien|encore|desormais|todavia|aun|ya|ahora))? "
    r"(active|activ[oa]|actif|aktiv)"
)
_SUPPOSED = Wording(
    r"\b(if|while|when|once|unless|as long as|wenn|solange|sobald|falls|si|mientras|cuando|tant|"
    r"lorsque|quand|no|n'est)\b"
)
_ANY_PLAN = Wording(
    r"paid|digital|current|monthly|annual|yearly|auto\w*|renewal|access|service|account|billing|"
    r"cancell?ation|mensuel|annuel|mensual|anual|you|we|it|this|that"
)


def ends_an_extra(sentence: str, service: str) -> bool:
    """Whether a sentence tells the end of an option and of no plan. service: in whose name, or
    right beside it, such a word means the service itself."""
    text, own = _unnamed(plain(sentence), plain(service)), own_word(service)
    verb = ENDS.search(text)
    if verb is None or (own is not None and is_called(own, text)):
        return False
    before = _CLAUSE.split(text[: verb.start()])[-1]
    extras, plans = list(_EXTRA.finditer(before)), list(THE_PLAN.finditer(before))
    if not extras or not plans:
        return bool(extras)
    between = before[plans[-1].end() : extras[-1].start()]
    beside = extras[-1].start() >= plans[-1].end() and not _INCLUDED.search(between)
    return beside or re.search(rf" {_OF} ", before[extras[0].end() : plans[-1].start()]) is not None


def _unnamed(text: str, name: str) -> str:
    if not name or name not in text:
        return text
    for each in reversed(list(_EXTRA.finditer(text))):
        before, after = text[: each.start()].rstrip(), text[each.end() :].lstrip()
        if before.endswith(name) or after.startswith(name):
            text = f"{before} {after}"
    return text.replace(name, " ")


def stands(sentence: str) -> bool:
    """ "Your Premium plan is active": by a whole sentence, and not as long as something else is."""
    return _name_of_what_stands(sentence) is not None


def is_of_what_is_free(sentence: str, service: str) -> bool:
    """ "Your Free plan is active", which tells nothing of a plan that is paid for. service: whose
    own name may hold that word."""
    own = plain(service)
    if any(map(_FREE.fullmatch, own.split())):
        return False
    text = re.sub(rf"\b{re.escape(own)}\b", " ", plain(sentence)) if own else plain(sentence)
    return _FREE_STANDS.fullmatch(" ".join(text.split())) is not None


def bear_another_name(ended: Iterable[str], texts: Iterable[str], service: str) -> bool:
    """Whether all that has ended bears another name than the plan that is said to be active: "Your
    Kids subscription was cancelled" beside "Your Premium plan is active"."""
    told = [_name_of_what_stands(each, _STANDS_FOR_NOW) for each in texts]
    running = [each for each in told if each]
    own = frozenset(one_stroke(plain(service)).split())
    return bool(running) and all(_is_another(_name_of_end(x), running, own) for x in ended)


def _is_another(
    name: frozenset[str], running: Iterable[frozenset[str]], own: frozenset[str]
) -> bool:
    name = _beside(name, own)
    others = [_beside(each, own) for each in running]
    if not name or any(_beside(name, each) != name for each in others):
        return False
    return all(others) or not all(map(TIERS.fullmatch, name))


def _beside(name: frozenset[str], known: Iterable[str]) -> frozenset[str]:
    """The words of a name that are not those of another one, however much of them was read."""
    beginnings = tuple(known)
    return frozenset(
        x
        for x in name
        if not (x.startswith(beginnings) or any(y.startswith(x) for y in beginnings))
    )


def _name_of_what_stands(sentence: str, stands: Wording = _STANDS) -> frozenset[str] | None:
    for part in _PARTS.split(sentence):
        words = _WORD.findall(part)
        text = " ".join(map(plain, words))
        verb = stands.search(text)
        subject = words[: len(text[: verb.start()].split())] if verb is not None else []
        if any(_SOLD.fullmatch(plain(x)) for x in subject) and not _SUPPOSED.search(text):
            return _name_in(subject)
    return None


def _name_of_end(sentence: str) -> frozenset[str]:
    for part in _PARTS.split(sentence):
        words = _WORD.findall(part)
        text = " ".join(map(plain, words))
        if (verb := ENDS.search(text)) is not None:
            subject = words[: len(text[: verb.start()].split())]
            while subject and _AUXILIARY.fullmatch(plain(subject[-1])):
                subject.pop()
            return _name_in(subject) or _alone(subject)
    return frozenset()


def _name_in(subject: Sequence[str]) -> frozenset[str]:
    """Its capital words, between "your" and the plan or after it: "Dein Tarif Premium"."""
    said = [plain(word) for word in subject]
    sold = [at for at, word in enumerate(said) if _SOLD.fullmatch(word)]
    if not sold or not any(map(_YOURS.fullmatch, said[: sold[0]])):
        return frozenset()
    after = subject[sold[0] + 1 :]
    verb = next((at for at, x in enumerate(after) if _AUXILIARY.fullmatch(plain(x))), len(after))
    if verb > NAME_WORDS_MAX or any(word[:1].islower() for word in after[:verb]):
        return frozenset()
    capital = [x for x in subject[: sold[0] + 1 + verb] if x[:1].isupper()]
    named = [plain(x) for x in capital if not _ANY_PLAN.fullmatch(plain(x))]
    return frozenset(
        one_stroke(x) for x in named if not (_YOURS.fullmatch(x) or _SOLD.fullmatch(x))
    )


def _alone(subject: Sequence[str]) -> frozenset[str]:
    """ "Arbor Kids", and nothing else before the verb."""
    named = frozenset(one_stroke(plain(word)) for word in subject)
    known = (_ANY_PLAN, _YOURS, THE_PLAN)
    large = all(word[:1].isupper() for word in subject) and len(subject) in {2, 3}
    return named if large and not any(x.fullmatch(y) for x in known for y in named) else frozenset()
