"""Windows, focus, clipboard and letters on this machine's desktop; X11 here, macOS next door.

pyautogui binds to the display it meets at import, so it is imported late and only through `gui`.
"""

import os
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any, Protocol

from browser_agent.errors import BrowserError
from browser_agent.keyboard import X11Keyboard

Box = tuple[int, int, int, int]
"""x0, y0, x1, y1 in screen points, x1 and y1 exclusive."""

CLIPBOARD_SECONDS_MAX = 0.7
COVER_PIXELS_MIN = 8
CLIENT_MASK = ~0x1F_FFFF  # X11 numbers the windows of one client within this many


class Desktop(Protocol):
    def find_window(self, pid: int, *, timeout_seconds: float) -> int:
        """The window of this process, or BrowserError."""
        ...

    def place(self, window: int, box: Box) -> None: ...

    def focus(self, window: int) -> None: ...

    def has_focus(self, window: int) -> bool: ...

    def window_box(self, window: int) -> Box | None:
        """Where the window is now, or None where it is gone."""
        ...

    def screen_size(self) -> tuple[int, int]:
        """Width and height in screen points."""
        ...

    def covering(self, window: int, box: Box) -> int | None:
        """Another program's window above this one, over a part of that box; None where none is."""
        ...

    def clear_clipboard(self) -> None: ...

    def read_clipboard(self) -> str:
        """The text that was copied since clear_clipboard, or BrowserError after a short wait."""
        ...

    def begin_typing(self, text: str) -> int:
        """Makes the keyboard ready. Returns how many of the text's first letters it is ready for,
        at least one; the rest has to be begun again."""
        ...

    def close(self) -> None: ...

    def type_character(self, character: str) -> None:
        """One character that typing has begun for. Never through the clipboard."""
        ...

    def press_command(self, letter: str) -> None:
        """Ctrl and that letter, wherever the layout has it; Command on macOS."""
        ...


@contextmanager
def screen_faults() -> Iterator[None]:
    """A screen that goes away is a BrowserError, whichever library meets it first."""
    if sys.platform != "linux":
        yield
        return
    from Xlib.error import ConnectionClosedError, DisplayError  # noqa: PLC0415 - Linux only

    try:
        yield
    except (ConnectionClosedError, DisplayError, ConnectionError) as error:
        raise BrowserError("The screen is gone.") from error
    except TypeError as error:
        # Xlib stumbles over its own message about a broken connection.
        if not isinstance(error.__context__, OSError):
            raise
        raise BrowserError("The screen is gone.") from error


def gui() -> Any:
    """pyautogui on this process's display, without its own pauses; fail-safe corners stay armed."""
    tool = _pyautogui()
    if sys.platform == "linux":
        _bind(tool, _screen_now())
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


_Screen = tuple[str, str]
_bound: list[_Screen] = []
_desktops: dict[_Screen, Desktop] = {}


def _screen_now() -> _Screen:
    """The display and the cookie file: a new screen may get the number of one that is gone."""
    return os.environ.get("DISPLAY", ""), os.environ.get("XAUTHORITY", "")


def _bind(tool: Any, screen: _Screen) -> None:
    """pyautogui keeps the display that it met at import; this process may have another one now."""
    if screen in _bound:
        return
    with _xlibs_own_warnings():
        from Xlib.display import Display  # noqa: PLC0415 - Linux only

        fresh = Display(screen[0])
    with suppress(BrowserError), screen_faults():
        tool.platformModule._display.close()  # noqa: SLF001
    tool.platformModule._display = fresh  # noqa: SLF001
    _bound[:] = [screen]


def desktop() -> Desktop:
    """Of the screen that the environment names now; there is one at a time."""
    screen = _screen_now()
    if screen not in _desktops:
        for old in _desktops.values():
            old.close()
        _desktops.clear()
        with screen_faults():
            _desktops[screen] = _open_desktop()
    return _desktops[screen]


def _open_desktop() -> Desktop:
    if sys.platform == "darwin":
        from browser_agent.desktop_mac import MacDesktop  # noqa: PLC0415 - its imports exist there

        return MacDesktop()
    return X11Desktop()


class X11Desktop:
    """Talks to the X server itself: no helper program, so no secret in another process."""

    def __init__(self) -> None:
        from Xlib import X, Xatom, display  # noqa: PLC0415 - Linux only
        from Xlib.error import CatchError  # noqa: PLC0415
        from Xlib.protocol import event, request  # noqa: PLC0415

        self._x, self._event, self._request = X, event, request
        with _xlibs_own_warnings():
            self._display = display.Display()
        self._lock = threading.RLock()
        self._ignored = CatchError()  # a window that is just being hidden cannot have the focus
        self._root = self._display.screen().root
        self._window_atom, self._number_atom = Xatom.WINDOW, Xatom.CARDINAL
        self._inbox = self._root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        self._keyboard = X11Keyboard(self._display)

    def close(self) -> None:
        with suppress(BrowserError), screen_faults():
            self._display.close()

    def find_window(self, pid: int, *, timeout_seconds: float) -> int:
        deadline = time.monotonic() + timeout_seconds
        while time.monotonic() < deadline:
            for window in self._property(self._root, "_NET_CLIENT_LIST", self._window_atom):
                if pid in self._property(self._opened(window), "_NET_WM_PID", self._number_atom):
                    return int(window)
            time.sleep(0.02)
        raise BrowserError("Chrome's window did not appear.", pid=pid)

    def place(self, window: int, box: Box) -> None:
        x0, y0, x1, y1 = box
        with screen_faults(), self._lock:
            self._opened(window).configure(x=x0, y=y0, width=x1 - x0, height=y1 - y0)
            self._display.sync()

    def focus(self, window: int) -> None:
        with screen_faults(), self._lock:
            message = self._event.ClientMessage(
                window=self._opened(window),
                client_type=self._display.intern_atom("_NET_ACTIVE_WINDOW"),
                data=(32, [2, self._x.CurrentTime, 0, 0, 0]),
            )
            mask = self._x.SubstructureRedirectMask | self._x.SubstructureNotifyMask
            self._root.send_event(message, event_mask=mask)
            # A thief that went past the window manager is not noticed by it.
            self._opened(window).set_input_focus(
                self._x.RevertToParent, self._x.CurrentTime, onerror=self._ignored
            )
            self._display.sync()

    def has_focus(self, window: int) -> bool:
        active = self._property(self._root, "_NET_ACTIVE_WINDOW", self._window_atom)
        if window not in active:
            return False
        with screen_faults(), self._lock:
            focused = self._display.get_input_focus().focus
        # The manager's word is not enough: a window that it does not manage may have the keys.
        return _same_client(getattr(focused, "id", 0), window)

    def window_box(self, window: int) -> Box | None:
        with screen_faults(), self._lock:
            return self._box_of(window)

    def screen_size(self) -> tuple[int, int]:
        with screen_faults(), self._lock:
            size = self._root.get_geometry()
        return int(size.width), int(size.height)

    def covering(self, window: int, box: Box) -> int | None:
        with screen_faults(), self._lock:
            above = False
            for shown in self._root.query_tree().children:
                inside = self._family(shown.id)
                if window in inside:
                    above = True
                elif above and not any(_same_client(one, window) for one in inside):
                    place = self._box_of(shown.id, only_visible=True)
                    if place is not None and _overlap(place, box):
                        return int(shown.id)
        return None

    def _family(self, window: int) -> set[int]:
        """The window and its children: a managed one hangs in its manager's frame."""
        from Xlib.error import BadWindow  # noqa: PLC0415 - Linux only

        try:
            return {window, *(one.id for one in self._opened(window).query_tree().children)}
        except BadWindow:
            return {window}

    def _box_of(self, window: int, *, only_visible: bool = False) -> Box | None:
        from Xlib.error import BadDrawable, BadWindow  # noqa: PLC0415 - Linux only

        opened = self._opened(window)
        try:
            kind = opened.get_attributes()
            shown = kind.map_state == self._x.IsViewable and kind.win_class == self._x.InputOutput
            if only_visible and not shown:
                return None
            size = opened.get_geometry()
            corner = self._root.translate_coords(opened, 0, 0)
        except (BadWindow, BadDrawable):
            return None  # closed between two questions
        return corner.x, corner.y, corner.x + size.width, corner.y + size.height

    def _opened(self, window: int) -> Any:
        return self._display.create_resource_object("window", window)

    def clear_clipboard(self) -> None:
        with screen_faults(), self._lock:
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
        with screen_faults(), self._lock:
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

    def begin_typing(self, text: str) -> int:
        with screen_faults(), self._lock:
            ready = self._keyboard.learn(text)
            locked = self._keyboard.caps_lock_is_on()
        if locked:
            gui().press("capslock")
        return ready

    def type_character(self, character: str) -> None:
        with screen_faults(), self._lock:
            keycode, shifted = self._keyboard.key(character)
        self._press(keycode, "shift" if shifted else "")

    def press_command(self, letter: str) -> None:
        with screen_faults(), self._lock:
            self._keyboard.learn(letter)
            keycode, _ = self._keyboard.key(letter)
        self._press(keycode, "ctrl")

    def _press(self, keycode: int, held: str) -> None:
        tool = gui()
        name = f"unsalted keycode {keycode}"  # no letter of its own, so pyautogui adds no shift
        tool.platformModule.keyboardMapping[name] = keycode
        if not held:
            tool.press(name)
            return
        with tool.hold(held):
            tool.press(name)

    def _property(self, window: Any, name: str, kind: int) -> tuple[int, ...]:
        from Xlib.error import BadWindow  # noqa: PLC0415 - Linux only

        with screen_faults(), self._lock:
            try:
                found = window.get_full_property(self._display.intern_atom(name), kind)
            except BadWindow:
                return ()  # closed between two questions
        return tuple(found.value) if found else ()


def _same_client(one: int, other: int) -> bool:
    """Whether one program made both windows; Chrome's own menus and bubbles are its windows too."""
    return one & CLIENT_MASK == other & CLIENT_MASK


def _overlap(one: Box, other: Box) -> bool:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide >= COVER_PIXELS_MIN and high >= COVER_PIXELS_MIN


def _decoded(value: Any) -> str:
    raw = value if isinstance(value, bytes) else bytes(value) if not isinstance(value, str) else b""
    return value if isinstance(value, str) else raw.decode("utf-8", "replace")
