"""Which ends told on a page after a last press are heard, so that no other one is ended then.

For `sayings`: what has happened is heard, also beside the button of another one. What is only said
to come is told on the page that asks for the last press as well: it is heard where another one,
with its price and its button, stands below, and nothing asks.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from browser_agent.lexicon import ends, plain
from browser_agent.sayings_ended import has_happened, is_chip, offers_to_end_it, tells_a_price
from browser_agent.sayings_words import CHIPS, OTHER_SUBJECT, PERHAPS, THE_PLAN
from browser_agent.strokes import Wording
from browser_agent.titles import TIERS
from kernel.ocr import TextLine

NAME_WORDS_MAX = 4
BUTTON_LETTERS_MAX = 44
# What is told although no word of an end is in it, or none that `sayings` weighs.
_OTHERWISE = Wording(
    r"^(we('ve| have)?( now)? received your cancell?ation( request)?|your cancell?ation( request)? "
    r"(has been|was) (received|processed)|(you're|you are) no longer (a|an) (\w+ )?(member|"
    r"subscriber)|(you're|you are) no longer subscribed|you('ve| have)( now)?( been)? "
    r"unsubscribed|you('ve| have)? turned off (auto-? ?renew\w*|automatic renewal)|"
    r"(your |the )?(subscription|membership|plan) (is over|(has |is )?(now )?ended)|"
    r"wir haben (deine|ihre) kundigung erhalten|(votre|ton) (abonnement|forfait) a pris fin|"
    r"nous avons (bien )?recu (votre|ta) (demande de )?resiliation|"
    r"hemos recibido tu (baja|cancelacion|solicitud de (baja|cancelacion))|"
    r"ya no eres (miembro|soci[oa]|suscriptor\w*))(?=$|[.,!;]| (on|am|le|el) \d)"
)
_SETTLED = Wording(
    r"\b(is|are|has been|have been)( now| already)? (set|scheduled) to (end|cancel|expire|stop|"
    r"be (cancell?ed|ended|terminated))\b"
)
_NO_RENEWAL = Wording(
    r"\b(won't|will not|does not|doesn't) (auto-? ?)?renew\b|\bne (sera|se renouvell?era) (pas|"
    r"plus)( renouvele\w*)?\b|\bno se renovara\b|\bverlangert sich nicht\b|\bnicht (mehr )?"
    r"(automatisch )?verlangert\b"
)
# The page before the last press, by its heading or by what it asks.
_ASKING_HEAD = Wording(
    r"(please )?(confirm|confirmation|review|summary|leaving|cancell?ation|cancell?ing|"
    r"(confirm|review|complete|finish) (your |the |my )?(cancell?ation|choice|request)|"
    r"(cancel|end|stop|leave)( (your|my|the))?( (plan|subscription|membership|contract|trial))?|"
    r"(one )?last (question|step|thing|chance)|final step|almost (done|there)|before you (go|"
    r"leave)|what (you'll|you will) lose|what happens next|step \d (of|/) \d|"
    r"(wirklich )?((das |dein |mein )?(abo|abonnement|mitgliedschaft|vertrag) )?(jetzt )?"
    r"(kundigen|beenden)|kundigung( bestatigen)?|bestatigung|bestatigen|letzte frage|"
    r"letzter schritt|bevor (du|sie) gehe?[nst]+|schritt \d von \d|zusammenfassung|"
    r"resiliation|resilier( (mon|votre|l') ?abonnement)?|confirmer( la resiliation)?|"
    r"derniere (question|etape)|avant de (partir|nous quitter)|etape \d (sur|/) \d|recapitulatif|"
    r"baja|cancelacion|darse de baja|confirmar( (la )?(baja|cancelacion))?|confirmacion|"
    r"cancelar( (la |tu |mi )?(suscripcion|plan))?|ultim[oa] (pregunta|paso)|antes de irte|"
    r"paso \d de \d|resumen)"
)
_ASKS = Wording(
    r"\b(cancel\w*|end|leav(e|ing)|going|sure|why|kundig\w*|beenden|gehst|verlasst|sicher|warum|"
    r"resili\w*|partez|quittez|sur|sure|pourquoi|cancel\w*|baja|vas|segur[oa]|por que)\b.*\?"
)
_OWN_LABEL = Wording(
    r"((your|my|dein|mein|ihr|votre|mon|tu|mi) ?)?(current )?(plan|subscription|membership|abo|"
    r"abonnement|mitgliedschaft|vertrag|forfait|suscripcion)"
)
# "Refund | $4.99", which is nobody's name.
_NO_NAME = Wording(
    r"\b(total|refund|amount|price|cost|payment|charge|invoice|fee|balance|you|your|we|back|account|"
    r"settings|sign|log|help|details|summary|betrag|preis|erstattung|rechnung|gebuhr|kosten|"
    r"zahlung|dein\w*|ihr\w*|zuruck|konto|hilfe|montant|prix|remboursement|facture|frais|paiement|"
    r"vous|votre|retour|compte|aide|importe|precio|reembolso|factura|pago|cargo|tu|volver|cuenta|"
    r"ayuda)\b"
)
_GOES_ON = Wording(
    r"(ok(ay)?,? )?(continue|next|confirm|proceed|finish|submit|weiter|bestatigen|fortfahren|"
    r"absenden|continuer|suivant|confirmer|valider|continuar|siguiente|confirmar|enviar)\b.*"
)
_HELPER = Wording(
    r"\b(has|have|was|were|is|are|been|wurde|ist|hast|haben|a (bien )?ete|est|avez|ha sido|se ha|"
    r"fue|has|hemos|esta)\b|'ve\b|\byou cancell?ed\b"
)


def is_told_otherwise(text: str) -> bool:
    said = plain(text)
    if text.rstrip().endswith("?") or PERHAPS.search(said):
        return False
    settled = THE_PLAN.search(said) and _SETTLED.search(said) and not OTHER_SUBJECT.search(said)
    return bool(settled or _OTHERWISE.search(said))


def from_above(lines: Iterable[TextLine]) -> list[str]:
    return [line.text for line in sorted(lines, key=lambda line: (line.y0, line.x0))]


def has_come(sentence: str) -> bool:
    """Of a plain sentence that tells an end."""
    told = _OTHERWISE.search(sentence) or _SETTLED.search(sentence)
    return told is not None or has_happened(sentence)


def asks_for_it(texts: Sequence[str], told: Collection[str]) -> bool:
    """Whether the lines of a page, from above, are those of one that asks for the last press: by a
    heading above what is told of an end, or by a question."""
    plains = list(map(plain, texts))
    heads = (text.rstrip("!. ") for text in plains[: _first_told(plains, told)])
    return any(map(_ASKING_HEAD.fullmatch, heads)) or any(map(_ASKS.search, plains))


def _first_told(plains: Sequence[str], told: Collection[str]) -> int:
    lines = (n for n, x in enumerate(plains) if " " in x and any(x in each for each in told))
    return next(lines, len(plains))


def heard(
    told: Collection[str],
    texts: Sequence[str],
    controls: Sequence[str],
    service: str,
    *,
    runs: bool,
) -> frozenset[str]:
    """told: plain sentences that tell an end; texts: the lines from above; runs: one beside it
    does, by a price or a word."""
    asks = asks_for_it(texts, told)
    come = [each for each in told if has_come(each) and not (asks and _may_be_to_come(each))]
    if offers_to_end_it(controls) and not runs and _is_its_own(texts, service, asks=asks):
        return frozenset(filter(is_chip, come))  # the plan is there to be ended
    if asks:
        return frozenset(come)
    over = [each for each in told if _NO_RENEWAL.search(each)]
    open_still = any(ends(x) or _GOES_ON.fullmatch(x) for x in map(plain, controls))
    return frozenset(_above_another(told, texts, service) or [*come, *([] if open_still else over)])


def _may_be_to_come(sentence: str) -> bool:
    """ "Gek\u00fcndigt zum 5. Dezember", where the page asks for just that."""
    dated = any(map(str.isdigit, sentence))
    surely = _SETTLED.search(sentence) or _OTHERWISE.search(sentence) or _HELPER.search(sentence)
    return dated and not surely


def _is_its_own(texts: Sequence[str], service: str, *, asks: bool) -> bool:
    """Whether the button of the page is the plan's own, and no other name stands over it."""
    own = asks or any(_OWN_LABEL.fullmatch(plain(text)) for text in texts)
    return own and not any(
        _is_a_name(name, service) and _ends_one(button) for name, button in pairwise(texts)
    )


def _above_another(told: Collection[str], texts: Sequence[str], service: str) -> list[str]:
    """All that is told above a name with a button of its own, and a price or an "Active"."""
    plains = list(map(plain, texts))
    first = _first_told(plains, told)
    rows = zip(texts[first + 1 :], plains[first + 2 :], plains[first + 3 :], strict=False)
    found = any(
        _is_a_name(name, service) and _runs(runs) and _ends_one(button)
        for name, runs, button in rows
    )
    return list(told) if found else []


def _runs(text: str) -> bool:
    return tells_a_price([text]) or CHIPS["active"].fullmatch(text) is not None


def _ends_one(text: str) -> bool:
    short = len(text) <= BUTTON_LETTERS_MAX and not text.rstrip().endswith((".", "!", "?"))
    return short and ends(plain(text)) and not has_happened(plain(text))


def _is_a_name(text: str, service: str) -> bool:
    """ "Arbor Music": every word begins as names do, and it is neither ours nor a tier of ours."""
    words, said = text.split(), plain(text)
    named = all(not each[:1].isalpha() or each[:1].isupper() for each in words)
    if not (named and 0 < len(words) <= NAME_WORDS_MAX) or text.rstrip().endswith((".", "?", ":")):
        return False
    if any(each.search(said) for each in (THE_PLAN, _NO_NAME)) or tells_a_price([said]):
        return False
    rest = said.removeprefix(plain(service)).split()
    ours = all(TIERS.fullmatch(each) for each in rest)
    return not (ours or _ASKING_HEAD.fullmatch(said) or ends(said) or has_happened(said))
