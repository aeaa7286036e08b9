"""The four descriptions, in the order of their ports."""

from sandbox.streaming.brand import Brand
from sandbox.streaming.sites.kaleido import KALEIDO
from sandbox.streaming.sites.lanternbox import LANTERNBOX
from sandbox.streaming.sites.meridian import MERIDIAN
from sandbox.streaming.sites.nocturne import NOCTURNE

BRANDS: tuple[Brand, ...] = (LANTERNBOX, NOCTURNE, KALEIDO, MERIDIAN)
