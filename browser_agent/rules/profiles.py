"""Whose profile it is to be, where a site asks that after the sign-in."""

from browser_agent.rules.case import Case
from browser_agent.rules.footer import is_footer
from browser_agent.rules.helping import is_help_page
from browser_agent.rules.lexicon_sign_in import NOT_A_PROFILE, PROFILES, SIGN_OUT
from browser_agent.rules.move import Move, click
from browser_agent.rules.places import page_of, was_clicked
from browser_agent.rules.screen import Control
from browser_agent.rules.sentences import Sentence
from browser_agent.rules.text import Phrases

AVATAR_PIXELS = 70
NEXT_LINE, ASIDE = 12, 8
WHO_LETTERS_MAX, TITLE_SHARE = 32, 0.6
GROWN_UP = Phrases(
    r"grown-?ups?|adults?|parents?|(?:account )?owner|erwachsene\w*|eltern|adultos?|padres|"
    r"adultes?",
    r"(?:espace|coin|zona|area|espacio|rincon|bereich|fur|para|pour|for) "
    r"(?:fur |para |pour |for )?(?:les |los |de |the )?"
    r"(?:parents?|padres|adultes?|adultos?|eltern|erwachsene|grown-?ups)|elternbereich|"
    r"(?:parents?'?s?|grown-?ups?) (?:area|zone|corner|section)",
    # A bare "Family" may be a profile that all of them share.
    r"(?:espace|coin|zona|area|espacio|rincon|bereich) (?:(?:fur|para|pour|for|des?) )?"
    r"(?:(?:les |las |la |die |the )?(?:familles?|familias?|familien?|family|families))|"
    r"familienbereich|family (?:area|zone|corner|section)",
)
WHO = Phrases(r"who(?:'s|s)?|quien|qui|wer|quem|chi|wie is")


def choose(case: Case) -> Move | None:
    high = case.screen.height * TITLE_SHARE  # "Who we are?" in the last rows is the site's own
    asked = [each for each in case.screen.sentences if each.box.y0 < high and _asks_who(each)]
    title = max(asked, key=lambda each: each.box.height, default=None)  # not "Switch profile"
    if title is None or is_help_page(case.screen):
        return None
    if page_of(case) == "account" and not _is_title(case, title):
        return None
    if case.says(SIGN_OUT) and not any(
        case.is_heading(each) and each.folded in title.folded for each in case.screen.controls
    ):
        return None
    names = [
        control
        for control in case.labels
        if control.box.y0 > title.box.y1
        and not NOT_A_PROFILE.whole(control.folded)
        and sum(letter.isalpha() for letter in control.text) >= 2
    ]
    if not names:
        return None
    first_row = min(control.box.center_y for control in names)
    row = [each for each in names if each.box.center_y - first_row < 28]
    grown = [each for each in row if _is_grown_up(names, each)] or _for_adults(case, names)
    chosen = min(grown or row, key=lambda each: each.box.x0)
    move = click("profile_picker", chosen, "The first profile.", sure=0.85)
    if (
        case.question.tail("click")
        and case.question.last is not None
        and not case.question.last.changed
    ):
        x, y = chosen.point
        return Move(
            move.page,
            "click",
            chosen.text,
            x,
            max(y - AVATAR_PIXELS, 0),
            confidence=0.6,
            why="Its picture.",
        )
    return move


def _for_adults(case: Case, names: list[Control]) -> list[Control]:
    """ "Grown-ups area", below the children's own profiles, which lead to no account; not what
    tells parents about the site among its last rows, and not once it led back here."""
    area = [each for each in names if _is_grown_up(names, each) and not is_footer(case, each)]
    return [each for each in area if not was_clicked(case, each)]


def _is_grown_up(names: list[Control], control: Control) -> bool:
    """By its words, which a narrow tile breaks into two lines around its middle: "Grown-ups /
    area"."""
    box = control.box
    below = (
        each.folded
        for each in names
        if 0 <= each.box.y0 - box.y1 <= NEXT_LINE
        and (abs(each.box.center_x - box.center_x) <= ASIDE or abs(each.box.x0 - box.x0) <= ASIDE)
    )
    said = (control.folded, *(f"{control.folded} {each}" for each in below))
    return any(GROWN_UP.whole(each) for each in said)


def _is_title(case: Case, asked: Sentence) -> bool:
    """The first heading of the page, below the site's own menu."""
    headings = [each for each in case.screen.controls if case.is_heading(each)]
    first = next((each for each in headings if each.box.y0 > AVATAR_PIXELS), None)
    return first is not None and first.folded in asked.folded and PROFILES(asked.folded)


def _asks_who(sentence: Sentence) -> bool:
    """ "Who's watching?", or any other short question that begins with "who"; no menu."""
    if SIGN_OUT(sentence.folded):
        return False
    short = "?" in sentence.text and len(sentence.text) <= WHO_LETTERS_MAX
    return PROFILES(sentence.folded) or (short and WHO(sentence.folded.lstrip("\u00bf ")[:6]))
