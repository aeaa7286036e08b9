"""A variant, and the dice that mix one from what is written down elsewhere."""

import random
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from sandbox.streaming.variants.looks import (
    BRANDS,
    CONTROLS,
    LAYOUTS,
    PAGED,
    PARTNERS,
    THEMES,
    USUAL_WAY_IN,
)
from sandbox.streaming.variants.wording import VOICES
from sandbox.streaming.variants.words import Words

Goal = Literal["cancel", "resume"]
LAST = ("confirm", "trick", "consent", "type", "scroll", "again", "rejoin")
FLOWS: tuple[tuple[str, ...], ...] = (
    ("confirm",),
    ("lose", "confirm"),
    ("survey", "confirm"),
    ("offer", "confirm"),
    ("lose", "offer", "survey", "confirm"),
    ("choice", "confirm"),
    ("pause", "trick"),
    ("offer", "switch", "type"),
    ("lose", "scroll"),
    ("survey_select", "consent"),
    ("survey", "offer", "pause", "confirm"),
    ("choice", "offer", "trick"),
    ("again",),
    ("lose", "switch", "survey_select", "consent"),
    ("neither", "confirm"),
    ("survey", "rejoin"),
)
FAULTS = (
    "none", "slow", "error_once", "session_lost", "toast_only", "wrong_password", "captcha",
    "passkey", "billed_elsewhere", "email_link", "card_declined", "no_account_link",
    "already_done", "phone_only", "too_dear",
)  # fmt: skip
_ANY_GOAL = ("slow", "error_once", "session_lost", "wrong_password", "captcha", "passkey")
FAULTS_OF: dict[str, tuple[str, ...]] = {
    "cancel": (
        *_ANY_GOAL, "toast_only", "billed_elsewhere", "email_link", "no_account_link",
        "already_done", "phone_only",
    ),
    "resume": (*_ANY_GOAL, "card_declined", "already_done", "too_dear"),
}  # fmt: skip
SIGN_INS = ("one", "two", "one_code", "one_digits", "two_code")
PLACES = ("button", "link", "bottom", "more", "manage", "toggle")
MANNERS = ("fair", "loud_keep", "swapped", "danger")


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """All of what makes a site itself. `account_known`: whether the agent is told the address of
    the account page. `place`: where the way out (or back in) is on it."""

    name: str
    seed: int
    goal: Goal
    voice: str
    layout: str
    theme: str
    controls: str
    brand: str
    partner: str
    sign_in: str
    profiles: bool
    way_in: str
    place: str
    flow: tuple[str, ...]
    manner: str
    cents: tuple[int, int, int]
    plan: int
    overlays: tuple[str, ...] = ()
    shame: bool = False
    emotion: bool = False
    clock: bool = False
    ad: bool = False
    addon: bool = False
    yearly: bool = False
    cvv: bool = False
    upsell: bool = False
    plan_cards: bool = False
    cross: bool = False
    fault: str = "none"
    account_known: bool = True
    tags: dict[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> Words:
        return VOICES[self.voice]

    @property
    def starts_active(self) -> bool:
        return (self.goal == "cancel") != (self.fault == "already_done")

    @property
    def asks_code(self) -> bool:
        return self.sign_in in {"one_code", "one_digits", "two_code"}

    @property
    def two_steps(self) -> bool:
        return self.sign_in in {"two", "two_code"}

    @property
    def traps(self) -> tuple[str, ...]:
        """By the published names of Gray et al. 2018, Mathur et al. 2019 and Brignull."""
        found = _traps_everywhere(self)
        found |= _traps_of_leaving(self) if self.goal == "cancel" else _traps_of_return(self)
        return tuple(sorted(found))


def _traps_everywhere(variant: Variant) -> set[str]:
    found = {
        "disguised_ad": variant.ad,
        "nagging": "nag" in variant.overlays,
        "interface_interference": "cookies" in variant.overlays,
        "hidden_information": variant.place in {"bottom", "more"} or variant.way_in == "help",
    }
    return {name for name, set_ in found.items() if set_}


def _traps_of_leaving(variant: Variant) -> set[str]:
    flow = set(variant.flow)
    found = {
        "preselection": bool(flow & {"choice", "neither"}),
        "sneaking": "rejoin" in flow,
        "trick_wording": bool(flow & {"trick", "neither"}),
        "confirmshaming": variant.shame and "offer" in flow,
        "fake_urgency": variant.clock and "offer" in flow,
        "toying_with_emotion": variant.emotion and "lose" in flow,
        "visual_interference": variant.manner == "loud_keep",
        "misdirection": variant.manner == "swapped",
        "forced_action": bool(
            flow & {"survey", "survey_select", "consent", "type", "scroll", "again"}
        ),
        "obstruction": len(variant.flow) >= 3,
        "roach_motel": len(variant.flow) >= 4
        or variant.fault in {"phone_only", "email_link", "no_account_link"},
    }
    return {name for name, set_ in found.items() if set_}


def _traps_of_return(variant: Variant) -> set[str]:
    found = {
        "sneaking_into_basket": variant.addon,
        "preselection": variant.yearly or variant.addon or variant.upsell,
        "visual_interference": variant.manner == "loud_keep",
    }
    return {name for name, set_ in found.items() if set_}


def mix(name: str, *, seed: int, language: str = "", **fixed: Any) -> Variant:
    """A variant from the dice of this seed; `fixed` fields are as given. The same seed and fields
    give the same variant. KeyError for a language without a voice."""
    dice = random.Random(f"variant:{name}:{seed}")  # noqa: S311 - repeatable on purpose
    goal = fixed.get("goal") or dice.choice(("cancel", "cancel", "resume"))
    voices = [key for key, words in VOICES.items() if not language or words.language == language]
    if not voices:
        raise KeyError(language)
    layout = fixed.get("layout") or dice.choice(LAYOUTS)
    cheap = dice.choice((499, 599, 699, 799))
    drawn: dict[str, Any] = {
        "goal": goal,
        "voice": dice.choice(voices),
        "layout": layout,
        "theme": dice.choice(tuple(THEMES)),
        "controls": dice.choice(CONTROLS),
        "brand": dice.choice(BRANDS),
        "partner": dice.choice(PARTNERS),
        "sign_in": dice.choice(SIGN_INS),
        "profiles": dice.random() < 0.25,
        "way_in": USUAL_WAY_IN[layout],
        "place": dice.choice(PLACES),
        "flow": dice.choice(FLOWS),
        "manner": dice.choice(MANNERS),
        "cents": (cheap, cheap + dice.choice((400, 500, 600)), cheap + dice.choice((1000, 1200))),
        "plan": dice.choice((1, 1, 2)),
        "overlays": _overlays(dice),
        "shame": dice.random() < 0.5,
        "emotion": dice.random() < 0.5,
        "clock": dice.random() < 0.4,
        "ad": dice.random() < 0.35,
        "addon": goal == "resume" and dice.random() < 0.5,
        "yearly": goal == "resume" and dice.random() < 0.35,
        "cvv": goal == "resume" and dice.random() < 0.3,
        "upsell": goal == "resume" and dice.random() < 0.4,
        "plan_cards": goal == "resume" and dice.random() < 0.4,
        "cross": dice.random() < 0.4,
        "account_known": dice.random() < 0.7,
    }
    return _possible(Variant(name=name, seed=seed, **drawn | fixed))


def _overlays(dice: random.Random) -> tuple[str, ...]:
    chances = {"cookies": 0.45, "news": 0.25, "nag": 0.25}
    return tuple(name for name, chance in chances.items() if dice.random() < chance)


def _possible(variant: Variant) -> Variant:
    """What does not go together is put right, never drawn again."""
    if variant.layout in PAGED and variant.place == "bottom":
        variant = replace(variant, place="link")
    if variant.fault == "no_account_link":
        variant = replace(variant, way_in="help", account_known=False)
    if variant.goal == "resume" and variant.place == "toggle":
        variant = replace(variant, place="button")
    if variant.ad:  # an advertisement for what the customer has already would fool nobody
        variant = replace(variant, plan=1, ad=variant.starts_active)
    if variant.plan_cards:
        variant = replace(variant, upsell=False)  # nothing is chosen where all must be pressed
    if variant.fault == "too_dear":
        variant = replace(variant, addon=False, yearly=False)
    return variant
