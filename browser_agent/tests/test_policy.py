from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from browser_agent.lexicon import commits, forbidden_on_cancel
from browser_agent.money import amounts, charged_prices, price_limit
from browser_agent.origins import origin_allowed, origin_of, registrable_domain
from browser_agent.policy import Press, is_commit, judge_press
from browser_agent.policy_typing import judge_secret, judge_text

PAGE = ("Enter your password", "Log in")


def secret(name: str = "password", **changed: object) -> str:
    told: dict[str, object] = {
        "url": "https://www.example.com/login",
        "origins": ("example.com",),
        "loopback": False,
        "page_words": PAGE,
        "label": "Password",
        "attempts": 0,
    } | changed
    decision = judge_secret(name, **told)  # type: ignore[arg-type]
    return decision.verdict if decision.allowed else decision.rule


def pressing(words: str, *, page: str = "offer", commit: bool = False, label: str = "") -> Press:
    return Press(target=words, label=label or words, page=page, commit=commit)


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://www.netflix.com/account", True),
        ("https://netflix.com", True),
        ("https://netflix.com.evil.example/login", False),
        ("https://evilnetflix.com/", False),
        ("https://netflix.com@evil.example/", False),
        ("https://www.netflix.com:8443/", False),
        ("javascript:alert(1)", False),
        ("http://127.0.0.1:9001/x", True),
        ("http://127.0.0.1:9002/x", False),
        ("http://127.0.0.1/x", False),
        ("not a url", False),
        ("https://[broken", False),
        ("https://", False),
    ],
)
def test_origins_are_compared_by_registrable_domain_or_port(url: str, allowed: bool) -> None:
    assert origin_allowed(url, ("netflix.com", "127.0.0.1:9001")) is allowed


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.netflix.com", "netflix.com"),
        ("a.b.example.co.uk", "example.co.uk"),
        ("mine.github.io", "mine.github.io"),
        ("deep.mine.github.io", "mine.github.io"),
        ("localhost", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
    ],
)
def test_registrable_domains(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain


def test_an_origin_allows_the_address_it_was_made_from() -> None:
    for url in (
        "http://127.0.0.1:9101/",
        "https://www.hulu.com/start",
        "http://localhost:8000/a",
        "https://shop.example.com:8443/",
        "http://[::1]:9000/",
    ):
        assert origin_allowed(url, (origin_of(url),)), url
    with pytest.raises(ValueError, match="http"):
        origin_of("file:///etc/passwd")


@given(st.text(max_size=60))
def test_no_address_breaks_the_origin_check(url: str) -> None:
    assert origin_allowed(url, ("netflix.com",)) in {True, False}


def test_a_secret_is_typed_on_its_own_origin_over_https_only() -> None:
    assert secret() == "allow"
    assert secret(url="https://example.com.evil.example/login") == "foreign_origin"
    assert secret(url="http://www.example.com/login") == "not_https"
    assert secret("email", url="http://www.example.com/login") == "not_https"
    assert secret(url="http://127.0.0.1:1/", origins=("127.0.0.1:1",), loopback=True) == "allow"


def test_a_password_is_typed_twice_at_most() -> None:
    assert secret(attempts=1) == "allow"
    assert secret(attempts=2) == "password_attempts"
    assert secret("email", attempts=2) == "allow"


def test_a_password_needs_a_page_and_a_field_that_ask_for_one() -> None:
    assert secret(page_words=("Enter your e-mail", "Next")) == "no_password_wording"
    assert secret(label="Email address") == "email_field"
    assert secret(label="Email and password") == "allow"
    assert secret("email", page_words=("Enter your e-mail",), label="Email address") == "allow"


@pytest.mark.parametrize("words", ["Passwort", "Contraseña", "Mot de passe", "PASSWORD:"])
def test_a_password_is_asked_for_in_four_languages(words: str) -> None:
    assert secret(page_words=(words,), label=words) == "allow"


def test_words_of_the_models_own_are_short_and_stay_at_home() -> None:
    home = {"url": "https://example.com/x", "origins": ("example.com",)}
    assert judge_text("CANCEL", **home).allowed  # type: ignore[arg-type]
    assert judge_text("x" * 41, **home).rule == "text_too_long"  # type: ignore[arg-type]
    assert judge_text("a\nb", **home).rule == "text_too_long"  # type: ignore[arg-type]
    foreign = judge_text("CANCEL", url="https://evil.example/", origins=("example.com",))
    assert foreign.rule == "foreign_origin"


@pytest.mark.parametrize(
    "words",
    [
        "Keep my plan", "Keep Premium", "No, keep my membership", "Stay with us", "Never mind",
        "Don't cancel", "Do not cancel", "Pause instead", "Pause for 1 month",
        "Switch to Basic", "Get 50% off", "Claim offer", "Accept offer", "Accept and stay",
        "Yes, keep my plan", "Upgrade", "Buy now", "Pay now", "Subscribe", "Restart membership",
        "Resume", "Downgrade to Basic", "Start free trial", "Redeem", "Continue watching",
        "Mantener mi plan", "No cancelar", "Pausar", "Conserver mon abonnement", "Ne pas annuler",
        "Behalten", "Nicht kündigen", "Mitgliedschaft behalten", "Pausieren",
        "I'll stay",
    ],
)  # fmt: skip
def test_on_cancel_nothing_is_pressed_that_keeps_pauses_switches_or_pays(words: str) -> None:
    for press in (pressing(words), pressing("Continue", label=words)):
        assert judge_press(press, action="cancel", commits=0).verdict == "deny", words
    if not words.startswith("I'"):
        assert forbidden_on_cancel(words.upper()) is not None


@pytest.mark.parametrize(
    "words",
    [
        "Cancel membership", "Cancel my plan", "Continue to cancel", "Finish cancellation",
        "Yes, cancel", "No thanks", "No thanks, cancel my plan", "Decline offer", "Skip",
        "I still want to cancel", "Continue without pausing", "End membership",
        "Turn off auto-renew",
        "Continue", "Next", "Submit", "Sign in", "Account", "Manage plan", "Payment info",
        "Too expensive", "I'm switching to another service", "I want to pause for a while",
        "Go back", "Only necessary cookies", "Abo kündigen", "Mitgliedschaft beenden", "Annuler",
        "Résilier mon abonnement", "Cancelar suscripción", "No, gracias",
        "Cancel plan and lose my 50% discount",
    ],
)  # fmt: skip
def test_on_cancel_the_way_out_stays_open(words: str) -> None:
    assert judge_press(pressing(words), action="cancel", commits=0).allowed, words


def resume(press: Press, *, commits: int = 0, price_max: float | None = None) -> str:
    decision = judge_press(press, action="resume", commits=commits, price_max=price_max)
    return decision.verdict if decision.allowed else decision.rule


def test_on_resume_only_one_press_commits() -> None:
    pay = Press("Pay now", "Pay now", "checkout", commit=True, prices=(9.99,))
    assert resume(pay, price_max=9.99) == "allow"
    assert resume(pay, commits=1) == "second_commit"
    unmarked = Press("Confirm and pay", "Confirm and pay", "checkout", commit=False)
    assert is_commit(unmarked, "resume")
    assert resume(unmarked, commits=1) == "second_commit"
    assert resume(pressing("Continue", page="plans"), commits=1) == "allow"


def test_on_resume_the_price_is_capped() -> None:
    def pay(*prices: float) -> Press:
        return Press("Restart", "Restart", "checkout", commit=True, prices=prices)

    assert resume(pay(9.99), price_max=9.99) == "allow"
    assert resume(pay(9.99, 12.0), price_max=9.99) == "price_above_limit"
    assert resume(pay(), price_max=9.99) == "price_unknown"


def test_on_resume_nothing_else_is_bought() -> None:
    assert resume(pressing("Upgrade to Premium")) == "spend"
    assert resume(pressing("Start free trial")) == "spend"


def test_a_restart_on_the_account_page_may_only_open_the_next_page() -> None:
    assert not is_commit(pressing("Restart membership", page="account"), "resume")
    assert is_commit(pressing("Restart membership", page="checkout"), "resume")
    assert commits("Jetzt kaufen")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$15.49/month", [15.49]),
        ("1.234,50 €", [1234.5]),
        ("EUR 9,99", [9.99]),
        ("£7 a month", [7.0]),
        ("No charge in 2026", []),
        ("$1,299.00 and $5", [1299.0, 5.0]),
    ],
)
def test_money_is_read_from_a_line(text: str, found: list[float]) -> None:
    assert amounts(text) == found


def test_the_charged_price_stands_on_a_line_that_speaks_of_a_charge() -> None:
    assert charged_prices(["Basic $5", "Total today: $9.99"]) == (9.99,)
    assert charged_prices(["$5", "$7"]) == (5.0, 7.0)


def test_a_price_limit_is_an_amount_or_a_fault() -> None:
    assert price_limit("15.49") == 15.49
    assert price_limit("$15.49") == 15.49
    assert price_limit(" ") is None
    with pytest.raises(ValueError, match="no amount"):
        price_limit("cheap")


def test_a_ticked_box_that_keeps_the_plan_may_be_unticked_and_nothing_else() -> None:
    kept = Press("Keep my benefits", "Keep my benefits", "confirm", commit=False)
    assert judge_press(kept, action="cancel", commits=0).rule == "keep"
    assert judge_press(replace(kept, unticks=True), action="cancel", commits=0).allowed
    final = replace(kept, unticks=True, commit=True)
    assert judge_press(final, action="cancel", commits=0).rule == "keep"
    renews = "Renew my membership automatically"
    cleared = Press(f"the switch: {renews}", renews, "account", commit=False, unticks=True)
    assert judge_press(cleared, action="cancel", commits=0).allowed
    assert judge_press(replace(cleared, unticks=False), action="cancel", commits=0).rule == "keep"
    bought = Press("Buy the Max plan", "Buy the Max plan", "confirm", commit=False, unticks=True)
    assert judge_press(bought, action="cancel", commits=0).rule == "spend"
    news = "Oui, je m'abonne \u00e0 la newsletter et aux offres des partenaires"
    mailed = Press(news, news, "confirm", commit=False)
    assert judge_press(mailed, action="cancel", commits=0).rule == "spend"
    assert judge_press(replace(mailed, unticks=True), action="cancel", commits=0).allowed


@pytest.mark.parametrize(
    ("words", "final"),
    [
        ("I agree to the terms of service", False),
        ("Yes, I have read the conditions", False),
        ("I agree", True),
        ("Agree and continue", True),
        ("I agree to pay $12.99", True),
        ("I agree to the total of 9,99 \u20ac", True),
    ],
)
def test_a_condition_beside_a_box_is_not_the_press_that_pays(words: str, final: bool) -> None:
    assert is_commit(pressing(words, page="checkout"), "resume") is final


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Seguir con la cancelación", None),
        ("Seguir con la baja", None),
        ("Seguir con mi plan", "keep"),
    ],
)
def test_going_on_with_the_cancellation_is_not_keeping(words: str, rule: str | None) -> None:
    assert forbidden_on_cancel(words) == rule


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        ("Cancel membership", False),
        ("End my subscription", False),
        ("Turn off auto-renewal", False),
        ("Cancel Premium plan", False),
        ("Finish cancellation", False),
        ("Mitgliedschaft k\u00fcndigen", False),
        ("R\u00e9silier mon abonnement", False),
        ("Cancelar la suscripci\u00f3n", False),
        ("Undo cancellation", True),
        ("Cancel my cancellation", True),
        ("Don't cancel", True),
        ("Turn on auto-renewal", True),
        ("K\u00fcndigung zur\u00fcckziehen", True),
        ("Restart membership", True),
        ("Cancel", True),
    ],
)
def test_a_resume_never_ends_what_is_to_go_on(words: str, allowed: bool) -> None:
    assert judge_press(pressing(words), action="resume", commits=0).allowed is allowed


@pytest.mark.parametrize(
    "words",
    [
        "Delete account",
        "Close my account",
        "Permanently delete my account",
        "Deactivate your account",
        "Eliminar mi cuenta",
        "Supprimer mon compte",
        "Konto l\u00f6schen",
    ],
)
def test_the_account_itself_is_not_closed(words: str) -> None:
    assert judge_press(pressing(words), action="cancel", commits=0).rule == "account"


@pytest.mark.parametrize("words", ["Do not switch off", "Don't end my plan", "Never stop"])
def test_not_ending_is_keeping(words: str) -> None:
    assert judge_press(pressing(words), action="cancel", commits=0).rule == "keep"


def test_saving_an_amount_is_spending() -> None:
    assert judge_press(pressing("Save $5 now"), action="cancel", commits=0).rule == "spend"


def test_a_plan_is_no_account() -> None:
    assert judge_press(pressing("Close my plan"), action="cancel", commits=0).allowed
    assert judge_press(pressing("Cancel account membership"), action="cancel", commits=0).allowed


@pytest.mark.parametrize(
    "words",
    [
        "Pay$9.99",
        "Paynow",
        "Pay 9,99 €",
        "Pay with card",
        "Confirm and pay",
        "Confirm & pay $9",
        "Complete purchase",
        "Complete order",
        "Continue to payment",
        "Yes, upgrade me",
        "Start 30-day trial",
        "Abbonati ora",
        "Assinar agora",
        "I'll keep it",
        "K eep my plan",
        "Keepmymembership",
        "No, don't cancel",
        "Cancel my cancellation",
        "Continue without cancelling",
        "Take a break instead",
        "Put my plan on hold",
    ],
)
def test_what_pays_or_keeps_is_known_however_it_is_put(words: str) -> None:
    assert forbidden_on_cancel(words) is not None


@pytest.mark.parametrize(
    "words",
    [
        "I can't afford to pay this any more",
        "My payment method changed",
        "It costs more than I want to pay",
        "Finish cancellation",
        "Continue to cancel",
        "Cancel my membership",
        "Cancel order",
        "Payment details",
        "Not now",
        "Go back to account",
    ],
)
def test_what_neither_pays_nor_keeps_may_be_pressed(words: str) -> None:
    assert forbidden_on_cancel(words) is None


@pytest.mark.parametrize(
    ("mine", "strangers"),
    [
        ("https://tv.com.ng/", "https://evil.com.ng/"),
        ("https://play.co.ve/", "https://evil.co.ve/"),
        ("https://shop.amazonaws.com/", "https://evil.amazonaws.com/"),
        ("https://shop.de.com/", "https://evil.de.com/"),
    ],
)
def test_neighbours_under_a_public_suffix_are_strangers(mine: str, strangers: str) -> None:
    assert origin_allowed(mine, (origin_of(mine),))
    assert not origin_allowed(strangers, (origin_of(mine),))


def test_a_button_that_names_too_high_a_price_is_not_pressed_on_any_page() -> None:
    press = pressing("Start membership - $99.00/month", page="plans")
    assert judge_press(press, action="resume", commits=0, price_max=15.49).verdict == "ask"
    assert judge_press(press, action="resume", commits=0, price_max=99.0).allowed


@pytest.mark.parametrize("name", ["email", "password", "code", "cvv"])
@pytest.mark.parametrize(
    "label",
    ["Search movies", "Promo code", "Gift card number", "Tell us why", "Message", "Nickname",
     "Why are you leaving?", "Card number", "Type CANCEL to confirm", "Anmerkung", "Motivo"],
)  # fmt: skip
def test_a_secret_goes_into_no_field_that_wants_something_else(name: str, label: str) -> None:
    assert secret(name, label=label) == "other_field"
    assert secret(name, label="Enter it here") == "allow"
