"""Several subscriptions in one account: what belongs to another one is neither pressed nor read."""

import pytest

from browser_agent.belonging import without_others
from browser_agent.rules.answer import _tells_a_day
from browser_agent.sayings import state_of, tells_a_day
from kernel.ocr import TextLine


def line(text: str, x: int, y: int, *, high: int = 18) -> TextLine:
    return TextLine(text, x, y, x + 8 * len(text), y + high, 0.98)


def rows(ours: str, theirs: str) -> list[TextLine]:
    return [
        line("Memberships", 100, 80, high=30),
        line("Vidora Premium", 180, 150),
        line("Individual membership", 180, 172),
        line(ours, 180, 194),
        line("Manage membership", 900, 165),
        line("Stellar Kitchen", 180, 270),
        line("Channel membership", 180, 292),
        line(theirs, 180, 314),
        line("End membership", 900, 285),
        line("Purchases", 100, 400, high=30),
    ]


@pytest.mark.parametrize("tells", [_tells_a_day, tells_a_day])
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Next billing date: Dec 19, 2026", "$4.99/month, renews Dec 2, 2026"),
        ("Canceled. Benefits end Dec 19, 2026", "$4.99/month, renews Dec 2, 2026"),
        ("Next billing date: Dec 19, 2026", "Expired on May 3, 2025"),
    ],
)
def test_the_row_of_another_name_is_left_out(tells: object, ours: str, theirs: str) -> None:
    left = [each.text for each in without_others(rows(ours, theirs), "Vidora", tells)]  # type: ignore[arg-type]
    assert "End membership" not in left
    assert theirs not in left
    assert {"Vidora Premium", ours, "Manage membership", "Purchases"} <= set(left)


def test_side_by_side_each_card_keeps_its_own_button() -> None:
    cards = [
        line("Halo TV", 100, 150),
        line("Renews on 16 December 2026", 100, 172),
        line("Manage", 100, 220),
        line("Boost", 600, 150),
        line("Renews on 2 December 2026", 600, 172),
        line("Cancel Boost", 600, 220),
    ]
    left = [each.text for each in without_others(cards, "Halo TV", tells_a_day)]
    assert left == ["Halo TV", "Renews on 16 December 2026", "Manage"]


def memberships(of_ours: str) -> list[TextLine]:
    """As one page of a British service lists them: each a title, a price and a day."""
    lines = [line("Your memberships", 174, 111, high=37)]
    for place, (name, day) in enumerate(
        (("Entertainment", "Renews on 27 November 2026"), ("Cinema", of_ours), ("Boost", "Renews"))
    ):
        top = 206 + 169 * place
        lines += [
            line(f"{name} Membership", 320, top, high=25),
            line("\u00a39.99 a month", 320, top + 33),
            line(f"Cancel {name}", 910, top + 33),
            line(day if name != "Boost" else "Renews on 27 November 2026", 320, top + 63),
        ]
    return lines


@pytest.mark.parametrize("tells", [_tells_a_day, tells_a_day])
@pytest.mark.parametrize(
    "day", ["Renews on 13 December 2026", "You have access until 13 December 2026"]
)
def test_a_part_of_the_service_s_name_is_its_own(tells: object, day: str) -> None:
    left = [
        each.text
        for each in without_others(memberships(day), "Nook Cinema Membership", tells)  # type: ignore[arg-type]
    ]
    assert "Cancel Cinema" in left
    assert day in left
    assert not {"Cancel Entertainment", "Cancel Boost"} & set(left)


@pytest.mark.parametrize("title", ["Your plan", "Next payment", "Mein Abo", "$12.99/month"])
def test_a_title_that_any_page_has_is_no_other_name(title: str) -> None:
    page = [
        line("Arbor TV", 100, 100),
        line("Renews on Dec 5, 2026", 100, 122),
        line(title, 100, 300),
        line("Your plan ends on Jan 5, 2027", 100, 322),
    ]
    assert without_others(page, "Arbor TV", tells_a_day) == page


def test_where_the_service_is_not_named_nothing_is_left_out() -> None:
    page = rows("Next billing date: Dec 19, 2026", "$4.99/month, renews Dec 2, 2026")
    assert without_others(page, "Someone Else", tells_a_day) == page
    assert without_others(page, "", tells_a_day) == page


def test_what_is_left_tells_the_state_of_the_one_that_is_meant() -> None:
    page = rows("Canceled. Benefits end Dec 19, 2026", "$4.99/month, renews Dec 2, 2026")
    assert state_of(page) == "unknown"
    assert state_of(without_others(page, "Vidora", tells_a_day)) == "cancelled"


@pytest.mark.parametrize("tells", [_tells_a_day, tells_a_day])
def test_a_chip_before_the_day_stands_under_the_same_title(tells: object) -> None:
    """The plan that had ended was nobody's, and the ones that go on spoke against it."""
    listed = [
        line("Entertainment Membership", 196, 315),
        line("Renews on 3 December 2026", 196, 345),
        line("Sports Membership", 196, 441),
        TextLine("Cancelled", 195, 471, 292, 496, 1.0),
        line("You can watch until 8 December 2026", 291, 473),
        line("Boost Membership", 196, 568),
        line("Renews on 3 December 2026", 196, 598),
    ]
    left = without_others(listed, "Arbor Sports Membership", tells)  # type: ignore[arg-type]
    assert [each.text for each in left] == [
        "Sports Membership", "Cancelled", "You can watch until 8 December 2026",
    ]  # fmt: skip


@pytest.mark.parametrize("tells", [_tells_a_day, tells_a_day])
def test_a_day_may_stand_in_the_next_cell(tells: object) -> None:
    listed = [
        line("Canal Campo", 183, 280),
        line("Precio", 183, 320),
        line("3,00 \u20ac / mes", 800, 320),
        line("Se renueva el", 183, 350),
        line("03/12/2026", 800, 350),
        line("mirada PLUS Mensual", 183, 590),
        line("Precio", 183, 640),
        line("Tu suscripci\u00f3n finaliza el 27/12/2026.", 183, 680),
    ]
    left = [each.text for each in without_others(listed, "mirada PLUS", tells)]  # type: ignore[arg-type]
    assert "Se renueva el" not in left
    assert "Tu suscripci\u00f3n finaliza el 27/12/2026." in left


@pytest.mark.parametrize("tells", [_tells_a_day, tells_a_day])
def test_what_stands_in_brackets_does_not_name_the_row(tells: object) -> None:
    listed = [
        line("Courtside sports add-on (works without a Vantapix plan)", 268, 227),
        line("$5.99/month, Renews December 28, 2026", 268, 257),
        line("Vantapix Premium", 268, 459),
        line("Canceled. You can watch until January 5, 2027", 268, 489),
    ]
    left = [each.text for each in without_others(listed, "Vantapix", tells)]  # type: ignore[arg-type]
    assert left == ["Vantapix Premium", "Canceled. You can watch until January 5, 2027"]


@pytest.mark.parametrize("tells", [_tells_a_day, tells_a_day])
def test_rows_close_to_each_other_under_one_heading(tells: object) -> None:
    """No more than two lines apart, so that what stands above one row ran on into the other."""
    listed = [
        line("Meine Abonnements", 100, 80, high=20),
        line("Gridiron Pass", 100, 122),
        line("16,99 \u20ac pro Monat \u00b7 n\u00e4chste Zahlung am 11. Dezember 2026", 100, 142),
        line("Abo verwalten", 900, 132),
        line("Arbor Unlimited", 100, 186),
        line("Gek\u00fcndigt \u2013 endet am 4. Februar 2027", 100, 206),
        line("Abo verwalten", 900, 196),
    ]
    left = without_others(listed, "Arbor Unlimited", tells)  # type: ignore[arg-type]
    assert [each.text for each in left] == [
        "Arbor Unlimited",
        "Gek\u00fcndigt \u2013 endet am 4. Februar 2027",
        "Abo verwalten",
    ]
    assert state_of(left) == "cancelled"


def test_a_card_with_two_days_is_one_card() -> None:
    card = [
        line("Your membership", 100, 80, high=20),
        line("Standard with adverts", 100, 122),
        line("Member since 3 January 2026", 100, 142),
        line("Next payment: 12 December 2026", 100, 162),
        line("Cancel Arbor", 100, 200),
    ]
    assert without_others(card, "Arbor", tells_a_day) == card


def test_two_sentences_in_one_line_are_no_name_of_another_service() -> None:
    talk = [
        line("Understood. If I go ahead, Arbor Plus ends on 28 November 2026.", 100, 80),
        line("Yes, cancel it", 700, 140),
        line("Done. Your subscription is cancelled. You can keep", 100, 200),
        line("watching until 28 November 2026.", 100, 222),
    ]
    assert without_others(talk, "Arbor TV", tells_a_day) == talk


@pytest.mark.parametrize(
    "rows",
    [
        ("Valid until 3 December 2026", "Automatic billing", "Renews on 3 December 2026"),
        (
            "G\u00fcltig bis 3. Dezember 2026",
            "Zahlung per Lastschrift",
            "Verl\u00e4ngert sich am 3. Dezember 2026",
        ),
        ("Valid until 3 December 2026", "Kestrel Wallet", "Renews on 3 December 2026"),
    ],
)
@pytest.mark.parametrize("tells", [_tells_a_day, tells_a_day])
def test_other_words_between_two_days_part_no_card(tells: object, rows: tuple[str, ...]) -> None:
    first, between, last = rows
    card = [
        line("Arbor TV Premium", 100, 160),
        line(first, 100, 184),
        line(between, 100, 220),
        line(last, 100, 242),
    ]
    left = without_others(card, "Arbor TV", tells)  # type: ignore[arg-type]
    assert left == card
    assert state_of(left) != "cancelled"


def test_side_by_side_what_stands_at_the_right_is_the_right_cards() -> None:
    cards = [
        line("Arbor TV", 100, 150),
        line("Renews on 16 December 2026", 100, 172),
        line("Manage", 100, 220),
        line("Boost", 600, 150),
        line("Renews on 2 December 2026", 600, 172),
        line("End membership", 900, 162),
    ]
    left = [each.text for each in without_others(cards, "Arbor TV", tells_a_day)]
    assert left == ["Arbor TV", "Renews on 16 December 2026", "Manage"]


def test_a_long_list_of_ones_own_days_is_gone_through_once() -> None:
    """Each row asked for all rows above it anew: sixteen took forty seconds."""
    bills = [
        line(text, 100, 80 + 44 * row + 20 * part)
        for row in range(28)
        for part, text in enumerate(("Arbor TV Premium", f"Next payment: {row + 1} December 2026"))
    ]
    assert without_others(bills, "Arbor TV", tells_a_day) == bills


@pytest.mark.parametrize("tells", [_tells_a_day, tells_a_day])
def test_beside_the_service_itself_a_longer_name_is_another_one(tells: object) -> None:
    cards = [
        line("Vega Kids Club", 180, 150, high=24),
        line("Renews 2 December 2026", 180, 190),
        line("Cancel", 900, 165),
        line("Vega", 180, 290, high=24),
        line("Renews 19 December 2026", 180, 330),
        line("Manage", 900, 305),
    ]
    left = [each.text for each in without_others(cards, "Vega", tells)]  # type: ignore[arg-type]
    assert "Cancel" not in left
    assert {"Vega", "Manage"} <= set(left)
    same = [*cards[:1], line("Renews 19 December 2026", 180, 190), *cards[2:]]
    assert len(without_others(same, "Vega", tells)) == len(same)  # type: ignore[arg-type]


@pytest.mark.parametrize("tells", [_tells_a_day, tells_a_day])
def test_the_last_link_of_the_card_above_is_no_title(tells: object) -> None:
    cards = [
        line("Vega Plus", 180, 150),
        line("Membership ended, access until 3 January 2027", 180, 174),
        line("Resume membership", 182, 205),
        line("Sport Arena channel", 180, 262),
        line("$5.99/month. Renews 19 December 2026", 180, 287),
    ]
    left = [each.text for each in without_others(cards, "Vega Plus", tells)]  # type: ignore[arg-type]
    assert left == [each.text for each in cards[:3]]


@pytest.mark.parametrize("tells", [_tells_a_day, tells_a_day])
def test_of_a_part_its_own_name_tells_which_card_it_is(tells: object) -> None:
    """Beside it stands the plan of whoever sells it, whose name the part's bears as well."""
    cards = [
        line("Vidalora Plus", 180, 150),
        line("Renews on December 21, 2026", 180, 172),
        line("Nightreel", 180, 270),
        line("Cancelled. Your access to Nightreel ends on", 180, 292),
        line("December 9, 2026", 180, 314),
        line("Pitchside Live", 180, 390),
        line("Renews on December 17, 2026", 180, 412),
    ]
    left = without_others(cards, "Nightreel channel on Vidalora", tells)  # type: ignore[arg-type]
    assert [each.text for each in left] == [each.text for each in cards[2:5]]
