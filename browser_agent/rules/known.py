"""The flat regions of a picture, found once: who proposes a press and who judges it look at the
same pixels, and finding the regions is a good part of what either look takes."""

import hashlib
import threading
from collections import OrderedDict

from browser_agent.rules.pixels import Pixels, Region, find_regions

PICTURES_REMEMBERED = 4


class _Known:
    """Safe to share between threads: two that come at once both find the same."""

    def __init__(self) -> None:
        self._found: OrderedDict[bytes, tuple[Region, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def regions(self, pixels: Pixels) -> tuple[Region, ...]:
        digest = hashlib.blake2b(pixels.tobytes(), digest_size=16)
        digest.update(str(pixels.shape).encode())
        key = digest.digest()
        with self._lock:
            known = self._found.get(key)
        if known is None:
            known = find_regions(pixels)
        with self._lock:
            self._found[key] = known
            while len(self._found) > PICTURES_REMEMBERED:
                self._found.popitem(last=False)
        return known


regions_of = _Known().regions
