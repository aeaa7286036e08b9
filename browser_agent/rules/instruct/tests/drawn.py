"""Pages drawn by hand for the rules that read instructions: none of them is anybody's web page."""

from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw

from browser_agent.rules.instruct.view import View, look_at
from kernel.ocr import TextLine

WIDE, HIGH, BAR = 600, 640, 150
EM = 28
MARGIN = 3


@dataclass
class Page:
    """Words are told to the rules as lines; shapes are in the pixels, as on a screen."""

    lines: list[TextLine] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.image = Image.new("RGB", (WIDE, HIGH), "white")
        self.draw = ImageDraw.Draw(self.image)

    def told(self, words: str) -> "Page":
        """The instruction, on its stripe."""
        self.draw.rectangle((0, 0, WIDE, BAR), fill=(255, 255, 0))
        self._words(words, 10, 10, len(words) * 8)
        return self

    def text(self, words: str, x: int, y: int) -> "Page":
        self._words(words, x, y, len(words) * 16)
        return self

    def button(self, words: str, x: int, y: int, *, wide: int = 180) -> "Page":
        self.draw.rectangle((x, y, x + wide, y + 62), outline=(118, 118, 118), width=3)
        self.draw.rectangle((x + 3, y + 3, x + wide - 3, y + 59), fill=(239, 239, 239))
        long = len(words) * 16
        self._words(words, x + (wide - long) // 2, y + 16, long)
        return self

    def field(self, x: int, y: int, *, wide: int = 380, holds: str = "") -> "Page":
        self.draw.rectangle((x, y, x + wide, y + 62), outline=(118, 118, 118), width=3)
        if holds:
            self._words(holds, x + 12, y + 16, len(holds) * 16)
        return self

    def box(self, x: int, y: int, words: str = "", *, ticked: bool = False) -> "Page":
        fill = (0, 117, 255) if ticked else "white"
        edge = (0, 117, 255) if ticked else (118, 118, 118)
        self.draw.rectangle((x, y, x + 39, y + 39), outline=edge, width=3, fill=fill)
        if ticked:
            self.draw.line((x + 8, y + 20, x + 16, y + 30, x + 31, y + 10), fill="white", width=5)
        if words:
            self._words(words, x + 60, y + 4, len(words) * 16)
        return self

    def ring(self, x: int, y: int, *, chosen: bool = False) -> "Page":
        self.draw.ellipse((x, y, x + 39, y + 39), outline=(118, 118, 118), width=3)
        if chosen:
            self.draw.ellipse((x + 10, y + 10, x + 29, y + 29), fill=(0, 117, 255))
        return self

    def slider(self, x: int, y: int, *, wide: int, at: int, value: int) -> "Page":
        self.draw.rectangle((x, y + 12, x + wide, y + 40), outline=(197, 197, 197), width=3)
        self.draw.rectangle((at - 20, y, at + 20, y + 52), outline=(197, 197, 197), width=3)
        self.draw.rectangle((at - 17, y + 3, at + 17, y + 49), fill=(246, 246, 246))
        self._words(str(value), x + wide + 40, y + 12, 30)
        return self

    def link(self, words: str, x: int, y: int) -> "Page":
        self._words(words, x, y, len(words) * 16, ink=(0, 0, 255))
        return self

    def view(self) -> View:
        return look_at(np.asarray(self.image), sorted(self.lines, key=lambda one: (one.y0, one.x0)))

    def _words(
        self, words: str, x: int, y: int, long: int, *, ink: tuple[int, int, int] = (0, 0, 0)
    ) -> None:
        """A bar of ink a word stands for its letters; gaps stand for spaces."""
        step = long / max(len(words), 1)
        place = 0
        for word in words.split(" "):
            start, end = x + place * step, x + (place + len(word)) * step - step * 0.3
            self.draw.rectangle((start, y + 6, end, y + EM - 8), fill=ink)
            place += len(word) + 1
        box = (x - MARGIN, y - MARGIN, x + long + MARGIN, y + EM + MARGIN)
        self.lines.append(TextLine(words, *box, 0.99))
