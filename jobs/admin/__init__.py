"""The operators' pages. job.py: one page per job; registry.py: sites, keys, tokens, all else."""

from jobs.admin import job, registry

__all__ = ["job", "registry"]
