"""Ecash for the till's other services: take a token, give one, take one back.

None of these may be called inside a transaction: each asks the mint. Each may be called again with
the same arguments after an error or a crash, and then goes on where it stopped.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from kernel.errors import UpstreamError
from kernel.money import MSATS_PER_SAT
from payments.cashu.models import Operation
from payments.cashu.services.checking import Check, Restored, restore_all
from payments.cashu.services.melting import resolve_melt
from payments.cashu.services.minting import drive_mint
from payments.cashu.services.swapping import drive_swap
from payments.cashu.services.tokens import give_token, is_claimed, take_back, take_token, token_of
from payments.cashu.tokens import normal_mint_url, read_token
from payments.rails.cashu import CashuRail, open_mint

Kind, State = Operation.Kind, Operation.State


@dataclass(frozen=True, slots=True)
class Peeked:
    """What a token says of itself. It may be spent, or never have been worth anything."""

    amount_sats: int
    mint_url: str
    unit: str
    token_hash: str
    is_ours: bool


@dataclass(frozen=True, slots=True)
class Received:
    """amount_msats: what is ours now. fee_msats: what the mint kept of the token for the swap.
    token_hash: 64 hex digits, the same for the same proofs however they are written."""

    amount_msats: int
    fee_msats: int
    token_hash: str
    mint_url: str
    replayed: bool


@dataclass(frozen=True, slots=True, repr=False)
class Sent:
    """text: the cashuB token, which is money: seal it, show it once. fee_msats: what our own swap
    cost on top of amount_msats."""

    text: str
    amount_msats: int
    fee_msats: int
    replayed: bool


@dataclass(frozen=True, slots=True)
class Reclaimed:
    amount_msats: int
    fee_msats: int
    replayed: bool


def peek_token(text: str) -> Peeked:
    """Read a token without asking anybody. Raises TokenMalformedError, TokenTooLargeError,
    TokenUnitError, TokenLockedError."""
    token = read_token(text)
    ours = settings.CASHU_MINT_URL and normal_mint_url(settings.CASHU_MINT_URL)
    mint_url = normal_mint_url(token.mint_url)
    return Peeked(
        token.amount_sats, mint_url, token.unit, token.fingerprint, is_ours=mint_url == ours
    )


def receive_token(*, text: str) -> Received:
    """Swap a pasted token for proofs of our own, at once.

    Raises TokenMalformedError, TokenTooLargeError, TokenUnitError, TokenLockedError, TokenMintError
    (another mint), TokenSpentError, TokenTooSmallError; UpstreamError where the mint is silent: the
    token may then be ours already, and the same call finds out.
    """
    token = read_token(text)
    _refuse_transaction()
    with open_mint() as mint:
        done = take_token(mint, token)
    return Received(
        amount_msats=done.amount_sats * MSATS_PER_SAT,
        fee_msats=done.fee_sats * MSATS_PER_SAT,
        token_hash=token.fingerprint,
        mint_url=token.mint_url,
        replayed=done.replayed,
    )


def send_token(*, amount_sats: int, key: str) -> Sent:
    """A token of exactly amount_sats; the same one for the same key.

    Our swap's fee (fee_msats) is on top and ours to pay; redeeming it costs the recipient theirs.
    Raises EcashShortError, OperationKeyReusedError, UpstreamError where the mint is silent.
    """
    assert amount_sats > 0, "a token of nothing"
    _refuse_transaction()
    with open_mint() as mint:
        done = give_token(mint, amount_sats=amount_sats, key=key)
    return Sent(
        text=token_of(done.operation),
        amount_msats=amount_sats * MSATS_PER_SAT,
        fee_msats=done.fee_sats * MSATS_PER_SAT,
        replayed=done.replayed,
    )


def reclaim_token(key: str) -> Reclaimed:
    """Take back what nobody has claimed. The token's text is worthless afterwards.

    Raises UnknownTokenError, TokenClaimedError, TokenTooSmallError, UpstreamError.
    """
    _refuse_transaction()
    with open_mint() as mint:
        done = take_back(mint, key=key)
    return Reclaimed(
        done.amount_sats * MSATS_PER_SAT, done.fee_sats * MSATS_PER_SAT, replayed=done.replayed
    )


def is_token_claimed(key: str) -> bool:
    """Whether its holder has taken all of the token. Raises UnknownTokenError, UpstreamError."""
    _refuse_transaction()
    with open_mint() as mint:
        return is_claimed(mint, key=key)


def check_proofs() -> Check:
    """What the mint says of every proof we hold; lost_sats above 0 is an alarm."""
    _refuse_transaction()
    with CashuRail.from_settings() as rail:
        return rail.check_proofs()


def restore_wallet() -> Restored:
    """NUT-13: find everything again that the mint signed for TILL_KEY. Safe at any time."""
    _refuse_transaction()
    with open_mint() as mint:
        return restore_all(mint)


def resume_operation(*, operation_id: str) -> str:
    """Bring an operation whose worker died to its end. Returns its state."""
    _refuse_transaction()
    operation = Operation.objects.get(pk=operation_id)
    if operation.state == State.SUBMITTED:
        with open_mint() as mint:
            if operation.mint_url != mint.url:
                raise UpstreamError("This is about another mint than the one set up.")
            if operation.kind == Kind.MINT:
                drive_mint(mint, operation)
            elif operation.kind == Kind.MELT:
                resolve_melt(mint, operation)
            else:
                drive_swap(mint, operation)
        operation.refresh_from_db()
    return operation.state


def _refuse_transaction() -> None:
    assert not connection.in_atomic_block, "the mint is asked outside transactions"
