import pytest

from browser_agent.rules.instruct.choosing import matched
from browser_agent.rules.instruct.words import LOOKALIKE, likeness, share_root


def test_the_very_same_word_beats_one_in_other_letters() -> None:
    assert likeness("ok", "ok") > likeness("ok", "OK") > likeness("ok", "0K") >= LOOKALIKE


@pytest.mark.parametrize(("one", "other"), [("no", "on"), ("yes", "no"), ("a1", "b2")])
def test_short_words_are_not_alike_by_chance(one: str, other: str) -> None:
    assert likeness(one, other) == 0


def test_a_letter_misread_in_a_long_word_is_forgiven() -> None:
    assert 0.72 < likeness("Timor-Leste", "Timor-Lesfe") < LOOKALIKE


def test_words_of_one_root_belong_together() -> None:
    assert share_root("directed by", "Director Name")
    assert not share_root("from year", "Genre")


def test_each_item_is_matched_once_and_the_surest_first() -> None:
    assert matched(["IXRS", "lXRS"], ["lXRS", "IXRS", "other"]) == {0: 1, 1: 0}


def test_a_word_that_could_not_be_read_is_the_one_left_over() -> None:
    assert matched(["ab", "zz"], ["ab", ""]) == {0: 0, 1: 1}
