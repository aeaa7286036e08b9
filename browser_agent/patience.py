"""Eyes that can be called off: a model may think for a minute, and an abort may not wait for it."""

import contextlib
import threading
from typing import Any

from PIL import Image

from browser_agent.eyes import Eyes, Kind
from browser_agent.hands import StopFlag

LOOK_SECONDS = 0.05


class PatientEyes:
    """The same answers and errors as `eyes` gives, or AbortedError as soon as the flag is set.

    The question then goes on by itself until its own time is up; nobody listens to the answer.
    """

    def __init__(self, eyes: Eyes, stop: StopFlag) -> None:
        self._eyes, self._stop = eyes, stop

    @property
    def model(self) -> str:
        return self._eyes.model

    @property
    def calls(self) -> int:
        return self._eyes.calls

    @property
    def seconds(self) -> float:
        return self._eyes.seconds

    @property
    def answered_by(self) -> str:
        return self._eyes.answered_by

    def ask(
        self,
        kind: Kind,
        image: Image.Image,
        question: dict[str, Any],
        *,
        seconds_max: float | None = None,
        before: Image.Image | None = None,
    ) -> dict[str, Any]:
        said: list[dict[str, Any]] = []
        failed: list[Exception] = []

        def work() -> None:
            try:
                said.append(
                    self._eyes.ask(kind, image, question, seconds_max=seconds_max, before=before)
                )
            except Exception as error:  # noqa: BLE001 - raised again by whoever asked
                failed.append(error)

        thread = threading.Thread(target=work, name="eyes", daemon=True)
        thread.start()
        while thread.is_alive():
            thread.join(LOOK_SECONDS)
            self._stop.check()
        if failed:
            raise failed[0]
        return said[0]

    def close(self) -> None:
        with contextlib.suppress(RuntimeError):  # a question that was called off may still run
            self._eyes.close()
