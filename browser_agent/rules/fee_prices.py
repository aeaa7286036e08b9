"""An end that has a price, told without a word of charging; what is not paid yet; what only those
who stay are spared.

Over `fees_left.marked` text, as `fee_excuses`.
"""

from browser_agent.rules.fee_words import words

_NO_MORE = (
    r"(?! (?:and|or|but|so|then|to|instead|you|we|rejoin\w*|re-?subscri\w*|return\w*|back|get|"
    r"und|oder|sie|du|wieder|neu|et|ou|vous|tu|y|o|puedes?|podras|volver) )"
)
_ON = rf"(?:{_NO_MORE} [^\s#,.!?]{{1,30}}){{0,5}}"
_ENDS = (
    r"cancel\w*|exit\w*|leav(?:e|ing)|end(?:ing)?|terminat\w+|quit|get out|buy out|break|"
    r"\w*kundig\w+|\w*auflosung|beenden|resili\w+|quitter|partir|baja"
)
_ITS_NAME = (
    r"(?:(?:vorzeitige|sofortige) )?(?:vertrags)?(?:kundigung|auflosung|beendigung)|cancell?ation|"
    r"termination|exit|resiliation|baja|cancelacion|rescision"
)
_SUMS = (
    r"(?:etf|one-?off|einmalig|instal\w+ left|restraten|mensualites restantes|reste du|"
    r"device balance|compensation|schadens?ersatz|ausstiegspreis|prix de (?:la )?(?:resiliation|"
    r"sortie)|regulari[sz]acion|regularisation)"
)
# "End your contract for $49.00", "Kündigung: 49,00 €", "Device balance $49.00".
PRICED = words(
    rf"(?:{_ENDS}){_ON} (?:for|at|fur|pour|por) (?:only |just |nur |seulement |solo )?#|"
    rf"(?:(?<=, )|(?<=; )|^)(?:{_ITS_NAME}),? #|{_SUMS},? (?:of |von |in hohe von |de )?#|"
    r"# (?:for|to|pour|por|fur|al) (?:(?:la|die|dar\w* de) )?(?:cancel\w*|leav(?:e|ing)|"
    r"end(?:ing)?|terminat\w+|resili\w+|kundigung|baja)|"
    r"(?:cancell?ing|leaving|ending it),? you (?:accept|agree to) (?:\w+ ){0,3}#|"
    r"# (?:will be|is|are) (?:put|placed) on|"
    r"use your (?:\w+ )?(?:card|account|payment method) for (?:the )?#|"
    r"(?:vous|tu) devr(?:iez|ais) #|(?<!volver )te costarian? #"
)
UNPAID = words(
    r"(?:not|\w*n't|never) (?:yet )?(?:been )?(?:paid|settled) (?:the |your |us ){0,2}#|"
    r"# (?:(?:was|is|has|have|were|are) not|\w+n't) (?:yet )?(?:been )?(?:paid|settled)|"
    r"unpaid,? #|# unpaid|#(?: wurden?| sind| ist)?(?: noch)? nicht (?:bezahlt|gezahlt|beglichen)|"
    r"(?:avez|as|ont|a) (?:pas|jamais) (?:encore )?(?:paye|regle)\w* (?:les |vos )?#|"
    r"# n'(?:a|ont) pas (?:encore )?ete (?:paye|regle)\w*|"
    r"no (?:has?|han|se han?) (?:pagado|abonado) (?:los |tus )?#"
)
STAYS_ON = words(
    r"(?:if|as long as|while) you (?:stay|wait|remain|keep)|"
    r"unless you (?:cancel|leave|end|terminate)|by (?:staying|waiting|keeping|remaining)|"
    r"(?:cancel|leave|end it|terminate) (?:it )?(?:after|later)|"
    r"wenn (?:sie|du) [^.,#]{0,40}(?:wart\w*|bleib\w*)|"
    r"si (?:vous |tu )?(?:restez|restes|patientez|attendez|te quedas|se queda|esperas?)"
)
# "You would owe us $49.00": of this end, as nothing else is named.
OWED_THEN = words(
    r"you would (?:\w+ )?owe|wurden? [^#.]{0,30}# [^#.]{0,30}fallig|devr(?:iez|ais) #|"
    r"serai(?:en)?t (?:facture|preleve|debite)\w*"
)
