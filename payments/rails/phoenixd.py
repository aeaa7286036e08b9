"""phoenixd's HTTP API: a node that manages its one channel with ACINQ by itself.

Protocol: phoenixd's own source (Api.kt, JsonSerializers.kt): form bodies, basic authentication with
an empty user. What it cannot do, and what is done about it:

- It takes no fee limit. Its fee is ACINQ's trampoline, 4 sat and 0.4 %; `pay` refuses, before
  anything is sent, an order whose limit is below that.
- It answers 200 with a `reason` for a payment that failed, and also for one that is already paid
  or under way: only /payments/outgoingbyhash tells which, and it is asked.
- An order carries no key: before it is sent, the node is asked whether it knows the payment hash.
- Routing fees are told in whole sats there, in msats by the lookup: the lookup is believed.

The password travels in one header and in no message.
"""

from typing import Any, Self

import httpx
from django.conf import settings

from kernel.errors import UpstreamError
from kernel.money import MSATS_PER_SAT
from payments.rails.base import Can, Charge, Incoming, IncomingState, Outgoing, OutgoingState
from payments.rails.conversation import Conversation
from payments.rails.proof import REASON_CHARACTERS_MAX, payable, read_invoice, settled

FEE_BASE_MSATS, FEE_PER_THOUSAND = 4_000, 4
DESCRIPTION_CHARACTERS_MAX = 128
KEY_INVOICES_MAX = 100
ANSWER_BYTES_MAX = 4_194_304
RETRY_STATUSES = frozenset({401, 403, 408, 425, 429})
"""An operator or time cures these, so they are not permanent although they are 4xx."""
REFUSED_STATUSES = frozenset({400, 401, 403, 404, 405})
"""phoenixd refuses an order to pay so before it looks at its channel."""
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


class PhoenixdNotFoundError(UpstreamError):
    """phoenixd knows nothing of this."""

    code = "phoenixd_not_found"


def worst_fee_msats(amount_msats: int) -> int:
    """What ACINQ's trampoline takes for a payment, rounded up to a whole sat."""
    fee_msats = FEE_BASE_MSATS - (-amount_msats * FEE_PER_THOUSAND // 1_000)
    return -(-fee_msats // MSATS_PER_SAT) * MSATS_PER_SAT


class PhoenixdRail(Conversation):
    """One conversation with the node: use as a context manager, never inside a transaction."""

    name = "phoenixd"
    can = frozenset({Can.RECEIVE, Can.PAY, Can.BALANCE, Can.PUSH})

    def __init__(self, *, url: str, password: str, timeout_seconds: float) -> None:
        self._client = httpx.Client(
            base_url=url,
            auth=httpx.BasicAuth("", password),
            timeout=timeout_seconds,
            follow_redirects=False,
            trust_env=False,  # the node is ours and near: no proxy stands between
        )

    @classmethod
    def from_settings(cls) -> Self:
        return cls(
            url=settings.PHOENIXD_URL,
            password=settings.PHOENIXD_PASSWORD,
            timeout_seconds=settings.RAIL_TIMEOUT_SECONDS,
        )

    def create_invoice(
        self, *, key: str, amount_msats: int, description: str, ttl_seconds: int
    ) -> Charge:
        """The key is phoenixd's externalId. Raises UpstreamError, permanent for a part of a sat."""
        amount_sats, rest = divmod(amount_msats, MSATS_PER_SAT)
        if rest or amount_sats <= 0:
            raise UpstreamError("phoenixd asks for whole sats.", permanent=True)
        form = {
            "amountSat": str(amount_sats),
            "description": description[:DESCRIPTION_CHARACTERS_MAX],
            "externalId": key,
            "expirySeconds": str(ttl_seconds),
        }
        told = self._call("POST", "/createinvoice", data=form)
        charge = _charge(told, "serialized")
        if charge.amount_msats != amount_msats:
            raise UpstreamError("phoenixd's invoice asks for another amount.", permanent=True)
        return charge

    def find_invoice(self, *, key: str) -> Charge | None:
        query = {"externalId": key, "all": "true", "limit": str(KEY_INVOICES_MAX)}
        told = self._call("GET", "/payments/incoming", params=query)
        if not isinstance(told, list):
            raise UpstreamError("phoenixd's payments are not a list.")
        try:
            # Another name in the answer would be a filter that was not heard.
            ours = [one for one in told if one.get("externalId") == key and one.get("invoice")]
            found = [one for one in ours if one["isPaid"] or not one["isExpired"]]
            found.reverse()  # the newest come first: of two in one instant the later is older
            oldest = min(found, key=lambda one: int(one["createdAt"]), default=None)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise UpstreamError("phoenixd's payments cannot be read.") from error
        return None if oldest is None else _charge(oldest, "invoice")

    def incoming(self, *, rail_id: str) -> Incoming:
        """rail_id: the payment hash. Raises PhoenixdNotFoundError.

        paid_msats is what the payer paid: what phoenixd kept of it for liquidity is counted in,
        because the payer owes nothing more; fee_msats names it, as a cost of the house.
        """
        told = self._call("GET", f"/payments/incoming/{rail_id}")
        try:
            if told["paymentHash"] != rail_id:
                raise UpstreamError("phoenixd tells of another payment.")
            paid = told["isPaid"] is True
            fee_msats = int(told.get("fees", 0))
            arrived_msats = int(told["receivedSat"]) * MSATS_PER_SAT + fee_msats
            expired = told["isExpired"] is True
            return Incoming(
                rail_id=rail_id,
                state=_incoming_state(paid=paid, expired=expired),
                amount_msats=int(told.get("requestedSat") or 0) * MSATS_PER_SAT,
                paid_msats=arrived_msats if paid else 0,
                preimage=str(told["preimage"]) if paid else "",
                fee_msats=fee_msats if paid else 0,
            )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise UpstreamError("phoenixd's payment cannot be read.") from error

    def pay(
        self, *, bolt11: str, payment_hash: str, amount_msats: int, fee_limit_msats: int, key: str
    ) -> Outgoing:
        """Raises UpstreamError, permanent, where the limit is below what phoenixd may charge."""
        request = payable(bolt11=bolt11, payment_hash=payment_hash, amount_msats=amount_msats)
        form = {"invoice": bolt11}
        if request.amount_msats is None:
            if amount_msats % MSATS_PER_SAT:
                raise UpstreamError("phoenixd pays whole sats.", permanent=True)
            form["amountSat"] = str(amount_msats // MSATS_PER_SAT)
        if fee_limit_msats < worst_fee_msats(amount_msats):
            raise UpstreamError(
                "phoenixd knows no fee limit, and its fee may be above this one.",
                permanent=True,
                fee_msats=worst_fee_msats(amount_msats),
            )
        known = self.outgoing(payment_hash=payment_hash, key=key)
        if known.state not in {OutgoingState.UNSEEN, OutgoingState.FAILED}:
            return known
        try:
            response = self._client.post("/payinvoice", data=form)
        except NOT_SENT as error:
            raise UpstreamError(f"phoenixd did not answer ({type(error).__name__}).") from error
        except httpx.HTTPError as error:
            return Outgoing(OutgoingState.UNKNOWN, reason=f"no answer ({type(error).__name__})")
        return self._ended(response, payment_hash, key)

    def outgoing(self, *, payment_hash: str, key: str) -> Outgoing:
        try:
            told = self._call("GET", f"/payments/outgoingbyhash/{payment_hash}")
        except PhoenixdNotFoundError:
            return Outgoing(OutgoingState.UNSEEN, reason="phoenixd knows no such payment")
        try:
            if told["paymentHash"] != payment_hash:
                raise UpstreamError("phoenixd tells of another payment.")
            if told["isPaid"] is True:
                preimage, fee_msats = str(told.get("preimage") or ""), int(told["fees"])
                return settled(payment_hash=payment_hash, preimage=preimage, fee_msats=fee_msats)
            # It ended (it is complete) and is not paid; without an end it is still under way.
            if told.get("completedAt"):
                return Outgoing(OutgoingState.FAILED, reason="phoenixd says that it failed")
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise UpstreamError("phoenixd's payment cannot be read.") from error
        return Outgoing(OutgoingState.PENDING)

    def balance_msats(self) -> int:
        """What the channel can send. Its credit for future fees is not money that can be paid."""
        told = self._call("GET", "/getbalance")
        try:
            return int(told["balanceSat"]) * MSATS_PER_SAT
        except (KeyError, TypeError, ValueError) as error:
            raise UpstreamError("phoenixd's balance cannot be read.") from error

    def _ended(self, response: httpx.Response, payment_hash: str, key: str) -> Outgoing:
        status = response.status_code
        if status in REFUSED_STATUSES:
            return Outgoing(OutgoingState.FAILED, reason=f"phoenixd refused the order ({status})")
        try:
            told = response.json() if status == httpx.codes.OK else None
        except ValueError:
            told = None
        if not isinstance(told, dict):
            return Outgoing(OutgoingState.UNKNOWN, reason=f"{status}, unreadable")
        reason = str(told.get("reason") or "")[:REASON_CHARACTERS_MAX]
        preimage = str(told.get("paymentPreimage") or "")
        claimed = _claimed(told, payment_hash, preimage)
        try:
            now = self.outgoing(payment_hash=payment_hash, key=key)
        except UpstreamError:
            return claimed or Outgoing(OutgoingState.UNKNOWN, reason=reason or "unsure")
        if now.state in {OutgoingState.SETTLED, OutgoingState.PENDING}:
            return now
        if now.state == OutgoingState.FAILED and not preimage:
            return Outgoing(OutgoingState.FAILED, reason=reason or now.reason)
        # It said one thing and keeps another: what is true will be asked again.
        return claimed or Outgoing(OutgoingState.UNKNOWN, reason=reason or now.reason)

    def _call(self, method: str, path: str, **request: Any) -> Any:
        try:
            response = self._client.request(method, path, **request)
        except httpx.HTTPError as error:
            raise UpstreamError(f"phoenixd did not answer ({type(error).__name__}).") from error
        status = response.status_code
        if status == httpx.codes.NOT_FOUND:
            # An address that is not phoenixd's answers 404 too, and in other words.
            if response.text.strip() == "Not found":
                raise PhoenixdNotFoundError("phoenixd does not know this.", permanent=True)
            raise UpstreamError("phoenixd has no such address: is it the right server?")
        if status != httpx.codes.OK:
            permanent = httpx.codes.is_client_error(status) and status not in RETRY_STATUSES
            raise UpstreamError(f"phoenixd answered {status}.", permanent=permanent, status=status)
        if len(response.content) > ANSWER_BYTES_MAX:
            raise UpstreamError("phoenixd's answer is too long.")
        try:
            return response.json()
        except ValueError as error:
            raise UpstreamError("phoenixd's answer is not JSON.") from error


def _claimed(told: dict[str, Any], payment_hash: str, preimage: str) -> Outgoing | None:
    """What the answer to the order itself proves; the fee rounded up, as it is told in sats."""
    if not preimage:
        return None
    try:
        fee_msats = (int(told["routingFeeSat"]) + 1) * MSATS_PER_SAT - 1
    except (KeyError, TypeError, ValueError):
        return Outgoing(OutgoingState.UNKNOWN, reason="paid, and the fee cannot be read")
    return settled(payment_hash=payment_hash, preimage=preimage, fee_msats=fee_msats)


def _charge(told: Any, bolt11_field: str) -> Charge:
    try:
        text, payment_hash = str(told[bolt11_field]), str(told["paymentHash"])
    except (KeyError, TypeError) as error:
        raise UpstreamError("phoenixd's invoice cannot be read.") from error
    request = read_invoice(text)
    if request.payment_hash != payment_hash:
        raise UpstreamError("phoenixd's invoice has another payment hash.", permanent=True)
    return Charge(
        rail_id=payment_hash,
        bolt11=text,
        payment_hash=payment_hash,
        amount_msats=request.amount_msats or 0,
        expires_at=request.expires_at,
    )


def _incoming_state(*, paid: bool, expired: bool) -> IncomingState:
    if paid:
        return IncomingState.PAID
    return IncomingState.EXPIRED if expired else IncomingState.OPEN
