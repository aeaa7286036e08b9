"""manage.py sandbox_streaming: four stand-in streaming sites until SIGTERM."""

import json
import signal
import threading
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sandbox.streaming.server import StreamingSites


class Command(BaseCommand):
    help = "Serve four stand-in streaming sites; print one JSON line once all of them listen."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--base-port", type=int, default=9101, help="first of four ports")
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--state-dir", type=Path, help="keep state here across restarts")
        parser.add_argument("--seed", type=int, help="the same customers at every launch")

    def handle(self, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        try:
            sites = StreamingSites.start(
                base_port=options["base_port"],
                host=options["host"],
                state_dir=options["state_dir"],
                seed=options["seed"],
            )
        except OSError as error:
            raise CommandError(f"The sites cannot listen or keep their state: {error}") from error
        with sites:
            self.stdout.write(json.dumps(sites.as_json(), ensure_ascii=False))
            self.stdout.flush()
            stop.wait()
