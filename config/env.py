"""Settings are read in kernel.env, which the agent's worker, having no Django, shares."""

from kernel.env import BASE_DIR, Setting, read_dotenv, refuse, setting

__all__ = ["BASE_DIR", "Setting", "read_dotenv", "refuse", "setting"]
