"""A person at a keyboard: what is typed arrives, what is answered is shown, the key stays."""

import os
import subprocess
import sys
from pathlib import Path

from sandbox.customer import Customer
from sandbox.tests.test_relay import ROOT, RunningRelay, relay

__all__ = ["relay"]


def chat(*arguments: str) -> "subprocess.Popen[str]":
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    return subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "sandbox_chat", *arguments],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_line_is_a_message_and_the_answer_is_shown(relay: RunningRelay, tmp_path: Path) -> None:
    bot, key = Customer([relay.url]), tmp_path / "person.key"
    told = ("--relay", relay.url, "--to", bot.npub, "--key-file", str(key))
    talk = chat(*told)
    assert talk.stdin is not None
    talk.stdin.write("help me\n")
    talk.stdin.flush()
    bot.wait_for(lambda text: text == "help me")
    person = bot.received[0].sender
    bot.send_dm(person, "with pleasure")
    said, _ = talk.communicate(timeout=30)
    assert "bot: with pleasure" in said
    assert key.stat().st_mode & 0o077 == 0

    again = chat(*told, "--linger-seconds", "0")
    again.communicate("once more\n", timeout=30)
    bot.wait_for(lambda text: text == "once more")
    assert [one.sender for one in bot.received] == [person, person]
    bot.close()
