"""Certificates made at run time: an authority that this process is made to trust, and servers good and bad."""

import os
import ssl
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

TRUST_VARIABLE = "SSL_CERT_FILE"
DAY = timedelta(days=1)
PEM = serialization.Encoding.PEM


class Authority:
    """Signs servers' certificates; everything lies in its folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._count = folder, 0
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Authority of the tests")])
        made = _certificate(self._name, self._name, self._key, self._key, (), -DAY, is_authority=True)
        self._file = folder / "authority.pem"
        self._file.write_bytes(made.public_bytes(PEM))

    @contextmanager
    def trusted(self) -> Iterator[None]:
        """While this holds, this process trusts it and nobody else: OpenSSL's own variable, which truststore keeps."""
        before = os.environ.get(TRUST_VARIABLE)
        os.environ[TRUST_VARIABLE] = str(self._file)
        try:
            yield
        finally:
            del os.environ[TRUST_VARIABLE]
            os.environ |= {} if before is None else {TRUST_VARIABLE: before}

    def server(self, *hosts: str, from_now: timedelta = -DAY, is_vouched_for: bool = True) -> ssl.SSLContext:
        """A server's side of TLS, for these hosts; its certificate holds for two days from so far from now."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, hosts[0])])
        issuer, signer = (self._name, self._key) if is_vouched_for else (name, key)
        made = _certificate(name, issuer, key, signer, hosts, from_now, is_authority=False)
        self._count += 1
        file = self._folder / f"server {self._count}.pem"
        private = key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        file.write_bytes(made.public_bytes(PEM) + private)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


def aged(context: ssl.SSLContext, version: ssl.TLSVersion) -> ssl.SSLContext:
    """The same server as if it had not been updated for many years: it speaks this version alone."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the old versions are what is asked for
        context.minimum_version = context.maximum_version = version
    context.set_ciphers("ALL:@SECLEVEL=0")  # OpenSSL 3 would refuse by itself to speak them
    return context


def _certificate(
    name: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    signer: ec.EllipticCurvePrivateKey,
    hosts: tuple[str, ...],
    from_now: timedelta,
    *,
    is_authority: bool,
) -> x509.Certificate:
    begins = datetime.now(UTC) + from_now
    builder = x509.CertificateBuilder(issuer, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(begins).not_valid_after(begins + 2 * DAY)
    builder = builder.add_extension(x509.BasicConstraints(is_authority, None), critical=True)
    if hosts:
        names = x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts])
        builder = builder.add_extension(names, critical=False)
    return builder.sign(signer, hashes.SHA256())
