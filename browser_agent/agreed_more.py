"""What a password agrees to besides the end, by the purpose that its sentence names.

Written for the last rail (`agreed`), against plain text, in four languages.
"""

import re

from browser_agent.agreed_else import speaks_of_more
from browser_agent.strokes import Wording


def _any_of(*tongues: str) -> Wording:
    return Wording("|".join(tongues))


_PASSWORD = Wording(r"\b(passwords?|(passwort|kennwort)\w*|mots? de passe|contrasenas?)\b")
_STOPS = re.compile(r"(?<=[^\W\d][.!?]) ")

_GIFT = (
    r"(offers?|deals?|discounts?|promo\w*|rewards?|bonus|vouchers?|coupons?|\d+ ?% (off|discount)|"
    r"half (off|price)|free (months?|weeks?|trial)|months? (free|off)|price)"
)
_MOVE = (
    r"(pause|break|freeze|hold|upgrade|downgrade|switch(?! off)|plan change|change (of plan|to)|"
    r"move)"
)
_ANGEBOT = r"(\w*angebot\w*|\w*rabatt\w*|nachlass|gutschein\w*|bonus|gratismonat\w*|\d+ ?%)"
_WECHSEL = r"(\w*pause|unterbrechung|\w*wechsels?|upgrades?|downgrades?|umstellung|umstieg)"
_REMISE = r"(offres?|remises?|reductions?|promotions?|rabais|mois (offerts?|gratuits?)|\d+ ?%)"
_CHANGEMENT = (
    r"(pause|suspension|changement d\S*|passage (a|au|en|vers)|nouvel(le)? (formule|offre)|"
    r"nouveau forfait)"
)
_OFERTA = r"(descuentos?|ofertas?|promocion(es)?|rebajas?|cupon(es)?|mes(es)? gratis|\d+ ?%)"
_CAMBIO = r"(pausa|descanso|suspension|cambio (de|a|al)|mejora|nuevo plan|paso a)"
# "Enter your password to take a break": asked for by nobody, whatever the run is meant to do.
_MORE = _any_of(
    rf"\bto (take|get|apply|activate|use|claim|accept|redeem|lock in|unlock|secure|grab|receive|"
    rf"enjoy|have|start|confirm) ([\w'%-]+ ){{0,4}}{_GIFT}\b|"
    rf"\bto confirm ((the|your|my|this|an?|our) )?((?!cancel|end|no\b)[\w-]+ )?{_MOVE}\b|"
    r"\bto confirm (that )?you (want|wish|would like|agree) to (pause|switch(?! off)|upgrade|keep|"
    r"stay|take|accept|move)\b|\bto (take|have|start) (a|the|your) ([\w-]+ )?(break|pause)\b|"
    r"\bto put ([\w-]+ ){1,4}on (hold|pause|ice)\b|\bto hold (your|my|the) (plan|membership|"
    r"subscription)\b|\bto add (?!([\w-]+ ){0,4}(security|protection)\b)|"
    r"\bto move (up |down |over )?to (?!the (next|last)\b)|\bto go (annual|yearly|monthly|premium|"
    r"basic|plus|pro|standard|family|ad-free)\b|"
    r"\bwith (your|the|my) password,? (to )?(upgrade|switch(?! off)|downgrade|pause|freeze|accept|"
    r"claim|redeem|activate|subscribe|order|buy|keep|move)\b|"
    r"\bpassword,? (you|i) (accept|take|order|buy|subscribe|upgrade|switch|pause|keep|stay|agree"
    r"(?! that))\b(?! ((to|with) )?([\w']+ ){0,3}(terms|conditions|privacy|policy|policies|rules|"
    r"cancel|end|ending|cancell?ation|termination)\b)",
    rf"\bum ([\w%-]+ ){{0,4}}({_ANGEBOT}|{_WECHSEL})( [\w%-]+){{0,3}} (zu )?(bestatigen|nutzen|"
    r"erhalten|bekommen|sichern|aktivieren|akzeptieren|anzunehmen|einzulosen|machen|starten|"
    r"einzulegen|beantragen|abzuschliessen|anzuwenden|durchzufuhren|vorzunehmen)\b|"
    rf"\bzur bestatigung (der|des|\w+e[rs]) ([\w-]+ )?({_ANGEBOT}|{_WECHSEL})(?=\W|$)|"
    r"\b(passwort|kennwort)\w*,? (nehmen|nimmst|nehme|akzeptier\w+|bestell\w+|buch\w+|kauf\w+|"
    r"wechsel\w+|aktivier\w+|stimm\w+|bestatig\w+|sicher\w+) (sie|du|ich) (dir |sich )?"
    rf"((?!\w*kundigung|ende)[\w-]+ ){{0,4}}({_ANGEBOT}|{_WECHSEL}|\w*tarif\b|jahres\w*)",
    r"\bpour (confirmer|activer|valider|appliquer|obtenir|recevoir|utiliser|accepter|prendre|faire|"
    r"debuter|avoir) ((la|les?|votre|vos|cette|une?|notre|ma|mon|tes?|ta|ton|de|\d+ ?%) |l')*"
    rf"((?!resiliation|fin|annulation)[\w-]+ )?({_REMISE}|{_CHANGEMENT})|"
    r"\bmot de passe,? vous (acceptez|prenez|passez|souscrivez|commandez|gardez|restez|changez)\b"
    r"(?! ((les|nos|la|notre|de|d') ?)*(conditions|politique|resili\w+|fin\b|mettre fin))",
    r"\bpara (confirmar|activar|obtener|aceptar|recibir|aplicar|usar|conseguir|(tom|cog|llev)\w+|"
    r"hacer|iniciar|disfrutar) ((la|el|l[oa]s|tus?|sus?|est[ae]|una?|nuestra|mi|del?|\d+ ?%) )*"
    rf"((?!cancelacion|baja|fin)[\w-]+ )?({_OFERTA}|{_CAMBIO})|"
    r"\bcontrasena,? (aceptas?|te suscribes|contratas?|cambias?|pasas?|te quedas|pausas?)\b"
    r"(?! ((l[oa]s|nuestr[oa]s|la|el) )?(terminos|condiciones|politica|baja|cancelacion|cancelar))",
)
_SAFE = r"(?![^.!?]{0,50}\b(safe|secure|private|protected|(signed|logged) in)\b)"
_USED = (
    r"(?! (going\b|watching|listening|reading|using|enjoying|access|playing|learning|"
    r"your (account|data)))"
)
# "Enter your password to stay with us": meant on a way back only.
_WAY_BACK = _any_of(
    rf"\bto keep\b(?! (the|your|my|our|this) (account|access|profiles?|data|lists?|history|"
    rf"playlists|downloads)){_USED}{_SAFE}|\bto (stay|remain)\b{_SAFE}|"
    rf"\bto (reactivate|rejoin|reinstate|resume{_USED}|try (?!again\b))|\bto (continue|restore|"
    r"extend) (with )?(your|my|the) (plan|membership|subscription)\b(?! (cancel|end))|"
    r"\bto (undo|withdraw|revoke|reverse|retract|cancel|stop) ((your|the|my|this|pending) )*"
    r"cancell?ation\b|\bto confirm (your|the|my|this) (order|purchase|payment|reactivation|"
    r"restart|new plan)\b",
    r"\bum ((?!angemeldet|eingeloggt|sicher|geschutzt|verbunden)[\w-]+ ){1,4}zu bleiben\b|"
    r"\bum (dein|ihr|das|mein|den|die)\w* (abo|mitgliedschaft|vertrag|tarif|abonnement)\w* "
    r"([\w-]+ ){0,2}(fortzusetzen|fortzufuhren|weiterzufuhren|weiterlaufen|(zu )?reaktivieren)\b|"
    r"\bum ([\w-]+ ){1,3}(zu testen|auszuprobieren)\b|\bum (die|dein\w*|ihr\w*) kundigung (zu "
    r"(widerrufen|stornieren)|zuruckzu\w+|ruckgangig|aufzuheben)",
    r"\bpour (rester|demeurer)\b(?! (connecte|identifie|en securite|protege|informe))|"
    r"\bpour (continuer|poursuivre|reprendre|conserver|reactiver|garder) ((votre|mon|ton|cet|cette|"
    r"le|la) |l')(abonnement|formule|forfait|offre|adhesion)|\bpour (essayer|tester|reactiver) |"
    r"\bpour (annuler|retirer) (votre|la|ma|cette) (demande de )?resiliation",
    r"\bpara (quedar[mst]e|permanecer|seguir (suscrit|siendo|abonad)|reactivar|reanudar|probar )|"
    r"\bpara (mantener|conservar)\b(?![^.!?]{0,40}\b(cuenta|datos|perfil|acceso|segur\w+))|"
    r"\bpara (seguir|continuar) con (premium|basico|plus|pro|estandar|(tu|la|el|mi) (plan|"
    r"suscripcion|membresia))\b|\bpara (anular|cancelar|deshacer|revertir) (la|tu|su|esta) (baja|"
    r"cancelacion)\b",
)
_FREE = r"(?![^.!?,]{0,20}\b(free|gratis|kostenlos\w*|gratuit\w*))"
# "To end Premium and go to Basic": no mere end.
_AND_MORE = _any_of(
    r"\bto (cancel|end|stop|disable|deactivate|terminate|(turn|switch) off)\b.{0,50} and (go (back "
    rf"|over )?to(?! (your|the|my)\b){_FREE}|continue (with|on|as)\b(?! (your|the) (cancel|end|"
    rf"process)){_FREE}|use .{{1,30}} (instead|for)\b|receive(?! ((an?|your|the|our) )?([\w-]+ )?"
    r"(confirmation|refund|e-?mail|receipt|money|code))|try|join|grab|lock)\b",
    r"\b(kundigen|beenden) und ((?!konto|profil|daten|zugang|bestatigung|geld|\w*erstattung|"
    r"e-?mail|eine)[\w-]+ ){0,4}(zu (erhalten|bekommen|nutzen|testen)|weiterzunutzen)\b",
    rf"\b(resilier|arreter|annuler|mettre fin)\b.{{0,50}} et ((continuer|poursuivre) avec{_FREE}|"
    r"utiliser|profiter|beneficier|essayer)\b",
    rf"\b(cancelar|anular|finalizar|dar de baja)\b.{{0,50}} y ((seguir|continuar) con{_FREE}|usar|"
    r"probar|disfrutar)\b",
)


def agrees_to_more(said: str, *, ends: bool) -> bool:
    """said: a line in plain text; only its sentences with a password count. ends: the run is meant
    to end the plan, and to take nothing back."""
    asks = [part for part in _STOPS.split(said) if _PASSWORD.search(part)]
    refused = (_MORE, _WAY_BACK, _AND_MORE) if ends else (_MORE,)
    more = any(each.search(part) for part in asks for each in refused)
    return more or (ends and any(map(speaks_of_more, asks)))
