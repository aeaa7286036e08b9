"""What the stand-ins of rails need around them."""

from collections.abc import Iterator

import pytest

from payments.tests.relay import running_relay


@pytest.fixture(scope="module")
def relay_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_relay(tmp_path_factory.mktemp("relay")) as url:
        yield url
