"""What stands beside a box that is left empty: a press takes none of it."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from browser_agent.asking import Above, above
from browser_agent.stances import Stance, stances
from browser_agent.strokes import plain
from kernel.ocr import TextLine

_INSTEAD = frozenset({Stance.KEEP, Stance.CHANGE, Stance.SPEND, Stance.ACCEPT})


def asked_past(lines: Sequence[TextLine], untaken: Collection[str], x: int, y: int) -> Above:
    """What stands above this point without the words beside empty boxes, and without "Or just
    pause:" right above one that would; all of it where nothing else is said."""
    whole = above(lines, x, y)
    asked = above([each for each in lines if each.text not in untaken], x, y)
    said = asked.sentences
    offers = tuple(each for each in untaken if _offers_instead(each))
    if said and said[0].endswith(":") and whole.sentences[0].endswith(offers):
        said = said[1:]
    return replace(asked, sentences=said) if said else whole


def _offers_instead(words: str) -> bool:
    """ "Pause for 2 months instead": not "Don't pause", whose empty box would do it."""
    side = stances(plain(words))
    return bool(side) and side <= _INSTEAD
