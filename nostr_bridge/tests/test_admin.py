"""Operators see that there are messages, and never what they say."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from accounts.models import User
from conftest import Bell
from nostr_bridge import models
from nostr_bridge.models import Delivery, InboundMessage, OutboundMessage
from nostr_bridge.services import receive_event, send_dm
from nostr_bridge.services.vitals import RelayReport, beat
from nostr_bridge.tests.wraps import message, person

CODE = "493 201 884 120"
ROOMS_ROWS = [
    models.SeenWrap,
    models.Conversation,
    models.InboundMessage,
    models.OutboundMessage,
    models.RelayState,
    models.Heartbeat,
]


@pytest.fixture
def operator(bell: Bell, client: Client) -> Client:
    client.force_login(User.objects.create_superuser("operator", "not-used"))
    return client


@pytest.mark.django_db
def test_no_page_shows_a_word_or_a_wrap(operator: Client) -> None:
    alice = person()
    receive_event(message(alice, CODE))
    out = send_dm(user_pubkey=alice.pubkey, text=f"{CODE} is your login code", dedupe_key="k")
    Delivery.objects.create(outbound=out, relay="wss://relay.example")
    report = RelayReport("wss://relay.example", True, True, None, 0)
    beat(pubkey=alice.pubkey, process="p", started_at=out.queued_at, reports=[report])
    models.Conversation.objects.create(pubkey=alice.pubkey)
    wrap = InboundMessage.objects.get().wrap
    for model in ROOMS_ROWS:
        name = f"admin:nostr_bridge_{model._meta.model_name}"
        row = model._default_manager.get()
        addresses = [reverse(f"{name}_changelist"), reverse(f"{name}_change", args=[row.pk])]
        for page in [operator.get(address) for address in addresses]:
            assert page.status_code == 200, (model, page)
            assert CODE not in page.text
            assert wrap[:60] not in page.text
        assert operator.get(reverse(f"{name}_add")).status_code == 403


@pytest.mark.django_db
def test_every_row_of_the_room_has_a_page_and_none_can_be_written(operator: Client) -> None:
    known = {model for model in admin.site._registry if model._meta.app_label == "nostr_bridge"}
    assert known == set(ROOMS_ROWS)
    send_dm(user_pubkey="ab" * 32, text="hi", dedupe_key="k")
    row = OutboundMessage.objects.get()
    address = reverse("admin:nostr_bridge_outboundmessage_change", args=[row.pk])
    assert operator.post(address, {"state": "failed"}).status_code == 403
    assert operator.post(f"{address.removesuffix('change/')}delete/").status_code == 403
