"""The words that the agent, its model and the server share. No logic, no imports of ours.

Three conversations are fixed here:
* server -> agent: Brief (what to do, where, with which sealed secrets, under which limits);
* agent -> vision server: one screenshot and one question, answered by ACTION_SCHEMA or
  VERDICT_SCHEMA;
* agent -> server: Outcome.

Coordinates are 0-1000 relative to the frame's width and height, origin top left (Qwen3-VL's
convention).
"""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Literal, Protocol

ActionName = Literal["cancel", "resume"]


class Ending(StrEnum):
    """How a run ended. Only SUCCEEDED is ever invoiced."""

    SUCCEEDED = "succeeded"
    ALREADY_DONE = "already_done"
    FAILED = "failed"
    NEEDS_HUMAN = "needs_human"


class ErrorCode(StrEnum):
    """Why a run did not succeed; null on success."""

    CREDENTIAL_INVALID = "credential_invalid"
    CREDENTIAL_MISSING = "credential_missing"
    CAPTCHA = "captcha"
    PASSKEY = "passkey"
    THIRD_PARTY_BILLING = "third_party_billing"
    EMAIL_CONFIRMATION = "email_confirmation"
    PAYMENT_METHOD = "payment_method"
    POLICY_DENIED = "policy_denied"
    STUCK = "stuck"
    TIMEOUT = "timeout"
    HUMAN_TIMEOUT = "human_timeout"
    ABORTED = "aborted"
    NOT_VERIFIED = "not_verified"
    SITE_UNREACHABLE = "site_unreachable"
    VISION_UNAVAILABLE = "vision_unavailable"
    BROWSER_FAILED = "browser_failed"
    DISK_FULL = "disk_full"
    BAD_REQUEST = "bad_request"
    LEASE_LOST = "lease_lost"


# What only a person can settle, whatever the run had done.
FOR_A_PERSON = frozenset(
    {
        ErrorCode.CAPTCHA,
        ErrorCode.CREDENTIAL_MISSING,
        ErrorCode.EMAIL_CONFIRMATION,
        ErrorCode.HUMAN_TIMEOUT,
        ErrorCode.PAYMENT_METHOD,
        ErrorCode.POLICY_DENIED,
        ErrorCode.THIRD_PARTY_BILLING,
        ErrorCode.NOT_VERIFIED,
        ErrorCode.PASSKEY,
    }
)


SECRET_NAMES = ("email", "password", "code", "cvv")
"""What can be typed by reference. `code` and `cvv` are asked for when the site wants them."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Separate budgets: the machine's seconds stop while a person is being waited for.

    recheck_seconds: the pause before the account page is asked once more, where not everybody who
    looked at it agrees; it is machine time.
    """

    machine_seconds: float = 420.0
    human_seconds: float = 900.0
    steps: int = 60
    recheck_seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Task:
    """One run on one site. `origins` are allowed registrable domains or host:port pairs, such as
    "netflix.com" or "127.0.0.1:9001"; a secret is typed nowhere else.

    max_price: what the site may charge at most. any_price: none was named by somebody who need
    not: an operator with run_agent. Without either, a resume pays no more than the account page
    says that the customer paid.

    verify_only: an earlier run may have pressed the last button, so this one may sign in and look
    and nothing else. playbook: how verified runs on this service version went, or None.
    """

    service: str
    service_name: str
    action: ActionName
    start_url: str
    account_url: str | None = None
    origins: tuple[str, ...] = ()
    hints: str = ""
    plan: str | None = None
    max_price: str | None = None
    any_price: bool = False
    limits: Limits = field(default_factory=Limits)
    verify_only: bool = False
    playbook: dict[str, Any] | None = None


class Wanted(Protocol):
    """What a press is judged by: of a task, or of the record of a run."""

    @property
    def action(self) -> ActionName: ...
    @property
    def service_name(self) -> str: ...
    @property
    def plan(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run.

    playbook_steps: steps that a playbook answered. playbook_fallbacks: steps at which one of its
    checks failed and the model was asked instead.
    step_seconds: each step's own time, without the model's and without waiting for a person.
    agreement: how often (0 to 1) the rules, asked beside the model, would have done the same; None
    where the rules acted alone.
    effective_date: ISO 8601, read off the account page, or off the page that closed the change
    where the account page names none; None where neither does. Never computed.
    chain: what was kept of the run and what it proves (browser_agent.chain), signed by the agent
    where it works for a server; None where nothing was seen.
    """

    outcome: Ending
    error_code: ErrorCode | None = None
    effective_date: str | None = None
    steps: int = 0
    model_calls: int = 0
    seconds: float = 0.0
    seconds_model: float = 0.0
    evidence: tuple[str, ...] = ()
    detail: str = ""
    step_seconds: tuple[float, ...] = ()
    agreement: float | None = None
    playbook_steps: int = 0
    playbook_fallbacks: int = 0
    chain: dict[str, Any] | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {
            "evidence": list(self.evidence),
            "step_seconds": list(self.step_seconds),
        }


HISTORY_STEPS_MAX = 12

VISION_PROTOCOL = """
One POST /v1/chat/completions per question: a constant system message (ACT_SYSTEM or JUDGE_SYSTEM),
then one user message whose content is [image_url data:image/png;base64, text]. The text is one JSON
object.

ACT: {"goal": "cancel"|"resume", "service": str, "hints": str, "plan": str|null,
      "max_price": str|null, "today": "YYYY-MM-DD",
      "others": [names of further subscriptions that this run has seen beside it],
      "secrets": [names that can be typed by reference; a name missing here cannot be typed],
      "asked": [names that may be asked of the person, such as "code"],
      "phase": "sign_in"|"act",
      "committed": bool (a commit action was already pressed in this run),
      "pressed": {words: times} (what was clicked before the history below begins),
      "history": [{"step": int, "page": str, "action": str, "target": str, "text_ref": str|null,
                   "x": int|null, "y": int|null, "changed": bool, "note": str}]
                 (the last HISTORY_STEPS_MAX, oldest first)}
     Asked again with "zoom": [x0, y0, x1, y1] the picture is that part of the page (0-1000 of the
     page), enlarged; the answer's point counts in the picture.
     Benchmarks alone ask {"goal": "instruct", "instruction": str, or null where it stands on the
     page, "history"}: no Task can. "submit" on a click then adds to a choice (Control is held).
JUDGE: {"goal", "service", "today", "others"}: what does this account page, freshly loaded, say?

temperature 0, response_format {"type": "json_schema", "json_schema": {"name": "act"|"judge",
"strict": true, "schema": ACTION_SCHEMA|VERDICT_SCHEMA}}.
Secrets never appear: the agent paints "[email]", "[code]" ... over them before a frame leaves it.
The frame is the page without the browser's own bars.
"""

PAGES = (
    "sign_in",  # email and/or password fields
    "code",  # a one-time code is wanted
    "card_check",  # a card's security code is wanted
    "profile_picker",
    "home",  # signed in, no account controls in sight
    "account",  # subscription state or the way to it
    "offer",  # retention: discount, pause, downgrade, "before you go"
    "survey",
    "confirm",  # the last question before the change
    "done",  # the site says it is done
    "plans",  # choose a plan (resume)
    "checkout",  # pay or confirm a resume
    "overlay",  # cookie, newsletter or notice over the page
    "loading",
    "captcha",
    "passkey",
    "credential_error",
    "code_error",
    "email_link",  # the site wants a link opened in an e-mail
    "third_party",  # billed through somebody else
    "payment_problem",
    "error",  # the site failed; trying again may help
    "unknown",
)

ACTIONS = (
    "click",  # x, y, target
    "type",  # x, y of the field, text_ref (a secret's name) or text (never a secret), submit
    "key",  # key: one of KEYS
    "scroll",  # direction; x, y inside the box to scroll, or null for the page
    "wait",  # nothing to do yet
    "open_account",  # go to the account page by its URL
    "ask_person",  # ask: a name from SECRET_NAMES
    "done",  # state tells what this page shows
    "need_human",  # error_code tells why
)

KEYS = ("enter", "escape", "tab", "space", "pagedown", "pageup", "end", "home", "up", "down")
STAYING_KEYS = ("escape", "end", "home", "up", "down")  # the focus stays where it was

TAKEOVER_REASONS = {
    ErrorCode.CAPTCHA: "captcha",
    ErrorCode.PASSKEY: "passkey",
    ErrorCode.EMAIL_CONFIRMATION: "email_link",
}
"""What a page wants that is handed to a person, by the code that the run ends with otherwise."""

TAKEOVER_KINDS = ("click", "type", "key", "scroll", "open_link")
TAKEOVER_KEYS = ("enter", "escape", "tab", "backspace")

STATES = ("active", "cancelled", "unknown")
"""active: it renews. cancelled: it will not renew, whether or not access runs until a date."""


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


_POINT = _nullable({"type": "integer", "minimum": 0, "maximum": 1000})
_DATE = _nullable({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})

ACTION_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    # "observation" stands first so that constrained decoding still thinks before it acts.
    "properties": {
        "observation": {"type": "string", "maxLength": 600},
        "page": {"type": "string", "enum": list(PAGES)},
        "state": {"type": "string", "enum": list(STATES)},
        "action": {"type": "string", "enum": list(ACTIONS)},
        "target": {"type": "string", "maxLength": 200},
        "x": _POINT,
        "y": _POINT,
        "text_ref": _nullable({"type": "string", "enum": list(SECRET_NAMES)}),
        "text": _nullable({"type": "string", "maxLength": 200}),
        "submit": {"type": "boolean"},
        "key": _nullable({"type": "string", "enum": list(KEYS)}),
        "direction": _nullable({"type": "string", "enum": ["up", "down"]}),
        "ask": _nullable({"type": "string", "enum": list(SECRET_NAMES)}),
        "error_code": _nullable({"type": "string", "enum": [code.value for code in ErrorCode]}),
        "commit": {"type": "boolean"},
        "effective_date": _DATE,
        "confidence": {"type": "number", "minimum": 0, "maximum": 1},
    },
    "required": [
        "observation", "page", "state", "action", "target", "x", "y", "text_ref", "text", "submit",
        "key", "direction", "ask", "error_code", "commit", "effective_date", "confidence",
    ],
}  # fmt: skip

VERDICT_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "observation": {"type": "string", "maxLength": 600},
        "page": {"type": "string", "enum": list(PAGES)},
        "state": {"type": "string", "enum": list(STATES)},
        "effective_date": _DATE,
        "quote": {"type": "string", "maxLength": 300},
        "confidence": {"type": "number", "minimum": 0, "maximum": 1},
    },
    "required": ["observation", "page", "state", "effective_date", "quote", "confidence"],
}
