"""What a model's reply says: one JSON object, whatever it was wrapped in.

Servers differ: content as text or in parts, JSON bare or between code fences, with or without the
model's thinking before it. Anything that could mean two things is nonsense.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

import jsonschema

from kernel.signing import CanonicalFormError, read_strictly

_THOUGHT = re.compile(r"<(think|thinking|thought|reasoning)>.*?</\1>", re.DOTALL | re.IGNORECASE)
_THOUGHT_END = re.compile(r"^.*</(?:think|thinking|thought|reasoning)>", re.DOTALL | re.IGNORECASE)


class NonsenseError(ValueError):
    """The model's answer cannot be used; the message says why and quotes none of it."""


def content_of(reply: Mapping[str, Any]) -> str:
    """The text of the first choice. Raises NonsenseError."""
    choices = reply.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], Mapping):
        raise NonsenseError("there is no choice in it")
    message = choices[0].get("message")
    content = message.get("content") if isinstance(message, Mapping) else None
    if isinstance(content, list):
        parts = [part.get("text") for part in content if isinstance(part, Mapping)]
        content = "".join(part for part in parts if isinstance(part, str))
    if not isinstance(content, str) or not content.strip():
        raise NonsenseError("it says nothing")
    if choices[0].get("finish_reason") == "length":
        raise NonsenseError("it was cut off: VISION_TOKENS_MAX is too small for this model")
    return content


def tokens_of(reply: Mapping[str, Any]) -> tuple[int, int]:
    """(prompt, completion) tokens as the server counts them; 0 where it does not."""
    usage = reply.get("usage")
    if not isinstance(usage, Mapping):
        return 0, 0
    return _count(usage.get("prompt_tokens")), _count(usage.get("completion_tokens"))


def object_in(content: str) -> dict[str, Any]:
    """The one JSON object in the text. Raises NonsenseError for none, and for two."""
    bare = _THOUGHT_END.sub("", _THOUGHT.sub("", content)).strip()
    start = bare.find("{")
    if start < 0:
        raise NonsenseError("there is no JSON object in it")
    try:
        _, end = json.JSONDecoder().raw_decode(bare, start)
        told = read_strictly(bare[start:end])
    except (ValueError, RecursionError, CanonicalFormError) as error:
        raise NonsenseError("its JSON is broken") from error
    if "{" in bare[end:] or not isinstance(told, dict):
        raise NonsenseError("there are two objects in it")
    return told


def fitting(told: dict[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """The object, whole numbers as such. Raises NonsenseError naming what does not fit."""
    try:
        jsonschema.validate(told, schema)
    except jsonschema.ValidationError as error:
        raise NonsenseError(f"it breaks the schema at {error.json_path}") from error
    return {
        name: int(value) if isinstance(value, float) and name in {"x", "y"} else value
        for name, value in told.items()
    }


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
