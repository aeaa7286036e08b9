"""Who may speak as BTCPay: whoever knows the webhook's secret.

`BTCPay-Sig: sha256=<hex>`, HMAC-SHA256 with the secret over the body's bytes exactly as they came.
"""

import hashlib
import hmac
from typing import Any

from django.conf import settings
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from payments.errors import DeliveryTooLargeError

DELIVERY_BYTES_MAX = 65_536


class HasBTCPaySignature(BasePermission):
    message = "The signature does not match."

    def has_permission(self, request: Request, view: Any) -> bool:
        declared = request.headers.get("Content-Length", "")
        if declared.isdecimal() and int(declared) > DELIVERY_BYTES_MAX:
            raise DeliveryTooLargeError(f"A delivery has at most {DELIVERY_BYTES_MAX} bytes.")
        body = request.body
        if len(body) > DELIVERY_BYTES_MAX:
            raise DeliveryTooLargeError(f"A delivery has at most {DELIVERY_BYTES_MAX} bytes.")
        claimed = request.headers.get("BTCPay-Sig", "")
        return hmac.compare_digest(claimed.encode(), signature_of(body).encode())


def signature_of(body: bytes) -> str:
    secret = settings.BTCPAY_WEBHOOK_SECRET.encode()
    return f"sha256={hmac.new(secret, body, hashlib.sha256).hexdigest()}"
