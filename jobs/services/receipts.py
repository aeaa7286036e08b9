"""Receipts: written once, in the transition that ends a job well; what a person may take home."""

import base64
import hashlib
import json
import logging
import secrets
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings

from accounts.models import User
from browser_agent.chain import (
    CROP_AFTER,
    CROP_BEFORE,
    ChainBrokenError,
    check_chain,
    images_of,
)
from browser_agent.contract import Ending, Outcome
from browser_agent.receipt import (
    CROP_BYTES_MAX,
    FORMAT,
    RECEIPT_PURPOSE,
    holder_hash,
)
from jobs.errors import UnknownReceiptError
from jobs.models import AgentKey, Evidence, Job, Receipt, Run
from jobs.queries import receipt_keys
from jobs.services.agents import HEX_KEY, pin_signing_key
from kernel.clock import utc_now
from kernel.errors import InvalidError
from kernel.signing import SigningKey, canonical, hashed

logger = logging.getLogger(__name__)
SALT_BYTES = 32
KEY_INFO = "unsalted/receipt-signing/v1"
PROVING = frozenset({Ending.SUCCEEDED, Ending.ALREADY_DONE})


def house_key() -> SigningKey | None:
    """What receipts are signed with: RECEIPT_SIGNING_KEY, else derived from TILL_KEY; or None."""
    try:
        if settings.RECEIPT_SIGNING_KEY:
            return SigningKey.from_hex(settings.RECEIPT_SIGNING_KEY)
        return SigningKey.derived(SigningKey.from_hex(settings.TILL_KEY).seed, info=KEY_INFO)
    except InvalidError:
        return None


def receipt_public_keys() -> list[str]:
    """What receipts are and were signed with, 64 hex digits each: the key of now, then others."""
    key = house_key()
    now = [key.public_hex] if key is not None else []
    return [*now, *(each for each in receipt_keys() if each not in now)]


def chain_fault(run: Run, outcome: Outcome) -> str:
    """Why what the agent says it saw is not believed; "" where nothing speaks against it.

    Whoever has stolen a token has not stolen the key beside it: a run that claims success must be
    signed by the key that its agent is known by. That is learnt from the first signed run where it
    was not registered.
    """
    agent = AgentKey.objects.filter(key_id=run.key_id).first()
    known = agent.signing_key if agent is not None else ""
    if agent is not None and not known and not agent.is_current:
        # Whoever starts a run names the key: a thief would name one that nothing is known of.
        return "the agent's key was replaced before it ever signed"
    if outcome.chain is None:
        return "the agent signs its runs, and this one is not signed" if known else ""
    public_key = str(outcome.chain.get("public_key", ""))
    try:
        check_chain(
            outcome.chain,
            run_id=str(run.pk),
            outcome=outcome.outcome.value,
            effective_date=outcome.effective_date,
        )
    except ChainBrokenError as error:
        return error.message
    pictures = images_of(outcome.chain["links"])
    for name, sha256 in Evidence.objects.filter(run=run).values_list("name", "sha256"):
        # What is drawn after the run, such as a drift's then and now, is no evidence of it.
        if name in pictures and pictures[name] != sha256:
            return f"the picture {name} is not the one in the chain"
    if agent is None or not HEX_KEY.fullmatch(public_key):
        return "the agent is not known"
    return "" if pin_signing_key(agent, public_key) else "another key than the agent's has signed"


def issue_receipt(
    *, job: Job, outcome: str, decided_by: str, run: Run | None = None, told: Outcome | None = None
) -> Receipt | None:
    """The job's receipt; the same again once it exists. The caller holds the job's lock.

    outcome: "succeeded" or "already_done". decided_by: "agent" or "operator". told: what the agent
    reported of `run`; its chain must have been checked. None, and a line in the log, where the
    house has no key to sign with: nobody's job fails for that.
    """
    known = Receipt.objects.filter(job=job).first()
    if known is not None:
        return known
    key = house_key()
    if key is None or job.user.pubkey is None:
        logger.error("no receipt: job=%s key=%s", job.pk, "yes" if key else "no")
        return None
    chain = (told.chain if told is not None else None) or None
    salt, receipt_id = secrets.token_hex(SALT_BYTES), uuid4()
    body = _body(job, outcome, decided_by, run, told, receipt_id) | {
        "holder": holder_hash(salt=salt, pubkey=job.user.pubkey)
    }
    pictures = body["pictures"]
    return Receipt.objects.create(
        id=receipt_id,
        job=job,
        run=run,
        body=canonical(body).decode(),
        sha256=hashed(body),
        signature=key.sign(body, purpose=RECEIPT_PURPOSE),
        public_key=key.public_hex,
        links=chain["links"] if chain else None,
        crop_before=_crop(run, pictures["before"]),
        crop_after=_crop(run, pictures["after"]),
        holder_salt=salt,
    )


def receipt_file(*, user: User, job_id: UUID, name_holder: bool = False) -> dict[str, Any]:
    """The file that a person keeps: see browser_agent.receipt.

    name_holder: whether it says whose it is. Raises UnknownReceiptError, for another's job too.
    """
    receipt = Receipt.objects.filter(job=job_id, job__user=user).select_related("run").first()
    if receipt is None:
        raise UnknownReceiptError("There is no receipt of that job.")
    body = json.loads(receipt.body)
    pictures = body["pictures"]
    told = {
        "body": body,
        "sha256": receipt.sha256,
        "signature": receipt.signature,
        "public_key": receipt.public_key,
        "links": receipt.links,
        "crops": {
            # A picture may have arrived after the outcome did.
            "before": _packed(receipt.crop_before or _crop(receipt.run, pictures["before"])),
            "after": _packed(receipt.crop_after or _crop(receipt.run, pictures["after"])),
        },
    }
    if name_holder and receipt.holder_salt and user.pubkey:
        told["holder"] = {"pubkey": user.pubkey, "salt": receipt.holder_salt}
    return told


def forget_holder(*, user: User) -> int:
    """Takes what is personal out of the person's receipts: pictures, and the salt that opens the
    holder's name. What was signed stays. Returns how many."""
    receipts = Receipt.objects.filter(job__user=user)
    return receipts.update(crop_before=None, crop_after=None, holder_salt="")


def _body(
    job: Job,
    outcome: str,
    decided_by: str,
    run: Run | None,
    told: Outcome | None,
    receipt_id: UUID,
) -> dict[str, Any]:
    chain = (told.chain if told is not None else None) or None
    pictures = images_of(chain["links"]) if chain else {}
    effective = told.effective_date if told is not None else _day(job.effective_date)
    return {
        "format": FORMAT,
        "id": str(receipt_id),
        "issuer": settings.PUBLIC_URL,
        "job": str(job.pk),
        "run": str(run.pk) if run is not None else None,
        "service": {"slug": job.service.slug, "name": job.service.name},
        "action": job.action,
        "outcome": outcome,
        "decided_by": decided_by,
        "effective_date": effective,
        "quote": chain["quote"] if chain else "",
        "votes": chain["votes"] if chain else {},
        "requested_at": _instant(job.created_at),
        "started_at": _instant(run.started_at) if run is not None else None,
        "ended_at": _instant(run.ended_at) if run is not None else None,
        "issued_at": _instant(utc_now()),
        "pictures": {"before": pictures.get(CROP_BEFORE), "after": pictures.get(CROP_AFTER)},
        "chain": {"head": chain["head"], "count": chain["count"]} if chain else None,
        "agent": _agent(chain),
        # What was found done, or was done after it had been called off, costs nothing.
        "price_sats": job.price_sats if outcome == Ending.SUCCEEDED and job.is_open else 0,
    }


def _agent(chain: dict[str, Any] | None) -> dict[str, str] | None:
    if not chain:
        return None
    return {"public_key": chain["public_key"], "signature": chain["signature"]}


def _crop(run: Run | None, sha256: str | None) -> bytes | None:
    """The picture with this hash, where it arrived whole and is small enough to hand out."""
    if run is None or sha256 is None:
        return None
    kept = Evidence.objects.filter(run=run, sha256=sha256, size_bytes__lte=CROP_BYTES_MAX).first()
    try:
        content = kept.path.read_bytes() if kept is not None else b""
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def _packed(content: bytes | memoryview | None) -> str | None:
    return None if content is None else base64.b64encode(content).decode()


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _day(day: Any) -> str | None:
    return None if day is None else str(day)
