"""The bell that the server rings: one shell around run_errand."""

from celery import shared_task

from browser_agent import settings
from browser_agent.display import screen_for_chrome
from browser_agent.errors import BrowserError, LinkError


@shared_task(name="browser_agent.perform_run")
def perform_run_task(*, run_id: str, fencing_token: int) -> str:
    """A run that cannot be claimed now is left to the server, whose lease runs out and says so."""
    # Late, because the server loads this module for its name and has no OCR and no pyautogui.
    from browser_agent.errand import run_errand  # noqa: PLC0415

    told = settings.worker()
    try:
        with screen_for_chrome(told.body.display):
            return run_errand(run_id, fencing_token, settings=told)
    except (LinkError, BrowserError) as error:
        return f"not begun: {error.message}"
