"""Whose evidence is believed, what is kept of it, and for how long."""

import json
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import IntegrityError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from browser_agent.chain import signing_key_of
from browser_agent.contract import Ending, ErrorCode, Outcome
from browser_agent.receipt import check_receipt, read_receipt
from jobs.api.shapes import OutcomeIn
from jobs.models import AgentKey, Evidence, Job, JobEvent, Receipt, Run
from jobs.services import (
    close_account,
    force_job,
    forget_old_evidence,
    receipt_file,
    receipt_public_keys,
    record_outcome,
)
from jobs.tests.given import SUCCESS, given_job, started
from jobs.tests.receipted import done, failures, house_key, worked
from kernel.clock import utc_now
from kernel.sealing import PrivateKey
from kernel.signing import SigningKey, hashed

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


def test_the_invoice_names_the_receipt(job: Job) -> None:
    assert job.invoice is not None
    assert job.receipt.sha256[:16] in job.invoice.description


# --- Who is believed ------------------------------------------------------------------------------


def test_the_first_signed_run_pins_the_agents_key(job: Job, agent_key: PrivateKey) -> None:
    row = AgentKey.objects.get(key_id=agent_key.public_key.key_id)
    assert row.signing_key == signing_key_of(agent_key).public_hex
    with pytest.raises(IntegrityError, match="pinned"), transaction.atomic():
        AgentKey.objects.filter(pk=row.pk).update(signing_key="0" * 64)


def refused(run: Run, outcome: Outcome) -> str:
    record_outcome(run_id=run.pk, fencing_token=run.fencing_token, outcome=outcome)
    job = Job.objects.get(pk=run.job_id)
    assert job.status == Job.Status.NEEDS_HELP
    assert job.error_code == ErrorCode.NOT_VERIFIED
    assert job.invoice is None
    assert not Receipt.objects.filter(job=job).exists()
    assert job.runs.get().outcome == Ending.NEEDS_HUMAN  # nobody learns from it either
    return str(JobEvent.objects.get(job=job, kind="chain_refused").data["why"])


@pytest.fixture
def pinned(registered_key: PrivateKey) -> PrivateKey:
    AgentKey.objects.update(signing_key=signing_key_of(registered_key).public_hex)
    return registered_key


def test_a_stolen_token_without_the_key_bills_nobody(
    alice: User, pinned: PrivateKey, tmp_path: Path
) -> None:
    run = started(given_job(alice), pinned)
    forged = worked(run, tmp_path, PrivateKey.generate())
    assert "another key" in refused(run, forged)


def test_a_known_agent_that_does_not_sign_bills_nobody(alice: User, pinned: PrivateKey) -> None:
    assert "not signed" in refused(started(given_job(alice), pinned), SUCCESS)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda chain: chain | {"links": chain["links"][:-1]}, "head"),
        (lambda chain: chain | {"head": "0" * 64}, "head"),
        (lambda chain: chain | {"count": 9}, "head"),
        (lambda chain: chain | {"quote": "It ends today."}, "signature"),
        (lambda chain: chain | {"votes": {}}, "signature"),
        (lambda chain: chain | {"signature": ""}, "signature"),
    ],
)
def test_a_chain_that_does_not_hold_bills_nobody(
    alice: User, pinned: PrivateKey, tmp_path: Path, change: Callable[[Any], Any], why: str
) -> None:
    run = started(given_job(alice), pinned)
    outcome = worked(run, tmp_path, pinned)
    assert why in refused(run, replace(outcome, chain=change(outcome.chain)))


def test_another_picture_than_the_chains_bills_nobody(
    alice: User, pinned: PrivateKey, tmp_path: Path
) -> None:
    run = started(given_job(alice), pinned)
    outcome = worked(run, tmp_path, pinned)
    Evidence.objects.filter(run=run, name="step-001").update(sha256="0" * 64)
    assert "step-001" in refused(run, outcome)


def test_what_is_drawn_after_the_run_is_no_evidence_and_does_no_harm(
    alice: User, pinned: PrivateKey, tmp_path: Path
) -> None:
    run = started(given_job(alice), pinned)
    outcome = worked(run, tmp_path, pinned)
    Evidence.objects.create(
        run=run, seq=99, name="drift-step-001", sha256="0" * 64, file="x", size_bytes=1
    )
    record_outcome(run_id=run.pk, fencing_token=run.fencing_token, outcome=outcome)
    assert Job.objects.get(pk=run.job_id).status == Job.Status.VERIFIED


def test_a_failure_needs_no_signature(alice: User, pinned: PrivateKey) -> None:
    run = started(given_job(alice), pinned)
    failed = Outcome(Ending.FAILED, ErrorCode.CREDENTIAL_INVALID)
    record_outcome(run_id=run.pk, fencing_token=run.fencing_token, outcome=failed)
    assert Job.objects.get(pk=run.job_id).status == Job.Status.FAILED


def test_the_door_lets_a_chain_through_as_it_was_signed(
    alice: User, agent_key: PrivateKey, tmp_path: Path
) -> None:
    run = started(given_job(alice), agent_key)
    outcome = worked(run, tmp_path, agent_key, send=False)
    posted = json.loads(json.dumps(outcome.as_json())) | {"fencing_token": 1}
    door = OutcomeIn(data=posted)
    assert door.is_valid(), door.errors
    assert door.validated_data["chain"] == outcome.chain


def test_an_operators_word_is_a_receipt_without_a_chain(alice: User, agent_key: PrivateKey) -> None:
    run = started(given_job(alice), agent_key)
    stuck = Outcome(Ending.NEEDS_HUMAN, ErrorCode.STUCK)
    record_outcome(run_id=run.pk, fencing_token=run.fencing_token, outcome=stuck)
    force_job(job_id=run.job_id, to=Job.Status.VERIFIED, operator="olga", why="seen by phone")
    told = receipt_file(user=alice, job_id=run.job_id)
    assert failures(told) == set()
    assert (told["body"]["decided_by"], told["links"]) == ("operator", None)
    assert "a person decided" in " ".join(check_receipt(told, house_key=None).not_proved)


def test_a_house_without_a_key_still_does_its_work(
    alice: User, agent_key: PrivateKey, tmp_path: Path, settings: Any
) -> None:
    settings.TILL_KEY = ""
    job = done(alice, agent_key, tmp_path)
    assert job.status == Job.Status.VERIFIED
    assert not Receipt.objects.exists()


def test_a_key_of_its_own_signs_and_the_old_one_stays_known(
    alice: User, job: Job, told: dict[str, Any], settings: Any
) -> None:
    old = house_key()
    settings.RECEIPT_SIGNING_KEY = "5a" * 32
    assert receipt_public_keys() == [SigningKey(b"\x5a" * 32).public_hex, old]
    assert not check_receipt(told, house_key=old).failures


# --- What stays, and what goes --------------------------------------------------------------------


def test_the_database_refuses_to_rewrite_a_receipt(job: Job) -> None:
    receipt = Receipt.objects.filter(job=job)
    for change in ({"body": "{}"}, {"sha256": "0" * 64}, {"crop_after": b"x"}, {"run": None}):
        with pytest.raises(IntegrityError, match="rewritten"), transaction.atomic():
            receipt.update(**change)
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        receipt.delete()


def files() -> list[Path]:
    return [path for path in Path(django_settings.EVIDENCE_DIR).rglob("*") if path.is_file()]


def aged(job: Job, days: int, status: str) -> None:
    over = utc_now() - timedelta(days=days)
    Job.objects.filter(pk=job.pk).update(finished_at=over, status=status)


def test_pictures_go_after_their_days_and_the_receipt_stays(alice: User, job: Job) -> None:
    assert len(files()) == 4
    aged(job, django_settings.EVIDENCE_DAYS - 1, Job.Status.ALREADY_DONE)
    assert forget_old_evidence() == 0
    aged(job, django_settings.EVIDENCE_DAYS + 1, Job.Status.ALREADY_DONE)
    assert forget_old_evidence() == 1
    assert files() == []
    assert not Evidence.objects.exists()
    told = receipt_file(user=alice, job_id=job.pk)
    assert failures(told) == set()
    assert all(told["crops"].values())
    assert forget_old_evidence() == 0


def test_what_needs_help_keeps_its_pictures(job: Job) -> None:
    aged(job, 400, Job.Status.NEEDS_HELP)
    assert forget_old_evidence() == 0
    assert len(files()) == 4


def test_a_file_that_cannot_be_removed_is_tried_again(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    aged(job, 400, Job.Status.ALREADY_DONE)

    def refuses(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as broken:
        broken.setattr("shutil.rmtree", refuses)
        assert forget_old_evidence() == 0
    assert Evidence.objects.count() == 4
    assert forget_old_evidence() == 1


def test_what_a_crash_left_without_rows_is_swept(tmp_path: Path) -> None:
    import os  # noqa: PLC0415 - to age a folder

    folder = Path(django_settings.EVIDENCE_DIR) / str(uuid.uuid4())
    folder.mkdir(parents=True)
    (folder / "000-a.png").write_bytes(b"png")
    forget_old_evidence()
    assert folder.exists()  # it may still be filled
    os.utime(folder, (0, 0))
    gone = folder.with_name(f"{uuid.UUID(int=0)}")
    gone.symlink_to(folder.with_name("removed meanwhile"))  # what listing saw, and looking does not
    forget_old_evidence()
    assert not folder.exists()


def test_who_leaves_takes_their_pictures_and_name_along(
    alice: User,
    job: Job,
    told: dict[str, Any],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    aged(job, 0, Job.Status.ALREADY_DONE)
    with django_capture_on_commit_callbacks(execute=True):
        close_account(user=alice)
    assert files() == []
    assert not Evidence.objects.exists()
    receipt = Receipt.objects.get(job=job)
    assert (receipt.crop_before, receipt.crop_after, receipt.holder_salt) == (None, None, "")
    assert hashed(json.loads(receipt.body)) == told["sha256"]
