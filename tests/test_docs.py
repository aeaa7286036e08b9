"""The docs name what exists: files, make targets, commands, dependencies."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
MADE_BY_A_RUN = ("var/", "~", "/")
NAMED_FILE = re.compile(r"`([\w./@-]+\.(?:py|md|sh|json|txt|in|plist|service|css))`")
LINKED_FILE = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_every_file_that_is_named_or_linked_exists(path: Path) -> None:
    text = path.read_text()
    named = {name for name in NAMED_FILE.findall(text) if "/" in name}
    missing = {
        name
        for name in named
        if not name.startswith(MADE_BY_A_RUN)
        and not (ROOT / name).exists()
        and not list(ROOT.glob(f"*/{name}"))  # a room's file, named inside that room's paragraph
    }
    missing |= {link for link in LINKED_FILE.findall(text) if not (path.parent / link).exists()}
    assert missing == set()


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for path in DOCS:
        named = set(re.findall(r"`make ([a-z-]+)", path.read_text()))
        assert named <= targets, path


def test_every_management_command_that_is_named_exists() -> None:
    known = set(get_commands())
    for path in DOCS:
        named = set(re.findall(r"manage\.py ([a-z_]+)", path.read_text()))
        assert named <= known, path


def test_every_dependency_has_its_line() -> None:
    told = (ROOT / "docs" / "dependencies.md").read_text().lower()
    asked = {
        re.split(r"[\[=<>; ]", line)[0].lower()
        for path in (ROOT / "requirements").glob("*.in")
        for line in path.read_text().splitlines()
        if line and not line.startswith(("#", "-"))
    }
    assert {name for name in asked if name not in told} == set()
