"""Zap receipts (NIP-57), read and checked: appendix F, and what D and E promise. No rows.

The receipt's author is believed only where it is the key of our own address's provider. All else
follows from hashes and signatures: the invoice commits to the request by its description hash, the
request is signed by whoever zapped, and it is made out to the bot.
"""

import hashlib
from dataclasses import dataclass, field

import nostr_sdk
from nostr_sdk import NostrSdkError

from kernel.bolt11 import Bolt11InvalidError, PaymentRequest, read_bolt11
from kernel.clock import utc_now
from nostr_bridge import ffi
from nostr_bridge.codec import FUTURE_SECONDS_MAX, WRAP_BYTES_MAX
from nostr_bridge.errors import Verdict, WrapRefusedError

__all__ = ["KIND_RECEIPT", "KIND_REQUEST", "Recipient", "Zap", "ffi", "read_zap"]

KIND_REQUEST, KIND_RECEIPT = 9_734, 9_735
COMMENT_CHARACTERS_MAX = 300
Tags = list[list[str]]


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom a zap must be: the bot's key, its provider's key, its lnurl, the Lightning network.

    lnurl: bech32, lower case; blank where a request's own is not compared.
    """

    pubkey: str
    provider: str
    lnurl: str
    network: str


@dataclass(frozen=True, slots=True)
class Zap:
    """What an honest receipt says. sender: who signed the request. Hex in lower case."""

    event_id: str
    sender: str
    amount_msats: int
    bolt11: str
    payment_hash: str
    comment: str = field(repr=False, default="")


def read_zap(event_json: str, *, to: Recipient) -> Zap:
    """The zap, or WrapRefusedError: UNSIGNED where the id or signature is not its own."""
    if len(event_json.encode()) > WRAP_BYTES_MAX:
        raise WrapRefusedError(Verdict.OVERSIZE)
    receipt = _event(event_json, Verdict.UNREADABLE)
    if not receipt.verify():
        raise WrapRefusedError(Verdict.UNSIGNED)
    tags = _tags(receipt)
    _require(receipt.kind().as_u16() == KIND_RECEIPT)
    _require(bool(to.provider) and receipt.author().to_hex() == to.provider)
    _require(_values(tags, "p") == [to.pubkey])
    _require(receipt.created_at().as_secs() <= utc_now().timestamp() + FUTURE_SECONDS_MAX)
    bolt11, description = _only(tags, "bolt11").lower(), _only(tags, "description")
    invoice = _invoice(bolt11, to)
    # The hash is over the text as it stands: the same request spelt otherwise is another one.
    _require(invoice.description_hash == hashlib.sha256(description.encode()).hexdigest())
    preimages = _values(tags, "preimage")
    _require(all(_hash_of(preimage) == invoice.payment_hash for preimage in preimages))
    request = _checked_request(description, invoice, to)
    sender = request.author().to_hex()
    _require(_values(tags, "P") in ([], [sender]))
    assert invoice.amount_msats is not None, "checked with the invoice"
    return Zap(
        event_id=receipt.id().to_hex(),
        sender=sender,
        amount_msats=invoice.amount_msats,
        bolt11=bolt11,
        payment_hash=invoice.payment_hash,
        comment=_one_line(request.content()),
    )


def _invoice(bolt11: str, to: Recipient) -> PaymentRequest:
    try:
        invoice = read_bolt11(bolt11)
    except Bolt11InvalidError:
        raise WrapRefusedError(Verdict.BAD_ZAP) from None
    _require(invoice.network == to.network and bool(invoice.amount_msats))
    return invoice


def _checked_request(description: str, invoice: PaymentRequest, to: Recipient) -> "nostr_sdk.Event":
    request = _event(description, Verdict.BAD_ZAP)
    _require(request.kind().as_u16() == KIND_REQUEST and request.verify())
    tags = _tags(request)
    _require(_values(tags, "p") == [to.pubkey])
    _require(len(_values(tags, "e")) <= 1 and len(_values(tags, "a")) <= 1)
    _require(_values(tags, "P") in ([], [to.provider]))
    _require(_values(tags, "amount") in ([], [str(invoice.amount_msats)]))
    lnurls = [lnurl.lower() for lnurl in _values(tags, "lnurl")]
    _require(not to.lnurl or lnurls in ([], [to.lnurl]))
    return request


def _event(text: str, verdict: Verdict) -> "nostr_sdk.Event":
    try:
        return nostr_sdk.Event.from_json(text)
    except (NostrSdkError, nostr_sdk.InternalError):
        raise WrapRefusedError(verdict) from None


def _require(fact: bool) -> None:  # noqa: FBT001 - a check reads best with its fact in place
    if not fact:
        raise WrapRefusedError(Verdict.BAD_ZAP)


def _tags(event: "nostr_sdk.Event") -> Tags:
    return [vector for tag in event.tags() if len(vector := tag.to_vec()) > 1]


def _values(tags: Tags, name: str) -> list[str]:
    return [tag[1] for tag in tags if tag[0] == name]


def _only(tags: Tags, name: str) -> str:
    found = _values(tags, name)
    _require(len(found) == 1)
    return found[0]


def _hash_of(preimage: str) -> str:
    try:
        return hashlib.sha256(bytes.fromhex(preimage)).hexdigest()
    except ValueError:
        return ""


def _one_line(text: str) -> str:
    """A stranger's words for an operator's list. PostgreSQL stores no NUL."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(plain.split())[:COMMENT_CHARACTERS_MAX]
