"""`make dev`: everything up until Ctrl-C; addresses and passwords on screen and in var/dev.json."""

import json
import os
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from workshop.dotenv import EMBEDDED_URL_START, PATH, read_values
from workshop.postgres import running
from workshop.processes import Processes, alone, end_tidily
from workshop.say import refuse, say, step
from workshop.stack import Ports, Stack

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "dev"
TOLD = ROOT / "var" / "dev.json"


def main() -> int:
    end_tidily()
    FOLDER.mkdir(parents=True, exist_ok=True)
    values = read_values() | {k: v for k, v in os.environ.items() if k == "DATABASE_URL"}
    if "DATABASE_URL" not in values:
        refuse(f"{PATH} names no DATABASE_URL: set it, or move the file away and run this again.")
    with ExitStack() as exits:
        exits.enter_context(alone(FOLDER, "make dev"))
        if values["DATABASE_URL"].startswith(EMBEDDED_URL_START):
            exits.enter_context(running())
        processes = exits.enter_context(Processes(FOLDER / "logs"))
        stack = Stack(
            processes, FOLDER, values["DATABASE_URL"], Ports.pick(usual=True), own=_kept(values)
        )
        stack.start()
        told = _facts(stack)
        TOLD.unlink(missing_ok=True)
        TOLD.touch(mode=0o600)
        TOLD.write_text(json.dumps(told, indent=1) + "\n")
        exits.callback(TOLD.unlink, missing_ok=True)
        _print(told)
        return _stay(processes)


def _kept(values: dict[str, str]) -> dict[str, str]:
    """The .env's own identity: the bot's key, the store and the secrets stay from run to run."""
    names = ("SECRET_KEY", "TILL_KEY", "NOSTR_BOT_NSEC", "BTCPAY_STORE_ID", "BTCPAY_API_KEY")
    return {name: values[name] for name in (*names, "BTCPAY_WEBHOOK_SECRET") if name in values} | {
        "DEBUG": "true"
    }


def _facts(stack: Stack) -> dict[str, Any]:
    return {
        "web_url": stack.web_url,
        "api_url": f"{stack.web_url}/api",
        "relay_url": stack.relay_url,
        "bot_npub": stack.facts["bot_npub"],
        "admin_user": stack.facts["admin_user"],
        "admin_password": stack.facts["admin_password"],
        "btcpay_url": stack.btcpay_url,
        "vision_url": stack.vision_url,
        "sites": stack.sites,
    }


def _print(told: dict[str, Any]) -> None:
    say("\nEverything is up. Ctrl-C stops it.\n")
    say(f"  Web      {told['web_url']}   (account page: {told['web_url']}/account)")
    say(f"  Admin    {told['web_url']}/admin/   {told['admin_user']} / {told['admin_password']}")
    say(f"  API      {told['api_url']}")
    say(f"  Relay    {told['relay_url']}")
    say(f"  Bot      {told['bot_npub']}")
    say(f"  BTCPay   {told['btcpay_url']}   (stand-in)")
    say(f"  Vision   {told['vision_url']}")
    for site in told["sites"]:
        asked = "".join(f"  {name} {site[name]}" for name in ("code", "cvv") if site.get(name))
        say(
            f"  Site     {site['url']}  {site['name']}: {site['email']} / {site['password']}{asked}"
        )
    elsewhere = (
        "" if told["btcpay_url"].endswith(":9301") else f" --btcpay-url {told['btcpay_url']}"
    )
    say("\n  Write to the bot: .venv/bin/python manage.py sandbox_chat")
    say(f"  Pay an invoice:   .venv/bin/python manage.py sandbox_pay <bolt11>{elsewhere}")
    say(f"\n  All of this is in {TOLD}; logs in {FOLDER / 'logs'}.")


def _stay(processes: Processes) -> int:
    try:
        while True:
            processes.refuse_if_one_ended()
            time.sleep(0.5)
    except KeyboardInterrupt:
        step("Stopping everything")
        return 0


if __name__ == "__main__":
    sys.exit(main())
