"""What a bare "Yes", "OK" or "Continue" would mean: the sentence above it decides, on any page and
in the browser's own confirm() alike.

Pure functions over words and their places. Page text can only make a press stricter, or confirm
what the model and the control's own words say already.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from browser_agent.contract import ActionName
from browser_agent.lexicon import (
    closes,
    commits,
    ends_a_plan,
    finishes,
    forbidden_on_cancel,
    forbidden_on_resume,
    plain,
    undoes,
)
from browser_agent.paid_with import without_card
from browser_agent.scope import agrees_to_go_on, names_it
from browser_agent.stances import Stance, stances
from browser_agent.strokes import Wording
from browser_agent.verbs import TURNING_OFF
from kernel.ocr import TextLine

ABOVE_PIXELS_MAX = 300
ASIDE_PIXELS_MAX = 380
ROW_PIXELS, ROW_PIXELS_WIDE, EDGE_PIXELS = 12, 760, 30
NAME_REST = 10  # letters that may follow the name of the service: "Arbor TV Premium"
NEW_BLOCK_HEIGHTS = 1.1  # a gap of so many letter heights begins another paragraph
SENTENCES_MAX = 6  # a field between the question and its answer has words of its own
END_OF_SENTENCE = re.compile(r"(?<=[.?!])\s+")

_YES_WORD = r"(yes|yeah|yep|si|oui|ja|sim)"
_SURE = (
    r"(i'?m|i am) (very )?(sure|certain)|that'?s (right|correct)|correct|sure|certain|positive|"
    r"(estoy )?segur[oa]|"
    r"(je suis|j'en suis) (sure?|certaine?)|(ich bin )?(mir )?(ganz )?sicher|(tenho )?certeza|"
    r"(ne )?sono (sicur[oa]|cert[oa])|(ik weet het )?zeker"
)
_YES = Wording(
    r"(yes|yeah|yep|ok(ay)?|sure|accept( all)?|agree|i agree|apply|sounds good|great|absolutely|"
    r"si|vale|de acuerdo|acepto|aceptar|oui|d'accord|accepter|j'accepte|ja|ja gerne|gerne|klar|"
    r"einverstanden|annehmen|sim|aceito|aceitar|va bene|accetto|accetta|goed|akkoord|accepteren|"
    rf"({_YES_WORD},? )?({_SURE})),?( please| gracias| bitte| graag)?"
)
_REQUEST = (
    r"(the |my |this |ma |la |votre |cette |mi |o |a |meu |minha |il |mijn |de )?"
    r"(request|form|demande|formulaire|solicitud|formulario|solicitacao|pedido de cancelamento|"
    r"richiesta|modulo|aanvraag|formulier)"
)
_SENDING = (
    r"submit|send|confirm|valider?|envoyer|confirmer|transmettre|soumettre|enviar|confirmar|"
    r"tramitar|invia|conferma|verzend|verstuur"
)
_A_THING = Wording(
    r"paus|\bbreak\b|\b\w*pa(ck|que|ket)\w*|\w*mitglied|\bmember|zusatz|extra|\boption|add-?on|"
    r"boost|bundle|complement|supplement|\bvacation|\burlaub|suspen"
)
_FAILED = Wording(
    r"\b(wrong|failed|error|try again|declined|fehler\w*|fehlgeschlagen|erneut versuchen|abgelehnt|"
    r"echec|echoue|erreur|reessay\w*|refuse\w*|fallo|fallado|error|intentalo|rechazad[oa])\b"
)
_AFFIRMED = Wording(rf"{_YES_WORD},? ")
_GO_ON = Wording(
    rf"({_YES_WORD},? )?(jetzt |verbindlich |endgultig |nu |ahora |je |"
    rf"yo )?(({_SENDING}) {_REQUEST}|"
    r"(submit|send|confirm) (the |my |this )?order|"
    r"continue|next|proceed|confirm|submit|done|finish|complete|save|go( ahead| on)?|send|"
    r"i (confirm|understand)|understood|got it|continue anyway|confirm and continue|"
    r"continuar|siguiente|confirm(ar|o)|enviar|listo|finalizar|aceptar y continuar|entendido|"
    r"continuer|suivant|confirmer?|valider?|envoyer|terminer|j'ai compris|"
    r"weiter|fortfahren|bestatigen?|absenden|abschicken|einreichen|senden|fertig|abschliessen|"
    r"verstanden|(anfrage|antrag|formular) (absenden|abschicken|senden)|"
    r"avancar|seguinte|proximo|concluir|entendi|"
    r"continua|avanti|confermo?a?|invia|prosegui|fine|ho capito|"
    r"doorgaan|volgende|bevestig(en)?|verzenden|versturen|verder|klaar|begrepen|"
    r"aanvraag (verzenden|indienen|versturen))( anyway| now| ahora| maintenant)?"
)
_NO = Wording(
    r"(no|nope|nein|non|nao|nee|no,? thanks?|no,? thank you|not now|not today|maybe later|"
    r"no,? gracias|non,? merci|nein,? danke|nao,? obrigad[oa]|no,? grazie|nee,? bedankt)"
)
_PROPOSES = Wording(
    r"(would you (like|rather|prefer)|do you want|how about|why not|want to|wait|before you go|"
    r"instead|te gustaria|quieres|prefieres|souhaitez|voulez|preferez|mochten sie|mochtest du|"
    r"willst du|gostaria|deseja|quer|vuoi|preferisci|wil je|wilt u)\b"
)
_NATIVE = Wording(
    r"^(https?://)?[\w.-]+(:\d+)? (says|dice|indique|sagt|diz|zegt)$|^this page says$"
)
# Participles and futures: on a button they would do nothing, above one they tell what it does.
_ENDED = Wording(
    r"\b(will (end|expire|stop|be (cancell?ed|terminated))|(not|won't) (be )?renew(ed)?|"
    r"gekundigt|beendet|endet|deaktiviert|ausgeschaltet|nicht (mehr )?(automatisch )?verlangert|"
    r"(se )?cancelara|(se )?finalizara|terminara|cancelad[oa]|dad[oa] de baja|no se renovara|"
    r"prend(ra)? fin|sera (resilie|annule|desactive)e?|ne sera (pas|plus) renouvelee?|"
    r"sera (cancelad|encerrad|desativad)[oa]|terminera|(verra|sara) (annullat|disdett|"
    r"disattivat)[oa]|"
    r"opgezegd|beeindigd|eindigt|uitgeschakeld|niet (meer )?verlengd)\b"
)
_YEAR = re.compile(r"\b20\d\d\b")
_UNTIL = Wording(r"\b(until|through|till|hasta|jusqu'au|bis|ate|fino|tot)\b.*\d")
_COULD = Wording(
    r"\b(you can|you may|any ?time|puedes|podras|en cualquier momento|vous (pouvez|pourrez)|"
    r"a tout moment|kannst|konnen sie|jederzeit|voce pode\w*|a qualquer momento|puoi|potrai|"
    r"in qualsiasi momento|kunt?( je)?|op elk moment)\b"
)
_OTHER_THING = Wording(
    r"\b(notifications?|autoplay|auto-?play|subtitles?|captions?|cookies?|ads|tracking|sharing|"
    r"data|"
    r"downloads?|playback|call|party|devices?|profiles?|picture|e-?mails?|newsletters?|alerts?|"
    r"watch ?list|sound|location|history|previews?|session|page|site|website|game|chat|"
    r"notificacion\w*|subtitulos|dispositivos?|perfil|reproduccion|sesion|anuncios|sonido|"
    r"lecture|appareils?|profils?|sous-titres|publicites?|son|"
    r"benachrichtigung\w*|untertitel|gerate?|wiedergabe|werbung|ton|sitzung|"
    r"notificac\w+|legendas|dispositivo|notifiche|sottotitoli|dispositivi|"
    r"meldingen|ondertitel\w*|apparaten?|profiel)\b"
)
STEM_LETTERS = 5
_OFFERING = frozenset({Stance.KEEP, Stance.CHANGE, Stance.SPEND, Stance.ACCEPT})


@dataclass(frozen=True, slots=True)
class Above:
    """The sentences above a control, the nearest first, as the page shows them.

    native: they stand in a dialog of the browser's own. column: the lines at the left edge of what
    the control stands level with, one by one.
    """

    sentences: tuple[str, ...] = ()
    native: bool = False
    column: tuple[str, ...] = ()

    @property
    def asks_to_leave(self) -> bool:
        """The nearest sentence that takes a side asks for the end and for nothing else."""
        return self._side() == {Stance.LEAVE}

    @property
    def proposes(self) -> bool:
        """The nearest sentence that takes a side offers to stay, pause, change or pay."""
        for sentence in self.sentences:
            text = plain(sentence)
            side = stances(text)
            if side == {Stance.KEEP} and "?" not in sentence and _UNTIL.search(text):
                continue  # "You can go on watching until March 15" tells of the end
            if side:
                asking = "?" in sentence or bool(_PROPOSES.search(text)) or self.native
                return asking and bool(side & _OFFERING)
        return False

    def _side(self) -> frozenset[Stance]:
        sides = (stances(plain(sentence)) for sentence in self.sentences)
        return next((side for side in sides if side), frozenset())


def above(lines: Sequence[TextLine], x: int, y: int) -> Above:
    """What stands above this point of the page, down to the line on which it stands."""
    near = [
        line
        for line in lines
        if 0 < y - line.y1 <= ABOVE_PIXELS_MAX
        and line.x0 - ASIDE_PIXELS_MAX <= x <= line.x1 + ASIDE_PIXELS_MAX
    ]
    near.sort(key=lambda line: (line.center_y, line.x0))
    blocks: list[list[TextLine]] = []
    for line in near:
        gap = line.y0 - max(each.y1 for each in blocks[-1]) if blocks else 0
        if blocks and gap <= NEW_BLOCK_HEIGHTS * line.height:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    sentences = [
        sentence.strip()
        for block in blocks
        for sentence in END_OF_SENTENCE.split(" ".join(line.text for line in block))
    ]
    found = tuple(reversed([each for each in sentences if each]))[:SENTENCES_MAX]
    native = any(_NATIVE.match(plain(line.text)) or _NATIVE.match(line.text) for line in near)
    edge = max((z.x0 for z in lines if z.y0 <= y <= z.y1 and z.x0 <= x), default=x)
    column = [
        z for z in lines if 0 < y - z.y1 <= ABOVE_PIXELS_MAX and abs(z.x0 - edge) <= EDGE_PIXELS
    ]
    column.sort(key=lambda line: -line.y0)
    return Above(found, native=native, column=tuple(line.text for line in column))


def level_with(lines: Sequence[TextLine], x: int, y: int, *, service: str) -> tuple[str, ...]:
    """The words of the row in which this point stands, beside it; none where one of them bears the
    service's name: then the row is its own."""
    row = [
        line.text
        for line in lines
        if line.y0 - ROW_PIXELS <= y <= line.y1 + ROW_PIXELS
        and not line.x0 <= x < line.x1
        and x - line.x1 <= ROW_PIXELS_WIDE
    ]
    name = plain(service)
    own = [words for words in row if name and plain(words).startswith(name)]
    return () if any(len(plain(words)) - len(name) < NAME_REST for words in own) else tuple(row)


# A button that has no meaning but that of the circle above it.
_SENDS_CHOICE = Wording(
    r"(save|confirm|submit|apply) (my |your |this |the )?(choice|selection|decision|answer)|"
    r"(meine )?(auswahl|entscheidung) (speichern|bestatigen|ubernehmen)|"
    r"(guardar|confirmar) (mi |la )?(eleccion|seleccion|decision)|"
    r"(enregistrer|confirmer|valider) (mon |le |ma )?(choix|selection|decision)|"
    r"save( changes)?|speichern|guardar( cambios)?|enregistrer"
)


# A form's only button, which sends what is ticked by then.
_SKIPS_ON = Wording(
    r"(skip|uberspringen|passer|sauter|omitir|saltar) (and|&|und|et|y) (continue|next|weiter|"
    r"weitermachen|fortfahren|continuer|poursuivre|continuar|seguir)"
)
# On to the page that tells once more what is sent.
_ONWARD = Wording(
    r"((continue|proceed|go|on|next|move|advance|weiter|fortfahren|zur?m?|continuer|poursuivre|"
    r"passer|aller|acceder|continuar|ir|pasar|avanzar|seguir)\b.{0,14}\b(confirmation|review|summary|overview|step|page|bestatigung|ubersicht|"
    r"zusammenfassung|prufung|schritt|recapitulatif|verification|suite|etape|suivante|confirmacion|"
    r"resumen|revision|paso|siguiente)( \w+)?)|(review|check|angaben|daten|kundigung|verifier|voir|"
    r"revisar|comprobar|ver|send|eingaben|auswahl|afficher)\b.{0,14}\b(details|answers?|choices?|"
    r"request|notice|form|cancell?ation|prufen|recapitulatif|demande|infos|resumen|solicitud|datos|"
    r"baja|cancelacion)( (and|und) \w+)?|(uber)?prufen( und \w+)?|review|validar|"
    r"erklarung (ab)?senden"
)


def is_bare(words: str) -> bool:
    """Words that mean nothing without the question above them."""
    text = plain(words)
    return any(pattern.fullmatch(text) for pattern in (_YES, _GO_ON, _NO))


def goes_on(words: str) -> bool:
    """Sends whatever is chosen on the page, as it stands."""
    text = plain(words)
    kinds = (_GO_ON, _YES, _SENDS_CHOICE, _SKIPS_ON, _ONWARD)
    return any(kind.fullmatch(text) for kind in kinds)


def takes_offer(words: str, asked: Above) -> bool:
    """A bare answer that would stay, pause, change or pay, by the question above it."""
    text = plain(words)
    if _NO.fullmatch(text):
        return asked.asks_to_leave and "?" in asked.sentences[0]
    if _YES.fullmatch(text) or (asked.native and _GO_ON.fullmatch(text)):
        return asked.proposes
    if _GO_ON.fullmatch(text):
        return asked.proposes and "?" in asked.sentences[0] and not asked.asks_to_leave
    return False


def once_more(label: str, again: str, dialog: Sequence[str]) -> bool:
    """Whether a dialog asks again for what was pressed, and this is its yes: "Restart membership",
    then "Restart your membership?" and "Yes, restart". Not where it tells that something failed."""
    verb = next((word for word in plain(label).split() if len(word) >= STEM_LETTERS), None)
    said = [plain(line) for line in dialog]
    asked = (text for line, text in zip(dialog, said, strict=True) if line.rstrip().endswith("?"))
    if verb is None or any(map(_FAILED.search, said)):
        return False
    answers = _AFFIRMED.sub("", plain(again)).startswith(verb[:STEM_LETTERS])
    return answers and any(
        word.startswith(verb[:STEM_LETTERS]) for each in asked for word in each.split()
    )


def is_final(
    words: str, asked: Above, action: ActionName, *, chosen: Sequence[str] = (), service: str = ""
) -> bool:
    """Whether this control, by its own words and those above it, is the press that was asked for.

    The second opinion before a final press, where the first is the rules': it knows none of their
    words. chosen: the words beside what is ticked on the page. service: its name, which says
    what "End Arbor TV" ends.
    """
    if action == "resume":
        known = commits(words) or undoes(words) or is_bare(words)
        known = known or agrees_to_go_on(words, asked.sentences)
        return known and not forbidden_on_resume(words)
    if forbidden_on_cancel(words) or takes_offer(words, asked):
        return False
    text = plain(words)
    if _SENDS_CHOICE.fullmatch(text):
        ends = [_ends_it(plain(each), service) for each in chosen]
        knows = [_KNOWS.match(plain(each)) is not None for each in chosen]
        return any(ends) and all(map(any, zip(ends, knows, strict=True)))
    if stances(text) == {Stance.LEAVE}:
        return names_it(text, service) or _is_surely_meant(text, asked)
    if _NO.fullmatch(text):
        return asked.proposes
    bare = is_bare(words) or _GIVES_NOTICE.fullmatch(text)
    return bool(bare and not asked.proposes and _speaks_of_leaving(asked))


# "Am 3. Dezember 2026 beenden": nothing but a plan ends on a day.
_ON_A_DAY = Wording(
    r"(am|zum) ?\d{1,2}\W.{3,16} ?(beenden|kundigen)|(end|cancel|stop) ?on ?.{4,16}20\d\d|"
    r"(terminar|finalizar|cancelar) el ?\d.{3,24}|"
    r"(resilier|arreter|mettre fin) (le|au) ?\d.{3,20}"
)
_KNOWS = Wording(  # "I understand that I will lose my downloads", ticked beside the choice
    r"(yes,? )?(i (understand|acknowledge|know|am aware|confirm)|entiendo|comprendo|soy consciente|"
    r"je (comprends|sais)|j'ai compris|ich (verstehe|wei[s\u00df]\w*|bestatige)|mir ist bewusst)\b"
)
_GIVES_NOTICE = Wording(  # of a contract's end, where the page tells of one
    r"(yes,? )?(submit|send|give|hand in|serve)( (my|the))? notice( now)?"
)
_FOR_GOOD = Wording(  # a session or a call is not ended for good
    r"((ja|jetzt),? )?endgultig (beenden|kundigen)|(resilier|arreter) definitivement|"
    r"(cancelar|terminar) definitivamente"
)
_OF_MORE = Wording(
    r"\w*konto\b|\b(account|cuenta|compte|chat|gesprach|anruf|sitzung|session|llamada|appel)\b|loschen"
)
_OF_THE_PLAN = Wording(
    r"\b(plan|membership|subscription|pass|renew\w*|renewal|period|term|abo|abonnement|forfait|"
    r"mitgliedschaft|vertrag|\w*verlangerung|suscripcion|membresia|renovacion|renouvellement)\b"
)
_TURNING_OFF = Wording(rf"\b({TURNING_OFF})\b")
_MONEY = re.compile(r"[$€£]|\d[.,]\d\d")


def _ends_it(text: str, service: str) -> bool:
    """A choice that ends the plan, costs nothing and is about nothing else."""
    plan = _OF_THE_PLAN.search(text) is not None or names_it(text, service)
    free = not (_MONEY.search(text) or _OTHER_THING.search(text))
    return stances(text) == {Stance.LEAVE} and plan and free


def _is_surely_meant(text: str, asked: Above) -> bool:
    """ "Cancel my plan" says all. "Turn off" needs a plan above it, and "Cancel" the same word:
    else it closes the question that it stands below."""
    if closes(text):
        stem = Wording(rf"\b{text[:STEM_LETTERS]}\w+|\b{text}\b")
        said = [plain(sentence) for sentence in asked.sentences]
        return any(stem.search(each) and _tells_an_end(each) for each in said)
    questions = [each for each in asked.sentences if each.rstrip().endswith("?")]
    if questions and _asks_this(questions[0], _ALL_THE_SAME.sub("", text)):
        return True
    off = _TURNING_OFF.search(text) is not None  # a deactivation may be that of notifications
    said = [text, *map(plain, asked.sentences)]
    for_good = _FOR_GOOD.fullmatch(text) and not any(map(_OF_MORE.search, said))
    if (ends_a_plan(text) and not off) or _ON_A_DAY.fullmatch(text) or for_good:
        return True
    if _AFFIRMED.match(text) and finishes(text) and not _names_a_thing(said):
        return True  # "Yes, end it" under "Are you sure?"
    return not _OTHER_THING.search(text) and _speaks_of_leaving(asked)


_ALL_THE_SAME = re.compile(
    r" (quand meme|anyway|any way|igualmente|de todos modos|comunque)$|^(trotzdem|dennoch) "
)


def _asks_this(sentence: str, text: str) -> bool:
    """ "Turn off auto-renew?", the nearest question above "Turn off"."""
    asked = plain(sentence)
    return asked.startswith(f"{text} ") and stances(asked) == {Stance.LEAVE} and ends_a_plan(asked)


def _names_a_thing(said: Sequence[str]) -> bool:
    """Whether the label or the words above it take a side or speak of anything in particular."""
    _, *above_it = said
    sides = any(stances(each) for each in above_it)
    return sides or any(_OTHER_THING.search(each) or _A_THING.search(each) for each in said)


def _speaks_of_leaving(asked: Above) -> bool:
    """The nearest sentence that takes a side tells or asks for the end of a plan. What could still
    be done ("you can restart any time") takes none."""
    if len(asked.sentences) > SENTENCES_MAX:  # a whole page, and nothing close above
        return any(_tells_an_end(plain(sentence)) for sentence in asked.sentences)
    for sentence in asked.sentences:
        text = plain(sentence)
        if _tells_an_end(text):
            dated = _ENDED.search(text) and _YEAR.search(text)  # no download ends on a day
            return bool(dated) or ends_a_plan(text) or not _OTHER_THING.search(text)
        if not _COULD.search(text) and stances(text) - {Stance.KEEP}:
            return False
    return False


def _tells_an_end(text: str) -> bool:
    text = without_card(text)
    wants = stances(text)
    if wants & {Stance.CHANGE, Stance.ACCEPT} and not _ENDED.search(text):
        return False
    return Stance.LEAVE in wants or bool(_ENDED.search(text))
