"""Variants on loopback ports: one site, and beside it the shop of its billing partner."""

import secrets
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from sandbox.streaming.variants.catalogue import variant
from sandbox.streaming.variants.looks import PAGED
from sandbox.streaming.variants.recipe import Variant
from sandbox.streaming.variants.referee import new_variant_state
from sandbox.streaming.variants.site import VariantSite
from sandbox.streaming.variants.state import new_customer
from sandbox.streaming.wire import SiteServer

POLL_SECONDS = 0.02


class RunningVariant:
    """One variant that listens: what its customer knows, and what its referee may ask."""

    def __init__(
        self, variant: Variant, *, host: str, port: int, seed: int | None, hurry: bool
    ) -> None:
        self.variant = variant
        wrong = variant.fault == "wrong_password"
        self.customer = new_customer(variant.name, seed=seed, wrong_password=wrong)
        self.control_key = secrets.token_urlsafe(24)
        state = new_variant_state(variant, self.customer, self.control_key)
        self.site = VariantSite(variant, state, hurry=hurry)
        self._servers = [SiteServer(host, port, self.site.handle)]
        self._servers.append(SiteServer(host, 0, self.site.handle_partner))
        self.slug, self.name = variant.name, variant.brand
        self.url = f"http://{host}:{self._servers[0].server_port}"
        self.partner_url = f"http://{host}:{self._servers[1].server_port}/"
        self.site.partner_url = self.partner_url
        self.start_url = f"{self.url}/"
        section = "/plan" if variant.layout in PAGED else ""
        self.account_url = f"{self.url}{self.site.paths.account}{section}"
        self._threads = [
            threading.Thread(target=server.serve_forever, args=(POLL_SECONDS,), daemon=True)
            for server in self._servers
        ]

    @property
    def told_account_url(self) -> str | None:
        """The account page's address where whoever sends the agent would know it."""
        return self.account_url if self.variant.account_known else None

    def state(self) -> dict[str, Any]:
        """What GET /__control__/state answers."""
        return self.site.report()

    def secrets(self) -> dict[str, str]:
        """What the customer has to hand, by the names of a secrets file; the approved plan and
        price too where the goal is to come back."""
        customer, variant = self.customer, self.variant
        given = {"email": customer.email, "password": customer.password}
        if variant.asks_code:
            given["code"] = customer.code
        if variant.goal == "resume":
            if variant.cvv:
                given["cvv"] = customer.cvv
            cents = variant.cents[variant.plan] - (300 if variant.fault == "too_dear" else 0)
            given["plan"] = variant.words.plan_names[variant.plan]
            given["max_price"] = f"{cents / 100:.2f}"
        return given

    def as_json(self) -> dict[str, Any]:
        """Sign-in included: these customers exist for one launch and own nothing."""
        variant = self.variant
        return {
            "name": self.name,
            "slug": self.slug,
            "goal": variant.goal,
            "url": self.url,
            "start_url": self.start_url,
            "account_url": self.told_account_url,
            "secrets": self.secrets(),
            "control_key": self.control_key,
            "language": variant.words.language,
            "fault": variant.fault,
            "traps": list(variant.traps),
        }

    def listen(self) -> None:
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        for server, thread in zip(self._servers, self._threads, strict=True):
            if thread.is_alive():
                server.shutdown()
                thread.join()
            server.server_close()


@contextmanager
def running(
    name: str,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    seed: int | None = None,
    hurry: bool = False,
) -> Iterator[RunningVariant]:
    """One variant by its name, listening. port 0: any free one. seed: the same customer each time.

    hurry: without the delays of a slow site. Raises KeyError for an unknown name, OSError for a
    port that is taken.
    """
    site = RunningVariant(variant(name), host=host, port=port, seed=seed, hurry=hurry)
    site.listen()
    try:
        yield site
    finally:
        site.close()


@contextmanager
def running_all(
    names: Sequence[str], *, host: str = "127.0.0.1", base_port: int = 0, seed: int | None = None
) -> Iterator[list[RunningVariant]]:
    """Several at once, on neighbouring ports from base_port on (0: any)."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(
                running(name, host=host, port=base_port + place if base_port else 0, seed=seed)
            )
            for place, name in enumerate(names)
        ]
