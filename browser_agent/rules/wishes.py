"""What a choice wants, in any wording: to leave or to stay, negations counted clause by clause.

For controls inside a cancellation only, where words are few and everything is about that one
question. Whether a press is allowed is decided elsewhere, by other words.
"""

import re

from browser_agent.rules.lexicon_leaving import GOES_WITHOUT
from browser_agent.rules.text import Phrases

LEAVING = Phrases(
    r"cancel(?:l?ing|l?ed|s)?|end(?:ing(?! (?:in |with )?\d)|s)?|stop(?:ping|s)?|"
    r"terminat(?:e|es|ing)|leav(?:e|es|ing)|"
    r"quit(?:ting)?|unsubscrib(?:e|ing)|disconnect(?:ing|ed|s)?|discontinu(?:e|ing)|"
    r"turn(?:ing)?(?: (?:my |the )?auto-? ?renew(?:al)?)? off|opt(?:ing)? out|part ways|"
    r"cancell?ation|disconnection|termination",
    r"cancel(?:ar|arla|arlo|acion)|anular|baja|terminar|finalizar|dejarlo|irme|abandonar",
    r"resili\w+|arret\w+|annul\w+|desabonn\w+|quitter|partir|mettre fin",
    r"\w*kundig\w*|beend\w*|storn\w+|abbestell\w*|aufhor\w*|verlassen|gehen|schluss",
    r"disd\w+|annullare|cessare|encerrar|cancelamento|rescindir|opzegg?\w*|stopzetten|stoppen",
)
STAYING = Phrases(
    r"keep(?:ing)?(?! going(?! with (?:my|the|your)))|"
    r"stay(?:ing)?(?! without(?! (?:ads|commitment|(?:an? |the )?(?:\w+ )?(?:discount|price|offer|"
    r"deal)\b)))|remain(?:ing)?|retain(?:ing)?|hold on to|renew(?:ing)?(?! off)",
    r"(?:mantener|conservar)(?:l[aeo]s?)?|quedar[ms]e(?:l[ao]s?)?(?! (?:sin|fuera))|permanecer|"
    r"renovar",
    r"garder|conserver|rester(?! sans)|je reste|renouveler",
    r"behalten|bleiben?|verlangern|dabeibleiben",
    r"mantenere|restare|rimanere|manter|ficar|behouden|blijven|houden",
)
# Of the subscription they stay; of the cancellation they leave: the words beside them tell.
GOING_ON = Phrases(
    r"continu(?:e|ing)|carry(?:ing)? on|go(?:ing)? on|proceed(?:ing)?",
    r"seguir|continuar|continuer|poursuivre|weiter\w*|fort(?:setzen|fahren|fuhren)|doorgaan|"
    r"prosegui\w*|continuare",
)
WANTING = Phrases(
    r"want|wish|need|would like|'d like|quiero|deseo|necesito|veux|souhaite|will|mochte|brauche|"
    r"voglio|desidero|quero|desejo|wil"
)
_A_PLAN = (
    r"memberships?|subscription|plan|pass|service|package|suscripcion|membresia|servicio|paquete|"
    r"abonnement|abo|forfait|formule|mitgliedschaft|vertrag|tarif|paket|abbonamento|assinatura|"
    r"lidmaatschap"
)
THINGS = Phrases(_A_PLAN)
_PROCESS = (
    r"(?:process|proceso|procedimiento|tramite|processus|procedure|demarche|procedura|processo) "
    r"(?:of|de|di)"
)
UNDOING = Phrases(
    r"(?:undo|withdraw|revoke|reverse|retract|abort|discard|drop|stop|cancel|interrupt|exit|leave|"
    r"desistir de|retirar|revocar|anular|deshacer|cancelar|interrumpir|salir del?|retirer|annuler|"
    r"abandonner|interrompre|quitter|renoncer a|desfazer|ritirare|revocare)"
    r"(?: (?:my|the|this|your|el|la|mi|tu|su|esta|le|ma|votre|cette))?"
    rf"(?: {_PROCESS})?(?: (?:la|votre|tu))? (?:cancell?ation|"
    r"disconnection|termination|request|order|baja|cancelacion|solicitud|resiliation|annulation|"
    r"demande|cancelamento|disdetta)",
    r"(?:\w*kundigung|stornierung|anfrage|antrag|auftrag|opzegging)(?: \w+)? (?:zuruck\w+|"
    r"widerrufen|abbrechen|stornieren|verwerfen|intrekken|annuleren)",
)
NO_MORE = re.compile(r"(?<![^\W_])(?:ne |n')(\w+) plus(?![^\W_])")
_NO_THING = re.compile(
    r"(?:keine?n?|no|pas de|sin|without|ohne|aucune?) (?!\w+ (?:kundig|cancel))\w"
)
NOT = re.compile(
    r"n't(?![^\W_])|(?<![^\W_])(?:not|no|never|without|no longer|pas|jamais|sans|sin|nunca|nicht|"
    r"keine?[mnrs]?|nie|ohne|niet|geen|non|nao|senza|zonder)(?![^\W_])"
)
# "Ohne Rabatt k\u00fcndigen": what one goes without is the discount, and the ending stands.
_WITHOUT_A_THING = re.compile(
    r"(?<![^\W_])(?:ohne (?!(?:\w+ )?zu )(?!(?:\w+ )?\w*(?:kundigung|ende) )(?:\w+ ){1,2}|"
    r"(?:without|sin|sans|senza|zonder) "
    r"(?:(?:the|this|an?|el|la|un|une|l'|le|lo|uno|de|het) ?)?(?:discounts?|offers?|deals?|gifts?|"
    r"descuento|oferta|regalo|remise|reduction|offre|cadeau|sconto|offerta|korting|aanbod) )$"
)
AFTER = re.compile(r"(?<![^\W_])(?:pas|nicht|niet)(?![^\W_])")
# Who forgoes the end itself stays: "auf die K\u00fcndigung verzichten".
FORGOES = re.compile(
    r"auf (?:die |meine |eine )?\w*kundigung (?:zu )?verzicht\w*|"
    r"verzicht\w* auf (?:die |meine |eine )?\w*kundigung|"
    r"(?:renunciar|renuncio) a (?:la |mi )?(?:cancelacion|baja)|"
    r"(?:forgo|waive) (?:the |my )?cancell?(?:ation|ing)"
)
# "Leave my plan as it is": nothing is left there. "I leave it, as it is too dear" is none.
_AS_IT_IS = re.compile(
    r"\b(?:leave|keep|lass(?:e|en|t)?|laisse[rz]?|dej(?:ar|a|e)l?[oa]?s?)"
    r"(?:[ -](?P<what>(?:(?! (?:and|but|und|aber|et|mais|y|pero) )[^.,;:!?]){1,40}))??,? "
    r"(?:(?:as (?:(?:it )?is|that is|they are)(?=$| ?[.,;:!?)]| (?:for now|now|today|please|and|"
    r"but)\b))|(?:unchanged|alone|wie (?:es|er|sie) (?:ist|sind)|unverandert|tel(?:le)?s? "
    r"quel(?:le)?s?|comme (?:il|elle) est|como esta|tal cual|sin cambios)\b|"
    r"(?:the way|how) (?:it|things|they) (?:is|are)\b|(?:be|on|running|active)(?=$| ?[.,;:!?]))"
)
# "Cancel and leave everything as it is": the end stands first, and no "no" before it.
_BEFORE_IT = re.compile(r"(?P<first>[^.,;:!?]+) (?:and|und|et|y) [^.,;:!?]*$")
_IS_THE_PLAN = re.compile(
    r"^(?:it|this|that|things|es|ihn|sie|l[aeo]s?|alles|tout|todo|everything|all)$|"
    rf"(?:^| )(?:{_A_PLAN})$"
)
# What is done stands first, and what comes of it behind: "Turn it off, Moss can be sad".
_ENDS_IT = Phrases(
    r"(?:yes,? )?(?:(?:turn|switch) (?:it|this|(?:auto-?)?renew(?:al)?|auto-?renew\w*) off|(?:turn|"
    r"switch) off (?:it|the |my )?(?:auto-?)?(?:renew\w*)?|(?:cancel|end|stop) (?:it|this)"
    r"(?: now| anyway)?)",
    r"(?:ja,? )?(?:schalt\w* (?:es|sie|die verlangerung) (?:aus|ab)|beende\w* (?:es|sie)|"
    r"kundig\w* (?:es|sie)|(?:verlangerung )?(?:aus|ab)schalten|es beenden)|(?:oui,? )?(?:l')?"
    r"(?:desactive[rz]?|arrete[rz]?|resilie[rz]?|annule[rz]?)(?:-l[ea])?|(?:si,? )?(?:desactiv|"
    r"cancel|anul)(?:arl[ao]|al[ao])",
)
# "End it, buy yearly": no mere end.
_TAKES_MORE = Phrases(
    r"buy|upgrade|subscribe|resume|restart|renew|switch|change|get|try|take|give|freeze|snooze|pause|"
    r"pay|order|start|runs? on|then on|remind|ask me|keep",
    r"wechs\w+|kauf\w*|bestell\w*|pausier\w*|fortsetzen|testen|zahl\w*",
    r"repren\w+|souscri\w+|change[rz]?|pass\w+ a|paye\w*|prend\w*|essay\w*",
    r"contrat\w+|reanud\w+|cambi\w+|pas\w+ a|pag\w+|prueb\w+|compr\w+",
)
CLAUSES = re.compile(r"[,.;:!?]+ ?| - | (?:but|and|aber|und|mais|et|pero|y|ma|mas|maar) ")


def wish_of(folded: str) -> str:
    """ "leave", "stay", or "" where the words want neither: the last clause that wants decides."""
    if GOES_WITHOUT.whole(folded):
        return "leave"
    text = NO_MORE.sub(r"\1 pas", folded)
    if (kept := _AS_IT_IS.search(text)) is not None:
        return _beside_what_stays(text, kept)
    return _last_wish(CLAUSES.split(text))


def _beside_what_stays(text: str, kept: re.Match[str]) -> str:
    """ "Cancel, and leave my profile as it is" leaves: it is not the plan that stays as it is."""
    before, behind = CLAUSES.split(text[: kept.start()]), CLAUSES.split(text[kept.end() :])
    if NOT.search(before[-1]):
        return ""
    first = _BEFORE_IT.match(text[: kept.start()])
    if first is not None and _in_clause(first["first"]) == "leave":
        return "leave"
    if _IS_THE_PLAN.search(kept["what"] or "it"):
        return "stay"
    return "leave" if _last_wish([*before, *behind[1:]]) == "leave" else "stay"


def _last_wish(clauses: list[str]) -> str:
    for clause in reversed(clauses):
        wish = _in_clause(clause)
        if wish:
            return wish
    return ""


def is_negated(folded: str) -> bool:
    """Some clause that wants one of both says it by a no."""
    text = NO_MORE.sub(r"\1 pas", folded)
    return any(
        _in_clause(clause) and (NOT.search(clause) or UNDOING(clause))
        for clause in CLAUSES.split(text)
    )


def _in_clause(clause: str) -> str:
    undoing = UNDOING.find(clause)
    if undoing is not None:
        return "leave" if _denials(clause, undoing) % 2 else "stay"
    leaving, staying = LEAVING.find(clause), STAYING.find(clause)
    if leaving is not None and staying is not None:
        return ""  # "stop keeping": too clever to be guessed
    verb = leaving or staying
    wish = "leave" if leaving is not None else "stay"
    if verb is None:
        verb = GOING_ON.find(clause)
        if verb is not None and not (THINGS(clause) or _denials(clause, verb)):
            verb = None  # on with what is asked: only the question tells
        if verb is None and NOT.search(clause) and THINGS(clause):
            verb = WANTING.find(clause)  # "I no longer want my plan"
        wish = "stay"
    if verb is None:
        return ""
    forgone = FORGOES.search(clause) is not None  # "not go without cancelling"
    if (_denials(clause, verb) + forgone) % 2 == 0:
        return wish
    return "stay" if wish == "leave" else "leave"


def _denials(clause: str, verb: re.Match[str]) -> int:
    """How many times the clause says no to this verb."""
    before = clause[: verb.start()]
    if LEAVING.whole(verb.group()) and not verb.group().endswith(("ung", "ende")):
        before = _WITHOUT_A_THING.sub("", before)
    return len(NOT.findall(before)) + bool(AFTER.search(clause[verb.end() :]))


def refuses_a_thing(rest: str) -> bool:
    """ "No pause", after "No, ": of what is offered, and not of leaving."""
    return _NO_THING.match(rest) is not None and not LEAVING(rest)


def ends_it(head: str, last: str) -> bool:
    """ "Turn it off, Moss can be sad"; who is not to be taken at that word says so behind it."""
    keeps = wish_of(last) == "stay" or NOT.search(last) is not None
    return _ENDS_IT.whole(head) and not (keeps or _TAKES_MORE(last))
