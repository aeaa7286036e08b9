"""Which key to press for a letter, whatever layout the X11 keyboard has and however it changes.

A letter that the layout gives plain or with shift is pressed there. Any other is taught to a key
that has none, for as long as this connection lives: no clipboard, no layout change.
"""

import time
from typing import Any

from browser_agent.errors import BrowserError

FIRST_KEYCODE, KEYCODES = 8, 248
KEYMAP_SETTLE_SECONDS = 0.2
KEY_REUSE_SECONDS = 0.6  # a key that is taught another letter too early changes the one before
LATIN1_MAX = 0xFF
UNICODE_KEYSYM = 0x0100_0000


class X11Keyboard:
    def __init__(self, display: Any) -> None:
        from Xlib import X  # noqa: PLC0415 - Linux only

        self._display, self._caps_lock = display, X.LockMask
        self._keys: dict[str, tuple[int, bool]] = {}
        self._spare: list[int] = []
        self._taught: dict[int, str] = {}
        self._layout: list[tuple[int, ...]] = []

    def caps_lock_is_on(self) -> bool:
        root = self._display.screen().root
        return bool(root.query_pointer().mask & self._caps_lock)

    def learn(self, text: str) -> int:
        """How many of the text's first letters can be pressed now; at least one of any text.

        The layout is read anew, because a person may have changed it. All that has to be taught is
        taught before the first of them is pressed: programs read a new layout in their own time.
        Raises BrowserError where the keyboard has no key to spare.
        """
        self._read_layout()
        taught_before, ready = len(self._taught), 0
        for character in text:
            if character not in self._keys:
                found = self._find_key(character)
                if found is None and not self._spare:
                    break
                self._keys[character] = found or self._teach_key(character)
            ready += 1
        if ready == 0:
            self._forget_taught()
            return self.learn(text)
        if len(self._taught) != taught_before:
            self._display.sync()
            time.sleep(KEYMAP_SETTLE_SECONDS)
        return ready

    def key(self, character: str) -> tuple[int, bool]:
        """(keycode, with shift) that yields this character, which was learnt."""
        return self._keys[character]

    def _read_layout(self) -> None:
        layout = self._rows(FIRST_KEYCODE, KEYCODES)
        if layout == self._layout:
            return
        self._layout = layout
        self._keys.clear()
        self._taught.clear()
        codes = list(enumerate(layout, FIRST_KEYCODE))
        left = [code for code, row in codes if _was_taught(row)]  # by a process that was killed
        self._spare = left + [code for code, row in codes if not any(row)]

    def _forget_taught(self) -> None:
        if not self._taught:
            raise BrowserError("No spare key is left for a character that this keyboard lacks.")
        time.sleep(KEY_REUSE_SECONDS)
        for keycode, letter in self._taught.items():
            self._keys.pop(letter, None)
            self._spare.append(keycode)
        self._taught.clear()

    def _find_key(self, character: str) -> tuple[int, bool] | None:
        """Only among what the first group gives plain or with shift: AltGr differs by layout."""
        keysym = _keysym(character)
        for level in (0, 1):
            for place, row in enumerate(self._layout):
                if (
                    len(row) > level
                    and row[level] == keysym
                    and FIRST_KEYCODE + place not in self._taught
                ):
                    return FIRST_KEYCODE + place, level == 1
        return None

    def _teach_key(self, character: str) -> tuple[int, bool]:
        keycode, keysym = self._spare.pop(), _keysym(character)
        # The same letter on both levels: a shift that is held changes nothing.
        self._display.change_keyboard_mapping(keycode, [[keysym, keysym]])
        self._taught[keycode] = character
        [self._layout[keycode - FIRST_KEYCODE]] = self._rows(keycode, 1)
        return keycode, False

    def _rows(self, first: int, count: int) -> list[tuple[int, ...]]:
        return [tuple(row) for row in self._display.get_keyboard_mapping(first, count)]


def _was_taught(row: tuple[int, ...]) -> bool:
    """One letter beyond Latin on every level: no layout has such a key."""
    letters = {keysym for keysym in row if keysym}
    return len(letters) == 1 and row[0] == row[1] and row[0] >= UNICODE_KEYSYM


def _keysym(character: str) -> int:
    """X11's number of a character: Latin-1 as it is, everything else by its Unicode rule."""
    point = ord(character)
    return point if point <= LATIN1_MAX else UNICODE_KEYSYM | point
