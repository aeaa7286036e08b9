"""What the concierge refuses. Messages are written for the person who asked: they fit into a DM.

JobsError
    UnknownServiceError       (404)
    UnknownJobError           (404)
    UnknownRunError           (404)
    UnknownReceiptError       (404)
    ServiceDisabledError      (409)
    ServiceInvalidError       (400)  a registry row that could not be served
    CredentialFieldError      (400)  a field nobody types, or a value of the wrong size
    CredentialMissingError    (409)  no sign-in, or one sealed to a key that is no longer used
    CredentialInUseError      (409)  an open job may still need it
    NoAgentKeyError           (503)  nothing can be sealed yet
    JobAlreadyOpenError       (409)
    JobKeyReusedError         (409)  the same key, another request
    UnpaidJobError            (402)
    AccountInUseError         (409)  a job is open or unpaid
    NothingToAbortError       (409)
    TransitionRefusedError    (409)  the one table has no such edge for this actor
    UnknownAgentKeyError      (403)  the agent's key was never registered here
    StaleRunError             (409)  the agent must stop at once
    InputGoneError            (410)  nobody will answer any more
    InputKeyReusedError       (409)  the same request key, another question
    TakeoverLinkError         (401)  nobody handed a page over under this link, or it is long over
    TakeoverGoneError         (410)  the page is not handed over any more
    TakeoverInputError        (400)  nothing that could be done on a page
    TakeoverBusyError         (429)  more than a page takes at once
    PlaybookFrameMissingError (404)
    PlaybookRefusedError      (409)  a playbook that cannot be activated or retired
    EvidenceInvalidError      (400)
    EvidenceTooLargeError     (413)
    EventInvalidError         (400)
"""

from django.db.models import Model

from kernel.errors import ForbiddenError, InvalidError, NotFoundError, RefusedError, UnsaltedError


class JobsError(UnsaltedError):
    code = "jobs"


class UnknownServiceError(JobsError, NotFoundError):
    code = "unknown_service"


class UnknownJobError(JobsError, NotFoundError):
    code = "unknown_job"


class UnknownRunError(JobsError, NotFoundError):
    code = "unknown_run"


class UnknownReceiptError(JobsError, NotFoundError):
    code = "unknown_receipt"


class ServiceDisabledError(JobsError, RefusedError):
    code = "service_disabled"


class ServiceInvalidError(JobsError, InvalidError):
    code = "service_invalid"


class CredentialFieldError(JobsError, InvalidError):
    code = "credential_field"


class CredentialMissingError(JobsError, RefusedError):
    code = "credential_missing"


class CredentialInUseError(JobsError, RefusedError):
    code = "credential_in_use"


class NoAgentKeyError(JobsError):
    http_status = 503
    code = "no_agent_key"


class _JobFactError(JobsError):
    """Carries the job that stands in the way as `job`; its id is the only fact shown."""

    def __init__(self, message: str, *, job: Model) -> None:
        super().__init__(message, job_id=str(job.pk))
        self.job = job


class JobAlreadyOpenError(_JobFactError, RefusedError):
    code = "job_already_open"


class UnpaidJobError(_JobFactError):
    http_status = 402
    code = "job_unpaid"


class JobKeyReusedError(JobsError, RefusedError):
    code = "job_key_reused"


class AccountInUseError(JobsError, RefusedError):
    code = "account_in_use"


class NothingToAbortError(JobsError, RefusedError):
    code = "nothing_to_abort"


class UnknownAgentKeyError(JobsError, ForbiddenError):
    code = "unknown_agent_key"


class TransitionRefusedError(JobsError, RefusedError):
    code = "transition_refused"


class StaleRunError(JobsError, RefusedError):
    """The fencing token is old, the run is over, or somebody else started it."""

    code = "stale_run"


class InputGoneError(JobsError):
    http_status = 410
    code = "input_gone"


class InputKeyReusedError(JobsError, RefusedError):
    code = "input_key_reused"


class TakeoverLinkError(JobsError):
    http_status = 401
    code = "takeover_link"


class TakeoverGoneError(JobsError):
    http_status = 410
    code = "takeover_gone"


class TakeoverInputError(JobsError, InvalidError):
    code = "takeover_input"


class TakeoverBusyError(JobsError):
    http_status = 429
    code = "takeover_busy"


class PlaybookFrameMissingError(JobsError, NotFoundError):
    code = "playbook_frame_missing"


class PlaybookRefusedError(JobsError, RefusedError):
    code = "playbook_refused"


class EvidenceInvalidError(JobsError, InvalidError):
    code = "evidence_invalid"


class EvidenceTooLargeError(JobsError):
    http_status = 413
    code = "evidence_too_large"


class EventInvalidError(JobsError, InvalidError):
    code = "event_invalid"
