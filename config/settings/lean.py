"""Settings for commands without database or server: `run_agent` and the sandbox servers."""

from config.env import BASE_DIR, read_dotenv, setting

read_dotenv()

SECRET_KEY = "unused: no command under these settings signs anything"
DEBUG = False
USE_TZ = True
TIME_ZONE = "UTC"
INSTALLED_APPS = ["browser_agent", "sandbox"]
DATABASES: dict[str, object] = {}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
VAR_DIR = BASE_DIR / "var"
LOG_LEVEL = setting.text("LOG_LEVEL", "a Python log level such as INFO", default="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
}
