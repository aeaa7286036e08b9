"""POST /v1/chat/completions as it arrives: refuse what a model server refuses, with its words.

Protocol: OpenAI's chat completions with image parts and response_format json_schema, as llama.cpp's
server speaks it (data URLs only; formats of its image decoder).
"""

import base64
import binascii
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jsonschema
from PIL import Image, UnidentifiedImageError

MODEL = "ocr-rules"
IMAGE_BYTES_MAX = 20_000_000
IMAGE_SIDE_MAX = 8_192
IMAGE_TYPES = frozenset({"PNG", "JPEG", "BMP", "GIF"})
ROLES = frozenset({"system", "user", "assistant", "tool", "developer"})


class RefusedRequestError(Exception):
    """A request that a model server answers with 4xx. param: the field at fault, if one is."""

    def __init__(self, message: str, *, param: str | None = None, status: int = 400) -> None:
        super().__init__(message)
        self.message = message
        self.param = param
        self.status = status


@dataclass(frozen=True, slots=True)
class Request:
    """kind: "act" or "judge", by the schema's name; told: the question's JSON object."""

    model: str
    kind: str
    image: Image.Image
    told: Mapping[str, Any]
    schema: Mapping[str, Any]
    prompt_letters: int


def read_request(body: bytes) -> Request:
    """Raises RefusedRequestError."""
    try:
        told = json.loads(body)
    except ValueError as error:
        raise RefusedRequestError(f"The body is not JSON: {error}") from error
    if not isinstance(told, dict):
        raise RefusedRequestError("The body must be a JSON object.")
    model = _model(told)
    messages = _messages(told)
    if told.get("stream"):
        raise RefusedRequestError("Streaming is not supported.", param="stream")
    name, schema = _schema(told)
    texts = [text for message in messages for text in _texts(message)]
    user = [message for message in messages if message["role"] == "user"]
    if not user:
        raise RefusedRequestError("There is no user message.", param="messages")
    return Request(
        model,
        _kind(name, schema, texts),
        _image(user[-1]),
        _question(_texts(user[-1])),
        schema,
        sum(len(text) for text in texts),
    )


def _model(told: Mapping[str, Any]) -> str:
    model = told.get("model")
    if not isinstance(model, str) or not model:
        raise RefusedRequestError("you must provide a model parameter", param="model")
    if model != MODEL:
        raise RefusedRequestError(
            f"The model {model!r} does not exist; this server has {MODEL!r}.",
            param="model",
            status=404,
        )
    temperature = told.get("temperature", 1)
    if isinstance(temperature, bool) or not isinstance(temperature, int | float):
        raise RefusedRequestError("temperature must be a number", param="temperature")
    return model


def _messages(told: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    messages = told.get("messages")
    if not isinstance(messages, list) or not messages:
        raise RefusedRequestError("'messages' must be a non-empty array", param="messages")
    for message in messages:
        if not isinstance(message, Mapping) or message.get("role") not in ROLES:
            raise RefusedRequestError("Every message needs a known role.", param="messages")
        if not isinstance(message.get("content"), str | list):
            raise RefusedRequestError("Every message needs content.", param="messages")
    return messages


def _texts(message: Mapping[str, Any]) -> list[str]:
    content = message["content"]
    if isinstance(content, str):
        return [content]
    return [str(part.get("text", "")) for part in content if _is(part, "text")]


def _is(part: object, kind: str) -> bool:
    return isinstance(part, Mapping) and part.get("type") == kind


def _schema(told: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    wanted = told.get("response_format")
    if not isinstance(wanted, Mapping) or wanted.get("type") != "json_schema":
        raise RefusedRequestError(
            "This model answers questions with response_format json_schema only.",
            param="response_format",
        )
    held = wanted.get("json_schema")
    schema = held.get("schema") if isinstance(held, Mapping) else None
    if not isinstance(held, Mapping) or not isinstance(schema, Mapping):
        raise RefusedRequestError("json_schema needs a schema", param="response_format")
    try:
        jsonschema.Draft202012Validator.check_schema(schema)
    except jsonschema.SchemaError as error:
        raise RefusedRequestError(
            f"Invalid schema: {error.message}", param="response_format"
        ) from error
    return str(held.get("name") or ""), schema


def _kind(name: str, schema: Mapping[str, Any], texts: Sequence[str]) -> str:
    """By the schema's name; else by whether it has room for an action."""
    lowered = name.lower()
    if "act" in lowered:
        return "act"
    if "judge" in lowered or "verdict" in lowered:
        return "judge"
    properties = schema.get("properties")
    if isinstance(properties, Mapping) and properties:
        return "act" if "action" in properties else "judge"
    return "judge" if texts and "judge" in texts[0].lower() else "act"


def _question(texts: Sequence[str]) -> Mapping[str, Any]:
    for text in texts:
        try:
            told = json.loads(text)
        except ValueError:
            continue
        if isinstance(told, dict):
            return told
    raise RefusedRequestError("The user message holds no JSON question.", param="messages")


def _image(message: Mapping[str, Any]) -> Image.Image:
    content = message["content"]
    parts = (
        [part for part in content if _is(part, "image_url")] if isinstance(content, list) else []
    )
    if len(parts) != 1:
        raise RefusedRequestError("The user message must hold one image.", param="messages")
    held = parts[0].get("image_url")
    url = held.get("url") if isinstance(held, Mapping) else held
    if not isinstance(url, str) or not url.startswith("data:image/"):
        raise RefusedRequestError("image_url must be a data URL of an image", param="messages")
    head, _, data = url.partition(",")
    if not head.endswith(";base64"):
        raise RefusedRequestError("image_url must be base64", param="messages")
    try:
        raw = base64.b64decode(data, validate=True)
    except binascii.Error as error:
        raise RefusedRequestError(f"Invalid base64: {error}", param="messages") from error
    return _decoded(raw)


def _decoded(raw: bytes) -> Image.Image:
    if len(raw) > IMAGE_BYTES_MAX:
        raise RefusedRequestError("The image is too large.", param="messages")
    try:
        image = Image.open(io.BytesIO(raw))
        if image.format not in IMAGE_TYPES or max(image.size) > IMAGE_SIDE_MAX:
            raise RefusedRequestError("Failed to load image", param="messages")
        image.load()
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise RefusedRequestError("Failed to load image", param="messages") from error
    return image.convert("RGB")
