"""BTCPay's own API description as the referee of our client and of the stand-in.

The description is data of BTCPay's project and lies beside the repository, never in it.
"""

import copy
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from jsonschema import Draft202012Validator

PATH = Path(__file__).resolve().parents[2] / "shared" / "specs" / "btcpay_greenfield.json"


class Greenfield:
    """Judges messages: each method passes or raises AssertionError with what is wrong."""

    def __init__(self, described: dict[str, Any]) -> None:
        self._paths = described["paths"]
        self._webhooks = described["x-webhooks"]
        self._components = _as_json_schema(copy.deepcopy(described["components"]))

    def judge_request(self, method: str, target: str, body: Any) -> None:
        """A known operation, known query parameters, a valid body without invented fields."""
        operation = self._operation(method, target)
        known = {p["name"] for p in operation.get("parameters", []) if p.get("in") == "query"}
        assert set(parse_qs(urlsplit(target).query)) <= known, target
        if "requestBody" in operation:
            schema = operation["requestBody"]["content"]["application/json"]["schema"]
            self._judge(schema, body)
            assert self._keys(schema) >= set(body), set(body) - self._keys(schema)
            checkout = self._components["schemas"]["CheckoutOptions"]
            assert self._keys(checkout) >= set(body.get("checkout") or {})

    def judge_response(self, method: str, target: str, status: int, body: Any) -> None:
        """A described status and a body with exactly the described fields."""
        operation = self._operation(method, target)
        if status == 401:
            schema = {"$ref": "#/components/schemas/ProblemDetails"}
        else:
            # The server sends its validation errors with 422; the description lists them under 400.
            described = operation["responses"]["400" if status == 422 else str(status)]
            schema = described.get("content", {}).get("application/json", {}).get("schema", {})
        self._judge(schema, body)
        if status == 200:
            self._judge_whole(schema, body)

    def judge_webhook(self, event: dict[str, Any]) -> None:
        """An event of a described type with exactly the described fields."""
        content = self._webhooks[event["type"]]["post"]["requestBody"]["content"]
        schema = content["application/json"]["schema"]
        self._judge(schema, event)
        self._judge_whole(schema, event)

    def _operation(self, method: str, target: str) -> dict[str, Any]:
        path = urlsplit(target).path
        for template, item in self._paths.items():
            matches = re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path)
            if matches and method.lower() in item:  # /invoices/{id} has the form of /invoices/pay
                found: dict[str, Any] = item[method.lower()]
                return found
        raise AssertionError(f"{method} {path} is not described")

    def _judge(self, schema: dict[str, Any], body: Any) -> None:
        whole = {"components": self._components, "allOf": [_as_json_schema(copy.deepcopy(schema))]}
        errors = [
            f"{error.json_path}: {error.message}"
            for error in Draft202012Validator(whole).iter_errors(body)
        ]
        assert not errors, errors

    def _judge_whole(self, schema: dict[str, Any], body: Any) -> None:
        """Optional as most fields are in the description, the real server writes all of them."""
        schema = self._resolved(schema)
        if schema.get("type") == "array":
            for one in body:
                self._judge_whole(schema["items"], one)
            return
        told, described = set(body), self._keys(schema)
        # A list may carry payment methods, and only where they are asked for.
        assert told | {"paymentMethods"} >= described, described - told
        assert told <= described, told - described

    def _keys(self, schema: dict[str, Any]) -> set[str]:
        schema = self._resolved(schema)
        keys = set(schema.get("properties", {}))
        for part in schema.get("allOf", []):
            keys |= self._keys(part)
        return keys

    def _resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in schema:
            schema = self._components["schemas"][schema["$ref"].rpartition("/")[2]]
        return schema


def greenfield() -> Greenfield:
    """Skips the test where the description is not at hand."""
    if not PATH.is_file():
        pytest.skip(f"BTCPay's API description is not at ../{PATH.parent.name}/{PATH.name}")
    return Greenfield(json.loads(PATH.read_text()))


def _as_json_schema(node: Any) -> Any:
    """OpenAPI 3.0 says `nullable`, JSON Schema says null."""
    if isinstance(node, list):
        return [_as_json_schema(part) for part in node]
    if not isinstance(node, dict):
        return node
    node = {name: _as_json_schema(part) for name, part in node.items()}
    if node.pop("nullable", False) is True:
        return {"anyOf": [{"type": "null"}, node], "properties": node.get("properties", {})}
    return node
