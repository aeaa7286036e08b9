"""Which words belong to a field: they decide whether a password may go there."""

from browser_agent.labels import field_label, label_at
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


def test_a_buttons_two_lines_are_its_label_wherever_the_point_is() -> None:
    """The boxes of two lines overlap: the press was "Mitgliedschaft", and what of it, unknown."""
    button = [
        TextLine("Mitgliedschaft endg\u00fcltig", 373, 433, 584, 458, 1.0),
        TextLine("beenden", 440, 451, 517, 469, 1.0),
    ]
    for y in (440, 452, 460):
        assert label_at(button, 478, y) == "Mitgliedschaft endg\u00fcltig beenden"
    menu = [TextLine("Account", 440, 433, 520, 451, 1.0), TextLine("Help", 460, 466, 500, 484, 1.0)]
    assert label_at(menu, 478, 440) == "Account"


def test_a_day_with_a_stop_parts_no_label() -> None:
    button = [TextLine("Am 3. Dezember 2026 beenden", 630, 393, 860, 411, 1.0)]
    assert label_at(button, 790, 402) == "Am 3. Dezember 2026 beenden"


def test_entries_of_a_list_are_no_two_lines_of_one_button() -> None:
    entries = [
        TextLine("Change plan", 300, 400, 388, 418, 1.0),
        TextLine("Cancel plan", 300, 418, 384, 436, 1.0),
    ]
    assert label_at(entries, 340, 426) == "Cancel plan"
    caption = [
        TextLine("Cancel subscription", 300, 400, 460, 418, 1.0),
        TextLine("Ends on 3 May 2027", 312, 418, 448, 434, 1.0),
    ]
    assert label_at(caption, 380, 408) == "Cancel subscription"


def test_the_words_after_a_large_box_to_tick_are_its_label() -> None:
    lines = [line("I understand that I lose access", 390, 207), line("Stop it", 360, 272)]
    assert label_at(lines, 368, 216) == "I understand that I lose access"
    assert label_at(lines, 340, 216) == ""
