"""What a page says about the subscription: it renews, it will not, or one cannot tell.

Sentences decide, never marketing: "cancel anytime" and "renews until you cancel" speak of what
could be. If one sentence says it renews and another that it ends, the answer is unknown.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from browser_agent.rules.due_labels import comes_to_nothing
from browser_agent.rules.helping import is_help_page, told_to_all
from browser_agent.rules.last_rows import is_below
from browser_agent.rules.lexicon_states import (
    ACTIVE,
    ACTIVE_CHIP,
    ACTIVE_LIST,
    ASKED_ON,
    BY_LAW,
    COSTS_NOTHING,
    COULD_END,
    DENIED,
    ENDED_CHIP,
    ENDS,
    HOW_MANY_RENEW,
    HYPOTHETICAL,
    IS_OFF,
    NOT_THE_PLAN,
    NOTHING_DUE,
    OFFER_ENDED,
    PAUSED,
    PERIOD_END,
    RENEWAL_ON,
    RENEWS,
    RESTARTABLE,
    RUNS_UNTIL,
    STILL_CANCELLABLE,
    TABLE_HEAD,
    TRIAL_THEN_PAY,
    TURNED_OFF,
    TURNED_ON,
    TURNS_ON,
    UNCONFIRMED,
)
from browser_agent.rules.others_ends import (
    contradict,
    is_of_a_free_plan,
    of_no_extra,
    runs_surely,
)
from browser_agent.rules.renewing import still_renewing
from browser_agent.rules.row_states import are_torn, of_rows
from browser_agent.rules.screen import SIGN, Screen
from browser_agent.rules.sentences import Sentence
from browser_agent.rules.subjects import without_extras, without_parts
from browser_agent.rules.text import Phrases, without_card
from browser_agent.rules.wanted_first import wants_password
from kernel.dates import FoundDate, find_dates

DATE_REACH = 110
UNTIL_DAY = re.compile(r"(?:\w+ ){0,3}(?:until|till|through|hasta|jusqu'au|bis|fino|ate|tot)\b.*\d")
PARTS = re.compile(r"[\u00b7\u2022|,]")

MONEY = re.compile(r"[$\u20ac\u00a3]|\d[.,]\d\d(?!\d)")
CONDITION = re.compile(r"(?:if|when|once|should|si|cuando|wenn|falls|sobald|quand|als) ")
PRESSING = re.compile(
    r"(?:by|when|upon) (?:click|press|tapp|confirm|restart)\w+|en (?:cliquant|appuyant|confirmant)|"
    r"al (?:hacer clic|pulsar|confirmar|reactivar)|(?:mit|beim|durch)(?: \w+)? (?:klick|druck)\w*"
)
# Over the fields of a card, where "Expiry date" is the card's.
CARD_FORM = Phrases(
    r"card number|cv[vc]2?|security code|name on (?:the )?card|kartennummer|prufziffer|"
    r"numero de (?:la )?(?:tarjeta|carte)|cryptogramme|codigo de seguridad"
)
EXPIRY = Phrases(
    r"(?:expiry|expiration)(?: date)?|ablaufdatum|gultig bis|caducidad|fecha de caducidad|"
    r"date d'expiration"
)
# In the line that says it has ended; alone it may be said of a film.
STAYS_UNTIL = Phrases(
    r"available (?:until|through|till)|disponible (?:hasta|jusqu'au)|verfugbar bis|valido ate|"
    r"(?:noch )?bis .{4,24} verfugbar"
)
CHOICE_PIXELS, BUTTON_WORDS_MIN = 12, 4
# "Newsletter: not subscribed" is a row of its own.
MAILS = Phrases(r"newsletters?|mailing lists?|marketing e-?mails?|infolettres?|boletin(?:es)?")
# "It can't be changed or canceled here."
CANNOT = Phrases(
    r"(?:can't|cannot|can not|can only|must)(?: \w+){0,5} (?:cancell?ed|ended|terminated|stopped)|"
    r"(?:no (?:se )?puede|solo (?:se )?puede)(?: \w+){0,5} (?:cancelar\w*|cancelad[oa])|"
    r"(?:ne (?:peut|pouvez) (?:pas )?|ne peut )(?: \w+){0,4} (?:resili\w+|annul\w+)|"
    r"(?:kann|konnen)(?: \w+){0,6} (?:nicht|nur)(?: \w+){0,5} gekundigt"
)
# "Resume watching" begins a film again, and no plan.
PLAYS = Phrases(
    r"watching|playback|playing|listening|reading|streaming|episodes?|series|films?|movies?|"
    r"lecture|visionnage|ecoute|viendo|escuchando|reproduccion|lectura|wiedergabe|\w*schauen|"
    r"ansehen|\w*horen|weiterlesen"
)
# "To cancel on your phone:", before the steps.
INSTRUCTS = re.compile(
    r"(?:to (?:cancel|end|stop|unsubscribe)|para (?:cancelar|darte de baja)|"
    r"pour (?:resilier|annuler|arreter)|um .{0,40} ?zu (?:kundigen|beenden))(?![^\W_])"
)
BRINGS_BACK = Phrases(
    r"re(?:start|sum|activ|subscrib|join|new|store|anud|pren|nov|abonn|aktivier)\w*|again|wieder|"
    r"de nuevo|a nouveau|volver|come back"
)


@dataclass(frozen=True, slots=True)
class Subscription:
    """state: one of "active", "cancelled", "unknown"; said: the sentence that decides, if any."""

    state: str
    said: Sentence | None = None
    on: date | None = None
    certain: float = 0.5


UNDECIDED = Subscription("unknown", certain=0.3)


def read_state(screen: Screen, *, today: date, service: str = "") -> Subscription:
    """What the sentences (and, weaker, the controls) of a page say; help pages say nothing."""
    return UNDECIDED if is_help_page(screen) else _read(screen, today, service)


def _read(screen: Screen, today: date, service: str) -> Subscription:
    general = told_to_all(screen)
    said_here = [
        each
        for each in screen.sentences
        if not (_is_small_print(each) or _is_a_choice(each, screen))
        and not is_of_a_free_plan(each.folded, service)
    ]
    renews = [
        each
        for before, each in pairwise([None, *said_here])
        if each is not None
        and says_renews(each.folded)
        and not (_is_table_head(each) or comes_to_nothing(each, screen))
        and not (_is_a_wish(before) or _is_a_wish(each))
    ]
    # What an answer says of an end is said to all; what renews speaks against one anywhere.
    asks_card = any(CARD_FORM(each.folded) for each in said_here)
    ends = [
        each
        for each in said_here
        if says_ends(each.folded)
        and each not in general
        and not (_is_a_button(each, screen) or _is_of_a_way_out(each, screen))
        and not (asks_card and EXPIRY.whole(each.folded))
    ]
    ends = [x for x in ends if says_ends(without_extras(x.folded, service))]
    ends = of_no_extra(ends, said_here, service)
    runs = any(_runs(each.folded) for each in said_here)
    if runs or any(runs_surely(each.folded) for each in said_here):
        ends = [each for each in ends if not OFFER_ENDED(each.folded)]
    ends += [each for each in said_here if not runs and _is_dated_chip(each, today)]
    renews = still_renewing(renews, ends, screen)
    if any(RENEWAL_ON(each.folded) for each in renews):
        # "Valid until 30 June. Automatic renewal: on" names the end of a period, not of the plan.
        ends = [each for each in ends if not PERIOD_END.whole(each.folded)]
    wanted = wants_password(each.folded for each in said_here)
    if ends and (wanted or any(UNCONFIRMED(each.folded) for each in said_here)):
        return Subscription("active" if renews else "unknown", certain=0.3)
    torn = ends and (renews or are_torn(said_here, service))
    if torn or contradict(ends, said_here, service):
        return UNDECIDED
    if renews:
        said, on = _dated(renews, RENEWS, screen, today)
        return Subscription("active", said, on, 0.95 if on else 0.85)
    if ends:
        said, on = _ended(ends, said_here, screen, today)
        return Subscription("cancelled", said, on, 0.95 if on else 0.85)
    whole = [each for each in said_here if not (HYPOTHETICAL(each.folded) or each in general)]
    return _by_chips(of_rows(whole, service, among=said_here), screen)


def _by_chips(whole: Sequence[Sentence], screen: Screen) -> Subscription:
    """What stands in a word or on a button; against "Your plan is active" neither is an end."""
    surely = [each for each in whole if runs_surely(each.folded)]
    chips = [each for each in whole if ENDED_CHIP.whole(each.folded)]
    if chips and (surely or any(ACTIVE_LIST.whole(each.folded) for each in whole)):
        return UNDECIDED  # one runs, another does not
    if chips:
        return Subscription("cancelled", chips[0], None, 0.75)
    chips = surely or [each for each in whole if _runs(each.folded)]
    is_last = is_below(screen)  # a way out by law stands there on every page, whoever looks at it
    shown = [each for each in screen.controls if each.mark is None and not is_last(each.box)]
    shown = [x for x in shown if not (BY_LAW.whole(x.folded) or PLAYS(x.folded))]
    cancellable = any(STILL_CANCELLABLE.whole(each.folded) for each in shown)
    # "Reprendre" in bare letters heads what was being watched.
    restartable = any(RESTARTABLE.whole(x.folded) for x in shown if x.face or x.is_link)
    if chips and not restartable:
        return Subscription("active", chips[0], None, 0.75)
    if cancellable != restartable and (cancellable or not surely):
        return Subscription("active" if cancellable else "cancelled", certain=0.55)
    return Subscription("unknown", certain=0.4)


def _is_a_wish(before: Sentence | None) -> bool:
    """ "If you restart it now, you pay $9." and what follows tell what would be."""
    if before is None:
        return False
    if PRESSING.match(before.folded):
        return True
    return CONDITION.match(before.folded) is not None and BRINGS_BACK(before.folded)


def _is_table_head(sentence: Sentence) -> bool:
    """ "Subscription | Status | Next payment" above the rows that tell."""
    told = any(letter.isdigit() for letter in sentence.text)
    return not told and TABLE_HEAD(sentence.folded)


def _is_a_button(sentence: Sentence, screen: Screen) -> bool:
    """ "Confirm and do not renew", on a button, is still to be pressed; a badge says less."""
    words = len(sentence.text.split()) >= BUTTON_WORDS_MIN
    plain = words and not any(letter.isdigit() for letter in sentence.text)
    return plain and any(
        each.face is not None and each.text == sentence.text for each in screen.controls
    )


def _is_of_a_way_out(sentence: Sentence, screen: Screen) -> bool:
    """ "Cancel the subscription", and in small letters below: "It will not renew any more". Without
    a day that is what would come of it."""
    if any(map(str.isdigit, sentence.text)):
        return False
    ways = [x for x in screen.controls if STILL_CANCELLABLE.whole(x.folded) and x.face is None]
    return any(
        abs(way.box.x0 - sentence.box.x0) <= CHOICE_PIXELS
        and -way.box.height <= sentence.box.y0 - way.box.y1 <= CHOICE_PIXELS
        for way in ways
    )


def _is_a_choice(sentence: Sentence, screen: Screen) -> bool:
    """Right below a circle that is not chosen: what would be, if it were."""
    return any(
        0 <= sentence.box.y0 - each.box.y1 <= CHOICE_PIXELS
        and abs(sentence.box.x0 - each.box.x0) <= CHOICE_PIXELS
        for each in screen.controls
        if each.mark is not None and each.mark.is_round and not each.mark.checked
    )


def _is_small_print(sentence: Sentence) -> bool:
    """A slogan in the line of the copyright says nothing of this customer's subscription."""
    return SIGN.match(sentence.quote) is not None


def is_state_chip(folded: str) -> bool:
    """ "$59.99/year, Canceled": one of its parts only tells how the plan stands."""
    parts = [each.strip() for each in PARTS.split(folded)]
    return any(ENDED_CHIP.whole(each) or ACTIVE_CHIP.whole(each) for each in parts)


def says_renews(folded: str) -> bool:
    folded = without_card(folded)
    if HOW_MANY_RENEW.whole(folded):
        return False
    if NOTHING_DUE(folded) or HYPOTHETICAL(folded):
        return _pays_afterwards(folded) and RENEWS(folded)
    if TURNED_OFF.whole(folded) or TURNS_ON.whole(folded):
        return False  # "Turn auto-renewal on": it is off
    if PAUSED(folded) or (TURNED_ON.whole(folded) and not IS_OFF(folded)):
        return True  # a pause is over by itself, and then it costs money again
    if _pays_afterwards(folded):
        return True
    return RENEWS(folded) and not DENIED(folded)


def _pays_afterwards(folded: str) -> bool:
    """ "After that, $9 a month"; but "After that you will not be charged again" ends."""
    return TRIAL_THEN_PAY(folded) and not (
        DENIED(folded) or (COSTS_NOTHING(folded) and not MONEY.search(folded))
    )


# "Term, price and end of contract": what a section is about, where no day is told. "Included when
# your plan ends", under the free plan, tells what would be.
A_TOPIC = re.compile(
    r"\bwhen (?:your|the) (?:\w+ )?(?:plan|subscription|membership|contract) (?:ends|expires)\b|"
    r"\b(?:wenn|sobald) (?:dein|ihr|das|der) (?:abo|abonnement|vertrag|tarif) (?:endet|auslauft)\b|"
    r"\bcuando (?:termine|acabe|finalice) (?:tu|su|el|la) (?:plan|suscripcion)\b|"
    r"\b(?:lorsque|quand) (?:votre|ton|l')? ?(?:abonnement|forfait) (?:prend fin|se termine)\b|"
    r"\b(?:vertragsende|laufzeitende|enddatum|end date|end of (?:the )?contract|date de fin|"
    r"fin (?:de|du) contrat|fecha de fin(?:alizacion)?|fin del contrato)\b"
)

# "It will not renew, otherwise nothing changes."
COMES_OF_NOTHING = re.compile(
    r",? otherwise nothing (?:else )?(?:changes|happens)|,? ?\bsi no cambias de (?:idea|opinion),?"
)


def says_ends(folded: str) -> bool:
    folded = without_parts(without_card(COMES_OF_NOTHING.sub(" ", folded)))
    if not any(map(str.isdigit, folded)):
        folded = A_TOPIC.sub(" ", folded)
    if NOTHING_DUE(folded) or TURNED_OFF.whole(folded):
        return True
    told = not (HYPOTHETICAL(folded) or UNCONFIRMED(folded) or MAILS(folded) or CANNOT(folded))
    if not told or INSTRUCTS.match(folded) or COULD_END.starts(folded):
        return False
    if _pays_afterwards(folded) or PAUSED(folded):
        return False
    return ENDS(folded) or DENIED(folded)


def _runs(folded: str) -> bool:
    return ACTIVE(folded) or ACTIVE_CHIP.whole(folded)


def stands_until(folded: str) -> bool:
    """ "Cancelada \u00b7 disponible hasta el 27 de diciembre", of whatever it is told."""
    chip, *rest = [each.strip() for each in PARTS.split(folded)]
    return ENDED_CHIP.whole(chip) and any(UNTIL_DAY.match(each) for each in rest)


def _is_dated_chip(sentence: Sentence, today: date) -> bool:
    """ "Cancelada \u00b7 disponible hasta el 27 de diciembre": how it stands, and until when; a day
    gone by is another contract's."""
    days = [found.date for found in find_dates(sentence.text, today=today)]
    return stands_until(sentence.folded) and bool(days) and min(days) >= today


def _dated(
    said: Iterable[Sentence], keys: Phrases, screen: Screen, today: date
) -> tuple[Sentence, date | None]:
    """The first such sentence that names a day to come, else any day, else the first of all.

    The day is the one nearest after the sentence's key words.
    """
    everything = list(said)
    dated = [
        (sentence, found.date)
        for sentence in everything
        if (found := _day_of(sentence, keys, screen, today)) is not None
    ]
    coming = [(sentence, day) for sentence, day in dated if day > today]
    return next(iter(coming or dated), (everything[0], None))


def _ended(
    ends: Iterable[Sentence], said: Iterable[Sentence], screen: Screen, today: date
) -> tuple[Sentence, date | None]:
    """Where nothing else names a day to come, the one that a row of its own tells: "End date"."""
    first, on = _dated(ends, ENDS, screen, today)
    if on is not None and (on > today or not ASKED_ON(first.folded)):
        return first, on
    quotes = {each.quote for each in ends}
    own = [
        each
        for each in said
        if (RUNS_UNTIL(each.folded) or (each.quote in quotes and STAYS_UNTIL(each.folded)))
        and not (NOT_THE_PLAN(each.folded) or HYPOTHETICAL(each.folded) or UNCONFIRMED(each.folded))
    ]
    days = [_day_of(each, RUNS_UNTIL, screen, today) for each in own]
    return first, next((day.date for day in days if day is not None and day.date > today), None)


def _day_of(sentence: Sentence, keys: Phrases, screen: Screen, today: date) -> FoundDate | None:
    # All dates of the page are read together, so that one of them can settle the order of another.
    rest = "\n".join(each.text for each in screen.sentences if each is not sentence)
    found = [
        each
        for each in find_dates(f"{sentence.text}\n{rest}", today=today)
        if each.start < len(sentence.text)
    ]
    match = keys.find(sentence.folded)
    start = match.start() if match is not None else 0
    after = [each for each in found if start - 2 <= each.start <= start + DATE_REACH]
    return next(iter(after or found), None)
