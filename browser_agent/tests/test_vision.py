import base64
import io
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import jsonschema
import pytest
from PIL import Image

from browser_agent import vision
from browser_agent.contract import ACTION_SCHEMA, VERDICT_SCHEMA
from browser_agent.errors import AbortedError, VisionUnavailableError
from browser_agent.hands import StopFlag
from browser_agent.prompts import ACT_SYSTEM
from browser_agent.tests.plain_site import step, verdict
from browser_agent.tests.scripted_http import Answer, Asked, Script, answering

PICTURE = Image.new("RGB", (64, 32), (200, 10, 10))


def saying(answer: Any) -> Answer:
    content = answer if isinstance(answer, str) else json.dumps(answer)
    return 200, {"choices": [{"message": {"content": content}}]}


@contextmanager
def client(
    script: Script, *, stop: StopFlag | None = None, **settings: Any
) -> Iterator[tuple[vision.VisionClient, list[Asked]]]:
    with answering(script) as (url, asked):
        made = vision.VisionClient(
            url=url, model="m", api_key="k3y", stop=stop or StopFlag(), **settings
        )
        try:
            yield made, asked
        finally:
            made.close()


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vision, "PAUSES_SECONDS", (0.01, 0.01, 0.01))


def test_a_question_is_one_image_then_one_text() -> None:
    with client(lambda _: saying(step("wait", "loading"))) as (model, asked):
        assert model.ask("act", PICTURE, {"goal": "cancel"})["action"] == "wait"
    body = asked[0].json
    assert asked[0].path == "/v1/chat/completions"
    assert asked[0].headers["Authorization"] == "Bearer k3y"
    assert body["temperature"] == 0
    assert body["messages"][0] == {"role": "system", "content": ACT_SYSTEM}
    image, text = body["messages"][1]["content"]
    packed = base64.b64decode(image["image_url"]["url"].removeprefix("data:image/png;base64,"))
    assert Image.open(io.BytesIO(packed)).size == (64, 32)
    assert json.loads(text["text"]) == {"goal": "cancel"}
    assert body["response_format"]["json_schema"]["schema"] == ACTION_SCHEMA


def test_a_judge_is_asked_by_the_other_schema() -> None:
    with client(lambda _: saying(verdict("active"))) as (model, asked):
        assert model.ask("judge", PICTURE, {})["state"] == "active"
    assert asked[0].json["response_format"]["json_schema"]["name"] == "judge"


@pytest.mark.parametrize("code", [429, 500, 503])
def test_a_failing_server_is_asked_again(code: int) -> None:
    turns = iter([(code, {}), (code, {}), saying(step("wait", "loading"))])
    with client(lambda _: next(turns)) as (model, asked):
        model.ask("act", PICTURE, {})
    assert len(asked) == 3
    assert model.calls == 3


def test_a_server_that_keeps_failing_is_given_up() -> None:
    with client(lambda _: (503, {})) as (model, asked), pytest.raises(VisionUnavailableError):
        model.ask("act", PICTURE, {})
    assert len(asked) == 4


def test_a_refusal_is_not_asked_again() -> None:
    with client(lambda _: (401, {})) as (model, asked), pytest.raises(VisionUnavailableError):
        model.ask("act", PICTURE, {})
    assert len(asked) == 1


def test_a_server_that_is_not_there_is_an_error_of_ours() -> None:
    model = vision.VisionClient(url="http://127.0.0.1:9", model="m", api_key="", stop=StopFlag())
    with pytest.raises(VisionUnavailableError, match="cannot be reached"):
        model.ask("act", PICTURE, {})
    model.close()


def test_a_slow_server_is_given_up_after_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vision, "ACT_SECONDS_MAX", 0.2)

    def slow(_: Asked) -> Answer:
        time.sleep(0.4)
        return saying(step("wait", "loading"))

    began = time.monotonic()
    with client(slow) as (model, _), pytest.raises(VisionUnavailableError, match="Timeout"):
        model.ask("act", PICTURE, {})
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "nonsense",
    [
        "I would click the button",
        "{",
        "[]",
        {"action": "click"},
        step("click", "nowhere"),
        step("click", "home", x=1001),
        step("exec", "home"),
        step("wait", "home", extra="field"),
    ],
)
def test_nonsense_is_asked_again_once_with_another_seed(nonsense: Any) -> None:
    turns = iter([saying(nonsense), saying(step("wait", "loading"))])
    with client(lambda _: next(turns)) as (model, asked):
        assert model.ask("act", PICTURE, {})["action"] == "wait"
    assert asked[0].json["seed"] != asked[1].json["seed"]


def test_nonsense_twice_is_given_up() -> None:
    with client(lambda _: saying("no")) as (model, asked), pytest.raises(VisionUnavailableError):
        model.ask("act", PICTURE, {})
    assert len(asked) == 2


def test_an_answer_that_is_no_completion_is_nonsense_too() -> None:
    with client(lambda _: (200, b"<html>")) as (model, _), pytest.raises(VisionUnavailableError):
        model.ask("act", PICTURE, {})


def test_a_stop_ends_the_retries() -> None:
    stop = StopFlag()

    def failing(_: Asked) -> Answer:
        stop.stop()
        return 503, {}

    with client(failing, stop=stop) as (model, asked), pytest.raises(AbortedError):
        model.ask("act", PICTURE, {})
    assert len(asked) == 1


@pytest.mark.parametrize("schema", [ACTION_SCHEMA, VERDICT_SCHEMA])
def test_the_schemas_are_schemas(schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    assert set(schema["required"]) == set(schema["properties"])
