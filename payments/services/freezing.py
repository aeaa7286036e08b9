"""The switch that stops payouts, and nothing else."""

from django.db import IntegrityError, transaction

from accounts.models import User
from kernel.clock import utc_now
from payments.errors import PayoutsFrozenError
from payments.models import PayoutFreeze


def freeze_payouts(*, reason: str, by: User | None = None) -> bool:
    """False where payouts were frozen already. by: None where the audit did it."""
    try:
        with transaction.atomic():
            PayoutFreeze.objects.create(reason=reason[:500], frozen_by=by)
    except IntegrityError:
        return False
    return True


def lift_freeze(*, by: User) -> bool:
    """True where there was one. The caller writes down why."""
    lifted = PayoutFreeze.objects.filter(lifted_at__isnull=True).update(
        lifted_at=utc_now(), lifted_by=by
    )
    return bool(lifted)


def refuse_frozen() -> None:
    """Raises PayoutsFrozenError while a freeze stands. Called inside the submitting transaction."""
    freeze = PayoutFreeze.objects.filter(lifted_at__isnull=True).first()
    if freeze is not None:
        raise PayoutsFrozenError("Payouts are stopped until an operator has looked.")
