"""The roots of every error the product raises on purpose.

UnsaltedError                 a fact the caller can act on; carries `http_status` and `code`
    RefusedError       (409)  the request is understood and cannot be honoured now
    NotFoundError      (404)
    InvalidError       (400)
    ForbiddenError     (403)
    UpstreamError      (503)  somebody else's server failed; trying again may help

Facts ride as attributes, so handlers and logs never parse a message.
"""

from typing import Any, ClassVar


class UnsaltedError(Exception):
    """Base of all. `facts` may be shown to the caller and logged: never put a secret in them."""

    http_status: ClassVar[int] = 500
    code: ClassVar[str] = "error"

    def __init__(self, message: str, **facts: Any) -> None:
        super().__init__(message)
        self.message = message
        self.facts = facts


class RefusedError(UnsaltedError):
    http_status = 409
    code = "refused"


class NotFoundError(UnsaltedError):
    http_status = 404
    code = "not_found"


class InvalidError(UnsaltedError):
    http_status = 400
    code = "invalid"


class ForbiddenError(UnsaltedError):
    http_status = 403
    code = "forbidden"


class UpstreamError(UnsaltedError):
    """Somebody else's server failed. `permanent` says that trying again cannot help."""

    http_status = 503
    code = "upstream"

    def __init__(self, message: str, *, permanent: bool = False, **facts: Any) -> None:
        super().__init__(message, **facts)
        self.permanent = permanent
