import pickle

import pytest

from browser_agent.vault import Vault

VALUES = {"password": "p@ss w0rd", "email": "ann@example.org"}


def test_a_vault_shows_names_and_no_values() -> None:
    vault = Vault(VALUES)
    assert "p@ss" not in repr(vault)
    assert "p@ss" not in f"{vault}"
    assert vault.names == ["email", "password"]


def test_a_vault_does_not_travel() -> None:
    with pytest.raises(TypeError, match="travel"):
        pickle.dumps(Vault(VALUES))


def test_addresses_are_scrubbed_however_they_are_written() -> None:
    vault = Vault(VALUES)
    url = "https://example.com/?u=ann%40example.org&p=p%40ss%20w0rd&m=ann@example.org"
    assert vault.scrub(url) == "https://example.com/?u=[email]&p=[password]&m=[email]"
