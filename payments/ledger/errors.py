"""What the books refuse.

LedgerError
    UnknownAccountError     (404)  the code is neither opened nor in the chart
    AccountMismatchError    (409)  the code is open with another kind, owner or floor
    TransferInvalidError    (400)  not positive, or from an account to itself
    TransferKeyReusedError  (409)  the key is taken by a transfer of other money
    FloorReachedError       (409)  the account may not go that low
"""

from kernel.errors import InvalidError, NotFoundError, RefusedError, UnsaltedError


class LedgerError(UnsaltedError):
    code = "ledger"


class UnknownAccountError(LedgerError, NotFoundError):
    code = "unknown_account"


class AccountMismatchError(LedgerError, RefusedError):
    code = "account_mismatch"


class TransferInvalidError(LedgerError, InvalidError):
    code = "transfer_invalid"


class TransferKeyReusedError(LedgerError, RefusedError):
    code = "transfer_key_reused"


class FloorReachedError(LedgerError, RefusedError):
    code = "floor_reached"
