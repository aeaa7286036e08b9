"""A press as the policy judges it: what stands around the place where it lands."""

from collections.abc import Sequence
from dataclasses import replace

from browser_agent import lexicon, policy
from browser_agent.approval import due
from browser_agent.asking import above
from browser_agent.cards import card_of
from browser_agent.contract import Wanted
from browser_agent.money import charged_prices
from browser_agent.parts import is_part
from browser_agent.policy import Press
from browser_agent.scope import is_condition
from browser_agent.widgets import Widgets
from kernel.ocr import TextLine


def at_place(
    press: Press, wanted: Wanted, lines: Sequence[TextLine], widgets: Widgets, x: int, y: int
) -> Press:
    """The press with all that its place tells. press: what the model says, and what is read."""
    cancels = wanted.action == "cancel"
    press = replace(
        press,
        prices=charged_prices(due(wanted, lines, widgets, x, y)),
        asked=above(lines, x, y),
        chosen=widgets.sent_with(press.label, wanted.action, commits=press.commit),
        words=tuple(line.text for line in lines),
        row=widgets.row(press.label, x, y, service=wanted.service_name),
        dialog=() if cancels else widgets.in_dialog(x, y),
        is_part=is_part(wanted.service_name, press.label, lines, y),
        option=widgets.option(x, y) if cancels else (),
        misses_plan=widgets.misses(wanted.plan),
        card=() if cancels else card_of(lines, press.label, x, y),
        faces=tuple(widgets.faces_beside(x, y)) if cancels else (),
        service=wanted.service_name,
    )
    asks = policy.is_commit(press, wanted.action) or lexicon.ends(press.label)
    asks |= not cancels and is_condition(press.label)
    return replace(press, sets=asks and not press.commit and widgets.only_sets(x, y))
