"""A way out in plain letters at the end of a line: "Thinking of stopping? End membership"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from browser_agent.rules.case import Case
from browser_agent.rules.helping import is_help_page
from browser_agent.rules.pixels import Box
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.screen import Control
from browser_agent.rules.spans import places_of
from browser_agent.rules.text import Phrases, fold
from kernel.ocr import TextLine

# The rail takes what follows a stop for a link of its own in the same way.
ANSWER = re.compile(r"^\W{0,2}([^.!?|:]+)\? +(?P<said>\w[^.!?|]* [^.!?|]{2,30})$")
# What the customer would say stands there to be pressed, behind whatever is told: "It renews on
# 3 May. I would rather end it."
WISH = re.compile(
    r"[.!?] +(?P<said>(?:I|I[\u2019'](?:d|ll|m)|Ich|Je|J[\u2019']\w+|Quiero|Quisiera|Prefiero|"
    r"Deseo) [^.!?|]{4,44})[.!]?$"
)
LETTERS_MAX = 32
# Whoever names anything else, "Bored of the magazine?", may mean another subscription by "Cancel
# subscription". So these are all the words that a question may have ...
ASKED = Phrases(
    r"i|you|your|my|us|we|it|this|that|to|of|about|for|on|or|is|are|do|have|had|got|not|no|longer|"
    r"any|more|still|want|need|wish|like|would|rather|ready|think|"
    r"thinking|considering|decided|planning|going|go|leave|leaving|stop|stopping|quit|quitting|end|"
    r"ending|cancel|cancell?ing|enough|changed|mind|sure|unhappy|happy|done|using|with|the|a|"
    r"already|time|say|goodbye|finished",
    r"du|sie|ihr|willst|wollen|mochten?|mochtest|nicht|mehr|nichts|fur|dich|gehen|gehst|uns|"
    r"verlassen|kundigen|beenden|aufhoren|schon|genug|doch|anders|uberlegt|gefallt|es|dir|ihnen|"
    r"zufrieden|unzufrieden|oder|zu|lieber",
    r"vous|tu|nous|partez|pars|partir|quitter|quittez|voulez|souhaitez|veux|arreter|resilier|"
    r"change|d'avis|avis|pas|plus|envie|de|d'|pour|assez|en|avez|decu|ou|besoin|desirez",
    r"te|se|vas|va|irte|irse|quieres|quiere|desea|deseas|dejar(?:lo|nos)?|dejarnos|cancelar|baja|"
    r"darte|darse|no|es|para|ti|usted|has|ha|cambiado|idea|opinion|contento|seguro|ya|lo|usas|o",
)
# ... and an answer or a wish. Beside them only plan words, and the name of what is meant.
ENDED = Phrases(
    r"yes|i|i'd|i'll|i'm|would|rather|want|to|wish|like|cancel|end|stop|quit|leave|terminate|my|"
    r"your|the|this|it|now|here|today|please",
    r"ich|mochte|will|hier|jetzt|mein\w*|dein\w*|ihr\w*|das|die|den|kundigen|beenden|zu",
    r"je|j'ai|souhaite|veux|voudrais|prefere|resilier|arreter|annuler|terminer|mettre fin a|mon|"
    r"ma|votre|l'|le|la|ici|maintenant|mettre|fin|a",
    r"quiero|quisiera|prefiero|deseo|cancelar|terminar|anular|dar|darme|de|baja|mi|tu|su|el|la|"
    r"aqui|ahora",
)
PLAN_WORD = Phrases(
    r"membership|subscription|plan|contract|suscripcion|membresia|contrato|abonnement|contrat|"
    r"formule|abo|mitgliedschaft|vertrag|abonnements?"
)


def answers(case: Case) -> Iterator[Control]:
    """What follows a question within its line and ends the plan: painted as a link or not, nothing
    else could be meant by it. Whoever explains how to cancel writes so, too, and is left out, and
    so is what was said in a talk."""
    if is_help_page(case.screen):
        return
    for control in case.screen.controls:
        wish = None if case.talk is not None else _wish(case, control.text)
        found = _answer(case, control.text) or wish
        bare = control.face is None and control.mark is None and not control.inline
        if found is None or not bare:
            continue
        box = control.box
        line = TextLine(control.text, box.x0, box.y0, box.x1, box.y1, 1.0)
        start = round(places_of(line)[found.start("said")])
        tail = Box(start, box.y0, box.x1, box.y1)
        yield replace(control, text=found["said"], box=tail, inline=True)


def _answer(case: Case, text: str) -> re.Match[str] | None:
    found = ANSWER.search(text)
    if found is None or len(found["said"]) > LETTERS_MAX:
        return None
    general = _has_only(case, found[1], ASKED) and _has_only(case, found["said"], ENDED)
    return found if general and role_of(fold(found["said"])) in {Role.CANCEL, Role.FINAL} else None


def _wish(case: Case, text: str) -> re.Match[str] | None:
    found = WISH.search(text)
    if found is None or not _has_only(case, found["said"], ENDED):
        return None
    return found if role_of(fold(found["said"])) in {Role.GO_ON, Role.CANCEL, Role.FINAL} else None


def _has_only(case: Case, text: str, words: Phrases) -> bool:
    """None but these words, plan words, and the name of what is meant."""
    said = fold(text)
    for name in filter(None, map(fold, (case.question.plan or "", case.question.service))):
        said = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w+-])", " ", said)
    parts = re.sub(r"\b([dl])'", r"\1' ", said).split()
    return all(words.whole(x) or PLAN_WORD.whole(x) or words.whole(x.strip(",")) for x in parts)
