"""A person's own wallet (NIP-47): kept encrypted, and allowed to pay our invoices for them.

    CREATED    decided under the wallet's row lock: within its limits; nothing has been sent
    SUBMITTED  committed before the wallet is asked; whoever made this step asks it, once
    SETTLED    our own invoice is settled: the only proof that counts
    FAILED     provably not paid by this wallet; the person pays as usual
    UNKNOWN    the wallet was silent or vague; never asked to pay again

A payment of a wallet is never tried twice. What is not FAILED counts towards the day's limit, so
silence cannot be used to spend past it.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, Sum

from accounts.models import User
from kernel.at_rest import seal, unseal
from kernel.clock import utc_now
from kernel.errors import UnsaltedError, UpstreamError
from kernel.money import sats_text
from kernel.queue import ring
from payments.errors import NoWalletError, WalletLimitsError
from payments.models import AMOUNT_SATS_MAX, Invoice, WalletConnection, WalletPayment
from payments.rails.base import Outgoing, OutgoingState
from payments.rails.nwc import NwcRail
from payments.rails.nwc_wire import WalletUri, read_wallet_uri, refuse_unspoken
from payments.services.lines import debts_settled, lines_of
from payments.services.notices import tell

DAY = timedelta(hours=24)
"""The day's limit counts the last 24 hours, so midnight does not double it."""
LEFT_LEAST = timedelta(seconds=30)
"""With less time than that, a payment could arrive at an invoice that has run out."""
REASON_CHARACTERS_MAX = 300
Status = WalletPayment.Status
ENDED: frozenset[str] = frozenset({Status.SETTLED, Status.FAILED})


@dataclass(frozen=True, slots=True)
class WalletView:
    """What the person may see of their connection: never the secret. Amounts in sats."""

    pubkey: str
    relays: tuple[str, ...]
    autopay: bool
    payment_sats_max: int
    day_sats_max: int
    day_sats_used: int
    trouble: str


def connect_wallet(
    *, user: User, uri: str, autopay: bool, payment_sats_max: int, day_sats_max: int
) -> WalletView:
    """Keep the connection, in place of any before it, and look at the wallet in a moment.

    Raises WalletUriError, WalletLimitsError, TillKeyMissingError. No network.
    """
    refuse_unspoken(read_wallet_uri(uri))
    _refuse_limits(payment_sats_max, day_sats_max)
    with transaction.atomic():
        WalletConnection.objects.update_or_create(
            user=user,
            defaults={
                "sealed_uri": seal(uri.strip().encode(), _context(user)),
                "autopay": autopay,
                "payment_sats_max": payment_sats_max,
                "day_sats_max": day_sats_max,
                "connected_at": utc_now(),
                "trouble": "",
            },
        )
        ring("payments.greet_wallet", user_id=user.pk)
    return view_wallet(user=user)


def change_wallet(
    *, user: User, autopay: bool, payment_sats_max: int, day_sats_max: int
) -> WalletView:
    """Other limits for the connection that is there. Raises NoWalletError, WalletLimitsError."""
    _refuse_limits(payment_sats_max, day_sats_max)
    changed = WalletConnection.objects.filter(user=user).update(
        autopay=autopay, payment_sats_max=payment_sats_max, day_sats_max=day_sats_max
    )
    if not changed:
        raise _no_wallet()
    return view_wallet(user=user)


def disconnect_wallet(*, user: User) -> None:
    """Forget the connection. A payment that was submitted goes its way. Raises NoWalletError."""
    removed, _ = WalletConnection.objects.filter(user=user).delete()
    if not removed:
        raise _no_wallet()


def view_wallet(*, user: User) -> WalletView:
    """Raises NoWalletError; SealBrokenError where TILL_KEY has changed since."""
    wallet = _wallet_of(user)
    uri = _opened(wallet)
    return WalletView(
        pubkey=uri.wallet,
        relays=uri.relays,
        autopay=wallet.autopay,
        payment_sats_max=wallet.payment_sats_max,
        day_sats_max=wallet.day_sats_max,
        day_sats_used=_used_sats(user),
        trouble=wallet.trouble,
    )


def open_wallet(*, user: User) -> NwcRail:
    """The rail to the person's own wallet, to be entered outside any transaction.

    For withdrawals: its `create_invoice` is where the person wants the money. Raises NoWalletError.
    """
    return NwcRail.of_person(_uri_text(_wallet_of(user)))


def greet_wallet(*, user_id: int) -> str:
    """Ask a new connection what it can do; what is wrong with it is noted on it, and returned."""
    wallet = WalletConnection.objects.select_related("user").filter(user_id=user_id).first()
    if wallet is None:
        return ""
    trouble = ""
    try:
        with NwcRail.of_person(_uri_text(wallet)) as rail:
            if "pay_invoice" not in rail.methods():
                trouble = "This connection may not pay: allow pay_invoice in your wallet."
    except UpstreamError as error:
        trouble = error.message
    WalletConnection.objects.filter(pk=wallet.pk, connected_at=wallet.connected_at).update(
        trouble=trouble[:REASON_CHARACTERS_MAX]
    )
    return trouble


# --- paying --------------------------------------------------------------------------------------


def follow_invoice(*, invoice: Invoice) -> None:
    """An invoice that can be paid now is offered to its person's wallet; one that is paid ends the
    payment. Runs in the transaction that changed the invoice, whose row is locked."""
    if invoice.status == Invoice.Status.OPEN:
        _offer(invoice)
    elif invoice.status == Invoice.Status.SETTLED:
        _note_settled(invoice)


def _offer(invoice: Invoice) -> None:
    """Decide under the wallet's row lock: two invoices that open at once see each other's sum."""
    wallet = (
        WalletConnection.objects.select_for_update(of=("self",))
        .select_related("user")
        .filter(user_id=invoice.user_id, autopay=True)
        .first()
    )
    if wallet is None or WalletPayment.objects.filter(invoice=invoice).exists():
        return
    refusal = _refusal(wallet, invoice)
    if refusal:
        tell(
            key=f"wallet:invoice-{invoice.pk}:limit",
            kind="wallet_limit",
            text=f"Your wallet was not asked to pay {sats_text(invoice.amount_sats)}: {refusal}",
            user=wallet.user,
            facts={"invoice": invoice.key, "amount_sats": invoice.amount_sats},
        )
        return
    payment = WalletPayment.objects.create(invoice=invoice, user=wallet.user)
    ring("payments.pay_by_wallet", payment_id=payment.pk)


def _refusal(wallet: WalletConnection, invoice: Invoice) -> str:
    if invoice.amount_sats > wallet.payment_sats_max:
        return f"your limit for one payment is {sats_text(wallet.payment_sats_max)}."
    if _used_sats(wallet.user) + invoice.amount_sats > wallet.day_sats_max:
        return f"your limit for a day is {sats_text(wallet.day_sats_max)}."
    purposes = [line.purpose for line in lines_of(invoice)]
    if debts_settled(purposes):
        return "it is paid already."
    # Silent or slow over another invoice of the same debt: it would be paid twice.
    elsewhere = WalletPayment.objects.filter(
        invoice__lines__purpose__in=purposes, invoice__status=Invoice.Status.OPEN
    ).exclude(Q(invoice=invoice) | Q(status__in=ENDED))
    return "it has not said yet whether it paid this." if elsewhere.exists() else ""


def pay_by_wallet(*, payment_id: int) -> Status:
    """CREATED to whatever came of it. Never inside a transaction; a second worker changes nothing.

    The wallet is asked by whoever commits SUBMITTED. One who dies after that leaves a payment that
    is looked up, and not tried again.
    """
    submitted = _submit(payment_id)
    if submitted is None:
        return Status(WalletPayment.objects.values_list("status", flat=True).get(pk=payment_id))
    payment, rail = submitted
    invoice = payment.invoice
    assert invoice.payment_hash is not None
    try:
        with rail:
            told = rail.pay(
                bolt11=invoice.bolt11,
                payment_hash=invoice.payment_hash,
                amount_msats=invoice.amount_msats,
                fee_limit_msats=0,  # their wallet, their fees: NIP-47 has no limit to give
                key=invoice.key,
            )
    except UpstreamError as error:  # by the rail's contract nothing has left this machine
        told = Outgoing(OutgoingState.FAILED, reason=error.message)
    return _record(payment_id, told)


def check_wallet_payment(*, payment_id: int) -> Status:
    """Ask the wallet what became of a payment that it did not answer for.

    Raises UpstreamError, and NoWalletError where it was disconnected meanwhile; UNKNOWN then.
    """
    payment = WalletPayment.objects.select_related("invoice", "user").get(pk=payment_id)
    if payment.status in ENDED or payment.status == Status.CREATED:
        return Status(payment.status)
    payment_hash = payment.invoice.payment_hash
    assert payment_hash is not None
    try:
        with open_wallet(user=payment.user) as rail:
            told = rail.outgoing(payment_hash=payment_hash, key=payment.invoice.key)
    except UnsaltedError as error:
        _record(payment_id, Outgoing(OutgoingState.UNKNOWN, reason=error.message))
        raise
    return _record(payment_id, told)


@transaction.atomic
def _submit(payment_id: int) -> tuple[WalletPayment, NwcRail] | None:
    """CREATED -> SUBMITTED for exactly one worker, who alone gets the rail to ask."""
    found = WalletPayment.objects.values_list("invoice_id", flat=True).get(pk=payment_id)
    # The invoice first, as in settlement: the other order could deadlock with it.
    invoice = Invoice.objects.select_for_update(of=("self",)).get(pk=found)
    payment = _locked(payment_id)
    if payment.status != Status.CREATED:
        return None
    wallet = WalletConnection.objects.filter(user=payment.user, autopay=True).first()
    reason, rail = "", None
    if wallet is None:
        reason = "Your wallet is not connected any more."
    elif invoice.status != Invoice.Status.OPEN:
        reason = "The invoice is not open any more."
    elif debts_settled(line.purpose for line in lines_of(invoice)):
        reason = "It was paid in another way first."
    elif invoice.expires_at is None or invoice.expires_at < utc_now() + LEFT_LEAST:
        reason = "The invoice had too little time left."
    else:
        try:
            rail = NwcRail.of_person(_uri_text(wallet))
        except UnsaltedError as error:
            reason = error.message
    if rail is None:
        _move(payment, Status.FAILED, reason)
        return None
    _move(payment, Status.SUBMITTED, "")
    payment.invoice = invoice
    return payment, rail


@transaction.atomic
def _record(payment_id: int, told: Outgoing) -> Status:
    """What the wallet said. A preimage that fits comes from our own rail, so it is proof enough;
    the invoice itself settles by what the rail says, which is asked now."""
    payment = _locked(payment_id)
    if payment.status in ENDED:
        return Status(payment.status)
    match told.state:
        case OutgoingState.SETTLED:
            _move(payment, Status.SETTLED, "")
            ring("payments.check_invoice", invoice_id=payment.invoice_id)
        case OutgoingState.FAILED:
            _move(payment, Status.FAILED, told.reason or "It could not pay.")
        case _ if payment.status == Status.SUBMITTED:
            _move(payment, Status.UNKNOWN, told.reason)
    trouble = "" if told.state == OutgoingState.SETTLED else told.reason
    WalletConnection.objects.filter(user=payment.user).update(
        trouble=trouble[:REASON_CHARACTERS_MAX]
    )
    return Status(payment.status)


def _note_settled(invoice: Invoice) -> None:
    payment = (
        WalletPayment.objects.select_for_update(of=("self",))
        .select_related("invoice", "user")
        .filter(invoice=invoice)
        .first()
    )
    if payment is None or payment.status in ENDED:
        return
    if payment.status == Status.CREATED:
        _move(payment, Status.FAILED, "The invoice was paid in another way first.", quiet=True)
    else:
        _move(payment, Status.SETTLED, "")


def _move(payment: WalletPayment, status: Status, reason: str, *, quiet: bool = False) -> None:
    payment.move_to(status)
    payment.reason = reason[:REASON_CHARACTERS_MAX]
    if status == Status.SUBMITTED:
        payment.submitted_at = utc_now()
    if status in ENDED:
        payment.resolved_at = utc_now()
    payment.save(update_fields=["status", "reason", "submitted_at", "resolved_at"])
    if status != Status.SUBMITTED and not quiet:
        _tell(payment)


def _tell(payment: WalletPayment) -> None:
    amount = sats_text(payment.invoice.amount_sats)
    reason = payment.reason.rstrip(". ")
    words = {
        Status.SETTLED: f"Your wallet has paid {amount}: {payment.invoice.description}.",
        Status.FAILED: f"Your wallet did not pay {amount}: {reason}. Please pay yourself.",
        Status.UNKNOWN: f"Your wallet has not said whether it paid {amount}. I will know as soon "
        "as the money is here. The invoice can be paid only once, so nothing is paid twice.",
    }
    tell(
        key=f"wallet-payment:{payment.pk}:{payment.status}",
        kind=f"wallet_{payment.status}",
        text=words[Status(payment.status)],
        user=payment.user,
        facts={"invoice": payment.invoice.key, "amount_sats": payment.invoice.amount_sats},
    )


def _locked(payment_id: int) -> WalletPayment:
    rows = WalletPayment.objects.select_for_update(of=("self",)).select_related("invoice", "user")
    return rows.get(pk=payment_id)


def _used_sats(user: User) -> int:
    counted = WalletPayment.objects.filter(user=user, created_at__gt=utc_now() - DAY).exclude(
        status=Status.FAILED
    )
    return int(counted.aggregate(sum=Sum("invoice__amount_sats"))["sum"] or 0)


def _refuse_limits(payment_sats_max: int, day_sats_max: int) -> None:
    if not 0 < payment_sats_max <= day_sats_max <= AMOUNT_SATS_MAX:
        raise WalletLimitsError(
            "The limit for one payment is above zero and at most the limit for a day.",
            sats_max=AMOUNT_SATS_MAX,
        )


def _wallet_of(user: User) -> WalletConnection:
    wallet = WalletConnection.objects.filter(user=user).first()
    if wallet is None:
        raise _no_wallet()
    return wallet


def _no_wallet() -> NoWalletError:
    return NoWalletError("No wallet is connected.")


def _opened(wallet: WalletConnection) -> WalletUri:
    return read_wallet_uri(_uri_text(wallet))


def _uri_text(wallet: WalletConnection) -> str:
    return unseal(wallet.sealed_uri, f"wallet:{wallet.user_id}").decode()


def _context(user: User) -> str:
    return f"wallet:{user.pk}"
