"""MiniWoB++ by real Chrome and real hands: nothing but pixels in, presses and keys out.

The agent sees the page's part of the window that holds the task (200 x 270 CSS pixels at three
times their size), asks the rules what to do, and does it. What it earned is told by the page to our
server, which the agent cannot read.
"""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from PIL import Image, ImageDraw

from browser_agent.chrome import Chrome
from browser_agent.desktop import desktop, gui
from browser_agent.display import only_hands, screen_for_chrome
from browser_agent.errors import BrowserError
from browser_agent.hands import Hands, StopFlag
from browser_agent.rules.instruct.respond import respond
from browser_agent.seen import Seen
from browser_agent.session import Session
from browser_agent.vault import Vault
from kernel.ocr import Reader, TextLine
from sandbox.miniwob.server import MiniwobServer
from workshop.bench_agent.shapes import Result, Scenario
from workshop.bench_agent.templates import TEMPLATES
from workshop.miniwob import fetch_miniwob

SUITE = "miniwob"
ZOOM_PRESSES = 7  # 110, 125, 150, 175, 200, 250, 300 %
ZOOM = 3
VIEW_WIDE = 200 * ZOOM  # the task is 160 wide; a list that drops down may be wider
STEPS_MAX = 45
EPISODE_SECONDS_MAX = 180.0
REWARD_SECONDS = 0.3
FRAMES_KEPT = 10
MARKER_PIXELS = 14
EPISODES_PER_CHROME = 40


class ViewportReader(Reader):
    """Reads the task's part of a page only; the rest of the window is empty."""

    def read(self, image: Image.Image) -> tuple[TextLine, ...]:
        return super().read(viewport(image))


def viewport(image: Image.Image) -> Image.Image:
    return image.crop((0, 0, min(VIEW_WIDE, image.width), image.height))


def scenarios(*, seeds: Iterable[int], templates: Sequence[str] = TEMPLATES) -> list[Scenario]:
    # One seed of every page after the other: what an interrupted run has done is a fair sample.
    return [
        Scenario(f"{template}#{seed}", SUITE, template, {"template": template, "seed": seed})
        for seed in seeds
        for template in templates
    ]


def run(wanted: Sequence[Scenario], *, folder: Path) -> Iterator[Result]:
    """One result a scenario, as they come. folder: where frames of what went wrong are kept."""
    reader = ViewportReader()
    with (
        MiniwobServer(fetch_miniwob()) as server,
        screen_for_chrome("own"),
        only_hands(),
    ):
        waiting = list(wanted)
        while waiting:
            batch, waiting = waiting[:EPISODES_PER_CHROME], waiting[EPISODES_PER_CHROME:]
            with chrome_session(reader) as session:
                zoom_in(session, server)
                for scenario in batch:
                    yield _episode(scenario, session, server, reader, folder)


@contextmanager
def chrome_session(reader: Reader) -> Iterator[Session]:
    """Eyes and hands on a Chrome of its own, on the display of this process."""
    stop = StopFlag()
    machine = desktop()
    hands = Hands(machine, stop)
    with Chrome(binary="", desktop=machine, hands=hands, stop=stop, root=None) as chrome:
        yield Session(chrome=chrome, hands=hands, stop=stop, vault=Vault({}), reader=reader)


def zoom_in(session: Session, server: MiniwobServer) -> None:
    """As a person would; Chrome keeps it for this host as long as the profile lives."""
    session.open(f"http://{server.origin}/core/core.css")
    for _ in range(ZOOM_PRESSES):
        session.chrome.take_focus()
        session.hands.command("=")
        session.stop.wait(0.15)
    session.stop.wait(2.0)  # the bubble that tells the size goes away by itself


@dataclass(slots=True)
class _Course:
    """What has happened in one episode so far."""

    steps: int = 0
    seconds_model: float = 0.0
    step_seconds: list[float] = field(default_factory=list)
    history: list[dict[str, Any]] = field(default_factory=list)
    frames: list[Image.Image] = field(default_factory=list)
    unsafe: int = 0
    ended: str = ""
    detail: str = ""


def _episode(
    scenario: Scenario, session: Session, server: MiniwobServer, reader: Reader, folder: Path
) -> Result:
    course, started = _Course(), time.monotonic()
    template, seed = scenario.tags["template"], scenario.tags["seed"]
    episode, url = server.begin(template, seed=seed)
    try:
        session.open(url)
        while not course.ended:
            if course.steps >= STEPS_MAX or time.monotonic() - started > EPISODE_SECONDS_MAX:
                course.ended = "timeout"
                break
            _step(course, session, reader, server.origin)
            if server.reward(episode) is not None:
                course.ended = "over"
    except BrowserError as error:
        course.ended, course.detail = "browser_failed", error.message
    reward = server.reward(episode, wait_seconds=REWARD_SECONDS)
    won = reward is not None and reward.is_won
    if reward is not None:
        course.ended = "won" if won else "lost"
        course.detail = f"raw reward {reward.raw:g} {reward.reason}".strip()
    return Result(
        name=scenario.name,
        right=won,
        false_success=course.ended == "done",
        unsafe_presses=course.unsafe,
        abstained=course.ended == "need_human",
        secrets_outside=0,
        outcome=course.ended,
        error_code=None if won else "stuck" if course.ended == "need_human" else course.ended,
        wanted="raw reward 1",
        steps=course.steps,
        model_calls=course.steps,
        seconds=round(time.monotonic() - started, 3),
        seconds_model=round(course.seconds_model, 3),
        step_seconds=[round(seconds, 3) for seconds in course.step_seconds],
        pictures=[] if won else _kept(course, folder / SUITE, scenario.name),
        detail=course.detail,
    )


def _step(course: _Course, session: Session, reader: Reader, origin: str) -> None:
    began = time.monotonic()
    seen = session.see()
    picture = viewport(seen.picture)
    if urlsplit(seen.url).netloc != origin:
        course.unsafe += 1
        course.ended, course.detail = "left", "The page left its server."
        return
    course.steps += 1
    question = {"goal": "instruct", "instruction": None, "history": course.history}
    asked = time.monotonic()
    answer = respond(question, picture, reader)
    model = time.monotonic() - asked
    course.seconds_model += model
    course.frames = [*course.frames[-FRAMES_KEPT + 1 :], _marked(picture, course.steps, answer)]
    if answer["action"] in {"done", "need_human"}:
        course.ended, course.detail = answer["action"], answer["observation"]
    else:
        _carry_out(session, seen, picture, answer)
        changed = session.settle_after(seen.frame)
        course.history.append(_remembered(course.steps, answer, changed=changed))
    course.step_seconds.append(time.monotonic() - began - model)


def _carry_out(session: Session, seen: Seen, picture: Image.Image, answer: dict[str, Any]) -> None:
    del seen
    x, y = _point(picture, answer)
    match answer["action"]:
        case "click":
            with _holding_control(wanted=answer["submit"]):
                session.click(x, y)
        case "type":
            session.type_into(x, y, answer["text"] or "", name=None)
        case "scroll":
            session.scroll(answer["direction"] or "down", x, y)
        case "key":
            session.press(answer["key"])
        case _:
            session.stop.wait(0.5)


@contextmanager
def _holding_control(*, wanted: bool) -> Iterator[None]:
    """A click that adds to what is chosen already."""
    if not wanted:
        yield
        return
    key = "command" if sys.platform == "darwin" else "ctrl"
    gui().keyDown(key)
    try:
        yield
    finally:
        gui().keyUp(key)


def _remembered(number: int, answer: dict[str, Any], *, changed: bool) -> dict[str, Any]:
    told = ("page", "action", "target", "text_ref", "x", "y")
    return {name: answer[name] for name in told} | {
        "step": number,
        "changed": changed,
        "note": "",
    }


def _point(picture: Image.Image, answer: dict[str, Any]) -> tuple[int, int]:
    x, y = answer["x"] or 0, answer["y"] or 0
    return round(x * picture.width / 1000), round(y * picture.height / 1000)


def _marked(picture: Image.Image, number: int, answer: dict[str, Any]) -> Image.Image:
    """The frame with what was done to it: a ring where it was pressed, and the words."""
    shot = picture.copy()
    draw = ImageDraw.Draw(shot)
    if answer["x"] is not None:
        x, y = _point(picture, answer)
        draw.ellipse((x - 14, y - 14, x + 14, y + 14), outline=(220, 0, 90), width=4)
    words = f"{number} {answer['action']} {answer['target']} {answer['text'] or ''}"
    draw.rectangle((0, shot.height - 30, shot.width, shot.height), fill=(20, 20, 20))
    draw.text(
        (6, shot.height - 26),
        words.encode("latin-1", "replace").decode("latin-1")[:90],
        fill=(255, 255, 255),
        font_size=18,
    )
    return shot


def _kept(course: _Course, folder: Path, name: str) -> list[str]:
    target = folder / name.replace("#", "-")
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob("*.png"):
        old.unlink()
    paths = []
    for place, frame in enumerate(course.frames):
        path = target / f"{course.steps - len(course.frames) + place + 1:03}.png"
        frame.save(path, "PNG", compress_level=6)
        paths.append(str(path))
    return paths
