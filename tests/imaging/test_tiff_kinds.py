"""TIFF of every kind that scanners, copiers and fax servers write: all pages, no thumbnails, in their true shape."""

import struct

import pytest
from PIL import Image

from app.domain.edits import UNTOUCHED
from app.domain.errors import UnreadableFile
from app.domain.limits import DRX_LIMITS
from app.imaging.fit import fit
from app.imaging.sheet import sheet_of
from app.imaging.survey import survey
from tests.imaging.imaging_files import corner_names, corners, opened, saved, tiff_pages, type_page

Entries = dict[int, tuple[int, tuple[int, ...]]]
BYTE_TURNED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
LETTERS = {3: "H", 4: "I", 16: "Q"}


def tiff_of(entries: Entries, body: bytes, order: str = "<", *, big: bool = False) -> bytes:
    """A TIFF of one page written by hand: `body` stands at 8 (16 in a BigTIFF), entries are kind and numbers."""
    mark = b"II" if order == "<" else b"MM"
    head = struct.pack(order + "HHHQ", 43, 8, 0, 0) if big else struct.pack(order + "HI", 42, 0)
    whole = bytearray(mark + head + body)
    fields = []
    for tag, (kind, numbers) in sorted(entries.items()):
        inside = struct.pack(f"{order}{len(numbers)}{LETTERS[kind]}", *numbers)
        if len(inside) > (8 if big else 4):
            place = len(whole)
            whole += inside
            inside = struct.pack(order + ("Q" if big else "I"), place)
        fields.append(
            struct.pack(order + ("HHQ" if big else "HHI"), tag, kind, len(numbers))
            + inside.ljust(8 if big else 4, b"\0")
        )
    place = len(whole)
    whole += struct.pack(order + ("Q" if big else "H"), len(fields)) + b"".join(fields) + bytes(8 if big else 4)
    whole[8 if big else 4 : 16 if big else 8] = struct.pack(order + ("Q" if big else "I"), place)
    return bytes(whole)


def raw_entries(
    body: bytes, bits: tuple[int, ...] = (8, 8, 8), packing: int = 1, colours: int = 2, at: int = 8
) -> Entries:
    """What describes `corners` in one strip."""
    entries: Entries = {256: (4, (640,)), 257: (4, (480,)), 258: (3, bits), 259: (3, (packing,)), 262: (3, (colours,))}
    return entries | {273: (4, (at,)), 277: (3, (len(bits),)), 278: (4, (480,)), 279: (4, (len(body),))}


def names_of(source: bytes, frame: int = 0) -> str:
    return corner_names(sheet_of(source, frame).decoded())


def refusal_of(source: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        survey(source)
    return caught.value.problem.title


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("big", [False, True])
def test_either_byte_order_and_either_size_is_read(order: str, big: bool) -> None:
    body = corners().tobytes()
    source = tiff_of(raw_entries(body, at=16 if big else 8), body, order, big=big)
    assert names_of(source) == "rgby"
    assert len(survey(source).frames) == 1


@pytest.mark.parametrize("as_tables", [False, True])
def test_an_old_style_jpeg_is_read_and_never_kept(as_tables: bool) -> None:
    jpeg = saved(corners(), "JPEG")
    entries = raw_entries(jpeg, packing=6, colours=6)
    if as_tables:
        del entries[273], entries[279]
    entries |= {512: (3, (1,)), 513: (4, (8,)), 514: (4, (len(jpeg),)), 530: (3, (2, 2))}
    source = tiff_of(entries, jpeg)
    assert names_of(source) == "rgby"
    assert not fit(source, 0, UNTOUCHED, DRX_LIMITS).kept_original


def test_the_bits_of_a_byte_may_run_the_other_way() -> None:
    page = type_page()
    body = page.tobytes().translate(BYTE_TURNED)
    entries = raw_entries(body, (1,), colours=1) | {
        266: (3, (2,)),
        256: (4, (850,)),
        257: (4, (1100,)),
        278: (4, (1100,)),
    }
    assert sheet_of(tiff_of(entries, body), 0).decoded().tobytes() == page.tobytes()


@pytest.mark.parametrize("bits", [1, 8])
def test_white_may_be_zero(bits: int) -> None:
    shape = (850, 1100)
    page = type_page(*shape).convert("1" if bits == 1 else "L")
    body = bytes(255 - byte for byte in page.tobytes())
    entries = raw_entries(body, (bits,), colours=0) | {256: (4, (850,)), 257: (4, (1100,)), 278: (4, (1100,))}
    shown = sheet_of(tiff_of(entries, body), 0).decoded().convert("L")
    # a row of 1-bit pixels ends on a whole byte, whose last bits are no pixels
    assert shown.tobytes() == page.convert("L").tobytes()


@pytest.mark.parametrize(("across", "down", "height"), [(204, 98, 2290), (204, 196, 1145), (200, 200, 1100)])
def test_a_fax_is_stretched_to_its_true_shape(across: int, down: int, height: int) -> None:
    source = saved(type_page(1728, 1100), "TIFF", compression="group3", dpi=(across, down))
    (page,) = survey(source).frames
    assert (page.width, page.height, page.dpi) == (1728, height, across)
    outcome = fit(source, 0, UNTOUCHED, DRX_LIMITS)
    assert opened(outcome.content).size == (1728, height)
    assert opened(outcome.content).mode == "1"


def test_an_unlikely_resolution_stretches_nothing() -> None:
    (page,) = survey(saved(type_page(), "TIFF", dpi=(300, 1))).frames
    assert (page.width, page.height) == (850, 1100)


def test_a_turned_fax_is_stretched_the_right_way() -> None:
    source = saved(type_page(1100, 1728), "TIFF", dpi=(98, 204), tiffinfo={274: 6})
    (page,) = survey(source).frames
    assert (page.width, page.height) == (1728, 2290)
    assert sheet_of(source, 0).decoded().size == (1728, 2290)


def with_subfiles(*kinds: int) -> bytes:
    """A TIFF with one directory for each NewSubfileType; each is a turned `corners` of its own size."""
    pages = [corners(640 - 40 * number, 480).rotate(180 * number) for number in range(len(kinds))]
    whole = bytearray(tiff_pages(*pages, compression="tiff_lzw", tiffinfo={254: 0}))
    place = struct.unpack_from("<I", whole, 4)[0]
    for kind in kinds:
        (count,) = struct.unpack_from("<H", whole, place)
        for number in range(count):
            at = place + 2 + 12 * number
            if struct.unpack_from("<H", whole, at)[0] == 254:
                struct.pack_into("<I", whole, at + 8, kind)
        (place,) = struct.unpack_from("<I", whole, place + 2 + 12 * count)
    return bytes(whole)


def test_thumbnails_and_masks_between_the_pages_are_no_pages() -> None:
    source = with_subfiles(0, 1, 2, 4)
    assert [page.width for page in survey(source).frames] == [640, 560]
    assert [sheet_of(source, frame).decoded().size for frame in (0, 1)] == [(640, 480), (560, 480)]


def test_a_torn_page_among_others_says_so_itself() -> None:
    source = bytearray(with_subfiles(0, 0))
    place = struct.unpack_from("<I", source, 4)[0]
    (count,) = struct.unpack_from("<H", source, place)
    for number in range(count):
        at = place + 2 + 12 * number
        if struct.unpack_from("<H", source, at)[0] == 279:  # the sizes of its strips stand elsewhere
            struct.pack_into("<I", source, struct.unpack_from("<I", source, at + 8)[0], len(source))
    assert len(survey(bytes(source)).frames) == 2
    assert sheet_of(bytes(source), 1).decoded().size == (600, 480)
    with pytest.raises(UnreadableFile):
        sheet_of(bytes(source), 0)


def test_a_file_of_nothing_but_thumbnails_keeps_them_all() -> None:
    assert len(survey(with_subfiles(1, 1)).frames) == 2


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "LAB", "I;16", "I", "F"])
def test_every_depth_is_shown(mode: str) -> None:
    page = Image.new("LAB", (640, 480)) if mode == "LAB" else corners().convert("L" if mode[0] in "IF" else "RGB")
    page = page if mode == "LAB" else page.convert(mode)
    assert sheet_of(saved(page, "TIFF"), 0).decoded().size == (640, 480)


@pytest.mark.parametrize("mode", ["CMYK", "I;16", "F", "LA"])
def test_what_few_readers_show_is_never_kept(mode: str) -> None:
    page = corners().convert("L").convert(mode) if mode != "CMYK" else corners().convert(mode)
    assert not fit(saved(page, "TIFF"), 0, UNTOUCHED, DRX_LIMITS).kept_original


@pytest.mark.parametrize(("packing", "word"), [(34661, "JBIG"), (9, "JBIG"), (34887, "unusual"), (50001, "unusual")])
def test_a_packing_that_nobody_here_knows_is_refused_in_words(packing: int, word: str) -> None:
    body = bytes(100)
    assert word in refusal_of(tiff_of(raw_entries(body, (1,), packing, 0), body))


@pytest.mark.parametrize("bits", [(2, 2, 2), (32, 32, 32)])
def test_colours_of_a_depth_that_nobody_here_knows_are_refused_in_words(bits: tuple[int, ...]) -> None:
    body = bytes(640 * 480 * sum(bits) // 8)
    assert "unusual" in refusal_of(tiff_of(raw_entries(body, bits), body))
