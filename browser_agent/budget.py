"""Three budgets that do not eat each other: machine time, a person's time, steps."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from browser_agent.contract import ErrorCode, Limits
from browser_agent.errors import RunStopError


class Budget:
    """Seconds are monotonic. While a person is waited for, the machine's seconds stand still."""

    def __init__(self, limits: Limits, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits
        self._clock = clock
        self._started = clock()
        self._human = 0.0
        self.steps = 0

    @property
    def seconds(self) -> float:
        return self._clock() - self._started

    @property
    def machine_seconds(self) -> float:
        return self.seconds - self._human

    @property
    def machine_seconds_left(self) -> float:
        return max(self._limits.machine_seconds - self.machine_seconds, 0.0)

    @property
    def human_seconds(self) -> float:
        """How long a person has been waited for."""
        return self._human

    @property
    def human_seconds_left(self) -> float:
        return max(self._limits.human_seconds - self._human, 0.0)

    def check(self) -> None:
        if self.machine_seconds > self._limits.machine_seconds:
            raise RunStopError(ErrorCode.TIMEOUT, "The machine's time is used up.")

    def spend_step(self) -> int:
        """The number of the step that may now be taken, from 1."""
        self.check()
        if self.steps >= self._limits.steps:
            raise RunStopError(ErrorCode.TIMEOUT, "The steps are used up.")
        self.steps += 1
        return self.steps

    @contextmanager
    def waiting_for_person(self) -> Iterator[float]:
        """Yields the seconds that a person may still take."""
        if self.human_seconds_left <= 0:
            raise RunStopError(ErrorCode.HUMAN_TIMEOUT, "The person's time is used up.")
        began = self._clock()
        try:
            yield self.human_seconds_left
        finally:
            self._human += self._clock() - began
