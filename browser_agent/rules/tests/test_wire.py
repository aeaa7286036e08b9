"""The protocol: what a model server refuses is refused here, with its status and its shape."""

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from browser_agent.rules.server import VisionServer
from browser_agent.rules.tests.vision_wire import Client, data_url, request_body
from kernel.ocr import Reader

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(threads=2)


@pytest.fixture
def client(reader: Reader) -> Iterator[Client]:
    yield from serve(reader)


def serve(reader: Reader, api_key: str = "") -> Iterator[Client]:
    with VisionServer(("127.0.0.1", 0), reader=reader, api_key=api_key) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Client(server.port)
        server.shutdown()
        thread.join()


def blank() -> Image.Image:
    return Image.new("RGB", (320, 200), "white")


def test_health_and_models(client: Client) -> None:
    assert client.get("/health") == (200, {"status": "ok"})
    status, listed = client.get("/v1/models")
    assert status == 200
    assert [model["id"] for model in listed["data"]] == ["ocr-rules"]


def test_a_completion_has_the_shape_clients_expect(client: Client) -> None:
    status, told = client.post(request_body("act", blank()))

    assert status == 200
    assert told["object"] == "chat.completion"
    assert told["model"] == "ocr-rules"
    choice = told["choices"][0]
    assert (choice["finish_reason"], choice["message"]["role"]) == ("stop", "assistant")
    usage = told["usage"]
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"] > 0


def test_an_empty_picture_is_waited_for(client: Client) -> None:
    answer = client.ask("act", blank())

    assert (answer["page"], answer["action"]) == ("loading", "wait")


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_both_picture_formats_are_read(client: Client, kind: str) -> None:
    body = request_body("judge", blank())
    body["messages"][1]["content"][0]["image_url"]["url"] = data_url(blank(), kind)

    assert client.post(body)[0] == 200


def broken(**changes: Any) -> dict[str, Any]:
    body = request_body("act", blank()) | changes
    return {name: value for name, value in body.items() if value is not None}


def with_picture(url: object) -> dict[str, Any]:
    body = request_body("act", blank())
    body["messages"][1]["content"][0]["image_url"] = url
    return body


def with_question(text: str) -> dict[str, Any]:
    body = request_body("act", blank())
    body["messages"][1]["content"][1]["text"] = text
    return body


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"not json", 400),
        ([], 400),
        (broken(model=None), 400),
        (broken(model="qwen3-vl"), 404),
        (broken(messages=None), 400),
        (broken(messages=[]), 400),
        (broken(messages=[{"role": "nobody", "content": "x"}]), 400),
        (broken(messages=[{"role": "system", "content": "x"}]), 400),
        (broken(temperature="hot"), 400),
        (broken(stream=True), 400),
        (broken(response_format=None), 400),
        (broken(response_format={"type": "json_schema", "json_schema": {"name": "act"}}), 400),
        (
            broken(
                response_format={
                    "type": "json_schema",
                    "json_schema": {"name": "act", "schema": {"type": "nonsense"}},
                }
            ),
            400,
        ),
        (with_picture({"url": "https://example.org/a.png"}), 400),
        (with_picture({"url": "data:image/png;base64,!!!"}), 400),
        (with_picture({"url": "data:image/png;base64,aGVsbG8="}), 400),
        (with_picture(None), 400),
        (with_question("no question"), 400),
        (with_question('{"goal": "order pizza", "today": "2026-11-21"}'), 400),
        (with_question('{"goal": "cancel", "today": "soon"}'), 400),
    ],
)
def test_a_bad_request_is_refused_with_the_reason(
    client: Client, body: object, status: int
) -> None:
    answered, told = client.post(body)

    assert answered == status, told
    assert told["error"]["message"]
    assert told["error"]["code"] == status


def test_a_schema_that_no_answer_fits_is_refused(client: Client) -> None:
    body = request_body("act", blank())
    schema = body["response_format"]["json_schema"]["schema"]
    body["response_format"]["json_schema"]["schema"] = schema | {"required": ["poem"]}

    status, told = client.post(body)

    assert status == 400
    assert "schema" in told["error"]["message"]


def test_unknown_paths_are_not_found(client: Client) -> None:
    assert client.get("/")[0] == 404
    assert client.post({}, path="/v1/completions")[0] == 404


def test_a_key_is_wanted_where_one_is_set(reader: Reader) -> None:
    for client in serve(reader, api_key="let me in"):
        body = request_body("act", blank())
        assert client.post(body)[0] == 401
        assert client.post(body, key="wrong")[0] == 401
        assert client.get("/v1/models")[0] == 401
        assert client.get("/health")[0] == 200
        assert client.post(body, key="let me in")[0] == 200


def test_questions_at_the_same_time_are_all_answered(client: Client) -> None:
    answers: list[str] = []
    threads = [
        threading.Thread(target=lambda: answers.append(client.ask("act", blank())["action"]))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == ["wait"] * 4


def test_a_body_that_never_says_its_length_is_refused(client: Client) -> None:
    port = int(client.base.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\n\r\n")
        assert line.recv(64).startswith(b"HTTP/1.1 411")


def test_the_command_says_when_it_is_ready() -> None:
    command = [sys.executable, "manage.py", "serve_ocr_rules", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            ready = server.stdout.readline()
            assert ready.startswith("ocr-rules ready on http://127.0.0.1:")
            port = int(ready.strip().removesuffix("/v1").rpartition(":")[2])
            status, told = Client(port).post(request_body("act", blank()))
            assert status == 200
            assert json.loads(told["choices"][0]["message"]["content"])["action"] == "wait"
        finally:
            server.terminate()
