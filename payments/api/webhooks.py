"""The till's only street door: BTCPay's webhook."""

from typing import Any

from django.db import InterfaceError, OperationalError
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from payments.errors import DeliveryInvalidError, TillClosedError
from payments.permissions import HasBTCPaySignature
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
        try:
            recording = record_delivery(payload=payload, **named)
        except (OperationalError, InterfaceError) as error:
            raise TillClosedError("Nothing was written down: please deliver again.") from error
        return Response({"recording": recording.value})
