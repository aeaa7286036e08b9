"""The whole house on one machine: the product's five processes and the stand-ins around it.

Used by `make demo` (own database, free ports, gone afterwards) and `make dev` (the .env's values).
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from workshop.dotenv import development_values
from workshop.processes import Processes, answers, free_port, free_ports, listens
from workshop.say import refuse, step

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
SITES = 4
SHARED_NAMES = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "DISPLAY", "XAUTHORITY", "USER")
AGENT_NAMES = (
    "CELERY_BROKER_URL",
    "AGENT_API_URL",
    "AGENT_TOKEN",
    "AGENT_PRIVATE_KEY_FILE",
    "AGENT_SPOOL_DIR",
    "AGENT_EVIDENCE_DIR",
    "AGENT_EVIDENCE_DAYS",
    "AGENT_DISPLAY",
    "AGENT_NAME",
    "VISION_URL",
    "VISION_MODEL",
    "VISION_API_KEY",
    "VISION_COORDINATES",
    "VISION_IMAGE_PIXELS_MAX",
    "VISION_TOKENS_MAX",
    "CHROME_BINARY",
    "LOG_LEVEL",
)


@dataclass(frozen=True, slots=True)
class Ports:
    web: int
    relay: int
    sites: int
    vision: int
    btcpay: int

    @classmethod
    def pick(cls, *, usual: bool) -> "Ports":
        """usual: the documented ports where they are free."""
        return cls(
            web=free_port(8000 if usual else None),
            relay=free_port(7777 if usual else None),
            sites=free_ports(SITES, 9101 if usual else None),
            vision=free_port(9201 if usual else None),
            btcpay=free_port(9301 if usual else None),
        )


class Stack:
    """One running house. `folder` takes logs, state and result; `database_url` is migrated."""

    def __init__(
        self,
        processes: Processes,
        folder: Path,
        database_url: str,
        ports: Ports,
        *,
        own: dict[str, str] | None = None,
    ) -> None:
        """own: values that must stay as they are, such as the bot's key of a developer's .env."""
        self.processes, self.folder, self.ports = processes, folder, ports
        self.environment = self._environment(database_url) | (own or {})
        self.sites: list[dict[str, Any]] = []
        self.facts: dict[str, Any] = {}

    @property
    def web_url(self) -> str:
        return f"http://127.0.0.1:{self.ports.web}"

    @property
    def relay_url(self) -> str:
        return f"ws://127.0.0.1:{self.ports.relay}"

    @property
    def btcpay_url(self) -> str:
        return f"http://127.0.0.1:{self.ports.btcpay}"

    @property
    def vision_url(self) -> str:
        return f"http://127.0.0.1:{self.ports.vision}"

    def start(self) -> None:
        """Brings everything up; returns when every door answers."""
        step("Starting the stand-ins: relay, four streaming sites, BTCPay, vision server")
        self._start_stand_ins()
        step("Preparing the database: tables, services, an agent key, an operator")
        self.facts = self._seed()
        self.environment["AGENT_TOKEN"] = self.facts["agent_token"]
        step("Starting the product: web, worker, beat, bridge, browser")
        self._start_product()
        self._wait_for_doors()

    def command(self, *arguments: str) -> list[str]:
        return [PYTHON, str(ROOT / "manage.py"), *arguments]

    def _environment(self, database_url: str) -> dict[str, str]:
        values = development_values() | {
            "DEBUG": "false",
            "DATABASE_URL": database_url,
            "CELERY_BROKER_URL": f"filesystem://{quote(str(self.folder / 'broker'))}",
            "PUBLIC_URL": self.web_url,
            "BTCPAY_URL": self.btcpay_url,
            "SANDBOX_BTCPAY_URL": self.btcpay_url,
            "NOSTR_RELAYS": self.relay_url,
            "GUARD_ALLOWED_HOSTS": self.relay_url.removeprefix("ws://"),  # sandbox_wallet is there
            "VISION_URL": self.vision_url,
            "AGENT_API_URL": self.web_url,
            "AGENT_NAME": "browser@local",
            "AGENT_PRIVATE_KEY_FILE": str(self.folder / "agent" / "key.json"),
            "AGENT_SPOOL_DIR": str(self.folder / "agent" / "spool"),
            "AGENT_EVIDENCE_DIR": str(self.folder / "agent" / "evidence"),
            "EVIDENCE_DIR": str(self.folder / "evidence"),
            "SWEEP_SECONDS": "10",
        }
        kept = {name: os.environ[name] for name in SHARED_NAMES if name in os.environ}
        chosen = {
            name: os.environ[name]
            for name in ("AGENT_DISPLAY", "CHROME_BINARY", "VISION_MODEL", "LOG_LEVEL")
            if name in os.environ
        }
        return kept | values | chosen | {"PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)}

    def _start_stand_ins(self) -> None:
        start, ports, folder = self.processes.start, self.ports, self.folder
        start(
            "relay",
            self.command(
                "sandbox_relay",
                "--port",
                str(ports.relay),
                "--state",
                str(folder / "relay.sqlite3"),
            ),
            self.environment,
        )
        sites = start(
            "sites",
            self.command(
                "sandbox_streaming", "--base-port", str(ports.sites),
                "--state-dir", str(folder / "sites"),
            ),
            self.environment,
            stdout=subprocess.PIPE,
        )  # fmt: skip
        start(
            "btcpay",
            self.command(
                "sandbox_btcpay", "--port", str(ports.btcpay),
                "--store-id", self.environment["BTCPAY_STORE_ID"],
                "--api-key", self.environment["BTCPAY_API_KEY"],
                "--webhook-secret", self.environment["BTCPAY_WEBHOOK_SECRET"],
                "--webhook-url", f"{self.web_url}/api/payments/btcpay/webhook",
                "--state-file", str(folder / "btcpay.json"),
            ),
            self.environment,
        )  # fmt: skip
        start(
            "vision", self.command("serve_ocr_rules", "--port", str(ports.vision)), self.environment
        )
        assert sites.stdout is not None
        line = sites.stdout.readline()
        if not line:
            self.processes.wait_until(lambda: False, "The streaming sites", seconds_max=1)
        self.sites = json.loads(line)["sites"]

    def _seed(self) -> dict[str, Any]:
        services = self.folder / "services.json"
        services.write_text(json.dumps([_service_row(site) for site in self.sites]))
        done = subprocess.run(
            [PYTHON, "-m", "workshop.seed", str(services)],
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode != 0:
            refuse(f"The database could not be prepared:\n{done.stderr[-3_000:]}")
        facts: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
        return facts

    def _start_product(self) -> None:
        start = self.processes.start
        celery = [PYTHON, "-m", "celery"]
        quiet = ("--without-gossip", "--without-mingle")
        start(
            "web",
            [PYTHON, "-m", "uvicorn", "config.asgi:application", "--port", str(self.ports.web),
             "--lifespan", "off", "--no-access-log"],
            self.environment | {"DATABASE_POOL_MAX": "20"},
        )  # fmt: skip
        start("bridge", self.command("run_nostr_bridge"), self.environment)
        start(
            "worker",
            [*celery, "-A", "config", "worker", "-Q", "default", "-c", "2", "-n", "worker@local",
             "--loglevel", "INFO", *quiet],
            self.environment,
        )  # fmt: skip
        start(
            "beat",
            [*celery, "-A", "config", "beat", "--schedule", str(self.folder / "beat"),
             "--loglevel", "WARNING"],
            self.environment,
        )  # fmt: skip
        start(
            "browser",
            [*celery, "-A", "browser_agent.worker", "worker", "-Q", "browser", "-c", "1",
             "-n", "browser@local", "--loglevel", "INFO", "--without-heartbeat", *quiet],
            # The agent's machine knows neither database nor bot key nor BTCPay: prove it here too.
            {
                name: value
                for name, value in self.environment.items()
                if name in (*SHARED_NAMES, *AGENT_NAMES, "PYTHONPATH", "PYTHONUNBUFFERED")
            },
        )  # fmt: skip

    def _wait_for_doors(self) -> None:
        wait, ports = self.processes.wait_until, self.ports
        wait(lambda: listens(ports.relay), "The relay")
        wait(lambda: answers(f"{self.vision_url}/health"), "The vision server")
        wait(lambda: listens(ports.btcpay), "The BTCPay stand-in")
        wait(lambda: answers(f"{self.web_url}/api/health"), "The web server")


def _service_row(site: dict[str, Any]) -> dict[str, Any]:
    """What an operator would type into the registry for this site. Wording is left to the agent."""
    host = site["url"].split("://", 1)[1].rstrip("/")
    return {
        "slug": site["slug"],
        "name": site["name"],
        "aliases": [site["name"].lower()],
        "origins": [host],
        "start_url": site["start_url"],
        "account_url": site["account_url"],
        "hints": "",
    }
