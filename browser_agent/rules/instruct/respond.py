"""ACT with the goal "instruct": one screenshot and a history in, one action out."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from PIL import Image

from browser_agent.rules.instruct.goals import Goal
from browser_agent.rules.instruct.move import Move, click
from browser_agent.rules.instruct.moves import Way, next_move, over
from browser_agent.rules.instruct.parse import parse
from browser_agent.rules.instruct.past import ASIDE, Past, target
from browser_agent.rules.instruct.view import View, look_at
from browser_agent.rules.move import permille
from browser_agent.rules.pixels import Box
from kernel.ocr import Reader, TextLine

COVER_WORDS_MAX = 2
WAITS_MAX = 3
REREADS_MAX, REREAD_SCALE = 4, 2
ACCEPTING = frozenset({"ok", "okay", "yes", "accept", "allow", "continue"})
DECLINING = frozenset({"cancel", "no", "no thanks", "not now", "close", "dismiss"})


def respond(told: Mapping[str, Any], image: Image.Image, reader: Reader) -> dict[str, Any]:
    """The fields of ACTION_SCHEMA. told: the question; its "instruction" is null where it stands
    on the page."""
    rgb = image.convert("RGB")
    view = _read(rgb, reader)
    history = told.get("history")
    past = Past.read(history if isinstance(history, Sequence) else [])
    instruction = str(told.get("instruction") or view.instruction)
    return _answer(decide(instruction, view, past), view, instruction)


def _read(image: Image.Image, reader: Reader) -> View:
    """Where a mark has no words beside it, their place is read once more by
    itself and twice as large: on a whole page the detector overlooks a short word now and then."""
    pixels = np.asarray(image, dtype=np.uint8)
    lines = list(reader.read(image))
    view = look_at(pixels, lines)
    found = [
        line
        for box in view.unread()[:REREADS_MAX]
        for line in _read_piece(image, box, reader)
        if not any(Box(*line.box).meets(Box(*other.box)) for other in lines)
    ]
    return look_at(pixels, [*lines, *found]) if found else view


def _read_piece(image: Image.Image, box: Box, reader: Reader) -> Sequence[TextLine]:
    piece = image.crop((box.x0, box.y0, box.x1, box.y1))
    larger = piece.resize((piece.width * REREAD_SCALE, piece.height * REREAD_SCALE))
    scale = REREAD_SCALE
    return [
        TextLine(
            line.text,
            box.x0 + line.x0 // scale,
            box.y0 + line.y0 // scale,
            box.x0 + line.x1 // scale,
            box.y0 + line.y1 // scale,
            line.confidence,
        )
        for line in reader.read(larger)
    ]


def decide(instruction: str, view: View, past: Past) -> Move:
    """The next move; need_human where the words or the page are not understood."""
    cover = _cover(view)
    if cover is not None:
        return click(target("start", "press"), cover)
    goals = parse(instruction)
    if not goals and not instruction and len(past.of("start", "wait")) < WAITS_MAX:
        return Move("wait", target("start", "wait"), why="Nothing is told yet.")
    if not goals:
        return Move("need_human", target("end", "lost"), why="The instruction is not understood.")
    aside = _aside(instruction, view)
    if aside is not None:
        return aside
    for place in range(len(goals)):
        move = next_move(Way(place, goals), view, past)
        if move is not None:
            return move
    return over(view, past, goals) or _nothing_left(goals)


def _cover(view: View) -> Box | None:
    """A word or two on an otherwise empty screen: they want to be pressed before anything else."""
    told = view.instruction.split()
    if view.widgets or len(view.lines) + bool(told) != 1:
        return None
    if view.bar is not None and told:
        return view.bar if len(told) <= COVER_WORDS_MAX else None
    line = view.lines[0]
    return Box(*line.box) if len(line.text.split()) <= COVER_WORDS_MAX else None


def _aside(instruction: str, view: View) -> Move | None:
    """A question nobody asked for is declined: two buttons side by side, one of which declines."""
    buttons = view.of_kind("button")
    wanted = instruction.casefold()
    for one in buttons:
        word = one.text.casefold().strip(" .!")
        if word not in DECLINING or re.search(rf"\b{word}\b", wanted) or "dialog" in wanted:
            continue
        if any(
            other.text.casefold().strip(" .!") in ACCEPTING
            and abs(other.box.center_y - one.box.center_y) < view.em
            for other in buttons
        ):
            return click(target(ASIDE, "press", one.text), one.box)
    return None


def _nothing_left(goals: Sequence[Goal]) -> Move:
    why = f"All {len(goals)} parts were carried out and the page does not say that it is over."
    return Move("need_human", target("end", "over"), why=why)


def _answer(move: Move, view: View, instruction: str) -> dict[str, Any]:
    return {
        "observation": f"{move.why} Told: {instruction}"[:600].strip(),
        "page": "unknown",
        "state": "unknown",
        "action": move.action,
        "target": move.target,
        "x": None if move.x is None else permille(move.x, view.width),
        "y": None if move.y is None else permille(move.y, view.height),
        "text_ref": None,
        "text": move.text,
        "submit": move.adds,
        "key": None,
        "direction": move.direction,
        "ask": None,
        "error_code": "stuck" if move.action == "need_human" else None,
        "commit": False,
        "effective_date": None,
        "confidence": 0.3 if move.action == "need_human" else 0.8,
    }
