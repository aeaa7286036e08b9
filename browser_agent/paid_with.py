"""What is paid with: neither its change nor its name is a step of a cancellation; plain text."""

from browser_agent.strokes import Wording, plain

_MEANS = (
    r"(?:credit |debit |bank )?cards?|payment (?:methods?|details|info(?:rmation)?)|iban|"
    r"billing (?:details|info(?:rmation)?|address)|bank (?:account|details)"
)
_CHANGES = Wording(
    rf"(?:update|save|change|replace|add|edit|submit|use) "
    rf"(?:(?:my|your|the|an?|this|new|another) ){{0,2}}(?:{_MEANS})|"
    r"(?:(?:meine?|deine?|ihre?|die|neue|andere) )*(?:(?:kredit|bank)?karte|"
    r"zahlungs(?:methode|art|mittel|daten)|bankverbindung|rechnungsadresse) "
    r"(?:andern|aktualisieren|speichern|hinterlegen|hinzufugen|ersetzen)|"
    r"(?:modifier|mettre a jour|enregistrer|changer(?: de)?|ajouter|remplacer) "
    r"(?:(?:ma|la|une|le|un|mon|mes|les|votre|vos|nouvelle|autre) )*(?:carte(?: bancaire)?|"
    r"moyens? de paiement|coordonnees bancaires|adresse de facturation|iban)|"
    r"(?:actualizar|guardar|cambiar(?: de)?|anadir|agregar|modificar|reemplazar) "
    r"(?:(?:mi|la|una|el|un|tu|su|los|mis|nueva|otra) )*(?:tarjeta|metodo de pago|forma de pago|"
    r"datos (?:de pago|bancarios)|direccion de facturacion|iban)"
)
_CARDS = (
    r"visa|master ?card|amex|american express|maestro|discover|diners(?: club)?|girocard|iban|"
    r"(?:credit |debit |bank )?card|(?:kredit|bank)?karte|tarjeta|carte(?: bancaire)?"
)
_ENDS = (
    r"(?:ending|ends|endet|endend|terminad[oa]|(?:que )?termina|acaba|(?:se )?terminant|"
    r"se termine|finissant)(?: (?:in|with|auf|mit|en|con|par|by))?"
)
# A year, unless a card stands before it.
_OF_A_CARD = Wording(
    rf"\b(?:{_CARDS})(?: [\w-]+){{0,3}}? {_ENDS} (?:x+ ?)?(?:\d{{4}}|digits)\b|"
    rf"\b{_ENDS} (?:x+ ?)?(?:digits|(?!20\d\d)\d{{4}})\b"
)


def without_card(text: str) -> str:
    """Plain text without the words that tell how a card's number ends: nothing else ends there."""
    return _OF_A_CARD.sub(" ", text)


def is_a_card(words: str) -> bool:
    """ "Mastercard ending in 2201", and nothing more."""
    return _OF_A_CARD.fullmatch(plain(words)) is not None


def changes_it(words: str) -> bool:
    """ "Update card", "Zahlungsart \u00e4ndern"."""
    return _CHANGES.fullmatch(plain(words).strip(" .!>")) is not None
