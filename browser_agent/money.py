"""Money on a page: what is named, what is charged, and the words of a page that charges it."""

import re
from collections.abc import Sequence

from browser_agent.strokes import Wording, plain

CENT = 0.01
_CHARGES = Wording(
    r"total|today|charge|bill|pay|due|renew|month|year|/ ?mo|/ ?yr|monat|jahr|mes\b|mois|"
    r"\ban\b|mese|maand|\bano\b|\banno\b|jaar|totaa?le?|hoy|hoje|oggi|heute|aujourd|vandaag|"
    r"cobr|factur|prelev|abgebucht|addebit|afgeschreven|"
    r"\bonce$|one-?time|\beinmalig|\bune (seule )?fois\b|\buna (sola )?vez\b"
)
# Whatever the page is called, this pays; "Pay by card" and "Pay monthly" choose how.
_PAYS = Wording(
    r"^pay( (now|today|securely|and .*|[$€£] ?\d.*|\d.*))?$|\b(and|&|et|y|und|e|en) (pay|payer|"
    r"pagar|bezahlen|zahlen|paga|betalen)\b|^(payer|pagar|bezahlen|betalen|regler|paga( ora)?)"
    r"( (maintenant|ahora|agora|jetzt|nu|[$€£]? ?\d.*))?$|\b(zahlungs|kosten)pflichtig\b|"
    r"\b(pay|payer|pagar|zahlen|bezahlen|betalen) [$€£]? ?\d"
)
# A page that sums up what will be paid, whatever it is taken for.
_CHECKS_OUT = Wording(
    r"\bdue (today|now)\b|\b(first|next) (charge|payment) of\b|\border (summary|total)\b|"
    r"\b(total|amount) due\b|\breview your order\b|\breview and (pay|restart|confirm|subscribe)|"
    r"\bauthori[sz]e us\b|(today'?s|payment|order) (total|summary)\b|"
    r"(will be|be|are) charged .*(today|now)\b|"
    r"\bby (selecting|clicking|pressing|confirming|tapping|restarting|joining|subscribing)\b"
    r".*(charge|pay|subscri|membership)|"
    r"heute (zu zahlen|fallig)|gesamt(betrag|summe|preis)|zu zahlen|"
    r"mit (dem |einem |deinem |ihrem )?klick.*(stimm|akzept|zahl|bestell|abo)|"
    r"erste (zahlung|abbuchung)|a payer (aujourd|maintenant)|total (a (pagar|payer)|hoy)|"
    r"importe a pagar|montant du|serez (debit|preleve)|"
    r"en (cliquant|confirmant|appuyant|validant).*(accept|pay|abonn)|"
    r"recapitulatif (de (la |votre )?commande|du paiement)|premier (paiement|prelevement)|"
    r"al (pulsar|hacer clic|confirmar).*(acept|cobr|pag|suscri)|"
    r"proximo (cobro|pago)\b.* (con|en) .*(tarjeta|visa|mastercard|paypal)|"
    r"next (payment|charge|billing)\b.* (with|to|from|by|using) .*(card|visa|amex|paypal|sepa)|"
    r"nachste (abbuchung|zahlung)\b.* (mit|von|uber|per) .*(karte|visa|mastercard|paypal|sepa)|"
    r"prochaine? (paiement|prelevement|echeance)\b.* (sur|avec|par) .*(carte|visa|paypal|sepa)|"
    r"resumen del? (pedido|compra|pago)|primer (cobro|pago)|hoy pagas|riepilogo dell?'? ?ordine|"
    r"totale? (da pagare|te betalen)|resumo d[oa] (pedido|compra)"
)


def pays(words: str) -> bool:
    """Whether pressing this pays."""
    return bool(_PAYS.search(plain(words)))


def checks_out(lines: Sequence[str]) -> bool:
    """Whether a page sums up a payment, and names an amount: then its button makes it."""
    priced = any(amounts(line) for line in lines)
    return priced and any(_CHECKS_OUT.search(plain(line)) for line in lines)


def price_limit(text: str | None) -> float | None:
    """$15.49/month -> 15.49; None where no limit was given. ValueError where it has no amount."""
    if text is None or not text.strip():
        return None
    found = amounts(text, bare=True)
    if not found:
        raise ValueError("no amount in the price limit")
    return found[0]


def amounts(text: str, *, bare: bool = False) -> list[float]:
    """Money in a line: "$1,234.50", "9,99 €". bare: numbers without a currency count too."""
    sign = r"(?:[$€£]|US\$|USD|EUR|GBP|CHF)"
    number = (
        r"\d{1,3}(?:[.,\s]\d{3})+(?:[.,]\d{2})?(?!\d)|\d+(?:[.,]\d{2})(?!\d)|"
        r"\d+(?:[.,]\d)?(?!\d)"
    )
    pattern = rf"{sign}\s?({number})|({number})\s?{sign}" + (rf"|({number})" if bare else "")
    found = []
    for match in re.finditer(pattern, text):
        raw = next(group for group in match.groups() if group)
        found.append(_amount(raw))
    return found


def charged_prices(lines: Sequence[str]) -> tuple[float, ...]:
    """What the page would charge: amounts on lines that speak of a charge, else every amount."""
    charging = [a for line in lines if _CHARGES.search(plain(line)) for a in amounts(line)]
    return tuple(charging or [a for line in lines for a in amounts(line)])


def _amount(raw: str) -> float:
    raw = raw.replace(" ", "")
    cents = re.search(r"[.,](\d{1,2})$", raw)
    whole = re.sub(r"[.,]", "", raw[: cents.start()] if cents else raw)
    return float(f"{whole}.{cents.group(1) if cents else 0}")
