"""`make demo`: one person's DM becomes a cancelled subscription, a paid invoice and a receipt.

Starts everything on this machine, lets a customer process live through the story, prints what
happens as it happens, judges by the outside world's state, and writes var/demo/result.json and
report.html.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, BinaryIO

from workshop.judge import Judge
from workshop.postgres import running
from workshop.processes import ENDING_WITH_US, Processes, alone, end_tidily
from workshop.report import write_report
from workshop.say import say, step
from workshop.stack import PYTHON, Ports, Stack

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "demo"
DATABASE = "unsalted_demo"
STORY_SECONDS_MAX = 900.0


def main() -> int:
    end_tidily()
    with alone(FOLDER, "make demo"):
        return _tell_the_story()


def _tell_the_story() -> int:
    started = time.monotonic()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    say("\nUnsalted Butter: from a DM to a receipt, on real parts\n")
    with running() as server, Processes(FOLDER / "logs") as processes:
        step(f"Creating a fresh database {DATABASE}")
        database_url = server.fresh_database(DATABASE)
        stack = Stack(processes, FOLDER, database_url, Ports.pick(usual=False))
        stack.start()
        seconds_setup = time.monotonic() - started
        say(f"\nReady after {seconds_setup:.0f} s. The story begins.\n")
        story = Story(stack)
        story.run()
        result = Judge(stack, story.site, story.lines).result() | {
            "seconds_setup": round(seconds_setup, 1),
            "seconds_total": round(time.monotonic() - started, 1),
        }
        (FOLDER / "result.json").write_text(json.dumps(result, indent=1) + "\n")
        write_report(FOLDER / "report.html", stack, story.lines, result)
    return _verdict(result)


class Story:
    """The customer's process and what was seen of the job, merged into one timeline."""

    def __init__(self, stack: Stack, *, watch: bool = True) -> None:
        """watch: read the job's history along the way; needs Django set up for this stack."""
        self.stack, self.watch = stack, watch
        self.site = next(site for site in stack.sites if site.get("code"))
        self.lines: list[dict[str, Any]] = []
        self.started = time.monotonic()

    @property
    def brief(self) -> dict[str, Any]:
        """What the person knows: addresses, the bot's name, and their own sign-in."""
        return {
            "relay_url": self.stack.relay_url,
            "web_url": self.stack.web_url,
            "btcpay_url": self.stack.btcpay_url,
            "bot_npub": self.stack.facts["bot_npub"],
            "site": self.site,
        }

    def run(self) -> None:
        paper = self.stack.folder / "person.json"
        paper.touch(mode=0o600)
        paper.write_text(json.dumps(self.brief))
        try:
            with (self.stack.folder / "logs" / "person.log").open("wb") as log:
                self._live(paper, log)
        finally:
            paper.unlink()

    def _live(self, paper: Path, log: BinaryIO) -> None:
        known = self.stack.environment
        names = ("PATH", "HOME", "LANG", "PYTHONPATH", "PYTHONUNBUFFERED")
        with subprocess.Popen(
            [*ENDING_WITH_US, PYTHON, "-m", "workshop.person", str(paper)],
            env={name: known[name] for name in names if name in known},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,
        ) as person:
            watcher = threading.Thread(target=self._watch_the_job, args=(person,), daemon=True)
            if self.watch:
                watcher.start()
            try:
                self._listen(person)
            finally:
                if person.poll() is None:
                    os.killpg(person.pid, signal.SIGKILL)
        if self.watch:
            watcher.join(timeout=5)

    def _listen(self, person: "subprocess.Popen[str]") -> None:
        timer = threading.Timer(STORY_SECONDS_MAX, person.kill)
        timer.start()
        assert person.stdout is not None
        for raw in person.stdout:
            line = json.loads(raw)
            self.lines.append(line)
            mark = {"sent": "person  →", "received": "person  ←", "note": "person  ·"}[
                line["event"]
            ]
            self._print(mark, line["text"])
        timer.cancel()
        if person.wait() != 0:
            log = (self.stack.folder / "logs" / "person.log").read_text(errors="replace")
            self._print("person  ✗", f"stopped early: {log.strip().splitlines()[-1:] or 'killed'}")

    def _watch_the_job(self, person: "subprocess.Popen[str]") -> None:
        judge, seen = Judge(self.stack, self.site, []), 0
        while person.poll() is None:
            for event in judge.events_after(seen):
                seen = event["id"]
                self._print("agent   ·" if event["run"] else "server  ·", event["text"])
            time.sleep(0.5)

    def _print(self, mark: str, text: str) -> None:
        first = text.strip().splitlines()[0] if text.strip() else ""
        short = first if len(first) <= 96 else f"{first[:93]}..."  # noqa: PLR2004 - a terminal's width
        say(f"{time.monotonic() - self.started:6.1f}s  {mark} {short}")


def _verdict(result: dict[str, Any]) -> int:
    say("")
    for truth, holds in result["truths"].items():
        say(f"  {'✓' if holds else '✗'} {truth.replace('_', ' ')}")
    say(f"\n  {result['steps']} steps, {result['model_calls']} model calls.")
    say(f"  {result['seconds_total']:.0f} s in all, {result['seconds_setup']:.0f} s of it set-up.")
    say(f"  Report: {FOLDER / 'report.html'}\n  Result: {FOLDER / 'result.json'}")
    if all(result["truths"].values()):
        return 0
    say(f"\nNot everything is true that should be. The logs are in {FOLDER / 'logs'}.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
