"""Carrying out one action of the model's, if the policy lets it."""

from collections import Counter
from difflib import SequenceMatcher
from typing import Any

from browser_agent import lexicon, policy
from browser_agent.contract import ErrorCode, Task
from browser_agent.errors import PageMovedError, RunStopError
from browser_agent.marks import is_ticked
from browser_agent.origins import origin_allowed
from browser_agent.policy import Decision, Press
from browser_agent.session import Seen, Session, field_label, is_loopback, label_at

DENIALS_MAX = 5
INSIDE = frozenset({"offer", "survey", "confirm", "checkout"})
SAME_COMMIT_MAX = 2
SAME_WORDS = 0.85
OTHER_WORDS = 0.4
ASK_CODES = {
    "password_attempts": ErrorCode.CREDENTIAL_INVALID,
    "code_attempts": ErrorCode.CREDENTIAL_INVALID,
    "price_above_limit": ErrorCode.PAYMENT_METHOD,
    "price_unknown": ErrorCode.PAYMENT_METHOD,
    "second_commit": ErrorCode.NOT_VERIFIED,
}


class Actor:
    """Counts what may be done only so often: presses that commit, secrets typed, denials."""

    def __init__(self, task: Task, session: Session) -> None:
        self._task = task
        self._session = session
        self._price_max = policy.price_limit(task.max_price)
        self.typed: Counter[str] = Counter()
        self._commits = 0
        self.submits = 0
        self._final_presses: Counter[tuple[str, str]] = Counter()
        self.denials = 0
        self.went_in = False  # something was pressed on a page that changes the subscription

    @property
    def commits(self) -> int:
        """How often something was done that may have made the change final."""
        return self._commits + self.submits

    def act(self, answer: dict[str, Any], seen: Seen) -> str:
        """Does it. Returns "" or why it was not done, in words for the model.

        Raises RunStopError where a person has to decide.
        """
        action = answer["action"]
        if action == "click":
            return self._click(answer, seen)
        if action == "type":
            return self._type(answer, seen)
        if action == "key":
            return self._key(answer, seen)
        if action == "scroll":
            self._scroll(answer, seen)
        return ""

    def _click(self, answer: dict[str, Any], seen: Seen) -> str:
        if answer["x"] is None or answer["y"] is None:
            return "no point was given"
        x, y = ground(answer, seen)
        press = Press(
            target=answer["target"],
            label=self._session.label_of(seen, x, y),
            page=answer["page"],
            commit=answer["commit"],
            prices=policy.charged_prices(seen.words),
            unticks=is_ticked(seen.picture, x, y),
        )
        if refusal := self._refuse_press(press, seen):
            return refusal
        if not same_words(press.label, self._session.label_now(seen, x, y)):
            return "the page moved meanwhile: something else stands there now, look again"
        if policy.is_commit(press, self._task.action):
            self._count_commit(press, seen)
        self.went_in |= press.page in INSIDE
        self._session.click(x, y)
        return ""

    def _count_commit(self, press: Press, seen: Seen) -> None:
        """Counted before it is pressed: a press that crashes half-way may have counted.

        Raises RunStopError where the same press on the same page was final several times already:
        whatever it does, it is not what was wanted.
        """
        same = (seen.url.split("?")[0], lexicon.plain(press.target))
        self._final_presses[same] += 1
        if self._final_presses[same] > SAME_COMMIT_MAX:
            raise RunStopError(ErrorCode.NOT_VERIFIED, "The last press does not end the matter.")
        self._commits += 1

    def _key(self, answer: dict[str, Any], seen: Seen) -> str:
        key = answer["key"]
        if key is None:
            return "no key was given"
        if key in {"enter", "space"}:
            # Pressing a focused button is a press: what the model calls it is judged like a click.
            press = Press(
                answer["target"],
                "",
                answer["page"],
                answer["commit"],
                policy.charged_prices(seen.words),
            )
            if refusal := self._refuse_press(press, seen):
                return refusal
            self._commits += policy.is_commit(press, self._task.action)
        self._session.press(key)
        return ""

    def _refuse_press(self, press: Press, seen: Seen) -> str:
        url = seen.url
        if policy.is_commit(press, self._task.action):
            url = self._session.address_now()
        if not origin_allowed(url, self._task.origins):
            return self._refused(Decision("deny", "foreign_origin"))
        return self._refused(
            policy.judge_press(
                press,
                action=self._task.action,
                commits=self._commits,
                plan=self._task.plan,
                price_max=self._price_max,
            )
        )

    def _type(self, answer: dict[str, Any], seen: Seen) -> str:
        if answer["x"] is None or answer["y"] is None:
            return "no point was given"
        x, y = seen.point(answer["x"], answer["y"])
        if refusal := self._refuse_typing(answer, seen, x, y):
            return refusal
        name = answer["text_ref"]
        if name is None:
            return self._type_words(answer, x, y)
        if name not in self._session.vault.names:
            return f"{name} is not there to be typed"
        return self._type_secret(name, answer, seen, (x, y))

    def _type_secret(
        self, name: str, answer: dict[str, Any], seen: Seen, point: tuple[int, int]
    ) -> str:
        url = self._session.address_now()
        decision = policy.judge_secret(
            name,
            url=url,
            origins=self._task.origins,
            loopback=is_loopback(url),
            page_words=seen.words,
            label=field_label(seen.lines, *point),
            attempts=self.typed[name],
        )
        if refusal := self._refused(decision):
            return refusal
        self.typed[name] += 1
        value = self._session.vault.reveal(name)
        try:
            appeared = self._session.type_into(*point, value, name=name)
        except PageMovedError as moved:
            self.typed[name] -= 1  # nothing was sent that could have been refused
            return f"{moved.message} Look again."
        return self._submitted(answer, appeared=appeared)

    def _type_words(self, answer: dict[str, Any], x: int, y: int) -> str:
        text = answer["text"]
        if not text:
            return "no text was given"
        url = self._session.address_now()
        if refusal := self._refused(policy.judge_text(text, url=url, origins=self._task.origins)):
            return refusal
        appeared = self._session.type_into(x, y, text, name=None)
        return self._submitted(answer, appeared=appeared)

    def _submitted(self, answer: dict[str, Any], *, appeared: bool) -> str:
        if not appeared:
            return "nothing appeared there: it is no field"
        if answer["submit"]:
            self.submits += answer["commit"] or answer["page"] in policy.NEAR_MONEY
            self._session.press("enter")
        return ""

    def _refuse_typing(self, answer: dict[str, Any], seen: Seen, x: int, y: int) -> str:
        """Typing begins with a click and may end with Enter, which may do no more than presses."""
        action = self._task.action
        on_it = policy.judge_field(self._session.words_under(seen, x, y), action=action)
        if refusal := self._refused(on_it):
            return refusal
        if not answer["submit"]:
            return ""
        return self._refused(
            policy.judge_submit(
                answer["page"],
                action=action,
                prices=policy.charged_prices(seen.words),
                price_max=self._price_max,
            )
        )

    def _scroll(self, answer: dict[str, Any], seen: Seen) -> None:
        wide, high = seen.picture.size
        x, y = wide // 2, high // 2
        if answer["x"] is not None and answer["y"] is not None:
            x, y = seen.point(answer["x"], answer["y"])
        self._session.scroll(answer["direction"] or "down", x, y)

    def _refused(self, decision: Decision) -> str:
        if decision.allowed:
            return ""
        if decision.verdict == "ask":
            code = ASK_CODES.get(decision.rule, ErrorCode.POLICY_DENIED)
            raise RunStopError(code, f"A person has to decide: {decision.rule}.")
        self.denials += 1
        if self.denials >= DENIALS_MAX:
            raise RunStopError(
                ErrorCode.POLICY_DENIED, f"Nothing but forbidden steps was found: {decision.rule}."
            )
        return f"not allowed ({decision.rule}): choose something else"


def ground(answer: dict[str, Any], seen: Seen) -> tuple[int, int]:
    """The model's point in pixels, moved onto the words that it names where it missed them.

    It is moved only where OCR finds those words in one place, and other words under the point.
    """
    x, y = seen.point(answer["x"], answer["y"])
    wanted = lexicon.plain(answer["target"])
    under = lexicon.plain(label_at(seen.lines, x, y))
    if not wanted or _alike(wanted, under) >= OTHER_WORDS or wanted in under:
        return x, y
    same = [line for line in seen.lines if _alike(wanted, lexicon.plain(line.text)) >= SAME_WORDS]
    return same[0].center if len(same) == 1 else (x, y)


def same_words(one: str, other: str) -> bool:
    """Whether two readings are of the same words; OCR may err by a letter."""
    one, other = lexicon.plain(one), lexicon.plain(other)
    return one == other or _alike(one, other) >= SAME_WORDS


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
