"""Which blanks of a pattern may be lost: recognition loses them between words.

Not after what takes any letters, nor between any words: there the next word would begin within
another one ("leave paperm|on"). And none within what is repeated: a run of letters would be cut
into words in every way there is, which takes for ever.
"""

import re

LOST = r"\s*"
_KEPT = r"\s+"
# What takes any letters, before a space: "\\w+ ", ".{1,24} ", "(?: \\w+){0,3} ".
_AFTER_ANYTHING = re.compile(r"([}+*]\??\)*) (?!\?)")
_EDGE, _NEEDED, _IN_A_CLASS = "\x00", "\x01", "\x02"
_BETWEEN_WORDS = rf"{LOST}(?!(?<=[^\W_])[^\W_])"
_PARTS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.")
_COUNT = re.compile(r"(?:(\*)|(\+)|\{(\d*)(,?)(\d*)\})(\??)")


def lost_spaces(pattern: str) -> str:
    """The pattern, with spaces that may be lost."""
    spaced = _unrolled(_AFTER_ANYTHING.sub(rf"\1{_EDGE}", pattern))
    spaced = spaced.replace(f"{_NEEDED}?", r"\s?").replace(_NEEDED, _KEPT)
    return spaced.replace(_EDGE, _BETWEEN_WORDS).replace(" ", LOST).replace(_IN_A_CLASS, " ")


def _unrolled(pattern: str) -> str:
    """Each repeated group as its first part and then the others, among which no space is lost."""
    open_groups, made, place = [], "", 0
    for part in _PARTS.finditer(pattern):
        letters = part.group()
        if part.start() < place:
            continue
        if letters == "(":
            open_groups.append(made)
            made = ""
        elif letters == ")":
            count = _COUNT.match(pattern, part.end())
            place = count.end() if count else part.end()
            made = open_groups.pop() + _group(made, count)
        else:
            made += re.sub(f"[ {_EDGE}]", _IN_A_CLASS, letters) if letters[0] == "[" else letters
    return made


def _group(body: str, count: re.Match[str] | None) -> str:
    if count is None:
        return f"({body})"
    star, plus, least, comma, most, lazy = count.groups()
    low = 0 if star else 1 if plus else int(least or 0)
    high = None if star or plus or (comma and not most) else int(most or least)
    if high == 1:
        return f"({body}){count.group()}"
    parts = _alternatives(body.removeprefix("?:"))
    ahead = all(part[:1] == " " for part in parts)
    behind = all(part[-1:] in {" ", _EDGE} for part in parts)
    if not body.startswith("?:") or not (ahead or behind):
        return f"({_needed(body)}){count.group()}"
    words = [part[1:] if ahead else part[:-1] for part in parts]
    word = words[0] if len(words) == 1 else f"(?:{'|'.join(words)})"
    more = f"{{{max(low - 1, 0)},{'' if high is None else high - 1}}}{lazy}"
    row = f"{word}(?:{_NEEDED}{_needed(word)}){more}"
    edge = _EDGE if any(part[-1:] == _EDGE for part in parts) else " "
    row = f" {row}" if ahead else f"{row}{edge}"
    return row if low else f"(?:{row})?{lazy}"


def _needed(body: str) -> str:
    return body.replace(" ", _NEEDED).replace(_EDGE, _NEEDED)


def _alternatives(pattern: str) -> list[str]:
    """Its parts beside each other, none within a group."""
    parts, deep = [""], 0
    for part in _PARTS.findall(pattern):
        deep += (part == "(") - (part == ")")
        if part == "|" and not deep:
            parts.append("")
        else:
            parts[-1] += part
    return parts
