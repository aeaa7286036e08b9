"""What the keys are for a value: some fields take a date or a time digit by digit."""

import re

from browser_agent.rules.instruct.shapes import Widget
from browser_agent.rules.instruct.view import View
from browser_agent.rules.pixels import Box

_DATE = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})\s*/\s*(\d{4})")
_TIME = re.compile(r"(\d{1,2})\s*:\s*(\d{2})\s*([ap])\.?\s*m\.?", re.IGNORECASE)


def keys_for(value: str, field: Widget) -> str:
    """A field with a calendar or a clock at its end has parts that digits walk through."""
    parted = field.icon or re.match(r"[md]{1,2}\s*/", field.text)
    date, time = _DATE.fullmatch(value.strip()), _TIME.fullmatch(value.strip())
    if parted and date is not None:
        return f"{int(date[1]):02}{int(date[2]):02}{date[3]}"
    if parted and time is not None:
        return f"{int(time[1]):02}{time[2]}{time[3].upper()}M"
    return value


def last_word(view: View, box: Box) -> str:
    lines = [line for line in view.lines if box.covers(line.center_x, line.center_y)]
    return lines[-1].text.split()[-1] if lines else ""
