"""The agent itself on one variant of each language but English, which test_agent_sites drives."""

from pathlib import Path

import pytest

from workshop.bench_agent import sites


@pytest.mark.browser
@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", ["es-cards", "fr-trick", "de-resume"])
def test_a_variant_is_done_as_the_bench_wants_it(tmp_path: Path, name: str) -> None:
    result = sites.run(sites.scenarios([name])[0], folder=tmp_path)
    assert result.right, result.detail
    assert (result.false_success, result.unsafe_presses, result.secrets_outside) == (False, 0, 0)
    assert len(result.step_seconds) > 5
