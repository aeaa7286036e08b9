"""A vision server that misbehaves, over a real socket: a named error, or an answer all the same."""

import base64
import io
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from browser_agent import vision
from browser_agent.contract import ACTION_SCHEMA
from browser_agent.errors import VisionUnavailableError
from browser_agent.eyes import Eyes, RulesEyes, open_eyes
from browser_agent.hands import StopFlag
from browser_agent.settings import BodySettings, worker
from browser_agent.sizing import Coordinates
from browser_agent.tests.plain_site import step, verdict
from kernel.ocr import Reader

Act = Callable[[socket.socket, bytes], None]
PICTURE = Image.new("RGB", (1280, 812), (255, 255, 255))
ImageDraw.Draw(PICTURE).rectangle((300, 200, 700, 500), fill=(20, 20, 20))
GOOD = step("wait", "loading")


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vision, "PAUSES_SECONDS", (0.01, 0.01, 0.01))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(threads=1)


@contextmanager
def serving(*acts: Act) -> Iterator[tuple[str, list[bytes]]]:
    """One act a request, the last one again and again. Yields (url, bodies that were asked)."""
    asked: list[bytes] = []
    door = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                line, _ = door.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(line,), daemon=True).start()

    def answer(line: socket.socket) -> None:
        with suppress(OSError), line:
            asked.append(received(line))
            acts[min(len(asked), len(acts)) - 1](line, asked[-1])

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{door.getsockname()[1]}", asked
    finally:
        door.shutdown(socket.SHUT_RDWR)
        door.close()
        thread.join(5)


def received(line: socket.socket) -> bytes:
    raw = b""
    while b"\r\n\r\n" not in raw:
        raw += line.recv(65_536)
    head, _, body = raw.partition(b"\r\n\r\n")
    [length] = [int(x.split(b":")[1]) for x in head.lower().split(b"\r\n") if b"-length" in x]
    while len(body) < length:
        body += line.recv(65_536)
    return body


def http(
    body: bytes | str, status: str = "200 OK", *headers: str, length: int | None = None
) -> bytes:
    raw = body.encode() if isinstance(body, str) else body
    told = [f"HTTP/1.1 {status}", "Content-Type: application/json", *headers]
    told.append(f"Content-Length: {len(raw) if length is None else length}")
    return "\r\n".join([*told, "Connection: close", "", ""]).encode() + raw


def completion(content: Any, **more: Any) -> str:
    text = content if isinstance(content, str | list) or content is None else json.dumps(content)
    return json.dumps({"choices": [{"message": {"content": text}}], **more})


def says(content: Any, **more: Any) -> Act:
    return lambda line, _: line.sendall(http(completion(content, **more)))


def sends(raw: bytes) -> Act:
    return lambda line, _: line.sendall(raw)


def hangs_after_headers(line: socket.socket, _: bytes) -> None:
    line.sendall(http("", length=500))
    time.sleep(3)


def drips(line: socket.socket, _: bytes) -> None:
    line.sendall(http("", length=5_000))
    for _second in range(60):
        line.sendall(b" ")
        time.sleep(0.05)


def never_answers(line: socket.socket, _: bytes) -> None:
    time.sleep(3)


def closes_mid_body(line: socket.socket, _: bytes) -> None:
    line.sendall(http('{"choices": [', length=5_000))


def client(url: str, **settings: Any) -> vision.VisionClient:
    return vision.VisionClient(url=url, model="m", api_key="", stop=StopFlag(), **settings)


def pictures(body: bytes) -> list[Image.Image]:
    parts = json.loads(body)["messages"][1]["content"]
    urls = [part["image_url"]["url"] for part in parts if part["type"] == "image_url"]
    return [Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))) for url in urls]


@pytest.mark.parametrize(
    ("act", "named"),
    [
        (never_answers, "Timeout"),
        (hangs_after_headers, "Timeout"),
        (drips, "Timeout"),
        (closes_mid_body, "RemoteProtocolError"),
        (sends(b""), "RemoteProtocolError"),
        (sends(b"SSH-2.0-OpenSSH_9.6\r\n"), "RemoteProtocolError"),
        (sends(http(b" " * 600_000)), "larger than"),
        (sends(http("<html>504</html>", "200 OK", "Content-Type: text/html")), "not JSON"),
        (sends(http("[]")), "no completion"),
        (sends(http("no", "502 Bad Gateway")), "HTTP 502"),
        (sends(http("no", "429 Too Many Requests")), "HTTP 429"),
        (sends(http("no", "301 Moved", "Location: http://127.0.0.1:9/")), "HTTP 301"),
        (sends(http("no", "403 Forbidden")), "HTTP 403"),
        (sends(http('{"choices": []}')), "no choice"),
        (sends(http("{}")), "no choice"),
        (says(None), "says nothing"),
        (says("  "), "says nothing"),
        (says("I would click the big button"), "no JSON object"),
        (says('{"action": "wait"'), "broken"),
        (says('{"action": "wait", "action": "click"}'), "broken"),
        (says(json.dumps(GOOD) + json.dumps(GOOD)), "two objects"),
        (says({"action": "wait"}), "breaks the schema"),
        (says(GOOD | {"confidence": 7}), "confidence"),
    ],
)
def test_each_misbehaviour_has_a_name(
    monkeypatch: pytest.MonkeyPatch, act: Act, named: str
) -> None:
    late = named == "Timeout"  # on a busy machine an honest answer may take a second
    monkeypatch.setattr(vision, "ACT_SECONDS_MAX", 0.3 if late else 20.0)
    with serving(act) as (url, _), pytest.raises(VisionUnavailableError, match=named):
        client(url).ask("act", PICTURE, {}, seconds_max=1.2 if late else 60.0)


@pytest.mark.parametrize(
    "act", [closes_mid_body, sends(b""), sends(http("<html>")), sends(http("x", "503 Busy"))]
)
def test_weather_passes(act: Act) -> None:
    with serving(act, says(GOOD)) as (url, asked):
        assert client(url).ask("act", PICTURE, {})["action"] == "wait"
    assert len(asked) == 2


@pytest.mark.parametrize("act", [never_answers, hangs_after_headers, drips])
def test_the_runs_time_bounds_the_whole_question(act: Act) -> None:
    began = time.monotonic()
    with serving(act) as (url, _), pytest.raises(VisionUnavailableError):
        client(url).ask("act", PICTURE, {}, seconds_max=0.6)
    assert time.monotonic() - began < 6  # the acts go on for longer, again and again


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_is_waited_for(form: str) -> None:
    when = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=2)
    told = "1" if form == "seconds" else format_datetime(when, usegmt=True)
    busy = sends(http("{}", "429 Too Many", f"Retry-After: {told}"))
    began = time.monotonic()
    with serving(busy, says(GOOD)) as (url, asked):
        client(url).ask("act", PICTURE, {}, seconds_max=20)
    assert len(asked) == 2
    assert time.monotonic() - began > 0.7


def test_a_server_that_wants_more_time_than_there_is_is_given_up_at_once() -> None:
    busy = sends(http("{}", "503 Busy", "Retry-After: 30"))
    began = time.monotonic()
    with serving(busy) as (url, asked), pytest.raises(VisionUnavailableError, match="wants 30 s"):
        client(url).ask("act", PICTURE, {}, seconds_max=5)
    assert len(asked) == 1
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    "content",
    [
        f"```json\n{json.dumps(GOOD)}\n```",
        f"<think>Is it {{a}} or {{b}}?</think>{json.dumps(GOOD)}",
        f"Hmm, {{no}}.</think>\n{json.dumps(GOOD)}",
        f"Here it is:\n{json.dumps(GOOD)}\nDone.",
        [{"type": "text", "text": json.dumps(GOOD)}],
    ],
)
def test_wrappings_are_taken_off(content: Any) -> None:
    with serving(says(content)) as (url, asked):
        assert client(url).ask("act", PICTURE, {}) == GOOD
    assert len(asked) == 1


def test_a_schema_that_is_refused_goes_into_the_question_from_then_on() -> None:
    refusal = sends(http('{"error": {"message": "response_format unsupported"}}', "400 Bad"))
    with serving(refusal, says(GOOD)) as (url, asked):
        model = client(url)
        model.ask("act", PICTURE, {})
        model.ask("act", PICTURE, {})
    first, second, third = map(json.loads, asked)
    assert first["response_format"]["type"] == "json_schema"
    for body in (second, third):
        assert body["response_format"] == {"type": "json_object"}
        assert body["messages"][0] == first["messages"][0]
        assert (
            json.dumps(ACTION_SCHEMA, separators=(",", ":"))
            in (body["messages"][1]["content"][-1]["text"])
        )


def test_a_server_without_any_form_is_asked_in_words() -> None:
    refusal = sends(http("response_format: unknown field", "422 No"))
    with serving(refusal, refusal, says(GOOD)) as (url, asked):
        client(url).ask("act", PICTURE, {})
    assert "response_format" not in json.loads(asked[-1])


def test_another_400_is_final() -> None:
    refusal = sends(http('{"error": {"message": "no such model"}}', "400 Bad"))
    with serving(refusal) as (url, asked), pytest.raises(VisionUnavailableError, match="400"):
        client(url).ask("act", PICTURE, {})
    assert len(asked) == 1


def test_nonsense_is_asked_again_then_closer_then_of_the_rules(reader: Reader) -> None:
    rules = RulesEyes(reader=reader, stop=StopFlag())
    question = {"goal": "cancel", "today": "2026-11-21"}
    with serving(says("no idea")) as (url, asked):
        model = client(url, fallback=rules)
        answer = model.ask("act", PICTURE, question)
    assert set(answer) == set(ACTION_SCHEMA["required"])
    assert (model.answered_by, model.calls) == ("ocr-rules", 4)
    bodies = [json.loads(body) for body in asked]
    assert len({body["seed"] for body in bodies}) == 3
    shown = [pictures(body)[0] for body in asked]
    assert shown[0].tobytes() == shown[1].tobytes()
    dark = [float((np.asarray(one.convert("L")) < 99).mean()) for one in shown]
    assert dark[2] > 2 * dark[0]


def test_the_next_good_answer_is_the_models_own(reader: Reader) -> None:
    rules = RulesEyes(reader=reader, stop=StopFlag())
    with serving(says("?"), says("?"), says("?"), says(GOOD)) as (url, _):
        model = client(url, fallback=rules)
        question = {"goal": "cancel", "today": "2026-11-21"}
        model.ask("act", PICTURE, question)
        assert model.answered_by == "ocr-rules"
        model.ask("act", PICTURE, question)
        assert model.answered_by == "m"


def test_a_point_on_the_zoomed_part_is_a_point_on_the_page() -> None:
    middle = step("click", "home", x=500, y=500)
    with serving(says("?"), says("?"), says(middle)) as (url, _):
        answer = client(url).ask("act", PICTURE, {})
    assert answer["x"] == pytest.approx(500 * 1000 / 1279, abs=2)
    assert answer["y"] == pytest.approx(350 * 1000 / 811, abs=2)


def test_pixels_of_the_sent_picture_become_ours() -> None:
    def points(line: socket.socket, body: bytes) -> None:
        wide, high = pictures(body)[0].size
        line.sendall(http(completion(step("click", "home", x=wide - 1, y=high // 2))))

    with serving(points) as (url, asked):
        model = client(url, coordinates=Coordinates.ABSOLUTE)
        past = {"x": 500, "y": 1000, "action": "click"}
        answer = model.ask("act", PICTURE, {"history": [past]})
    assert (answer["x"], answer["y"]) == (1000, pytest.approx(500, abs=2))
    body = json.loads(asked[0])
    wide, high = pictures(asked[0])[0].size
    assert (wide % 28, high % 28) == (0, 0)
    told = json.loads(body["messages"][1]["content"][1]["text"])
    assert told["picture"] == [wide, high]
    assert (told["history"][0]["x"], told["history"][0]["y"]) == (round((wide - 1) / 2), high - 1)
    assert "whole pixels" in body["messages"][0]["content"]
    schema = body["response_format"]["json_schema"]["schema"]
    assert schema["properties"]["x"]["anyOf"][0]["maximum"] == wide - 1
    assert ACTION_SCHEMA["properties"]["x"]["anyOf"][0]["maximum"] == 1000


def test_a_point_beyond_the_picture_is_nonsense() -> None:
    with serving(says(step("click", "home", x=4_000, y=5))) as (url, _):
        model = client(url, coordinates=Coordinates.ABSOLUTE)
        with pytest.raises(VisionUnavailableError, match="schema"):
            model.ask("act", PICTURE, {})


def test_a_judge_may_see_how_it_was_before() -> None:
    before = Image.new("RGB", (1280, 812), (9, 9, 9))
    with serving(says(verdict("cancelled"))) as (url, asked):
        client(url).ask("judge", PICTURE, {"goal": "cancel"}, before=before)
    first, second = pictures(asked[0])
    assert first.getpixel((5, 5)) == (9, 9, 9)
    assert second.getpixel((5, 5)) == (255, 255, 255)
    told = json.loads(json.loads(asked[0])["messages"][1]["content"][2]["text"])
    assert told["pictures"] == ["before", "now"]


def test_pictures_fit_whole_squares_and_the_limit_and_tokens_are_counted() -> None:
    usage = {"prompt_tokens": 1500, "completion_tokens": 90}
    with serving(says(GOOD, usage=usage)) as (url, asked):
        model = client(url, pixels_max=500_000)
        model.ask("act", PICTURE, {})
        model.ask("act", PICTURE, {})
    wide, high = pictures(asked[0])[0].size
    assert (wide % 32, high % 32, wide * high <= 500_000) == (0, 0, True)
    assert (model.tokens_prompt, model.tokens_completion) == (3000, 180)
    assert model.tokens_pictures == 2 * (wide // 32) * (high // 32)


def test_the_rules_over_http_see_every_pixel() -> None:
    with serving(says(GOOD)) as (url, asked):
        model = vision.VisionClient(url=url, model="ocr-rules", api_key="", stop=StopFlag())
        model.ask("act", PICTURE, {})
    assert pictures(asked[0])[0].tobytes() == PICTURE.tobytes()


def test_a_worker_needs_no_vision_server_and_refuses_unknown_points(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = {"AGENT_API_URL": "http://127.0.0.1:9", "AGENT_TOKEN": "t", "VISION_URL": ""}
    for name, value in (given | {"AGENT_PRIVATE_KEY_FILE": "key.json"}).items():
        monkeypatch.setenv(name, value)
    assert worker().body.vision_url is None
    monkeypatch.setenv("VISION_COORDINATES", "polar")
    with pytest.raises(SystemExit, match="VISION_COORDINATES is 'polar'"):
        worker()


def test_eyes_are_chosen_by_the_address(tmp_path: Path, reader: Reader) -> None:
    body = BodySettings(None, "m", "", "", "", tmp_path, vision_coordinates="absolute")
    stop = StopFlag()
    rules: Eyes = open_eyes(body, url=None, stop=stop, reader=reader)
    assert isinstance(rules, RulesEyes)
    assert rules.ask("judge", PICTURE, {"goal": "cancel", "today": "2026-11-21"})["state"] == (
        "unknown"
    )
    assert rules.calls == 1
    assert rules.seconds > 0
    with pytest.raises(VisionUnavailableError, match="cannot be read"):
        rules.ask("act", PICTURE, {"goal": "dance"})
    model = open_eyes(body, url="http://127.0.0.1:9", stop=stop, reader=reader)
    assert model.model == "m"
    model.close()
