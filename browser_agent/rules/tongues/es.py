"""Spanish, of Spain and of the Americas."""

_THING = (
    r"(?:(?:mi|tu|su|la|el|esta|este|nuestra) )?(?:suscripcion|membresia|plan|cuenta|abono|"
    r"(?:auto-? ?r?)?renovacion(?: automatica)?|servicio|pase|prueba(?: gratuita| gratis)?|"
    r"contrato|paquete|"
    r"tarifa|cuota)"
)
_END = r"(?:cancelar|cancela|anular|anula|dar(?:me|se|te)? de baja|finalizar|terminar|desactivar)"
_ENDING = r"(?:cancelacion|cancelando|baja|anulacion|desactivacion)"
_PLAN = (
    r"(?:(?:mi|tu|la|el) )?(?:suscripcion|membresia|plan|abono|pase|prueba|contrato|paquete|"
    r"(?:auto-? ?)?renovacion(?: automatica)?)"
)
# What else can be cancelled on a site and is no subscription.
_OTHER_CANCEL = (
    r"(?:cancelacion|pedidos?|compras?|descargas?|cambios|grabacion(?:es)?|pagos?|citas?|"
    r"reservas?|solicitud|envios?|edicion|regalos?|entregas?|ordenes|orden|busqueda|subida|"
    r"eventos?|entradas?|cuando|en|sin|y|o|mensajes?|comentarios?|baja|accion|operacion|"
    r"cuenta|perfil|invitacion|clases?)(?![a-z])"
)

FINAL_CANCEL = (
    rf"(?:confirmar?|finalizar?|completar?|terminar|tramitar|procesar)(?: y)?(?: la| mi| tu| su)? "
    rf"(?:{_ENDING}|{_END})(?! ?(?:desde|mediante|por|con|en)(?![a-z]))(?: .{{0,30}})?",
    rf"si,? ?(?:por favor,? ?)?(?:quiero |deseo |estoy segur[oa],? ?)?(?:{_END}|cancelo|"
    rf"confirmo la {_ENDING})(?: .{{0,40}})?",
    r"(?:cancelar|anular) (?:ahora|ya|inmediatamente|definitivamente|de inmediato)(?: .{0,12})?",
    rf"{_END} {_THING} (?:ahora|ya|definitivamente|de inmediato)",
    r"(?:si,? )?estoy segur[oa](?:,? ?cancelar.{0,24})?",
)
GO_ON_CANCELLING = (
    rf".{{0,40}}(?:continuar|seguir|proceder|avanzar|ir|continua)(?: con| a| hacia)?(?: la| mi| el "
    rf"proceso de)? {_ENDING}(?: .{{0,20}})?",
    rf"(?:entiendo|de acuerdo|ok),? (?:y )?{_END}(?: {_THING})?|confirmo que (?:quiero|"
    rf"deseo) {_END}"
    rf"(?: .{{0,24}})?",
    rf"(?:continuar|seguir|proceder|ir|aceptar|enviar|siguiente|confirmar) (?:y|a|para) {_END}"
    rf"(?: .{{0,24}})?|(?:rechazar|omitir|declinar|saltar|ignorar)(?: .{{0,20}})? y {_END}"
    rf"(?: .{{0,24}})?|(?:aun asi|igualmente|de todos modos),? {_END}(?: {_THING})?",
    rf"{_END}(?: {_THING})? (?:al (?:final|fin|termino|vencimiento)|el \d).{{0,30}}",
    rf"{_END}(?: {_THING})? (?:de todas (?:formas|maneras)|de todos modos|igualmente|aun asi|"
    rf"sin .{{0,30}}|y (?:perder|renunciar) .{{0,30}})",
    rf"(?:no,? ?gracias[,.]? ?|no, ?)?(?:aun asi |todavia |igualmente |de todas formas,? )?(?:yo )?"
    rf"(?:quiero|prefiero|deseo) (?:continuar con |seguir con )?(?:{_END}|irme|dejar|salir|la "
    rf"{_ENDING})(?: .{{0,30}})?",
    rf"(?:no, ?|no,? ?gracias[,.]? ?)(?:{_END}|dar(?:me|se) de baja|continuar con la "
    rf"{_ENDING})(?: .{{0,30}})?",
    r"(?:renunciar|decir adios) a .{0,40}|perder (?:mi|mis|el|la|los|las) .{0,30}",
    r"ya no (?:quiero|deseo|necesito|me interesa)(?: .{0,30})?",
    rf"(?:iniciar|empezar|comenzar|solicitar)(?: la| mi)? {_ENDING}",
)
CANCEL_THING = (
    rf"(?:{_END}|no renovar|detener|interrumpir) {_THING}(?: .{{0,20}})?",
    r"(?:dar(?:me|se|te)|date) de baja(?! del? (?:la |los |las )?(?:boletin|newsletter|correo|"
    r"e-?mail|noti|lista))(?: .{0,30})?|baja(?: voluntaria| online| del? .{0,20})?|cancelacion|"
    r"desuscribir(?:me|se)",
    r"(?:apagar|desactivar) (?:la |el )?(?:renovacion automatica|autopago|(?:pago|"
    r"cobro) automatico)",
    rf"(?:poner fin a|quitar|eliminar|suprimir) {_PLAN}|no renovar|dejar de ser (?:soci|miembro|"
    rf"client|abonad|suscript)\w*",
    rf"cancelar (?!(?:\w+ )?{_OTHER_CANCEL})[a-z0-9+]+(?: [a-z0-9+]+)?",
    r"cancelar o (?:cambiar|pausar|modificar)(?: .{0,24})?|(?:cambiar|pausar|modificar|"
    r"gestionar) o cancelar(?: .{0,24})?",
)
CANCEL_ALONE = (r"cancelar|anular|dar de baja|desactivar|finalizar",)
CLOSES_DIALOGS = (r"cancelar",)
DECLINE = (
    r"no,? ?gracias(?:[,.;!]? .{0,40})?|rechazar(?: .{0,24})?|omitir(?: .{0,20})?|no me "
    r"interesa(?: .{0,20})?|en otro momento|quizas mas tarde|saltar(?: (?:este paso|esta pregunta|"
    r"(?:la |esta )?oferta))?|continuar sin .{0,30}|declinar(?: .{0,20})?|"
    r"descartar(?: .{0,16})?|no quiero (?:la|esta|este|el|ahorrar|descuentos?|"
    r"ofertas?)(?: .{0,30})?|prefiero (?:pagar|no).{0,30}|quiza mas tarde",
)
REVERSAL = (
    r"(?:anular|retirar|cancelar) (?:la |mi |esta )?solicitud",
    rf"(?:cancelar|anular|detener|parar|interrumpir|abandonar|salir de|deshacer|revertir)(?: la| mi"
    rf"| el proceso de)? {_ENDING}(?: .{{0,16}})?",
    r"no (?:quiero |deseo )?(?:cancelar|anular|dar(?:me|se) de baja|desactivar)(?: .{0,30})?",
    rf".{{0,30}}(?:sin|en (?:lugar|vez) de) (?:{_END}|la {_ENDING})(?: .{{0,20}})?|"
    r"dejar(?:la|lo)? (?:.{1,24} )?(?:activad[oa]|activ[oa]|como esta)(?: .{0,24})?",
)
STAYING_TAIL = (
    r"mantener|mantengo|conservar|conservo|quedarme|me quedo|sigo (?:con mi|viendo)|"
    r"seguir (?:con mi|disfrutando|viendo)|volver|he cambiado de (?:opinion|idea)",
)
STAY = (
    r"(?:si,? |no,? )?(?:quiero |prefiero )?(?:mantener|conservar|quedarme|volver|pausar|aceptar|"
    r"aprovechar|cambiar|mejorar|activar|obtener|canjear|me quedo|regresar|atras|"
    r"suspender)(?: .{0,40})?",
    r"(?:seguir|continuar) (?:con mi|disfrutando|viendo|escuchando|suscrit[oa]|leyendo|siendo|como|"
    r"ahorrando)(?: .{0,30})?",
    r"(?:si,? )?(?:quiero|me interesa)(?: (?:la|esta|el|mi|ahorrar|quedarme|seguir|"
    r"aprovechar))(?: .{0,30})?|he cambiado de (?:opinion|idea)",
    r"(?:acepto|si,? acepto|lo quiero|tomar)(?: .{0,30})?|ahorrar? .{0,20}",
    r"(?:mejor )?me (?:quedo|quiero quedar)|cambie de (?:opinion|idea)|ahora no|mejor no|"
    r"todavia no|"
    r"(?:reclamar|renovar|prorrogar|extender|hablar|chatear|contactar|llamar|recordar(?:me|melo)?)"
    r"(?: .{0,30})?|(?:pasar|pasarme|pasate) a .{0,30}|bajar de plan(?: .{0,20})?|"
    r"ver (?:otros|mas) planes|saltar (?:un|el|este|proximo) (?:mes|pago|cobro)(?: .{0,16})?",
    r"(?:continuar|seguir) con (?:premium|basico|estandar|plus|pro|familiar|esencial)(?: .{0,16})?",
)
GENERIC_GO = (
    r"continuar|siguiente(?: paso)?|enviar(?: .{0,24})?|confirmar|aceptar y continuar|aceptar|si|"
    r"proceder|"
    r"finalizar|listo|hecho",
)
YES = (r"si|aceptar|confirmar|continuar|de acuerdo|si,? seguro",)
NO = (r"no",)
MANAGE_PLAN = (
    r"(?:detalles|datos|informacion|gestion|estado|configuracion|resumen|ajustes|opciones) "
    r"(?:de |del )(?:la |mi |tu |su )?(?:suscripcion|plan|membresia|abono)|"
    r"ver (?:los )?detalles (?:del plan|de la suscripcion)",
    r"(?:gestionar?|administrar?|ver|editar|modificar|revisar)(?: mi| tu| la| el| mis)?"
    r" (?:suscripcion(?:es)?|membresia|plan|abono|renovacion)(?: .{0,20})?|gestionar|administrar",
)
PLAN_SECTION = (
    r"mis (?:planes|servicios|productos|contratos|abonos|paquetes)|mi contrato|"
    r"suscripciones activas",
    r"(?:mi |tu |mis )?(?:suscripcion(?:es)?|membresia|plan(?: actual)?|abono|pase|tarifa|paquete|"
    r"contratos?)|(?:datos|info) de (?:la |tu |mi )?suscripcion",
)
BILLING_SECTION = (
    r"(?:datos|informacion|detalles) de facturacion|mis pagos",
    r"(?:facturacion|pagos?|facturas?|cobros|metodos? de pago)(?: (?:y|e)(?![a-z]) .{0,20})?|"
    r"(?:plan|"
    r"suscripcion|membresia|cuenta) (?:y|e)(?![a-z]) .{0,20}",
)
CHANGE_PLAN = (
    r"cambiar(?: de| mi)? (?:plan|suscripcion|tarifa)|mas opciones|opciones|ver (?:mas|"
    r"todo|detalles)|(?:ver )?otras (?:opciones|gestiones|acciones)|detalles",
)
ACCOUNT_LINK = (
    r"(?:configuracion|ajustes|detalles|informacion|resumen|gestion) de (?:la |mi |tu )?cuenta|"
    r"(?:administrar|gestionar) (?:mi |la |tu )?cuenta|cuenta (?:y(?![a-z]) .{1,16}|de usuario)|"
    r"(?:mi )?(?:area|espacio) (?:personal|privad[oa]|de clientes?)|mi (?:area|espacio)",
    r"(?:zona|area|espacio|rincon) (?:de|para) (?:los )?(?:padres|adultos|familias?)|para padres",
    r"(?:mi |tu |ver (?:mi )?|ir a (?:mi )?)?cuenta|datos de (?:mi |la )?cuenta",
)
SETTINGS_LINK = (
    r"mis datos|datos personales|ajustes|configuracion|preferencias|perfil|mi perfil|menu|mas",
)
ABOUT_ACCOUNT = (
    r"cuenta|suscripcion(?:es)?|membresia|pagos?|facturacion|ajustes|perfil|plan|configuracion|"
    r"gestionar|administrar|abono",
)
HELP_TEXT = (
    r"como|puedo|que (?:pasa|ocurre|sucede)|por que|cuando quieras|en cualquier momento|ayuda|"
    r"politica|terminos|condiciones|preguntas frecuentes|mas informacion|saber mas|contacto",
)
SIGN_IN_LINK = (
    r"inici(?:ar?|a tu|a) sesion .{1,12}|identificate|\W?ya (?:tengo|soy|"
    r"tienes) (?:una )?(?:cuenta|cliente|suscriptor\w*|soci[oa]|miembro)(?:\W.{0,24})?|"
    r"acceso (?:de |para )?(?:clientes|soci[oa]s|abonados|usuarios|padres|familias)|"
    r"(?:acceder|entrar) (?:a|en) mi cuenta|conectarse",
    r"inici(?:ar?|a tu) sesion|acceder|entrar|ingresar|identificarse|ya soy cliente",
)
LOADING = (r"cargando|espera|espere|un momento|procesando|redirigiendo",)
SITE_ERROR = (
    r"algo (?:salio|ha salido) mal|(?:se ha producido|ocurrio|ha ocurrido) un error|"
    r"(?:intentalo|intentelo|prueba)(?: de nuevo)? mas tarde|en mantenimiento|tareas de "
    r"mantenimiento|no (?:esta )?disponible (?:temporalmente|en este momento)|temporalmente fuera "
    r"de servicio|pagina no encontrada",
)
RELOAD = (r"reintentar|volver a intentar(?:lo)?|intentar(?:lo)? de nuevo|recargar|actualizar",)
CAPTCHA = (
    r"(?:confirma|demuestra|verifica) que no eres un robot|verificacion humana|(?:selecciona|"
    r"seleccione) todas las imagenes|eres (?:un )?(?:humano|robot)|(?:comproba|"
    r"verifica)ndo que eres|(?:resuelve|resuelva) el (?:rompecabezas|puzle|desafio)|"
    r"(?:introduce|escribe|introduzca) los caracteres|que es un ser humano",
    r"no soy un robot|(?:verifica|confirma|demuestra) que eres (?:humano|una persona)",
)
THIRD_PARTY = (
    r"(?:suscribiste|suscripcion|suscrito|diste de alta|contrataste) (?:a traves de|mediante|"
    r"via|con|desde) (?:tu |la |el |un )?(?:id (?:de )?|cuenta (?:de )?)?"
    r"(?:apple(?! ?pay)|google(?! ?pay)|app store|amazon|"
    r"roku|itunes|operador\w*|movistar|vodafone|orange|tercero\w*)|(?:ajustes|"
    r"configuracion) de (?:tu|su) (?:apple|google|cuenta de (?:apple|google|amazon))(?: id)?",
    r"(?:factura|gestiona|cobra|administra|contrat)\w*(?: \w+){0,4} (?:a traves de|por|mediante|"
    r"desde|con|en) (?:tu |su |la |el )?(?:apple|google|app store|amazon|roku|itunes|operador\w*|"
    r"movistar|vodafone|orange|yoigo|telefonica|claro|telcel|tigo|socio|tercero\w*|proveedor|"
    r"un tercero|partner)",
    r"(?:contacta|ponte en contacto|comunicate|dirigete|visita|acude)(?: \w+){0,3} (?:con|"
    r"a) (?:tu |"
    r"su |la |el )?(?:apple|google|app store|amazon|roku|operador\w*|movistar|vodafone|orange|"
    r"proveedor)",
    r"incluid[oa] en (?:tu|su) (?:tarifa|paquete|contrato|plan) (?:de|con) \w+",
)
EMAIL_LINK = (
    r"enlace (?:del|en el|de este|en tu|por) (?:correo|e-?mail)|(?:correo|"
    r"e-?mail) con un enlace|enlace de confirmacion",
    r"(?:revisa|comprueba|consulta|abre|mira)(?: tu| el)? (?:correo|bandeja|e-?mail|buzon)|"
    r"(?:hemos|te hemos|le hemos) enviado(?: \w+){0,3} (?:enlace|correo|e-?mail)|"
    r"(?:enviamos|envio|mandamos)(?: \w+){0,3} enlace|enlace(?: \w+){0,3} enviado|haz clic en el "
    r"enlace|enlace magico",
)
PAYMENT_PROBLEM = (
    r"(?:el pago|la transaccion|el cobro) (?:ha fallado|fallo)|no se (?:pudo|"
    r"ha podido) (?:procesar|realizar|completar|efectuar) (?:el|tu|su) (?:pago|cobro|compra)|"
    r"(?:pago|cobro) no se (?:ha podido|pudo)|fondos insuficientes|saldo insuficiente|"
    r"problema con (?:tu|su|el) (?:metodo|forma|medio) de pago|error en el pago",
    r"(?:tarjeta|pago|cobro|banco)(?: \w+){0,4} (?:rechaz\w+|no (?:ha )?(?:funcion\w+|pas[oa]\w*|"
    r"acept\w+))|no (?:pudimos|hemos podido) cobrar.{0,20}",
    r"(?:pago|cobro|tarjeta)(?: \w+){0,4} (?:rechazad[oa]|caducad[oa]|vencid[oa]|fallid[oa])|"
    r"(?:actualiza|anade|agrega)(?: \w+){0,2} (?:metodo de pago|tarjeta|forma de pago|datos de "
    r"pago)|problema con (?:tu|su|el) pago|no (?:hemos podido|pudimos) (?:cobrar|procesar)",
)
CARD_ENTRY = (r"numero de (?:la )?tarjeta|titular de la tarjeta",)
COOKIES = (r"cookies|tu privacidad|su privacidad|consentimiento",)
COOKIES_REFUSE = (
    r"solo (?:las )?cookies (?:necesarias|esenciales|tecnicas)|rechazar y (?:cerrar|continuar|"
    r"seguir|salir)|"
    r"rechazar (?:las )?(?:cookies )?no (?:esenciales|necesarias)",
    r"rechazar(?: tod[oa]s?| opcionales| cookies| y cerrar| las .{0,16})*|(?:solo|unicamente)"
    r" (?:las )?(?:necesarias|esenciales|imprescindibles|tecnicas)|(?:aceptar|usar) solo .{0,24}|"
    r"continuar sin aceptar|denegar(?: .{0,12})?|no acept(?:o|ar)",
)
COOKIES_MANAGE = (
    r"configurar(?: .{0,16})?|(?:gestionar|personalizar|ver|administrar)"
    r"(?: (?:cookies|preferencias|opciones))?|mas opciones|preferencias|guardar (?:seleccion|"
    r"preferencias)",
)
NEWSLETTER = (
    r"boletin|novedades|(?:recibe|activar?|permitir) (?:\w+ ){0,2}(?:notificaciones|ofertas|"
    r"novedades|avisos)|descarga(?:r)? (?:la|nuestra) app|no te pierdas",
)
DISMISS = (
    r"(?:quizas?|tal vez) mas tarde|record\w+ mas tarde|no (?:volver a )?mostrar(?: .{1,16})?|"
    r"en otro momento",
    r"no,? ?gracias|ahora no|mas tarde|cerrar|omitir|saltar|nunca|no,? permitir|quiza despues|"
    r"recordarmelo mas tarde",
)
ACKNOWLEDGE = (r"entendido|de acuerdo|aceptar(?: tod[oa]s?)?(?: y (?:cerrar|continuar))?|ok|vale",)
SURVEY = (
    r"cual es (?:el|tu|la) (?:motivo|razon)|por que razon|^\W?por que ?\?|preguntar\w* por que|"
    r"cuentas por que",
    r"por que (?:quieres|deseas|cancel\w*|te vas|nos dejas|has decidido|decid\w+|quiere).{0,40}|"
    r"(?:motivos?|razon(?:es)?)(?: principal)? (?:de|del|para|por).{0,30}|cuentanos (?:por que|el "
    r"motivo|mas)|dinos (?:por que|el motivo)|ayudanos a|(?:elige|selecciona|indica)(?: \w+){0,2} "
    r"(?:motivo|razon)|que (?:podriamos|podemos) mejorar",
)
REASON_CALM = (
    r"(?:ya )?no (?:lo |la |le |me )?(?:uso|utilizo|veo|necesito|tengo tiempo|doy uso|"
    r"leo|escucho)(?: .{0,30})?|prefiero no (?:decir|contestar|responder).{0,12}|falta de tiempo|"
    r"poco tiempo|(?:uso|veo|utilizo) poco|motivos? personales|temporal(?:mente)?|un descanso",
)
REASON_ANY = (
    r"(?:demasiado |muy )?car[oa]|precio|contenidos?|calidad|tecnicos?|problemas?|otr[oa] "
    r"(?:servicio|plataforma)|no me gusta|catalogo|anuncios|atencion al cliente|funciones|"
    r"encontrado",
)
REASON_OTHER = (r"otr[oa]s?(?: motivos?| razon(?:es)?)?(?: .{0,20})?",)
OFFER = (
    r"antes de (?:irte|que te vayas|cancelar)|no te vayas|oferta|descuento|\d+ ?% (?:de "
    r")?(?:descuento|menos)|gratis|pausa\w*|espera|te echaremos de menos|vamos a echarte|perderas|"
    r"que (?:te vas a )?perder\w*|lamentamos|sentimos que|tomate un descanso|en su lugar|"
    r"tus ventajas",
)
ASKS_TO_LEAVE = (
    rf"(?:segur[oa] (?:de )?que (?:quieres|deseas|quiere|desea)|(?:quieres|deseas|quiere|desea)"
    rf"(?: realmente| de verdad)?) (?:{_END}|irte|dejar|salir|dejarnos)|estas segur[oa]|"
    rf"(?:confirma|revisa|completa|finaliza)(?: \w+){{0,2}} {_ENDING}|(?:{_END}) (?:\w+ "
    rf"){{1,3}}\?|ultimo paso|estas a punto de|(?:si|al|cuando) (?:cancelas|cancelar|canceles|"
    rf"confirmas|confirmar)",
)
ASKS_TO_STAY = (
    r"(?:quieres|deseas|prefieres|quiere|desea|te gustaria)(?: \w+){0,3} (?:conservar|mantener|"
    r"quedarte|seguir (?:disfrutando|con|viendo)|continuar (?:con|disfrutando|viendo)|pausar|"
    r"cambiar|aprovechar|aceptar|volver)",
    rf"(?:detener|parar|interrumpir|abandonar|anular|cancelar|deshacer|salir de)(?: la| tu| su| el "
    rf"proceso de)? {_ENDING}(?: \w+){{0,3}} ?\?|has cambiado de (?:opinion|idea)",
)
ACKNOWLEDGEMENT = (
    r"(?:entiendo|comprendo|acepto|confirmo|reconozco|soy consciente|estoy de acuerdo|he leido|se "
    r"que|quiero cancelar|si,? entiendo)(?: .*)?",
)
TYPE_TO_CONFIRM = (r"escrib[ea]|teclea|introduce|introduzca|ingres[ae]|escribir|escribiendo",)
SELECT_TEXT = (r"(?:selecciona|elige|escoge|seleccione|elija|seleccionar)(?: .{0,24})?",)
SKIP = (r"omitir(?: .{0,20})?|saltar(?: .{0,20})?",)
LEAVING_TALK = (r"cancel\w*|baja|anul\w+|finaliz\w+",)
RESTART = (
    r"(?:suscribete|suscribirme|suscribirse)(?: .{1,16})?|(?:renueva|reactiva|reanuda|"
    r"retoma) tu .{1,20}|dar(?:me|se|te) de alta(?: .{1,16})?|"
    r"restablecer (?:la |"
    r"mi )?(?:suscripcion|membresia)|volver a (?:premium|plus|basico|estandar)",
    # "Quiero volver al inicio" leads to another page.
    r"(?:si,? )?(?:quiero|quisiera|deseo) (?!.*(?:atras|mas tarde|luego|despues|otro dia))"
    r"(?:volver|regresar)(?! al?(?: (?:la|el|mi|tu|su|pagina de))* (?:inicio|cuenta|perfil|"
    r"tienda|pagina|sitio|menu)(?: (?:principal|anterior|de \w+))?$)"
    r"(?: (?:con|a) (?!la |las |los |el |mi |tu |su ).{1,24})?",
    r"volver a (?:contratar|empezar)(?: .{0,20})?|(?:contratar|activar|empezar) (?:de nuevo|otra "
    r"vez|nuevamente)|recontratar(?: .{0,20})?",
    r"(?:reactivar?|reanudar?|renovar?|volver a suscribir\w*|suscribirse|suscribirme|volver a "
    r"activar|retomar|reiniciar|recuperar)(?: .{0,30})?|(?:anular|deshacer|revertir|"
    r"cancelar) (?:la |mi )?(?:cancelacion|baja)|activar (?:la )?renovacion(?: automatica)?",
)
CONFIRM_RESTART = (
    r"comprar ahora|realizar (?:el )?(?:pedido|pago)|contratar ahora|aceptar y (?:suscribirme|"
    r"suscribirse|pagar|contratar)|(?:iniciar|comenzar) (?:mi |la )?(?:suscripcion|membresia|"
    r"plan)|suscribete(?: ahora| ya)?",
    r"confirmar(?: .{0,24})?|pagar(?: .{0,16})?|(?:reactivar|reanudar|suscribirme|suscribirse|"
    r"finalizar|completar|empezar)(?: .{0,24})?|contratar|comprar",
)
PLANS = (
    r"(?:elij[ae]|elige|escog[ea]|escoja|seleccion[ae])(?: \w+){0,3} (?:plan|paquete|pase|tarifa|"
    r"suscripcion|membresia)",
    r"(?:elige|escoge|selecciona)(?: tu| un| el)? plan|planes y precios|nuestros planes",
)
CHOOSE_PLAN = (
    r"continuar|(?:elige|quiero|seleccionar) este plan|(?:suscribirme|contratar|"
    r"obtener)(?: .{1,20})?|lo quiero|empezar con .{1,20}",
    r"(?:elegir|seleccionar|escoger|continuar con|suscribirse)(?: .{0,24})?|siguiente",
)
CHECKOUT = (
    r"resumen(?: del? .{0,16})?|total(?: a pagar)?(?: hoy)?|a pagar hoy|metodo de pago|"
    r"revisa (?:tu|"
    r"el) (?:pedido|pago)|confirma (?:tu|el) (?:pedido|pago|suscripcion|plan|compra)",
)
EXTRA_COST = (r"mejorar|complementos?|anual|regalo|extra",)
TOTAL = (r"total(?: a pagar)?(?: hoy)?|a pagar(?: hoy)?|importe(?: total)?",)
RENEWED = (
    r"(?:suscripcion|membresia|plan) (?:esta|vuelve a estar) (?:activ[oa] de nuevo|"
    r"de nuevo activ[oa]|activ[oa] otra vez|activ[oa])|gracias por (?:volver|suscribirte)",
    r"bienvenid[oa] de (?:nuevo|vuelta)|(?:suscripcion|membresia|"
    r"plan)(?: \w+){0,3} (?:reactivad[oa]"
    r"|renovad[oa]|reanudad[oa])|has (?:reactivado|renovado|reanudado)",
)
ACCOUNT_TEXT = (
    r"suscripcion|membresia|facturacion|cuenta|plan actual|proxim[oa] (?:pago|cobro|factura)|"
    r"metodo "
    r"de pago|se renov\w+|miembro desde",
)

STILL_CANCELLABLE = (rf"{_END} {_THING}|dar(?:me|se) de baja(?: .{{0,20}})?",)
NOT_NOW = (r"no,? ?gracias|ahora no|(?:quiza |tal vez )?mas tarde|en otro momento|luego|omitir",)
ERASES = (r"(?:eliminar|borrar|cerrar|dar de baja) (?:mi |tu |la |y \w+ )*(?:cuenta|perfil|datos)",)
PROMOTES = (
    r"\d+ (?:dias|semanas|mes(?:es)?) gratis|prueba gratis|gratis durante|despues,? \d.*|"
    r"\d+ ?% (?:de )?descuento|pasate a|mejora",
)
WAY_BACK = (
    r"salir|volver(?: (?:al .{1,20}|a (?:la|los|mi|tu|su) .{1,20}|atras))?|atras|"
    r"regresar(?: .{0,24})?|cancelar|(?:modificar|cambiar|editar)(?: .{0,24})?|cerrar",
)
