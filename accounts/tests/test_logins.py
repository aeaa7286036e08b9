"""Login codes and tokens."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from ninja_jwt.settings import api_settings
from ninja_jwt.tokens import AccessToken, RefreshToken

from accounts.errors import LoginRefusedError, TooManyAttemptsError
from accounts.models import AttemptWindow, LoginCode, User
from accounts.npub import npub_from_pubkey
from accounts.services import (
    count_attempt,
    exchange_login_code,
    forget_person,
    refresh_access,
    request_login_code,
    sweep_accounts,
)
from accounts.services.logins import ATTEMPTS_PER_ADDRESS_MAX, ATTEMPTS_PER_KEY_MAX
from kernel.clock import utc_now
from tests.given import given_user

pytestmark = [pytest.mark.django_db, pytest.mark.urls("jobs.tests.addresses")]
HOME = "127.0.0.1"


@pytest.fixture
def alice() -> User:
    return given_user("alice")


def login(user: User, code: str, address: str = HOME) -> Any:
    assert user.pubkey is not None
    return exchange_login_code(pubkey=user.pubkey, code=code, address=address)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**12:012d}"


def test_a_code_is_twelve_digits_and_gives_tokens_once(alice: User) -> None:
    code = request_login_code(user=alice)
    assert len(code) == 12
    assert code.isdigit()
    tokens = login(alice, code)
    assert AccessToken(tokens.access).payload["user_id"] == alice.pk
    with pytest.raises(LoginRefusedError):
        login(alice, code)


def test_a_new_code_voids_the_one_before(alice: User) -> None:
    first, second = request_login_code(user=alice), request_login_code(user=alice)
    with pytest.raises(LoginRefusedError):
        login(alice, first)
    assert login(alice, second).refresh


def test_a_code_lives_ten_minutes(alice: User) -> None:
    code = request_login_code(user=alice)
    row = LoginCode.objects.get()
    assert timedelta(minutes=9) < row.expires_at - utc_now() <= timedelta(minutes=10)
    LoginCode.objects.update(expires_at=utc_now())
    with pytest.raises(LoginRefusedError):
        login(alice, code)


def test_five_wrong_tries_void_the_code(alice: User) -> None:
    code = request_login_code(user=alice)
    for _ in range(LoginCode.TRIES_MAX):
        with pytest.raises(LoginRefusedError):
            login(alice, wrong(code))
    with pytest.raises(LoginRefusedError):
        login(alice, code)
    assert LoginCode.objects.get().closed_at is not None


def test_four_wrong_tries_do_not(alice: User) -> None:
    code = request_login_code(user=alice)
    for _ in range(LoginCode.TRIES_MAX - 1):
        with pytest.raises(LoginRefusedError):
            login(alice, wrong(code))
    assert login(alice, code).access


def test_somebody_elses_code_opens_nothing(alice: User) -> None:
    request_login_code(user=alice)
    bobs = request_login_code(user=given_user("bob"))
    with pytest.raises(LoginRefusedError):
        login(alice, bobs)


def test_guessing_one_key_is_stopped_even_with_fresh_codes(alice: User) -> None:
    for _ in range(ATTEMPTS_PER_KEY_MAX):
        code = request_login_code(user=alice)
        with pytest.raises(LoginRefusedError):
            login(alice, wrong(code))
    code = request_login_code(user=alice)
    with pytest.raises(TooManyAttemptsError) as refused:
        login(alice, code)
    assert 0 < refused.value.facts["retry_after_seconds"] <= 900


def test_a_stranger_cannot_lock_the_owner_of_a_key_out(alice: User) -> None:
    for _ in range(ATTEMPTS_PER_KEY_MAX + 1):
        with pytest.raises((LoginRefusedError, TooManyAttemptsError)):
            login(alice, "1" * 12, address="203.0.113.66")
    assert login(alice, request_login_code(user=alice), address=HOME).access


def test_guessing_many_keys_from_one_address_is_stopped() -> None:
    for number in range(ATTEMPTS_PER_ADDRESS_MAX):
        pubkey = hashlib.sha256(str(number).encode()).hexdigest()
        with pytest.raises(LoginRefusedError):
            exchange_login_code(pubkey=pubkey, code="1" * 12, address=HOME)
    with pytest.raises(TooManyAttemptsError):
        exchange_login_code(pubkey="0" * 64, code="1" * 12, address=HOME)
    with pytest.raises(LoginRefusedError):
        exchange_login_code(pubkey="0" * 64, code="1" * 12, address="203.0.113.9")


def test_no_code_key_or_address_lies_in_the_clear(alice: User) -> None:
    code = request_login_code(user=alice)
    count_attempt(scope="login-address", subject=HOME, attempts_max=9)
    row, window = LoginCode.objects.get(), AttemptWindow.objects.get()
    assert row.code_hash != hashlib.sha256(code.encode()).hexdigest()
    assert code not in str(row.__dict__)
    assert HOME not in str(window.__dict__)


def test_old_counts_and_codes_are_forgotten(alice: User) -> None:
    request_login_code(user=alice)
    count_attempt(scope="x", subject="y", attempts_max=9)
    assert sweep_accounts() == {"attempts_forgotten": 0, "codes_forgotten": 0}
    LoginCode.objects.update(expires_at=utc_now() - timedelta(days=2))
    AttemptWindow.objects.update(started_at=utc_now() - timedelta(days=2))
    assert sweep_accounts() == {"attempts_forgotten": 1, "codes_forgotten": 1}


def test_an_access_token_is_no_refresh_token_and_the_reverse(alice: User, client: Client) -> None:
    tokens = login(alice, request_login_code(user=alice))
    assert AccessToken(refresh_access(refresh=tokens.refresh))
    with pytest.raises(LoginRefusedError):
        refresh_access(refresh=tokens.access)
    answer = client.get("/api/me", headers={"authorization": f"Bearer {tokens.refresh}"})
    assert answer.status_code == 401


def test_whoever_left_gets_no_new_token_and_the_old_one_is_dead(
    alice: User, client: Client
) -> None:
    tokens = login(alice, request_login_code(user=alice))
    forget_person(user=alice)
    with pytest.raises(LoginRefusedError):
        refresh_access(refresh=tokens.refresh)
    answer = client.get("/api/me", headers={"authorization": f"Bearer {tokens.access}"})
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: "",
        lambda token: token[:-2],
        lambda token: ".".join(["eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0", token.split(".")[1], ""]),
    ],
    ids=["none", "cut", "alg-none"],
)
def test_a_spoiled_token_is_nobody(
    alice: User, client: Client, spoil: Callable[[str], str]
) -> None:
    token = str(RefreshToken.for_user(alice).access_token)  # type: ignore[misc]
    good = client.get("/api/me", headers={"authorization": f"Bearer {token}"})
    assert good.json()["npub"] == npub_from_pubkey(alice.pubkey or "")
    answer = client.get("/api/me", headers={"authorization": f"Bearer {spoil(token)}"})
    assert answer.status_code == 401


def test_tokens_run_out_without_leeway(alice: User, client: Client) -> None:
    token: Any = RefreshToken.for_user(alice).access_token  # type: ignore[misc]
    token.set_exp(from_time=utc_now() - timedelta(hours=1), lifetime=timedelta(minutes=59))
    answer = client.get("/api/me", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 401


def test_the_settings_of_tokens_are_the_ones_we_wrote() -> None:
    assert api_settings.ALGORITHM == "HS256"
    assert api_settings.LEEWAY == 0
    assert api_settings.SIGNING_KEY == settings.SECRET_KEY
    assert api_settings.JWK_URL is None
    assert api_settings.AUDIENCE is None
    assert timedelta(minutes=30) == api_settings.ACCESS_TOKEN_LIFETIME


def test_over_http_a_code_with_spaces_becomes_tokens(alice: User, client: Client) -> None:
    code = request_login_code(user=alice)
    npub = npub_from_pubkey(alice.pubkey or "")
    body = {"npub": npub, "code": f"{code[:4]} {code[4:8]}-{code[8:]}"}
    answer = client.post("/api/auth/token", body, content_type="application/json")
    assert answer.status_code == 200, answer.content
    again = client.post("/api/auth/token", body, content_type="application/json")
    assert (again.status_code, again.json()["error"]) == (401, "login_refused")
    refreshed = client.post(
        "/api/auth/refresh", {"refresh": answer.json()["refresh"]}, content_type="application/json"
    )
    me = client.get("/api/me", headers={"authorization": f"Bearer {refreshed.json()['access']}"})
    assert me.json()["npub"] == npub


def test_over_http_unknown_and_known_keys_are_refused_alike(alice: User, client: Client) -> None:
    request_login_code(user=alice)
    answers = [
        client.post(
            "/api/auth/token",
            {"pubkey": pubkey, "code": "000000000000"},
            content_type="application/json",
        )
        for pubkey in (alice.pubkey, "f" * 64)
    ]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].json() == answers[1].json()


def test_over_http_a_limit_cannot_be_dodged_by_a_header(client: Client) -> None:
    statuses = [
        client.post(
            "/api/auth/token",
            {"pubkey": f"{number:064x}", "code": "0" * 12},
            content_type="application/json",
            headers={"x-forwarded-for": f"203.0.113.{number}"},
        ).status_code
        for number in range(ATTEMPTS_PER_ADDRESS_MAX + 1)
    ]
    assert statuses == [401] * ATTEMPTS_PER_ADDRESS_MAX + [429]
