"""The house test: what import-linter and ruff cannot see."""

import ast
from pathlib import Path

import pytest
from celery import current_app
from django.apps import apps
from django.contrib.admin import site
from django.db.models import CheckConstraint, DecimalField, FloatField

ROOT = Path(__file__).resolve().parent.parent
ROOMS = (
    "kernel",
    "accounts",
    "payments",
    "browser_agent",
    "jobs",
    "nostr_bridge",
    "web",
    "ops",
    "sandbox",
    "workshop",
    "config",
)
SOURCES = [
    path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts
]
PRODUCT = [path for path in SOURCES if "tests" not in path.parts]
FUNCTION_LINES_MAX, FILE_LINES_MAX = 60, 400
BANNED_NAMES = {"utils", "helpers", "common", "misc", "manager", "handlers"}
HTTPX_DOORS = {
    "browser_agent/link.py",
    "browser_agent/solo.py",  # asks whether a page is there before Chrome is started
    "browser_agent/vision.py",
    "payments/rails/btcpay.py",
    "payments/rails/conversation.py",
    "payments/rails/btcpay_shapes.py",
    "payments/rails/lnd.py",
    "payments/rails/mint.py",
    "payments/rails/phoenixd.py",
}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_file_fits_the_house(path: Path) -> None:
    text = path.read_text()
    assert path.stem not in BANNED_NAMES
    assert text.count("\n") <= FILE_LINES_MAX
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < FUNCTION_LINES_MAX, node.name


def test_every_bell_has_someone_to_answer_it() -> None:
    current_app.loader.import_default_modules()
    rung = {
        node.args[0].value
        for path in PRODUCT
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "ring"
        and isinstance(node.args[0], ast.Constant)
    }
    assert rung
    assert rung <= set(current_app.tasks)


def test_choices_are_constrained_by_the_database() -> None:
    for model in apps.get_models():
        if model.__module__.split(".")[0] not in ROOMS:
            continue
        checks = " ".join(
            str(c.condition) for c in model._meta.constraints if isinstance(c, CheckConstraint)
        )
        for field in model._meta.concrete_fields:
            money = field.name.endswith(("_sats", "_msats"))
            assert not (money and isinstance(field, FloatField | DecimalField)), field
            assert not field.choices or field.name in checks, f"{model.__name__}.{field.name}"


def test_operators_can_look_at_every_model() -> None:
    ours = [m for m in apps.get_models() if m.__module__.split(".")[0] in ROOMS]
    assert ours
    inlined = {i.model for a in site._registry.values() for i in a.inlines}
    assert [m.__name__ for m in ours if m not in site._registry and m not in inlined] == []


def test_httpx_is_used_only_at_the_doors() -> None:
    users = {
        name_of(path)
        for path in PRODUCT
        if path.parts[len(ROOT.parts)] not in {"sandbox", "workshop"}
        and any(
            isinstance(node, ast.Import) and any(a.name == "httpx" for a in node.names)
            for node in ast.walk(ast.parse(path.read_text()))
        )
    }
    assert users <= HTTPX_DOORS


def test_every_setting_is_named_in_the_example() -> None:
    example = (ROOT / ".env.example").read_text()
    readers = {"text", "integer", "number", "switch", "listing", "database"}
    names = {
        str(node.args[0].value)
        for path in PRODUCT
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in readers
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "setting"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert len(names) > 20
    assert {name for name in names if f"{name}=" not in example} == set()


def test_no_forbidden_dependency_is_locked() -> None:
    locked = " ".join(
        line.split("==")[0]
        for path in (ROOT / "requirements").glob("*.txt")
        for line in path.read_text().splitlines()
    )
    for banned in ("redis", "sentry", "datadog", "ddtrace", "playwright", "selenium"):
        assert banned not in locked.lower(), banned
