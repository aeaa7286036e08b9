"""A sample of MiniWoB++ in real Chrome: pixels in, hands out, rewards by beacon."""

from pathlib import Path

import pytest

from sandbox.miniwob.server import MiniwobServer
from workshop.bench_agent import miniwob
from workshop.bench_agent.templates import TEMPLATES
from workshop.miniwob import fetch_miniwob

SAMPLE = ("click-button", "click-checkboxes", "login-user", "click-dialog")
SEED = 101


@pytest.mark.browser
def test_four_pages_are_won_from_their_pictures(tmp_path: Path) -> None:
    wanted = miniwob.scenarios(seeds=[SEED], templates=SAMPLE)

    results = list(miniwob.run(wanted, folder=tmp_path))

    assert [(each.name, each.outcome) for each in results] == [
        (each.name, "won") for each in wanted
    ]
    assert all(each.steps >= 2 and len(each.step_seconds) == each.steps for each in results)
    assert not any(each.false_success or each.unsafe_presses for each in results)


def test_every_page_of_the_suite_is_there() -> None:
    with MiniwobServer(fetch_miniwob()) as server:
        assert set(TEMPLATES) <= set(server.templates())
