"""The variants with names. What a line does not say the dice decide, by the seed.

`wild-<number>` is a variant of the dice alone: as many as anybody wants.
"""

import random
import zlib
from collections.abc import Mapping
from typing import Any

from sandbox.streaming.variants.looks import BRANDS
from sandbox.streaming.variants.recipe import FAULTS_OF, Variant, mix
from sandbox.streaming.variants.wording import VOICES

SEED = 2026
WILD = "wild-"
WILD_FAULTS_SHARE = 0.4
_TUPLES = frozenset({"flow", "overlays"})
_FLAGS = frozenset(
    {"account_known", "ad", "addon", "clock", "cvv", "emotion", "profiles", "shame", "upsell"}
    | {"yearly", "plan_cards", "cross"}
)

# name (its first part is the language), goal, layout, theme, then what else is fixed
_TABLE = """
en-plain          cancel hero      daylight flow=lose,confirm overlays= ad=no sign_in=one place=link
en-buttons        cancel avatar    cinema   flow=confirm overlays= sign_in=two place=button
en-modal-offers   cancel modal     midnight flow=offer,switch,type sign_in=one place=button
en-sidebar-slow   cancel sidebar   slate    flow=survey,confirm fault=slow sign_in=one
en-table-toast    cancel table     ocean    fault=toast_only flow=lose,confirm
en-captcha        cancel column    paper    fault=captcha
en-passkey        cancel tabs      midnight fault=passkey
en-wrong-password cancel modal     daylight fault=wrong_password sign_in=two
en-urgent         cancel cards     aurora   flow=offer,confirm clock=yes shame=yes manner=loud_keep
en-roach-motel    cancel panes     forest   flow=lose,offer,survey,confirm place=manage emotion=yes
en-scroll         cancel accordion ocean    flow=lose,scroll sign_in=one_digits
en-consent        cancel column    daylight flow=survey_select,consent sign_in=two_code
en-lost-session   cancel panes     forest   flow=survey,confirm fault=session_lost
en-phone-only     cancel table     paper    fault=phone_only
en-email-link     cancel sidebar   bold     fault=email_link flow=lose,confirm
en-already        cancel tabs      cinema   fault=already_done
en-nagging cancel accordion slate flow=choice,offer,trick overlays=cookies,news,nag cross=yes
en-toggle         cancel sidebar   aurora   flow=pause,trick place=toggle ad=yes
en-help-only      cancel hero      midnight fault=no_account_link flow=confirm place=button
en-fresh-start resume cards forest addon=no yearly=no upsell=no cvv=no place=button plan_cards=no
en-basket         resume avatar    daylight addon=yes yearly=no upsell=no cvv=yes
en-declined       resume modal     ocean    fault=card_declined
en-dearer         resume panes     cinema   fault=too_dear upsell=no
en-running        resume accordion daylight fault=already_done
en-neither        cancel tabs      forest   flow=neither,confirm
en-rejoin         cancel tabs      bold     flow=survey,rejoin
es-choice         cancel hero      cinema   flow=choice,confirm overlays=news cross=no
es-cards          cancel cards     fog      flow=survey,offer,pause,confirm shame=yes
es-password       cancel sidebar   forest   flow=again sign_in=one
es-error          cancel table     midnight fault=error_once flow=survey_select,consent
es-partner        cancel tabs      ocean    fault=billed_elsewhere
es-column         resume column    paper    addon=yes plan_cards=yes
es-year           resume avatar    daylight yearly=yes upsell=no addon=no
fr-trick          cancel tabs      aurora   flow=pause,trick
fr-accordion      cancel accordion fog      fault=error_once flow=offer,confirm
fr-modal          cancel modal     cinema   flow=lose,switch,survey_select,consent
fr-digits         cancel hero      paper    flow=lose,scroll sign_in=one_digits
fr-email-link     cancel cards     daylight fault=email_link
fr-resume         resume sidebar   midnight cvv=yes plan_cards=yes
fr-resume-slow    resume panes     ocean    fault=slow
fr-neither        cancel column    forest   flow=neither,confirm
de-consent        cancel panes     ocean    flow=survey_select,consent
de-partner        cancel cards     bold     fault=billed_elsewhere
de-type           cancel avatar    midnight flow=offer,switch,type
de-lost           cancel column    slate    fault=session_lost flow=lose,confirm
de-toast          cancel hero      daylight fault=toast_only
de-toggle         cancel accordion forest   place=toggle flow=choice,offer,trick
de-resume         resume table     cinema   plan_cards=no upsell=yes yearly=no addon=no plan=1
de-declined       resume modal     paper    fault=card_declined
de-rejoin         cancel sidebar   fog      flow=survey,rejoin
"""


def names() -> list[str]:
    return list(VARIANTS)


def variant(name: str) -> Variant:
    """By name; `wild-7` mixes number seven. KeyError where there is none."""
    if name.startswith(WILD) and name.removeprefix(WILD).isdecimal():
        return _wild(name, int(name.removeprefix(WILD)))
    return VARIANTS[name]


def _wild(name: str, number: int) -> Variant:
    """Two in five have a fault that goes with their goal."""
    found = mix(name, seed=number)
    dice = random.Random(f"fault:{number}")  # noqa: S311 - repeatable on purpose
    if dice.random() > WILD_FAULTS_SHARE:
        return found
    return mix(name, seed=number, goal=found.goal, fault=dice.choice(FAULTS_OF[found.goal]))


def _all() -> dict[str, Variant]:
    """Voices of a language take turns, and no two variants share a brand."""
    found: dict[str, Variant] = {}
    turns: dict[str, int] = {}
    for line, brand in zip(_TABLE.strip().splitlines(), BRANDS, strict=False):
        name, goal, layout, theme, *rest = line.split()
        language = name.split("-")[0]
        voices = [voice for voice, words in VOICES.items() if words.language == language]
        turn = turns[language] = turns.get(language, -1) + 1
        fixed: dict[str, Any] = {"brand": brand, "voice": voices[turn % len(voices)]}
        fixed |= {"goal": goal, "layout": layout, "theme": theme}
        fixed |= dict(_read(entry) for entry in rest)
        seed = SEED + zlib.crc32(name.encode()) % 1000  # a new line changes no other one's dice
        found[name] = mix(name, seed=seed, language=language, **fixed)
    assert len(found) == len(_TABLE.strip().splitlines()), "every variant has a brand and a name"
    return found


def _read(entry: str) -> tuple[str, Any]:
    key, _, text = entry.partition("=")
    if key in _TUPLES:
        return key, tuple(part for part in text.split(",") if part)
    if key in _FLAGS:
        return key, text == "yes"
    return key, int(text) if text.isdecimal() else text


VARIANTS: Mapping[str, Variant] = _all()
