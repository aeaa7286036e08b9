"""The stand-in LND with the two older calls that a Cashu mint's backend makes.

Protocol: lightning.swagger.json, Lightning_SendPaymentSync and Lightning_SubscribeInvoices.
"""

import base64
import json
from dataclasses import replace
from typing import Any

from sandbox.lightning.door import Answer, Call
from sandbox.lnd.server import SandboxLnd

SEND_SECONDS = 60


class SyncLnd(SandboxLnd):
    def answer(self, call: Call) -> Answer:
        match call.method, call.path:
            case "POST", ["v1", "channels", "transactions"]:
                return self._send_sync(call)
            case "GET", ["v1", "invoices", "subscribe"]:
                self.hang()  # an open stream without news
        return super().answer(call)

    def _send_sync(self, call: Call) -> Answer:
        """As router's send, answered in lnrpcSendResponse."""
        asked = json.loads(call.raw)
        body = {
            "payment_request": asked["payment_request"],
            "timeout_seconds": SEND_SECONDS,
            "fee_limit_msat": asked["fee_limit"]["fixed_msat"],
            "no_inflight_updates": True,
        }
        path = ["v2", "router", "send"]
        answer = super().answer(replace(call, path=path, raw=json.dumps(body).encode()))
        told = answer.told if isinstance(answer.told, dict) else None
        if isinstance(answer.told, bytes):
            try:
                told = json.loads(answer.told)
            except ValueError:
                return answer
        if told is None or "result" not in told:
            return answer
        return Answer(200, _send_response(told["result"]))


def _send_response(payment: dict[str, Any]) -> dict[str, Any]:
    if payment["status"] != "SUCCEEDED":
        return {"payment_error": "no_route", "payment_preimage": "", "payment_route": None}
    return {
        "payment_error": "",
        "payment_preimage": base64.b64encode(bytes.fromhex(payment["payment_preimage"])).decode(),
        "payment_route": {"total_fees_msat": payment["fee_msat"]},
        "payment_hash": base64.b64encode(bytes.fromhex(payment["payment_hash"])).decode(),
    }
