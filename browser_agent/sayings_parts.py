"""What belongs to a plan and ends without it, a discount, a pause, a way to pay, by the words of an
account page. For `sayings`: words of its own, as there, in seven languages."""

from browser_agent.strokes import Wording

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
