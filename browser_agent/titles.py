"""What a title names: the words of it that not every page has."""

import re
import unicodedata
from collections.abc import Iterable

BRACKETS = re.compile(r"\([^)]*\)")
TITLE_LETTERS_MIN, TITLE_LETTERS_MAX = 4, 40
# Titles that any page gives to the one subscription it has.
GENERAL = re.compile(
    r"\b(plans?|subscriptions?|memberships?|billing|payments?|renewals?|account|status|details|"
    r"automatic\w*|automatisch\w*|charges?|lastschrift|visa|mastercard|cards?|prelevements?|"
    r"overview|manage|resume|restart|reactivate|resubscribe|renew|change|view|next|your|my|trial|"
    r"current|active|inactive|cancell?ed|packages?|invoices?|"
    r"abos?|mitgliedschaft\w*|vertrag\w*|zahlung\w*|abrechnung|konto|laufzeit|tarif|paket|dein\w*|"
    r"mein\w*|ihr|suscripcion\w*|pagos?|cuenta|facturacion|renovacion|estado|tu|membresia|paquete|"
    r"statuts?|etats?|en cours|"
    r"abonnements?|comptes?|paiements?|facturation|formule|forfait|offre|votre|mon|prochaine?|"
    r"fortsetzen|reaktivieren|reanudar|reactivar|reprendre|reactiver|assinatura|plano|abbonamento|"
    r"piano|lidmaatschap)\b"
)
# With a number beside it no more than a tier of the same plan: "Premium 4K", "Ultra HD 4 screens".
TIERS = re.compile(
    r"\b(premium|standard|basic|lite|light|mini|ultra|screens?|family|individual|annual|monthly|devices?|plus|"
    r"gold|silver|unlimited|free|gratis|gratuite?|kostenlos|single|starter|couple|duo|essential\w*|"
    r"essentiel\w*|esencial\w*|basic[oa]|basis|estandar|ilimitad[oa]|illimitee?|unbegrenzt|months?|years?|"
    r"users?|profiles?|streams?|familia\w*|famill?e|familie|mensual|anual|mensuel\w*|"
    r"annuel\w*|ecrans?|pantallas?|gerate|monat\w*|jahr\w*|hd|uhd|\w*tarif)\b"
)
# What stands after one of these is no name by itself: "Series", of "Films & Series".
JOINS = frozenset(
    {
        "&",
        "+",
        "and",
        "und",
        "et",
        "y",
        "e",
        "by",
        "on",
        "of",
        "from",
        "for",
        "at",
        "in",
        "de",
        "di",
    }
    | {"von", "du", "des", "del", "auf", "bei", "sur", "chez", "en", "via", "with"}
)
PARTED = re.compile(r" ?[\u00b7\u2022|] ?| [\u2013\u2014-] ")


def bare(text: str) -> str:
    """Small letters without accents, single blanks, and nothing in brackets: "(works without an
    Arbor plan)" names what the row is not."""
    text = BRACKETS.sub(" ", text)
    parts = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(each for each in parts if not unicodedata.combining(each)).split())


def names_in(title: str) -> set[str]:
    """The words of a title that not every page has: none, where one of its own is no name."""
    words = re.findall(r"[^\W\d_]+", GENERAL.sub(" ", title))
    return {word for word in words if len(word) >= TITLE_LETTERS_MIN}


def short_names(name: str) -> list[str]:
    """What a list may call it where the house is known, the longest first: "Courier News" or
    "News", of "The Harbor Courier News"."""
    words = name.split()
    found = []
    for at in range(1, len(words)):
        tail = " ".join(words[at:])
        if not JOINS & set(words[at - 1 : at + 1]) and names_in(TIERS.sub(" ", tail)):
            found.append(tail)
    return found


def names_another(text: str, others: Iterable[str], name: str) -> bool:
    """ "Cancel Games subscription" bears what only another one of these is called by: "Courier
    Games", beside "Courier News"."""
    said, own = names_in(bare(text)), names_in(bare(name))
    for other in others:
        called = names_in(TIERS.sub(" ", bare(other)))
        if called - own and called - own <= said and not said & (own - called):
            return True
    return False


def names_a_stranger(text: str, page: Iterable[str], name: str) -> bool:
    """The same under the title "Courier Games", on a page without the last word of our own name.
    page: its lines, but those that speak of an end."""
    *_, last = bare(name).split() or [""]
    said = [bare(line) for line in page]
    told = not names_in(TIERS.sub(" ", last)) or any(last in line for line in said)
    own = names_in(bare(name))
    titles = [x for x in said if len(x) <= TITLE_LETTERS_MAX and x.partition(" ")[0] in own]
    return not told and names_another(text, titles, name)
