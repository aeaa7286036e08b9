"""A missing or malformed setting is one sentence: which one, and the cure."""

import pytest

from kernel.env import setting


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.delenv("UB_TEST_VALUE", raising=False)
    return monkeypatch


def refusal() -> str:
    with pytest.raises(SystemExit) as refused:
        setting.integer("UB_TEST_VALUE", "whole seconds, such as 30")
    return str(refused.value)


def test_a_missing_value_is_named_with_its_cure(given: pytest.MonkeyPatch) -> None:
    assert refusal() == (
        "Setting UB_TEST_VALUE is not set: set it to whole seconds, such as 30 in the environment "
        "or in .env (.env.example names every setting)."
    )


def test_a_malformed_value_is_named_with_its_cure(given: pytest.MonkeyPatch) -> None:
    given.setenv("UB_TEST_VALUE", "soon")
    assert "UB_TEST_VALUE cannot be read" in refusal()


def test_a_default_serves_where_one_is_given(given: pytest.MonkeyPatch) -> None:
    assert setting.integer("UB_TEST_VALUE", "seconds", default=7) == 7
    given.setenv("UB_TEST_VALUE", "8")
    assert setting.integer("UB_TEST_VALUE", "seconds", default=7) == 8


def test_a_switch_is_true_or_false_and_nothing_between(given: pytest.MonkeyPatch) -> None:
    given.setenv("UB_TEST_VALUE", "on")
    assert setting.switch("UB_TEST_VALUE", "true or false")
    given.setenv("UB_TEST_VALUE", "perhaps")
    with pytest.raises(SystemExit, match="neither true nor false"):
        setting.switch("UB_TEST_VALUE", "true or false")


def test_no_other_database_than_postgresql(given: pytest.MonkeyPatch) -> None:
    given.setenv("UB_TEST_VALUE", "sqlite:///x.db")
    with pytest.raises(SystemExit, match="postgres://"):
        setting.database("UB_TEST_VALUE", "postgres://user:password@host/name")


def test_an_empty_secret_is_no_secret(given: pytest.MonkeyPatch) -> None:
    given.setenv("UB_TEST_VALUE", "  ")
    with pytest.raises(SystemExit, match="is empty"):
        setting.text("UB_TEST_VALUE", "the webhook's secret")
    assert setting.text("UB_TEST_VALUE", "may be empty", default="") == "  "


@pytest.mark.parametrize("nonsense", ["0", "-5", "101"])
def test_a_number_has_a_range(given: pytest.MonkeyPatch, nonsense: str) -> None:
    given.setenv("UB_TEST_VALUE", nonsense)
    with pytest.raises(SystemExit, match="not from 1 to 100"):
        setting.integer("UB_TEST_VALUE", "a share", most=100)


@pytest.mark.parametrize("nonsense", ["0", "-1.5"])
def test_a_pause_is_above_nothing(given: pytest.MonkeyPatch, nonsense: str) -> None:
    given.setenv("UB_TEST_VALUE", nonsense)
    with pytest.raises(SystemExit, match="not a number above 0"):
        setting.number("UB_TEST_VALUE", "seconds")


def test_a_refusal_never_quotes_a_password(given: pytest.MonkeyPatch) -> None:
    given.setenv("UB_TEST_VALUE", "postgres://user:hunter/2:x@host:5432/name")
    with pytest.raises(SystemExit) as refused:
        setting.database("UB_TEST_VALUE", "postgres://user:password@host/name")
    assert "hunter" not in str(refused.value)


@pytest.mark.parametrize(
    "nonsense", ["btcpay", "redis://host", "https://", "://host", "httpsx://a"]
)
def test_an_address_begins_as_it_should(given: pytest.MonkeyPatch, nonsense: str) -> None:
    given.setenv("UB_TEST_VALUE", nonsense)
    with pytest.raises(SystemExit, match="does not begin with https:// or http://"):
        setting.address("UB_TEST_VALUE", "an address", schemes=("https", "http"))


def test_every_address_of_a_list_begins_as_it_should(given: pytest.MonkeyPatch) -> None:
    given.setenv("UB_TEST_VALUE", "wss://a,ws://b")
    assert setting.addresses("UB_TEST_VALUE", "relays", schemes=("wss", "ws")) == [
        "wss://a",
        "ws://b",
    ]
    given.setenv("UB_TEST_VALUE", "wss://a,http://b")
    with pytest.raises(SystemExit, match="an entry that does not begin with wss:// or ws://"):
        setting.addresses("UB_TEST_VALUE", "relays", schemes=("wss", "ws"))
    given.setenv("UB_TEST_VALUE", "")
    with pytest.raises(SystemExit, match="is empty"):
        setting.addresses("UB_TEST_VALUE", "relays", schemes=("wss", "ws"))


def test_a_mistyped_database_address_is_not_warned_about_with_its_password(
    given: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    given.setenv("UB_TEST_VALUE", "postgrs://user:hunter2@host/name")
    with pytest.raises(SystemExit) as refused:
        setting.database("UB_TEST_VALUE", "postgres://user:password@host/name")
    assert "hunter2" not in str(refused.value) + "".join(str(one.message) for one in recwarn)
