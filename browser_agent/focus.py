"""What has the keyboard."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Focus:
    """What has the keyboard, by our own doing. label: what was written there then."""

    x: int
    y: int
    label: str
    url: str
    is_field: bool
    elsewhere: bool = False  # it was in the row of another subscription
