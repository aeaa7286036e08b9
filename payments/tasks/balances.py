"""Shells for balances. A mint that is away is weather: the sweep returns."""

from uuid import UUID

from celery import shared_task

from kernel.errors import UpstreamError
from payments.errors import TokenSpentHereError, UnknownDepositError
from payments.services.tokens import finish_token


@shared_task(name="payments.finish_token", soft_time_limit=120, time_limit=150)
def finish_token_task(*, deposit_id: str) -> str:
    try:
        return finish_token(deposit_id=UUID(deposit_id)).value
    except (UpstreamError, UnknownDepositError, TokenSpentHereError) as error:
        return error.message
