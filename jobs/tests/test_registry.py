"""The registry of sites, keys and the commands that fill it."""

import io
import json
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from browser_agent.chain import signing_key_of
from jobs.errors import ServiceInvalidError
from jobs.models import AgentKey, AgentToken, Job, Service, ServiceVersion
from jobs.queries import find_service, service_names
from jobs.services import load_services, recognise_agent, register_agent_key, save_service
from jobs.services.registry import SLUG_CHARACTERS_MAX
from kernel.errors import InvalidError
from kernel.sealing import PrivateKey, PublicKey

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "services.json"
pytestmark = pytest.mark.django_db


def run(*command: Any) -> str:
    out = io.StringIO()
    call_command(*command, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_the_shipped_six_load_once() -> None:
    assert run("load_services", str(SHIPPED)) == "created 6, changed 0, same 0\n"
    assert run("load_services", str(SHIPPED)) == "created 0, changed 0, same 6\n"
    assert service_names() == ["Disney+", "Hulu", "Max", "Netflix", "Paramount+", "Peacock"]
    assert ServiceVersion.objects.count() == 6


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("disney plus", "disney-plus"),
        ("Disney+", "disney-plus"),
        ("HBO Max", "max"),
        ("paramount plus", "paramount-plus"),
        ("NETFLIX", "netflix"),
    ],
)
def test_people_find_the_shipped_ones(text: str, slug: str) -> None:
    load_services(text=SHIPPED.read_text())
    found = find_service(text)
    assert found is not None
    assert found.slug == slug


def test_no_two_shipped_services_share_a_name() -> None:
    load_services(text=SHIPPED.read_text())
    for service in Service.objects.all():
        for name in (service.slug, service.name, *service.aliases):
            assert find_service(name) == service


def test_a_change_makes_a_version_and_keeps_the_old_one(nocturne: Service) -> None:
    save_service(slug="nocturne", hints="Scroll first.")
    save_service(slug="nocturne", hints="Scroll first.")
    changed = save_service(slug="nocturne", aliases=["n"], is_enabled=False)
    assert changed.version == 2
    versions = ServiceVersion.objects.order_by("version").values_list("version", "hints")
    assert list(versions) == [(1, ""), (2, "Scroll first.")]


@pytest.mark.parametrize(
    "change",
    [
        {"origins": []},
        {"origins": ["*.example"]},
        {"origins": ["com"]},
        {"origins": ["https://site.example"]},
        {"origins": "site.example"},
        {"start_url": "https://elsewhere.example/"},
        {"start_url": "https://site.example.evil.example/"},
        {"start_url": "https://notsite.example/"},
        {"start_url": "http://site.example/"},
        {"start_url": "https://user@site.example/"},
        {"start_url": "javascript:alert(1)"},
        {"start_url": ""},
        {"account_url": "https://elsewhere.example/"},
        {"aliases": "s"},
        {"aliases": [""]},
        {"name": ""},
        {"hints": "x" * 4_001},
        {"colour": "red"},
    ],
)
def test_a_row_that_could_not_be_served_safely_is_refused(change: dict[str, Any]) -> None:
    good = {"name": "Site", "origins": ["site.example"], "start_url": "https://www.site.example/"}
    with pytest.raises(ServiceInvalidError):
        save_service(slug="site", **(good | change))
    assert not Service.objects.exists()
    assert save_service(slug="site", **good).version == 1


@pytest.mark.parametrize("slug", ["", "Has Space", "x" * 61])
def test_a_slug_is_a_slug(slug: str) -> None:
    with pytest.raises(ServiceInvalidError):
        save_service(
            slug=slug, name="S", origins=["site.example"], start_url="https://site.example/"
        )


def test_the_longest_slug_fits_into_the_key_of_a_dms_job() -> None:
    site = {"name": "S", "origins": ["site.example"], "start_url": "https://site.example/"}
    slug = "s" * SLUG_CHARACTERS_MAX
    Job(key=f"dm:{'0' * 64}:{slug}").clean_fields(
        exclude={"user", "service", "action", "price_sats"}
    )
    assert save_service(slug=slug, **site).slug == slug
    with pytest.raises(ServiceInvalidError):
        save_service(slug=f"{slug}s", **site)


def test_a_file_loads_whole_or_not_at_all(tmp_path: Path) -> None:
    rows = json.loads(SHIPPED.read_text())
    rows[-1]["start_url"] = "https://elsewhere.example/"
    path = tmp_path / "services.json"
    path.write_text(json.dumps(rows))
    with pytest.raises(CommandError, match="peacock"):
        run("load_services", str(path))
    assert not Service.objects.exists()
    path.write_text("{")
    with pytest.raises(CommandError, match="not JSON"):
        run("load_services", str(path))
    with pytest.raises(CommandError, match="cannot be read"):
        run("load_services", str(tmp_path / "missing.json"))


def test_a_key_is_written_privately_and_registered(tmp_path: Path) -> None:
    path = tmp_path / "agent" / "key.json"
    told = run("create_agent_key", "--out", str(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    arguments = told.split("register_agent_key ")[1].split()
    assert not AgentKey.objects.exists()
    run("register_agent_key", *arguments)
    key = PrivateKey.from_file(path)
    row = AgentKey.objects.get(is_current=True)
    assert row.key_id == key.public_key.key_id
    assert row.signing_key == signing_key_of(key).public_hex
    other = signing_key_of(PrivateKey.generate()).public_hex
    with pytest.raises(CommandError, match="another signing key"):
        run("register_agent_key", arguments[0], "--signing", other)
    private = json.loads(path.read_text())["private_key"]
    assert private not in told
    assert private not in str(AgentKey.objects.values())


def test_an_existing_key_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "key.json"
    run("create_agent_key", "--out", str(path))
    before = path.read_text()
    with pytest.raises(CommandError, match="exists"):
        run("create_agent_key", "--out", str(path))
    run("create_agent_key", "--out", str(path), "--register")  # a new database, the same machine
    assert path.read_text() == before
    assert AgentKey.objects.get().is_current


def test_one_key_is_current_and_an_old_one_can_come_back() -> None:
    first, second = (PrivateKey.generate().public_key.to_text() for _ in range(2))
    for text in (first, second, first, first):
        register_agent_key(public_key=text)
        current = AgentKey.objects.get(is_current=True)
        assert current.key_id == PublicKey.from_text(text).key_id
    assert AgentKey.objects.count() == 2


def test_what_is_no_key_is_refused() -> None:
    with pytest.raises(InvalidError):
        register_agent_key(public_key="AAAA")
    with pytest.raises(CommandError):
        run("register_agent_key", "not base64!")


def test_a_token_is_printed_alone_and_works() -> None:
    token = run("create_agent_token", "mini").strip()
    assert recognise_agent(token=token) == AgentToken.objects.get(name="mini")
