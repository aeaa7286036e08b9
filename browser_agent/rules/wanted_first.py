"""A password that a page still wants: what it is wanted for has not happened yet."""

from collections.abc import Iterable

from browser_agent.rules.text import Phrases

_WANTS = Phrases(
    r"(?:enter|type|provide|re-?enter|confirm(?: it| this)?(?: with| by)?)(?: \w+){0,4} password",
    r"(?:gib|geben sie|bestatige\w*|eingabe)(?: \w+){0,5} (?:passworts?|kennworts?)|"
    r"(?:passwort|kennwort)(?: \w+){0,3} (?:ein|eingeben|bestatigen)",
    r"(?:saisi\w+|entrez|entre|indique\w*|confirme\w*|tape\w*)(?: \w+){0,4} mot de passe",
    r"(?:introdu\w+|escrib\w+|ingres\w+|confirm\w+|indica|pon)(?: \w+){0,4} contrasena",
)
# The form that changes the password stands on many an account page.
_CHANGES = Phrases(
    r"(?:new|old|current|forgot|reset|change)(?: \w+){0,2} password|(?:neues|altes|aktuelles) "
    r"(?:passwort|kennwort)|(?:passwort|kennwort)(?: \w+)? (?:andern|vergessen)",
    r"(?:nouveau|ancien) mot de passe|mot de passe (?:actuel|oublie)|(?:nueva|antigua) contrasena|"
    r"contrasena (?:actual|nueva)|(?:changer|modifier)(?: \w+){0,2} mot de passe|"
    r"cambiar(?: \w+){0,2} contrasena",
)

# "Your plan has been cancelled": what a password is wanted for then is something else.
_HAS_COME = Phrases(
    r"(?:subscription|membership|plan) (?:has been|was|is) (?:now |already )?cancell?ed",
    r"(?:abo|abonnement|mitgliedschaft|vertrag) (?:wurde|ist) (?:jetzt |bereits )?gekundigt",
    r"abonnement (?:a ete|est) (?:bien )?resilie",
    r"(?:suscripcion|membresia) (?:ha sido|fue|esta) cancelada",
)
_FOR_AN_END = Phrases(
    r"cancel\w*|end|stop|confirm|finish|complete|kundig\w*|beenden|bestatig\w*|abzuschliessen|"
    r"resili\w+|annuler|terminer|valider|dar|anular|finalizar|terminar"
)
_FOR_ELSE = Phrases(r"delete|erase|loschen|supprimer|borrar|eliminar")


def wants_password(told: Iterable[str]) -> bool:
    """Of the folded sentences of a page."""
    told = list(told)
    if any(map(_HAS_COME, told)):
        told = [x for x in told if _FOR_AN_END(x) and not _FOR_ELSE(x)]
    return any(map(_WANTS, told)) and not any(map(_CHANGES, told))
