"""The house's own accounts, opened at their first posting, and the names of everybody else's.

user:<key>        what a person has with us          liability, floor 0
user:<key>:promo  credit given to a person: spent beside their own money, never withdrawn
escrow:<ref>      money set aside for one deal       liability, floor 0
revenue:<room>    earned                             revenue
revenue:payable   earned and set apart to be paid out; floor 0, the only revenue a payout can touch
rail:<name>       what a rail holds for us           asset
inflight:<name>   left a balance, not yet known to have arrived   liability
fees:<name>       what rails charge the house        expense
promo             bonuses and referrals given and not yet spent   expense
rounding          remainders of rounding             revenue, never paid out
suspense:<why>    money that fits no debt            liability
equity:owner      what the owner put in or took out by hand
"""

from typing import Final

from payments.ledger.models import Account

RAIL_BTCPAY: Final = "rail:btcpay"
"""What BTCPay's Lightning node holds for us."""
REVENUE_JOBS: Final = "revenue:jobs"
REVENUE_PAYABLE: Final = "revenue:payable"
REVENUE_SERVICES: Final = "revenue:services"
"""Metered use of the priced services: tokens, storage."""
SUSPENSE_SURPLUS: Final = "suspense:surplus"
"""Paid beyond what was asked: owed back until it is credited or an operator decides."""
SUSPENSE_PARTIAL: Final = "suspense:partial"
"""Paid on an invoice that is not yet paid in full."""
SUSPENSE_FOREIGN: Final = "suspense:foreign"
"""Arrived with nothing that says for whom."""
PROMO: Final = "promo"
ROUNDING: Final = "rounding"
FEES_ROUTING: Final = "fees:routing"
EQUITY_OWNER: Final = "equity:owner"

_KIND_OF_FAMILY: Final[dict[str, tuple[Account.Kind, int | None]]] = {
    "revenue": (Account.Kind.REVENUE, None),
    "rail": (Account.Kind.ASSET, None),
    "inflight": (Account.Kind.LIABILITY, None),
    "fees": (Account.Kind.EXPENSE, None),
    "promo": (Account.Kind.EXPENSE, None),
    "rounding": (Account.Kind.REVENUE, None),
    "suspense": (Account.Kind.LIABILITY, None),
    "equity": (Account.Kind.EQUITY, None),
}
"""Families whose accounts open themselves. A person's and a deal's are opened on purpose."""


def family_of(code: str) -> str:
    return code.partition(":")[0]


def terms_of(code: str) -> tuple[Account.Kind, int | None] | None:
    """Kind and floor of a house account; None where the code is not the house's own."""
    if code == REVENUE_PAYABLE:
        return Account.Kind.REVENUE, 0
    return _KIND_OF_FAMILY.get(family_of(code))


def user_code(pubkey: str) -> str:
    """The balance of the person with that public key (64 hex digits)."""
    return f"user:{pubkey}"


def promo_code(pubkey: str) -> str:
    """What the house has given to that person. Only `promo` is on the other side, ever."""
    return f"user:{pubkey}:promo"


def escrow_code(ref: str) -> str:
    return f"escrow:{ref}"


def rail_code(name: str) -> str:
    return f"rail:{name}"


def inflight_code(name: str) -> str:
    return f"inflight:{name}"
