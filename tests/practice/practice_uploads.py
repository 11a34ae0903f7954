"""Images and upload bodies for the tests of the practice store."""

import base64
import io

import httpx
from PIL import Image


def encoded(size_px: tuple[int, int] = (400, 500), file_format: str = "JPEG", dpi: int = 300) -> bytes:
    """A plain picture as a file of that format."""
    content = io.BytesIO()
    Image.new("RGB", size_px, (200, 220, 240)).save(content, file_format, dpi=(dpi, dpi))
    return content.getvalue()


def padded_jpeg(size_bytes: int) -> bytes:
    """A JPEG of exactly that size: decoders ignore what stands behind its end."""
    content = encoded()
    return content + bytes(size_bytes - len(content))


def fields(content: bytes | None = None, /, **others: object) -> dict[str, object]:
    """The body of an upload to a patient; None as a value leaves a field out."""
    body: dict[str, object] = {
        "image_data": base64.b64encode(content if content is not None else encoded()).decode(),
        "name": "rx_67890 hard copy front.jpg",
        "patient_id": "pat_12345",
        "created_on": "2025-02-19T08:50:00Z",
        **others,
    }
    return {name: value for name, value in body.items() if value is not None}


def upload(client: httpx.Client, content: bytes | None = None, /, **others: object) -> httpx.Response:
    """Send one image."""
    return client.post("/api/v2/images", json=fields(content, **others))
