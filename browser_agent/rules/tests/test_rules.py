"""The rules over words alone: what each wording means, and that no fruitless step is repeated."""

from dataclasses import replace

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.judge import judge
from browser_agent.rules.move import permille
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.tests.vision_screens import HEIGHT, WIDTH, case, step
from browser_agent.rules.text import Phrases, fold

LEAVES = [
    "Continue to cancel",
    "Continue cancellation",
    "Continue cancelling",
    "Proceed to cancellation",
    "Cancel anyway",
    "I still want to cancel",
    "No thanks, continue to cancel",
    "No thanks, cancel my plan",
    "No, I still want to cancel",
    "No, cancel",
    "Finish cancellation",
    "Complete cancellation",
    "Confirm cancellation",
    "Yes, cancel",
    "Yes, cancel my subscription",
    "Yes, end my plan",
    "Cancel membership",
    "Cancel my subscription",
    "Cancel your plan",
    "Cancel Premium",
    "End membership",
    "End subscription",
    "Turn off auto-renewal",
    "Turn off auto-renew",
    "Stop renewal",
    "Unsubscribe",
    "Give up my benefits",
    "Leave anyway",
    "Lose discount and cancel",
    "I want to leave",
    "I don't want to keep my plan",
    "Cancel and keep access until 14 December",
    "Change or cancel plan",
    "Cancelar suscripción",
    "Sí, cancelar",
    "Continuar con la cancelación",
    "Résilier mon abonnement",
    "Oui, résilier",
    "Poursuivre la résiliation",
    "Mitgliedschaft kündigen",
    "Trotzdem kündigen",
    "Kündigung bestätigen",
    "I don't mind, stop my plan",
    "No problem. End my subscription",
    "No, gracias. Seguir con la cancelaci\u00f3n",
    "Decline offer",
    "No thanks",
    "No, thank you",
    "Reject offer",
    "Skip this offer",
    "Not interested",
    "No, I don't like saving money",
    "Continuetocancel",
    "Disconnect service",
    "Carry on and end it",
    "Decline, proceed to disconnect",
    "Confirm service termination",
    "Continue with disconnection",
]
STAYS = [
    "Cancel this request",
    "Keep my membership",
    "Keep watching",
    "Stay a member",
    "Stay subscribed",
    "Pause my plan",
    "Pause instead",
    "Switch to Basic",
    "Downgrade to Basic",
    "Upgrade",
    "Claim offer",
    "Accept 40% off",
    "Accept & stay",
    "Get my free month",
    "Apply discount",
    "Redeem deal",
    "Save 50%",
    "Don't cancel",
    "Do not cancel my plan",
    "Do not switch off",
    "Never mind",
    "Go back",
    "Back",
    "Back to account",
    "Take me back",
    "I changed my mind",
    "Cancel my cancellation",
    "Stop cancellation",
    "Exit cancellation",
    "Undo cancellation",
    "Continue watching",
    "Continue my membership",
    "Yes, keep my plan",
    "No, keep it",
    "No thanks, keep my plan",
    "No, go back",
    "Remind me later",
    "Restart membership",
    "Resume plan",
    "Mantener mi plan",
    "Garder mon abonnement",
    "Abo behalten",
    "Not now",
    "Keep watching, cancel my plan later",
]
NEITHER = [
    "Wait, don't cancel my plan",
    "Watch more, cancel anytime",
    "Home",
    "Search",
    "Account",
    "Cancel anytime",
    "How do I cancel?",
    "Cancellation policy",
    "Terms of use",
    "$15.99/month",
    "Cancel",
]


@pytest.mark.parametrize("label", LEAVES)
def test_a_label_that_goes_on_cancelling(label: str) -> None:
    assert role_of(fold(label)) >= Role.DECLINE


@pytest.mark.parametrize("label", STAYS)
def test_a_label_that_keeps_the_plan(label: str) -> None:
    assert role_of(fold(label)) is Role.STAY


@pytest.mark.parametrize("label", NEITHER)
def test_a_label_that_decides_nothing_by_itself(label: str) -> None:
    assert role_of(fold(label)) is Role.NONE


@pytest.mark.parametrize(
    ("items", "wanted"),
    [
        (("Are you sure you want to cancel?", "[Cancel]", "[Confirm]"), "Confirm"),
        (("Are you sure you want to cancel?", "[Cancel]", "[Never mind]"), "Cancel"),
        (("End your membership?", "[No]", "[Yes]"), "Yes"),
        (("Do you want to keep your plan?", "[Yes]", "[No]"), "No"),
        (("Stop the cancellation?", "[OK]", "[Cancel]"), "Cancel"),
        (("Cancel your plan?", "[Go back]", "[Continue]"), "Continue"),
    ],
)
def test_bare_words_mean_what_the_question_makes_of_them(
    items: tuple[str, ...], wanted: str
) -> None:
    move = choose(case(*items))

    assert (move.action, move.target) == ("click", wanted)


def test_an_offer_preselected_is_not_taken_by_continue() -> None:
    move = choose(
        case(
            "# Pause or cancel?",
            "Before you go, take a break instead",
            "(x) Pause for 3 months",
            "( ) Cancel my subscription",
            "[Continue]",
        )
    )

    assert (move.action, move.target) == ("click", "Cancel my subscription")


def test_continue_alone_is_not_pressed_on_an_offer() -> None:
    move = choose(case("# Special offer", "Stay for 50% off for 3 months", "[Continue]"))

    assert move.target != "Continue"


def test_a_password_is_never_pointed_at_an_email_field() -> None:
    told = case(
        "# Sign in", "|Email|", "[Sign in]", history=[step("type", "email", text_ref="email")]
    )

    assert choose(told).text_ref != "password"


def test_a_newsletter_gets_no_address() -> None:
    move = choose(case("# News", "Get updates by e-mail", "|Email|", "[Subscribe]", "<Account>"))

    assert move.text_ref is None


def test_an_unknown_password_needs_a_person() -> None:
    move = choose(case("# Sign in", "|Password|", "[Sign in]", secrets=["email"]))

    assert (move.action, move.error_code) == ("need_human", "credential_missing")


def test_an_error_before_any_password_is_no_wrong_password() -> None:
    move = choose(case("# Sign in", "Incorrect password.", "|Email|", "|Password|", "[Sign in]"))

    assert (move.action, move.text_ref) == ("type", "email")


@pytest.mark.parametrize(
    ("items", "error_code"),
    [
        (("Please confirm you are human", "I'm not a robot"), "captcha"),
        (("Check your inbox", "We've sent a sign-in link to your email."), "email_confirmation"),
        (("Account", "Your plan is billed through Roku."), "third_party_billing"),
        (("Account", "Manage your subscription with Google Play."), "third_party_billing"),
    ],
)
def test_what_only_a_person_can_do(items: tuple[str, ...], error_code: str) -> None:
    move = choose(case(*items))

    assert (move.action, move.error_code) == ("need_human", error_code)


def test_a_click_without_effect_is_tried_twice_and_no_more() -> None:
    items = ("# Account", "Renews on 14 December 2026", "[Cancel plan]", "<Manage subscription>")
    first = choose(case(*items))
    assert first.target == "Cancel plan"
    assert first.x is not None
    assert first.y is not None
    at = {"x": permille(first.x, WIDTH), "y": permille(first.y, HEIGHT)}
    idle = step("click", "Cancel plan", changed=False, **at)

    assert choose(case(*items, history=[idle])).target == "Cancel plan"
    assert choose(case(*items, history=[idle, idle])).target == "Manage subscription"


def test_the_end_of_the_page_is_not_scrolled_past() -> None:
    items = ("# Account", "Your devices", "Payment history", "<Account settings>")

    assert choose(case(*items)).action == "scroll"
    end = step("scroll", changed=False)
    assert choose(case(*items, history=[end])).target == "Account settings"


def test_nothing_left_to_try_is_admitted() -> None:
    history = [step("scroll", changed=False), *[step("open_account")] * 4]
    move = choose(case("Lorem", "Ipsum", history=history))

    assert (move.action, move.error_code) == ("need_human", "stuck")
    assert move.confidence < 0.5


def test_waiting_ends() -> None:
    assert choose(case("Loading...")).action == "wait"
    move = choose(case("Loading...", history=[step("wait", changed=False)] * 6))
    assert (move.action, move.error_code) == ("need_human", "site_unreachable")


def test_an_offer_accepted_is_not_done() -> None:
    move = choose(
        case("Your discount has been applied", "Your next bill on December 14, 2026 will be $5.00")
    )

    assert move.action != "done"
    assert move.state == "active"


def test_resuming_takes_the_plan_that_was_named() -> None:
    move = choose(
        case(
            "# Choose your plan",
            "( ) Basic $7.99",
            "( ) Standard $12.99",
            "(x) Premium $17.99",
            "[Continue]",
            goal="resume",
            plan="Standard",
        )
    )

    assert (move.action, move.target) == ("click", "Standard $12.99")


def test_resuming_what_runs_already_is_done() -> None:
    move = choose(case("# Account", "Renews on 14 December 2026", "[Cancel plan]", goal="resume"))

    assert (move.action, move.state) == ("done", "active")
    assert move.on is not None
    assert move.on.isoformat() == "2026-12-14"


def test_a_page_that_still_asks_is_no_verdict() -> None:
    verdict = judge(case("Finish your cancellation", "[Finish cancellation]", "[Keep plan]"))

    assert verdict.state == "unknown"


def test_a_sign_in_page_is_no_verdict() -> None:
    verdict = judge(case("# Sign in", "|Email|", "|Password|", "[Sign in]"))

    assert (verdict.page, verdict.state) == ("sign_in", "unknown")


def test_phrases_survive_lost_spaces_and_accents() -> None:
    phrase = Phrases(r"proximo pago")

    assert phrase(fold("Pr\u00f3ximo  pago: 14 dic"))
    assert phrase(fold("Pr\u00f3ximopago"))
    assert not phrase(fold("proximos pagos"))


def test_a_link_that_its_underline_makes_tall_is_no_heading() -> None:
    given = case("Your plan", "<Cancel membership>")
    link = given.screen.controls[1]
    tall = replace(link, box=replace(link.box, y1=link.box.y0 + 31))
    screen = replace(given.screen, controls=(given.screen.controls[0], tall))
    assert choose(Case(given.question, screen)).target == "Cancel membership"


@pytest.mark.parametrize(
    ("question", "closes", "ends"),
    [
        ("R\u00e9silier votre abonnement ?", "Annuler", "R\u00e9silier"),
        ("End your membership?", "Cancel", "End it"),
        ("Turn off renewal?", "Cancel", "Turn off"),
    ],
)
def test_beside_a_word_that_ends_cancel_closes_the_dialog(
    question: str, closes: str, ends: str
) -> None:
    assert choose(case(question, f"[{closes}]", f"[{ends}]")).target == ends
    assert choose(case(question, f"[{ends}]", f"[{closes}]")).target == ends


def test_a_question_in_bare_letters_is_not_pressed_again_and_again() -> None:
    move = choose(case("Switch off renewal?", "[Do not switch off]", "[Switch off]"))
    assert move.target == "Switch off"
