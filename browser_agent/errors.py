"""How a run ends early, and what may fail on the way.

AgentError
    RunStopError           the run is over: carries the ErrorCode that goes into the Outcome
        AbortedError       somebody said stop, or a hand went to the fail-safe corner
    PageMovedError         page or keyboard are no longer those that were looked at
    BrowserError           Chrome, its window or its screen is not there
    VisionUnavailableError the vision server cannot be had, or answers nonsense
    LinkError              the server's agent API cannot be had
        StaleRunError      the run belongs to somebody else now: final
"""

from typing import Any

from browser_agent.contract import ErrorCode
from kernel.errors import RefusedError, UnsaltedError, UpstreamError

# What a rule that asks for a person becomes where there is none to ask.
ASK_CODES = {
    "password_attempts": ErrorCode.CREDENTIAL_INVALID,
    "code_attempts": ErrorCode.CREDENTIAL_INVALID,
    "price_above_limit": ErrorCode.PAYMENT_METHOD,
    "price_unknown": ErrorCode.PAYMENT_METHOD,
    "price_not_approved": ErrorCode.PAYMENT_METHOD,
    "second_commit": ErrorCode.NOT_VERIFIED,
}


class AgentError(UnsaltedError):
    code = "agent"


class RunStopError(AgentError):
    code = "run_stopped"

    def __init__(self, error_code: ErrorCode, message: str, **facts: Any) -> None:
        super().__init__(message, **facts)
        self.error_code = error_code


class AbortedError(RunStopError):
    code = "aborted"

    def __init__(self, message: str = "The run was stopped.", *, lease_lost: bool = False) -> None:
        super().__init__(ErrorCode.LEASE_LOST if lease_lost else ErrorCode.ABORTED, message)


class PageMovedError(AgentError):
    """Something else stands there now, or has the keyboard; told to the model, never the end."""

    code = "page_moved"


class BrowserError(AgentError):
    code = "browser_failed"


class VisionUnavailableError(UpstreamError):
    code = "vision_unavailable"


class LinkError(UpstreamError):
    code = "agent_api"


class StaleRunError(RefusedError):
    code = "stale_run"
