"""Whose renewal a press turns: the plan's, or that of another thing in the same account.

For the last rail; `strokes.plain` text, no words shared with the rules.
"""

import re
from collections.abc import Sequence
from datetime import date

from browser_agent.house import KIND
from browser_agent.lexicon import commits
from browser_agent.stances import stances
from browser_agent.strokes import Wording, one_stroke, plain
from browser_agent.titles import TIERS
from kernel.dates import find_dates

_NOUN = (
    r"(renewals?|renovacion|renouvellement|reconduction|verlangerung|verlenging|rinnovo|renovacao)"
)
# "Automatic renewal", and what of: nothing more, the plan, or another thing. Payments and billing
# are the whole account's, unless they are automatic.
_RENEWAL_OF = Wording(
    r"^(the switch:? )?((turn (on|off)|enable|disable|(des)?activar|(des)?activer) )?(le )?"
    r"((?P<auto>(automatic(ally)?|auto|automatische|recurring)[ -]*"
    rf"({_NOUN}|renews?|billing|payments?)|({_NOUN}|renews?) "
    r"(automatic(ally)?|automatica|automatique|automatico|automatisch|tacite|tacita))|"
    rf"{_NOUN})"
    r"(?P<what>( .{1,40})?)$"
)
# How it stands, since when, and how often: no thing. Each word once, as a row of them follows.
_STANDS = Wording(
    r"(,? (is|are|on|off|now|currently|turned|switched|set to|inactive|"
    r"enabled|disabled|activated|deactivated|yes|"
    r"no|since|from|at|due|every|each|per|month|year|monthly|yearly|annually|"
    r"derzeit|aktuell|momentan|(ein|aus|an|ab)?geschaltet|actuellement|actualmente|ahora|"
    r"encendid[oa]|apagad[oa]|attualmente|momenteel|ingeschakeld|uitgeschakeld|"
    r"ist|an|aus|ein|am|aktiv|inaktiv|aktiviert|deaktiviert|ja|nein|seit|ab|zum|jeden|jedes|monat|"
    r"jahr|monatlich|jahrlich|le|est|activ(ee?)?|desactivee?|oui|non|depuis|chaque|mois|par|mensuel|"
    r"annuel|el|esta|activad[oa]|desactivad[oa]|activ[oa]|si|desde|cada|mes|al|ano|mensual|anual|"
    r"il|op|attivo|ativ[oa]))+$"
)
_NO_THING = Wording(
    r"^,? (&|and|und|y|et|e)\b|"
    r" (settings?|details?|options?|preferences|history|status|information|dates?|terms|policy)$"
)
_OF_A_THING = Wording(r"^ (of|for|del?|des|der|du|di|fur|da|van) (.* )?[^\W\d_]{2,}")
_A_PLANS = Wording(
    r"(membership|subscription|plan|pass|cuota|suscripcion|membresia|abono|abonnement|cotisation|"
    r"forfait|formule|\w*abos?|mitgliedschaft|\w*vertrag\w*|\w*tarif\w*|abbonamento|assinatura|"
    r"lidmaatschap)$"
)
_OWN_RENEWAL = Wording(
    r"( (of|for|del?|des|der|du|di|fur|da|van))?( (the|la|el|le|il|my|your|mon|votre|mi|tu|su|"
    r"mein\w*|dein\w*|ihr\w*|l'))? ?"
    r"(membership|subscription|plan|pass|cuota|suscripcion|membresia|abono|abonnement|cotisation|forfait|formule|abos?|mitgliedschaft|vertrag\w*|tarif\w*|beitrag\w*|"
    r"abbonamento|assinatura|lidmaatschap)"
)
_RENEWED_BEFORE = Wording(
    r" (auto-? ?|automatic |automatische |recurring )(renew(al|s)?|billing|payments?|verlangerung)$"
)
_OF_WHAT = Wording(
    r"^ ?((of|for|del?|des|der|du|di|fur|da|van) )?((the|la|el|le|il|my|your|mon|votre|mi|tu|su|"
    r"mein\w*|dein\w*|ihr\w*) |l')?"
)
# What is told below a title, and is none: with a day, or with a verb. "Your locker" is a title.
_TELLS = Wording(
    r"(on|off|active|an|aus|aktiv|activ(ee?)?|activad[oa]|desactivad[oa])"
    r"([,.:] .*| (since|until|and|renews|seit|bis|und|depuis|jusqu\S*|et|desde|hasta|y)\b.*)?|"
    r"(next|renews|prochaine?|proxim[oa]|nachste\w*) (payment|charge|billing|renewal|invoice|bill|"
    r"due|paiement|prelevement|facture|pago|cobro|renovacion|zahlung|abbuchung|rechnung|"
    r"verlangerung)\b.*|(renews|verlangert|se (renouvelle|renueva))\b.*|"
    r"(it|this|your|you|we|votre|ton|vous|il|elle|tu|su|se|dein\w*|ihr\w*|du|es|sie|wir|la|le|el|"
    r"die|der|das|the) (.* )?(is|are|was|will|won't|can|has|have|gets?|be|renews?|ends?|expires?|"
    r"continues?|runs?|pay|charged?|billed|ist|wird|werden|kann|kannst|hat|verlangert|endet|lauft|"
    r"bleibt|zahlst|est|sera|seront|peut|pouvez|a|renouvelle|expire|prend|reste|payez|esta|sera|"
    r"puede|puedes|ha|renueva|vence|termina|paga|pagas|sigue)\b.*"
)
_HEADS_BILLING = Wording(
    r"(billing|payments?|facturation|paiements?|abrechnung|zahlung\w*|facturacion|pagos?|cobros?|"
    r"fatturazione|facturering)( (and|&|et|und|y|e) \w+)?"
)
_PLAN = Wording(
    r"membership|subscription|plan|pass|abo|abonnement|vertrag|mitgliedschaft|suscripcion|membresia|"
    r"forfait|formule|offre|tarif|tarifa|cuota"
)
_PERIOD = Wording(
    r"monthly|annual|yearly|mensuel\w*|annuel\w*|mensual|anual|monatlich\w*|jahrlich\w*|monats\w*|"
    r"jahres\w*"
)
# No screens and no devices: those may be sold beside it.
_OWN_TIER = Wording(
    r"premium|standard|basic[oa]?|ultra|family|individual\w*|plus|gold|silver|unlimited|single|"
    r"starter|duo|solo|student|pro|max|essential\w*|essentiel\w*|esencial\w*|basis|estandar|"
    r"ilimitad[oa]|illimitee?|unbegrenzt|familia\w*|famill?e|familie"
)
_ANY_DAY = date(2000, 1, 1)  # whether a day is named does not depend on today
_AMOUNT = re.compile(r"[\d$\u20ac\u00a3]")
_TIER = Wording(TIERS.pattern)
_TURNED = Wording(
    r"(the switch )?((turn|switch) (it )?)?(on|off)|enabled?|disabled?|(de)?activated?|an|aus|ein|"
    r"yes|no|ja|nein|oui|non|si|"
    r"ausschalten|einschalten|(de)?aktivier(en|t)|(des)?activ(ar|ad[oa])|(des)?activ(er|ee?)"
)
_MINE = r"((the|your|my|la|el|tu|su|mi|le|votre|ton|mon|die|deine|ihre|meine|automat\w+|auto) )*"
_ASKS_TO_TURN_OFF = Wording(
    rf"\b((turn|switch)(ing)? off|disable|deactivate|desactivar|desactiver) {_MINE}(auto-)?"
    r"(renew(al|ing)|renovacion( automatica)?|renouvellement( automatique)?|"
    r"reconduction( automatique| tacite)?)(?P<what>[^?]*?) ?\?|"
    rf"\b{_MINE}\w*verlangerung (wirklich )?(aus|ab)schalten ?\?|"
    rf"\b{_MINE}\w*verlangerung (wirklich )?deaktivieren ?\?"
)


def asks_to_turn_off(sentence: str) -> bool:
    """ "Turn off auto-renewal?", and not that of another thing."""
    found = _ASKS_TO_TURN_OFF.search(plain(sentence))
    return found is not None and (
        not found["what"] or _OWN_RENEWAL.fullmatch(found["what"]) is not None
    )


def turns_another(
    pressed: Sequence[str],
    row: Sequence[str],
    page: Sequence[str],
    *,
    names: Sequence[str] = (),
    column: Sequence[str] = (),
) -> bool:
    """Whether a press turns or ends what `renews_something_else`, and does not only lead on, as
    "Manage" in its row does. pressed: what is read there, and how the model calls it."""
    label, target = pressed
    if plain(label) and not any(map(_turns, pressed)):
        return False
    return renews_something_else(label or target, row, page, names=names, column=column)


def _turns(words: str) -> bool:
    """A row of a renewal, a switch, a verb that wants something of it: no "Billing history"."""
    text = plain(words)
    wants = bool(stances(text)) or commits(words) or _TURNED.fullmatch(text) is not None
    return wants or _renewed(words) is not None or text.startswith(("the switch", "toggle"))


def renews_something_else(
    words: str,
    row: Sequence[str],
    page: Sequence[str],
    *,
    names: Sequence[str] = (),
    column: Sequence[str] = (),
) -> bool:
    """ "Automatic renewal of the locker", or of the magazine subscription, on a page that has a
    renewal without more words, or the plan's own: neither end nor restart is to be had by it. Nor
    by the one without more words, where the plan's own is another one. row: what stands level with
    it. page: its lines. names: of the service and of the plan. column: the lines above it."""
    here = [thing for each in (words, *row) if (thing := _renewed(each)) is not None]
    others = [thing for each in page if (thing := _renewed(each)) is not None]
    if any(thing and not _is_own_renewal(thing, names) for thing in here):
        return any(not thing or _is_own_renewal(thing, names) for thing in others)
    turned = [words, *row] if _TURNED.fullmatch(plain(words)) else [words]
    bare = bool(here) and not any(here) and "" in map(_renewed, turned)
    rows = [each for each in page if not each.rstrip().endswith((".", "?", "!"))]
    own = bare and any(_calls_it_ours(each, names) for each in rows)
    return own and not _stands_below_ours(column, names)


def _renewed(line: str) -> str | None:
    """What is renewed: " of the locker"; "" where nothing more is told than how it stands. None
    where nothing is, or where a day is told."""
    text = plain(line)
    if _RENEWAL_OF.search(text) is None:
        return None
    for day in find_dates(line, today=_ANY_DAY):
        line = line.replace(day.text, " ")
    dated, text = plain(line) != text, plain(line)
    found = _RENEWAL_OF.search(text)
    if found is None:
        return None
    what = text[found.start("what") : found.end("what")]
    what = what[: len(_STANDS.sub("", what))]
    if not what:
        return None if dated else ""
    if _NO_THING.search(what):
        return None
    called = found["auto"] is not None or _A_PLANS.search(what) is not None
    return what if called or _OF_A_THING.match(what) else None


def _is_own_renewal(thing: str, names: Sequence[str]) -> bool:
    """ "of your membership"; where Arbor is meant "Arbor Premium", and no "Arbor Magazine"."""
    if _OWN_RENEWAL.fullmatch(thing):
        return True
    service, plan = (one_stroke(plain(each)) for each in (*names, "", "")[:2])
    said = f" {_OF_WHAT.sub('', thing).strip()} "
    if _is_a_tier(said, plan):
        return True
    if not service:
        return bool(plan) and f" {plan} " in said
    left = said
    for name in filter(None, (service, plan)):
        left = left[len(name) + 1 :] if left.startswith(f" {name} ") else left
    return left != said and all(KIND.fullmatch(x) or _TIER.fullmatch(x) for x in left.split())


def _is_a_tier(said: str, plan: str) -> bool:
    """ "Premium monthly", "yearly plan", unless that of another plan than the one that is meant."""
    words = [
        word for word in said.split() if not (_PERIOD.fullmatch(word) or _PLAN.fullmatch(word))
    ]
    tiers = all(_OWN_TIER.fullmatch(word) for word in words)
    fits = not plan or set(words) <= set(plan.split())
    return bool(said.strip()) and tiers and fits


def _calls_it_ours(line: str, names: Sequence[str]) -> bool:
    """ "Auto-renew membership", "Membership auto-renewal"."""
    text = plain(line)
    thing, before = _renewed(line), _RENEWED_BEFORE.search(text)
    if not thing and before is not None:
        thing = f" {text[: before.start()]}"
    return bool(thing) and _is_own_renewal(thing or "", names)


def _stands_below_ours(column: Sequence[str], names: Sequence[str]) -> bool:
    """Whether the nearest title above is ours: "Auto-renewal of your plan", "Arbor Premium"."""
    for line in column:
        head = _AMOUNT.split(plain(line), maxsplit=1)[0].strip()
        if _calls_it_ours(line, names) or (head and _is_own_renewal(f" {head}", names)):
            return True
        if _HEADS_BILLING.fullmatch(plain(line)):
            return True
        if head and _renewed(line) != "" and not _TELLS.fullmatch(plain(line)):
            return False
    return False
