"""What a password agrees to: none goes where it erases the account or changes the plan unasked.

What a line says does not happen ("your account will not be deleted") agrees to nothing.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from browser_agent.agreed_more import agrees_to_more
from browser_agent.strokes import Wording, plain

# A gate that the password opens for good: what is behind it erases the account.
_ERASES = Wording(
    r"\b(delet|eras|clos|deactivat|remov|wip)(e|ing) ([\w']+ ){0,3}(account|profile|data)\b|"
    r"\b(account|profile|data) (deletion|erasure|removal|closure)\b|"
    r"\b(deletion|erasure|removal|closure) of (\w+ ){0,2}(account|profile|data)\b|"
    r"\b(account|profile|playlists) (\w+ ){0,3}(is|are|be|gets?|being) (\w+ ){0,2}(remov|delet|"
    r"eras|wip|clos|destroy)ed\b|"
    r"\b(konto|account|profil|daten) (\w+ ){0,4}(ge)?(losch|schlossen|schliess|entfern|vernicht)|"
    r"\b(\w*konto|account|profil)-?(losch|schliess)|"
    r"\b(losch|schliess)ung (\w+ ){0,2}(\w*kontos?|accounts?|profils?|daten)\b|"
    r"\balle (\w+ ){0,4}(fur immer|endgultig|unwiderruflich) (verloren|weg|geloscht)|"
    r"\b(supprim|effac|ferm|clotur)\w+ ([\w']+ ){0,3}(compte|profil|donnees)\b|"
    r"\b(suppression|effacement|fermeture|cloture) ([\w']+ ){0,2}(compte|profil|donnees)\b|"
    r"\b(compte|profil) (\w+ ){0,3}(supprim|efface|ferme|clotur)\w*|"
    r"\b(elimin|borr|cerr)\w+ (\w+ ){0,3}(cuenta|perfil|datos)\b|"
    r"\b(eliminacion|borrado|cierre|baja) (\w+ ){0,3}(cuenta|perfil|datos)\b|"
    r"\b(cuenta|perfil) (\w+ ){0,3}(eliminad|borrad|cerrad)[oa]"
)
_WHAT_STAYS = (  # and agrees to nothing
    r"(watching|listening|reading|using|enjoying|access|(your|my|the) (account|access|"
    r"profiles?|data|playlists|lists?|history|downloads)|(votre|le|mon) (compte|profil)|l'acces|"
    r"vos (donnees|listes)|(tu|su|la|el) (cuenta|perfil|acceso)|(tus|sus|los) datos)"
)
# What a password agrees to that nobody has asked for, whatever the run is meant to do.
_ENDS_AND = Wording(
    r"\bto (cancel|end|stop|disable|deactivate|(turn|switch) off)\b.{0,50} and (add|give|share|"
    r"move|switch(?! off)|upgrade|pause|buy|pay|change|transfer|accept|take|start|book|order|"
    r"subscribe|claim|choose|activate|(get|stay|remain)(?! (a refund|signed in))|"
    rf"keep(?! {_WHAT_STAYS}))\b|"
    r"\b(kundigen|beenden|deaktivieren|(aus|ab)zuschalten) und ((?!konto|profil|daten|zugang)"
    r"[\w-]+ ){0,5}(wechseln|umzusteigen|pausieren|anzunehmen|kaufen|bezahlen|(zu)?buchen|nehmen|"
    r"bestellen|ab(zu)?schliessen|behalten|wahlen|aktivieren|sichern|zu bleiben)\b|"
    r"\b(resilier|desactiver|arreter|annuler|mettre fin)\b.{0,50} et (passer a|prendre|accepter|"
    r"acheter|payer|mettre en pause|changer|souscrire|commander|choisir|reserver|obtenir|activer|"
    rf"s'abonner|rester|(garder|conserver)(?! {_WHAT_STAYS}))\b|"
    r"\b(cancelar|desactivar|anular|finalizar|dar de baja)\b.{0,50} y (pasar a|cambiar|aceptar|"
    r"comprar|pagar|pausar|contratar|reservar|pedir|obtener|elegir|activar|suscribir\w*|"
    rf"quedar\w*|(mantener|conservar)(?! {_WHAT_STAYS}))\b"
)
_CHANGES = Wording(
    r"\b(to|and) (continue|confirm|proceed) and (add|give|share|move|switch|upgrade|pause|buy|pay|"
    r"keep|stay|change|transfer|invite)\b|\byou('re| are) (about to )?(mov|switch|upgrad|chang)\w* "
    r"to\b|\byou (take|accept) (our|the|this) offer\b|"
    r"\b(membership|subscription|plan) (will be|is|gets) (upgraded|switched|changed|moved)|"
    r"\badded to your (plan|subscription|membership|order)\b|"
    r"\byour (\w+ )?(address|e-?mail|number) (becomes|changes to|(will be|is) changed)|"
    r"\b(tarif|abo|mitgliedschaft|vertrag) (wird|wechselt) (\w+ ){0,4}(umgestellt|gewechselt|"
    r"erweitert)|\bdu (nimmst|akzeptierst) (\w+ ){0,2}angebot|"
    r"\bvous passez a (la|l') ?\w+|\b(abonnement|formule|forfait) (passe a|(est|sera) modifiee?)|"
    r"\b(plan|suscripcion|membresia) (pasa a|cambia a)"
)
# "Is paused", with no word of when or how long, tells how it stands.
_PAUSES = Wording(
    r"\b(membership|subscription|plan) ((will be|gets) paused|is paused (for|from|starting|as|when|"
    r"once|if)\b)|\b(tarif|abo|mitgliedschaft|vertrag) wird (\w+ ){0,4}pausiert|"
    r"\b(abonnement|formule|forfait) (sera mise? en pause|est mise? en pause (pour|pendant|quand|"
    r"a partir|des)\b)|\b(plan|suscripcion|membresia) (se pausa|(sera|queda) pausad[oa])"
)
# "Enter your password to accept the offer."
_TO_MORE = (
    r"to (pause|freeze|suspend|accept (the|this|our|your|my) (\w+ )*(offer|deal|discount|price|"
    r"upgrade|plan)|claim|upgrade|skip|extend|redeem|switch(?! (\w+ )*off)|downgrade|"
    r"change (your|my|the) (plan|subscription|membership|address|e-?mail)|"
    r"get (\w+ )*(offer|discount|months?|% off))\b",
    r"\bum ([\w-]+ ){0,6}(zu )?(pausieren|unterbrechen|anzunehmen|wechseln|upgraden|einzulosen|"
    r"umzusteigen|stillzulegen|aufzuwerten|ruhen zu lassen|zu sichern)\b",
    r"\bpour (mettre (.{1,30} )?en pause|suspendre|accepter (l'|cette |notre )\s?(offre|remise)|"
    r"profiter|beneficier|passer a|changer d)",
    r"\bpara (pausar|suspender|congelar|aceptar (la|esta|nuestra) (oferta|promocion)|aprovechar|"
    r"cambiar (de|a)|pasar a|mejorar|canjear)\b",
)
# Asked for on a way back, and never on the way out.
_TO_BUY = (
    r"to (buy|purchase|order|pay|subscribe|renew|start|keep (your|my|the) (plan|membership|"
    r"subscription|discount)|restart|book)\b",
    r"\bum (?!(die|deine|ihre|meine) \w*kundigung ([\w-]+ )?abzu)([\w-]+ ){0,6}(zu )?(kaufen|"
    r"bestellen|buchen|bezahlen|abzuschliessen|behalten|"
    r"verlangern)\b",
    r"\bpour (acheter|commander|payer|souscrire|renouveler|garder (votre|l')\s?(abonnement|offre|"
    r"forfait|formule))\b",
    r"\bpara (comprar|pedir|pagar|contratar|renovar|mantener (tu|su) (plan|suscripcion))\b",
)
_WITH_PASSWORD = (r"passwords?", r"(passwort|kennwort)\w*", r"mots? de passe", r"contrasenas?")


def _by_password(wants: Iterable[str]) -> Wording:
    """Before the word or behind it, in one sentence."""
    pairs = zip(_WITH_PASSWORD, wants, strict=True)
    return Wording(
        "|".join(
            rf"\b{word}\b[^.!?]{{0,40}}?{want}|{want}[^.!?]{{0,80}}\b{word}\b"
            for word, want in pairs
        )
    )


_MORE_BY_IT, _BUYS_BY_IT = _by_password(_TO_MORE), _by_password(_TO_BUY)
_PASSWORD = Wording("|".join(rf"\b{word}\b" for word in _WITH_PASSWORD))
_SIGNS_IN = Wording(
    r"\b(sign|log) ?-?in\b(?! (again )?to confirm)|\banmelden|\beinloggen|iniciar sesion|"
    r"\binicia sesion|se connecter|connectez-vous"
)

# --- what does not happen ---------------------------------------------------------------------

_GONE = r"(delet|eras|remov|clos|wip|deactivat|los|destroy)(ed|es|e|ing|t)"
_OWN = r"( ([\w']+ ){0,3}(accounts?|profiles?|data|playlists)\b)?"
_COMPTE = r"( ([\w']+ ){0,3}(compte|profil|donnees)\b)?"
_CUENTA = r"( (\w+ ){0,3}(cuenta|perfil|datos)\b)?"
_GELOSCHT = r"(ge)?(losch(en|t)?|schlossen|schliess(en|t)|entfern(en|t)|vernichtet)"
_UNDENIED = r"(?!(\w+ ){0,4}(not|never|nicht|ne|no)\b)"
# A new clause that tells what is left. "Not deleted until ...", "not deleted but closed" is none.
_GOES_ON = (
    r"(?= ?($|[.!?]|[,-]? ?((and|but|so|as|because|und|aber|sondern|et|mais|car|y|pero) )?"
    r"(you|your|we|everything|(it )?(remains?|stays?)|(only|just) your|du|sie|dein\w*|ihre?|wir|"
    r"bleib\w*|nur (dein|ihr)\w*|vous|votre|vos|nous|(il |elle )?reste(nt)?|seule? votre|puedes?|"
    r"podras?|tus?|sus?|sigue\w*|seguira\w*|solo (tu|su))\b|,? (if|when|after|by|wenn|falls|si|"
    rf"quand|lorsque|cuando|al) {_UNDENIED}(\w+ ){{0,3}}(cancel|end|leav|stop|kundig|beend|resili|"
    r"annul|arret|baja)))"
)
_KEPT = Wording(
    rf"((\b(not|never)|n't) (be |been |being |get |going to be )?{_GONE}\b( (or|nor) {_GONE}\b)*"
    rf"{_OWN}|\bwithout (deleting|erasing|closing|removing|losing){_OWN}|"
    rf"\bnicht {_GELOSCHT}\b( oder {_GELOSCHT}\b)*|\bohne (\w+ ){{1,4}}zu (loschen|schliessen|"
    r"entfernen)\b|\b(losch|schliess)(en|t) (\w+ ){1,2}nicht\b|\bkein\w* (konto|account|profil)?"
    rf"-?(losch|schliess)ung\b|\bkein\w* (profile?|daten) (werden |wird )?{_GELOSCHT}\b|"
    r"\bn(e |')(est|sont|sera|seront) (pas|jamais) (supprim|efface|ferm|clotur)\w*( (ni|ou) \w+)?|"
    rf"\bne (supprim|efface|ferm|clotur)\w+ (pas|jamais){_COMPTE}|"
    rf"\bsans (supprimer|effacer|fermer|cloturer){_COMPTE}|"
    r"\bno (sera|seran|es|son|esta|estara|queda|quedara|se) (elimin|borr|cerr)\w*( (ni|o) \w+)?"
    rf"{_CUENTA}|\bno (elimin|borr|cerr)\w+{_CUENTA}|\bsin (eliminar|borrar|cerrar){_CUENTA})"
    rf"{_GOES_ON}"
)
# What is kept for so long goes by itself one day, and not by the password.
_LONG = r"(\d+|two|three|six|ten|twelve) (months|years)"
_LATER = Wording(
    r"\b(kept|stored|saved|retained|held|keep|store|save|retain|hold) ([\w']+ ){0,6}for (up to |"
    rf"at least )?{_LONG},? (and |after which |before )?(then )?([\w']+ ){{0,3}}data (is|are|gets?|"
    r"will be) (\w+ )?(delet|remov|eras)ed\b|"
    r"\b(account |profile )?data (is|are|will be) (\w+ )?(delet|remov|eras)ed (after|within|in) "
    rf"{_LONG}\b|\b\d+ (monate|jahre) (\w+ ){{0,4}}(gespeichert|aufbewahrt|behalten),? (und )?"
    r"(danach|dann|anschliessend) (\w+ ){0,3}daten (\w+ )?geloscht"
)
_IF_ENDED = Wording(
    rf"\b(if|when|after|once|before) {_UNDENIED}(you|your (plan|membership|subscription)) "
    r"(\w+ ){0,2}(cancel|end|leav|stop|expir|go\b)\w*|\b(wenn|falls|nachdem|bevor) "
    rf"{_UNDENIED}(du|sie) (\w+ ){{0,3}}(kundig|beend|geh)\w*|\b(si|quand|lorsque) {_UNDENIED}vous "
    rf"(\w+ )?(resili|annul|arret)\w*|\b(si|cuando|al) {_UNDENIED}(\w+ )?(cancel|anul|"
    r"das de baja|dejas)\w*"
)
_HEDGED_BEFORE = Wording(
    r"\b(if|when|until|till|unless|before|otherwise|once|as long as|wenn|falls|solange|bis|bevor|"
    r"sonst|ansonsten|si|tant que|avant|sinon|cuando|mientras|hasta|antes|de lo contrario)\b|"
    r"\bjusqu"
)
_HEDGED_AFTER = Wording(
    r"\b((until|till) you|unless|need to|must|have to|only (after|when|if|once|then)|yet|"
    r"bis (du|sie)|es sei denn|musst|mussen|solange|erst|tant que|sauf|devez|hasta que|salvo|"
    r"a menos|debes?|tienes que|hay que|sino)\b|\bjusqu"
)
# A plan that becomes the free one has ended, where nothing is to be paid and nothing tried first.
_FREE_PLAN = (
    r"((the|our|your|a|den|die|das|unser\w*|la|le|el|un|una|une|offre|formule|forfait|version|"
    r"plan|compte|cuenta|modalidad) |l')*((?!premium|plus|pro|family|max|gold|standard|annual|"
    r"ads?|month|year|no)\w+ )?(free|gratis|kostenlos\w*|gratuit\w*)(-\w+)?( (basic|plan|tier|"
    r"version|account|membership|level|subscription|tarif|abo|konto))*\b"
)
_TO_FREE = Wording(
    r"\b((chang|switch|mov|downgrad|return|revert|convert)\w* (back |on \w+ \d{1,2}(, \d{4})? )?"
    rf"(to|into)|(auf|zu|zum|in)|pass\w+ (\w+ )?(a|au|vers|en|sur)|(pasa|cambia)\w* (\w+ )?al?) "
    rf"{_FREE_PLAN}( (automatisch )?(umgestellt|herabgestuft|zuruckgestuft|gewechselt|geandert))?"
    r"(?=$|[.!?,]| (on|at|from|after|when|once|as of|and you|am|ab|zum|mit|und du|le|des|et vous|"
    r"el|y)\b)"
)
_PAID_AFTER = Wording(
    r"[$€£]|\b\d+[.,]\d\d\b|\b(trial|then|afterwards|danach|anschliessend|puis|ensuite|despues|"
    r"luego|premium|plus|pro|upgrade\w*)\b"
)


def denied_by(words: Iterable[str], *, ends: bool) -> str | None:
    """The rule against a password where the words around a field erase the account, which is meant
    to live on, whatever ends; or change something else by it.

    ends: the run is meant to end the plan, which a change to the free one does.
    """
    said = list(_with_the_rest(filter(None, words)))
    if any(_ERASES.search(own) and _ERASES.search(_but_for_kept(whole)) for own, whole in said):
        return "erases"
    if any(_changes(own, whole, ends=ends) for own, whole in said):
        return "changes"
    if any(_is_for_more(whole, ends=ends) for _, whole in said):
        return "changes"
    enters = any(_SIGNS_IN.search(own) for own, _ in said)
    pauses = any(_PAUSES.search(own) for own, _ in said)
    return "changes" if pauses and not enters else None


def sends_more(words: Iterable[str], *, ends: bool) -> bool:
    """Whether the button below would send a password that agrees to more: "Confirm" under "To end
    Premium and book Basic, enter your password"."""
    said = [whole for _, whole in _with_the_rest(filter(None, words)) if _PASSWORD.search(whole)]
    also = any(_ENDS_AND.search(x) and not (ends and _becomes_free(x, x)) for x in said)
    return also or any(_is_for_more(each, ends=ends) for each in said)


def _changes(own: str, whole: str, *, ends: bool) -> bool:
    """ends: a change to the free plan is none."""
    changes = _CHANGES.search(own) is not None or _ENDS_AND.search(whole) is not None
    return changes and not (ends and _becomes_free(own, whole))


def _is_for_more(said: str, *, ends: bool) -> bool:
    more = _MORE_BY_IT.search(said) is not None or agrees_to_more(said, ends=ends)
    return more or (ends and _BUYS_BY_IT.search(said) is not None)


def _with_the_rest(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each line, alone and with the next one where its sentence goes on there."""
    lines = list(words)
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        goes_on = following[:1].islower() and not line.rstrip().endswith((".", "!", "?"))
        yield plain(line), plain(f"{line} {following}" if goes_on else line)


def _but_for_kept(said: str) -> str:
    """Without what is told not to happen, or not by this."""
    parts = re.split(r"(?<=[^\W\d][.!?]) ", said)
    return " ".join(_LATER.sub("stays", each) for each in map(_without_kept, parts))


def _without_kept(part: str) -> str:
    while (hit := _KEPT.search(part)) is not None:
        before, after = part[: hit.start()], part[hit.end() :]
        if _HEDGED_BEFORE.search(_IF_ENDED.sub("", before)) or _HEDGED_AFTER.search(after):
            return part
        part = f"{before}stays{after}"
    return part


def _becomes_free(own: str, whole: str) -> bool:
    """All that a line changes is the plan, into one that costs nothing."""
    hit = _TO_FREE.search(whole)
    if hit is None or hit.start() >= len(own) or _PAID_AFTER.search(whole[hit.end() :]):
        return False
    rest = f"{whole[: hit.start()]}ends{whole[hit.end() :]}"
    return _CHANGES.search(rest) is None and _ENDS_AND.search(rest) is None
