"""One masked look at a page, and what a step will want of it whatever the model answers."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from PIL import Image

from browser_agent.proof import quick_png
from browser_agent.screen import Frame
from browser_agent.widgets import Widgets
from kernel.ocr import TextLine
from kernel.once import Once

THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Seen:
    """frame: the pixels as they were, for comparing only; it never leaves us.

    picture and lines: without the customer. url: as the address bar said last, unmasked.
    widgets, packed (a PNG): of the picture, worked out when first asked for, or by `get_ready`.
    """

    frame: Frame
    picture: Image.Image
    lines: tuple[TextLine, ...]
    url: str
    widgets: Widgets = field(init=False, compare=False, repr=False)
    packed: Callable[[], bytes] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "widgets", Widgets(self.picture, self.lines))
        object.__setattr__(self, "packed", Once(lambda: quick_png(self.picture)))

    @property
    def words(self) -> list[str]:
        return [line.text for line in self.lines]

    def point(self, x: int, y: int) -> tuple[int, int]:
        """0-1000 to pixels of the picture."""
        wide, high = self.picture.size
        return round(x * (wide - 1) / THOUSAND), round(y * (high - 1) / THOUSAND)

    def get_ready(self) -> None:
        """Works it out beside the model, which thinks about the same picture meanwhile."""
        threading.Thread(target=self._work, name="get-ready", daemon=True).start()

    def _work(self) -> None:
        # Whoever asks for it is told what went wrong; at the end of the process nobody asks.
        with suppress(Exception):
            self.widgets.compose()
            self.packed()
