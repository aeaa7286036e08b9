"""How one would write it with the ORM alone: both rows locked, changed in Python and saved.

On plain tables of its own. Correct, and seven round trips to the database per transfer.
"""

import random
from uuid import uuid4

from django.db import connection, models, transaction

from workshop.bench.books import PEOPLE, START_MSATS
from workshop.bench.loads import Act, two_people

HOT_ROW, BUSY_ROW = PEOPLE + 1, PEOPLE + 2
ROWS = PEOPLE + 2


class Wallet(models.Model):
    balance_msats = models.BigIntegerField(default=START_MSATS)
    held_msats = models.BigIntegerField(default=0)

    objects: "models.Manager[Wallet]" = models.Manager()

    class Meta:
        app_label = "bench"
        db_table = "bench_wallet"

    def __str__(self) -> str:
        return str(self.pk)


class Movement(models.Model):
    key = models.CharField(max_length=160, unique=True)
    debit = models.ForeignKey(Wallet, models.PROTECT, related_name="debits")
    credit = models.ForeignKey(Wallet, models.PROTECT, related_name="credits")
    amount_msats = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects: "models.Manager[Movement]" = models.Manager()

    class Meta:
        app_label = "bench"
        db_table = "bench_movement"

    def __str__(self) -> str:
        return self.key


class Reserve(models.Model):
    key = models.CharField(max_length=160, unique=True)
    wallet = models.ForeignKey(Wallet, models.PROTECT, related_name="reserves")
    amount_msats = models.BigIntegerField()
    open = models.BooleanField(default=True)

    objects: "models.Manager[Reserve]" = models.Manager()

    class Meta:
        app_label = "bench"
        db_table = "bench_reserve"

    def __str__(self) -> str:
        return self.key


def open_tables() -> None:
    with connection.schema_editor() as editor:
        for model in (Wallet, Movement, Reserve):
            editor.create_model(model)
    Wallet.objects.bulk_create(Wallet() for _ in range(ROWS))
    connection.close()


def spread(chance: random.Random) -> Act:
    def act() -> None:
        one, other = two_people(chance)
        _move(one + 1, other + 1, 10)

    return act


def hot(chance: random.Random) -> Act:
    """The same row is everybody's other side: the account that is an entry in ours is a lock."""
    return lambda: _move(chance.randrange(PEOPLE) + 1, BUSY_ROW, 10)


def hot_floored(chance: random.Random) -> Act:
    return lambda: _move(chance.randrange(PEOPLE) + 1, HOT_ROW, 10)


def hold_and_capture(chance: random.Random) -> Act:
    def act() -> None:
        key, payer = str(uuid4()), chance.randrange(PEOPLE) + 1
        _reserve(key, payer, 100)
        _take(key, BUSY_ROW, 60)

    return act


@transaction.atomic
def _move(debit: int, credit: int, amount_msats: int) -> None:
    wallets = {pk: Wallet.objects.select_for_update().get(pk=pk) for pk in sorted((debit, credit))}
    assert wallets[debit].balance_msats - wallets[debit].held_msats >= amount_msats
    Movement.objects.create(
        key=str(uuid4()),
        debit=wallets[debit],
        credit=wallets[credit],
        amount_msats=amount_msats,
    )
    wallets[debit].balance_msats -= amount_msats
    wallets[credit].balance_msats += amount_msats
    wallets[debit].save()
    wallets[credit].save()


@transaction.atomic
def _reserve(key: str, payer: int, amount_msats: int) -> None:
    wallet = Wallet.objects.select_for_update().get(pk=payer)
    assert wallet.balance_msats - wallet.held_msats >= amount_msats
    Reserve.objects.create(key=key, wallet=wallet, amount_msats=amount_msats)
    wallet.held_msats += amount_msats
    wallet.save()


@transaction.atomic
def _take(key: str, payee: int, amount_msats: int) -> None:
    reserve = Reserve.objects.select_for_update().get(key=key)
    assert reserve.open
    payer = reserve.wallet_id  # type: ignore[attr-defined] # mypy sees installed apps only
    wallets = {pk: Wallet.objects.select_for_update().get(pk=pk) for pk in sorted((payer, payee))}
    Movement.objects.create(
        key=key, debit=wallets[payer], credit=wallets[payee], amount_msats=amount_msats
    )
    reserve.open = False
    reserve.save()
    wallets[payer].held_msats -= reserve.amount_msats
    wallets[payer].balance_msats -= amount_msats
    wallets[payer].save()
    wallets[payee].balance_msats += amount_msats
    wallets[payee].save()
