"""Login by a code that came in a DM: whoever can read the key's messages holds the key."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from ninja_jwt.exceptions import TokenError
from ninja_jwt.tokens import RefreshToken

from accounts.errors import LoginRefusedError
from accounts.models import LoginCode, User
from accounts.services.attempts import count_attempt
from kernel.clock import utc_now

CODE_DIGITS = 12
CODE_SECONDS = 600
ATTEMPTS_PER_KEY_MAX = 10
ATTEMPTS_PER_ADDRESS_MAX = 30
REFUSED = (
    "This code is wrong, used or older than ten minutes. Write 'login' to the bot for a new one."
)


@dataclass(frozen=True, slots=True)
class Tokens:
    access: str
    refresh: str


@transaction.atomic
def request_login_code(*, user: User) -> str:
    """Twelve digits, good once for ten minutes; an earlier code is void. Send it by DM only."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    now = utc_now()
    LoginCode.objects.filter(user=user, closed_at__isnull=True).update(closed_at=now)
    code = "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
    LoginCode.objects.create(
        user=user,
        code_hash=_hashed(user, code),
        expires_at=now + timedelta(seconds=CODE_SECONDS),
    )
    return code


def exchange_login_code(*, pubkey: str, code: str, address: str) -> Tokens:
    """Tokens for a right code. address: where the request came from, for the rate limit.

    Raises TooManyAttemptsError, LoginRefusedError (the same for every fault). Five wrong tries void
    the code.
    """
    count_attempt(scope="login-address", subject=address, attempts_max=ATTEMPTS_PER_ADDRESS_MAX)
    # Per key and address: keys are public, so a limit per key alone would let any stranger lock
    # its owner out. Guessing from many addresses meets the five tries that a code has.
    pair = f"{pubkey} {address}"
    count_attempt(scope="login-key", subject=pair, attempts_max=ATTEMPTS_PER_KEY_MAX)
    user = User.objects.filter(pubkey=pubkey, is_active=True).first()
    # Refused outside the transaction: a wrong try must stay counted.
    if user is None or not _use_code(user, code):
        raise LoginRefusedError(REFUSED)
    token = RefreshToken.for_user(user)  # type: ignore[misc] # its own annotation is off
    return Tokens(access=str(token.access_token), refresh=str(token))


def refresh_access(*, refresh: str) -> str:
    """A new access token. Raises LoginRefusedError: no refresh token, too old, the person left."""
    try:
        token = RefreshToken(refresh)
    except TokenError as error:
        raise LoginRefusedError("Log in again.") from error
    if not User.objects.filter(pk=token.payload.get("user_id"), is_active=True).exists():
        raise LoginRefusedError("Log in again.")
    return str(token.access_token)


@transaction.atomic
def _use_code(user: User, code: str) -> bool:
    live = (
        LoginCode.objects.select_for_update(of=("self",))
        .filter(user=user, closed_at__isnull=True)
        .first()
    )
    now = utc_now()
    if live is None or live.expires_at <= now:
        return False
    if constant_time_compare(live.code_hash, _hashed(user, code)):
        live.used_at = live.closed_at = now
    else:
        live.tries += 1
        live.closed_at = now if live.tries >= LoginCode.TRIES_MAX else None
    live.save()
    return live.used_at is not None


def _hashed(user: User, code: str) -> str:
    # Keyed: twelve digits alone would be guessed from a stolen table within minutes.
    return salted_hmac(f"accounts.login.{user.pk}", code, algorithm="sha256").hexdigest()
