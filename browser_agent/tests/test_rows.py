"""Rows of an account page that belong to something else than the plan; links side by side."""

from types import SimpleNamespace
from typing import cast

import pytest
from PIL import Image, ImageDraw

from browser_agent import rejudge
from browser_agent.asking import Above, is_final, level_with
from browser_agent.belonging import without_others
from browser_agent.labels import field_label, label_at
from browser_agent.policy import Press, judge_press
from browser_agent.policy_typing import judge_secret
from browser_agent.rejudge import Look
from browser_agent.sayings import state_of
from browser_agent.scope import is_an_extras_row
from kernel.ocr import TextLine


def line(text: str, x0: int, y0: int, x1: int, y1: int) -> TextLine:
    return TextLine(text, x0, y0, x1, y1, 0.99)


PAGE = (
    line("Brindille Extra", 309, 196, 442, 214),
    line("G\u00e9rer", 886, 215, 939, 234),
    line(
        "6,99 \u20ac / mois, prochain pr\u00e9l\u00e8vement le 18 d\u00e9cembre", 309, 217, 707, 238
    ),
    line("Option Marmots", 309, 322, 459, 343),
    line("D\u00e9sactiver", 844, 331, 939, 350),
    line("Offerte avec votre box internet, sans frais", 309, 344, 592, 363),
)


def judged(row: tuple[str, ...], label: str = "D\u00e9sactiver") -> str:
    press = Press(label, label, "account", commit=False, row=row)
    return judge_press(press, action="cancel", commits=0).rule


def test_an_option_beside_the_plan_is_not_ended() -> None:
    row = level_with(PAGE, 890, 340, service="Brindille")
    assert row == ("Option Marmots", "Offerte avec votre box internet, sans frais")
    assert judged(row) == "other"


def test_the_plans_own_row_is_its_own() -> None:
    assert level_with(PAGE, 912, 226, service="Brindille") == ()
    assert judged(level_with(PAGE, 912, 226, service="Brindille")) == "none_against"


@pytest.mark.parametrize(
    ("row", "added"),
    [
        (("Sports Pack", "$4.99 a month"), True),
        (("Fantasy coins top-up",), True),
        (("Zusatzpaket Kino",), True),
        (("Extra member", "Anna"), True),
        (("Sports Pack, renews June 3",), True),
        (("Sportpaket",), True),
        (("Premium plan, with the extras pack", "$9.99"), False),
        (("Standard", "Renews on December 4"), False),
        (("Auto-renewal", "On"), False),
        ((), False),
    ],
)
def test_what_an_extras_row_is(row: tuple[str, ...], *, added: bool) -> None:
    assert is_an_extras_row(row) is added
    assert (judged(row, "Cancel") == "other") is added


def test_of_two_links_in_one_line_the_one_under_the_point_counts() -> None:
    both = [line("Pause membership | Cancel membership", 276, 609, 516, 628)]
    assert label_at(both, 320, 618) == "Pause membership"
    assert label_at(both, 460, 618) == "Cancel membership"
    assert label_at(both, 396, 618) == both[0].text  # at the bar nobody can tell
    assert (
        label_at([line("Cancel membership", 276, 609, 516, 628)], 300, 618) == "Cancel membership"
    )


def test_the_words_before_a_field_are_its_label_and_not_those_above() -> None:
    rows = [
        line("Correo electr\u00f3nico: lucia.marin@example.com", 390, 104, 760, 131),
        line("Contrase\u00f1a:", 390, 131, 470, 148),
    ]
    assert field_label(rows, 656, 140) == "Contrase\u00f1a:"


def test_who_signs_in_is_no_label_of_the_password() -> None:
    page = [line("Log in to it with", 444, 237, 609, 258), line("[email]", 444, 260, 501, 282)]
    assert field_label(page, 607, 326) == ""
    assert field_label(page, 607, 300) == "Log in to it with"
    assert field_label([line("[email]", 460, 310, 520, 332)], 480, 320) == "[email]"


def test_a_setting_that_is_off_is_no_button_that_ends_the_plan() -> None:
    page = [line("Programm-Tipps: abbestellt", 308, 758, 508, 779), line("Konto", 40, 10, 90, 28)]
    assert state_of(page) == "unknown"
    assert state_of([line("Abo k\u00fcndigen", 308, 758, 508, 779)]) == "active"


def test_in_a_table_the_name_stands_before_the_day() -> None:
    """Of two names the one that is the service's whole one is meant."""
    table = [
        line("Canal Vega Noticias", 310, 120, 460, 140),
        line("Pr\u00f3xima cuota: 20/12/2026", 500, 120, 700, 140),
        line("Darse de baja", 800, 120, 900, 140),
        line("Vega Hemeroteca", 310, 160, 440, 180),
        line("Pr\u00f3xima cuota: 15/03/2027", 500, 160, 700, 180),
        line("Darse de baja", 800, 160, 900, 180),
    ]
    left = without_others(table, "Canal Vega Noticias", lambda text: "cuota" in text)
    assert left == table[:3]
    assert without_others(table, "Otra Cosa", lambda text: "cuota" in text) == table


@pytest.mark.parametrize(
    ("words", "above", "final"),
    [
        ("Yes, end it", ("Without you, it gets quieter.", "Are you quite sure?"), True),
        ("Ja, beenden", ("Bist du sicher?",), True),
        ("Yes, end it", ("Your picture-in-picture session is running.",), False),
        ("Yes, keep it", ("Are you quite sure?",), False),
        ("Yes, end it", ("End your pause now?",), False),
        ("Ja, beenden", ("Zusatzpaket Sport",), False),
        ("Yes, end it", ("Would you like to keep it and pause instead?",), False),
    ],
)
def test_yes_and_the_end_of_it_is_a_last_press(
    words: str, above: tuple[str, ...], *, final: bool
) -> None:
    assert is_final(words, Above(above), "cancel") is final


def test_beside_a_menu_the_plan_itself_is_ended() -> None:
    assert judged(("Add-ons", "Payment options"), "Cancel membership") == "none_against"
    page = [line("Vega Sports Pack", 300, 120, 440, 140), line("Cancel", 800, 120, 860, 140)]
    assert judged(level_with(page, 830, 130, service="Vega"), "Cancel") == "other"
    page[0] = line("Vega Premium", 300, 120, 440, 140)
    assert judged(level_with(page, 830, 130, service="Vega"), "Cancel") == "none_against"


def test_a_running_plan_is_not_taken_for_a_strangers() -> None:
    """A part of the name marks its own block, but in a table that names others in that column."""
    tells = ("Renews", "Ended", "Next payment", "Cancelled")

    def left(*page: TextLine) -> list[str]:
        kept = without_others(page, "Vega Premium", lambda text: text.startswith(tells))
        return [each.text for each in kept]

    plan = (line("Vega", 300, 100, 360, 120), line("Renews on June 3, 2026", 300, 124, 500, 144))
    trial = (
        line("Vega Premium trial", 300, 300, 480, 320),
        line("Ended on January 4, 2026", 300, 324, 500, 344),
    )
    assert "Renews on June 3, 2026" in left(*plan, *trial)
    bill = (
        line("Privacy", 40, 324, 110, 344),
        line("Billing", 300, 300, 360, 320),
        line("Next payment: June 3, 2026", 300, 324, 520, 344),
    )
    assert "Next payment: June 3, 2026" in left(
        line("Vega", 300, 100, 360, 120),
        line("Cancelled. Until May 1, 2026", 300, 124, 520, 144),
        *bill,
    )


def test_a_field_whose_nearest_words_want_another_thing_gets_no_secret() -> None:
    told = {
        "url": "https://vega.example/login", "origins": ("vega.example",), "loopback": False,
        "page_words": ("Password",), "label": "Password", "attempts": 0,
    }  # fmt: skip
    assert judge_secret("password", **told).allowed  # type: ignore[arg-type]
    refused = judge_secret("password", **told, near="Promo code")  # type: ignore[arg-type]
    assert refused.rule == "other_field"


def test_a_replay_judges_the_row_as_the_run_did() -> None:
    answer = {"target": "D\u00e9sactiver", "page": "account", "commit": False}
    look = SimpleNamespace(
        lines=PAGE,
        page=SimpleNamespace(lines=[]),
        image=Image.new("RGB", (1272, 809), "white"),
        action="cancel",
    )
    of = rejudge._Of("cancel", "Brindille", None)
    press = rejudge._press(answer, cast(Look, look), 890, 340, of)
    assert judge_press(press, action="cancel", commits=0).rule == "other"


def test_a_free_membership_is_not_left() -> None:
    assert judged(("Fern & Loom", "Free member since 2024"), "Leave") == "other"
    assert judged(("Nightjar Radio", "$7.00 a month"), "Leave") == "none_against"


@pytest.mark.parametrize("label", ["Skip", "Saltar", "\u00dcberspringen"])
def test_skip_beside_an_order_puts_it_off(label: str) -> None:
    for told in (
        "Next order: December 14, 2026",
        "Pr\u00f3ximo env\u00edo",
        "N\u00e4chste Lieferung: 3. Mai",
    ):
        asked = Press(label, label, "account", commit=False, asked=Above((told,)))
        assert judge_press(asked, action="cancel", commits=0).rule == "change"
    survey = Press(label, label, "survey", commit=False, asked=Above(("Why do you leave?",)))
    assert judge_press(survey, action="cancel", commits=0).rule == "none_against"


def test_a_sentence_names_no_other_subscription() -> None:
    """ "Your subscription is set to cancel." above a day, beside a card that bears the name."""
    page = [
        line("Your subscription is set to cancel.", 133, 180, 377, 200),
        line("You can keep watching until November 30, 2026.", 133, 203, 460, 223),
        line("REACTIVATE", 1010, 195, 1110, 212),
        line("Yulo (With Ads)", 133, 336, 245, 356),
        line("Canceled. Expires November 30, 2026", 133, 357, 350, 375),
    ]
    assert without_others(page, "Yulo", lambda text: "20" in text) == page


def test_a_channel_in_a_list_of_cards_is_another_subscription() -> None:
    """It bears a part of the name; the card above it bears the whole of it."""
    page = [
        line("Orinoco Prime", 260, 270, 360, 290),
        line("Renews December 15, 2026", 260, 291, 430, 311),
        line("Settings", 900, 275, 980, 295),
        line("Gothika Channel on Prime Video", 260, 383, 480, 403),
        line("Renews December 21, 2026", 260, 404, 430, 424),
        line("Cancel Channel", 900, 390, 1010, 410),
    ]
    left = without_others(page, "Orinoco Prime", lambda text: "20" in text)
    assert [each.text for each in left] == [each.text for each in page[:3]]


def test_the_words_of_a_button_in_two_lines_are_read_together() -> None:
    button = [
        line("YES, CANCEL", 700, 203, 790, 217),
        line("SUBSCRIPTION", 690, 221, 800, 235),
        line("NO, KEEP", 470, 203, 530, 217),
    ]
    assert label_at(button, 745, 219) == "YES, CANCEL SUBSCRIPTION"
    asked = Above(("Are you sure you want to cancel?",))
    assert is_final("YES, CANCEL SUBSCRIPTION", asked, "cancel")
    entries = [line("Billing", 100, 203, 150, 217), line("Payments", 100, 235, 170, 249)]
    assert label_at(entries, 120, 224) == "Billing"


def test_renew_alone_is_a_button_and_says_nothing() -> None:
    page = [
        line("Your subscription is canceled.", 300, 300, 520, 320),
        line("You have paid access until December 4, 2026.", 300, 324, 620, 344),
        line("Renew", 300, 380, 350, 400),
    ]
    assert state_of(page) == "cancelled"


def test_a_link_at_the_end_of_a_sentence_is_judged_by_its_own_words() -> None:
    told = line(
        "Your plan ends on Dec 9, 2026. Files become read-only. View plan", 275, 102, 715, 120
    )
    assert label_at([told], 700, 110) == "View plan"
    assert label_at([told], 400, 110) == told.text
    whole = line("Your plan ends on Dec 9, 2026.", 275, 102, 475, 120)
    assert label_at([whole], 460, 110) == whole.text


def test_a_password_goes_into_no_field_for_a_code_sent_once() -> None:
    for label in (
        "Enter OTP:",
        "One-time password",
        "Einmalpasswort",
        "C\u00f3digo de verificaci\u00f3n",
    ):
        judged_secret = judge_secret(
            "password",
            url="https://example.com/",
            origins=("example.com",),
            loopback=False,
            page_words=("Password",),
            label=label,
            attempts=0,
        )
        assert judged_secret.rule == "other_field", label


@pytest.mark.parametrize(
    "label", ["Au\u00dferordentliche K\u00fcndigung", "Fristlos k\u00fcndigen"]
)
def test_no_contract_is_ended_by_a_cause_that_nobody_gave(label: str) -> None:
    assert judged((), label) == "other"


def test_a_replay_refuses_what_would_cost_a_fee_as_the_run_did() -> None:
    """The words of the choice that a press sets were left out there."""
    page = [
        line("Cancel now", 330, 140, 430, 160),
        line("An early termination fee of $48.60 is charged", 330, 164, 700, 184),
        line("Cancel at the end of the term", 330, 220, 600, 240),
    ]
    picture = Image.new("RGB", (1272, 809), "white")
    pen = ImageDraw.Draw(picture)
    for top in (143, 223):
        pen.ellipse((305, top, 319, top + 14), outline="#555555", width=2)
    look = SimpleNamespace(
        lines=page, page=SimpleNamespace(lines=[]), image=picture, action="cancel"
    )
    answer = {"target": "Cancel now", "page": "offer", "commit": False}
    of = rejudge._Of("cancel", "Arbor", None)
    press = rejudge._press(answer, cast(Look, look), 312, 150, of)
    assert judge_press(press, action="cancel", commits=0).rule == "fee"
