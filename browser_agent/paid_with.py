"""Buttons that change what is paid with: no step of a cancellation; `lexicon.plain` text."""

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


def changes_it(words: str) -> bool:
    """ "Update card", "Zahlungsart \u00e4ndern"."""
    return _CHANGES.fullmatch(plain(words).strip(" .!>")) is not None
