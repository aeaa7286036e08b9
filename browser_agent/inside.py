"""Whether a press is made on a page of the way out, or back, of this customer's subscription."""

from collections.abc import Sequence

from browser_agent.lexicon import plain
from browser_agent.stances import Stance, stances
from browser_agent.strokes import Wording

INSIDE = frozenset({"offer", "survey", "confirm", "checkout"})
_WAY_IN = Wording(
    r"(sign|log)[ -]?in|login|anmelden|einloggen|iniciar sesion|inicia sesion|acceder|entrar|"
    r"se connecter|connexion|s'identifier|aceder|accedi|inloggen"
)


def goes_in(page: str, words: Sequence[str], *, typed: int) -> bool:
    """page: the model's word for it; words: its lines; typed: how many secrets were given so far.
    What a site puts before everybody, "Get our newsletter?", is of nobody's subscription."""
    return page in INSIDE and not (page == "offer" and not typed and _is_for_strangers(words))


def _is_for_strangers(words: Sequence[str]) -> bool:
    """The way in stands there, and no word of leaving: a public form ends a contract as well."""
    said = [plain(each) for each in words]
    door = any(_WAY_IN.fullmatch(each) for each in said)
    return door and not any(Stance.LEAVE in stances(each) for each in said)
