"""What the till refuses.

PaymentsError
    InvoiceKeyError           (400)  a key is <what is paid for>:<number>
    InvoiceKeyReusedError     (409)  the key is taken by an invoice over other money
    InvoiceAlreadyOpenError   (409)  the same thing already has an invoice that can be paid
    InvoiceNotReplaceableError(409)  only an expired or cancelled invoice is issued again
    InvoiceMovedError         (409)  the status does not lead there
    PayoutMovedError          (409)  the status does not lead there
    UnknownInvoiceError       (404)
    PayoutsFrozenError        (503)  nothing is paid out until an operator has looked
    DeliveryInvalidError      (400)  signed, and not what BTCPay describes
    DeliveryTooLargeError     (413)
    TillClosedError           (503)  nothing could be written down: please deliver again
"""

from kernel.errors import InvalidError, NotFoundError, RefusedError, UnsaltedError


class PaymentsError(UnsaltedError):
    code = "payments"


class InvoiceKeyError(PaymentsError, InvalidError):
    code = "invoice_key"


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
