"""Which rail is which, and which are in use. Adapters are imported when they are asked for."""

from collections.abc import Callable
from importlib import import_module

from django.conf import settings

from kernel.errors import UpstreamError
from payments.rails.base import Can, Rail

_ADAPTERS = {
    "btcpay": ("payments.rails.btcpay", "BTCPayRail"),
    "phoenixd": ("payments.rails.phoenixd", "PhoenixdRail"),
    "lnd": ("payments.rails.lnd", "LndRail"),
    "cashu": ("payments.rails.cashu", "CashuRail"),
    "nwc": ("payments.rails.nwc", "NwcRail"),
}


def open_rail(name: str) -> Rail:
    """The adapter, configured from settings: use it as a context manager, outside transactions."""
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


def first_reachable(names: list[str], need: Can) -> str:
    """The first of these rails that answers when asked for its balance. Asks the network.

    A rail that does not tell its balance counts as reachable. Raises UpstreamError where none is.
    """
    trouble = "No rail is set up for this."
    for name in names:
        try:
            with open_rail(name) as rail:
                if need not in rail.can:
                    continue
                if Can.BALANCE in rail.can:
                    rail.balance_msats()
        except UpstreamError as error:
            trouble = f"{name}: {error.message}"
        else:
            return name
    raise UpstreamError(trouble)
