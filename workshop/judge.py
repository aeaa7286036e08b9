"""Who decides whether the demo told the truth: the site's state, the books, the customer."""

import os
from functools import cached_property
from typing import Any

import django
import httpx

from workshop.person import RECEIPT_NOTE
from workshop.stack import Stack

PRICE_SATS = 3_000


class Judge:
    """Reads the outside world and the database of a running stack; changes nothing."""

    def __init__(self, stack: Stack, site: dict[str, Any], lines: list[dict[str, Any]]) -> None:
        self.stack, self.site, self.lines = stack, site, lines
        os.environ.update(stack.environment)
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.base"
        django.setup()

    def result(self) -> dict[str, Any]:
        """What var/demo/result.json holds, the times aside."""
        truths = {
            "site_cancelled": self.site_state["subscription"] == "cancelled",
            "nothing_taken": self._nothing_taken(),
            "job_paid": self._job is not None and self._job.status == "paid",
            "ledger_balanced": self._ledger_balanced(),
            "revenue_right": self._revenue_sats() == PRICE_SATS,
            "receipt_received": any(line["text"] == RECEIPT_NOTE for line in self.lines),
            "code_relayed": self._code_relayed(),
        }
        run = self.run
        return {
            "truths": truths,
            "site_state": self.site_state["subscription"],
            "job_status": self._job.status if self._job else None,
            "ledger_balanced": truths["ledger_balanced"],
            "revenue_sats": self._revenue_sats(),
            "receipt_received": truths["receipt_received"],
            "code_relayed": truths["code_relayed"],
            "steps": run.steps if run else 0,
            "model_calls": run.model_calls if run else 0,
            "seconds_agent": run.seconds if run else None,
            "seconds_model": run.seconds_model if run else None,
            "effective_date": str(self._job.effective_date)
            if self._job and self._job.effective_date
            else None,
            "effective_date_on_site": self.site_state["ends_on"],
        }

    def events_after(self, last_id: int) -> list[dict[str, Any]]:
        """The job's history, for the running commentary."""
        from jobs.models import JobEvent  # noqa: PLC0415 - after django.setup()

        return [
            {"id": event.pk, "run": bool(event.run_id), "text": _sentence(event)}
            for event in JobEvent.objects.filter(pk__gt=last_id).order_by("pk")
        ]

    @cached_property
    def site_state(self) -> dict[str, Any]:
        answer = httpx.get(
            f"{self.site['url'].rstrip('/')}/__control__/state",
            headers={"X-Control-Key": self.site["control_key"]},
            timeout=10,
        ).raise_for_status()
        state: dict[str, Any] = answer.json()
        return state

    @cached_property
    def _job(self) -> Any:
        from jobs.models import Job  # noqa: PLC0415 - after django.setup()

        return Job.objects.select_related("service").order_by("created_at").last()

    @cached_property
    def run(self) -> Any:
        from jobs.models import Run  # noqa: PLC0415 - after django.setup()

        return Run.objects.filter(job=self._job).order_by("attempt").last()

    def _nothing_taken(self) -> bool:
        """No offer accepted, nothing paid, nothing paused on the way out."""
        state = self.site_state
        return not (state["offers_taken"] or state["payments"] or state["paused_until"])

    def _ledger_balanced(self) -> bool:
        from payments.ledger.queries import trial_balance  # noqa: PLC0415 - after django.setup()

        return sum(trial_balance().values()) == 0

    def _revenue_sats(self) -> int:
        from payments.ledger.queries import balance_msats  # noqa: PLC0415 - after django.setup()

        return int(balance_msats("revenue:jobs")) // 1_000

    def _code_relayed(self) -> bool:
        from jobs.models import InputRequest  # noqa: PLC0415 - after django.setup()

        return InputRequest.objects.filter(run__job=self._job, answered_at__isnull=False).exists()


def _sentence(event: Any) -> str:
    data = event.data or {}
    said = data.get("text") or data.get("target") or data.get("reason") or ""
    if event.to_status:
        return f"{event.from_status or 'new'} → {event.to_status} {said}".strip()
    words = [event.kind.replace("_", " "), str(data.get("page", "")), str(data.get("action", ""))]
    return " ".join(word for word in [*words, f"“{said}”" if said else ""] if word)
