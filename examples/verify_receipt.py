r"""Check a receipt of a cancellation that you kept. Needs Python 3.9 and cryptography from PyPI.

    curl https://the.house/.well-known/unsalted-receipts.json > keys.json
    python verify_receipt.py receipt.json --key keys.json

Exit 0: everything holds. Exit 1: something does not, each named. Exit 2: the file or the key cannot
be read. Without --key it says who signed, not that it was the house. This file repeats on purpose
what browser_agent/receipt.py and browser_agent/chain.py do, so that you can read all you trust on
one page; keep a copy beside your receipts.
"""

import argparse
import base64
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT = "unsalted-receipt-1"
LINK = {"seq", "name", "image", "record", "at", "previous"}
CROPS = {"before": "crop-before", "after": "crop-after"}
HEX_DIGITS = 64
WHOLE_MAX = 2**53 - 1
FILE = {"body", "sha256", "signature", "public_key", "links", "crops"}
BODY = {
    "format", "id", "issuer", "job", "run", "service", "action", "outcome", "decided_by",
    "effective_date", "quote", "votes", "requested_at", "started_at", "ended_at", "issued_at",
    "pictures", "chain", "agent", "holder", "price_sats",
}  # fmt: skip


class UnreadableError(Exception):
    """This is no receipt, or no key."""


def refuse_ambiguous(value: Any) -> None:
    """Whole numbers only, and names in ASCII: then sorted, compact JSON is RFC 8785."""
    if isinstance(value, float) or (type(value) is int and abs(value) > WHOLE_MAX):
        raise ValueError("a number without one form")
    if isinstance(value, dict):
        if not all(name.isascii() for name in value):
            raise ValueError("a name that is not ASCII")
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            refuse_ambiguous(each)


def canonical(value: Any) -> bytes:
    refuse_ambiguous(value)
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def hashed(value: Any) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def is_signed(value: Any, signature: str, public_key: str, purpose: str) -> bool:
    message = b"unsalted/" + purpose.encode() + b"\n" + canonical(value)
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def form(told: "dict[str, Any]") -> str:
    fits = FILE <= set(told) <= FILE | {"holder"} and set(told["body"]) == BODY
    return "" if fits else "a part is missing, or means nothing"


def chain(told: "dict[str, Any]") -> str:
    wanted, links, previous = told["body"]["chain"], told["links"], ""
    if wanted is None:
        return "" if links is None else "there are links, and the body knows of none"
    for place, link in enumerate(links):
        if set(link) != LINK or link["seq"] is True or link["seq"] is False:
            return f"link {place} is no link"
        if link["seq"] != place or link["previous"] != previous:
            return f"link {place} does not follow the one before it"
        previous = hashed(link)
    if len(links) != wanted["count"] or previous != wanted["head"]:
        return "the links do not lead to the head in the body"
    return ""


def agent(told: "dict[str, Any]") -> str:
    body = told["body"]
    if body["agent"] is None:
        return "" if body["chain"] is None else "a chain that nobody has signed"
    said = {name: body[name] for name in ("outcome", "effective_date", "quote", "votes")}
    statement = {**said, "run_id": body["run"], **body["chain"]}
    by = body["agent"]
    good = is_signed(statement, by["signature"], by["public_key"], "agent-run/v1")
    return "" if good else "the agent did not sign this run, ending and chain"


def crop(told: "dict[str, Any]", which: str) -> str:
    wanted, packed = told["body"]["pictures"][which], told["crops"][which]
    if set(told["crops"]) != set(CROPS):
        return "there are other pictures than two"
    if packed is None:
        return ""
    in_chain = {link["name"]: link["image"] for link in told["links"]}.get(CROPS[which])
    if wanted is None or in_chain != wanted:
        return "the picture is not in the chain"
    digest = hashlib.sha256(base64.b64decode(packed, validate=True)).hexdigest()
    return "" if digest == wanted else "the picture was changed"


def holder(told: "dict[str, Any]") -> str:
    named = told.get("holder")
    if named is None:
        return ""
    text = f"unsalted/receipt-holder/v1\n{named['salt']}|{named['pubkey']}"
    good = hashlib.sha256(text.encode()).hexdigest() == told["body"]["holder"]
    return "" if good else "it belongs to somebody else"


def faults(told: "dict[str, Any]", keys: "list[str]") -> "list[str]":
    """Everything that does not hold, each with its name."""
    body, signer = told["body"], told.get("public_key", "")
    checks: dict[str, Any] = {
        "form": lambda: form(told),
        "sha256": lambda: "" if hashed(body) == told["sha256"] else "the body was changed",
        "key": lambda: "" if not keys or signer in keys else "another key than the house's",
        "signature": lambda: (
            ""
            if is_signed(body, told["signature"], signer, "receipt/v1")
            else "it does not fit the body and the key"
        ),
        "chain": lambda: chain(told),
        "agent_signature": lambda: agent(told),
        "crop_before": lambda: crop(told, "before"),
        "crop_after": lambda: crop(told, "after"),
        "holder": lambda: holder(told),
    }
    found = []
    for name, check in checks.items():
        try:
            fault = check()
        except (KeyError, TypeError, ValueError, AttributeError):
            fault = "it cannot be read"
        if fault:
            found.append(f"{name}: {fault}")
    return found


def once_each(pairs: "list[tuple[str, Any]]") -> "dict[str, Any]":
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return dict(pairs)


def read(path: Path) -> "dict[str, Any]":
    told = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=once_each)
    body = told.get("body") if isinstance(told, dict) else None
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise UnreadableError(f"it does not say that it is {FORMAT}")
    return dict(told)


def keys_in(given: "str | None") -> "list[str]":
    if given is None:
        return []
    if len(given) == HEX_DIGITS and not Path(given).exists():
        return [given.lower()]
    text = Path(given).read_text(encoding="utf-8").strip()
    if len(text) == HEX_DIGITS:
        return [text.lower()]
    listed = json.loads(text)["keys"]
    if not listed:
        raise UnreadableError("there is no key in it")
    return [each["public_key"].lower() for each in listed]


def main() -> int:
    parser = argparse.ArgumentParser(description="Check a receipt of a cancellation.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--key", help="the house's public key, or the file from its address")
    args = parser.parse_args()
    try:
        told, keys = read(args.file), keys_in(args.key)
    except (OSError, ValueError, KeyError, TypeError, RecursionError, UnreadableError) as error:
        print(f"UNREADABLE: {error}", file=sys.stderr)
        return 2
    found = faults(told, keys)
    if found:
        print("BAD RECEIPT", *found, sep="\n  ")
        return 1
    body = told["body"]
    print("GOOD RECEIPT: signed at", body["issued_at"], "by key", told["public_key"])
    print(" ", body["action"], body["service"]["name"], body["outcome"], body["effective_date"])
    print("  The page was read as saying:", repr(body["quote"]))
    print("It does not prove that the site keeps its word, or that house and agent are honest.")
    if not keys:
        print("Whose key it is was not checked: give --key.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
