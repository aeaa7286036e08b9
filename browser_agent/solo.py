"""One run without server, messages or money: what `manage.py run_agent` does.

Whatever is wrong with what it was given ends in a result file with an error code.
"""

import json
import logging
import re
import threading
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx  # noqa: TID251 - asks whether a page is there before Chrome is started

from browser_agent.contract import SECRET_NAMES, ActionName, Ending, ErrorCode, Outcome, Task
from browser_agent.display import screen_for_chrome
from browser_agent.errors import BrowserError, RunStopError
from browser_agent.hands import StopFlag
from browser_agent.money import price_limit
from browser_agent.origins import origin_allowed, origin_of
from browser_agent.playbook.shape import from_json
from browser_agent.rig import DISK_FULL_ERRNOS, perform
from browser_agent.settings import BodySettings
from browser_agent.takeover import Window
from browser_agent.vault import Vault
from kernel.clock import utc_now

logger = logging.getLogger(__name__)

PROBE_SECONDS_MAX = 15.0
PROBE_WHOLE_SECONDS_MAX = 30.0  # a tarpit sends a letter now and then, and never ends
SECRETS_BYTES_MAX = 100_000
SECRET_CHARACTERS_MAX = 400
UNTYPABLE = frozenset({"Cc", "Cs", "Cn"})  # control letters, halves of letters, no letters
NOT_FOUND = 404
SNIFFED_BYTES = 1024
WANTED_KEYS = frozenset({*SECRET_NAMES, "plan", "max_price"})


@dataclass(frozen=True, slots=True)
class SoloRequest:
    service: str
    action: ActionName
    start_url: str
    account_url: str | None
    vision_url: str | None
    secrets_file: Path
    verify_only: bool = False
    playbook_file: Path | None = None


class Nobody:
    """There is no person to ask: a code has to be in the secrets file."""

    askable: tuple[str, ...] = ()

    def ask(self, field: str, prompt: str, *, seconds_max: float) -> str | None:
        del field, prompt, seconds_max
        return None

    def take_over(self, window: Window, *, seconds_max: float) -> bool:
        del window, seconds_max
        return False


class LogReporter:
    def event(self, kind: str, data: dict[str, Any]) -> None:
        logger.info("%s %s", kind, json.dumps(data, ensure_ascii=False))

    def commit(self, data: dict[str, Any]) -> bool:
        """There is no server that would have to know."""
        self.event("commit", data)
        return True

    def evidence(self, name: str, path: str, sha256: str) -> None:
        logger.debug("evidence %s %s %s", name, path, sha256)


def run_solo(request: SoloRequest, *, body: BodySettings, stop: StopFlag) -> Outcome:
    """Every fault of the request is an Outcome; nothing is raised for it."""
    done: Outcome | None = None
    try:
        given = read_secrets(request.secrets_file)
        task = _task(request, given)
        probe(request.start_url, origins=task.origins)
        if request.account_url is not None:
            probe(request.account_url, origins=task.origins, shut=True)
        vault = Vault({name: given[name] for name in SECRET_NAMES if given.get(name)})
        folder = body.evidence_dir / f"{utc_now():%Y%m%dT%H%M%S}-{_slug(request.service)}"
        with screen_for_chrome(body.display):
            done = perform(
                task,
                vault,
                body=body,
                vision_url=request.vision_url or body.vision_url,
                person=Nobody(),
                reporter=LogReporter(),
                stop=stop,
                folder=folder,
            )
    except RunStopError as error:
        return Outcome(Ending.FAILED, error.error_code, detail=error.message)
    except (BrowserError, OSError) as error:
        logger.warning("beside the run: %s", error)
        return done or _not_begun(error)
    return done


def _not_begun(error: BrowserError | OSError) -> Outcome:
    """The screen or its folder; a run that has begun tells its own faults."""
    if isinstance(error, BrowserError):
        return Outcome(Ending.FAILED, ErrorCode.BROWSER_FAILED, detail=error.message)
    full = error.errno in DISK_FULL_ERRNOS
    code = ErrorCode.DISK_FULL if full else ErrorCode.BROWSER_FAILED
    return Outcome(Ending.FAILED, code, detail=f"Nothing was begun: {error.strerror}.")


def read_secrets(path: Path) -> dict[str, str]:
    """The secrets file: one JSON object of texts. RunStopError (bad_request) names what is wrong,
    and never a value."""
    given = _parsed(path)
    if not isinstance(given, dict):
        raise _refused("is not a JSON object")
    if unknown := sorted(set(given) - WANTED_KEYS):
        raise _refused(f"has unknown names: {', '.join(unknown)[:80]}")
    values: dict[str, str] = {}
    for name, value in given.items():
        if value is None or value == "":
            continue
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise _refused(f"holds no text as {name}")
        if name == "email" and not isinstance(value, str):
            raise _refused("holds a number as email")
        values[name] = str(value)
        if len(values[name]) > SECRET_CHARACTERS_MAX:
            raise _refused(f"holds a {name} that is too long")
        if any(unicodedata.category(letter) in UNTYPABLE for letter in values[name]):
            raise _refused(f"holds a {name} that no keyboard can type")
    return values


def _parsed(path: Path) -> Any:
    try:
        if path.exists() and not path.is_file():
            raise _refused("is not a file")
        if path.stat().st_size > SECRETS_BYTES_MAX:
            raise _refused("is too large")
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _refused(f"cannot be read ({error.strerror})") from error
    except (ValueError, RecursionError):
        # Not chained: the error quotes the text.
        raise _refused("is not JSON") from None


def _refused(why: str) -> RunStopError:
    return RunStopError(ErrorCode.BAD_REQUEST, f"The secrets file {why}.")


def probe(url: str, *, origins: tuple[str, ...], shut: bool = False) -> None:
    """RunStopError where nothing answers at this address, where what answers is not a page, or
    where it leads to a site outside origins.

    A refusal (403, 429, 5xx) is left to Chrome: sites treat it and us differently. shut: an account
    page, of which a stranger may be told that it is not there, or be sent to another host to sign
    in: only what it shows by itself counts.
    """
    found: list[RunStopError] = []

    def ask() -> None:
        try:
            _ask(url, origins, shut=shut)
        except RunStopError as error:
            found.append(error)

    thread = threading.Thread(target=ask, name="probe", daemon=True)
    thread.start()
    thread.join(PROBE_WHOLE_SECONDS_MAX)
    if thread.is_alive():
        raise RunStopError(ErrorCode.SITE_UNREACHABLE, "The site does not answer in time.")
    if found:
        raise found[0]


def _ask(url: str, origins: tuple[str, ...], *, shut: bool) -> None:
    try:
        with (
            httpx.Client(timeout=PROBE_SECONDS_MAX, follow_redirects=not shut) as client,
            client.stream("GET", url, headers={"Accept": "text/html"}) as response,
        ):
            if shut and not response.is_success:
                return
            kind = response.headers.get("content-type", "")
            if response.status_code == NOT_FOUND:
                raise RunStopError(ErrorCode.SITE_UNREACHABLE, "The address is not there (404).")
            if response.is_success and kind and "html" not in kind.lower():
                raise RunStopError(
                    ErrorCode.BAD_REQUEST, f"The address is not an HTML page ({kind[:60]})."
                )
            if response.is_success and not kind and _is_binary(response):
                raise RunStopError(ErrorCode.BAD_REQUEST, "The address is not an HTML page.")
            if response.is_success and not origin_allowed(str(response.url), origins):
                raise RunStopError(
                    ErrorCode.BAD_REQUEST,
                    f"The address leads to another site ({response.url.host[:80]}): name that one.",
                )
    except (httpx.InvalidURL, UnicodeError) as error:
        raise RunStopError(ErrorCode.BAD_REQUEST, "The address is not valid.") from error
    except httpx.HTTPError as error:
        raise RunStopError(
            ErrorCode.SITE_UNREACHABLE,
            f"{urlsplit(url).hostname} cannot be reached ({type(error).__name__}).",
        ) from error


def _is_binary(response: httpx.Response) -> bool:
    """Whether what comes without a type is no text: Chrome would save it, and show nothing."""
    return b"\0" in next(response.iter_bytes(SNIFFED_BYTES), b"")


def _task(request: SoloRequest, given: dict[str, str]) -> Task:
    if not request.service.strip():
        raise RunStopError(ErrorCode.BAD_REQUEST, "No service is named.")
    origins: list[str] = []
    for url in filter(None, (request.start_url, request.account_url)):
        try:
            origins.append(origin_of(url))
        except ValueError as error:
            raise RunStopError(
                ErrorCode.BAD_REQUEST,
                f"{url[:120]!r} is no address: one is https:// (or http://), a host, a port.",
            ) from error
    try:
        price_limit(given.get("max_price"))
    except ValueError as error:
        raise RunStopError(ErrorCode.BAD_REQUEST, "max_price names no amount.") from error
    return Task(
        service=_slug(request.service),
        service_name=request.service,
        action=request.action,
        start_url=request.start_url,
        account_url=request.account_url,
        origins=tuple(dict.fromkeys(origins)),
        plan=given.get("plan"),
        max_price=given.get("max_price"),
        any_price=not given.get("max_price"),
        verify_only=request.verify_only,
        playbook=_playbook(request.playbook_file),
    )


def _playbook(path: Path | None) -> dict[str, Any] | None:
    """Refused where it is none: a run that quietly went without would look like a warm one."""
    if path is None:
        return None
    try:
        body: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        from_json(body)
    except OSError as error:
        why = f"cannot be read ({error.strerror})"
        raise RunStopError(
            ErrorCode.BAD_REQUEST, f"The playbook file ({path.name[:80]}) {why}."
        ) from None
    except (ValueError, TypeError, RecursionError):
        raise RunStopError(
            ErrorCode.BAD_REQUEST, f"The playbook file ({path.name[:80]}) is no playbook."
        ) from None
    return body


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40] or "service"
