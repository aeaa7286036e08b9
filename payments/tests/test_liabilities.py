"""A day's tree holds everybody's balance, and its holder can check that with a page of Python."""

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from ninja_jwt.tokens import AccessToken

from accounts.models import User
from conftest import Bell
from examples.verify_liability import ProofError, root_over, verify
from kernel.clock import utc_now
from payments.ledger.chart import RAIL_BTCPAY, promo_code
from payments.ledger.models import Account, Transfer
from payments.ledger.queries import balance_msats
from payments.ledger.services import fund_escrow, open_account, post_transfer, release_escrow
from payments.ledger.snapshot import quiet_point
from payments.merkle import leaf_node, path_to, tree_of
from payments.models import LiabilityLeaf, LiabilityProof
from payments.services.holders import open_holder
from payments.services.liabilities import (
    LiabilitiesDisagreeError,
    drop_old_leaves,
    prove_liabilities,
)
from tests.given import given_user
from tests.racers import raced

VERIFIER = Path(__file__).resolve().parents[2] / "examples" / "verify_liability.py"
LIST = "/api/payments/liabilities"


def paid_in(name: str, amount_msats: int, *, key: str = "1") -> str:
    code = open_holder(given_user(name))
    post_transfer(key=f"in:{name}:{key}", debit=RAIL_BTCPAY, credit=code, amount_msats=amount_msats)
    return code


def own_file(client: Client, user: User, day: str = "") -> Any:
    day = day or utc_now().date().isoformat()
    token: Any = AccessToken.for_user(user)  # type: ignore[misc] # its own annotation is off
    return client.get(f"{LIST}/{day}/mine", headers={"Authorization": f"Bearer {token}"})


def verified(file: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """In an interpreter without our packages: the verifier needs the standard library alone."""
    command = [sys.executable, "-I", "-S", str(VERIFIER), str(file), *more]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=30)


@pytest.mark.django_db(transaction=True)
def test_a_holder_checks_their_own_balance(bell: Bell, client: Client, tmp_path: Path) -> None:
    for number in range(11):
        paid_in(f"person-{number}", 1_000 + number)
    alice = given_user("alice")
    code = paid_in("alice", 50_000)
    given_credit = promo_code(str(alice.pubkey))
    open_account(code=given_credit, kind=Account.Kind.LIABILITY, owner="", floor_msats=0)
    post_transfer(key="bonus", debit="promo", credit=given_credit, amount_msats=5_000)
    fund_escrow(ref="deal.1", payer=code, amount_msats=20_000)
    proof = prove_liabilities()

    [shown] = client.get(LIST).json()["proofs"]
    assert shown["root_hash"] == proof.root_hash
    assert shown["total_msats"] == sum(1_000 + number for number in range(11)) + 55_000
    assert shown["leaves_count"] == 14
    places = [leaf.account for leaf in proof.leaves.order_by("position")]
    assert places not in (sorted(places), list(_accounts_by_age(places)))  # 1 in 10^10 by chance

    answer = own_file(client, alice)
    assert answer.status_code == 200
    assert {leaf["account"]: leaf["balance_msats"] for leaf in answer.json()["leaves"]} == {
        code: 30_000,
        given_credit: 5_000,
        "escrow:deal.1": 20_000,
    }
    (file := tmp_path / "mine.json").write_bytes(answer.content)
    told = verified(file, "--root", shown["root_hash"])
    assert (told.returncode, told.stderr) == (0, "")
    assert "your 55000 msats are among" in told.stdout


def _accounts_by_age(codes: list[str]) -> QuerySet[Account, str]:
    return Account.objects.filter(code__in=codes).order_by("pk").values_list("code", flat=True)


@pytest.mark.django_db(transaction=True)
def test_the_verifier_refuses_every_lie(bell: Bell, client: Client, tmp_path: Path) -> None:
    for number in range(5):
        paid_in(f"person-{number}", 7_000 + number)
    prove_liabilities()
    truth = own_file(client, given_user("person-3")).json()
    assert verify(truth) == 7_003
    lies: dict[str, Callable[[Any, Any], Any]] = {
        "a smaller balance": lambda leaf, _: leaf.update(balance_msats=leaf["balance_msats"] - 1),
        "another salt": lambda leaf, _: leaf.update(salt="00" * 32),
        "another account": lambda leaf, _: leaf.update(account="user:somebody"),
        "a negative neighbour": lambda leaf, _: leaf["path"][0].update(sum_msats=-7_000),
        "a lighter branch": lambda leaf, _: leaf["path"][-1].update(
            sum_msats=leaf["path"][-1]["sum_msats"] - 1
        ),
        "a branch on the other side": lambda leaf, _: leaf["path"][0].update(
            side="left" if leaf["path"][0]["side"] == "right" else "right"
        ),
        "another place": lambda leaf, _: leaf.update(position=leaf["position"] ^ 1),
        "a place outside": lambda leaf, _: leaf.update(position=leaf["position"] + 8),
        "a smaller total": lambda _, proof: proof.update(total_msats=proof["total_msats"] - 1),
        "another root": lambda _, proof: proof.update(root_hash="ab" * 32),
        "one leaf twice": lambda leaf, proof: proof["leaves"].append(copy.deepcopy(leaf)),
        "no leaf": lambda _, proof: proof["leaves"].clear(),
    }
    for name, lie in lies.items():
        lied = copy.deepcopy(truth)
        lie(lied["leaves"][0], lied)
        with pytest.raises(ProofError):
            verify(lied)
        (file := tmp_path / "lie.json").write_text(json.dumps(lied))
        assert verified(file).returncode == 1, name
    (tmp_path / "noise.json").write_text('{"leaves": [1], "root_hash": "x"}')
    assert verified(tmp_path / "noise.json").returncode == 1
    (tmp_path / "truth.json").write_text(json.dumps(truth))
    assert verified(tmp_path / "truth.json", "--root", "cd" * 32).returncode == 1


@given(st.lists(st.integers(0, 10**15), max_size=40), st.data())
@settings(max_examples=60, deadline=None)
def test_every_leaf_of_every_tree_leads_to_its_root(amounts: list[int], data: Any) -> None:
    salts = [bytes([number]) * 32 for number in range(len(amounts))]
    leaves = [
        leaf_node(account=f"user:{number}", salt=salt, balance_msats=amount)
        for number, (salt, amount) in enumerate(zip(salts, amounts, strict=True))
    ]
    rows = tree_of(leaves)
    root = rows[-1][0]
    assert root.sum_msats == sum(amounts)
    if not amounts:
        return
    place = data.draw(st.integers(0, len(amounts) - 1))
    path = [
        {
            "side": "left" if step.left else "right",
            "hash": step.node.digest.hex(),
            "sum_msats": step.node.sum_msats,
        }
        for step in path_to(rows, place)
    ]
    leaf = {
        "account": f"user:{place}",
        "salt": salts[place].hex(),
        "balance_msats": amounts[place],
        "position": place,
        "path": path,
    }
    assert root_over(leaf) == (root.digest.hex(), root.sum_msats)


@pytest.mark.django_db(transaction=True)
def test_the_tree_is_of_one_moment_while_money_moves(
    bell: Bell, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice, bob = paid_in("alice", 10_000), paid_in("bob", 10_000)

    def quiet_and_then_money_moves() -> Any:
        point = quiet_point()
        post_transfer(key="later", debit=alice, credit=bob, amount_msats=4_000)
        paid_in("carol", 99_000)
        return point

    monkeypatch.setattr("payments.services.liabilities.quiet_point", quiet_and_then_money_moves)
    proof = prove_liabilities()
    assert balance_msats(alice) == 6_000
    assert {leaf.account: leaf.balance_msats for leaf in proof.leaves.all()} == {
        alice: 10_000,
        bob: 10_000,
    }
    assert proof.through_id == Transfer.objects.get(key="in:bob:1").pk


@pytest.mark.django_db(transaction=True)
def test_nothing_is_published_that_the_transfers_do_not_bear_out(
    bell: Bell, monkeypatch: pytest.MonkeyPatch
) -> None:
    paid_in("alice", 10_000)
    monkeypatch.setattr(
        "payments.services.liabilities._balances_through", lambda through_id: {"user:alice": 9_000}
    )
    with pytest.raises(LiabilitiesDisagreeError):
        prove_liabilities()
    assert not LiabilityProof.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_day_has_one_root_whoever_comes_first(bell: Bell) -> None:
    paid_in("alice", 10_000)
    roots = {proof.root_hash for proof in raced(lambda _: prove_liabilities(), racers=6)}
    assert len(roots) == 1
    assert LiabilityProof.objects.count() == 1
    assert LiabilityLeaf.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_was_published_stays(bell: Bell) -> None:
    paid_in("alice", 10_000)
    proof = prove_liabilities()
    for change in (
        lambda: LiabilityProof.objects.update(root_hash="0" * 64),
        lambda: LiabilityLeaf.objects.update(balance_msats=1),
        proof.delete,
    ):
        with pytest.raises(IntegrityError, match="stay as they were"):
            change()
    with transaction.atomic(), connection.cursor() as cursor:
        trigger = "payments_liabilityproof_no_truncate"
        cursor.execute(f"ALTER TABLE payments_liabilityproof ENABLE TRIGGER {trigger}")
        with pytest.raises(IntegrityError, match="stay as they were"), transaction.atomic():
            cursor.execute("TRUNCATE payments_liabilityproof CASCADE")
        cursor.execute(f"ALTER TABLE payments_liabilityproof DISABLE TRIGGER {trigger}")


@pytest.mark.django_db(transaction=True)
def test_an_ended_escrow_and_an_empty_balance_are_no_leaves(bell: Bell, client: Client) -> None:
    code, worker = paid_in("alice", 10_000), paid_in("worker", 1)
    fund_escrow(ref="deal.2", payer=code, amount_msats=10_000)
    release_escrow(ref="deal.2", payee=worker)
    proof = prove_liabilities()
    assert [leaf.account for leaf in proof.leaves.all()] == [worker]
    assert own_file(client, given_user("alice")).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_an_empty_house_proves_that_it_owes_nothing(bell: Bell) -> None:
    call_command("prove_liabilities", stdout=sys.stderr)
    proof = LiabilityProof.objects.get()
    assert (proof.total_msats, proof.leaves_count) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_only_the_holder_sees_a_leaf(bell: Bell, client: Client) -> None:
    paid_in("alice", 10_000)
    prove_liabilities()
    day = utc_now().date().isoformat()
    assert client.get(f"{LIST}/{day}/mine").status_code == 401
    assert own_file(client, given_user("mallory")).status_code == 404
    assert own_file(client, given_user("alice"), "2020-01-01").status_code == 404
    assert own_file(client, given_user("alice"), "yesterday").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_old_leaves_go_and_their_root_stays(bell: Bell, client: Client) -> None:
    paid_in("alice", 10_000)
    young = prove_liabilities()
    day = utc_now().date() - timedelta(days=91)
    old = LiabilityProof.objects.create(
        day=day,
        taken_at=utc_now() - timedelta(days=91),
        through_id=1,
        leaves_count=1,
        total_msats=1,
        root_hash="ab" * 32,
    )
    LiabilityLeaf.objects.create(
        proof=old, position=0, account="user:alice", salt="cd" * 32, balance_msats=1
    )
    assert drop_old_leaves() == 1
    assert [leaf.proof_id for leaf in LiabilityLeaf.objects.all()] == [young.pk]
    assert [shown["day"] for shown in client.get(LIST).json()["proofs"]][1] == day.isoformat()
