"""Spanish on sign-in pages: fields, buttons, codes, refusals and profiles."""

EMAIL_LABEL = (
    r"correo(?: electronico)?|e-?mail|(?:nombre de )?usuario|direccion de correo|telefono o "
    r"(?:correo|e-?mail)|identificador",
)
PASSWORD_LABEL = (r"contrasena|clave(?: de acceso)?|password",)
NOT_SIGN_IN = (r"nueva contrasena|restablecer(?: tu)? contrasena|crear? (?:una )?cuenta",)
SIGN_IN_BUTTON = (
    r"iniciar sesion|inicia sesion|acceder|acceso|entrar|continuar|siguiente|ingresar|verificar|"
    r"validar",
)
SIGN_UP = (
    r"regist(?:rarse|rate|ro)|crear(?: una)? cuenta|suscribir(?:se|me)|suscribete(?: ya| ahora)?|"
    r"unete(?: .{0,12})?|(?:empieza|prueba|comienza)(?: .{0,16})?|darse de alta",
)
USE_PASSWORD = (
    r"(?:usar|utilizar|introducir|entrar con|iniciar sesion con)(?: (?:la|mi|tu|una))? contrasena"
    r"(?: .{0,16})?",
)
PASSKEY = (r"(?:llave|clave) de (?:acceso|paso)|huella(?: dactilar)?",)
SIGN_OUT = (r"cerrar sesion|salir",)
CREDENTIAL_ERROR = (
    r"(?:usuario|cuenta|correo) no existe|no existe (?:ninguna|una) cuenta|cuenta (?:ha sido |"
    r"esta )?bloqueada",
    r"(?:contrasena|clave|usuario|correo(?: electronico)?|e-?mail|credenciales|datos)(?: \w+){0,7} "
    r"(?:incorrect[oa]s?|no (?:es |son )?(?:valid[oa]s?|correct[oa]s?|coinciden?)|erroneo?a?s?|"
    r"no validas?)|no reconocemos|no (?:hemos encontrado|encontramos)(?: \w+){0,3} cuenta|"
    r"demasiados "
    r"intentos",
)
CODE_TEXT = (
    r"no (?:has|ha|he) recibido (?:el|un|ningun) codigo",
    r"(?<!ultimos\s)(?<!ultimas\s)(?:[4-8]|cuatro|cinco|seis|siete|ocho) (?:\w+ )?"
    r"(?:cifras|digitos|numeros)(?! (?:de|del) (?:la|su|tu) tarjeta)",
    r"(?:codigo|numero|clave)(?: \w+)? de (?:[4-8]|cuatro|cinco|seis|ocho) (?:cifras|digitos)",
    r"codigo de (?:verificacion|seguridad|acceso|confirmacion|un solo uso)|(?:introduce|ingresa|"
    r"escribe|introduzca)(?: \w+){0,3} codigo|codigo de \w+ (?:digitos|cifras)|verificacion en dos "
    r"pasos|(?:hemos enviado|enviamos)(?: \w+){0,2} codigo|reenviar(?: el)? codigo",
)
SEND_CODE = (r"(?:enviar|recibir|obtener)(?: (?:un|el|me))? ?codigo(?: .{0,16})?",)
CODE_ERROR = (
    r"codigo (?:\w+ ){0,4}(?:incorrecto|no (?:es )?valido|caducad[oa]|ha caducado|expirado|"
    r"erroneo|no es correcto)",
)
CVV_TEXT = (
    r"(?:[34]|tres|cuatro) (?:ultimos )?(?:digitos|cifras|numeros)(?: \w+){0,4} (?:reverso|dorso|"
    r"atras|detras)",
    r"codigo de seguridad de (?:la|tu) tarjeta|codigo cvv",
)
PROFILES = (
    r"quien ve|elegir perfil",
    r"(?:elige|elegir|selecciona|escoge)(?: \w+)? (?:usuario|espectador)|"
    r"quien (?:esta|eres|va a|quiere).{0,20}|"
    r"(?:elij|elig|seleccion|escoj|escog)\w*(?: tu| su| un| el)? perfil",
)
NOT_A_PROFILE = (
    r"infantil|ninos|kids|(?:anadir|agregar|crear|nuevo|administrar|gestionar|editar)(?: .{0,16})?|"
    r"invitado|cerrar sesion|ayuda|cuenta|inicio|buscar",
)
STAY_SIGNED_IN = (
    r"mantener(?:me)?(?: la)? sesion (?:iniciada|abierta)|confiar en este dispositivo|guardar "
    r"contrasena|crea(?:r)? una (?:llave|clave) de acceso",
)
