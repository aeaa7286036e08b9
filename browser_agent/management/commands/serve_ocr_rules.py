"""The CPU vision server as a command of its own."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from PIL import Image

from browser_agent.rules.server import VisionServer
from browser_agent.rules.wire import MODEL
from kernel.ocr import Reader


class Command(BaseCommand):
    help = "Serve the rule-based vision model over HTTP until interrupted."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=9201, help="0 chooses a free one")
        parser.add_argument("--threads", type=int, default=2, help="of the text recognition")
        parser.add_argument("--api-key", default="", help="wanted as a bearer token if given")

    def handle(self, *, host: str, port: int, threads: int, api_key: str, **options: Any) -> None:
        reader = Reader(threads=threads)
        # Loads the models now, so that "ready" is true and the first question is as fast as others.
        reader.read(Image.new("RGB", (64, 64), "white"))
        with VisionServer((host, port), reader=reader, api_key=api_key) as server:
            self.stdout.write(f"{MODEL} ready on http://{host}:{server.port}/v1")
            self.stdout.flush()
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                self.stdout.write(f"{MODEL} stopped")
