"""A Merkle tree whose every node carries the sum below it. Pure: bytes in, bytes out.

    leaf = sha256("unsalted:leaf:1" | salt | sha256(account) | balance)
    none = sha256("unsalted:none:1" | position)          fills the row up to a power of two; sum 0
    node = sha256("unsalted:node:1" | left hash | left sum | right hash | right sum)

Texts are ASCII, salts and hashes 32 bytes, balances, sums and positions 8 bytes big-endian without
a sign, so that no sum can hide a debt among the credits. This is Maxwell's summation tree; its
known price is that a path shows the sums beside it, a neighbour's balance included, without a name.
"""

from dataclasses import dataclass
from hashlib import sha256

LEAF, NONE, NODE = b"unsalted:leaf:1", b"unsalted:none:1", b"unsalted:node:1"
SUM_BYTES = 8


@dataclass(frozen=True, slots=True)
class Node:
    digest: bytes
    sum_msats: int


@dataclass(frozen=True, slots=True)
class Step:
    """A sibling on the way up. left: it stands on the left of us."""

    left: bool
    node: Node


def leaf_node(*, account: str, salt: bytes, balance_msats: int) -> Node:
    """salt: 32 random bytes, or a neighbour could try all likely balances against our hash."""
    bound = sha256(account.encode("ascii")).digest()
    return Node(sha256(LEAF + salt + bound + _counted(balance_msats)).digest(), balance_msats)


def parent_node(left: Node, right: Node) -> Node:
    hashed = sha256(
        NODE + left.digest + _counted(left.sum_msats) + right.digest + _counted(right.sum_msats)
    )
    return Node(hashed.digest(), left.sum_msats + right.sum_msats)


def tree_of(leaves: list[Node]) -> list[list[Node]]:
    """All rows, the leaves first and the root alone in the last."""
    width = 1
    while width < len(leaves):
        width *= 2
    row = [*leaves, *(_nobody(position) for position in range(len(leaves), width))]
    rows = [row]
    while len(row) > 1:
        row = [parent_node(*pair) for pair in zip(row[::2], row[1::2], strict=True)]
        rows.append(row)
    return rows


def path_to(rows: list[list[Node]], position: int) -> list[Step]:
    """The siblings from the leaf at that position up to the root."""
    path = []
    for row in rows[:-1]:
        path.append(Step(left=position % 2 == 1, node=row[position ^ 1]))
        position //= 2
    return path


def _nobody(position: int) -> Node:
    return Node(sha256(NONE + _counted(position)).digest(), 0)


def _counted(amount: int) -> bytes:
    return amount.to_bytes(SUM_BYTES, "big")
