"""What a run leaves behind: one masked PNG a step and steps.jsonl, chained by hashes.

Everything written here has been masked before it arrives. Folders 0700, files 0600.
"""

import hashlib
import io
import json
import os
from pathlib import Path
from typing import Any

from PIL import Image

from kernel.clock import utc_now

STEPS_FILE = "steps.jsonl"


class EvidenceFolder:
    """Each line of steps.jsonl carries the SHA-256 of the one before: none can be changed alone."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
        self.folder = folder
        self.paths: list[Path] = []
        self._previous = ""

    def keep(self, name: str, image: Image.Image, record: dict[str, Any]) -> tuple[Path, str]:
        """Writes <name>.png and its line. Returns the path and the PNG's SHA-256 in hex."""
        packed = io.BytesIO()
        image.save(packed, "PNG", compress_level=1)
        digest = hashlib.sha256(packed.getvalue()).hexdigest()
        path = self.folder / f"{name}.png"
        _write(path, packed.getvalue(), os.O_TRUNC)
        self.paths.append(path)
        line = json.dumps(
            record
            | {"image": path.name, "sha256": digest, "at": utc_now().isoformat()}
            | {"previous": self._previous},
            ensure_ascii=False,
        ).encode()
        self._previous = hashlib.sha256(line).hexdigest()
        _write(self.folder / STEPS_FILE, line + b"\n", os.O_APPEND)
        return path, digest


def _write(path: Path, content: bytes, how: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | how, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
