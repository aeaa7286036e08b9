"""Lanternbox: the plain one. Light, one sign-in page, one question, done."""

from datetime import date

from sandbox.streaming.brand import Brand, Choice, Effect, Paths, Plan, Says, Step


def _date_text(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


LANTERNBOX = Brand(
    slug="lanternbox",
    name="Lanternbox",
    paths=Paths(
        sign_in="/signin",
        home="/browse",
        account="/account",
        sign_out="/signout",
        cancel_done="/account/cancelled",
        resume_done="/account/welcome-back",
    ),
    says=Says(
        wrong_sign_in="Incorrect email or password. Please try again.",
        kept="Great! Your membership stays as it is.",
    ),
    plans=(
        Plan("basic", "Basic", 799, "Good picture in 720p on one screen"),
        Plan("standard", "Standard", 1549, "Great picture in 1080p on two screens"),
        Plan("premium", "Premium", 2299, "Best picture in 4K on four screens"),
    ),
    first_plan="standard",
    cancel=(
        Step(
            "start",
            "/account/cancel",
            {"finish": Choice(Effect.CANCEL), "keep": Choice(Effect.KEEP)},
        ),
    ),
    resume=(
        Step("plan", "/account/restart", {"choose": Choice(Effect.CHOOSE_PLAN, "review")}),
        Step(
            "review",
            "/account/restart/review",
            {"restart": Choice(Effect.RESTART), "not_now": Choice(Effect.KEEP)},
        ),
    ),
    rows=(
        (
            "Popular this week",
            ("Salt Roads", "The Ninth Ferry", "Low Tide", "Paper Kings", "Orchard Lane"),
        ),
        (
            "New arrivals",
            ("Winter Signal", "Half a Mile Up", "The Glass Tailor", "Bramble", "Two Harbours"),
        ),
        (
            "Documentaries",
            ("Deep Cold", "The Last Looms", "Counting Swifts", "Iron & Rye", "Night Trains"),
        ),
    ),
    date_text=_date_text,
    price_text=lambda cents: f"${cents / 100:,.2f}",
    tricky_signs="-!",
)
