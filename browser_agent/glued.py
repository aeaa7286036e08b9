"""Words that recognition ran together: "Jetztkaufen", "Keepmyplan", "PauseSubscription".

For the last rail only: what must not be pressed must not pass because a blank was lost. A word is
parted where all of it is made of words that buttons bear, and left alone otherwise.
"""

from functools import lru_cache

from browser_agent.strokes import one_stroke

GLUED_LETTERS_MIN = 6
_WORDS = (
    # what is done
    "accept activate apply buy cancel change check checkout claim confirm continue downgrade "
    "enjoy finish freeze get join keep order pause pay place purchase reactivate redeem renew "
    "restart resubscribe resume return save stay start stop subscribe switch take try unlock "
    "upgrade end "
    "aceptar activar anadir aprovechar anular cambiar cancelar comprar confirmar conservar "
    "contratar continuar mantener obtener pagar pausar quedarme reactivar renovar seguir "
    "suscribirme suscribirse volver "
    "accepter acheter activer annuler commander confirmer conserver continuer garder passer payer "
    "profiter reactiver renouveler reprendre rester resilier souscrire suspendre "
    "abonnieren aktivieren annehmen behalten bestellen bezahlen bleiben buchen fortsetzen holen "
    "kaufen kundigen pausieren reaktivieren sichern starten testen upgraden verlangern wechseln "
    "weiter nutzen zahlen "
    # what it is done with, and how
    "and access account again all annual back benefits cheaper day days deal discount for free "
    "instead just membership month months more my never not now offer one order payment plan plus "
    "premium pro standard basic subscription subscribed the this to today trial watching with "
    "year yes your dont mind upto thanks "
    "ahora cuenta descuento gratis mes meses mejor mi oferta pago plan por prueba suscripcion "
    "membresia pausa "
    "abonnement compte essai formule gratuit gratuitement maintenant mois mon offre oui pour "
    "remise "
    "abo angebot doch dabei gratis ja jahr jetzt kostenpflichtig kostenlos konto mein meine "
    "mitgliedschaft monat monate nein nicht noch paket pause rabatt sofort tarif verbindlich "
    "vertrag wieder zu zum zahlungspflichtig"
)
WORDS = frozenset(map(one_stroke, _WORDS.split()))
_LONGEST = max(map(len, WORDS))


def part(text: str) -> str:
    """Plain text with blanks where words were run together; the same text where none were."""
    return " ".join(_parted(one_stroke(each)) or each for each in text.split())


@lru_cache(maxsize=4096)
def _parted(word: str) -> str | None:
    """The word as several, the fewest that make it up; None where it is one, or is not known."""
    if len(word) < GLUED_LETTERS_MIN or not word.isalpha() or word in WORDS:
        return None
    fewest: list[list[str] | None] = [[]] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST), end):
            before, last = fewest[start], word[start:end]
            if before is None or last not in WORDS:
                continue
            so_far = fewest[end]
            if so_far is None or len(before) + 1 < len(so_far):
                fewest[end] = [*before, last]
    found = fewest[-1]
    return None if found is None else " ".join(found)
