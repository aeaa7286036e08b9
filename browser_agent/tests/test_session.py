"""Which words belong to a field: they decide whether a password may go there."""

from browser_agent.session import field_label
from kernel.ocr import TextLine


def line(text: str, x: int, y: int) -> TextLine:
    return TextLine(text, x, y, x + 8 * len(text), y + 18, 0.99)


def test_a_placeholder_names_its_field_though_the_point_lies_behind_it() -> None:
    lines = [line("[email]", 300, 200), line("Password", 300, 260)]
    assert field_label(lines, 420, 269) == "Password"


def test_words_above_name_a_field_that_is_empty() -> None:
    lines = [line("Email", 300, 100), line("Password", 300, 160)]
    assert field_label(lines, 420, 195) == "Password"


def test_words_far_to_the_left_belong_to_something_else() -> None:
    lines = [line("Password", 20, 260), line("Email", 300, 235)]
    assert field_label(lines, 420, 269) == "Email"
