"""Balances, summed from the transfers themselves."""

from django.db.models import Sum

from payments.ledger.models import Account, Transfer


def balance_msats(code: str) -> int:
    """In the account's own direction; zero for an account that nobody has opened yet."""
    account = Account.objects.filter(code=code).first()
    if account is None:
        return 0
    signed = _summed(debit=account.pk) - _summed(credit=account.pk)
    return signed if account.grows_by_debit else -signed


def trial_balance() -> dict[str, int]:
    """Debits minus credits of every account, by code; the values sum to zero."""
    debits = dict(
        Transfer.objects.order_by().values_list("debit").annotate(total=Sum("amount_msats"))
    )
    credits_ = dict(
        Transfer.objects.order_by().values_list("credit").annotate(total=Sum("amount_msats"))
    )
    return {
        account.code: debits.get(account.pk, 0) - credits_.get(account.pk, 0)
        for account in Account.objects.all()
    }


def floored_differences() -> dict[str, int]:
    """Accounts whose kept balance is not the sum of their transfers, and by how many msats."""
    trial = trial_balance()
    found = {}
    for account in Account.objects.filter(floor_msats__isnull=False):
        summed = trial[account.code] if account.grows_by_debit else -trial[account.code]
        if summed != account.posted_msats:
            found[account.code] = account.posted_msats - summed
    return found


def debited_msats(*, code: str, key_prefix: str) -> int:
    """What transfers with such keys have brought to the debit side of the account."""
    return _summed(debit__code=code, key__startswith=key_prefix)


def _summed(**conditions: object) -> int:
    total = Transfer.objects.filter(**conditions).aggregate(total=Sum("amount_msats"))["total"]
    return int(total or 0)
