"""Whether words name another plan than the one that was approved. For the last rail of a resume."""

import re
from collections.abc import Sequence

from browser_agent.besides import goes_on_besides
from browser_agent.strokes import Wording, one_stroke, plain

TITLE_WORDS_MAX = 4
# Each kind once, also in one-stroke letters ("familie" is "famille" there): in a row of them two
# ways to read one are tried for every one.
_TIER = (
    r"basic|standard|premium|essentials?|ultimate|deluxe|starter|lite|family|duo|"
    r"student|individual|mobile|gold|silver|platinum|annual|yearly|monthly|with ads|"
    r"ad-free|basico|estandar|familiar|estudiante|anual|mensual|essentiel|famille|etudiant|annuel|"
    r"mensuel|basis|jahrlich|monatlich|padrao|familia|mensal|famiglia|annuale|mensile|"
    r"standaard|jaarlijks|maandelijks"
)
_TIERS = Wording(rf"\b({_TIER})\b")
_PLAN_WORD = (
    r"plan|membership|subscription|pass|abo|tarif|abonnement|forfait|assinatura|piano|plano"
)
_CHOOSES_PLAN = Wording(
    rf"^({_TIER})( ({_TIER}))*$|\b({_PLAN_WORD})\b|"
    r"^(choose|select|pick|get|start|restart|resume|continue with|go with|elegir|seleccionar|"
    r"quiero|choisir|selectionner|wahlen|auswahlen|escolher|selecionar|scegli|seleziona|kies)\b"
)
# By the month is how a plan is paid unless another period was approved.
_BY_THE_MONTH = frozenset(
    map(
        one_stroke,
        ("monthly", "mensual", "mensuel", "monatlich", "mensal", "mensile", "maandelijks"),
    )
)
_PERIODS = _BY_THE_MONTH | frozenset(
    map(
        one_stroke,
        ("annual", "yearly", "anual", "annuel", "jahrlich", "annuale", "jaarlijks"),
    )
)
_PLAN_NAMED = Wording(
    rf"\b({_TIER})( ({_TIER}))* ({_PLAN_WORD})\b|\b({_PLAN_WORD}) (\w+ )?({_TIER})\b"
)
_NO_NAME = Wording(
    rf"((the|your|my|our|a|el|la|tu|mi|le|votre|mon|dein|ihr|mein|das|der|die|choose|select|get|"
    rf"start|restart|resume|current|previous|{_PLAN_WORD})( |$))*"
)


_HEAD = re.compile(r" [-\u2013\u2014] |[:,(\u00b7\u2022|$\u20ac\u00a3]|\\d")
_YEARS = Wording(r"\b(annual\w*|yearly|(a|per|each|every) year|once a year|anual|annuel\w*|"
                 r"(par|pour) (un )?an|al ano|un ano|jahrlich|(pro|im|ein) jahr|annuale|"
                 r"(one|1) (year|jahr|an|ano)|jaarlijks)\b")  # fmt: skip
_MONTHS = Wording(r"\b(month(ly)?|monat\w*|mes|mensu[ae]l\w*|mois|mese|mensile|maand\w*)\b")
_AT_ONCE = Wording(  # "$4.99 a month, billed $59.88 once a year"
    r"\b(billed|charged|once a year|up ?front|in advance|abgerechnet|abrechnung|factur\w+|"
    r"preleve\w*|en una vez|en une fois|cobr\w+)\b"
)
_PAYMENT = Wording(
    r"\b(visa|mastercard|amex|paypal|sepa|cards?|tarjeta|carte|karte|wallet|lastschrift|ending|endet|"
    r"terminada|remind|erinner\w*)\b"
)
_STRIPPED = Wording(rf"\b(?:{_PLAN_WORD}|{'|'.join(sorted(_PERIODS))})\b")


def names_other_plan(words: str, plan: str) -> bool:
    """A control's words name a plan, and not the one that is wanted."""
    if goes_on_besides(words, plan):
        return True
    text = one_stroke(plain(words))
    return bool(_CHOOSES_PLAN.search(text)) and _other_tier(_TIERS.findall(text), text, plan)


def shows_other_plan(lines: Sequence[str], plan: str) -> bool:
    """The page names a plan ("Basic plan", "Your plan: Basic"), and nowhere the one wanted."""
    text = one_stroke(" \n ".join(map(plain, lines)))
    named = [tier for match in _PLAN_NAMED.finditer(text) for tier in _TIERS.findall(match.group())]
    return _other_tier(named, text, plan)


def _other_tier(named: Sequence[str], text: str, plan: str) -> bool:
    wanted = one_stroke(plain(plan))
    if not named or not wanted or re.search(rf"\b{re.escape(wanted)}\b", text):
        return False
    tiers = set(_TIERS.findall(wanted))
    if set(named) <= tiers & _PERIODS and not _TIERS.sub("", text).strip():
        return False  # "Monthly" where "Basic monthly" is wanted: the period of it
    if tiers and set(named) <= tiers and tiers - set(named) <= _PERIODS:
        return False  # and "Basic", whose period stands on a switch
    others = set(named) if tiers & _PERIODS else set(named) - _BY_THE_MONTH
    return bool(others) and not (tiers and tiers <= others)


def bears(words: str, plan: str) -> bool:
    """Whether words bear the plan's own, its kind and its period left out."""
    wanted = _STRIPPED.sub(" ", one_stroke(plain(plan))).split()
    said = one_stroke(plain(words)).split()
    return bool(wanted) and all(word in said for word in wanted)


def is_it(words: str, plan: str) -> bool:
    """The plan's name up to its price or what is told of it, by the month unless a year is wanted:
    not "Standard with ads - $4.99", nor "Standard - yearly", where "Standard" is."""
    wanted, said = one_stroke(plain(plan)), one_stroke(plain(words))
    head = one_stroke(plain(_HEAD.split(words)[0]))
    years = _YEARS.search(said) is not None and not set(said.split()) & _BY_THE_MONTH
    if years and _YEARS.search(wanted) is None:
        return False
    own = _STRIPPED.sub(" ", wanted).split()
    return bool(own) and _STRIPPED.sub(" ", head).split() == own


def is_by_the_month(words: str) -> bool:
    text = plain(words)
    return not (_YEARS.search(text) or _AT_ONCE.search(text)) and bool(_MONTHS.search(text))


def is_only_by_the_year(lines: Sequence[str], plan: str = "") -> bool:
    """A card that is paid by the year and not by the month, where no year was approved."""
    said = " \n ".join(map(plain, lines))
    months = _MONTHS.search(said) is not None and _AT_ONCE.search(said) is None
    wanted = _YEARS.search(plain(plan)) is not None
    return _YEARS.search(said) is not None and not months and not wanted


def is_payment(words: str) -> bool:
    """ "Visa ending 5521", "Remind me before it renews": circles that stand for no plan."""
    return _PAYMENT.search(plain(words)) is not None


def names_longer_plan(words: str, plan: str, lines: Sequence[str]) -> bool:
    """The wanted name stands in a control's words only as a part of a longer one, which the page
    bears as a title: "Get Mega Fan" beside "Mega Fan" where "Fan" is wanted.

    What begins more than one title, such as the name of the site, makes no name longer.
    """
    text, wanted = one_stroke(plain(words)), one_stroke(plain(plan))
    plain_lines = [one_stroke(plain(line)) for line in lines]
    titles = {each for each in plain_lines if len(each.split()) <= TITLE_WORDS_MAX}
    if not wanted or _strip(text, wanted) is None:
        return False
    for title in titles - {wanted, text}:
        more = _strip(title, wanted)
        if more is None or not re.search(rf"\b{re.escape(title)}\b", text):
            continue
        shared = any(other.startswith(more) for other in titles - {title})
        if more and not shared and not _NO_NAME.fullmatch(more):
            return True
    return False


def _strip(text: str, name: str) -> str | None:
    """A text without the name in it; None where the name is not in it."""
    found = re.search(rf"\b{re.escape(name)}\b", text)
    if found is None:
        return None
    return " ".join(f"{text[: found.start()]} {text[found.end() :]}".split())
