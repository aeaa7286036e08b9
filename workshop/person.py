"""The demo's customer: a person with their own key, phone and wallet, in a process of their own.

    python -m workshop.person BRIEF.json

Speaks to the bot over the relay only, to the server over its public API, to the streaming site's
mailbox as a person reads e-mail, and pays with a wallet command. Prints one JSON object per line:
{"at": iso, "event": "sent"|"received"|"note", "text": str}. Ends with 0 once the receipt is there.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from sandbox.customer import Customer

ANSWER_SECONDS_MAX = 30.0
WORK_SECONDS_MAX = 420.0
MONEY_SECONDS_MAX = 60.0
LOOK_SECONDS = 0.1
RECEIPT_NOTE = "the receipt is here"
LOGIN_CODE = re.compile(r"\b(\d[\d ]{10,18}\d)\b")
BOLT11 = re.compile(r"^lnbc[a-z0-9]+$")


class Person:
    """Reads and writes like somebody who has never seen the product's code."""

    def __init__(self, brief: dict[str, Any]) -> None:
        self.brief, self.site = brief, brief["site"]
        self.phone = Customer([brief["relay_url"]])
        self.secrets = [self.site["password"], self.site["email"], self.site.get("code") or "\0"]
        self._heard = 0

    def live(self) -> None:
        self._note(f"I am {self.phone.npub}")
        self._give_credentials(self._log_in())
        self._say(f"cancel {self.site['name']}")
        self._answer_for_the_code()
        invoice = self._hear(lambda text: BOLT11.match(text) is not None, WORK_SECONDS_MAX)
        self._pay(invoice)
        self._hear(_is_receipt, MONEY_SECONDS_MAX)
        self._note(RECEIPT_NOTE)

    def _log_in(self) -> str:
        self._say("login")
        told = self._hear(lambda text: LOGIN_CODE.search(text) is not None, ANSWER_SECONDS_MAX)
        found = LOGIN_CODE.search(told)
        assert found is not None
        code = re.sub(r"\D", "", found[1])
        self.secrets.append(found[1])
        answer = httpx.post(
            f"{self.brief['web_url']}/api/auth/token",
            json={"npub": self.phone.npub, "code": code},
            timeout=10,
        ).raise_for_status()
        self._note("logged in with the code from the DM")
        return str(answer.json()["access"])

    def _give_credentials(self, token: str) -> None:
        fields = {"email": self.site["email"], "password": self.site["password"]}
        httpx.put(
            f"{self.brief['web_url']}/api/credentials/{self.site['slug']}",
            json={"fields": fields},
            headers={"Authorization": f"Bearer {token}"},
            timeout=10,
        ).raise_for_status()
        self._note("handed over the sign-in, sealed for the agent")

    def _answer_for_the_code(self) -> None:
        self._hear(_wants_a_code, WORK_SECONDS_MAX)
        code = self._read_email()
        self._say(f"the code is {code[:3]} {code[3:]}")

    def _read_email(self) -> str:
        mail = httpx.get(
            f"{self.site['url']}/__control__/mail",
            headers={"X-Control-Key": self.site["control_key"]},
            timeout=10,
        ).raise_for_status()
        letters = " ".join(letter["text"] for letter in mail.json()["mail"])
        codes = re.findall(r"\b\d{6}\b", letters)
        assert codes, "the site has sent no code"
        return str(codes[-1])

    def _pay(self, bolt11: str) -> None:
        command = [sys.executable, str(Path(__file__).parent.parent / "manage.py")]
        done = subprocess.run(
            [*command, "sandbox_pay", bolt11, "--btcpay-url", self.brief["btcpay_url"]],
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode != 0:
            raise SystemExit(f"The wallet could not pay: {done.stderr or done.stdout}")
        self._note("paid the Lightning invoice")

    def _say(self, text: str) -> None:
        self.phone.send_dm(self.brief["bot_npub"], text)
        self._tell("sent", text)

    def _hear(self, wanted: Callable[[str], bool], seconds_max: float) -> str:
        """Tells of every new message until the wanted one, which is returned."""
        deadline = time.monotonic() + seconds_max
        while True:
            for text in self.phone.texts()[self._heard :]:
                self._heard += 1
                self._tell("received", text)
                if wanted(text):
                    return text
                if "did not work" in text or "needs a person" in text:
                    raise SystemExit("The bot gave up, and so does the story.")
            if time.monotonic() > deadline:
                raise TimeoutError(f"no such message within {seconds_max:.0f} seconds")
            time.sleep(LOOK_SECONDS)

    def _note(self, text: str) -> None:
        self._tell("note", text)

    def _tell(self, event: str, text: str) -> None:
        text = LOGIN_CODE.sub("••••••••••••", text)
        for secret in self.secrets:
            text = text.replace(secret, "•" * 6)
        code = self.site.get("code")
        if code:
            text = text.replace(f"{code[:3]} {code[3:]}", "••• •••")
        line = {"at": datetime.now(UTC).isoformat(), "event": event, "text": text}
        print(json.dumps(line), flush=True)


def _wants_a_code(text: str) -> bool:
    return "code" in text.lower() and not LOGIN_CODE.search(text)


def _is_receipt(text: str) -> bool:
    return "receipt" in text.lower() or text.lower().startswith("paid")


if __name__ == "__main__":
    person = Person(json.loads(Path(sys.argv[1]).read_text()))
    person.live()
    person.phone.close()
    # nostr-sdk's threads can fault while the interpreter is taken down; nothing is left to do.
    sys.stdout.flush()
    os._exit(0)
