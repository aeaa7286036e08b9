"""Zaps become money. A rail that is away is weather: the reason is on the row."""

from celery import shared_task

from kernel.errors import UpstreamError
from payments.services import zaps


@shared_task(name="payments.credit_zap", soft_time_limit=120, time_limit=150)
def credit_zap_task(*, zap_id: int) -> str:
    try:
        return zaps.credit_zap(zap_id=zap_id).value
    except UpstreamError as error:
        return error.message


@shared_task(name="payments.claim_kept_zaps", soft_time_limit=120, time_limit=150)
def claim_kept_zaps_task() -> int:
    return zaps.claim_kept_zaps()
