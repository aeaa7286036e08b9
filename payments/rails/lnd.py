"""LND's REST gateway: a full node of the house's own.

Protocol: LND's published API descriptions (lightning.swagger.json: AddInvoice, LookupInvoice,
ListInvoices, ChannelBalance; router.swagger.json: SendPaymentV2, TrackPaymentV2). 64-bit numbers
are strings, bytes are base64, streams are one JSON object per line.

An invoice of LND has no field for our key, so a mark of it (a short hash) ends the memo, and
`find_invoice` reads the invoices of the last days. LND chooses the preimages: one that it has made
is a secret that never crossed a wire. It keeps one payment per hash and refuses a second, and it
keeps the fee limit itself.

The macaroon travels in one header and in no message.
"""

import base64
import hashlib
import json
import ssl
from datetime import timedelta
from typing import Any, Self

import httpx
from django.conf import settings

from kernel.clock import utc_now
from kernel.errors import UpstreamError
from payments.rails.base import Can, Charge, Incoming, IncomingState, Outgoing, OutgoingState
from payments.rails.conversation import Conversation
from payments.rails.proof import REASON_CHARACTERS_MAX, payable, read_invoice, settled

MEMO_BYTES_MAX = 300
MARK_CHARACTERS = 16
FIND_SPAN = timedelta(days=3)
"""A charge is looked for soon after it may have been made: longer ago than an outage lasts."""
PAGE_INVOICES, PAGES_MAX = 1_000, 200
SEND_SECONDS = 30
"""How long LND looks for a route before it gives up; a payment in flight may take longer."""
ANSWER_BYTES_MAX = 16_777_216
LINES_MAX = 1_000
GRPC_NOT_FOUND = 5
FINDABLE = frozenset({IncomingState.OPEN, IncomingState.PROCESSING, IncomingState.PAID})
ENDED = frozenset({"SUCCEEDED", "FAILED"})
REFUSED_STATUSES = frozenset({400, 401, 403})
"""LND refuses an order to pay so before it begins a payment."""
RETRY_STATUSES = frozenset({401, 403, 408, 425, 429})
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


class LndNotFoundError(UpstreamError):
    """LND knows nothing of this."""

    code = "lnd_not_found"


class LndRail(Conversation):
    """One conversation with the node: use as a context manager, never inside a transaction."""

    name = "lnd"
    can = frozenset({Can.RECEIVE, Can.PAY, Can.BALANCE})

    def __init__(
        self,
        *,
        url: str,
        macaroon_hex: str,
        timeout_seconds: float,
        tls_cert_file: str = "",
        send_seconds: int = SEND_SECONDS,
    ) -> None:
        """tls_cert_file: LND's own certificate; blank where a public authority signed it.

        send_seconds: how long LND looks for a route; timeout_seconds come on top.
        """
        self._timeout_seconds, self._send_seconds = timeout_seconds, send_seconds
        try:
            trusted = ssl.create_default_context(cafile=tls_cert_file or None)
        except (OSError, ssl.SSLError) as error:
            raise UpstreamError("LND's certificate file cannot be read.") from error
        self._client = httpx.Client(
            base_url=url,
            headers={"Grpc-Metadata-macaroon": macaroon_hex},
            timeout=timeout_seconds,
            verify=trusted,
            follow_redirects=False,
            trust_env=False,  # the node is ours and near: no proxy stands between
        )

    @classmethod
    def from_settings(cls) -> Self:
        return cls(
            url=settings.LND_URL,
            macaroon_hex=settings.LND_MACAROON_HEX,
            timeout_seconds=settings.RAIL_TIMEOUT_SECONDS,
            tls_cert_file=settings.LND_TLS_CERT_FILE,
        )

    def create_invoice(
        self, *, key: str, amount_msats: int, description: str, ttl_seconds: int
    ) -> Charge:
        body = {
            "memo": _memo(description, key),
            "value_msat": str(amount_msats),
            "expiry": str(ttl_seconds),
        }
        charge = _charge(self._call("POST", "/v1/invoices", json=body))
        if charge.amount_msats != amount_msats:
            raise UpstreamError("LND's invoice asks for another amount.", permanent=True)
        return charge

    def find_invoice(self, *, key: str) -> Charge | None:
        mark, offset = _mark(key), 0
        since = int((utc_now() - FIND_SPAN).timestamp())
        for _ in range(PAGES_MAX):
            query = {
                "index_offset": str(offset),
                "num_max_invoices": str(PAGE_INVOICES),
                "creation_date_start": str(since),
            }
            told = self._call("GET", "/v1/invoices", params=query)
            try:
                page = told.get("invoices") or []
                offset = int(told.get("last_index_offset") or 0)
                found = [
                    one
                    for one in page
                    if str(one.get("memo") or "").endswith(mark)
                    and _incoming_state(one) in FINDABLE
                ]
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                raise UpstreamError("LND's invoices cannot be read.") from error
            if found:
                return _charge(found[0])  # the oldest: LND lists forwards
            if len(page) < PAGE_INVOICES:
                return None
        raise UpstreamError(f"LND lists more than {PAGES_MAX * PAGE_INVOICES} invoices.")

    def incoming(self, *, rail_id: str) -> Incoming:
        """rail_id: the payment hash. Raises LndNotFoundError."""
        told = self._call("GET", f"/v1/invoice/{rail_id}")
        try:
            if base64.b64decode(told["r_hash"]).hex() != rail_id:
                raise UpstreamError("LND tells of another invoice.")
            state = _incoming_state(told)
            paid = state == IncomingState.PAID
            return Incoming(
                rail_id=rail_id,
                state=state,
                amount_msats=int(told["value_msat"]),
                paid_msats=int(told["amt_paid_msat"]) if paid else 0,
                preimage=base64.b64decode(told["r_preimage"]).hex() if paid else "",
            )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise UpstreamError("LND's invoice cannot be read.") from error

    def pay(
        self, *, bolt11: str, payment_hash: str, amount_msats: int, fee_limit_msats: int, key: str
    ) -> Outgoing:
        request = payable(bolt11=bolt11, payment_hash=payment_hash, amount_msats=amount_msats)
        body: dict[str, Any] = {
            "payment_request": bolt11,
            "timeout_seconds": self._send_seconds,
            "fee_limit_msat": str(fee_limit_msats),
            "no_inflight_updates": True,
        }
        if request.amount_msats is None:
            body["amt_msat"] = str(amount_msats)
        known = self.outgoing(payment_hash=payment_hash, key=key)
        if known.state not in {OutgoingState.UNSEEN, OutgoingState.FAILED}:
            return known
        patience = httpx.Timeout(
            self._timeout_seconds, read=self._send_seconds + self._timeout_seconds
        )
        try:
            update = self._streamed("POST", "/v2/router/send", json=body, timeout=patience)
        except NOT_SENT as error:
            raise UpstreamError(f"LND did not answer ({type(error).__name__}).") from error
        except httpx.HTTPError as error:
            return Outgoing(OutgoingState.UNKNOWN, reason=f"no answer ({type(error).__name__})")
        except UpstreamError as error:
            if error.facts.get("status") in REFUSED_STATUSES:
                return Outgoing(OutgoingState.FAILED, reason=error.message)
            # LND refuses one that it pays already, too. Whether it does is asked at the next look.
            return Outgoing(OutgoingState.UNKNOWN, reason=error.message)
        return _outgoing(update, payment_hash)

    def outgoing(self, *, payment_hash: str, key: str) -> Outgoing:
        named = base64.urlsafe_b64encode(bytes.fromhex(payment_hash)).decode()
        try:
            update = self._streamed("GET", f"/v2/router/track/{named}")
        except LndNotFoundError:
            return Outgoing(OutgoingState.UNSEEN, reason="LND knows no such payment")
        except httpx.HTTPError as error:
            raise UpstreamError(f"LND did not answer ({type(error).__name__}).") from error
        told = _outgoing(update, payment_hash)
        if told.state == OutgoingState.UNKNOWN and not update:
            raise UpstreamError("LND's payment cannot be read.")
        return told

    def balance_msats(self) -> int:
        """What our side of the open channels holds."""
        told = self._call("GET", "/v1/balance/channels")
        try:
            return int(told["local_balance"]["msat"])
        except (KeyError, TypeError, ValueError) as error:
            raise UpstreamError("LND's balance cannot be read.") from error

    def _streamed(self, method: str, path: str, **request: Any) -> dict[str, Any]:
        """The last update of a payment that is told, or the first that ends it; {} where none is.

        A lookup stays open until the payment ends: it is left after its first line. Raises
        httpx.HTTPError as it comes, because only the caller knows what a silence means.
        """
        last: dict[str, Any] = {}
        with self._client.stream(method, path, **request) as response:
            if response.status_code != httpx.codes.OK:
                response.read()
                raise _refusal(response)
            for count, line in enumerate(response.iter_lines()):
                update = _line(line)
                if "error" in update:
                    raise _grpc_error(update["error"], response.status_code)
                last = update.get("result") or {}
                if not isinstance(last, dict):
                    return {}
                ended = last.get("status") in ENDED
                if ended or method == "GET" or count >= LINES_MAX:
                    return last
        return last

    def _call(self, method: str, path: str, **request: Any) -> Any:
        try:
            response = self._client.request(method, path, **request)
        except httpx.HTTPError as error:
            raise UpstreamError(f"LND did not answer ({type(error).__name__}).") from error
        if response.status_code != httpx.codes.OK:
            raise _refusal(response)
        if len(response.content) > ANSWER_BYTES_MAX:
            raise UpstreamError("LND's answer is too long.")
        try:
            return response.json()
        except ValueError as error:
            raise UpstreamError("LND's answer is not JSON.") from error


def _line(text: str) -> dict[str, Any]:
    try:
        update = json.loads(text)
    except ValueError:
        return {}
    return update if isinstance(update, dict) else {}


def _refusal(response: httpx.Response) -> UpstreamError:
    try:
        told = response.json()
    except ValueError:
        told = {}
    told = told if isinstance(told, dict) else {}
    return _grpc_error(told.get("error", told), response.status_code)


def _grpc_error(told: Any, status: int) -> UpstreamError:
    told = told if isinstance(told, dict) else {}
    words = str(told.get("message") or "")[:REASON_CHARACTERS_MAX]
    # An address that this LND does not have is "Not Found", too, and says nothing about a payment.
    if told.get("code") == GRPC_NOT_FOUND and words != "Not Found":
        return LndNotFoundError(f"LND does not know this: {words}", permanent=True)
    permanent = httpx.codes.is_client_error(status) and status not in RETRY_STATUSES
    text = f"LND answered {status}: {words}" if words else f"LND answered {status}."
    return UpstreamError(text, permanent=permanent, status=status)


def _outgoing(update: dict[str, Any], payment_hash: str) -> Outgoing:
    """lnrpcPayment."""
    try:
        about = update["payment_hash"] == payment_hash
        match update["status"] if about else "":
            case "SUCCEEDED":
                preimage, fee_msats = str(update["payment_preimage"]), int(update["fee_msat"])
                return settled(payment_hash=payment_hash, preimage=preimage, fee_msats=fee_msats)
            case "FAILED":
                reason = str(update.get("failure_reason") or "failed")[:REASON_CHARACTERS_MAX]
                return Outgoing(OutgoingState.FAILED, reason=reason)
            case "IN_FLIGHT" | "INITIATED":
                return Outgoing(OutgoingState.PENDING)
    except (KeyError, TypeError, ValueError):
        return Outgoing(OutgoingState.UNKNOWN, reason="unreadable")
    return Outgoing(OutgoingState.UNKNOWN, reason="LND does not know")


def _incoming_state(told: dict[str, Any]) -> IncomingState:
    """LND cancels what has run out, some time later; it says OPEN until then."""
    is_over = int(told["creation_date"]) + int(told["expiry"]) <= utc_now().timestamp()
    match told["state"]:
        case "SETTLED":
            return IncomingState.PAID
        case "ACCEPTED":
            return IncomingState.PROCESSING
        case "OPEN":
            return IncomingState.EXPIRED if is_over else IncomingState.OPEN
    return IncomingState.EXPIRED if is_over else IncomingState.INVALID


def _charge(told: Any) -> Charge:
    """lnrpcAddInvoiceResponse or lnrpcInvoice."""
    try:
        text = str(told["payment_request"])
        payment_hash = base64.b64decode(told["r_hash"]).hex()
    except (KeyError, TypeError, ValueError) as error:
        raise UpstreamError("LND's invoice cannot be read.") from error
    request = read_invoice(text)
    if request.payment_hash != payment_hash:
        raise UpstreamError("LND's invoice has another payment hash.", permanent=True)
    return Charge(
        rail_id=payment_hash,
        bolt11=text,
        payment_hash=payment_hash,
        amount_msats=request.amount_msats or 0,
        expires_at=request.expires_at,
    )


def _mark(key: str) -> str:
    return f"#{hashlib.sha256(key.encode()).hexdigest()[:MARK_CHARACTERS]}"


def _memo(description: str, key: str) -> str:
    """The memo is in the BOLT 11, where its payer reads it: the mark tells nothing of the key."""
    raw = description.encode()[:MEMO_BYTES_MAX]
    return f"{raw.decode(errors='ignore')} {_mark(key)}"
