"""Which rail is which, and which are in use. Adapters are imported when they are asked for."""

from collections.abc import Callable
from importlib import import_module

from django.conf import settings

from kernel.errors import UpstreamError
from payments.rails.base import Can, Rail


class NotEnoughError(UpstreamError):
    """A rail answers, and none that answers holds enough to pay this."""

    code = "rail_not_enough"


_ADAPTERS = {
    "btcpay": ("payments.rails.btcpay", "BTCPayRail"),
    "phoenixd": ("payments.rails.phoenixd", "PhoenixdRail"),
    "lnd": ("payments.rails.lnd", "LndRail"),
    "cashu": ("payments.rails.cashu", "CashuRail"),
    "nwc": ("payments.rails.nwc", "NwcRail"),
}


def open_rail(name: str) -> Rail:
    """The adapter, configured from settings: use it as a context manager, outside transactions.

    Raises UpstreamError, permanent, where nobody can be asked: zaps on trust have no rail.
    """
    if name not in _ADAPTERS:
        raise UpstreamError(f"There is nobody to ask about {name}.", permanent=True)
    module, adapter = _ADAPTERS[name]
    from_settings: Callable[[], Rail] = getattr(import_module(module), adapter).from_settings
    return from_settings()


def receiving_rails() -> list[str]:
    """The primary first."""
    return list(settings.RAILS_RECEIVE)


def paying_rails() -> list[str]:
    """The primary first; empty where nothing is paid out."""
    return list(settings.RAILS_PAY)


def active_rails() -> list[str]:
    """Every rail in use, without repeats, the receiving ones first."""
    return list(dict.fromkeys([*receiving_rails(), *paying_rails()]))


def first_able(names: list[str], amount_msats: int) -> str:
    """The first of these rails that answers, can pay, and holds amount_msats. Asks the network.

    Who is sent to a rail without the money may wait for its invoice to lapse: some nodes leave it
    open what became of an order that they could not pay. A rail that does not tell its balance
    counts as able. Raises UpstreamError where none is; NotEnoughError where some answered.
    """
    trouble, short = "No rail is set up for this.", False
    for name in names:
        try:
            with open_rail(name) as rail:
                if Can.PAY not in rail.can:
                    continue
                if Can.BALANCE not in rail.can or rail.balance_msats() >= amount_msats:
                    return name
            short, trouble = True, f"{name} holds too little now."
        except UpstreamError as error:
            trouble = f"{name}: {error.message}"
    raise NotEnoughError(trouble) if short else UpstreamError(trouble)
