"""The books once more, in memory and in plain Python: what the real ones must agree with."""

from dataclasses import dataclass, field

from payments.ledger.errors import (
    FloorReachedError,
    HoldExceededError,
    HoldKeyReusedError,
    HoldResolvedError,
    LedgerError,
    TransferInvalidError,
    TransferKeyReusedError,
    UnknownHoldError,
    UnknownTransferError,
)

Refusal = type[LedgerError]
Outcome = str | Refusal

# Code -> (grows by debit, floor). In the order in which the tests open them.
CHART: dict[str, tuple[bool, int | None]] = {
    "user:ann": (False, 0),
    "user:bob": (False, 0),
    "drawer": (True, -100),
    "user:cid": (False, 0),
    "revenue:payable": (False, 0),
    "rail:btcpay": (True, None),
    "revenue:jobs": (False, None),
    "inflight:btcpay": (False, None),
    "fees:routing": (True, None),
    "suspense:surplus": (False, None),
    "equity:owner": (False, None),
}


@dataclass
class ModelHold:
    debit: str
    credit: str
    amount_msats: int
    state: str = "held"
    captured_msats: int = 0
    lapsed: bool = False


@dataclass
class ModelBooks:
    balances: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CHART, 0))
    transfers: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    holds: dict[str, ModelHold] = field(default_factory=dict)
    payers: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=lambda: list(CHART))

    def terms(self, code: str) -> tuple[bool, int | None]:
        return CHART.get(code, (False, 0))  # what is not in the chart is an escrow

    def held(self, code: str) -> int:
        return sum(
            h.amount_msats for h in self.holds.values() if h.debit == code and h.state == "held"
        )

    def available(self, code: str) -> int:
        floor = self.terms(code)[1]
        return 0 if floor is None else self.balances.get(code, 0) - self.held(code) - floor

    def signed(self) -> dict[str, int]:
        return {c: b if self.terms(c)[0] else -b for c, b in self.balances.items()}

    def post(
        self, key: str, debit: str, credit: str, amount: int, *, reversal: bool = False
    ) -> Outcome:
        if known := self.transfers.get(key):
            return "replayed" if known == (debit, credit, amount) else TransferKeyReusedError
        if not reversal and not lawful(key, debit, credit):
            return TransferInvalidError
        if (short := self._short(debit, credit, amount)) and self._expire(short):
            short = self._short(debit, credit, amount)
        if short:
            return FloorReachedError
        self._move(key, debit, credit, amount)
        return "posted"

    def reverse(self, key: str) -> Outcome:
        if key not in self.transfers:
            return UnknownTransferError
        if key.startswith("reversal:"):
            return TransferInvalidError
        debit, credit, amount = self.transfers[key]
        return self.post(f"reversal:{key}", credit, debit, amount, reversal=True)

    def open_hold(self, key: str, debit: str, credit: str, amount: int) -> Outcome:
        if known := self.holds.get(key):
            same = (known.debit, known.credit, known.amount_msats) == (debit, credit, amount)
            return "replayed" if same else HoldKeyReusedError
        grows_by_debit, floor = self.terms(debit)
        if floor is None or grows_by_debit or credit.startswith("rail:"):
            return TransferInvalidError
        if not lawful("", debit, credit):
            return TransferInvalidError
        if self.available(debit) < amount and self._expire(debit):
            pass  # what had lapsed is free again
        if self.available(debit) < amount:
            return FloorReachedError
        self.holds[key] = ModelHold(debit, credit, amount)
        return "held"

    def capture(self, key: str, amount: int) -> Outcome:
        if amount == 0:
            return self.void(key)
        hold = self.holds.get(key)
        if hold is None:
            return UnknownHoldError
        if hold.state == "captured" and hold.captured_msats == amount:
            return "replayed"
        if hold.state != "held":
            return HoldResolvedError
        if amount > hold.amount_msats:
            return HoldExceededError
        hold.state, hold.captured_msats = "captured", amount
        self._move(f"hold:{key}", hold.debit, hold.credit, amount)
        return "captured"

    def void(self, key: str) -> Outcome:
        hold = self.holds.get(key)
        if hold is None:
            return UnknownHoldError
        if hold.state == "voided":
            return "replayed"
        if hold.state != "held":
            return HoldResolvedError
        hold.state = "voided"
        return "voided"

    def extend(self, key: str) -> Outcome:
        hold = self.holds.get(key)
        if hold is None:
            return UnknownHoldError
        if hold.state != "held":
            return HoldResolvedError
        hold.lapsed = False
        return "extended"

    def expire_all(self) -> int:
        return sum(self._expire(code) for code in {hold.debit for hold in self.holds.values()})

    def fund(self, ref: str, payer: str, amount: int) -> Outcome:
        code = f"escrow:{ref}"
        if code not in self.order:
            self.order.append(code)
            self.balances[code] = 0
        outcome = self.post(f"{code}:fund", payer, code, amount)
        self.payers[ref] = payer
        return outcome

    def end_escrow(self, ref: str, how: str, payee: str) -> Outcome:
        code = f"escrow:{ref}"
        if f"{code}:fund" not in self.transfers:
            return UnknownHoldError
        amount = self.transfers[f"{code}:fund"][2]
        to = payee if how == "release" else self.payers[ref]
        outcome = self.post(f"{code}:{how}", code, to, amount)
        return HoldResolvedError if outcome is FloorReachedError else outcome

    def _short(self, debit: str, credit: str, amount: int) -> str | None:
        """The account that would fall below its floor; of two, the one opened first."""
        falls = [] if self.terms(debit)[0] else [debit]
        falls += [credit] if self.terms(credit)[0] else []
        for code in sorted(falls, key=self.order.index):
            if self.terms(code)[1] is not None and self.available(code) < amount:
                return code
        return None

    def _expire(self, code: str) -> int:
        gone = [
            h for h in self.holds.values() if h.debit == code and h.state == "held" and h.lapsed
        ]
        for hold in gone:
            hold.state = "expired"
        return len(gone)

    def _move(self, key: str, debit: str, credit: str, amount: int) -> None:
        self.transfers[key] = (debit, credit, amount)
        self.balances[debit] += amount if self.terms(debit)[0] else -amount
        self.balances[credit] += -amount if self.terms(credit)[0] else amount


def lawful(key: str, debit: str, credit: str) -> bool:
    """The lanes, said the other way round than in the SQL: what each family may take from."""
    debit_family, credit_family = debit.partition(":")[0], credit.partition(":")[0]
    if credit_family == "rail" and debit_family not in {"inflight", "fees", "equity", "rail"}:
        return False
    if credit_family == "inflight" and debit_family != "user" and debit != "revenue:payable":
        return False
    if credit == "revenue:payable" and debit_family not in {"revenue", "inflight", "equity"}:
        return False
    if credit_family == "escrow":
        return debit_family == "user" and key == f"{credit}:fund"
    return debit_family != "escrow" or key in {f"{debit}:release", f"{debit}:refund"}
