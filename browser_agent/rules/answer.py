"""From a rule's decision to the JSON that the schema of the request allows."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import jsonschema
import numpy as np
from PIL import Image

from browser_agent.belonging import without_others
from browser_agent.goods import goods_of
from browser_agent.rules.act import choose, describe
from browser_agent.rules.case import Case
from browser_agent.rules.instruct.respond import respond
from browser_agent.rules.judge import Verdict, judge
from browser_agent.rules.move import Move, permille
from browser_agent.rules.pixels import Box, find_mark
from browser_agent.rules.question import Question, names
from browser_agent.rules.screen import Screen, compose
from browser_agent.rules.state import says_ends, says_renews, stands_until
from browser_agent.rules.text import fold
from browser_agent.sections import is_called, without_named
from kernel.ocr import Reader, TextLine


class UnanswerableError(ValueError):
    """The question or its schema asks for something that these rules cannot say."""


def reply(
    kind: str,
    told: Mapping[str, Any],
    image: Image.Image,
    reader: Reader,
    schema: Mapping[str, Any],
) -> str:
    """What these rules say about a screenshot: a subscription's page, or a page with an instruction
    on it (goal "instruct", for benchmarks only). Raises UnanswerableError."""
    if kind == "act" and told.get("goal") == "instruct":
        return _said(respond(told, image, reader), schema)
    service, others = str(told.get("service") or ""), names(told.get("others"))
    return answer(kind, told, _own_part(image, reader, service, others), schema)


def _own_part(
    image: Image.Image, reader: Reader, service: str, others: Sequence[str] = ()
) -> Screen:
    """The screen without what belongs to other subscriptions in the same account. others: those
    that are known by their names."""

    pixels = np.asarray(image.convert("RGB"), dtype=np.uint8)

    def is_choice(line: TextLine) -> bool:
        mark = find_mark(pixels, Box(*line.box)) if is_called(line, others) else None
        return mark is not None and mark.is_round and not mark.checked

    def own(lines: Sequence[TextLine]) -> list[TextLine]:
        # What stands below another one's circle belongs to the form and not to that one.
        rest = [line for line in lines if not is_choice(line)]
        known = [*others, *(title for title, _ in goods_of(service, lines))]
        return without_others(without_named(rest, known, service), service, _tells_a_day)

    return compose(pixels, reader.read(image), own)


def _tells_a_day(text: str) -> bool:
    folded = fold(text)
    return says_renews(folded) or says_ends(folded) or stands_until(folded)


def answer(kind: str, told: Mapping[str, Any], screen: Screen, schema: Mapping[str, Any]) -> str:
    """The answer as a JSON text, valid by the schema that came with the question.

    kind: "act" or "judge". Raises UnanswerableError.
    """
    try:
        case = Case(Question.read(told), screen)
    except ValueError as error:
        raise UnanswerableError(f"the question cannot be read: {error}") from error
    fields = _move(case, choose(case)) if kind == "act" else _verdict(judge(case))
    return _said(fields, schema)


def _said(fields: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    body = _fitted(fields, schema)
    try:
        jsonschema.validate(body, schema)
    except jsonschema.ValidationError as error:
        raise UnanswerableError(
            f"no answer of this model fits the schema: {error.message}"
        ) from error
    return json.dumps(body, ensure_ascii=False)


def _move(case: Case, move: Move) -> dict[str, Any]:
    screen = case.screen
    seen = describe(screen)
    return {
        "observation": f"{move.why} Seen: {seen}",
        "page": move.page,
        "state": move.state,
        "action": move.action,
        "target": move.target,
        "x": None if move.x is None else permille(move.x, screen.width),
        "y": None if move.y is None else permille(move.y, screen.height),
        "text_ref": move.text_ref,
        "text": move.text,
        "submit": move.submit,
        "key": move.key,
        "direction": move.direction,
        "ask": move.ask,
        "error_code": move.error_code,
        "commit": move.commit,
        "effective_date": None if move.on is None else move.on.isoformat(),
        "confidence": round(move.confidence, 2),
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "observation": verdict.why,
        "page": verdict.page,
        "state": verdict.state,
        "effective_date": None if verdict.on is None else verdict.on.isoformat(),
        "quote": verdict.quote,
        "confidence": round(verdict.confidence, 2),
    }


def _fitted(fields: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """Only what the schema names, in its order, texts cut to its lengths."""
    properties = schema.get("properties")
    if not isinstance(properties, Mapping):
        return dict(fields)
    body: dict[str, Any] = {}
    for name, rule in properties.items():
        if name in fields:
            value = fields[name]
            longest = rule.get("maxLength") if isinstance(rule, Mapping) else None
            body[name] = value[:longest] if isinstance(value, str) and longest else value
    return body
