"""People's accounts in the books."""

from accounts.models import User
from payments.ledger.models import Account
from payments.ledger.services import open_account
from payments.queries import holder_code, promo_holder_code

__all__ = ["holder_code", "open_holder", "open_promo_holder", "promo_holder_code"]


def open_holder(user: User) -> str:
    """The code of the person's own balance; the account is open now."""
    return _open(user, holder_code(user))


def open_promo_holder(user: User) -> str:
    """The code of the credit that the house has given them; the account is open now."""
    return _open(user, promo_holder_code(user))


def _open(user: User, code: str) -> str:
    # The owner is the key, not the row: whoever left and returns with it finds what was theirs.
    owner = user.pubkey or f"operator-{user.pk}"
    open_account(code=code, kind=Account.Kind.LIABILITY, owner=owner, floor_msats=0)
    return code
