"""The rails' street doors: webhooks. What they bring is a hint; the worker asks the rail."""

from typing import Any

from django.db import InterfaceError, OperationalError
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from payments.errors import DeliveryInvalidError, TillClosedError
from payments.permissions import HasBTCPaySignature, HasPhoenixdSignature
from payments.services import record_delivery


class DeliveryIn(serializers.Serializer[Any]):
    """WebhookEvent of BTCPay's description; invoiceId is absent where no invoice is meant."""

    deliveryId = serializers.CharField(max_length=80, source="delivery_id")  # noqa: N815
    originalDeliveryId = serializers.CharField(  # noqa: N815
        max_length=80, source="original_id", required=False
    )
    type = serializers.CharField(max_length=60, source="event_type")
    invoiceId = serializers.CharField(  # noqa: N815
        max_length=80, source="rail_invoice_id", required=False, default="", allow_blank=True
    )


class BTCPayWebhookView(APIView):
    """Write the delivery down and say thanks: the worker asks BTCPay what is true.

    403 stores nothing. 503 asks for a redelivery, which BTCPay grants for 5xx and never for 4xx.
    """

    authentication_classes = ()
    permission_classes = (HasBTCPaySignature,)

    def post(self, request: Request) -> Response:
        payload = request.data
        if not isinstance(payload, dict):
            raise DeliveryInvalidError("A delivery is a JSON object.")
        delivery = DeliveryIn(data=payload)
        delivery.is_valid(raise_exception=True)
        named = {"original_id": delivery.validated_data["delivery_id"], **delivery.validated_data}
        return _recorded(rail="btcpay", payload=payload, **named)


class PhoenixdDeliveryIn(serializers.Serializer[Any]):
    """phoenixd's webhook body: `payment_received` names the invoice by its payment hash."""

    type = serializers.CharField(max_length=60)
    paymentHash = serializers.RegexField(  # noqa: N815
        r"^[0-9a-fA-F]{64}$", required=False, default="", allow_blank=True
    )


class PhoenixdWebhookView(APIView):
    """The same for phoenixd, which numbers no deliveries: one per payment hash and type is kept.

    phoenixd does not deliver again, so what is lost here is found by polling.
    """

    authentication_classes = ()
    permission_classes = (HasPhoenixdSignature,)

    def post(self, request: Request) -> Response:
        payload = request.data
        if not isinstance(payload, dict):
            raise DeliveryInvalidError("A delivery is a JSON object.")
        delivery = PhoenixdDeliveryIn(data=payload)
        delivery.is_valid(raise_exception=True)
        kind = delivery.validated_data["type"]
        payment_hash = delivery.validated_data["paymentHash"].lower()
        # Without a hash it concerns no invoice; its time is all that tells it from the next.
        name = f"{payment_hash or payload.get('timestamp', '')}:{kind}"[:120]
        return _recorded(
            rail="phoenixd",
            payload=payload,
            delivery_id=name,
            original_id=name,
            event_type=kind,
            rail_invoice_id=payment_hash,
        )


def _recorded(**delivery: Any) -> Response:
    try:
        recording = record_delivery(**delivery)
    except (OperationalError, InterfaceError) as error:
        raise TillClosedError("Nothing was written down: please deliver again.") from error
    return Response({"recording": recording.value})
