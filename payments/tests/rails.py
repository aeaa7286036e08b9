"""A rail that says what the test wants it to hold, where the audit looks for one."""

from types import TracebackType
from typing import Self

import pytest

from kernel.errors import UpstreamError
from payments.rails.base import Can


class PlayedRail:
    """held_msats: what it answers, an answer per question, the last one for ever; None: silence."""

    name = "btcpay"
    can = frozenset({Can.RECEIVE, Can.BALANCE})

    def __init__(self, *held_msats: int | None) -> None:
        self.answers = list(held_msats)
        self.asked = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        return None

    def balance_msats(self) -> int:
        answer = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        if answer is None:
            raise UpstreamError("It did not answer.")
        return answer


def given_rail(monkeypatch: pytest.MonkeyPatch, *held_msats: int | None) -> PlayedRail:
    rail = PlayedRail(*held_msats)
    monkeypatch.setattr("payments.services.auditing.open_rail", lambda name: rail)
    return rail
