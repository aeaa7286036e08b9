"""Every way to change who is known."""

from accounts.services.attempts import count_attempt, sweep_accounts
from accounts.services.logins import exchange_login_code, refresh_access, request_login_code
from accounts.services.people import forget_person, get_or_create_person, invite_person

__all__ = [
    "count_attempt",
    "exchange_login_code",
    "forget_person",
    "get_or_create_person",
    "invite_person",
    "refresh_access",
    "request_login_code",
    "sweep_accounts",
]
