"""pgbench, calling the same SQL functions: what PostgreSQL does where no Python is in the way."""

import re
import subprocess
import tempfile
from pathlib import Path

from workshop.bench.books import PEOPLE, Place
from workshop.say import refuse

THREADS = 2
# In a script a word after a colon would be a variable, hence chr(58).
_USER = "'user' || chr(58) || :{}"
_KEY = "md5(:k || '-' || :client_id)"
_DRAW = f"""\\set a random(0, {PEOPLE} - 1)
\\set b (:a + random(1, {PEOPLE} - 1)) % {PEOPLE}
\\set k random(1, 9000000000000000000)
"""


def _post(credit: str) -> str:
    return (
        f"{_DRAW}SELECT * FROM ledger_post('pay' || chr(58) || {_KEY}, {_USER.format('a')},"  # noqa: S608
        f" {credit}, 10, 'other', '');\n"
    )


SCRIPTS = {
    "spread": _post(_USER.format("b")),
    "hot": _post("'revenue' || chr(58) || 'jobs'"),
    "hot_floored": _post("'user' || chr(58) || 'hot'"),
    "hold_and_capture": (
        f"{_DRAW}SELECT * FROM ledger_hold_open('use' || chr(58) || {_KEY}, {_USER.format('a')},"  # noqa: S608
        " 'revenue' || chr(58) || 'jobs', 100, 'spend', '', 600);\n"
        f"SELECT * FROM ledger_hold_capture('use' || chr(58) || {_KEY}, 60, '');\n"
    ),
}


def measured(place: Place, name: str, *, clients: int, seconds: float) -> float:
    """Scripts per second; every statement commits by itself, as through our service layer."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(SCRIPTS[name])
        script.flush()
        done = subprocess.run(
            [
                str(place.server.binaries / "pgbench"),
                *("-h", str(place.server.socket), "-U", "postgres", "-n", "-M", "prepared"),
                *("-c", str(clients), "-j", str(THREADS), "-T", str(max(1, round(seconds)))),
                *("-f", str(Path(script.name)), place.name),
            ],
            check=False,
            capture_output=True,
            text=True,
        )
    found = re.search(r"tps = ([0-9.]+)", done.stdout)
    if done.returncode != 0 or found is None:
        refuse(f"pgbench failed:\n{done.stderr[-1_000:]}")
    return float(found[1])
