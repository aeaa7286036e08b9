"""The pages between a customer and the end of a subscription, from a variant's recipe."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from sandbox.streaming.variants.parts import Button, Effect, Look, Option, Step, Tick
from sandbox.streaming.variants.recipe import Variant

OFFER_PERCENT, PAUSE_DAYS = 50, 30
CLOCK_SECONDS = 299


def leaving(variant: Variant) -> tuple[Step, ...]:
    """Every step with its right way on; the last one's press ends the subscription."""
    steps = []
    for place, kind in enumerate(variant.flow):
        following = variant.flow[place + 1] if place + 1 < len(variant.flow) else ""
        steps.append(_mannered(variant, place, _BUILDERS[kind](variant, following)))
    return tuple(steps)


def _lose(variant: Variant, to: str) -> Step:
    words = variant.words
    return Step(
        name="lose",
        title=words.lose_title,
        way="go",
        lines=(words.emotion,) if variant.emotion else (),
        points=words.lose_points,
        buttons=(
            Button("go", words.lose_go, Effect.GO, to),
            Button("stay", words.lose_keep, Effect.KEEP),
        ),
    )


def _offer(variant: Variant, to: str) -> Step:
    words = variant.words
    no = words.offer_no_shame if variant.shame else words.offer_no
    return Step(
        name="offer",
        title=words.offer_title,
        way="go",
        lines=(words.offer_text,),
        badge=f"-{OFFER_PERCENT} %",
        clock_seconds=CLOCK_SECONDS if variant.clock else 0,
        clock_label=words.clock,
        buttons=(
            Button("go", no, Effect.GO, to),
            Button("stay", words.offer_take, Effect.OFFER),
        ),
    )


def _pause(variant: Variant, to: str) -> Step:
    words = variant.words
    return Step(
        name="pause",
        title=words.pause_title,
        way="go",
        lines=(words.pause_text,),
        buttons=(
            Button("go", words.pause_no, Effect.GO, to),
            Button("stay", words.pause_take, Effect.PAUSE),
        ),
    )


def _switch(variant: Variant, to: str) -> Step:
    words = variant.words
    return Step(
        name="switch",
        title=words.switch_title,
        way="go",
        lines=(words.switch_text,),
        buttons=(
            Button("go", words.switch_no, Effect.GO, to),
            Button("stay", words.switch_take, Effect.SWITCH),
        ),
    )


def _survey(variant: Variant, to: str) -> Step:
    words = variant.words
    reasons = tuple(Option(f"r{place}", text) for place, text in enumerate(words.reasons))
    return Step(
        name="survey",
        title=words.survey_title,
        way="go",
        fields=(("reason", "r1"),),
        lines=(words.survey_text,),
        group="reason",
        options=reasons,
        needed=words.survey_needed,
        buttons=(
            Button("go", words.survey_go, Effect.GO, to, checks=True),
            Button("stay", words.survey_keep, Effect.KEEP),
        ),
    )


def _survey_select(variant: Variant, to: str) -> Step:
    step = _survey(variant, to)
    return replace(step, name="survey_select", as_select=variant.words.survey_pick)


def _choice(variant: Variant, to: str) -> Step:
    """One button; what it does depends on the radio, and the radio is set to pause."""
    words = variant.words
    return Step(
        name="choice",
        title=words.choice_title,
        way="go",
        fields=(("do", "leave"),),
        group="do",
        options=(
            Option("pause", words.choice_pause, effect=Effect.PAUSE),
            Option("switch", words.choice_switch, effect=Effect.SWITCH),
            Option("leave", words.choice_cancel, effect=Effect.GO, to=to),
        ),
        chosen="pause",
        buttons=(Button("go", words.choice_go, Effect.GO, to, look="loud", checks=True),),
    )


def _neither(variant: Variant, to: str) -> Step:
    """Two answers that both begin with not wanting; the one that stays is set."""
    words = variant.words
    return Step(
        name="neither",
        title=words.neither_title,
        way="go",
        fields=(("do", "leave"),),
        group="do",
        options=(
            Option("stay", words.neither_stay, effect=Effect.KEEP),
            Option("leave", words.neither_leave, effect=Effect.GO, to=to),
        ),
        chosen="stay",
        buttons=(Button("go", words.choice_go, Effect.GO, to, look="loud", checks=True),),
    )


def _rejoin(variant: Variant, to: str) -> Step:
    """What ends here begins again by itself, unless a tick is taken off."""
    ticks = (Tick("rejoin", variant.words.rejoin, checked=True),)
    return replace(_confirm(variant, to), name="rejoin", ticks=ticks, unfilled=("rejoin",))


def _confirm(variant: Variant, to: str) -> Step:
    words = variant.words
    return Step(
        name="confirm",
        title=words.confirm_title,
        way="go",
        lines=(words.confirm_text,),
        buttons=(
            Button("go", words.confirm_yes, Effect.CANCEL, checks=True),
            Button("stay", words.confirm_no, Effect.KEEP),
        ),
    )


def _trick(variant: Variant, to: str) -> Step:
    """The word for leaving is on the button that stays."""
    words = variant.words
    return Step(
        name="trick",
        title=words.trick_title,
        way="go",
        lines=(words.trick_text,),
        buttons=(
            Button("go", words.trick_leave, Effect.CANCEL),
            Button("stay", words.trick_stay, Effect.KEEP),
        ),
    )


def _consent(variant: Variant, to: str) -> Step:
    words = variant.words
    return replace(
        _confirm(variant, to),
        name="consent",
        fields=(("understood", "yes"),),
        ticks=(Tick("understood", words.consent, needed=True),),
        needed=words.consent_needed,
    )


def _type(variant: Variant, to: str) -> Step:
    words = variant.words
    return replace(
        _confirm(variant, to),
        name="type",
        fields=(("word", words.type_word),),
        word=words.type_word,
        field_label=words.type_text,
        wrong=words.type_wrong,
    )


def _scroll(variant: Variant, to: str) -> Step:
    """The button wakes up when the inner box has been scrolled to its end."""
    words = variant.words
    return replace(
        _confirm(variant, to),
        name="scroll",
        fields=(("read", "yes"),),
        scroll=words.terms,
        field_label=words.scroll_text,
        needed=words.scroll_text,
    )


def _again(variant: Variant, to: str) -> Step:
    words = variant.words
    return replace(
        _confirm(variant, to),
        name="again",
        fields=(("password", "{password}"),),
        secret="password",  # noqa: S106 - a field's name
        lines=(words.confirm_text, words.again_text),
        field_label=words.password,
        wrong=words.again_wrong,
    )


_BUILDERS: Mapping[str, Callable[[Variant, str], Step]] = {
    "lose": _lose,
    "offer": _offer,
    "pause": _pause,
    "switch": _switch,
    "survey": _survey,
    "survey_select": _survey_select,
    "choice": _choice,
    "neither": _neither,
    "rejoin": _rejoin,
    "confirm": _confirm,
    "trick": _trick,
    "consent": _consent,
    "type": _type,
    "scroll": _scroll,
    "again": _again,
}


def _mannered(variant: Variant, place: int, step: Step) -> Step:
    """How loud each button is and which comes first: the variant's manners."""
    by_name = {button.name: button for button in step.buttons}
    if set(by_name) != {"go", "stay"}:
        return step
    go, stay = by_name["go"], by_name["stay"]
    looks: tuple[Look, Look] = {  # go, stay
        "fair": ("loud", "calm"),
        "loud_keep": ("whisper", "loud"),
        "swapped": ("loud", "ghost") if place % 2 else ("calm", "loud"),
        "danger": ("danger", "calm"),
    }[variant.manner]  # type: ignore[assignment]
    stay_first = variant.manner == "loud_keep" or (variant.manner == "swapped" and place % 2 == 0)
    pair = (replace(go, look=looks[0]), replace(stay, look=looks[1]))
    return replace(step, buttons=pair[::-1] if stay_first else pair)
