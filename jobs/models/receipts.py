"""What a person may keep of a job that was done, and show to whomever they like."""

import uuid

from django.db import models
from django.db.models import CheckConstraint, Q
from django.db.models.functions import Now

from jobs.models.work import Job, Run

HEX_64, HEX_128 = r"^[0-9a-f]{64}$", r"^[0-9a-f]{128}$"


class Receipt(models.Model):
    """body: the signed text, byte for byte. A trigger lets only pictures and salt be taken away.

    links, crops: what the body holds the hashes of. holder_salt: opens the body's holder; blank
    once the person has left.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    job = models.OneToOneField(Job, models.PROTECT, related_name="receipt")
    run = models.ForeignKey(Run, models.PROTECT, null=True, blank=True, related_name="receipts")
    body = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)
    signature = models.CharField(max_length=128)
    public_key = models.CharField(max_length=64)
    links = models.JSONField(null=True, blank=True)
    crop_before = models.BinaryField(null=True, blank=True)
    crop_after = models.BinaryField(null=True, blank=True)
    holder_salt = models.CharField(max_length=64, blank=True, default="")
    issued_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-issued_at"]
        constraints = [
            CheckConstraint(condition=Q(sha256__regex=HEX_64), name="receipt_sha256_is_hex"),
            CheckConstraint(condition=Q(signature__regex=HEX_128), name="receipt_signature_is_hex"),
            CheckConstraint(condition=Q(public_key__regex=HEX_64), name="receipt_key_is_hex"),
            CheckConstraint(
                condition=Q(holder_salt="") | Q(holder_salt__regex=HEX_64),
                name="receipt_salt_is_hex",
            ),
        ]

    def __str__(self) -> str:
        return self.sha256[:16]
