"""Shells: decode, call, translate.

A rail being away is weather: the reason is on the row, the sweep returns.
"""

from celery import shared_task

from kernel.errors import UpstreamError
from payments import services


@shared_task(name="payments.issue_invoice", soft_time_limit=120, time_limit=150)
def issue_invoice_task(*, invoice_id: int) -> str:
    try:
        return services.issue_invoice(invoice_id=invoice_id).value
    except UpstreamError as error:
        return error.message


@shared_task(name="payments.check_invoice", soft_time_limit=120, time_limit=150)
def check_invoice_task(*, invoice_id: int) -> str:
    try:
        return services.check_invoice(invoice_id=invoice_id).value
    except UpstreamError as error:
        return error.message


@shared_task(name="payments.handle_delivery", soft_time_limit=120, time_limit=150)
def handle_delivery_task(*, delivery_id: int) -> str:
    try:
        return services.handle_delivery(delivery_id=delivery_id).value
    except UpstreamError as error:
        return error.message


@shared_task(name="payments.withdraw_invoice", soft_time_limit=120, time_limit=150)
def withdraw_invoice_task(*, invoice_id: int) -> str:
    try:
        return services.withdraw_invoice(invoice_id=invoice_id).value
    except UpstreamError as error:
        return error.message


@shared_task(name="payments.credit_partial")
def credit_partial_task(*, invoice_id: int) -> bool:
    return services.credit_partial(invoice_id=invoice_id)
