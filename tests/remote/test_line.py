"""TLS, proxies and times to wait."""

import asyncio
import ssl
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.domain.parcels import Attempt, AttemptDelivered, AttemptNotSent, AttemptRefused
from app.domain.stores import StoreAddress
from app.remote.client import DrxClient
from app.remote.line import proxy_for, retry_after, tls_context
from tests.remote.drx_talks import (
    CREATED,
    KEY,
    LINKS,
    NAME,
    PICTURE,
    RECEIPT,
    SHORT,
    Conversation,
    answer,
    odd_server,
    saying,
    upload,
)

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's own store decides")
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def self_signed(folder: Path) -> ssl.SSLContext:
    """A server's TLS with a certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(certificate.public_bytes(pem) + private)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def over_tls(folder: Path, conversation: Conversation, content: bytes) -> Attempt:
    """One upload to a server with that certificate."""

    async def whole() -> Attempt:
        async with odd_server(conversation, self_signed(folder)) as url:
            address = StoreAddress(url.replace("127.0.0.1", "localhost"))
            client = DrxClient(address, KEY, timeouts=SHORT)
            try:
                return await client.upload(NAME, LINKS, CREATED, content)
            finally:
                await client.aclose()

    return asyncio.run(whole())


def vouch_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process's system certificates be the test's own, as OpenSSL takes them from the environment."""
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "server.pem"))


@linux_only
def test_a_large_page_arrives_whole_over_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vouch_for(tmp_path, monkeypatch)
    assert isinstance(over_tls(tmp_path, saying(answer("201 Created", RECEIPT)), bytes(10_000_000)), AttemptDelivered)


@linux_only
def test_a_refusal_is_heard_while_the_page_is_leaving_over_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer("413 Payload Too Large"))
        await writer.drain()
        await asyncio.sleep(60)

    vouch_for(tmp_path, monkeypatch)
    assert isinstance(over_tls(tmp_path, refuse, bytes(10_000_000)), AttemptRefused)


def test_a_certificate_that_nobody_vouches_for_is_not_sent_to(tmp_path: Path) -> None:
    asked: list[bytes] = []

    async def keep(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.read(1))
        writer.close()

    ended = over_tls(tmp_path, keep, PICTURE)
    assert isinstance(ended, AttemptNotSent)
    assert ended.problem.title == "This computer does not trust the certificate of DRX"
    assert asked == []


def test_tls_is_1_2_at_least_and_always_checked() -> None:
    context = tls_context()
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


@pytest.mark.parametrize(
    ("url", "proxy"),
    [
        ("https://lakeside.drxapp.com/api", "http://proxy.example:3128"),
        ("https://intern.example/api", ""),
        ("https://127.0.0.1/api", ""),
        ("http://localhost:80/api", ""),
        ("https://[::1]/api", ""),
    ],
)
def test_the_proxy_of_the_system_is_used_but_for_loopback_and_exceptions(
    url: str, proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "intern.example")
    assert proxy_for(url, {"https": "proxy.example:3128", "http": "proxy.example:3128"}) == proxy


@pytest.mark.parametrize("status", ["403 Forbidden", "407 Proxy Authentication Required", "502 Bad Gateway"])
def test_a_proxy_that_says_no_is_not_sent(status: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = through_proxy(saying(answer(status)), monkeypatch)
    assert isinstance(ended, AttemptNotSent)
    assert ended.problem.title == "The proxy of this network said no"


def test_a_proxy_gets_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    heads: list[bytes] = []

    async def keep(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(answer("403 Forbidden"))
        await writer.drain()

    through_proxy(keep, monkeypatch)
    assert [head.split(b" ")[0] for head in heads] == [b"CONNECT"]
    assert KEY.encode() not in heads[0]


def test_a_proxy_of_a_kind_that_we_do_not_speak_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "socks5://127.0.0.1:9")
    assert isinstance(upload("https://lakeside.invalid"), AttemptNotSent)


def through_proxy(conversation: Conversation, monkeypatch: pytest.MonkeyPatch) -> Attempt:
    async def whole() -> Attempt:
        async with odd_server(conversation) as url:
            monkeypatch.setenv("https_proxy", url)
            client = DrxClient(StoreAddress("https://lakeside.invalid"), KEY, timeouts=SHORT)
            try:
                return await client.upload(NAME, LINKS, CREATED, PICTURE)
            finally:
                await client.aclose()

    return asyncio.run(whole())


@pytest.mark.parametrize(
    ("text", "wait_s"),
    [
        ("120", 120.0),
        (" 5 ", 5.0),
        ("Sun, 01 Mar 2026 12:01:00 GMT", 60.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("99999999999999999999", 999_999_999.0),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("tomorrow", None),
        ("²", None),
    ],
)
def test_what_a_server_asks_to_wait_is_a_number_or_a_date(text: str, wait_s: float | None) -> None:
    assert retry_after(text, NOW) == wait_s


@pytest.mark.parametrize(
    "text",
    ["Fri, 31 Dec 9999 23:59:59 -2359", "Mon, 01 Jan 0001 00:00:00 +2359", "Sat, 01 Jan 99999999999 00:00:00 GMT"],
)
def test_an_absurd_date_to_wait_for_breaks_nothing(text: str) -> None:
    waited = retry_after(text, NOW)
    assert waited is None or waited >= 0
