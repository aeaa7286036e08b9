"""The stand-ins of every rail, as the contract suite wants them."""

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

import nostr_sdk
import pytest
from django.conf import settings

from kernel.clock import utc_now
from payments.rails.base import Charge, Rail
from payments.rails.btcpay import BTCPayRail
from payments.rails.lnd import LndRail
from payments.rails.nwc import NwcRail
from payments.rails.nwc_wire import read_wallet_uri
from payments.rails.phoenixd import PhoenixdRail
from payments.rails.tests.contract import Control
from sandbox.btcpay.node import Ask, new_ask, new_private_key
from sandbox.btcpay.server import SandboxBTCPay
from sandbox.lightning.door import Door
from sandbox.lightning.node import Fault
from sandbox.lnd.server import SandboxLnd
from sandbox.phoenixd.server import SandboxPhoenixd
from sandbox.wallet import service as wallet_service
from sandbox.wallet.purse import NoRouteError

BALANCE_MSATS = 1_000_000_000
NOBODY = "http://127.0.0.1:9"
SILENCES = frozenset({Fault.HANG, Fault.LOST, Fault.UNPAID_ERROR, Fault.PAID_GARBAGE})


def wait_past(charge: Charge) -> None:
    left = (charge.expires_at - utc_now()).total_seconds()
    assert left < 5, "an expiry that a test can wait for"
    time.sleep(max(0.0, left) + 0.1)


class NodeControl(Control):
    """Both stand-ins behind sandbox.lightning.

    Their node claims a payment with a false preimage (WRONG_PREIMAGE) for ever.
    """

    faults = frozenset(Fault)
    silences = SILENCES

    def __init__(self, door: Door) -> None:
        super().__init__()
        self.door = door

    def peer_asks(self, *, amount_msats: int) -> Ask:
        return self.door.node.peer_asks(amount_msats=amount_msats)

    def receive(self, charge: Charge) -> None:
        self.door.node.receive(charge.bolt11)

    def let_expire(self, charge: Charge) -> None:
        wait_past(charge)

    def fail_next(self, fault: Fault) -> None:
        self.door.node.fail_next(fault)

    def end(self, payment_hash: str, *, settled: bool) -> None:
        (self.door.node.settle if settled else self.door.node.give_up)(payment_hash)

    def times_paid(self, payment_hash: str) -> int:
        sent = self.door.node.sent(payment_hash)
        return sum(1 for one in sent if one.status == "succeeded")

    def silence(self, fault: Fault) -> None:
        self.door.silence = fault


class PhoenixdControl(NodeControl):
    secrets = ("hunter2-phoenixd", "Omh1bnRlcjItcGhvZW5peGQ")  # the second: as the header holds it

    def make(self, *, timeout_seconds: float, right: bool = True, there: bool = True) -> Rail:
        return PhoenixdRail(
            url=self.door.url if there else NOBODY,
            password=self.secrets[0] + ("" if right else "-wrong"),
            timeout_seconds=timeout_seconds,
        )


class LndControl(NodeControl):
    secrets = ("0201036c6e64" * 6,)

    def make(self, *, timeout_seconds: float, right: bool = True, there: bool = True) -> Rail:
        return LndRail(
            url=self.door.url if there else NOBODY,
            macaroon_hex=self.secrets[0] + ("" if right else "00"),
            timeout_seconds=timeout_seconds,
            send_seconds=1,
        )


class BTCPayControl(Control):
    faults = frozenset(
        {
            Fault.NO_ROUTE,
            Fault.IN_FLIGHT,
            Fault.LOST,
            Fault.PAID_REASON,
            Fault.WRONG_PREIMAGE,
            Fault.UNPAID_ERROR,
            Fault.HANG,
        }
    )
    names = {
        Fault.NO_ROUTE: "no_route",
        Fault.IN_FLIGHT: "pending",
        Fault.LOST: "lost",
        Fault.PAID_REASON: "unsure",
        Fault.WRONG_PREIMAGE: "wrong_preimage",
        Fault.UNPAID_ERROR: "down",
        Fault.HANG: "silent",
    }
    ttl_seconds_least = 60
    secrets = ("greenfield-key-of-the-contract",)

    def __init__(self, server: SandboxBTCPay) -> None:
        super().__init__()
        self.server = server

    def make(self, *, timeout_seconds: float, right: bool = True, there: bool = True) -> Rail:
        return BTCPayRail(
            url=self.server.url if there else NOBODY,
            store_id=self.server.store_id,
            api_key=self.secrets[0] + ("" if right else "-wrong"),
            timeout_seconds=timeout_seconds,
        )

    def peer_asks(self, *, amount_msats: int) -> Ask:
        return self.server.payer.peer_asks(amount_msats=amount_msats)

    def receive(self, charge: Charge) -> None:
        self.server.store.pay(charge.bolt11)

    def let_expire(self, charge: Charge) -> None:
        assert self.server.store.expire_now(charge.rail_id)

    def fail_next(self, fault: Fault) -> None:
        self.server.payer.fail_next(self.names[fault])

    def end(self, payment_hash: str, *, settled: bool) -> None:
        self.server.payer.finish(payment_hash, settled=settled)

    def times_paid(self, payment_hash: str) -> int:
        sent = self.server.payer.find(payment_hash)
        return int(sent is not None and sent.status == "Complete")


class NwcControl(Control):
    faults = frozenset(
        {
            Fault.NO_ROUTE,
            Fault.IN_FLIGHT,
            Fault.LOST,
            Fault.PAID_REASON,
            Fault.WRONG_PREIMAGE,
            Fault.HANG,
        }
    )
    silences = frozenset({Fault.HANG})
    names = {
        Fault.IN_FLIGHT: "pending",
        Fault.LOST: "lost",
        Fault.PAID_REASON: "paid_refusal",
        Fault.WRONG_PREIMAGE: "wrong_preimage",
        Fault.HANG: "silent",
    }
    finds_by_key = False
    keeps_fee_limit = False

    def __init__(self, relay_url: str) -> None:
        super().__init__()
        self._payee_key, self._asks = new_private_key(), dict[str, Ask]()
        self._paid: list[str] = []
        self._unreachable = False
        self.wallet = self._open.enter_context(
            wallet_service.SandboxWallet(
                relay_url=relay_url,
                route=self._route,
                balance_msats=BALANCE_MSATS,
                fee_msats=2_000,
            )
        )
        self.secrets = (self.wallet.uri.rpartition("secret=")[2],)

    def make(self, *, timeout_seconds: float, right: bool = True, there: bool = True) -> Rail:
        uri = self.wallet.uri
        if not right:
            uri = uri.replace(self.secrets[0], nostr_sdk.Keys.generate().secret_key().to_hex())
        if not there:
            uri = uri.replace(self.wallet.relay_url.rpartition(":")[2], "9")
        settings.RAIL_TIMEOUT_SECONDS = timeout_seconds
        return NwcRail(read_wallet_uri(uri), may_be_local=True)

    def peer_asks(self, *, amount_msats: int) -> Ask:
        ask = new_ask(
            private_key=self._payee_key,
            amount_msats=amount_msats,
            description="a peer's",
            expiry_seconds=600,
        )
        self._asks[ask.bolt11] = ask
        return ask

    def receive(self, charge: Charge) -> None:
        self.wallet.purse.receive(charge.bolt11)

    def let_expire(self, charge: Charge) -> None:
        wait_past(charge)

    def fail_next(self, fault: Fault) -> None:
        if fault == Fault.NO_ROUTE:
            self._unreachable = True
        else:
            self.wallet.misbehave(wallet_service.Fault(self.names[fault]))

    def end(self, payment_hash: str, *, settled: bool) -> None:
        (self.wallet.purse.finish if settled else self.wallet.purse.fail)(payment_hash)

    def times_paid(self, payment_hash: str) -> int:
        return self._paid.count(payment_hash)

    def silence(self, fault: Fault) -> None:
        assert fault == Fault.HANG
        self.wallet.misbehave(wallet_service.Fault("silent", method="any"))

    def _route(self, bolt11: str) -> str:
        if self._unreachable or bolt11 not in self._asks:
            raise NoRouteError
        self._paid.append(self._asks[bolt11].payment_hash)
        return self._asks[bolt11].preimage


@contextmanager
def on_phoenixd(_: pytest.FixtureRequest) -> Iterator[Control]:
    with (
        SandboxPhoenixd(password=PhoenixdControl.secrets[0]) as door,
        PhoenixdControl(door) as control,
    ):
        yield control


@contextmanager
def on_lnd(_: pytest.FixtureRequest) -> Iterator[Control]:
    with SandboxLnd(macaroon_hex=LndControl.secrets[0]) as door, LndControl(door) as control:
        yield control


@contextmanager
def on_btcpay(_: pytest.FixtureRequest) -> Iterator[Control]:
    store_id = secrets.token_hex(8)
    with (
        SandboxBTCPay(store_id=store_id, api_key=BTCPayControl.secrets[0]) as server,
        BTCPayControl(server) as control,
    ):
        yield control


@contextmanager
def on_nwc(request: pytest.FixtureRequest) -> Iterator[Control]:
    with NwcControl(request.getfixturevalue("relay_url")) as control:
        yield control


@dataclass(frozen=True, slots=True)
class Staged:
    """open: gives a Control of that class; fixtures can be asked for by name."""

    control: type[Control]
    open: Callable[[pytest.FixtureRequest], AbstractContextManager[Control]]


RAILS = {
    "btcpay": Staged(BTCPayControl, on_btcpay),
    "lnd": Staged(LndControl, on_lnd),
    "nwc": Staged(NwcControl, on_nwc),
    "phoenixd": Staged(PhoenixdControl, on_phoenixd),
}
