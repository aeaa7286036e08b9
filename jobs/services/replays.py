"""What other models would have decided: kept for the evaluation page, the newest per run."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from jobs.errors import UnknownRunError
from jobs.models import ReplayResult, Run
from kernel.clock import utc_now

MODEL_CHARACTERS_MAX = 120
COUNTED = ("steps", "changed", "commits_changed", "refused", "unanswered", "seconds", "changes")


@transaction.atomic
def keep_replay(*, run_id: UUID, told: Mapping[str, Any]) -> ReplayResult:
    """Instead of what this model decided on this run before. Raises UnknownRunError.

    told: browser_agent.replay.Replay.as_json().
    """
    run = Run.objects.filter(pk=run_id).first()
    if run is None:
        raise UnknownRunError("There is no such run.")
    result, _ = ReplayResult.objects.update_or_create(
        run=run,
        model=str(told["model"])[:MODEL_CHARACTERS_MAX],
        defaults={"replayed_at": utc_now(), **{name: told[name] for name in COUNTED}},
    )
    return result
