"""The switch of automatic renewal, and the button that saves what was switched."""

import re
from dataclasses import replace

from browser_agent.house import KIND
from browser_agent.rules.case import Case
from browser_agent.rules.lexicon_leaving import SAVES
from browser_agent.rules.move import Move, click
from browser_agent.rules.roles import SWITCH
from browser_agent.rules.screen import Control
from browser_agent.rules.text import Phrases, fold, forgiving
from browser_agent.titles import GENERAL, TIERS, bare

TURNS_MAX = 3

RENEWAL = Phrases(
    # "Renews on" names a day, and no switch
    r"(?:renews|verlangert sich|se renueva|se renouvelle|si rinnova|verlengt)"
    r"(?: (?!(?:on|am|el|le|il|op)(?![^\W_])).{1,24})?|"
    r"reconduction(?: .{0,16})?",
    r"renew(?:s|al)?(?: (?:automatically|every|each|my|monthly|yearly|annually|the).{0,34})?",
    r"(?:turn (?:on|off) |enable |disable )?(?:automatic(?:ally)? |auto-? ?)(?:renew(?:al|s)?|"
    r"billing|payments?)(?: .{0,30})?|renew automatically(?: .{0,20})?|recurring (?:billing|"
    r"payments?)(?: .{0,16})?",
    r"(?:desactivar |activar )?renovacion automatica(?: .{0,20})?|(?:desactiver |activer )?(?:le )?"
    r"renouvellement automatique(?: .{0,20})?|(?:automatische |auto-?)\w*(?:verlangerung|"
    r"verlenging)"
    r"(?: .{0,20})?|renovacao automatica(?: .{0,16})?|rinnovo automatico(?: .{0,16})?",
)
RENEWAL_OF = Phrases(
    r"(?!.*(?:before|about|remind\w*|e-?mails?|notif\w*|alerts?|aviso|erinner\w*|rappel\w*)(?![^\W_]))"
    r"(?:[\w+'&]+ ){1,4}(?:auto-? ?renew(?:al|s)?|(?:automatic |recurring )(?:renewal|billing|"
    r"payments?)|automatische verlangerung|renovacion automatica|renouvellement automatique|"
    r"rinnovo automatico|renovacao automatica)"
)

STANDS_ON = Phrases(
    r"(?:turn(?:ed)? |yes,? )?on|yes|ein|an|ja|oui|si|aktiv(?:iert)?|activ(?:e|ee|ad[oa])|enabled|"
    r"(?:yes,? )?renew automatically"
)
STANDS_OFF = Phrases(
    r"(?:turn(?:ed)? |no,? )?off|no|aus|nein|non|inaktiv|deaktiviert|desactiv(?:e|ee|ad[oa])|"
    r"disabled|(?:no,? )?(?:don't|do not) renew(?: automatically)?"
)
_OF = (
    r"(?:(?:of|for|del?|du|des|der|fur|di|do|da|van) )?"
    r"(?:(?:the|la|el|le|il|my|your|mon|votre|mi|tu|su|mein\w*|dein\w*|ihr\w*|l') ?)?"
)
_PLAN = (
    r"(?:memberships?|subscription|plan|cuota|suscripcion|membresia|abono|abonnement|cotisation|"
    r"forfait|formule|abo|mitgliedschaft|vertrag\w*|tarif\w*|beitrag\w*|assinatura|abbonamento|"
    r"lidmaatschap)"
)
# What renews, and nothing yet of what is renewed.
_RENEWING = re.compile(
    forgiving(
        r"(?:(?:turn (?:on|off)|enable|disable|activar|desactivar|activer|desactiver) )?(?:le )?"
        r"(?:(?:automatic(?:ally)?|auto|recurring|automatische)[ -]*)?(?:renew(?:al|s)?|billing|"
        r"payments?|renovacion|renouvellement|reconduction|verlangerung|verlenging|renovacao|"
        r"rinnovo|verlangert sich|se renueva|se renouvelle|si rinnova|verlengt)(?: (?:automatic"
        r"(?:ally)?|automatica(?:mente)?|automatique(?:ment)?|automatisch|automatico)(?![^\W_]))?"
    )
)
# Words of titles that tell of no thing, beside those that any page has.
_OF_THE_ACCOUNT = re.compile(
    r"\b(settings|preferences|options?|methods?|information|security|profile|history|the|and|for|"
    r"how|you|what|einstellungen|optionen|zahlungsart|sicherheit|profil|verlauf|und|die|der|das|"
    r"ajustes|opciones|metodo|preferencias|seguridad|perfil|historial|de|la|del|los|las|"
    r"parametres|preferences|moyen|mode|securite|historique|les|des|du|le|et)\b"
)
_WORD = re.compile(r"[^\W\d_]{3}")
_AS_TOLD = re.compile(r"\d|[.?!,:]$")
_WHEN = Phrases(r"(?:every|each|per) (?:month|year)|monthly|yearly|on|off|an|aus|ein|oui|non|si|no")
TITLE_PIXELS, LEVEL_PIXELS, BESIDE_PIXELS = 200, 12, 60
NAME_LETTERS_MAX, COLUMN_PIXELS, LETTER_STEP = 40, 30, 4


def turn(switch: Control, why: str) -> Move:
    """Named as a switch: its label says what is, not what the press does."""
    return replace(click("account", switch, why, sure=0.85), target=f"{SWITCH}: {switch.text}")


def renewal_switch(case: Case, *, on: bool) -> Control | None:
    """The switch of automatic renewal, where it stands as told and was not turned just now."""
    marked = [x for x in case.screen.controls if _is_switch(case, x)]
    if any(RENEWAL.whole(each.folded) for each in marked):
        meant = _meant(case, [each for each in marked if _renews(each)])
        # Where it stands as wanted, none of the others is turned.
        return meant if meant is not None and _stands(case, meant, on=on) else None
    named = [each for each in marked if _stands(case, each, on=on)]
    told = [x for x in named if _tells_how_it_stands(x) and _is_in_its_row(case, x)]
    beside = [each for each in named if _is_beside_renewal(case, each)]
    # "Season pass auto-renewal", where there is no other
    named = [each for each in named if RENEWAL_OF.whole(each.folded)] or _own(case, beside)
    named = named or [x for x in beside if _tells_how_it_stands(x)] or told
    return named[0] if len(named) == 1 else _renewal_round(case, on=on)


def _is_switch(case: Case, control: Control) -> bool:
    mark = control.mark
    return mark is not None and (mark.is_switch or _is_saved(case, control))


def _stands(case: Case, switch: Control, *, on: bool) -> bool:
    """As told, and not turned in vain."""
    turns = case.question.times("click", target=f"{SWITCH}: {switch.text}")
    return switch.mark is not None and switch.mark.checked == on and turns < TURNS_MAX


def _renews(control: Control) -> bool:
    return RENEWAL.whole(control.folded) or RENEWAL_OF.whole(control.folded)


def _meant(case: Case, found: list[Control]) -> Control | None:
    """Of several that of the plan or of the service, else the one that names no thing: never
    "Automatic renewal of the locker", that of the magazine subscription, nor the one without a name
    that stands below another's."""
    if len(found) == 1:
        return found[0]
    own = [x for x in found if _is_our_own(case, _renewed(x)) and not _is_anothers(case, x)]
    unnamed = [each for each in found if _renewed(each) == ""]
    if own or len(unnamed) != 1 or _is_anothers(case, unnamed[0]):
        return own[0] if len(own) == 1 else None
    return unnamed[0]


def _renewed(switch: Control) -> str:
    """What is renewed: "of the locker"; "" where the words tell no more than that and when."""
    rest = _RENEWING.sub("", switch.folded, count=1).strip(" :.-")
    return "" if _WHEN.whole(rest) else rest


def _is_our_own(case: Case, thing: str) -> bool:
    """ "of your membership"; where Arbor is meant "Arbor Premium", and no "Arbor Magazine"."""
    if re.fullmatch(rf"{_OF}{_PLAN}", thing) is not None:
        return True
    named = re.sub(rf"^{_OF}", "", thing)
    left = _without_names(case, named)
    return left != named and all(map(_is_kind, left.split()))


def _without_names(case: Case, thing: str) -> str:
    """Without the service's name at its begin, and the plan's."""
    for name in (case.question.service, case.question.plan):
        if name:
            thing = re.sub(rf"^{re.escape(fold(name))}(?![^ ])", "", thing).strip()
    return thing


def _is_kind(word: str) -> bool:
    kinds = (re.fullmatch(_PLAN, word), TIERS.fullmatch(word), KIND.fullmatch(word))
    return any(each is not None for each in kinds)


def _is_anothers(case: Case, switch: Control) -> bool:
    """Whether the nearest name above it, in its column, is another's than ours: one that is known,
    or that stands on the page as our own does."""
    shown = case.screen.controls
    ours = [each for each in shown if _is_ours(case, each)]
    theirs = [each for each in shown if _is_name_like(case, each, ours, switch)]
    above = [x for x in (*ours, *theirs) if x.box.y1 <= switch.box.y0 + LEVEL_PIXELS]
    above = [x for x in above if x.box.x0 <= switch.box.x0 + COLUMN_PIXELS]
    edge = max((each.box.x0 for each in above), default=0) - COLUMN_PIXELS
    column = [each for each in above if each.box.x0 >= edge]
    return bool(column) and max(column, key=lambda each: each.box.y0) in theirs


def _is_ours(case: Case, control: Control) -> bool:
    """Our name, or the word for a plan, as a title."""
    return _may_title(control) and _is_our_own(case, control.folded)


def _may_title(control: Control) -> bool:
    plain = control.mark is None and control.face is None and not control.inline
    few = len(control.text) <= NAME_LETTERS_MAX and not _AS_TOLD.search(control.text)
    return plain and few


def _is_name_like(case: Case, control: Control, ours: list[Control], switch: Control) -> bool:
    """Written as our own name is, and no word of the account's; in plain letters what is turned or
    told right below it is its own."""
    if control.folded in map(fold, case.question.others):
        return True
    if control in ours or not _may_title(control) or _renews(control):
        return False
    alike = [x for x in ours if abs(x.box.height - control.box.height) <= LETTER_STEP]
    if not any(case.is_heading(each) == case.is_heading(control) for each in alike):
        return False
    below = case.right_below(control)
    heads = switch in below or any(map(str.isdigit, " ".join(x.text for x in below)))
    called = GENERAL.sub(" ", bare(_without_names(case, control.folded)))
    called = _OF_THE_ACCOUNT.sub(" ", called)
    return bool(_WORD.search(called)) and (case.is_heading(control) or heads)


def _is_beside_renewal(case: Case, control: Control) -> bool:
    """ "Arbor Plus ... Auto-renewal on", in one row: the switch bears the name of the row, and the
    words right before it tell what it turns."""
    if control.mark is None or not control.mark.is_switch:
        return False
    mark = control.mark.box
    return any(
        RENEWAL.whole(each.folded)
        and each.mark is None
        and abs(each.box.center_y - mark.center_y) <= LEVEL_PIXELS
        and 0 <= mark.x0 - each.box.x1 <= BESIDE_PIXELS
        for each in case.screen.controls
    )


def _tells_how_it_stands(control: Control) -> bool:
    """ "Auto-renewal", the switch, and "On" behind it."""
    return STANDS_ON.whole(control.folded) or STANDS_OFF.whole(control.folded)


def _is_in_its_row(case: Case, control: Control) -> bool:
    """ "Auto-renewal" is the nearest at the left of its "On", however far in a table."""
    level = [
        each
        for each in case.screen.controls
        if abs(each.box.center_y - control.box.center_y) <= LEVEL_PIXELS
        and each.box.x1 <= control.box.x0
    ]
    nearest = max(level, key=lambda each: each.box.x1, default=None)
    return nearest is not None and nearest.mark is None and RENEWAL.whole(nearest.folded)


def _own(case: Case, found: list[Control]) -> list[Control]:
    """Those that bear the service's name, however many rows there are."""
    name = fold(case.question.service)
    return [each for each in found if name and name in each.folded]


def _renewal_round(case: Case, *, on: bool) -> Control | None:
    """Two circles, On and Off, under "Auto-renew": the one that stands as told is the other one."""
    rounds = case.rounds
    ways = [each for each in rounds if STANDS_ON.whole(each.folded)]
    ends = [each for each in rounds if STANDS_OFF.whole(each.folded)]
    if len(rounds) != len(ways) + len(ends) or len(ways) != 1 or len(ends) != 1:
        return None
    top = min(each.box.y0 for each in rounds)
    titled = any(
        RENEWAL.whole(each.folded) and 0 <= top - each.box.y1 <= TITLE_PIXELS
        for each in case.screen.controls
    )
    tries = case.question.times("click", target=f"{SWITCH}: {ends[0].text}")
    stands = ways[0].is_chosen if on else ends[0].is_chosen
    return ends[0] if titled and stands and tries < TURNS_MAX else None


def _is_saved(case: Case, control: Control) -> bool:
    """A box to tick is a switch where it is called so and a button below saves it."""
    box = control.mark is not None and not control.mark.is_round
    below = [each for each in case.find(SAVES) if each.face is not None]
    saved = any(each.box.y0 > control.box.y1 for each in below)
    return box and saved and RENEWAL.whole(control.folded)


def look_anew(case: Case) -> Move | None:
    """The switch that this run has turned is off by now, and a line that was drawn before tells
    that it renews: once, the page is loaded again."""
    history = case.question.history
    off = renewal_switch(case, on=False)
    turned = [
        place
        for place, past in enumerate(history)
        if off is not None and past.changed and past.target == fold(f"{SWITCH}: {off.text}")
    ]
    if not turned or not case.question.committed:
        return None
    looked = any(past.action == "open_account" for past in history[turned[-1] :])
    why = "The switch stands off: what does the page say now?"
    return None if looked else Move("account", "open_account", confidence=0.6, why=why)


def save(case: Case) -> Move | None:
    """ "Save changes" below the switch that was turned just now, and stands as it was wanted."""
    last = case.question.last
    if last is None or last.action != "click" or not last.target.startswith(SWITCH):
        return None
    turned = renewal_switch(case, on=False)
    if turned is None:
        return None
    for each in case.find(SAVES):
        if each.face is not None and each.box.y0 > turned.box.y1:
            return click("account", each, "What was switched is saved by this.", sure=0.8)
    return None
