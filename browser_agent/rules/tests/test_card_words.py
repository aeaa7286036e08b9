"""What a card's number ends in, questions with two negations, and rows with a link as their way."""

from dataclasses import replace

import pytest

from browser_agent.asking import above, is_final
from browser_agent.lexicon import plain
from browser_agent.policy import Press, judge_press
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.roles import Role, meaning
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING
from browser_agent.rules.tests.vision_screens import case
from browser_agent.rules.wishes import wish_of
from browser_agent.stances import Stance, stances
from kernel.ocr import TextLine

CARDS = [
    "Mastercard ending in 2201",
    "Visa endet auf 4242",
    "Carte bancaire se terminant par 4242",
    "Tarjeta terminada en 4242",
]


@pytest.mark.parametrize("words", CARDS)
def test_the_end_of_a_number_is_no_way_on(words: str) -> None:
    page = case(words, **LEAVING)
    assert meaning(page.screen.controls[0], inside=True) is Role.NONE
    assert Stance.LEAVE not in stances(plain(words))
    press = Press(words, words, "account", commit=False)
    assert judge_press(press, action="cancel", commits=0).verdict == "deny"


@pytest.mark.parametrize("words", ["End Visa plan in 2026", "Membership ending in 2026"])
def test_a_year_is_no_number_of_a_card(words: str) -> None:
    press = Press(words, words, "account", commit=False)
    assert judge_press(press, action="cancel", commits=0).rule != "changes_something_else"
    assert Stance.LEAVE in stances(plain(words))


LEAVES = [
    ("\u00bfSeguro que no quieres quedarte?", "S\u00ed, no quiero quedarme"),
    ("Sure you don't want to stay?", "Yes, I don't want to stay"),
]
STAYS = [
    ("\u00bfSeguro que quieres cancelar?", "No quiero quedarme sin mis series"),
    ("Cancel your plan?", "I don't want to stay without my shows"),
    ("Abo k\u00fcndigen?", "Ich will nicht ohne meine Serien dastehen"),
    ("R\u00e9silier votre abonnement ?", "Je ne veux pas rester sans mes s\u00e9ries"),
]


@pytest.mark.parametrize(("question", "words"), LEAVES)
def test_who_does_not_want_to_stay_leaves(question: str, words: str) -> None:
    lines = [TextLine(question, 300, 60, 700, 80, 1.0), TextLine(words, 300, 120, 500, 138, 1.0)]
    assert is_final(words, above(lines, 400, 129), "cancel")


@pytest.mark.parametrize(("question", "words"), STAYS)
def test_who_does_not_want_to_be_left_without_stays(question: str, words: str) -> None:
    lines = [TextLine(question, 300, 60, 700, 80, 1.0), TextLine(words, 300, 120, 500, 138, 1.0)]
    assert not is_final(words, above(lines, 400, 129), "cancel")
    page = case(question, f"[{words}]", **LEAVING)
    assert wish_of(page.screen.controls[-1].folded) != "leave"
    assert choose(page).target != words


def in_one_row(page: Case, words: str, link: str) -> Case:
    """The link at the right end of the row that the words begin."""
    row = next(each.box for each in page.screen.controls if each.text == words)
    placed = [
        replace(each, box=replace(row, x0=900, x1=960)) if each.text == link else each
        for each in page.screen.controls
    ]
    return Case(page.question, replace(page.screen, controls=tuple(placed)))


def test_the_link_at_the_end_of_the_row_is_the_way() -> None:
    page = case(
        "# Account", "Arbor (No Ads)", "Next billing date 12/14/2026", "$18.99",
        "Pause Your Subscription", "<PAUSE>", "Cancel Your Subscription", "<CANCEL>", **ACCOUNT,
    )  # fmt: skip
    page = in_one_row(page, "Pause Your Subscription", "PAUSE")
    page = in_one_row(page, "Cancel Your Subscription", "CANCEL")
    move = choose(page)
    assert (move.page, move.action, move.target) == ("account", "click", "CANCEL")


FEE = "If you cancel, an early termination fee of $49.00 will be charged today."


@pytest.mark.parametrize(
    "rows",
    [("Renews on December 5, 2026", FEE, "[Pause]", "[Cancel]"),
     ("Next payment December 5", "Before you go: get 50% off", "[Claim]", "[Cancel]")],
)  # fmt: skip
def test_an_account_that_tells_a_fee_or_offers_more_asks_something(rows: tuple[str, ...]) -> None:
    move = choose(case("# Account", "Arbor Premium", "$9.99 a month", *rows, **ACCOUNT))
    assert move.page == "offer" or move.action != "click"
