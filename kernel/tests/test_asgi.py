"""Nobody makes the server write down more than a limit, whatever they say about it."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from kernel.asgi import limited

CHUNK = b"x" * 1_000


class Wire:
    """One request's chunks in, the answer's messages out; `read` counts the chunks taken."""

    def __init__(self, chunks: int, headers: Sequence[tuple[bytes, bytes]]) -> None:
        self.scope: dict[str, Any] = {"type": "http", "headers": headers}
        self.chunks, self.read = chunks, 0
        self.answer: list[Any] = []

    async def receive(self) -> dict[str, Any]:
        self.read += 1
        more = self.read < self.chunks
        return {"type": "http.request", "body": CHUNK, "more_body": more}

    async def send(self, message: Any) -> None:
        self.answer.append(message)

    def status(self) -> int:
        async def application(_scope: Any, receive: Any, send: Any) -> None:
            while (await receive())["more_body"]:
                continue
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b""})

        guarded = limited(application, bytes_max=5_000)
        asyncio.run(guarded(self.scope, self.receive, self.send))
        return int(self.answer[0]["status"])


def test_what_fits_passes() -> None:
    assert Wire(5, [(b"content-length", b"5000")]).status() == 200


def test_a_declared_length_is_refused_before_a_byte_is_read() -> None:
    wire = Wire(6, [(b"content-length", b"6000")])
    assert wire.status() == 413
    assert wire.read == 0


@pytest.mark.parametrize("headers", [[], [(b"content-length", b"1")]])
def test_an_undeclared_or_false_length_is_refused_at_the_limit(
    headers: list[tuple[bytes, bytes]],
) -> None:
    wire = Wire(1_000_000, headers)
    assert wire.status() == 413
    assert wire.read == 6
