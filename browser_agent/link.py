"""Client of the server's agent API: HTTPS out of the agent's machine, nothing in.

Every call carries the fencing token of the run. 409 is final (StaleRunError): the run belongs to
somebody else or is over. Anything else that fails is a LinkError, which may be tried again; every
call is idempotent by a key of ours, so a lost response costs nothing.
"""

import base64
import json
import logging
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from browser_agent.contract import ActionName, Limits, Task
from browser_agent.errors import LinkError, StaleRunError

CONNECT_SECONDS_MAX = 10.0
ANSWER_SECONDS_MAX = 30.0
LONG_POLL_SECONDS = 25
TRIES_MAX = 4
PAUSE_SECONDS = 1.5
CONFLICT, GONE, NO_CONTENT = 409, 410, 204
BODY_BYTES_MAX = 1_000_000
PICTURE_BYTES_MAX = 5 * 1_048_576

logging.getLogger("httpx").setLevel(logging.WARNING)  # addresses name runs


@dataclass(frozen=True, slots=True)
class SealedField:
    """One credential as it came: `sealed` opens on this machine only, for this context only."""

    field: str
    key_id: str
    sealed: bytes
    context: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What a run is about. askable: what the person may be asked while it runs."""

    run_id: str
    fencing_token: int
    lease_seconds: float
    task: Task
    askable: tuple[str, ...]
    secrets: tuple[SealedField, ...]


@dataclass(frozen=True, slots=True)
class Beat:
    """The server's answer to a heartbeat. abort: the customer or an operator wants it stopped."""

    lease_seconds: float
    abort: bool


@dataclass(frozen=True, slots=True)
class TakeoverInput:
    """What a person wants done on a page that was handed to them; see takeover.Wish."""

    seq: int
    kind: str
    x: int | None
    y: int | None
    frame: int
    word: str
    sealed: bytes | None
    context: str


class AgentLink:
    """url: the server's address. pause: how waiting between tries is done; raises to stop it."""

    def __init__(
        self, *, url: str, token: str, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._pause = pause
        self._http = httpx.Client(
            base_url=f"{url.rstrip('/')}/api/agent/",
            headers={"Authorization": f"Agent {token}"},
            timeout=httpx.Timeout(ANSWER_SECONDS_MAX, connect=CONNECT_SECONDS_MAX),
        )

    def close(self) -> None:
        self._http.close()

    def start(
        self, run_id: str, *, fencing_token: int, start_key: str, agent: str, key_id: str
    ) -> Brief:
        """Claims the run. The same start_key again gets the same brief, another StaleRunError."""
        body = {
            "fencing_token": fencing_token,
            "start_key": start_key,
            "agent": agent,
            "key_id": key_id,
        }
        return _brief(self._json("POST", f"runs/{run_id}/start", json=body))

    def events(self, run_id: str, *, fencing_token: int, events: list[dict[str, Any]]) -> Beat:
        """Events are unique by seq, so sending them twice is harmless; none is a heartbeat."""
        body = {"fencing_token": fencing_token, "events": events}
        answer = self._json("POST", f"runs/{run_id}/events", json=body)
        try:
            return Beat(float(answer["lease_seconds"]), bool(answer["abort"]))
        except (KeyError, TypeError, ValueError) as error:
            raise LinkError("The server's heartbeat cannot be read.") from error

    def evidence(
        self,
        run_id: str,
        *,
        fencing_token: int,
        seq: int,
        path: Path,
        sha256: str,
        record: str | None = None,
    ) -> None:
        """One masked PNG. Unique by seq. record: the step that it shows, as one JSON object."""
        self._send(
            "POST",
            f"runs/{run_id}/evidence",
            data={
                "fencing_token": str(fencing_token),
                "seq": str(seq),
                "name": path.stem,
                "sha256": sha256,
                **({} if record is None else {"record": record}),
            },
            files={"file": (path.name, path.read_bytes(), "image/png")},
        )

    def playbook_frame(self, run_id: str, *, fencing_token: int, name: str) -> bytes:
        """The PNG of a state as the run's own playbook has it."""
        response = self._send(
            "GET", f"runs/{run_id}/playbook-frames/{name}", params={"fencing_token": fencing_token}
        )
        return response.content[:PICTURE_BYTES_MAX]

    def request_input(
        self, run_id: str, *, fencing_token: int, request_key: str, field: str, prompt: str
    ) -> None:
        body = {
            "fencing_token": fencing_token,
            "request_key": request_key,
            "field": field,
            "prompt": prompt,
        }
        self._send("POST", f"runs/{run_id}/input-requests", json=body)

    def wait_for_input(self, run_id: str, *, request_key: str) -> tuple[bytes, str] | None:
        """(sealed, context), or None where none is there yet; StaleRunError if none will come."""
        response = self._send(
            "GET",
            f"runs/{run_id}/input-requests/{request_key}",
            params={"wait_seconds": LONG_POLL_SECONDS},
            timeout=httpx.Timeout(
                ANSWER_SECONDS_MAX + LONG_POLL_SECONDS, connect=CONNECT_SECONDS_MAX
            ),
        )
        if response.status_code == NO_CONTENT:
            return None
        answer = _parsed(response)
        try:
            return _unpacked(answer["sealed"]), str(answer["context"])
        except (KeyError, TypeError, ValueError) as error:
            raise LinkError("The person's answer cannot be read.") from error

    def open_takeover(
        self, run_id: str, *, fencing_token: int, takeover_key: str, reason: str, seconds_max: float
    ) -> float:
        """Hands the page to the person. Returns the seconds that they have."""
        body = {
            "fencing_token": fencing_token,
            "takeover_key": takeover_key,
            "reason": reason,
            "seconds_max": seconds_max,
        }
        answer = self._json("POST", f"runs/{run_id}/takeovers", json=body)
        try:
            return float(answer["seconds"])
        except (KeyError, TypeError, ValueError) as error:
            raise LinkError("The server's view cannot be read.") from error

    def takeover_frame(
        self, run_id: str, takeover_key: str, *, fencing_token: int, seq: int, jpeg: bytes
    ) -> str:
        """One masked picture instead of the last. Returns the view's status."""
        return self._status(
            f"runs/{run_id}/takeovers/{takeover_key}/frame",
            data={"fencing_token": str(fencing_token), "seq": str(seq)},
            files={"file": ("frame.jpg", jpeg, "image/jpeg")},
        )

    def takeover_inputs(
        self,
        run_id: str,
        takeover_key: str,
        *,
        fencing_token: int,
        after: int,
        wait_seconds: float,
    ) -> tuple[str, list[TakeoverInput]]:
        """(status, what is queued past `after`), as soon as there is any."""
        answer = self._json(
            "GET",
            f"runs/{run_id}/takeovers/{takeover_key}/inputs",
            params={"fencing_token": fencing_token, "after": after, "wait_seconds": wait_seconds},
        )
        try:
            return str(answer["status"]), [_takeover_input(each) for each in answer["inputs"]]
        except (KeyError, TypeError, ValueError) as error:
            raise LinkError("The person's wishes cannot be read.") from error

    def takeover_fate(
        self,
        run_id: str,
        takeover_key: str,
        *,
        fencing_token: int,
        seq: int,
        applied: bool,
        rule: str,
    ) -> str:
        """What became of a wish. Returns the view's status."""
        body = {"fencing_token": fencing_token, "applied": applied, "rule": rule}
        return self._status(f"runs/{run_id}/takeovers/{takeover_key}/inputs/{seq}", json=body)

    def end_takeover(
        self, run_id: str, takeover_key: str, *, fencing_token: int, status: str
    ) -> str:
        """How it ended, whoever was first."""
        body = {"fencing_token": fencing_token, "status": status}
        return self._status(f"runs/{run_id}/takeovers/{takeover_key}/end", json=body)

    def outcome(self, run_id: str, body: dict[str, Any]) -> None:
        """Idempotent. StaleRunError is final: the server does not want it any more."""
        self._send("POST", f"runs/{run_id}/outcome", json=body)

    def _status(self, path: str, **request: Any) -> str:
        return str(self._json("POST", path, **request).get("status", ""))

    def _json(self, method: str, path: str, **request: Any) -> dict[str, Any]:
        return _parsed(self._send(method, path, **request))

    def _send(self, method: str, path: str, **request: Any) -> httpx.Response:
        fault = ""
        for attempt in range(1, TRIES_MAX + 1):
            try:
                response = self._http.request(method, path, **request)
            except httpx.HTTPError as error:
                fault = type(error).__name__
            except RuntimeError as error:
                # A heartbeat that paused between two tries while the run ended.
                if self._http.is_closed:
                    raise LinkError("The link is closed.", permanent=True) from error
                raise
            else:
                if response.is_success:
                    return response
                _refuse_for_good(response)
                fault = f"HTTP {response.status_code}"
            if attempt < TRIES_MAX:
                self._pause(PAUSE_SECONDS * attempt)
        raise LinkError(f"The server cannot be reached: {fault}.")


def new_key() -> str:
    return str(uuid.uuid4())


def _refuse_for_good(response: httpx.Response) -> None:
    if response.status_code in {CONFLICT, GONE}:
        raise StaleRunError("The server says that this run is over for us.")
    if response.is_client_error and response.status_code not in {408, 425, 429}:
        raise LinkError(
            f"The server refuses: HTTP {response.status_code}.",
            permanent=True,
            status=response.status_code,
        )


def _parsed(response: httpx.Response) -> dict[str, Any]:
    try:
        answer = json.loads(response.content[:BODY_BYTES_MAX])
    except ValueError as error:
        raise LinkError("The server's answer is not JSON.") from error
    if not isinstance(answer, dict):
        raise LinkError("The server's answer is not an object.")
    return answer


def _brief(answer: dict[str, Any]) -> Brief:
    try:
        limits = answer["limits"]
        action: ActionName = answer["action"]
        task = Task(
            service=answer["service"],
            service_name=answer["service_name"],
            action=action,
            start_url=answer["start_url"],
            account_url=answer["account_url"] or None,
            origins=tuple(answer["origins"]),
            hints=answer["hints"] or "",
            plan=answer["plan"] or None,
            max_price=answer["max_price"] or None,
            verify_only=bool(answer["verify_only"]),
            playbook=answer.get("playbook") or None,
            limits=Limits(
                machine_seconds=float(limits["machine_seconds"]),
                human_seconds=float(limits["human_seconds"]),
                steps=int(limits["steps"]),
            ),
        )
        return Brief(
            run_id=str(answer["run_id"]),
            fencing_token=int(answer["fencing_token"]),
            lease_seconds=float(answer["lease_seconds"]),
            task=task,
            askable=tuple(answer["askable"]),
            secrets=tuple(
                SealedField(s["field"], s["key_id"], _unpacked(s["sealed"]), s["context"])
                for s in answer["secrets"]
            ),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise LinkError(f"The brief cannot be read ({type(error).__name__}).") from error


def _takeover_input(told: dict[str, Any]) -> TakeoverInput:
    return TakeoverInput(
        seq=int(told["seq"]),
        kind=str(told["kind"]),
        x=None if told["x"] is None else int(told["x"]),
        y=None if told["y"] is None else int(told["y"]),
        frame=int(told["frame"]),
        word=str(told["word"]),
        sealed=None if told["sealed"] is None else _unpacked(told["sealed"]),
        context=str(told["context"]),
    )


def _unpacked(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
