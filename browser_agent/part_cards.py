"""Where another thing begins on the page of a service that is sold within another one.

For the rail: below "Night Letters, ended on 3 May" the membership of the house may follow, and a
bare "Cancel membership" there ends that. Words of its own; the rules have theirs.
"""

import re
from collections.abc import Sequence
from datetime import date

from browser_agent.entries import LABEL, VALUE
from browser_agent.parts import ROW_PIXELS, bears, own_word, seller_words
from browser_agent.stances import Stance, stances
from browser_agent.strokes import Wording, plain
from browser_agent.titles import TIERS, bare, names_in
from kernel.dates import find_dates
from kernel.ocr import TextLine

REACH_PIXELS, HEADER_PIXELS, BAR_PIXELS, TITLE_PIXELS = 300, 110, 55, 22
EDGE_PIXELS, LEVEL_PIXELS, CLOSE_PIXELS, FAR_PIXELS, OVERLAP = 24, 10, 40, 70, 9
LETTERS, SELLER_WORDS_MAX = range(2, 41), 4
ANY_DAY = date(2000, 1, 1)
_MONEY = re.compile(r"[$\u20ac\u00a3] ?\d|\d[.,]\d\d(?!\d)|\d ?[$\u20ac\u00a3]")
_SIGNS = re.compile(r"^\W+")  # a bullet, an arrow
_STATE = Wording(
    r"active|cancell?ed|ended|expired|paused|aktiv|gekundigt|beendet|abgelaufen|actif|resiliee?|"
    r"terminee?|expiree?|activ[oa]|cancelad[oa]|finalizad[oa]|caducad[oa]"
)
_ENDED = Wording(
    r"^(\w+ )?(cancell?ed|ended|expired|gekundigt|beendet|abgelaufen|resiliee?|terminee?|expiree?|"
    r"cancelad[oa]|finalizad[oa]|caducad[oa])( (on|am|zum|le|el|since|seit|depuis|desde)\b|[.,]|$)|"
    r"\b(was|has been|is now|wurde|a ete|fue|ha sido|se ha) (\w+ )?(cancell?ed|ended|gekundigt|"
    r"beendet|resiliee?|cancelad[oa]|finalizad[oa])\b|\b(has|ist|a|ha) (ended|expired|abgelaufen|"
    r"pris fin|expire|finalizado|caducado)\b|"
    r"\b(ends on|access until|endet am|zugang bis|prend fin le|acces jusqu'au|finaliza el|"
    r"termina el|acceso hasta)\b"
)
# What ends without the plan, alone as a label or with the verb behind it.
_SHARE = (
    r"((your|the|my|dein|ihr|der|die|das|votre|la|le|l'|tu|su|el) ?)*(\w+ ){0,2}?"
    r"(\w*discount|rebate|promo\w*|coupon|voucher|(minimum|initial|commitment) (term|period|"
    r"duration|commitment)|commitment|pause|(special |introductory |welcome )?offer|deal|"
    r"price lock|"
    r"\w*rabatt\w*|\w*aktion|\w*angebot|mindest\w+|\w*bindung|gutschein|remise|reduction|"
    r"engagement|(periode|duree) (minimale|d'engagement)|offre (de bienvenue|speciale|"
    r"promotionnelle)|descuento|permanencia|compromiso|oferta|(plazo|periodo) minimo)"
    r"( (code|price|period|preis|minimale?|promocional))?"
    r"( (of|on|for|de|du|auf|fur|sur|para|en) .{2,30})?"
)
_SHARE_LABEL = Wording(_SHARE)
_SHARE_ENDS = Wording(
    rf"{_SHARE} (has |is |was |hat |ist |wurde |a |est |ha |fue )?(now |also )?(ends?|ended|"
    r"expires?|expired|over|cancell?ed|endet|endete|beendet|abgelaufen|lauft|prend fin|pris fin|"
    r"expire|terminee?|finaliza|finalizado|termina|terminado|caduca|caducado)\b.*"
)
_CLAUSES = re.compile(
    r"[,;] (?!\W?\d)|(?<=[a-z]{2})\. (?=[a-z])| (?:and|und|et|y|but|aber|mais|pero) "
)
_TRIAL = Wording(r"\b(trial|probe\w*|test\w*|essai|prueba)\b")  # it goes on as a plan
_LABEL = Wording(
    r"(member|mitglied|membre|miembro|joined|paid|billed|billing|payment) ?.*|tier|level|stufe|"
    r"niveau|nivel|cost|kosten|perks|benefits|vorteile|avantages|ventajas|"
    r"(due |start |end )?(date|datum|fecha)"
)
_CALLED_A_TIER = Wording(r" (tier|level|plan|stufe|tarif)$|^(niveau|nivel|plan|palier|formule) ")
_RENEWS = Wording(
    r"\b(renews|next (payment|charge|billing)|verlangert sich|nachste (zahlung|abbuchung)|"
    r"se renouvelle|prochaine? (paiement|prelevement)|se renueva|proxim[oa] (pago|cobro))\b"
)
# "Billed by Tipwell": who sells ours.
_SOLD_BY = Wording(
    r"\b(by|on|via|through|from|with|at|in|to|von|uber|bei|auf|durch|mit|par|sur|avec|chez|por|en|"
    r"con|de)( (the|your))? $"
)


def is_below_another(service: str, lines: Sequence[TextLine], y: int, x: int | None) -> bool:
    """Whether this place of a page is in the card of something else: another name that is sold
    stands between it and the part's own, or the house's where that is not told; or words that end
    something stand below what has ended. Of a whole service nothing is.
    """
    if own_word(service) is None:
        return False
    above = [
        line
        for line in lines
        if line.center_y <= y + ROW_PIXELS
        and y - line.y1 <= REACH_PIXELS
        and (x is None or line.x0 <= x)
    ]
    own = [line for line in above if bears(service, [line.text])]
    if any(abs(line.center_y - y) <= ROW_PIXELS for line in own):
        return False
    last = max(own, key=lambda line: line.y0, default=None)
    if last is None:
        return any(_is_the_sellers(line, service) for line in filter(_is_in_the_body, above))
    below = sorted((x for x in above if _is_under(x, last)), key=lambda line: line.y0)
    if _ends_here(lines, y, x) and _has_ended([last, *below]):
        return True
    return any(
        _is_the_sellers(line, service)
        or (_is_sold(line, lines) and not _is_a_tier(line, last, below))
        for line in below
        if not bears(service, [line.text])
    )


def _is_in_the_body(line: TextLine) -> bool:
    """Below the bar of the site, or a title of the page."""
    return line.y0 > HEADER_PIXELS or (line.y0 > BAR_PIXELS and line.height >= TITLE_PIXELS)


def _ends_here(lines: Sequence[TextLine], y: int, x: int | None) -> bool:
    """Whether the words at this place end something: what has ended may still be restarted."""
    here = [each for each in lines if each.y0 <= y <= each.y1]
    here = [each for each in here if x is None or each.x0 <= x <= each.x1]
    return any(Stance.LEAVE in stances(plain(each.text)) for each in here)


def _has_ended(card: Sequence[TextLine]) -> bool:
    """What is told of a discount or of the minimum term is not told of the plan."""
    labels = [line for line in card if _SHARE_LABEL.fullmatch(plain(line.text))]
    values = [x for x in card if any(_is_said_of(x, label) for label in labels)]
    told = [plain(line.text) for line in card if line not in (*labels, *values)]
    ended = any(_tells_of_an_end(text) for text in told)
    return ended and not any(map(_RENEWS.search, told))


def names_a_share(text: str) -> bool:
    """ "Minimum term", "Welcome offer": a row of the plan's card, and nothing that is sold."""
    return _SHARE_LABEL.fullmatch(text) is not None


def _tells_of_an_end(text: str) -> bool:
    parts = (part for part in _CLAUSES.split(text) if not _SHARE_ENDS.fullmatch(part))
    return any(_ENDED.search(part) and not _TRIAL.search(part) for part in parts)


def _is_under(line: TextLine, name: TextLine) -> bool:
    return line.y0 >= name.y1 - OVERLAP and line.x0 >= name.x0 - EDGE_PIXELS and line is not name


def _is_the_sellers(line: TextLine, service: str) -> bool:
    """ "Tipwell Plus"; not the site's own name, nor "Billed by Tipwell"."""
    text, seller = plain(line.text), seller_words(service)
    words = text.split()
    at = next((text.find(word) for word in words if word in seller), -1)
    called = at >= 0 and not set(words) <= seller and len(words) <= SELLER_WORDS_MAX
    return called and _is_title(line) and not _SOLD_BY.search(text[:at])


def _is_sold(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """A name with a price, a day or its state right below or at its right."""
    text = plain(line.text)
    label = LABEL.fullmatch(text) or _LABEL.fullmatch(text) or _SHARE_LABEL.fullmatch(text)
    if label or not names_in(TIERS.sub(" ", bare(line.text))) or not _is_title(line):
        return False
    return any(_is_said_of(each, line) and _tells(each) for each in lines)


def _is_a_tier(line: TextLine, name: TextLine, below: Sequence[TextLine]) -> bool:
    """Before any price or day, and close to our own name, or that is the sign of the whole site."""
    before = [each for each in below if each.y1 <= line.y0 + OVERLAP and each is not line]
    last = max([name, *before], key=lambda each: each.y1)
    reach = FAR_PIXELS if _CALLED_A_TIER.search(plain(line.text)) else CLOSE_PIXELS
    close = line.y0 - last.y1 <= reach or not _is_in_the_body(name)
    return close and not any(map(_tells, before))


def _is_title(line: TextLine) -> bool:
    said = _SIGNS.sub("", line.text).strip()
    short = len(said) in LETTERS and said[0].isalpha() and said[-1] not in ".:?!"
    return short and not (stances(plain(said)) or VALUE.search(said) or _tells(line))


def _is_said_of(line: TextLine, title: TextLine) -> bool:
    down, aside = line.y0 - title.y1, abs(line.x0 - title.x0)
    beside = abs(line.center_y - title.center_y) <= LEVEL_PIXELS and line.x0 >= title.x1
    return beside or (-OVERLAP <= down <= CLOSE_PIXELS and aside <= EDGE_PIXELS)


def _tells(line: TextLine) -> bool:
    text = plain(line.text)
    told = _MONEY.search(line.text) or _STATE.fullmatch(text) or _ENDED.search(text)
    return bool(told or _RENEWS.search(text) or find_dates(line.text, today=ANY_DAY))
