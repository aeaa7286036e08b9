"""Settings for the server: web, worker, beat and bridge. A missing or bad value stops the boot."""

import logging
import re
from datetime import timedelta
from pathlib import Path
from typing import cast

from config.env import BASE_DIR, read_dotenv, refuse, setting
from kernel.broker import BROWSER_TASK_SECONDS_MAX

read_dotenv()

from config.settings.till import *  # noqa: E402, F403 - after .env was read

# --- Django -------------------------------------------------------------------------------------
SECRET_KEY = setting.text("SECRET_KEY", "50 or more random characters")
if len(SECRET_KEY) < 50:  # noqa: PLR2004 - it signs sessions and tokens
    refuse("SECRET_KEY", "is too short", "50 or more random characters")
DEBUG = setting.switch("DEBUG", "true or false", default=False)
ALLOWED_HOSTS = setting.listing(
    "ALLOWED_HOSTS", "host names, comma separated", default=["127.0.0.1", "localhost"]
)
PUBLIC_URL = setting.text(
    "PUBLIC_URL", "the address people reach the web pages at", default="http://127.0.0.1:8000"
).rstrip("/")  # an origin has no slash at its end
if not PUBLIC_URL.startswith(("http://", "https://")):
    refuse("PUBLIC_URL", "has no scheme", "an address such as https://unsalted.example.org")
CSRF_TRUSTED_ORIGINS = setting.listing(
    "CSRF_TRUSTED_ORIGINS", "origins with scheme, comma separated", default=[PUBLIC_URL]
)
DATABASES = {
    "default": setting.database(
        "DATABASE_URL", "postgres://user:password@host:5432/name (PostgreSQL 16 or newer)"
    )
}
DATABASE_POOL_MAX = setting.integer(
    "DATABASE_POOL_MAX",
    "connections the web process keeps open; 0 for a new one with every request",
    default=0,
    least=0,
    most=100,
)
if DATABASE_POOL_MAX:  # what a fresh connection must learn costs more than most requests
    _options = cast("dict[str, object]", DATABASES["default"].setdefault("OPTIONS", {}))
    _options["pool"] = {"min_size": 1, "max_size": DATABASE_POOL_MAX, "timeout": 10}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "accounts",
    "payments.ledger",
    "payments.cashu",
    "payments",
    "jobs",  # before browser_agent: its replay_run knows stored runs as well
    "browser_agent",
    "nostr_bridge",
    "web",
    "ops",
]
if setting.switch("SANDBOX", "true where the stand-ins run beside the product", default=False):
    INSTALLED_APPS.append("sandbox")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"

# A reverse proxy ends TLS; these hold wherever the public address is https.
_SECURE = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SECURE_SSL_REDIRECT = _SECURE
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576

# --- REST ---------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.auth.PersonAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["kernel.http.FlatJSONParser"],
    "EXCEPTION_HANDLER": "kernel.http.answer_error",
    "UNAUTHENTICATED_USER": None,
}
# django-ninja-jwt reads what is missing here from unprefixed environment variables (a stray LEEWAY
# would keep expired tokens alive), so each key that matters is spelled out; ops.checks asserts it.
NINJA_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=30),
    "REFRESH_TOKEN_LIFETIME": timedelta(days=7),
    "ROTATE_REFRESH_TOKENS": False,
    "BLACKLIST_AFTER_ROTATION": False,
    "UPDATE_LAST_LOGIN": False,
    "ALGORITHM": "HS256",
    "SIGNING_KEY": SECRET_KEY,
    "VERIFYING_KEY": "",
    "AUDIENCE": None,
    "ISSUER": "unsalted-butter",
    "JWK_URL": None,
    "LEEWAY": 0,
    "USER_ID_FIELD": "id",
    "USER_ID_CLAIM": "user_id",
    "AUTH_TOKEN_CLASSES": ("ninja_jwt.tokens.AccessToken",),
    "TOKEN_TYPE_CLAIM": "token_type",
    "JTI_CLAIM": "jti",
}

# --- Celery -------------------------------------------------------------------------------------
CELERY_BROKER_URL = setting.address(
    "CELERY_BROKER_URL",
    "amqps://user:password@host/vhost, or filesystem:///folder for one machine",
    schemes=("amqps", "amqp", "filesystem", "memory"),
)
SWEEP_SECONDS = setting.number("SWEEP_SECONDS", "seconds between sweeps", default=20.0)

# --- The concierge ------------------------------------------------------------------------------
JOB_PRICE_SATS = setting.integer(
    "JOB_PRICE_SATS",
    "whole satoshis per job",
    default=3_000,
    most=100_000_000,  # the most that one invoice may ask
)
INVOICE_TTL_SECONDS = setting.integer(
    "INVOICE_TTL_SECONDS", "seconds an invoice can be paid", default=86_400, least=60
)
USERS_MAX = setting.integer("USERS_MAX", "the most people served at once", default=5_000)
RUN_LEASE_SECONDS = setting.integer(
    "RUN_LEASE_SECONDS", "seconds of silence after which a run counts as lost", default=90
)
RUN_MACHINE_SECONDS = setting.integer(
    "RUN_MACHINE_SECONDS", "seconds the agent may work, waiting for people not counted", default=420
)
RUN_HUMAN_SECONDS = setting.integer(
    "RUN_HUMAN_SECONDS", "seconds the agent waits for a person in one run", default=900
)
if RUN_MACHINE_SECONDS + RUN_HUMAN_SECONDS > BROWSER_TASK_SECONDS_MAX - 120:
    refuse(
        "RUN_HUMAN_SECONDS",
        f"makes, with RUN_MACHINE_SECONDS, more than {BROWSER_TASK_SECONDS_MAX - 120} seconds",
        "less: the broker takes a task back that is held for half an hour",
    )
RUN_STEPS_MAX = setting.integer("RUN_STEPS_MAX", "steps one run may take", default=60)
EVIDENCE_DIR = Path(
    setting.text(
        "EVIDENCE_DIR", "a folder for masked screenshots", default=str(BASE_DIR / "var/evidence")
    )
)
RECEIPT_SIGNING_KEY = setting.text(
    "RECEIPT_SIGNING_KEY", "64 hex digits (openssl rand -hex 32)", default=""
).strip()
if RECEIPT_SIGNING_KEY and not re.fullmatch(r"[0-9a-fA-F]{64}", RECEIPT_SIGNING_KEY):
    refuse("RECEIPT_SIGNING_KEY", "is no key", "64 hex digits (openssl rand -hex 32)")
EVIDENCE_DAYS = setting.integer(
    "EVIDENCE_DAYS", "days that masked screenshots are kept after a job is over", default=30
)

# --- Nostr --------------------------------------------------------------------------------------
_NSEC_MEANING = "the bot's secret key, nsec1... (63 characters) or 64 hex digits"
NOSTR_BOT_NSEC = setting.text("NOSTR_BOT_NSEC", _NSEC_MEANING)
if not re.fullmatch(r"nsec1[02-9ac-hj-np-z]{58}|[0-9a-fA-F]{64}", NOSTR_BOT_NSEC.strip()):
    refuse("NOSTR_BOT_NSEC", "is not a Nostr secret key", _NSEC_MEANING)
NOSTR_RELAYS = setting.addresses(
    "NOSTR_RELAYS", "relay addresses (wss://...), comma separated", schemes=("wss", "ws")
)
NOSTR_BOT_NAME = setting.text("NOSTR_BOT_NAME", "the bot's display name", default="Unsalted Butter")
NOSTR_BOT_ABOUT = setting.text(
    "NOSTR_BOT_ABOUT",
    "one sentence for the bot's profile",
    default="I cancel and resume streaming subscriptions. Write 'help'.",
)

# --- Logs ---------------------------------------------------------------------------------------
LOG_LEVEL = setting.text("LOG_LEVEL", "a Python log level such as INFO", default="INFO")
if LOG_LEVEL not in logging.getLevelNamesMapping():
    refuse("LOG_LEVEL", "is no log level", "a Python log level such as INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    # httpx logs whole URLs at INFO; kombu logs arguments at DEBUG.
    "loggers": {"httpx": {"level": "WARNING"}, "kombu": {"level": "INFO"}},
}
