"""Eyes on one Chrome: frames that are already masked, and the address that goes with them.

Whoever works with a `Seen` cannot leak the customer: picture and lines were painted over here.
"""

import socket
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from PIL import Image

from browser_agent.chrome import Chrome
from browser_agent.desktop import Box
from browser_agent.edges import without_cut_words
from browser_agent.errors import PageMovedError
from browser_agent.hands import Hands, StopFlag
from browser_agent.hidings import Hiding, found_again, hiding, scrolled_along, way_of
from browser_agent.labels import label_at, label_inside
from browser_agent.lexicon import asks_to_leave, is_crashed_page
from browser_agent.perceive import hide, mask
from browser_agent.screen import UNSURE_SECONDS, Frame, changed_box, pictures_differ
from browser_agent.seen import Seen
from browser_agent.underlined import apart
from browser_agent.vault import Vault
from kernel.ocr import Reader, TextLine
from kernel.ocr_engine import OcrUnavailableError

NEW_PAGE_SHARE = 0.4
TYPED_SECONDS = 0.15  # of quiet after typing: a page that answers is looked at again
FIELD_HALF_PIXELS = 17
FOCUS_SECONDS = 0.06
PAINT_SECONDS, PAINT_POLL_SECONDS, PAINT_SECONDS_MAX = 0.06, 0.025, 1.2
BAR_SECONDS_MAX, BAR_POLL_SECONDS = 0.4, 0.01
LABEL_HIGH_PIXELS = 44  # a label may float up, out of the field it belongs to
LEAVE_TRIES_MAX = 2
CRASHES_MAX = 2
AROUND_WIDE, AROUND_HIGH = 200, 40
MODELS_OWN_WORDS = ("observation", "target", "text", "quote")


class Session:
    def __init__(
        self, *, chrome: Chrome, hands: Hands, stop: StopFlag, vault: Vault, reader: Reader
    ) -> None:
        self.chrome = chrome
        self.hands = hands
        self.stop = stop
        self.vault = vault
        self._reader = reader
        self._fields: list[Hiding] = []
        self._scrolled = False
        self._frame: Frame | None = None
        self._glanced: Seen | None = None
        self._bar: Image.Image | None = None
        self._url = ""
        self._ahead: threading.Thread | None = None
        self._next: Frame | None = None
        self._crashes = 0

    def open(self, url: str) -> None:
        """A fresh load of this address, settled.

        Where an address differs from the page's only behind the #, Chrome loads nothing: so it
        leaves first.
        """
        if "#" in url:
            self._go("about:blank")
        self._go(url)
        self._bar = None

    def _go(self, url: str) -> None:
        before = self.chrome.look()
        self.chrome.go_to(url)
        self._fields.clear()
        self._frame = self.chrome.settle(before, likely=self._read_ahead, loading=True)
        for _ in range(LEAVE_TRIES_MAX):
            if not any(asks_to_leave(line.text) for line in self._reader.read(self._frame.image)):
                break
            self.hands.press("enter")  # Chrome's own question; its first button leaves
            self._frame = self.chrome.settle(self._frame)

    def see(self) -> Seen:
        """The settled page, masked. Reads the address bar only where its picture has changed."""
        frame = self._frame or self.chrome.settle(None)
        self._frame = frame
        unsure = self._bar is None
        if unsure or self._is_elsewhere(frame):
            self._read_ahead(frame)  # words and address at once: one is work, the other is waiting
            self._learn_address(frame)
            if unsure:
                frame = self._frame = self._without_menus(frame)
        lines = self._reader.read(frame.image)
        if self._crashes < CRASHES_MAX and any(is_crashed_page(line.text) for line in lines):
            self._crashes += 1  # a page may say so too, and is then loaded again in vain
            self.open(self._url)
            return self.see()
        picture, clean = mask(frame.image, lines, self.vault, self._fields)
        clean = apart(frame.image, clean)
        return Seen(frame, without_cut_words(picture), clean, self._url)

    def _is_elsewhere(self, frame: Frame) -> bool:
        """The address is known, and another one stands there now."""
        return self._bar is not None and pictures_differ(self._bar, _address_of(frame))

    def _learn_address(self, frame: Frame) -> None:
        self._url = self.chrome.read_address()
        self._bar = self._bar_again(_address_of(frame))

    def _learn_early(self, frame: Frame) -> None:
        """While the new page has to keep quiet anyway. Nothing is lost where it does not: the
        address is read again wherever its picture has changed."""
        if self._is_elsewhere(frame):
            self._learn_address(frame)

    def _bar_again(self, before: Image.Image) -> Image.Image | None:
        """The bar as it was before its address was read: the mark on what was copied goes a moment
        later. None where it stays another one: nobody knows which of both was read."""
        deadline = time.monotonic() + BAR_SECONDS_MAX
        while pictures_differ(before, now := _address_in(self.chrome.look_at_bar())):
            if time.monotonic() > deadline:
                return None
            self.stop.wait(BAR_POLL_SECONDS)
        return now

    def _without_menus(self, frame: Frame) -> Frame:
        """As the page is once its address was read, which shuts an open list: what was seen in it
        is not there to be pressed."""
        now = self.chrome.look()
        return now if pictures_differ(frame.image, now.image) else frame

    def glance(self) -> Seen:
        """The page as it is this moment, settled or not, masked."""
        frame = self.chrome.look()
        if self._glanced is None or pictures_differ(self._glanced.frame.whole, frame.whole):
            self._frame = frame
            self._glanced = self.see()
        return self._glanced

    def without_customer(self, answer: dict[str, Any]) -> dict[str, Any]:
        """A model reads what OCR could not, and repeats it: its own words are masked as well."""
        words = {key: answer[key] for key in MODELS_OWN_WORDS if answer.get(key)}
        return answer | {key: hide(text, self.vault) for key, text in words.items()}

    def address_now(self) -> str:
        """Read off the address bar this moment; before a change is made final."""
        self._url, self._bar = self.chrome.read_address(), None
        return self._url

    def address_still(self) -> str:
        """As it was read last, where not one pixel of it has changed; else read anew."""
        bar = _address_in(self.chrome.look_at_bar())
        if self._bar is not None and bar.tobytes() == self._bar.tobytes():
            return self._url
        return self.address_now()

    def settle_after(self, before: Frame, *, typed: bool = False) -> bool:
        """Waits until the page is quiet. Returns whether it shows anything new.

        typed: and no more than typed; what appeared was waited for already.
        """
        quiet_seconds = TYPED_SECONDS if typed else UNSURE_SECONDS
        after = self.chrome.settle(
            before,
            likely=self._read_ahead,
            early=self._learn_early,
            unsure_seconds=quiet_seconds,
        )
        self._follow_fields(before, after, typed=typed)
        self._frame = after
        return before.differs(after)

    def _follow_fields(self, before: Frame, after: Frame, *, typed: bool) -> None:
        """Where a secret was typed is covered where it stands now. What was scrolled out of sight
        may come back; on another page only what looks as it did is still that field."""
        scrolled, self._scrolled = self._scrolled, False
        box = changed_box(before.image, after.image)
        new_address = pictures_differ(_address_of(before), _address_of(after))
        new = new_address or _is_new_page(box, after.image.size)
        moved = [
            box is not None and (each.away or _is_another(each.box, before, after))
            for each in self._fields
        ]
        found = [
            found_again(each, after.image) if is_moved else None
            for each, is_moved in zip(self._fields, moved, strict=True)
        ]
        way = None if new_address else way_of(self._fields, found)
        kept = []
        for each, is_moved, again in zip(self._fields, moved, found, strict=True):
            if again is not None:
                kept.append(again)
            elif is_moved and scrolled:
                kept.append(scrolled_along(each, way, after.image))
            elif is_moved and each.part and not new:
                kept.append(replace(each, away=True))
            elif not new or not is_moved:
                kept.append(replace(each, left=each.left or (is_moved and not typed)))
        self._fields = kept

    def label_of(self, seen: Seen, x: int, y: int) -> str:
        """What is written at this point of the frame; "" for an icon."""
        return label_at(seen.lines, x, y) or label_at(*self._close_by(seen.frame, x, y))

    def words_under(self, seen: Seen, x: int, y: int) -> str:
        """The words that this point of the frame stands on; "" beside them."""
        return label_inside(seen.lines, x, y) or label_inside(*self._close_by(seen.frame, x, y))

    def label_now(self, seen: Seen, x: int, y: int) -> str:
        """What is written at this point this moment: pages move while a model thinks."""
        now, around = self.chrome.look(), _around(seen.frame, x, y)
        if changed_box(seen.frame.image.crop(around), now.image.crop(around)) is None:
            return self.label_of(seen, x, y)
        _, clean = mask(now.image, self._reader.read(now.image), self.vault, self._fields)
        return label_at(apart(now.image, clean), x, y) or label_at(*self._close_by(now, x, y))

    def _close_by(self, frame: Frame, x: int, y: int) -> tuple[Sequence[TextLine], int, int]:
        """The point's surroundings read by themselves, and the point in them: on a large page the
        detector overlooks a word now and then, and a press must not pass for want of its label."""
        around = _around(frame, x, y)
        piece = frame.image.crop(around)
        _, clean = mask(piece, self._reader.read(piece), self.vault)
        return apart(piece, clean), x - around[0], y - around[1]

    def click(self, x: int, y: int) -> None:
        """A point of the page's picture."""
        self.chrome.take_focus()
        self.hands.click(*self.chrome.point(x, y))

    def scroll(self, direction: str, x: int, y: int) -> None:
        self.chrome.take_focus()
        self.hands.point_at(*self.chrome.point(x, y))
        self.hands.scroll(direction)
        self._scrolled = True

    def press(self, key: str) -> None:
        self.chrome.take_focus()
        self.hands.press(key)

    def type_into(self, x: int, y: int, text: str, *, name: str | None) -> bool:
        """Clicks the field, replaces what it holds. name: the secret's, to remember its place.

        Returns whether anything appeared there; where nothing did, it was no field. Where clearing
        selects words further up, no field has the focus, and nothing is typed into the page.
        Raises PageMovedError where a secret would go, or was going, somewhere else.
        """
        self.click(x, y)
        self.stop.wait(FOCUS_SECONDS)
        before = self.chrome.look()
        self.hands.clear_text()
        self.stop.wait(PAINT_SECONDS)
        empty = self.chrome.look()
        top = max(y - FIELD_HALF_PIXELS, 0)
        if self._selected_the_page(before, empty, max(top - LABEL_HIGH_PIXELS, 0)):
            return False
        guard = None if name is None else self._guard_against_moving()
        self.hands.type_text(text, before_each=guard)
        strip: Box = (0, top, empty.image.width, y + FIELD_HALF_PIXELS)
        box = self._painted(empty, strip)
        if box is not None and name is not None:
            x0, y0, x1, y1 = box
            place = (x0 - 1, top + y0 - 1, x1 + 4, top + y1 + 1)
            self._fields.append(_typed_field(empty, self.chrome.look(), place, name))
        return box is not None or self._holds_already(empty, (x, y), name)

    def _painted(self, empty: Frame, strip: Box) -> Box | None:
        """What has appeared in that strip, once it is there whole; None where nothing does."""
        deadline = time.monotonic() + PAINT_SECONDS_MAX
        box, since = None, time.monotonic()
        while (now := time.monotonic()) < deadline:
            self.stop.wait(PAINT_POLL_SECONDS)
            shown = changed_box(empty.image.crop(strip), self.chrome.look().image.crop(strip))
            if shown != box:
                box, since = shown, now
            elif box is not None and now - since >= PAINT_SECONDS:
                break
        return box

    def _read_ahead(self, frame: Frame) -> None:
        """Begins to read what will probably be asked for next; one picture after the other, and of
        those that wait the newest."""
        self._next = frame
        if self._ahead is not None and self._ahead.is_alive():
            return
        self._ahead = threading.Thread(target=self._read_next, name="read-ahead", daemon=True)
        self._ahead.start()

    def _read_next(self) -> None:
        # Whoever waits for the words is told; at the end of the process nobody waits.
        with suppress(OcrUnavailableError, RuntimeError):
            while (frame := self._next) is not None:
                self._next = None
                self._reader.read(frame.image)

    def _guard_against_moving(self) -> Callable[[], None]:
        """Keys of a secret go to the address that was judged, or stop: the click that focuses a
        field may open another page, and a page may leave by itself while it is typed into."""
        judged = _address_of(self._frame) if self._frame is not None else None

        def guard() -> None:
            if not self.chrome.has_focus():
                raise PageMovedError("The keyboard went elsewhere.")
            if judged is None or pictures_differ(judged, _address_in(self.chrome.look_at_bar())):
                raise PageMovedError("The address changed under the hands.")

        return guard

    def _selected_the_page(self, before: Frame, cleared: Frame, high: int) -> bool:
        """Words above the field turned into a selection; pages that move by themselves aside."""
        above: Box = (0, 0, before.image.width, high)
        if high == 0 or self._frame is None:
            return False
        moving = changed_box(self._frame.image.crop(above), before.image.crop(above)) is not None
        changed = changed_box(before.image.crop(above), cleared.image.crop(above)) is not None
        return changed and not moving

    def _holds_already(self, empty: Frame, point: tuple[int, int], name: str | None) -> bool:
        """The same value typed again looks the same; that is a field all the same."""
        lines = self._reader.read(empty.image)
        _, clean = mask(empty.image, lines, self.vault, self._fields)
        return f"[{name}]" in label_at(clean, *point)


def is_loopback(url: str) -> bool:
    """Whether this address is on this machine: every address of its host is a loopback one."""
    host = urlsplit(url).hostname or ""
    try:
        found = {entry[4][0] for entry in socket.getaddrinfo(host, None)}
        return bool(found) and all(ip_address(str(one).split("%")[0]).is_loopback for one in found)
    except (OSError, ValueError):
        return False


def _around(frame: Frame, x: int, y: int) -> Box:
    wide, high = frame.image.size
    return (
        max(x - AROUND_WIDE, 0),
        max(y - AROUND_HIGH, 0),
        min(x + AROUND_WIDE, wide),
        min(y + AROUND_HIGH, high),
    )


def _address_of(frame: Frame) -> Image.Image:
    return _address_in(frame.bar)


def _address_in(bar: Image.Image) -> Image.Image:
    """The row with the address, without the reload button, which changes while a page loads."""
    return bar.crop((120, bar.height // 2, bar.width - 260, bar.height))


def _typed_field(empty: Frame, now: Frame, place: Box, name: str) -> Hiding:
    """What it looks like is known only where the page has not sent itself meanwhile."""
    field = hiding(empty.image, now.image, place, name)
    elsewhere = pictures_differ(_address_of(empty), _address_of(now))
    return replace(field, look=None) if elsewhere else field


def _is_another(box: Box, before: Frame, after: Frame) -> bool:
    return pictures_differ(before.image.crop(box), after.image.crop(box))


def _is_new_page(box: Box | None, size: tuple[int, int]) -> bool:
    if box is None:
        return False
    return (box[2] - box[0]) * (box[3] - box[1]) > NEW_PAGE_SHARE * size[0] * size[1]
