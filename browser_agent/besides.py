"""Words that mean a subscription beside the one that is wanted, another thing's or another one's.

For the last rail; no words shared with the rules.
"""

from collections.abc import Sequence

from browser_agent.strokes import Wording, plain

_PLAN = (
    r"memberships?|subscriptions?|plans?|suscripcion|membresia|abonnement|forfait|formule|\w*abos?|"
    r"mitgliedschaft|\w*vertrag"
)
_WHOSE = (
    r"partner\w*|wife|husband|kids?|child(ren)?|son|daughter|friend|frau|mann|kind(er)?|freund\w*|"
    r"conjoint|enfants?|ami|pareja|hij[oa]s?|amig[oa]|ninos|sub-?account"
)
_THINGS = (
    rf"{_WHOSE}|magazine|newspaper|print|press|mails?|e-?mails|newsletter|house|home|broadband|"
    r"phone|family plan|add-?on|gift|handy|zeit(ung|schrift)|umzug|presse|courriels|journal|"
    r"revista|periodico|correos|movil|mudanza"
)
_ALSO = Wording(r"\b(too|also|as well|in addition|aussi|egalement|tambien|auch|ebenfalls)\b")
_PLAN_WORD = Wording(rf"\b({_PLAN})\b")
_OF_ANOTHER = Wording(
    rf"\b(of|for|von|der|des|de|du|fur|para) ((my|your|meine[mnrs]?|deine[mnrs]?|mon|mes|mis?|les|"
    rf"los) )?({_WHOSE})\b|\b({_WHOSE})('s)? ({_PLAN})\b"
)
_GOES_ON = Wording(
    r"\b(continue|resume|restart|renew|reactivate|reaktivier\w*|fortsetz\w*|weiter\w*|verlanger\w*|"
    r"repren\w*|reactiv\w*|renouvel\w*|reanud\w*|renov\w*|continu\w*)\b"
)
_ABOUT = Wording(rf"\b({_THINGS})\b")


def goes_on_besides(words: str, plan: str) -> bool:
    """ "Also restart the subscription of my partner", where a plan of this name is wanted."""
    text, wanted = plain(words), plain(plan)
    if not (_GOES_ON.search(text) and _PLAN_WORD.search(text)):
        return False
    others = _OF_ANOTHER.search(text) is not None and not _OF_ANOTHER.search(f"{wanted} plan")
    return others or _ALSO.search(text) is not None


def answers_of_another(words: str, lines: Sequence[str]) -> bool:
    """ "Cancel subscription" at the end of "Bored of the magazine? Cancel subscription"."""
    said = plain(words)
    if said in map(plain, lines):
        return False  # it stands for itself as well
    parted = (each.rpartition("?") for each in lines)
    asked = [before for before, stop, after in parted if stop and said and plain(after) == said]
    return bool(asked) and all(_ABOUT.search(plain(each)) for each in asked)
