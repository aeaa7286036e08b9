"""Telling people and operators. A notice is a row of the transaction that it speaks of."""

from typing import Any

from django.db import transaction

from accounts.models import User
from kernel.queue import ring
from payments.models import Notice
from payments.services.announcing import announce_balance
from payments.signals import notice_raised


@transaction.atomic
def tell(
    *, key: str, kind: str, text: str, user: User | None = None, facts: dict[str, Any] | None = None
) -> Notice:
    """Write the news down, once per key. user: who is told by DM; None for the operators.

    facts: ids and amounts for programs; never a secret, a token or an invoice's preimage. Joins the
    caller's transaction, so news of what was rolled back is never told.
    """
    audience = Notice.Audience.OPERATORS if user is None else Notice.Audience.PERSON
    notice, created = Notice.objects.get_or_create(
        key=key,
        defaults={
            "audience": audience,
            "user": user,
            "kind": kind,
            "text": text[:1_000],
            "facts": facts or {},
        },
    )
    if created:
        notice_raised.send(sender=Notice, notice=notice)
        ring("payments.deliver_notice", notice_id=notice.pk)
        if user is not None:  # what people are told about is what moves their balance
            announce_balance(user_id=user.pk)
    return notice
