"""manage.py sandbox_streaming: four stand-in streaming sites, or any variants, until SIGTERM."""

import json
import signal
import threading
from argparse import ArgumentParser
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sandbox.streaming.server import StreamingSites
from sandbox.streaming.variants.catalogue import names, variant
from sandbox.streaming.variants.right import right_outcome
from sandbox.streaming.variants.server import running_all

ALL = "all"


class Command(BaseCommand):
    help = "Serve four stand-in streaming sites; print one JSON line once all of them listen."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--base-port", type=int, default=9101, help="first of the ports")
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--state-dir", type=Path, help="keep state here across restarts")
        parser.add_argument("--seed", type=int, help="the same customers at every launch")
        parser.add_argument("--variants", help="serve these instead: all, or NAME,NAME,wild-7")
        parser.add_argument("--list-variants", action="store_true", help="say what there is")
        parser.add_argument("--json", action="store_true", help="with --list-variants")

    def handle(self, **options: Any) -> None:
        if options["list_variants"]:
            self._list(as_json=options["json"])
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        if options["variants"]:
            self._serve_variants(options, stop)
            return
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
            self._announce(sites.as_json(), stop)

    def _announce(self, told: dict[str, Any], stop: threading.Event) -> None:
        self.stdout.write(json.dumps(told, ensure_ascii=False))
        self.stdout.flush()
        stop.wait()

    def _serve_variants(self, options: dict[str, Any], stop: threading.Event) -> None:
        if options["state_dir"]:
            raise CommandError("Variants keep no state across restarts: leave --state-dir out.")
        wanted = names() if options["variants"] == ALL else options["variants"].split(",")
        for name in wanted:
            try:
                variant(name)
            except KeyError:
                raise CommandError(f"There is no variant {name}; see --list-variants.") from None
        served: AbstractContextManager[Any] = running_all(
            wanted, host=options["host"], base_port=options["base_port"], seed=options["seed"]
        )
        try:
            with served as sites:
                self._announce({"sites": [site.as_json() for site in sites]}, stop)
        except OSError as error:
            raise CommandError(f"The sites cannot listen: {error}") from error

    def _list(self, *, as_json: bool) -> None:
        listed = [_described(name) for name in names()]
        if as_json:
            self.stdout.write(json.dumps(listed, ensure_ascii=False, indent=1))
            return
        for one in listed:
            looks = f"{one['language']} {one['layout']}/{one['theme']}"
            self.stdout.write(f"{one['name']:22} {one['goal']:7} {looks:22} {one['fault']:16} ")
            self.stdout.write(f"    right: {one['right']}; traps: {', '.join(one['traps'])}")


def _described(name: str) -> dict[str, Any]:
    found = variant(name)
    return {
        "name": name,
        "goal": found.goal,
        "language": found.words.language,
        "voice": found.voice,
        "layout": found.layout,
        "theme": found.theme,
        "flow": list(found.flow) if found.goal == "cancel" else [],
        "sign_in": found.sign_in,
        "place": found.place,
        "overlays": list(found.overlays),
        "fault": found.fault,
        "traps": list(found.traps),
        "account_known": found.account_known,
        "right": right_outcome(found).sentence(),
    }
