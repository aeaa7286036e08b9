"""What the till refuses.

PaymentsError
    InvoiceKeyError           (400)  a key is <what is paid for>:<number>
    InvoiceAmountError        (400)  no amount, or more than an invoice may ask
    InvoiceKeyReusedError     (409)  the key is taken by an invoice over other money
    InvoiceAlreadyOpenError   (409)  the same thing already has an invoice that can be paid
    InvoiceNotReplaceableError(409)  only an expired or cancelled invoice is issued again
    InvoiceMovedError         (409)  the status does not lead there
    PayoutMovedError          (409)  the status does not lead there
    DepositMovedError         (409)  the status does not lead there
    DepositAmountError        (400)  facts: amount_sats_min, amount_sats_max
    DepositKeyError           (400)  the key is too long
    DepositKeyReusedError     (409)  the key is taken by a deposit of other money
    RailMissingError          (409)  this way of paying in is not set up here
    TokenSpentHereError       (409)  this token was pasted before
    UnknownDepositError       (404)
    BalanceShortError         (402)  facts: missing_msats, missing_sats, deposit
    RequestIdReusedError      (409)  the request id is taken by other use
    UnknownUsageError         (404)
    UnknownPriceError         (400)  facts: prices
    UnitsInvalidError         (400)  no units, or more than one request may hold
    ReferralRefusedError      (409)  only somebody new, brought by somebody older here
    StreamsExhaustedError     (429)  too many open streams
    BundleInvalidError        (400)  no debts, too many, or the same twice
    RefundRefusedError        (409)  nothing left to give back, or not of the house's own money
    UnknownInvoiceError       (404)
    PayoutsFrozenError        (503)  nothing is paid out until an operator has looked
    WalletUriError            (400)  not a connection of NIP-47 that we can use
    WalletLimitsError         (400)  the limits of a wallet are above zero and in order
    WalletPaymentMovedError   (409)  the status does not lead there
    NoWalletError             (404)  the person has connected no wallet
    PayoutInvalidError        (400)  the destination or the amount cannot be paid
    PayoutKeyReusedError      (422)  the key is taken by a payout of other money or elsewhere
    WithdrawalsWaitingError   (429)  the person has enough of them under way
    PayoutInvoiceUsedError    (409)  this invoice is being paid, or was tried before
    OwnInvoiceError           (409)  the invoice is one of our own
    PayoutsClosedError        (503)  no rail that pays out in this way is set up
    PayoutNotOverError        (409)  the rail says otherwise, or says nothing
    UnknownPayoutError        (404)
    RevenueWindowTakenError   (409)  revenue is paid out once in an hour
    RevenueTooLittleError     (409)  facts: payable_msats
    BalanceLeftError          (409)  an account with money on it is not closed
    DeliveryInvalidError      (400)  signed, and not what BTCPay describes
    DeliveryTooLargeError     (413)
    TillClosedError           (503)  nothing could be written down: please deliver again
"""

from kernel.errors import InvalidError, NotFoundError, RefusedError, UnsaltedError


class PaymentsError(UnsaltedError):
    code = "payments"


class InvoiceKeyError(PaymentsError, InvalidError):
    code = "invoice_key"


class InvoiceAmountError(PaymentsError, InvalidError):
    code = "invoice_amount"


class InvoiceKeyReusedError(PaymentsError, RefusedError):
    code = "invoice_key_reused"


class InvoiceAlreadyOpenError(PaymentsError, RefusedError):
    code = "invoice_already_open"


class InvoiceNotReplaceableError(PaymentsError, RefusedError):
    code = "invoice_not_replaceable"


class InvoiceMovedError(PaymentsError, RefusedError):
    code = "invoice_moved"


class PayoutMovedError(PaymentsError, RefusedError):
    code = "payout_moved"


class BundleInvalidError(PaymentsError, InvalidError):
    code = "bundle_invalid"


class RefundRefusedError(PaymentsError, RefusedError):
    code = "refund_refused"


class UnknownInvoiceError(PaymentsError, NotFoundError):
    code = "unknown_invoice"


class DeliveryInvalidError(PaymentsError, InvalidError):
    code = "delivery_invalid"


class DeliveryTooLargeError(PaymentsError):
    http_status = 413
    code = "delivery_too_large"


class TillClosedError(PaymentsError):
    http_status = 503
    code = "till_closed"


class PayoutsFrozenError(PaymentsError):
    http_status = 503
    code = "payouts_frozen"


class DepositMovedError(PaymentsError, RefusedError):
    code = "deposit_moved"


class DepositAmountError(PaymentsError, InvalidError):
    code = "deposit_amount"


class DepositKeyError(PaymentsError, InvalidError):
    code = "deposit_key"


class DepositKeyReusedError(PaymentsError, RefusedError):
    code = "deposit_key_reused"


class RailMissingError(PaymentsError, RefusedError):
    code = "rail_missing"


class TokenSpentHereError(PaymentsError, RefusedError):
    code = "token_spent"


class UnknownDepositError(PaymentsError, NotFoundError):
    code = "unknown_deposit"


class BalanceShortError(PaymentsError):
    """`missing_msats`: how much more of somebody's own money this needs."""

    http_status = 402
    code = "insufficient_balance"


class RequestIdReusedError(PaymentsError, RefusedError):
    code = "request_id_reused"


class UnknownUsageError(PaymentsError, NotFoundError):
    code = "unknown_usage"


class UnknownPriceError(PaymentsError, InvalidError):
    code = "unknown_price"


class UnitsInvalidError(PaymentsError, InvalidError):
    code = "units_invalid"


class ReferralRefusedError(PaymentsError, RefusedError):
    code = "referral_refused"


class StreamsExhaustedError(PaymentsError):
    http_status = 429
    code = "streams_exhausted"


class WalletUriError(PaymentsError, InvalidError):
    """Never quotes the connection: it can spend."""

    code = "wallet_uri"


class WalletLimitsError(PaymentsError, InvalidError):
    code = "wallet_limits"


class NoWalletError(PaymentsError, NotFoundError):
    code = "no_wallet"


class PayoutInvalidError(PaymentsError, InvalidError):
    code = "payout_invalid"


class PayoutKeyReusedError(PaymentsError):
    http_status = 422
    code = "payout_key_reused"


class WithdrawalsWaitingError(PaymentsError):
    http_status = 429
    code = "withdrawals_waiting"


class PayoutInvoiceUsedError(PaymentsError, RefusedError):
    code = "payout_invoice_used"


class OwnInvoiceError(PaymentsError, RefusedError):
    code = "own_invoice"


class PayoutsClosedError(PaymentsError):
    http_status = 503
    code = "payouts_closed"


class PayoutNotOverError(PaymentsError, RefusedError):
    code = "payout_not_over"


class UnknownPayoutError(PaymentsError, NotFoundError):
    code = "unknown_payout"


class RevenueWindowTakenError(PaymentsError, RefusedError):
    code = "revenue_window_taken"


class RevenueTooLittleError(PaymentsError, RefusedError):
    code = "revenue_too_little"


class WalletPaymentMovedError(PaymentsError, RefusedError):
    code = "wallet_payment_moved"


class BalanceLeftError(PaymentsError, RefusedError):
    code = "balance_left"
