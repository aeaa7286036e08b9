"""Rows of a sweep, one by one: a row that cannot be done keeps no other waiting."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

logger = logging.getLogger(__name__)


def each_alone(act: Callable[..., int], rows: Iterable[tuple[Any, ...]]) -> int:
    """The sum of act(*row) over the rows, each a transaction of its own.

    What fails is logged and met again by the next sweep.
    """
    done = 0
    for row in list(rows):
        try:
            done += act(*row)
        except Exception:  # one row's bug would stop every lease and bell behind it
            logger.exception("sweep failed: act=%s row=%s", act.__name__, row[0])
    return done
