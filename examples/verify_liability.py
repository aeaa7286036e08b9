r"""Check that your balance is part of what the house says it owes. Needs Python 3.9, nothing else.

    curl -H "Authorization: Bearer $TOKEN" \
        https://the.house/api/payments/liabilities/2026-11-21/mine > mine.json
    python verify_liability.py mine.json --root <the root that others were shown for that day>

Exit 0: every leaf of yours leads to the root. Exit 1: one does not, or the file makes no sense.
Compare the root with somebody else's (--root, or by eye): a house that shows everyone a root of
their own has proved nothing. The tree is written down in payments/merkle.py; this file repeats it
on purpose, so that you can read all you trust on one page.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

LEAF, NODE = b"unsalted:leaf:1", b"unsalted:node:1"
HASH_BYTES = 32
MOST_MSATS = 2_100_000_000_000_000_000  # all bitcoin there will ever be


class ProofError(Exception):
    """What does not hold."""


def digest(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def counted(amount: object) -> bytes:
    """8 bytes without a sign; a sum below nothing would hide somebody's balance."""
    if type(amount) is not int or not 0 <= amount <= MOST_MSATS:
        raise ProofError(f"{amount!r} is no amount")
    return amount.to_bytes(8, "big")


def hash_of(text: object) -> bytes:
    raw = bytes.fromhex(text) if isinstance(text, str) else b""
    if len(raw) != HASH_BYTES:
        raise ProofError("a hash or salt has not 32 bytes")
    return raw


def root_over(leaf: dict[str, Any]) -> "tuple[str, int]":
    """The root and the total that this leaf and its path lead to."""
    account = hashlib.sha256(leaf["account"].encode("ascii")).digest()
    total, position = leaf["balance_msats"], leaf["position"]
    here = digest(LEAF, hash_of(leaf["salt"]), account, counted(total))
    for step in leaf["path"]:
        beside, beside_sum = hash_of(step["hash"]), step["sum_msats"]
        if step["side"] != ("left" if position % 2 else "right"):
            raise ProofError("the path turns where the position does not")
        if step["side"] == "left":
            here = digest(NODE, beside, counted(beside_sum), here, counted(total))
        else:
            here = digest(NODE, here, counted(total), beside, counted(beside_sum))
        total, position = total + beside_sum, position // 2
    counted(total)
    if position:
        raise ProofError("the path ends before its position does")
    return here.hex(), total


def verify(proof: dict[str, Any], root: "str | None" = None) -> int:
    """Your balance in msats under that root. Raises ProofError."""
    if root is not None and root.lower() != proof["root_hash"]:
        raise ProofError("the file speaks of another root than you were told")
    if not proof["leaves"]:
        raise ProofError("there is no leaf of yours in it")
    for leaf in proof["leaves"]:
        if root_over(leaf) != (proof["root_hash"], proof["total_msats"]):
            raise ProofError(f"{leaf['account']} does not lead to the published root and total")
    places = {leaf["position"] for leaf in proof["leaves"]}
    if len(places) != len(proof["leaves"]):
        raise ProofError("one leaf is shown twice")
    return sum(leaf["balance_msats"] for leaf in proof["leaves"])


def main() -> int:
    parser = argparse.ArgumentParser(description="Check your balance in a proof of liabilities.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--root", help="the root you were told elsewhere, 64 hex digits")
    args = parser.parse_args()
    try:
        proof = json.loads(args.file.read_text())
        own_msats = verify(proof, args.root)
        print(f"{proof['day']}: your {own_msats} msats are among {proof['total_msats']} owed.")
    except ProofError as error:
        print(f"NOT PROVED: {error}.")
        return 1
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"NOT PROVED: the file cannot be read ({type(error).__name__}).")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
