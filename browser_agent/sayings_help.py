"""What an account page says to everybody: help centres and the answers under a customer's question.

For `sayings`, which weighs what is left. Words of its own, as there.
"""

from collections.abc import Sequence
from statistics import median

from browser_agent.lexicon import plain
from browser_agent.strokes import Wording
from kernel.ocr import TextLine

TITLE = Wording(
    r"((visit|our|the) )?(help|support)( ?(cent(er|re)|desk|hub|pages?|& \w+|and \w+))?|"
    r"(customer|member) (help|support|care|service)s?|faqs?|frequently asked questions|"
    r"(hilfe|hilfe-?center|hilfebereich|kundenservice|kundendienst|haufige fragen|"
    r"haufig gestellte fragen)( (und|&) \w+)?|"
    r"(centro de )?ayuda( y \w+)?|preguntas frecuentes|soporte|atencion al cliente|"
    r"(centre d')?aide( et \w+)?|questions frequentes|foire aux questions|service clients?|"
    r"(central de )?ajuda|(centro )?assistenza|aiuto|klantenservice|hulp"
)
QUESTION = Wording(
    r"((how|where|when|why|can|what happens)\b.*\bi\b.*|how to\b.*|"
    r"(wie|wo|wann|warum|was passiert)\b.*\b(ich|man|meine?)\b.*|kann ich\b.*|"
    r"(como|donde|cuando|puedo|que (pasa|ocurre))\b.*|"
    r"(comment|ou|quand|puis-je|que se passe-t-il)\b.*)\?"
)
TALL, TITLE_PIXELS, MENU_PIXELS = 1.3, 22, 56
ANSWER_PIXELS, GAP_PIXELS, SHIFT_PIXELS = 190, 60, 60


def without_answers(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines that may speak of this customer: none of a help page, and of other pages all but
    what stands under a question such as "How do I cancel?"."""
    tall = [line for line in lines if _is_tall(line, lines)]
    first = min(tall, key=lambda line: line.y0, default=None)
    if first is not None and TITLE.fullmatch(plain(first.text).strip(" ?!.")):
        return []
    told: set[TextLine] = set()
    for question in lines:
        if QUESTION.fullmatch(plain(question.text).strip()):
            told |= _answer_to(question, lines)
    return [line for line in lines if line not in told]


def _is_tall(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """A title, below the site's own menu."""
    usual = median(each.height for each in lines)
    return line.height >= max(TITLE_PIXELS, usual * TALL) and line.y0 >= MENU_PIXELS


def _answer_to(question: TextLine, lines: Sequence[TextLine]) -> set[TextLine]:
    found: set[TextLine] = set()
    end = question.y1
    for line in sorted(lines, key=lambda each: each.y0):
        if line is question or abs(line.x0 - question.x0) > SHIFT_PIXELS:
            continue
        if line.y0 >= question.y0 and line.y0 - end <= GAP_PIXELS:
            if line.y0 - question.y1 > ANSWER_PIXELS:
                break
            found.add(line)
            end = line.y1
    return found
