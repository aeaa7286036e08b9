"""What a house sells beside its plan, where the card of the plan does not bear the service's name:
"Arbor Book Club" beside "Plan and payments", of the service "Arbor TV".

Such a good is had by itself, runs by itself and is ended by itself.
"""

import re
from collections.abc import Iterator, Sequence

from browser_agent.beside import is_below, stands_like
from browser_agent.house import KIND, is_another
from browser_agent.money import amounts
from browser_agent.parts import own_word
from browser_agent.sections import without_named
from browser_agent.stances import Stance, stances
from browser_agent.strokes import Wording, plain
from browser_agent.titles import GENERAL, TIERS, bare, names_in
from kernel.ocr import TextLine

LETTERS, BRAND_LETTERS, LETTER_STEP = range(4, 41), 3, 4
_PLAN = Wording(
    r"\b(plans?|subscriptions?|memberships?|\w*abos?|abonnements?|mitgliedschaft(en)?|"
    r"\w*vertrag|tarife?|forfait|formule|suscripcion(es)?|membresia|contrat|contrato)\b"
)
_HAD = Wording(
    r"\b(active|activ[oa]|actif|aktiv|attiv[oa]|ativ[oa]|cancell?ed|gekundigt|cancelad[oa]|"
    r"resiliee?|renews|renueva|renouvell?e|verlangert|ends on|endet|lauft)\b"
)
_RENEWS = Wording(r"\b(renews|renueva|renouvell?e|verlangert|lauft)\b.*\d")
# What members get of another one, or lose of it, is told on our own pages.
_GETS = Wording(
    r"\b(members|subscribers|mitglieder|abonnenten|abonnes|membres|miembros|suscriptores) (get|"
    r"save|enjoy|receive|erhalten|sparen|bekommen|beneficient|profitent|obtienen|reciben|ahorran|"
    r"disfrutan)\b|\d ?% (off|rabatt|de (remise|reduction|descuento))\b"
)
_LOSES = Wording(r"\b(lose|losing|verlier\w*|verlor\w*|perd\w+|pierd\w+)\b")
# Right behind its name, or before it. Its price, its benefits or its credits may be what is ended.
_POINTS = r"(points?|miles|badges?|punkte?|meilen|puntos?|millas)"
# No name by itself: "Automatic renewal", "Arbor service".
_NO_GOOD = Wording(r"auto|service|servicio|dienst|access|acces|acceso|zugang|recurring|with|avec")
_PARTED = re.compile(r"[,(:\u00b7\u2022|]| [\u2013\u2014-] |(?= [$\u20ac\u00a3\d])")

HEADER_PIXELS = 110

Said = Sequence[tuple[TextLine, str]]


def goods_of(service: str, lines: Sequence[TextLine]) -> Iterator[tuple[str, str]]:
    """The titles of such goods on this page, and how the plan is called there, or else the
    service; plain text. None beside a part of something, whose own word tells what it is."""
    name = plain(service)
    said = [(line, plain(line.text)) for line in lines if line.y0 > HEADER_PIXELS]
    if not name or own_word(service) is not None:
        return
    plans = [(line, own) for line, text in said if (own := _own_name(line, text, name, said))]
    for line, text in said:
        own = next((own for plan, own in plans if stands_like(line, plan)), None)
        if own is not None and _is_good(text, name) and _is_had(line, text, name, said):
            yield text, own


def is_in_card(lines: Sequence[TextLine], y: int, x: int, goods: Sequence[str], name: str) -> bool:
    """Whether the words at this place stand in the card of one of these goods."""
    here = [each for each in lines if each.y0 <= y <= each.y1 and each.x0 <= x <= each.x1]
    kept = set(map(id, without_named(lines, goods, name))) if here and goods else set()
    return bool(goods) and any(id(each) not in kept for each in here)


def tells_a_perk(text: str, name: str) -> bool:
    """ "You will lose your Arbor Rewards points", "Members get 10% off at Arbor Book Club": no page
    of theirs. "You will lose access to Arbor Book Club" may be one."""
    if Stance.LEAVE in stances(text):
        return False
    own = re.escape(name)
    points = re.search(rf"\b{own} {_POINTS}\b|\b{_POINTS} (\w+ ){{1,3}}{own}\b", text)
    return _GETS.search(text) is not None or (bool(points) and _LOSES.search(text) is not None)


def _own_name(title: TextLine, text: str, name: str, said: Said) -> str | None:
    """Of the card of the house's plan: "Plan and payments" over "Arbor Family, $6.49 a month", or
    the plan's own name over its price; None for any other title."""
    if len(text) not in LETTERS or any(map(str.isdigit, text)) or stances(text):
        return None
    brand, first = name.split(" ", maxsplit=1)[0], _next(title, said)
    if _is_tier(text, brand) and text.startswith(f"{brand} "):
        return text if _counts(first) else None
    if first is None or not _PLAN.search(text) or names_in(bare(text)):
        return None
    head = plain(_PARTED.split(first.text)[0])
    told = _counts(first) or (bool(head) and _counts(_next(first, said)))
    if not told or not _is_tier(head, brand):
        return None
    return head if head.startswith(f"{brand} ") else name


def _next(line: TextLine, said: Said) -> TextLine | None:
    below = (each for each, _ in said if is_below(each, line) and each is not line)
    return min(below, key=lambda each: each.y0, default=None)


def _counts(line: TextLine | None) -> bool:
    """A price, or a day."""
    return line is not None and any(map(str.isdigit, line.text))


def _is_tier(text: str, brand: str) -> bool:
    """ "Arbor Family", "Standard with ads", or nothing before a price."""
    return all(
        word == brand or KIND.fullmatch(word) or TIERS.fullmatch(word) for word in text.split()
    )


def _is_good(text: str, name: str) -> bool:
    """Called after the house or not, with a word of its own that is no plan's."""
    short = len(text) in LETTERS and text[:1].isalpha() and not any(map(str.isdigit, text))
    return short and bool(_own_words(text, name)) and not stances(text)


def _own_words(text: str, name: str) -> set[str]:
    words = names_in(TIERS.sub(" ", bare(text))) - names_in(bare(name))
    return {word for word in words if not (KIND.fullmatch(word) or _NO_GOOD.fullmatch(word))}


def _is_had(title: TextLine, text: str, name: str, said: Said) -> bool:
    """Its card tells how it stands, if the title is one of the brand's, and what it costs, when it
    renews or how it is ended: "120 points. Active" is a card for points. Or it has the button that
    ends what is called so: "Cancel Book Club"."""
    brand = name.split(" ", maxsplit=1)[0]
    branded = len(brand) >= BRAND_LETTERS and text.startswith(f"{brand} ")
    branded = branded and is_another(text, name)
    lines = [line for line, _ in said]
    kept = set(map(id, without_named(lines, [text], name)))
    card = [words for line, words in said if id(line) not in kept and line is not title]
    words = _own_words(text, name)
    ends = [each for each in card if Stance.LEAVE in stances(each)]
    named = any(words <= names_in(GENERAL.sub(" ", bare(each))) for each in ends)
    sold = any(sum(amounts(each)) or _RENEWS.search(each) for each in card) or bool(ends)
    return named or (branded and sold and any(map(_HAD.search, card)))
