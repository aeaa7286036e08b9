"""A sample of MiniWoB++ in real Chrome: pixels in, hands out, rewards by beacon."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from browser_agent.display import only_hands, screen_for_chrome
from browser_agent.screen import pictures_differ
from browser_agent.session import Session
from kernel.ocr import Reader
from sandbox.miniwob.server import MiniwobServer
from workshop.bench_agent import miniwob
from workshop.bench_agent.templates import TEMPLATES
from workshop.miniwob import fetch_miniwob

SAMPLE = (
    ("click-button", 101),
    ("click-checkboxes", 100),
    ("login-user", 101),
    ("click-dialog", 101),
)
MIDDLE_OF_TASK = 80 * miniwob.ZOOM, 105 * miniwob.ZOOM


@pytest.mark.browser
def test_four_pages_are_won_from_their_pictures(tmp_path: Path) -> None:
    wanted = [miniwob.scenarios(seeds=[seed], templates=[template])[0] for template, seed in SAMPLE]

    results = list(miniwob.run(wanted, folder=tmp_path))

    assert [(each.name, each.outcome) for each in results] == [
        (each.name, "won") for each in wanted
    ]
    assert all(each.steps >= 2 and len(each.step_seconds) == each.steps for each in results)
    assert not any(each.false_success or each.unsafe_presses for each in results)


@pytest.fixture
def server() -> Iterator[MiniwobServer]:
    with MiniwobServer(fetch_miniwob()) as running:
        yield running


@pytest.fixture
def session(server: MiniwobServer) -> Iterator[Session]:
    reader = miniwob.ViewportReader()
    with screen_for_chrome("own"), only_hands(), miniwob.chrome_session(reader) as one:
        miniwob.zoom_in(one, server)
        yield one


def begun(session: Session, server: MiniwobServer, seed: int) -> tuple[str, Image.Image]:
    """(episode, what the page shows once START is pressed)."""
    episode, url = server.begin("click-test", seed=seed)
    session.open(url)
    before = session.see().frame
    session.click(*MIDDLE_OF_TASK)
    session.settle_after(before)
    return episode, session.see().picture


@pytest.mark.browser
def test_a_seed_is_one_page_and_nobody_can_read_how_it_went(
    session: Session, server: MiniwobServer
) -> None:
    _, first = begun(session, server, 7)
    _, other = begun(session, server, 8)
    episode, again = begun(session, server, 7)
    assert not pictures_differ(first, again)
    assert pictures_differ(first, other)

    button = next(line for line in Reader().read(again) if "Me" in line.text)
    seen = session.see()
    session.click(*button.center)
    session.settle_after(seen.frame)

    told = server.reward(episode, wait_seconds=3)
    assert told is not None
    assert told.is_won
    words = " ".join(line.text for line in Reader().read(session.see().frame.whole)).lower()
    assert "start" in words
    assert not any(word in words for word in ("reward", "average", "episodes", "time left"))


def test_every_page_of_the_suite_is_there(server: MiniwobServer) -> None:
    assert set(TEMPLATES) <= set(server.templates())
