"""What a sentence says that a password agrees to: the account erased, the plan changed or paused.

What does not happen ("your account will not be deleted"), what is so already, and a change to the
free plan on a cancellation agree to nothing else than the end.
"""

import re

from browser_agent.rules.lexicon import ERASES
from browser_agent.rules.text import Phrases

AGREES = Phrases(
    r"(?:account|profile) (?:deletion|removal|closure)|(?:account|profile)(?: \w+){0,3} (?:delet|"
    r"remov|eras|wip|clos)ed|(?:be|is|are|gets?) (?:paused|withdrawn|wiped|upgraded|switched)",
    r"(?:membership|subscription|plan) (?:will be|is|gets) (?:changed|moved)|"
    r"you(?:'re| are)(?: about to)? (?:mov|switch|upgrad|chang)\w* to|(?:tarif|abo|mitgliedschaft|"
    r"vertrag) wechselt|(?:abonnement|formule|forfait) passe(?:ra)? a|"
    r"(?:plan|suscripcion|membresia) cambia(?:ra)? a",
    r"(?:losch|schliess)ung|kontoloschung|geloscht|pausiert|umgestellt|zuruckgenommen|"
    r"(?:fur immer|endgultig) verloren",
    r"suppression|cloture|cloturee?|supprimee?|mise? en pause|retiree?|passez a (?:la|l') ?\w+",
    r"eliminacion|(?:se )?pausa(?:d[oa])?|retirad[oa]|(?:eliminad|borrad)[oa]|"
    r"baja de (?:la|tu|su) cuenta|pasa a",
)
# Within one clause, in whatever words.
_SOME = r"[^,.!?]{0,40}"
_IN_WORDS = r"(?<![^\W_])"
_UNDENIED = rf"(?!{_SOME}{_IN_WORDS}(?:not|never|nicht|ne|no)(?![^\W_]))"
# A new clause that tells what is left. "Not deleted until ...", "not deleted but closed" is none.
_GOES_ON = (
    r"(?= ?(?:$|[.!?]|[,;:(-]? ?(?:(?:and|but|so|as|because|und|aber|sondern|et|mais|car|y|pero) )?"
    r"(?:you|your|we|everything|(?:it )?(?:remains?|stays?)|(?:only|just) your|du|sie|dein\w*|"
    r"ihre?|wir|bleib\w*|nur (?:dein|ihr)\w*|vous|votre|vos|nous|(?:il |elle )?reste(?:nt)?|"
    r"seule? votre|puedes?|podras?|tus?|sus?|sigue\w*|seguira\w*|solo (?:tu|su))(?![^\W_])|"
    rf",? (?:if|when|after|by|wenn|falls|si|quand|lorsque|cuando|al) {_UNDENIED}{_SOME}"
    rf"{_IN_WORDS}(?:cancel|end|leav|stop|kundig|beend|resili|annul|arret|baja)\w*))"
)
_GONE = r"(?:delet|eras|remov|clos|wip|deactivat|los|destroy)(?:ed|es|e|ing|t)"
_OWN = (
    r"(?: (?:(?:your|the|any|all|of|saved|own|my) )*(?:accounts?|profiles?|data|history|playlists)"
    r"(?: (?:and|or)(?: your)? (?:accounts?|profiles?|data|history|playlists))?)?"
)
_GELOSCHT = r"(?:ge)?(?:losch(?:en|t)?|schlossen|schliess(?:en|t)|entfern(?:en|t)|vernichtet)"
_COMPTE = r"(?: (?:(?:de|votre|le|la|vos|les|aucune?) )*(?:compte|profil|donnees))?"
_CUENTA = r"(?: (?:(?:de|tu|su|la|el|tus|sus|los) )*(?:cuenta|perfil|datos))?"
_KEPT = (
    r"(?:\w+n't|not|never)(?: (?:be|been|being|get|going to be))? "
    rf"{_GONE}(?: (?:or|nor) {_GONE})*{_OWN}|without (?:deleting|erasing|closing|removing|"
    rf"losing){_OWN}",
    rf"nicht {_GELOSCHT}(?: oder {_GELOSCHT})*|ohne {_SOME}{_IN_WORDS}zu (?:loschen|schliessen|"
    r"entfernen)|(?:losch|schliess)(?:en|t) (?:(?:dein|ihr|das)\w* )?\w+ nicht|kein\w* (?:konto|"
    r"account|profil)?-?(?:losch|schliess)ung(?: (?:dein|ihr|des)\w* \w+)?",
    rf"kein\w* (?:profile?|daten) (?:werden |wird )?{_GELOSCHT}",
    r"n(?:e|')? ?(?:est|sont|sera|seront) (?:pas|jamais) (?:supprim|efface|ferm|clotur)\w*"
    r"(?: (?:ni|ou) \w+)?|ne (?:supprim|efface|ferm|clotur)\w+ (?:pas|jamais)"
    rf"{_COMPTE}|sans (?:supprimer|effacer|fermer|cloturer){_COMPTE}|n' ?entrain\w+ (?:pas|aucune) "
    rf"(?:la )?(?:suppression|fermeture|cloture){_COMPTE}",
    r"no (?:sera|seran|es|son|esta|estara|queda|quedara|se) (?:elimin|borr|cerr)\w*(?: (?:ni|o) "
    rf"\w+)?{_CUENTA}|no (?:elimin|borr|cerr)\w+{_CUENTA}|sin (?:eliminar|borrar|cerrar){_CUENTA}",
)
KEPT = Phrases(*(rf"(?:{each}){_GOES_ON}" for each in _KEPT))
IF_ENDED = Phrases(
    rf"(?:if|when|after|once|before) {_UNDENIED}(?:you|your (?:plan|membership|subscription)) "
    rf"{_SOME}{_IN_WORDS}(?:cancel|end|leav|stop|expir)\w*|before you go",
    rf"(?:wenn|falls|nachdem|bevor) {_UNDENIED}(?:du|sie) {_SOME}{_IN_WORDS}(?:kundig|beend)\w*",
    rf"(?:si|quand|lorsque) {_UNDENIED}vous {_SOME}{_IN_WORDS}(?:resili|annul|arret)\w*",
    rf"(?:si|cuando|al) {_UNDENIED}(?:\w+ )?(?:cancel|anul|das de baja|dejas)\w*",
)
HEDGED_BEFORE = Phrases(
    r"if|when|until|till|unless|before|otherwise|once|as long as|wenn|falls|solange|bis|bevor|"
    r"sonst|ansonsten|si|tant que|jusqu'\w*|avant|sinon|cuando|mientras|hasta|antes|de lo contrario"
)
HEDGED_AFTER = Phrases(
    r"(?:until|till) you|unless|need to|must|have to|only (?:after|when|if|once|then)|yet|"
    r"bis (?:du|sie)|es sei denn|musst|mussen|solange|erst|tant que|jusqu'\w*|sauf|devez|hasta que|"
    r"salvo|a menos|debes?|tienes que|hay que|sino"
)
# How it stands; with the time or the deed from which it is so, it may be what is agreed to.
STANDS_STILL = Phrases(
    r"(?:is|are|ist|est|sont|esta|estan)(?: (?:currently|now|still|already|derzeit|aktuell|noch|"
    r"actuellement|encore|deja|actualmente|ahora|mise?))* (?:paused|pausiert|en pause|pausad[oa]|"
    r"en pausa)(?! (?:for|from|starting|as|when|once|if|fur|ab|wenn|sobald|pendant|pour|a partir|"
    r"quand|des|durante|desde|cuando|al)(?![^\W_]))"
)
# What is kept for so long goes by itself one day, and not by the password.
_LONG = r"(?:\d+|two|three|six|ten|twelve) (?:months|years)"
LATER = Phrases(
    rf"(?:kept|stored|saved|retained|held|keep|store|save|retain|hold) {_SOME}{_IN_WORDS}for "
    rf"(?:up to |at least )?{_LONG},? {_SOME}{_IN_WORDS}data (?:is|are|gets?|will be) (?:\w+ )?"
    r"(?:delet|remov|eras)ed",
    r"(?:account |profile )?data (?:is|are|will be) (?:\w+ )?(?:delet|remov|eras)ed (?:after|"
    rf"within|in) {_LONG}",
    rf"\d+ (?:monate|jahre) {_SOME}{_IN_WORDS}(?:gespeichert|aufbewahrt|behalten),? (?:und )?"
    rf"(?:danach|dann|anschliessend) {_SOME}{_IN_WORDS}daten (?:\w+ )?geloscht",
)
_FREE_PLAN = (
    r"(?:(?:the|our|your|a|den|die|das|unser\w*|la|le|el|un|una|une|offre|formule|forfait|version|"
    r"plan|compte|cuenta|modalidad)(?![^\W_]) |l')*(?:(?<![^\W_])(?!premium|plus|pro|family|max|"
    r"gold|standard|annual|ads?|month|year|no)\w+ )?(?:free|gratis|kostenlos\w*|gratuit\w*)"
    r"(?:-\w+)?(?: (?:basic|plan|tier|version|account|membership|level|subscription|tarif|abo|"
    r"konto))*"
)
# A plan that becomes the free one has ended, where nothing is to be paid and nothing tried first.
TO_FREE = Phrases(
    r"(?:(?:(?:be|is|are|gets?) )?(?:chang|switch|mov|downgrad|return|revert|convert)\w* "
    r"(?:back |on \w+ \d{1,2}(?:, \d{4})? )?(?:to|into)|(?:wechselt (?:(?:am|zum|ab) "
    r"\d[\w. ]{0,18} )?)?(?:auf|zu|zum|in)|pass\w+ (?:\w+ )?(?:a|au|vers|en|sur)|"
    rf"(?:pasa|cambia)\w* (?:\w+ )?al?) {_FREE_PLAN}(?: (?:automatisch )?(?:umgestellt|"
    r"herabgestuft|zuruckgestuft|gewechselt|geandert))?(?=$|[.!?,]| (?:on|at|from|after|when|once|"
    r"as of|and you|am|ab|zum|mit|und du|le|des|et vous|el|y)(?![^\W_]))"
)
PAID_AFTER = Phrases(
    r"trial|then|afterwards|danach|anschliessend|puis|ensuite|despues|luego|premium|plus|pro|"
    r"upgrade\w*"
)
PRICED = re.compile(r"[$\u20ac\u00a3]|\d+[.,]\d\d(?!\d)")
STOP = re.compile(r"(?<=[^\W\d_][.!?]) ")


def agrees(said: str, *, ends: bool) -> bool:
    """ends: the run is meant to end the plan, which a change to the free one does."""
    told = " ".join(map(_without_kept, STOP.split(said)))
    told = STANDS_STILL.without(LATER.without(told))
    free = TO_FREE.find(told) if ends else None
    if free is not None and not _is_paid(told[free.end() :]):
        told = f"{told[: free.start()]} ends {told[free.end() :]}"
    return AGREES(told) or ERASES(told)


def _without_kept(said: str) -> str:
    """Without what is told not to happen."""
    while (hit := KEPT.find(said)) is not None:
        before, after = said[: hit.start()], said[hit.end() :]
        if HEDGED_BEFORE(IF_ENDED.without(before)) or HEDGED_AFTER(after):
            return said
        said = f"{before} stays {after}"
    return said


def _is_paid(after: str) -> bool:
    return PAID_AFTER(after) or PRICED.search(after) is not None
