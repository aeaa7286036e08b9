"""The guard: which addresses are asked, over which connection, and for how much."""

import datetime
import socket
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpcore
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_django import Settings

from kernel import guarded
from kernel.errors import UpstreamError

NAME = "payee.example"
PUBLIC = "93.184.215.14"


class _Quiet(BaseHTTPRequestHandler):
    """Says what it was sent."""

    def do_GET(self) -> None:
        self._say(200, f"{self.headers['Host']} {self.path}".encode())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._say(200, self.headers["X-Signature"].encode() + b" " + body)

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Quiet) as listener:
        thread = threading.Thread(target=listener.serve_forever, args=(0.02,))
        thread.start()
        yield listener
        listener.shutdown()
        thread.join()


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A key and a certificate for NAME, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "both.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def tls_port(server: ThreadingHTTPServer, certificate: Path) -> int:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    return server.server_port


def resolves(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """The resolver gives each answer once, the last for ever. Returns the names it was asked."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        answer = answers[min(len(asked), len(answers) - 1)]
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in answer]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1",  # noqa: S104 - an address
        "172.31.255.255",
        "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "239.255.255.255",
        "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "192.0.0.8",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "fec0::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "64:ff9b:1::a00:1", "2001:db8::1", "2001::1", "100::1",
    ],
)  # fmt: skip
def test_what_is_inside_is_not_public(address: str) -> None:
    assert not guarded.is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"]
)
def test_what_is_outside_is_public(address: str) -> None:
    assert guarded.is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/", "ftp://example.org/", "file:///etc/passwd", "gopher://example.org/",
        "//example.org/", "example.org", "https://", "https:///x", "https://example.org:99999/",
        "https://user:pass@example.org/", "https://example.org\\@127.0.0.1/", "https://exa mple/",
        "https://example.org/\r\nX: y", "https://bücher.example/", "https://fe80::1%25eth0/",
        "https://[::1", "https://hidden.onion/", "https://hidden.onion./",
        "https://e.org/" + "x" * 9_000,
    ],
)  # fmt: skip
def test_what_is_no_public_address_is_never_resolved(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = resolves(monkeypatch, [PUBLIC])
    with pytest.raises(guarded.AddressRefusedError) as refused:
        guarded.get(url)
    assert refused.value.permanent
    assert asked == []


@pytest.mark.parametrize(
    "answer", [["127.0.0.1"], [PUBLIC, "10.0.0.1"], ["::ffff:169.254.169.254"]]
)
def test_a_name_that_leads_inside_is_refused(
    answer: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = resolves(monkeypatch, answer)
    with pytest.raises(guarded.AddressRefusedError):
        guarded.get(f"https://{NAME}/")
    assert asked == [NAME]


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "[::1]", "localhost"])
def test_other_spellings_of_here_are_refused(host: str) -> None:
    with pytest.raises(guarded.AddressRefusedError):
        guarded.get(f"https://{host}/")


def test_the_connection_goes_to_the_address_that_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """DNS rebinding: the second answer would be here, and nobody asks for it."""
    asked, reached = resolves(monkeypatch, [PUBLIC], ["127.0.0.1"]), []

    def connect_tcp(_: Any, host: str, port: int, **__: Any) -> Any:
        reached.append((host, port))
        raise httpcore.ConnectError

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect_tcp)
    with pytest.raises(UpstreamError):
        guarded.get(f"https://{NAME}:8443/")
    assert (asked, reached) == ([NAME], [(PUBLIC, 8443)])


def test_the_certificate_must_be_the_names(
    tls_port: int, certificate: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection goes to an address, and the certificate is still held against the name."""
    resolves(monkeypatch, ["127.0.0.1"])
    settings.GUARD_ALLOWED_HOSTS = {f"{NAME}:{tls_port}", f"other.example:{tls_port}"}
    with pytest.raises(UpstreamError):
        guarded.get(f"https://{NAME}:{tls_port}/x")  # signed by nobody we trust
    trusting = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(guarded, "_tls", lambda: trusting)
    answer = guarded.get(f"https://{NAME}:{tls_port}/x?y=1#z")
    assert answer.body.decode() == f"{NAME}:{tls_port} /x?y=1"
    with pytest.raises(UpstreamError):
        guarded.get(f"https://other.example:{tls_port}/")


def test_an_operators_own_host_may_be_inside(
    server: ThreadingHTTPServer, settings: Settings
) -> None:
    url = f"http://127.0.0.1:{server.server_port}/"
    with pytest.raises(guarded.AddressRefusedError):
        guarded.get(url)
    settings.GUARD_ALLOWED_HOSTS = {f"127.0.0.1:{server.server_port}"}
    assert guarded.get(url).status == 200
    with pytest.raises(guarded.AddressRefusedError):
        guarded.get(f"http://127.0.0.1:{server.server_port + 1}/")


def test_a_post_carries_its_headers_and_body(
    server: ThreadingHTTPServer, settings: Settings
) -> None:
    settings.GUARD_ALLOWED_HOSTS = {f"127.0.0.1:{server.server_port}"}
    url = f"http://127.0.0.1:{server.server_port}/hook"
    answer = guarded.post(url, body=b"news", headers={"X-Signature": "sha256=1"})
    assert answer.body == b"sha256=1 news"


def test_no_proxy_of_the_environment_is_used(
    server: ThreadingHTTPServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
        monkeypatch.setenv(name.upper(), "http://127.0.0.1:9")
    settings.GUARD_ALLOWED_HOSTS = {f"127.0.0.1:{server.server_port}"}
    assert guarded.get(f"http://127.0.0.1:{server.server_port}/").status == 200


def test_a_resolver_that_does_not_answer_ends_at_the_deadline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    released = threading.Event()

    def getaddrinfo(*_: Any, **__: Any) -> list[Any]:
        released.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(UpstreamError, match="cannot be resolved"):
        guarded.get(f"https://{NAME}/", seconds_max=0.2)
    released.set()
