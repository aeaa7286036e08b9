"""Shells for payouts, revenue and notices. What is away or frozen is for the next sweep."""

from uuid import UUID

from celery import shared_task

from kernel.errors import UpstreamError
from payments.errors import PayoutsFrozenError, UnknownPayoutError
from payments.services.delivering import deliver_notice
from payments.services.payouts import check_payout, submit_payout
from payments.services.revenue import sweep_revenue


@shared_task(name="payments.submit_payout", soft_time_limit=150, time_limit=170)
def submit_payout_task(*, payout_id: str) -> str:
    try:
        return submit_payout(payout_id=UUID(payout_id)).value
    except (UpstreamError, PayoutsFrozenError, UnknownPayoutError) as error:
        return error.message


@shared_task(name="payments.check_payout", soft_time_limit=60, time_limit=80)
def check_payout_task(*, payout_id: str) -> str:
    try:
        return check_payout(payout_id=UUID(payout_id)).value
    except (UpstreamError, UnknownPayoutError) as error:
        return error.message


@shared_task(name="payments.sweep_revenue", soft_time_limit=60, time_limit=80)
def sweep_revenue_task() -> str:
    try:
        return sweep_revenue().value
    except PayoutsFrozenError as error:
        return error.message


@shared_task(name="payments.deliver_notice", soft_time_limit=80, time_limit=90)
def deliver_notice_task(*, notice_id: int) -> bool:
    return deliver_notice(notice_id=notice_id)
