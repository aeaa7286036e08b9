"""For people: sign-ins, services, jobs, leaving. A JWT says who."""

import uuid
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api import me_out
from accounts.auth import person
from jobs.api.shapes import KEY_CHARACTERS_MAX, JobIn, job_out
from jobs.errors import CredentialFieldError
from jobs.queries import credential_fields, enabled_services, job_view, recent_jobs
from jobs.services import (
    abort_job,
    close_account,
    destroy_credentials,
    open_job,
    receipt_file,
    store_credentials,
)


class MeView(APIView):
    """GET who I am. DELETE destroys my sign-ins and forgets my key; 409 while a job is open."""

    def get(self, request: Request) -> Response:
        return Response(me_out(person(request)))

    def delete(self, request: Request) -> Response:
        close_account(user=person(request))
        return Response(status=204)


class ServicesView(APIView):
    """GET [{"slug", "name"}]: what can be asked for now."""

    authentication_classes = ()
    permission_classes = ()

    def get(self, request: Request) -> Response:
        return Response([{"slug": s.slug, "name": s.name} for s in enabled_services()])


class CredentialsView(APIView):
    """GET [{"service", "fields": [names]}]; values are never read back."""

    def get(self, request: Request) -> Response:
        found = credential_fields(person(request))
        return Response([{"service": slug, "fields": names} for slug, names in found.items()])


class CredentialView(APIView):
    """PUT {"fields": {"email", "password", "cvv"}} seals what is named; DELETE destroys all."""

    def put(self, request: Request, service: str) -> Response:
        fields = request.data.get("fields") if isinstance(request.data, dict) else None
        if not isinstance(fields, dict):
            raise CredentialFieldError('Send {"fields": {"email": ..., "password": ...}}.')
        user = person(request)
        store_credentials(user=user, service_slug=service, fields=fields)
        return Response({"service": service, "fields": credential_fields(user)[service]})

    def delete(self, request: Request, service: str) -> Response:
        destroy_credentials(user=person(request), service_slug=service)
        return Response(status=204)


class JobsView(APIView):
    """GET my newest jobs. POST {"service", "action", "plan"?, "max_price"?}; the Idempotency-Key
    header makes it safe."""

    def get(self, request: Request) -> Response:
        return Response([job_out(view) for view in recent_jobs(person(request))])

    def post(self, request: Request) -> Response:
        wish = JobIn(data=request.data)
        wish.is_valid(raise_exception=True)
        user = person(request)
        job = open_job(
            user=user,
            service_slug=wish.validated_data["service"],
            action=wish.validated_data["action"],
            key=_key(request, user.pk),
            plan=wish.validated_data["plan"],
            max_price=wish.validated_data["max_price"],
        )
        return Response(job_out(job_view(user, job.pk)), status=201)


class JobView(APIView):
    def get(self, request: Request, job_id: uuid.UUID) -> Response:
        return Response(job_out(job_view(person(request), job_id)))


class ReceiptView(APIView):
    """GET: the signed receipt as a file, 404 where there is none. ?holder=1: it says whose it is.

    `manage.py verify_receipt` and examples/verify_receipt.py check it.
    """

    def get(self, request: Request, job_id: uuid.UUID) -> Response:
        told = receipt_file(
            user=person(request),
            job_id=job_id,
            name_holder=request.query_params.get("holder") in {"1", "true"},
        )
        name = f"receipt-{told['sha256'][:16]}.json"
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        }
        return Response(told, headers=headers)


class AbortView(APIView):
    """POST: call it off, at once and free of charge."""

    def post(self, request: Request, job_id: uuid.UUID) -> Response:
        user = person(request)
        abort_job(user=user, key=_key(request, user.pk), job_id=job_id)
        return Response(job_out(job_view(user, job_id)))


def _key(request: Request, user_id: Any) -> str:
    """The caller's key, within the caller's own room of keys."""
    given = request.headers.get("Idempotency-Key", "")[:KEY_CHARACTERS_MAX]
    return f"web:{user_id}:{given or uuid.uuid4()}"
