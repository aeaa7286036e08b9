"""Streaming sites by the dozen: layout, wording, theme, language, flow, traps, fault.

words.py, wording/   what they say, each voice written by itself
looks.py             layouts, themes, controls, brands
recipe.py            a Variant and the dice that mix one
catalogue.py         the named ones
parts.py, leaving.py, coming_back.py    the pages of both flows
state.py, site.py, signing.py, pressing.py, answers.py    what answers, and what it remembers
right.py             the right outcome of each
server.py            sockets; `running(name)` starts one
"""

from sandbox.streaming.variants.server import RunningVariant, running

__all__ = ["RunningVariant", "running"]
