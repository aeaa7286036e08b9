"""Buttons that take the plan of the card they stand in: "Go Collector" under "Collector Pass" and
"$14.99 a month". For the last rail; no words shared with the rules."""

import re
from collections.abc import Sequence

from browser_agent.money import amounts
from browser_agent.stances import Stance, stances
from browser_agent.strokes import Wording, plain

LINES_MAX, TITLE_WORDS_MAX, NAME_LETTERS_MIN = 5, 5, 4
_RENEWS = Wording(
    r"\b(renew\w*|next (payment|billing|charge|bill|invoice)|verlanger\w*|nachste\w* (zahlung|"
    r"abbuchung|rechnung)|renov\w+|renueva|proxim[oa] (pago|cobro|factura)|renouvel\w*|recondui\w*|"
    r"prochaine? (paiement|prelevement|facture|echeance)|active since|member since|aktiv seit|"
    r"current plan|your plan|dein tarif|tu plan|votre (formule|forfait|offre))\b"
)
# Words that only look, whatever they name.
_LOOKS = Wording(
    r"^(manage|view|see|show|open|edit|about|learn|more|details?|all|my|your|verwalten|ansehen|"
    r"anzeigen|mehr|gestionar|ver|mas|gerer|voir|plus|en savoir)\b|\b(verwalten|ansehen|anzeigen|"
    r"details|settings|einstellungen)$"
)
_WORD = re.compile(r"[^\W\d_]+")


def takes_its_plan(label: str, column: Sequence[str], service: str) -> bool:
    """column: the lines above the button, the nearest first. Only a card with a price, and nothing
    of our own renewal, whose title has a word in common with the button, and the service none."""
    text = plain(label)
    if Stance.LEAVE in stances(text) or _LOOKS.search(text):
        return False
    own = set(_WORD.findall(plain(service)))
    named = {word for word in _WORD.findall(text) if len(word) >= NAME_LETTERS_MIN} - own
    priced = False
    for line in column[:LINES_MAX]:
        said = plain(line)
        if _RENEWS.search(said):
            return False
        priced |= bool(amounts(line))
        title = len(said.split()) <= TITLE_WORDS_MAX
        if priced and title and named & set(_WORD.findall(said)):
            return True
    return False
