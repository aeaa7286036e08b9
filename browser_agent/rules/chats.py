"""A talk with a site's assistant: what was answered stays in sight and is no button any more."""

from dataclasses import replace
from typing import TYPE_CHECKING

from browser_agent.notices import is_copyright
from browser_agent.rules.inputs import Field
from browser_agent.rules.move import Move, wait
from browser_agent.rules.pixels import Box
from browser_agent.rules.screen import Control, Screen
from browser_agent.rules.text import Phrases

if TYPE_CHECKING:
    from browser_agent.rules.case import Case

MESSAGE = Phrases(
    r"(?:type|write|enter|send)(?: \w+){0,2} (?:message|reply|answer|question)(?: here)?|"
    r"message \w+|"
    r"ask (?:me )?(?:anything|something|a question)",
    r"(?:schreib\w*|gib)(?: \w+){0,3} (?:nachricht|antwort|frage)(?: ein)?|"
    r"(?:nachricht|antwort|frage) (?:schreiben|eingeben|senden)",
    r"(?:ecri\w+|tapez|saisi\w+|envoye\w*)(?: \w+){0,3} (?:message|reponse|question)",
    r"escrib\w+(?: \w+){0,3} (?:mensaje|respuesta|pregunta)",
)
WRITING = Phrases(
    r"\w+ is (?:typing|writing)|\w+ schreibt(?: gerade)?|\w+ (?:est en train d'ecrire|ecrit)|"
    r"\w+ esta escribiendo"
)
ASSISTANT = Phrases(
    r"(?:virtual|digital|ai|support) assistant|chat ?bot",
    r"(?:i'?m|je suis|ich bin|soy) .{2,24} (?:assistante?|assistent(?:in)?|asistente)",
    r"(?:your|votre|dein\w*|ihr\w*|tu) (?:\w+ )?(?:assistante?|assistent(?:in)?|asistente)",
    r"virtuelle[rn]? assistent(?:in)?|digitale[rn]? assistent(?:in)?",
    r"assistante? virtuel(?:le)?|asistente virtual",
    r"(?:how|what) can i (?:help|do for you)|(?:wie|womit) kann ich (?:dir |ihnen )?helfen|"
    r"(?:comment|en quoi|que) puis-je (?:vous |t')?(?:aider|faire pour vous)|"
    r"en que (?:te |le )?puedo ayudar(?:te|le)?|como puedo ayudar(?:te|le)",
)
WAITS_MAX, HEADER_PIXELS = 3, 70
OUR_SHARE, EDGE_PIXELS, SENDER_PIXELS = 0.55, 12, 170
GROUNDS = 90  # of 255: a bubble's from the page's
INSIDE = frozenset({"offer", "survey", "confirm"})


def message_field(screen: Screen) -> Field | None:
    """The line in which one would write to the assistant; a form's text area is none."""
    lines = [each for each in screen.fields if not each.area and MESSAGE.whole(each.label)]
    return lines[-1] if lines else None


def names_an_assistant(screen: Screen) -> bool:
    """One that offers its answers as buttons, and has no line to write in."""
    return any(ASSISTANT(each.folded) for each in screen.sentences)


def is_sender(field: Field, control: Control) -> bool:
    """The button at the end of that line: it would send what nobody has written."""
    box = control.face or control.box
    return field.box.y0 <= box.center_y <= field.box.y1 and control.box.x0 >= field.box.x0


def is_on_our_side(screen: Screen, line: Field | None, face: Box) -> bool:
    """At the right end of the talk's column, above the line in which one would write; the page
    beside a talk in its corner is none of it."""
    if line is None:
        return face.center_x > OUR_SHARE * screen.width
    ends = line.box.x1 - EDGE_PIXELS <= face.x1 <= line.box.x1 + SENDER_PIXELS
    return ends and line.box.x0 <= face.x0 and face.y1 <= line.box.y0


def is_bubble(screen: Screen, control: Control, *, named: bool = True) -> bool:
    """Words to an assistant on a ground of their own, no button's: their bubble is wider than they
    are, at whichever side; the ground of the copyright is the last rows'. named: the assistant's
    greeting has to be in sight."""
    if control.face is not None or (named and not names_an_assistant(screen)):
        return False
    grounds = [each.ink.paper for each in screen.controls if each is not control]
    if not grounds:
        return False
    if any(x.ink.paper == control.ink.paper and is_copyright(x.text) for x in screen.controls):
        return False
    page = max(set(grounds), key=grounds.count)
    return max(abs(one - two) for one, two in zip(control.ink.paper, page, strict=True)) > GROUNDS


def latest(case: "Case") -> "Case":
    """Without what was said before our own last answer: its questions have been answered."""
    if not case.is_talk:
        return case
    end = case.talk.box.y0 if case.talk is not None else case.screen.height
    given = [each.box.y1 for each in case.screen.controls if case.is_answered(each)]
    top = max((each for each in given if each < end), default=0)
    head = min(top, HEADER_PIXELS)  # the site's own menu stands above all of it
    controls = tuple(x for x in case.screen.controls if x.box.y0 >= top or x.box.y1 <= head)
    sentences = tuple(each for each in case.screen.sentences if each.box.y0 >= top)
    return replace(case, screen=replace(case.screen, controls=controls, sentences=sentences))


def wait_for_answer(case: "Case", page: str) -> Move | None:
    """Begun, and nothing to press: the assistant is still writing."""
    last = case.question.last
    answered = last is not None and last.page in INSIDE and last.action in {"click", "wait"}
    writes = any(WRITING.whole(each.folded.rstrip(".")) for each in case.screen.sentences)
    waits = writes or (case.is_talk and answered)
    if not waits or case.question.tail("wait") >= WAITS_MAX:
        return None
    return wait(page, "The assistant has not answered yet.")
