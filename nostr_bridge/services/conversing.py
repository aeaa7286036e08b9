"""From a person's words to what is done: the dialogue decides, the rooms below act.

Refusals of the rooms below are written for the person, so their message is the reply.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from accounts.errors import CapacityReachedError, PersonSuspendedError
from accounts.models import User
from accounts.services import count_attempt, get_or_create_person, request_login_code
from accounts.services.logins import CODE_SECONDS
from jobs.errors import CredentialMissingError, UnpaidJobError
from jobs.queries import JobView, enabled_services, open_jobs, recent_jobs
from jobs.services import GiveOutcome, abort_job, give_input, open_job, unpaid_invoice
from kernel.clock import utc_now
from kernel.errors import UnsaltedError
from nostr_bridge.dialogues import money, phrases
from nostr_bridge.dialogues.concierge import (
    Ask,
    GiveInput,
    Intent,
    JobInSight,
    OpenJob,
    Situation,
    answer,
)
from nostr_bridge.dialogues.money import DepositWish, WithdrawWish
from nostr_bridge.dialogues.parsing import KnownService
from nostr_bridge.models import Conversation
from nostr_bridge.services.outbox import LIFETIME
from payments.models import Payout
from payments.queries import balance_of
from payments.services.deposits import DEPOSITS_MAX, open_deposit
from payments.services.withdrawals import request_withdrawal

ASKED_FOR = timedelta(hours=1)
LOGIN_MINUTES = CODE_SECONDS // 60
RECENT_JOBS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One message to send back, and how long it is worth delivering."""

    text: str = field(repr=False)
    lifetime: timedelta = LIFETIME


def converse(*, pubkey: str, rumor_id: str, text: str) -> list[Line]:
    """Answer one message and do what it asks. Runs in the caller's transaction."""
    conversation, is_new = Conversation.objects.get_or_create(pubkey=pubkey)
    try:
        user = get_or_create_person(pubkey)
    except CapacityReachedError:
        return [Line(phrases.waitlist())]
    except PersonSuspendedError:
        return [Line(phrases.suspended())]
    reply = answer(_situation(user, conversation, is_new=is_new), text)
    conversation.asked = reply.asked
    conversation.asked_at = utc_now()
    conversation.save(update_fields=["asked", "asked_at"])
    lines = [Line(phrase) for phrase in reply.phrases]
    for intent in reply.intents:
        lines += _act(user, intent, rumor_id)
    return lines


def _situation(user: User, conversation: Conversation, *, is_new: bool) -> Situation:
    fresh = conversation.asked_at is not None and utc_now() - conversation.asked_at < ASKED_FOR
    recent = [view for view in recent_jobs(user) if not view.job.is_open]
    debts = [view for view in recent if view.job.status == view.job.Status.UNPAID]
    return Situation(
        services=tuple(
            KnownService(service.slug, service.name, tuple(service.aliases))
            for service in enabled_services()
        ),
        jobs=tuple(_in_sight(view) for view in [*debts, *open_jobs(user)]),
        recent=tuple(_in_sight(view) for view in recent[:RECENT_JOBS_SHOWN]),
        asked=conversation.asked if fresh else "nothing",  # type: ignore[arg-type]
        price_sats=settings.JOB_PRICE_SATS,
        is_new=is_new,
    )


def _in_sight(view: JobView) -> JobInSight:
    return JobInSight(
        service=view.job.service.name,
        action=view.job.action,  # type: ignore[arg-type]
        status=view.job.status,
        awaited=view.awaited_field,
        handed_over=view.handed_over,
        position=view.queue_position,
        slug=view.job.service.slug,
    )


def _act(user: User, intent: Intent, rumor_id: str) -> list[Line]:
    """What a room below refuses undoes that room's work only; the refusal is told."""
    try:
        with transaction.atomic():
            return _done(user, intent, rumor_id)
    except CredentialMissingError as refusal:
        return [Line(f"{refusal.message} {phrases.login_hint()}")]
    except UnpaidJobError as refusal:
        return [Line(f"{refusal.message} {phrases.pay_hint()}")]
    except UnsaltedError as refusal:
        return [Line(refusal.message)]


def _done(user: User, intent: Intent, rumor_id: str) -> list[Line]:
    match intent:
        case OpenJob(slug=slug, action=action, max_price=max_price):
            key = f"dm:{rumor_id}:{slug}"
            open_job(user=user, service_slug=slug, action=action, key=key, max_price=max_price)
            return []  # the job's own news ("queued") is the answer
        case GiveInput(text=code, slug=slug):
            asked = (view.job.pk for view in open_jobs(user) if view.job.service.slug == slug)
            key = f"dm:{rumor_id}"
            outcome = give_input(user=user, text=code, key=key, job_id=next(asked, None))
            given = outcome == GiveOutcome.GIVEN
            return [Line(phrases.code_given() if given else phrases.code_not_wanted())]
        case DepositWish():
            return [Line(_deposit(user, intent, f"dm:{rumor_id}"))]
        case WithdrawWish():
            return [Line(_withdraw(user, intent, f"dm:{rumor_id}"))]
        case Ask(what="abort"):
            abort_job(user=user, key=f"dm:{rumor_id}")
            return []
    return _shown(user, intent.what)


def _shown(user: User, what: str) -> list[Line]:
    if what == "pay":
        return _invoice(user)
    if what == "balance":
        return [Line(_balance(user))]
    assert what == "login", what
    code = request_login_code(user=user)
    words = phrases.login(code, f"{settings.PUBLIC_URL}/account", LOGIN_MINUTES)
    return [Line(words, timedelta(minutes=LOGIN_MINUTES))]


def _invoice(user: User) -> list[Line]:
    invoice = unpaid_invoice(user=user)
    if invoice is None:
        return [Line(phrases.nothing_to_pay())]
    if not invoice.bolt11:
        return [Line(phrases.invoice_coming())]
    return [
        Line(phrases.invoice_again(invoice.amount_sats, invoice.expires_at)),
        Line(invoice.bolt11),
    ]


def _balance(user: User) -> str:
    found = balance_of(user)
    return money.balance(found.own_msats, found.promo_msats, found.held_msats)


def _deposit(user: User, wish: DepositWish, key: str) -> str:
    """The invoice itself follows in two messages, once a rail has issued it."""
    if wish.amount_sats is None:
        return money.how_to_deposit(settings.DEPOSIT_SATS_MIN, settings.DEPOSIT_SATS_MAX)
    count_attempt(scope="deposit", subject=str(user.pk), attempts_max=DEPOSITS_MAX)
    open_deposit(user=user, amount_sats=wish.amount_sats, key=key)
    return money.deposit_coming(wish.amount_sats)


def _withdraw(user: User, wish: WithdrawWish, key: str) -> str:
    if not wish.destination:
        return money.how_to_withdraw()
    payout = request_withdrawal(
        user=user,
        method=Payout.Method.INVOICE if wish.is_invoice else Payout.Method.ADDRESS,
        destination=wish.destination,
        amount_sats=wish.amount_sats,
        key=key,
    )
    return money.withdrawal_begun(payout.amount_msats, payout.fee_limit_msats)
