"""The rail to a wallet by Nostr Wallet Connect (NIP-47): the house's own, or a person's.

What it cannot do, and what is done about it: NIP-47 has no fee limit. A wallet pays what routing
costs and says so afterwards (`fees_paid`), so fee_limit_msats is checked by nobody here; the answer
carries the real fee, above the limit or not, and whoever keeps the books must be ready for that.
NIP-47 has no names of ours either, so a forgotten charge is not found again.

A refusal proves that nothing was paid only where the wallet says that it did not try: the codes in
`BEFORE_PAYING`. `PAYMENT_FAILED` "may be due to a timeout", so the wallet is asked what became of
the payment before it is believed. Every other error, an answer that cannot be read and silence are
UNKNOWN. For house payouts a wallet must therefore offer lookup_invoice.
"""

import hashlib
from types import TracebackType
from typing import Any, Self

from django.conf import settings

from kernel.bolt11 import Bolt11InvalidError, PaymentRequest, read_bolt11
from kernel.clock import utc_now
from kernel.errors import UpstreamError
from payments.rails.base import Can, Charge, Incoming, IncomingState, Outgoing, OutgoingState
from payments.rails.nwc_wire import (
    Conversation,
    WalletRefusedError,
    WalletSilentError,
    WalletUri,
    read_wallet_uri,
)

BEFORE_PAYING = frozenset(
    {
        "RATE_LIMITED",
        "NOT_IMPLEMENTED",
        "INSUFFICIENT_BALANCE",
        "QUOTA_EXCEEDED",
        "RESTRICTED",
        "UNAUTHORIZED",
        "UNSUPPORTED_ENCRYPTION",
    }
)
DESCRIPTION_CHARACTERS_MAX = 200


class NwcRail:
    """One conversation with one wallet. Keep no instance longer than its `with`."""

    name = "nwc"
    can = frozenset({Can.RECEIVE, Can.PAY, Can.BALANCE})

    def __init__(
        self, uri: WalletUri, *, may_be_local: bool = False, must_look_up: bool = True
    ) -> None:
        """must_look_up: `pay` refuses a wallet that could not be asked what became of it."""
        self.uri = uri
        self._must_look_up = must_look_up
        self._wallet = Conversation(
            uri, timeout_seconds=settings.RAIL_TIMEOUT_SECONDS, may_be_local=may_be_local
        )

    @classmethod
    def from_settings(cls) -> Self:
        """The house's own wallet; its operator may run the relay in the house."""
        return cls(read_wallet_uri(settings.NWC_URI), may_be_local=True)

    @classmethod
    def of_person(cls, uri: str) -> Self:
        """A person's own wallet: its relay is a stranger's address. Raises WalletUriError.

        Our own invoice tells whether it paid, so it need not offer lookup_invoice.
        """
        return cls(read_wallet_uri(uri), must_look_up=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._wallet.close()

    def methods(self) -> frozenset[str]:
        """What the wallet's info event offers. Raises UpstreamError where it is not there."""
        return self._wallet.open().methods

    def create_invoice(
        self, *, key: str, amount_msats: int, description: str, ttl_seconds: int
    ) -> Charge:
        told = self._wallet.ask(
            "make_invoice",
            {
                "amount": amount_msats,
                "description": description[:DESCRIPTION_CHARACTERS_MAX],
                "expiry": ttl_seconds,
            },
        )
        request = _read(told.get("invoice"))
        if request.amount_msats != amount_msats:
            raise UpstreamError("The wallet's invoice asks for another amount.", permanent=True)
        if told.get("payment_hash", request.payment_hash) != request.payment_hash:
            raise UpstreamError("The wallet's invoice has another payment hash.", permanent=True)
        return Charge(
            rail_id=request.payment_hash,
            bolt11=str(told["invoice"]),
            payment_hash=request.payment_hash,
            amount_msats=amount_msats,
            expires_at=request.expires_at,
        )

    def find_invoice(self, *, key: str) -> Charge | None:
        return None  # NIP-47 keeps no name of ours

    def incoming(self, *, rail_id: str) -> Incoming:
        try:
            told = self._wallet.ask("lookup_invoice", {"payment_hash": rail_id})
        except WalletRefusedError as error:
            unknown = error.nip47_code == "NOT_FOUND"
            raise UpstreamError(error.message, permanent=unknown) from error
        if told.get("type", "incoming") != "incoming":
            raise UpstreamError("The wallet knows this as a payment of its own.", permanent=True)
        preimage, amount_msats = _hex(told.get("preimage")), _whole(told.get("amount"))
        if preimage and not _opens(preimage, rail_id):
            raise UpstreamError("The wallet shows a preimage of something else.", permanent=True)
        state = _incoming_state(told)
        if state == IncomingState.PAID and not amount_msats:
            raise UpstreamError("The wallet does not tell how much was paid.")
        return Incoming(
            rail_id=rail_id,
            state=state,
            amount_msats=amount_msats,
            paid_msats=amount_msats if state == IncomingState.PAID else 0,
            preimage=preimage if state == IncomingState.PAID else "",
        )

    def pay(
        self, *, bolt11: str, payment_hash: str, amount_msats: int, fee_limit_msats: int, key: str
    ) -> Outgoing:
        """fee_limit_msats is not kept: NIP-47 cannot say it (see above)."""
        request = _read(bolt11)
        if (request.payment_hash, request.amount_msats) != (payment_hash, amount_msats):
            raise UpstreamError("The invoice asks for something else.", permanent=True)
        needed = {"pay_invoice", "lookup_invoice"} if self._must_look_up else {"pay_invoice"}
        if lacking := needed - self.methods():
            raise UpstreamError(f"The wallet does not offer {', '.join(sorted(lacking))}.")
        try:
            told = self._wallet.ask("pay_invoice", {"invoice": bolt11})
        except WalletRefusedError as error:
            return self._refused(error, payment_hash, key)
        except WalletSilentError as error:
            return Outgoing(OutgoingState.UNKNOWN, reason=error.message)
        paid = _settled(told, payment_hash)
        if paid.state == OutgoingState.SETTLED and "fees_paid" not in told:
            return self._with_fee(paid, payment_hash, key)
        return paid

    def outgoing(self, *, payment_hash: str, key: str) -> Outgoing:
        try:
            told = self._wallet.ask("lookup_invoice", {"payment_hash": payment_hash})
        except WalletRefusedError as error:
            if error.nip47_code == "NOT_FOUND":
                return Outgoing(OutgoingState.UNSEEN, reason=error.message)
            raise UpstreamError(error.message) from error
        if told.get("type", "outgoing") != "outgoing":
            return Outgoing(OutgoingState.UNKNOWN, reason="The wallet knows this as its invoice.")
        state = told.get("state")
        if state == "failed":
            return Outgoing(OutgoingState.FAILED, reason="The wallet says that it failed.")
        if state == "settled" or (state is None and _has_ended(told)):
            return _settled(told, payment_hash)
        return Outgoing(OutgoingState.PENDING)

    def balance_msats(self) -> int:
        told = self._wallet.ask("get_balance", {})
        balance_msats = told.get("balance")
        if not isinstance(balance_msats, int) or isinstance(balance_msats, bool):
            raise UpstreamError("The wallet does not tell its balance.")
        return balance_msats

    def _refused(self, error: WalletRefusedError, payment_hash: str, key: str) -> Outgoing:
        if error.nip47_code in BEFORE_PAYING:
            return Outgoing(OutgoingState.FAILED, reason=error.message)
        if error.nip47_code != "PAYMENT_FAILED":
            return Outgoing(OutgoingState.UNKNOWN, reason=error.message)
        try:
            found = self.outgoing(payment_hash=payment_hash, key=key)
        except UpstreamError:
            return Outgoing(OutgoingState.UNKNOWN, reason=error.message)
        if found.state == OutgoingState.UNSEEN and self._must_look_up:
            # Some wallets list what has settled only: it may be under way for all we know.
            return Outgoing(OutgoingState.UNKNOWN, reason=error.message)
        if found.state in {OutgoingState.FAILED, OutgoingState.UNSEEN}:
            return Outgoing(OutgoingState.FAILED, reason=error.message)
        return found

    def _with_fee(self, paid: Outgoing, payment_hash: str, key: str) -> Outgoing:
        """`fees_paid` is optional in a payment's answer; the books need it all the same."""
        try:
            found = self.outgoing(payment_hash=payment_hash, key=key)
        except UpstreamError:
            return paid
        return found if found.state == OutgoingState.SETTLED else paid


def _read(bolt11: Any) -> PaymentRequest:
    try:
        request = read_bolt11(str(bolt11 or ""))
    except Bolt11InvalidError as error:
        raise UpstreamError(error.message, permanent=True) from error
    if request.network != settings.BITCOIN_NETWORK:
        raise UpstreamError("The invoice is of another network.", permanent=True)
    return request


def _settled(told: dict[str, Any], payment_hash: str) -> Outgoing:
    """Only a preimage that fits says that it was paid."""
    preimage, fee_msats = _hex(told.get("preimage")), _whole(told.get("fees_paid"))
    if not _opens(preimage, payment_hash):
        return Outgoing(OutgoingState.UNKNOWN, reason="The wallet shows no preimage that fits.")
    return Outgoing(OutgoingState.SETTLED, preimage=preimage, fee_msats=fee_msats)


def _has_ended(told: dict[str, Any]) -> bool:
    """`state` came to NIP-47 late; older wallets show the instant or the preimage instead."""
    return bool(told.get("settled_at") or told.get("preimage"))


def _incoming_state(told: dict[str, Any]) -> IncomingState:
    match told.get("state"):
        case "settled":
            return IncomingState.PAID
        case "accepted":
            return IncomingState.PROCESSING
        case "expired" | "failed":
            return IncomingState.EXPIRED
        case None if told.get("settled_at"):  # a wallet knows the preimage of its own unpaid one
            return IncomingState.PAID
    expires_at = _whole(told.get("expires_at"))
    is_over = 0 < expires_at < utc_now().timestamp()
    return IncomingState.EXPIRED if is_over else IncomingState.OPEN


def _opens(preimage: str, payment_hash: str) -> bool:
    return bool(preimage) and hashlib.sha256(bytes.fromhex(preimage)).hexdigest() == payment_hash


def _hex(value: Any) -> str:
    """32 bytes in hex, in lower case; blank for anything else."""
    text = str(value or "").lower()
    return text if len(text) == 64 and set(text) <= set("0123456789abcdef") else ""  # noqa: PLR2004


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
