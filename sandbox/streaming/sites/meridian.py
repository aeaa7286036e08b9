"""Meridian: dense and corporate. The way out lies under everything else, behind a survey."""

from datetime import date

from sandbox.streaming.brand import Brand, Choice, Effect, Paths, Plan, Says, Step


def _date_text(day: date) -> str:
    return day.isoformat()


MERIDIAN = Brand(
    slug="meridian",
    name="Meridian Home Entertainment",
    paths=Paths(
        sign_in="/secure/sign-on",
        home="/portal",
        account="/portal/my-services",
        sign_out="/secure/sign-off",
        cancel_done="/portal/service-request/complete",
        resume_done="/portal/reinstatement/complete",
        privacy="/privacy/choices",
    ),
    says=Says(
        wrong_sign_in="The user ID or password you entered is not valid. (Reference: SO-104)",
        kept="Your service has been retained. No changes were made to your account.",
        wrong_cvv="The security code does not match the card on file. Please try again.",
        no_reason="Please select one reason before continuing.",
    ),
    plans=(
        Plan("select", "Select TV", 1899, "85 channels, 20 h cloud recorder, 1 stream"),
        Plan("preferred", "Preferred TV", 2799, "140 channels, 100 h cloud recorder, 3 streams"),
        Plan("total", "Total TV", 3999, "210 channels, 500 h cloud recorder, 5 streams"),
    ),
    first_plan="preferred",
    cancel=(
        Step(
            "survey",
            "/portal/service-request/feedback",
            {"continue": Choice(Effect.GO, "confirm"), "back": Choice(Effect.KEEP)},
            reasons=(
                ("price", "The service costs more than I want to spend"),
                ("usage", "I do not use the service often enough"),
                ("content", "The channels or programmes I want are not available"),
                ("quality", "I experienced technical or picture quality problems"),
                ("moving", "I am moving or my household is changing"),
                ("other", "Another reason / I prefer not to say"),
            ),
        ),
        Step(
            "confirm",
            "/portal/service-request/review",
            {"retain": Choice(Effect.KEEP), "submit": Choice(Effect.CANCEL)},
        ),
    ),
    resume=(
        Step(
            "plan", "/portal/reinstatement/package", {"choose": Choice(Effect.CHOOSE_PLAN, "cvv")}
        ),
        Step(
            "cvv",
            "/portal/reinstatement/card-verification",
            {"verify": Choice(Effect.CHECK_CVV, "review"), "stop": Choice(Effect.KEEP)},
        ),
        Step(
            "review",
            "/portal/reinstatement/order-summary",
            {"restart": Choice(Effect.RESTART), "stop": Choice(Effect.KEEP)},
        ),
    ),
    rows=(
        (
            "On now",
            (
                "Evening Report",
                "County Cricket Live",
                "Kitchen Table",
                "Markets Today",
                "Gardens of Wales",
                "Chief Inspector Voss",
            ),
        ),
        (
            "Your recordings",
            (
                "The Auction Room",
                "Rail Journeys S4",
                "Harbour Patrol",
                "Quarter Final",
                "Parish Council",
                "Film: The Ledger",
            ),
        ),
    ),
    date_text=_date_text,
    price_text=lambda cents: f"USD {cents / 100:,.2f}",
    tricky_signs="_$",
    charges_at_restart=True,
)
