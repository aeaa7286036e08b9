"""The operators' pages. job.py: one page per job; registry.py: sites, keys, tokens, all else;
takeovers.py: pages that were handed to a person; learning.py: playbooks, drifts, replays;
receipts.py: what persons may keep."""

from jobs.admin import job, learning, receipts, registry, takeovers

__all__ = ["job", "learning", "receipts", "registry", "takeovers"]
