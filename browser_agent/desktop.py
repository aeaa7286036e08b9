"""Windows, focus, clipboard and letters on this machine's desktop; X11 here, macOS next door.

pyautogui binds to the display it meets at import, so it is imported late and only through `gui`.
"""

import os
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Protocol

from browser_agent.errors import BrowserError

Box = tuple[int, int, int, int]
"""x0, y0, x1, y1 in screen points, x1 and y1 exclusive."""

CLIPBOARD_SECONDS_MAX = 0.7
KEYMAP_SETTLE_SECONDS = 0.03
LATIN1_MAX = 0xFF
UNICODE_KEYSYM = 0x0100_0000


class Desktop(Protocol):
    command_key: str

    def find_window(self, pid: int, *, timeout_seconds: float) -> int:
        """The window of this process, or BrowserError."""
        ...

    def place(self, window: int, box: Box) -> None: ...

    def focus(self, window: int) -> None: ...

    def has_focus(self, window: int) -> bool: ...

    def clear_clipboard(self) -> None: ...

    def read_clipboard(self) -> str:
        """The text that was copied since clear_clipboard, or BrowserError after a short wait."""
        ...

    def type_character(self, character: str) -> None:
        """One character, whatever the keyboard's layout. Never through the clipboard."""
        ...


def gui() -> Any:
    """pyautogui on this process's display, without its own pauses; fail-safe corners stay armed."""
    tool = _pyautogui()
    if sys.platform == "linux":
        _bind(tool, os.environ["DISPLAY"])
    return tool


@cache
def _pyautogui() -> Any:
    if sys.platform == "linux":
        # pyautogui wants mouseinfo for a demonstration only, and that ends the process without Tk.
        sys.modules.setdefault("mouseinfo", None)  # type: ignore[arg-type]
    with _xlibs_own_warnings():
        import pyautogui  # noqa: PLC0415 - needs DISPLAY, which display.py sets

    pyautogui.PAUSE = 0
    pyautogui.FAILSAFE = True
    return pyautogui


@contextmanager
def _xlibs_own_warnings() -> Iterator[None]:
    """Xlib leaves the Xauthority file to the garbage collector; pyautogui misspells an escape."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        warnings.simplefilter("ignore", SyntaxWarning)
        yield


def _bind(tool: Any, display_name: str) -> None:
    """pyautogui keeps the display that it met at import; this process may have another one now."""
    if tool.platformModule._display.get_display_name() != display_name:  # noqa: SLF001
        tool.platformModule._display.close()  # noqa: SLF001
        with _xlibs_own_warnings():
            from Xlib.display import Display  # noqa: PLC0415 - Linux only

            tool.platformModule._display = Display(display_name)  # noqa: SLF001


def desktop() -> Desktop:
    return _desktop(os.environ.get("DISPLAY", ""))


@cache
def _desktop(_display: str) -> Desktop:
    if sys.platform == "darwin":
        from browser_agent.desktop_mac import MacDesktop  # noqa: PLC0415 - its imports exist there

        return MacDesktop()
    return X11Desktop()


class X11Desktop:
    """Talks to the X server itself: no helper program, so no secret in another process."""

    command_key = "ctrl"

    def __init__(self) -> None:
        from Xlib import X, Xatom, display  # noqa: PLC0415 - Linux only
        from Xlib.protocol import event, request  # noqa: PLC0415

        self._x, self._event, self._request = X, event, request
        with _xlibs_own_warnings():
            self._display = display.Display()
        self._lock = threading.RLock()
        self._root = self._display.screen().root
        self._window_atom, self._number_atom = Xatom.WINDOW, Xatom.CARDINAL
        self._inbox = self._root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        self._keys: dict[str, tuple[int, bool]] = {}
        self._spare: list[int] | None = None

    def find_window(self, pid: int, *, timeout_seconds: float) -> int:
        deadline = time.monotonic() + timeout_seconds
        while time.monotonic() < deadline:
            for window in self._property(self._root, "_NET_CLIENT_LIST", self._window_atom):
                opened = self._display.create_resource_object("window", window)
                if pid in self._property(opened, "_NET_WM_PID", self._number_atom):
                    return int(window)
            time.sleep(0.05)
        raise BrowserError("Chrome's window did not appear.", pid=pid)

    def place(self, window: int, box: Box) -> None:
        x0, y0, x1, y1 = box
        with self._lock:
            opened = self._display.create_resource_object("window", window)
            opened.configure(x=x0, y=y0, width=x1 - x0, height=y1 - y0)
            self._display.sync()

    def focus(self, window: int) -> None:
        with self._lock:
            message = self._event.ClientMessage(
                window=self._display.create_resource_object("window", window),
                client_type=self._display.intern_atom("_NET_ACTIVE_WINDOW"),
                data=(32, [2, self._x.CurrentTime, 0, 0, 0]),
            )
            mask = self._x.SubstructureRedirectMask | self._x.SubstructureNotifyMask
            self._root.send_event(message, event_mask=mask)
            self._display.sync()

    def has_focus(self, window: int) -> bool:
        return window in self._property(self._root, "_NET_ACTIVE_WINDOW", self._window_atom)

    def clear_clipboard(self) -> None:
        with self._lock:
            clipboard = self._display.intern_atom("CLIPBOARD")
            # Owned by nobody is empty; Xlib's own verb can name a window only.
            self._request.SetSelectionOwner(
                display=self._display.display,
                window=self._x.NONE,
                selection=clipboard,
                time=self._x.CurrentTime,
            )
            self._display.sync()

    def read_clipboard(self) -> str:
        """An owner appears once the copy has happened, so an old text is never read."""
        deadline = time.monotonic() + CLIPBOARD_SECONDS_MAX
        with self._lock:
            clipboard = self._display.intern_atom("CLIPBOARD")
            while self._display.get_selection_owner(clipboard) in {0, self._x.NONE}:
                if time.monotonic() > deadline:
                    raise BrowserError("Nothing was copied.")
                time.sleep(0.01)
            return self._converted(clipboard, deadline)

    def _converted(self, clipboard: int, deadline: float) -> str:
        text, drop = (self._display.intern_atom(name) for name in ("UTF8_STRING", "UNSALTED_TEXT"))
        self._inbox.convert_selection(clipboard, text, drop, self._x.CurrentTime)
        self._display.flush()
        while time.monotonic() < deadline:
            while self._display.pending_events():
                happened = self._display.next_event()
                if happened.type == self._x.SelectionNotify:
                    found = self._inbox.get_full_property(drop, self._x.AnyPropertyType)
                    self._inbox.delete_property(drop)
                    return _decoded(found.value if found else b"")
            time.sleep(0.005)
        raise BrowserError("The clipboard's owner did not answer.")

    def type_character(self, character: str) -> None:
        pyautogui = gui()
        keycode, shifted = self._key(character)
        mapping = pyautogui.platformModule.keyboardMapping
        name = f"unsalted keycode {keycode}"  # no letter of its own, so pyautogui adds no shift
        mapping[name] = keycode
        if shifted:
            with pyautogui.hold("shift"):
                pyautogui.press(name)
        else:
            pyautogui.press(name)

    def _key(self, character: str) -> tuple[int, bool]:
        """(keycode, with shift) that yields this character now, teaching a spare key if need be."""
        if character not in self._keys:
            with self._lock:
                self._keys[character] = self._find_key(character) or self._teach_key(character)
        return self._keys[character]

    def _find_key(self, character: str) -> tuple[int, bool] | None:
        keysym = _keysym(character)
        for keycode in range(8, 256):
            for level in (0, 1):
                if self._display.keycode_to_keysym(keycode, level) == keysym:
                    return keycode, level == 1
        return None

    def _teach_key(self, character: str) -> tuple[int, bool]:
        if self._spare is None:
            rows = self._display.get_keyboard_mapping(8, 248)
            self._spare = [8 + i for i, row in enumerate(rows) if not any(row)]
        if not self._spare:
            raise BrowserError("No spare key is left for a character that this keyboard lacks.")
        keycode, keysym = self._spare.pop(), _keysym(character)
        # The same letter on both levels: a shift that is held changes nothing.
        self._display.change_keyboard_mapping(keycode, [[keysym, keysym]])
        self._display.sync()
        time.sleep(KEYMAP_SETTLE_SECONDS)
        return keycode, False

    def _property(self, window: Any, name: str, kind: int) -> tuple[int, ...]:
        from Xlib.error import BadWindow  # noqa: PLC0415 - Linux only

        with self._lock:
            try:
                found = window.get_full_property(self._display.intern_atom(name), kind)
            except BadWindow:
                return ()  # closed between two questions
        return tuple(found.value) if found else ()


def _keysym(character: str) -> int:
    """X11's number of a character: Latin-1 as it is, everything else by its Unicode rule."""
    point = ord(character)
    return point if point <= LATIN1_MAX else UNICODE_KEYSYM | point


def _decoded(value: Any) -> str:
    raw = value if isinstance(value, bytes) else bytes(value) if not isinstance(value, str) else b""
    return value if isinstance(value, str) else raw.decode("utf-8", "replace")
