"""Who may speak as a rail: whoever knows the secret of its webhook.

BTCPay: `BTCPay-Sig: sha256=<hex>`. phoenixd: `X-Phoenix-Signature: <hex>`. Both are HMAC-SHA256
with the secret over the body's bytes exactly as they came.
"""

import hashlib
import hmac
from typing import Any, ClassVar

from django.conf import settings
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from payments.errors import DeliveryTooLargeError

DELIVERY_BYTES_MAX = 65_536


class _HasSignature(BasePermission):
    message = "The signature does not match."
    header: ClassVar[str]
    prefix: ClassVar[str] = ""
    setting: ClassVar[str]

    def has_permission(self, request: Request, view: Any) -> bool:
        declared = request.headers.get("Content-Length", "")
        if declared.isdecimal() and int(declared) > DELIVERY_BYTES_MAX:
            raise DeliveryTooLargeError(f"A delivery has at most {DELIVERY_BYTES_MAX} bytes.")
        body = request.body
        if len(body) > DELIVERY_BYTES_MAX:
            raise DeliveryTooLargeError(f"A delivery has at most {DELIVERY_BYTES_MAX} bytes.")
        secret = getattr(settings, self.setting)
        if not secret:  # everybody could sign with nothing
            return False
        claimed = request.headers.get(self.header, "")
        return hmac.compare_digest(claimed.encode(), f"{self.prefix}{_mac(secret, body)}".encode())


class HasBTCPaySignature(_HasSignature):
    header, prefix, setting = "BTCPay-Sig", "sha256=", "BTCPAY_WEBHOOK_SECRET"


class HasPhoenixdSignature(_HasSignature):
    header, setting = "X-Phoenix-Signature", "PHOENIXD_WEBHOOK_SECRET"


def signature_of(body: bytes) -> str:
    """As BTCPay signs."""
    return f"sha256={_mac(settings.BTCPAY_WEBHOOK_SECRET, body)}"


def _mac(secret: str, body: bytes) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
