"""Words of staying and of leaving that an auditor read: each with the input that showed it."""

import pytest

from browser_agent.lexicon import ends, forbidden_on_cancel, plain
from browser_agent.rules.roles import role_of
from browser_agent.rules.text import fold
from browser_agent.rules.wishes import wish_of


@pytest.mark.parametrize(
    "words",
    ["I don't want to stay without ads", "I can't stay without a lower price",
     "I don't want to stay without a discount, cancel"],
)  # fmt: skip
def test_who_does_not_stay_without_a_lower_price_leaves(words: str) -> None:
    assert wish_of(fold(words)) == "leave"
    assert forbidden_on_cancel(plain(words)) is None


@pytest.mark.parametrize(
    "words",
    ["I don't want to stay without Arbor", "Je ne veux pas rester sans offre"],
)  # fmt: skip
def test_who_does_not_want_to_be_without_it_stays(words: str) -> None:
    assert wish_of(fold(words)) != "leave"
    assert forbidden_on_cancel(plain(words)) == "keep"


@pytest.mark.parametrize(
    "words", ["Leave it be", "Leave my plan the way it is", "Leave the plan on", "Leave it on"]
)
def test_what_is_left_as_it_is_ends_nothing_for_the_rail_either(words: str) -> None:
    assert forbidden_on_cancel(plain(words)) == "keep"
    assert not ends(plain(words))


@pytest.mark.parametrize("words", ["Give notice on parking", "Give notice for Kids Club"])
def test_notice_of_another_thing_ends_nothing(words: str) -> None:
    assert not ends(plain(words))


@pytest.mark.parametrize(
    "words",
    ["Give notice", "Serve notice", "Give notice to cancel", "Give written notice",
     "Give notice on my contract", "Leave it", "Leave now"],
)  # fmt: skip
def test_notice_alone_and_leaving_end_it(words: str) -> None:
    assert ends(plain(words))
    assert role_of(fold(words)) >= 0
