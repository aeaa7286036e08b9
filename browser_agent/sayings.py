"""What the sentences of an account page say of a subscription: an opinion of our own.

Written for the last vote: it shares neither words nor code with the rules (browser_agent.rules), so
that one mistake does not make two votes. Seven languages; `lexicon.plain` text.
"""

import re
from collections.abc import Iterable, Sequence

from browser_agent.lexicon import ends, plain
from kernel.ocr import TextLine

CHIP_LETTERS_MAX = 24
CONTROL_LETTERS_MAX = 44
LABEL_LETTERS_MAX = 36
BESIDE_PIXELS_MAX = 700
BELOW_HEIGHTS = 2.6
GAP_HEIGHTS = 0.9
SAME_LEFT_PIXELS = 28

_RENEWS = re.compile(
    r"\b(renews?|renewing|renewal (date|on)|auto-? ?renew\w*( is| status)?:? (on|enabled|active)|"
    r"next (billing|payment|charge|bill|invoice|renewal)|"
    r"(will|won't|to|not|longer|never) be (charged|billed|renewed)|"
    r"(we|you)('ll| will) (charge|bill|pay|renew)|continues automatically|next statement|"
    r"se renueva|se renovara|renovaremos|renovacion automatica activ\w*|"
    r"proxim[oa] (pago|cobro|cargo|factura\w*|renovacion|fecha)|(se )?te cobraremos|se cobrara|"
    r"se renouvelle|(sera|est) (pas |plus )?renouvelee?|renouvellement automatique (active|oui)|"
    r"prochaine? (paiement|prelevement|facturation|facture|echeance|renouvellement|date)|"
    r"(serez|etes) (facture|debite|preleve)\w*|(on|nous) (te|vous) (preleve|debite|facture)\w*|"
    r"verlangert sich|(automatisch )?verlangert|erneuert sich|nachste[rns]? "
    r"(zahlung|abrechnung|abbuchung|rechnung|abrechnungs\w*|zahlungs\w*|verlangerung)|"
    r"automatische verlangerung (an|aktiv|ein)|abgebucht|"
    r"(buchen|ziehen|belasten) wir\b.*|wir (buchen|ziehen|belasten)|"
    r"renova(-se)?|sera renovad[oa]|renovacao automatica ativ\w*|"
    r"proxim[oa] (pagamento|cobranca|fatura|renovacao)|"
    r"si rinnova|si rinnovera|rinnovo automatico attiv\w*|"
    r"prossim[oa] (pagamento|addebito|fattura\w*|rinnovo)|"
    r"(wordt )?(automatisch )?verlengd|verlengt|automatische verlenging (aan|actief)|"
    r"volgende (betaling|factuur|afschrijving|incasso|verlenging))\b"
)
_ENDS = re.compile(
    r"\b(cancell?ed|cancell?ation (is |was )?(confirmed|complete|scheduled|effective|pending)|"
    r"end(s|ed|ing)|expire[sd]?|expiring|terminate[sd]|"
    r"(will|to|set to|going to) (end|expire|stop|terminate|cancel)|last day|inactive|"
    r"(you|you've|you have) (left|stopped|ended|quit)|(be |is |was |been )?disconnected|"
    r"disconnect scheduled|"
    r"cancelad[oa]|anulad[oa]|finaliza(ra|do)?|termina(ra|do|da)?|vence(ra)?|caduca(ra)?|"
    r"expira(ra)?|dad[oa] de baja|baja (confirmada|tramitada|programada)|"
    r"(resiliation|annulation) (est |a ete )?(bien )?(enregistree|confirmee|effective|validee|"
    r"prise en compte)|kundigung (ist |wurde )?(bestatigt|vorgemerkt|eingegangen|wirksam)|"
    r"resiliee?|annulee?|arretee?|s'arrete(ra)?|fin de l'abonnement|prend(ra)? fin|"
    r"se termine(ra)?|expirera|"
    r"gekundigt|beendet|storniert|endet|abgelaufen|lauft ([\w.]+ ){0,6}(ab|aus)|"
    r"encerrad[oa]|encerra|disdett[oa]|annullat[oa]|cancellat[oa]|terminera|scade|scadra|"
    r"opgezegd|geannuleerd|beeindigd|eindigt|verloopt|loopt ([\w.]+ ){0,5}af)\b"
)
_UNTIL = re.compile(
    r"\b(access|works?|runs?|service|laufzeit|watch|watching|stream|streaming|"
    r"enjoy|use|benefits|available|valid|active|"
    r"acceso|disfrutar|ver|valid[oa]|activ[oa]|acces|profiter|regarder|valable|actif|active|"
    r"zugriff|zugang|nutzen|schauen|streamen|gultig|aktiv|acesso|assistir|aproveitar|ativ[oa]|"
    r"accesso|guardare|attiv[oa]|toegang|kijken|geldig|actief)\b.*"
    r"\b(until|through|till|up to|hasta|jusqu'au|bis|ate|fino al?|tot)\b"
)
_LABEL = re.compile(
    r"(your |su |tu |votre |dein |ihr |sua |il tuo |je )?(next|upcoming|proxim[oa]|prochaine?|"
    r"nachste[rns]?|prossim[oa]|volgende|kommende)"
    r" [\w ]+|(\w+ )?(renewal|renews|renews on|billing date|renewal date|auto-? ?renew\w*|"
    r"automatic renewal|expires|expires on|ends on|end date|access until|valid until|"
    r"works until|service through|status|renews?( \w+){1,3}|reconduction \w+|"
    r"verlangert sich( \w+){1,3}|se renueva( \w+){1,3}|se renouvelle( \w+){1,3}|"
    r"laufzeit bis|fin de l'abonnement|s'arrete le|"
    r"renovacion( automatica)?|se renueva( el)?|acceso hasta|valid[oa] hasta|"
    r"renouvellement( automatique)?|acces jusqu'au|valable jusqu'au|"
    r"verlangerung|(automatische )?verlangerung|zugriff bis|gultig bis|lauft bis|"
    r"renovacao( automatica)?|acesso ate|valid[oa] ate|rinnovo( automatico)?|accesso fino al|"
    r"verlenging|(automatische )?verlenging|toegang tot|geldig tot)"
)
_RENEWAL_OFF = re.compile(
    r"\bno (further|more|future|upcoming) (charges?|payments?|bills?|statements?|invoices?)\b|"
    r"\b(auto-? ?renew\w*|automatic renewal|recurring (billing|payments?)|renovacion automatica|"
    r"renouvellement automatique|automatische verlangerung|renovacao automatica|"
    r"rinnovo automatico|automatische verlenging)\b.{0,24}"
    r"\b(off|disabled|stopped|cancelled|canceled|desactivad[oa]|desactivee?|aus|deaktiviert|"
    r"desativad[oa]|disattivat[oa]|uit|uitgeschakeld|non|no)\b|"
    r"\b(renews?|renewal|reconduction|verlangert sich|se renueva|se renouvelle|si rinnova|verlengt)"
    r"\b[^.,]{0,24}\b(off|no|nope|nein|non|aus|uit|nee|nao|disabled)$"
)
_NOT = re.compile(
    r"\b(not|\w+n't|no longer|no|never|nothing|none|sin|nunca|pas|plus|aucune?|nicht|kein\w*|"
    r"nie|nao|sem|nenhum\w*|non|nessun\w*|niet|geen|keine)\b"
)
_PERHAPS = re.compile(
    r"\b(if you|when you|once you|unless|until you cancel|until cancell?ed|any ?time|"
    r"can (still )?(cancel|restart|renew)|how to|what happens|would|before you|after you|"
    r"si (cancelas|decides|quieres)|en cualquier momento|cuando quieras|hasta que|"
    r"si vous|a tout moment|lorsque vous|jederzeit|wenn (du|sie)|falls|sobald|"
    r"se (voce|cancelar)|a qualquer momento|quando quiser|"
    r"in qualsiasi momento|quando vuoi|op elk moment|als (je|u)|wanneer)\b"
)
_OTHER_THING = re.compile(
    r"\b(card|visa|mastercard|amex|ending in|offer|promo\w*|code|deal|voucher|gift|session|link|"
    r"tarjeta|oferta|carte|offre|karte|angebot|cartao|carta|kaart|aanbieding|gutschein|order)\b"
)
_TRIAL = re.compile(r"\b(trial|prueba|essai|probe\w*|testphase|teste|prova|proef\w*)\b")
_THEN = re.compile(
    r"\b(then|after|luego|despues|puis|ensuite|danach|dann|depois|poi|dopo|daarna)\b"
)
_CHIPS = {
    "active": re.compile(
        r"(status |estado |statut |stato )?(active|activ[oa]|actif|aktiv|ativ[oa]|attiv[oa]|"
        r"actief|current plan|running|in service|ja,? lauft|lauft|vigente|en cours|al corriente)"
    ),
    "cancelled": re.compile(
        r"(status |estado |statut |stato )?(cancell?ed|cancelad[oa]|resiliee?|gekundigt|"
        r"annullat[oa]|disdett[oa]|opgezegd|expired|inactive|ending soon|not renewing|stopped|"
        r"arretee?|beendet|de baja|disconnect(ed| scheduled))"
    ),
}
_RESTARTS = re.compile(
    r"^(restart|resume|reactivate|resubscribe|rejoin|renew|undo (the |my |your )?cancell?ation|"
    r"turn on auto|come back|reconnect|bring (my |the )?\w+ back|start (\w+ )?again|"
    r"volver a (contratar|empezar|suscrib\w+)|reactivar|reanudar|renovar|reactiver|reprendre|"
    r"se reabonner|renouveler|reaktivieren|fortsetzen|wieder\w*|kundigung (zuruck\w+|widerrufen)|"
    r"reativar|retomar|riattiva|riprendi|rinnova|heractiveren|hervatten|opnieuw)\b"
    r"|(reaktivieren|fortsetzen|heractiveren|hervatten|verlangern)$"
)


def state_of(lines: Sequence[TextLine]) -> str:
    """active, cancelled or unknown; sentences that contradict each other are unknown."""
    labelled = {line: _with_value(line, lines) for line in lines if _is_label(line)}
    values = {value for _, value in labelled.values() if value is not None}
    free = [line for line in lines if line not in labelled and line not in values]
    texts = sentences_of(free) + [text for text, _ in labelled.values()]
    said = [verdict for text in texts if (verdict := _said(text)) is not None]
    firm = {verdict for verdict, weak in said if not weak}
    if len(firm) == 1:
        return firm.pop()
    if firm:
        return "unknown"
    texts = [plain(line.text) for line in lines]
    weak = {verdict for verdict, _ in said} | _chips(texts)
    if len(weak) == 1:
        return weak.pop()
    whole = [line.text.rstrip().endswith((".", "!", "?")) for line in lines]  # no button ends so
    words = [text for text, is_sentence in zip(texts, whole, strict=True) if not is_sentence]
    return "unknown" if weak else _by_controls(words)


def _is_label(line: TextLine) -> bool:
    """ "Next payment" names a day that stands beside or below it; alone it says nothing."""
    text = plain(line.text)
    told = ":" in line.text.rstrip(": ") or any(map(str.isdigit, text))
    bare = not told and len(text) <= LABEL_LETTERS_MAX
    return bare and bool(_LABEL.fullmatch(text))


def _with_value(label: TextLine, lines: Sequence[TextLine]) -> tuple[str, TextLine | None]:
    """The label with what stands to its right in its row, else right below it. A label without any
    is left without words that could be taken for a sentence."""
    beside = [
        line
        for line in lines
        if line is not label
        and abs(line.center_y - label.center_y) <= label.height / 2
        and 0 <= line.x0 - label.x1 <= BESIDE_PIXELS_MAX
    ]
    below = [
        line
        for line in lines
        if 0 <= line.y0 - label.y1 <= BELOW_HEIGHTS * label.height
        and abs(line.x0 - label.x0) <= SAME_LEFT_PIXELS
    ]
    value = min(beside, key=lambda line: line.x0, default=None) or min(
        below, key=lambda line: line.y0, default=None
    )
    return ("", None) if value is None else (f"{label.text}: {value.text}", value)


def sentences_of(lines: Sequence[TextLine]) -> list[str]:
    """Lines that run on are joined, then cut at full stops; dates keep theirs."""
    joined: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda line: (line.y0, line.x0)):
        home = next((block for block in reversed(joined) if _runs_on(block[-1], line)), None)
        if home is None:
            joined.append([line])
        else:
            home.append(line)
    return [
        part
        for block in joined
        for part in re.split(
            r"(?:(?<=[a-z)][.!?])|(?<=\d{4}[.!?]))\s+(?=[A-Z¿¡])", " ".join(x.text for x in block)
        )
    ]


def _runs_on(last: TextLine, line: TextLine) -> bool:
    """Below and flush left: the same paragraph. To the right in one row: a label and its value."""
    below = 0 <= line.y0 - last.y1 <= GAP_HEIGHTS * last.height
    if below and abs(line.x0 - last.x0) <= SAME_LEFT_PIXELS:
        return abs(line.height - last.height) <= last.height * 0.3 and line.text[:1].islower()
    beside = abs(line.center_y - last.center_y) <= last.height / 2
    return beside and last.text.rstrip().endswith(":")


def _said(sentence: str) -> tuple[str, bool] | None:  # noqa: PLR0911 - one return a rule
    """(state, whether it says so only weakly), or None."""
    text = plain(sentence.replace(":", " "))
    if not text or sentence.rstrip().endswith("?") or _PERHAPS.search(text):
        return None
    if _RENEWAL_OFF.search(text):
        return "cancelled", False
    if _TRIAL.search(text) and _THEN.search(text):
        return "active", False
    if match := _RENEWS.search(text):
        return ("cancelled" if _denied(text, match) else "active"), False
    if _OTHER_THING.search(text):
        return None
    if match := _ENDS.search(text):
        return ("active" if _denied(text, match) else "cancelled"), False
    if _UNTIL.search(text):
        return "cancelled", True
    return None


def _denied(text: str, match: re.Match[str]) -> bool:
    """A negation in the same clause; "no" after a colon too ("Next payment: none")."""
    before = re.split(r"[,.;]", text[: match.start()])[-1]
    after = re.split(r"[,.;]", text[match.end() :])[0][:24]
    late = re.search(r"^ ?(date )?(none|no|n a|never|nicht|niet|pas)\b", after)
    return len(_NOT.findall(before)) % 2 == 1 or bool(late or _NOT.search(match.group()))


def _chips(texts: Iterable[str]) -> set[str]:
    short = [text for text in texts if len(text) <= CHIP_LETTERS_MAX]
    return {state for state, chip in _CHIPS.items() if any(map(chip.fullmatch, short))}


def _by_controls(texts: Iterable[str]) -> str:
    """A page that offers to end it has one that runs; one that offers to restart it has none."""
    short = [
        text
        for text in texts
        if len(text) <= CONTROL_LETTERS_MAX
        and not _PERHAPS.search(text)
        and not _OTHER_THING.search(text)
    ]
    restarts, leaves = any(map(_RESTARTS.search, short)), any(map(ends, short))
    if restarts == leaves:
        return "unknown"
    return "cancelled" if restarts else "active"
