"""The certificate that this machine makes: trusted by who trusts its authority, kept, renewed in time."""

import os
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from doorstep.gate.site import tls
from doorstep.record import clock

HOSTS = ["192.168.1.23", "localhost", "127.0.0.1", "::1", "desk", "desk.local"]


def handshake(made: tls.Certificate, trusting: ssl.SSLContext, name: str) -> str | None:
    """Opens a connection to a server with the certificate: the protocol that was agreed on."""
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(made.chain, made.key)
    ours, theirs = socket.socketpair()
    ours.settimeout(10)
    theirs.settimeout(10)

    def answer() -> None:
        try:
            serving.wrap_socket(theirs, server_side=True).close()
        except OSError:
            theirs.close()

    thread = threading.Thread(target=answer)
    thread.start()
    try:
        with trusting.wrap_socket(ours, server_hostname=name) as connection:
            return connection.version()
    finally:
        ours.close()
        thread.join()


@pytest.mark.parametrize("name", HOSTS)
def test_who_trusts_the_authority_trusts_the_server(tmp_path: Path, name: str) -> None:
    made = tls.self_signed(tmp_path / "tls", HOSTS)
    trusting = ssl.create_default_context(cafile=str(made.authority))
    trusting.verify_flags |= ssl.VERIFY_X509_STRICT
    assert handshake(made, trusting, name) == "TLSv1.3"


def test_others_do_not(tmp_path: Path) -> None:
    made = tls.self_signed(tmp_path / "tls", HOSTS)
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(made, ssl.create_default_context(), "localhost")
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(made, ssl.create_default_context(cafile=str(made.authority)), "elsewhere.example")


def test_its_files(tmp_path: Path) -> None:
    made = tls.self_signed(tmp_path / "tls", HOSTS)
    assert made.key.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in (tmp_path / "tls").iterdir()) == ["authority.crt", "certificate.pem", "key.pem"]
    assert sorted(tls.hosts_of(made.chain)) == sorted(HOSTS)
    assert b"PRIVATE" not in made.authority.read_bytes() + made.chain.read_bytes()


@pytest.mark.parametrize(
    ("hosts", "later", "same"),
    [
        (HOSTS, timedelta(days=300), True),
        (HOSTS[::-1], timedelta(0), True),
        ([*HOSTS, "10.0.0.7"], timedelta(0), False),
        (HOSTS[1:], timedelta(0), False),
        (HOSTS, timedelta(days=352), False),
        (HOSTS, timedelta(days=-2), False),
    ],
)
def test_it_is_kept_while_it_holds(tmp_path: Path, hosts: Sequence[str], later: timedelta, same: bool) -> None:
    before = tls.self_signed(tmp_path / "tls", HOSTS).chain.read_bytes()
    with clock.set_to(clock.now() + later):
        made = tls.self_signed(tmp_path / "tls", hosts)
    assert (made.chain.read_bytes() == before) is same
    assert sorted(tls.hosts_of(made.chain)) == sorted(hosts)


@pytest.mark.parametrize("name", ["certificate.pem", "key.pem", "authority.crt"])
def test_a_lost_or_spoilt_file_is_made_anew(tmp_path: Path, name: str) -> None:
    tls.self_signed(tmp_path / "tls", HOSTS)
    (tmp_path / "tls" / name).unlink()
    made = tls.self_signed(tmp_path / "tls", HOSTS)
    assert handshake(made, ssl.create_default_context(cafile=str(made.authority)), "localhost")
    if name != "authority.crt":
        (tmp_path / "tls" / name).write_text("spoilt", encoding="utf-8")
        made = tls.self_signed(tmp_path / "tls", HOSTS)
        assert handshake(made, ssl.create_default_context(cafile=str(made.authority)), "localhost")


def test_a_machine_knows_itself() -> None:
    found = tls.own_hosts("10.1.2.3")
    assert found[0] == "10.1.2.3"
    assert {"localhost", "127.0.0.1", "::1", socket.gethostname()} <= set(found)
    assert "0.0.0.0" not in tls.own_hosts("0.0.0.0")
    assert tls.allowed_hosts(["fd00::2", "*.example.cn", "desk"]) == ["[fd00::2]", ".example.cn", "desk"]


def serve(tmp_path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """``doorstep serve`` with options that it refuses."""
    return subprocess.run(
        [sys.executable, "-m", "doorstep", "serve", *options],
        env={**os.environ, "DOORSTEP_HOME": str(tmp_path / "home"), "DOORSTEP_DATABASE_URL": ""},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--tls-cert", "a.pem"], "--tls-cert and --tls-key go together"),
        (["--self-signed", "--tls-cert", "a.pem", "--tls-key", "b.pem"], "does not go with"),
        (["--tls-cert", "a.pem", "--tls-key", "b.pem"], "cannot be used"),
    ],
)
def test_options_that_do_not_go_together(tmp_path: Path, options: list[str], said: str) -> None:
    ended = serve(tmp_path, *options)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_certificate_of_one_s_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from doorstep.cli.serve import certified

    made = tls.self_signed(tmp_path, ["orders.example.cn", "10.0.0.7"])
    monkeypatch.setenv("DOORSTEP_HOSTS", "known.example.cn")
    monkeypatch.setenv("DOORSTEP_TLS", "")
    found = certified("0.0.0.0", made.chain, made.key, self_signed=False)
    assert found is not None
    assert (found.chain, found.key) == (made.chain, made.key)
    assert os.environ["DOORSTEP_HOSTS"] == "known.example.cn,orders.example.cn,10.0.0.7"
    assert os.environ["DOORSTEP_TLS"] == "1"


def test_the_clock_is_the_house_s(tmp_path: Path) -> None:
    from cryptography import x509

    with clock.set_to(datetime.fromisoformat("2026-11-29T00:30:00+08:00")):
        made = tls.self_signed(tmp_path, ["localhost"])
    certificate = x509.load_pem_x509_certificate(made.chain.read_bytes())
    assert certificate.not_valid_before_utc == datetime.fromisoformat("2026-11-28T23:30:00+08:00")
