"""Ends that are told and have to be proved, and what still speaks against one, as an auditor read
them: each with the input that showed it."""

import pytest

from browser_agent.rules.tests.test_audited_ended_rows import read

ROW = "Arbor TV - Premium - cancelled"
DONE = "Your subscription has been cancelled."


@pytest.mark.parametrize(
    "rest",
    [
        ("Email notifications", "Active"),
        ("Kids Club", "Active"),
        ("Kids Club", "Cancel subscription"),
        ("Vimbly - Basic", "Active"),
        ("Vimbly", "Cancel subscription"),
        ("Arbor TV - Help",),
        ("Arbor TV Plus - from $9.99",),
    ],
)
def test_what_stands_below_another_name_is_none_of_ours(rest: tuple[str, ...]) -> None:
    assert read(ROW, *rest) == ("cancelled", "cancelled")


@pytest.mark.parametrize(
    "rows",
    [
        ("Arbor TV - Account", ROW),
        ("Arbor TV Premium", "Arbor TV Premium - cancelled"),
        ("Arbor TV Premium - cancelled", "Arbor TV Premium"),
    ],
)
def test_a_title_is_no_other_row(rows: tuple[str, ...]) -> None:
    assert read(*rows) == ("cancelled", "cancelled")


@pytest.mark.parametrize(
    "rest",
    [
        ("Status", "Active"),
        ("Auto-renewal", "Active"),
        ("Arbor TV Premium", "Active"),
        ("Family", "Cancel subscription"),
        ("Manage", "Cancel subscription"),
    ],
)
def test_below_our_name_or_none_it_is_still_torn(rest: tuple[str, ...]) -> None:
    assert "cancelled" not in read(ROW, *rest)


def test_two_contracts_of_one_name_prove_no_end() -> None:
    assert "unknown" in read("Arbor TV Premium - cancelled", "Arbor TV Premium", "$9.99 a month")


@pytest.mark.parametrize(
    "words",
    ["Enter your password to continue", "Confirm with your password to delete your data",
     "Enter your password"],
)  # fmt: skip
def test_a_password_after_the_end_is_wanted_for_something_else(words: str) -> None:
    assert read(DONE, words) == ("cancelled", "cancelled")


@pytest.mark.parametrize("why", ["cancel", "confirm", "end your plan", "finish"])
def test_one_that_is_wanted_for_the_end_is_not(why: str) -> None:
    assert "unknown" in read(DONE, f"Enter your password to {why}.")


@pytest.mark.parametrize(
    "told",
    [
        "Your subscription has been cancelled and will not renew, otherwise nothing changes.",
        "Tu suscripci\u00f3n se ha cancelado y, si no cambias de idea, terminar\u00e1 el 5 de "
        "diciembre de 2026.",
    ],
)
def test_what_comes_of_nothing_takes_nothing_back(told: str) -> None:
    assert read(told) == ("cancelled", "cancelled")


def test_the_footers_shop_is_nothing_left_to_do() -> None:
    recorded = "We have recorded your cancellation."
    assert read(recorded, "Visit our store")[0] == "cancelled"
    assert read(recorded, "Please visit our store to sign.")[0] == "unknown"
    assert read(recorded, "Visit our store to sign it.")[0] == "unknown"
