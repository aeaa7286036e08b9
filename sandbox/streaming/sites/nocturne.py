"""Nocturne+: dark navy. E-mail, then password, then who is watching; the end takes a moment."""

from datetime import date

from sandbox.streaming.brand import Brand, Choice, Effect, Paths, Plan, Says, Step


def _date_text(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


NOCTURNE = Brand(
    slug="nocturne",
    name="Nocturne+",
    paths=Paths(
        sign_in="/login",
        password="/login/password",  # noqa: S106 - an address
        profiles="/who",
        home="/tonight",
        account="/settings/subscription",
        sign_out="/logout",
        working="/settings/subscription/ending",
        cancel_done="/settings/subscription/ended",
        resume_done="/settings/subscription/renewed",
    ),
    says=Says(
        no_such_email="We couldn't find a Nocturne+ account for this email.",
        wrong_sign_in="That password isn't right. Check it and try again.",
        kept="Good choice. Nothing has changed.",
    ),
    plans=(
        Plan("mono", "Nocturne Solo", 899, "One stream, Full HD"),
        Plan("duo", "Nocturne Duo", 1299, "Two streams, Full HD, downloads"),
        Plan("ultra", "Nocturne Ultra", 1799, "Four streams, 4K HDR, spatial audio"),
    ),
    first_plan="duo",
    profiles=("Robin", "Mo", "Kids"),
    cancel=(
        Step(
            "start",
            "/settings/subscription/end",
            {"stay": Choice(Effect.KEEP), "continue": Choice(Effect.GO, "confirm")},
        ),
        Step(
            "confirm",
            "/settings/subscription/end/confirm",
            {"yes": Choice(Effect.CANCEL), "no": Choice(Effect.KEEP)},
        ),
    ),
    resume=(
        Step(
            "plan", "/settings/subscription/renew", {"choose": Choice(Effect.CHOOSE_PLAN, "review")}
        ),
        Step(
            "review",
            "/settings/subscription/renew/summary",
            {"restart": Choice(Effect.RESTART), "back": Choice(Effect.KEEP)},
        ),
    ),
    rows=(
        (
            "Continue watching",
            ("Black Harbour", "Harrow", "The Quiet Orbit", "Nightjar", "Cinder Street", "Vesper"),
        ),
        (
            "Tonight's thrillers",
            ("Undertow", "Eleven Doors", "Cold Lantern", "Static", "The Weir", "Second Moon"),
        ),
        (
            "Award winners",
            ("Marrow", "A House in Trieste", "Pale Rider's Son", "Ostinato", "Kestrel", "Ash Hour"),
        ),
    ),
    date_text=_date_text,
    price_text=lambda cents: f"€{cents / 100:,.2f}",
    tricky_signs="@#%Ü",
    ends_days_before_renewal=1,
)
