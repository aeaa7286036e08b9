"""What is chosen on a page: ticked boxes and filled circles, with the words beside them.

A press on "Continue" sends them along: a plan that is kept, a pause that is preselected.
"""

from collections.abc import Sequence

import numpy as np
from PIL import Image

from browser_agent.rules.screen import compose
from kernel.ocr import TextLine


def not_chosen(picture: Image.Image, lines: Sequence[TextLine]) -> frozenset[str]:
    """The words beside empty circles where another circle is filled: what nobody would pay for."""
    screen = compose(np.asarray(picture.convert("RGB"), dtype=np.uint8), lines)
    rounds = [each for each in screen.controls if each.mark is not None and each.mark.is_round]
    if not any(each.mark is not None and each.mark.checked for each in rounds):
        return frozenset()
    return frozenset(each.text for each in rounds if each.mark and not each.mark.checked)


def chosen_words(picture: Image.Image, lines: Sequence[TextLine]) -> tuple[str, ...]:
    """The words beside each mark that is set, in reading order."""
    screen = compose(np.asarray(picture.convert("RGB"), dtype=np.uint8), lines)
    return tuple(
        control.text
        for control in screen.controls
        if control.mark is not None and control.mark.checked
    )
