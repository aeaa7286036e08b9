"""One run on one site: look, ask, judge, act, look again; then prove it on a fresh page.

`perform` never raises for what a site, a model or a person may do: every ending is an Outcome.
Phases: sign_in until a signed-in page is seen, then act. Nothing here knows a site.
"""

import logging
from typing import Any
from urllib.parse import urljoin

from browser_agent import lexicon
from browser_agent.acting import Actor
from browser_agent.budget import Budget
from browser_agent.commit import CommitGuard
from browser_agent.company import Person, Reporter
from browser_agent.contract import FOR_A_PERSON, HISTORY_STEPS_MAX, Ending, ErrorCode, Outcome, Task
from browser_agent.errors import PERSON_NEEDED, BrowserError, RunStopError, VisionUnavailableError
from browser_agent.evidence import EvidenceFolder
from browser_agent.eyes import Eyes
from browser_agent.money import charged_prices
from browser_agent.playbook.follow import Guide
from browser_agent.policy import SIGN_IN_PAGES
from browser_agent.progress import WANTED, Pace, Progress
from browser_agent.proving import VERIFIES_MAX, Prover
from browser_agent.seen import Seen
from browser_agent.session import Session
from browser_agent.siblings import Siblings
from browser_agent.takeover import Helm
from browser_agent.twin import Twin
from browser_agent.verify import Judges
from kernel.clock import utc_now
from kernel.ocr import Reader
from kernel.ocr_engine import OcrUnavailableError

logger = logging.getLogger(__name__)

WAIT_SECONDS = 0.8
ASKS_MAX = 3
# Where an account often is; "" is the page that the run began on, which knows its own way.
USUAL_PATHS = ("/account", "", "/settings", "/profile")
ON_THE_WAY = frozenset(
    {"account", "offer", "survey", "confirm", "done", "plans", "checkout", "card_check", "overlay"}
)


class Run:
    """vision: the acting model. second: the rules in this process, who second or contradict it;
    None leaves it alone. reader: OCR, for readings that are nobody else's."""

    def __init__(
        self,
        task: Task,
        *,
        session: Session,
        vision: Eyes,
        second: Eyes | None,
        reader: Reader,
        person: Person,
        reporter: Reporter,
        folder: EvidenceFolder,
    ) -> None:
        self._task = task
        self._session = session
        self._vision = vision
        self._person = person
        self._reporter = reporter
        self._folder = folder
        self.budget = Budget(task.limits)
        self._progress = Progress(account_url=task.account_url)
        self._step_seconds: list[float] = []
        self._twin = Twin(task, model=vision, second=second)
        self._siblings = Siblings(task.service_name)
        self._guard = CommitGuard(
            task,
            session,
            twin=self._twin,
            reader=reader,
            told=reporter,
            siblings=self._siblings,
        )
        self._actor = Actor(task, session, guard=self._guard)
        self._guide = Guide.of(task)
        self._helm = Helm(task, session, person=person, budget=self.budget, page_of=self._page_of)
        self._judges = Judges(
            task, model=vision, second=second, reader=reader, siblings=self._siblings
        )
        self._prover = Prover(
            task,
            session,
            judges=self._judges,
            actor=self._actor,
            progress=self._progress,
            keep=self._keep,
        )

    def perform(self) -> Outcome:
        """Works until the run is over; every ending is an Outcome."""
        try:
            return self._worked()
        except RunStopError as stop:
            return self._ended(stop.error_code, stop.message)
        except BrowserError as error:
            return self._ended(ErrorCode.BROWSER_FAILED, error.message)
        except (VisionUnavailableError, OcrUnavailableError) as error:
            if self.budget.machine_seconds_left <= 0:
                return self._ended(ErrorCode.TIMEOUT, "The machine's time is used up.")
            return self._ended(ErrorCode.VISION_UNAVAILABLE, error.message)

    def _worked(self) -> Outcome:
        """Step by step; where that stops, the last look may still prove it."""
        try:
            self._session.open(self._task.start_url)
            while True:
                number = self.budget.spend_step()
                self._session.stop.check()
                outcome = self._timed_step(number)
                if outcome is not None:
                    return outcome
        except RunStopError as stop:
            return self._last_look(stop)

    def _timed_step(self, number: int) -> Outcome | None:
        """A step's own time is what neither the model nor a person took, nor the pause before a
        second proof. Each look of a proof is a load and a reading of its own: it counts as one."""
        others, looks, began = self._others_seconds(), self._prover.looks, self.budget.seconds
        try:
            return self._step(number)
        finally:
            taken = max(self.budget.seconds - began - (self._others_seconds() - others), 0.0)
            count = max(self._prover.looks - looks, 1)
            self._step_seconds += [round(taken / count, 3)] * count

    def _others_seconds(self) -> float:
        human = self.budget.human_seconds
        return self._vision.seconds + human + self._prover.paused_seconds

    def _step(self, number: int) -> Outcome | None:
        seen = self._session.see()
        if not self._progress.history and any(map(lexicon.is_chrome_error, seen.words)):
            raise RunStopError(ErrorCode.SITE_UNREACHABLE, "The site cannot be reached.")
        self._siblings.learn(seen.lines)
        seen.get_ready()
        question = self._question()
        answer = self._answer(seen, question)
        self._keep(f"step-{number:03d}", seen, question, answer)
        self._learn(answer, seen)
        if self._claims_done(answer):
            return self._check_claim(number, answer, seen)
        if answer["action"] == "need_human":
            self._hand_over(number, answer)
            return None
        note = self._carry_out(answer, seen)
        typed = answer["action"] == "type" and not answer["submit"]
        changed = self._session.settle_after(seen.frame, typed=typed)
        if not changed and not note and answer["action"] == "click":
            self._actor.came_to_nothing()
        self._remember(number, answer, changed=changed, note=note)
        pace = self._progress.pace(answer, seen, changed=changed, note=note)
        if pace is Pace.NUDGE:
            self._progress.history[-1]["note"] += " nothing changes any more: try something else"
        elif pace is Pace.RELOAD:
            self._session.open(self._restart_url())
        return None

    def _answer(self, seen: Seen, question: dict[str, Any]) -> dict[str, Any]:
        """The playbook's, while all of its checks hold, a last press with a second source; else
        the model's, weighed against the rules'."""
        left = self.budget.machine_seconds_left
        self._guard.question, self._guard.seconds_max = question, left
        self._guard.named = self._progress.named_part
        self._judges.seconds_max = left
        self._twin.told = {}
        guided = self._guide.answer(seen, question)
        if guided is not None and not guided["commit"]:
            return guided
        opinion = self._vision.ask("act", seen.picture, question, seconds_max=left)
        if guided is not None:
            return self._guide.seconded(guided, opinion)
        self._guide.hear(opinion)
        return self._twin.settled(opinion, seen, question, self.budget.machine_seconds_left)

    def _question(self) -> dict[str, Any]:
        names = self._session.vault.names
        return {
            "goal": self._task.action,
            "service": self._task.service_name,
            "hints": self._task.hints,
            "plan": self._task.plan,
            "others": self._siblings.names,
            "max_price": self._task.max_price,
            "today": utc_now().date().isoformat(),
            "secrets": names,
            "asked": [name for name in self._person.askable if name not in names],
            "phase": self._progress.phase,
            "committed": self._actor.has_committed,
            "pressed": self._progress.pressed_before(HISTORY_STEPS_MAX),
            "history": self._progress.history[-HISTORY_STEPS_MAX:],
        }

    def _learn(self, answer: dict[str, Any], seen: Seen) -> None:
        actor = self._actor
        inside = actor.commits > 0 or actor.went_in or actor.asked_to_end
        was, opened = self._progress.phase, self._progress.gate_has_opened(answer, seen)
        self._progress.learn(answer, seen, self._task, inside=inside)
        taken = opened or was != self._progress.phase
        if taken and "password" not in actor.refused:
            actor.typed["password"] = 0  # it was taken: what is asked for once more starts anew
        says_so = answer["page"] == "done" and answer["state"] == WANTED[self._task.action]
        actor.hear_of_end(seen.lines, claimed=says_so)
        if answer["page"] == "account" and not inside:
            actor.approval.learn(charged_prices(seen.words))
        if answer["page"] == "credential_error" or self._asks_again(answer):
            self._actor.refused.add("password")
        if answer["page"] == "code_error":
            self._actor.refused.add("code")
            self._session.vault.drop("code")  # used up: the next one has to be asked for
        if answer["page"] == "credential_error" and self._actor.typed["password"] == 0:
            answer["error_code"] = None  # nothing was typed yet that could be wrong

    def _asks_again(self, answer: dict[str, Any]) -> bool:
        """The sign-in form stands there again right after the password was sent from it."""
        last = self._progress.history[-1] if self._progress.history else None
        again = answer["page"] == "sign_in" and answer["action"] == "type"
        return again and last is not None and last["text_ref"] == "password" and not last["note"]

    def _claims_done(self, answer: dict[str, Any]) -> bool:
        """The model's claim; or a state that is as wanted before we pressed anything; or a run that
        may only look, and can."""
        if answer["action"] == "done":
            return True
        progress = self._progress
        inside = progress.phase == "act"
        if self._task.verify_only:
            return inside and progress.account_url is not None
        already = inside and answer["state"] == WANTED[self._task.action]
        return already and not progress.touched and progress.verifies == 0

    def _carry_out(self, answer: dict[str, Any], seen: Seen) -> str:
        action = answer["action"]
        if action == "open_account" or self._should_jump(answer):
            return self._open_account(answer)
        if action == "wait":
            self._session.stop.wait(WAIT_SECONDS)
            return ""
        if action == "ask_person":
            return self._ask_person(answer)
        self._progress.touched |= self._progress.phase == "act" and action in {"click", "key"}
        return self._actor.act(answer, seen)

    def _should_jump(self, answer: dict[str, Any]) -> bool:
        """Once signed in, straight to the account page where its address was given; once. Where
        the run has found it by itself, it has been there."""
        progress = self._progress
        return (
            progress.phase == "act"
            and not progress.jumped
            and progress.account_url is not None
            and progress.account_url == self._task.account_url
            and answer["page"] not in ON_THE_WAY | SIGN_IN_PAGES  # a password asked once more
        )

    def _open_account(self, answer: dict[str, Any]) -> str:
        progress = self._progress
        answer.update(action="open_account", target="account page", x=None, y=None, text_ref=None)
        progress.jumped = True
        if progress.account_url is not None:
            self._session.open(progress.account_url)
            return ""
        if progress.guesses >= len(USUAL_PATHS):
            return "no address of the account page is known: use the page's own links"
        self._session.open(urljoin(self._task.start_url, USUAL_PATHS[progress.guesses]))
        progress.guesses += 1
        return ""

    def _ask_person(self, answer: dict[str, Any]) -> str:
        name = answer["ask"]
        if name is None or name not in self._person.askable:
            raise RunStopError(ErrorCode.CREDENTIAL_MISSING, f"The site wants {name}: not known.")
        self._progress.asks[name] += 1
        if self._progress.asks[name] > ASKS_MAX:
            raise RunStopError(ErrorCode.CREDENTIAL_INVALID, f"{name} was refused too often.")
        self._reporter.event("asked_person", {"field": name})
        prompt = f"{self._task.service_name} asks for: {name}."
        with self.budget.waiting_for_person() as seconds_max:
            value = self._person.ask(name, prompt, seconds_max=seconds_max)
        if value is None:
            raise RunStopError(ErrorCode.HUMAN_TIMEOUT, "Nobody answered in time.")
        self._session.vault.put(name, value)
        return f"{name} can be typed now"

    def _hand_over(self, number: int, answer: dict[str, Any]) -> None:
        """To a person, where only a person can pass the page; otherwise the run is over."""
        code = _error_code(answer["error_code"])
        if not self._helm.handed_over(code):
            raise RunStopError(code, PERSON_NEEDED.get(code, "The page needs a person."))
        self._remember(number, answer, changed=True, note="a person took care of it: look again")

    def _page_of(self, seen: Seen) -> str:
        return str(self._vision.ask("act", seen.picture, self._question())["page"])

    def _check_claim(self, number: int, answer: dict[str, Any], seen: Seen) -> Outcome | None:
        """A fresh load decides. None: it does not say so (yet), and the run goes on."""
        if (url := self._progress.proof_url) is None:
            self._go_looking_for_account(number, answer)
            return None
        try:
            proof = self._prover.prove(number, url)
        finally:
            self._folder.votes = self._prover.votes
        if not isinstance(proof, str):
            return self._outcome(proof.ending, None, proof.effective_date)
        self._remember(number, answer, changed=self._changed_since(seen), note=proof)
        return None

    def _last_look(self, stop: RunStopError) -> Outcome:
        """Raises the stop again where nothing else is proved."""
        proof = self._prover.last_look(self.budget.steps, stop.error_code)
        self._folder.votes = self._prover.votes or self._folder.votes
        if proof is None:
            raise stop
        return self._outcome(proof.ending, None, proof.effective_date)

    def _go_looking_for_account(self, number: int, answer: dict[str, Any]) -> None:
        self._progress.verifies += 1
        if self._progress.verifies >= VERIFIES_MAX:
            # Of a run that only looks, not_verified would allow the next one to press again.
            code = ErrorCode.STUCK if self._task.verify_only else ErrorCode.NOT_VERIFIED
            raise RunStopError(code, "No account page was found to look at.")
        self._session.open(self._task.start_url)
        note = "this has to be seen on the account page: go there"
        self._remember(number, answer, changed=True, note=note)

    def _ended(self, code: ErrorCode, detail: str) -> Outcome:
        """After a press that may have counted, only a person can say what is true."""
        pressed = self._actor.commits > 0 or self._actor.went_in or self._task.verify_only
        if code is ErrorCode.STUCK and self._prover.contradicted:
            code = ErrorCode.NOT_VERIFIED
        ending = Ending.NEEDS_HUMAN if pressed or code in FOR_A_PERSON else Ending.FAILED
        return self._outcome(ending, code, None, detail)

    def _outcome(
        self, ending: Ending, code: ErrorCode | None, effective_date: str | None, detail: str = ""
    ) -> Outcome:
        return Outcome(
            outcome=ending,
            error_code=code,
            effective_date=effective_date,
            steps=self.budget.steps,
            model_calls=self._vision.calls,
            seconds=round(self.budget.seconds, 2),
            seconds_model=round(self._vision.seconds, 2),
            evidence=tuple(str(path) for path in self._folder.paths),
            detail=self._session.vault.scrub(detail),
            step_seconds=tuple(self._step_seconds),
            agreement=self._twin.agreement,
            playbook_steps=self._guide.steps,
            playbook_fallbacks=self._guide.fallbacks,
        )

    def _remember(self, number: int, answer: dict[str, Any], *, changed: bool, note: str) -> None:
        said = self._session.without_customer(answer)
        told = {key: said[key] for key in ("page", "action", "target", "text_ref", "x", "y")}
        self._progress.history.append({"step": number, **told, "changed": changed, "note": note})
        self._reporter.event(
            "step", {"step": number, **told, "state": answer["state"], "note": note}
        )

    def _restart_url(self) -> str:
        signed_in = self._progress.phase == "act"
        return (self._progress.account_url if signed_in else None) or self._task.start_url

    def _changed_since(self, seen: Seen) -> bool:
        return self._session.chrome.look().differs(seen.frame)

    def _keep(
        self, name: str, seen: Seen, question: dict[str, Any], answer: dict[str, Any]
    ) -> None:
        """All that a replay against another model needs; nothing of it names the customer."""
        record: dict[str, Any] = {
            "name": name,
            "url": self._session.vault.scrub(seen.url.split("?")[0]),
            "question": question,
            "answer": self._session.without_customer(answer),
        }
        if self._actor.presses:  # since the last picture
            record["presses"], self._actor.presses = self._actor.presses, []
        if self._twin.told and "phase" in question:
            record["twin"] = self._twin.told
        if self._guide.told and "phase" in question:  # a look at the end asks nothing of it
            record["playbook"] = self._guide.told
        path, digest = self._folder.keep(
            name, seen.picture, record, lines=seen.lines, packed=seen.packed()
        )
        self._reporter.evidence(name, str(path), digest)


def _error_code(given: str | None) -> ErrorCode:
    return ErrorCode(given) if given else ErrorCode.STUCK
