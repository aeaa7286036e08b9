"""A client of the vision server for tests: what an agent sends, over a real socket."""

import base64
import io
import json
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import jsonschema
from PIL import Image

from browser_agent.contract import ACTION_SCHEMA, VERDICT_SCHEMA

TODAY = "2026-11-21"
SCHEMAS = {"act": ACTION_SCHEMA, "judge": VERDICT_SCHEMA}


def data_url(image: Image.Image, kind: str = "PNG") -> str:
    packed = io.BytesIO()
    image.save(packed, kind)
    return f"data:image/{kind.lower()};base64," + base64.b64encode(packed.getvalue()).decode()


def request_body(kind: str, image: Image.Image, **told: Any) -> dict[str, Any]:
    question = {
        "goal": "cancel",
        "service": "Example",
        "hints": "",
        "plan": None,
        "max_price": None,
        "today": TODAY,
        "secrets": ["email", "password"],
        "asked": ["code", "cvv"],
        "phase": "act",
        "committed": False,
        "history": [],
    } | told
    return {
        "model": "ocr-rules",
        "temperature": 0,
        "messages": [
            {"role": "system", "content": "You operate a web browser."},
            {
                "role": "user",
                "content": [
                    {"type": "image_url", "image_url": {"url": data_url(image)}},
                    {"type": "text", "text": json.dumps(question)},
                ],
            },
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": kind, "strict": True, "schema": SCHEMAS[kind]},
        },
    }


class Client:
    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"

    def ask(self, kind: str, image: Image.Image, **told: Any) -> dict[str, Any]:
        """The answer, seen to be valid by the schema that was sent."""
        status, told_back = self.post(request_body(kind, image, **told))
        assert status == 200, told_back
        answer = json.loads(told_back["choices"][0]["message"]["content"])
        jsonschema.validate(answer, SCHEMAS[kind])
        return dict(answer)

    def post(
        self, body: object, *, path: str = "/v1/chat/completions", key: str = ""
    ) -> tuple[int, dict[str, Any]]:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        return self._send(Request(self.base + path, data=raw, headers=headers))  # noqa: S310

    def get(self, path: str) -> tuple[int, dict[str, Any]]:
        return self._send(Request(self.base + path))  # noqa: S310 - our own server

    @staticmethod
    def _send(request: Request) -> tuple[int, dict[str, Any]]:
        try:
            with urlopen(request, timeout=60) as response:  # noqa: S310 - our own server
                return response.status, json.load(response)
        except HTTPError as error:
            with error:
                return error.code, json.load(error)
