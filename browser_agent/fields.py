"""What a field is for, by the words beside it: a secret goes into none that wants another thing."""

from collections.abc import Iterable

from browser_agent.strokes import Wording, plain

_PASSWORD = Wording(
    r"pass ?(word|phrase|code)|\bpin\b|contrasena|clave|mot de passe|passwort|kennwort|senha|"
    r"palavra-?passe|wachtwoord"
)
_EMAIL = Wording(
    r"e-?mail|correo|courriel|user ?name|phone number|"
    r"(benutzer|nutzer)name|identifiant|nome utente|gebruikersnaam|handynummer|telefonnummer|"
    r"numero de telefono"
)
_CODE = Wording(
    r"\bcode|\w*code\b|codigo|codice|\bcvv|\bcvc|\bpin\b|clave|digit|ziffer|chiffre|cifra|cijfer|"
    r"sicherheits|security|securite|seguridad|cryptogramme|krypto|otp"
)
_ONE_TIME = Wording(
    r"\botp\b|one-? ?time (pass|code|pin)\w*|einmal-?(pass|code|kenn|pin)\w*|"
    r"(contrasena|codigo|clave) de un solo uso|(mot de passe|code) a usage unique|"
    r"verification code|(sicherheits|bestatigungs)code|codigo de (verificacion|seguridad)|"
    r"code de (verification|securite)"
)
_INSTEAD = Wording(r"\b(instead|use|send|get|try|stattdessen|en su lugar|a la place|plutot)\b")
_OF_A_GIFT = Wording(
    r"promo|coupon|voucher|gift|gutschein|cupon|sconto|rabatt|aktions|regalo|cadeau"
)
_OTHER = Wording(
    r"\bsearch|promo|coupon|voucher|gift (card|code)|discount|comment|feedback|tell us|"
    r"(first|last|full|nick) ?name|\bbuscar|\bsuche|rechercher|gutschein|\bcupon|codice sconto|"
    r"rabattcode|aktionscode|vorname|nachname|apellidos|prenom\b|cognome|achternaam|kommentar|"
    r"commentaire|comentario|"
    r"\bmessage\b|\bwhy\b|\breasons?\b|\bleaving\b|nachricht|anmerkung|mensaje|motivo|\bgrund\b|"
    r"warum|pourquoi|raison|\bpor que\b|bericht|"
    r"card number|kartennummer|numero de (la )?(tarjeta|carte)|numero del? carta|kaartnummer|"
    r"\btype \w+( to|$)|escribe \w+|tapez \w+|\bcity\b|post ?code\b|zip code|\bstreet\b|birth"
)
_NEW_PASSWORD = Wording(
    r"(enter |choose |create |repeat |confirm )?(a |your )?new password( again)?|neues (passwort|"
    r"kennwort)|nouveau mot de passe|(tu )?nueva contrasena"
)
# The button of a form that orders mails, and the words above one.
_ORDERS = Wording(
    r"(yes )?(subscribe|sign (me )?up|notify me|keep me (posted|updated))( now| today|( for)?"
    r" free)?|(jetzt |kostenlos |newsletter )*(abonnieren|bestellen)|"
    r"suscrib(irse|irme|ete|ase|ir|eme)|"
    r"apunta(rme|te)|s'(abonner|inscrire)|je m'(abonne|inscris)|m'(abonner|inscrire)|iscriviti|"
    r"inscrever(-se)?"
)
_MAILS = Wording(
    r"newsletter|mailing list|\bstay (in the loop|up to date)|\bnever miss\b|infolettre|"
    r"lettre d'info|\bboletin|nieuwsbrief|\brundbrief|"
    r"\b(news|stories|brief\w*|headlines|digests?|updates|deals|offers|tips|recipes) (\w+ ){0,4}"
    r"(in|to|into) your (inbox|mailbox)\b|"
    r"\b(noticias|historias|titulares|ofertas|lo mejor) (\w+ ){0,4}en tu (bandeja|buzon|correo)\b|"
    r"\b(actualites?|actus?|nouvelles|offres|meilleur) .{0,24}dans votre (boite|messagerie)\b|"
    r"\b(nachrichten|neuigkeiten|news|angebote) (\w+ ){0,4}in (dein|ihr)(em)? post(fach|eingang)\b"
)

# A "Sign up" of its own accord: for mails, or for the account of who has none yet.
_SIGNS_UP = Wording(r"(yes )?sign (me )?up( now| today|( for)? free)?")
_SIGNS_IN = Wording(
    r"\b(sign|log) ?-?in\b|\banmelden|\beinloggen|iniciar? sesion|\bacceder\b|connexion|"
    r"se connecter|\bentrar\b|\baccedi\b|\binloggen|\bidentifiez|\bconnectez-vous|"
    r"\bidentificate\b|\bwelcome back\b|\bwillkommen zuruck\b|\bbon retour\b|"
    r"\b(enter|confirm|use|type) your (e-?mail|address)( address)? to (cancel|manage|proceed|go on|"
    r"verify|(continue|confirm)(?!.*\b(read|watch|listen|sign|subscri|newsletter|mail)))"
)
_LEADS_ON = Wording(r"continue|next|weiter|suivant|continuer|siguiente|continuar")


def about_password(words: str) -> bool:
    return bool(_PASSWORD.search(plain(words)))


def about_email(words: str) -> bool:
    return bool(_EMAIL.search(plain(words)))


def is_order(words: str) -> bool:
    """The button of a form that orders mails; elsewhere it may order a plan."""
    return _ORDERS.fullmatch(plain(words)) is not None


def about_mails(words: str) -> bool:
    return any(each.search(plain(words)) for each in (_MAILS, _EMAIL)) and not about_password(words)


def orders_mails(words: Iterable[str]) -> bool:
    """Whether the words around a field are those of a form that orders mails. A password among
    them means that the form signs in; "Sign up" beside one that does is for a new account."""
    texts = [plain(each) for each in words if each]
    if any(map(_PASSWORD.search, texts)):
        return False
    told, signs_in = any(map(_MAILS.search, texts)), any(map(_SIGNS_IN.search, texts))
    orders = [each for each in texts if is_order(each)]
    if not told and (signs_in or any(map(_LEADS_ON.fullmatch, texts))):
        orders = [each for each in orders if not _SIGNS_UP.fullmatch(each)]
    return bool(orders) or (told and not signs_in)


def refuses(name: str, label: str) -> bool:
    """Whether the words beside a field want something else than this secret, and not it as well."""
    text = plain(label)
    if name == "password" and _ONE_TIME.search(text) and not _INSTEAD.search(text):
        # "Password or one-time code" wants a password as well.
        return not _PASSWORD.search(_ONE_TIME.sub(" ", text))
    if name == "password" and _NEW_PASSWORD.fullmatch(text):
        return True
    if not _OTHER.search(text):
        return False
    if name in {"code", "cvv"}:
        return bool(_OF_A_GIFT.search(text)) or not _CODE.search(text)
    return not (_EMAIL if name == "email" else _PASSWORD).search(text)
