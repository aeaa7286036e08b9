"""What accounts refuse.

AccountsError
    PubkeyInvalidError    (400)
    LoginRefusedError     (401)  wrong, used or old code; never says which
    TooManyAttemptsError  (429)  facts: retry_after_seconds
    CapacityReachedError  (409)  the house is full; the key is on the waitlist now
    PersonSuspendedError  (403)  an operator has switched this person off
"""

from kernel.errors import ForbiddenError, InvalidError, RefusedError, UnsaltedError


class AccountsError(UnsaltedError):
    code = "accounts"


class PubkeyInvalidError(AccountsError, InvalidError):
    code = "pubkey_invalid"


class LoginRefusedError(AccountsError):
    http_status = 401
    code = "login_refused"


class TooManyAttemptsError(AccountsError):
    http_status = 429
    code = "too_many_attempts"


class CapacityReachedError(AccountsError, RefusedError):
    code = "capacity_reached"


class PersonSuspendedError(AccountsError, ForbiddenError):
    code = "person_suspended"
