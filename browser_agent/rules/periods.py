"""By the month or by the year: a year that was chosen for us is more than was approved; where a
year was approved, its half of "Monthly | Yearly"."""

import re
from collections.abc import Iterator

from browser_agent.rules.amounts import AMOUNT, amount_of
from browser_agent.rules.case import BARE, Case
from browser_agent.rules.move import Move, click
from browser_agent.rules.pixels import Box
from browser_agent.rules.screen import Control
from browser_agent.rules.sentences import Sentence
from browser_agent.rules.text import Phrases, fold

PRESSES_MAX = 2
NAME_END = re.compile(r" [-\u2013\u2014] |[:,(\u00b7\u2022|]|(?= \W?\d)")
ROW_PIXELS = 20
ASIDE_PIXELS_MAX, EDGE_PIXELS = 260, 4
SHORT, CARD_PIXELS = 40, 200
MONTH = Phrases(
    r"month(?:ly)?|monat\w*|mes(?:es)?|mensual\w*|mois|mensuel\w*|mese|mensil\w*|mensal\w*|maand\w*"
)
YEAR = Phrases(
    r"year(?:ly)?|annual(?:ly)?|jahr\w*|jahrlich|ano|anual\w*|an|annuel\w*|annee|anno|annual\w*|"
    r"jaar\w*",
    r"12[ -]?(?:months?|mon\w*|mo|mes\w*|mois|mesi|maand\w*)",
)
# Of a card; and no half of "Monthly | Yearly".
PRICE = re.compile(
    r"(?:(?:from|only|just|ab|nur|desde|solo|a partir de|des|seulement) )?"
    r"(?:[$\u20ac\u00a3] ?\d|\d+(?:[.,]\d\d| ?[$\u20ac\u00a3]))"
).match
# Beside an amount: a bare "an" is an article in other languages.
A_YEAR = re.compile(
    r"\d.*(?:/ ?|\b(?:per|a|each|every|pro|im|par|par l'|al|por|all'|per) ?)"
    r"(?:year|yr|annum|jahr|an|ano|anno|jaar)\b|"
    r"\b(?:yearly|annually|jahrlich|annuellement|anualmente|annualmente|jaarlijks)\b.*\d|"
    r"\d.*\b(?:yearly|annually|jahrlich|annuellement|anualmente|annualmente|jaarlijks)\b|"
    r"\b12[ -]?(?:months?|monate|meses|mois|mesi|maanden)\b|"
    # Below the amount, in small letters.
    r"^(?:/ ?|(?:per|pro|im|par|par l'|al|por|all') ?)(?:year|yr|annum|jahr|an|ano|anno|jaar)\b"
)


def by_the_month(case: Case, page: str) -> Move | None:
    """Presses what stands for the month where the year is chosen; None where nothing is to do."""
    if is_for_a_year(case):
        return None
    month = _circle(case) or _half(case)
    if month is None or case.question.times("click", target=month.text) >= PRESSES_MAX:
        return None
    return click(page, month, "By the month.", sure=0.8)


def by_the_year(case: Case, page: str) -> Move | None:
    """Where a year was approved: presses its half while the prices are a month's."""
    if not is_for_a_year(case) or shows_years(case):
        return None
    months, years = _circles(case)
    if months and years:
        taken = any(each.is_chosen for each in years)
        return None if taken else click(page, years[0], "By the year.", sure=0.8)
    for month, year in _halves(case):
        if case.question.times("click", target=year.text) < PRESSES_MAX:
            switch = _switch_of(month, year)
            return click(page, switch or year, "By the year.", sure=0.8)
    return None


def is_for_a_year(case: Case) -> bool:
    return bool(case.question.plan) and YEAR(fold(case.question.plan or ""))


def button_of(case: Case) -> Control | None:
    """ "Pay 69.90 for a year" and "Restart at 6.99 a month", one right by the other and nothing
    else between them: two ways to pay for one plan, and the one that was approved."""
    priced = [x for x in case.labels if x.face and x.mark is None and AMOUNT.search(x.text)]
    months = [each for each in priced if _is_month(each)]
    years = [each for each in priced if YEAR(each.folded) and each not in months]
    wanted = years if is_for_a_year(case) else months
    named = any(_bears(each.text, fold(case.question.plan or "")) for each in case.screen.sentences)
    if not (months and years) or len(months + years) != len(priced) or len(wanted) != 1:
        return None
    faces = [each.face for each in priced if each.face is not None]
    top, end = min(each.y0 for each in faces), max(each.y1 for each in faces)
    between = [
        each
        for each in case.screen.sentences
        if top < each.box.center_y < end and not any(face.keeps(each.box) for face in faces)
    ]
    return wanted[0] if named and not between else None


def in_card(case: Case) -> Control | None:
    """ "Family plan, yearly" and "Family plan, monthly", one card each: the only thing to press in
    that of the approved period, below its price."""
    titles = [x for x in case.screen.sentences if len(x.text) <= SHORT and _is_of_plan(case, x)]
    years = [each for each in titles if YEAR(each.folded) and not MONTH(each.folded)]
    months = [each for each in titles if MONTH(each.folded) and not YEAR(each.folded)]
    if len(years) != 1 or len(months) != 1:
        return None
    own, other = (years, months) if is_for_a_year(case) else (months, years)
    inside = [x for x in case.labels if _is_below(x.box, own[0].box, other[0].box)]
    costs = A_YEAR.search if is_for_a_year(case) else MONTH
    told = [x for x in case.screen.sentences if _is_below(x.box, own[0].box, other[0].box)]
    limit = amount_of(case.question.max_price or "")
    due = [x for x in told if AMOUNT.search(x.text) and costs(x.folded)]
    prices = [x.box.y1 for x in due if limit is None or (amount_of(x.text) or 0) <= limit]
    found = [x for x in inside if case.plainness(x) < BARE and x.mark is None and not x.listed]
    return found[0] if len(found) == 1 and any(y <= found[0].box.y0 for y in prices) else None


def _is_of_plan(case: Case, said: Sentence) -> bool:
    name = fold(case.question.plan or "").split()
    name = [each for each in name if not (MONTH.whole(each) or YEAR.whole(each))]
    priced = any(map(str.isdigit, said.text))
    return bool(name) and not priced and all(each in said.folded.split() for each in name)


def _is_below(box: Box, title: Box, other: Box) -> bool:
    """In the card of this title: no further down than where the other one's begins."""
    end = other.y0 if other.y0 > title.y1 else title.y1 + CARD_PIXELS
    return title.y1 <= box.y0 and box.y1 <= end and box.x0 <= title.x1 and box.x1 >= title.x0


def _bears(text: str, name: str) -> bool:
    """The plan's name, and not as the beginning of a longer one: "Essentiel Plus"."""
    if not name:
        return True
    before, found, after = fold(text).partition(name)
    rest = text[len(before) + len(found) :].lstrip()
    return bool(found) and not (rest[:1].isupper() or after.startswith("+"))


def names_it(control: Control, plan: str | None) -> bool:
    """The wanted plan, or how long it runs; "Pay with wallet ($5.00 left)" names neither."""
    wanted = fold(plan or "")
    named = bool(wanted) and wanted in control.folded
    return named or MONTH(control.folded) or YEAR(control.folded)


def is_by_the_year(control: Control) -> bool:
    return YEAR(control.folded) and not _is_month(control)


def shows_years(case: Case) -> bool:
    """ "Monthly | Yearly" stands on the year, and every card is one for a year."""
    for month, year in _halves(case):
        switch = _switch_of(month, year)
        if switch is not None:
            return _stands_on(switch, year, month)
        return _costs_by_the_year(case, (month, year))
    return False


def is_settled(case: Case) -> bool:
    """A page that only asks for the period, and stands on the one that was approved."""
    months, years = _circles(case)
    wanted = years if is_for_a_year(case) else months
    return bool(months and years) and any(each.is_chosen for each in wanted)


def _circles(case: Case) -> tuple[list[Control], list[Control]]:
    """Those of months and those of years."""
    rounds = case.rounds
    months = [each for each in rounds if _is_month(each)]
    return months, [each for each in rounds if YEAR(each.folded) and each not in months]


def _circle(case: Case) -> Control | None:
    """The month's circle, where it is empty and another one is for the year."""
    rounds = case.rounds
    months, years = _circles(case)
    if not months or not years:
        return None
    chosen = [each for each in rounds if each.is_chosen and each not in years]
    if any(_costs_monthly(case, each) for each in chosen):
        return None
    name = fold(case.question.plan or "")
    bearing = [each for each in months if name in each.folded]
    exact = [each for each in bearing if NAME_END.split(each.folded)[0].strip() == name]
    month = (exact or bearing or months)[0]
    return None if month.is_chosen else month


def _costs_monthly(case: Case, circle: Control) -> bool:
    """Level with it stands a price by the month: its card's."""
    return any(
        any(letter.isdigit() for letter in each.text)
        and MONTH(each.folded)
        and abs(each.point[1] - circle.point[1]) <= ROW_PIXELS
        for each in case.screen.controls
    )


def _half(case: Case) -> Control | None:
    """Of two words side by side, "Monthly | Yearly", the one for the month: pressed while the
    prices are a year's, or while the switch between them stands on the side of the year."""
    for month, year in _halves(case):
        switch = _switch_of(month, year)
        if switch is not None:
            return switch if _stands_on(switch, year, month) else None
        if _costs_by_the_year(case, (month, year)):
            return month
    return None


def _halves(case: Case) -> Iterator[tuple[Control, Control]]:
    short = [each for each in case.labels if len(each.text) <= SHORT and not PRICE(each.folded)]
    for month in filter(_is_month, short):
        for year in short:
            if YEAR(year.folded) and not _is_month(year) and _side_by_side(month, year):
                yield month, year


def _switch_of(month: Control, year: Control) -> Control | None:
    return next((each for each in (month, year) if _is_switch(each)), None)


def _is_month(control: Control) -> bool:
    return MONTH(control.folded) and not re.search(
        r"\b(?:year|annu|jahr|anual|ann[ue]|12[ -]?m)", control.folded
    )


def _is_switch(control: Control) -> bool:
    return control.mark is not None and control.mark.is_switch


def _side_by_side(one: Control, other: Control) -> bool:
    if one.mark is not None and one.mark.is_round:
        return False
    left, right = sorted((each.face or each.box for each in (one, other)), key=lambda box: box.x0)
    level = abs(left.center_y - right.center_y) < ROW_PIXELS
    return level and -EDGE_PIXELS <= right.x0 - left.x1 < ASIDE_PIXELS_MAX


def _stands_on(switch: Control, year: Control, month: Control) -> bool:
    """A switch between two words stands on the right one when it is on."""
    on_the_right = switch.is_chosen
    return on_the_right == (year.box.x0 > month.box.x0)


def _costs_by_the_year(case: Case, but: tuple[Control, ...]) -> bool:
    names = {each.text for each in but}
    return any(
        A_YEAR.search(each.folded) for each in case.screen.sentences if each.text not in names
    )
