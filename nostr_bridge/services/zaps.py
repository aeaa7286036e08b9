"""Zap receipts in: checked, remembered whatever they are, and handed to the till once."""

import logging

import bech32
from django.conf import settings
from django.db import transaction

from nostr_bridge.codec import bot
from nostr_bridge.errors import Verdict, WrapRefusedError
from nostr_bridge.models import SeenWrap
from nostr_bridge.zaps import Recipient, Zap, read_zap
from payments.services.zaps import record_zap

logger = logging.getLogger(__name__)


def receive_zap(*, event_id: str, event_json: str, relay: str) -> Verdict | None:
    """One receipt in; its verdict, or None where it was seen before.

    The till's row and the note that it was seen commit together.
    """
    if SeenWrap.objects.filter(pk=event_id).exists():
        return None
    zap: Zap | None = None
    try:
        zap = read_zap(event_json, to=recipient())
        verdict = Verdict.ZAP
    except WrapRefusedError as refusal:
        verdict = refusal.verdict
        logger.info("a zap receipt set aside: %s", verdict.value)
    if verdict in {Verdict.UNSIGNED, Verdict.UNREADABLE, Verdict.OVERSIZE}:
        return verdict  # its id may be a real receipt's, which must still be welcome
    with transaction.atomic():
        SeenWrap.objects.get_or_create(pk=event_id, defaults={"verdict": verdict, "relay": relay})
        if zap is not None:
            record_zap(
                event_id=zap.event_id,
                sender_pubkey=zap.sender,
                amount_msats=zap.amount_msats,
                bolt11=zap.bolt11,
                payment_hash=zap.payment_hash,
                comment=zap.comment,
            )
    return verdict


def recipient() -> Recipient:
    """Whom a zap must be made out to, by the settings."""
    return Recipient(
        pubkey=bot().pubkey,
        provider=settings.ZAP_PROVIDER_PUBKEY,
        lnurl=lnurl_of(settings.ZAP_ADDRESS),
        network=settings.BITCOIN_NETWORK,
    )


def lnurl_of(address: str) -> str:
    """LUD-16's address as LUD-01 writes it: bech32 of its https URL. Blank for a blank one."""
    name, _, host = address.strip().lower().rpartition("@")
    if not name:
        return ""
    url = f"https://{host}/.well-known/lnurlp/{name}".encode()
    words = bech32.convertbits(url, 8, 5)
    assert words is not None, "whole bytes always convert"
    return str(bech32.bech32_encode("lnurl", words))
