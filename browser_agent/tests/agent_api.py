"""The server's agent API, on loopback, refusing what the server refuses."""

import base64
import threading
import uuid
from dataclasses import dataclass, field
from typing import Any

from browser_agent.tests.scripted_http import Answer, Asked
from kernel.sealing import PublicKey, credential_context, input_context, seal

USER = "ab" * 32
TOKEN = "t0ken"


@dataclass
class AgentApi:
    """One run. Fields are what a test sets or reads; `answer` is the server."""

    key: PublicKey
    start_url: str
    account_url: str | None
    origin: str
    secrets: dict[str, str]
    fencing_token: int = 3
    lease_seconds: float = 60
    service: str = "plain"
    sealed_for: str = "plain"
    reply: str | None = None
    abort: bool = False
    taken_over: bool = False
    outcome_down: bool = False
    nobody_to_ask: bool = False
    silent: threading.Event | None = None  # until it is set, events are taken and not answered
    verify_only: bool = False
    run_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    start_key: str | None = None
    beats: int = 0
    events: dict[int, dict[str, Any]] = field(default_factory=dict)
    pictures: dict[int, bytes] = field(default_factory=dict)
    outcomes: list[dict[str, Any]] = field(default_factory=list)
    playbook: dict[str, Any] | None = None
    frames: dict[str, bytes] = field(default_factory=dict)
    asked_for: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, asked: Asked) -> Answer:
        if self.silent and asked.path.endswith("/events"):
            self.silent.wait(30)
        with self.lock:
            prefix = f"/api/agent/runs/{self.run_id}/"
            if asked.headers.get("Authorization") != f"Agent {TOKEN}":
                return 403, {"error": "forbidden"}
            if not asked.path.startswith(prefix):
                return 404, {"error": "not_found"}
            what = asked.path.removeprefix(prefix).split("?")[0].split("/")
            if what[0] == "playbook-frames":
                frame = self.frames.get(what[1])
                return (404, {"error": "not_found"}) if frame is None else (200, frame)
            if asked.method == "GET":
                return self._input(what[1])
            if what[0] == "evidence":
                return self._evidence(asked)
            return self._post(what[0], asked.json)

    def _post(self, what: str, body: dict[str, Any]) -> Answer:  # noqa: PLR0911 - one a route
        if self.taken_over or body["fencing_token"] != self.fencing_token:
            return 409, {"error": "stale_run"}
        if what == "start":
            if self.start_key not in {None, body["start_key"]}:
                return 409, {"error": "stale_run"}
            self.start_key = body["start_key"]
            return 200, self._brief()
        if what == "events":
            self.beats += not body["events"]
            for event in body["events"]:
                self.events[event["seq"]] = event
            return 200, {"lease_seconds": self.lease_seconds, "abort": self.abort}
        if what == "input-requests":
            if self.nobody_to_ask:
                return 400, {"error": "invalid"}
            self.asked_for.append(body["field"])
            return 201, {}
        if what == "outcome":
            if self.outcome_down:
                return 503, {}
            self.outcomes.append(body)
            return 200, {}
        return 404, {}

    def _evidence(self, asked: Asked) -> Answer:
        if self.taken_over:
            return 409, {"error": "stale_run"}
        self.pictures[len(self.pictures) + 1] = asked.body
        return 201, {}

    def _input(self, request_key: str) -> Answer:
        if self.reply is None:
            return 204, {}
        context = input_context(run_id=self.run_id, request_key=request_key)
        sealed = seal(self.reply.encode(), to=self.key, context=context)
        return 200, {"sealed": base64.b64encode(sealed).decode(), "context": context}

    def _brief(self) -> dict[str, Any]:
        return {
            "run_id": self.run_id, "fencing_token": self.fencing_token,
            "lease_seconds": self.lease_seconds, "service": self.service,
            "service_name": "Plain", "action": "cancel", "start_url": self.start_url,
            "account_url": self.account_url, "origins": [self.origin], "hints": "",
            "plan": None, "max_price": None, "askable": ["code", "cvv"],
            "verify_only": self.verify_only, "playbook": self.playbook,
            "limits": {"machine_seconds": 120, "human_seconds": 20, "steps": 30},
            "secrets": [self._sealed(name, value) for name, value in self.secrets.items()],
        }  # fmt: skip

    def _sealed(self, name: str, value: str) -> dict[str, Any]:
        context = credential_context(user_pubkey=USER, service=self.sealed_for, field=name)
        sealed = seal(value.encode(), to=self.key, context=context)
        return {
            "field": name,
            "key_id": self.key.key_id,
            "sealed": base64.b64encode(sealed).decode(),
            "context": context,
        }
