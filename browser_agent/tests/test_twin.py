"""Two opinions on one step: compared, counted, looked at closer, or put before a person."""

from typing import Any

import pytest
from PIL import Image

from browser_agent.contract import ErrorCode, Task
from browser_agent.errors import RunStopError
from browser_agent.screen import Frame
from browser_agent.seen import Seen
from browser_agent.tests.plain_site import step
from browser_agent.twin import Accord, Twin, compare, crop_around, enlarged

WIDE, HIGH = 1200, 800
PICTURE = Image.new("RGB", (WIDE, HIGH), "white")
SEEN = Seen(Frame(PICTURE, PICTURE, 0), PICTURE, (), "https://example.com/")
TASK = Task("t", "T", "cancel", "https://example.com/")
QUESTION: dict[str, Any] = {"goal": "cancel"}


class SaidEyes:
    """Answers from a list, the last for ever, and notes what it was asked."""

    def __init__(self, model: str, *answers: dict[str, Any]) -> None:
        self.model = self.answered_by = model
        self.calls, self.seconds = 0, 0.0
        self._answers = list(answers)
        self.asked: list[tuple[Image.Image, dict[str, Any]]] = []

    def ask(self, kind: str, image: Image.Image, question: dict[str, Any], **_: Any) -> Any:
        assert kind == "act"
        self.asked.append((image, question))
        self.calls += 1
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]

    def close(self) -> None:
        """Nothing is held."""


def click(target: str, x: int, y: int, page: str = "offer", **given: Any) -> dict[str, Any]:
    return step("click", page, target=target, x=x, y=y, **given)


GO_ON = click("Continue to cancel", 500, 700)
KEEP = click("Keep my plan", 500, 500)


@pytest.mark.parametrize(
    ("mine", "theirs", "accord", "about"),
    [
        (GO_ON, click("continue to cancel", 495, 705), Accord.AGREE, ""),
        (GO_ON, click("Continue to cance1", 20, 20), Accord.AGREE, ""),  # the same words
        (GO_ON, KEEP, Accord.DIFFER, "effect"),
        (GO_ON, click("Other reason", 500, 500), Accord.DIFFER, "target"),
        (GO_ON, step("wait", "loading"), Accord.ABSTAIN, ""),
        (GO_ON, KEEP | {"confidence": 0.2}, Accord.ABSTAIN, ""),
        (GO_ON, step("need_human", "captcha", error_code="captcha"), Accord.DIFFER, "page"),
        (
            step("type", "sign_in", text_ref="email", x=1, y=1),
            step("type", "sign_in", text_ref="password", x=1, y=1),
            Accord.DIFFER,
            "target",
        ),
        (step("done", "done", state="cancelled"), GO_ON, Accord.DIFFER, "page"),
        (step("wait", "loading"), GO_ON, Accord.ABSTAIN, ""),
    ],
)
def test_answers_agree_differ_or_say_nothing(
    mine: dict[str, Any], theirs: dict[str, Any], accord: Accord, about: str
) -> None:
    found = compare(mine, theirs)
    assert (found.accord, found.about) == (accord, about)


def settled(model: SaidEyes, rules: SaidEyes) -> tuple[dict[str, Any], Twin]:
    twin = Twin(TASK, model=model, second=rules)
    first = model.ask("act", PICTURE, QUESTION)
    return twin.settled(first, SEEN, QUESTION, 60.0), twin


def test_agreement_is_counted_and_silence_is_not() -> None:
    rules = SaidEyes("ocr-rules", GO_ON, step("wait", "loading"), click("Settings", 9, 9, "home"))
    model = SaidEyes("vlm", GO_ON, GO_ON, click("Account", 900, 20, "home"))
    twin = Twin(TASK, model=model, second=rules)
    for _ in range(3):
        twin.settled(model.ask("act", PICTURE, QUESTION), SEEN, QUESTION, 60.0)
    assert twin.agreement == 0.5
    assert model.calls == 3  # another way to the account is not worth a closer look


def test_rules_that_act_alone_agree_with_nobody() -> None:
    rules = SaidEyes("ocr-rules", GO_ON)
    answer, twin = settled(SaidEyes("ocr-rules", GO_ON), rules)
    assert answer == GO_ON
    assert twin.agreement is None
    assert rules.calls == 0


def test_rules_that_stood_in_for_a_model_are_not_counted_as_a_second_source() -> None:
    model = SaidEyes("vlm", KEEP)
    model.answered_by = "ocr-rules"
    rules = SaidEyes("ocr-rules", GO_ON)
    twin = Twin(TASK, model=model, second=rules)
    assert not twin.is_independent
    assert twin.settled(KEEP, SEEN, QUESTION, 60.0) == KEEP


def test_the_model_is_shown_both_places_enlarged_and_its_point_is_mapped_back() -> None:
    """It stands by its word: what it points at in the crop is where it pointed on the page."""
    wanted = click("Finish", 500, 700, commit=True)
    box = crop_around([(600, 560), (600, 400)], (WIDE, HIGH))
    in_crop = {
        "x": round((600 - box[0]) * 1000 / (box[2] - box[0])),
        "y": round((560 - box[1]) * 1000 / (box[3] - box[1])),
    }
    model = SaidEyes("vlm", wanted, click("Finish", 0, 0) | in_crop)
    answer, twin = settled(model, SaidEyes("ocr-rules", KEEP))
    picture, question = model.asked[1]
    assert answer == wanted
    assert twin.told["zoomed"] == "Finish"
    scaled = [v * 1000 / size for v, size in zip(box, (WIDE, HIGH) * 2, strict=True)]
    assert question["zoom"] == pytest.approx(scaled, abs=2)
    assert picture.width > 1.2 * (box[2] - box[0])


def test_a_closer_look_may_change_its_mind() -> None:
    model = SaidEyes("vlm", KEEP, click("Continue to cancel", 500, 640))
    answer, _ = settled(model, SaidEyes("ocr-rules", GO_ON))
    assert (answer["target"], answer["x"], answer["y"]) == ("Continue to cancel", 500, 700)


def test_a_closer_look_that_settles_nothing_is_for_a_person() -> None:
    model = SaidEyes("vlm", KEEP, click("Something else", 3, 3))
    with pytest.raises(RunStopError) as stopped:
        settled(model, SaidEyes("ocr-rules", GO_ON))
    assert stopped.value.error_code is ErrorCode.POLICY_DENIED


def test_a_captcha_that_the_model_would_press_is_for_a_person() -> None:
    robot = click("I am not a robot", 300, 300, "home")
    captcha = step("need_human", "captcha", error_code="captcha")
    model = SaidEyes("vlm", robot, step("need_human", "captcha", error_code="captcha"))
    with pytest.raises(RunStopError):
        settled(model, SaidEyes("ocr-rules", captcha))


@pytest.mark.parametrize("points", [[(5, 5)], [(1195, 795)], [(10, 400), (1190, 410)]])
def test_a_crop_stays_in_the_picture_and_holds_its_points(points: list[tuple[int, int]]) -> None:
    x0, y0, x1, y1 = crop_around(points, (WIDE, HIGH))
    assert 0 <= x0 < x1 <= WIDE
    assert 0 <= y0 < y1 <= HIGH
    assert all(x0 <= x <= x1 and y0 <= y <= y1 for x, y in points)
    assert max(enlarged(PICTURE, (x0, y0, x1, y1)).size) <= 1280
