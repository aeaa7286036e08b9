"""A service within another one is ended under its own words only."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from PIL import Image

from browser_agent.commit import CommitGuard, Told
from browser_agent.contract import Task
from browser_agent.eyes import Eyes
from browser_agent.parts import bears, ends_the_seller, own_word
from browser_agent.policy import Press, judge_press
from browser_agent.progress import Progress
from browser_agent.screen import Frame
from browser_agent.seen import Seen
from browser_agent.session import Session
from browser_agent.siblings import Siblings
from browser_agent.tests.plain_site import step
from browser_agent.twin import Twin
from browser_agent.verify import Judges
from kernel.ocr import Reader, TextLine

CHANNEL = "Tidecast CineVault channel"
URL = "https://example.com/account"
ANSWER: dict[str, Any] = {
    "state": "cancelled", "confidence": 0.95, "page": "account", "effective_date": None,
    "target": "End membership",
}  # fmt: skip


@pytest.mark.parametrize(
    ("service", "own"),
    [
        ("Tidecast CineVault channel", "cinevault"),
        ("CineVault channel on Tidecast", "cinevault"),
        ("Canal CineVault en Tidecast", "cinevault"),
        ("Cha\u00eene CineVault sur Tidecast", "cinevault"),
        ("CineVault-Kanal bei Tidecast", "cinevault"),
        ("CineVault (Tidecast channel)", "cinevault"),
        ("Tidecast Channels: CineVault", "cinevault"),
        ("Prime Video STARZ channel", "starz"),
        ("Prime Video Max channel", "max"),
        ("Prime Video MGM+ channel", "mgm"),
        ("Arbor TV W24 channel", "w24"),
        ("Arbor Premium Kino add-on", "kino"),
        ("Tidecast F1 channel", "f1"),
        ("Option Sport chez Arbor", "sport"),
        ("Arbor option Sport", "sport"),
        ("Tidecast Movies & More add-on", "movies"),
        ("The Criterion Channel", None),
        ("Wrenfield Docs on Orrin Video", "wrenfield docs"),
        ("Tidecast via Orrin", "tidecast"),
        ("Canal Campo y Caza", None),
        ("Travel Channel", None),
        ("Canal+", None),
        ("Arbor TV", None),
        ("Arbor Channel Plus", None),
        ("Tidecast (US)", None),
    ],
)
def test_the_word_that_only_the_part_bears(service: str, own: str | None) -> None:
    assert own_word(service) == own


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("Unsubscribe from CINEVAULT?", True),
        ("CineVault, renews on December 6", True),
        ("End your Tidecast membership", False),
        ("You will also lose your CineVault channel on December 19, 2026.", False),
        ("Includes your channels: CineVault, Kitchen", False),
        ("CineVaults", False),
    ],
)
def test_what_is_ended_has_to_bear_it(said: str, *, named: bool) -> None:
    assert bears(CHANNEL, ["Account", said]) is named
    assert bears("Tidecast", [said])


def seen(*words: str) -> Seen:
    lines = tuple(TextLine(word, 0, 20 * i, 99, 20 * i + 15, 1.0) for i, word in enumerate(words))
    blank = Image.new("RGB", (200, 200), "white")
    return Seen(Frame(blank, blank, 0), blank, lines, URL)


def task(service: str) -> Task:
    return Task("t", service, "cancel", URL, origins=("example.com",))


def votes(service: str, page: Seen, *, known: Siblings | None = None) -> set[str]:
    rules = cast(Eyes, SimpleNamespace(ask=lambda *_, **__: ANSWER, model="r", answered_by="r"))
    judges = Judges(
        task(service),
        model=rules,
        second=rules,
        reader=cast(Reader, _Reads(page)),
        siblings=known or Siblings(service),
    )
    return set(judges.look(page, None)[1].values())


class _Reads:
    def __init__(self, page: Seen) -> None:
        self._page = page

    def read(self, _: Image.Image) -> tuple[TextLine, ...]:
        return self._page.lines


def test_a_page_that_does_not_name_the_part_proves_nothing_of_it() -> None:
    page = seen("Tidecast membership", "Your Tidecast membership ends on December 19, 2026.")
    assert votes("Tidecast", page) == {"cancelled"}
    assert votes(CHANNEL, page) == {"unknown"}
    named = seen("CineVault channel", "Cancelled. It ends on December 6, 2026.")
    assert votes(CHANNEL, named) == {"cancelled"}


def test_a_last_press_on_a_page_that_does_not_name_the_part_has_no_second_source() -> None:
    page = seen("End your Tidecast membership", "You will lose access.", "End membership")
    press = Press("End membership", "End membership", "confirm", commit=True)
    for agrees in (True, False):
        twin = cast(Twin, SimpleNamespace(is_independent=agrees, opinion=lambda *_: ANSWER))
        guard = CommitGuard(
            task(CHANNEL),
            cast(Session, None),
            twin=twin,
            reader=cast(Reader, None),
            told=cast(Told, None),
            siblings=Siblings(CHANNEL),
        )
        assert not guard.agreed(press, ANSWER, page, 10, 45)


def test_the_way_out_has_to_be_pressed_in_the_parts_own_card() -> None:
    """The page named the part further down, and the membership above it was ended."""
    names = ("Tidecast membership", "Renews December 19", "End membership", "", "", "", "CineVault")
    page = seen(*names, "$5.99/month", "Unsubscribe")
    for row, own in ((2, False), (8, True)):
        progress = Progress()
        y = round((20 * row + 7) * 1000 / page.picture.height)
        told = step("click", "account", state="active", target="Cancel subscription", x=9, y=y)
        progress.learn(told, page, task(CHANNEL), inside=False)
        assert progress.named_part is own


def test_a_question_about_the_membership_around_it_is_refused() -> None:
    said = ["End your Tidecast membership?", "You will lose access on December 19, 2026."]
    assert ends_the_seller(CHANNEL, said)
    assert not ends_the_seller(CHANNEL, ["Unsubscribe from CineVault on Tidecast?"])
    assert not ends_the_seller("Tidecast", said)


def test_of_a_part_its_own_card_has_to_say_it() -> None:
    """The membership had ended, and the channel was named below it."""
    rest = ("", "", "", "", "", "", "Channels", "CineVault", "$5.99/month")
    page = seen("Cancelled. Your membership ends on December 19, 2026.", *rest)
    assert votes(CHANNEL, page) == {"unknown"}


def tile(text: str, x: int, y: int, high: int = 18) -> TextLine:
    return TextLine(text, x, y, x + 9 * len(text), y + high, 0.99)


SOLD = tile("Manage your music subscription", 165, 370)
LISTED = [tile("Orrery Select", 816, 220), tile("Orrery Tunes Family", 165, 346), SOLD]
TUNES = [tile("Orrery Tunes Family", 145, 200, 34), tile("Cancel Tunes subscription", 160, 300)]


def siblings(*lines: TextLine, service: str = "Orrery Select") -> Siblings:
    found = Siblings(service)
    found.learn(lines)
    return found


def test_a_page_of_another_product_of_the_brand_is_known_once_both_were_listed() -> None:
    assert siblings(*LISTED).has(TUNES)
    back = tile("Back to Orrery Select", 145, 500)
    assert siblings(*LISTED).has([*TUNES, back])  # titled by the other one
    assert not siblings(*LISTED).has([tile("Orrery Tunes Family", 145, 200), back])
    assert not siblings().has(TUNES)
    plan = (tile("Orrery Select", 100, 220), tile("Orrery Tunes Family", 100, 244), SOLD)
    assert not siblings(*plan).has(TUNES)  # right below the name stands its plan
    title = (tile("Orrery Select", 100, 120, 34), *LISTED[1:])
    assert not siblings(*title).has(TUNES)
    logo = (tile("Orrery Select", 20, 40), *LISTED[1:])
    assert not siblings(*logo).has(TUNES)
    assert siblings(tile("Orrery", 816, 220), *LISTED[1:], service="Orrery").has(TUNES)
    assert not siblings(*LISTED[:2]).has(TUNES)  # nothing that is sold
    site = (tile("Orrery", 100, 200), tile("Orrery Help Center", 165, 346), SOLD)
    assert not siblings(*site, service="Orrery").has([tile("Orrery Help Center", 20, 700)])
    tier = (tile("Orrery", 816, 220), tile("Orrery Premium", 165, 346), SOLD)
    assert not siblings(*tier, service="Orrery").has([tile("Orrery Premium", 145, 200, 34)])


def test_another_contract_of_the_same_list_is_another() -> None:
    """It was taken from the list by its keys, and the last page named it, and not the service."""
    entries = ("Please select", "Arbor Streaming", "Birch Music")
    box = [tile(each, 270, 190 + 20 * n, 16) for n, each in enumerate(entries)]
    listed = siblings(tile("Contract", 262, 120, 16), *box, service="Arbor")
    last = [tile("Check your details", 280, 140, 28), tile("Birch Music", 600, 230)]
    foot = tile("\u00a9 2026 Arbor", 20, 700)
    assert listed.has([*last, foot])
    assert not listed.has([*last, tile("Arbor Streaming", 600, 260), foot])
    assert not siblings(*box, service="Arbor").has([*last, foot])  # no word of a contract above


def test_another_product_is_neither_ended_nor_a_proof() -> None:
    words = "Cancel Tunes subscription"
    press = Press(words, words, "account", commit=False, elsewhere=True)
    assert judge_press(press, action="cancel", commits=0).rule == "other"
    look = Press("Change", "Change", "account", commit=False, elsewhere=True)
    assert judge_press(look, action="cancel", commits=0).allowed
    page = seen("", "", "", "", "", "", "", "Orrery Tunes Family", "It was cancelled.")
    assert votes("Orrery Select", page) == {"cancelled"}
    assert votes("Orrery Select", page, known=siblings(*LISTED)) == {"unknown"}


@pytest.mark.parametrize(
    "name", ["Les Bulles du Canal", "Bulles du Canal", "Voces del Canal", "Stories of the Channel"]
)
def test_a_channel_within_a_name_sells_nothing(name: str) -> None:
    assert own_word(name) is None
