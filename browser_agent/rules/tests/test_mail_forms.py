"""Forms that order mails and do not say "newsletter": no address is typed there, by whomever."""

from dataclasses import replace

import pytest

from browser_agent.policy_typing import judge_secret
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.pixels import Box
from browser_agent.rules.tests.vision_screens import case, step


def brief(words: str, button: str) -> Case:
    """A card in the corner of a front page: a title, a sentence, a field with a button beside it;
    its lines are seen as a second field around the first."""
    page = case(
        "# The Marlow Courier", "<Sign in>", "Engineers said on Monday that it would return.",
        "The Morning Brief", words, f"[{button}]",
        phase="sign_in", secrets=["email", "password"],
    )  # fmt: skip
    controls = [
        replace(each, box=Box(1100, 740, 1170, 758)) if each.text == button else each
        for each in page.screen.controls
    ]
    inner = Field(Box(911, 739, 1086, 758), "email", "Email", filled=True)
    outer = Field(Box(912, 724, 1087, 758), "the morning brief", "Email", filled=True)
    screen = replace(page.screen, controls=tuple(controls), fields=(inner,), lined=(outer,))
    return Case(page.question, screen)


@pytest.mark.parametrize("button", ["Sign up", "Sign up for free", "Subscribe"])
def test_the_way_in_is_taken_and_no_address_typed(button: str) -> None:
    move = choose(brief("News in your inbox by 7am.", button))
    assert (move.action, move.target) == ("click", "Sign in")


@pytest.mark.parametrize(
    ("around", "is_order"),
    [
        (("Sign up", "News in your inbox by 7am.", "The Morning Brief"), True),
        (("Go", "Top stories sent straight to your inbox"), True),
        (("OK", "Lo mejor de la semana en tu correo"), True),
        (("OK", "Toutes nos offres dans votre messagerie"), True),
        (("OK", "Die besten Angebote direkt in dein Postfach"), True),
        (("Continue", "Sign in", "We will send a code to your inbox"), False),
        (("Continue", "Enter your e-mail to go on"), False),
        (("Password", "Sign up", "Log in"), False),
        (("Sign up",), True),
        (("Sign up", "Your e-mail"), True),
        (("Sign in", "Sign up", "News in your inbox by 7am."), True),
        (("Sign in", "Subscribe"), True),
        (("Enter your email to continue reading", "Sign up"), True),
        (("Enter your email to confirm your newsletter subscription", "Sign up"), True),
        (("Log in", "Sign up"), False),
        (("Sign in", "New here?", "Sign up"), False),
        (("Enter your email to continue", "Sign up"), False),
        (("Continue", "Your e-mail", "Sign up"), False),
        (("Welcome back", "Sign up for free"), False),
        (("Check your updates in your inbox", "Enter your email to confirm the cancellation"),
         False),
        (("Enter your email to manage your deals in your inbox",), False),
        (("Identifiez-vous", "Recevez nos offres dans votre bo\u00eete mail"), False),
    ],
)  # fmt: skip
def test_no_address_is_typed_where_mails_are_ordered(
    around: tuple[str, ...], *, is_order: bool
) -> None:
    told = judge_secret(
        "email", url="https://courier.example/", origins=("courier.example",),
        loopback=False, page_words=around, label="Email", attempts=0, around=around,
    )  # fmt: skip
    assert told.rule == ("mails" if is_order else "none_against")


def test_the_field_that_holds_the_code_wants_no_address() -> None:
    """ "Enter the code sent to [email]" stood above it, once its own label was typed over."""
    page = case(
        "# Check your email inbox", "enter the 6-digit code sent to [email]", "[Continue]",
        "<Log out>", secrets=["email", "password", "code"],
        history=[
            step("click", "Cancel Subscription", page="account"),
            step("type", "code", page="confirm", text_ref="code"),
        ],
    )  # fmt: skip
    label = "enter the 6-digit code sent to [email] [code]"
    field = Field(Box(300, 150, 700, 190), label, "[code]", filled=True)
    move = choose(Case(page.question, replace(page.screen, fields=(field,))))
    assert (move.action, move.target) == ("click", "Continue")
