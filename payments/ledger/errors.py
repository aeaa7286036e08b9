"""What the books refuse.

LedgerError
    UnknownAccountError     (404)  the code is neither opened nor in the chart
    UnknownHoldError        (404)
    UnknownTransferError    (404)
    AccountMismatchError    (409)  the code is open with another kind, owner or floor
    TransferInvalidError    (400)  not positive, from an account to itself, or on no lawful lane
    TransferKeyReusedError  (409)  the key is taken by a transfer of other money
    HoldKeyReusedError      (409)  the key is taken by a hold of other money
    HoldExceededError       (409)  more than is held cannot be captured
    HoldResolvedError       (409)  it has ended already, in another way
    FloorReachedError       (402)  the account may not go that low; facts say what is missing
"""

from kernel.errors import InvalidError, NotFoundError, RefusedError, UnsaltedError


class LedgerError(UnsaltedError):
    code = "ledger"


class UnknownAccountError(LedgerError, NotFoundError):
    code = "unknown_account"


class UnknownHoldError(LedgerError, NotFoundError):
    code = "unknown_hold"


class UnknownTransferError(LedgerError, NotFoundError):
    code = "unknown_transfer"


class AccountMismatchError(LedgerError, RefusedError):
    code = "account_mismatch"


class TransferInvalidError(LedgerError, InvalidError):
    code = "transfer_invalid"


class TransferKeyReusedError(LedgerError, RefusedError):
    code = "transfer_key_reused"


class HoldKeyReusedError(LedgerError, RefusedError):
    code = "hold_key_reused"


class HoldExceededError(LedgerError, RefusedError):
    code = "hold_exceeded"


class HoldResolvedError(LedgerError, RefusedError):
    code = "hold_resolved"


class FloorReachedError(LedgerError, RefusedError):
    """`account` is the code, `missing_msats` what it lacks for this amount."""

    http_status = 402
    code = "insufficient_balance"

    def __init__(self, message: str, *, account: str, missing_msats: int = 0) -> None:
        super().__init__(message, account=account, missing_msats=missing_msats)
        self.account = account
        self.missing_msats = missing_msats
