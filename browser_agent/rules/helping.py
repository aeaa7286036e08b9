"""What is told to all customers: help pages, and answers under "How do I cancel?". Nothing of it is
this customer's own state, whatever it says."""

from browser_agent.rules.screen import Screen
from browser_agent.rules.sentences import Sentence
from browser_agent.rules.text import Phrases

HELP = (
    r"(?:get |need )?(?:help|support)(?: (?:cent(?:er|re)|(?:&|and) \w+|desk))?|contact support|"
    r"(?:obtener )?ayuda(?: y \w+)?|\W?necesitas ayuda|servicio al cliente|aide(?: et \w+)?|"
    r"foire aux questions|questions frequentes|hilfe(?: (?:und|&) \w+)?|brauch\w+ (?:du|sie) hilfe|"
    r"haufige? (?:gestellte )?fragen|customer (?:care|service|"
    r"support)|faqs?|questions|ayuda|centro de ayuda|soporte|atencion al cliente|preguntas"
    r"(?: frecuentes)?|aide|centre d'aide|assistance|besoin d'aide|un coup de main|"
    r"service clients?|"
    r"hilfe(?:-?(?:center|bereich))?|kundenservice|kundendienst|fragen(?: (?:und|&) antworten)?|"
    r"ajuda|aiuto|assistenza|supporto|hulp|klantenservice"
)
HELP_PAGE = Phrases(HELP)
# And those with whom one talks.
HELP_LINK = Phrases(
    HELP,
    r"(?:live )?(?:chat|talk|speak)(?: (?:with|to) .{2,40})?|ask (?:our|the) (?:\w+ )?assistant|"
    r"(?:mit .{2,30} )?chatten|chat starten|(?:chatear|hablar) con .{2,40}|"
    r"(?:discuter|parler|chatter) avec .{2,40}",
)
# A question that somebody else is to answer, in the customer's own voice.
ASKED_OF_US = Phrases(
    r"(?:how|where|when|can|what happens)(?: .{0,30})? i(?![^\W_]).{0,60}|how to .{3,60}|"
    r"(?:wie|wo|wann) (?:kann|muss|kundige|beende|storniere|verlangere|bekomme) (?:ich|man).{0,60}|"
    r"(?:wie|wo|wann) (?:kundige|beende|storniere|reaktiviere) ich.{0,60}|kann ich.{3,60}|"
    r"was passiert.{3,60}|(?:como|donde|cuando) (?:puedo|cancelo|me doy|doy|reactivo|hago).{0,60}|"
    r"puedo .{3,60}|que (?:pasa|ocurre|sucede) .{3,60}|"
    r"(?:comment|ou|quand) (?:puis-je|je|faire|resilier|annuler|reactiver|mettre).{0,60}|"
    r"puis-je .{3,60}|que se passe-t-il.{0,60}"
)
MENU_PIXELS = 56
HEADING_PIXELS_MIN, ANSWER_PIXELS, COLUMN_PIXELS, NEXT_PIXELS = 22, 190, 60, 60


def is_help_page(screen: Screen) -> bool:
    """Its first title below the site's own menu says so; "Need help?" further down does not."""
    if screen.dialog is not None:
        return False
    titles = [
        each
        for each in screen.controls
        if each.face is None
        and each.box.height >= HEADING_PIXELS_MIN
        and each.box.y0 >= MENU_PIXELS
        and not each.is_link
    ]
    first = min(titles, key=lambda each: each.box.y0, default=None)
    return first is not None and HELP_PAGE.whole(first.folded)


def told_to_all(screen: Screen) -> frozenset[Sentence]:
    """The sentences of answers, each up to the next gap below its question."""
    if screen.dialog is not None:
        return frozenset()
    asked = [each for each in screen.sentences if _is_question(each)]
    found: set[Sentence] = set()
    for question in asked:
        last = question
        for each in screen.sentences:
            below = 0 <= each.box.y0 - question.box.y0 <= ANSWER_PIXELS
            near = each.box.y0 - last.box.y1 <= NEXT_PIXELS
            own = abs(each.box.x0 - question.box.x0) <= COLUMN_PIXELS
            if each is not question and below and near and own:
                found.add(each)
                last = each
    return frozenset(found)


def _is_question(sentence: Sentence) -> bool:
    said = sentence.folded.lstrip("\u00bf ")
    return sentence.text.rstrip().endswith("?") and ASKED_OF_US.whole(said)
