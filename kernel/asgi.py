"""A limit on what a stranger may make us write down.

Django's ASGI handler spools a whole body to disk before a view, its authentication or its limits
are asked: without this, anybody could fill the disk.
"""

from collections.abc import Awaitable, Callable, Coroutine, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Any, Any, Any], Coroutine[Any, Any, None]]

BODY_BYTES_MAX = 6 * 1_048_576
"""A masked screenshot of 5 MB, and the words around it."""
TOO_LARGE = b'{"error":"too_large","message":"This is more than anybody may send."}'


class _TooLargeError(Exception):
    """The body has passed the limit."""


def limited(application: Application, *, bytes_max: int = BODY_BYTES_MAX) -> Application:
    """The application, which never sees a request of more than bytes_max: that is answered 413."""

    async def guard(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
            return
        if _declared(scope) > bytes_max:
            await _refuse(send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > bytes_max:
                raise _TooLargeError
            return message

        try:
            await application(scope, counted, send)
        except _TooLargeError:
            await _refuse(send)

    return guard


def _declared(scope: Message) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": TOO_LARGE})
