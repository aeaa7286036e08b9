"""Words of who wants the subscription again, and not the page before. For the last rail."""

# "I want to come back later" puts it off, "Quiero volver al inicio" leads to another page.
_ELSEWHERE = (
    r"(?!.*\b(?:later|some ?day|another (?:day|time)|home(?: ?page)?|start(?: ?page)?|accounts?|"
    r"site|website|menu|shop|profiles?|page|previous|inicio|cuenta|perfil|tienda|luego|mas tarde|"
    r"despues|otro dia|pagina|sitio|atras|accueil|compte|profil|boutique|plus tard|un autre jour|"
    r"arriere|spater|\w*konto|startseite|seite|ubersicht)\b)"
)
# "Volver", "Zuruck" and "Revenir" alone are the way back to the page before.
COMES_BACK = (
    rf"{_ELSEWHERE}(?:(?:(?:i(?:'d| would)? (?:want|wish|like) to )?come back|(?:quiero|quisiera|"
    r"deseo) (?:volver|regresar)|je (?:reviens|(?:veux|souhaite|voudrais) revenir))"
    r"(?: (?:to|a|con|chez|sur|parmi) [\w+ ]{2,24})?|zuruckkommen|"
    r"ich (?:komme zuruck|(?:will|mochte) (?:wieder )?zuruck(?:kommen)?))"
)
