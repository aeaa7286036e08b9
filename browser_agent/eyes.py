"""What answers about a picture: a model behind HTTP, or our own rules in this process.

The loop asks through `Eyes` and does not know which. `open_eyes` chooses by what is configured.
"""

import json
import time
from typing import Any, Protocol

from PIL import Image

from browser_agent.completion import SCHEMAS, Kind
from browser_agent.errors import VisionUnavailableError
from browser_agent.hands import StopFlag
from browser_agent.rules.answer import UnanswerableError, reply
from browser_agent.rules.wire import MODEL
from browser_agent.settings import BodySettings
from browser_agent.sizing import Coordinates
from browser_agent.vision import VisionClient
from kernel.ocr import Reader

__all__ = ["Eyes", "Kind", "RulesEyes", "open_eyes"]


class Eyes(Protocol):
    """model: its name. calls: questions and repeats so far; seconds: what they took, in all.

    answered_by: who gave the last answer; not `model` where that talked nonsense and the rules
    stood in, so that one source is never counted as two.
    """

    @property
    def model(self) -> str: ...

    @property
    def calls(self) -> int: ...

    @property
    def seconds(self) -> float: ...

    @property
    def answered_by(self) -> str: ...

    def ask(
        self,
        kind: Kind,
        image: Image.Image,
        question: dict[str, Any],
        *,
        seconds_max: float | None = None,
        before: Image.Image | None = None,
    ) -> dict[str, Any]:
        """An answer that is valid by the schema of `kind`, coordinates 0-1000 of `image`.

        image, before: masked already. before: how the page looked first (judge only).
        seconds_max: bounds the whole question with all its repeats.
        Raises VisionUnavailableError, AbortedError, OcrUnavailableError.
        """
        ...

    def close(self) -> None: ...


class RulesEyes:
    """`ocr-rules` in this process.

    reader: the session's own, so that a masked frame costs only the rows that the masks changed.
    It looks at the picture of now alone, and its reading cannot be cut short by seconds_max.
    """

    def __init__(self, *, reader: Reader, stop: StopFlag) -> None:
        self._reader = reader
        self._stop = stop
        self.model = MODEL
        self.answered_by = MODEL
        self.calls = 0
        self.seconds = 0.0

    def ask(
        self,
        kind: Kind,
        image: Image.Image,
        question: dict[str, Any],
        *,
        seconds_max: float | None = None,
        before: Image.Image | None = None,
    ) -> dict[str, Any]:
        del seconds_max, before
        self._stop.check()
        started = time.monotonic()
        self.calls += 1
        try:
            said = reply(kind, question, image, self._reader, SCHEMAS[kind])
        except UnanswerableError as error:
            raise VisionUnavailableError(f"The rules cannot answer: {error}") from error
        finally:
            self.seconds += time.monotonic() - started
        return dict(json.loads(said))

    def close(self) -> None:
        """Nothing is held: the reader belongs to the process."""


def open_eyes(body: BodySettings, *, url: str | None, stop: StopFlag, reader: Reader) -> Eyes:
    """url: an OpenAI-compatible server; None for the rules in this process."""
    rules = RulesEyes(reader=reader, stop=stop)
    if url is None:
        return rules
    return VisionClient(
        url=url,
        model=body.vision_model,
        api_key=body.vision_api_key,
        stop=stop,
        coordinates=Coordinates(body.vision_coordinates),
        pixels_max=body.vision_image_pixels_max,
        tokens_max=body.vision_tokens_max,
        fallback=rules,
    )
