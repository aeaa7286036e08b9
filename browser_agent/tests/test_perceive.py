"""Masking, on pictures that are really drawn and really read."""

import pytest
from PIL import Image, ImageDraw, ImageFont

from browser_agent.hidings import Hiding, drawn_around
from browser_agent.perceive import find_secrets, hide, mask
from browser_agent.vault import Vault
from kernel.ocr import Reader, TextLine

EMAIL = "maria.lopez92@example.org"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def drawn(*lines: str, dark: bool = False) -> Image.Image:
    ground, ink = ((16, 20, 44), (235, 235, 245)) if dark else ((255, 255, 255), (20, 20, 20))
    picture = Image.new("RGB", (900, 60 + 60 * len(lines)), ground)
    pen = ImageDraw.Draw(picture)
    for index, line in enumerate(lines):
        pen.text((40, 30 + 60 * index), line, fill=ink, font=ImageFont.load_default(20))
    return picture


@pytest.mark.parametrize("dark", [False, True])
def test_what_was_painted_over_cannot_be_read_any_more(reader: Reader, dark: bool) -> None:
    vault = Vault({"email": EMAIL, "password": "Tr0ub4dor&3x", "code": "481516"})
    picture = drawn(
        f"Signed in as {EMAIL} since May 2024",
        "Password: Tr0ub4dor&3x",
        "Your code is 481516",
        "Your plan renews on December 14, 2026",
        "Hi Maria!",
        dark=dark,
    )
    painted, lines = mask(picture, reader.read(picture), vault)

    read_again = " ".join(line.text for line in Reader().read(painted)).casefold()
    told = " ".join(line.text for line in lines).casefold()
    for text in (read_again, told):
        for trace in ("lopez", "maria", "tr0ub", "dor&3", "481516"):
            assert trace not in text
        assert "december 14, 2026" in text
        assert "since may 2024" in text
    assert "[email]" in told
    assert (
        picture.getpixel((45, 42)) == drawn("x", dark=dark).getpixel((0, 0)) or picture != painted
    )


def test_a_line_under_the_name_is_painted_though_their_boxes_overlap() -> None:
    """The lower line's middle lies in the patch over the upper one, which does not cover it."""
    vault = Vault({"email": EMAIL})
    picture = drawn("x")
    pen = ImageDraw.Draw(picture)
    pen.text((40, 60), EMAIL, fill=(20, 20, 20), font=ImageFont.load_default(20))
    lines = [
        TextLine("Maria Lopez", 40, 36, 150, 74, 0.98),
        TextLine(EMAIL, 40, 58, 290, 86, 0.98),
    ]
    painted, clean = mask(picture, lines, vault)
    assert "lopez" not in " ".join(line.text for line in clean).casefold()
    told = " ".join(line.text for line in Reader().read(painted)).casefold()
    assert not any(trace in told for trace in ("lopez", "example", "92"))


def form(label: str, shown: str, *, edge: str = "grey", wide: int = 1) -> Image.Image:
    picture = Image.new("RGB", (900, 300), "white")
    pen = ImageDraw.Draw(picture)
    pen.text((40, 40), label, fill="black", font=ImageFont.load_default(18))
    pen.rectangle((40, 70, 440, 114), outline=edge, width=wide)
    pen.text((52, 82), shown, fill="black", font=ImageFont.load_default(18))
    pen.rectangle((40, 140, 160, 180), fill=(10, 60, 220))
    return picture


def test_the_place_of_a_field_is_painted_as_long_as_the_field_is_there(reader: Reader) -> None:
    """A password that is shown, a ring of focus and a line in red leave the field where it was; on
    the next page the same place may bear the label of another field."""
    vault = Vault({"password": "Tr0ub4dor&3x"})
    typed = form("Password", "xoxo oxox xoxo")
    place = (50, 80, 200, 106)
    field = Hiding(place, "password", drawn_around(typed, place))
    for picture in (
        typed,
        form("Password", "Tr0u b4d or3x"),
        form("Password", "xoxo oxox xoxo", edge="red"),
    ):
        _, lines = mask(picture, reader.read(picture), vault, [field])
        assert "[password]" in [line.text for line in lines]
    focused = form("Password", "Tr0u b4d or3x", edge="black", wide=2)
    _, lines = mask(focused, reader.read(focused), vault, [field])
    assert "[password]" in [line.text for line in lines]

    next_page = drawn("Your account", "Next payment: December 14", "Manage plan")
    for sent in (True, False):
        there = Hiding((38, 88, 300, 116), "password", field.around, left=sent)
        _, lines = mask(next_page, reader.read(next_page), vault, [there])
        assert ("Next payment: December 14" in [line.text for line in lines]) is sent


def test_boxes_for_a_code_where_the_dots_were_are_seen(reader: Reader) -> None:
    """A page that draws its next form in the same place, under the same address."""
    place = (50, 80, 200, 106)
    field = Hiding(place, "password", drawn_around(form("Password", "x0x0 0x0x"), place), left=True)
    code = Image.new("RGB", (900, 300), "white")
    pen = ImageDraw.Draw(code)
    pen.text((40, 20), "Enter the code", fill="black", font=ImageFont.load_default(18))
    for x in range(40, 400, 60):
        pen.rectangle((x, 62, x + 48, 110), outline="grey")
    painted, _ = mask(code, reader.read(code), Vault({"password": "Tr0ub4dor&3x"}), [field])
    assert painted.tobytes() == code.tobytes()
    error = form("Password", "x0x0 0x0x", edge="red")
    kept, _ = mask(error, reader.read(error), Vault({"password": "Tr0ub4dor&3x"}), [field])
    assert kept.tobytes() != error.tobytes()


def test_a_field_is_painted_over_by_its_place(reader: Reader) -> None:
    vault = Vault({"email": EMAIL})
    picture = drawn("unreadable scribble", "Log in")
    painted, lines = mask(
        picture, reader.read(picture), vault, [Hiding((30, 20, 400, 60), "email")]
    )
    assert [line.text for line in lines] == ["[email]", "Log in"]
    assert "scribble" not in " ".join(line.text for line in Reader().read(painted))


def test_a_label_where_the_dots_were_is_read_once_the_form_was_sent(reader: Reader) -> None:
    """It came back with an error, and stands lower; what may be a secret stays covered."""
    vault, place = Vault({"password": "Tr0ub4dor rexa"}), (30, 20, 400, 60)
    for words, sent, kept in (
        ("Enter your password again", True, True),
        ("Enter your password again", False, False),
        ("Tr0ub4dor rexa", True, False),
        ("l2bz7kqpa", True, False),
    ):
        picture = drawn(words, "Next")
        field = Hiding(place, "password", left=sent)
        _, lines = mask(picture, reader.read(picture), vault, [field])
        assert (lines[0].text == words) is kept, words


def test_a_row_of_dots_is_lower_than_the_label_that_has_come_there(reader: Reader) -> None:
    picture = drawn("Mot de passe", "Next")
    lines = reader.read(picture)
    top = lines[0].y0
    low = Hiding((36, top - 3, 240, top + 5), "password", left=True)  # its letters' upper edge
    painted, _ = mask(picture, lines, Vault({"password": "Tr0ub4dor&3x"}), [low])
    assert painted.tobytes() == picture.tobytes()
    sure = Hiding((36, top - 3, 240, top + 5), "password")
    kept, _ = mask(picture, lines, Vault({"password": "Tr0ub4dor&3x"}), [sure])
    assert kept.tobytes() != picture.tobytes()


@pytest.mark.parametrize("asks", ["Enter your password", "Mot de passe", "Passwort"])
def test_the_next_forms_field_in_the_same_place_is_not_the_address(
    reader: Reader, asks: str
) -> None:
    picture = drawn(asks, "Next")
    _, lines = mask(
        picture, reader.read(picture), Vault({"email": EMAIL}), [Hiding((30, 20, 400, 60), "email")]
    )
    assert [line.text for line in lines] == [asks, "Next"]
    _, lines = mask(
        picture,
        reader.read(picture),
        Vault({"password": "x"}),
        [Hiding((30, 20, 400, 60), "password")],
    )
    assert lines[0].text == "[password]"


def test_a_field_that_was_emptied_shows_that_it_is(reader: Reader) -> None:
    """The page came back with empty fields: the name of a secret there would call it filled."""
    picture = drawn("Log in")
    place = Hiding((30, 300, 400, 340), "email")
    ImageDraw.Draw(picture).line((60, 305, 60, 335), fill="black")  # the caret
    painted, lines = mask(picture, reader.read(picture), Vault({"email": EMAIL}), [place])
    assert [line.text for line in lines] == ["Log in"]
    assert painted.tobytes() == picture.tobytes()


@pytest.mark.parametrize(
    "seen",
    [
        "maria.lopez92@example.org",
        "MARIA.LOPEZ92@EXAMPLE.ORG",
        "maria.1opez92@examp1e.org",
        "maria. lopez92 @example.org",
        "marla.lopez9Z@exanple.org",
        "maria.lopez92",
    ],
)
def test_ocr_mistakes_do_not_let_an_address_through(seen: str) -> None:
    found = find_secrets(f"Account of {seen} (you)", Vault({"email": EMAIL}))
    assert found
    start, end, name = found[0]
    assert name == "email"
    assert start <= len("Account of ") + 1
    assert end >= len(f"Account of {seen}") - 1


@pytest.mark.parametrize(
    "text",
    [
        "Cancel membership",
        "Your plan renews on December 14, 2026",
        "$15.49 per month",
        "Keep watching Marina Bay",
        "Card ending 4242",
    ],
)
def test_ordinary_words_stay(text: str) -> None:
    vault = Vault({"email": EMAIL, "password": "s3cret-Pass", "code": "123456", "cvv": "291"})
    assert find_secrets(text, vault) == []


def test_a_local_part_of_ordinary_words_does_not_blind_the_model() -> None:
    vault = Vault({"email": "cancel.account@example.org"})
    assert find_secrets("Cancel account", vault) == []
    assert find_secrets("cancel.account@example.org", vault) != []


def test_short_numbers_are_hidden_as_whole_numbers_only() -> None:
    vault = Vault({"cvv": "291"})
    assert [found[2] for found in find_secrets("Security code 291", vault)] == ["cvv"]
    assert find_secrets("Order 129134, $2.91 or 291.50", vault) == []


@pytest.mark.parametrize("said", ["December 7, 2026", "Ends on 7/2026", "7.2026"])
def test_a_day_is_no_code_though_most_of_its_digits_are(said: str) -> None:
    """The day on which a plan ends was painted over."""
    vault = Vault({"code": "720261"})
    assert find_secrets(said, vault) == []
    for shown in ("Code: 720 261", "Your code: 720.261", "720,261", "7202/61"):
        assert find_secrets(shown, vault) != []
    assert find_secrets("Code: 72026l", vault) != []  # as recognition may read it


def test_a_used_up_code_is_still_hidden() -> None:
    vault = Vault({"code": "481516"})
    vault.drop("code")
    assert vault.names == []
    assert find_secrets("481 516", vault) != []


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Visa 4242 4242 4242 4242", "Visa [number]"),
        ("Card: 5555-5555-5555-4444", "Card: [number]"),
        ("Visa ending in 4242", "Visa ending in [digits]"),
        ("Mastercard •••• 1881", "Mastercard •••• [digits]"),
        ("Tarjeta terminada en 4242", "Tarjeta terminada en [digits]"),
        ("Call me at +34 612 345 678", "Call me at [phone]"),
        ("Your plan renews on December 14, 2026", "Your plan renews on December 14, 2026"),
        ("From 2026-12-14 to 2027-01-14", "From 2026-12-14 to 2027-01-14"),
        ("Reference 4242 4242 4242 4241", "Reference 4242 4242 4242 4241"),
        ("+2 days, 30 more", "+2 days, 30 more"),
        ("someone.else@example.net", "someone.else@example.net"),
    ],
)
def test_numbers_that_are_the_customers_go_though_nobody_gave_them(text: str, hidden: str) -> None:
    assert hide(text, Vault({})) == hidden


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Hello Maria!", "Hello [name]!"),
        ("Guten Tag, Frau Dr. Aydin", "Guten Tag, Frau Dr. [name]"),
        ("Bonjour Jean-Luc", "Bonjour [name]"),
        ("Hi, Mary Ann", "Hi, [name]"),
        ("Welcome back, Imogen", "Welcome back, [name]"),
        ("Welcome back", "Welcome back"),
        ("Welcome Back", "Welcome Back"),
        ("Hi there!", "Hi there!"),
        ("Welcome to Arbor", "Welcome to Arbor"),
        ("Hallo zusammen", "Hallo zusammen"),
    ],
)
def test_who_is_greeted_is_the_customer(text: str, hidden: str) -> None:
    assert hide(text, Vault({})) == hidden
