"""GET /api/payments/liabilities and /{day}/mine: what the house owes, and each holder's part."""

from dataclasses import asdict
from datetime import date

from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.auth import person
from payments.models import LiabilityProof
from payments.services.liabilities import inclusions_of

DAYS_SHOWN = 366


class LiabilitiesView(APIView):
    """Everybody: the published roots, newest first.

    {"proofs": [{"day", "root_hash", "total_msats", "leaves_count", "through_id", "taken_at"}]}
    """

    authentication_classes = ()
    permission_classes = ()

    def get(self, request: Request) -> Response:
        proofs = LiabilityProof.objects.all()[:DAYS_SHOWN]
        return Response({"proofs": [_shown(proof) for proof in proofs]})


class OwnLiabilityView(APIView):
    """The caller's leaves under that day's root, as examples/verify_liability.py reads them.

    404 for a day without a proof, one whose leaves are dropped, or whoever had nothing that day.
    """

    def get(self, request: Request, day: str) -> Response:
        proof = LiabilityProof.objects.filter(day=_day_of(day)).first()
        own = [] if proof is None else inclusions_of(proof, person(request))
        if proof is None or not own:
            raise NotFound("There is no balance of yours in a proof of that day.")
        return Response({**_shown(proof), "leaves": [asdict(inclusion) for inclusion in own]})


def _shown(proof: LiabilityProof) -> dict[str, str | int]:
    return {
        "day": proof.day.isoformat(),
        "root_hash": proof.root_hash,
        "total_msats": proof.total_msats,
        "leaves_count": proof.leaves_count,
        "through_id": proof.through_id,
        "taken_at": proof.taken_at.isoformat(),
    }


def _day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotFound("A day is written 2026-11-21.") from error
