"""Addresses and words: what is the same page, and what only looks like it."""

import pytest

from browser_agent.playbook.page import merged_pattern, pattern_fits, pattern_of, same


@pytest.mark.parametrize(
    ("url", "pattern"),
    [
        ("https://TV.example/account?step=2", "https://tv.example/account"),
        ("https://tv.example/", "https://tv.example"),
        ("https://tv.example/cancel/83421", "https://tv.example/cancel/*"),
        (
            "https://tv.example/u/2f6b8c1e-7c3d-4c0e-9d7a-1e0f5a6b7c8d/plan",
            "https://tv.example/u/*/plan",
        ),
        ("https://tv.example/of/[email]/plan", "https://tv.example/of/*/plan"),
        ("https://tv.example/v2/step3", "https://tv.example/v2/step3"),
        ("https://tv.example/#/account", "https://tv.example#/account"),
        ("https://tv.example/account#top", "https://tv.example/account"),
        ("http://[::1", ""),
    ],
)
def test_what_names_one_customer_is_left_out_of_an_address(url: str, pattern: str) -> None:
    assert pattern_of(url) == pattern


@pytest.mark.parametrize(
    "url",
    [
        "https://tv.example.evil.com/account/5512",
        "http://tv.example/account/5512",
        "https://tv.example:8443/account/5512",
        "https://tv.example/other/5512",
        "https://tv.example/account/5512/pay",
        "https://tv.example@evil.com/account/5512",
        "https://evil.com/https://tv.example/account/5512",
    ],
)
def test_another_address_does_not_fit(url: str) -> None:
    assert pattern_fits("https://tv.example/account/*", "https://tv.example/account/1?x=1")
    assert not pattern_fits("https://tv.example/account/*", url)


def test_patterns_merge_only_where_numbers_differ() -> None:
    assert merged_pattern("https://a.b/p/x1/c", "https://a.b/p/x2/c") == "https://a.b/p/*/c"
    assert merged_pattern("https://a.b/p/keep", "https://a.b/p/cancel") is None
    assert merged_pattern("https://a1.b/p", "https://a2.b/p") is None
    assert merged_pattern("https://a.b/p", "https://a.b/p/q") is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Cancel membership", "Cancel mernbership", True),
        ("Cancel membership", "cancel membership.", True),
        ("Cancel membership", "Keep membership", False),
        ("Renews 4 December", "Renews 5 December", False),
        ("[email]", "[email]", True),
        ("[email]", "Email", False),
        ("Signed in as [name]", "Signed in as [email]", False),
    ],
)
def test_words_are_the_same_but_for_a_letter(one: str, other: str, expected: bool) -> None:
    assert same(one, other) is expected
