"""What the contract suite needs to know of a rail, and how a rail is put before it.

To plug in another rail: write a Control for its stand-in and name it in `stages.RAILS`. A Control
says what cannot be asked of its rail (`faults`, `silences`, `finds_by_key`, `keeps_fee_limit`);
everything else is asked.
"""

import traceback
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import pytest

from kernel.errors import UpstreamError
from payments.rails.base import Charge, Rail
from sandbox.btcpay.node import Ask
from sandbox.lightning.node import Fault

PATIENT_SECONDS, HASTY_SECONDS = 10.0, 1.0


@dataclass
class Caught:
    """Filled once the block has ended."""

    error: UpstreamError | None = None

    @property
    def permanent(self) -> bool:
        assert self.error is not None
        return self.error.permanent


class Control(ABC):
    """The other side of a rail: a stand-in that can be paid, and told to misbehave."""

    faults: frozenset[Fault]
    """The ways in which its next payment can go wrong."""
    silences: frozenset[Fault] = frozenset()
    """The ways in which it can fail to answer everything else."""
    finds_by_key = True
    keeps_fee_limit = True
    ttl_seconds_least = 1
    secrets: tuple[str, ...]
    """What must be in no error and no text."""

    def __init__(self) -> None:
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def rail(self) -> Rail:
        return self._open.enter_context(self.make(timeout_seconds=PATIENT_SECONDS))

    def hasty(self) -> Rail:
        """One that does not wait long."""
        return self._open.enter_context(self.make(timeout_seconds=HASTY_SECONDS))

    def stranger(self) -> Rail:
        """One whose secret is not the right one."""
        return self._open.enter_context(self.make(timeout_seconds=PATIENT_SECONDS, right=False))

    def away(self) -> Rail:
        """One at whose address nobody listens."""
        return self._open.enter_context(self.make(timeout_seconds=PATIENT_SECONDS, there=False))

    @abstractmethod
    def make(self, *, timeout_seconds: float, right: bool = True, there: bool = True) -> Rail: ...

    @abstractmethod
    def peer_asks(self, *, amount_msats: int) -> Ask:
        """An invoice that the rail can pay."""

    @abstractmethod
    def receive(self, charge: Charge) -> None:
        """A wallet pays it."""

    @abstractmethod
    def let_expire(self, charge: Charge) -> None: ...

    @abstractmethod
    def fail_next(self, fault: Fault) -> None:
        """How the next order to pay goes."""

    @abstractmethod
    def end(self, payment_hash: str, *, settled: bool) -> None:
        """What is in flight ends."""

    @abstractmethod
    def times_paid(self, payment_hash: str) -> int:
        """By the stand-in's own books."""

    def silence(self, fault: Fault) -> None:
        """The next look (anything but an order to pay) is not answered as it should be."""
        raise NotImplementedError(fault)

    @contextmanager
    def refuses(self) -> Iterator[Caught]:
        """An UpstreamError is raised, and tells no secret, nor does anything behind it."""
        caught = Caught()
        with pytest.raises(UpstreamError) as raised:
            yield caught
        caught.error = raised.value
        told = "".join(traceback.format_exception(raised.value)) + repr(raised.value.facts)
        for secret in self.secrets:
            assert secret not in told, "a secret is in the error"
