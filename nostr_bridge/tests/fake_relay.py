"""A relay that does as it is told: withholds OK, closes subscriptions, refuses. Real socket."""

import json
import threading
from collections.abc import Callable
from typing import Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

Ok = tuple[bool, str] | None


class FakeRelay:
    """`on_event` decides the OK of an event (None: say nothing); `events` are what it stores."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.requests: list[list[Any]] = []
        self.published: list[dict[str, Any]] = []
        self.on_event: Callable[[dict[str, Any]], Ok] = lambda _: (True, "")
        self.on_request: Callable[[str, int], str | None] = lambda _name, _count: None
        self.page_max = 500
        self._live: dict[tuple[int, str], ServerConnection] = {}
        self._server = serve(self._talk, "127.0.0.1", 0)
        self.port = self._server.socket.getsockname()[1]
        self.url = f"ws://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        for socket in set(self._live.values()):
            socket.close()
        self._thread.join(5)

    def push(self, event: dict[str, Any], *, subscription: str = "dm") -> int:
        """Send it to whoever subscribed by this name; how many those are."""
        sockets = [s for (_, name), s in self._live.items() if name == subscription]
        for socket in sockets:
            socket.send(json.dumps(["EVENT", subscription, event]))
        return len(sockets)

    def close_subscription(self, reason: str, *, subscription: str = "dm") -> None:
        for (key, name), socket in list(self._live.items()):
            if name == subscription:
                del self._live[key, name]
                socket.send(json.dumps(["CLOSED", subscription, reason]))

    def is_subscribed(self, subscription: str = "dm") -> bool:
        return any(name == subscription for _, name in self._live)

    def _talk(self, socket: ServerConnection) -> None:
        try:
            for frame in socket:
                self._hear(socket, json.loads(frame))
        except ConnectionClosed:
            pass
        finally:
            for key in [key for key in self._live if key[0] == id(socket)]:
                del self._live[key]

    def _hear(self, socket: ServerConnection, frame: list[Any]) -> None:
        match frame:
            case ["EVENT", event]:
                self.published.append(event)
                said = self.on_event(event)
                if said is not None:
                    socket.send(json.dumps(["OK", event["id"], *said]))
            case ["REQ", name, *filters]:
                self.requests.append(frame)
                refusal = self.on_request(name, len(self.requests))
                if refusal is not None:
                    socket.send(json.dumps(["CLOSED", name, refusal]))
                    return
                self._live[id(socket), name] = socket
                for event in self._stored(filters[0]):
                    socket.send(json.dumps(["EVENT", name, event]))
                socket.send(json.dumps(["EOSE", name]))
            case ["CLOSE", name]:
                self._live.pop((id(socket), name), None)

    def _stored(self, wanted: dict[str, Any]) -> list[dict[str, Any]]:
        since, until = wanted.get("since", 0), wanted.get("until", 2**40)
        fits = [
            event
            for event in self.events
            if event["kind"] in wanted.get("kinds", [event["kind"]])
            and event["pubkey"] in wanted.get("authors", [event["pubkey"]])
            and since <= event["created_at"] <= until
        ]
        newest = sorted(fits, key=lambda event: -event["created_at"])
        return newest[: min(wanted.get("limit", self.page_max), self.page_max)]
