"""A Chrome profile that exists for one run: made quiet, readable by nobody else, gone afterwards.

Preferences switch off what Chrome asks a new user; `chrome_policy.json` says the same as managed
policy where the set-up may install it. Preferences are enough for a run; policy survives updates.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from browser_agent.display import process_lives
from browser_agent.errors import BrowserError

PREFIX = "unsalted-chrome-"
OWNER_FILE = "unsalted-owner"
GONE_SECONDS_MAX = 5.0
BLOCK = 2
SOCKET_FOLDER_LETTERS_MAX = 60  # a socket's path has 107 letters; Chrome adds 46 of its own

NOWHERE = {
    # What is typed into the address bar by mistake goes to nobody: port 9 is "discard".
    "short_name": "Nowhere",
    "keyword": "nowhere",
    "url": "http://127.0.0.1:9/?q={searchTerms}",
    "suggestions_url": "",
    "safe_for_autoreplace": False,
    "id": "90",
    "synced_guid": "8f6ad9f6-8a5e-4b6e-9d0b-7f7a6f0a1c11",
}
PREFERENCES: dict[str, Any] = {
    "autofill": {"credit_card_enabled": False, "enabled": False, "profile_enabled": False},
    "bookmark_bar": {"show_on_all_tabs": False},
    "browser": {
        "check_default_browser": False,
        "custom_chrome_frame": True,
        "has_seen_welcome_page": True,
    },
    "credentials_enable_autosignin": False,
    "credentials_enable_service": False,
    "default_search_provider_data": {"template_url_data": NOWHERE},
    "dns_prefetching": {"enabled": False},
    "download": {"prompt_for_download": False},
    "fullscreen": {"allowed": False},  # a page that fills the screen can paint an address bar
    "intl": {"accept_languages": "en-US,en"},
    "net": {"network_prediction_options": BLOCK},
    "privacy_sandbox": {"m1": {"consent_decision_made": True, "eea_notice_acknowledged": True}},
    "profile": {
        "default_content_setting_values": {
            "geolocation": BLOCK,
            "media_stream_camera": BLOCK,
            "media_stream_mic": BLOCK,
            "notifications": BLOCK,
        },
        "exit_type": "Normal",
        "exited_cleanly": True,
        "password_manager_enabled": False,
        "password_manager_leak_detection": False,
    },
    "safety_hub": {"menu_notifications": {}},
    "search": {"suggest_enabled": False},
    "session": {"restore_on_startup": 5},
    "signin": {"allowed": False, "allowed_on_next_startup": False},
    "translate": {"enabled": False},
    "url_formatter": {"show_full_urls": True},
}
LOCAL_STATE: dict[str, Any] = {
    "background_mode": {"enabled": False},
    "browser": {"default_browser_infobar_declined_count": 9, "enabled_labs_experiments": []},
    "user_experience_metrics": {"reporting_enabled": False},
}


def fresh_profile(root: Path | None = None) -> Path:
    """A new profile folder, mode 0700, that names this process as its owner.

    root: where profiles live; the system's temporary folder by default.
    """
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=root))
    (folder / OWNER_FILE).write_text(str(os.getpid()))
    (folder / "First Run").touch()
    (folder / "Local State").write_text(json.dumps(LOCAL_STATE))
    (folder / "Default").mkdir(mode=0o700)
    (folder / "Default" / "Preferences").write_text(json.dumps(PREFERENCES))
    return folder


def own_temporary_folder(profile: Path | None) -> dict[str, str]:
    """What Chrome's environment says of temporary files: they go with the profile, because a Chrome
    that is killed leaves them (Linux; on macOS its socket's path would grow too long)."""
    if profile is None or sys.platform != "linux":
        return {}
    folder = profile / "tmp"
    if len(str(folder)) > SOCKET_FOLDER_LETTERS_MAX:
        return {}  # Chrome does not start where its socket's path is too long
    folder.mkdir(mode=0o700, exist_ok=True)
    return {"TMPDIR": str(folder)}


def remove_profile(folder: Path) -> None:
    """Kills what still runs on this profile, deletes it, and proves both; or BrowserError."""
    deadline = time.monotonic() + GONE_SECONDS_MAX
    while left := processes_of(folder):
        if time.monotonic() > deadline:
            raise BrowserError("Chrome did not go away.", pids=left)
        for pid in left:
            _kill(pid)
        time.sleep(0.05)
    while folder.exists():
        # Chrome's last writes may land while the tree is being walked.
        shutil.rmtree(folder, ignore_errors=True)
        if time.monotonic() > deadline:
            raise BrowserError("A profile could not be deleted.")


def sweep_profiles(root: Path | None = None) -> int:
    """Removes the profiles of runs whose process is gone. Returns how many."""
    swept = 0
    for folder in Path(root or tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(FileNotFoundError):  # another worker removes its own between list and look
            if folder.stat().st_uid == os.getuid() and not _owner_lives(folder):
                remove_profile(folder)
                swept += 1
    return swept


def processes_of(folder: Path) -> list[int]:
    """Ids of the live processes that were started on this profile; zombies are not alive."""
    wanted = f"--user-data-dir={folder}"
    listed = subprocess.run(
        ["ps", "-axww", "-o", "pid=,stat=,args="], capture_output=True, text=True, check=True
    )
    found = []
    for line in listed.stdout.splitlines():
        pid, state, arguments = [*line.split(None, 2), ""][:3]
        if wanted in arguments.split(" ") and not state.startswith("Z"):
            found.append(int(pid))
    return found


def _owner_lives(folder: Path) -> bool:
    try:
        return process_lives((folder / OWNER_FILE).read_text())
    except OSError:
        return False


def _kill(pid: int) -> None:
    try:
        os.kill(pid, 9)
    except ProcessLookupError:
        return
