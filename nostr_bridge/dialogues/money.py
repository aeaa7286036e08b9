"""Money in words: "balance", "deposit 5000", "withdraw 1000 to name@example.org". Pure.

Nothing is guessed where money moves: an amount is a whole number of sats, a destination is an
address or an invoice, and whatever else stands in the message makes it a question back.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime

from kernel.money import msats_text, sats_text

_AMOUNT = r"(?P<amount>\d{1,3}(?:[,'_ ]\d{3})+|\d{1,9})(?:\s*(?:sats?|satoshis?))?"
_ADDRESS = r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
_INVOICE = r"(?:lightning:)?ln(?:bcrt|tbs|bc|tb)[0-9a-z]{50,}"
_TO = rf"(?P<destination>{_ADDRESS}|{_INVOICE})"
_DEPOSIT = re.compile(r"(?:deposit|top[ -]?up|pay in)\b(?P<rest>.*)", re.IGNORECASE)
_WITHDRAW = re.compile(r"(?:withdraw(?:al)?|pay ?out|cash ?out)\b(?P<rest>.*)", re.IGNORECASE)
_AMOUNT_ONLY = re.compile(_AMOUNT, re.IGNORECASE)
_WAYS_OUT = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_AMOUNT}(?: to)? {_TO}",
        rf"(?:to )?{_TO}(?:,? {_AMOUNT})?",
        rf"(?P<all>all|everything)(?: to)? {_TO}",
        rf"(?:to )?{_TO},? (?P<all>all|everything)",
    )
)


@dataclass(frozen=True, slots=True)
class DepositWish:
    """amount_sats: None where it was not said, or not in whole sats."""

    amount_sats: int | None


@dataclass(frozen=True, slots=True)
class WithdrawWish:
    """destination: a Lightning address or an invoice; blank where none was understood.

    amount_sats: None for all there is, or for what the invoice asks.
    """

    destination: str = field(default="", repr=False)
    amount_sats: int | None = None

    @property
    def is_invoice(self) -> bool:
        return "@" not in self.destination


def find_money(line: str) -> DepositWish | WithdrawWish | None:
    """What a message that begins with such a verb asks for; None for any other message."""
    line = re.sub(r"^(?:please|pls|/)\s*", "", line, flags=re.IGNORECASE)
    if paying_in := _DEPOSIT.fullmatch(line):
        amount = _AMOUNT_ONLY.fullmatch(_rest(paying_in))
        return DepositWish(_sats(amount["amount"]) if amount else None)
    if paying_out := _WITHDRAW.fullmatch(line):
        return _withdrawal(_rest(paying_out))
    return None


def _withdrawal(rest: str) -> WithdrawWish:
    for form in _WAYS_OUT:
        if found := form.fullmatch(rest):
            told = found.groupdict()
            wish = WithdrawWish(found["destination"], _sats(told.get("amount")))
            # An address without an amount could mean anything up to everything: ask.
            complete = wish.is_invoice or wish.amount_sats is not None or told.get("all")
            return wish if complete else WithdrawWish()
    return WithdrawWish()


def _rest(match: re.Match[str]) -> str:
    return match["rest"].strip(" .!:?")


def _sats(text: str | None) -> int | None:
    return int(re.sub(r"\D", "", text)) if text else None


# --- what is said ---------------------------------------------------------------------------------


def balance(own_msats: int, promo_msats: int, held_msats: int) -> str:
    lines = [f"Your balance is {msats_text(own_msats + promo_msats)}."]
    if promo_msats:
        lines.append(f"{msats_text(promo_msats)} of it are credit from us, for use here.")
    if held_msats:
        lines.append(f"{msats_text(held_msats)} of it are set aside for work under way.")
    lines.append("'deposit 5000' pays in, 'withdraw 1000 to name@example.org' pays out.")
    return "\n".join(lines)


def how_to_deposit(sats_min: int, sats_max: int) -> str:
    return (
        f"How much? From {sats_text(sats_min)} to {sats_text(sats_max)}: "
        f"write 'deposit {sats_min}', for example."
    )


def how_to_withdraw() -> str:
    return (
        "Where to, and how much? Write 'withdraw 1000 to name@example.org', "
        "'withdraw all to name@example.org', or 'withdraw' and a Lightning invoice."
    )


def deposit_coming(amount_sats: int) -> str:
    return f"Your invoice for {sats_text(amount_sats)} is being made. I send it in a moment."


def deposit_invoice(amount_sats: int, expires_at: datetime | None) -> str:
    until = f" It can be paid until {expires_at:%d %B %Y, %H:%M} UTC." if expires_at else ""
    return f"To pay in {sats_text(amount_sats)}, please pay this Lightning invoice.{until}"


def withdrawal_begun(amount_msats: int, fee_limit_msats: int) -> str:
    return (
        f"I am sending {msats_text(amount_msats)}, with at most {msats_text(fee_limit_msats)} for "
        "the network. I write as soon as it has arrived, or has not."
    )
