"""The rules know no site: nothing that names a sandbox site may stand in them."""

import re
from pathlib import Path

RULES_FOLDER = Path(__file__).resolve().parents[1]
SANDBOX = RULES_FOLDER.parents[1] / "sandbox"
RULES = sorted(RULES_FOLDER.glob("*.py"))
SITES = sorted((SANDBOX / "streaming" / "sites").glob("*.py"))


def site_names() -> list[str]:
    """Modules of the stand-in sites are named after them."""
    return [site.stem for site in SITES if site.stem != "__init__"]


def test_no_rule_names_a_stand_in_site() -> None:
    assert RULES
    assert site_names()
    names = re.compile("|".join(map(re.escape, site_names())), re.IGNORECASE)

    assert [path.name for path in RULES if names.search(path.read_text(encoding="utf-8"))] == []


def test_no_rule_holds_an_address() -> None:
    address = re.compile(r"https?://(?!\)\?|\{)|127\.0\.0\.1|:9\d{3}\b|/account\b", re.IGNORECASE)

    assert [path.name for path in RULES if address.search(path.read_text(encoding="utf-8"))] == []
