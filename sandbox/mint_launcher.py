"""Runs inside the mint's own environment: the real mint, its fake wallet, invoices it can pay.

    var/mint-venv/bin/python -I sandbox/mint_launcher.py <file of preimages, hex, one a line>

The fake wallet answers "0000..." as the preimage of an invoice that it did not write itself. It is
told the preimages of the invoices that the tests write, as if their payees had revealed them.
"""

import hashlib
import sys
import types
from pathlib import Path


def without_cache_server() -> None:
    """The mint imports a client of a cache server before it knows that none is set up."""

    class Missing:
        """Fails as soon as anybody uses it."""

        @staticmethod
        def from_url(*_: object, **__: object) -> None:
            raise RuntimeError("there is no cache server here")

    package, client = types.ModuleType("redis"), types.ModuleType("redis.asyncio")
    cluster = types.ModuleType("redis.asyncio.cluster")
    errors = types.ModuleType("redis.exceptions")
    client.Redis, client.from_url = Missing, Missing.from_url  # type: ignore[attr-defined]
    cluster.RedisCluster = Missing  # type: ignore[attr-defined]
    errors.ConnectionError = ConnectionError  # type: ignore[attr-defined]
    for module in (package, client, cluster, errors):
        sys.modules[module.__name__] = module


def main() -> None:
    without_cache_server()
    from cashu.lightning.fake import FakeWallet  # noqa: PLC0415 - after the stop-gap
    from cashu.mint.main import main as run_mint  # noqa: PLC0415

    for line in Path(sys.argv.pop(1)).read_text().split():
        FakeWallet.payment_secrets[hashlib.sha256(bytes.fromhex(line)).hexdigest()] = line
    run_mint()


if __name__ == "__main__":
    main()
