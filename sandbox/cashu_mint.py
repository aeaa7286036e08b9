"""The real Cashu mint (Nutshell) with its own fake wallet, as a child process on loopback.

No stand-in for the mint's protocol: only the Lightning node behind it pretends. It needs the
environment that `python -m workshop.mint` makes.
"""

import contextlib
import hashlib
import os
import socket
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self

import httpx

ROOT = Path(__file__).resolve().parent.parent
MINT_PYTHON = ROOT / "var" / "mint-venv" / "bin" / "python"
START_SECONDS_MAX, STOP_SECONDS_MAX = 60, 2
PAYEES = 2_000
"""So many invoices can be written whose payment shows a true preimage."""


def payee_preimage(number: int) -> bytes:
    """What the payee of invoice `number` reveals when it is paid. 32 bytes."""
    return hashlib.sha256(f"unsalted sandbox payee {number}".encode()).digest()


class RealMint:
    """Use as a context manager. Its database is in a folder of its own and goes with it.

    fee_ppk: what an input costs, in thousandths of a sat. incoming_seconds: how long the fake
    wallet waits before it pays a quote by itself. also: settings of the mint, by their names.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        fee_ppk: int = 100,
        incoming_seconds: float = 0.0,
        also: Mapping[str, str] | None = None,
    ) -> None:
        self.port = port or _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._folder = tempfile.TemporaryDirectory(prefix="ub-mint-")
        self._settings = {
            "MINT_PRIVATE_KEY": "sandbox key, worth nothing",
            "MINT_DATABASE": f"{self._folder.name}/mint",
            "MINT_LISTEN_HOST": "127.0.0.1",
            "MINT_LISTEN_PORT": str(self.port),
            "MINT_BACKEND_BOLT11_SAT": "FakeWallet",
            "MINT_INPUT_FEE_PPK": str(fee_ppk),
            "MINT_RATE_LIMIT": "FALSE",
            "FAKEWALLET_DELAY_INCOMING_PAYMENT": str(incoming_seconds),
            "FAKEWALLET_DELAY_OUTGOING_PAYMENT": "0",
            "FAKEWALLET_BALANCE_SAT": "100000000",
            "CASHU_DIR": f"{self._folder.name}/home",
            "TOR": "FALSE",
        }
        self.also = dict(also or {})
        """Read at every start."""
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._folder.cleanup()

    def start(self) -> None:
        """Blocks until it answers. Starts again with the same database after `stop`."""
        preimages = Path(self._folder.name) / "preimages"
        preimages.write_text("\n".join(payee_preimage(n).hex() for n in range(PAYEES)))
        log = (Path(self._folder.name) / "log").open("ab")
        self._process = subprocess.Popen(
            [str(MINT_PYTHON), "-I", str(ROOT / "sandbox/mint_launcher.py"), str(preimages)],
            cwd=self._folder.name,  # it reads .env where it stands
            env=self._settings | self.also | {"PATH": os.environ.get("PATH", "")},
            stdout=log,
            stderr=log,
        )
        log.close()
        self._wait()

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(timeout=STOP_SECONDS_MAX)
            except subprocess.TimeoutExpired:  # it waits for calls to its node that never end
                self._process.kill()
                self._process.wait()
            self._process = None

    def rotate_keys(self) -> None:
        """As its operator does: the old keyset signs nothing more, a new one does. It restarts."""
        self.stop()
        with contextlib.closing(sqlite3.connect(f"{self._folder.name}/mint/mint.sqlite3")) as rows:
            rows.execute("UPDATE keysets SET active = 0")
            rows.commit()
        self.also["MINT_DERIVATION_PATH"] = "m/0'/9'/0'"
        self.start()

    def wait(self) -> None:
        """Until it ends by itself."""
        if self._process is not None:
            self._process.wait()

    def _wait(self) -> None:
        assert self._process is not None
        until = time.monotonic() + START_SECONDS_MAX
        while time.monotonic() < until:
            if self._process.poll() is not None:
                break
            try:
                if httpx.get(f"{self.url}/v1/keysets", timeout=2).status_code == httpx.codes.OK:
                    return
            except httpx.HTTPError:
                time.sleep(0.1)
        said = (Path(self._folder.name) / "log").read_text()[-2_000:]
        self.stop()
        raise RuntimeError(f"The mint did not start:\n{said}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
