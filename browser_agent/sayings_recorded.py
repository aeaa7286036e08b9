"""An end that a page says was recorded, and what tells that it is none yet, or none of a plan.

For `sayings`, which weighs it. Words of its own, as there, in four languages.
"""

from collections.abc import Iterable, Sequence

from browser_agent.strokes import Wording

# "We have recorded your cancellation", of the plan and of no mails: then "requested", beside it,
# only tells who wanted it.
_NO_MORE_TOLD = (
    r"(?=$|[.,!;]| (correctamente|con exito|con fecha|con efecto|para el \d|el \d|a partir del|"
    r"effective|successfully|as of|on \d|avec effet|au \d|pour le \d))"
)
REGISTERED = Wording(
    rf"^((hemos|se ha) (registrado|tramitado|procesado|confirmado)( correctamente)? (tu|su|la) "
    rf"(baja|cancelacion){_NO_MORE_TOLD}|"
    rf"(we|we've|we have) (have )?(now )?(registered|recorded|processed|confirmed) your "
    rf"cancell?ation{_NO_MORE_TOLD}|"
    rf"nous avons (bien )?(enregistre|confirme|valide|pris en compte) votre "
    rf"resiliation{_NO_MORE_TOLD}|"
    r"wir haben (deine|ihre) kundigung (registriert|erfasst|vermerkt|verarbeitet)$)"
)
# Somebody has to do more before it is: "An agent will call you to complete it."
_LEFT_TO_DO = Wording(
    r"\b(to|and|must|please|then) (complete|finish|finali[sz]e|validate|verify) (it|this|that|the "
    r"(process|request))\b|\b(call|phone|ring|contact)s? you\b|\byou will be (called|contacted)\b|"
    r"\bpour l[ae'] ?(completer|finaliser|terminer|valider)\b|"
    r"\bvous (r?appel|(re)?contact|telephon)er\w*|"
    r"\bpara (completar|finalizar|terminar|validar)l[oa]\b|\b(te|le|os) (llamar|contactar)\w*|"
    r"\b(abzuschliessen|zu vervollstandigen)\b|\bruf(t|en) (dich|sie)\b.*\ban\b|"
    r"\b(meldet sich|melden uns|setzen uns) (bei|mit) (dir|ihnen)\b"
)
# It may still be asked for, or what was cancelled is an order.
_DOUBT = Wording(
    r"\b(confirm|confirmarl[oa]|confirmer|(zu )?bestatigen?|validate|link|enlace|lien|"
    r"(bestatigungs|aktivierungs)?link|calls?|anruf\w*|appel|llamada|llamar\w*|"
    r"order|booking|reservation|tickets?|delivery|shipment|pedido|reserva|entradas?|entrega|"
    r"commande|billets?|livraison|bestellung|buchung|reservierung|eintrittskarten?|lieferung)\b"
)


# "Requested on 23 November", and what it was requested for has its day: it tells since when.
_ASKED_ON = Wording(
    r"\b((baja|cancelacion) solicitada el|cancell?ation requested( on)?|resiliation demandee le|"
    r"kundigung (angefordert|beantragt|eingereicht) am) (\d|\w+ \d{1,2}\b)"
)
_ENDS_ON_ITS_DAY = Wording(
    r"^((your|the|votre|ton|l'|le|tu|su|la|el|dein\w*|ihr\w*|der|das|die) ?)?"
    r"(plan|subscription|membership|contract|abonnement|contrat|adhesion|suscripcion|membresia|"
    r"contrato|abo|vertrag|mitgliedschaft)( (n|no|nr|number|num)? ?[\w ]*\d+)? "
    r"((will )?(end|expire)s? on|(prendra|prend) fin le|se terminera le|(finaliza|termina|"
    r"terminara|finalizara) el|endet( am)?|lauft am) (\d|\w+ \d)"
)


def without_asking(told: Sequence[str]) -> list[str]:
    """Plain texts without "requested on 23 November", where one tells the plan's own end."""
    if is_left_to_do(told) or is_in_doubt(told) or not any(map(_ENDS_ON_ITS_DAY.search, told)):
        return list(told)
    return [_ASKED_ON.sub(" ", text) for text in told]


def is_left_to_do(told: Iterable[str]) -> bool:
    """Plain texts of a page that records an end."""
    return any(map(_LEFT_TO_DO.search, told))


def is_in_doubt(told: Iterable[str]) -> bool:
    """Whether the record alone proves nothing, and the page has to tell the end of the plan too."""
    return any(map(_DOUBT.search, told))
