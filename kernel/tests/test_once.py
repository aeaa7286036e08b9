"""What is worked out once is worked out once, however many threads ask for it together."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from kernel.once import Once


def test_threads_that_ask_together_get_one_value_made_once() -> None:
    made: list[object] = []
    hold = threading.Event()

    def make() -> object:
        hold.wait(5)
        made.append(object())
        return made[-1]

    value = Once(make)
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(value) for _ in range(8)]
        hold.set()
        got = {each.result() for each in asked}
    assert len(made) == 1
    assert got == set(made)


def test_what_went_wrong_is_told_to_each_and_tried_again() -> None:
    answers: list[int | None] = [None, 7]

    def make() -> int:
        answer = answers.pop(0)
        if answer is None:
            raise OSError("not now")
        return answer

    value = Once(make)
    with pytest.raises(OSError, match="not now"):
        value()
    assert [value(), value()] == [7, 7]
    assert answers == []
