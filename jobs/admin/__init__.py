"""The operators' pages. job.py: one page per job; registry.py: sites, keys, tokens, all else;
takeovers.py: pages that were handed to a person."""

from jobs.admin import job, registry, takeovers

__all__ = ["job", "registry", "takeovers"]
