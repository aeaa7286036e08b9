"""Who is let in."""

import hashlib
import threading

import pytest
from django.db import IntegrityError, connections
from pytest_django import Settings

from accounts.errors import CapacityReachedError, PersonSuspendedError
from accounts.models import LoginCode, User, WaitlistEntry
from accounts.npub import npub_from_pubkey
from accounts.services import (
    forget_person,
    get_or_create_person,
    invite_person,
    request_login_code,
)

RACERS = 8
CAP = 3


def key_of(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


@pytest.mark.django_db
def test_a_person_is_their_key() -> None:
    alice = get_or_create_person(key_of("alice"))
    assert alice.username == npub_from_pubkey(key_of("alice"))
    assert not alice.has_usable_password()
    assert get_or_create_person(npub_from_pubkey(key_of("alice"))) == alice


@pytest.mark.django_db
def test_past_the_cap_newcomers_wait_and_known_people_do_not(settings: Settings) -> None:
    settings.USERS_MAX = 1
    alice = get_or_create_person(key_of("alice"))
    for _ in range(2):
        with pytest.raises(CapacityReachedError):
            get_or_create_person(key_of("bob"))
    assert [entry.pubkey for entry in WaitlistEntry.objects.all()] == [key_of("bob")]
    assert get_or_create_person(key_of("alice")) == alice


@pytest.mark.django_db
def test_operators_take_nobodys_place(settings: Settings) -> None:
    settings.USERS_MAX = 1
    User.objects.create_superuser("operator", "a password")
    assert get_or_create_person(key_of("alice")).pubkey == key_of("alice")


@pytest.mark.django_db
def test_an_invited_key_is_let_in_past_the_cap(settings: Settings) -> None:
    settings.USERS_MAX = 0
    invite_person(pubkey=key_of("bob"))
    assert get_or_create_person(key_of("bob")).pubkey == key_of("bob")
    assert not WaitlistEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_racing_newcomers_do_not_leak_past_the_cap(settings: Settings) -> None:
    settings.USERS_MAX = CAP
    gate = threading.Barrier(RACERS)
    outcomes: list[str] = []

    def arrive(number: int) -> None:
        gate.wait(timeout=20)
        try:
            get_or_create_person(key_of(f"racer-{number}"))
            outcomes.append("in")
        except CapacityReachedError:
            outcomes.append("waits")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=arrive, args=(n,)) for n in range(RACERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(outcomes) == ["in"] * CAP + ["waits"] * (RACERS - CAP)
    assert User.objects.count() == CAP
    assert WaitlistEntry.objects.count() == RACERS - CAP


@pytest.mark.django_db(transaction=True)
def test_one_person_arriving_many_times_at_once_is_one_person() -> None:
    gate = threading.Barrier(RACERS)
    found: list[int] = []

    def arrive() -> None:
        gate.wait(timeout=20)
        found.append(get_or_create_person(key_of("alice")).pk)
        connections.close_all()

    threads = [threading.Thread(target=arrive) for _ in range(RACERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(found) == RACERS
    assert len(set(found)) == 1


@pytest.mark.django_db
def test_forgetting_leaves_a_row_without_a_name_or_a_way_in() -> None:
    alice = get_or_create_person(key_of("alice"))
    request_login_code(user=alice)
    forget_person(user=alice)
    alice.refresh_from_db()
    assert alice.pubkey is None
    assert not alice.is_active
    assert "npub" not in alice.username
    assert not LoginCode.objects.exists()
    assert get_or_create_person(key_of("alice")) != alice


@pytest.mark.django_db
def test_the_database_refuses_a_key_that_is_not_hex() -> None:
    with pytest.raises(IntegrityError):
        User.objects.create_user(username="eve", pubkey="Z" * 64)


@pytest.mark.django_db
def test_whoever_was_switched_off_does_not_come_back_by_dm() -> None:
    alice = get_or_create_person(key_of("alice"))
    alice.is_active = False
    alice.save()
    with pytest.raises(PersonSuspendedError):
        get_or_create_person(key_of("alice"))
