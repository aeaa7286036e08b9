"""Leaving: the account closes, the credentials are destroyed, the books stay."""

from django.db import transaction

from accounts.models import User
from accounts.services import forget_person
from jobs.errors import AccountInUseError
from jobs.models import Credential, Job
from jobs.services.playbooks import forget_lessons_of
from jobs.services.receipts import forget_holder
from jobs.services.retention import drop_evidence_of
from payments.services import close_holder


@transaction.atomic
def close_account(*, user: User) -> None:
    """Destroy every credential and picture, forget the person's key; jobs and invoices keep a
    nameless owner, and receipts what was signed, which names nobody.

    Raises AccountInUseError while a job is open or unpaid: a debt does not end with the account;
    BalanceLeftError while there is money on their balance.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # open_job takes the same lock
    standing = Job.objects.filter(user=user, status__in=[*Job.OPEN, Job.Status.UNPAID])
    if standing.exists():
        raise AccountInUseError("A job is still open or unpaid. Finish or pay it first.")
    close_holder(user=user)
    Credential.objects.filter(user=user).delete()
    forget_holder(user=user)
    drop_evidence_of(user=user)
    forget_lessons_of(user=user)
    forget_person(user=user)
