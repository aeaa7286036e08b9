"""Whom a run speaks with while it works: who is told of each step, and who may be asked."""

from typing import Any, Protocol

from browser_agent.takeover import Window


class Reporter(Protocol):
    """Who is told of each step. All may raise AbortedError; data is masked already."""

    def event(self, kind: str, data: dict[str, Any]) -> None: ...

    def evidence(self, name: str, path: str, sha256: str) -> None: ...

    def commit(self, data: dict[str, Any]) -> bool:
        """A last press is about to be made. False: nobody could be told, so it must not be."""
        ...


class Person(Protocol):
    askable: tuple[str, ...]

    def ask(self, field: str, prompt: str, *, seconds_max: float) -> str | None:
        """What the person answered, or None when the time was up."""
        ...

    def take_over(self, window: Window, *, seconds_max: float) -> bool:
        """Let them see and use the page. False: it is as it was, nobody took care of it."""
        ...
