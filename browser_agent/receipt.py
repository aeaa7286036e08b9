"""The receipt that a person keeps, and what holds when it is checked. Pure: no network, no files.

A receipt file is one JSON object:

    body        what the house says, signed by the house's receipt key over its canonical form
    sha256      of the canonical body; also what an invoice quotes the beginning of
    signature   Ed25519, 128 hex digits; public_key: 64 hex digits
    links       every link of the run's evidence (browser_agent.chain); null without a run
    crops       {"before", "after"}: base64 PNGs or null
    holder      only where the person asked to be named: {"pubkey", "salt"}

The body names its holder by a salted hash alone: a receipt can be shown without saying who one is,
and proved to be one's own by whoever was given the salt.
"""

import base64
import binascii
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from browser_agent.chain import (
    CROP_AFTER,
    CROP_BEFORE,
    RUN_PURPOSE,
    ChainBrokenError,
    head_of,
    images_of,
    statement_of,
)
from kernel.signing import CanonicalFormError, hashed, is_signed, read_strictly

FORMAT = "unsalted-receipt-1"
RECEIPT_PURPOSE = "receipt/v1"
HOLDER_PREFIX = b"unsalted/receipt-holder/v1\n"
CROP_NAMES: Final = {"before": CROP_BEFORE, "after": CROP_AFTER}
CROP_BYTES_MAX = 60_000
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
FILE_NAMES: Final = frozenset({"body", "sha256", "signature", "public_key", "links", "crops"})
BODY_NAMES: Final = frozenset(
    {
        "format", "id", "issuer", "job", "run", "service", "action", "outcome", "decided_by",
        "effective_date", "quote", "votes", "requested_at", "started_at", "ended_at", "issued_at",
        "pictures", "chain", "agent", "holder", "price_sats",
    }
)  # fmt: skip


class ReceiptUnreadableError(ValueError):
    """This is no receipt at all."""


@dataclass(frozen=True, slots=True)
class Checked:
    """failures: "name: what does not hold"; proved and open: sentences for a person."""

    body: Mapping[str, Any]
    failures: tuple[str, ...]
    proved: tuple[str, ...]
    not_proved: tuple[str, ...]


def holder_hash(*, salt: str, pubkey: str) -> str:
    """salt: 64 hex digits, or one of all known keys could be tried against the hash."""
    return hashlib.sha256(HOLDER_PREFIX + f"{salt}|{pubkey}".encode()).hexdigest()


def read_receipt(text: str | bytes) -> dict[str, Any]:
    """The file as it is, checked for its form alone. Raises ReceiptUnreadableError."""
    try:
        told = read_strictly(text)
    except CanonicalFormError as error:
        raise ReceiptUnreadableError(error.message) from error
    if not isinstance(told, dict) or not isinstance(told.get("body"), dict):
        raise ReceiptUnreadableError("There is no body in it.")
    if told["body"].get("format") != FORMAT:
        raise ReceiptUnreadableError(f"It does not say that it is {FORMAT}.")
    return told


def check_receipt(told: Mapping[str, Any], *, house_key: str | None) -> Checked:
    """Everything that can be checked without asking anybody.

    house_key: the house's public key as 64 hex digits, got elsewhere than from the file; None where
    the reader has none, which is then said.
    """
    body = told["body"]
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("form", lambda: _form_fault(told)),
        ("sha256", lambda: _hash_fault(told)),
        ("key", lambda: _key_fault(told, house_key)),
        ("signature", lambda: _signature_fault(told)),
        ("chain", lambda: _chain_fault(told)),
        ("agent_signature", lambda: _agent_fault(body)),
        ("crop_before", lambda: _crop_fault(told, "before")),
        ("crop_after", lambda: _crop_fault(told, "after")),
        ("holder", lambda: _holder_fault(told)),
    )
    failures = []
    for name, check in checks:
        try:
            fault = check()
        except (KeyError, TypeError, ValueError, AttributeError, CanonicalFormError):
            fault = "it cannot be read"
        if fault:
            failures.append(f"{name}: {fault}")
    if failures:
        return Checked(body, tuple(failures), (), ())
    return Checked(body, (), _proved(told, house_key), _not_proved(told, house_key))


def _form_fault(told: Mapping[str, Any]) -> str:
    extra = set(told) - FILE_NAMES - {"holder"}
    if FILE_NAMES - set(told) or extra:
        return "the file lacks a part, or has one that means nothing"
    return "" if set(told["body"]) == BODY_NAMES else "the body has other fields than a receipt"


def _hash_fault(told: Mapping[str, Any]) -> str:
    return "" if hashed(told["body"]) == told["sha256"] else "the body was changed"


def _key_fault(told: Mapping[str, Any], house_key: str | None) -> str:
    if house_key is None or told["public_key"] == house_key.lower():
        return ""
    return "another key than the house's has signed it"


def _signature_fault(told: Mapping[str, Any]) -> str:
    good = is_signed(
        told["body"],
        signature=told["signature"],
        public_hex=told["public_key"],
        purpose=RECEIPT_PURPOSE,
    )
    return "" if good else "it does not fit the body and the key"


def _chain_fault(told: Mapping[str, Any]) -> str:
    chain, links = told["body"]["chain"], told["links"]
    if chain is None:
        return "" if links is None else "there are links, and the body knows of none"
    try:
        head = head_of(links)
    except ChainBrokenError as error:
        return error.message
    if len(links) != chain["count"]:
        return f"{len(links)} links, and the body says {chain['count']}"
    return "" if head == chain["head"] else "the links do not lead to the head in the body"


def _agent_fault(body: Mapping[str, Any]) -> str:
    agent = body["agent"]
    if agent is None:
        return "" if body["chain"] is None else "a chain that nobody has signed"
    statement = statement_of(
        run_id=body["run"],
        chain={**body["chain"], "quote": body["quote"], "votes": body["votes"]},
        outcome=body["outcome"],
        effective_date=body["effective_date"],
    )
    good = is_signed(
        statement,
        signature=agent["signature"],
        public_hex=agent["public_key"],
        purpose=RUN_PURPOSE,
    )
    return "" if good else "the agent did not sign this run, ending and chain"


def _crop_fault(told: Mapping[str, Any], which: str) -> str:
    wanted, packed = told["body"]["pictures"][which], told["crops"][which]
    if set(told["crops"]) != set(CROP_NAMES) or set(told["body"]["pictures"]) != set(CROP_NAMES):
        return "there are other pictures than two"
    if packed is None:
        return ""
    if wanted is None or images_of(told["links"]).get(CROP_NAMES[which]) != wanted:
        return "the picture is not in the chain"
    return _picture_fault(packed, wanted)


def _picture_fault(packed: str, wanted: str) -> str:
    try:
        raw = base64.b64decode(packed, validate=True)
    except binascii.Error:
        return "it is not base64"
    if len(raw) > CROP_BYTES_MAX or not raw.startswith(PNG_SIGNATURE):
        return "it is not a small PNG"
    return "" if hashlib.sha256(raw).hexdigest() == wanted else "the picture was changed"


def _holder_fault(told: Mapping[str, Any]) -> str:
    holder = told.get("holder")
    if holder is None:
        return ""
    named = holder_hash(salt=holder["salt"], pubkey=holder["pubkey"])
    return "" if named == told["body"]["holder"] else "it belongs to somebody else"


def _proved(told: Mapping[str, Any], house_key: str | None) -> tuple[str, ...]:
    body = told["body"]
    whose = "The house" if house_key else f"The holder of key {told['public_key']}"
    said = [
        f"{whose} said at {body['issued_at']}: {body['action']} at {body['service']['name']}, "
        f"{body['outcome']}, effective {body['effective_date'] or 'no date read'}."
    ]
    if body["quote"]:
        said.append(f"The account page was read as saying: {body['quote']!r}.")
    if body["agent"] is not None:
        said.append(
            f"The agent {body['agent']['public_key'][:16]} signed the same, over a chain of "
            f"{body['chain']['count']} pictures, none left out, moved or changed."
        )
    for which, packed in told["crops"].items():
        if packed is not None:
            said.append(f"The picture {which} is the one that was in the chain.")
    if told.get("holder") is not None:
        said.append(f"It was made out to the holder of {told['holder']['pubkey']}.")
    return tuple(said)


def _not_proved(told: Mapping[str, Any], house_key: str | None) -> tuple[str, ...]:
    body = told["body"]
    missing = [which for which in CROP_NAMES if told["crops"].get(which) is None]
    open_ = [
        "That the site honours what its page said, and that nobody changed it since.",
        "That house and agent are honest: both run on the house's side, and the times are theirs.",
    ]
    if house_key is None:
        open_.insert(
            0, "That this key is the house's: compare it with /.well-known/unsalted-receipts.json."
        )
    if body["agent"] is None:
        whose = "a person decided" if body["decided_by"] == "operator" else "the agent did not sign"
        open_.append(f"What was seen: {whose}, and there is no chain.")
    if missing:
        open_.append(f"What the page looked like: no picture {' and '.join(missing)} in the file.")
    if told.get("holder") is None:
        open_.append("Whose account it was: the file does not name its holder.")
    return tuple(open_)
