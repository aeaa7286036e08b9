"""Client of the vision server: any OpenAI-compatible /v1/chat/completions that takes pictures.

Protocol: contract.VISION_PROTOCOL; docs/vision.md names servers and their settings. Only inference
is ever repeated, never an action:

* a server that cannot be reached, is too busy (429), fails (5xx), answers late or sends no
  completion is asked again after 1, 3 and 9 seconds, or when it says (Retry-After);
* an answer that cannot be used is asked for once with another seed, then on the enlarged part of
  the page that has something on it, then of the rules in this process; then the run is parked;
* a server that refuses json_schema is asked for a JSON object with the schema in the question.

All of it ends when the run's own time does.
"""

import contextlib
import json
import logging
import random
import socket
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import httpx
from PIL import Image

from browser_agent.completion import SCHEMAS, TOKENS_MAX, Form, Kind, body_of, schema_for
from browser_agent.errors import VisionUnavailableError
from browser_agent.hands import StopFlag
from browser_agent.rules.wire import MODEL as RULES_MODEL
from browser_agent.saying import NonsenseError, content_of, fitting, object_in, tokens_of
from browser_agent.sizing import (
    IMAGE_PIXELS_MAX,
    Coordinates,
    View,
    visual_tokens,
    whole_page,
    zoomed,
)

if TYPE_CHECKING:
    from browser_agent.eyes import Eyes

logger = logging.getLogger(__name__)
# httpx logs every address; one of ours could name a customer one day.
logging.getLogger("httpx").setLevel(logging.WARNING)

CONNECT_SECONDS_MAX = 5.0
ACT_SECONDS_MAX = 90.0
JUDGE_SECONDS_MAX = 120.0
PAUSES_SECONDS = (1.0, 3.0, 9.0)
JITTER = 0.2
RETRY_AFTER_SECONDS_MAX = 60.0
ANSWER_SECONDS_MIN = 0.05
BODY_BYTES_MAX = 256_000
FIRST_SEED = 7
TOO_MANY, UNAVAILABLE, SERVER_FAULT = 429, 503, 500
FORM_REFUSALS = frozenset({400, 404, 415, 422, 501})
FORM_WORDS = ("response_format", "json_schema", "json_object", "grammar", "structured")


class _PassingFaultError(Exception):
    """Weather: asked again after a pause. wait_seconds: what the server asked for, or None."""

    def __init__(self, fault: str, *, wait_seconds: float | None = None) -> None:
        super().__init__(fault)
        self.wait_seconds = wait_seconds


class _FormRefusedError(Exception):
    """This server does not know this response_format."""


class VisionClient:
    """url: the server's base, with or without /v1. See eyes.Eyes.

    pixels_max: the most that a picture may have. fallback: who answers where the model only talks
    nonsense. tokens_prompt, tokens_completion, tokens_pictures: as the server counts them, and our
    own estimate of what the pictures took of the first.
    """

    def __init__(
        self,
        *,
        url: str,
        model: str,
        api_key: str,
        stop: StopFlag,
        coordinates: Coordinates = Coordinates.PERMILLE,
        pixels_max: int = IMAGE_PIXELS_MAX,
        tokens_max: int = TOKENS_MAX,
        fallback: "Eyes | None" = None,
    ) -> None:
        base = url.rstrip("/").removesuffix("/chat/completions").removesuffix("/v1")
        self._url = f"{base}/v1/chat/completions"
        self.model = model
        self.answered_by = model
        self._stop = stop
        self._coordinates = coordinates
        # The rules read every pixel as it is, and know what they have read before.
        self._pixels_max = None if model == RULES_MODEL else pixels_max
        self._tokens_max = tokens_max
        self._fallback = fallback
        self._form = Form.SCHEMA
        self._http = httpx.Client(
            headers={"Authorization": f"Bearer {api_key}"} if api_key else {},
            trust_env=False,  # screenshots are personal data and go through nobody's proxy
        )
        self.calls = 0
        self.seconds = 0.0
        self.tokens_prompt = self.tokens_completion = self.tokens_pictures = 0

    def close(self) -> None:
        self._http.close()

    def ask(
        self,
        kind: Kind,
        image: Image.Image,
        question: dict[str, Any],
        *,
        seconds_max: float | None = None,
        before: Image.Image | None = None,
    ) -> dict[str, Any]:
        """The model's answer, valid by the schema of `kind`. See eyes.Eyes.

        image: masked already. Raises VisionUnavailableError, or AbortedError between two tries.
        """
        deadline = time.monotonic() + seconds_max if seconds_max is not None else None
        square = self._coordinates.square
        page = whole_page(image, square=square, pixels_max=self._pixels_max)
        earlier = [before] if before is not None and self.model != RULES_MODEL else []
        first = [whole_page(one, square=square, pixels_max=self._pixels_max) for one in earlier]
        asked: list[View | None] = [page, page]
        if self.model != RULES_MODEL:
            asked.append(zoomed(image, square=square, pixels_max=self._pixels_max))
        fault = ""
        for number, view in enumerate(asked):
            if view is None:
                continue
            views = [*first, view]
            try:
                answer = self._answer(kind, views, question, FIRST_SEED + number, deadline)
            except NonsenseError as error:
                fault = str(error)
                logger.warning("%s talks nonsense: %s", self.model, fault)
            else:
                self.answered_by = self.model
                return answer
        return self._stand_in(kind, image, question, fault)

    def _stand_in(
        self, kind: Kind, image: Image.Image, question: dict[str, Any], fault: str
    ) -> dict[str, Any]:
        """What the rules say; the caller sees by answered_by that it was not the model."""
        if self._fallback is None:
            raise VisionUnavailableError(f"The vision server cannot be used: {fault}.")
        calls, seconds = self._fallback.calls, self._fallback.seconds
        try:
            answer = self._fallback.ask(kind, image, question)
        finally:
            self.calls += self._fallback.calls - calls
            self.seconds += self._fallback.seconds - seconds
        self.answered_by = self._fallback.answered_by
        return answer

    def _answer(
        self,
        kind: Kind,
        views: Sequence[View],
        question: dict[str, Any],
        seed: int,
        deadline: float | None,
    ) -> dict[str, Any]:
        """Raises NonsenseError for an answer that breaks the schema, VisionUnavailableError."""
        reply = self._reply(kind, views, question, seed, deadline)
        prompt, completion = tokens_of(reply)
        self.tokens_prompt += prompt
        self.tokens_completion += completion
        square = self._coordinates.square
        self.tokens_pictures += sum(visual_tokens(v.image.size, square=square) for v in views)
        told = object_in(content_of(reply))
        answer = fitting(told, schema_for(kind, views[-1], self._coordinates))
        if kind == "act" and answer["x"] is not None and answer["y"] is not None:
            x, y = views[-1].to_page(answer["x"], answer["y"], self._coordinates)
            answer |= {"x": x, "y": y}
        return fitting(answer, SCHEMAS[kind])

    def _reply(
        self,
        kind: Kind,
        views: Sequence[View],
        question: dict[str, Any],
        seed: int,
        deadline: float | None,
    ) -> dict[str, Any]:
        """The server's reply in the strictest form it takes, which is remembered."""
        while True:
            body = body_of(
                kind,
                views,
                question,
                model=self.model,
                seed=seed,
                tokens_max=self._tokens_max,
                coordinates=self._coordinates,
                form=self._form,
            )
            longest = ACT_SECONDS_MAX if kind == "act" else JUDGE_SECONDS_MAX
            try:
                return self._post(body, longest, deadline)
            except _FormRefusedError:
                logger.info("the vision server refuses response_format %s", self._form)
                self._form = Form.OBJECT if self._form is Form.SCHEMA else Form.WORDS

    def _post(
        self, body: dict[str, Any], seconds_max: float, deadline: float | None
    ) -> dict[str, Any]:
        content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        fault = ""
        for pause in (*PAUSES_SECONDS, None):
            self._stop.check()
            left = _left(deadline)
            if left < ANSWER_SECONDS_MIN:
                raise VisionUnavailableError(f"The vision server took too long: {fault or 'late'}.")
            started = time.monotonic()
            self.calls += 1
            try:
                return self._one(content, started + min(seconds_max, left))
            except _PassingFaultError as error:
                fault, wanted = str(error), error.wait_seconds
            finally:
                self.seconds += time.monotonic() - started
            if pause is None:
                break
            spread = random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - spreads retries
            wait = pause * spread if wanted is None else wanted
            if wait > min(_left(deadline), RETRY_AFTER_SECONDS_MAX):
                raise VisionUnavailableError(
                    f"The vision server cannot be reached: {fault}, and wants {wait:.0f} s."
                )
            self._stop.wait(wait)
        raise VisionUnavailableError(f"The vision server cannot be reached: {fault}.")

    def _one(self, content: bytes, until: float) -> dict[str, Any]:
        """One request. Raises _PassingFaultError, _FormRefusedError, VisionUnavailableError."""
        timeout = httpx.Timeout(_left(until), connect=min(CONNECT_SECONDS_MAX, _left(until)))
        headers = {"Content-Type": "application/json"}
        try:
            with self._http.stream(
                "POST", self._url, content=content, headers=headers, timeout=timeout
            ) as response:
                raw = _body(response, until)
        except httpx.HTTPError as error:
            raise _PassingFaultError(type(error).__name__) from error
        return self._judged(response, raw)

    def _judged(self, response: httpx.Response, raw: bytes) -> dict[str, Any]:
        status = response.status_code
        if status >= SERVER_FAULT or status == TOO_MANY:
            if status == SERVER_FAULT + 1 and self._refuses_form(status, raw):
                raise _FormRefusedError
            raise _PassingFaultError(f"HTTP {status}", wait_seconds=_retry_after(response))
        if not response.is_success:
            if self._refuses_form(status, raw):
                raise _FormRefusedError
            raise VisionUnavailableError(
                f"The vision server refuses the question: HTTP {status}.", permanent=True
            )
        try:
            reply = json.loads(raw)
        except (ValueError, RecursionError) as error:
            kind = response.headers.get("content-type", "no content type")
            raise _PassingFaultError(f"what came is not JSON ({kind[:40]})") from error
        if not isinstance(reply, dict):
            raise _PassingFaultError("what came is no completion")
        return reply

    def _refuses_form(self, status: int, raw: bytes) -> bool:
        if self._form is Form.WORDS or status not in FORM_REFUSALS:
            return False
        said = raw.decode(errors="replace").lower()
        return any(word in said for word in FORM_WORDS)


def _body(response: httpx.Response, until: float) -> bytes:
    """The whole body, or _PassingFaultError: a server may drip a byte a second for ever.

    httpx bounds each read and not their sum, so the socket is shut when the time is up.
    """
    parts: list[bytes] = []
    size = 0
    timer = threading.Timer(_left(until), _shut, (response,))
    timer.daemon = True
    timer.start()
    try:
        for part in response.iter_bytes():
            size += len(part)
            if size > BODY_BYTES_MAX:
                raise _PassingFaultError(f"its answer is larger than {BODY_BYTES_MAX} bytes")
            parts.append(part)
    except httpx.HTTPError as error:
        late = time.monotonic() >= until
        raise _PassingFaultError("ReadTimeout" if late else type(error).__name__) from error
    finally:
        timer.cancel()
    if time.monotonic() >= until:
        raise _PassingFaultError("ReadTimeout")  # an end without a length looks like a whole body
    return b"".join(parts)


def _shut(response: httpx.Response) -> None:
    stream = response.extensions.get("network_stream")
    connection = stream.get_extra_info("socket") if stream is not None else None
    if connection is not None:
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)


def _left(deadline: float | None) -> float:
    return float("inf") if deadline is None else max(deadline - time.monotonic(), 0.0)


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds, from either of the header's two forms; None without one that can be read."""
    told = response.headers.get("retry-after", "").strip()
    if response.status_code not in {TOO_MANY, UNAVAILABLE} or not told:
        return None
    if told.isascii() and told.isdigit():
        return float(told)
    try:
        at = parsedate_to_datetime(told)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max((at - datetime.now(UTC)).total_seconds(), 0.0)
