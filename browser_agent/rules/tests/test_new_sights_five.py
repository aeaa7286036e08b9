"""Names that begin with an article, wishes at the end of a line, words wanted, what was stopped."""

import pytest

from browser_agent.rules.answer import _tells_a_day
from browser_agent.sections import without_named
from browser_agent.tests.test_belonging import line
from kernel.ocr import TextLine


def table(ours: str, theirs: str) -> list[TextLine]:
    """Two rows: the other one's name, price and state, and ours, with a word below its name."""
    head = [line("Subscription", 196, 230), line("Price", 424, 230), line("State", 572, 230)]
    other = [line(theirs, 196, 287), line("3.50 / month", 424, 287), line("Active", 572, 287)]
    own = [line(ours, 196, 344), line("11.90 / month", 424, 352)]
    own += [line("Active, renews on 2 May 2027", 572, 352), line("All digital", 196, 364)]
    return [line(ours, 409, 35, high=38), *head, *other, *own]


@pytest.mark.parametrize("ours", ["Le Courrier de Vega", "El Vega", "Vega News"])
def test_the_row_of_a_name_that_begins_with_an_article(ours: str) -> None:
    """With the row above, another one's, it was taken away: two letters are no brand."""
    said = [each.text for each in without_named(table(ours, "Vega Games"), ["vega games"], ours)]
    assert "Active, renews on 2 May 2027" in said
    assert any(map(_tells_a_day, said))
    assert not {"Vega Games", "3.50 / month", "Active"} & set(said)


def test_what_is_called_longer_than_the_name_is_not_ours() -> None:
    lines = table("Le Courrier de Vega Kids", "Le Courrier de Vega Games")
    names = ["le courrier de vega games", "le courrier de vega kids"]
    said = [each.text for each in without_named(lines, names, "Le Courrier de Vega")]
    assert not {"Active", "Active, renews on 2 May 2027", "3.50 / month"} & set(said)
