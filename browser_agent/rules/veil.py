"""The panel that lies over a dimmed page."""

import re
from collections.abc import Iterable, Sequence

from browser_agent.rules.pixels import Box, Ink, Pixels, Region
from kernel.ocr import TextLine

DIM_SHARE = 0.8
BACKDROP_SHARE = 0.94
PAINTED = re.compile(r"[\[\]]")  # "[email]" is written over the picture, bright under any veil


def find_dialog(
    pixels: Pixels,
    regions: Sequence[Region],
    lines: Sequence[TextLine],
    inks: dict[TextLine, Ink],
) -> Box | None:
    """The panel that lies over a dimmed page, if one does."""
    height, width = pixels.shape[:2]
    for region in regions:
        box = region.box
        wide, tall = box.width / width, box.height / height
        if not (0.18 < wide < 0.9 and 0.12 < tall < 0.95):
            continue
        if abs(box.center_x - width // 2) > width * 0.09:
            continue
        inside = [line for line in lines if box.holds(Box(*line.box))]
        # A line cut by the panel's edge shows the panel's own paper: it proves nothing.
        outside = [
            line
            for line in lines
            if not box.meets(Box(*line.box)) and not PAINTED.search(line.text)
        ]
        if not inside or not outside:
            continue
        light_inside = _brightest(inside, inks, max(region.colour))
        corner = pixels[2:8, 2:8].reshape(-1, 3).mean(axis=0)
        backdrop = float(corner.max())
        light_outside = _brightest(outside, inks, backdrop)
        centred = abs(box.center_y - height // 2) < height * 0.1
        share = light_outside / max(light_inside, 1)
        cuts = any(_cuts(box, other.box) for other in regions)
        if share < DIM_SHARE or (centred and share < BACKDROP_SHARE) or (centred and cuts):
            return box
    return None


def _brightest(lines: Iterable[TextLine], inks: dict[TextLine, Ink], floor: float) -> float:
    # By the strongest channel: amber words on a dark page are not white words under a veil.
    tones = sorted(float(max(inks[each].ink + inks[each].paper)) for each in lines)
    # One stray bright icon behind the dialog must not hide it: the second brightest decides.
    return max(floor, tones[-2] if len(tones) > 2 else tones[-1])


def _cuts(panel: Box, other: Box) -> bool:
    """The other rectangle goes on under the panel: neither holds the other, yet they meet."""
    return (
        other.height > 60
        and panel.meets(other)
        and not panel.holds(other, 6)
        and not other.holds(panel, 6)
    )
