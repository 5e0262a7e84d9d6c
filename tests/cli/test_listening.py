"""`samhandling node mllp` as a process: a message in, its acknowledgement out, in the clear and with TLS."""

from __future__ import annotations

import datetime as dt
import os
import signal
import socket
import sqlite3
import ssl
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from test_node_commands import OURS, founded  # noqa: F401  a node to listen for

pytestmark = [pytest.mark.enable_socket]
MESSAGE = (
    b"MSH|^~\\&|EPJ|DIAKON|SAMH|NODE|20261121100200||ADT^A01|42|P|2.5.1\rEVN|A01|20261121100200\r"
    b"PID|1||17843842054^^^^FNR||Rypefjaer^Borghild||19380417|F\r"
    b"PV1|1|I|GER^12^2||||||||||||||||V1|||||||||||||||||||||||||20261121095500\r"
)


@contextmanager
def listening(home: Path, *options: object):
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    program = "from samhandling.cli import main; main()"
    command = [sys.executable, "-c", program, "node", "mllp", str(home), "--port", "0", *map(str, options)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    try:
        yield int(process.stdout.readline().split()[2].rpartition(b":")[2])
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    assert process.returncode == 0


def told(line: socket.socket) -> bytes:
    line.sendall(b"\x0b" + MESSAGE + b"\x1c\r")
    answer = b""
    while not answer.endswith(b"\x1c\r"):
        part = line.recv(4096)
        if not part:
            raise ConnectionError("closed without an answer")
        answer += part
    return answer


def test_a_message_is_acknowledged_when_it_is_kept(founded: Path) -> None:  # noqa: F811
    with listening(founded) as port, socket.create_connection(("127.0.0.1", port)) as line:
        assert b"MSA|AA|42" in told(line)
        assert b"MSA|AA|42" in told(line)
    with sqlite3.connect(founded / "db.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM recordsystem_heard").fetchone() == (1,)
        assert database.execute("SELECT kind FROM patients_localact").fetchall() == [("admitted",)]
    database.close()


def test_with_tls_only_the_right_certificate_comes_in(founded: Path, tmp_path: Path) -> None:  # noqa: F811
    certificate, key = made(tmp_path)
    trusting = ssl.create_default_context(cafile=certificate)
    knowing = ssl.create_default_context(cafile=certificate)
    knowing.load_cert_chain(certificate, key)
    options = ("--certificate", certificate, "--key", key, "--clients", certificate)
    with listening(founded, *options) as port:
        with raw(port) as plain, knowing.wrap_socket(plain, server_hostname="localhost") as line:
            assert b"MSA|AA|42" in told(line)
        with (
            raw(port) as plain,
            trusting.wrap_socket(plain, server_hostname="localhost") as line,
            pytest.raises((ssl.SSLError, ConnectionError)),
        ):
            told(line)


def test_strangers_who_never_finish_the_handshake_keep_nobody_out(founded: Path, tmp_path: Path) -> None:  # noqa: F811
    certificate, key = made(tmp_path)
    trusting = ssl.create_default_context(cafile=certificate)
    with listening(founded, "--certificate", certificate, "--key", key) as port, ExitStack() as strangers:
        for _number in range(20):
            strangers.enter_context(raw(port))
        with raw(port) as plain, trusting.wrap_socket(plain, server_hostname="localhost") as line:
            assert b"MSA|AA|42" in told(line)


def raw(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=30)


def made(folder: Path) -> tuple[Path, Path]:
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name.from_rfc4514_string("CN=localhost")
    now = dt.datetime.now(tz=dt.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    files[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, *plain))
    return files
