"""The state of one site in one JSON file. A crash leaves the old file or the new one."""

import json
import os
import tempfile
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sandbox.streaming.state import Account, Session, SiteState, Status, Subscription


def load_state(path: Path) -> SiteState | None:
    """None where there is no file yet. An unreadable one is an error: no state is guessed."""
    if not path.is_file():
        return None
    stored: dict[str, Any] = json.loads(path.read_text())
    return SiteState(
        **stored
        | {
            "account": Account(**stored["account"]),
            "subscription": _subscription(stored["subscription"]),
            "sessions": {key: Session(**kept) for key, kept in stored["sessions"].items()},
            "code_expires_at": _instant(stored["code_expires_at"]),
        }
    )


def save_state(path: Path, state: SiteState) -> None:
    """Write beside, flush to disk, rename over. For the owner's eyes: it holds a password."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w") as file:
            json.dump(asdict(state), file, indent=1, default=_iso)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _subscription(stored: dict[str, Any]) -> Subscription:
    days = {
        name: date.fromisoformat(stored[name]) if stored[name] else None
        for name in ("renews_on", "ends_on", "paused_until")
    }
    return Subscription(**stored | days | {"status": Status(stored["status"])})


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _iso(value: object) -> str:
    assert isinstance(value, date), f"{type(value).__name__} has no place in a state file"
    return value.isoformat()
