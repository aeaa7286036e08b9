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

    def listing(self, name: str, meaning: str, *, default: list[str] | None = None) -> list[str]:
        return list(self._read(_env.list, name, meaning, default))

    def database(self, name: str, meaning: str) -> dict[str, object]:
        found = self._read(_env.db_url, name, meaning, None)
        if "postgresql" not in str(found.get("ENGINE", "")):
            refuse(name, "does not begin with postgres://", meaning)
        return dict(found)

    def _read(
        self, reader: Callable[..., Any], name: str, meaning: str, default: object | None
    ) -> Any:
        try:
            return reader(name) if default is None else reader(name, default=default)
        except ImproperlyConfigured:
            refuse(name, "is not set", meaning)
        except (ValueError, KeyError, TypeError):
            refuse(name, "cannot be read", meaning)  # the error's own words may quote a password


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
