"""A mint changes its keys: what the old ones signed is still money, what they shall sign is not."""

import random
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from kernel.errors import UpstreamError
from payments.cashu.models import Keyset, Operation, Proof
from payments.cashu.tests.losing import LosingProxy, Loss
from payments.cashu.tests.minted import given_ecash, wait_paid
from payments.cashu.tests.test_lost_answers import all_real, held
from payments.rails.base import IncomingState
from payments.rails.cashu import CashuRail
from payments.services.cashu import restore_wallet, send_token
from sandbox.cashu_mint import RealMint
from workshop.mint import make_mint

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def own_mint(settings: Settings, no_network_in_transactions: None) -> Iterator[RealMint]:
    make_mint()
    settings.TILL_KEY = random.randbytes(32).hex()  # noqa: S311
    settings.BITCOIN_NETWORK = "bc"
    with RealMint(incoming_seconds=86_400) as mint:
        yield mint


def test_old_proofs_are_spent_into_new_ones(own_mint: RealMint, settings: Settings) -> None:
    settings.CASHU_MINT_URL = own_mint.url
    given_ecash(500)
    own_mint.rotate_keys()
    sent = send_token(amount_sats=100, key="out:1")
    old, new = Keyset.objects.order_by("pk")
    assert (old.active, new.active) == (False, True)
    made = Proof.objects.filter(made_by__kind="send")
    assert set(made.values_list("keyset_id", flat=True)) == {new.keyset_id}
    assert held() == 400 - sent.fee_msats // 1_000
    assert all_real()
    before = held()
    Proof.objects.all().delete()
    Operation.objects.all().delete()
    assert restore_wallet().amount_sats == before + 100  # of both keysets


def test_what_was_paid_is_issued_with_new_keys(own_mint: RealMint, settings: Settings) -> None:
    with LosingProxy(own_mint.url) as proxy:
        settings.CASHU_MINT_URL = proxy.url
        with CashuRail.from_settings() as rail:
            charge = rail.create_invoice(
                key="order:1", amount_msats=300_000, description="x", ttl_seconds=600
            )
            operation = Operation.objects.get(quote_id=charge.rail_id)
            proxy.lose("/v1/mint/bolt11", Loss.REQUEST)
            with pytest.raises(UpstreamError):
                wait_paid(rail.mint, operation)
            own_mint.rotate_keys()
            # Its outputs are fixed and stored, and of keys that sign nothing any more.
            with pytest.raises(UpstreamError):
                rail.incoming(rail_id=charge.rail_id)
            operation.refresh_from_db()
            assert operation.state == Operation.State.PREPARED
            assert rail.incoming(rail_id=charge.rail_id).state == IncomingState.PAID
        assert held() == 300
        assert all_real()
