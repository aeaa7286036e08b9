"""Reading a frame and taking the customer out of it, before it goes to a model or to disk.

Every secret that OCR can see is painted over, by fuzzy match, because OCR errs and so do sites
("m***@example.org" is not found and need not be). A field that a secret was typed into is painted
over by its place, as long as the page stays. Names cut from an e-mail's local part go too.
"""

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from browser_agent.desktop import Box
from browser_agent.hidings import INK_STEP, Hiding, has_gone
from browser_agent.line_rows import own_rows
from browser_agent.strokes import one_stroke, plain
from browser_agent.vault import Vault
from kernel.channels import most
from kernel.ocr import TextLine

Pixels = NDArray[np.uint8]
DARK, LIGHT = (40, 44, 52), (232, 234, 238)
BRIGHT = 3 * 120
WORD_GAP = 0.16
SNAP_CHARACTERS = 2.5
INWARD_CHARACTERS = 0.8
NAME_CHARACTERS_MIN = 4
DIGITS_SHORT = 4
ERRORS_PER_CHARACTER = 0.2
MARGIN_CHARACTERS = 1.5
BLANK_STEP = 24
SURE_MIN, PART_LETTERS = 0.85, 4
_ASKS_FOR = re.compile(
    r"\b(?:pass(?:word|code|wort)|kennwort|contrasena|clave|mot de passe|senha|parola|wachtwoord|"
    r"code|codigo)\b"
)
CARET_PIXELS_MAX = 3
LABEL_PIXELS_MIN, LABEL_PIXELS_MAX, LABEL_SHARE = 9, 22, 0.62

# Local parts such as "tv.account@..." must not blind the model to the words it works with.
ORDINARY_WORDS = frozenset(
    re.findall(
        r"\w+",
        "account accounts active billing cancel cancellation card code confirm contact continue"
        " email family finish guest hello help home info login mail member membership movie movies"
        " music name number offer payment pause plan premium price profile profiles renew restart"
        " resume sign stream streaming subscription subscriptions support test user users video"
        " watch with your",
    )
)
_LAST_DIGITS = re.compile(
    r"(?:[•·●∙*x.]{3,}|\bend(?:ing|s)\s+(?:in|with)|\bterminad[ao]\s+en|\bendet\s+auf"
    r"|\bse\s+terminant\s+par)\s*(\d{4})(?!\d)",
    re.IGNORECASE,
)
CROSSED_SHARE, PIECE_SHARE = 0.3, 0.6
LABEL_WORDS_MIN, LABEL_LETTERS_MIN = 2, 8
_IN_A_DATE = re.compile(r"\d[,./] ?\d")
_PHONE = re.compile(r"(?<!\w)\+\d(?:[\s().-]{0,2}\d){8,14}(?!\d)")
# A greeting is a line of its own: whom it names is the customer, though no secret told the name.
_GREETED = re.compile(
    r"^(?:hello|hi|hey|welcome(?: back)?|good (?:morning|afternoon|evening)|hola|"
    r"bienvenid[oa](?: de nuevo)?|bonjour|bienvenue|hallo|guten (?:tag|morgen|abend)|"
    r"willkommen(?: zur(?:\u00fc|u)ck)?|ol(?:\u00e1|a)|ciao|benvenut[oa]|welkom)[, ]+"
    r"(?:(?:frau|herr|mr|mrs|ms|dr|mme|sr|sra)\.? )*"
    r"((?-i:[A-Z\u00c0-\u00dd])[^\W\d_]+(?:[ '-](?-i:[A-Z\u00c0-\u00dd])[^\W\d_]+)?)\s?[!,.]?$",
    re.IGNORECASE,
)
NOBODY = frozenset(
    {"again", "back", "there", "everyone", "all", "zusammen", "todos", "anmelden"}
    | {"identif\u00edcate", "identificate"}
)
_CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")
_LOOKALIKES = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "!": "l", "5": "s", "8": "b"})


def mask(
    image: Image.Image,
    lines: Sequence[TextLine],
    vault: Vault,
    fields: Iterable[Hiding] = (),
) -> tuple[Image.Image, tuple[TextLine, ...]]:
    """The picture and its lines without the customer. The originals are left as they are.

    fields: places where a secret was typed on this page. One that is blank by now holds none, and
    a name painted there would tell that the field is filled; where other things stand about it,
    the page has gone on, and what is there now is not that field.
    """
    pixels: Pixels = np.asarray(image)
    typed = [
        field
        for field in fields
        if not field.away
        and not _is_blank(pixels, field.box)
        and not has_gone(image, field)
        and not _holds_other_words(field, lines, vault)
    ]
    places, clean = list(typed), list[TextLine]()
    for line in lines:
        # Found words cover what lies in them, and no line that only overlaps with theirs.
        over = [each for each in typed if _covers(each.box, line)]
        over += [each for each in places[len(typed) :] if _lies_in(line, each.box)]
        if over:
            name = over[0].name
            clean.append(dataclasses.replace(line, text=f"[{name}]"))
            continue
        found = find_secrets(line.text, vault)
        rows = own_rows(pixels, line, lines) if found else range(line.y0, line.y1)
        places += [Hiding(_part(pixels, line, cut, rows), name) for *cut, name in found]
        clean.append(dataclasses.replace(line, text=_replaced(line.text, found)))
    painted = image.copy()
    for place in places:
        _paint(painted, place)
    return painted, tuple(clean)


def _lies_in(line: TextLine, box: Box) -> bool:
    """A piece of a word that was found whole: all of its width, most of its height."""
    within = min(box[3], line.y1) - max(box[1], line.y0)
    return box[0] <= line.x0 and line.x1 <= box[2] and within >= PIECE_SHARE * line.height


def _holds_other_words(field: Hiding, lines: Sequence[TextLine], vault: Vault) -> bool:
    """The next form may have its field in the same place, with "Enter your password" in it, and a
    form that comes back with an error stands lower: its labels lie where the dots were. Never where
    four letters of the secret are read there, nor of a code."""
    if field.name == "email":
        read = [line for line in lines if _covers(field.box, line)]
        other = _ASKS_FOR.search(plain(" ".join(line.text for line in read))) is not None
    else:
        read = [line for line in lines if _crosses(field.box, line)]
        gone = field.name == "password" and field.left
        other = gone and all(_is_a_sentence(line.text) for line in read)
    if not read or not other or min(line.confidence for line in read) < SURE_MIN:
        return False
    text = one_stroke("".join(line.text for line in read).casefold())
    known = [one_stroke(value.casefold()) for name, value in vault.ever() if name == field.name]
    parts = {value[at : at + PART_LETTERS] for value in known for at in range(len(value))}
    return not any(len(part) == PART_LETTERS and part in text for part in parts)


def _crosses(box: Box, line: TextLine) -> bool:
    """Three tenths of its height lie in the place, or of the place's: a row of dots is low."""
    within = min(box[3], line.y1) - max(box[1], line.y0)
    high = min(line.height, box[3] - box[1])
    return box[0] < line.x1 and line.x0 < box[2] and within >= CROSSED_SHARE * high


def _is_a_sentence(text: str) -> bool:
    """Several words of letters, as a label has and a password hardly."""
    words = [each for each in text.split() if each.strip(".,:;!?*'\u2019\"()").isalpha()]
    return len(words) >= LABEL_WORDS_MIN and sum(map(len, words)) >= LABEL_LETTERS_MIN


def _is_blank(pixels: Pixels, box: Box) -> bool:
    """One colour, or a caret on it."""
    x0, y0, x1, y1 = (max(edge, 0) for edge in box)
    patch = pixels[y0:y1, x0:x1].astype(np.int16)
    if patch.size == 0:
        return False
    paper = np.median(patch.reshape(-1, patch.shape[-1]), axis=0)
    drawn = (most(np.abs(patch - paper)) > BLANK_STEP).any(axis=0)
    return int(drawn.sum()) <= CARET_PIXELS_MAX


def hide(text: str, vault: Vault) -> str:
    """The text without the customer: what a model says about a picture, before it is kept."""
    return _replaced(text, find_secrets(text, vault))


def find_secrets(text: str, vault: Vault) -> list[tuple[int, int, str]]:
    """(start, end, name) of each secret in a line, in order, not overlapping."""
    plain, origin = _plain(text)
    found: list[tuple[int, int, str]] = []
    for name, value in _needles(vault):
        for start, end in _matches(plain, text, origin, name, value):
            if not any(start < other_end and other < end for other, other_end, _ in found):
                found.append((start, end, name))
    for start, end, name in _of_theirs(text):
        if not any(start < other_end and other_start < end for other_start, other_end, _ in found):
            found.append((start, end, name))
    return sorted(found)


def _of_theirs(text: str) -> list[tuple[int, int, str]]:
    """What nobody gave us and is the customer's all the same: numbers of a card, whole or its last
    digits, or of a telephone with its country; the name in a greeting."""
    found = [(*match.span(1), "digits") for match in _LAST_DIGITS.finditer(text)]
    found += [(*match.span(), "phone") for match in _PHONE.finditer(text)]
    greeted = _GREETED.match(text.strip())
    if greeted is not None and greeted[1].casefold() not in NOBODY:
        begins = len(text) - len(text.lstrip())
        found.append((begins + greeted.start(1), begins + greeted.end(1), "name"))
    for match in _CARD.finditer(text):
        digits = [int(one) for one in match.group() if one.isdigit()]
        if _is_card_number(digits):
            found.append((*match.span(), "number"))
    return found


def _is_card_number(digits: list[int]) -> bool:
    """The check digit that every card has; one in ten other numbers has it by chance."""
    doubled = [d if i % 2 == 0 else d * 2 - 9 * (d > 4) for i, d in enumerate(reversed(digits))]  # noqa: PLR2004
    return sum(doubled) % 10 == 0


def _needles(vault: Vault) -> list[tuple[str, str]]:
    """What to look for, longest first, so that an address goes before the name in it."""
    needles: list[tuple[str, str]] = []
    for name, value in vault.ever():
        needles.append((name, value))
        if name == "email" and "@" in value:
            local = value.split("@")[0]
            parts = [part for part in re.split(r"[\W\d_]+", local) if _is_name(part)]
            needles += [("name", part) for part in parts]
            if parts or any(map(str.isdigit, local)):
                needles.append(("email", local))
    return sorted(set(needles), key=lambda needle: -len(needle[1]))


def _is_name(part: str) -> bool:
    return len(part) >= NAME_CHARACTERS_MIN and part.casefold() not in ORDINARY_WORDS


def _matches(
    plain: str, text: str, origin: list[int], name: str, value: str
) -> list[tuple[int, int]]:
    wanted = "".join(_plain(value)[0])
    if not wanted or (name == "email" and len(wanted) < NAME_CHARACTERS_MIN):
        return []
    if value.isdigit() and len(value) <= DIGITS_SHORT:
        return [m.span() for m in re.finditer(rf"(?<![\d.,]){value}(?![\d.,%])", text)]
    allowed = int(len(wanted) * ERRORS_PER_CHARACTER) if len(wanted) >= NAME_CHARACTERS_MIN else 0
    if value.isdigit() or name == "name":
        allowed = min(allowed, 1)
    spans = []
    for start, end in _approximate(plain, wanted, allowed):
        left, right = origin[start], origin[end - 1] + 1
        shown = text[left:right]
        exact = re.sub(r"\D", "", shown) == re.sub(r"\D", "", value)
        if name == "code" and not exact and _IN_A_DATE.search(shown):
            continue  # "7, 2026" is a day, though all but one of the code's digits are its
        if name == "name" and not _stands_alone(text, left, right):
            continue
        spans.append((left, right))
    return spans


def _approximate(text: str, wanted: str, errors_max: int) -> list[tuple[int, int]]:
    """Places in text within errors_max edits of wanted (Sellers' algorithm), best first."""
    row = [(i, 0) for i in range(len(wanted) + 1)]  # (edits, where the match began)
    ends: list[tuple[int, int, int]] = []
    for j, letter in enumerate(text, 1):
        diagonal, row[0] = row[0], (0, j)
        for i, asked in enumerate(wanted, 1):
            best = min(
                (diagonal[0] + (letter != asked), diagonal[1]),
                (row[i][0] + 1, row[i][1]),
                (row[i - 1][0] + 1, row[i - 1][1]),
            )
            diagonal, row[i] = row[i], best
        if row[-1][0] <= errors_max and row[-1][1] < j:
            ends.append((row[-1][0], row[-1][1], j))
    spans: list[tuple[int, int]] = []
    for _, start, end in sorted(ends):
        if not any(start < taken_end and taken < end for taken, taken_end in spans):
            spans.append((start, end))
    return spans


def _plain(text: str) -> tuple[str, list[int]]:
    """Letters without case, accents, blanks and OCR's favourite mistakes, and where each stood."""
    letters: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character.casefold()):
            if unicodedata.combining(part) or part.isspace():
                continue
            letters.append(part.translate(_LOOKALIKES))
            origin.append(place)
    return "".join(letters), origin


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not before.isalnum() and not after.isalnum()


def _replaced(text: str, found: list[tuple[int, int, str]]) -> str:
    for start, end, name in reversed(found):
        text = f"{text[:start]}[{name}]{text[end:]}"
    return text


def _part(pixels: Pixels, line: TextLine, cut: Sequence[int], rows: range) -> Box:
    """The box of text[start:end]: by letter widths, moved to the blank between words nearby.

    Where there is none, a margin covers how rough letter widths are. rows: of pixels that are the
    line's own.
    """
    start, end = cut
    font = ImageFont.load_default(LABEL_PIXELS_MAX)
    scale = (line.x1 - line.x0) / max(font.getlength(line.text), 1.0)
    letter = (line.x1 - line.x0) / max(len(line.text), 1)
    x0, x1 = (line.x0 + font.getlength(line.text[:at]) * scale for at in (start, end))
    blanks = _blank_columns(pixels, line, rows)
    left = _edge(blanks, line, x0, letter, side=-1)
    right = _edge(blanks, line, x1, letter, side=1)
    return (
        int(left) if start else line.x0 - 2,
        rows.start,
        int(right) + 1 if end < len(line.text) else line.x1 + 3,
        rows.stop,
    )


def _edge(blanks: list[int], line: TextLine, x: float, letter: float, *, side: int) -> float:
    """Where the paint ends: the nearest blank between words, else the estimate and a margin."""
    outward = [(line.x0 + blank - x) * side / letter for blank in blanks]
    near = [step for step in outward if -INWARD_CHARACTERS <= step <= SNAP_CHARACTERS]
    return x + side * letter * min(near, key=abs, default=MARGIN_CHARACTERS)


def _blank_columns(pixels: Pixels, line: TextLine, rows: range) -> list[int]:
    """Middles of the gaps between a line's words, in pixels from its left."""
    top, bottom = max(line.y0, rows.start, 0), min(line.y1, rows.stop)
    area = pixels[top:bottom, max(line.x0, 0) : line.x1].astype(np.int16)
    if area.size == 0:
        return []
    ground = np.median(area.reshape(-1, 3), axis=0)
    inked = (most(np.abs(area - ground)) > INK_STEP).any(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate(([1], inked.astype(np.int8), [1]))))
    gaps = zip(edges[::2], edges[1::2], strict=False)
    wide = max(line.height * WORD_GAP, 2)
    return [int(begin + end) // 2 for begin, end in gaps if end - begin >= wide]


def _covers(box: Box, line: TextLine) -> bool:
    return box[0] <= line.center_x < box[2] and box[1] <= line.center_y < box[3]


def _paint(picture: Image.Image, place: Hiding) -> None:
    """A flat box in the colour around it: it must read as text, not as a field or a button."""
    x0, y0, x1, y1 = place.box
    x0, y0, x1, y1 = max(x0, 0), max(y0, 0), min(x1, picture.width), min(y1, picture.height)
    if x1 - x0 < 1 or y1 - y0 < 1:
        return
    rim = np.asarray(picture.crop((x0, y0, x1, y1)))
    around = np.concatenate((rim[0], rim[-1], rim[:, 0], rim[:, -1]))
    ground = tuple(int(channel) for channel in np.median(around, axis=0))
    ink = DARK if sum(ground) > BRIGHT else LIGHT
    pen = ImageDraw.Draw(picture)
    pen.rectangle((x0, y0, x1 - 1, y1 - 1), fill=ground)
    high = min(max(int((y1 - y0) * LABEL_SHARE), LABEL_PIXELS_MIN), LABEL_PIXELS_MAX)
    pen.text(
        (x0 + 3, (y0 + y1) / 2),
        f"[{place.name}]",
        fill=ink,
        font=ImageFont.load_default(high),
        anchor="lm",
    )
