"""A checkout that was moved finds its own folders again; what a person chose stays."""

from pathlib import Path

import pytest

from workshop import dotenv


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(dotenv, "PATH", tmp_path / ".env")
    monkeypatch.setattr(dotenv, "ROOT", Path("/old place, %41"))
    dotenv.write_dotenv()
    return tmp_path / ".env"


def test_only_its_owner_reads_it(written: Path) -> None:
    assert written.stat().st_mode & 0o077 == 0


def test_a_moved_checkout_uses_its_own_folders(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dotenv.read_values()
    monkeypatch.setattr(dotenv, "ROOT", Path("/new place"))
    dotenv.write_dotenv()
    after = dotenv.read_values()
    assert "old" in before["CELERY_BROKER_URL"]
    assert after["CELERY_BROKER_URL"] == "filesystem:///new%20place/var/broker"
    assert after["AGENT_PRIVATE_KEY_FILE"] == "/new place/var/agent/key.json"
    assert after["NOSTR_BOT_NSEC"] == before["NOSTR_BOT_NSEC"]


def test_what_a_person_chose_stays(written: Path) -> None:
    chosen = "CELERY_BROKER_URL=amqps://me@host/unsalted\nAGENT_PRIVATE_KEY_FILE=/etc/agent.json\n"
    written.write_text(chosen)
    dotenv.write_dotenv()
    assert written.read_text() == chosen


def test_what_an_earlier_version_did_not_know_is_added(written: Path) -> None:
    before = dotenv.read_values()
    older = [line for line in written.read_text().splitlines() if not line.startswith("TILL_KEY")]
    written.write_text("\n".join(older) + "\n")
    dotenv.write_dotenv()
    assert len(dotenv.read_values()["TILL_KEY"]) == 64
    assert dotenv.read_values() == before | {"TILL_KEY": dotenv.read_values()["TILL_KEY"]}
