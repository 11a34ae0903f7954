"""How an image is named in DRX: descriptive, consistent, ASCII, unique for life (Images document, best practices)."""

import re
import unicodedata

from app.domain.pages import DeskPage, DocumentKind, MediaType, Side
from app.domain.records import Record, RecordKind

TOKEN_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # noqa: S105 - an alphabet, no secret; nothing that reads alike
TOKEN_LENGTH = 10
"""10 characters of 30 are 49 bits: two names of one record never meet."""

_MIXED = rf"(?=[{TOKEN_ALPHABET}]*[2-9])(?=[{TOKEN_ALPHABET}]*[a-z])[{TOKEN_ALPHABET}]{{{TOKEN_LENGTH}}}"

MAX_DESCRIPTION_LENGTH = 80
_TOKEN = re.compile(rf" {_MIXED}(?=(\.[a-z0-9]{{1,5}})?$)")
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 ._()+=,#&'@-]+")
_EXTENSION = re.compile(r"\.(jpe?g|png|tiff?|bmp|pdf|webp|gif)$", re.IGNORECASE)


def is_token(text: str) -> bool:
    """Can this be a token of ours? Only with letters and digits in it: else a word or a phone number looks alike."""
    return re.fullmatch(_MIXED, text) is not None


def plain(text: str) -> str:
    """`text` as printable ASCII that is safe in a name: accents dropped, anything else odd becomes a space."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return re.sub(r"\s+", " ", _NOT_PLAIN.sub(" ", bare)).strip(" .")


def without_extension(name: str) -> str:
    """`name` less the ending of a format that we know."""
    return _EXTENSION.sub("", name)


def describe(record: Record | None, kind: DocumentKind | None, side: Side, file_name: str) -> str:
    """The descriptive part of a name: a prescription's ID, what it is, which side; else the file's own name."""
    carried = plain(record.id) if record is not None and record.kind is RecordKind.PRESCRIPTION else ""
    words = []
    if kind is None:
        words.append(without_extension(file_name))
    elif kind is not DocumentKind.OTHER or side is Side.NONE:
        words.append(kind.value)
    if side is not Side.NONE:
        words.append(side.value)
    room = max(MAX_DESCRIPTION_LENGTH - len(carried) - 1, 0) if carried else MAX_DESCRIPTION_LENGTH
    return f"{carried} {plain(' '.join(words))[:room]}".strip(" .") or "page"


def proposed_name(page: DeskPage, record: Record | None) -> str:
    """The name shown for a page before it is queued, without token and ending: given by a person, else ours.

    A prescription's ID is always in it, because DRX has no other link to the prescription (product.md).
    """
    if not page.given_name:
        description = describe(record, page.kind, page.side, page.imported.file_name)
        if page.kind is None and page.imported.frames > 1:
            description = f"{description} p{page.imported.frame + 1}"
        return description
    given = plain(without_extension(page.given_name))[:MAX_DESCRIPTION_LENGTH].strip(" .")
    if record is not None and record.kind is RecordKind.PRESCRIPTION and not mentions(given, record.id):
        return f"{plain(record.id)} {given}".strip()
    return given or "page"


def queued_name(description: str, token: str, media_type: MediaType) -> str:
    """The name for life: `rx_67890 hard copy front k7m2q9xd3p.jpg`."""
    return f"{description} {token}{media_type.extension}"


def shown_name(name: str) -> str:
    """A name as a person reads it: without our token."""
    return _TOKEN.sub("", name)


def token_of(name: str) -> str:
    """Our token in a name, which no other name ever has; empty where there is none."""
    found = _TOKEN.search(name)
    return found.group()[1:] if found else ""


def title_of(name: str) -> str:
    """A name as a caption: without token, ending and the prescription ID's place kept as it is."""
    return without_extension(shown_name(name))


def mentions(name: str, record_id: str) -> bool:
    """Does a name carry this ID as a word of its own? (`rx_6789` is not in `rx_67890 …`.)"""
    wanted = plain(record_id)
    pattern = rf"(?<![A-Za-z0-9_-])(?<!\d\.){re.escape(wanted)}(?![A-Za-z0-9_-]|\.\d)"
    return bool(wanted) and re.search(pattern, name) is not None
