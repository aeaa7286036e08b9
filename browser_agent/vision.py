"""Client of the vision server: any OpenAI-compatible /v1/chat/completions with images and schemas.

Protocol: contract.VISION_PROTOCOL. The image stands before the text (Qwen3-VL's recommendation) and
temperature is 0. Only inference is ever repeated: connection errors, time-outs, 429 and 5xx after a
pause, an answer that breaks the schema once with another seed.
"""

import base64
import io
import json
import logging
import random
import time
from typing import Any, Literal

import httpx
import jsonschema
from PIL import Image

from browser_agent.contract import ACTION_SCHEMA, VERDICT_SCHEMA
from browser_agent.errors import VisionUnavailableError
from browser_agent.hands import StopFlag
from browser_agent.prompts import ACT_SYSTEM, JUDGE_SYSTEM

CONNECT_SECONDS_MAX = 5.0
ACT_SECONDS_MAX = 90.0
JUDGE_SECONDS_MAX = 120.0
PAUSES_SECONDS = (1.0, 3.0, 9.0)
ANSWERS_MAX = 2
TOKENS_MAX = 700
BODY_BYTES_MAX = 256_000
PNG_LEVEL = 1
FIRST_SEED = 7
TOO_MANY, SERVER_FAULT = 429, 500

Kind = Literal["act", "judge"]
# httpx logs every address; one of ours could name a customer one day.
logging.getLogger("httpx").setLevel(logging.WARNING)

_SCHEMAS: dict[Kind, dict[str, Any]] = {"act": ACTION_SCHEMA, "judge": VERDICT_SCHEMA}
_SYSTEMS: dict[Kind, str] = {"act": ACT_SYSTEM, "judge": JUDGE_SYSTEM}


class VisionClient:
    """url: the server's base, with or without /v1. Counts its calls and the seconds they took."""

    def __init__(self, *, url: str, model: str, api_key: str, stop: StopFlag) -> None:
        base = url.rstrip("/").removesuffix("/chat/completions").removesuffix("/v1")
        self._url = f"{base}/v1/chat/completions"
        self.model = model
        self.answered_by = model
        self._stop = stop
        self._http = httpx.Client(
            headers={"Authorization": f"Bearer {api_key}"} if api_key else {},
            trust_env=False,  # screenshots are personal data and go through nobody's proxy
        )
        self.calls = 0
        self.seconds = 0.0

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
        del seconds_max, before
        picture = _data_url(image)
        fault = ""
        for attempt in range(ANSWERS_MAX):
            body = self._body(kind, picture, question, seed=FIRST_SEED + attempt)
            content = self._post(body, ACT_SECONDS_MAX if kind == "act" else JUDGE_SECONDS_MAX)
            try:
                answer = json.loads(content)
                jsonschema.validate(answer, _SCHEMAS[kind])
            except json.JSONDecodeError:
                fault = "its answer is not JSON"
            except jsonschema.ValidationError as error:
                fault = f"its answer breaks the schema at {error.json_path}"
            else:
                return dict(answer)
        raise VisionUnavailableError(f"The vision server cannot be used: {fault}.")

    def _body(
        self, kind: Kind, picture: str, question: dict[str, Any], *, seed: int
    ) -> dict[str, Any]:
        return {
            "model": self.model,
            "temperature": 0,
            "seed": seed,
            "max_tokens": TOKENS_MAX,
            "messages": [
                {"role": "system", "content": _SYSTEMS[kind]},
                {
                    "role": "user",
                    "content": [
                        {"type": "image_url", "image_url": {"url": picture}},
                        {"type": "text", "text": json.dumps(question, ensure_ascii=False)},
                    ],
                },
            ],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": kind, "strict": True, "schema": _SCHEMAS[kind]},
            },
        }

    def _post(self, body: dict[str, Any], seconds_max: float) -> str:
        fault = ""
        for pause in (*PAUSES_SECONDS, None):
            self._stop.check()
            started = time.monotonic()
            self.calls += 1
            try:
                response = self._http.post(
                    self._url,
                    json=body,
                    timeout=httpx.Timeout(seconds_max, connect=CONNECT_SECONDS_MAX),
                )
            except httpx.HTTPError as error:
                fault = type(error).__name__
            else:
                if response.status_code < SERVER_FAULT and response.status_code != TOO_MANY:
                    return _content(response)
                fault = f"HTTP {response.status_code}"
            finally:
                self.seconds += time.monotonic() - started
            if pause is not None:
                self._stop.wait(pause * random.uniform(0.8, 1.2))  # noqa: S311 - spreads retries
        raise VisionUnavailableError(f"The vision server cannot be reached: {fault}.")


def _content(response: httpx.Response) -> str:
    if response.is_error:
        raise VisionUnavailableError(
            f"The vision server refuses the question: HTTP {response.status_code}.", permanent=True
        )
    try:
        content = response.json()["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError):
        return ""
    return content if isinstance(content, str) and len(content) < BODY_BYTES_MAX else ""


def _data_url(image: Image.Image) -> str:
    packed = io.BytesIO()
    image.save(packed, "PNG", compress_level=PNG_LEVEL)
    return "data:image/png;base64," + base64.b64encode(packed.getvalue()).decode()
