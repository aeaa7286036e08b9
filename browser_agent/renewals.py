"""Whose renewal a press turns: the plan's, or that of another thing in the same account.

For the last rail; `strokes.plain` text, no words shared with the rules.
"""

import re
from collections.abc import Sequence

from browser_agent.house import KIND
from browser_agent.strokes import Wording, one_stroke, plain
from browser_agent.titles import TIERS

# "Automatic renewal", and what of: nothing more, the plan, or another thing.
_RENEWAL_OF = Wording(
    r"^(the switch:? )?((turn (on|off)|enable|disable|(des)?activar|(des)?activer) )?(le )?"
    r"((automatic|auto|automatische|recurring)[ -]*)?(renew(al|s)?|billing|payments?|renovacion|"
    r"renouvellement|reconduction|verlangerung|verlenging|rinnovo|renovacao)"
    r"( (automatic(ally)?|automatica|automatique|automatico|automatisch))?(?P<what>( .{2,40})?)$"
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
# What is told below a title, and is none.
_TELLS = Wording(
    r"(it|this|your|you|next|renews|on|off|votre|ton|il|elle|prochaine?|se|tu|su|proxim[oa]|dein\w*|"
    r"ihr\w*|es|sie|nachste\w*|verlangert)\b"
)
_AMOUNT = re.compile(r"[\d$\u20ac\u00a3]")
_TIER = Wording(TIERS.pattern)
_TURNED = Wording(
    r"(the switch )?((turn|switch) (it )?)?(on|off)|enabled?|disabled?|(de)?activated?|an|aus|ein|"
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
    """What is renewed: " of the locker"; "" where nothing more is told, None where nothing is."""
    text = plain(line)
    found = _RENEWAL_OF.search(text)
    return None if found is None else text[found.start("what") : found.end("what")]


def _is_own_renewal(thing: str, names: Sequence[str]) -> bool:
    """ "of your membership"; where Arbor is meant "Arbor Premium", and no "Arbor Magazine"."""
    if _OWN_RENEWAL.fullmatch(thing):
        return True
    service, plan = (one_stroke(plain(each)) for each in (*names, "", "")[:2])
    said = f" {_OF_WHAT.sub('', thing).strip()} "
    if not service:
        return bool(plan) and f" {plan} " in said
    left = said
    for name in filter(None, (service, plan)):
        left = left[len(name) + 1 :] if left.startswith(f" {name} ") else left
    return left != said and all(KIND.fullmatch(x) or _TIER.fullmatch(x) for x in left.split())


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
        if head and _renewed(line) != "" and not _TELLS.match(head):
            return False
    return False
