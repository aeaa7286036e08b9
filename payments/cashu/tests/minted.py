"""Fixtures: the real mint, started once; other rooms' tests import them from here."""

import hashlib
import itertools
import random
import time
from collections.abc import Iterator
from typing import Any

import bolt11
import pytest
from bolt11 import Bolt11, Feature, Features, FeatureState, MilliSatoshi, TagChar, Tags
from django.db import connection
from pytest_django import Settings

from payments.cashu.models import Operation
from payments.cashu.services.door import QuoteState
from payments.cashu.services.minting import drive_mint
from payments.cashu.tests.losing import LosingProxy
from payments.rails.cashu import CashuRail
from payments.rails.mint import MintHTTP
from sandbox.cashu_mint import PAYEES, RealMint, payee_preimage
from workshop.mint import make_mint

PAYEE_KEY = "e126f68f7eafcc8b74f54d269fe206be715000f94dac067d1c04a8ca3b2db734"
_numbers = itertools.count(random.randrange(PAYEES))  # noqa: S311 - only apart, not secret


@pytest.fixture(scope="session")
def real_mint() -> Iterator[RealMint]:
    make_mint()
    # Its fake wallet pays a quote when somebody asks for it, and not by itself.
    with RealMint(incoming_seconds=86_400) as mint:
        yield mint


@pytest.fixture(scope="session")
def mint_proxy(real_mint: RealMint) -> Iterator[LosingProxy]:
    with LosingProxy(real_mint.url) as proxy:
        yield proxy


@pytest.fixture
def no_network_in_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    call = MintHTTP._call

    def guarded(self: MintHTTP, *args: Any, **kwargs: Any) -> Any:
        assert not connection.in_atomic_block, "the mint was asked inside a transaction"
        return call(self, *args, **kwargs)

    monkeypatch.setattr(MintHTTP, "_call", guarded)


@pytest.fixture
def losing_mint(
    mint_proxy: LosingProxy, settings: Settings, no_network_in_transactions: None
) -> LosingProxy:
    """The proxy that the product takes for its mint. Every test has a seed of its own, as if it
    were another house: the mint remembers what it signed for the tests before."""
    mint_proxy.calm()
    settings.CASHU_MINT_URL = mint_proxy.url
    settings.BITCOIN_NETWORK = "bc"
    settings.RAIL_TIMEOUT_SECONDS = 10.0
    settings.TILL_KEY = random.randbytes(32).hex()  # noqa: S311
    return mint_proxy


@pytest.fixture
def mint(losing_mint: LosingProxy) -> Iterator[MintHTTP]:
    with MintHTTP(url=losing_mint.url, timeout_seconds=10) as mint:
        yield mint


def given_ecash(amount_sats: int) -> Operation:
    """An invoice of the mint, paid by its fake wallet, as proofs of ours."""
    with CashuRail.from_settings() as rail:
        charge = rail.create_invoice(
            key="given", amount_msats=amount_sats * 1_000, description="given", ttl_seconds=600
        )
        operation = Operation.objects.get(quote_id=charge.rail_id)
        wait_paid(rail.mint, operation)
    operation.refresh_from_db()
    return operation


def wait_paid(mint: MintHTTP, operation: Operation) -> None:
    until = time.monotonic() + 15
    while time.monotonic() < until:
        if drive_mint(mint, operation) in {QuoteState.PAID, QuoteState.ISSUED}:
            return
        time.sleep(0.05)
    raise AssertionError("the fake wallet did not pay")


def payee_invoice(amount_sats: int) -> tuple[str, str, str]:
    """Somebody's invoice, elsewhere: its text, payment hash, and the preimage that paying shows."""
    preimage = payee_preimage(next(_numbers) % PAYEES)
    payment_hash = hashlib.sha256(preimage).hexdigest()
    tags = Tags()
    tags.add(TagChar.payment_hash, payment_hash)
    tags.add(TagChar.description, "a payee's invoice")
    tags.add(TagChar.payment_secret, random.randbytes(32).hex())  # noqa: S311
    tags.add(TagChar.expire_time, 3_600)
    tags.add(
        TagChar.features,
        Features.from_feature_list({Feature.payment_secret: FeatureState.supported}),
    )
    text = bolt11.encode(
        Bolt11(
            currency="bc",
            amount_msat=MilliSatoshi(amount_sats * 1_000),
            date=int(time.time()),
            tags=tags,
        ),
        PAYEE_KEY,
    )
    return text, payment_hash, preimage.hex()
