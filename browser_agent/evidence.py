"""What a run leaves behind: one masked PNG a step and steps.jsonl, chained by hashes.

Everything written here has been masked before it arrives. Folders 0700, files 0600. A line of
steps.jsonl is the step's record and its link (browser_agent.chain); it is whole or not there. A
disk that is full ends the run: what cannot be proved is not done.
"""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from PIL import Image

from browser_agent.chain import CROP_AFTER, CROP_BEFORE, LINKS_MAX, link_hash
from browser_agent.contract import ErrorCode
from browser_agent.errors import RunStopError
from browser_agent.proof import crop_around, crop_of_plan, quick_png, small_png
from kernel.clock import utc_now
from kernel.ocr import TextLine

STEPS_FILE = "steps.jsonl"
RECORD_LINK_NAMES: Final = frozenset(
    {"image", "sha256", "at", "previous", "seq", "record_sha256", "link"}
)
KNOWN_STATES = frozenset({"active", "cancelled"})
LINES_MAX = 300
DAY_SECONDS = 86_400.0
QUOTE_CHARACTERS_MAX = 300
Told = Callable[[str, str, str], None]


class EvidenceFolder:
    """votes: who said what when the end was judged, for the receipt; set by whoever judges."""

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder.chmod(0o700)
        except OSError as error:
            raise _full(error) from error
        self.folder = folder
        self.paths: list[Path] = []
        self.votes: dict[str, str] = {}
        self._links: list[dict[str, Any]] = []
        self._head = ""
        self._before: tuple[Image.Image, tuple[TextLine, ...]] | None = None
        self._after: tuple[Image.Image, tuple[TextLine, ...]] | None = None
        self._quote = ""

    def keep(
        self,
        name: str,
        image: Image.Image,
        record: dict[str, Any],
        *,
        lines: Sequence[TextLine] = (),
        packed: bytes | None = None,
    ) -> tuple[Path, str]:
        """Writes <name>.png and its line. Returns the path and the PNG's SHA-256 in hex.

        packed: the image as a PNG, where somebody has made it already. lines: what was read in it,
        masked; kept with the record, with the picture's size, so that a run can be replayed
        without reading the picture again. Raises RunStopError (disk_full).
        """
        self._remember(image, record, lines)
        read = [[line.text, *line.box] for line in lines[:LINES_MAX]]
        return self._keep(
            name, packed or quick_png(image), {"size": list(image.size), "lines": read} | record
        )

    def finished(self, tell: Told, *, with_pictures: bool) -> dict[str, Any]:
        """The chain, not signed yet: {"links", "count", "head", "quote", "votes"}.

        with_pictures: adds a receipt's: the account page as it was found, and what it said at last.
        tell: (name, path, sha256) of each. A disk that is full leaves them out.
        """
        try:
            if with_pictures and self._after is not None:
                self._crops(tell)
        except RunStopError:
            pass  # the outcome is told all the same; its receipt will have no pictures
        return {
            "links": list(self._links),
            "count": len(self._links),
            "head": self._head,
            "quote": self._quote,
            "votes": {_signable(by)[:40]: _signable(on)[:40] for by, on in self.votes.items()},
        }

    def _crops(self, tell: Told) -> None:
        assert self._after is not None, "the caller has looked"
        picture, lines = self._after
        crops = {CROP_AFTER: small_png(crop_around(picture, lines, self._quote))}
        if self._before is not None:
            page, read = self._before
            plan = crop_of_plan(page, read, today=utc_now().date())
            crops = {CROP_BEFORE: small_png(plan)} | crops
        for name, packed in crops.items():
            path, digest = self._keep(name, packed, {"name": name})
            tell(name, str(path), digest)

    def _remember(
        self, image: Image.Image, record: Mapping[str, Any], lines: Sequence[TextLine]
    ) -> None:
        """A receipt shows the first frame that told a state, and the last that was judged."""
        answer = record.get("answer") or {}
        if "quote" in answer:
            self._after = image, tuple(lines)
            self._quote = _signable(str(answer["quote"]))[:QUOTE_CHARACTERS_MAX]
        elif (
            self._before is None
            and answer.get("page") == "account"
            and answer.get("state") in KNOWN_STATES
        ):
            self._before = image, tuple(lines)

    def _keep(self, name: str, packed: bytes, record: dict[str, Any]) -> tuple[Path, str]:
        if len(self._links) >= LINKS_MAX:
            raise RunStopError(ErrorCode.TIMEOUT, "The run has more pictures than it may keep.")
        digest = hashlib.sha256(packed).hexdigest()
        path = self.folder / f"{name}.png"
        link = {
            "seq": len(self._links),
            "name": name,
            "image": digest,
            "record": record_hash(record),
            "at": utc_now().isoformat(),
            "previous": self._head,
        }
        head = link_hash(link)
        line = record | {
            "image": path.name,
            "sha256": digest,
            "at": link["at"],
            "previous": self._head,
            "seq": link["seq"],
            "record_sha256": link["record"],
            "link": head,
        }
        _write_whole(path, packed)
        _append_whole(self.folder / STEPS_FILE, _text(line) + b"\n")
        self.paths.append(path)
        self._links.append(link)
        self._head = head
        return path, digest


def sweep_evidence(root: Path, *, days: int) -> int:
    """Removes the folders of runs that nothing was written to for so long. Returns how many.

    What the server has is removed at once; here lies what could not be sent, and runs of one's own.
    """
    before, swept = time.time() - days * DAY_SECONDS, 0
    for folder in root.iterdir() if root.is_dir() else ():
        try:
            if (folder / STEPS_FILE).stat().st_mtime < before:
                shutil.rmtree(folder)
                swept += 1
        except OSError:  # nothing of ours, or another worker was faster
            continue
    return swept


def record_hash(record: Mapping[str, Any]) -> str:
    """SHA-256 over the record as this file writes it, without what `keep` adds."""
    own = {name: value for name, value in record.items() if name not in RECORD_LINK_NAMES}
    return hashlib.sha256(_text(own)).hexdigest()


def read_steps(folder: Path) -> list[dict[str, Any]]:
    """The lines of a run, in order. What a power cut tore off the end is left out."""
    raw = (folder / STEPS_FILE).read_bytes()
    return [json.loads(line) for line in raw.split(b"\n")[:-1] if line]


def links_of(steps: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The chain as the lines tell it, each record hashed anew: for chain.head_of."""
    return [
        {
            "seq": step["seq"],
            "name": Path(step["image"]).stem,
            "image": step["sha256"],
            "record": record_hash(step),
            "at": step["at"],
            "previous": step["previous"],
        }
        for step in steps
    ]


def _text(record: Mapping[str, Any]) -> bytes:
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode(errors="backslashreplace")


def _signable(text: str) -> str:
    """A model may answer half a surrogate pair or a NUL, which nothing can sign or store."""
    whole = text.encode(errors="replace").decode()
    return "".join(letter for letter in whole if letter.isprintable())


def _write_whole(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.draft")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise _full(error) from error


def _append_whole(path: Path, line: bytes) -> None:
    """On the disk when this returns; where it does not fit, the file is as long as it was."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    except OSError as error:
        raise _full(error) from error
    try:
        length = os.fstat(handle).st_size
        try:
            written = 0
            while written < len(line):
                written += os.write(handle, line[written:])
            os.fsync(handle)
        except OSError as error:
            os.ftruncate(handle, length)
            raise _full(error) from error
    finally:
        os.close(handle)


def _full(error: OSError) -> RunStopError:
    return RunStopError(
        ErrorCode.DISK_FULL, f"The evidence cannot be written ({error.strerror or 'no reason'})."
    )
