"""A real relay process for tests that speak Nostr."""

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sandbox.relay import relay_command, wait_until_open


@contextmanager
def running_relay(folder: Path) -> Iterator[str]:
    """The relay's address, until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command, environment = relay_command(
        host="127.0.0.1", port=port, state=folder / "relay.sqlite3"
    )
    with (folder / "relay.log").open("ab") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        wait_until_open(host="127.0.0.1", port=port, seconds_max=30)
        yield f"ws://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)
