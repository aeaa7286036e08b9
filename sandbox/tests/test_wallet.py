"""The stand-in wallet speaks NIP-47 with a client that somebody else wrote: nostr-sdk's own."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from payments.rails.nwc import NwcRail
from payments.rails.nwc_wire import read_wallet_uri
from payments.tests.relay import running_relay
from sandbox.btcpay.node import Ask, new_ask, new_private_key
from sandbox.btcpay.server import SandboxBTCPay
from sandbox.btcpay.store import Wanted
from sandbox.wallet.purse import NoRouteError
from sandbox.wallet.service import SandboxWallet

ROOT = Path(__file__).resolve().parents[2]
# A process of its own, left by os._exit: the SDK's threads may crash an interpreter that ends.
CLIENT = """
import asyncio, datetime, json, os, sys
import nostr_sdk
from nostr_sdk import *

async def main():
    nostr_sdk.uniffi_set_event_loop(asyncio.get_running_loop())
    uri, bolt11 = sys.argv[1:]
    builder = NostrWalletConnectBuilder(NostrWalletConnectUri.parse(uri))
    wallet = builder.timeout(datetime.timedelta(seconds=10)).build()
    told = {"methods": [str(one) for one in (await wallet.get_info()).methods]}
    told["before"] = (await wallet.get_balance()).balance
    made = await wallet.make_invoice(
        MakeInvoiceRequest(
            amount=21_000, description="x", description_hash=None, expiry=600
        )
    )
    told["bolt11"] = made.invoice
    looked = await wallet.lookup_invoice(
        LookupInvoiceRequest(payment_hash=made.payment_hash, invoice=None)
    )
    told["state"] = str(looked.state)
    paid = await wallet.pay_invoice(
        PayInvoiceRequest(id=None, invoice=bolt11, amount=None)
    )
    told["preimage"], told["fee"] = paid.preimage, paid.fees_paid
    try:
        await wallet.pay_invoice(
            PayInvoiceRequest(id=None, invoice=bolt11, amount=None)
        )
    except NostrSdkError as error:
        told["again"] = str(error)
    told["after"] = (await wallet.get_balance()).balance
    print(json.dumps(told), flush=True)
    os._exit(0)

asyncio.run(main())
"""


@pytest.fixture(scope="module")
def relay_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_relay(tmp_path_factory.mktemp("relay")) as url:
        yield url


@pytest.mark.parametrize("encryption", ["nip44_v2 nip04", None])
def test_a_client_of_somebody_elses_is_served(
    relay_url: str, tmp_path: Path, encryption: str | None
) -> None:
    ask = new_ask(
        private_key=new_private_key(), amount_msats=5_000_000, description="", expiry_seconds=600
    )
    with SandboxWallet(
        relay_url=relay_url, route=route_to(ask), fee_msats=3_000, encryption=encryption
    ) as wallet:
        told = client_told(wallet.uri, ask.bolt11)
    assert hashlib.sha256(bytes.fromhex(told["preimage"])).hexdigest() == ask.payment_hash
    assert (told["before"], told["after"], told["fee"]) == (100_000_000, 94_997_000, 3_000)
    assert told["bolt11"].startswith("lnbcrt210n1")
    assert "PENDING" in told["state"].upper()
    assert "settled already" in told["again"]


def test_the_command_prints_a_connection_that_pays_at_the_stand_in(
    relay_url: str, settings: Settings
) -> None:
    settings.RAIL_TIMEOUT_SECONDS = 10.0
    with SandboxBTCPay(store_id="s", api_key="k") as btcpay:
        command = [sys.executable, "manage.py", "sandbox_wallet", "--relay-url", relay_url]
        command += ["--btcpay-url", btcpay.url]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout is not None
                uri = read_wallet_uri(process.stdout.readline())
                wanted = Wanted(21_000, "SATS", {}, {}, {}, 600, 600)
                [ask] = btcpay.store.create(wanted).asks
                with NwcRail(uri, may_be_local=True) as rail:
                    told = rail.pay(
                        bolt11=ask.bolt11,
                        payment_hash=ask.payment_hash,
                        amount_msats=21_000,
                        fee_limit_msats=0,
                        key="k",
                    )
            finally:
                process.terminate()
                assert process.wait(timeout=20) == 0
    assert told.preimage == ask.preimage


def route_to(ask: Ask) -> Any:
    def route(bolt11: str) -> str:
        if bolt11 != ask.bolt11:
            raise NoRouteError
        return ask.preimage

    return route


def client_told(uri: str, bolt11: str) -> dict[str, Any]:
    command = [sys.executable, "-c", CLIENT, uri, bolt11]
    done = subprocess.run(command, check=False, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return dict(json.loads(done.stdout))
