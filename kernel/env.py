"""Typed settings from the environment, or no boot.

A missing or malformed value ends the process with one sentence: which variable, and the cure.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import environ
from environ.compat import ImproperlyConfigured  # Django's, or its twin where there is no Django

BASE_DIR = Path(__file__).resolve().parent.parent

_env = environ.Env()


class Setting:
    """One reader per type: `setting.integer("JOB_PRICE_SATS", "whole satoshis, such as 3000")`.

    Without `default` the variable is required. `meaning` completes the sentence that a person reads
    when the value is missing or cannot be read.
    """

    def text(self, name: str, meaning: str, *, default: str | None = None) -> str:
        found = str(self._read(_env.str, name, meaning, default))
        if default is None and not found.strip():
            refuse(name, "is empty", meaning)  # an empty webhook secret would be everybody's
        return found

    def integer(
        self,
        name: str,
        meaning: str,
        *,
        default: int | None = None,
        least: int = 1,
        most: int = 2**31 - 1,
    ) -> int:
        """least, most: the range, both included."""
        found = int(self._read(_env.int, name, meaning, default))
        if not least <= found <= most:
            refuse(name, f"is {found}, which is not from {least} to {most}", meaning)
        return found

    def number(self, name: str, meaning: str, *, default: float | None = None) -> float:
        """More than nothing."""
        found = float(self._read(_env.float, name, meaning, default))
        if found <= 0:
            refuse(name, f"is {found}, which is not a number above 0", meaning)
        return found

    def switch(self, name: str, meaning: str, *, default: bool | None = None) -> bool:
        raw = self.text(name, meaning, default=None if default is None else str(default))
        if raw.lower() not in {"true", "false", "1", "0", "on", "off", "yes", "no"}:
            refuse(name, f"is {raw!r}, which is neither true nor false", meaning)
        return raw.lower() in {"true", "1", "on", "yes"}

    def address(
        self, name: str, meaning: str, *, schemes: tuple[str, ...], default: str | None = None
    ) -> str:
        """schemes: how it may begin, such as ("https", "http"). Never quoted: it may hold a key."""
        found = self.text(name, meaning, default=default)
        if not _begins_with(found, schemes):
            refuse(name, f"does not begin with {_spoken(schemes)}", meaning)
        return found

    def addresses(self, name: str, meaning: str, *, schemes: tuple[str, ...]) -> list[str]:
        """One or more, comma separated."""
        found = self.listing(name, meaning)
        if not found:
            refuse(name, "is empty", meaning)
        if not all(_begins_with(one, schemes) for one in found):
            refuse(name, f"has an entry that does not begin with {_spoken(schemes)}", meaning)
        return found

    def listing(self, name: str, meaning: str, *, default: list[str] | None = None) -> list[str]:
        return list(self._read(_env.list, name, meaning, default))

    def database(self, name: str, meaning: str) -> dict[str, object]:
        # Looked at before it is parsed: the parser warns of an unknown scheme with the password.
        self.address(name, meaning, schemes=("postgres", "postgresql"))
        return dict(self._read(_env.db_url, name, meaning, None))

    def _read(
        self, reader: Callable[..., Any], name: str, meaning: str, default: object | None
    ) -> Any:
        try:
            return reader(name) if default is None else reader(name, default=default)
        except ImproperlyConfigured:
            refuse(name, "is not set", meaning)
        except (ValueError, KeyError, TypeError):
            refuse(name, "cannot be read", meaning)  # the error's own words may quote a password


def _begins_with(found: str, schemes: tuple[str, ...]) -> bool:
    scheme, separator, rest = found.partition("://")
    return bool(separator and rest.strip()) and scheme in schemes


def _spoken(schemes: tuple[str, ...]) -> str:
    return " or ".join(f"{scheme}://" for scheme in schemes)


def refuse(name: str, fault: str, meaning: str) -> NoReturn:
    raise SystemExit(
        f"Setting {name} {fault}: set it to {meaning} in the environment or in .env "
        f"(.env.example names every setting)."
    )


def read_dotenv() -> None:
    """Reads BASE_DIR/.env where there is one; real environment variables win."""
    path = BASE_DIR / ".env"
    if path.is_file():
        environ.Env.read_env(str(path))


setting = Setting()
