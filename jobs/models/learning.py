"""What verified runs have taught, and what other models would have done on their frames."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Now

from jobs.models.history import Evidence
from jobs.models.registry import ServiceVersion
from jobs.models.work import Job, Run

WHY_CHARACTERS_MAX = 200


class Playbook(models.Model):
    """The way that two verified runs agree on, for one version of a service, one action, one plan.

    A changed service is another version, and so has none. frames_run: its pictures are what the
    states' `frame` names. Append only but for status, retired_at and retired_why.
    """

    class Status(models.TextChoices):
        DRAFT = "draft"  # both runs were one person's: an operator looks before others follow it
        ACTIVE = "active"
        RETIRED = "retired"

    service_version = models.ForeignKey(ServiceVersion, models.PROTECT, related_name="playbooks")
    action = models.CharField(max_length=6, choices=Job.Action.choices)
    plan = models.CharField(max_length=120, blank=True, default="")
    body = models.JSONField()
    sha256 = models.CharField(max_length=64)
    frames_run = models.ForeignKey(Run, models.PROTECT, related_name="playbooks_of_frames")
    second_run = models.ForeignKey(Run, models.PROTECT, related_name="playbooks_of_second")
    status = models.CharField(max_length=7, choices=Status.choices, default=Status.DRAFT)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_why = models.CharField(max_length=WHY_CHARACTERS_MAX, blank=True, default="")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            CheckConstraint(
                condition=Q(action__in=["cancel", "resume"]), name="playbook_action_known"
            ),
            CheckConstraint(
                condition=Q(status__in=["draft", "active", "retired"]), name="playbook_status_known"
            ),
            CheckConstraint(
                condition=Q(status="retired", retired_at__isnull=False)
                | (~Q(status="retired") & Q(retired_at__isnull=True)),
                name="playbook_retired_has_time",
            ),
            CheckConstraint(condition=~Q(frames_run=F("second_run")), name="playbook_runs_are_two"),
            CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="playbook_sha256_is_hex"
            ),
            UniqueConstraint(fields=["frames_run", "second_run"], name="playbook_pair_once"),
            UniqueConstraint(
                fields=["service_version", "action", "plan"],
                condition=Q(status__in=["draft", "active"]),
                name="playbook_one_per_way",
            ),
        ]

    def __str__(self) -> str:
        return f"playbook {self.pk}"


class PlaybookDrift(models.Model):
    """A run left the playbook because the pages had changed: an alert, until somebody saw it.

    missing: [[words, x0, y0, x1, y1], ...] in 0-1000. picture: then and now beside each other.
    """

    playbook = models.ForeignKey(Playbook, models.PROTECT, related_name="drifts")
    run = models.OneToOneField(Run, models.PROTECT, related_name="drift")
    step = models.CharField(max_length=80, blank=True, default="")
    state = models.PositiveIntegerField(default=0)
    why = models.CharField(max_length=WHY_CHARACTERS_MAX)
    missing = models.JSONField(default=list, blank=True)
    fallbacks = models.PositiveIntegerField()
    picture = models.ForeignKey(
        Evidence, models.SET_NULL, null=True, blank=True, related_name="drifts"
    )
    raised_at = models.DateTimeField(db_default=Now(), editable=False)
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            CheckConstraint(condition=Q(fallbacks__gte=1), name="drift_fell_back"),
            CheckConstraint(
                condition=Q(seen_at__isnull=False) | Q(seen_by__isnull=True),
                name="drift_seen_has_time",
            ),
        ]

    def __str__(self) -> str:
        return self.why


class ReplayResult(models.Model):
    """What one model would have decided on a stored run's frames; the newest per run and model.

    steps: frames asked. changed: decisions that differ. commits_changed: of them, presses that make
    a change final, in either. seconds: what the model took in all. changes: each, in words.
    """

    run = models.ForeignKey(Run, models.PROTECT, related_name="replays")
    model = models.CharField(max_length=120)
    steps = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    commits_changed = models.PositiveIntegerField()
    refused = models.PositiveIntegerField(default=0)  # by the policy of today, of what it would do
    unanswered = models.PositiveIntegerField(default=0)
    seconds = models.FloatField()
    changes = models.JSONField(default=list, blank=True)
    replayed_at = models.DateTimeField()

    class Meta:
        ordering = ["-replayed_at"]
        constraints = [
            UniqueConstraint(fields=["run", "model"], name="replay_once_per_model"),
            CheckConstraint(
                condition=Q(changed__lte=F("steps")) & Q(commits_changed__lte=F("changed")),
                name="replay_counts_fit",
            ),
            CheckConstraint(condition=Q(seconds__gte=0), name="replay_seconds_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.model}: {self.changed} of {self.steps}"

    @property
    def same(self) -> int:
        """Decisions that stay as they were."""
        return self.steps - self.changed
