"""Settings for tests: real PostgreSQL (DATABASE_URL), an in-memory broker, loopback only."""

import os
import tempfile
from pathlib import Path

_HERE = tempfile.mkdtemp(prefix="ub-test-")
_TEST_VALUES = {
    "SECRET_KEY": "a test key of more than fifty characters, worth nothing to anybody",
    "DEBUG": "false",
    "SANDBOX": "true",
    "CELERY_BROKER_URL": "memory://tests",
    "PUBLIC_URL": "http://127.0.0.1:8000",
    "BTCPAY_URL": "http://127.0.0.1:9",
    "BTCPAY_STORE_ID": "teststore",
    "BTCPAY_API_KEY": "test-api-key",
    "BTCPAY_WEBHOOK_SECRET": "test-webhook-secret",
    "RAILS_RECEIVE": "btcpay",
    "RAILS_PAY": "btcpay",
    "BITCOIN_NETWORK": "bcrt",
    "TILL_KEY": "7e57" * 16,
    "NOSTR_BOT_NSEC": "0000000000000000000000000000000000000000000000000000000000000001",
    "NOSTR_RELAYS": "ws://127.0.0.1:9",
    "EVIDENCE_DIR": f"{_HERE}/evidence",
    "LOG_LEVEL": "INFO",
}
# A developer's own .env must not change what the tests mean, so these win over it.
os.environ.update(_TEST_VALUES)
os.environ.setdefault("DATABASE_URL", "postgres://postgres@localhost/unsalted")

from config.settings.base import *  # noqa: E402, F403 - the values above must be set first
from config.settings.base import DATABASES  # noqa: E402

DATABASES["default"]["TEST"] = {"NAME": os.environ.get("TEST_DATABASE_NAME", "test_unsalted")}
STATIC_ROOT = Path(_HERE)  # the pages' server warns about a folder that is not there
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
