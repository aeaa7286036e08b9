"""For agents: claim a run, keep its lease, ask, and report. Every call carries the fencing token.

409 {"error": "stale_run"} means: stop at once, this run is not yours. Every POST may be repeated.
"""

import base64
import hashlib
from typing import Any, Never
from uuid import UUID

from django.http import HttpResponse
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from browser_agent.contract import Ending, ErrorCode, Outcome
from jobs.api.shapes import (
    EventsIn,
    EvidenceIn,
    Fenced,
    InputRequestIn,
    OutcomeIn,
    StartIn,
    WaitIn,
)
from jobs.auth import AgentAuthentication
from jobs.errors import EvidenceTooLargeError
from jobs.services import (
    Storage,
    playbook_frame,
    record_events,
    record_outcome,
    request_input,
    start_run,
    store_evidence,
    wait_for_input,
)
from jobs.services.evidence import EVIDENCE_BYTES_MAX
from jobs.services.runs import AgentEvent

MULTIPART_BYTES_MAX = EVIDENCE_BYTES_MAX + 1_000_000
"""The picture, its record and the words around them."""


class AgentView(APIView):
    authentication_classes = (AgentAuthentication,)


class StartView(AgentView):
    """POST -> 200 the brief; 403 for an unregistered key; 409 where the run is not on offer."""

    def post(self, request: Request, run_id: UUID) -> Response:
        start = _valid(StartIn(data=request.data))
        return Response(start_run(run_id=run_id, **start))


class EventsView(AgentView):
    """POST [events] -> {"lease_seconds", "abort"}. No events: a heartbeat."""

    def post(self, request: Request, run_id: UUID) -> Response:
        told = _valid(EventsIn(data=request.data))
        heard = record_events(
            run_id=run_id,
            fencing_token=told["fencing_token"],
            events=[AgentEvent(**event) for event in told["events"]],
        )
        return Response({"lease_seconds": heard.lease_seconds, "abort": heard.abort})


class EvidenceView(AgentView):
    """POST multipart, one PNG of at most 5 MB -> 201, or 200 where it is here already."""

    parser_classes = (MultiPartParser,)

    def post(self, request: Request, run_id: UUID) -> Response:
        _refuse_large(request)
        sent = _valid(EvidenceIn(data=request.data))
        if sent["file"].size > EVIDENCE_BYTES_MAX:
            raise EvidenceTooLargeError(f"At most {EVIDENCE_BYTES_MAX} bytes.")
        content = sent.pop("file").read()
        storage = store_evidence(run_id=run_id, content=content, **sent)
        digest = hashlib.sha256(content).hexdigest()
        return Response({"sha256": digest}, status=201 if storage is Storage.STORED else 200)


class PlaybookFrameView(AgentView):
    """GET ?fencing_token= -> 200 the PNG of a state as the playbook's first run saw it; 404."""

    def get(self, request: Request, run_id: UUID, name: str) -> HttpResponse:
        asked = _valid(Fenced(data=request.query_params))
        content = playbook_frame(run_id=run_id, name=name, **asked)
        return HttpResponse(content, content_type="image/png")


class InputRequestsView(AgentView):
    """POST: ask the person -> 201, or 200 where this key has asked before."""

    def post(self, request: Request, run_id: UUID) -> Response:
        asked = _valid(InputRequestIn(data=request.data))
        row, is_new = request_input(run_id=run_id, **asked)
        return Response({"request_key": str(row.request_key)}, status=201 if is_new else 200)


class InputRequestView(AgentView):
    """GET ?wait_seconds=25 -> 200 {"sealed", "context"}; 204 not yet; 410 never."""

    def get(self, request: Request, run_id: UUID, request_key: UUID) -> Response:
        wait = _valid(WaitIn(data=request.query_params))
        found = wait_for_input(
            run_id=run_id, request_key=request_key, wait_seconds=wait["wait_seconds"]
        )
        if found is None:
            return Response(status=204)
        sealed = base64.b64encode(found.sealed).decode()
        return Response({"sealed": sealed, "context": found.context})


class OutcomeView(AgentView):
    """POST -> 200 when it is recorded, and for the same again; 409 where nobody wants it."""

    def post(self, request: Request, run_id: UUID) -> Response:
        told = _valid(OutcomeIn(data=request.data))
        token, code, day = (
            told.pop("fencing_token"),
            told.pop("error_code"),
            told.pop("effective_date"),
        )
        outcome = Outcome(
            outcome=Ending(told.pop("outcome")),
            error_code=ErrorCode(code) if code else None,
            effective_date=day.isoformat() if day else None,
            evidence=tuple(told.pop("evidence")),
            **told,
        )
        recording = record_outcome(run_id=run_id, fencing_token=token, outcome=outcome)
        return Response({"recording": recording.value})


def _valid(serializer: BaseSerializer[Never]) -> dict[str, Any]:
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


def _refuse_large(request: Request) -> None:
    """Before anything is read: Django would spool a body of any size to disk first."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    if not 0 < length <= MULTIPART_BYTES_MAX:
        raise EvidenceTooLargeError(f"Say a Content-Length of at most {MULTIPART_BYTES_MAX}.")
