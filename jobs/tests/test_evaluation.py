"""Stored runs asked again, kept, and compared on the operators' page."""

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.html import escape
from PIL import Image
from pytest_django import Settings

from accounts.models import User
from browser_agent.playbook.tests.runs import HOST, SIZE, a_run, records
from jobs.admin.evaluation import score
from jobs.models import ReplayResult, Run
from jobs.services import keep_replay, store_evidence
from jobs.tests.given import given_job, started
from kernel.sealing import PrivateKey

pytestmark = pytest.mark.django_db

CHANGE = {
    "step": "step-003",
    "page_before": "account",
    "page_after": "offer",
    "before": 'click "Cancel"',
    "after": 'click "<b>Keep</b>"',
    "effect": "commit",
    "policy_before": "allow",
    "policy_after": "deny keep",
    "final": True,
}


def told(model: str, **given: Any) -> dict[str, Any]:
    counts = {"steps": 6, "changed": 0, "commits_changed": 0, "refused": 0, "unanswered": 0}
    return {"model": model, "seconds": 3.0, "changes": []} | counts | given


@pytest.fixture
def run(alice: User, agent_key: PrivateKey, settings: Settings, tmp_path: Path) -> Run:
    """A run whose frames and records are stored here."""
    settings.EVIDENCE_DIR = tmp_path
    run = started(given_job(alice), agent_key)
    for seq, record in enumerate(records(a_run()), 1):
        packed = io.BytesIO()
        Image.new("RGB", SIZE, (seq, seq, seq)).save(packed, "PNG")
        store_evidence(
            run_id=run.pk,
            fencing_token=run.fencing_token,
            seq=seq,
            name=record["name"],
            sha256=hashlib.sha256(packed.getvalue()).hexdigest(),
            content=packed.getvalue(),
            record=record | {"url": record["url"].replace(HOST, "http://127.0.0.1:9001")},
        )
    return run


@pytest.fixture
def olga(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("olga", "a password"))
    return client


def test_a_stored_run_is_asked_again_and_kept(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("replay_run", str(run.pk), policy_only=True, store=True, json=True)
    assert json.loads(capsys.readouterr().out)["steps"] == 6
    kept = ReplayResult.objects.get()
    assert (kept.run, kept.model, kept.steps, kept.changed) == (run, "policy", 6, 0)


def test_nothing_is_kept_unless_asked_for(run: Run) -> None:
    call_command("replay_run", str(run.pk), policy_only=True)
    assert not ReplayResult.objects.exists()


@pytest.mark.parametrize("which", ["0b0f2f5e-0000-4000-8000-000000000000", "no-such-run"])
def test_a_run_that_is_not_here_is_told(db: None, which: str) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("replay_run", which, policy_only=True)
    assert refused.value.returncode == 2


def test_a_picture_that_is_gone_is_told(run: Run) -> None:
    evidence = run.evidence.order_by("seq").first()
    assert evidence is not None
    evidence.path.unlink()
    with pytest.raises(CommandError):
        call_command("replay_run", str(run.pk), policy_only=True)


def test_the_newest_answer_of_a_model_counts(run: Run) -> None:
    keep_replay(run_id=run.pk, told=told("m", changed=2, changes=[CHANGE, CHANGE]))
    keep_replay(run_id=run.pk, told=told("m", changed=1, changes=[CHANGE]))
    assert ReplayResult.objects.get().changed == 1


def test_counts_that_cannot_be_are_refused_by_the_database(run: Run) -> None:
    for broken in ({"changed": 7}, {"commits_changed": 1}, {"seconds": -1.0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            keep_replay(run_id=run.pk, told=told("m", **broken))


def test_a_score_is_over_all_runs_of_a_model() -> None:
    rows = [
        ReplayResult(steps=6, changed=3, commits_changed=1, unanswered=2, seconds=8.0),
        ReplayResult(steps=4, changed=0, commits_changed=0, unanswered=0, seconds=8.0),
    ]
    one = score("m", rows)
    assert (one.steps, one.changed, one.agreement, one.call_seconds) == (10, 3, 70.0, 2.0)
    assert score("m", []).agreement == 0.0


def test_the_page_compares_models(run: Run, olga: Client) -> None:
    empty = olga.get("/admin/evaluation/").content.decode()
    assert "No run has been asked again yet" in empty
    keep_replay(run_id=run.pk, told=told("ocr-rules"))
    other = told("qwen3-vl", changed=1, commits_changed=1, changes=[CHANGE], seconds=12.0)
    keep_replay(run_id=run.pk, told=other)
    page = olga.get("/admin/evaluation/").content.decode()
    for text in ("100.0 %", "83.3 %", "0.50", "2.00", "6 of 6", "5 of 6", "1 final", "deny keep"):
        assert text in page, text
    assert escape(CHANGE["after"]) in page
    assert "<b>Keep</b>" not in page
    assert page.count("<svg") >= 3
    assert "Evaluation: models compared" in olga.get("/admin/").content.decode()


def test_the_page_is_for_those_who_may_look(run: Run) -> None:
    lena = User.objects.create_user("lena", is_staff=True)
    client = Client()
    assert client.get("/admin/evaluation/").status_code == 302
    client.force_login(lena)
    assert client.get("/admin/evaluation/").status_code == 403
    lena.user_permissions.add(Permission.objects.get(codename="view_replayresult"))
    assert client.get("/admin/evaluation/").status_code == 200
