"""JSON from the wire as our values, strictly: what is not what the documents say is a `StrangeAnswer`."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from urllib.parse import quote

from app.domain.errors import Problem, StrangeAnswer
from app.domain.parcels import StoredImage
from app.remote.faults import SIGN_IN, STRANGE, STRANGE_ADVICE, is_sign_in
from app.remote.line import Answer

Fields = Mapping[str, object]

MAX_TEXT_LENGTH = 4096
"""IDs, names and addresses longer than this are cut or refused: nobody writes them by hand."""


def strange(detail: str) -> StrangeAnswer:
    """The error for an answer that does not parse; `detail` says what is wrong without saying what was in it."""
    return StrangeAnswer(Problem(STRANGE, STRANGE_ADVICE, detail))


def json_of(answer: Answer) -> object:
    """The JSON in an answer. Raises `StrangeAnswer`; a web page is recognised as a network's sign-in."""
    if is_sign_in(answer.status, answer.content_type):
        raise StrangeAnswer(SIGN_IN)
    try:
        parsed: object = json.loads(answer.content)
    except (ValueError, RecursionError) as error:
        raise strange("not JSON") from error
    return parsed


def stored_images(answer: Answer) -> tuple[StoredImage, ...]:
    """The `images` of `GET /images/{type}/{id}`, in the order given.

    An entry without an ID spoils the whole listing: it could be the very page that a read-back looks for, and a page
    that is missed silently would be sent twice. Everything else about an entry may be missing, its name too: a page
    of ours has one, and other pictures of the record must not stand in its way.
    """
    entries = mapping(json_of(answer)).get("images")
    if not isinstance(entries, list):
        raise strange("no list of images")
    return tuple(_stored_image(mapping(entry)) for entry in entries)


def _stored_image(entry: Fields) -> StoredImage:
    metadata = entry.get("metadata")
    shape: Fields = metadata if isinstance(metadata, dict) else {}
    image_id, name = id_text(entry.get("id")), entry.get("name")
    if not image_id:
        raise strange("an image without ID")
    return StoredImage(
        id=image_id,
        name=name if isinstance(name, str) else "",
        content_type=text(entry.get("content_type")),
        size_bytes=_count(entry.get("size")),
        width=_count(shape.get("width")),
        height=_count(shape.get("height")),
        dpi=_count(shape.get("dpi")),
        created_at=moment(entry.get("created_at")),
        url=text(entry.get("url")),
    )


def uploaded_image(answer: Answer) -> StoredImage:
    """The image that a 201 confirms, with an ID at least. Raises `StrangeAnswer`."""
    return _stored_image(mapping(json_of(answer)))


def list_in(parsed: object, *plurals: str) -> tuple[Fields, ...]:
    """The records of a list answer in any of its forms: `data`, the plural's own name, or a bare array."""
    entries = parsed
    if isinstance(parsed, dict):
        entries = next((parsed[key] for key in ("data", *plurals) if isinstance(parsed.get(key), list)), None)
    if not isinstance(entries, list):
        raise strange("no list of records")
    return tuple(mapping(entry) for entry in entries)


def one_in(parsed: object, *singulars: str) -> Fields:
    """The record of a single answer: bare, under `data`, or under the singular's own name."""
    outer = mapping(parsed)
    for key in ("data", *singulars):
        inner = outer.get(key)
        if isinstance(inner, dict):
            return one_in(inner, *singulars) if key == "data" else inner
    return outer


def mapping(parsed: object) -> Fields:
    """`parsed` as a JSON object; raises `StrangeAnswer` where it is something else."""
    if not isinstance(parsed, dict):
        raise strange("no JSON object where one belongs")
    return parsed


def within(fields: Fields, key: str) -> Fields:
    """The object at `key`, or an empty one."""
    inner = fields.get(key)
    return inner if isinstance(inner, dict) else {}


def path_part(record_id: str) -> str:
    """An ID as one part of a path: opaque, always percent-encoded. `ValueError` for an empty one, our own mistake.

    Dots alone would climb up the path: httpx, like browsers, takes `..` out before it asks.
    """
    if not record_id:
        raise ValueError("an empty ID can't be asked for")
    return record_id.replace(".", "%2E") if not record_id.strip(".") else quote(record_id, safe="")


def id_text(value: object) -> str:
    """An ID as opaque text; stores in the wild answer numbers too (look-up document). Empty where there is none."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    found = str(value)
    return found if len(found) <= MAX_TEXT_LENGTH else ""


def text(value: object) -> str:
    """A text, or an empty one."""
    return value[:MAX_TEXT_LENGTH] if isinstance(value, str) else ""


def joined(separator: str, parts: Iterable[object]) -> str:
    """The parts that are texts or numbers, joined; empty ones left out."""
    return separator.join(part for part in (id_text(value).strip() for value in parts) if part)


def moment(value: object) -> datetime | None:
    """An ISO 8601 date or time as UTC, None where it is neither.

    A bare date becomes its noon: shown in the time zone of any American counter, it is still that day.
    """
    if not isinstance(value, str):
        return None
    try:
        if len(value) == len("2025-02-19"):
            return datetime.combine(date.fromisoformat(value), time(12), UTC)
        parsed = datetime.fromisoformat(value)
        return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def day(value: object) -> date | None:
    """The date that a text starts with (`YYYY-MM-DD`), None where there is none."""
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def upload_head(name: str, links: Sequence[tuple[str, str]], created_on: datetime) -> bytes:
    """The JSON of an upload up to the opening quote of `image_data`; the Base64 and `"}` follow.

    `created_on` is written as UTC in ISO 8601 with `Z` (product.md). The picture comes last, so that a server that
    reads as it goes can refuse a bad link before ten megabytes.
    """
    created = created_on.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
    head = json.dumps({"name": name, **dict(links), "created_on": created}, ensure_ascii=True)
    return head[:-1].encode("ascii") + b', "image_data": "'
