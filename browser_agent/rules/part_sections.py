"""Of a service within another one: how far down from its name a page still speaks of it."""

import re
from datetime import date

from browser_agent.parts import bears, seller_words
from browser_agent.rules.case import Case
from browser_agent.rules.exploring import DEEDS, acts
from browser_agent.rules.lexicon_states import ACTIVE_CHIP, ENDED_CHIP
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.screen import Control
from browser_agent.rules.state import says_ends, says_renews
from browser_agent.rules.text import Phrases
from browser_agent.titles import TIERS, bare, names_in
from kernel.dates import find_dates

ROW_PIXELS, LEVEL_PIXELS, EDGE_PIXELS, CLOSE_PIXELS, OVERLAP = 20, 10, 24, 40, 9
TITLE_LETTERS, SELLER_WORDS_MAX = range(2, 41), 4
ANY_DAY = date(2000, 1, 1)  # whether a day is told does not depend on today
SIGNS = re.compile(r"^\W+")  # a bullet, an arrow
MONEY = re.compile(r"[$\u20ac\u00a3]|\d[.,]\d\d(?!\d)")
# "Billed by Tipwell" tells of ours who sells it.
SOLD_BY = re.compile(
    r"(?:by|on|via|through|from|with|at|in|to|von|uber|bei|auf|durch|mit|par|sur|via|avec|chez|por|"
    r"en|con|de) (?:the |your )?$"
)
LABEL = Phrases(
    r"(?:.* )?(?:price|amount|total|cost|tax|since|started|joined|history|tier|level|benefits|"
    r"perks|address|phone|name|date|preis|betrag|seit|stufe|vorteile|datum|prix|montant|depuis|niveau|"
    r"avantages|precio|importe|desde|nivel|ventajas|metodo|fecha)|(?:member|paid|started|joined|"
    r"mitglied|membre|miembro|last|latest|first|next|letzte\w*|nachste\w*|derni\w+|prochain\w*|"
    r"ultim\w+|proxim\w+) .*"
)
# Its day below it is none of the plan.
SHARE = Phrases(
    r"(?:(?:your|the|my) )?(?:\w+ )?(?:discount|rebate|promotion|coupon|voucher|offer|deal|price "
    r"lock|pause|commitment|(?:minimum|initial|commitment) (?:term|period|duration|commitment))"
    r"(?: (?:code|price|period))?",
    r"(?:(?:dein|ihr|der|die|das)\w* )?(?:\w*rabatt|\w*aktion|\w*angebot|mindest\w+|\w*bindung|"
    r"gutschein)",
    r"(?:(?:votre|la|le|l') ?)?(?:remise|reduction|engagement|(?:periode|duree) (?:minimale|"
    r"d'engagement)|offre (?:de bienvenue|speciale|promotionnelle))",
    r"(?:(?:tu|su|el|la) )?(?:descuento|permanencia|compromiso|oferta|(?:plazo|periodo) minimo)",
)


def is_of_another(case: Case, own: Control, x: int, y: int) -> bool:
    """Whether between the service's own name and this place another thing that is sold begins, or
    what stands there tells that ours has ended."""
    if any(box.covers(x, y) for box in case.screen.over):
        return False  # a menu hangs over the rows below its own
    below = sorted(
        (each for each in case.screen.controls if _is_between(each, own, x, y)),
        key=lambda each: each.box.y0,
    )
    shares = [each for each in below if SHARE.whole(each.folded)]
    told = [x for x in (own, *below) if not any(_is_said_of(x, share) for share in shares)]
    ended = any(says_ends(each.folded) for each in told)
    if ended and not any(says_renews(each.folded) for each in told):
        return True
    return any(_begins_another(case, each, own, below) for each in below)


def _is_between(each: Control, own: Control, x: int, y: int) -> bool:
    """Below the name and no further down than the place, in the same column or columns."""
    down = each.box.y0 >= own.box.y1 - OVERLAP and each.box.center_y <= y + ROW_PIXELS
    return down and own.box.x0 - EDGE_PIXELS <= each.box.x0 <= x and each is not own


def _begins_another(case: Case, each: Control, own: Control, below: list[Control]) -> bool:
    """A short line that does and tells nothing, with a price, a day or a state below it, or one
    that bears the seller's name."""
    service, text = case.question.service, each.folded
    if not _is_a_title(each) or bears(service, [text]):
        return False
    if _is_called_after(text, seller_words(service)):
        return True
    named = names_in(TIERS.sub(" ", bare(each.text))) and not (
        LABEL.whole(text) or SHARE.whole(text)
    )
    sold = named and any(_is_said_of(x, each) and _tells(x) for x in case.screen.controls)
    return bool(sold) and not _is_its_tier(each, own, below)


def _is_a_title(each: Control) -> bool:
    said = SIGNS.sub("", each.text).strip()
    short = len(said) in TITLE_LETTERS and said[-1] not in ".:?!" and said[0].isalpha()
    deed = acts(each.folded) or DEEDS(each.folded) or role_of(each.folded) is not Role.NONE
    return short and not (deed or each.face or each.mark or _tells(each))


def _is_called_after(text: str, seller: frozenset[str]) -> bool:
    words = text.split()
    at = next((text.find(word) for word in words if word in seller), -1)
    alone = set(words) <= seller  # the site's own name leads home
    return (
        at >= 0 and not alone and len(words) <= SELLER_WORDS_MAX and not SOLD_BY.search(text[:at])
    )


def _is_its_tier(each: Control, own: Control, below: list[Control]) -> bool:
    """ "Podcast crew", close below "Night Letters" and above its price: what was chosen of it."""
    before = [x for x in below if x.box.y1 <= each.box.y0 + OVERLAP and x is not each]
    last = max([own, *before], key=lambda x: x.box.y1)
    close = each.box.y0 - last.box.y1 <= CLOSE_PIXELS
    return close and not any(map(_tells, before))


def _is_said_of(line: Control, title: Control) -> bool:
    """Right below it, or at its right in its row."""
    down, aside = line.box.y0 - title.box.y1, abs(line.box.x0 - title.box.x0)
    level = abs(line.box.center_y - title.box.center_y) <= LEVEL_PIXELS
    beside = level and line.box.x0 >= title.box.x1
    return beside or (-OVERLAP <= down <= CLOSE_PIXELS and aside <= EDGE_PIXELS)


def _tells(each: Control) -> bool:
    """A price, a day, or how it stands."""
    text = each.folded
    state = ENDED_CHIP.whole(text) or ACTIVE_CHIP.whole(text) or says_ends(text)
    state = state or says_renews(text)
    return bool(state or MONEY.search(text) or find_dates(each.text, today=ANY_DAY))
