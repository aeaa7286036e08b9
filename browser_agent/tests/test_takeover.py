"""What a person may do to a page that was handed to them: words, faces, links; and the wire."""

from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image, ImageDraw

from browser_agent.budget import Budget
from browser_agent.contract import ErrorCode, Limits, Task
from browser_agent.errors import AbortedError, LinkError, StaleRunError
from browser_agent.hands import StopFlag
from browser_agent.link import Brief, TakeoverInput
from browser_agent.rules.act import choose
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.takeover import (
    HANDOVERS_MAX,
    IN_WORDS,
    Fate,
    Helm,
    Shown,
    Window,
    Wish,
    refused_words,
    words_on_face,
)
from browser_agent.takeover_remote import RemoteTakeover
from browser_agent.vault import Vault
from kernel.ocr import TextLine
from kernel.sealing import PrivateKey, seal, takeover_context

RUN = "5b6f4a0e-1111-4222-8333-444455556666"
TASK = Task("plain", "Plain", "cancel", "https://plain.example/", origins=("plain.example",))


@pytest.mark.parametrize(
    "words",
    [
        "Verify",
        "I'm not a robot",
        "Confirm you are human",
        "Verify you are human",
        "Skip",
        "Next",
        "Submit",
        "Continue",
        "Try another way",
        "Use your password",
        "Sign in another way",
        "Sign in",
        "Resend e-mail",
        "Audio challenge",
        "No soy un robot",
        "Confirmo que soy una persona",
        "Ich bin kein Roboter",
        "Bestätigen, dass ich ein Mensch bin",
        "Je ne suis pas un robot",
        "Confirmer que je suis humain",
        "",
        "[email]",
    ],
)
def test_what_such_pages_need_may_be_pressed(words: str) -> None:
    assert refused_words(words) == ""


@pytest.mark.parametrize(
    "words",
    [
        "Buy now",
        "Pay $9.99",
        "Subscribe",
        "Upgrade",
        "Keep my membership",
        "Accept offer",
        "Finish cancellation",
        "Cancel membership",
        "Confirm and pay",
        "Place order",
        "Restart membership",
        "Start membership",
        "Jetzt kündigen",
        "Comprar",
        "Delete my account",
    ],
)
def test_what_pays_keeps_accepts_or_ends_is_not(words: str) -> None:
    rule = refused_words(words)
    assert rule in IN_WORDS
    assert Fate(rule).words.endswith(".")


def line(text: str, x0: int, y0: int, x1: int, y1: int) -> TextLine:
    return TextLine(text=text, x0=x0, y0=y0, x1=x1, y1=y1, confidence=0.99)


def test_a_button_is_known_by_its_words_wherever_it_is_pressed() -> None:
    picture = Image.new("RGB", (1000, 700), "white")
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((100, 400, 560, 460), 8, fill=(0, 102, 204))
    pen.text((300, 425), "Buy now", fill="white")
    words = [line("Buy now", 298, 422, 345, 438), line("Verify", 100, 100, 160, 120)]
    assert words_on_face(picture, words, 120, 430) == ["Buy now"]
    assert words_on_face(picture, words, 540, 410) == ["Buy now"]
    assert words_on_face(picture, words, 700, 430) == []
    assert words_on_face(picture, words, 110, 110) == []


def test_what_a_person_typed_is_masked_from_then_on() -> None:
    vault = Vault({"email": "a@example.org"})
    vault.remember("typed", "k4np-canary")
    assert vault.scrub("see k4np-canary there") == "see [typed] there"
    assert vault.names == ["email"]
    assert "k4np" not in repr(Wish(1, "type", text="k4np-canary"))


class PageWindow(Window):
    """A window without a browser behind it."""

    def __init__(self) -> None:
        self.reason = "captcha"
        self.number = 1
        self.wishes: list[Wish] = []
        self.passed = False

    def look(self) -> Shown:
        return Shown(self.number, Image.new("RGB", (8, 8)))

    def apply(self, wish: Wish) -> Fate:
        self.wishes.append(wish)
        return Fate("spend" if wish.kind == "click" else "")

    def is_passed(self) -> bool:
        return self.passed


class Link:
    """The server, as far as a view needs it; a turn of the script per question."""

    def __init__(self, *turns: Any, always: Any = None) -> None:
        self.turns = list(turns)
        self.always = always
        self.frames: list[int] = []
        self.fates: list[tuple[int, bool, str]] = []
        self.ended: list[str] = []
        self.takeover_key = ""

    def open_takeover(self, run_id: str, *, takeover_key: str, **_: Any) -> float:
        self.takeover_key = takeover_key
        return 600.0

    def takeover_frame(self, run_id: str, takeover_key: str, *, seq: int, **_: Any) -> str:
        self.frames.append(seq)
        return "open"

    def takeover_inputs(
        self, run_id: str, takeover_key: str, *, after: int, **_: Any
    ) -> tuple[str, list[TakeoverInput]]:
        turn = self.turns.pop(0) if self.turns or self.always is None else self.always
        if isinstance(turn, Exception):
            raise turn
        found = turn(self) if callable(turn) else turn
        status, wishes = found
        return status, [wish for wish in wishes if wish.seq > after]

    def takeover_fate(
        self, run_id: str, takeover_key: str, *, seq: int, applied: bool, rule: str, **_: Any
    ) -> str:
        self.fates.append((seq, applied, rule))
        return "open"

    def end_takeover(self, run_id: str, takeover_key: str, *, status: str, **_: Any) -> str:
        self.ended.append(status)
        return status


def remote(link: Link, window: Window, key: PrivateKey) -> RemoteTakeover:
    brief = Brief(RUN, 3, 60.0, TASK, (), ())
    return RemoteTakeover(brief, link, key, StopFlag(), window)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def key() -> PrivateKey:
    return PrivateKey.generate()


def typed(seq: int, sealed: bytes, context: str) -> TakeoverInput:
    return TakeoverInput(seq, "type", 1, 2, 1, "", sealed, context)


CLICK = TakeoverInput(1, "click", 5, 6, 1, "", None, "")


def test_wishes_are_done_once_and_their_fate_is_told(key: PrivateKey) -> None:
    def with_text(link: Link) -> tuple[str, list[TakeoverInput]]:
        context = takeover_context(run_id=RUN, takeover_key=link.takeover_key, input_key="a")
        return "open", [
            CLICK,
            typed(2, seal(b"words", to=key.public_key, context=context), context),
        ]

    link, window = Link(("open", [CLICK]), with_text, ("done", [])), PageWindow()
    assert remote(link, window, key).run(seconds_max=60) is True
    assert [(wish.seq, wish.kind, wish.text) for wish in window.wishes] == [
        (1, "click", None),
        (2, "type", "words"),
    ]
    assert link.fates == [(1, False, IN_WORDS["spend"]), (2, True, "")]
    assert link.frames == [1]  # shown once: it did not change


def test_words_that_were_sealed_for_another_page_are_not_typed(key: PrivateKey) -> None:
    other = takeover_context(run_id=RUN, takeover_key="another", input_key="a")
    stolen = typed(1, seal(b"words", to=key.public_key, context=other), other)

    def renamed(link: Link) -> tuple[str, list[TakeoverInput]]:
        mine = takeover_context(run_id=RUN, takeover_key=link.takeover_key, input_key="a")
        return "open", [typed(2, stolen.sealed or b"", mine)]

    link, window = Link(("open", [stolen]), renamed, ("closed", [])), PageWindow()
    assert remote(link, window, key).run(seconds_max=60) is False
    assert window.wishes == []
    assert [rule for _, _, rule in link.fates] == [IN_WORDS["no_text"]] * 2


@pytest.mark.parametrize(
    ("turns", "taken"),
    [
        ([("done", [])], True),
        ([("closed", [])], False),
        ([("expired", [])], False),
        ([StaleRunError("over")], False),
        ([LinkError("refused", permanent=True)], False),
        ([LinkError("a moment"), ("done", [])], True),
    ],
)
def test_each_end_is_understood(key: PrivateKey, turns: list[Any], taken: bool) -> None:
    assert remote(Link(*turns), PageWindow(), key).run(seconds_max=60) is taken


def test_an_abort_stops_the_hands_between_two_wishes(key: PrivateKey) -> None:
    stop = StopFlag()

    def aborted(_: Link) -> tuple[str, list[TakeoverInput]]:
        stop.stop()
        return "open", [CLICK]

    window, brief = PageWindow(), Brief(RUN, 3, 60.0, TASK, (), ())
    view = RemoteTakeover(brief, Link(aborted), key, stop, window)  # type: ignore[arg-type]
    with pytest.raises(AbortedError):
        view.run(seconds_max=60)
    assert window.wishes == []


def test_time_ends_it_and_the_server_is_told(key: PrivateKey) -> None:
    link = Link(always=("open", []))
    assert remote(link, PageWindow(), key).run(seconds_max=0.05) is False
    assert link.ended == ["expired"]


def test_a_page_that_has_become_another_is_taken_back(
    key: PrivateKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("browser_agent.takeover_remote.QUIET_SECONDS", 0.0)
    monkeypatch.setattr("browser_agent.takeover_remote.PASSED_EVERY_SECONDS", 0.0)
    window = PageWindow()
    window.passed = True

    def moved_on(_: Link) -> tuple[str, list[TakeoverInput]]:
        window.number = 2
        return "open", []

    link = Link(("open", []), moved_on, ("open", []))
    assert remote(link, window, key).run(seconds_max=60) is True
    assert link.turns == []  # the page that was handed over was not asked about again
    assert link.ended == ["done"]


class SomePerson:
    def __init__(self, act: Callable[[], bool]) -> None:
        self.act = act

    def take_over(self, window: Window, *, seconds_max: float) -> bool:
        del window, seconds_max
        return self.act()


def test_only_such_pages_are_handed_over_and_only_so_often() -> None:
    calls: list[int] = []

    def act() -> bool:
        calls.append(1)
        return True

    budget = Budget(Limits())
    helm = Helm(TASK, None, person=SomePerson(act), budget=budget, page_of=str)  # type: ignore[arg-type]
    assert not helm.handed_over(ErrorCode.PAYMENT_METHOD)
    assert calls == []
    wanted = [ErrorCode.CAPTCHA, ErrorCode.PASSKEY, ErrorCode.EMAIL_CONFIRMATION]
    assert [helm.handed_over(code) for code in wanted] == [True] * HANDOVERS_MAX
    assert not helm.handed_over(ErrorCode.CAPTCHA)
    assert len(calls) == HANDOVERS_MAX


def test_the_machines_time_stands_still_meanwhile() -> None:
    now = [0.0]
    budget = Budget(Limits(human_seconds=900), clock=lambda: now[0])

    def act() -> bool:
        now[0] += 500
        return True

    helm = Helm(TASK, None, person=SomePerson(act), budget=budget, page_of=str)  # type: ignore[arg-type]
    assert helm.handed_over(ErrorCode.CAPTCHA)
    assert (budget.machine_seconds, budget.human_seconds_left) == (0.0, 400.0)
    assert helm.handed_over(ErrorCode.CAPTCHA)
    assert not helm.handed_over(ErrorCode.CAPTCHA)  # no time of the person's is left


def test_the_rules_sign_in_beside_a_check_that_a_person_has_passed() -> None:
    page = ("# Sign in", "|Email|", "|Password|", "I'm not a robot", "[Sign in]")
    first = choose(case(*page, phase="sign_in"))
    assert (first.action, first.error_code) == ("need_human", "captcha")
    passed = [step("need_human")]
    assert choose(case(*page, phase="sign_in", history=passed)).text_ref == "email"
    other = ("Press and hold to confirm you are a human (and not a bot).", "[Press and hold]")
    again = choose(case(*other, phase="sign_in", history=passed))
    assert (again.action, again.error_code) == ("need_human", "captcha")
