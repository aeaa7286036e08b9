"""Spanish about states: what renews, what ends, and what only sounds like it."""

HYPOTHETICAL = (
    r"(?:permanencia|compromiso)(?: \w+){0,3} (?:hasta|finaliza|termina|vence)|"
    r"^(?:cancela|confirma|pulsa|haz clic|toca|anula)|"
    r"(?:una vez|despues de|tras|luego de|en caso de) (?:la |tu |que )?(?:cancel\w*|baja|anul\w*|"
    r"darte)|esto (?:finalizara|cancelara|terminara)|"
    r"si (?:continuas|confirmas|sigues|sales|te vas|desactivas|te das|aceptas|procedes)|cancelando|"
    r"continuando|(?:termin|finaliz|acab|caduc|venc)aria|perderias|vencerai?a|"
    r"(?:aun|todavia) no|no (?:se )?(?:ha|han|has|fue|hemos)(?: \w+){0,2} (?:cancelad|anulad|dado|"
    r"finalizad|terminad|completad)\w*|(?:pedido|compra|reserva|orden|grabacion|cita|sesion|enlace)"
    r"(?: \w+){0,4} (?:cancelad|anulad|caducad|expirad)\w*|antes del|puedes cancelar|"
    r"cancelacion ha "
    r"fallado|(?:hara|sera) efectiva cuando",
    r"si (?:cancelas|cancela|te das de baja|decides)|al (?:cancelar|confirmar|darte)|puedes?"
    r"(?: \w+){0,3} (?:cancelar|anular|darte|reactivar|volver)|podras (?:reactivar|volver|"
    r"cancelar)|cancela (?:cuando|en cualquier)|cuando (?:canceles|quieras)|sin (?:permanencia|"
    r"compromiso)|antes de (?:cancelar|que)|segur[oa] (?:de )?que|deseas|quieres|como cancelar|"
    r"(?:oferta|promocion|codigo|tarjeta|cupon|descuento)(?: \S+){0,5} (?:finaliza|termina|vence|"
    r"caduca|valid[oa]|hasta)|(?:termina|terminad[oa]|acaba) en \d+|perderas|dejaras de|"
    r"(?:ultimo|anterior|pasado) (?:pago|cobro|recibo)|no (?:se ha podido|hemos podido|se pudo) "
    r"(?:cancelar|anular)",
)
UNCONFIRMED = (
    r"(?:cancelacion|baja|anulacion|solicitud)(?: \w+){0,3} (?:(?:aun |todavia )?no (?:\w+ ){0,3}"
    r"(?:confirmad|complet|efectiv|finaliz|tramitad|valid)\w*|pendiente|incompleta)",
    r"solo entonces(?: \w+){0,6} (?:cancel\w*|baja|efectiv\w*|suscripcion)|no (?:se )?(?:hara|"
    r"sera) "
    r"(?:efectiva|valida) hasta|para (?:completar|finalizar|confirmar) (?:la|tu|su) (?:baja|"
    r"cancelacion)|confirm\w+ (?:tu|la|su) (?:baja|cancelacion) (?:en|desde|por|mediante|a traves|"
    r"con|pulsando|haciendo)|(?:por favor|debes|tienes que),? confirm\w+ (?:tu|la|su) (?:baja|"
    r"cancelacion)",
    r"(?:suscripcion|membresia|plan)(?: \w+){0,2} no (?:se )?ha(?:n)?(?: \w+){0,2} cancelad\w*",
)
RENEWS = (
    r"renovacion:? (?:sera |prevista )?(?:el )?\d+|se (?:te |le )?cobraran",
    r"(?:proxim[oa]|siguiente) (?:fecha de )?(?:pago|cobro|facturacion|factura|cargo|renovacion|"
    r"cuota|recibo|debito)|fecha de (?:cobro|pago|renovacion|facturacion|cargo)",
    r"se (?:renueva|renovara|(?:te |le )?(?:cobrara|facturara|cargara))|(?:te|le) (?:cobraremos|"
    r"facturaremos)|renovacion (?:el|prevista)",
    r"renovacion automatica:? (?:activad[oa]|activa|si|encendida)",
)
ENDS = (
    r"(?:suscripcion|servicio|plan|acceso|membresia)(?: \S+){0,4} disponible hasta",
    r"se cancelo|cancelaste|se cancelara el \d+|(?:has|hemos) desactivado (?:la |tu )?renovacion|"
    r"sin "
    r"(?:una |ninguna )?(?:suscripcion|membresia) activa|ya no (?:eres|estas) (?:miembro|"
    r"suscrit\w+|"
    r"suscriptor\w*|abonad\w+|soci\w+)|(?:tu|el) ultimo dia(?: de \w+)? (?:es|sera)",
    r"(?:finaliza|finalizara|termina|terminara|vence|vencera|caduca|caducara|expira|expirara|"
    r"acaba|acabara|concluye|concluira)(?: el| en)?",
    r"(?:has|hemos|ha|han) (?:sido )?(?:cancelad[oa]|anulad[oa]|dado de baja)|(?:se ha|fue|esta|"
    r"queda|quedado) (?:cancelad[oa]|anulad[oa])|cancelad[oa] (?:el|con efecto|desde)",
    r"(?:suscripcion|membresia|plan|cuenta|abono)(?: \w+){0,3} (?:cancelad[oa]|finalizad[oa]|"
    r"terminad[oa]|anulad[oa]|inactiv[oa]|caducad[oa]|vencid[oa])",
    r"estado:? (?:cancelad[oa]|inactiv[oa]|finalizad[oa]|vencid[oa]|caducad[oa])|"
    r"(?:cancelacion|baja) (?:ha sido |esta |se ha )?(?:confirmad[oa]|completad[oa]|realizad[oa]|"
    r"programad[oa]|efectuad[oa]|procesad[oa]|exitosa|tramitad[oa]|registrad[oa])",
    r"(?:acceso|disfrutar|disfrutando|ver\w*|viendo|usar\w*|usando|activ[oa]|valid[oa]|"
    r"vigente|acceder|suscrit[oa])(?: \S+){0,8} hasta(?=.{0,25}\d| .{0,12}final)",
    r"(?:ya )?no se (?:renovara|renueva|te cobrara|le cobrara|realizaran|haran|cobrara)|no habra "
    r"mas (?:cobros|cargos|pagos)|no (?:te|le) (?:cobraremos|volveremos)",
    r"renovacion automatica:? (?:esta )?(?:desactivad[oa]|no|cancelada|inactiva|apagada)",
    r"no tien(?:es|e) (?:ningun[a]?|una?)(?: \w+){0,2} (?:plan|suscripcion|membresia)|ultimo dia "
    r"(?:de|con)|fecha de (?:finalizacion|vencimiento|fin|baja|cancelacion|expiracion)",
)
RENEWAL_ON = (r"renovacion automatica:? (?:activad[oa]|activa|si|encendida)",)
ENDED_CHIP = (r"cancelad[oa]|anulad[oa]|finalizad[oa]|caducad[oa]|vencid[oa]|inactiv[oa]",)
ACTIVE_CHIP = (r"activ[oa]|vigente|plan actual",)
ACTIVE = (r"(?:estado|suscripcion|membresia|plan|cuenta)(?: esta)?:? ?activ[oa](?! hasta)",)
TRIAL_THEN_PAY = (r"(?:prueba|promocion)(?: \w+){0,6} (?:termina|finaliza|hasta|acaba|vence)",)
NOTHING_DUE = (
    r"(?:proxim[oa]|siguiente) (?:pago|cobro|factura|renovacion):? (?:ningun[oa]|no|-+|sin)|sin "
    r"(?:proximos|mas) (?:pagos|cobros|cargos)",
)
PAUSED = (
    r"(?:esta|ha sido|estado:?) (?:pausad[oa]|en pausa)|en pausa hasta|"
    r"(?:suscripcion|membresia|plan|facturacion|cobros?|pagos?)(?: \w+){0,3} se reanuda(?:ra)? "
    r"(?:automaticamente|el)",
)
RESTARTABLE = (
    r"(?:reactivar|reanudar|renovar|retomar)(?: .{0,20})?|volver a suscribir\w*|activar renovacion"
    r"(?: automatica)?|deshacer (?:la )?cancelacion",
)
DENIED = (
    r"(?:ya )?no (?:se |te |le )*(?:renov|renueva|cobr|factur|cargar)\w*|no habra mas \w+|sin "
    r"(?:mas|proximos) (?:cobros|cargos|pagos)",
)
PART_OF_PLAN = (
    r"descuentos?|promocion(?:es)?|rebaja|periodo (?:gratuito|gratis|promocional|de (?:pausa|"
    r"permanencia|gracia|promocion))|mes(?:es)? (?:gratis|gratuitos?)|permanencia|compromiso|pausa|"
    r"(?:metodo|medio|forma) de pago|tarjeta de (?:credito|debito|regalo)|cupon|"
    r"oferta (?:de bienvenida|especial|promocional)",
)
SHARE_OF_PLAN = (r"oferta|tarjeta|tarifa|precio|regalo",)
EXTRA = (r"opcion(?:es)?|canal(?:es)?|complementos?|suplementos?|(?:usuario|miembro) extra",)
STANDS = (
    r"(?:suscripcion|membresia|plan)(?: (?!no(?![^\W_]))\S+){0,3} (?:esta|sigue|continua)"
    r"(?: (?:todavia|aun|ya|ahora))? activ[oa](?! (?:(?:al menos )?hasta|durante el (?:resto|"
    r"\w+ restante)|y (?:puedes|podras|puede|podra) (?:usarl[oa]|utilizarl[oa]|disfrutarl[oa]) "
    r"hasta .{0,12}\d))",
)
FREE_STANDS = (
    r"(?:(?:tu|su|mi|el|la) )?(?:suscripcion|membresia|plan) (?:gratis|gratuit[oa]|free) (?:esta|"
    r"sigue|continua)(?: (?:todavia|aun|ya|ahora))? activ[oa]",
)
PLAN_ITSELF = (
    r"suscripcion(?:es)?|membresia|plan|contrato|acceso|servicio|cuenta|abono|renovacion|prueba|"
    r"cancelacion|baja",
)
END_WORD = (
    r"(?:cancelad|anulad|finalizad|terminad|caducad|vencid|expirad|inactiv)[oa]|caducado|acabado|"
    r"(?:finaliza|termina|caduca|vence|expira|acaba|concluye)(?:ra)?|hasta",
)
