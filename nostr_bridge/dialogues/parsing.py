"""Reading what people type. Pure, and careful: what could mean two things is reported as two."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Action = Literal["cancel", "resume"]
CODE_MIN, CODE_MAX = 3, 10
CARD_DIGITS_MIN = 13

_CANCEL = (
    r"cancel(?:l?ing|lation of)?|stop(?:ping)?|unsubscribe(?: me)?(?: from)?|end|terminate|quit"
    r"|get rid of|drop"
)
_RESUME = (
    r"resume|restart|start(?: up)?|resubscribe(?: me)?(?: to)?|reactivate|renew|re-?start"
    r"|turn (?:back )?on|bring back|subscribe(?: me)?(?: to)?"
)
_POLITE = (
    r"please|pls|plz|kindly|hi|hello|hey|ok|okay|yes|now|just|so|and|then|also|again|bot|there"
    r"|(?:can|could|would|will) (?:you|u|we|i)|i(?:'d| would) (?:like|love) (?:you )?to|you to"
    r"|i(?: really)? (?:want|need|have) (?:you )?to|i(?: wan)?na|let'?s"
    r"|go ahead(?: and)?|help me(?: to)?"
    r"|it'?s time to|to"
)
_LEAD = re.compile(rf"^(?:(?:{_POLITE})\b[\s,.!:;-]*)*", re.IGNORECASE)
_VERB = re.compile(rf"(?P<cancel>{_CANCEL})\b|(?P<resume>{_RESUME})\b", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:don'?t|dont|do not|not|never|no longer|without|except)\b", re.IGNORECASE
)
_AT_MOST = re.compile(
    r"[\s,(]+(?:for |at )?(?:at most|max(?:imum)?\.?|up to|no more than|not more than|"
    r"not over|under|below|limit(?: of)?|<=?)\s*:?\s*"
    r"(?:[$\u20ac\u00a3]|usd|eur|gbp)?\s?(?P<amount>\d{1,4}(?:[.,]\d{1,2})?)(?!\d)"
    r"\s?(?:[$\u20ac\u00a3]|usd|eur|gbp|dollars?|euros?|pounds?)?"
    r"(?:\s?(?:/|a|per) ?mo(?:nth)?)?\)?$",
    re.IGNORECASE,
)
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-"})
_PADDING = re.compile(
    r"\b(?:please|pls|plz|thanks?(?: you)?|thx|now|bot|hi|hello|hey|ok|okay|the|my|me|a)\b", re.I
)

COMMANDS: dict[str, frozenset[str]] = {
    "help": frozenset({"help", "?", "commands", "menu", "info", "usage", "what can you do"}),
    "status": frozenset(
        {"status", "state", "queue", "how is it going", "how's it going", "any news", "progress",
         "update", "what is happening", "what's happening", "where are we"}
    ),
    "abort": frozenset(
        {"abort", "abort it", "abort job", "never mind", "nevermind", "forget it", "stop it",
         "cancel job", "stop job", "abort that", "stop that", "undo"}
    ),
    "pay": frozenset(
        {"pay", "invoice", "bill", "payment", "pay invoice", "how do i pay", "i want to pay",
         "send invoice", "new invoice", "resend invoice"}
    ),
    "balance": frozenset(
        {"balance", "my balance", "funds", "my funds", "how much do i have", "credit",
         "what is my balance", "what's my balance", "show balance", "account balance"}
    ),
    "login": frozenset(
        {"login", "log in", "sign in", "signin", "log me in", "login code", "web", "website"}
    ),
    "price": frozenset(
        {"price", "prices", "pricing", "cost", "costs", "fee", "how much", "how much is it",
         "what does it cost", "how much does it cost"}
    ),
    "greeting": frozenset({"hi", "hello", "hey", "gm", "good morning", "hola", "yo", "start"}),
    "thanks": frozenset(
        {"thanks", "thank you", "thx", "ty", "great", "ok", "okay", "cool", "nice"}
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownService:
    """slug, the name people are shown, and every spelling they may use."""

    slug: str
    name: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """A verb and what it was said about. doubtful: negated, or two verbs that contradict.
    max_price: of a resume, what the site may charge at most, in its own currency: "15.49"."""

    action: Action
    rest: str
    doubtful: bool = False
    max_price: str = ""


def plain(text: str) -> str:
    """One line, straight quotes, single spaces."""
    return " ".join(text.translate(_QUOTES).split())


def find_command(text: str) -> str | None:
    """The one-word command that the whole message is, politeness aside."""
    bare = re.sub(r"[\s/!.,:;\"]+", " ", plain(text).casefold()).strip()
    stripped = bare if bare == "?" else bare.strip("? ")
    without_padding = " ".join(_PADDING.sub(" ", stripped).split())
    for spoken in (stripped, without_padding):
        for command, spellings in COMMANDS.items():
            if spoken in spellings:
                return command
    return None


def find_request(text: str) -> Request | None:
    """A message that begins, politeness aside, with "cancel", "resume" or a word like them.

    A verb further in ("how do I cancel?") asks something else and is no request.
    """
    line = plain(text)
    lead = _LEAD.match(line)
    start = lead.end() if lead else 0
    negated_lead = re.match(r"(?:don'?t|dont|do not|never)\s+", line[start:], re.IGNORECASE)
    verb = _VERB.match(line, start + (negated_lead.end() if negated_lead else 0))
    if verb is None:
        return None
    action: Action = "cancel" if verb["cancel"] else "resume"
    rest, max_price = line[verb.end() :].strip(" .,!?;:"), ""
    limit = _AT_MOST.search(f" {rest}") if action == "resume" else None
    if limit is not None and limit.start() > 0:  # "resume Max 2" names a service
        rest, max_price = rest[: limit.start() - 1], limit["amount"].replace(",", ".")
    other = _VERB.search(rest)
    contradicts = other is not None and (other["cancel"] is None) == (action == "cancel")
    doubtful = bool(negated_lead) or bool(_NEGATION.search(rest)) or contradicts
    return Request(action, rest, doubtful, max_price)


def mentioned(text: str, known: Iterable[KnownService]) -> tuple[KnownService, ...]:
    """Services named, in that order. The longest spelling wins: "HBO Max" is not "HBO"."""
    words = _folded(text)
    found: list[tuple[int, KnownService]] = []
    spellings = [
        (_folded(spelling), service)
        for service in known
        for spelling in {service.slug, service.name, *service.spellings}
    ]
    for spelling, service in sorted(spellings, key=lambda pair: -len(pair[0])):
        pattern = r"\b" + r"\s?".join(map(re.escape, spelling.split())) + r"\b"
        for match in re.finditer(pattern, words) if spelling else ():
            found.append((match.start(), service))
            words = words[: match.start()] + " " * len(match[0]) + words[match.end() :]
    in_order = [service for _, service in sorted(found, key=lambda pair: pair[0])]
    return tuple(dict.fromkeys(in_order))


def nearest(text: str, known: Iterable[KnownService]) -> KnownService | None:
    """The service a slip of the finger may have meant."""
    by_spelling = {
        _folded(spelling).replace(" ", ""): service
        for service in known
        for spelling in (service.slug, service.name, *service.spellings)
    }
    words = _folded(text).split()
    for size in (2, 1):
        for start in range(len(words) - size + 1):
            wanted = "".join(words[start : start + size])
            close = get_close_matches(wanted, by_spelling, n=1, cutoff=0.75)
            if close:
                return by_spelling[close[0]]
    return None


def _folded(text: str) -> str:
    signs = text.casefold().replace("+", " plus ").replace("&", " and ")
    return " ".join(re.sub(r"[^\w\s]|_", " ", signs).split())


# --- codes ------------------------------------------------------------

_DIGITS = re.compile(r"(?<![\w.,:/$€£-])\d+(?:[ -]\d+)*(?![\w:/%]|[.,]\d|-\w)")
_MIXED = re.compile(
    r"(?<![\w-])(?=[A-Za-z0-9-]*\d)(?=[A-Za-z0-9-]*[A-Za-z])[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?![\w-])"
)
_MEASURE = re.compile(
    r"\d+(?:st|nd|rd|th|am|pm|h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?|d|days?|x|k)$", re.I
)
_LABELLED = re.compile(r"^[A-Z]-(\d{5,8})$")  # "G-482913": the letter names the sender
_LETTERS = re.compile(r"^[A-Z]{4,10}$")
_AFTER_CODE = re.compile(
    r"\b(?:code|otp|pin|passcode|cvv|cvc|number)\b(?:\s+(?:is|was|it's|says?))?[\s:=\"'-]*$", re.I
)
_SPELLED = re.compile(r"\bcode(?: is| was|:)?[\s\"']+([A-Z]{4,10})\b")


def find_codes(text: str, *, digits_only: bool = False) -> tuple[str, ...]:
    """Every one-time code the text may hold, separators removed; one entry means no doubt.

    3 to 10 characters: "123 456", "12-34-56", "AB-1234", "G-482913" (whose letter is a label), also
    inside a sentence. Among several, one that directly follows "code" wins.
    digits_only: a card's security code, 3 or 4 digits.
    """
    line = plain(text).strip(" .!\"'")
    whole = _whole_code(line)
    if whole is not None and not digits_only:
        return (whole,)
    spots = _spots(line)
    if digits_only:
        spots = [(at, code) for at, code in spots if code.isdigit() and len(code) in {3, 4}]
    codes = dict.fromkeys(code for _, code in spots)
    named = dict.fromkeys(code for at, code in spots if _AFTER_CODE.search(line[:at]))
    return tuple(named) if len(named) == 1 else tuple(codes)


def has_card_number(text: str) -> bool:
    """Thirteen digits or more in a row: nothing anybody should send to a bot."""
    return any(
        len(re.sub(r"\D", "", match[0])) >= CARD_DIGITS_MIN for match in _DIGITS.finditer(text)
    )


def looks_like_a_code(text: str) -> bool:
    """Nothing but a code, or a sentence about one: said when no code is wanted."""
    line = plain(text).strip(" .!\"'")
    about = re.search(r"\b(?:code|otp|pin|cvv|cvc|passcode)\b", line, re.IGNORECASE)
    return _whole_code(line) is not None or bool(about and _spots(line))


def _whole_code(line: str) -> str | None:
    labelled = _LABELLED.match(line)
    if labelled:
        return labelled[1]
    pieces = line.replace("-", " ").split()
    joined = "".join(pieces)
    if not CODE_MIN <= len(joined) <= CODE_MAX or not joined.isascii() or not joined.isalnum():
        return None
    if len(pieces) == 1 and (_LETTERS.match(line) or _is_mixed(line)):
        return joined
    if all(piece.isdigit() for piece in pieces):
        return joined if _joinable(pieces) else None
    all_caps = all(piece.isdigit() or piece.isupper() for piece in pieces)
    return joined if all_caps and any(piece.isdigit() for piece in pieces) else None


def _is_mixed(word: str) -> bool:
    has_digit = any(letter.isdigit() for letter in word)
    return has_digit and not word.isdigit() and not _MEASURE.fullmatch(word)


def _joinable(pieces: list[str]) -> bool:
    """ "123 456" is one code; "123456 2" is a code and a number beside it."""
    lengths = [len(piece) for piece in pieces]
    return max(lengths) - min(lengths) <= 1


def _spots(line: str) -> list[tuple[int, str]]:
    """Where codes stand in the line."""
    spots = []
    for match in _MIXED.finditer(line):
        labelled = _LABELLED.match(match[0])
        code = labelled[1] if labelled else match[0].replace("-", "")
        if CODE_MIN <= len(code) <= CODE_MAX and not _MEASURE.fullmatch(match[0]):
            spots.append((match.start(), code))
    for match in _DIGITS.finditer(line):
        pieces = re.split(r"[ -]", match[0])
        joined = "".join(pieces)
        if _joinable(pieces) and CODE_MIN <= len(joined) <= CODE_MAX:
            spots.append((match.start(), joined))
            continue
        spots += [
            (match.start() + match[0].index(piece), piece)
            for piece in pieces
            if CODE_MIN <= len(piece) <= CODE_MAX
        ]
    spots += [(match.start(1), match[1]) for match in _SPELLED.finditer(line)]
    return sorted(spots)
