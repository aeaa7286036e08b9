"""Trying a transaction again where PostgreSQL ended it for somebody else's sake."""

import random
import time
from collections.abc import Callable
from functools import wraps

from django.db import OperationalError, transaction
from psycopg.errors import DeadlockDetected, SerializationFailure

TRIES_MAX = 5
PAUSE_SECONDS = 0.01
AGAIN = (DeadlockDetected, SerializationFailure)


def retried[**P, T](act: Callable[P, T]) -> Callable[P, T]:
    """Runs `act` again on a deadlock (40P01) or a serialization failure (40001), TRIES_MAX in all.

    Inside a caller's transaction it runs once: what PostgreSQL ended is the whole transaction, so
    only whoever began it can begin again.
    """

    @wraps(act)
    def tried(*args: P.args, **kwargs: P.kwargs) -> T:
        if transaction.get_connection().in_atomic_block:
            return act(*args, **kwargs)
        for number in range(1, TRIES_MAX):
            try:
                return act(*args, **kwargs)
            except OperationalError as error:
                if not isinstance(error.__cause__, AGAIN):
                    raise
            time.sleep(PAUSE_SECONDS * number * random.uniform(0.5, 1.5))  # noqa: S311
        return act(*args, **kwargs)

    return tried
