"""A Nostr relay for one machine: `nostr-relay` 1.14 from PyPI, a relay that somebody else wrote.

Chosen over nostr-sdk's LocalRelay because it shares no code with our client, keeps its events in
SQLite (so a restart, even kill -9, forgets nothing) and is up in about a second; 200 DMs a second
are far above what one machine needs. A stored duplicate is answered `OK false "duplicate: ..."`,
as public relays do.
"""

import json
import os
import socket
import sys
import time
from pathlib import Path

from kernel.clock import monotonic_seconds

EVENT_BYTES_MAX = 131_072
RESULTS_MAX = 500
"""Events per REQ, as public relays have it: a client that does not page loses mail."""


def relay_settings(*, host: str, port: int, state: Path) -> dict[str, object]:
    """What the relay's configuration file says (YAML, of which JSON is a part)."""
    return {
        "relay_name": "one-machine relay",
        "storage": {
            "sqlalchemy.url": f"sqlite+aiosqlite:///{state}",
            "num_concurrent_reqs": 10,
            "num_concurrent_adds": 2,
            "validators": [
                "nostr_relay.validators.is_not_too_large",
                "nostr_relay.validators.is_signed",
                "nostr_relay.validators.is_recent",
            ],
        },
        "gunicorn": {"host": host, "port": port, "log_level": "warning", "ws": "websockets"},
        "verification": {"nip05_verification": "disabled"},
        "authentication": {"enabled": False},
        "logging": {
            "version": 1,
            "handlers": {"console": {"class": "logging.StreamHandler"}},
            "loggers": {"nostr_relay": {"level": "WARNING"}},
            "root": {"level": "WARNING", "handlers": ["console"]},
        },
        "max_event_size": EVENT_BYTES_MAX,
        "max_limit": RESULTS_MAX,
        "message_timeout": 86_400,
    }


def relay_command(*, host: str, port: int, state: Path) -> tuple[list[str], dict[str, str]]:
    """The relay's argument list and environment. `state` is its SQLite file."""
    state = state.resolve()
    state.parent.mkdir(parents=True, exist_ok=True)
    settings_file = state.with_suffix(".relay.json")
    settings_file.write_text(json.dumps(relay_settings(host=host, port=port, state=state)))
    command = [
        sys.executable, "-W", "ignore::DeprecationWarning",
        "-c", "from nostr_relay.cli import main; main()",
        "-c", str(settings_file), "serve", "--use-uvicorn",
    ]  # fmt: skip
    # One process without gunicorn's arbiter: killed, it leaves no orphan on the port.
    return command, os.environ | {"HOME": str(state.parent)}


def wait_until_open(*, host: str, port: int, seconds_max: float = 10.0) -> None:
    """Returns once the port accepts connections; TimeoutError after seconds_max."""
    give_up_at = monotonic_seconds() + seconds_max
    while True:
        try:
            socket.create_connection((host, port), timeout=0.2).close()
        except OSError:
            if monotonic_seconds() > give_up_at:
                raise TimeoutError(f"nothing listens on {host}:{port}") from None
            time.sleep(0.05)
        else:
            return
