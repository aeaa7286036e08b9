"""Webhooks, as BTCPay sends them: signed, in order, and again where nobody took them.

Again means: after no answer, 408, 429 or 5xx, as a new delivery that names the first. Waiting
deliveries live in memory, as BTCPay's do: a restart forgets them. The referee can make events
late, doubled or lost.
"""

import hashlib
import heapq
import hmac
import json
import secrets
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

import httpx

REAL_DELAYS_SECONDS = (10.0, 60.0, *(600.0,) * 6)
SHORT_DELAYS_SECONDS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0)
SEND_TIMEOUT_SECONDS = 10.0
LOG_ENTRIES_MAX = 5_000
AGAIN_STATUSES = frozenset({408, 429})
MODES = frozenset({"normal", "late", "doubled", "lost"})


@dataclass(order=True, slots=True)
class _Parcel:
    due_at: float
    number: int
    event: dict[str, Any] = field(compare=False)
    attempt: int = field(compare=False, default=0)


class Courier:
    """One thread that carries events to one address. start, hand_over, close."""

    def __init__(
        self,
        *,
        url: str | None,
        secret: str,
        delays_seconds: tuple[float, ...] = SHORT_DELAYS_SECONDS,
    ) -> None:
        self._url = url
        self._secret = secret.encode()
        self._delays = delays_seconds
        self._webhook_id = secrets.token_hex(11)
        self._waiting: list[_Parcel] = []
        self._changed = threading.Condition()
        self._carrying = self._closing = False
        self._numbers = 0
        self._mode, self._late_seconds, self._only = "normal", 0.0, frozenset[str]()
        self._log: deque[dict[str, Any]] = deque(maxlen=LOG_ENTRIES_MAX)
        self._thread = threading.Thread(target=self._carry, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join()

    def misbehave(
        self, mode: str, *, late_seconds: float = 5.0, only: frozenset[str] = frozenset()
    ) -> None:
        """From now on, for event types in `only` (empty: all): normal, late, doubled or lost."""
        with self._changed:
            self._mode, self._late_seconds, self._only = mode, late_seconds, only

    def hand_over(self, event: dict[str, Any]) -> None:
        """The event without delivery fields; this adds them, signs and sends."""
        if self._url is None:
            return
        with self._changed:
            told = not self._only or event["type"] in self._only
            mode = self._mode if told else "normal"
            if mode == "lost":
                self._note(event | {"deliveryId": ""}, attempt=0, result="lost")
                return
            pause = self._late_seconds if mode == "late" else 0.0
            delivery_id = secrets.token_hex(11)
            whole = {
                "deliveryId": delivery_id,
                "webhookId": self._webhook_id,
                "originalDeliveryId": delivery_id,
                "isRedelivery": False,
                "timestamp": int(time.time()),
            } | event
            for _ in range(2 if mode == "doubled" else 1):
                self._put(_Parcel(time.monotonic() + pause, self._next(), whole))

    def entries(self) -> list[dict[str, Any]]:
        """What was sent or lost, oldest first: event, attempt, and the status or error it met."""
        with self._changed:
            return list(self._log)

    def wait_idle(self, *, timeout_seconds: float = 10.0) -> bool:
        """True once nothing is due or being carried; what waits for a later time does not count."""
        deadline = time.monotonic() + timeout_seconds
        with self._changed:
            while time.monotonic() < deadline:
                due = self._waiting and self._waiting[0].due_at <= time.monotonic()
                if not due and not self._carrying:
                    return True
                self._changed.wait(0.05)
        return False

    def _carry(self) -> None:
        with httpx.Client(timeout=SEND_TIMEOUT_SECONDS, trust_env=False) as client:
            while (parcel := self._take()) is not None:
                result = self._send(client, parcel.event)
                with self._changed:
                    self._note(parcel.event, attempt=parcel.attempt, result=result)
                    if _again(result) and parcel.attempt < len(self._delays):
                        self._put(self._redelivery(parcel))
                    self._carrying = False
                    self._changed.notify_all()

    def _take(self) -> _Parcel | None:
        with self._changed:
            while not self._closing:
                if not self._waiting:
                    self._changed.wait()
                elif (pause := self._waiting[0].due_at - time.monotonic()) > 0:
                    self._changed.wait(pause)
                else:
                    self._carrying = True
                    return heapq.heappop(self._waiting)
        return None

    def _send(self, client: httpx.Client, event: dict[str, Any]) -> str:
        assert self._url is not None
        body = json.dumps(event, ensure_ascii=False).encode()
        signature = hmac.new(self._secret, body, hashlib.sha256).hexdigest()
        headers = {"Content-Type": "application/json", "BTCPay-Sig": f"sha256={signature}"}
        try:
            return str(client.post(self._url, content=body, headers=headers).status_code)
        except httpx.HTTPError as error:
            return type(error).__name__

    def _redelivery(self, parcel: _Parcel) -> _Parcel:
        again = parcel.event | {
            "deliveryId": secrets.token_hex(11),
            "isRedelivery": True,
            "timestamp": int(time.time()),
        }
        due_at = time.monotonic() + self._delays[parcel.attempt]
        return _Parcel(due_at, self._next(), again, parcel.attempt + 1)

    def _put(self, parcel: _Parcel) -> None:
        heapq.heappush(self._waiting, parcel)
        self._changed.notify_all()

    def _next(self) -> int:
        self._numbers += 1
        return self._numbers

    def _note(self, event: dict[str, Any], *, attempt: int, result: str) -> None:
        self._log.append(
            {
                "deliveryId": event["deliveryId"],
                "type": event["type"],
                "invoiceId": event["invoiceId"],
                "attempt": attempt,
                "result": result,
                "event": event,
            }
        )


def _again(result: str) -> bool:
    return not result.isdecimal() or int(result) >= 500 or int(result) in AGAIN_STATUSES
