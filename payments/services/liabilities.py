"""Proof of liabilities: once a day everybody's balance goes into a tree whose root is published.

Who finds their own balance under the same root as everybody else knows that the house admits to
owing it. `total_msats` beside what the rails hold tells the rest.
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from random import SystemRandom

from django.db import connection, transaction

from accounts.models import User
from kernel.clock import utc_now
from payments.errors import PaymentsError
from payments.ledger.models import Account
from payments.ledger.snapshot import one_snapshot, quiet_point
from payments.merkle import Node, leaf_node, path_to, tree_of
from payments.models import LiabilityLeaf, LiabilityProof
from payments.services.holders import holder_code

SALT_BYTES = 32
LEAVES_KEPT = timedelta(days=90)
LEAVES_BATCH = 2_000
TREES_KEPT = 2
"""Trees held in memory; the roots of the last days are asked for most."""


class LiabilitiesDisagreeError(PaymentsError):
    """The leaves do not sum to what the books owe: nothing is published."""

    code = "liabilities_disagree"


@dataclass(frozen=True, slots=True)
class Inclusion:
    """One leaf and its way to the root: what its holder needs to check it."""

    account: str
    balance_msats: int
    salt: str
    position: int
    path: list[dict[str, str | int]]


def prove_liabilities() -> LiabilityProof:
    """Publish today's root (UTC), once; a second call answers with the first one's.

    Not inside a transaction. Raises LiabilitiesDisagreeError, and OperationalError where the books
    are too busy for a moment of quiet.
    """
    day = utc_now().date()
    known = LiabilityProof.objects.filter(day=day).first()
    if known is not None:
        return known
    through_id, taken_at = quiet_point()
    with one_snapshot():
        balances = _balances_through(through_id)
        total_msats = _owed_through_msats(through_id)
    if sum(balances.values()) != total_msats or any(amount < 0 for amount in balances.values()):
        raise LiabilitiesDisagreeError(
            "The balances do not sum to what the transfers say is owed.",
            leaves_msats=sum(balances.values()),
            books_msats=total_msats,
        )
    return _publish(day=day, through_id=through_id, taken_at=taken_at, balances=balances)


def inclusions_of(proof: LiabilityProof, user: User) -> list[Inclusion]:
    """The person's leaves: their balance, its sub-accounts, and escrows they have paid into."""
    code = holder_code(user)
    escrows = Account.objects.filter(owner=code, code__startswith="escrow:").values("code")
    leaves = proof.leaves.filter(account=code)
    leaves |= proof.leaves.filter(account__startswith=f"{code}:")
    leaves |= proof.leaves.filter(account__in=escrows)
    own = list(leaves.distinct().order_by("position"))
    if not own:
        return []
    rows = _tree(proof.pk, proof.root_hash)
    return [
        Inclusion(
            account=leaf.account,
            balance_msats=leaf.balance_msats,
            salt=leaf.salt,
            position=leaf.position,
            path=[
                {
                    "side": "left" if step.left else "right",
                    "hash": step.node.digest.hex(),
                    "sum_msats": step.node.sum_msats,
                }
                for step in path_to(rows, leaf.position)
            ],
        )
        for leaf in own
    ]


def drop_old_leaves() -> int:
    """Roots stay for ever; who had what is forgotten after LEAVES_KEPT. Returns how many went."""
    before = utc_now().date() - LEAVES_KEPT
    dropped, _ = LiabilityLeaf.objects.filter(proof__day__lt=before).delete()
    return dropped


@lru_cache(maxsize=TREES_KEPT)
def _tree(proof_id: int, root_hash: str) -> list[list[Node]]:
    """Leaves never change, so a tree is built once per process. The root is part of its name."""
    leaves = LiabilityLeaf.objects.filter(proof_id=proof_id).order_by("position")
    rows = tree_of([_node_of(leaf) for leaf in leaves])
    assert rows[-1][0].digest.hex() == root_hash, "these leaves are not those of the proof"
    return rows


def _node_of(leaf: LiabilityLeaf) -> Node:
    return leaf_node(
        account=leaf.account, salt=bytes.fromhex(leaf.salt), balance_msats=leaf.balance_msats
    )


def _publish(
    *, day: date, through_id: int, taken_at: datetime, balances: dict[str, int]
) -> LiabilityProof:
    # A random order, anew each day: a place in the tree tells nobody who is where.
    accounts = list(balances)
    SystemRandom().shuffle(accounts)
    leaves = [
        LiabilityLeaf(
            position=position,
            account=account,
            salt=secrets.token_hex(SALT_BYTES),
            balance_msats=balances[account],
        )
        for position, account in enumerate(accounts)
    ]
    root = tree_of([_node_of(leaf) for leaf in leaves])[-1][0]
    with transaction.atomic():
        proof, first = LiabilityProof.objects.get_or_create(
            day=day,
            defaults={
                "taken_at": taken_at,
                "through_id": through_id,
                "leaves_count": len(leaves),
                "total_msats": root.sum_msats,
                "root_hash": root.digest.hex(),
            },
        )
        if first:  # a racer's root is as true as ours, and only one is published
            for leaf in leaves:
                leaf.proof = proof
            LiabilityLeaf.objects.bulk_create(leaves, batch_size=LEAVES_BATCH)
    return proof


def _balances_through(through_id: int) -> dict[str, int]:
    """What each person's and each deal's account held right after that transfer, where not zero."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH later AS (
                SELECT account_id, sum(msats) AS msats FROM (
                    SELECT credit_id AS account_id, amount_msats AS msats
                      FROM ledger_transfer WHERE id > %(through)s
                     UNION ALL
                    SELECT debit_id, -amount_msats FROM ledger_transfer WHERE id > %(through)s
                ) entry GROUP BY account_id
            )
            SELECT a.code, a.posted_msats - coalesce(l.msats, 0)
              FROM ledger_account a LEFT JOIN later l ON l.account_id = a.id
             WHERE (a.code LIKE 'user:%%' OR a.code LIKE 'escrow:%%')
               AND a.posted_msats <> coalesce(l.msats, 0)
            """,
            {"through": through_id},
        )
        return {code: int(balance) for code, balance in cursor.fetchall()}


def _owed_through_msats(through_id: int) -> int:
    """The same from the other end: every transfer up to that one, no stored balance."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH held AS (
                SELECT id FROM ledger_account WHERE code LIKE 'user:%%' OR code LIKE 'escrow:%%'
            )
            SELECT coalesce((SELECT sum(amount_msats) FROM ledger_transfer
                              WHERE id <= %(through)s AND credit_id IN (SELECT id FROM held)), 0)
                 - coalesce((SELECT sum(amount_msats) FROM ledger_transfer
                              WHERE id <= %(through)s AND debit_id IN (SELECT id FROM held)), 0)
            """,
            {"through": through_id},
        )
        [total] = cursor.fetchone()
        return int(total)
