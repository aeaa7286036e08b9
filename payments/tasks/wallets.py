"""People's own wallets. A wallet that is away is weather: the reason is on the row."""

from celery import shared_task

from kernel.errors import UnsaltedError
from payments.services import wallets


@shared_task(name="payments.greet_wallet", soft_time_limit=120, time_limit=150)
def greet_wallet_task(*, user_id: int) -> str:
    return wallets.greet_wallet(user_id=user_id)


@shared_task(name="payments.pay_by_wallet", soft_time_limit=240, time_limit=270)
def pay_by_wallet_task(*, payment_id: int) -> str:
    return wallets.pay_by_wallet(payment_id=payment_id).value


@shared_task(name="payments.check_wallet_payment", soft_time_limit=120, time_limit=150)
def check_wallet_payment_task(*, payment_id: int) -> str:
    try:
        return wallets.check_wallet_payment(payment_id=payment_id).value
    except UnsaltedError as error:
        return error.message
