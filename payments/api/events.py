"""GET /api/payments/events: a balance as it changes, as text/event-stream.

`event: balance` carries what GET /api/payments/balance says of the balance, at once and after each
change; comments every 15 seconds keep proxies from closing the line. The usual bearer token says
who: read it with fetch, since EventSource sends no headers. The stream ends when the token does;
whoever cannot have one (429) asks every 5 seconds.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any, Final

from asgiref.sync import sync_to_async
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET
from ninja_jwt.tokens import AccessToken
from rest_framework.exceptions import APIException, NotAuthenticated
from rest_framework.request import Request
from rest_framework.settings import api_settings

from accounts.auth import PersonAuthentication
from accounts.models import User
from kernel.clock import utc_now
from kernel.errors import UnsaltedError
from payments.api.balances import balance_out
from payments.api.switchboard import Switchboard, switchboard

HEARTBEAT_SECONDS: Final = 15.0
LOOK_PAUSE_SECONDS: Final = 0.2
"""Between two looks: somebody whose program spends a hundred times a second reads five of them."""
STREAM_SECONDS_MAX: Final = 3_600.0


@csrf_exempt
@require_GET
async def events(request: HttpRequest) -> HttpResponseBase:
    board = switchboard()
    try:
        user, seconds = await sync_to_async(_who)(request)
        stream = _stream(board, user, seconds)
        first = await anext(stream)  # a refusal is an answer of its own, not half a stream
    except (APIException, UnsaltedError) as error:
        return _refused(error)
    answer = StreamingHttpResponse(_whole(first, stream), content_type="text/event-stream")
    answer["Cache-Control"] = "no-store"
    answer["X-Accel-Buffering"] = "no"  # nginx would keep the news until its buffer is full
    return answer


async def _stream(board: Switchboard, user: User, seconds: float) -> AsyncIterator[str]:
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    with board.waiting(user.pk) as news:
        yield "retry: 5000\n\n"
        while (left := until - loop.time()) > 0:
            news.clear()
            yield f"event: balance\ndata: {json.dumps(await sync_to_async(_look)(user))}\n\n"
            await asyncio.sleep(LOOK_PAUSE_SECONDS)
            while not news.is_set() and (left := until - loop.time()) > 0:
                try:
                    await asyncio.wait_for(news.wait(), min(left, HEARTBEAT_SECONDS))
                except TimeoutError:
                    yield ": still here\n\n"


async def _whole(first: str, stream: Any) -> AsyncIterator[str]:
    try:
        yield first
        async for part in stream:
            yield part
    finally:
        await stream.aclose()  # the reader has gone: stop waiting now, not when memory is tidied


def _who(request: HttpRequest) -> tuple[User, float]:
    """The person and for how many seconds their token is good."""
    try:
        found = PersonAuthentication().authenticate(Request(request))
        if found is None:
            raise NotAuthenticated
        user, token = found
        left = float(AccessToken(token)["exp"]) - utc_now().timestamp()
        return user, min(left, STREAM_SECONDS_MAX)
    finally:
        _let_go()


def _look(user: User) -> dict[str, int]:
    try:
        return balance_out(user)
    finally:
        _let_go()


def _let_go() -> None:
    """A stream lives for minutes: it keeps no database connection between two looks."""
    if not connection.in_atomic_block:
        connection.close()


def _refused(error: Exception) -> HttpResponse:
    handler: Any = api_settings.EXCEPTION_HANDLER
    told = handler(error, {})
    assert told is not None, "only errors that have an answer come by here"
    status = 401 if isinstance(error, APIException) else told.status_code
    return HttpResponse(json.dumps(told.data), status=status, content_type="application/json")
