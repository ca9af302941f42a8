"""TLS: a certificate that this machine makes for its own addresses, and the names that a certificate is good for.

Without TLS a phone lends a page neither its camera nor its place nor a service worker. The certificate is signed by an
authority made for it alone, whose key is thrown away at once: who trusts that authority trusts this one certificate.
How the server is started with it is ``cli/serve.py``'s.
"""

from __future__ import annotations

import contextlib
import ipaddress
import os
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from doorstep.record import clock

VALID = timedelta(days=365)
RENEW = timedelta(days=14)
"""How long a certificate is good for, and how long before its end another one is made."""

PROBES = ("192.0.2.1", "10.255.255.255", "172.31.255.255", "192.168.255.255", "2001:db8::1")
"""Addresses that nobody has, one for each net that a machine may be in: what it would send from is its own address."""

ANY = ("0.0.0.0", "::", "")
LOOPBACK = ("127.0.0.1", "::1")
PRIVATE = serialization.NoEncryption()


@dataclass(frozen=True, slots=True)
class Certificate:
    """Files of a certificate: ``chain`` (the certificate first), its ``key``, and the ``authority`` to be trusted."""

    chain: Path
    key: Path
    authority: Path


def lan_addresses() -> list[str]:
    """The addresses under which other machines reach this one, the likeliest first; nothing is sent to find them."""
    found: dict[str, None] = {}
    for probe in PROBES:
        family = socket.AF_INET6 if ":" in probe else socket.AF_INET
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as asking:
                asking.connect((probe, 9))
                found[asking.getsockname()[0]] = None
        except OSError:
            continue
    with contextlib.suppress(OSError):
        found |= {str(info[4][0]): None for info in socket.getaddrinfo(socket.gethostname(), None)}
    return [address for address in found if _reachable(address)]


def _reachable(address: str) -> bool:
    if "%" in address:
        return False
    parsed = ipaddress.ip_address(address)
    return not (parsed.is_loopback or parsed.is_unspecified or parsed.is_link_local)


def own_hosts(host: str) -> list[str]:
    """All names and addresses of this machine, for a server that listens on ``host``; what a browser may ask for."""
    named = [] if host in ANY else [host]
    name = socket.gethostname()
    names = [name] if "." in name else [name, f"{name}.local"]
    return list(dict.fromkeys([*named, *lan_addresses(), "localhost", *LOOPBACK, *names]))


def self_signed(folder: Path, hosts: Sequence[str]) -> Certificate:
    """The certificate in ``folder`` for ``hosts``; made anew when they have changed or it runs out.

    The names may come in another order; that is no change.
    """
    there = Certificate(folder / "certificate.pem", folder / "key.pem", folder / "authority.crt")
    if not _good(there, hosts):
        _make(there, hosts)
    return there


def hosts_of(chain: Path) -> list[str]:
    """The names and addresses that a certificate is good for.

    Raises ``ValueError`` when the file is no certificate, ``OSError`` when it cannot be read.
    """
    certificate = x509.load_pem_x509_certificates(chain.read_bytes())[0]
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return []
    addresses = [str(one) for one in names.get_values_for_type(x509.IPAddress)]
    return [*names.get_values_for_type(x509.DNSName), *addresses]


def allowed_hosts(hosts: Sequence[str]) -> list[str]:
    """Names as Django's ALLOWED_HOSTS writes them: IPv6 in brackets, a wildcard as a leading dot."""
    return [f"[{one}]" if ":" in one else one.removeprefix("*") for one in hosts]


def _good(there: Certificate, hosts: Sequence[str]) -> bool:
    if not all(path.is_file() for path in (there.chain, there.key, there.authority)):
        return False
    try:
        certificate = x509.load_pem_x509_certificates(there.chain.read_bytes())[0]
        key = serialization.load_pem_private_key(there.key.read_bytes(), None)
        same = key.public_key() == certificate.public_key() and set(hosts_of(there.chain)) == set(hosts)
    except ValueError:
        return False
    return same and certificate.not_valid_before_utc <= clock.now() < certificate.not_valid_after_utc - RENEW


def _make(there: Certificate, hosts: Sequence[str]) -> None:
    authority_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    issuer = _name(f"Doorstep {socket.gethostname()[:40]}")
    authority = _build(issuer, issuer, authority_key, authority_key, _of_authority(authority_key))
    certificate = _build(_name(hosts[0][:60]), issuer, key, authority_key, _of_server(key, authority_key, hosts))
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, PRIVATE)
    there.chain.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(there.key, secret, 0o600)
    _write(there.authority, authority.public_bytes(pem), 0o644)
    _write(there.chain, certificate.public_bytes(pem) + authority.public_bytes(pem), 0o644)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _build(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    signer: ec.EllipticCurvePrivateKey,
    extensions: Iterator[tuple[x509.ExtensionType, bool]],
) -> x509.Certificate:
    now = clock.now()
    builder = x509.CertificateBuilder(subject_name=subject, issuer_name=issuer, public_key=key.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    # A phone's clock may be some minutes behind.
    builder = builder.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + VALID)
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return builder.sign(signer, hashes.SHA256())


def _of_authority(key: ec.EllipticCurvePrivateKey) -> Iterator[tuple[x509.ExtensionType, bool]]:
    yield x509.BasicConstraints(ca=True, path_length=0), True
    yield _usage(signs_certificates=True), True
    yield x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False


def _of_server(
    key: ec.EllipticCurvePrivateKey, signer: ec.EllipticCurvePrivateKey, hosts: Sequence[str]
) -> Iterator[tuple[x509.ExtensionType, bool]]:
    yield x509.SubjectAlternativeName([_alternative(host) for host in hosts]), False
    yield x509.BasicConstraints(ca=False, path_length=None), True
    yield _usage(signs_certificates=False), True
    yield x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False
    yield x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False
    yield x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), False


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _alternative(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _write(path: Path, content: bytes, mode: int) -> None:
    """Whole or not at all, and never readable by others than ``mode`` says."""
    draft = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
        file.write(content)
    draft.replace(path)
