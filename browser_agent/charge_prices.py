"""An end that is sold rather than charged, money that is still open, and mercy for those who stay.

For the last rail; no words shared with the rules. Over `charges_left.marked` text.
"""

from browser_agent.strokes import Wording

_NOT_THESE = (
    r"(?! (?:and|or|but|so|then|to|instead|you|we|rejoin\w*|re-?subscri\w*|return\w*|back|get|"
    r"und|oder|sie|du|wieder|neu|et|ou|vous|tu|y|o|puedes?|podras|volver)\b)"
)
_WORDS = rf"(?:{_NOT_THESE} [^\s#,.!?]{{1,30}}){{0,5}}"
_EN = (
    rf"\b(?:cancel\w*|exit\w*|leav(?:e|ing)|end(?:ing)?|terminat\w+|quit|get out|buy out|break)\b"
    rf"{_WORDS} (?:for|at) (?:only |just )?#|\b(?:etf|one-?off|instal\w+ left|"
    r"device balance|compensation),? (?:of )?#|(?:^|[,;] )(?:cancell?ation|termination|exit),? #|"
    r"# (?:for|to) (?:cancel\w*|leav(?:e|ing)|end(?:ing)?|terminat\w+)\b|"
    r"\b(?:cancell?ing|leaving|ending it),? you (?:accept|agree to) (?:\w+ ){0,3}#|"
    r"# (?:will be|is|are) (?:put|placed) on\b|"
    r"\buse your (?:\w+ )?(?:card|account|payment method) for (?:the )?#"
)
_DE = (
    rf"(?:kundig\w+|auflosung|\bbeenden)\b{_WORDS} fur (?:nur )?#|"
    r"\b(?:einmalig|restraten|schadens?ersatz|ausstiegspreis),? (?:von |in hohe von )?#|"
    r"(?:^|[,;] )(?:\w+e )?(?:vertrags)?(?:kundigung|auflosung|beendigung),? #|"
    r"# fur (?:die |eine )?\w*kundigung\b"
)
_FR = (
    rf"\b(?:resili\w+|quitter|partir)\b{_WORDS} pour (?:seulement )?#|"
    r"\b(?:mensualites restantes|reste du|prix de (?:la )?(?:resiliation|sortie)|regularisation),? "
    r"(?:de )?#|(?:^|[,;] )(?:la )?resiliation,? #|# pour (?:la )?resili\w+|"
    r"\b(?:vous|tu) devr(?:iez|ais) #"
)
_ES = (
    rf"\b(?:cancel\w+|baja)\b{_WORDS} por (?:solo )?#|\bregularizacion,? (?:de )?#|"
    r"(?:^|[,;] )(?:la )?(?:baja|cancelacion|rescision),? #|"
    r"# (?:por|para|al) (?:(?:la|dar\w* de) )?(?:cancel\w+|baja)\b|(?<!volver )te costarian? #"
)
PRICED = Wording("|".join((_EN, _DE, _FR, _ES)))
UNPAID = Wording(
    r"(?:\bnot|n't|\bnever) (?:yet )?(?:been )?(?:paid|settled) (?:the |your |us ){0,2}#|"
    r"# (?:(?:was|is|has|have|were|are) not|\w+n't) (?:yet )?(?:been )?(?:paid|settled)\b|"
    r"\bunpaid,? #|# unpaid|#(?: wurden?| sind| ist)?(?: noch)? nicht (?:bezahlt|gezahlt|"
    r"beglichen)\b|\b(?:avez|as|ont|a) (?:pas|jamais) (?:encore )?(?:paye|regle)\w* "
    r"(?:les |vos )?#|"
    r"# n'(?:a|ont) pas (?:encore )?ete (?:paye|regle)\w*|"
    r"\bno (?:has?|han|se han?) (?:pagado|abonado) (?:los |tus )?#"
)
IF_STAYING = Wording(
    r"\b(?:(?:if|as long as|while) you (?:stay|wait|remain|keep)|"
    r"unless you (?:cancel|leave|end|terminate)|by (?:staying|waiting|keeping|remaining)|"
    r"(?:cancel|leave|end it|terminate) (?:it )?(?:after|later)|"
    r"wenn (?:sie|du) [^.,#]{0,40}(?:wart\w*|bleib\w*)|"
    r"si (?:vous |tu )?(?:restez|restes|patientez|attendez|te quedas|se queda|esperas?))\b"
)
OWED_THEN = Wording(
    r"\byou would (?:\w+ )?owe\b|\bwurden? [^#.]{0,30}# [^#.]{0,30}fallig|\bdevr(?:iez|ais) #|"
    r"\bserai(?:en)?t (?:facture|preleve|debite)\w*"
)
