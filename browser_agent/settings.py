"""What the agent's machine must be told, read from the environment or .env; no Django needed.

Two readers: `eyes_and_body` for all that drives a browser, `worker` for the Celery worker too.
"""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from browser_agent.completion import TOKENS_MAX
from browser_agent.sizing import IMAGE_PIXELS_MAX, Coordinates
from kernel.env import BASE_DIR, read_dotenv, refuse, setting

DEFAULT_MODEL = "ocr-rules"
EVIDENCE_DAYS = 30
COORDINATES_MEANING = "permille (0-1000, as Qwen3-VL) or absolute (pixels, as Qwen2.5-VL)"


@dataclass(frozen=True, slots=True)
class BodySettings:
    """vision_url: base of an OpenAI-compatible server, or None for our own rules.
    vision_coordinates: a sizing.Coordinates. vision_image_pixels_max: width times height.
    display: an X display such as ":7", "own" for a fresh screen, or "" to decide by DISPLAY."""

    vision_url: str | None
    vision_model: str
    vision_api_key: str = field(repr=False)
    chrome_binary: str
    display: str
    evidence_dir: Path
    vision_coordinates: str = Coordinates.PERMILLE.value
    vision_image_pixels_max: int = IMAGE_PIXELS_MAX
    vision_tokens_max: int = TOKENS_MAX


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """What the worker needs beyond its body. The key file stays on this machine."""

    broker_url: str
    api_url: str
    token: str = field(repr=False)
    private_key_file: Path
    spool_dir: Path
    name: str
    body: BodySettings
    evidence_days: int = EVIDENCE_DAYS


def eyes_and_body() -> BodySettings:
    read_dotenv()
    coordinates = setting.text(
        "VISION_COORDINATES", COORDINATES_MEANING, default=Coordinates.PERMILLE.value
    )
    if coordinates not in set(Coordinates):
        refuse("VISION_COORDINATES", f"is {coordinates!r}", COORDINATES_MEANING)
    return BodySettings(
        vision_url=setting.text(
            "VISION_URL", "the address of an OpenAI-compatible vision server", default=""
        )
        or None,
        vision_model=setting.text(
            "VISION_MODEL", "the name of a model there", default=DEFAULT_MODEL
        ),
        vision_api_key=setting.text("VISION_API_KEY", "that server's key", default=""),
        chrome_binary=setting.text("CHROME_BINARY", "the path of Chrome's program", default=""),
        display=setting.text("AGENT_DISPLAY", "an X display such as :7, or own", default=""),
        evidence_dir=_folder("AGENT_EVIDENCE_DIR", "var/agent/evidence"),
        vision_coordinates=coordinates,
        vision_image_pixels_max=setting.integer(
            "VISION_IMAGE_PIXELS_MAX",
            "the most pixels of a picture for the model, width times height",
            default=IMAGE_PIXELS_MAX,
            least=100_000,
            most=16_777_216,
        ),
        vision_tokens_max=setting.integer(
            "VISION_TOKENS_MAX",
            "the most tokens of an answer, its thinking included",
            default=TOKENS_MAX,
            least=200,
        ),
    )


def worker() -> WorkerSettings:
    body = eyes_and_body()
    return WorkerSettings(
        broker_url=setting.text(
            "CELERY_BROKER_URL", "amqps://user:password@host/vhost, or filesystem:///folder"
        ),
        api_url=_server("AGENT_API_URL", "the server's address, such as https://example.org"),
        token=setting.text("AGENT_TOKEN", "the token that the server gave this agent"),
        private_key_file=_file("AGENT_PRIVATE_KEY_FILE", "the path of the agent's key file"),
        spool_dir=_folder("AGENT_SPOOL_DIR", "var/agent/spool"),
        name=setting.text("AGENT_NAME", "a short name for this machine", default="agent"),
        body=body,
        evidence_days=setting.integer(
            "AGENT_EVIDENCE_DAYS",
            "days that pictures which could not be sent are kept here",
            default=EVIDENCE_DAYS,
        ),
    )


def _server(name: str, meaning: str) -> str:
    """https, but for a server on this machine: the token travels with every call."""
    url = setting.text(name, meaning)
    parts = urlsplit(url)
    if parts.scheme != "https" and not (
        parts.scheme == "http" and parts.hostname in {"127.0.0.1", "::1", "localhost"}
    ):
        refuse(name, "does not begin with https://", meaning)
    return url


def _folder(name: str, default: str) -> Path:
    """Relative paths count from the project's folder, wherever the process was started."""
    return BASE_DIR / setting.text(name, "a folder that only the agent may read", default=default)


def _file(name: str, meaning: str) -> Path:
    return BASE_DIR / setting.text(name, meaning)
