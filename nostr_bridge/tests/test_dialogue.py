"""What is understood, in every state; no row, no relay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nostr_bridge.dialogues import phrases
from nostr_bridge.dialogues.concierge import (
    Ask,
    Asked,
    GiveInput,
    JobInSight,
    OpenJob,
    Reply,
    Situation,
    answer,
)
from nostr_bridge.dialogues.parsing import KnownService, find_codes, mentioned

SERVICES = (
    KnownService("netflix", "Netflix", ("nflx",)),
    KnownService("disney-plus", "Disney+", ("disney",)),
    KnownService("hbo", "HBO"),
    KnownService("hbo-max", "HBO Max"),
    KnownService("a-and-e", "A&E"),
)


def situation(*jobs: JobInSight, asked: Asked = "nothing", is_new: bool = False) -> Situation:
    return Situation(SERVICES, jobs, asked=asked, price_sats=3_000, is_new=is_new)


def job(status: str, awaited: str | None = None, position: int | None = None) -> JobInSight:
    return JobInSight("Netflix", "cancel", status, awaited, position)


STATES = {
    "new": situation(is_new=True),
    "idle": situation(),
    "asked which to cancel": situation(asked="cancel_what"),
    "asked which to resume": situation(asked="resume_what"),
    "queued": situation(job("queued", position=3)),
    "running": situation(job("running")),
    "awaiting a code": situation(job("awaiting_input", "code")),
    "awaiting a cvv": situation(job("awaiting_input", "cvv")),
    "verified": situation(job("verified")),
    "invoiced": situation(job("invoiced")),
    "unpaid": situation(job("unpaid")),
    "needs help": situation(job("needs_help")),
    "two jobs": situation(job("running"), job("invoiced")),
}


def said(reply: Reply) -> str:
    return "\n".join(reply.phrases)


def opened(reply: Reply) -> list[tuple[str, str]]:
    return [(i.action, i.slug) for i in reply.intents if isinstance(i, OpenJob)]


def given_code(reply: Reply) -> str | None:
    codes = [intent.text for intent in reply.intents if isinstance(intent, GiveInput)]
    return codes[0] if codes else None


@pytest.mark.parametrize("state", STATES)
class TestEveryState:
    @pytest.mark.parametrize("text", ["help", "Help!", "  HELP ", "?", "/help", "help please"])
    def test_help(self, state: str, text: str) -> None:
        reply = answer(STATES[state], text)
        assert said(reply) == phrases.help_text([s.name for s in SERVICES], 3_000)
        assert reply.intents == ()

    @pytest.mark.parametrize("text", ["status", "Status?", "any news?", "how is it going"])
    def test_status(self, state: str, text: str) -> None:
        reply = answer(STATES[state], text)
        jobs = STATES[state].jobs
        assert reply.intents == ()
        assert said(reply).count("• ") == len(jobs)
        assert ("Nothing is open" in said(reply)) is (not jobs)

    @pytest.mark.parametrize("text", ["abort", "Abort!", "never mind", "stop it", "please abort"])
    def test_abort(self, state: str, text: str) -> None:
        assert answer(STATES[state], text) == Reply(intents=(Ask("abort"),))

    @pytest.mark.parametrize("command", ["pay", "login"])
    def test_pay_and_login(self, state: str, command: str) -> None:
        assert answer(STATES[state], command).intents == (Ask(command),)

    def test_price(self, state: str) -> None:
        assert "3,000 sats" in said(answer(STATES[state], "how much is it?"))

    @pytest.mark.parametrize("text", ["purple monkey dishwasher", "¿qué?", "🤷", "tell me a joke"])
    def test_unknown_words_get_a_useful_answer(self, state: str, text: str) -> None:
        reply = answer(STATES[state], text)
        assert reply.intents == ()
        assert any(word in said(reply) for word in ("help", "status", "abort", "send"))

    @pytest.mark.parametrize("text", ["", "   ", "\n"])
    def test_nothing_readable_is_answered(self, state: str, text: str) -> None:
        assert said(answer(STATES[state], text)) == phrases.only_text()

    def test_cancel_opens_a_job_whatever_the_state(self, state: str) -> None:
        assert opened(answer(STATES[state], "cancel Disney+")) == [("cancel", "disney-plus")]

    @given(text=st.text(max_size=300))
    def test_any_text_is_answered(self, state: str, text: str) -> None:
        reply = answer(STATES[state], text)
        assert reply.phrases or reply.intents


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cancel netflix", [("cancel", "netflix")]),
        ("CANCEL NETFLIX!!", [("cancel", "netflix")]),
        ("please cancel my netflix subscription", [("cancel", "netflix")]),
        ("cancel netflix please", [("cancel", "netflix")]),
        ("Can you please cancel my Netflix for me?", [("cancel", "netflix")]),
        ("hi, could you cancel nflx now", [("cancel", "netflix")]),
        ("I'd like to cancel disney plus", [("cancel", "disney-plus")]),
        ("i want to cancel disneyplus", [("cancel", "disney-plus")]),
        ("stop netflix", [("cancel", "netflix")]),
        ("unsubscribe from netflix", [("cancel", "netflix")]),
        ("unsubscribe me from hbo max", [("cancel", "hbo-max")]),
        ("get rid of hbo", [("cancel", "hbo")]),
        ("cancel A&E", [("cancel", "a-and-e")]),
        ("resume netflix", [("resume", "netflix")]),
        ("restart my Disney subscription", [("resume", "disney-plus")]),
        ("start hbo max again", [("resume", "hbo-max")]),
        ("resubscribe to netflix", [("resume", "netflix")]),
        ("cancel netflix and disney+", [("cancel", "netflix"), ("cancel", "disney-plus")]),
        ("cancel hbo, hbo max", [("cancel", "hbo"), ("cancel", "hbo-max")]),
    ],
)
def test_requests_in_many_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert opened(answer(situation(), text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "don't cancel netflix",
        "please do not cancel netflix",
        "cancel netflix but not disney",
        "cancel netflix and resume disney",
        "how do i cancel netflix?",
        "did you cancel netflix?",
        "netflix",
        "cancel",
        "cancel hulu",
        "cancel netfilx",
        "cancel it",
        "stop",
        "the code is 123456",
    ],
)
def test_what_is_doubtful_is_asked_back_and_nothing_is_done(text: str) -> None:
    reply = answer(situation(), text)
    assert reply.intents == ()
    assert said(reply)


def test_a_slip_of_the_finger_is_asked_back() -> None:
    assert said(answer(situation(), "cancel netfilx")) == phrases.did_you_mean("cancel", "Netflix")


def test_an_unknown_service_is_answered_with_the_known_ones_and_not_echoed() -> None:
    reply = said(answer(situation(), "cancel hulu"))
    assert "Netflix" in reply
    assert "hulu" not in reply.lower()


def test_a_bare_name_answers_the_question_that_was_asked() -> None:
    asked = answer(situation(), "resume")
    assert asked.asked == "resume_what"
    assert opened(answer(situation(asked=asked.asked), "hbo max")) == [("resume", "hbo-max")]
    assert opened(answer(situation(asked="cancel_what"), "Netflix please")) == [
        ("cancel", "netflix")
    ]


def test_bare_cancel_while_working_does_not_guess() -> None:
    reply = answer(situation(job("running")), "cancel")
    assert reply.intents == ()
    assert "abort" in said(reply)


CODES = [
    ("123456", "123456"),
    ("123 456", "123456"),
    ("123-456", "123456"),
    ("12 34 56", "123456"),
    ("1 2 3 4", "1234"),
    ("  482913. ", "482913"),
    ("the code is 123 456", "123456"),
    ("The code is: 123456!", "123456"),
    ("it's G-482913", "482913"),
    ("G-482913", "482913"),
    ("it says 482913, thanks", "482913"),
    ("code 4821 came at 10:42", "4821"),
    ("my code is AB-1234", "AB1234"),
    ("X7K9Q2", "X7K9Q2"),
    ("x7k9q2", "x7k9q2"),
    ("KXQZPW", "KXQZPW"),
    ("code is KXQZPW", "KXQZPW"),
    ("AB 12 CD", "AB12CD"),
    ("123456 2 minutes ago", "123456"),
    ("the 2nd code is 774411", "774411"),
    ("the code is 123456, my zip is 90210", "123456"),
    ("it is “551 902”", "551902"),
    ("123", "123"),
    ("1234567890", "1234567890"),
]


@pytest.mark.parametrize(("text", "code"), CODES)
def test_a_code_is_found_also_inside_a_sentence(text: str, code: str) -> None:
    reply = answer(situation(job("awaiting_input", "code")), text)
    assert given_code(reply) == code
    assert code not in said(reply)


@pytest.mark.parametrize(
    "text", ["123456 or 654321", "I have 1234 and 5678", "12", "wait a minute", "it's coming"]
)
def test_no_code_or_two_codes_are_asked_back(text: str) -> None:
    reply = answer(situation(job("awaiting_input", "code")), text)
    assert reply.intents == ()
    assert said(reply) in {
        phrases.code_ambiguous(),
        phrases.code_not_found("Netflix", "code"),
    }


@pytest.mark.parametrize(
    ("text", "code"), [("123", "123"), ("cvv is 1234", "1234"), ("it's 042", "042")]
)
def test_a_cards_security_code(text: str, code: str) -> None:
    assert given_code(answer(situation(job("awaiting_input", "cvv")), text)) == code


def test_a_cvv_of_six_digits_is_none() -> None:
    assert given_code(answer(situation(job("awaiting_input", "cvv")), "123456")) is None


@pytest.mark.parametrize("state", STATES)
def test_a_card_number_goes_nowhere(state: str) -> None:
    reply = answer(STATES[state], "4242 4242 4242 4242 12/28 123")
    assert reply == Reply((phrases.card_number(),))


@pytest.mark.parametrize("state", ["idle", "new", "queued", "running", "invoiced", "unpaid"])
@pytest.mark.parametrize("text", ["123 456", "the code is 482913", "G-482913"])
def test_a_code_that_nobody_wants_is_not_used_and_not_echoed(state: str, text: str) -> None:
    reply = answer(STATES[state], text)
    assert reply == Reply((phrases.code_not_wanted(),))


def test_a_password_is_refused_without_an_echo() -> None:
    reply = answer(situation(), "my password is hunter2!")
    assert reply == Reply((phrases.password_in_dm(),))


def test_no_phrase_repeats_what_was_typed() -> None:
    for state in STATES.values():
        for text in ("zebra-481516", "my password is zebra-481516", "cancel zebra-481516"):
            assert "zebra" not in said(answer(state, text))


@given(code=st.from_regex(r"[0-9]{4,8}", fullmatch=True))
def test_digits_survive_unchanged(code: str) -> None:
    assert find_codes(f"the code is {code}") == (code,)
    half = len(code) // 2
    if len(code) % 2 == 0:
        assert find_codes(f"{code[:half]} {code[half:]}") == (code,)


def test_the_longest_spelling_wins() -> None:
    assert [s.slug for s in mentioned("HBO Max", SERVICES)] == ["hbo-max"]
    assert [s.slug for s in mentioned("hbo and hbomax", SERVICES)] == ["hbo", "hbo-max"]


def test_no_repr_shows_a_code() -> None:
    assert "482913" not in repr(GiveInput("482913"))


TWO_CODES = situation(
    JobInSight("Netflix", "cancel", "awaiting_input", "code", slug="netflix"),
    JobInSight("HBO", "cancel", "awaiting_input", "code", slug="hbo"),
)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("hbo 123456", "hbo"),
        ("the code for Netflix is 123 456", "netflix"),
        ("123456 (HBO)", "hbo"),
    ],
)
def test_with_two_sites_waiting_a_code_goes_where_the_person_says(text: str, slug: str) -> None:
    assert answer(TWO_CODES, text).intents == (GiveInput("123456", slug),)


@pytest.mark.parametrize("text", ["123456", "the code is 123456", "netflix or hbo 123456"])
def test_with_two_sites_waiting_no_code_is_spent_at_a_guess(text: str) -> None:
    assert answer(TWO_CODES, text) == Reply((phrases.code_for_which(["Netflix", "HBO"]),))


def test_with_two_sites_waiting_commands_still_work() -> None:
    assert answer(TWO_CODES, "abort").intents == (Ask("abort"),)
    assert "Netflix" in said(answer(TWO_CODES, "status"))
    assert answer(TWO_CODES, "help").phrases


@pytest.mark.parametrize(
    ("text", "slug", "price"),
    [
        ("resume netflix", "netflix", ""),
        ("resume netflix max 15.49", "netflix", "15.49"),
        ("please resume Netflix, at most $15.49 a month", "netflix", "15.49"),
        ("restart disney+ (up to 9,99 €)", "disney-plus", "9.99"),
        ("resume hbo max", "hbo-max", ""),
        ("resume hbo max max 16", "hbo-max", "16"),
        ("resume netflix for no more than 20", "netflix", "20"),
        ("resubscribe to netflix under £12/month", "netflix", "12"),
    ],
)
def test_what_a_restart_may_cost(text: str, slug: str, price: str) -> None:
    intents = answer(situation(), text).intents
    [wish] = [each for each in intents if isinstance(each, OpenJob)]
    assert (wish.action, wish.slug, wish.max_price) == ("resume", slug, price)


def test_a_cancellation_has_no_price_limit() -> None:
    [wish] = answer(situation(), "cancel netflix max 15").intents
    assert wish == OpenJob("netflix", "Netflix", "cancel")
