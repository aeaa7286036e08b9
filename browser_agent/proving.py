"""Whether a run has reached its goal: three votes on a fresh load, and nothing less than all.

The votes: text and date rules; a judge that sees frames only; and the change itself, which must fit
what this run found and did. All three make a success. Where the two readers are not both convinced,
the page is loaded once more after a pause; after that it is no success.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from browser_agent.acting import Actor
from browser_agent.belonging import without_others
from browser_agent.contract import Ending, ErrorCode, Task
from browser_agent.errors import AbortedError, RunStopError
from browser_agent.progress import OPPOSITE, WANTED, Progress
from browser_agent.sayings import ended_before, tells_a_day
from browser_agent.seen import Seen
from browser_agent.session import Session, is_loopback
from browser_agent.verify import TEXT, Judges, Verdict, verify
from kernel.clock import utc_now

logger = logging.getLogger(__name__)

VERIFIES_MAX = 3
LOOKS_AGAIN = frozenset({ErrorCode.NOT_VERIFIED, ErrorCode.STUCK})
LOOPBACK_RECHECK_SECONDS = 4.0  # a site on this machine needs no minute to believe itself
TRANSITION = "transition"
ENTRIES_MAX = 2
Keep = Callable[[str, Seen, dict[str, Any], dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Proof:
    ending: Ending
    effective_date: str | None


class Prover:
    """keep: writes a look into the evidence. votes: who said what at last, for the receipt.
    looks, paused_seconds: so far. contradicted: after a last press a fresh load told, by all
    readers, that nothing has changed."""

    def __init__(
        self,
        task: Task,
        session: Session,
        *,
        judges: Judges,
        actor: Actor,
        progress: Progress,
        keep: Keep,
    ) -> None:
        self._task = task
        self._session = session
        self._judges = judges
        self._actor = actor
        self._progress = progress
        self._keep = keep
        self.votes: dict[str, str] = {}
        self.contradicted = False
        self.looks = 0
        self.paused_seconds = 0.0

    def prove(self, number: int, url: str) -> Proof | str:
        """A fresh load decides. A text: why it is not done (yet), for the model.

        Raises RunStopError where a person has to look: not_verified where the page says otherwise,
        stuck where a run that may only look cannot tell.
        """
        progress, wanted = self._progress, WANTED[self._task.action]
        progress.verifies += 1
        verdict = self._looked(f"verify-{number:03d}", url)
        if self._wants_recheck(verdict):
            progress.rechecked = True
            pause = self._pause_seconds(url)
            self._session.stop.wait(pause)
            self.paused_seconds += pause
            verdict = self._looked(f"recheck-{number:03d}", url)
        self.votes = verdict.votes | {TRANSITION: self._transition()}
        if verdict.state == wanted:
            return self._proved(verdict)
        self.contradicted = self._actor.commits > 0 and verdict.state == OPPOSITE[self._task.action]
        told = ", ".join(f"{name}: {state}" for name, state in verdict.votes.items())
        if self._task.verify_only:
            clear = verdict.state == OPPOSITE[self._task.action]
            code = ErrorCode.NOT_VERIFIED if clear else ErrorCode.STUCK
            raise RunStopError(code, f"The account page does not say it is done ({told}).")
        if progress.verifies >= VERIFIES_MAX:
            raise RunStopError(ErrorCode.NOT_VERIFIED, f"The account page says {told}.")
        denied = verdict.votes.get(TEXT) == OPPOSITE[self._task.action]
        if not denied and not self._progress.sought:
            # No page that this run knows decides: the account may be elsewhere.
            self._progress.sought = True
            self._session.open(self._task.start_url)
        return f"a fresh load of the account page says {verdict.state}: not done yet"

    def last_look(self, number: int, code: ErrorCode) -> Proof | None:
        """Where a run stops after a last press: what that has changed may show a little later, and
        then no person need look. None where it does not show, or cannot be looked at for whatever
        reason: the run has its ending already. Nothing is pressed any more. Raises AbortedError."""
        url, spent = self._progress.proof_url, self._progress.verifies >= VERIFIES_MAX
        pressed = self._actor.has_committed and not self._task.verify_only
        if url is None or spent or not pressed or code not in LOOKS_AGAIN:
            return None
        try:
            proof = self.prove(number, url)
        except AbortedError:
            raise
        except Exception as error:  # noqa: BLE001 - no fault of a look hides what was pressed
            logger.warning("no last look at %s: %s", self._task.service, type(error).__name__)
            return None
        return None if isinstance(proof, str) else proof

    def _wants_recheck(self, verdict: Verdict) -> bool:
        """Some sites need a moment to believe it; some pages were not all there."""
        wanted = WANTED[self._task.action]
        if verdict.state == wanted or self._progress.rechecked:
            return False
        pressed = self._actor.commits > 0 or self._task.verify_only
        return pressed or wanted in verdict.leaning

    def _pause_seconds(self, url: str) -> float:
        pause = self._task.limits.recheck_seconds
        return min(pause, LOOPBACK_RECHECK_SECONDS) if is_loopback(url) else pause

    def _looked(self, name: str, url: str) -> Verdict:
        verdict = self._look_at(name, url)
        state_url, opposite = self._progress.state_url, OPPOSITE[self._task.action]
        if verdict.state == "unknown" and state_url is not None and state_url != url:
            verdict = self._look_at(f"{name}-state", state_url)
        for number, entry in enumerate(reversed(self._progress.entries[-ENTRIES_MAX:]), 1):
            if verdict.state != "unknown" or opposite in verdict.leaning:
                break
            if entry not in {url, state_url}:
                told = self._look_at(f"{name}-entry-{number}", entry)
                looks = [look for look, said in told.looks if said["state"] != "unknown"]
                verdict = told if all(map(self._judges.asks_nothing, looks)) else verdict
        return verdict

    def _look_at(self, name: str, url: str) -> Verdict:
        verdict = verify(
            self._task,
            self._session,
            self._judges,
            url=url,
            before=self._progress.first_picture,
            openers=self._progress.openers or self._progress.way_in,
            corner=self._progress.corner,
        )
        self.looks += len(verdict.looks)
        for index, (look, said) in enumerate(verdict.looks, 1):
            self._keep(f"{name}-{index}", look, self._judges.question, said)
        return verdict

    def _transition(self) -> str:
        """The third vote: this run, or the one that it looks after, has changed it."""
        wanted, first = WANTED[self._task.action], self._progress.first_state
        if first == OPPOSITE[self._task.action] or self._acted():
            return wanted
        return first

    def _acted(self) -> bool:
        """A last press was made, by its place or, where the state before is not known, by its own
        words: some sites end it with "No thanks, cancel my plan" under an offer."""
        by_words = self._actor.asked_to_end and self._progress.first_state == "unknown"
        ended = self._task.action == "cancel" and by_words
        return self._actor.commits > 0 or self._task.verify_only or ended

    def _was_over(self, verdict: Verdict) -> bool:
        """The page tells a day before this one on which the end was asked for."""
        if self._task.action != "cancel" or self._task.verify_only or self._actor.commits:
            return False
        today, name = utc_now().date(), self._task.service_name
        return any(
            ended_before(without_others(seen.lines, name, tells_a_day), today)
            for seen, _ in verdict.looks
        )

    def _proved(self, verdict: Verdict) -> Proof:
        """What was so before anything was pressed is already done; what became so unseen is not
        proved."""
        found_so = self._progress.first_state == WANTED[self._task.action]
        seen_otherwise = self._progress.first_state == OPPOSITE[self._task.action]
        idle = not (self._acted() or self._actor.went_in)
        if (not seen_otherwise and self._was_over(verdict)) or (
            not self._acted() and (found_so or (idle and not seen_otherwise))
        ):
            ending = Ending.ALREADY_DONE
        elif self._transition() == WANTED[self._task.action] and (
            not idle or self._actor.may_have_changed
        ):
            ending = Ending.SUCCEEDED
        else:
            raise RunStopError(
                ErrorCode.NOT_VERIFIED, "It is as wanted, and what made it so was not seen."
            )
        day = verdict.effective_date or self._progress.closing_date
        return Proof(ending, day)
