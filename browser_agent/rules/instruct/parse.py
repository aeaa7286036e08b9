"""Words of an instruction -> goals. Grammar only: nothing here has seen a page."""

import re
from collections.abc import Iterator
from dataclasses import replace

from browser_agent.rules.instruct.goals import (
    LAST,
    Choose,
    Expand,
    Fill,
    Follow,
    Goal,
    Kind,
    Press,
    ReadWord,
    ScrollDown,
    Slide,
)
from browser_agent.rules.instruct.words import plain

PRESSING = "click|press|hit|tap|push|focus|close|dismiss|submit"
TYPING = "enter|type|input|fill|write|put"
CHOOSING = "select|choose|pick|check|tick|mark"
LOOKING = (
    "find|look|locate|navigate|switch|browse|go|use|open|expand|uncollapse|scroll|search|log in"
)
VERBS = f"{PRESSING}|{TYPING}|{CHOOSING}|{LOOKING}"
_JOINTS = re.compile(
    rf"(?:\s*[,;.]\s*|\s+|(?<=Q\d))(?:and\s*then|then|and|to)\s*(?=(?:{VERBS})\b)"
    rf"|\s*[,;.]\s*(?=(?:{VERBS})\b)|[.;]\s+(?=[A-Z])",
    re.IGNORECASE,
)
_CLAUSE = re.compile(rf"^\W*(?P<verb>{VERBS})(?:ing)?\b\s*(?P<rest>.*)$", re.IGNORECASE)
_QUOTED = re.compile(r'"\s*([^"]*?)\s*"')
_HELD = re.compile(r"Q(\d)")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_ORDINAL = re.compile(
    rf"\b(\d+)\s*(?:st|nd|rd|th)\b|\b({'|'.join(_ORDINALS)}|last)\b", re.IGNORECASE
)
_KINDS: tuple[tuple[str, Kind], ...] = (
    (r"radio(?:\s*buttons?)?", "radio"),
    (r"check\s*box(?:es)?", "checkbox"),
    (r"text\s*areas?", "area"),
    (
        r"(?:input\s*)?text\s*box(?:es)?|(?:text|input)\s*fields?|text\s*inputs?|inputs?|fields?",
        "field",
    ),
    (r"buttons?", "button"),
    (r"(?:hyper)?links?", "link"),
    (r"tabs?", "tab"),
    (r"(?:search\s*)?results?", "result"),
    (r"sections?", "section"),
    (r"drop\s*-?\s*downs?", "select"),
    (r"options?|items?|entr(?:y|ies)|folders?|files?|icons?|widgets?|box", "any"),
)
_FILLERS = re.compile(
    r"\b(?:on|onto|into|in|inside|the|a|an|of|at|for|or|and|box|dialog|named|labell?ed|called|"
    r"titled|by|with|below|above|search|input|text)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:\s*\b(?:on|the|a|an)\b)+\s*", re.IGNORECASE)
_NOUN_BEFORE = re.compile(r"(?:\bthe\s+|\band\s+|^)([a-z][a-z -]*?)\s*[:=]?\s*Q(\d)", re.IGNORECASE)
_AS = re.compile(r"^(?:the\s+)?(?P<value>.+?)\s+as\s+(?:the\s+|a\s+)?(?P<label>\w+)", re.IGNORECASE)
_INTO = re.compile(
    r"^(?:the\s+\w+\s+)?(?P<value>\S.*?)\s+(?:in|into|to|for)\s+(?:the\s+)?(?P<label>.+)$"
)
_CASES = re.compile(r"\b(?:all\s+)?(?:upper|lower)\s*-?case(?:\s+letters?)?", re.IGNORECASE)
_EVERY = re.compile(
    r"\b(?:both|(?:all|each|every)(?:\s+of)?(?:\s+the)?\s+(?:text|input|field))", re.I
)
_FACTS = re.compile(r"\b((?:\w+(?:ed|en|de|ung)\s+)?(?:by|from|in|with|of))\s+", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d+")


def parse(instruction: str) -> tuple[Goal, ...]:
    """The goals in their order; () where the words say nothing that is understood."""
    text, quoted = _without_quotes(plain(instruction))
    clauses = [match for part in _JOINTS.split(text) if (match := _CLAUSE.match(part))]
    goals: list[Goal] = []
    hidden = False
    for place, clause in enumerate(clauses):
        verb, rest = clause["verb"].lower(), clause["rest"]
        following = clauses[place + 1]["verb"].lower() if place + 1 < len(clauses) else ""
        if _only_looks(verb, rest, following):
            hidden = hidden or verb != "use"
            continue
        for goal in _goals(verb, rest, quoted):
            if isinstance(goal, Press):
                may_hide = bool(goal.texts) or goal.ordinal is not None
                goals.append(replace(goal, hidden=hidden and may_hide))
                hidden = False
            else:
                goals.append(goal)
    return tuple(goals)


def _without_quotes(text: str) -> tuple[str, list[str]]:
    quoted: list[str] = []

    def keep(match: re.Match[str]) -> str:
        quoted.append(match[1])
        return f" Q{len(quoted) - 1} "

    return plain(_QUOTED.sub(keep, text)), quoted


def _only_looks(verb: str, rest: str, following: str) -> bool:
    """Words that say how or where, and no goal of their own."""
    if verb in {"switch", "navigate", "browse", "look", "go"}:
        return True
    if verb in {"find", "locate"}:
        return not re.search(r"\bword\b", rest) and following in PRESSING.split("|")
    if verb in {"expand", "open", "uncollapse"}:
        return following in {"find", "locate", "look"}
    return verb == "use"


def _goals(verb: str, rest: str, quoted: list[str]) -> Iterator[Goal]:
    if verb == "scroll":
        yield ScrollDown()
    elif verb in {"expand", "open", "uncollapse"}:
        yield Expand(_ordinal(rest) or 1)
    elif verb in {"find", "locate"}:
        yield ReadWord(_ordinal(rest) or LAST) if "word" in rest else _press(rest, quoted)
    elif verb in TYPING.split("|") or verb == "log in":
        yield from _fills(rest, quoted)
    elif verb == "search":
        yield from _search(rest, quoted)
    elif verb in CHOOSING.split("|"):
        yield _choice(rest, quoted)
    elif verb == "submit":
        yield Press(("Submit",), "button")
    else:
        yield _press(rest, quoted, closes=verb in {"close", "dismiss"})


def _press(rest: str, quoted: list[str], *, closes: bool = False) -> Press:
    ordinal, kind = _ordinal(rest), _kind(rest)
    held = _HELD.search(rest)
    if held is not None:
        text = quoted[int(held[1])]
        if re.search(r"Q\d\s*widget", rest):
            return Press((), _kind(text) if _kind(text) != "any" else "field", ordinal or 1)
        return Press((text,), "cross" if closes else kind, ordinal)
    if closes:
        return Press(("x", "close"), "cross")
    texts = tuple(_bare_texts(rest))
    return Press(texts, kind, ordinal)


def _bare_texts(rest: str) -> Iterator[str]:
    """What an unquoted press names: "button ONE", "Tab #1", "the cancel button", "Submit"."""
    words = _LEADING.sub("", _ORDINAL.sub(" ", rest.strip(" .!?")))
    named = words
    for pattern, _ in _KINDS:
        named = re.sub(rf"\b(?:{pattern})(?!\w)", " ", named, flags=re.IGNORECASE)
    core = plain(_FILLERS.sub(" ", named)).strip(" ,.:;")
    if not core:
        return
    found = [words] if re.search(r"#\s*\w+$", words) else []
    found += [_LEADING.sub("", named), core]
    yield from dict.fromkeys(plain(text).strip(" ,.:;") for text in found)


def _fills(rest: str, quoted: list[str]) -> Iterator[Fill]:
    ordinal, every = _ordinal(rest), _EVERY.search(rest) is not None
    held = list(_HELD.finditer(rest))
    if held:
        nouns = {int(each[2]): _LEADING.sub("", each[1]) for each in _NOUN_BEFORE.finditer(rest)}
        for match in held:
            place = int(match[1])
            labels = tuple(filter(None, [nouns.get(place, "").strip(), _label_after(rest)]))
            yield Fill(_cased(quoted[place], rest), labels, ordinal, every)
        return
    if re.match(r"(?:it|that|this|the word|the result)\b", rest):
        yield Fill(None, (), ordinal, every)
        return
    found = _AS.match(rest) or _INTO.match(rest)
    if found is not None:
        yield Fill(_cased(found["value"], rest), (found["label"].strip(" ."),), ordinal, every)
    elif rest.strip(" ."):
        yield Fill(rest.strip(" ."), (), ordinal, every)


def _label_after(rest: str) -> str:
    match = re.search(r"Q\d\s*(?:in|into|to|as|for)\s+(?:the\s+)?(.+)$", rest)
    return "" if match is None else _CASES.sub("", match[1]).strip(" .")


def _cased(value: str, rest: str) -> str:
    if re.search(r"upper\s*-?case|capital letters", rest, re.IGNORECASE):
        return value.upper()
    if re.search(r"lower\s*-?case|small letters", rest, re.IGNORECASE):
        return value.lower()
    return value


def _search(rest: str, quoted: list[str]) -> Iterator[Goal]:
    """ "for saga movies directed by Good from year 2003": each fact has a cue and a value."""
    rest = re.sub(r"^for\s+", "", rest.strip(" ."))
    parts = _FACTS.split(rest)
    facts = [("", parts[0]), *zip(parts[1::2], parts[2::2], strict=True)]
    for cue, words in facts:
        held = _HELD.fullmatch(words.strip())
        if held is not None:
            yield Fill(quoted[int(held[1])], (cue.strip(),))
            continue
        first, *more = words.split()
        number = _NUMBER.fullmatch(words.split()[-1])
        if cue and number and more:  # "from year 2003"
            yield Fill(words.split()[-1], (f"{cue} {words.rsplit(maxsplit=1)[0]}", "date"))
        elif cue:
            yield Fill(words.strip(), (cue,))
        else:  # "saga movies": the last word says what is looked for, not how
            yield Fill(words.rsplit(maxsplit=1)[0] if more else first, ("",))
    yield Press((), "button")


def _choice(rest: str, quoted: list[str]) -> Goal:
    slid = re.match(r"(?:the\s+)?(?:value\s+)?(-?\s*\d+)\s+(?:with|on|using)\b.*\bslider", rest)
    if slid is not None:
        return Slide(int(slid[1].replace(" ", "")))
    if _ordinal(rest) is not None and _kind(rest) != "any":
        return _press(rest, quoted)
    what = re.split(r"\s+(?:from|in|on|using|with)\s+the\b", rest)[0].strip(" .")
    for place, text in enumerate(quoted):
        what = what.replace(f"Q{place}", text)
    if ">" in what:
        return Follow(tuple(part.strip() for part in what.split(">") if part.strip()))
    items = [item.strip(" .") for item in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", what)]
    return Choose(tuple(item for item in items if item and item.lower() not in {"nothing", "none"}))


def _kind(words: str) -> Kind:
    """The first noun that names a kind of control."""
    found = [
        (match.start(), kind)
        for pattern, kind in _KINDS
        if (match := re.search(rf"\b(?:{pattern})(?!\w)", words, re.IGNORECASE))
    ]
    return min(found, key=lambda each: each[0])[1] if found else "any"


def _ordinal(words: str) -> int | None:
    match = _ORDINAL.search(words)
    if match is None:
        return None
    if match[1]:
        return int(match[1])
    return LAST if match[2].lower() == "last" else _ORDINALS.index(match[2].lower()) + 1
