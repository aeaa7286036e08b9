from typing import Any

from django.core.management.base import BaseCommand

from ops.services import sweep


class Command(BaseCommand):
    help = "Ring again for every open row and end what has run out of time, once."

    def handle(self, **options: Any) -> None:
        for room, counts in sweep().items():
            line = ", ".join(f"{name} {count}" for name, count in counts.items())
            self.stdout.write(f"{room}: {line or 'nothing'}")
