"""The pages between a former customer and a running subscription: plan, card, what it costs."""

from sandbox.streaming.variants.parts import Button, Effect, Option, Step, Tick
from sandbox.streaming.variants.recipe import Variant

ADDON_CENTS = 499
YEAR_MONTHS = 10  # a year costs ten months


def coming_back(variant: Variant) -> tuple[Step, ...]:
    """Plan, perhaps the card's code, then the summary, whose press pays."""
    cvv = (_cvv(variant),) if variant.cvv else ()
    return (_plans(variant), *cvv, _review(variant))


def _plans(variant: Variant) -> Step:
    words = variant.words
    following = "cvv" if variant.cvv else "review"
    if variant.plan_cards:
        return _plan_cards(variant, following)
    return Step(
        name="plans",
        title=words.plans_title,
        way="choose",
        fields=(("plan", f"p{variant.plan}"),),
        lines=(words.plans_text,),
        group="plan",
        options=tuple(
            Option(f"p{place}", name, words.plan_blurbs[place])
            for place, name in enumerate(words.plan_names)
        ),
        chosen="p2" if variant.upsell else f"p{variant.plan}",
        buttons=(
            Button("choose", words.survey_go, Effect.CHOOSE, following, "loud", checks=True),
            Button("stop", words.not_now, Effect.STOP, look="link"),
        ),
    )


def _plan_cards(variant: Variant, following: str) -> Step:
    words = variant.words
    stop = Button("stop", words.not_now, Effect.STOP, look="link")
    buttons = tuple(
        Button(f"p{place}", words.choose.replace("{plan}", name), Effect.CHOOSE, following, "loud")
        for place, name in enumerate(words.plan_names)
    )
    return Step(
        name="plans",
        title=words.plans_title,
        way=f"p{variant.plan}",
        lines=(words.plans_text,),
        buttons=(*buttons, stop),
        cards=True,
    )


def _cvv(variant: Variant) -> Step:
    words = variant.words
    return Step(
        name="cvv",
        title=words.card_section,
        way="go",
        fields=(("cvv", "{cvv}"),),
        lines=(words.cvv_text,),
        secret="cvv",  # noqa: S106 - a field's name
        field_label=words.cvv,
        wrong=words.wrong_cvv,
        buttons=(
            Button("go", words.cvv_go, Effect.GO, "review", "loud", checks=True),
            Button("stop", words.not_now, Effect.STOP, look="link"),
        ),
    )


def _review(variant: Variant) -> Step:
    """The price is on the page; extras, where there are any, were ticked by the site."""
    words = variant.words
    periods = (Option("month", words.monthly), Option("year", words.yearly))
    extras = (Tick("addon", words.addon, checked=True, adds_cents=ADDON_CENTS),)
    restart = Button("restart", words.restart, Effect.RESTART, "", "loud", checks=True)
    stop = Button("stop", words.not_now, Effect.STOP, look="ghost")
    return Step(
        name="review",
        title=words.review_title,
        way="restart",
        fields=(("period", "month"),) if variant.yearly else (),
        unfilled=("addon",) if variant.addon else (),
        lines=(words.pay_note,),
        group="period" if variant.yearly else "",
        options=periods if variant.yearly else (),
        chosen="year" if variant.yearly else "",
        ticks=extras if variant.addon else (),
        facts=(
            (words.plan, "{plan}"),
            (words.due_today, "{due}"),
            (words.next_bill, "{next_date}"),
        ),
        buttons=(stop, restart) if variant.manner == "swapped" else (restart, stop),
    )
