"""News of money becomes a DM, once, together with what it speaks of."""

import pytest
from django.db import transaction

from accounts.models import User
from nostr_bridge.models import OutboundMessage
from payments.models import Notice
from payments.services.notices import tell
from tests.given import given_user

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str]]:
    return list(OutboundMessage.objects.order_by("pk").values_list("recipient", "text"))


def test_a_person_reads_it_once() -> None:
    alice = given_user("alice")
    given_user("bob")
    for _ in range(2):
        notice = tell(key="payout:1", kind="payout_settled", text="1,000 sats left.", user=alice)
    assert told() == [(alice.pubkey, "1,000 sats left.")]
    assert OutboundMessage.objects.get().dedupe_key == "notice:payout:1"
    assert Notice.objects.get(pk=notice.pk).dm_at is not None


def test_what_is_rolled_back_is_not_told() -> None:
    with transaction.atomic():
        tell(key="k", kind="deposit_paid", text="Here.", user=given_user("alice"))
        transaction.set_rollback(True)
    assert told() == []


def test_operators_read_theirs_and_people_do_not() -> None:
    given_user("alice")
    staff = given_user("carol")
    gone = given_user("dave")
    User.objects.filter(pk__in=[staff.pk, gone.pk]).update(is_staff=True)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    User.objects.create_user(username="keyless", is_staff=True)
    tell(key="alert:1", kind="alert_raised", text="The books differ.")
    assert told() == [(staff.pubkey, "The books differ.")]


def test_where_nobody_has_a_key_nothing_is_stamped() -> None:
    operator = User.objects.create_user(username="keyless", is_staff=True)
    for number, user in enumerate([None, operator]):
        notice = tell(key=f"n:{number}", kind="alert_raised", text="x", user=user)
        assert Notice.objects.get(pk=notice.pk).dm_at is None
    assert told() == []


def test_the_longest_key_of_a_notice_fits() -> None:
    tell(key="k" * 150, kind="deposit_paid", text="x", user=given_user("alice"))
    assert len(told()) == 1
