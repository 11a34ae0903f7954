"""Large JPEGs scaled down while they are decoded, by libvips: 0.4 of Pillow's time (`tests/bench`). Its only home.

libvips gets nothing but JPEGs of one scan, of 8 bits, grey or of three colours, whose head was judged here and rid of
metadata, and has that one loader alone. Whatever it complains about Pillow decodes instead, and judges as ever; so it
does where libvips can't be loaded: all that changes is the time.

It is called through the module in its own package: pyvips, which has more of it, exists as sources only, and nothing
is compiled on a counter (packaging.md).
"""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any  # libvips' objects are C pointers, without types

from PIL import Image

from app.domain.edits import Box
from app.domain.errors import UnreadableFile
from app.domain.pages import MediaType
from app.imaging.decode import StoredPicture
from app.imaging.skeleton_jpeg import APP0, APP14, COM, has_one_scan, jpeg_segments
from app.imaging.tags import swaps_sides, upright

_WORTH_PIXELS = 2_000_000  # of the part; below, both are quick, and most workers never have to load libvips
_MODES = {1: "L", 3: "RGB"}
_NEEDED_BY_COLOURS = (APP0, APP14)
_END = b"\xff\xd9"


def scaled_jpeg(stored: StoredPicture, part: Box, size: tuple[int, int]) -> Image.Image | None:
    """The part of a page (in its full pixels) at `size`, upright, as LANCZOS makes it; L or RGB without metadata.

    None where this way is not open or brings nothing: another kind of file, a scale that decoding makes by itself, a
    crop of a page that has to be turned, and whatever libvips does not read without a word.
    """
    is_whole = (part.width, part.height) == (stored.width, stored.height)
    is_small = part.width * part.height < _WORTH_PIXELS or size[0] > part.width or size[1] > part.height
    if stored.media_type is not MediaType.JPEG or not stored.has_square_pixels or is_small:
        return None
    shrink = _shrink(part, size)
    if (part.width, part.height) == (size[0] * shrink, size[1] * shrink):
        return None
    if not is_whole and (shrink > 1 or stored.orientation != 1):
        return None
    jpeg = plain_jpeg(stored.source)
    if jpeg is None or _library() is None:
        return None
    if swaps_sides(stored.orientation):
        size = size[::-1]
    image = _scaled(jpeg, None if is_whole else part, shrink, size)
    return None if image is None else upright(image, stored.orientation)


def _shrink(part: Box, size: tuple[int, int]) -> int:
    """By how much the decoder makes it smaller, as Pillow's `draft` would: 1, 2, 4 or 8."""
    most = min(part.width // size[0], part.height // size[1])
    return next(step for step in (8, 4, 2, 1) if step <= most)


@dataclass(frozen=True, slots=True)
class PlainJpeg:
    """A JPEG of one scan without metadata; its size as stored."""

    content: bytes
    width: int
    height: int
    mode: str


def plain_jpeg(source: bytes) -> PlainJpeg | None:
    """The JPEG without what its pixels don't need; None for one that is Pillow's affair."""
    if not source.endswith(_END) or not has_one_scan(source):
        return None
    try:
        head = list(jpeg_segments(source, before_scans=True))
    except UnreadableFile:
        return None
    frames = [segment.content for segment in head if segment.is_frame]
    if len(frames) != 1 or frames[0][0] != 8 or frames[0][5] not in _MODES:
        return None
    height, width = int.from_bytes(frames[0][1:3], "big"), int.from_bytes(frames[0][3:5], "big")
    kept = [source[one.begin : one.end] for one in head if not _is_metadata(one.marker)]
    content = source if len(kept) == len(head) else b"".join((source[:2], *kept, source[head[-1].end :]))
    return PlainJpeg(content, width, height, _MODES[frames[0][5]])


def _is_metadata(marker: int) -> bool:
    return marker == COM or (0xE0 <= marker <= 0xEF and marker not in _NEEDED_BY_COLOURS)


@cache
def _library() -> Any:
    """libvips' module, ready: one thread, nothing kept, one loader; None where it can't be loaded."""
    os.environ.setdefault("VIPS_WARNING", "off")  # it would write to the error output what it also returns
    try:
        import _libvips  # 18 MB: only for a worker that has such a page; absent on an unusual machine
    except ImportError:
        return None
    if _libvips.lib.vips_init(b"counterscan"):
        return None
    _libvips.lib.vips_concurrency_set(1)
    _libvips.lib.vips_cache_set_max(0)
    _libvips.lib.vips_operation_block_set(b"VipsForeign", 1)
    _libvips.lib.vips_operation_block_set(b"VipsForeignLoadJpegSource", 0)
    return _libvips


def _scaled(jpeg: PlainJpeg, part: Box | None, shrink: int, size: tuple[int, int]) -> Image.Image | None:
    """Decode, cut, scale; None after any error or warning of libvips."""
    ffi, vips = _library().ffi, _library().lib
    with contextlib.ExitStack() as stack:
        memory = stack.enter_context(ffi.from_buffer(jpeg.content))
        source = _owned(stack, vips.vips_source_new_from_memory(memory, len(jpeg.content)))
        reading = f"access=sequential,fail_on=warning,shrink={shrink}"
        image = _done(stack, "jpegload_source", "source", source, reading)
        width, height = -(-jpeg.width // shrink), -(-jpeg.height // shrink)
        if part is not None:
            width, height = part.width, part.height
            cut = f"left={part.left},top={part.top},width={width},height={height}"
            image = _done(stack, "extract_area", "input", image, cut)
        steps = f"hshrink={width / size[0]!r},vshrink={height / size[1]!r},kernel=lanczos3"
        return _as_pillow(_done(stack, "reduce", "in", image, steps), size, jpeg.mode)


def _done(stack: contextlib.ExitStack, name: str, input_name: str, given: Any, options: str) -> Any:
    """One operation of libvips on an image or a source; NULL where it, or what was before, went wrong."""
    ffi, vips = _library().ffi, _library().lib
    if given == ffi.NULL:
        return given
    operation = vips.vips_operation_new(name.encode())
    if operation == ffi.NULL:
        return operation
    _owned(stack, operation)
    if vips.vips_object_set_from_string(ffi.cast("VipsObject *", operation), options.encode()):
        return ffi.NULL
    kind = b"VipsSource" if input_name == "source" else b"VipsImage"
    with _value(kind) as value:
        vips.g_value_set_object(value, given)
        vips.g_object_set_property(ffi.cast("GObject *", operation), input_name.encode(), value)
    built = vips.vips_cache_operation_build(operation)
    if built == ffi.NULL:
        vips.vips_object_unref_outputs(ffi.cast("VipsObject *", operation))
        return built
    _owned(stack, built)
    with _value(b"VipsImage") as value:
        vips.g_object_get_property(ffi.cast("GObject *", built), b"out", value)
        image = vips.g_value_get_object(value)
        vips.g_object_ref(image)
    vips.vips_object_unref_outputs(ffi.cast("VipsObject *", built))
    return _owned(stack, image)


def _owned(stack: contextlib.ExitStack, thing: Any) -> Any:
    """A thing of libvips that is given back when all is over."""
    if thing != _library().ffi.NULL:
        stack.callback(_library().lib.g_object_unref, thing)
    return thing


@contextlib.contextmanager
def _value(kind: bytes) -> Iterator[Any]:
    vips = _library().lib
    value = _library().ffi.new("GValue *")
    vips.g_value_init(value, vips.g_type_from_name(kind))
    try:
        yield value
    finally:
        vips.g_value_unset(value)


def _as_pillow(made: Any, size: tuple[int, int], mode: str) -> Image.Image | None:
    """The pixels, computed now, and copied once; None where libvips had something to say meanwhile."""
    ffi, vips = _library().ffi, _library().lib
    size_bytes = ffi.new("size_t *")
    pixels = (
        ffi.NULL if made == ffi.NULL else vips.vips_image_write_to_memory(ffi.cast("VipsImage *", made), size_bytes)
    )
    if pixels == ffi.NULL:
        vips.vips_error_clear()
        return None
    try:
        if size_bytes[0] != size[0] * size[1] * len(mode):
            return None
        image = Image.new(mode, size, None)  # its memory as it comes: every pixel is written next
        image.frombytes(ffi.buffer(pixels, size_bytes[0]), "raw", mode)
        return image
    finally:
        vips.g_free(pixels)
