"""How a question is told from what only looks like one, and what its yes would mean."""

import re

# "Sure?" asked without a mark, or with one that recognition lost.
OPENS_QUESTION = re.compile(
    r"\u00bf|(?:(?:do|would|are|will|did) you|(?:quieres|deseas|prefieres|quiere|desea)|"
    r"(?:voulez|souhaitez|preferez|desirez)-(?:vous|tu)|(?:mocht|woll|willst|wurd)\w* ?(?:du|sie)|"
    r"(?:quer|deseja|vuoi|desideri|wil je|wilt u))(?![^\W_])"
)
# "Are you sure you don't want to keep it?"
NOT_TO_STAY = re.compile(
    r"^(?!.*\b(?:cancell?ation|cancell?ing|baja|cancelacion|kundigung|resiliation)\b).*(?:"
    r"sure (?:that )?you (?:don't|do not|no longer) (?:want|wish|need) to (?:keep|stay|continue)|"
    r"segur[oa] (?:de )?que (?:ya )?no quieres? (?:seguir|continuar|mantener|conservar|quedarte)|"
    r"sure? de ne (?:pas|plus) vouloir (?:garder|conserver|continuer|rester)|"
    r"sicher,? dass (?:du|sie) .{0,30}nicht (?:mehr )?(?:\w+ )?(?:behalten|bleiben|fortsetzen))"
)
ASKS_HOW = re.compile(
    r"\W*(?:how|where|wie|wo|como|donde|comment|ou|onde|dove|hoe|waar|what made|why|was hat|warum|"
    r"wieso|por que|que te ha|pourquoi|qu'est-ce qui|perche|waarom) "
)
NOT_TO_LEAVE = re.compile(
    r"sure (?:that )?you (?:don't|do not|no longer) (?:want|wish) to (?:cancel|end|"
    r"continue with (?:your|the) cancell)|"
    r"segur[oa] (?:de )?que (?:ya )?no quieres? (?:cancelar|darte de baja|"
    r"(?:seguir|continuar) con la (?:baja|cancelacion))"
)
