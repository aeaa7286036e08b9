"""The chain of a run's evidence: each link names the one before, and the agent signs the last.

A link: {"seq", "name", "image", "record", "at", "previous"}; image is the PNG's SHA-256, record
that of the step's own record, previous that of the link before ("" for the first). Whoever has the
head can be shown every link, and none of them can be left out, moved or changed. What a link stands
for need not be shown: a receipt has all links, and two small pictures.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from kernel.errors import InvalidError
from kernel.sealing import PrivateKey
from kernel.signing import CanonicalFormError, SigningKey, hashed, is_signed

LINKS_MAX = 400
RUN_PURPOSE = "agent-run/v1"
KEY_INFO = "unsalted/agent-signing/v1"
LINK_NAMES: Final = frozenset({"seq", "name", "image", "record", "at", "previous"})
CROP_BEFORE, CROP_AFTER = "crop-before", "crop-after"


class ChainBrokenError(InvalidError):
    """The links do not lead to the head, or are not signed by whom they should be."""

    code = "chain_broken"


def signing_key_of(key: PrivateKey) -> SigningKey:
    """The agent's signing key, derived from the key that credentials are sealed to.

    Machines that share the sealing key sign alike, an old key file needs no change, and no second
    file can be lost. HKDF keeps the two apart: neither tells anything about the other.
    """
    return SigningKey.derived(key.raw, info=KEY_INFO)


def link_hash(link: Mapping[str, Any]) -> str:
    return hashed({name: link[name] for name in LINK_NAMES})


def head_of(links: Sequence[Mapping[str, Any]]) -> str:
    """The head that these links lead to; "" for none. Raises ChainBrokenError naming the link."""
    previous = ""
    if len(links) > LINKS_MAX:
        raise ChainBrokenError(f"More than {LINKS_MAX} links.")
    for place, link in enumerate(links):
        if not isinstance(link, Mapping) or set(link) != LINK_NAMES:
            raise ChainBrokenError(f"Link {place} does not have the fields of a link.")
        if link["seq"] != place or isinstance(link["seq"], bool):
            raise ChainBrokenError(f"Link {place} says that it is link {link['seq']}.")
        if link["previous"] != previous:
            raise ChainBrokenError(f"Link {place} does not follow the one before it.")
        try:
            previous = link_hash(link)
        except CanonicalFormError as error:
            raise ChainBrokenError(f"Link {place} cannot be hashed.") from error
    return previous


def statement_of(
    *, run_id: str, chain: Mapping[str, Any], outcome: str, effective_date: str | None
) -> dict[str, Any]:
    """What the agent signs: which run, how it says it ended, and all that it saw on the way."""
    return {
        "run_id": run_id,
        "outcome": outcome,
        "effective_date": effective_date,
        "quote": chain["quote"],
        "votes": chain["votes"],
        "count": chain["count"],
        "head": chain["head"],
    }


def signed_chain(
    chain: Mapping[str, Any],
    *,
    key: SigningKey,
    run_id: str,
    outcome: str,
    effective_date: str | None,
) -> dict[str, Any]:
    """The chain with the agent's signature and public key."""
    statement = statement_of(
        run_id=run_id, chain=chain, outcome=outcome, effective_date=effective_date
    )
    signature = key.sign(statement, purpose=RUN_PURPOSE)
    return {**chain, "signature": signature, "public_key": key.public_hex}


def check_chain(
    chain: Mapping[str, Any], *, run_id: str, outcome: str, effective_date: str | None
) -> None:
    """Raises ChainBrokenError where links, head, count and signature do not fit together.

    Whose key it is, the caller must know: chain["public_key"] is only compared with itself here.
    """
    try:
        links = chain["links"]
        if head_of(links) != chain["head"] or len(links) != chain["count"]:
            raise ChainBrokenError("The links do not lead to the head.")
        statement = statement_of(
            run_id=run_id, chain=chain, outcome=outcome, effective_date=effective_date
        )
        signature, public_hex = chain["signature"], chain["public_key"]
    except (KeyError, TypeError) as error:
        raise ChainBrokenError("The chain cannot be read.") from error
    if not is_signed(statement, signature=signature, public_hex=public_hex, purpose=RUN_PURPOSE):
        raise ChainBrokenError("The agent's signature does not fit.")


def images_of(links: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """SHA-256 of each picture by its name."""
    return {link["name"]: link["image"] for link in links}
