"""Carrying out one action of the model's, if the policy lets it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from browser_agent import lexicon, policy
from browser_agent.approval import Approval
from browser_agent.asking import once_more
from browser_agent.commit import CommitGuard
from browser_agent.contract import STAYING_KEYS, ErrorCode, Task
from browser_agent.errors import ASK_CODES, PageMovedError, RunStopError
from browser_agent.focus import Focus
from browser_agent.inside import goes_in
from browser_agent.kept_plan import refuses_more
from browser_agent.labels import field_label, words_around
from browser_agent.marks import is_ticked
from browser_agent.money import charged_prices
from browser_agent.notices import asks_to_end
from browser_agent.origins import origin_allowed
from browser_agent.pointing import beside_words, ground
from browser_agent.policy import Decision, Press
from browser_agent.policy_typing import judge_field, judge_secret, judge_submit, judge_text
from browser_agent.pressing import at_place
from browser_agent.sayings import ends_told, have_ended
from browser_agent.screen import changed_box
from browser_agent.seen import Seen
from browser_agent.session import Session, is_loopback
from browser_agent.stances import Stance, stances
from browser_agent.words import same_words
from kernel.ocr import TextLine

DENIALS_MAX, SAME_COMMIT_MAX, TAB_SECONDS = 5, 2, 0.15
RING_PIXELS_MAX = 140  # a change that is larger is no focus ring
UNTOLD = "not pressed: the server could not be told of a last press; wait and try again"


class Actor:
    """Counts what may be done only so often: presses that commit, secrets typed, denials.

    guard: what a last press must pass; without one, no last press is made.
    presses: what was pressed or refused since it was last emptied, for the record.
    """

    def __init__(self, task: Task, session: Session, *, guard: CommitGuard | None = None) -> None:
        self._task = task
        self._session = session
        self._guard = guard
        self.approval = Approval(task)
        self._focus: Focus | None = None
        self._final_presses: Counter[tuple[str, str]] = Counter()
        self._commits = self._in_vain = self.submits = self.denials = 0
        self.typed: Counter[str] = Counter()
        self.refused: set[str] = set()  # names of secrets that a page has called wrong
        self._paid_in_dialog = self._counts = False  # _counts: the latest press is a last one
        self.went_in = False  # something was pressed on a page that changes the subscription
        self.asked_to_end = self._asked_before = False  # what was pressed said that it ends it
        self.told_done = False  # the site said so after a last press
        self._ended_before: frozenset[str] = frozenset()  # what it called ended before any
        self.may_have_changed = False  # something was pressed that changes it where a site acts
        self.presses: list[dict[str, Any]] = []

    @property
    def has_committed(self) -> bool:
        """Whether a last press changed what is seen; on resume, where it pays, whether any was."""
        return self.commits > (self._in_vain if self._task.action == "cancel" else 0)

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

    # --- pressing ---------------------------------------------------------------------------------

    def _click(self, answer: dict[str, Any], seen: Seen) -> str:
        if answer["x"] is None or answer["y"] is None:
            return "no point was given"
        x, y = ground(answer, seen)
        press = self._press_at(answer, seen, x, y)
        if refusal := self._refuse_press(press, seen):
            return refusal
        self._leave_the_rest(press)
        if policy.is_commit(press, self._task.action):
            return self._commit(answer, press, seen, x, y)
        if not same_words(press.label, self._session.label_now(seen, x, y)):
            return "the page moved meanwhile: something else stands there now, look again"
        return self._pressed(press, seen, x, y)

    def _leave_the_rest(self, press: Press) -> None:
        """Raises RunStopError where more would be ended after the site has said that it is done."""
        ends = lexicon.ends(lexicon.plain(press.label)) or policy.is_commit(press, "cancel")
        if self.told_done and self._task.action == "cancel" and ends:
            raise RunStopError(
                ErrorCode.NOT_VERIFIED, "The site says it is done, and its account page does not."
            )

    def _press_at(self, answer: dict[str, Any], seen: Seen, x: int, y: int) -> Press:
        widgets, guard = seen.widgets, self._guard
        press = Press(
            target=answer["target"],
            label=self._session.label_of(seen, x, y),
            page=answer["page"],
            commit=answer["commit"],
            unticks=beside_words(seen, x, y) and is_ticked(seen.picture, x, y),
            elsewhere=bool(guard and guard.is_elsewhere(seen, widgets, x, y, focus=self._focus)),
        )
        return at_place(press, self._task, seen.lines, widgets, x, y)

    def _commit(  # noqa: PLR0911 - one return a thing that must hold
        self, answer: dict[str, Any], press: Press, seen: Seen, x: int, y: int
    ) -> str:
        """A last press: on a fresh frame, seconded, told, and still there when it is made."""
        if self._guard is None:
            return self._refused(Decision("deny", "no_second_source", "commit"), press)
        fresh = self._guard.fresh(seen)
        again = self._press_at(answer, fresh, x, y)
        if not same_words(press.label, again.label):
            return "the page moved meanwhile: something else stands there now, look again"
        if refusal := self._refuse_press(again, fresh, address_known=True):
            return refusal
        if policy.nothing_at_stake(again):
            return self._pressed(again, fresh, x, y)
        if not self._guard.agreed(again, answer, fresh, x, y):
            return self._refused(Decision("deny", "no_second_source", "commit"), press)
        if not self._guard.report(again):
            return UNTOLD
        if not same_words(again.label, self._session.label_now(fresh, x, y)):
            return "the page moved meanwhile: something else stands there now, look again"
        self._count_commit(again, fresh)
        note = self._pressed(again, fresh, x, y)
        self._counts = True
        return note

    def _pressed(self, press: Press, seen: Seen, x: int, y: int) -> str:
        self.went_in |= goes_in(press.page, press.words, typed=self.typed.total())
        self._asked_before, self._counts = self.asked_to_end, False
        self.asked_to_end |= asks_to_end(press.label, y, seen.lines)
        self.may_have_changed |= policy.may_change(press)
        self._log(press, Decision("allow", "none_against", self._effect(press)), x, y)
        self._session.click(x, y)
        self._focus = Focus(x, y, press.label, seen.url, is_field=False, elsewhere=press.elsewhere)
        return ""

    def hear_of_end(self, lines: Sequence[TextLine], *, claimed: bool) -> None:
        """What the site says after a last press; claimed: the model reads it as done. Where the end
        of something is told that was not told before, no other one is ended."""
        if self._task.action == "cancel" and not self.has_committed:
            self._ended_before |= have_ended(lines)
        elif self._task.action == "cancel":
            told = ends_told(lines, self._task.service_name)
            self.told_done |= bool(told - self._ended_before)
        self.told_done |= claimed and self.commits > 0

    def came_to_nothing(self) -> None:
        """The latest press changed nothing that can be seen: what is found ended later was not
        ended by it."""
        self.asked_to_end = self._asked_before
        self._in_vain += self._counts
        self._counts = False

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
        self._paid_in_dialog |= bool(press.dialog)

    def _only_asked(self, press: Press, seen: Seen) -> int:
        """1 where the one last press so far only led to the dialog over the same page that asks for
        the same once more, or would rather sell more."""
        (url, label), times = next(iter(self._final_presses.items()), (("", ""), 0))
        here = self.commits == times == 1 and url == seen.url.split("?")[0]
        asks = once_more(label, press.label, press.dialog)
        asks = asks or (bool(press.dialog) and refuses_more(press.label, self._task.plan))
        return int(here and not self._paid_in_dialog and asks)

    def _key(self, answer: dict[str, Any], seen: Seen) -> str:
        key = answer["key"]
        if key is None:
            return "no key was given"
        if key in {"enter", "space"} and (refusal := self._refuse_key(key, answer, seen)):
            return refusal
        self._session.press(key)
        if key == "tab":
            self._focus = self._focus_after_tab(seen)
        elif key not in STAYING_KEYS:
            self._focus = None
        return ""

    def _refuse_key(self, key: str, answer: dict[str, Any], seen: Seen) -> str:
        """Enter and Space press what has the focus on the screen, whatever the model calls it; a
        last press is made by a click, which can be aimed and looked at."""
        focus = self._focus
        if focus is None or focus.url != seen.url:
            return self._refused(Decision("deny", "focus_unknown"))
        if focus.is_field:
            return self._refuse_enter(answer["page"], seen, focus) if key == "enter" else ""
        press = self._press_at(answer, seen, focus.x, focus.y)
        if not same_words(focus.label, press.label) or not press.label:
            return self._refused(Decision("deny", "focus_unknown"))
        if policy.is_commit(press, self._task.action):
            return self._refused(Decision("deny", "key_commits", "commit"), press)
        return self._refuse_press(press, seen)

    def _refuse_enter(self, page: str, seen: Seen, focus: Focus) -> str:
        if page in policy.NEAR_OFFERS:
            return self._refused(Decision("deny", "key_commits", "commit"))
        return self._refused(self._judge_submit(page, seen))

    def _focus_after_tab(self, seen: Seen) -> Focus | None:
        """Where the ring is that has appeared; None where that cannot be told."""
        self._session.stop.wait(TAB_SECONDS)
        box = changed_box(seen.frame.image, self._session.chrome.look().image)
        if box is None or box[3] - box[1] > RING_PIXELS_MAX:
            return None
        x, y = (box[0] + box[2]) // 2, (box[1] + box[3]) // 2
        return Focus(x, y, self._session.label_of(seen, x, y), seen.url, is_field=False)

    def _refuse_press(self, press: Press, seen: Seen, *, address_known: bool = False) -> str:
        url = seen.url
        if policy.is_commit(press, self._task.action) and not address_known:
            url = self._session.address_now()
        if not origin_allowed(url, self._task.origins):
            return self._refused(Decision("deny", "foreign_origin", self._effect(press)), press)
        if self._task.verify_only:
            decision = policy.judge_verify_only(press)
            if not decision.allowed:
                return self._refused(decision, press)
        decision = policy.judge_press(
            press,
            action=self._task.action,
            commits=self._commits - self._only_asked(press, seen),
            plan=self._task.plan,
            price_max=self.approval.price_max,
            origins=self._task.origins,
        )
        return self._refused(decision, press)

    def _type(self, answer: dict[str, Any], seen: Seen) -> str:
        if answer["x"] is None or answer["y"] is None:
            return "no point was given"
        x, y = seen.point(answer["x"], answer["y"])
        if refusal := self._refuse_typing(answer, seen, x, y):
            return refusal
        name = answer["text_ref"]
        if name is None:
            return self._type_words(answer, seen, x, y)
        if name not in self._session.vault.names:
            return f"{name} is not there to be typed"
        return self._type_secret(name, answer, seen, (x, y))

    def _type_secret(
        self, name: str, answer: dict[str, Any], seen: Seen, point: tuple[int, int]
    ) -> str:
        url = self._session.address_now() if name == "password" else self._session.address_still()
        decision = judge_secret(
            name,
            url=url,
            origins=self._task.origins,
            loopback=is_loopback(url),
            page_words=seen.words,
            label=field_label(seen.lines, *point),
            near=self._session.label_of(seen, *point),
            around=words_around(seen.lines, *point),
            attempts=self.typed[name],
            action=self._task.action,
        )
        if refusal := self._refused(decision):
            return refusal
        self.typed[name] += 1
        try:
            appeared = self._session.type_into(*point, self._session.vault.reveal(name), name=name)
        except PageMovedError as moved:
            self.typed[name] -= 1  # nothing was sent that could have been refused
            return f"{moved.message} Look again."
        return self._submitted(answer, seen, point, appeared=appeared)

    def _type_words(self, answer: dict[str, Any], seen: Seen, x: int, y: int) -> str:
        text = answer["text"]
        if not text:
            return "no text was given"
        if self._task.verify_only:
            return self._refused(Decision("deny", "verify_only"))
        url = self._session.address_still()
        if refusal := self._refused(judge_text(text, url=url, origins=self._task.origins)):
            return refusal
        appeared = self._session.type_into(x, y, text, name=None)
        return self._submitted(answer, seen, (x, y), appeared=appeared)

    def _submitted(
        self, answer: dict[str, Any], seen: Seen, point: tuple[int, int], *, appeared: bool
    ) -> str:
        if not appeared:
            return "nothing appeared there: it is no field"
        label = field_label(seen.lines, *point)
        self._focus = Focus(*point, label, seen.url, is_field=True)
        if not answer["submit"]:
            return ""
        if answer["commit"] or answer["page"] in policy.NEAR_MONEY:
            press = Press("Enter", label, answer["page"], commit=True)
            if self._guard is None or not self._speaks_for_it(seen, answer["page"]):
                return "typed, but not sent: press the button that sends it"
            if not self._guard.report(press):
                return UNTOLD
            self.submits += 1
            self._log(press, Decision("allow", "none_against", "commit"), *point)
        self._session.press("enter")
        return ""

    def _speaks_for_it(self, seen: Seen, page: str) -> bool:
        """Enter may end a cancellation where the page speaks of one and nothing else is chosen; on
        resume the price was looked at already."""
        if self._task.action == "resume":
            return True
        leaving = any(Stance.LEAVE in stances(lexicon.plain(line)) for line in seen.words)
        chosen = seen.widgets.chosen()
        return leaving and page == "confirm" and not any(map(lexicon.forbidden_on_cancel, chosen))

    def _refuse_typing(self, answer: dict[str, Any], seen: Seen, x: int, y: int) -> str:
        """Typing begins with a click and may end with Enter, which may do no more than presses."""
        on_it = judge_field(self._session.words_under(seen, x, y), action=self._task.action)
        if refusal := self._refused(on_it):
            return refusal
        if not answer["submit"]:
            return ""
        if self._task.verify_only and answer["page"] not in policy.SIGN_IN_PAGES:
            return self._refused(Decision("deny", "verify_only"))
        return self._refused(self._judge_submit(answer["page"], seen))

    def _judge_submit(self, page: str, seen: Seen) -> Decision:
        prices, limit = charged_prices(seen.words), self.approval.price_max
        return judge_submit(page, action=self._task.action, prices=prices, price_max=limit)

    def _scroll(self, answer: dict[str, Any], seen: Seen) -> None:
        x, y = (side // 2 for side in seen.picture.size)
        if answer["x"] is not None and answer["y"] is not None:
            x, y = seen.point(answer["x"], answer["y"])
        self._focus = None
        self._session.scroll(answer["direction"] or "down", x, y)

    def _refused(self, decision: Decision, press: Press | None = None) -> str:
        if decision.allowed:
            return ""
        self._log(press, decision)
        if decision.verdict == "ask":
            code = ASK_CODES.get(decision.rule, ErrorCode.POLICY_DENIED)
            if code is ErrorCode.CREDENTIAL_INVALID and not self.refused:
                code = ErrorCode.STUCK  # typed again where we lost our way: nobody called it wrong
            raise RunStopError(code, f"A person has to decide: {decision.rule}.")
        self.denials += 1
        if self.denials >= DENIALS_MAX:
            raise RunStopError(
                ErrorCode.POLICY_DENIED, f"Nothing but forbidden steps was found: {decision.rule}."
            )
        return f"not allowed ({decision.rule}): choose something else"

    def _effect(self, press: Press) -> policy.Effect:
        return policy.effect_of(press, self._task.action)

    def _log(
        self, press: Press | None, decision: Decision, x: int | None = None, y: int | None = None
    ) -> None:
        """One line of the press log: masked words, what it could do, and which rule spoke."""
        scrub = self._session.vault.scrub
        self.presses.append(
            {
                "label": scrub(press.label) if press else "",
                "target": scrub(press.target) if press else "",
                "page": press.page if press else "",
                "effect": decision.effect,
                "rule": decision.rule,
                "pressed": decision.allowed,
                "at": None if x is None else [x, y],
            }
        )
