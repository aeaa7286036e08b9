"""Three votes decide what came of a run; anything less than all of them is no success."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from PIL import Image

from browser_agent import proving
from browser_agent.acting import Actor
from browser_agent.contract import Ending, ErrorCode, Limits, Task
from browser_agent.errors import RunStopError
from browser_agent.hands import StopFlag
from browser_agent.progress import Progress
from browser_agent.proving import Proof, Prover
from browser_agent.screen import Frame
from browser_agent.seen import Seen
from browser_agent.session import Session
from browser_agent.verify import JUDGE, TEXT, Judges, Verdict

BLANK = Image.new("RGB", (10, 10))
SEEN = Seen(Frame(BLANK, BLANK, 0), BLANK, (), "https://example.com/account")
URL = "https://example.com/account"


class Pauses(StopFlag):
    """Notes how long it was waited for, and does not."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: list[float] = []

    def wait(self, seconds: float) -> None:
        self.seconds.append(seconds)


class Case:
    """What the looks say, in turn, and what the run found and did."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, *looks: tuple[str, str], **task: Any
    ) -> None:
        self.pauses = Pauses()
        self.opened: list[str] = []
        self.actor = SimpleNamespace(
            commits=0, went_in=False, asked_to_end=False, may_have_changed=False
        )
        self.progress = Progress(phase="act", account_url=URL)
        self._looks = list(looks)
        self.looked = 0
        monkeypatch.setattr(proving, "verify", self._verify)
        self.prover = Prover(
            Task("t", "T", "cancel", URL, limits=Limits(recheck_seconds=60.0), **task),
            cast(Session, SimpleNamespace(stop=self.pauses, open=self.opened.append)),
            judges=cast(Judges, SimpleNamespace(question={})),
            actor=cast(Actor, self.actor),
            progress=self.progress,
            keep=lambda *_: None,
        )

    def _verify(self, *_: Any, **__: Any) -> Verdict:
        text, judge = self._looks[min(self.looked, len(self._looks) - 1)]
        self.looked += 1
        answer = {"state": text}
        return Verdict("2026-12-14", "account", ((SEEN, answer),), {TEXT: text, JUDGE: judge})

    def proved(self) -> Proof | str:
        return self.prover.prove(1, URL)


def test_three_votes_are_a_success(monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case(monkeypatch, ("cancelled", "cancelled"))
    case.progress.first_state = "active"
    case.actor.commits = 1
    assert case.proved() == Proof(Ending.SUCCEEDED, "2026-12-14")
    assert case.prover.votes == dict.fromkeys(("text", "judge", "transition"), "cancelled")
    assert case.pauses.seconds == []


def test_where_no_page_tells_anything_the_account_is_looked_for_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The page where a press led to may be all that was known, and tells nothing when loaded again;
    a page that says it runs is no reason to leave."""
    half = ("cancelled", "unknown")  # of a page that only stood right after the press
    for told, opened in (
        (("unknown", "unknown"), [URL]), (half, [URL]), (("active", "active"), []),
    ):  # fmt: skip
        case = Case(monkeypatch, told)
        case.actor.commits = 1
        case.progress.rechecked = True
        assert "not done yet" in str(case.proved())
        assert "not done yet" in str(case.proved())
        assert case.opened == opened  # once, and not after every look


@pytest.mark.parametrize("look", [("cancelled", "unknown"), ("unknown", "cancelled")])
def test_two_votes_are_looked_at_once_more_after_a_minute(
    monkeypatch: pytest.MonkeyPatch, look: tuple[str, str]
) -> None:
    case = Case(monkeypatch, look, ("cancelled", "cancelled"))
    case.actor.commits = 1
    assert case.proved() == Proof(Ending.SUCCEEDED, "2026-12-14")
    assert case.pauses.seconds == [60.0]


@pytest.mark.parametrize(
    "look", [("cancelled", "active"), ("active", "cancelled"), ("cancelled", "unknown")]
)
def test_two_votes_that_stay_two_are_no_success(
    monkeypatch: pytest.MonkeyPatch, look: tuple[str, str]
) -> None:
    case = Case(monkeypatch, look)
    case.actor.commits = 1
    assert "not done yet" in str(case.proved())
    assert case.pauses.seconds == [60.0]
    case.proved()
    with pytest.raises(RunStopError) as stopped:
        case.proved()
    assert stopped.value.error_code is ErrorCode.NOT_VERIFIED
    assert case.pauses.seconds == [60.0]  # one pause a run


def test_where_the_state_was_read_is_looked_at_where_the_account_page_cannot_tell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A help page was taken for the account's: one reader sees something there, the other not."""
    case = Case(monkeypatch, ("unknown", "active"), ("cancelled", "cancelled"))
    case.actor.commits = 1
    case.progress.first_state = "active"
    case.progress.state_url = "https://example.com/services"
    assert case.proved() == Proof(Ending.SUCCEEDED, "2026-12-14")
    assert case.pauses.seconds == []


def test_that_a_site_denies_it_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case(monkeypatch, ("active", "active"))
    case.proved()
    assert not case.prover.contradicted  # nothing was pressed yet
    case.actor.commits = 1
    case.proved()
    assert case.prover.contradicted


def test_a_site_that_only_says_so_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A toast said that it is done; the account page still says that it renews."""
    case = Case(monkeypatch, ("active", "active"))
    case.actor.commits = 1
    case.progress.first_state = "active"
    case.progress.closing_date = "2026-12-14"
    for _ in range(2):
        assert "says active" in str(case.proved())
    with pytest.raises(RunStopError):
        case.proved()


def test_what_was_found_so_is_already_done(monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case(monkeypatch, ("cancelled", "cancelled"))
    case.progress.first_state = "cancelled"
    assert case.proved() == Proof(Ending.ALREADY_DONE, "2026-12-14")


def test_what_became_so_unseen_is_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Something was pressed inside, no last press was seen, and nobody knows what was before."""
    case = Case(monkeypatch, ("cancelled", "cancelled"))
    case.actor.went_in = True
    with pytest.raises(RunStopError) as stopped:
        case.proved()
    assert stopped.value.error_code is ErrorCode.NOT_VERIFIED


def test_a_first_look_that_was_misread_is_no_work_of_this_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It was read as active, nothing was pressed, and it is cancelled: nothing to be paid for."""
    case = Case(monkeypatch, ("cancelled", "cancelled"))
    case.progress.first_state = "active"
    with pytest.raises(RunStopError) as stopped:
        case.proved()
    assert stopped.value.error_code is ErrorCode.NOT_VERIFIED
    case.actor.may_have_changed = True  # a link of the account page that ended it at once
    assert case.prover.prove(2, URL) == Proof(Ending.SUCCEEDED, "2026-12-14")


@pytest.mark.parametrize(
    ("look", "code"),
    [
        (("active", "active"), ErrorCode.NOT_VERIFIED),
        (("unknown", "unknown"), ErrorCode.STUCK),
        (("cancelled", "active"), ErrorCode.STUCK),
    ],
)
def test_a_run_that_may_only_look_says_what_it_saw_and_presses_nothing(
    monkeypatch: pytest.MonkeyPatch, look: tuple[str, str], code: ErrorCode
) -> None:
    case = Case(monkeypatch, look, verify_only=True)
    with pytest.raises(RunStopError) as stopped:
        case.proved()
    assert stopped.value.error_code is code
    assert case.looked == 2


def test_a_run_that_may_only_look_proves_what_the_one_before_did(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = Case(monkeypatch, ("cancelled", "cancelled"), verify_only=True)
    case.progress.first_state = "cancelled"
    assert case.proved() == Proof(Ending.SUCCEEDED, "2026-12-14")


def test_what_a_press_said_to_end_and_ended_is_this_run_s_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """ "No thanks, cancel my plan" under an offer was the last word; nobody called it so."""
    case = Case(monkeypatch, ("cancelled", "cancelled"))
    case.actor.asked_to_end = True
    assert case.proved() == Proof(Ending.SUCCEEDED, "2026-12-14")
    found = Case(monkeypatch, ("cancelled", "cancelled"))
    found.actor.asked_to_end, found.progress.first_state = True, "cancelled"
    assert found.proved() == Proof(Ending.ALREADY_DONE, "2026-12-14")


@pytest.mark.parametrize(("asks_nothing", "first"), [(True, None), (False, None), (True, "active")])
def test_the_page_of_the_way_out_is_looked_at_last_and_may_ask_for_nothing(
    monkeypatch: pytest.MonkeyPatch, *, asks_nothing: bool, first: str | None
) -> None:
    """ "It ends on 3 December" beside "Cancel anyway" was taken for the proof; and where one reader
    says that it runs, no other page overrules that."""
    shown = [("unknown", first or "unknown"), ("cancelled", "cancelled")] * 4
    case = Case(monkeypatch, *shown)
    case.actor.commits = 1
    case.progress.first_state = "active"
    case.progress.rechecked = True
    case.progress.entries = ["https://example.com/cancel"]
    case.prover._judges = cast(
        Judges, SimpleNamespace(question={}, asks_nothing=lambda _: asks_nothing)
    )
    if asks_nothing and first is None:
        assert case.proved() == Proof(Ending.SUCCEEDED, "2026-12-14")
    else:
        assert "not done yet" in str(case.proved())
