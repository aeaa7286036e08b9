"""What a machine must have beside Python: Chrome, a display, RabbitMQ for the tests, a .env.

    python -m workshop.machine demo|test

Installs what is missing where it may (Debian with root or sudo), and says plainly what to do where
it may not. Quick when nothing is missing.
"""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from workshop.dotenv import write_dotenv
from workshop.say import refuse, step

ROOT = Path(__file__).resolve().parent.parent
CHROMES = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser")
MAC_CHROME = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
POLICY = ROOT / "browser_agent" / "chrome_policy.json"
POLICY_FOLDERS = (
    Path("/etc/chromium/policies/managed"),
    Path("/etc/opt/chrome/policies/managed"),
)
# command -> the Debian package that brings it
DEMO_COMMANDS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xauth": "xauth",
    "ps": "procps",
}
TEST_COMMANDS = {"rabbitmq-server": "rabbitmq-server"}
FONT_PACKAGES = ("fonts-liberation", "fonts-dejavu-core")
SBIN = "/usr/local/sbin:/usr/sbin:/sbin"


def main(arguments: Sequence[str]) -> int:
    purpose = arguments[0] if arguments else "demo"
    os.environ["PATH"] = f"{os.environ.get('PATH', '')}:{SBIN}"
    if platform.system() == "Darwin":
        _mac(purpose)
    else:
        _linux(purpose)
    write_dotenv()
    step("Everything that this machine needs is here.")
    return 0


def _mac(purpose: str) -> None:
    if not MAC_CHROME.exists():
        refuse("Google Chrome is missing: install it from google.com/chrome, then run this again.")
    if purpose == "test" and shutil.which("rabbitmq-server") is None:
        if shutil.which("brew") is None:
            refuse("The tests need RabbitMQ: install Homebrew, then `brew install rabbitmq`.")
        step("Installing RabbitMQ with Homebrew")
        subprocess.run(["brew", "install", "--quiet", "rabbitmq"], check=True)
    step(
        "macOS asks once: System Settings > Privacy & Security > Screen Recording and > "
        "Accessibility must both list the terminal (or launchd's python) that runs the agent."
    )


def _linux(purpose: str) -> None:
    wanted = dict(DEMO_COMMANDS)
    if purpose == "test":
        wanted |= TEST_COMMANDS
    missing = [package for command, package in wanted.items() if shutil.which(command) is None]
    if not any(shutil.which(chrome) for chrome in CHROMES):
        missing += ["chromium", *FONT_PACKAGES]
    if missing:
        _apt_install(missing)
    _install_policy()


def _apt_install(packages: list[str]) -> None:
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        refuse(f"Please install these with your package manager, then run this again: {names}")
    sudo = _sudo()
    if sudo is None:
        refuse(f"Please run this once as an administrator: apt-get install {names}")
    step(f"Installing {names} (a minute or two)")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    with _services_kept_off(sudo):
        subprocess.run([*sudo, "apt-get", "update", "-q"], check=False, **quiet)  # type: ignore[call-overload]
        done = subprocess.run(
            [
                *sudo,
                *environment,
                "apt-get",
                "install",
                "-y",
                "-q",
                "--no-install-recommends",
                *packages,
            ],
            check=False,
            **quiet,
        )  # type: ignore[call-overload]
    if done.returncode != 0:
        refuse(f"apt-get could not install {names}:\n{done.stderr.decode()[-1_500:]}")


class _services_kept_off:  # noqa: N801 - reads as a context
    """Debian starts a broker on installing it; the tests start their own, on their own port."""

    policy = Path("/usr/sbin/policy-rc.d")

    def __init__(self, sudo: list[str]) -> None:
        self.sudo, self.ours = sudo, False

    def __enter__(self) -> None:
        if self.policy.exists():
            return
        with tempfile.NamedTemporaryFile("w", delete=False) as draft:
            draft.write("#!/bin/sh\nexit 101\n")
        command = ["install", "-m", "755", draft.name, str(self.policy)]
        self.ours = subprocess.run([*self.sudo, *command], check=False).returncode == 0
        Path(draft.name).unlink()

    def __exit__(self, *_: object) -> None:
        if self.ours:
            subprocess.run([*self.sudo, "rm", "-f", str(self.policy)], check=False)


def _install_policy() -> None:
    """Chrome's managed policy silences prompts for good. Not on a desktop that somebody uses."""
    if os.environ.get("DISPLAY") and os.environ.get("INSTALL_CHROME_POLICY") != "1":
        return
    text = POLICY.read_text()
    sudo = _sudo()
    for folder in POLICY_FOLDERS:
        target = folder / "unsalted-butter.json"
        if target.exists() and target.read_text() == text:
            continue
        if sudo is None:
            step(f"Without root, {target} is not written: Chrome may show a prompt now and then.")
            return
        subprocess.run([*sudo, "mkdir", "-p", str(folder)], check=True)
        subprocess.run([*sudo, "install", "-m", "644", str(POLICY), str(target)], check=True)


def _sudo() -> list[str] | None:
    """The prefix that makes a command an administrator's; None where that is not to be had."""
    if os.getuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    if subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return ["sudo"] if sys.stdin.isatty() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
