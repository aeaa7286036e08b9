"""What every rail spoken to over HTTP has in common: one client, closed at the end."""

from types import TracebackType
from typing import Self

import httpx


class Conversation:
    """One conversation with one server: use as a context manager, never inside a transaction."""

    _client: httpx.Client

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()
