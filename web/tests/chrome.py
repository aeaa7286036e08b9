"""A headless Chromium that looks at our own pages, over the DevTools protocol."""

import base64
import itertools
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from websockets.sync.client import connect

WAIT_SECONDS = 20.0
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def chromium() -> str | None:
    """Where it is; None on a machine without one."""
    known = os.environ.get("CHROME", "") or next(filter(None, map(shutil.which, NAMES)), "")
    mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    return known or (mac if Path(mac).exists() else None)


class Chrome:
    """One tab. Raises AssertionError where what is waited for does not come."""

    def __init__(self, *, width: int, height: int) -> None:
        self._size = (width, height)
        self._home = tempfile.TemporaryDirectory(prefix="ub-pages-", ignore_cleanup_errors=True)
        self._numbers = itertools.count(1)
        self.problems: list[str] = []

    def __enter__(self) -> Self:
        with ExitStack() as begun:
            begun.enter_context(self._home)
            begun.enter_context(self._running())
            self._socket = begun.enter_context(
                connect(self._page_address(), max_size=None, proxy=None)
            )
            for domain in ("Page", "Runtime", "Log"):
                self.call(f"{domain}.enable")
            width, height = self._size
            shape = {"width": width, "height": height, "deviceScaleFactor": 1}
            self.call("Emulation.setDeviceMetricsOverride", **shape, mobile=width < 600)
            self._open = begun.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def call(self, method: str, **params: Any) -> Any:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            told = json.loads(self._socket.recv(timeout=WAIT_SECONDS))
            self._note(told)
            if told.get("id") == number:
                assert "error" not in told, told
                return told["result"]

    def open(self, url: str) -> None:
        self.call("Page.navigate", url=url)
        self.wait("document.readyState === 'complete'")

    def run(self, script: str) -> Any:
        told = self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def wait(self, script: str) -> None:
        """Until the expression is true."""
        until = time.monotonic() + WAIT_SECONDS
        while not self.run(f"Boolean({script})"):
            assert time.monotonic() < until, f"it never came: {script}"
            time.sleep(0.05)

    def fill(self, **values: str) -> None:
        """Into the fields of these ids (an underscore stands for a hyphen)."""
        for name, value in values.items():
            found = f"document.getElementById({json.dumps(name.replace('_', '-'))})"
            self.run(f"{found}.value = {json.dumps(value)}")

    def press(self, selector: str) -> None:
        self.run(f"document.querySelector({json.dumps(selector)}).click()")

    def text(self, identity: str) -> str:
        return str(self.run(f"document.getElementById({json.dumps(identity)}).textContent"))

    def picture(self, path: Path) -> None:
        told = self.call("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(told["data"]))

    @contextmanager
    def _running(self) -> Iterator[None]:
        program = chromium()
        assert program is not None, "no Chromium here"
        process = subprocess.Popen(
            [
                program,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--remote-debugging-port=0",
                f"--user-data-dir={self._home.name}",
                "about:blank",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=WAIT_SECONDS)

    def _page_address(self) -> str:
        port_file = Path(self._home.name) / "DevToolsActivePort"
        until = time.monotonic() + WAIT_SECONDS
        while not port_file.exists() or not port_file.read_text().strip():
            assert time.monotonic() < until, "Chromium did not start"
            time.sleep(0.05)
        port = port_file.read_text().splitlines()[0]
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"http://127.0.0.1:{port}/json/list") as answer:
            pages = json.load(answer)
        return next(str(p["webSocketDebuggerUrl"]) for p in pages if p["type"] == "page")

    def _note(self, told: dict[str, Any]) -> None:
        if told.get("method") == "Runtime.exceptionThrown":
            self.problems.append(str(told["params"]["exceptionDetails"]))
        if told.get("method") == "Log.entryAdded" and told["params"]["entry"]["level"] == "error":
            self.problems.append(str(told["params"]["entry"]))
