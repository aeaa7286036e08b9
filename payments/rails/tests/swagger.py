"""LND's own API descriptions as the referee of our client and of the stand-in.

They are data of LND's project and lie beside the repository, never in it.
"""

import base64
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from jsonschema import Draft202012Validator, FormatChecker

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "specs"
FILES = ("lnd_lightning.swagger.json", "lnd_router.swagger.json")
_formats = FormatChecker(formats=())


@_formats.checks("byte", raises=ValueError)
def _is_base64(told: object) -> bool:
    return not isinstance(told, str) or bool(base64.b64decode(told, validate=True) or not told)


@_formats.checks("int64", raises=ValueError)
def _is_int64(told: object) -> bool:
    return not isinstance(told, str) or -(2**63) <= int(told) < 2**63


@_formats.checks("uint64", raises=ValueError)
def _is_uint64(told: object) -> bool:
    return not isinstance(told, str) or 0 <= int(told) < 2**64


class LndDescription:
    """Judges messages: each method passes or raises AssertionError with what is wrong."""

    def __init__(self, described: list[dict[str, Any]]) -> None:
        self._described = described

    def judge(self, method: str, target: str, sent: Any, status: int, told: bytes) -> None:
        """A known operation; a body and query without invented fields; an answer as described."""
        definitions, operation = self._operation(method, target)
        known = {p["name"]: p for p in operation.get("parameters", [])}
        query = parse_qs(urlsplit(target).query)
        assert set(query) <= {name for name, p in known.items() if p["in"] == "query"}, target
        for name, (value, *_) in query.items():
            kind = {key: known[name][key] for key in ("type", "format") if key in known[name]}
            self._valid(definitions, kind, value == "true" if kind["type"] == "boolean" else value)
        if "body" in known:
            self._valid(definitions, known["body"]["schema"], sent)
            self._known(definitions, known["body"]["schema"], sent)
        schema = operation["responses"]["200" if status == 200 else "default"]["schema"]
        streams = "(streaming" in operation["responses"]["200"]["description"]
        for line in told.splitlines() if streams else [told]:
            self._judge_answer(definitions, schema, json.loads(line), streams, status)

    def _judge_answer(
        self, definitions: dict[str, Any], schema: Any, body: Any, streams: bool, status: int
    ) -> None:
        if streams:  # the gateway wraps a stream's messages, its errors too
            wrap = "result" if status == 200 else "error"
            assert set(body) == {wrap}
            body = body[wrap]
            schema = schema["properties"][wrap] if status == 200 else schema
        self._valid(definitions, schema, _present(body))
        self._whole(definitions, schema, body)

    def _operation(self, method: str, target: str) -> tuple[dict[str, Any], dict[str, Any]]:
        path = urlsplit(target).path
        for described in self._described:
            for template, item in described["paths"].items():
                pattern = re.sub(r"\{\w+\}", "[^/]+", template)
                if re.fullmatch(pattern, path) and method.lower() in item:
                    return described["definitions"], item[method.lower()]
        raise AssertionError(f"{method} {path} is not described")

    def _valid(self, definitions: dict[str, Any], schema: Any, body: Any) -> None:
        whole = {"definitions": definitions, "allOf": [schema]}
        validator = Draft202012Validator(whole, format_checker=_formats)
        assert not [f"{e.json_path}: {e.message}" for e in validator.iter_errors(body)]

    def _known(self, definitions: dict[str, Any], schema: Any, body: Any) -> set[str]:
        described = set(_resolved(definitions, schema).get("properties", {}))
        assert set(body) <= described, set(body) - described
        return described

    def _whole(self, definitions: dict[str, Any], schema: Any, body: Any) -> None:
        """LND writes every field, set or not; the description calls none required."""
        described = self._known(definitions, schema, body)
        assert set(body) == described, described - set(body)
        for name, part in _resolved(definitions, schema)["properties"].items():
            if "$ref" in part and isinstance(body[name], dict):
                self._whole(definitions, part, body[name])
            if part.get("type") == "array" and "$ref" in part.get("items", {}):
                for one in body[name]:
                    self._whole(definitions, part["items"], one)


def lnd_description() -> LndDescription:
    """Skips the test where the descriptions are not at hand."""
    paths = [FOLDER / name for name in FILES]
    for path in paths:
        if not path.is_file():
            pytest.skip(f"LND's API description is not at ../{FOLDER.parent.name}/{path.name}")
    return LndDescription([json.loads(path.read_text()) for path in paths])


def _resolved(definitions: dict[str, Any], schema: Any) -> dict[str, Any]:
    while "$ref" in schema:
        schema = definitions[schema["$ref"].rpartition("/")[2]]
    resolved: dict[str, Any] = schema
    return resolved


def _present(body: Any) -> Any:
    """A message that is not set is null in JSON, and no object."""
    if isinstance(body, dict):
        return {name: _present(value) for name, value in body.items() if value is not None}
    return [_present(one) for one in body] if isinstance(body, list) else body
