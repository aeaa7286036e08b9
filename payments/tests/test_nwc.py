"""The rail by Nostr Wallet Connect, over a real relay: what is believed, and what is unknown."""

import hashlib
import time
from collections.abc import Iterator

import pytest
from nostr_sdk import Keys
from pytest_django import Settings

from kernel.errors import UpstreamError
from payments.errors import WalletUriError
from payments.rails.base import IncomingState, Outgoing, OutgoingState
from payments.rails.nwc import BEFORE_PAYING, NwcRail
from payments.rails.nwc_wire import dial, read_wallet_uri
from payments.tests.relay import running_relay
from sandbox.btcpay.node import Ask, new_ask, new_private_key
from sandbox.wallet.purse import NoRouteError
from sandbox.wallet.service import Fault, SandboxWallet

TIMEOUT_SECONDS = 3.0


class Payee:
    """A node somewhere else: it issues requests and shows a preimage when it is paid, once."""

    def __init__(self) -> None:
        self.key = new_private_key()
        self.asks: dict[str, Ask] = {}
        self.paid: list[str] = []

    def ask(self, amount_msats: int = 5_000_000, expiry_seconds: int = 600) -> Ask:
        ask = new_ask(
            private_key=self.key,
            amount_msats=amount_msats,
            description="goods",
            expiry_seconds=expiry_seconds,
        )
        self.asks[ask.bolt11] = ask
        return ask

    def route(self, bolt11: str) -> str:
        if bolt11 not in self.asks:
            raise NoRouteError
        self.paid.append(bolt11)
        return self.asks[bolt11].preimage


@pytest.fixture(scope="module")
def relay_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_relay(tmp_path_factory.mktemp("relay")) as url:
        yield url


@pytest.fixture
def payee() -> Payee:
    return Payee()


@pytest.fixture
def wallet(relay_url: str, payee: Payee, settings: Settings) -> Iterator[SandboxWallet]:
    settings.RAIL_TIMEOUT_SECONDS = TIMEOUT_SECONDS
    with SandboxWallet(relay_url=relay_url, route=payee.route, fee_msats=7_000) as wallet:
        settings.NWC_URI = wallet.uri
        yield wallet


def paid(ask: Ask) -> Outgoing:
    with NwcRail.from_settings() as rail:
        return rail.pay(
            bolt11=ask.bolt11,
            payment_hash=ask.payment_hash,
            amount_msats=ask.amount_msats,
            fee_limit_msats=10_000,
            key="payout:1",
        )


def looked_up(ask: Ask) -> Outgoing:
    with NwcRail.from_settings() as rail:
        return rail.outgoing(payment_hash=ask.payment_hash, key="payout:1")


def test_a_payment_settles_with_its_preimage_and_its_fee(
    wallet: SandboxWallet, payee: Payee
) -> None:
    ask = payee.ask()
    told = paid(ask)
    assert told == Outgoing(OutgoingState.SETTLED, preimage=ask.preimage, fee_msats=7_000)
    assert looked_up(ask) == told
    assert payee.paid == [ask.bolt11]


def test_the_request_is_encrypted_by_nip_44_and_lapses_when_we_stop_waiting(
    wallet: SandboxWallet, payee: Payee
) -> None:
    before = int(time.time())
    paid(payee.ask())
    [seen] = [one for one in wallet.envelopes if one["kind"] == 23_194]
    tags = dict(one[:2] for one in seen["tags"])
    assert tags["encryption"] == "nip44_v2"
    assert "?iv=" not in seen["content"]
    assert before < int(tags["expiration"]) <= time.time() + TIMEOUT_SECONDS + 1


@pytest.mark.parametrize("encryption", [None, "nip04"])
def test_a_wallet_of_the_first_version_is_spoken_to_by_nip_04(
    relay_url: str, payee: Payee, settings: Settings, encryption: str | None
) -> None:
    settings.RAIL_TIMEOUT_SECONDS = TIMEOUT_SECONDS
    with SandboxWallet(relay_url=relay_url, route=payee.route, encryption=encryption) as wallet:
        settings.NWC_URI = wallet.uri
        assert paid(payee.ask()).state == OutgoingState.SETTLED
        assert all("?iv=" in one["content"] for one in wallet.envelopes)


def test_a_wallet_of_an_unknown_encryption_is_refused_before_anything_leaves(
    relay_url: str, payee: Payee, settings: Settings
) -> None:
    with SandboxWallet(relay_url=relay_url, route=payee.route, encryption="nip99") as wallet:
        settings.NWC_URI = wallet.uri
        with pytest.raises(UpstreamError, match="encryption"):
            paid(payee.ask())
        assert wallet.envelopes == []


@pytest.mark.parametrize("code", sorted(BEFORE_PAYING))
def test_a_wallet_that_did_not_try_has_failed(
    wallet: SandboxWallet, payee: Payee, code: str
) -> None:
    wallet.misbehave(Fault("refusal", code=code))
    assert paid(payee.ask()).state == OutgoingState.FAILED
    assert payee.paid == []


@pytest.mark.parametrize("code", ["INTERNAL", "OTHER", "SOMETHING_NEW"])
@pytest.mark.parametrize("kind", ["refusal", "paid_refusal"])
def test_an_error_that_proves_nothing_is_unknown_until_looked_up(
    wallet: SandboxWallet, payee: Payee, code: str, kind: str
) -> None:
    wallet.misbehave(Fault(kind, code=code))
    ask = payee.ask()
    assert paid(ask).state == OutgoingState.UNKNOWN
    was_paid = kind == "paid_refusal"
    assert looked_up(ask).state == (OutgoingState.SETTLED if was_paid else OutgoingState.UNSEEN)


def test_a_failed_payment_is_believed_once_the_wallet_has_looked(
    wallet: SandboxWallet, payee: Payee
) -> None:
    ask = payee.ask()
    del payee.asks[ask.bolt11]  # no way there
    assert paid(ask).state == OutgoingState.FAILED
    assert looked_up(ask).state == OutgoingState.FAILED


def test_payment_failed_said_of_a_payment_that_arrived_is_settled(
    wallet: SandboxWallet, payee: Payee
) -> None:
    wallet.misbehave(Fault("paid_refusal", code="PAYMENT_FAILED"))
    ask = payee.ask()
    assert paid(ask).state == OutgoingState.SETTLED


def test_payment_failed_without_a_second_word_is_unknown(
    wallet: SandboxWallet, payee: Payee
) -> None:
    silent = Fault("silent", method="lookup_invoice")
    wallet.misbehave(Fault("refusal", code="PAYMENT_FAILED"), silent)
    assert paid(payee.ask()).state == OutgoingState.UNKNOWN


def test_silence_is_unknown_and_the_wallet_then_says_that_it_never_saw_it(
    wallet: SandboxWallet, payee: Payee
) -> None:
    wallet.misbehave(Fault("silent"))
    ask = payee.ask()
    assert paid(ask).state == OutgoingState.UNKNOWN
    assert looked_up(ask).state == OutgoingState.UNSEEN


def test_a_lost_answer_is_unknown_and_the_wallet_then_says_that_it_paid(
    wallet: SandboxWallet, payee: Payee
) -> None:
    wallet.misbehave(Fault("lost"))
    ask = payee.ask()
    assert paid(ask).state == OutgoingState.UNKNOWN
    assert looked_up(ask).preimage == ask.preimage


def test_an_answer_after_the_time_is_up_is_unknown(wallet: SandboxWallet, payee: Payee) -> None:
    wallet.misbehave(Fault("late", seconds=TIMEOUT_SECONDS + 1))
    ask = payee.ask()
    assert paid(ask).state == OutgoingState.UNKNOWN
    assert looked_up(ask).state == OutgoingState.SETTLED


def test_a_payment_under_way_is_pending_until_it_ends(wallet: SandboxWallet, payee: Payee) -> None:
    arrives, fails = payee.ask(), payee.ask()
    wallet.misbehave(Fault("pending"), Fault("pending"))
    assert paid(arrives).state == paid(fails).state == OutgoingState.UNKNOWN
    assert looked_up(arrives).state == looked_up(fails).state == OutgoingState.PENDING
    wallet.purse.finish(arrives.payment_hash)
    wallet.purse.fail(fails.payment_hash)
    assert looked_up(arrives).state == OutgoingState.SETTLED
    assert looked_up(fails).state == OutgoingState.FAILED


@pytest.mark.parametrize("kind", ["wrong_preimage", "no_preimage"])
def test_no_preimage_that_fits_is_no_payment(
    wallet: SandboxWallet, payee: Payee, kind: str
) -> None:
    wallet.misbehave(Fault(kind))
    told = paid(payee.ask())
    assert (told.state, told.preimage) == (OutgoingState.UNKNOWN, "")


@pytest.mark.parametrize("kind", ["foreign", "stale", "gibberish", "twice"])
def test_only_the_wallets_own_answer_to_our_own_request_counts(
    wallet: SandboxWallet, payee: Payee, kind: str
) -> None:
    wallet.misbehave(Fault(kind))
    ask = payee.ask()
    assert paid(ask).preimage == ask.preimage


@pytest.mark.parametrize("kind", ["foreign", "stale", "gibberish"])
def test_noise_without_an_answer_is_silence(wallet: SandboxWallet, payee: Payee, kind: str) -> None:
    wallet.misbehave(Fault(kind, seconds=0.1, then_silent=True))
    assert paid(payee.ask()).state == OutgoingState.UNKNOWN


def test_a_fee_that_the_answer_leaves_out_is_looked_up(wallet: SandboxWallet, payee: Payee) -> None:
    wallet.misbehave(Fault("no_fee"))
    assert paid(payee.ask()).fee_msats == 7_000


def test_a_fee_above_the_limit_is_told_as_it_was(wallet: SandboxWallet, payee: Payee) -> None:
    wallet.purse.fee_msats = 50_000
    told = paid(payee.ask())
    assert (told.state, told.fee_msats) == (OutgoingState.SETTLED, 50_000)


def test_no_balance_and_no_budget_are_failures(wallet: SandboxWallet, payee: Payee) -> None:
    wallet.purse.balance_msats = 5_009_999  # the reserve for fees is missing
    assert paid(payee.ask()).reason.startswith("INSUFFICIENT_BALANCE")
    wallet.purse.balance_msats, wallet.purse.budget_msats = 10**9, 4_000_000
    assert paid(payee.ask()).reason.startswith("QUOTA_EXCEEDED")


def test_nothing_is_sent_to_a_wallet_that_could_not_be_asked_afterwards(
    relay_url: str, payee: Payee, settings: Settings
) -> None:
    settings.RAIL_TIMEOUT_SECONDS = TIMEOUT_SECONDS
    with SandboxWallet(relay_url=relay_url, route=payee.route, methods=["pay_invoice"]) as wallet:
        settings.NWC_URI = wallet.uri
        with pytest.raises(UpstreamError, match="lookup_invoice"):
            paid(payee.ask())
        assert wallet.envelopes == []


def test_an_invoice_that_asks_for_something_else_never_leaves(
    wallet: SandboxWallet, payee: Payee
) -> None:
    asked, other = payee.ask(), payee.ask(amount_msats=6_000_000)
    with NwcRail.from_settings() as rail:
        for bolt11, payment_hash in [
            (other.bolt11, asked.payment_hash),
            (other.bolt11, other.payment_hash),  # the amount is the invoice's, not ours
            ("lnbcrt1nonsense", asked.payment_hash),
        ]:
            with pytest.raises(UpstreamError):
                rail.pay(
                    bolt11=bolt11,
                    payment_hash=payment_hash,
                    amount_msats=5_000_000,
                    fee_limit_msats=0,
                    key="k",
                )
    assert wallet.envelopes == []


def test_a_wallet_that_is_not_there_is_no_payment(
    relay_url: str, payee: Payee, settings: Settings
) -> None:
    settings.RAIL_TIMEOUT_SECONDS = TIMEOUT_SECONDS
    settings.NWC_URI = SandboxWallet(relay_url=relay_url).uri  # it never came up
    with pytest.raises(UpstreamError, match="not at its relay"):
        paid(payee.ask())
    settings.NWC_URI = SandboxWallet(relay_url="ws://127.0.0.1:9").uri
    with pytest.raises(UpstreamError, match="cannot be reached"):
        paid(payee.ask())


def test_money_in_from_request_to_payment(wallet: SandboxWallet) -> None:
    with NwcRail.from_settings() as rail:
        charge = rail.create_invoice(
            key="deposit:1", amount_msats=21_000, description="deposit", ttl_seconds=600
        )
        assert charge.rail_id == charge.payment_hash
        assert 500 < charge.expires_at.timestamp() - time.time() <= 600
        open_one = rail.incoming(rail_id=charge.rail_id)
        assert (open_one.state, open_one.paid_msats) == (IncomingState.OPEN, 0)
        wallet.purse.receive(charge.bolt11)
        paid_one = rail.incoming(rail_id=charge.rail_id)
        assert (paid_one.state, paid_one.paid_msats) == (IncomingState.PAID, 21_000)
        assert hashlib.sha256(bytes.fromhex(paid_one.preimage)).hexdigest() == charge.rail_id
        assert rail.balance_msats() == 100_021_000
        with pytest.raises(UpstreamError) as refusal:
            rail.incoming(rail_id="ab" * 32)
        assert refusal.value.permanent


def test_a_charge_that_ran_out_is_expired(wallet: SandboxWallet) -> None:
    with NwcRail.from_settings() as rail:
        charge = rail.create_invoice(key="d", amount_msats=1_000, description="", ttl_seconds=1)
        time.sleep(2.1)
        assert rail.incoming(rail_id=charge.rail_id).state == IncomingState.EXPIRED


@pytest.mark.parametrize("kind", ["other_amount", "other_hash"])
def test_an_invoice_that_was_not_asked_for_is_shown_to_nobody(
    wallet: SandboxWallet, kind: str
) -> None:
    wallet.misbehave(Fault(kind, method="make_invoice"))
    with NwcRail.from_settings() as rail, pytest.raises(UpstreamError, match="another"):
        rail.create_invoice(key="d", amount_msats=1_000, description="", ttl_seconds=60)


@pytest.mark.parametrize("kind", ["unpaid_settled", "an_outgoing", "wrong_preimage"])
def test_what_a_wallet_says_of_our_invoice_must_fit_it(wallet: SandboxWallet, kind: str) -> None:
    with NwcRail.from_settings() as rail:
        charge = rail.create_invoice(key="d", amount_msats=1_000, description="", ttl_seconds=60)
        wallet.misbehave(Fault(kind, method="lookup_invoice"))
        with pytest.raises(UpstreamError):
            rail.incoming(rail_id=charge.rail_id)
        assert rail.incoming(rail_id=charge.rail_id).state == IncomingState.OPEN


SECRET = "71a8c14c1407c113601079c4302dab36460f0ccd0ad506f1f2dc73b5100e4f3c"
WALLET = "b889ff5b1513b641e2a139f661a661364979c5beee91842f8f0ef42ab558e9d4"
GOOD = f"nostr+walletconnect://{WALLET}?relay=wss%3A%2F%2Frelay.damus.io&secret={SECRET}"


def test_the_connection_of_nip_47s_own_example_is_read() -> None:
    uri = read_wallet_uri(f"  {GOOD}&lud16=alice%40example.com ")
    assert (uri.wallet, uri.relays) == (WALLET, ("wss://relay.damus.io",))
    assert uri.client == Keys.parse(SECRET).public_key().to_hex()
    assert SECRET not in repr(uri)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://example.com",
        GOOD.replace("secret", "sekret"),
        GOOD.replace(SECRET, SECRET[:-1]),
        GOOD.replace(SECRET, "0" * 64),
        GOOD.replace(WALLET, "f" * 64),
        GOOD.replace(WALLET, "npub1x"),
        GOOD.replace("wss", "http"),
        GOOD.replace("relay.damus.io", "user:pass%40relay.damus.io"),
        GOOD.replace("relay=", "other="),
        GOOD + f"&secret={SECRET}",
        GOOD + "".join(f"&relay=wss://r{number}.example" for number in range(4)),
        GOOD + "x" * 3_000,
    ],
)
def test_what_is_no_connection_is_refused_without_being_quoted(text: str) -> None:
    with pytest.raises(WalletUriError) as refusal:
        read_wallet_uri(text)
    assert SECRET[:-1] not in str(refusal.value)
    assert refusal.value.__cause__ is None


@pytest.mark.parametrize(
    "url",
    ["ws://127.0.0.1:9", "wss://127.0.0.1:9", "wss://localhost:9", "wss://10.0.0.1", "wss://[::1]:9",
     "wss://169.254.169.254", "wss://[::ffff:127.0.0.1]:9", "wss://2130706433"],
)  # fmt: skip
def test_a_strangers_relay_is_never_inside_the_house(url: str) -> None:
    with pytest.raises(UpstreamError, match=r"public internet|wss:// only"):
        dial(url, may_be_local=False)
