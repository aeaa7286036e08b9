"""What stands beside a plan's name and belongs to no name: "Most popular", "(current plan)"."""

import re

# In the row of the name, with a colour of its own, after a star or in brackets.
_SAID = (
    r"(?:(?:your|the) )?(?:(?:last|previous|old|former|current) plan|most popular|best (?:value|"
    r"price|deal)|recommended|current|previous|your plan)|"
    r"(?:dein|ihr) bisherige[rs]? \w+|bisher(?:ig\w*)?|bislang|zuletzt|aktuell|dein abo|"
    r"am beliebtesten|beliebt|empfohlen|unsere empfehlung|"
    r"(?:votre )?(?:ancienne|derniere|precedente) (?:offre|formule)|"
    r"votre (?:offre|formule) (?:actuelle|precedente)|actuelle?|precedente?|"
    r"meilleur prix|recommandee?|(?:le )?plus populaire|populaire|"
    r"(?:tu )?(?:ultimo )?plan(?: anterior| actual)|tu ultimo plan|tu plan|actual|anterior|"
    r"(?:el )?mas popular|recomendado|mejor (?:precio|oferta)"
)
_CHIP = re.compile(rf"(?: |[(\[])[^\w\s]{{0,2}} ?(?:{_SAID}) ?[)\]]?$")


def without(folded: str, name: str) -> str:
    """ "Standard (current plan)" is "Standard"; "Standard (with ads)" is a name of its own, and a
    plan may be called "Super Best Price"."""
    return _CHIP.sub("", folded) if not _CHIP.search(name) else folded
