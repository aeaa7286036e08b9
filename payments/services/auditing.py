"""The continuous audit: the books in themselves, and beside what the rails say they hold.

Money never stands still, so one look proves nothing: the rails are asked between two looks at the
books, and only what is wrong in every one of several passes is a finding. A finding stops payouts
and nothing else; a rail that is silent is trouble, and no finding.
"""

import time
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from kernel.clock import utc_now
from kernel.errors import UpstreamError
from kernel.money import msats_text
from payments.ledger.chart import inflight_code, rail_code
from payments.ledger.queries import Finding, book_findings
from payments.ledger.snapshot import (
    Positions,
    newest_transfer_id,
    one_snapshot,
    positions,
    recent_findings,
)
from payments.models import Alert, AuditRun
from payments.rails.base import Can
from payments.rails.registry import active_rails, open_rail
from payments.services.alerts import raise_alert, resolve_alerts
from payments.services.freezing import freeze_payouts

PASSES = 3
PASS_PAUSE_SECONDS = 2.0
SILENCES_MAX = 2
"""Audits in a row in which a rail said nothing, before operators are told."""
FINDINGS_TOLD_MAX = 5
FULL, QUICK = "full audit", "quick audit"
"""Subjects of the alert: a clean quick audit has not looked at what a full one found."""


@dataclass(frozen=True, slots=True)
class Look:
    """One pass. told_msats: what each rail says it holds; None where it does not tell."""

    books: Positions
    told_msats: dict[str, int | None]
    troubles: dict[str, str]
    through_id: int
    findings: list[Finding] = field(default_factory=list)

    @property
    def assets_msats(self) -> int:
        """As the rails tell it; as the books do where a rail does not."""
        unasked = {name for name, told in self.told_msats.items() if told is None}
        told = sum(told for told in self.told_msats.values() if told is not None)
        return told + sum(
            amount
            for code, amount in self.books.of.items()
            if code.startswith("rail:")
            and (code.removeprefix("rail:") in unasked or code not in self._asked)
        )

    @property
    def _asked(self) -> set[str]:
        return {rail_code(name) for name in self.told_msats}


def audit_books(*, full: bool = True, pause_seconds: float = PASS_PAUSE_SECONDS) -> AuditRun:
    """Compare everything that must agree, write the run down, stop payouts where it does not.

    full: every transfer is refolded; else what is newer than the last clean run. Asks the network;
    not inside a transaction.
    """
    started_at = utc_now()
    since_id = 0 if full else _audited_through_id()
    look = _look(full=full, since_id=since_id)
    for _ in range(PASSES - 1):
        if not look.findings:
            break
        time.sleep(pause_seconds)
        again = _look(full=full, since_id=since_id)
        known = {finding.subject for finding in look.findings}
        again.findings[:] = [found for found in again.findings if found.subject in known]
        look = again
    return _write_down(look, started_at=started_at, full=full)


def _audited_through_id() -> int:
    clean = AuditRun.objects.filter(findings=[]).order_by("-pk").first()
    return 0 if clean is None else clean.through_id


def _look(*, full: bool, since_id: int) -> Look:
    before = positions()
    told, troubles = _ask_rails()
    with one_snapshot():
        after = positions()
        through_id = newest_transfer_id()
        # A restored backup is younger than the last run: then everything is new again.
        since_id = since_id if since_id <= through_id else 0
        findings = book_findings() if full else recent_findings(since_id=since_id)
    look = Look(books=after, told_msats=told, troubles=troubles, through_id=through_id)
    look.findings.extend(
        [
            *findings,
            *_impossible(after),
            *_missing_at_rails(look, before),
            *_uncovered(look, before),
        ]
    )
    return look


def _ask_rails() -> tuple[dict[str, int | None], dict[str, str]]:
    told: dict[str, int | None] = {}
    troubles: dict[str, str] = {}
    for name in active_rails():
        told[name] = None
        try:
            with open_rail(name) as rail:
                if Can.BALANCE in rail.can:
                    told[name] = rail.balance_msats()
        except UpstreamError as error:
            troubles[name] = error.message
    return told, troubles


def _impossible(books: Positions) -> list[Finding]:
    found = [
        Finding(code, f"is {msats_text(amount)}: it cannot be less than nothing")
        for code, amount in books.of.items()
        if amount < 0 and code.partition(":")[0] in {"rail", "inflight", "suspense"}
    ]
    if books.off_msats:
        found.append(Finding("trial balance", f"sums to {books.off_msats} msats"))
    return found


def _missing_at_rails(look: Look, before: Positions) -> list[Finding]:
    """A rail may hold more (the owner's own, money not yet booked), never less than the books say.

    What is in flight may have left already, so it may be missing there.
    """
    found = []
    for name, told in look.told_msats.items():
        least = min(_least_at(name, books) for books in (before, look.books))
        if told is not None and told < least:
            fact = f"says {msats_text(told)}, and {msats_text(least)} have to be there"
            found.append(Finding(rail_code(name), fact))
    return found


def _least_at(name: str, books: Positions) -> int:
    return books.of.get(rail_code(name), 0) - books.of.get(inflight_code(name), 0)


def _uncovered(look: Look, before: Positions) -> list[Finding]:
    owed = min(before.owed_msats, look.books.owed_msats)
    found = []
    if owed > look.assets_msats:
        fact = f"{msats_text(owed)} owed, {msats_text(look.assets_msats)} at the rails"
        found.append(Finding("coverage", fact))
    owed, booked = (
        look.books.owed_msats + look.books.sum_msats("inflight"),
        look.books.sum_msats("rail"),
    )
    if owed > booked:
        fact = f"{msats_text(owed)} owed, {msats_text(booked)} at the rails by the books"
        found.append(Finding("coverage in the books", fact))
    return found


@transaction.atomic
def _write_down(look: Look, *, started_at: datetime, full: bool) -> AuditRun:
    last = AuditRun.objects.order_by("-pk")[: SILENCES_MAX - 1]
    for name, told in look.told_msats.items():
        was_silent = [name in run.rails and run.rails[name] is None for run in last]
        # Not the rail's name alone: what else went wrong at it does not end because it answers.
        subject = f"{name} silent"
        if name not in look.troubles:
            resolve_alerts(kind=Alert.Kind.RAIL_ERROR, subject=subject)
        elif told is None and len(was_silent) == SILENCES_MAX - 1 and all(was_silent):
            text = f"{name} does not say what it holds: {look.troubles[name]}"
            raise_alert(kind=Alert.Kind.RAIL_ERROR, subject=subject, text=text)
    _tell_of_unwatched(look)
    subject = FULL if full else QUICK
    if look.findings:
        told_of = "; ".join(str(finding) for finding in look.findings[:FINDINGS_TOLD_MAX])
        text = f"{len(look.findings)} findings: {told_of}"
        freeze_payouts(reason=f"{subject}: {text}")
        raise_alert(kind=Alert.Kind.AUDIT_MISMATCH, subject=subject, text=text)
    else:
        for cured in (FULL, QUICK) if full else (QUICK,):
            resolve_alerts(kind=Alert.Kind.AUDIT_MISMATCH, subject=cured)
    return AuditRun.objects.create(
        started_at=started_at,
        finished_at=utc_now(),
        full=full,
        through_id=look.through_id,
        findings=[{"subject": found.subject, "fact": found.fact} for found in look.findings],
        liabilities_msats=look.books.owed_msats + look.books.sum_msats("inflight"),
        assets_msats=look.assets_msats,
        rails=look.told_msats,
    )


def _tell_of_unwatched(look: Look) -> None:
    """Money at a rail that is no longer set up: nobody can look whether it is there."""
    for code, amount in look.books.of.items():
        name = code.removeprefix("rail:")
        if not code.startswith("rail:") or name in look.told_msats:
            continue
        subject = f"{name} unwatched"
        if amount:
            text = f"The books have {msats_text(amount)} at {name}, which is not set up."
            raise_alert(kind=Alert.Kind.RAIL_ERROR, subject=subject, text=text)
        else:
            resolve_alerts(kind=Alert.Kind.RAIL_ERROR, subject=subject)
