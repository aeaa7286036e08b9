"""A stored run's frames, asked again: which decisions would another model or today's policy change?

Nothing is pressed and no site is met: the masked pictures and the questions of then are all there
is. What came of a different decision cannot be known, so each step is compared by itself.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

from PIL import Image

from browser_agent.contract import ActionName
from browser_agent.errors import VisionUnavailableError
from browser_agent.evidence import read_steps
from browser_agent.eyes import Eyes, Kind
from browser_agent.origins import origin_of
from browser_agent.playbook.page import Page, label_of_field, label_of_press
from browser_agent.policy import Decision
from browser_agent.rejudge import Look, judge
from kernel.ocr import TextLine

ASKED = ("step-", "verify-", "recheck-")
NEAR_ACROSS, NEAR_DOWN = 25, 20  # thousandths: two points on one control
FIELD_ACROSS = 200
REFUSED = re.compile(r"not allowed \((\w+)\)")
NO_ANSWER = "no answer"


class ReplayError(ValueError):
    """These are not the records of a run, or its pictures are gone."""


class Asks(Protocol):
    """(kind, picture, question) -> an answer, or None where there was none that could be used."""

    def __call__(
        self, kind: Kind, image: Image.Image, question: dict[str, Any]
    ) -> dict[str, Any] | None: ...


@dataclass(frozen=True, slots=True)
class StoredRun:
    """records: lines of steps.jsonl. picture: where a record's PNG is. origins: as a Task's."""

    records: Sequence[Mapping[str, Any]]
    picture: Callable[[Mapping[str, Any]], Path]
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One decision that differs. page, policy: before and after. effect: of what was or would be
    done, the graver one. policy: "allow", or the verdict and its rule."""

    step: str
    page_before: str
    page_after: str
    before: str
    after: str
    effect: str
    policy_before: str
    policy_after: str
    final: bool


@dataclass(slots=True)
class Replay:
    """steps: frames asked. refused: answers of now that today's policy would not let through."""

    model: str
    steps: int = 0
    unanswered: int = 0
    refused: int = 0
    seconds: float = 0.0
    changes: list[Change] = field(default_factory=list)

    @property
    def commits_changed(self) -> int:
        return sum(change.final for change in self.changes)

    @property
    def agreement(self) -> float:
        return 1.0 if not self.steps else 1 - len(self.changes) / self.steps

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {
            "changed": len(self.changes),
            "commits_changed": self.commits_changed,
            "agreement": round(self.agreement, 4),
        }


def stored_folder(folder: Path) -> StoredRun:
    """What `run_agent` left behind. Raises ReplayError."""
    try:
        records = [record for record in read_steps(folder) if _is_asked(record)]
        origins = tuple(dict.fromkeys(origin_of(str(record["url"])) for record in records[:1]))
    except (OSError, ValueError, KeyError) as error:
        raise ReplayError("This folder holds no run.") from error
    return StoredRun(records, lambda record: folder / Path(str(record["image"])).name, origins)


def by_eyes(eyes: Eyes) -> Asks:
    """Asks these eyes; where somebody else stood in for them, they have not answered."""

    def ask(kind: Kind, image: Image.Image, question: dict[str, Any]) -> dict[str, Any] | None:
        try:
            answer = eyes.ask(kind, image, question)
        except VisionUnavailableError:
            return None
        return answer if eyes.answered_by == eyes.model else None

    return ask


def replay(run: StoredRun, *, model: str, ask: Asks | None) -> Replay:
    """Asks every frame again; ask None: only today's policy is asked about the answers of then.

    Raises ReplayError where a record or its picture cannot be read.
    """
    found = Replay(model)
    asked = [record for record in run.records if _is_asked(record)]
    if not asked:
        raise ReplayError("No step of this run was kept with what was asked.")
    try:
        for record, look in _looks(run, asked):
            found.steps += 1
            change = _again(found, record, look, ask)
            if change is not None:
                found.changes.append(change)
    except (OSError, KeyError, TypeError, ValueError) as error:
        where = f": {error.filename}" if isinstance(error, OSError) and error.filename else ""
        raise ReplayError(f"A step cannot be read ({type(error).__name__}){where}.") from error
    return found


def _looks(
    run: StoredRun, asked: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[Mapping[str, Any], Look]]:
    goal: ActionName = asked[0]["question"]["goal"]
    commits, typed = 0, dict.fromkeys(("email", "password", "code", "cvv"), 0)
    for number, record in enumerate(asked):
        page = Page.from_record(record)
        with Image.open(run.picture(record)) as picture:
            image = picture.convert("RGB")
        lines = tuple(TextLine(*line, confidence=1.0) for line in page.lines)
        after = asked[number + 1] if number + 1 < len(asked) else None
        entry = _entry(record, after)
        refused = REFUSED.search(entry.get("note", ""))
        told = refused.group(1) if refused else ""
        yield (
            record,
            Look(
                page=page,
                image=image,
                lines=lines,
                action=goal,
                origins=run.origins,
                commits=commits,
                typed=dict(typed),
                told=told,
                jumped=entry.get("action") == "open_account",
            ),
        )
        answer = record["answer"]
        if not told and answer.get("text_ref") and answer["action"] == "type":
            typed[answer["text_ref"]] += 1
        commits += not told and bool(answer.get("commit"))


def _entry(record: Mapping[str, Any], after: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """What became of the step, by the next question's history; {} where that does not tell."""
    history = (after or {}).get("question", {}).get("history") or []
    if not history or f"step-{history[-1]['step']:03d}" != record["name"]:
        return {}
    entry: Mapping[str, Any] = history[-1]
    return entry


def _again(found: Replay, record: Mapping[str, Any], look: Look, ask: Asks | None) -> Change | None:
    before = record["answer"]
    if "quote" in before:
        return None if ask is None else _judged_again(found, record, look, ask)
    was = judge(before, record["question"], look)
    if ask is None:
        found.refused += not was.allowed
        then = f"deny {look.told}" if look.told else "allow"
        same = was.allowed == (not look.told) and (was.allowed or was.rule == look.told)
        return None if same else _change(record, before, before, (was, was), then, _verdict(was))
    after = ask("act", look.image, dict(record["question"]))
    if after is None:
        found.unanswered += 1
        return _change(record, before, None, (was, was), _verdict(was), "")
    now = judge(after, record["question"], look)
    found.refused += not now.allowed
    if same_decision(before, after, look.page) and before["commit"] == after["commit"]:
        return None
    if look.jumped and after["page"] == before["page"]:
        return None  # the loop goes to the account page by itself there, whatever is answered
    return _change(record, before, after, (was, now), _verdict(was), _verdict(now))


def _judged_again(found: Replay, record: Mapping[str, Any], look: Look, ask: Asks) -> Change | None:
    before = record["answer"]
    after = ask("judge", look.image, dict(record["question"]))
    if after is None:
        found.unanswered += 1
    said = [
        NO_ANSWER if one is None else f"{one['state']} {one['effective_date'] or ''}".strip()
        for one in (before, after)
    ]
    if said[0] == said[1]:
        return None
    return Change(
        step=str(record["name"]),
        page_before=str(before["page"]),
        page_after=str(after["page"]) if after else "",
        before=f"judged {said[0]}",
        after=f"judged {said[1]}" if after else NO_ANSWER,
        effect="benign",
        policy_before="",
        policy_after="",
        final=False,
    )


def _change(
    record: Mapping[str, Any],
    before: Mapping[str, Any],
    after: Mapping[str, Any] | None,
    decided: tuple[Decision, Decision],
    policy_before: str,
    policy_after: str,
) -> Change:
    weights = ("benign", "navigate", "credential", "spend", "commit")
    effect = max((one.effect for one in decided), key=weights.index)
    return Change(
        step=str(record["name"]),
        page_before=str(before["page"]),
        page_after=str(after["page"]) if after else "",
        before=told(before),
        after=told(after) if after else NO_ANSWER,
        effect=effect,
        policy_before=policy_before,
        policy_after=policy_after,
        final=any(one.effect == "commit" for one in decided)
        or any(one is not None and bool(one["commit"]) for one in (before, after)),
    )


def told(answer: Mapping[str, Any]) -> str:
    """A decision in words: type password into "Password", then Enter."""
    action, target = answer["action"], f'"{answer["target"]}"'
    match action:
        case "click":
            words = f"click {target}"
        case "type":
            words = f"type {answer['text_ref'] or 'words'} into {target}"
        case "key":
            words = f"press {answer['key']}"
        case "scroll":
            words = f"scroll {answer['direction'] or 'down'}"
        case "ask_person":
            words = f"ask for {answer['ask']}"
        case "need_human":
            words = f"need a person: {answer['error_code'] or 'stuck'}"
        case "done":
            words = f"done: {answer['state']}"
        case _:
            words = str(action).replace("_", " ")
    return (
        words
        + (", then Enter" if answer["submit"] else "")
        + (" (final)" if answer["commit"] else "")
    )


def same_decision(one: Mapping[str, Any], other: Mapping[str, Any], page: Page) -> bool:
    """Whether the hands would do the same."""
    if one["action"] != other["action"]:
        return False
    match one["action"]:
        case "click":
            return _same_place(one, other, page)
        case "type":
            keys: tuple[str, ...] = ("text_ref", "text", "submit")
            return _same(one, other, keys) and _same_place(one, other, page)
        case "scroll":
            return (one["direction"] or "down") == (other["direction"] or "down")
        case "key" | "ask_person" | "need_human" | "done":
            return _same(one, other, ("key", "ask", "error_code"))
        case _:
            return True


def _same(one: Mapping[str, Any], other: Mapping[str, Any], keys: Sequence[str]) -> bool:
    return all(one[key] == other[key] for key in keys)


def _same_place(one: Mapping[str, Any], other: Mapping[str, Any], page: Page) -> bool:
    if None in (one["x"], one["y"], other["x"], other["y"]):
        return (one["x"], one["y"]) == (other["x"], other["y"])
    typing = one["action"] == "type"
    across = FIELD_ACROSS if typing else NEAR_ACROSS
    if abs(one["x"] - other["x"]) <= across and abs(one["y"] - other["y"]) <= NEAR_DOWN:
        return True
    find = label_of_field if typing else label_of_press
    labels = [find(page, *page.pixels(each["x"], each["y"])) for each in (one, other)]
    return labels[0] is not None and labels[0] == labels[1]


def _verdict(decision: Decision) -> str:
    return "allow" if decision.allowed else f"{decision.verdict} {decision.rule}"


def _is_asked(record: Mapping[str, Any]) -> bool:
    name = str(record.get("name", ""))
    return name.startswith(ASKED) and {"question", "answer", "lines"} <= set(record)
