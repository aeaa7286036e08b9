"""The person is somewhere else: pictures go to the server, wishes come back sealed."""

import io
import logging
import time

from PIL import Image

from browser_agent.errors import LinkError, StaleRunError
from browser_agent.hands import StopFlag
from browser_agent.link import AgentLink, Brief, TakeoverInput, new_key
from browser_agent.takeover import Fate, Window, Wish
from kernel.sealing import PrivateKey, SealBrokenError, takeover_context

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.45
"""So a picture goes out at most about twice a second."""
QUIET_SECONDS = 1.2
PASSED_EVERY_SECONDS = 3.0
AGAIN_SECONDS = 1.0
JPEG_QUALITY = 80


class RemoteTakeover:
    """One view, from its opening to its end."""

    def __init__(
        self, brief: Brief, link: AgentLink, key: PrivateKey, stop: StopFlag, window: Window
    ) -> None:
        self._link, self._key, self._stop, self._window = link, key, stop, window
        self._run = brief.run_id
        self._fence = {"fencing_token": brief.fencing_token}
        self._takeover_key = new_key()
        self._sent = 0
        self._done = 0
        self._changed_at = time.monotonic()
        self._asked_at = time.monotonic()
        self._asked_about = 1  # the page that was handed over is known to be of that kind

    def run(self, *, seconds_max: float) -> bool:
        """Until somebody is done. True: the page should be looked at again."""
        try:
            seconds = self._link.open_takeover(
                self._run,
                takeover_key=self._takeover_key,
                reason=self._window.reason,
                seconds_max=seconds_max,
                **self._fence,
            )
        except (StaleRunError, LinkError) as error:
            logger.warning("nobody could take over: run=%s %s", self._run, error.message)
            return False
        deadline = time.monotonic() + min(seconds, seconds_max)
        while time.monotonic() < deadline:
            self._stop.check()
            try:
                status = self._turn()
            except StaleRunError:
                return False  # the lease will say why
            except LinkError as error:
                if error.permanent:
                    return False
                self._stop.wait(AGAIN_SECONDS)
                continue
            if status != "open":
                return status == "done"
        self._end("expired")
        return False

    def _turn(self) -> str:
        """Show what is new, do what is wished, look whether it is over. Returns the status."""
        shown = self._window.look()
        if shown.number != self._sent:
            status = self._link.takeover_frame(
                self._run,
                self._takeover_key,
                seq=shown.number,
                jpeg=_packed(shown.picture),
                **self._fence,
            )
            self._sent, self._changed_at = shown.number, time.monotonic()
            if status != "open":
                return status
        status, wishes = self._link.takeover_inputs(
            self._run,
            self._takeover_key,
            after=self._done,
            wait_seconds=POLL_SECONDS,
            **self._fence,
        )
        for wish in wishes:
            status = self._obey(wish)
            if status != "open":
                return status
        if status == "open" and not wishes and self._is_passed():
            return self._end("done")
        return status

    def _obey(self, told: TakeoverInput) -> str:
        """Once: the number goes up before the hands move, so a lost answer repeats no press."""
        self._done = told.seq
        self._stop.check()
        fate = self._fate(told)
        logger.info("takeover: run=%s %s %s", self._run, told.kind, fate.rule or "applied")
        return self._link.takeover_fate(
            self._run,
            self._takeover_key,
            seq=told.seq,
            applied=fate.applied,
            rule=fate.words,
            **self._fence,
        )

    def _fate(self, told: TakeoverInput) -> Fate:
        text: str | None = None
        if told.sealed is not None:
            text = self._opened(told.sealed, told.context)
            if text is None:
                return Fate("no_text")
        return self._window.apply(
            Wish(told.seq, told.kind, told.x, told.y, told.frame, told.word, text)
        )

    def _opened(self, sealed: bytes, context: str) -> str | None:
        """For this view only: what was sealed for another opens nowhere else."""
        mine = takeover_context(run_id=self._run, takeover_key=self._takeover_key, input_key="")
        if not context.startswith(mine):
            logger.error("words for another page were refused: run=%s", self._run)
            return None
        try:
            return self._key.open(sealed, context=context).decode()
        except (SealBrokenError, UnicodeDecodeError):
            return None

    def _is_passed(self) -> bool:
        """The model is asked about each new page once, when it has kept still for a while."""
        now = time.monotonic()
        quiet = now - self._changed_at >= QUIET_SECONDS
        due = now - self._asked_at >= PASSED_EVERY_SECONDS
        if self._asked_about == self._sent or not quiet or not due:
            return False
        self._asked_about, self._asked_at = self._sent, now
        return self._window.is_passed()

    def _end(self, status: str) -> str:
        try:
            return self._link.end_takeover(
                self._run, self._takeover_key, status=status, **self._fence
            )
        except (StaleRunError, LinkError):
            return status  # the server's clock ends it too


def _packed(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.convert("RGB").save(target, "JPEG", quality=JPEG_QUALITY)
    return target.getvalue()
