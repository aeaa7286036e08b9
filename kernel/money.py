"""Money is whole millisatoshis (msats) in the books, whole satoshis (sats) where people read."""

MSATS_PER_SAT = 1_000


def msats_from_sats(amount_sats: int) -> int:
    return amount_sats * MSATS_PER_SAT


def whole_sats(amount_msats: int) -> int:
    """Exact or not at all: a fraction of a satoshi here is a programmer's error."""
    sats, rest = divmod(amount_msats, MSATS_PER_SAT)
    assert rest == 0, f"{amount_msats} msats are not whole sats"
    return sats


def sats_text(amount_sats: int) -> str:
    """3000 -> '3,000 sats'."""
    return f"{amount_sats:,} sats"


def msats_text(amount_msats: int) -> str:
    """3000000 -> '3,000 sats'; 1500 -> '1.5 sats'; -1 -> '-0.001 sats'."""
    sats, rest = divmod(abs(amount_msats), MSATS_PER_SAT)
    fraction = f".{rest:03d}".rstrip("0") if rest else ""
    return f"{'-' if amount_msats < 0 else ''}{sats:,}{fraction} sats"
