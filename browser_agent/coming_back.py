"""Words of who wants the subscription again, and not the page before. For the last rail."""

# "I want to come back later" puts it off, "Quiero volver al inicio" leads to another page. Where
# the page's word has a name beside it, it is what a plan is called: "Come back to Arbor Home".
_ELSEWHERE = (
    r"(?!.*\b(?:later|some ?day|another (?:day|time)|luego|mas tarde|despues|otro dia|plus tard|"
    r"un autre jour|arriere|spater|atras)\b)"
    r"(?!.*\b(?:back|to|al?|aux?|chez|sur|zur?|zum|ins?) (?:(?:the|my|your|our|this|previous|la|el|"
    r"mi|tu|su|le|mon|ma|votre|dein\w*|mein\w*|das|die|all) |l')*(?:(?<=my )\w+ )?"
    r"(?:home(?: ?page)?|start(?: ?page)?|accounts?|site|website|menu|shop|profiles?|page|"
    r"inicio|cuenta|perfil|tienda|pagina|sitio|accueil|compte|profil|boutique|\w*konto|startseite|seite|ubersicht)"
    r"(?: (?:precedente|anterior|principal|page|screen|settings|overview|d'accueil|\d+|del? \w+))*"
    r"(?=$|[^\w\s]|,? (?:please|now|first)\b))"
)
# "Volver", "Zuruck" and "Revenir" alone are the way back to the page before.
COMES_BACK = (
    rf"{_ELSEWHERE}(?:(?:(?:i(?:'d| would)? (?:want|wish|like) to )?come back|(?:quiero|quisiera|"
    r"deseo) (?:volver|regresar)|je (?:reviens|(?:veux|souhaite|voudrais) revenir))"
    r"(?: (?:to|a|con|chez|sur|parmi) [\w+ ]{2,24})?|zuruckkommen|"
    r"ich (?:komme zuruck|(?:will|mochte) (?:wieder )?zuruck(?:kommen)?))"
)
