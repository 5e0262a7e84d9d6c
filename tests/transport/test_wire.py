"""Requests on real sockets, against a service that says word by word what a test gives it."""

import datetime as dt
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from samhandling.transport.wire import Asked, LineBroken, Sockets

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "localhost"])
WHOLE = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\ndpop-nonce: n-1\r\n\r\nok"


@dataclass
class Service:
    """Answers each request with the next of `answers`; after b"" in them it hangs up."""

    answers: list[bytes] = field(default_factory=list)
    heard: list[bytes] = field(default_factory=list)
    callers: int = 0
    certificate: Path | None = None
    hung_up: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        with suppress(OSError):  # closed before
            self._listener.shutdown(socket.SHUT_RDWR)  # ends `accept` in the other thread
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _address = self._listener.accept()
            except OSError:
                return
            self.callers += 1
            threading.Thread(target=self._talk, args=(line,), daemon=True).start()

    def _talk(self, line: socket.socket) -> None:
        with suppress(OSError), self._secured(line) as secured:
            while heard := _request(secured):
                self.heard.append(heard)
                secured.sendall(self.answers.pop(0))
                if self.answers[:1] == [b""]:
                    self.answers.pop(0)
                    break
        self.hung_up.set()

    def _secured(self, line: socket.socket) -> socket.socket:
        if self.certificate is None:
            return line
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        return context.wrap_socket(line, server_side=True)


def _request(line: socket.socket) -> bytes:
    """A request with its whole body; empty when the client hangs up."""
    heard = b""
    while part := line.recv(65536):
        heard += part
        head, end, body = heard.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head.lower())
        if end and len(body) >= int(length[1] if length else 0):
            break
    return heard


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service()
    yield service
    service.close()


@pytest.fixture
def sockets() -> Iterator[Sockets]:
    sockets = Sockets()
    yield sockets
    sockets.close()


def ask(sockets: Sockets, service: Service, path: str = "/messages", **changes: object) -> tuple[int, bytes]:
    told = {"method": "POST", "headers": (("accept", "a"),), "content": b"{}"} | changes
    answer = sockets.open(Asked(url=service.url + path, **told), 5.0)
    try:
        return answer.status, b"".join(answer.chunks())
    finally:
        answer.close()


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b"", "RemoteDisconnected"),
        (b"rubbish\r\n\r\n", "BadStatusLine"),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nok", "IncompleteRead"),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n", "IncompleteRead"),
        (b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 200 + b"\r\n", "headers"),
        (b"HTTP/1.1 202 Accepted\r\ncontent-type: appl", "where it ends"),
    ],
)
def test_an_answer_that_is_cut_off_or_none_is_an_error(service, sockets, answer, why):
    service.answers += [answer, b""]
    with pytest.raises(LineBroken, match=why):
        ask(sockets, service)


def test_a_refusal_without_a_length_is_heard(service, sockets):
    service.answers += [b"HTTP/1.1 413 Too Large\r\nconnection: close\r\n\r\n", b""]
    assert ask(sockets, service) == (413, b"")


def test_nobody_there_is_an_error(service, sockets):
    service.close()
    with pytest.raises(LineBroken, match="Connection refused"):
        ask(sockets, service)


def test_a_silent_service_is_given_up(service, sockets):
    service.answers.append(b"HTTP/1.1 200 OK\r\n")
    with pytest.raises(LineBroken, match="TimeoutError"):
        sockets.open(Asked("GET", service.url), 0.05)


@pytest.mark.parametrize("sign", ["\r", "\n", "\0", "æ\n"])
def test_a_header_that_would_end_its_line_is_not_sent(service, sockets, sign):
    with pytest.raises(LineBroken, match="cannot be sent"):
        ask(sockets, service, headers=(("nhn-source-system", f"a{sign}b"),))
    assert service.heard == []


def test_a_request_arrives_whole(service, sockets):
    service.answers.append(WHOLE)
    assert ask(sockets, service, "/messages?a=1") == (200, b"ok")
    [heard] = service.heard
    head, _end, body = heard.partition(b"\r\n\r\n")
    asked, *headers = head.decode().split("\r\n")
    assert (asked, body) == ("POST /messages?a=1 HTTP/1.1", b"{}")
    assert {"accept: a", "Content-Length: 2"} <= set(headers)


def test_one_socket_serves_request_after_request(service, sockets):
    chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"
    service.answers += [WHOLE, b"HTTP/1.1 204 No Content\r\n\r\n", chunked, WHOLE]
    assert [ask(sockets, service)[1] for _each in range(4)] == [b"ok", b"", b"ok", b"ok"]
    assert service.callers == 1


def test_a_socket_that_the_service_has_closed_is_replaced_before_it_is_used(service, sockets):
    service.answers += [WHOLE, b"", WHOLE]
    assert ask(sockets, service) == (200, b"ok")
    assert service.hung_up.wait(5)
    assert ask(sockets, service) == (200, b"ok")
    assert service.callers == 2


def test_an_answer_that_was_not_read_costs_its_socket(service, sockets):
    service.answers += [WHOLE, WHOLE]
    sockets.open(Asked("GET", service.url), 5.0).close()
    assert ask(sockets, service) == (200, b"ok")
    assert service.callers == 2


def test_what_another_thread_reads_can_be_broken_off(service, sockets):
    service.answers.append(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
    answer = sockets.open(Asked("GET", service.url), 5.0)
    threading.Timer(0.05, answer.hang_up).start()
    with pytest.raises(LineBroken):
        list(answer.chunks())
    answer.close()


def test_after_it_has_been_closed_nothing_is_sent(service, sockets):
    sockets.close()
    with pytest.raises(LineBroken, match="closed"):
        ask(sockets, service)


@pytest.fixture
def certificate(tmp_path) -> Path:
    """A key and its certificate for `localhost`, which no system trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=1))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    signed = builder.sign(key, hashes.SHA256())
    plain = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = tmp_path / "localhost.pem"
    path.write_bytes(plain + signed.public_bytes(Encoding.PEM))
    return path


@pytest.mark.parametrize(
    ("host", "trusted", "said"),
    [
        ("localhost", False, "CERTIFICATE_VERIFY_FAILED"),
        ("127.0.0.1", True, "CERTIFICATE_VERIFY_FAILED"),
        ("localhost", True, 200),
    ],
)
def test_tls_trusts_whom_the_system_trusts_and_asks_for_the_right_name(
    certificate, monkeypatch, host, trusted, said
):
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    service, sockets = Service([WHOLE], certificate=certificate), Sockets()
    with closing(service), closing(sockets):
        url = f"https://{host}:{service.port}/ping"
        if said == 200:
            with closing(sockets.open(Asked("GET", url), 5.0)) as answer:
                assert answer.status == said
        else:
            with pytest.raises(LineBroken, match=said):
                sockets.open(Asked("GET", url), 5.0)


def test_a_proxy_is_for_the_world_outside_and_never_for_this_machine(service, sockets, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://kari:hei%21@127.0.0.1:9")
    service.answers.append(WHOLE)
    assert ask(sockets, service) == (200, b"ok")
    monkeypatch.setenv("http_proxy", service.url.replace("//", "//kari:hei%21@"))
    service.answers.append(WHOLE)
    answer = sockets.open(Asked("GET", "http://service.test/ping"), 5.0)
    answer.close()
    assert service.heard[-1].startswith(b"GET http://service.test/ping HTTP/1.1\r\n")
    assert {b"Host: service.test", b"proxy-authorization: Basic a2FyaTpoZWkh"} <= set(
        service.heard[-1].split(b"\r\n")
    )


def test_a_tunnel_leads_through_the_proxy_to_a_service_with_tls(service, sockets, monkeypatch):
    monkeypatch.setenv("https_proxy", service.url)
    service.answers += [b"HTTP/1.1 403 Forbidden\r\n\r\n", b""]
    with pytest.raises(LineBroken, match="403"):
        sockets.open(Asked("GET", "https://service.test/ping"), 5.0)
    assert service.heard[0].startswith(b"CONNECT service.test:443 HTTP/1.")
