import pytest

from browser_agent.budget import Budget
from browser_agent.contract import ErrorCode, Limits
from browser_agent.errors import RunStopError


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_waiting_for_a_person_costs_the_machine_nothing() -> None:
    clock = Clock()
    budget = Budget(Limits(machine_seconds=10, human_seconds=100, steps=5), clock=clock)
    with budget.waiting_for_person() as left:
        assert left == 100
        clock.now += 90
    budget.check()
    assert (budget.machine_seconds, budget.human_seconds_left) == (0, 10)
    clock.now += 11
    with pytest.raises(RunStopError) as stopped:
        budget.check()
    assert stopped.value.error_code is ErrorCode.TIMEOUT


def test_a_persons_time_runs_out_by_itself() -> None:
    clock = Clock()
    budget = Budget(Limits(human_seconds=5), clock=clock)
    with budget.waiting_for_person():
        clock.now += 6
    with pytest.raises(RunStopError) as stopped, budget.waiting_for_person():
        pass
    assert stopped.value.error_code is ErrorCode.HUMAN_TIMEOUT


def test_steps_run_out() -> None:
    budget = Budget(Limits(steps=2))
    assert [budget.spend_step(), budget.spend_step()] == [1, 2]
    with pytest.raises(RunStopError) as stopped:
        budget.spend_step()
    assert stopped.value.error_code is ErrorCode.TIMEOUT
