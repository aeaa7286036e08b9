from collections.abc import Iterator

import pytest

from browser_agent.chrome import Chrome
from browser_agent.desktop import desktop
from browser_agent.display import screen_for_chrome
from browser_agent.hands import Hands, StopFlag


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """One Xvfb for all browser tests."""
    with screen_for_chrome("own") as name:
        yield name


@pytest.fixture
def stop() -> StopFlag:
    return StopFlag()


@pytest.fixture
def hands(screen: str, stop: StopFlag) -> Hands:
    return Hands(desktop(), stop)


@pytest.fixture
def chrome(hands: Hands, stop: StopFlag) -> Iterator[Chrome]:
    with Chrome(binary="", desktop=desktop(), hands=hands, stop=stop, root=None) as running:
        yield running
