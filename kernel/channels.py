"""The three channels of a picture taken together, many times faster than a reduction over them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def most(parts: NDArray[Any]) -> NDArray[Any]:
    """The largest of red, green and blue at each pixel. parts: (height, width, 3)."""
    largest: NDArray[Any] = np.maximum(np.maximum(parts[..., 0], parts[..., 1]), parts[..., 2])
    return largest


def least(parts: NDArray[Any]) -> NDArray[Any]:
    """The smallest of red, green and blue at each pixel. parts: (height, width, 3)."""
    smallest: NDArray[Any] = np.minimum(np.minimum(parts[..., 0], parts[..., 1]), parts[..., 2])
    return smallest
