"""Mistakes that other agents make, each with the tests that keep it from being made here.

What was found in the code of others is named in one line; the tests stand where the code is.
"""

import ast
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from kernel.env import BASE_DIR
from kernel.ocr import Reader

HERE = "browser_agent/tests"
TRAPS: dict[str, tuple[str, ...]] = {
    "a page's confirm() is accepted by default": (
        f"{HERE}/test_adversary.py::test_the_browsers_own_confirm_is_declined_unless_it_asks_for_the_goal",
        f"{HERE}/test_adversary.py::test_a_bare_answer_means_what_the_question_above_it_makes_of_it",
    ),
    "the word 'done' anywhere in what a model says ends the run": (
        f"{HERE}/test_run.py::test_typing_the_word_done_ends_nothing",
    ),
    "digits at the edge of a word are lost, and with them the year": (
        f"{HERE}/test_known_traps.py::test_a_year_at_the_end_of_a_line_is_read",
    ),
    "1: waiting for a person uses up the machine's time": (
        f"{HERE}/test_budget.py::test_waiting_for_a_person_costs_the_machine_nothing",
    ),
    "2: the picture is too small for the model": (
        f"{HERE}/test_vision_weather.py::test_pictures_fit_whole_squares_and_the_limit_and_tokens_are_counted",
    ),
    "3: pages under one header hash alike, a changed pixel hides a loop": (
        f"{HERE}/test_progress.py::test_pages_under_the_same_header_are_not_the_same",
        f"{HERE}/test_progress.py::test_a_blinking_caret_is_no_change",
        f"{HERE}/test_progress.py::test_presses_without_effect_are_nudged_reloaded_and_given_up",
    ),
    "4: the acting model says that it succeeded; a missing date is made up": (
        f"{HERE}/test_run.py::test_an_actor_that_only_says_so_is_not_believed",
        f"{HERE}/test_run.py::test_a_date_that_is_not_on_the_page_is_not_told",
        f"{HERE}/test_proving.py::test_two_votes_that_stay_two_are_no_success",
        f"{HERE}/test_proving.py::test_a_site_that_only_says_so_is_not_believed",
    ),
    "5: nothing looks at the address before a password is typed": (
        f"{HERE}/test_run.py::test_a_secret_is_not_typed_on_a_foreign_origin",
        f"{HERE}/test_acting.py::test_a_secret_is_not_typed_after_its_field_has_led_elsewhere",
        f"{HERE}/test_geometry.py::test_an_infobar_that_appears_moves_the_page",
    ),
    "6: a few spinners in a row count as being stuck": (
        f"{HERE}/test_progress.py::test_a_spinner_has_a_longer_patience_than_a_press_without_effect",
    ),
    "7: what names no secret is typed as it stands": (
        f"{HERE}/test_adversary.py::test_a_secret_that_is_not_there_is_not_typed_by_its_name",
        f"{HERE}/test_policy.py::test_words_of_the_models_own_are_short_and_stay_at_home",
    ),
    "8: passwords go through the clipboard and stay there": (
        f"{HERE}/test_typing.py::test_every_layout_gives_every_letter",
        f"{HERE}/test_chrome.py::test_chrome_is_told_none_of_our_secrets",
    ),
    "9: a capture of one window shows no bubble over it": (
        f"{HERE}/test_bad_days_desktop.py::test_what_lies_over_the_target_is_waited_for",
        f"{HERE}/test_bad_days_desktop.py::test_what_stays_over_the_target_is_not_pressed",
    ),
    "10: Return is pressed blindly when nothing else helps": (
        f"{HERE}/test_adversary.py::test_keys_that_press_are_refused_where_nothing_is_known_to_have_the_focus",
        f"{HERE}/test_adversary.py::test_enter_presses_what_has_the_focus_and_is_judged_by_that",
        f"{HERE}/test_run.py::test_a_page_that_never_changes_ends_the_run",
    ),
    "a result is posted once and lost with the connection": (
        f"{HERE}/test_errand.py::test_an_outcome_waits_until_the_server_is_back",
        f"{HERE}/test_spool.py::test_an_outcome_survives_a_kill_between_keeping_and_sending",
    ),
    "an abort frees the slot while Chrome is still being clicked": (
        f"{HERE}/test_chrome.py::test_an_abort_stops_the_hands_within_a_second",
        f"{HERE}/test_errand.py::test_an_abort_reaches_hands_that_wait",
    ),
    "a window is found by its program's name and may be another run's": (
        f"{HERE}/test_chrome.py::test_a_profile_is_fresh_private_and_gone_afterwards",
    ),
    "a crash after the last press is followed by another press": (
        "jobs/tests/test_last_presses.py::test_a_run_that_fell_silent_after_its_last_press_is_looked_after_once",
        f"{HERE}/test_adversary.py::test_a_last_press_that_nobody_can_be_told_of_is_not_made",
        f"{HERE}/test_run.py::test_a_run_that_may_only_look_presses_nothing",
    ),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_each_known_trap_has_its_tests(trap: str) -> None:
    """A test that was renamed or taken out leaves its trap open."""
    for name in TRAPS[trap]:
        path, _, wanted = name.partition("::")
        tree = ast.parse((BASE_DIR / Path(path)).read_text())
        found = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert wanted in found, name


def test_a_year_at_the_end_of_a_line_is_read() -> None:
    picture = Image.new("RGB", (640, 120), "white")
    ImageDraw.Draw(picture).text(
        (30, 40), "Renews 14 December 2026", fill="black", font=ImageFont.load_default(28)
    )
    assert "2026" in " ".join(line.text for line in Reader().read(picture))
