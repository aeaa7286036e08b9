"""Tokens in, tokens out, tokens taken back. Each is one swap under a key."""

from dataclasses import dataclass
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from kernel.clock import utc_now
from kernel.errors import UpstreamError
from payments.cashu.curve import carried_dleq_holds
from payments.cashu.errors import (
    OperationKeyReusedError,
    TokenClaimedError,
    TokenMalformedError,
    TokenMintError,
    TokenSpentError,
    TokenTooSmallError,
    UnknownTokenError,
)
from payments.cashu.keys import split_sats
from payments.cashu.models import Keyset, Operation, Proof
from payments.cashu.services.door import CoinState, Mint
from payments.cashu.services.keysets import active_keyset, full_keyset, refresh_keysets
from payments.cashu.services.outputs import derive_outputs, seal_outputs, told_coins
from payments.cashu.services.reserving import (
    choose_proofs,
    input_fee_sats,
    mark_spent,
    reserve,
)
from payments.cashu.services.swapping import Swapped, check_states, drive_swap
from payments.cashu.tokens import Coin, Token, normal_mint_url

Kind, State = Operation.Kind, Operation.State
BUSY = "The mint is still busy with this ecash: ask again."


@dataclass(frozen=True, slots=True)
class Swap:
    """amount_sats: what came in or went out. fee_sats: what the mint kept. replayed: it was done
    before, under the same key."""

    operation: Operation
    amount_sats: int
    fee_sats: int
    replayed: bool


def take_token(mint: Mint, token: Token) -> Swap:
    """Somebody's token becomes proofs of our own; its giver could spend it until then.

    Raises TokenMintError, TokenMalformedError, TokenSpentError, TokenTooSmallError, UpstreamError.
    """
    if normal_mint_url(token.mint_url) != mint.url:
        raise TokenMintError("Only ecash of our own mint is taken.", mint_url=mint.url)
    key = token.fingerprint
    operation = _operation(Kind.RECEIVE, key)
    replayed = operation is not None and operation.state == State.DONE
    if operation is None:
        refresh_keysets(mint)
        operation = _prepare_taking(mint.url, token, key)
    if _driven(mint, operation) == Swapped.SPENT:
        raise TokenSpentError("This token was spent already.")
    return Swap(operation, operation.amount_sats, operation.fee_sats, replayed)


def give_token(mint: Mint, *, amount_sats: int, key: str) -> Swap:
    """Proofs of ours become a token of exactly amount_sats; `token_of` reads it.

    Our swap's fee is on top and is ours; whoever redeems the token pays for that themselves.
    Raises EcashShortError, OperationKeyReusedError, UpstreamError.
    """
    operation = _operation(Kind.SEND, key)
    if operation is not None and operation.amount_sats != amount_sats:
        raise OperationKeyReusedError("This key is taken by a token of another amount.", key=key)
    replayed = operation is not None and operation.state == State.DONE
    if operation is None:
        refresh_keysets(mint)
        operation = _prepare_giving(mint.url, amount_sats, key)
    if _driven(mint, operation) == Swapped.SPENT:
        # Ours were spent elsewhere: they are marked now, and the next attempt takes others.
        raise UpstreamError("The mint knows some of our ecash as spent: try again.")
    return Swap(operation, amount_sats, operation.fee_sats, replayed)


def take_back(mint: Mint, *, key: str) -> Swap:
    """What nobody has claimed of the token sent under this key becomes ours again.

    Raises UnknownTokenError, TokenClaimedError, TokenTooSmallError, UpstreamError.
    """
    operation = _operation(Kind.RECLAIM, key)
    replayed = operation is not None and operation.state == State.DONE
    if operation is None:
        refresh_keysets(mint)
        unclaimed = _unclaimed(mint, key)
        operation = _prepare_taking_back(mint.url, unclaimed, key)
    if _driven(mint, operation) == Swapped.SPENT:
        raise TokenClaimedError("This token was claimed.")
    return Swap(operation, operation.amount_sats, operation.fee_sats, replayed)


def is_claimed(mint: Mint, *, key: str) -> bool:
    """Whether all of the token sent under this key was spent by somebody. Raises
    UnknownTokenError, UpstreamError."""
    proofs = _handed_out(key)
    states = check_states(mint, list(proofs.values_list("y", flat=True)))
    spent = [y for y, state in states.items() if state == CoinState.SPENT]
    mark_spent(proofs.filter(y__in=spent))
    return len(spent) == len(states)


def token_of(operation: Operation) -> str:
    """The text, which is money."""
    text: str = operation.unseal_part("token")
    return text


def prepared_swap(
    kind: Operation.Kind,
    key: str,
    *,
    mint_url: str,
    sats_in: int,
    fee_sats: int,
    hand_out_sats: int = 0,
    amount_sats: int | None = None,
) -> Operation:
    """A SUBMITTED operation with fresh outputs. Inside a transaction; raises IntegrityError where
    the key is taken. amount_sats: what it is about, where that is not all that comes back."""
    keyset = active_keyset(mint_url)
    coins = [int(amount) for amount in keyset.keys]
    back = sats_in - fee_sats - hand_out_sats
    outputs = derive_outputs(
        keyset, keep=split_sats(back, coins), hand_out=split_sats(hand_out_sats, coins)
    )
    operation = Operation(
        id=uuid4(),
        kind=kind,
        state=State.SUBMITTED,
        key=key,
        mint_url=mint_url,
        amount_sats=back if amount_sats is None else amount_sats,
        fee_sats=fee_sats,
        submitted_at=utc_now(),
    )
    operation.sealed_outputs = seal_outputs(operation, outputs)
    operation.save(force_insert=True)
    return operation


def _prepare_taking(mint_url: str, token: Token, key: str) -> Operation:
    coins = [_known(mint_url, coin) for coin in token.coins]
    fee = input_fee_sats(coin.keyset_id for coin in coins)
    total = sum(coin.amount_sats for coin in coins)
    if total <= fee:
        raise TokenTooSmallError("The mint's fee is more than this token holds.", fee_sats=fee)
    try:
        with transaction.atomic():
            operation = prepared_swap(
                Kind.RECEIVE, key, mint_url=mint_url, sats_in=total, fee_sats=fee
            )
            operation.sealed_inputs = operation.seal_part("inputs", told_coins(coins))
            operation.save(update_fields=["sealed_inputs"])
    except IntegrityError:
        return _theirs(Kind.RECEIVE, key)
    return operation


def _prepare_giving(mint_url: str, amount_sats: int, key: str) -> Operation:
    try:
        with transaction.atomic():
            chosen, fee = choose_proofs(mint_url, amount_sats=amount_sats)
            operation = prepared_swap(
                Kind.SEND,
                key,
                mint_url=mint_url,
                sats_in=sum(proof.amount_sats for proof in chosen),
                fee_sats=fee,
                hand_out_sats=amount_sats,
                amount_sats=amount_sats,
            )
            reserve(operation, chosen)
    except IntegrityError:
        return _theirs(Kind.SEND, key)
    return operation


def _prepare_taking_back(mint_url: str, unclaimed: list[str], key: str) -> Operation:
    try:
        with transaction.atomic():
            proofs = list(
                Proof.objects.select_for_update(of=("self",))
                .filter(y__in=unclaimed, state=Proof.State.PENDING)
                .order_by("pk")
            )
            fee = input_fee_sats(proof.keyset_id for proof in proofs)
            total = sum(proof.amount_sats for proof in proofs)
            if total <= fee:
                raise TokenTooSmallError("The mint's fee is more than is left.", fee_sats=fee)
            operation = prepared_swap(
                Kind.RECLAIM, key, mint_url=mint_url, sats_in=total, fee_sats=fee
            )
            reserve(operation, proofs)
    except IntegrityError:
        return _theirs(Kind.RECLAIM, key)
    return operation


def _known(mint_url: str, coin: Coin) -> Coin:
    """The coin under its full keyset id, what it carries of NUT-12 checked."""
    keyset: Keyset = full_keyset(mint_url, coin.keyset_id)
    try:
        mint_key = keyset.key_of(coin.amount_sats)
    except KeyError as error:
        raise TokenMalformedError("This token holds a coin that its mint never made.") from error
    proof = coin.dleq
    if proof and not carried_dleq_holds(
        mint_key=mint_key,
        secret=coin.secret,
        unblinded=coin.signature,
        e=proof.e,
        s=proof.s,
        r=proof.r,
    ):
        raise TokenMalformedError("This token's signatures are not its mint's.")
    return Coin(coin.amount_sats, keyset.keyset_id, coin.secret, coin.signature)


def _unclaimed(mint: Mint, key: str) -> list[str]:
    proofs = _handed_out(key)
    states = check_states(mint, list(proofs.values_list("y", flat=True)))
    mark_spent(proofs.filter(y__in=[y for y, s in states.items() if s == CoinState.SPENT]))
    if CoinState.PENDING in states.values():
        raise UpstreamError(BUSY)
    unclaimed = [y for y, state in states.items() if state == CoinState.UNSPENT]
    if not unclaimed:
        raise TokenClaimedError("This token was claimed.")
    return unclaimed


def _handed_out(key: str) -> QuerySet[Proof]:
    sent = Operation.objects.filter(kind=Kind.SEND, key=key, state=State.DONE).first()
    if sent is None:
        raise UnknownTokenError("Nothing was sent under this key.")
    return Proof.objects.filter(made_by=sent).exclude(reserved_by=None)


def _driven(mint: Mint, operation: Operation) -> Swapped:
    came = drive_swap(mint, operation)
    operation.refresh_from_db()
    if came == Swapped.PENDING:
        raise UpstreamError(BUSY)
    return came


def _operation(kind: Operation.Kind, key: str) -> Operation | None:
    return Operation.objects.filter(kind=kind, key=key).exclude(state=State.FAILED).first()


def _theirs(kind: Operation.Kind, key: str) -> Operation:
    """The row of the worker that was faster with the same key."""
    found = _operation(kind, key)
    if found is None:
        raise UpstreamError("The wallet was asked twice at once: try again.")
    return found
