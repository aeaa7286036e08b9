"""A receipt that a person keeps: what it says, and that nothing in it can be moved."""

import base64
import copy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from ninja_jwt.tokens import AccessToken

from accounts.models import User
from browser_agent.receipt import check_receipt, read_receipt
from jobs.errors import UnknownReceiptError
from jobs.models import Job
from jobs.services import (
    receipt_file,
)
from jobs.tests.receipted import done, failures, house_key
from kernel.sealing import PrivateKey
from kernel.signing import SigningKey, hashed
from tests.given import given_user

ROOT = Path(__file__).resolve().parents[2]
QUOTE = "Your plan ends on 24 December 2026."

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.EVIDENCE_DIR = tmp_path / "kept"


@pytest.fixture
def job(alice: User, agent_key: PrivateKey, tmp_path: Path) -> Job:
    return done(alice, agent_key, tmp_path)


@pytest.fixture
def told(alice: User, job: Job) -> dict[str, Any]:
    """The file as it comes out of the door: text, read again."""
    return read_receipt(json.dumps(receipt_file(user=alice, job_id=job.pk)))


def test_a_job_that_is_done_has_a_receipt_that_holds(job: Job, told: dict[str, Any]) -> None:
    assert job.status == Job.Status.VERIFIED
    assert failures(told) == set()
    body = told["body"]
    assert (body["action"], body["outcome"], body["decided_by"]) == (
        "cancel", "succeeded", "agent",
    )  # fmt: skip
    assert (body["effective_date"], body["quote"]) == ("2026-12-24", QUOTE)
    assert body["votes"] == {"judge": "cancelled", "rules": "cancelled"}
    assert all(len(base64.b64decode(crop)) < 60_000 for crop in told["crops"].values())
    said = " ".join(check_receipt(told, house_key=house_key()).proved)
    assert "Nocturne+" in said
    assert QUOTE in said


def test_a_receipt_names_nobody_unless_it_is_asked_to(
    alice: User, job: Job, told: dict[str, Any]
) -> None:
    assert alice.pubkey
    assert alice.pubkey not in json.dumps(told)
    named = receipt_file(user=alice, job_id=job.pk, name_holder=True)
    assert named["holder"]["pubkey"] == alice.pubkey
    assert failures(named) == set()
    stranger = given_user("mallory")
    assert failures(named | {"holder": named["holder"] | {"pubkey": stranger.pubkey}}) == {"holder"}
    with pytest.raises(UnknownReceiptError):
        receipt_file(user=stranger, job_id=job.pk)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [leaf for name in value for leaf in leaves(value[name], (*path, name))]
    if isinstance(value, list):
        return [leaf for place, each in enumerate(value) for leaf in leaves(each, (*path, place))]
    return [path]


def changed(told: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    other = copy.deepcopy(told)
    place: Any = other
    for name in path[:-1]:
        place = place[name]
    old = place[path[-1]]
    if isinstance(old, int):
        place[path[-1]] = old + 1
    elif old is None:
        place[path[-1]] = "something"
    else:
        place[path[-1]] = old[:-1] + ("0" if old[-1:] != "0" else "1")
    return other


def test_no_field_can_be_changed(told: dict[str, Any]) -> None:
    every = leaves(told)
    assert len(every) > 40
    for path in every:
        assert failures(changed(told, path)), path


def test_no_field_can_be_left_out_or_added(told: dict[str, Any]) -> None:
    for name in told:
        if name != "body":
            assert failures({key: value for key, value in told.items() if key != name}), name
    for name in told["body"]:
        body = {key: value for key, value in told["body"].items() if key != name}
        assert failures(told | {"body": body}), name
    assert failures(told | {"note": "and he paid twice"})
    assert failures(told | {"body": told["body"] | {"note": "x"}})


def resigned(told: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
    """By somebody who has a key, but not the house's."""
    key = SigningKey(b"m" * 32)
    return told | {
        "body": body,
        "sha256": hashed(body),
        "signature": key.sign(body, purpose="receipt/v1"),
        "public_key": key.public_hex,
    }


def test_another_key_is_not_the_houses(told: dict[str, Any]) -> None:
    other = resigned(told, told["body"])
    assert failures(other) == {"key"}
    unknown = check_receipt(other, house_key=None)
    assert not unknown.failures
    assert "well-known" in unknown.not_proved[0]


def test_a_house_that_lies_about_the_end_needs_the_agents_key(told: dict[str, Any]) -> None:
    later = told["body"] | {"effective_date": "2027-12-24"}
    assert failures(resigned(told, later)) == {"key", "agent_signature"}


@pytest.mark.parametrize(
    "moved",
    [
        lambda links: links[:-1],
        lambda links: links[1:],
        lambda links: [links[1], links[0], *links[2:]],
        lambda links: [*links, links[-1]],
        lambda links: [],
        lambda links: None,
        lambda links: [link | {"extra": 1} for link in links],
        lambda links: [{**links[0], "name": links[0]["name"].upper()}, *links[1:]],
        lambda links: [{**links[0], "seq": True}, *links[1:]],
    ],
)
def test_the_chain_cannot_be_cut_or_reordered(
    told: dict[str, Any], moved: Callable[[list[Any]], Any]
) -> None:
    assert "chain" in failures(told | {"links": moved(told["links"])})


def test_pictures_cannot_be_swapped_or_replaced(told: dict[str, Any]) -> None:
    crops = told["crops"]
    swapped = {"before": crops["after"], "after": crops["before"]}
    assert failures(told | {"crops": swapped}) == {"crop_before", "crop_after"}
    for wrong in ("AAAA", "not base64!", base64.b64encode(b"\x89PNG\r\n\x1a\n" * 9_000).decode()):
        assert failures(told | {"crops": crops | {"after": wrong}}) == {"crop_after"}
    without = told | {"crops": {"before": None, "after": None}}
    checked = check_receipt(without, house_key=house_key())
    assert not checked.failures
    assert "no picture before and after" in " ".join(checked.not_proved)


def test_a_receipt_of_another_job_lends_nothing(
    alice: User, agent_key: PrivateKey, told: dict[str, Any], job: Job, tmp_path: Path
) -> None:
    Job.objects.filter(pk=job.pk).update(status=Job.Status.ALREADY_DONE)
    second = done(alice, agent_key, tmp_path, key="dm:2", effective_date="2026-12-25")
    other = receipt_file(user=alice, job_id=second.pk)
    assert failures(other) == set()
    for name in ("body", "sha256", "signature", "links"):
        assert failures(told | {name: other[name]}), name
    body = told["body"] | {"agent": other["body"]["agent"]}
    assert "agent_signature" in failures(resigned(told, body))


@pytest.mark.parametrize(
    "text",
    [
        "cancel\u200b",  # a zero-width space
        "c\u0430ncel",  # Cyrillic
        "cance\u006c\u0301",  # a combining accent
        "\u202ecancel",  # right to left
        "\uff23ancel",  # full width
    ],
)
def test_lookalikes_are_other_words(told: dict[str, Any], text: str) -> None:
    assert {"sha256", "signature"} <= failures(told | {"body": told["body"] | {"action": text}})


def test_two_fields_of_one_name_are_unreadable(told: dict[str, Any]) -> None:
    text = json.dumps(told)
    twice = text.replace('"action":', '"action": "resume", "action":', 1)
    with pytest.raises(ValueError, match="twice"):
        read_receipt(twice)
    with pytest.raises(ValueError, match="body"):
        read_receipt("[]")
    with pytest.raises(ValueError, match="JSON"):
        read_receipt("{" * 100_000)


@pytest.mark.parametrize("program", ["command", "example"])
def test_the_checkers_agree(told: dict[str, Any], tmp_path: Path, program: str) -> None:
    good, bad, worse = tmp_path / "good.json", tmp_path / "bad.json", tmp_path / "no.json"
    good.write_text(json.dumps(told))
    bad.write_text(json.dumps(changed(told, ("body", "quote"))))
    worse.write_text("Dear customer")
    keys = tmp_path / "keys.json"
    keys.write_text(Client().get("/.well-known/unsalted-receipts.json").content.decode())
    ways = {
        "command": [sys.executable, str(ROOT / "manage.py"), "verify_receipt"],
        "example": [sys.executable, str(ROOT / "examples" / "verify_receipt.py")],
    }

    def check(*arguments: str) -> subprocess.CompletedProcess[str]:
        # Neither a database nor a setting of the server is there.
        nothing = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
        return subprocess.run(
            [*ways[program], *arguments], env=nothing, cwd=tmp_path, capture_output=True,
            text=True, check=False,
        )  # fmt: skip

    fine = check(str(good), "--key", str(keys))
    assert fine.returncode == 0, fine.stderr
    assert "does not prove" in fine.stdout
    assert QUOTE in fine.stdout
    refused = check(str(bad), "--key", house_key())
    assert refused.returncode == 1
    for name in ("sha256", "signature", "agent_signature"):
        assert f"{name}: " in refused.stdout
    assert check(str(good), "--key", "ab" * 32).returncode == 1
    assert check(str(worse)).returncode == 2
    assert check(str(tmp_path / "missing.json")).returncode == 2
    assert check(str(good), "--key", str(worse)).returncode == 2


def bearer_of(user: User) -> str:
    token: Any = AccessToken.for_user(user)  # type: ignore[misc] # its own annotation is off
    return f"Bearer {token}"


def test_the_person_takes_it_from_the_api(alice: User, job: Job) -> None:
    bearer = {"Authorization": bearer_of(alice)}
    listed = Client().get("/api/jobs", headers=bearer).json()[0]
    answer = Client().get(listed["receipt"], headers=bearer)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith('attachment; filename="receipt-')
    assert failures(read_receipt(answer.content)) == set()
    assert Client().get(listed["receipt"]).status_code == 401
    other = {"Authorization": bearer_of(given_user("bob"))}
    assert Client().get(listed["receipt"], headers=other).status_code == 404
