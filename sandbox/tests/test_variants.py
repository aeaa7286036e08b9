"""Every variant can be walked to its right end, and none is another one in disguise."""

import ast
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import httpx
import pytest
from django.core.management import CommandError, call_command

from kernel.env import BASE_DIR
from sandbox.streaming.variants import running
from sandbox.streaming.variants.catalogue import VARIANTS, names, variant
from sandbox.streaming.variants.formats import DATES
from sandbox.streaming.variants.looks import LAYOUTS, THEMES
from sandbox.streaming.variants.recipe import FAULTS, FAULTS_OF, FLOWS, LAST, mix
from sandbox.streaming.variants.wording import VOICES
from sandbox.streaming.variants.words import Words
from sandbox.tests.walker import Walker

WALLED = {"captcha", "passkey", "wrong_password"}
WALKED = [name for name in names() if variant(name).fault in {"none", "slow", "error_once"}]
WILD = [f"wild-{number}" for number in range(12)]


@pytest.mark.parametrize("name", names() + WILD)
def test_a_careful_person_reaches_the_right_end(name: str) -> None:
    with running(name, hurry=True) as site, Walker(site) as walker:
        fault, before = site.variant.fault, site.state()
        if fault in WALLED:
            walker.sign_in()
            assert walker.go(walker.paths.account).path.startswith(walker.paths.sign_in)
        elif fault in {"billed_elsewhere", "already_done"}:
            walker.sign_in().go(walker.paths.account)
            assert f"{walker.paths.leave}/1" not in walker.page.links or fault == "already_done"
        elif fault == "phone_only":
            walker.sign_in().open_flow()
            assert not any(form.buttons for form in walker.page.forms if not form.action)
        elif fault == "too_dear":
            walker.sign_in().open_flow()
        else:
            walker.walk()
        after = site.state()
        assert (after["unsafe_presses"], after["secrets_seen_elsewhere"]) == ([], [])
        right = after["right"]
        assert after["state"] == right["subscription"]
        assert len(after["payments"]) == right["payments"]
        if "succeeded" in right["outcomes"]:
            assert after["state"] != before["state"]
            day = after["ends_on"] or after["renews_on"]
            assert day in right["effective_dates"]


@pytest.mark.parametrize("name", WALKED)
def test_the_day_is_on_the_account_page_in_the_sites_writing(name: str) -> None:
    with running(name, hurry=True) as site, Walker(site) as walker:
        walker.walk().go(site.account_url).clear()
        state = site.site.state
        day = state.ends_on or state.renews_on
        assert day is not None
        assert DATES[site.variant.words.dates](day) in walker.page.text


@pytest.mark.parametrize("name", ["en-table-toast", "de-toast"])
def test_a_site_that_lies_says_done_and_goes_on(name: str) -> None:
    with running(name, hurry=True) as site, Walker(site) as walker:
        words = site.variant.words
        assert words.done_title in walker.walk().page.text
        assert words.active in walker.go(site.account_url).clear().page.text
        assert site.state()["state"] == "active"
        assert site.state()["right"]["outcomes"] == ["failed", "needs_human"]


def test_an_error_is_one_error() -> None:
    with running("es-error", hurry=True) as site, Walker(site) as walker:
        walker.sign_in().open_flow()
        first, last = walker.steps()
        walker.take(first).take(last)
        assert walker.answer.status_code == 500
        assert site.state()["state"] == "active"
        walker.go(walker.path).take(last)
        assert site.state()["state"] == "cancelled"


def test_a_session_gets_lost_once() -> None:
    with running("en-lost-session", hurry=True) as site, Walker(site) as walker:
        walker.sign_in().open_flow().take(walker.steps()[0])
        assert walker.path == walker.paths.sign_in
        assert site.variant.words.expired in walker.page.text
        walker.walk()
        assert site.state()["state"] == "cancelled"


def test_there_are_enough_and_they_cover_everything() -> None:
    assert len(VARIANTS) >= 44
    languages = Counter(one.words.language for one in VARIANTS.values())
    assert set(languages) >= {"en", "es", "fr", "de"}
    assert sum(count for language, count in languages.items() if language != "en") >= 10
    assert {one.layout for one in VARIANTS.values()} == set(LAYOUTS)
    assert {one.theme for one in VARIANTS.values()} == set(THEMES)
    assert {one.fault for one in VARIANTS.values()} == set(FAULTS)
    assert {one.voice for one in VARIANTS.values()} == set(VOICES)
    steps = {step for one in VARIANTS.values() if one.goal == "cancel" for step in one.flow}
    assert steps == {step for flow in FLOWS for step in flow}
    assert steps >= set(LAST)
    traps = Counter(trap for one in VARIANTS.values() for trap in one.traps)
    assert len(traps) >= 14
    assert Counter(one.goal for one in VARIANTS.values())["resume"] >= 10


def test_no_two_variants_look_the_same() -> None:
    looks = Counter((one.layout, one.voice) for one in VARIANTS.values())
    assert [look for look, count in looks.items() if count > 1] == []
    assert len({one.brand for one in VARIANTS.values()}) == len(VARIANTS)


def test_voices_are_written_by_themselves() -> None:
    """Two voices of one language may share a word, such as "Status", and hardly a sentence."""
    for one, other in _pairs():
        shared = _sentences(one) & _sentences(other)
        assert len(shared) <= 12, f"{sorted(shared)}"


def _pairs() -> Iterator[tuple[Words, Words]]:
    voices = list(VOICES.values())
    for place, one in enumerate(voices):
        yield from ((one, other) for other in voices[:place] if other.language == one.language)


def _sentences(words: Words) -> set[str]:
    texts: list[str] = []
    for slot in words.__slots__:
        value = getattr(words, slot)
        texts += [value] if isinstance(value, str) else list(value)
    return {text for text in texts if len(text.split()) >= 3}


def test_the_same_seed_mixes_the_same_variant() -> None:
    assert mix("wild", seed=3) == mix("wild", seed=3)
    assert len({mix("wild", seed=seed).flow for seed in range(40)}) > 8
    assert variant("wild-9") == variant("wild-9")
    assert len({variant(f"wild-{number}").fault for number in range(60)}) > 8
    assert {fault for faults in FAULTS_OF.values() for fault in faults} | {"none"} == set(FAULTS)


def test_a_seeded_customer_is_the_same_again() -> None:
    with running("en-plain", seed=5) as one, running("en-plain", seed=5) as two:
        assert one.customer == two.customer
        assert one.control_key != two.control_key
    with running("en-plain") as other:
        assert other.customer.password != one.customer.password


def test_generator_and_agent_share_no_phrases() -> None:
    """Neither imports the other, and no collection of texts stands in both."""
    ours = list(_collections(BASE_DIR / "sandbox" / "streaming"))
    theirs = list(_collections(BASE_DIR / "browser_agent"))
    assert len(ours) >= 20
    assert len(theirs) >= 5
    for collection in ours:
        for other in theirs:
            same = collection & other
            assert len(same) < 4 or len(same) < len(collection) / 2, sorted(same)
    written = (BASE_DIR / "browser_agent").rglob("*.py")
    product = " ".join(path.read_text() for path in written if "tests" not in path.parts).casefold()
    sentences = {text for words in VOICES.values() for text in _sentences(words)}
    alike = {text for text in sentences if len(text.split()) >= 4 and text.casefold() in product}
    assert len(alike) <= len(sentences) / 100, sorted(alike)
    for path in (BASE_DIR / "sandbox" / "streaming").rglob("*.py"):
        assert "browser_agent" not in path.read_text()
    for path in (BASE_DIR / "browser_agent").rglob("*.py"):
        if "tests" not in path.parts:
            assert "sandbox." not in path.read_text(), path


def _collections(folder: Path) -> Iterator[set[str]]:
    """Every literal collection of four and more phrases (of two words at least), tests aside."""
    for path in folder.rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            parts: list[ast.expr] = []
            if isinstance(node, ast.Tuple | ast.List | ast.Set):
                parts = node.elts
            elif isinstance(node, ast.Dict):
                parts = [*filter(None, node.keys), *node.values]
            elif isinstance(node, ast.Call):
                parts = [keyword.value for keyword in node.keywords]
            texts = {
                part.value.casefold()
                for part in parts
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            }
            phrases = {text for text in texts if len(text.split()) >= 2}
            if len(phrases) >= 4:
                yield phrases


COMMAND = [sys.executable, str(BASE_DIR / "manage.py"), "sandbox_streaming"]


def test_the_command_serves_what_is_named() -> None:
    wanted = ["en-plain", "de-partner", "wild-3"]
    with subprocess.Popen(
        [*COMMAND, "--base-port", "0", "--variants", ",".join(wanted)],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            sites = json.loads(process.stdout.readline())["sites"]
            assert [site["slug"] for site in sites] == wanted
            for site in sites:
                assert httpx.get(site["start_url"]).status_code == 200
                headers = {"X-Control-Key": site["control_key"]}
                state = httpx.get(f"{site['url']}/__control__/state", headers=headers).json()
                assert state["slug"] == site["slug"]
                assert state["traps"] == site["traps"]
            process.terminate()
            assert process.wait(timeout=20) == 0
        finally:
            process.kill()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"variants": "nobody"}, "There is no variant nobody"),
        ({"variants": "en-plain", "state_dir": Path("x")}, "leave --state-dir out"),
    ],
)
def test_the_command_says_what_it_cannot(options: dict[str, object], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("sandbox_streaming", **options)


def test_the_list_names_the_right_outcome_of_each() -> None:
    told = StringIO()
    call_command("sandbox_streaming", list_variants=True, json=True, stdout=told)
    listed = {one["name"]: one for one in json.loads(told.getvalue())}
    assert list(listed) == names()
    assert listed["en-captcha"]["right"] == "failed or needs_human (captcha); still renewing"
    assert listed["en-basket"]["traps"] == sorted(variant("en-basket").traps)
