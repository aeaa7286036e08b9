"""Kaleido: loud colours, a code by 'e-mail', and two offers before anybody may leave."""

from datetime import date

from sandbox.streaming.brand import Brand, Choice, Effect, Paths, Plan, Says, Step


def _date_text(day: date) -> str:
    return f"{day:%m/%d/%Y}"


KALEIDO = Brand(
    slug="kaleido",
    name="Kaleido",
    paths=Paths(
        sign_in="/hello",
        code="/hello/code",
        home="/explore",
        account="/me/membership",
        sign_out="/bye",
        cancel_done="/me/membership/goodbye",
        resume_done="/me/membership/hooray",
    ),
    says=Says(
        wrong_sign_in="Oops! That email and password don't match.",
        wrong_code="Hmm, that code isn't right. Give it another go!",
        code_void='That code has expired. Tap "Send a new code" to get another one.',
        code_sent_again="A new code is on its way!",
        kept="Yay, you're staying! Nothing has changed.",
        discounted="Sweet! Your 50% discount is on.",
        paused="Your membership is paused. See you soon!",
    ),
    plans=(
        Plan("spark", "Spark", 599, "With a few ads, 1 screen"),
        Plan("prism", "Prism", 1099, "No ads, 3 screens, downloads"),
    ),
    first_plan="prism",
    cancel=(
        Step(
            "deal",
            "/me/membership/leaving",
            {
                "claim": Choice(Effect.TAKE_DISCOUNT),
                "no_thanks": Choice(Effect.GO, "pause"),
            },
        ),
        Step(
            "pause",
            "/me/membership/leaving/break",
            {
                "pause": Choice(Effect.TAKE_PAUSE),
                "still_cancel": Choice(Effect.GO, "confirm"),
            },
        ),
        Step(
            "confirm",
            "/me/membership/leaving/last-step",
            {"keep": Choice(Effect.KEEP), "cancel": Choice(Effect.CANCEL)},
        ),
    ),
    resume=(
        Step("plan", "/me/membership/return", {"choose": Choice(Effect.CHOOSE_PLAN, "review")}),
        Step(
            "review",
            "/me/membership/return/check",
            {"restart": Choice(Effect.RESTART), "maybe_later": Choice(Effect.KEEP)},
        ),
    ),
    rows=(
        (
            "Trending now",
            ("Bubble Trouble", "Disco Llama", "Neon Nonna", "Pixel Pirates", "Wobble"),
        ),
        (
            "Game night",
            ("Quiz Me Maybe", "Cake or Quake", "The Sock Drawer", "Karaoke Kings", "Zoom Zoo"),
        ),
        (
            "Feel-good films",
            ("Sunny Side", "Mango Summer", "Hello, Hedgehog", "Roller Bloom", "Big Small Town"),
        ),
    ),
    date_text=_date_text,
    price_text=lambda cents: f"${cents / 100:,.2f}",
    tricky_signs="#*",
    discount_percent=50,
    pause_days=60,
)
