"""Writes PDFs object by object, each as wrong as wanted; and locks one with a password (RC4, 40 bits)."""

import hashlib
import zlib
from collections.abc import Sequence

from tests.endurance.odd import PASSWORD

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_FILE_ID = b"0123456789abcdef"
_MAY_ALL = -4


def stream(words: bytes, content: bytes, *, length: int | None = None) -> bytes:
    """A stream object with `words` in its dictionary; `length` may lie."""
    size = len(content) if length is None else length
    return b"<<%s /Length %d>>\nstream\n%s\nendstream" % (words, size, content)


def flate(words: bytes, content: bytes) -> bytes:
    """A stream, packed."""
    return stream(words + b" /Filter /FlateDecode", zlib.compress(content, 9))


def pdf(objects: Sequence[bytes], trailer: bytes = b"/Root 1 0 R", *, has_table: bool = True) -> bytes:
    """A PDF of these objects, numbered from 1; without a table a reader has to look for them."""
    paper, places = bytearray(HEAD), []
    for number, content in enumerate(objects, 1):
        places.append(len(paper))
        paper += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    begin = len(paper)
    if has_table:
        paper += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        paper += b"".join(b"%010d 00000 n \n" % place for place in places)
    paper += b"trailer\n<</Size %d %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, begin)
    return bytes(paper)


def one_page(content: bytes, resources: bytes = b"", *more: bytes, page: bytes = b"/MediaBox [0 0 300 400]") -> bytes:
    """A PDF of one page with this content; `more` are the objects from number 5 on."""
    objects = (
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R %s /Contents 4 0 R /Resources <<%s>>>>" % (page, resources),
        stream(b"", content),
        *more,
    )
    return pdf(objects)


def locked(objects: Sequence[bytes], strings: Sequence[int]) -> bytes:
    """A PDF whose streams (numbers in `strings`) a password opens (PDF 1.7, 7.6.3, revision 2)."""
    owner = _rc4(hashlib.md5(_padded(PASSWORD)).digest()[:5], _padded(PASSWORD))
    seed = _padded(PASSWORD) + owner + _MAY_ALL.to_bytes(4, "little", signed=True) + _FILE_ID
    key = hashlib.md5(seed).digest()[:5]
    user = _rc4(key, _PAD)
    made = [
        _locked_stream(content, number, key) if number in strings else content for number, content in _numbered(objects)
    ]
    made.append(b"<</Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P %d>>" % (_hex(owner), _hex(user), _MAY_ALL))
    file_id = _hex(_FILE_ID)
    return pdf(made, b"/Root 1 0 R /Encrypt %d 0 R /ID [<%s> <%s>]" % (len(made), file_id, file_id))


def _numbered(objects: Sequence[bytes]) -> list[tuple[int, bytes]]:
    return list(enumerate(objects, 1))


def _locked_stream(content: bytes, number: int, key: bytes) -> bytes:
    head, _, rest = content.partition(b"\nstream\n")
    body = rest.removesuffix(b"\nendstream")
    seed = key + number.to_bytes(3, "little") + bytes(2)
    return head + b"\nstream\n" + _rc4(hashlib.md5(seed).digest()[:10], body) + b"\nendstream"


def _padded(password: str) -> bytes:
    return (password.encode() + _PAD)[:32]


def _hex(content: bytes) -> bytes:
    return content.hex().encode()


def _rc4(key: bytes, content: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    i = j = 0
    result = bytearray()
    for byte in content:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        result.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(result)
