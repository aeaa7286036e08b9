"""The sites we can act on. A change makes a new version; a run pins the one it worked by."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Now

HINTS_CHARACTERS_MAX = 4_000


class Service(models.Model):
    """A streaming site as it is served now. Change it through jobs.services.save_service."""

    slug = models.SlugField(max_length=60, unique=True)
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=80)
    aliases = models.JSONField(default=list, blank=True, help_text="Other names people write.")
    origins = models.JSONField(
        default=list, help_text="Registrable domains, or host:port; secrets are typed nowhere else."
    )
    start_url = models.URLField(max_length=500)
    account_url = models.URLField(max_length=500, blank=True, default="")
    hints = models.TextField(blank=True, default="", max_length=HINTS_CHARACTERS_MAX)
    is_enabled = models.BooleanField(default=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            CheckConstraint(condition=Q(version__gte=1), name="service_version_counts"),
            CheckConstraint(condition=~Q(origins=[]), name="service_has_origins"),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceVersion(models.Model):
    """What a service was, from one change to the next. Append only (a trigger says so)."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    origins = models.JSONField()
    start_url = models.URLField(max_length=500)
    account_url = models.URLField(max_length=500, blank=True, default="")
    hints = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-version"]
        constraints = [
            UniqueConstraint(fields=["service", "version"], name="service_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"
