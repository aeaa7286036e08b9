"""What comes in and what goes out. Everything that has a size has a limit."""

import json
from typing import Any

from rest_framework import serializers

from browser_agent.chain import LINKS_MAX
from browser_agent.contract import Ending, ErrorCode
from browser_agent.money import price_limit
from jobs.models import InputRequest, Job
from jobs.queries import JobView
from jobs.services.opening import ABORTABLE
from payments.models import Invoice

EVENTS_PER_CALL_MAX = 100
EVENT_BYTES_MAX = 8_192
COUNT_MAX = 1_000_000
KEY_CHARACTERS_MAX = 80
HEX_64 = r"^[0-9a-f]{64}$"
RECORD_CHARACTERS_MAX = 200_000


class JobIn(serializers.Serializer[Any]):
    service = serializers.CharField(max_length=60)
    action = serializers.ChoiceField(choices=Job.Action.values)
    plan = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
    max_price = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")

    def validate_max_price(self, value: str) -> str:
        try:
            price_limit(value)
        except ValueError:
            raise serializers.ValidationError('Name an amount, such as "15.49".') from None
        return value

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["action"] != Job.Action.RESUME and (attrs["plan"] or attrs["max_price"]):
            raise serializers.ValidationError("Only a resume has a plan and a max_price.")
        return attrs


class Fenced(serializers.Serializer[Any]):
    fencing_token = serializers.IntegerField(min_value=0, max_value=2**31 - 1)


class StartIn(Fenced):
    start_key = serializers.UUIDField()
    agent = serializers.CharField(max_length=80)
    key_id = serializers.RegexField(r"^[0-9a-f]{16}$")


class EventIn(serializers.Serializer[Any]):
    seq = serializers.IntegerField(min_value=0, max_value=COUNT_MAX)
    kind = serializers.RegexField(r"^[a-z][a-z0-9_]{0,39}$")
    data = serializers.DictField(required=False, default=dict)  # type: ignore[assignment]
    at = serializers.DateTimeField()

    def validate_data(self, value: dict[str, Any]) -> dict[str, Any]:
        try:
            text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        except ValueError as error:  # 1e999 is JSON to a reader, and infinite
            raise serializers.ValidationError("A number is too large.") from error
        try:
            size_bytes = len(text.encode())
        except UnicodeEncodeError as error:
            raise serializers.ValidationError("Half a character cannot be stored.") from error
        if "\\u0000" in text:
            raise serializers.ValidationError("NUL cannot be stored.")
        if size_bytes > EVENT_BYTES_MAX:
            raise serializers.ValidationError(f"At most {EVENT_BYTES_MAX} bytes.")
        return value


class EventsIn(Fenced):
    events = EventIn(many=True)

    def validate_events(self, value: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if len(value) > EVENTS_PER_CALL_MAX:
            raise serializers.ValidationError(f"At most {EVENTS_PER_CALL_MAX} at once.")
        return value


class EvidenceIn(Fenced):
    seq = serializers.IntegerField(min_value=0, max_value=COUNT_MAX)
    name = serializers.CharField(max_length=75)
    sha256 = serializers.RegexField(r"^[0-9a-f]{64}$")
    file = serializers.FileField(allow_empty_file=False)
    record = serializers.CharField(required=False, max_length=RECORD_CHARACTERS_MAX)

    def validate_record(self, value: str) -> dict[str, Any]:
        """One JSON object: the step's line, masked by the agent."""
        try:
            record = json.loads(value, parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            raise serializers.ValidationError("This is not JSON.") from error
        if not isinstance(record, dict):
            raise serializers.ValidationError("This is not an object.")
        if "\\u0000" in value or not _storable(record):
            raise serializers.ValidationError("This cannot be stored.")
        return record


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no number")


def _storable(record: dict[str, Any]) -> bool:
    """PostgreSQL's jsonb takes neither halves of characters nor numbers without end."""
    try:
        json.dumps(record, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, UnicodeEncodeError):
        return False
    return True


class InputRequestIn(Fenced):
    request_key = serializers.UUIDField()
    field = serializers.ChoiceField(choices=InputRequest.Field.values)
    prompt = serializers.CharField(allow_blank=True, default="", max_length=2_000)


class WaitIn(serializers.Serializer[Any]):
    wait_seconds = serializers.FloatField(min_value=0, default=0.0)


class LinkIn(serializers.Serializer[Any]):
    """One link of browser_agent.chain; every text stays as it is, or its hash would be another."""

    seq = serializers.IntegerField(min_value=0, max_value=LINKS_MAX)
    name = serializers.RegexField(r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,74}$")
    image = serializers.RegexField(HEX_64)
    record = serializers.RegexField(HEX_64)
    at = serializers.CharField(max_length=40, trim_whitespace=False)
    previous = serializers.RegexField(r"^([0-9a-f]{64})?$", allow_blank=True)


class ChainIn(serializers.Serializer[Any]):
    links = LinkIn(many=True)
    count = serializers.IntegerField(min_value=0, max_value=LINKS_MAX)
    head = serializers.RegexField(r"^([0-9a-f]{64})?$", allow_blank=True)
    quote = serializers.CharField(max_length=300, allow_blank=True, trim_whitespace=False)
    votes = serializers.DictField(
        child=serializers.CharField(max_length=40, allow_blank=True, trim_whitespace=False)
    )
    signature = serializers.RegexField(r"^([0-9a-f]{128})?$", allow_blank=True, default="")
    public_key = serializers.RegexField(r"^([0-9a-f]{64})?$", allow_blank=True, default="")

    def validate_links(self, value: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if len(value) > LINKS_MAX:
            raise serializers.ValidationError(f"At most {LINKS_MAX} links.")
        return value


class OutcomeIn(Fenced):
    outcome = serializers.ChoiceField(choices=[ending.value for ending in Ending])
    error_code = serializers.ChoiceField(
        choices=[code.value for code in ErrorCode], allow_null=True, default=None
    )
    effective_date = serializers.DateField(allow_null=True, default=None)
    steps = serializers.IntegerField(min_value=0, max_value=COUNT_MAX, default=0)
    model_calls = serializers.IntegerField(min_value=0, max_value=COUNT_MAX, default=0)
    seconds = serializers.FloatField(min_value=0, max_value=COUNT_MAX, default=0.0)
    seconds_model = serializers.FloatField(min_value=0, max_value=COUNT_MAX, default=0.0)
    step_seconds = serializers.ListField(
        child=serializers.FloatField(min_value=0, max_value=COUNT_MAX), max_length=500, default=list
    )
    agreement = serializers.FloatField(min_value=0, max_value=1, allow_null=True, default=None)
    playbook_steps = serializers.IntegerField(min_value=0, max_value=COUNT_MAX, default=0)
    playbook_fallbacks = serializers.IntegerField(min_value=0, max_value=COUNT_MAX, default=0)
    evidence = serializers.ListField(
        child=serializers.CharField(max_length=200), max_length=200, default=list
    )
    detail = serializers.CharField(allow_blank=True, default="", max_length=20_000)
    chain = ChainIn(allow_null=True, default=None)

    def validate_chain(self, value: dict[str, Any] | None) -> dict[str, Any] | None:
        return None if value is None else dict(json.loads(json.dumps(value)))  # plain, as it came


def job_out(view: JobView) -> dict[str, Any]:
    """A job for its owner."""
    job = view.job
    return {
        "id": str(job.pk),
        "service": job.service.slug,
        "service_name": job.service.name,
        "action": job.action,
        "status": job.status,
        "price_sats": job.price_sats,
        "effective_date": job.effective_date.isoformat() if job.effective_date else None,
        "error_code": job.error_code or None,
        "awaited_field": view.awaited_field,
        "handed_over": view.handed_over,
        "queue_position": view.queue_position,
        "expected_wait_seconds": view.expected_wait_seconds,
        "can_abort": job.status in ABORTABLE,
        "receipt": f"/api/jobs/{job.pk}/receipt" if view.has_receipt else None,
        "invoice": None if view.payable is None else _invoice_out(view.payable),
        "created_at": job.created_at.isoformat(),
        "finished_at": job.finished_at.isoformat() if job.finished_at else None,
    }


def _invoice_out(invoice: Invoice) -> dict[str, Any]:
    return {
        "bolt11": invoice.bolt11,
        "amount_sats": invoice.amount_sats,
        "expires_at": invoice.expires_at.isoformat() if invoice.expires_at else None,
    }
