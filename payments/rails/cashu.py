"""The Cashu rail: invoices of a mint in, melts out, and the ecash in between, which we hold.

The one adapter with rows of its own: proofs are money, and must be stored before anybody is told
that they have arrived. They are in payments.cashu; the books are not touched here.
"""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from types import TracebackType
from typing import Self

from django.conf import settings

from kernel.bolt11 import Bolt11InvalidError, PaymentRequest, read_bolt11
from kernel.clock import utc_now
from kernel.errors import UpstreamError
from kernel.money import MSATS_PER_SAT, whole_sats
from payments.cashu.errors import EcashShortError, MintRefusedError, TokenMalformedError
from payments.cashu.models import Operation
from payments.cashu.services.checking import Check, check_held, held_sats
from payments.cashu.services.door import MeltQuote, QuoteState
from payments.cashu.services.keysets import refresh_keysets
from payments.cashu.services.melting import (
    FeeOverLimitError,
    Melt,
    find_melt,
    learn_preimage,
    prepare_melt,
    resolve_melt,
    submit_melt,
)
from payments.cashu.services.minting import ask_quote, drive_mint, find_quote, keep_quote
from payments.cashu.tokens import normal_mint_url
from payments.rails.base import Can, Charge, Incoming, IncomingState, Outgoing, OutgoingState
from payments.rails.mint import MintHTTP

State = Operation.State


def open_mint() -> MintHTTP:
    """The mint of the settings. Raises UpstreamError, permanent, where none is set up."""
    try:
        url = normal_mint_url(settings.CASHU_MINT_URL)
    except TokenMalformedError as error:
        raise UpstreamError("No proper mint is set up.", permanent=True) from error
    return MintHTTP(url=url, timeout_seconds=settings.RAIL_TIMEOUT_SECONDS)


class CashuRail:
    """One conversation with the mint: use as a context manager, never inside a transaction."""

    name = "cashu"
    can = frozenset({Can.RECEIVE, Can.PAY, Can.BALANCE})

    def __init__(self, *, mint: MintHTTP) -> None:
        self.mint = mint

    @classmethod
    def from_settings(cls) -> Self:
        return cls(mint=open_mint())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.mint.__exit__(kind, error, trace)

    def create_invoice(
        self, *, key: str, amount_msats: int, description: str, ttl_seconds: int
    ) -> Charge:
        """A quote of the mint, locked to a key of ours. A mint chooses its own expiry; ours is
        told where it is earlier."""
        amount_sats = whole_sats(amount_msats)
        operation, quote = ask_quote(self.mint, amount_sats=amount_sats, description=description)
        request = _read(quote.request)
        if request.amount_msats != amount_msats or quote.amount_sats not in {None, amount_sats}:
            raise UpstreamError("The mint's invoice asks for another amount.", permanent=True)
        ours = utc_now() + timedelta(seconds=ttl_seconds)
        expires_at = min(ours, request.expires_at, quote.expires_at or ours)
        return _charge(
            keep_quote(
                operation,
                quote,
                key=key,
                payment_hash=request.payment_hash,
                expires_at=expires_at,
            )
        )

    def find_invoice(self, *, key: str) -> Charge | None:
        found = find_quote(self.mint.url, key=key)
        return None if found is None else _charge(found)

    def incoming(self, *, rail_id: str) -> Incoming:
        """PAID only once the proofs are stored here."""
        operation = Operation.objects.filter(
            kind=Operation.Kind.MINT, mint_url=self.mint.url, quote_id=rail_id
        ).first()
        if operation is None:
            raise UpstreamError("This quote was not asked for here.", permanent=True)
        told = drive_mint(self.mint, operation)
        amount_msats = operation.amount_sats * MSATS_PER_SAT
        paid = told in {QuoteState.PAID, QuoteState.ISSUED}
        state = IncomingState.PAID if paid else _unpaid_state(operation, told)
        return Incoming(rail_id, state, amount_msats, amount_msats if paid else 0)

    def pay(
        self, *, bolt11: str, payment_hash: str, amount_msats: int, fee_limit_msats: int, key: str
    ) -> Outgoing:
        """Melt. The fee is all that the mint keeps: routing and inputs, in whole sats."""
        begun = find_melt(self.mint.url, payment_hash=payment_hash)
        if begun is not None and begun.state != State.FAILED:
            return self._told(begun, resolve_melt)
        request = _read(bolt11)
        if request.payment_hash != payment_hash or request.amount_msats != amount_msats:
            # NUT-23's amountless melts are an option that few mints have.
            raise UpstreamError("This BOLT11 is for another payment.", permanent=True)
        if amount_msats % MSATS_PER_SAT:
            raise UpstreamError("The mint pays whole sats only.", permanent=True)
        melt = Melt(
            bolt11=bolt11,
            payment_hash=payment_hash,
            amount_sats=amount_msats // MSATS_PER_SAT,
            fee_limit_sats=fee_limit_msats // MSATS_PER_SAT,
            key=key,
        )
        refresh_keysets(self.mint)
        try:
            quote = self._quoted(melt)
            operation, ours = prepare_melt(self.mint.url, melt, quote)
        except FeeOverLimitError:
            return Outgoing(OutgoingState.FAILED, reason="the mint's fee is over the limit")
        except (EcashShortError, MintRefusedError) as error:
            # A mint refuses to quote what it is paying already, perhaps for another worker of ours.
            begun = find_melt(self.mint.url, payment_hash=payment_hash)
            if begun is not None and begun.state != State.FAILED:
                return self._told(begun, resolve_melt)
            return Outgoing(OutgoingState.FAILED, reason=error.message)
        return self._told(operation, submit_melt if ours else resolve_melt)

    def outgoing(self, *, payment_hash: str, key: str) -> Outgoing:
        operation = find_melt(self.mint.url, payment_hash=payment_hash)
        if operation is None:
            return Outgoing(OutgoingState.UNSEEN, reason="no such melt")
        if operation.state == State.SUBMITTED:
            resolve_melt(self.mint, operation)
            operation.refresh_from_db()
        elif operation.state == State.DONE and not _hashes(operation.preimage, payment_hash):
            learn_preimage(self.mint, operation)
        return _outgoing(operation)

    def balance_msats(self) -> int:
        """Proofs that we hold, by our own rows; `check_proofs` asks the mint about each.

        The mint is asked for its keysets, because what it cannot be asked to spend cannot be paid
        out now.
        """
        self.mint.keysets()
        return held_sats(self.mint.url) * MSATS_PER_SAT

    def check_proofs(self) -> Check:
        """What the mint says of them (NUT-07). Raises UpstreamError."""
        return check_held(self.mint)

    def _quoted(self, melt: Melt) -> MeltQuote:
        quote = self.mint.ask_melt_quote(bolt11=melt.bolt11)
        if quote.amount_sats != melt.amount_sats:
            raise UpstreamError("The mint would pay another amount.", permanent=True)
        return quote

    def _told(
        self, operation: Operation, act: Callable[[MintHTTP, Operation], QuoteState]
    ) -> Outgoing:
        """From here on an order to pay may have left: nothing is raised any more."""
        if operation.state == State.SUBMITTED:
            try:
                act(self.mint, operation)
            except UpstreamError as error:
                return Outgoing(OutgoingState.UNKNOWN, reason=error.message)
            operation.refresh_from_db()
        return _outgoing(operation)


def _read(bolt11: str) -> PaymentRequest:
    try:
        request = read_bolt11(bolt11)
    except Bolt11InvalidError as error:
        raise UpstreamError("This BOLT11 cannot be paid.", permanent=True) from error
    if request.network != settings.BITCOIN_NETWORK:
        raise UpstreamError("This BOLT11 is of another network.", permanent=True)
    return request


def _charge(operation: Operation) -> Charge:
    assert operation.quote_id is not None
    assert operation.payment_hash is not None
    assert operation.expires_at is not None
    return Charge(
        rail_id=operation.quote_id,
        bolt11=operation.bolt11,
        payment_hash=operation.payment_hash,
        amount_msats=operation.amount_sats * MSATS_PER_SAT,
        expires_at=operation.expires_at,
    )


def _unpaid_state(operation: Operation, told: QuoteState) -> IncomingState:
    if told == QuoteState.PENDING:
        return IncomingState.PROCESSING
    over = operation.expires_at is not None and operation.expires_at <= utc_now()
    return IncomingState.EXPIRED if over else IncomingState.OPEN


def _outgoing(operation: Operation) -> Outgoing:
    if operation.state == State.FAILED:
        return Outgoing(OutgoingState.FAILED, reason=operation.trouble)
    if operation.state != State.DONE:
        return Outgoing(OutgoingState.PENDING, reason="the mint is paying")
    fee_msats = operation.fee_sats * MSATS_PER_SAT
    if not _hashes(operation.preimage, str(operation.payment_hash)):
        # Some mints show none for invoices of their own. The ecash is spent; that is no proof.
        return Outgoing(
            OutgoingState.UNKNOWN,
            fee_msats=fee_msats,
            reason="the mint says paid and shows no preimage",
        )
    return Outgoing(OutgoingState.SETTLED, operation.preimage, fee_msats)


def _hashes(preimage: str, payment_hash: str) -> bool:
    try:
        raw = bytes.fromhex(preimage)
    except ValueError:
        return False
    return hashlib.sha256(raw).hexdigest() == payment_hash
