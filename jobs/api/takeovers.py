"""A page that is handed to a person: the agent's half below agent/runs/, the person's below
takeover.

The person's half is opened by the link's token and nothing else: `Authorization: Takeover <token>`.
It never stands in an address of the API, so no log and no Referer carries it.
"""

import base64
from typing import Any, Never
from uuid import UUID

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from accounts.auth import person
from accounts.services import count_attempt
from jobs.api.agent import AgentView
from jobs.api.shapes import COUNT_MAX, Fenced
from jobs.errors import EvidenceTooLargeError, TakeoverLinkError
from jobs.models import Takeover, TakeoverInput
from jobs.models.takeover import POINT_MAX, WORDS
from jobs.services import (
    end_takeover,
    finish_takeover,
    give_takeover_input,
    next_inputs,
    open_takeover,
    recognise_visit,
    renew_link,
    settle_input,
    store_frame,
    takeover_frame,
    takeover_sight,
)
from jobs.services.takeover_visits import LINK_CHARACTERS_MAX, Sight, Visit, Wish
from jobs.services.takeovers import FRAME_BYTES_MAX

WRONG_LINKS_MAX = 60
ENDINGS = (Takeover.Status.DONE.value, Takeover.Status.CLOSED.value)


class OpenIn(Fenced):
    takeover_key = serializers.UUIDField()
    reason = serializers.ChoiceField(choices=Takeover.Reason.values)
    seconds_max = serializers.FloatField(min_value=0, max_value=COUNT_MAX)


class FrameIn(Fenced):
    seq = serializers.IntegerField(min_value=1, max_value=COUNT_MAX)
    file = serializers.FileField(allow_empty_file=False)


class QueuedIn(Fenced):
    after = serializers.IntegerField(min_value=0, max_value=COUNT_MAX)
    wait_seconds = serializers.FloatField(min_value=0, default=0.0)


class SettleIn(Fenced):
    applied = serializers.BooleanField()
    rule = serializers.CharField(allow_blank=True, default="", max_length=1_000)


class AgentEndIn(Fenced):
    status = serializers.ChoiceField(choices=[*ENDINGS, Takeover.Status.EXPIRED.value])


class SightIn(serializers.Serializer[Any]):
    seen = serializers.IntegerField(min_value=0, max_value=2**31 - 1, default=0)
    wait_seconds = serializers.FloatField(min_value=0, default=0.0)


class WishIn(serializers.Serializer[Any]):
    key = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=TakeoverInput.Kind.values)
    x = serializers.IntegerField(min_value=0, max_value=POINT_MAX, allow_null=True, default=None)
    y = serializers.IntegerField(min_value=0, max_value=POINT_MAX, allow_null=True, default=None)
    frame = serializers.IntegerField(min_value=0, max_value=COUNT_MAX, default=0)
    word = serializers.ChoiceField(choices=WORDS, allow_blank=True, default="")
    text = serializers.CharField(
        allow_blank=True, default="", max_length=LINK_CHARACTERS_MAX, trim_whitespace=False
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if (attrs["x"] is None) != (attrs["y"] is None):
            raise serializers.ValidationError("A place has two numbers.")
        return attrs


class EndIn(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=ENDINGS)


class OpenView(AgentView):
    """POST -> 201 {"status", "seconds"}, or 200 where this key has opened it; 410 after an
    abort."""

    def post(self, request: Request, run_id: UUID) -> Response:
        takeover, is_new = open_takeover(run_id=run_id, **_valid(OpenIn(data=request.data)))
        left = (takeover.expires_at - takeover.opened_at).total_seconds()
        answer = {"status": takeover.status, "seconds": left}
        return Response(answer, status=201 if is_new else 200)


class StoreFrameView(AgentView):
    """POST multipart, one masked JPEG of at most 2 MB -> {"status"}."""

    parser_classes = (MultiPartParser,)

    def post(self, request: Request, run_id: UUID, takeover_key: UUID) -> Response:
        sent = _valid(FrameIn(data=request.data))
        file = sent.pop("file")
        if file.size > FRAME_BYTES_MAX:
            raise EvidenceTooLargeError(f"At most {FRAME_BYTES_MAX} bytes.")
        status = store_frame(run_id=run_id, takeover_key=takeover_key, content=file.read(), **sent)
        return Response({"status": status})


class QueuedView(AgentView):
    """GET ?fencing_token&after&wait_seconds -> {"status", "inputs"}; texts are sealed."""

    def get(self, request: Request, run_id: UUID, takeover_key: UUID) -> Response:
        asked = _valid(QueuedIn(data=request.query_params))
        status, found = next_inputs(run_id=run_id, takeover_key=takeover_key, **asked)
        inputs = [
            {
                "seq": each.row.seq,
                "kind": each.row.kind,
                "x": each.row.x,
                "y": each.row.y,
                "frame": each.row.frame,
                "word": each.row.word,
                "sealed": _packed(each.row.sealed),
                "context": each.context,
            }
            for each in found
        ]
        return Response({"status": status, "inputs": inputs})


class SettleView(AgentView):
    """POST {"applied", "rule"} -> {"status"}."""

    def post(self, request: Request, run_id: UUID, takeover_key: UUID, seq: int) -> Response:
        told = _valid(SettleIn(data=request.data))
        status = settle_input(run_id=run_id, takeover_key=takeover_key, seq=seq, **told)
        return Response({"status": status})


class AgentEndView(AgentView):
    """POST {"status": done, expired or closed} -> {"status"}: how it ended, whoever was first."""

    def post(self, request: Request, run_id: UUID, takeover_key: UUID) -> Response:
        told = _valid(AgentEndIn(data=request.data))
        return Response({"status": end_takeover(run_id=run_id, takeover_key=takeover_key, **told)})


class LinkView(APIView):
    """POST by the person themselves, logged in -> {"url"}; links before it are dead. 410."""

    def post(self, request: Request, job_id: UUID) -> Response:
        url = renew_link(user=person(request), job_id=job_id)
        return Response({"url": url}, headers={"Cache-Control": "no-store"})


class TakeoverAuthentication(BaseAuthentication):
    """`Authorization: Takeover <token>`. request.user is the Visit, never a person."""

    def authenticate(self, request: Request) -> tuple[Visit, None]:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "takeover":
            raise AuthenticationFailed("Open the link that the bot sent you.")
        try:
            return recognise_visit(token=token.strip()), None
        except TakeoverLinkError:
            address = str(request.META.get("REMOTE_ADDR", ""))
            count_attempt(scope="takeover", subject=address, attempts_max=WRONG_LINKS_MAX)
            raise

    def authenticate_header(self, request: Request) -> str:
        return "Takeover"


class VisitorView(APIView):
    authentication_classes = (TakeoverAuthentication,)

    def finalize_response(self, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(*args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response


class SightView(VisitorView):
    """GET ?seen&wait_seconds -> what there is to see, once it is newer than `seen`; 401."""

    def get(self, request: Request) -> Response:
        asked = _valid(SightIn(data=request.query_params))
        return Response(_sight_out(takeover_sight(visit=_visit(request), **asked)))


class FrameView(VisitorView):
    """GET -> the newest masked picture, its number in X-Frame; 410 where there is none."""

    def get(self, request: Request) -> HttpResponse:
        seq, content = takeover_frame(visit=_visit(request))
        answer = HttpResponse(content, content_type="image/jpeg", headers={"X-Frame": str(seq)})
        answer["X-Content-Type-Options"] = "nosniff"
        return answer


class InputsView(VisitorView):
    """POST one thing to do -> 201 {"seq", "status"}, or 200 where this key was here; 410, 429."""

    def post(self, request: Request) -> Response:
        told = _valid(WishIn(data=request.data))
        key = told.pop("key")
        row, is_new = give_takeover_input(visit=_visit(request), key=key, wish=Wish(**told))
        return Response({"seq": row.seq, "status": row.status}, status=201 if is_new else 200)


class EndView(VisitorView):
    """POST {"status": done or closed} -> {"status"}: how it ended, whoever was first."""

    def post(self, request: Request) -> Response:
        told = _valid(EndIn(data=request.data))
        return Response({"status": finish_takeover(visit=_visit(request), **told)})


def _valid(serializer: BaseSerializer[Never]) -> dict[str, Any]:
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


def _visit(request: Request) -> Visit:
    visit = request.user
    assert isinstance(visit, Visit)
    return visit


def _packed(sealed: bytes | memoryview | None) -> str | None:
    return None if sealed is None else base64.b64encode(sealed).decode()


def _sight_out(sight: Sight) -> dict[str, Any]:
    takeover = sight.takeover
    return {
        "service_name": takeover.run.job.service.name,
        "reason": takeover.reason,
        "status": sight.status,
        "seconds_left": sight.seconds_left,
        "changes": takeover.changes,
        "frame": takeover.frame_seq,
        "inputs": [
            {
                "seq": row.seq,
                "kind": row.kind,
                "word": row.word,
                "status": row.status,
                "rule": row.rule,
                "by_operator": row.by.startswith("operator"),
            }
            for row in sight.inputs
        ],
    }
