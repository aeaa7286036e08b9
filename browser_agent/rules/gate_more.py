"""Sentences that want the password for more than an end, a way on or a look, by their purpose.

Folded text. Words are not counted here, since their blanks may be lost: letters are.
"""

from browser_agent.rules.text import Phrases

_GAP = r"[^.!?]{0,35}?"
_GIVEN = (
    r"(?:offer|deal|discount|promo|reward|bonus|voucher|coupon|\d+ ?% (?:off|discount)|half (?:off|"
    r"price)|free (?:month|week|trial)|months? (?:free|off)|(?:your|this|the|lower|special) price)"
    r"\w*"
)
_CHANGED = (
    r"(?:paus(?:e|ing)|break|freez(?:e|ing)|hold|upgrad(?:e|ing)|downgrad(?:e|ing)|switch(?:ing)?"
    r"(?! off)|(?:plan )?change (?:of|to)|plan change|move|moving)"
)
_GEGEBEN = r"(?:angebot|rabatt|nachlass|gutschein|bonus|gratismonat|\d+ ?%)\w*"
_GEWECHSELT = r"(?:pause|unterbrechung|wechsel|upgrade|downgrade|umstellung|umstieg)s?"
_DONNE = r"(?:offre|remise|reduction|promotion|rabais|mois (?:offert|gratuit)|\d+ ?%)\w*"
_CHANGE = (
    r"(?:pause|suspension|changement d|passage (?:a|au|en|vers)|nouvel(?:le)? (?:formule|offre)|"
    r"nouveau forfait)"
)
_DADO = r"(?:descuento|oferta|promocion|rebaja|cupon|mes(?:es)? gratis|\d+ ?%)\w*"
_CAMBIADO = r"(?:pausa|descanso|suspension|cambio (?:de|al?)|mejora|nuevo plan|paso a)"
# "Enter your password to take a break" ...
WANTS_MORE = Phrases(
    rf"to (?:take|get|apply|activate|use|accept|unlock|lock in|secure|grab|receive|enjoy|have|"
    rf"start|confirm) {_GAP}{_GIVEN}|"
    rf"to confirm (?:(?:the|your|my|this|an?|our) )?(?:(?!cancel|end|no )[\w-]+ )?{_CHANGED}|"
    r"to confirm (?:that )?you (?:want|wish|would like|agree) to (?:pause|switch(?! off)|upgrade|"
    r"keep|stay|take|accept|move)|to (?:take|have|start) (?:a|the|your) (?:[\w-]+ )?(?:break|"
    rf"pause)|to put {_GAP}on (?:hold|pause|ice)|to hold (?:your|my|the) (?:plan|membership|"
    r"subscription)|to add (?!.{0,30}(?:security|protection)).+|to move (?:up |down |over )?to"
    r"(?! the (?:next|last)) .+|to go (?:annual|yearly|monthly|premium|basic|plus|pro|standard|"
    r"family|ad-free)",
    r"with (?:your|the|my) password[,:]? (?:to )?(?:upgrade|switch(?! off)|downgrade|pause|freeze|"
    r"accept|claim|redeem|activate|subscribe|order|buy|keep|move)|password,? (?:you|i) (?:accept|"
    r"take|order|buy|subscribe|upgrade|switch|pause|keep|stay|agree(?! that))(?! (?:(?:to|with) )?"
    r".{0,24}(?:terms|conditions|privacy|polic|rules|cancel|end of|ending|end (?:your|my|the)|"
    r"terminat))",
    rf"um {_GAP}(?:{_GEGEBEN}|{_GEWECHSELT}) {_GAP}(?:bestatigen|nutzen|erhalten|bekommen|sichern|"
    r"aktivieren|akzeptieren|annehmen|einlosen|anzunehmen|einzulosen|machen|starten|einzulegen|"
    r"beantragen|abzuschlie(?:ss|\u00df)en|anzuwenden|durchzufuhren|vorzunehmen)|"
    rf"zur bestatigung (?:de[rs]|\w+e[rs]) (?:[\w-]+ )?(?:{_GEGEBEN}|{_GEWECHSELT})|"
    r"(?:passwort|kennwort),? (?:nehm|nimm|akzeptier|bestell|buch|kauf|wechsel|aktivier|stimm|"
    r"bestatig|sicher)\w* (?:sie|du|ich) (?:(?!kundigung|ende)[^.!?]){0,35}?"
    rf"(?:{_GEGEBEN}|{_GEWECHSELT}|\w*tarif|jahres\w*)",
    r"pour (?:confirmer|activer|valider|appliquer|obtenir|recevoir|utiliser|accepter|prendre|"
    r"faire|debuter|avoir) (?:(?!resiliation|fin |annulation)[^.!?]){0,25}?"
    rf"(?:{_DONNE}|{_CHANGE})|mot de passe,? vous (?:acceptez|prenez|passez|souscrivez|commandez|"
    r"gardez|restez|changez)(?! .{0,16}(?:conditions|politique|resili|fin ))",
    r"para (?:confirmar|activar|obtener|aceptar|recibir|aplicar|usar|conseguir|tom\w+|cog\w+|"
    r"llevar\w+|hacer|iniciar|disfrutar) (?:(?!cancelacion|baja|fin )[^.!?]){0,25}?"
    rf"(?:{_DADO}|{_CAMBIADO})|contrasena,? (?:aceptas?|te suscribes|contratas?|cambias?|pasas?|te "
    r"quedas|pausas?)(?! .{0,16}(?:terminos|condiciones|politica|baja|cancel))",
)
_USED = r"(?! (?:going|watching|listening|reading|using|enjoying|access|playing|learning))"
_SAFE = r"(?![^.!?]{0,50}(?:safe|secure|private|protected|(?:signed|logged) in))"
# ... and what one wants on a way back only: "to stay with us".
WANTS_BACK = Phrases(
    rf"to keep{_USED}(?! (?:the|your|my|our|this) (?:account|access|profile|data|list|history|"
    rf"playlist|download)){_SAFE}|to (?:stay|remain){_SAFE}|to (?:reactivate|rejoin|reinstate|"
    rf"resume{_USED}(?! your (?:account|data))|try(?! again))|to (?:continue|restore|extend) "
    r"(?:with )?(?:your|my|the) (?:plan|membership|subscription)(?! (?:cancel|end))|"
    r"to (?:undo|withdraw|revoke|reverse|retract|cancel|stop) (?:(?:your|the|my|this|pending) )*"
    r"cancell?ation|to confirm (?:your|the|my|this) (?:order|purchase|payment|reactivation|"
    r"restart|new plan)",
    r"um (?:(?!angemeldet|eingeloggt|sicher|geschutzt|verbunden)[^.!?]){1,40}?zu bleiben|"
    rf"um (?:dein|ihr|das|mein|den|die)\w* (?:abo|mitgliedschaft|vertrag|tarif|abonnement)\w* "
    rf"{_GAP}(?:fortzusetzen|fortzufuhren|weiterzufuhren|reaktivieren)|um {_GAP}(?:zu testen|"
    r"auszuprobieren)|um (?:die|dein\w*|ihr\w*) kundigung (?:zu (?:widerrufen|stornieren)|"
    r"zuruckzu\w+|ruckgangig|aufzuheben)",
    r"pour (?:rester|demeurer)(?! (?:connecte|identifie|en securite|protege|informe))|"
    r"pour (?:continuer|poursuivre|reprendre|conserver|reactiver|garder) (?:votre|mon|ton|cet|"
    r"cette|le|la|l') ?(?:abonnement|formule|forfait|offre|adhesion)|pour (?:essayer|tester|"
    r"reactiver)|pour (?:annuler|retirer) (?:votre|la|ma|cette) (?:demande de )?resiliation",
    r"para (?:quedar[mst]e|permanecer|seguir (?:suscrit|siendo|abonad)\w*|reactivar|reanudar|"
    r"probar)|para (?:mantener|conservar)(?![^.!?]{0,40}(?:cuenta|datos|perfil|acceso|segur))|"
    r"para (?:seguir|continuar) con (?:premium|basico|plus|pro|estandar|(?:tu|la|el|mi) (?:plan|"
    r"suscripcion|membresia))|para (?:anular|cancelar|deshacer|revertir) (?:la|tu|su|esta) (?:baja|"
    r"cancelacion)",
)
_FREE = r"(?![^.!?,]{0,20}(?:free|gratis|kostenlos|gratuit))"
# "To end Premium and go to Basic": no mere end.
AND_MORE = Phrases(
    r"to (?:cancel|end|stop|disable|deactivate|terminate|(?:turn|switch) off) .{0,50} and (?:go "
    rf"(?:back |over )?to(?! (?:your|the|my)){_FREE}|continue (?:with|on|as)(?! (?:your|the) "
    rf"(?:cancel|end|process)){_FREE}|use .{{1,30}} (?:instead|for)|receive(?! (?:(?:an?|your|the|"
    r"our) )?(?:[\w-]+ )?(?:confirmation|refund|e-?mail|receipt|money|code))|try|join|grab|lock)",
    r"(?:kundigen|beenden) und (?:(?!konto|profil|daten|zugang|bestatigung|geld|erstattung|mail|"
    r"eine )[^.!?]){0,40}?(?:zu (?:erhalten|bekommen|nutzen|testen)|weiterzunutzen)",
    rf"(?:resilier|arreter|annuler|mettre fin) .{{0,50}} et (?:(?:continuer|poursuivre) avec{_FREE}"
    r"|utiliser|profiter|beneficier|essayer)",
    rf"(?:cancelar|anular|finalizar|dar de baja) .{{0,50}} y (?:(?:seguir|continuar) con{_FREE}|"
    r"usar|probar|disfrutar)",
)
