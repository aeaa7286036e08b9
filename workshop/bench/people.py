"""Makes people who have money, in the database of the settings; prints their access tokens.

python -m workshop.bench.people COUNT
"""

import hashlib
import json
import sys

import django


def main(count: int) -> list[str]:
    from ninja_jwt.tokens import AccessToken  # noqa: PLC0415 - Django must be set up first

    from accounts.models import User  # noqa: PLC0415
    from payments.ledger.services import post_transfer  # noqa: PLC0415
    from payments.services.holders import open_holder  # noqa: PLC0415
    from workshop.bench.books import START_MSATS  # noqa: PLC0415

    tokens = []
    for number in range(count):
        pubkey = hashlib.sha256(f"bench {number}".encode()).hexdigest()
        user = User.objects.create_user(username=f"bench-{number}", pubkey=pubkey)
        open_holder(user)
        post_transfer(
            key=f"start:{pubkey}",
            debit="rail:btcpay",
            credit=f"user:{pubkey}",
            amount_msats=START_MSATS,
        )
        tokens.append(str(AccessToken.for_user(user)))  # type: ignore[misc]
    return tokens


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(main(int(sys.argv[1]))) + "\n")
