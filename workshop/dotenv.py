"""The .env of a checkout: made once with fresh secrets, so that every command works by itself."""

import os
import re
import secrets
from pathlib import Path
from urllib.parse import quote

from workshop.postgres import Server
from workshop.say import step

ROOT = Path(__file__).resolve().parent.parent
PATH = ROOT / ".env"
EMBEDDED_URL_START = "postgres://postgres@//"
MOVING = {
    "CELERY_BROKER_URL": re.compile(
        r"^CELERY_BROKER_URL=filesystem://.*/var/broker$", re.MULTILINE
    ),
    "AGENT_PRIVATE_KEY_FILE": re.compile(
        r"^AGENT_PRIVATE_KEY_FILE=/.*/var/agent/key\.json$", re.MULTILINE
    ),
}
LATER = ("RAILS_PAY", "BITCOIN_NETWORK", "TILL_KEY")
"""Settings that a .env made by an earlier version lacks."""
EMBEDDED = re.compile(rf"^DATABASE_URL={EMBEDDED_URL_START}.*$", re.MULTILINE)


def write_dotenv() -> None:
    """Creates .env (mode 0600) where there is none; mends our own paths if the checkout moved."""
    if PATH.exists():
        text = PATH.read_text()
        mended = _replaced(EMBEDDED, f"DATABASE_URL={Server().url}", text)
        for name, pattern in MOVING.items():
            mended = _replaced(pattern, f"{name}={_embedded(name)}", mended)
        mended = _completed(mended)
        if mended != text:
            PATH.write_text(mended)
        return
    step("Writing .env with fresh secrets for this machine")
    values = development_values()
    lines = [
        "# Made by `make setup` for this machine alone; .env.example explains every setting.",
        *(f"{name}={value}" for name, value in values.items()),
    ]
    handle = os.open(PATH, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write("\n".join(lines) + "\n")


def _completed(text: str) -> str:
    """With what a later version needs to remember; in a .env of ours, never in somebody's own."""
    if not EMBEDDED.search(text):
        return text
    values = development_values()
    missing = [name for name in LATER if not re.search(rf"^{name}=", text, re.MULTILINE)]
    return text + "".join(f"{name}={values[name]}\n" for name in missing)


def read_values() -> dict[str, str]:
    """The .env as it stands: NAME=value lines, comments left out."""
    lines = (line.strip() for line in PATH.read_text().splitlines())
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, value in pairs}


def development_values() -> dict[str, str]:
    """Every required setting, with the stand-ins in the places of BTCPay, relays and the model."""
    return {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DEBUG": "true",
        "SANDBOX": "true",
        "DATABASE_URL": Server().url,
        "CELERY_BROKER_URL": _embedded("CELERY_BROKER_URL"),
        "PUBLIC_URL": "http://127.0.0.1:8000",
        "BTCPAY_URL": "http://127.0.0.1:9301",
        "BTCPAY_STORE_ID": secrets.token_hex(16),
        "BTCPAY_API_KEY": secrets.token_hex(20),
        "BTCPAY_WEBHOOK_SECRET": secrets.token_hex(20),
        "RAILS_PAY": "btcpay",
        "BITCOIN_NETWORK": "bcrt",
        "TILL_KEY": secrets.token_hex(32),
        "NOSTR_BOT_NSEC": secrets.token_hex(32),
        "NOSTR_RELAYS": "ws://127.0.0.1:7777",
        "AGENT_API_URL": "http://127.0.0.1:8000",
        "AGENT_PRIVATE_KEY_FILE": _embedded("AGENT_PRIVATE_KEY_FILE"),
    }


def _embedded(name: str) -> str:
    """Where this checkout keeps what `name` points at, unless somebody says otherwise."""
    if name == "CELERY_BROKER_URL":
        return f"filesystem://{quote(str(ROOT / 'var' / 'broker'))}"
    return str(ROOT / "var" / "agent" / "key.json")


def _replaced(pattern: re.Pattern[str], by: str, text: str) -> str:
    return pattern.sub(by.replace("\\", r"\\"), text)
