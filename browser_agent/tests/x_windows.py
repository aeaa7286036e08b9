"""Windows of somebody else on the test's screen: thieves of the keyboard, and what lies on top."""

import threading
import time
import warnings
from typing import Any, Self

from Xlib import X, display

Box = tuple[int, int, int, int]


def connect() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # Xlib forgets to close a file
        return display.Display()


class ForeignWindow:
    """An X client of its own with one window that no window manager has a say in.

    keys, presses: how many of the keyboard and of the mouse went to it.
    """

    def __init__(self, box: Box, *, shown: bool = True) -> None:
        self._display = connect()
        x0, y0, x1, y1 = box
        screen = self._display.screen()
        self._window: Any = screen.root.create_window(
            x0, y0, x1 - x0, y1 - y0, 0, screen.root_depth, X.InputOutput, X.CopyFromParent,
            background_pixel=screen.white_pixel, override_redirect=True,
            event_mask=X.KeyPressMask | X.ButtonPressMask,
        )  # fmt: skip
        self._shown = shown
        self._every: float | None = None
        self._over = threading.Event()
        self.keys = self.presses = 0

    def __enter__(self) -> Self:
        if self._shown:
            self.show()
        self._thread = threading.Thread(target=self._live, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(3)
        self._display.close()

    def show(self) -> None:
        self._window.map()
        self._window.configure(stack_mode=X.Above)
        self._display.sync()

    def hide(self) -> None:
        self._window.unmap()
        self._display.sync()

    def steal_every(self, seconds: float) -> None:
        self._every = seconds

    def steal(self) -> None:
        self._window.set_input_focus(X.RevertToParent, X.CurrentTime)
        self._display.sync()

    def _live(self) -> None:
        stolen = 0.0
        while not self._over.wait(0.01):
            if self._every is not None and time.monotonic() - stolen >= self._every:
                self.steal()
                stolen = time.monotonic()
            while self._display.pending_events():
                kind = self._display.next_event().type
                self.keys += kind == X.KeyPress
                self.presses += kind == X.ButtonPress


def chrome_window() -> Any:
    """Chrome's window, by a client of its own; with the display that must be kept for it."""
    client = connect()
    names = client.screen().root.get_full_property(client.intern_atom("_NET_CLIENT_LIST"), 0)
    return client, client.create_resource_object("window", names.value[-1])


def move_chrome(box: Box) -> None:
    client, window = chrome_window()
    x0, y0, x1, y1 = box
    window.configure(x=x0, y=y0, width=x1 - x0, height=y1 - y0)
    client.sync()
    client.close()
