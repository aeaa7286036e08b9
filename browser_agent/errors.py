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

# What a page that only a person can pass is called, where nobody takes it over.
PERSON_NEEDED = {
    ErrorCode.CREDENTIAL_INVALID: "The site did not take what was typed: check the sign-in.",
    ErrorCode.CREDENTIAL_MISSING: "The site wants a secret that was not given.",
    ErrorCode.CAPTCHA: "The site wants a proof that a person is there.",
    ErrorCode.PASSKEY: "The site wants a passkey.",
    ErrorCode.THIRD_PARTY_BILLING: "Somebody else bills this: it is ended there.",
    ErrorCode.EMAIL_CONFIRMATION: "The site sent an e-mail with a link that has to be opened.",
    ErrorCode.PAYMENT_METHOD: "The site wants another way to pay, or more than was approved.",
    ErrorCode.POLICY_DENIED: "The way on would do what was not asked for.",
    ErrorCode.STUCK: "No way on was found: see the last picture of the run.",
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
