"""People's accounts in the books."""

from accounts.models import User
from payments.ledger.chart import user_code
from payments.ledger.models import Account
from payments.ledger.services import open_account


def holder_code(user: User) -> str:
    """The code of the person's balance. Identity is the Nostr key; operators may have none."""
    return user_code(user.pubkey or f"operator-{user.pk}")


def open_holder(user: User) -> str:
    """The same, and the account is open now."""
    code = holder_code(user)
    open_account(code=code, kind=Account.Kind.LIABILITY, owner=str(user.pk), floor_msats=0)
    return code
