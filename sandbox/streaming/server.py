"""All four sites on their own ports, for tests and for `manage.py sandbox_streaming`."""

import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kernel.clock import utc_now
from sandbox.streaming.brand import Brand
from sandbox.streaming.site import Site
from sandbox.streaming.sites import BRANDS
from sandbox.streaming.state import new_state
from sandbox.streaming.store import load_state
from sandbox.streaming.wire import SiteServer

POLL_SECONDS = 0.02  # how soon a closing site notices


class RunningSite:
    """One site that listens. Everything a customer or a referee needs to know about it."""

    def __init__(self, site: Site, *, host: str, port: int) -> None:
        self.site = site
        self._server = SiteServer(host, port, site.handle)
        serve = self._server.serve_forever
        self._thread = threading.Thread(target=serve, args=(POLL_SECONDS,), daemon=True)
        self.slug = site.brand.slug
        self.name = site.brand.name
        self.url = f"http://{host}:{self._server.server_port}"
        self.start_url = f"{self.url}/"
        self.account_url = f"{self.url}{site.brand.paths.account}"
        account = site.state.account
        self.email, self.password = account.email, account.password
        self.code, self.cvv = account.code or None, account.cvv or None
        self.control_key = site.state.control_key

    def state(self) -> dict[str, Any]:
        """What GET /__control__/state answers: subscription, dates, offers, payments, events."""
        return self.site.report()

    def as_json(self) -> dict[str, Any]:
        """Sign-in included: these customers exist for one launch and own nothing."""
        names = ("name", "slug", "url", "start_url", "account_url")
        secrets = ("email", "password", "code", "cvv", "control_key")
        return {name: getattr(self, name) for name in (*names, *secrets)}

    def listen(self) -> None:
        self._thread.start()

    def close(self) -> None:
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()


class StreamingSites(Mapping[str, RunningSite]):
    """slug -> site. Use `start` in a `with`, or call `close`."""

    def __init__(self, sites: dict[str, RunningSite]) -> None:
        self._sites = sites

    @classmethod
    def start(
        cls,
        *,
        base_port: int = 0,
        host: str = "127.0.0.1",
        state_dir: Path | None = None,
        seed: int | None = None,
    ) -> Self:
        """All sites listen on return. base_port 0: any free ports; else base_port, +1, +2, +3.

        state_dir: one <slug>.json per site survives a restart, customer and sessions included.
        seed: the same customers at every launch. Raises OSError where a port is taken.
        """
        running: dict[str, RunningSite] = {}
        try:
            for place, brand in enumerate(BRANDS):
                port = base_port + place if base_port else 0
                site = _site(brand, state_dir=state_dir, seed=seed)
                running[brand.slug] = RunningSite(site, host=host, port=port)
        except BaseException:
            cls(running).close()
            raise
        for site_running in running.values():
            site_running.listen()
        return cls(running)

    def close(self) -> None:
        for site in self._sites.values():
            site.close()

    def as_json(self) -> dict[str, Any]:
        return {"sites": [site.as_json() for site in self._sites.values()]}

    def __getitem__(self, slug: str) -> RunningSite:
        return self._sites[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sites)

    def __len__(self) -> int:
        return len(self._sites)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _site(brand: Brand, *, state_dir: Path | None, seed: int | None) -> Site:
    path = state_dir / f"{brand.slug}.json" if state_dir else None
    state = load_state(path) if path else None
    return Site(brand, state or new_state(brand, seed=seed, today=utc_now().date()), path=path)
