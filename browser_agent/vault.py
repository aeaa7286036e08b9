"""The customer's secrets of one run: typed by name, and never printed, logged or pickled.

A value stays known for masking after it has been used up, for as long as the run lasts.
"""

from collections.abc import Mapping
from typing import NoReturn
from urllib.parse import quote

from browser_agent.contract import SECRET_NAMES

SCRUBBED_CHARACTERS_MIN = 3


class Vault:
    def __init__(self, values: Mapping[str, str]) -> None:
        assert set(values) <= set(SECRET_NAMES), "only named secrets can be kept"
        self._live = {name: value for name, value in values.items() if value}
        self._ever: list[tuple[str, str]] = list(self._live.items())

    @property
    def names(self) -> list[str]:
        """What can be typed now, in SECRET_NAMES' order."""
        return [name for name in SECRET_NAMES if name in self._live]

    def reveal(self, name: str) -> str:
        return self._live[name]

    def put(self, name: str, value: str) -> None:
        assert name in SECRET_NAMES, name
        self._live[name] = value
        self._ever.append((name, value))

    def drop(self, name: str) -> None:
        """No longer typed, still masked."""
        self._live.pop(name, None)

    def remember(self, name: str, value: str) -> None:
        """Never typed by us, masked all the same: what a person typed themselves."""
        self._ever.append((name, value))

    def ever(self) -> tuple[tuple[str, str], ...]:
        """(name, value) of all that was ever kept: what masking looks for."""
        return tuple(self._ever)

    def scrub(self, text: str) -> str:
        """The text with every value replaced by "[name]": for what is written down."""
        for name, value in sorted(self._ever, key=lambda pair: -len(pair[1])):
            for form in (value, value.casefold(), quote(value, safe="")):
                if len(form) >= SCRUBBED_CHARACTERS_MIN:
                    text = text.replace(form, f"[{name}]")
        return text

    def __repr__(self) -> str:
        return f"Vault({', '.join(self.names)})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("A vault does not travel.")
