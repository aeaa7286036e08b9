"""Forms that order mails: their field is for an e-mail address, and no identity is asked there."""

from dataclasses import replace

from browser_agent.notices import is_copyright
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.lexicon import SIGN_IN_LINK
from browser_agent.rules.lexicon_sign_in import EMAIL_LABEL, PASSWORD_LABEL
from browser_agent.rules.pixels import Box
from browser_agent.rules.roles import is_inside
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases

ROW_PIXELS, ASIDE_PIXELS, ABOVE_PIXELS, FORM_PIXELS = 14, 260, 76, 170
ORDERS = Phrases(
    r"(?:yes,? )?(?:subscribe|sign (?:me )?up)(?: now| free| today| for free)?|"
    r"(?:join|get) (?:the |our )?(?:list|newsletter|updates)|notify me|keep me (?:posted|updated)",
    r"(?:jetzt |kostenlos |newsletter )*(?:abonnieren|bestellen|eintragen)(?: sie uns)?",
    r"s'(?:abonner|inscrire)|je m'(?:abonne|inscris)|m'(?:abonner|inscrire)|"
    r"(?:suscrib(?:irse|irme|ete|ase|ir|eme)|apuntarme|apuntate|quiero suscribirme)(?: ya| ahora)?",
    r"iscriviti|inscrever(?:-se)?|aanmelden voor de nieuwsbrief",
)
MAILS = Phrases(
    r"newsletters?|mailing list|stay (?:in the loop|up to date|informed)|never miss|"
    r"news by e-?mail|"
    r"(?:news|stories|brief\w*|headlines|digests?|updates|deals|offers|tips|recipes|letters?|best)"
    r" (?:\w+ ){0,4}(?:in|to|into) your (?:inbox|mailbox)|"
    r"(?:get|receive) (?:\w+ ){0,4}(?:updates|news|offers|deals|inspiration)(?: .{0,24})?",
    r"\w*newsletter|rundbrief|nichts (?:mehr )?verpassen|auf dem laufenden bleiben|infolettre|"
    r"lettre d'info(?:rmation)?s?|restez informee?s?|boletin(?:es)?|no te pierdas|"
    r"novedades (?:en|por) (?:tu )?correo|nieuwsbrief",
    r"(?:noticias|historias|titulares|ofertas|lo mejor) (?:\w+ ){0,4}en tu (?:bandeja|buzon|"
    r"correo)|"
    r"(?:actualites?|actus?|infos?|nouvelles|offres|meilleur) .{0,24}dans votre (?:boite|"
    r"messagerie)|(?:nachrichten|neuigkeiten|news|angebote) (?:\w+ ){0,4}in (?:dein|ihr)(?:em)? "
    r"(?:postfach|posteingang)",
)


def without(case: Case) -> Case:
    """The page without such forms: nobody types there, they make no page a form that wants
    something, and their "Subscribe" starts no plan."""
    screen = case.screen
    found = [*screen.fields, *screen.lined]
    mails = [each for each in found if _orders_mails(case, each)]
    if not mails:
        return case
    # The lines of a form may be seen as a second field around the first.
    mails += [x for x in found if x not in mails and any(_covers(x.box, y.box) for y in mails)]
    return replace(
        case,
        screen=replace(
            screen,
            fields=tuple(each for each in screen.fields if each not in mails),
            lined=tuple(each for each in screen.lined if each not in mails),
            controls=tuple(
                each for each in screen.controls if not any(_is_of(each, form) for form in mails)
            ),
        ),
    )


def _covers(one: Box, other: Box) -> bool:
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.y1, other.y1) - max(one.y0, other.y0)
    lower = min(one.y1 - one.y0, other.y1 - other.y0)
    return across > 0 and down > lower / 2


def _is_of(control: Control, field: Field) -> bool:
    """What stands in the field, and the button beside it."""
    return field.box.keeps(control.box) or (
        ORDERS.whole(control.folded) and _is_beside(control, field)
    )


def _orders_mails(case: Case, field: Field) -> bool:
    named = EMAIL_LABEL(field.label) or MAILS(field.label) or not field.label
    if not named or _has_a_password(case, field):
        return False
    return _has_its_button(case, field) or _is_told_so(case, field) or _is_last(case, field)


def _has_a_password(case: Case, field: Field) -> bool:
    """It signs in or registers: the two belong to one form."""
    return any(
        PASSWORD_LABEL(each.label)
        and abs(each.box.center_y - field.box.center_y) <= FORM_PIXELS
        and each.box.x0 < field.box.x1
        and field.box.x0 < each.box.x1
        for each in case.screen.fields
    )


def _has_its_button(case: Case, field: Field) -> bool:
    """ "Subscribe", in one row with the field; below a field it may lead on to a sign-in."""
    return any(
        ORDERS.whole(each.folded) and _is_beside(each, field) for each in case.screen.controls
    )


def _is_beside(control: Control, field: Field) -> bool:
    level = abs(control.box.center_y - field.box.center_y) <= ROW_PIXELS
    return level and field.box.center_x < control.box.x0 <= field.box.x1 + ASIDE_PIXELS


def _is_told_so(case: Case, field: Field) -> bool:
    """By the words in it or right above it."""
    box = field.box
    above = [
        each.folded
        for each in case.screen.sentences
        if 0 <= box.y0 - each.box.y1 <= ABOVE_PIXELS
        and each.box.x0 < box.x1
        and box.x0 < each.box.x1
    ]
    signs_in = any(SIGN_IN_LINK(each.folded) for each in case.screen.sentences)
    signs_in = signs_in or case.question.phase == "sign_in" or is_inside(case)
    return MAILS(field.label) or (not signs_in and any(map(MAILS, above)))


def _is_last(case: Case, field: Field) -> bool:
    """Among the last rows of the page, whatever its button is called: "Go", an arrow."""
    if case.screen.dialog is not None:
        return False
    notice = [each for each in case.screen.controls if is_copyright(each.text)]
    return case.is_last(field.box) or any(each.box.y1 <= field.box.y0 + 4 for each in notice)
