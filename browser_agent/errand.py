"""One run for the server: claim it, open the seals, work under a lease, never lose the outcome.

A heartbeat thread keeps the lease while the hands work and while a person is waited for. When the
server says stop, or has not been reached for as long as the lease lasts, the hands stop: somebody
else may then believe that this run is dead, and two hands on one account are worse than none.
"""

import dataclasses
import logging
import shutil
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from browser_agent.chain import signed_chain, signing_key_of
from browser_agent.contract import SECRET_NAMES, Ending, ErrorCode, Outcome
from browser_agent.errors import AbortedError, LinkError, StaleRunError
from browser_agent.hands import StopFlag
from browser_agent.link import AgentLink, Brief, new_key
from browser_agent.playbook.drift import first_drift, record_line, write_picture
from browser_agent.rig import perform
from browser_agent.settings import WorkerSettings
from browser_agent.spool import Spool
from browser_agent.takeover import Window
from browser_agent.takeover_remote import RemoteTakeover
from browser_agent.vault import Vault
from kernel.clock import utc_now
from kernel.sealing import PrivateKey, SealBrokenError, input_context

logger = logging.getLogger(__name__)

BEATS_PER_LEASE = 3
BEAT_SECONDS_MIN, BEAT_SECONDS_MAX = 0.5, 1.0  # a beat also brings the customer's abort
WATCH_SECONDS = 0.25


class Lease:
    """Heartbeats in a thread of its own; sets the stop flag when the run is no longer ours.

    A second thread only looks at the clock: a server that takes a call and never answers holds a
    heartbeat for minutes, and the hands must not work on after the lease has run out.
    """

    def __init__(self, brief: Brief, link: AgentLink, stop: StopFlag) -> None:
        self._brief, self._link, self._stop = brief, link, stop
        self._seconds = brief.lease_seconds
        self._renewed = time.monotonic()
        self._over = threading.Event()

    def __enter__(self) -> "Lease":
        for work in (self._keep, self._watch):
            threading.Thread(target=work, name="lease", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()

    def renewed(self, seconds: float, *, asked: float) -> None:
        """asked: when the server was asked (monotonic); its lease began after that."""
        self._seconds, self._renewed = seconds, max(asked, self._renewed)

    @property
    def _pause_seconds(self) -> float:
        return min(max(self._seconds / BEATS_PER_LEASE, BEAT_SECONDS_MIN), BEAT_SECONDS_MAX)

    def _watch(self) -> None:
        while not self._over.wait(WATCH_SECONDS):
            if time.monotonic() - self._renewed > self._seconds:
                self._stop.stop(lease_lost=True)
                return

    def _keep(self) -> None:
        while not self._over.wait(self._pause_seconds):
            asked = time.monotonic()
            try:
                beat = self._link.events(
                    self._brief.run_id, fencing_token=self._brief.fencing_token, events=[]
                )
            except StaleRunError:
                self._stop.stop(lease_lost=True)
                return
            except AbortedError:
                return  # stopped by somebody else, while it paused between two tries
            except LinkError:
                continue
            self.renewed(beat.lease_seconds, asked=asked)
            if beat.abort:
                self._stop.stop()
                return


class ServerReporter:
    """Events and evidence go to the server as they happen; its answer may stop the run."""

    def __init__(self, brief: Brief, link: AgentLink, lease: Lease, stop: StopFlag) -> None:
        self._brief, self._link, self._lease, self._stop = brief, link, lease, stop
        self._event_seq = 0
        self._evidence_seq = 0
        self.lost_evidence = False

    def event(self, kind: str, data: dict[str, Any]) -> None:
        self._sent(kind, data)

    def commit(self, data: dict[str, Any]) -> bool:
        """Whether the server knows now; whoever takes over after a crash then only looks."""
        return self._sent("commit", data)

    def _sent(self, kind: str, data: dict[str, Any]) -> bool:
        self._event_seq += 1
        event = {
            "seq": self._event_seq,
            "kind": kind,
            "data": data,
            "at": utc_now().isoformat(),
        }
        asked = time.monotonic()
        try:
            beat = self._link.events(
                self._brief.run_id, fencing_token=self._brief.fencing_token, events=[event]
            )
        except StaleRunError as error:
            self._stop.stop(lease_lost=True)
            raise AbortedError(lease_lost=True) from error
        except LinkError:
            logger.warning("an event was lost: run=%s seq=%s", self._brief.run_id, self._event_seq)
            return False
        self._lease.renewed(beat.lease_seconds, asked=asked)
        if beat.abort:
            self._stop.stop()
            raise AbortedError
        return True

    def evidence(self, name: str, path: str, sha256: str) -> None:
        self._evidence_seq += 1
        try:
            self._link.evidence(
                self._brief.run_id,
                fencing_token=self._brief.fencing_token,
                seq=self._evidence_seq,
                path=Path(path),
                sha256=sha256,
                record=record_line(Path(path).parent, name),
            )
        except StaleRunError as error:
            self._stop.stop(lease_lost=True)
            raise AbortedError(lease_lost=True) from error
        except LinkError:
            self.lost_evidence = True
            logger.warning("evidence stays here: run=%s name=%s", self._brief.run_id, name)


class RemotePerson:
    """Asks through the server; the answer comes sealed to this machine."""

    def __init__(self, brief: Brief, link: AgentLink, key: PrivateKey, stop: StopFlag) -> None:
        self._brief, self._link, self._key, self._stop = brief, link, key, stop
        self.askable = brief.askable

    def ask(self, field: str, prompt: str, *, seconds_max: float) -> str | None:
        request_key = new_key()
        deadline = time.monotonic() + seconds_max
        if not self._requested(request_key, field, prompt):
            return None  # nobody can be asked; what was done so far must still be told
        while time.monotonic() < deadline:
            self._stop.check()
            try:
                found = self._link.wait_for_input(self._brief.run_id, request_key=request_key)
            except StaleRunError:
                return None  # expired there, or the run is over: the lease will say which
            except LinkError as error:
                if error.permanent:
                    return None
                self._stop.wait(1.0)
                continue
            if found is not None:
                return self._opened(request_key, *found)
        return None

    def take_over(self, window: Window, *, seconds_max: float) -> bool:
        view = RemoteTakeover(self._brief, self._link, self._key, self._stop, window)
        return view.run(seconds_max=seconds_max)

    def _requested(self, request_key: str, field: str, prompt: str) -> bool:
        try:
            self._link.request_input(
                self._brief.run_id,
                fencing_token=self._brief.fencing_token,
                request_key=request_key,
                field=field,
                prompt=prompt,
            )
        except StaleRunError as error:
            raise AbortedError(lease_lost=True) from error
        except LinkError as error:
            logger.warning("nobody could be asked: run=%s %s", self._brief.run_id, error.message)
            return False
        return True

    def _opened(self, request_key: str, sealed: bytes, context: str) -> str | None:
        if context != input_context(run_id=self._brief.run_id, request_key=request_key):
            logger.error("an answer for another run was refused: run=%s", self._brief.run_id)
            return None
        try:
            return self._key.open(sealed, context=context).decode().strip()
        except (SealBrokenError, UnicodeDecodeError):
            return None


def run_errand(run_id: str, fencing_token: int, *, settings: WorkerSettings) -> str:
    """Does the run once, if it is still ours to do. Returns one word for the log.

    The display of this process must be up. The outcome is on disk before it is sent.
    """
    stop = StopFlag()
    key = PrivateKey.from_file(settings.private_key_file)
    link = AgentLink(url=settings.api_url, token=settings.token, pause=stop.wait)
    try:
        brief = link.start(
            run_id,
            fencing_token=fencing_token,
            start_key=new_key(),
            agent=settings.name,
            key_id=key.public_key.key_id,
        )
    except StaleRunError:
        # Somebody has begun it: a redelivered message must not press anything twice.
        link.close()
        return "stale"
    folder = settings.body.evidence_dir / brief.run_id
    try:
        outcome, everything_sent = _work(brief, link, key, stop, settings, folder)
    finally:
        link.close()
    body = outcome.as_json() | {
        "fencing_token": brief.fencing_token,
        "evidence": [Path(path).stem for path in outcome.evidence],
    }
    if brief.run_id in _told(brief.run_id, body, settings) and everything_sent:
        shutil.rmtree(folder, ignore_errors=True)  # the server keeps it; nobody needs it twice
    return outcome.outcome.value


def _told(run_id: str, body: dict[str, Any], settings: WorkerSettings) -> list[str]:
    """What the server has acknowledged. Where the disk takes nothing, the outcome goes straight to
    the server: raises LinkError where that cannot be reached either."""
    try:
        spool = Spool(settings.spool_dir)
        spool.keep(run_id, body)
    except OSError as error:
        logger.exception("an outcome cannot be kept here: run=%s errno=%s", run_id, error.errno)
    else:
        return send_spooled(spool, settings)
    with closing(AgentLink(url=settings.api_url, token=settings.token)) as link:
        try:
            link.outcome(run_id, body)
        except StaleRunError:
            logger.warning("an outcome was refused for good: run=%s", run_id)
            return []
    return [run_id]


def send_spooled(spool: Spool, settings: WorkerSettings) -> list[str]:
    """Offers what is spooled to the server. Returns the runs that it has acknowledged."""
    sent: list[str] = []
    link = AgentLink(url=settings.api_url, token=settings.token)
    try:
        for run_id, body in spool.pending():
            try:
                link.outcome(run_id, body)
            except StaleRunError:
                spool.refuse(run_id)
                logger.warning("an outcome was refused for good: run=%s", run_id)
            except LinkError as error:
                logger.warning("an outcome waits: run=%s error=%s", run_id, error.message)
                if not error.permanent:
                    break
            else:
                spool.acknowledge(run_id)
                sent.append(run_id)
    finally:
        link.close()
    return sent


def _work(
    brief: Brief,
    link: AgentLink,
    key: PrivateKey,
    stop: StopFlag,
    settings: WorkerSettings,
    folder: Path,
) -> tuple[Outcome, bool]:
    try:
        vault = open_vault(brief, key)
    except SealBrokenError:
        detail = "A credential does not open on this machine."
        return Outcome(Ending.NEEDS_HUMAN, ErrorCode.CREDENTIAL_MISSING, detail=detail), True
    with Lease(brief, link, stop) as lease:
        reporter = ServerReporter(brief, link, lease, stop)
        outcome = perform(
            brief.task,
            vault,
            body=settings.body,
            vision_url=settings.body.vision_url,
            person=RemotePerson(brief, link, key, stop),
            reporter=reporter,
            stop=stop,
            folder=folder,
        )
        _show_drift(brief, link, reporter, folder)
    return _signed(outcome, brief.run_id, key), not reporter.lost_evidence


def _show_drift(brief: Brief, link: AgentLink, reporter: ServerReporter, folder: Path) -> None:
    """Where the run left its playbook: the page then and now. A run is none the worse without."""
    try:
        drift = first_drift(folder)
        if drift is None:
            return
        path, digest = write_picture(folder, drift, _frame_then(brief, link, drift.frame))
        reporter.evidence(path.stem, str(path), digest)
    except (AbortedError, LinkError, StaleRunError, OSError, KeyError, ValueError) as error:
        logger.warning("no picture of a drift: run=%s %s", brief.run_id, type(error).__name__)


def _frame_then(brief: Brief, link: AgentLink, name: str) -> bytes | None:
    """The state's picture; None where the server keeps it no longer."""
    try:
        return link.playbook_frame(brief.run_id, fencing_token=brief.fencing_token, name=name)
    except LinkError as error:
        if error.permanent:
            return None
        raise


def _signed(outcome: Outcome, run_id: str, key: PrivateKey) -> Outcome:
    """What the server and the customer's receipt are told, vouched for by this machine."""
    if outcome.chain is None:
        return outcome
    chain = signed_chain(
        outcome.chain,
        key=signing_key_of(key),
        run_id=run_id,
        outcome=outcome.outcome.value,
        effective_date=outcome.effective_date,
    )
    return dataclasses.replace(outcome, chain=chain)


def open_vault(brief: Brief, key: PrivateKey) -> Vault:
    """The credentials of this brief, opened.

    Each context must name this service and field, or SealBrokenError: a server that was taken over
    could else have one service's password typed into another's page.
    """
    values: dict[str, str] = {}
    for sealed in brief.secrets:
        ending = f"|{brief.task.service}|{sealed.field}"
        genuine = sealed.context.startswith("unsalted/credential/v1|")
        if sealed.field not in SECRET_NAMES or not genuine or not sealed.context.endswith(ending):
            raise SealBrokenError("A credential was sealed for something else.")
        try:
            values[sealed.field] = key.open(sealed.sealed, context=sealed.context).decode()
        except UnicodeDecodeError:
            # Not chained: the error carries the opened bytes.
            raise SealBrokenError("A credential is not text.") from None
    return Vault(values)
