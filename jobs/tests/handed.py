"""A view that is open, with both its sides: what the takeover tests begin with."""

import io
import uuid
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pytest_django import Settings

from accounts.models import User
from jobs.models import Run, TakeoverInput
from jobs.services import (
    give_takeover_input,
    next_inputs,
    open_takeover,
    recognise_visit,
    store_frame,
)
from jobs.services.takeover_visits import (
    Visit,
    Wish,
)
from jobs.tests.conftest import News
from jobs.tests.given import given_job, started
from kernel.sealing import PrivateKey

CLICK = Wish("click", x=500, y=250, frame=1)


def jpeg(colour: str = "white") -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (64, 40), colour).save(target, "JPEG")
    return target.getvalue()


@pytest.fixture(autouse=True)
def evidence_dir(settings: Settings, tmp_path: Path) -> None:
    settings.EVIDENCE_DIR = tmp_path / "evidence"


@pytest.fixture
def run(alice: User, agent_key: PrivateKey) -> Run:
    return started(given_job(alice), agent_key)


class View:
    """An open view, with both its sides."""

    def __init__(self, run: Run, news: News, *, reason: str = "captcha") -> None:
        self.run = run
        self.takeover, _ = open_takeover(**self.fenced, reason=reason, seconds_max=600)
        event, facts = news.told[-1]
        assert event == "takeover_wanted"
        self.facts = facts
        self.token = str(facts["url"]).rsplit("/", 1)[1]
        self.visit: Visit = recognise_visit(token=self.token)

    @property
    def fenced(self) -> dict[str, Any]:
        key = self.takeover.key if hasattr(self, "takeover") else uuid.uuid4()
        return {
            "run_id": self.run.pk,
            "fencing_token": self.run.fencing_token,
            "takeover_key": key,
        }

    def show(self, seq: int = 1, content: bytes | None = None) -> str:
        return store_frame(**self.fenced, seq=seq, content=content or jpeg())

    def wish(self, wish: Wish = CLICK) -> TakeoverInput:
        return give_takeover_input(visit=self.visit, key=uuid.uuid4(), wish=wish)[0]

    def queued(self) -> list[Any]:
        return next_inputs(**self.fenced, after=0, wait_seconds=0)[1]

    def status(self) -> str:
        self.takeover.refresh_from_db()
        return str(self.takeover.status)


@pytest.fixture
def view(run: Run, news: News) -> View:
    return View(run, news)
