"""ASGI entry: `uvicorn config.asgi:application`."""

import os

from django.core.asgi import get_asgi_application

from kernel.asgi import limited

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
application = limited(get_asgi_application())
