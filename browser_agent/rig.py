"""Puts one run together: stop flag, hands, Chrome, eyes, model; and takes it apart again."""

import dataclasses
import errno
import logging
import traceback
from functools import cache
from pathlib import Path

from browser_agent.chrome import Chrome
from browser_agent.company import Person, Reporter
from browser_agent.contract import Ending, ErrorCode, Outcome, Task
from browser_agent.desktop import desktop
from browser_agent.display import only_hands
from browser_agent.errors import BrowserError, RunStopError
from browser_agent.evidence import EvidenceFolder
from browser_agent.eyes import RulesEyes, open_eyes
from browser_agent.hands import Hands, StopFlag
from browser_agent.loop import Run
from browser_agent.patience import PatientEyes
from browser_agent.session import Session
from browser_agent.settings import BodySettings
from browser_agent.vault import Vault
from kernel.ocr import Reader

logger = logging.getLogger(__name__)
DISK_FULL_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT})


@cache
def _reader() -> Reader:
    """One a process, as its models take a second to load; a run's end makes it forget."""
    return Reader()


def perform(
    task: Task,
    vault: Vault,
    *,
    body: BodySettings,
    vision_url: str | None,
    person: Person,
    reporter: Reporter,
    stop: StopFlag,
    folder: Path,
) -> Outcome:
    """One run on the display of this process, from a fresh profile to none.

    vision_url: None for our own rules in this process.
    folder: where the evidence goes. Every ending is an Outcome, even a fault of ours.
    """
    reader = _reader()
    vision = PatientEyes(open_eyes(body, url=vision_url, stop=stop, reader=reader), stop)
    outcome: Outcome | None = None
    began = False
    try:
        machine = desktop()
        hands = Hands(machine, stop)
        with (
            only_hands(),
            Chrome(
                binary=body.chrome_binary, desktop=machine, hands=hands, stop=stop, root=None
            ) as chrome,
        ):
            session = Session(chrome=chrome, hands=hands, stop=stop, vault=vault, reader=reader)
            evidence = EvidenceFolder(folder)
            began = True
            outcome = Run(
                task,
                session=session,
                vision=vision,
                second=RulesEyes(reader=reader, stop=stop),
                reader=reader,
                person=person,
                reporter=reporter,
                folder=evidence,
            ).perform()
            outcome = _with_chain(outcome, evidence, reporter)
    except RunStopError as error:
        return _broken_off(task, outcome, error.error_code, error.message)
    except BrowserError as error:
        return _broken_off(task, outcome, ErrorCode.BROWSER_FAILED, error.message)
    except OSError as error:
        if error.errno not in DISK_FULL_ERRNOS or (began and outcome is None):
            return outcome or _fault(error)
        return _broken_off(task, outcome, ErrorCode.DISK_FULL, "The disk is full.")
    except Exception as error:  # noqa: BLE001 - see _fault
        return outcome or _fault(error)
    finally:
        vision.close()
        reader.forget()
    return outcome


def _broken_off(task: Task, outcome: Outcome | None, code: ErrorCode, detail: str) -> Outcome:
    """What went wrong before the run began is a failure. What goes wrong after it has ended, such
    as a Chrome that will not die, changes nothing about what was seen; but a success whose evidence
    was lost is a person's to judge."""
    if outcome is None:
        # An earlier run may have pressed: nobody may be told that nothing happened.
        ending = Ending.NEEDS_HUMAN if task.verify_only else Ending.FAILED
        return Outcome(ending, code, detail=detail)
    logger.error("after a run that ended as %s: %s", outcome.outcome, detail)
    lost = outcome.chain is None and outcome.outcome is Ending.SUCCEEDED
    if not lost:
        return outcome
    return dataclasses.replace(
        outcome, outcome=Ending.NEEDS_HUMAN, error_code=code, effective_date=None, detail=detail
    )


def _with_chain(outcome: Outcome, evidence: EvidenceFolder, reporter: Reporter) -> Outcome:
    proves = outcome.outcome in {Ending.SUCCEEDED, Ending.ALREADY_DONE}
    chain = evidence.finished(reporter.evidence, with_pictures=proves)
    kept = tuple(str(path) for path in evidence.paths)
    return dataclasses.replace(outcome, chain=chain, evidence=kept)


def _fault(error: Exception) -> Outcome:
    """What nobody foresaw, such as an X server that dies between two letters: a press may have
    counted by then, so a person must hear of it. Only the places are logged; the message of an
    error may quote what was being typed."""
    where = "".join(traceback.format_tb(error.__traceback__))
    logger.error("a run broke: %s at\n%s", type(error).__name__, where)
    detail = f"The run broke ({type(error).__name__}); what was pressed may have counted."
    return Outcome(Ending.NEEDS_HUMAN, ErrorCode.BROWSER_FAILED, detail=detail)
