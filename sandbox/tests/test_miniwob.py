"""The server of MiniWoB++: rewards come in by beacon, and there is no way to read them out."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from sandbox.miniwob.server import MiniwobServer, Reward, UnknownTemplateError

PAGE = "<html><head><script src='../core/core.js'></script></head><body><p>hi</p></body></html>"


@pytest.fixture
def html(tmp_path: Path) -> Path:
    folder = tmp_path / "html"
    (folder / "miniwob").mkdir(parents=True)
    (folder / "core").mkdir()
    (folder / "miniwob" / "click-me.html").write_text(PAGE)
    (folder / "core" / "core.js").write_text("var core = {};")
    (tmp_path / "secret.html").write_text("outside")
    (folder / "miniwob" / "notes.txt").write_text("not a page")
    return folder


@pytest.fixture
def server(html: Path) -> Iterator[MiniwobServer]:
    with MiniwobServer(html) as running:
        yield running


def beacon(server: MiniwobServer, **told: object) -> httpx.Response:
    return httpx.post(f"http://{server.origin}/beacon", content=json.dumps(told))


def test_a_page_gets_the_script_with_its_seed_and_its_episode(server: MiniwobServer) -> None:
    episode, url = server.begin("click-me", seed=7)

    body = httpx.get(url).text

    assert "<p>hi</p>" in body
    assert f'"seed": "7", "episode": "{episode}"' in body
    assert body.index("core.EPISODE_MAX_TIME") < body.index("</body>")
    assert httpx.get(f"http://{server.origin}/core/core.js").text == "var core = {};"


def test_the_script_covers_what_tells_the_reward(server: MiniwobServer) -> None:
    _, url = server.begin("click-me", seed=1)
    body = httpx.get(url).text

    assert "#reward-display, #click-canvas { display: none !important; }" in body
    assert "document.title" not in body


def test_the_first_beacon_of_an_episode_counts(server: MiniwobServer) -> None:
    episode, _ = server.begin("click-me", seed=1)
    assert server.reward(episode) is None

    assert beacon(server, episode=episode, reward=-1, reason="wrong").status_code == 204
    assert beacon(server, episode=episode, reward=1, reason="").status_code == 204

    assert server.reward(episode, wait_seconds=1) == Reward(-1.0, "wrong")


def test_only_the_full_reward_is_a_win() -> None:
    assert Reward(1.0, "").is_won
    assert not Reward(0.6, "").is_won


def test_no_answer_of_the_server_repeats_a_reward(server: MiniwobServer) -> None:
    episode, url = server.begin("click-me", seed=1)
    before = httpx.get(url).text
    beacon(server, episode=episode, reward=1, reason="ok")

    assert httpx.get(url).text == before
    for path in ("/beacon", f"/beacon?episode={episode}", "/rewards", "/"):
        assert httpx.get(f"http://{server.origin}{path}").status_code == 404


@pytest.mark.parametrize(
    "told",
    [
        {"episode": "x", "reward": 7},
        {"episode": "x", "reward": "1"},
        {"episode": "x", "reward": True},
        {"episode": "x"},
        {"reward": 1},
        [1],
    ],
)
def test_a_beacon_that_makes_no_sense_is_refused(server: MiniwobServer, told: object) -> None:
    answer = httpx.post(f"http://{server.origin}/beacon", content=json.dumps(told))
    assert answer.status_code == 400


def test_a_beacon_of_an_unknown_episode_changes_nothing(server: MiniwobServer) -> None:
    episode, _ = server.begin("click-me", seed=1)
    beacon(server, episode="made-up", reward=1, reason="")

    assert server.reward(episode) is None
    with pytest.raises(KeyError):
        server.reward("made-up")


def test_a_long_beacon_is_not_read(server: MiniwobServer) -> None:
    answer = httpx.post(f"http://{server.origin}/beacon", content=b"x" * 5_000)
    assert answer.status_code == 413


@pytest.mark.parametrize("name", ["no-such-page", "../secret", "click-me.html", "", "Click-Me"])
def test_an_unknown_template_is_refused(server: MiniwobServer, name: str) -> None:
    with pytest.raises(UnknownTemplateError):
        server.begin(name, seed=1)


def test_an_unknown_page_is_404(server: MiniwobServer) -> None:
    assert httpx.get(f"http://{server.origin}/miniwob/no-such-page.html").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.html",
        "/miniwob/../../secret.html",
        "/%2e%2e/secret.html",
        "/..%2fsecret.html",
        "/miniwob/%2e%2e%2f%2e%2e%2fsecret.html",
        "//etc/passwd",
        "/miniwob/click-me.html%00.js",
        "/miniwob/notes.txt",
        "/miniwob",
    ],
)
def test_nothing_outside_the_folder_and_nothing_but_pages(server: MiniwobServer, path: str) -> None:
    import socket  # noqa: PLC0415 - httpx would tidy the path up

    host, port = server.origin.split(":")
    with socket.create_connection((host, int(port)), timeout=5) as raw:
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = raw.recv(65_536).decode()
    assert answer.startswith("HTTP/1.1 404")
    assert "outside" not in answer


@pytest.mark.parametrize("seed", [-1, 2**31 + 1])
def test_a_seed_has_limits(server: MiniwobServer, seed: int) -> None:
    with pytest.raises(ValueError, match="seed"):
        server.begin("click-me", seed=seed)
