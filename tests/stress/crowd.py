"""Forks processes that all write in the books of one database at once.

    python -m tests.stress.crowd DATABASE FOLDER PROCESSES OPERATIONS SEED

Each child writes what it says came of its operations to FOLDER/<number>.jsonl.
"""

import json
import os
import random
import sys
import traceback
from dataclasses import asdict
from pathlib import Path

import django
from django.conf import settings


def perform(number: int, folder: Path, operations: int, seed: int) -> None:
    """One child: its own connection, its own chance."""
    from payments.ledger import services  # noqa: PLC0415 - Django must be set up first
    from tests.stress.operations import one_of  # noqa: PLC0415

    services.FOLD_LEAST = 8
    chance = random.Random(seed * 1_000 + number)  # noqa: S311 - to be repeatable
    with (folder / f"{number}.jsonl").open("w") as log:
        for _ in range(operations):
            log.write(json.dumps(asdict(one_of(chance, str(number)))) + "\n")


def main() -> int:
    database, folder, processes, operations, seed = sys.argv[1:]
    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    children = []
    for number in range(int(processes)):
        pid = os.fork()
        if pid == 0:
            try:
                perform(number, Path(folder), int(operations), int(seed))
            except BaseException:  # noqa: BLE001 - a child must never go on with its parent's work
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        children.append(pid)
    ends = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children]
    return max(map(abs, ends))


if __name__ == "__main__":
    sys.exit(main())
