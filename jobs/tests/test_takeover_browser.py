"""A CAPTCHA page in a real Chrome, handed over through the real server to a person with a link."""

import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from django.core.asgi import get_asgi_application
from PIL import Image
from pytest_django import Settings

from browser_agent.errand import run_errand
from browser_agent.settings import BodySettings, WorkerSettings
from browser_agent.tests.conftest import screen
from browser_agent.tests.plain_site import serving
from jobs.models import Job, JobEvent, Takeover
from jobs.services import create_agent_token, register_agent_key, save_service, store_credentials
from jobs.signals import job_changed
from jobs.tests.captcha_site import COLOURS, CaptchaSite, Helper, colour_at
from jobs.tests.given import given_job, offered
from kernel.ocr import Reader
from kernel.sealing import PrivateKey
from tests.given import given_user

__all__ = ["screen"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EMAIL, PASSWORD = "maria.lopez@example.org", "p@ss#%Ü1x"


@pytest.fixture
def server(settings: Settings) -> Iterator[str]:
    config = uvicorn.Config(
        get_asgi_application(),
        lifespan="off",
        log_level="error",
        timeout_graceful_shutdown=2,
        ws="none",
    )
    running = uvicorn.Server(config)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        settings.PUBLIC_URL = f"http://127.0.0.1:{listener.getsockname()[1]}"
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
        thread.start()
        while not running.started:
            time.sleep(0.02)
        yield settings.PUBLIC_URL
        running.should_exit = True
        thread.join(timeout=20)


@pytest.fixture
def site() -> CaptchaSite:
    return CaptchaSite(email=EMAIL, password=PASSWORD, right="teal")


class Waiting:
    """Runs the person on a thread of its own as soon as the link arrives."""

    def __init__(self, server: str, act: "Act") -> None:
        self._server, self._act = server, act
        self.links: list[str] = []
        self.failure: BaseException | None = None
        self._threads: list[threading.Thread] = []

    def hear(self, *, sender: type[Job], event: str, facts: dict[str, str], **_: object) -> None:
        if event == "takeover_wanted":
            self.links.append(facts["url"])
            thread = threading.Thread(target=self._help, args=(facts["url"],), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _help(self, url: str) -> None:
        try:
            time.sleep(0.3)  # the row is committed after the news of it
            with closing(Helper(self._server, url.rsplit("/", 1)[1])) as helper:
                self._help_with(helper)
        except BaseException as error:  # noqa: BLE001 - told to the test's own thread
            self.failure = error

    def _help_with(self, helper: Helper) -> None:
        try:
            self._act(helper)
        except BaseException:
            helper.end("closed")  # nobody waits for a test that has failed
            raise

    def finished(self) -> None:
        for thread in self._threads:
            thread.join(timeout=30)
        if self.failure is not None:
            raise self.failure


class Act:
    def __call__(self, helper: Helper) -> None: ...


def worked(server: str, tmp_path: Path, url: str) -> tuple[str, Job]:
    key = PrivateKey.generate()
    key.write_file(tmp_path / "key.json")
    register_agent_key(public_key=key.public_key.to_text())
    save_service(
        slug="plain",
        name="Plain",
        aliases=[],
        origins=[urlsplit(url).netloc],
        start_url=f"{url}/",
        account_url=f"{url}/account",
        hints="",
    )
    alice = given_user("alice")
    store_credentials(
        user=alice, service_slug="plain", fields={"email": EMAIL, "password": PASSWORD}
    )
    job = given_job(alice, slug="plain")
    _, token = create_agent_token(name="test")
    settings = WorkerSettings(
        broker_url=f"filesystem://{tmp_path}/broker",
        api_url=server,
        token=token,
        private_key_file=tmp_path / "key.json",
        spool_dir=tmp_path / "spool",
        name="test",
        body=BodySettings(None, "ocr-rules", "", "", "", tmp_path / "evidence"),
    )
    run = offered(job)
    ending = run_errand(str(run.pk), run.fencing_token, settings=settings)
    job.refresh_from_db()
    return ending, job


class PassesTheCheck(Act):
    """Ticks the box; is refused at "Buy now"; presses the one tile that only they know."""

    def __init__(self) -> None:
        self.refused: dict[str, object] = {}
        self.pictures: list[Image.Image] = []

    def __call__(self, helper: Helper) -> None:
        self.pictures = helper.pictures
        frame = self._until(helper, lambda picture: colour_at(picture, (0, 102, 204)))
        x, y = frame[1]
        # On the button's face, far away from its words.
        self.refused = helper.fate(self._click(helper, frame[0], x - 130, y))
        reader = Reader()
        number, picture = helper.look()
        box = next(line for line in reader.read(picture) if "not a robot" in line.text.casefold())
        wide, high = picture.size
        place = (round(box.center_x * 1000 / wide), round(box.center_y * 1000 / high))
        assert helper.fate(self._click(helper, number, *place))["status"] == "applied"
        number, place = self._until(helper, lambda picture: colour_at(picture, COLOURS["teal"]))
        self._click(helper, number, *place)
        for _ in range(60):  # nobody presses Done: the agent sees by itself that it is over
            if helper.sight(wait_seconds=1)["status"] != "open":
                return
            time.sleep(0.5)
        raise AssertionError("the agent never took its page back")

    def _click(self, helper: Helper, frame: int, x: int, y: int) -> int:
        return helper.wish(key=str(uuid.uuid4()), kind="click", x=x, y=y, frame=frame)

    def _until(self, helper: Helper, find) -> tuple[int, tuple[int, int]]:  # type: ignore[no-untyped-def]
        changes = 0
        for _ in range(60):
            sight = helper.sight(seen=changes, wait_seconds=2)
            changes = sight["changes"]
            if sight["frame"]:
                number, picture = helper.look()
                if (place := find(picture)) is not None:
                    return number, place
        raise AssertionError("what was looked for never came")


def test_a_person_passes_the_check_and_the_run_goes_on(
    server: str, screen: str, tmp_path: Path, site: CaptchaSite
) -> None:
    person = PassesTheCheck()
    waiting = Waiting(server, person)
    job_changed.connect(waiting.hear)
    with serving(site) as url:
        ending, job = worked(server, tmp_path, url)
    job_changed.disconnect(waiting.hear)
    waiting.finished()
    assert (ending, job.status) == ("succeeded", Job.Status.VERIFIED)
    assert (site.passed, site.bought, site.wrong, site.cancelled) == (True, False, 0, True)
    assert person.refused["status"] == "refused"
    assert "cost money" in str(person.refused["rule"])
    takeover = Takeover.objects.get()
    assert takeover.status == Takeover.Status.DONE
    assert not takeover.frame_path.exists()
    token = waiting.links[0].rsplit("/", 1)[1]
    reader = Reader()
    shown = " ".join(line.text for picture in person.pictures for line in reader.read(picture))
    assert "Signed in as [email]" in shown
    assert "lopez" not in shown.casefold()
    told = " ".join(str(event.data) for event in JobEvent.objects.all())
    assert token not in told
    assert "lopez" not in told.casefold()
