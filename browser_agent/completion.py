"""The body of one chat completion: pictures first, then one JSON object, then how to answer."""

import base64
import copy
import io
import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Literal

from PIL import Image

from browser_agent.contract import ACTION_SCHEMA, VERDICT_SCHEMA
from browser_agent.prompts import ACT_SYSTEM, ACT_SYSTEM_PIXELS, JUDGE_SYSTEM
from browser_agent.sizing import Coordinates, View

PNG_LEVEL = 1
TOKENS_MAX = 1_000
Kind = Literal["act", "judge"]
SCHEMAS: dict[Kind, dict[str, Any]] = {"act": ACTION_SCHEMA, "judge": VERDICT_SCHEMA}


class Form(StrEnum):
    """How the server is asked to keep to the schema, strictest first."""

    SCHEMA = "json_schema"
    OBJECT = "json_object"  # the schema stands in the question
    WORDS = "words"  # and nothing holds the server to it


def body_of(
    kind: Kind,
    views: Sequence[View],
    question: Mapping[str, Any],
    *,
    model: str,
    seed: int,
    tokens_max: int,
    coordinates: Coordinates,
    form: Form,
) -> dict[str, Any]:
    """views: one picture, or before and now. The last one is what is asked about."""
    schema = schema_for(kind, views[-1], coordinates)
    asked = _in_their_points(question, views[-1], coordinates) if kind == "act" else dict(question)
    if len(views) > 1:
        asked["pictures"] = ["before", "now"]
    parts: list[dict[str, Any]] = [
        {"type": "image_url", "image_url": {"url": data_url(view.image)}} for view in views
    ]
    parts.append({"type": "text", "text": json.dumps(asked, ensure_ascii=False)})
    if form is not Form.SCHEMA:
        parts.append({"type": "text", "text": _in_words(schema)})
    body: dict[str, Any] = {
        "model": model,
        "temperature": 0,
        "seed": seed,
        "max_tokens": tokens_max,
        "messages": [
            {"role": "system", "content": _system(kind, coordinates)},
            {"role": "user", "content": parts},
        ],
    }
    if form is Form.SCHEMA:
        named = {"name": kind, "strict": True, "schema": schema}
        body["response_format"] = {"type": "json_schema", "json_schema": named}
    elif form is Form.OBJECT:
        body["response_format"] = {"type": "json_object"}
    return body


def schema_for(kind: Kind, view: View, coordinates: Coordinates) -> dict[str, Any]:
    """The contract's schema, its points in what the model counts in."""
    schema = SCHEMAS[kind]
    if kind == "judge" or coordinates is Coordinates.PERMILLE:
        return schema
    own = {**schema, "properties": dict(schema["properties"])}
    for name, most in zip(("x", "y"), view.limits(coordinates), strict=True):
        point = copy.deepcopy(schema["properties"][name])  # the contract's x and y are one object
        point["anyOf"][0]["maximum"] = most
        own["properties"][name] = point
    return own


def data_url(image: Image.Image) -> str:
    packed = io.BytesIO()
    image.save(packed, "PNG", compress_level=PNG_LEVEL)
    return "data:image/png;base64," + base64.b64encode(packed.getvalue()).decode()


def _system(kind: Kind, coordinates: Coordinates) -> str:
    if kind == "judge":
        return JUDGE_SYSTEM
    return ACT_SYSTEM if coordinates is Coordinates.PERMILLE else ACT_SYSTEM_PIXELS


def _in_their_points(
    question: Mapping[str, Any], view: View, coordinates: Coordinates
) -> dict[str, Any]:
    """The question as this picture shows it: earlier points count in it like the answer's."""
    asked = dict(question)
    if coordinates is Coordinates.ABSOLUTE:
        asked["picture"] = list(view.image.size)
    whole = view.box == (0, 0, *view.page)
    if coordinates is Coordinates.PERMILLE and whole:
        return asked
    history = []
    for past in question.get("history") or ():
        if isinstance(past, Mapping) and past.get("x") is not None and past.get("y") is not None:
            x, y = view.from_page(past["x"], past["y"], coordinates)
            history.append({**past, "x": x, "y": y})
        else:
            history.append(past)
    if "history" in asked:
        asked["history"] = history
    return asked


def _in_words(schema: Mapping[str, Any]) -> str:
    text = json.dumps(schema, ensure_ascii=False, separators=(",", ":"))
    return f"Answer with one JSON object and nothing else. It must fit this JSON schema: {text}"
