"""What a restart may cost: nobody's money is spent that nobody approved."""

import math
from collections.abc import Sequence

from browser_agent.contract import Task
from browser_agent.money import price_limit


class Approval:
    """The limit that was named; else no limit, where the task wants none; else what the customer
    paid before, as soon as the account page tells it."""

    def __init__(self, task: Task) -> None:
        self._named = price_limit(task.max_price)
        if self._named is None and task.any_price:
            self._named = math.inf
        self._had: float | None = None

    @property
    def price_max(self) -> float | None:
        """None where no price is approved, and then none is paid."""
        return self._named if self._named is not None else self._had

    def learn(self, shown: Sequence[float]) -> None:
        """What an account page charges, before anything was pressed. Several prices tell nothing:
        one of them may be another plan's."""
        if self._had is None and len(set(shown)) == 1:
            self._had = shown[0]
