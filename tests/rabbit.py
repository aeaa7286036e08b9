"""A real RabbitMQ for tests: its own node, ports, folder and epmd, run by an unprivileged user."""

import base64
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Self

from workshop.postgres import NOBODY
from workshop.processes import free_port

START_SECONDS_MAX = 90
MAC_FOLDERS = ("/opt/homebrew/opt/rabbitmq/sbin", "/usr/local/opt/rabbitmq/sbin")


class Rabbit:
    """`with Rabbit() as rabbit: rabbit.url`. The administrator is guest; others by `add_user`."""

    def __init__(self) -> None:
        self.port, self.management = free_port(), free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="ub-rabbit-", dir="/tmp"))
        self._user = NOBODY if os.getuid() == 0 else None
        (self.folder / "enabled_plugins").write_text("[rabbitmq_management].\n")
        (self.folder / "rabbitmq.conf").write_text(
            f"listeners.tcp.1 = 127.0.0.1:{self.port}\n"
            f"management.tcp.port = {self.management}\nmanagement.tcp.ip = 127.0.0.1\n"
            "log.console = false\n"
        )
        if self._user is not None:
            for path in (self.folder, *self.folder.iterdir()):
                os.chown(path, self._user, self._user)

    @property
    def url(self) -> str:
        return self.url_of("guest", "guest")

    def url_of(self, user: str, password: str) -> str:
        return f"amqp://{user}:{password}@127.0.0.1:{self.port}//"

    def __enter__(self) -> Self:
        with (self.folder / "stdout").open("wb") as sink:
            self.process = subprocess.Popen(
                [_program("rabbitmq-server")],
                env=self._environment(),
                cwd=self.folder,
                user=self._user,
                group=self._user,
                extra_groups=[] if self._user is not None else None,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS_MAX
        while not self._is_up():
            said = (self.folder / "stdout").read_text(errors="replace")[-2_000:]
            assert self.process.poll() is None, said
            assert time.monotonic() < deadline, said
            time.sleep(0.3)
        return self

    def __exit__(self, *_: object) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        subprocess.run(["pkill", "-f", f"epmd -port {self._epmd}"], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def add_user(self, name: str, password: str, *, configure: str, write: str, read: str) -> None:
        """Permissions are regular expressions over queue and exchange names."""
        self.call("PUT", f"users/{name}", {"password": password, "tags": ""})
        rights = {"configure": configure, "write": write, "read": read}
        self.call("PUT", f"permissions/%2F/{name}", rights)

    def call(self, method: str, path: str, body: object | None = None) -> object:
        """The management API, as guest."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.management}/api/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Authorization": f"Basic {base64.b64encode(b'guest:guest').decode()}",
                "Content-Type": "application/json",
            },
        )
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - loopback
            text = answer.read()
        return json.loads(text) if text else None

    def _is_up(self) -> bool:
        try:
            self.call("GET", "overview")
        except OSError:
            return False
        return True

    def _environment(self) -> dict[str, str]:
        self._epmd = free_port()
        return {
            "PATH": f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin",
            "HOME": str(self.folder),
            "RABBITMQ_NODENAME": f"ub{self.port}@localhost",
            "RABBITMQ_CONFIG_FILE": str(self.folder / "rabbitmq"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.folder / "enabled_plugins"),
            "RABBITMQ_CONF_ENV_FILE": "/dev/null",
            "RABBITMQ_MNESIA_BASE": str(self.folder / "data"),
            "RABBITMQ_LOG_BASE": str(self.folder / "logs"),
            "RABBITMQ_DIST_PORT": str(free_port()),
            "RABBITMQ_PID_FILE": str(self.folder / "pid"),
            "ERL_EPMD_PORT": str(self._epmd),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
        }


def _program(name: str) -> str:
    for folder in ("/usr/lib/rabbitmq/bin", *MAC_FOLDERS):
        if (Path(folder) / name).exists():
            return str(Path(folder) / name)
    found = shutil.which(name)
    assert found, "RabbitMQ is not installed: `make test` installs it"
    return found
