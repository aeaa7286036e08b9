"""Words that the edge of the window cuts off: nobody reads them, and whose name it was may still be
guessed from the upper half of its letters. They are painted over before a frame leaves the process.
"""

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from kernel.channels import most

STRIP_PIXELS, TILE_PIXELS = 24, 48
LETTER_HIGH_MAX, LETTER_WIDE_MAX, GAP_PIXELS = 16, 40, 10
LETTERS_MIN = 3
INK_STEP = 48


def without_cut_words(picture: Image.Image) -> Image.Image:
    """The same picture without words that touch its upper or lower edge and end close to it; the
    picture itself where there are none."""
    wide, high = picture.size
    top = np.array(picture.crop((0, 0, wide, STRIP_PIXELS)))
    low = np.array(picture.crop((0, high - STRIP_PIXELS, wide, high)))
    if not any([_clear(top), _clear(low[::-1])]):
        return picture
    painted = picture.copy()
    painted.paste(Image.fromarray(top), (0, 0))
    painted.paste(Image.fromarray(low), (0, high - STRIP_PIXELS))
    return painted


def _clear(strip: NDArray[np.uint8]) -> bool:
    """Paints over what is cut at the strip's first row, in place."""
    ground = _ground(strip)
    ink = most(np.abs(strip.astype(np.int16) - ground)) > INK_STEP
    if ink[0].sum() < LETTERS_MIN:
        return False
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    cut = sorted(
        (x0, x0 + wide, high)
        for x0, y0, wide, high, _ in stats[1:count].tolist()
        if y0 == 0 and high <= LETTER_HIGH_MAX and wide <= LETTER_WIDE_MAX
    )
    words = _words(cut)
    for word in words:
        high = max(each[2] for each in word) + 1
        across = slice(max(word[0][0] - 1, 0), word[-1][1] + 1)
        strip[:high, across] = ground[0, across]
    return bool(words)


def _ground(strip: NDArray[np.uint8]) -> NDArray[np.int16]:
    """The commonest colour around each column: one bar may hold a field of another colour."""
    ground = np.empty((1, *strip.shape[1:]), dtype=np.int16)
    for left in range(0, strip.shape[1], TILE_PIXELS):
        tile = strip[:, left : left + TILE_PIXELS].reshape(-1, 3).astype(np.int32)
        codes = (tile[:, 0] << 16) | (tile[:, 1] << 8) | tile[:, 2]
        values, counts = np.unique(codes, return_counts=True)
        code = int(values[counts.argmax()])
        ground[0, left : left + TILE_PIXELS] = (code >> 16, code >> 8 & 255, code & 255)
    return ground


def _words(cut: list[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    """Letters that stand close to each other, from the left; one or two alone are a picture."""
    words: list[list[tuple[int, int, int]]] = []
    for letter in cut:
        if words and letter[0] - words[-1][-1][1] <= GAP_PIXELS:
            words[-1].append(letter)
        else:
            words.append([letter])
    return [word for word in words if len(word) >= LETTERS_MIN]
