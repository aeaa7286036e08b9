"""Prepares a database for one machine, in one Django process: python -m workshop.seed SERVICES.json

Prints one JSON line: agent_token, admin_user, admin_password, bot_npub, key_id.
"""

import io
import json
import os
import secrets
import sys
from pathlib import Path

import django

ADMIN_USER = "operator"


def main(services: Path) -> dict[str, str]:
    django.setup()
    from django.conf import settings  # noqa: PLC0415 - after django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from accounts.models import User  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_services", str(services), stdout=io.StringIO())
    key_file = os.environ["AGENT_PRIVATE_KEY_FILE"]
    call_command("create_agent_key", "--out", key_file, "--register", stdout=io.StringIO())
    token = io.StringIO()
    call_command("create_agent_token", "browser@local", stdout=token)
    password = secrets.token_urlsafe(9)
    operator = User.objects.filter(username=ADMIN_USER).first() or User.objects.create_superuser(
        ADMIN_USER, password
    )
    operator.set_password(password)
    operator.save()
    return {
        "agent_token": token.getvalue().strip().splitlines()[-1].strip(),
        "admin_user": ADMIN_USER,
        "admin_password": password,
        "bot_npub": _bot_npub(settings.NOSTR_BOT_NSEC),
    }


def _bot_npub(secret: str) -> str:
    from nostr_sdk import Keys  # noqa: PLC0415 - only here

    return str(Keys.parse(secret).public_key().to_bech32())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
    told = main(Path(sys.argv[1]))
    print(json.dumps(told))
