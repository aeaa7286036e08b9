"""The wallet's way in from Celery."""

from celery import shared_task

from kernel.errors import UpstreamError
from payments.services.cashu import resume_operation


@shared_task(name="payments.resume_ecash", soft_time_limit=180, time_limit=200)
def resume_ecash_task(*, operation_id: str) -> str:
    try:
        return resume_operation(operation_id=operation_id)
    except UpstreamError as error:
        return error.message
