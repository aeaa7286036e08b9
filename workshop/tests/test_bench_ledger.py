"""The benchmark runs through on real PostgreSQL, and the books it leaves are right."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from workshop.bench.books import ROOT
from workshop.bench_ledger import CASES, table

pytestmark = pytest.mark.skipif(
    "/socket/" not in os.environ["DATABASE_URL"] and "ub-pg-" not in os.environ["DATABASE_URL"],
    reason="the tests run on a server of somebody else",
)


def test_a_quick_run_measures_everybody_and_leaves_right_books(tmp_path: Path) -> None:
    path = tmp_path / "ledger.json"
    command = [sys.executable, "-m", "workshop.bench_ledger", "--quick", "--json", str(path)]
    done = subprocess.run(
        command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=280
    )
    assert done.returncode == 0, done.stderr[-3_000:]
    result = json.loads(path.read_text())
    for case in CASES:
        assert {who for who, rates in result["cases"][case].items() if min(rates) > 0} == {
            "ours",
            "raw",
            "naive",
        }
    assert [min(rates) > 0 for rates in result["flatness"].values()] == [True, True]
    assert min(result["http"]["charge"] + result["http"]["hold_and_capture"]) > 0
    assert result["findings"] == []
    assert result["cases"]["audit"] == {"findings": [0.0]}
    assert "\n".join(table(result)) in done.stdout
