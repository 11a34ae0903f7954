"""Images in whatever form DRX keeps them, as pixels to look at."""

import io

import pytest
from PIL import Image

from app.domain.errors import UnreadableFile
from app.domain.pages import MediaType
from app.imaging.foreign import foreign_picture


def encoded(mode: str, format_: str, size_px: tuple[int, int] = (400, 300), **options: object) -> bytes:
    paper = io.BytesIO()
    Image.new(mode, size_px, 0 if mode in ("1", "I;16") else None).save(paper, format_, **options)
    return paper.getvalue()


def pages(format_: str, count: int) -> bytes:
    paper = io.BytesIO()
    first, *others = [Image.new("RGB", (400 + number, 300), "white") for number in range(count)]
    first.save(paper, format_, save_all=True, append_images=others)
    return paper.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (encoded("RGB", "TIFF"), MediaType.TIFF),
        (encoded("1", "TIFF", compression="group4"), MediaType.TIFF),
        (encoded("I;16", "TIFF"), MediaType.TIFF),
        (encoded("I;16", "PNG"), MediaType.PNG),
        (encoded("CMYK", "JPEG"), MediaType.JPEG),
        (encoded("CMYK", "TIFF"), MediaType.TIFF),
        (encoded("RGB", "BMP"), MediaType.BMP),
        (encoded("P", "GIF"), MediaType.GIF),
        (encoded("RGBA", "WEBP"), MediaType.WEBP),
    ],
)
def test_odd_forms_are_shown_for_what_their_bytes_are(content: bytes, media_type: MediaType) -> None:
    seen = foreign_picture(content, 0, 200)
    assert (seen.media_type, seen.width, seen.height, seen.frames) == (media_type, 400, 300, 1)
    assert (seen.picture.width, seen.picture.height) == (200, 150)


@pytest.mark.parametrize("format_", ["TIFF", "PDF"])
def test_every_page_of_an_image_can_be_looked_at(format_: str) -> None:
    content = pages(format_, 3)
    assert foreign_picture(content, 0, 100).frames == 3
    assert foreign_picture(content, 2, 4000).width > foreign_picture(content, 0, 4000).width


@pytest.mark.parametrize("content", [b"", b"{}", b"<html>", b"\xff\xd8\xff\xe0 torn", encoded("RGB", "PNG")[:200]])
def test_what_is_no_picture_says_so_to_someone_who_has_no_file(content: bytes) -> None:
    with pytest.raises(UnreadableFile) as told:
        foreign_picture(content, 0, 200)
    assert told.value.problem.advice == "Try again, or look at it in DRX"
    assert "file" not in told.value.problem.title or "text file" in told.value.problem.title


def test_a_bomb_is_refused_by_its_header() -> None:
    bomb = encoded("1", "PNG", (20_000, 20_000))
    with pytest.raises(UnreadableFile) as told:
        foreign_picture(bomb, 0, 200)
    assert "megapixels" in told.value.problem.title
