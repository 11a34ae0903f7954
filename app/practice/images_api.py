"""The two calls of the Images document: add an image, list the images of a record."""

import binascii
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from app.practice.judge import judge, optimised
from app.practice.limits import StoreHabits, StoreLimits
from app.practice.messages import JSON_TYPE, Answer, Refused, Request, json_answer
from app.practice.shelf import LINK_FIELDS, LINK_OF_TYPE, PRESCRIPTION_LINK, NewImage, Shelf, StoredImage

MOST_NAME_CHARACTERS = 255
MOST_ID_CHARACTERS = 64


class ImagesApi:
    """Answers `/api/v2/images…`; `url_of` gives the temporary URL of an image."""

    def __init__(
        self, shelf: Shelf, limits: StoreLimits, habits: StoreHabits, url_of: Callable[[StoredImage], str]
    ) -> None:
        self._shelf = shelf
        self._limits = limits
        self._habits = habits
        self._url_of = url_of
        extra = (PRESCRIPTION_LINK,) if limits.accepts_prescription_id else ()
        self._link_fields = (*LINK_FIELDS, *extra)

    def list_images(self, type_: str, record_id: str) -> Answer:
        """`GET /images/{type}/{id}`: newest last; 404 where there are none."""
        if type_ not in LINK_OF_TYPE:
            raise Refused(400, "invalid_type", f"The type must be one of {', '.join(LINK_OF_TYPE)}.")
        _checked_id("id", record_id)
        images = self._shelf.linked(LINK_OF_TYPE[type_], record_id)
        if not images:
            raise Refused(404, "not_found", "There is no image of this record.")
        return json_answer({"images": [{**self._described(image), "type": type_} for image in images]})

    def add_image(self, request: Request) -> Answer:
        """`POST /images`: the image as the document describes it, or `Refused` with 400, 413 or 415."""
        new = self._read(request)
        verdict = judge(new.content, self._limits)
        content = new.content
        if self._habits.optimises_images:
            content, verdict = optimised(content, verdict)
        stored = self._shelf.put(
            replace(
                new,
                name=_renamed(content) if self._habits.renames else new.name,
                content=content,
                content_type=verdict.content_type,
                width=verdict.width,
                height=verdict.height,
                dpi=verdict.dpi,
            )
        )
        return json_answer(self._described(stored), 201)

    def _described(self, image: StoredImage) -> dict[str, object]:
        return {
            "id": image.id,
            "name": image.name,
            "url": self._url_of(image),
            "content_type": image.content_type,
            "size": len(image.content),
            "created_at": _as_text(image.created_at),
            "metadata": {"width": image.width, "height": image.height, "dpi": image.dpi},
        }

    def _read(self, request: Request) -> NewImage:
        """The fields of the body, checked; what kind of image it is remains to be judged."""
        fields = _json_object(request)
        known = {"image_data", "name", "created_on", *self._link_fields}
        unknown = sorted(set(fields) - known)
        if unknown:
            raise Refused(400, "unknown_field", f"Unknown field: {unknown[0][:MOST_NAME_CHARACTERS]}.")
        links = {field: _checked_id(field, fields[field]) for field in self._link_fields if field in fields}
        if not links:
            raise Refused(400, "missing_link", f"Link the image with one of {', '.join(self._link_fields)}.")
        return NewImage(
            name=_checked_name(fields.get("name")),
            links=links,
            content_type="",
            content=_decoded(fields.get("image_data")),
            width=None,
            height=None,
            dpi=None,
            created_on=_checked_time(fields.get("created_on")) if "created_on" in fields else None,
        )


def _json_object(request: Request) -> Mapping[str, object]:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON_TYPE:
        raise Refused(400, "invalid_body", f"Send the body as {JSON_TYPE}.")
    try:
        fields = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "invalid_body", "The body is not JSON.") from error
    if not isinstance(fields, dict):
        raise Refused(400, "invalid_body", "The body must be a JSON object.")
    return fields


def _decoded(text: object) -> bytes:
    """Standard Base64 with its padding and nothing else: no line breaks, no data URL."""
    if not isinstance(text, str) or not text:
        raise Refused(400, "invalid_image_data", "'image_data' must be Base64 text.")
    try:
        return binascii.a2b_base64(text, strict_mode=True)
    except ValueError as error:
        raise Refused(400, "invalid_image_data", "'image_data' is not Base64.") from error


def _checked_name(name: object) -> str:
    if not isinstance(name, str) or not name.strip() or len(name) > MOST_NAME_CHARACTERS or not name.isprintable():
        raise Refused(400, "invalid_name", f"'name' must be a name of 1 to {MOST_NAME_CHARACTERS} characters.")
    return name


def _checked_id(field: str, value: object) -> str:
    """IDs are opaque, and numbers in some stores; whether the record exists is not asked (the document is silent)."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip() or len(value) > MOST_ID_CHARACTERS:
        raise Refused(400, "invalid_id", f"'{field}' must be an ID of 1 to {MOST_ID_CHARACTERS} characters.")
    return value


def _checked_time(text: object) -> datetime:
    """A moment in ISO 8601 with its offset; without one nobody could tell which moment it is."""
    try:
        moment = datetime.fromisoformat(text if isinstance(text, str) else "")
        if moment.tzinfo is None:
            raise ValueError
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Refused(400, "invalid_created_on", "'created_on' must be a time such as 2025-02-19T08:50:00Z.") from error


def _renamed(content: bytes) -> str:
    """A name that has nothing of the name that was sent."""
    return f"image {binascii.crc32(content):010}.jpg"


def _as_text(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
