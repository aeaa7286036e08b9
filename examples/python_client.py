"""A small client for programs that spend somebody's balance. Needs Python 3.12 and httpx.

Log in once: write "login" to the bot; it answers with a code.

    url = "https://unsalted.example.org"
    with Till(url, *log_in(url, npub, code)) as till:
        print(till.balance().available_msats)
        with till.spending("ai_tokens", units_max=2_000, model="small") as use:
            answer = my_model("Explain this passage")      # the work
            use.used(prompt_tokens=answer.prompt, completion_tokens=answer.completion)

`spending` holds what 2,000 tokens would cost, keeps the hold alive while the work goes on, takes
what was really used, and frees everything where the work fails. Too little on the balance raises
BalanceShort before any work is done; it says how much is missing, and `pay_in` gets an invoice.

From a shell, with UNSALTED_URL and UNSALTED_ACCESS (an access token) set:

    python examples/python_client.py balance
    python examples/python_client.py deposit 5000
"""

import os
import sys
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx

TIMEOUT_SECONDS = 30.0
HEARTBEAT_SECONDS = 60.0


class TillError(Exception):
    """The till said no. `code` is for programs, the text for people, `facts` the rest."""

    def __init__(self, status: int, told: dict[str, Any]) -> None:
        super().__init__(str(told.get("message") or f"The till answered {status}."))
        self.status = status
        self.code = str(told.get("error", ""))
        self.facts = told


class BalanceShort(TillError):  # noqa: N818 - a fact, not a fault
    """402: `missing_msats` more are needed; `deposit` says where and how much at least."""

    @property
    def missing_msats(self) -> int:
        return int(self.facts["missing_msats"])

    @property
    def deposit_sats_min(self) -> int:
        return int(self.facts["deposit"]["amount_sats_min"])


@dataclass(frozen=True, slots=True)
class Balance:
    balance_msats: int
    available_msats: int
    held_msats: int
    withdrawable_msats: int
    promo_msats: int
    deposited_msats: int
    spent_msats: int


@dataclass(frozen=True, slots=True)
class Quote:
    """Something to pay. status: pending, paid, expired or failed; invoice: a BOLT 11."""

    quote_id: str
    status: str
    amount_sats: int
    invoice: str
    expires_at: str


@dataclass(slots=True)
class Use:
    """One piece of metered work. cost_msats: known once it is over."""

    request_id: str
    held_msats: int
    prompt_tokens: int = 0
    completion_tokens: int = 0
    units: int | None = None
    cost_msats: int = 0

    def used(
        self, *, prompt_tokens: int = 0, completion_tokens: int = 0, units: int | None = None
    ) -> None:
        """Say what the work has used; said again, the last word counts."""
        self.prompt_tokens, self.completion_tokens = prompt_tokens, completion_tokens
        self.units = units


def log_in(url: str, npub: str, code: str) -> tuple[str, str]:
    """Access and refresh token for the code that the bot sent."""
    told = httpx.post(
        f"{url}/api/auth/token", json={"npub": npub, "code": code}, timeout=TIMEOUT_SECONDS
    )
    body = _checked(told)
    return body["access"], body["refresh"]


class Till:
    """One person's balance. Thread-safe as far as httpx.Client is."""

    def __init__(self, url: str, access: str, refresh: str = "") -> None:
        self._refresh = refresh
        self._http = httpx.Client(base_url=url, timeout=TIMEOUT_SECONDS)
        self._http.headers["Authorization"] = f"Bearer {access}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    def balance(self) -> Balance:
        told = self._ask("GET", "balance")
        return Balance(**{name: told[name] for name in Balance.__slots__})

    def prices(self) -> dict[str, dict[str, Any]]:
        """By name: unit, amount_sats, per_units."""
        return {price["name"]: price for price in self._ask("GET", "prices")["prices"]}

    def pay_in(self, amount_sats: int, *, key: str = "") -> Quote:
        """A quote with an invoice to pay. The same key gets the same quote again."""
        return _quote(self._ask("POST", "deposit", {"amount_sats": amount_sats, "key": key}))

    def quote(self, quote_id: str) -> Quote:
        return _quote(self._ask("GET", f"quote/{quote_id}"))

    def transactions(self, *, limit: int = 50) -> Iterator[dict[str, Any]]:
        """Every movement, newest first, fetched page by page."""
        cursor = ""
        while True:
            told = self._ask("GET", f"transactions?limit={limit}{cursor}")
            yield from told["transactions"]
            if not told["next_cursor"]:
                return
            cursor = f"&cursor={told['next_cursor']}"

    def hold(self, price: str, *, units_max: int, request_id: str, model: str = "") -> Use:
        """Set the worst case aside. Raises BalanceShort. The same request_id holds once."""
        wish = {"price": price, "units_max": units_max, "request_id": request_id, "model": model}
        return Use(request_id, int(self._ask("POST", "holds", wish)["held_msats"]))

    def extend(self, use: Use) -> None:
        self._ask("POST", f"holds/{use.request_id}/extend", {})

    def capture(self, use: Use) -> int:
        """Pay for what was used, and nothing else; returns the cost in msats. Safe to repeat."""
        wish: dict[str, int] = {
            "prompt_tokens": use.prompt_tokens,
            "completion_tokens": use.completion_tokens,
        }
        if use.units is not None:
            wish["units"] = use.units
        use.cost_msats = int(
            self._ask("POST", f"holds/{use.request_id}/capture", wish)["cost_msats"]
        )
        return use.cost_msats

    def free(self, use: Use) -> None:
        self._ask("DELETE", f"holds/{use.request_id}")

    @contextmanager
    def spending(
        self, price: str, *, units_max: int, model: str = "", request_id: str = ""
    ) -> Iterator[Use]:
        """Hold, work, pay for what was used. Work that raises costs nothing."""
        use = self.hold(
            price, units_max=units_max, request_id=request_id or str(uuid.uuid4()), model=model
        )
        done = threading.Event()
        heart = threading.Thread(target=self._beat, args=(use, done), daemon=True)
        heart.start()
        try:
            yield use
        except BaseException:
            with suppress(TillError, httpx.HTTPError):  # unfreed, it lapses by itself
                self.free(use)
            raise
        else:
            self.capture(use)
        finally:
            done.set()

    def _beat(self, use: Use, done: threading.Event) -> None:
        while not done.wait(HEARTBEAT_SECONDS):
            try:
                self.extend(use)
            except TillError:
                return  # the hold has ended; the capture will say so
            except httpx.HTTPError:
                continue  # the next beat may get through

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        answer = self._http.request(method, f"/api/payments/{path}", json=body)
        if answer.status_code == httpx.codes.UNAUTHORIZED and self._refresh:
            told = _checked(self._http.post("/api/auth/refresh", json={"refresh": self._refresh}))
            self._http.headers["Authorization"] = f"Bearer {told['access']}"
            answer = self._http.request(method, f"/api/payments/{path}", json=body)
        return _checked(answer)


def _checked(answer: httpx.Response) -> Any:
    told = answer.json() if answer.content else {}
    if answer.is_success:
        return told
    if answer.status_code == httpx.codes.PAYMENT_REQUIRED:
        raise BalanceShort(answer.status_code, told)
    raise TillError(answer.status_code, told if isinstance(told, dict) else {})


def _quote(told: dict[str, Any]) -> Quote:
    return Quote(**{name: told[name] for name in Quote.__slots__})


def main(words: list[str]) -> int:
    url, access = os.environ.get("UNSALTED_URL"), os.environ.get("UNSALTED_ACCESS")
    if not (url and access):
        print("Set UNSALTED_URL and UNSALTED_ACCESS, an access token.", file=sys.stderr)
        return 2
    try:
        with Till(url, access) as till:
            match words:
                case ["balance"]:
                    print(till.balance())
                case ["deposit", amount_sats] if amount_sats.isdecimal():
                    print(till.pay_in(int(amount_sats)).invoice)
                case _:
                    print("balance | deposit <sats>", file=sys.stderr)
                    return 2
    except TillError as error:
        print(error, file=sys.stderr)
        return 1
    except httpx.HTTPError as error:
        print(f"{url} does not answer: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
