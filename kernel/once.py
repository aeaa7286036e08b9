"""A value that is worked out once, by whichever thread asks first."""

import threading
from collections.abc import Callable


class Once[T]:
    """Called, it gives what `make` made; whoever asks meanwhile waits. An error is made anew."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make: Callable[[], T] | None = make
        self._lock = threading.Lock()
        self._made: list[T] = []

    def __call__(self) -> T:
        with self._lock:
            if self._make is not None:
                self._made.append(self._make())
                self._make = None  # with all that it holds
            return self._made[0]
