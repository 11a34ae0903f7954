"""Hostile PDFs: endless trees, bombs of packing, forms that draw themselves, pages of no size or of miles."""

import zlib
from functools import lru_cache

from tests.endurance.odd import Dice, Odd
from tests.endurance.odd_bitmaps import zeros
from tests.endurance.odd_pdf_paper import flate, one_page, pdf, stream

_CATALOG = b"<</Type /Catalog /Pages 2 0 R>>"
_LEAF = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 400]>>"
_TILE = b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox %s /Resources <<%s>>"
_LETTERS = (
    b"<</Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs <</a 6 0 R>>"
    b" /Encoding <</Differences [97 /a]>> /FirstChar 97 /LastChar 97 /Widths [1] /Resources <</Font <</F 5 0 R>>>>>>"
)
"""A font whose one letter is written with that letter."""
_MANY_PAGES = "This file has more than 200 pages"


def _tree(dice: Dice) -> Odd:
    """Page trees that loop, are endlessly deep, or count wrongly."""
    depth = dice.choice((40, 5_000))
    deep = [b"<</Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1>>" % (n - 1, n + 1) for n in range(2, depth)]
    count = dice.choice((b"-1", b"0", b"1000000", b"2147483647", b"99999999999999", b"null", b"(a)", b"[1]"))
    kinds = (
        lambda: pdf((_CATALOG, b"<</Type /Pages /Kids [2 0 R] /Count 1>>")),
        lambda: pdf(
            (_CATALOG, b"<</Type /Pages /Kids [3 0 R] /Count 2>>", b"<</Type /Pages /Kids [2 0 R 2 0 R] /Count 9>>")
        ),
        lambda: pdf(
            (
                _CATALOG,
                b"<</Type /Pages /Kids [3 0 R] /Count 2>>",
                b"<</Type /Pages /Parent 3 0 R /Kids [3 0 R] /Count 9>>",
            )
        ),
        lambda: pdf((_CATALOG, *deep, b"<</Type /Page /Parent %d 0 R /MediaBox [0 0 9 9]>>" % (depth - 1))),
        lambda: pdf((_CATALOG, b"<</Type /Pages /Kids [3 0 R] /Count %s>>" % count, _LEAF)),
        lambda: pdf((_CATALOG, b"<</Type /Pages /Kids [3 0 R 9 0 R null 4] /Count 4>>", _LEAF)),
        lambda: pdf((b"<</Type /Catalog>>",)),
        lambda: pdf((b"<</Type /Catalog /Pages 1 0 R>>",)),
        lambda: pdf((_CATALOG, b"<</Type /Pages /Kids [] /Count 0>>")),
        lambda: pdf((_CATALOG, b"<</Type /Pages /Kids [3 0 R] /Count 1>>", b"<</Type /Page /Parent 3 0 R>>")),
    )
    return Odd("PDF tree", dice.choice(kinds)(), "tree.pdf")


def _pages(dice: Dice) -> Odd:
    """As many pages as are taken, and more, each its own or all the same one."""
    count, is_shared = dice.choice((200, 201, 5_000, 20_000)), dice.random() < 0.5
    kids = b"3 0 R " * count if is_shared else b"".join(b"%d 0 R " % (n + 3) for n in range(count))
    leaves = (_LEAF,) if is_shared else (_LEAF,) * count
    content = pdf((_CATALOG, b"<</Type /Pages /Kids [%s] /Count %d>>" % (kids, count), *leaves))
    if count > 200:
        return Odd("PDF pages", content, "book.pdf", title="" if is_shared else _MANY_PAGES)
    return Odd("PDF pages", content, "book.pdf", count)


def _sized(dice: Dice) -> Odd:
    """Pages of no size, of miles, of nonsense."""
    numbers = (
        b"0",
        b"1",
        b"-5",
        b"300",
        b"400",
        b"0.0001",
        b"14400",
        b"1000000",
        b"1e9",
        b"99999999999",
        b"nan",
        b"(a)",
        b"null",
    )
    box = b" ".join(dice.choice(numbers) for _ in range(dice.choice((4, 4, 4, 2))))
    extra = dice.choice(
        (
            b"",
            b"/UserUnit 1000000",
            b"/UserUnit 0",
            b"/Rotate 45",
            b"/Rotate 99999999990",
            b"/CropBox [0 0 0 0]",
            b"/CropBox [500 500 900 900]",
        )
    )
    return Odd("PDF sizes", one_page(b"0 0 100 100 re f", page=b"/MediaBox [%s] %s" % (box, extra)), "big.pdf")


def _form(content: bytes, resources: bytes) -> bytes:
    return stream(b"/Type /XObject /Subtype /Form /BBox [0 0 300 400] /Resources <<%s>>" % resources, content)


def _forms(dice: Dice) -> Odd:
    """Forms, patterns, masks and letters that draw themselves, or each the next ten times."""
    call = b"/XObject <</A 5 0 R>>"
    levels, times = dice.choice(((9, 10), (30, 2), (400, 1)))
    fan = [_form(b"/A Do " * times, b"/XObject <</A %d 0 R>>" % (6 + n)) for n in range(levels)]
    fan.append(_form(b"0 0 1 1 re f", b""))
    tile = stream(_TILE % (b"[0 0 1 1] /XStep .0001 /YStep .0001", b""), b"0 0 1 1 re f")
    own_words = _TILE % (b"[0 0 9 9] /XStep 9 /YStep 9", b"/Pattern <</P 5 0 R>>")
    own_tile = stream(own_words, b"/Pattern cs /P scn 0 0 9 9 re f")
    fill, pattern = b"/Pattern cs /P scn 0 0 300 400 re f", b"/Pattern <</P 5 0 R>>"
    mask = _form(b"/G gs 0 0 9 9 re f", b"/ExtGState <</G 6 0 R>>")
    kinds = (
        lambda: one_page(b"/A Do", call, _form(b"/A Do", call)),
        lambda: one_page(b"/A Do", call, _form(b"/A Do", b"/XObject <</A 6 0 R>>"), _form(b"/A Do /A Do", call)),
        lambda: one_page(b"/A Do", call, *fan),
        lambda: one_page(fill, pattern, tile),
        lambda: one_page(fill, pattern, own_tile),
        lambda: one_page(
            b"/G gs 0 0 90 90 re f", b"/ExtGState <</G 6 0 R>>", mask, b"<</SMask <</S /Luminosity /G 5 0 R>>>>"
        ),
        lambda: one_page(
            b"BT /F 9 Tf (aaaa) Tj ET", b"/Font <</F 5 0 R>>", _LETTERS, stream(b"", b"1 0 d0 BT /F 1 Tf (aaa) Tj ET")
        ),
    )
    return Odd("PDF forms", dice.choice(kinds)(), "form.pdf")


@lru_cache(maxsize=16)
def _million(step: bytes, times: int) -> bytes:
    return flate(b"", step * times)


def _operators(dice: Dice) -> Odd:
    """A million operators, brackets within brackets, letters of a thousand inches."""
    steps = (
        b"q ",
        b"Q ",
        b"q Q ",
        b"0 0 1 1 re f ",
        b"1 2 m 3 4 l S ",
        b"BT /F 9 Tf (a) Tj ET ",
        b"[",
        b"<<",
        b"(",
        b"9 ",
        b"BI ID EI ",
        b"1 0 0 1 0 0 cm ",
        b"0 0 300 400 re W n ",
    )
    times = dice.choice((1_000, 100_000, 1_000_000))
    packed = _million(dice.choice(steps), times)
    path = flate(b"", b"0 0 m " + b"".join(b"%d %d l " % (n * 7 % 300, n * 13 % 400) for n in range(20_000)) + b"f*")
    content = dice.choice((packed, packed, path))
    objects = (_CATALOG, b"<</Type /Pages /Kids [3 0 R] /Count 1>>", _LEAF[:-2] + b" /Contents 4 0 R>>", content)
    return Odd("PDF operators", pdf(objects), "long.pdf")


@lru_cache(maxsize=4)
def _nested(levels: int) -> bytes:
    content = b"0 0 9 9 re f " * 1_000
    for _ in range(levels):
        content = zlib.compress(content)
    return content


def _packed(dice: Dice) -> Odd:
    """Streams that swell: pictures that claim miles, packing in packing, a gigabyte of zeros."""
    side, claimed = dice.choice((14_800, 30_000, 60_000, 2**31 - 1)), b"/Width %d /Height %d"
    head = b"/Type /XObject /Subtype /Image " + claimed % (side, side)
    grey, mask = b" /BitsPerComponent 8 /ColorSpace /DeviceGray", b" /ImageMask true /BitsPerComponent 1"
    packing = dice.choice(
        (
            b"JBIG2Decode",
            b"JPXDecode",
            b"DCTDecode",
            b"CCITTFaxDecode",
            b"LZWDecode",
            b"RunLengthDecode",
            b"ASCII85Decode",
            b"Crypt",
            b"Nothing",
        )
    )
    call, draw = b"/XObject <</A 5 0 R>>", b"300 0 0 400 0 0 cm /A Do"
    flat = b" /Filter /FlateDecode"
    kinds = (
        lambda: one_page(draw, call, stream(head + dice.choice((grey, mask)) + flat, zeros(120_000_000))),
        lambda: one_page(draw, call, stream(head + grey, b"abc")),
        lambda: one_page(draw, call, stream(head + grey + b" /Filter /" + packing, dice.randbytes(3_000))),
        lambda: one_page(draw, call, stream(head + grey + b" /Filter [%s]" % (b"/FlateDecode " * 60), _nested(60))),
        lambda: one_page(
            draw,
            call,
            stream(
                head + b" /BitsPerComponent 16 /ColorSpace [/DeviceN [%s] /DeviceCMYK 6 0 R]" % (b"/a " * 900), b"a"
            ),
        ),
        lambda: pdf(
            (
                _CATALOG,
                b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
                _LEAF[:-2] + b" /Contents 4 0 R>>",
                stream(flat, zeros(300_000_000)),
            )
        ),
        lambda: pdf(
            (
                _CATALOG,
                b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
                _LEAF[:-2] + b" /Contents [%s]>>" % (b"4 0 R " * 50_000),
                stream(b"", b"q "),
            )
        ),
        lambda: one_page(
            draw,
            call,
            stream(claimed % (80, 80) + b" /Type /XObject /Subtype /Image /SMask 5 0 R" + grey, bytes(6_400)),
        ),
    )
    return Odd("PDF bomb", dice.choice(kinds)(), "bomb.pdf")


def _objects(dice: Dice) -> Odd:
    """Tables, object streams and brackets that lead nowhere or into themselves."""
    inner = b"5 0 6 10 <</A 1>> <</B 2>>"
    words = b"/Type /ObjStm /N %d /First %d" % (dice.choice((2, 0, -1, 10**9)), dice.choice((8, 0, 10**9)))
    table = b"/Type /XRef /Size %d /W [%s] /Root 1 0 R /Prev %d /Index [0 %d]" % (
        dice.choice((5, 10**9, -1)),
        dice.choice((b"1 2 1", b"0 0 0", b"8 8 8", b"1 1000000 1", b"-1 2 1")),
        dice.choice((0, 9, 10**12)),
        dice.choice((5, 10**9)),
    )
    basis = (_CATALOG, b"<</Type /Pages /Kids [3 0 R] /Count 1>>", _LEAF)
    depth = dice.choice((400, 30_000, 400_000))
    kinds = (
        lambda: pdf((*basis, flate(words, inner), b"<</Extends 4 0 R>>"), has_table=False),
        lambda: pdf((*basis, flate(words + b" /Extends 4 0 R", inner)), has_table=False),
        lambda: pdf((*basis, flate(table, dice.randbytes(90)))).replace(b"\ntrailer", b"\nno"),
        lambda: pdf((*basis, b"[" * depth + b"]" * depth)),
        lambda: pdf((*basis, b"<</A " * depth + b"1" + b">>" * depth), has_table=False),
        lambda: pdf((*basis, b"4 0 R", b"6 0 R", b"5 0 R"), b"/Root 4 0 R"),
        lambda: pdf(basis, b"/Root 1 0 R /Prev 9 /XRefStm 9"),
        lambda: pdf(basis, b"/Root 1 0 R /Encrypt <</Filter /Odd /V 9 /R 99 /O (a) /U (b) /P 0>> /ID [(a) (b)]"),
        lambda: pdf(
            basis,
            b"/Root 1 0 R /Encrypt <</Filter /Standard /V 5 /R 6 /Length 99999 /O (a) /U (b) /P 0>> /ID [(a) (b)]",
        ),
        lambda: pdf((*basis, stream(b"", b"abc", length=dice.choice((-1, 10**9, 2))))),
        lambda: pdf(basis).replace(b"startxref\n", b"startxref\n9"),
        lambda: pdf(basis) + b"\n%%EOF" * 9_000,
        lambda: pdf(basis)[9:],
    )
    return Odd("PDF objects", dice.choice(kinds)(), "odd.pdf")


def _acting(dice: Dice) -> Odd:
    """Scripts, launches, attachments, forms and layers: nothing of it is ever followed, the page still comes."""
    script = b"/OpenAction <</S /JavaScript /JS (while \\(1\\) app.alert\\(1\\))>>"
    launch = b"/OpenAction <</S /Launch /F (/bin/sh)>> /AA <</WC <</S /URI /URI (http://127.0.0.1:9/)>>>>"
    loop = b"/AcroForm <</Fields [4 0 R]>>"
    many = b" ".join(b"<</Type /Annot /Subtype /Square /Rect [%d 20 120 80]>>" % n for n in range(3_000))
    leaf = _LEAF[:-2]
    rest = (
        (b"", leaf + b" /Annots [%s]>>" % many, b"null"),
        (script, _LEAF, b"null"),
        (launch, _LEAF, b"null"),
        (
            loop,
            leaf + b" /Annots [4 0 R]>>",
            b"<</Type /Annot /Subtype /Widget /Rect [9 9 99 99] /Parent 4 0 R /Kids [4 0 R] /FT /Tx /V (a)>>",
        ),
        (b"/AcroForm <</XFA (a) /Fields []>>", _LEAF, b"null"),
        (
            b"/Names <</EmbeddedFiles <</Names [(a.exe) 4 0 R]>>>>",
            _LEAF,
            b"<</Type /Filespec /F (../../a.exe) /EF <</F 3 0 R>>>>",
        ),
        (b"/OCProperties <</OCGs [4 0 R] /D <</OFF [4 0 R] /Order [4 0 R]>>>>", _LEAF, b"<</Type /OCG /Name (a)>>"),
        (b"/Outlines 4 0 R", _LEAF, b"<</Type /Outlines /First 4 0 R /Last 4 0 R /Next 4 0 R>>"),
    )
    words, page, more = dice.choice(rest)
    catalog = b"<</Type /Catalog /Pages 2 0 R %s>>" % words
    return Odd("PDF acting", pdf((catalog, b"<</Type /Pages /Kids [3 0 R] /Count 1>>", page, more)), "form.pdf", 1)


PDFS = {
    "PDF tree": (_tree, 6),
    "PDF pages": (_pages, 2),
    "PDF sizes": (_sized, 8),
    "PDF forms": (_forms, 1),
    "PDF operators": (_operators, 2),
    "PDF bomb": (_packed, 2),
    "PDF objects": (_objects, 8),
    "PDF acting": (_acting, 6),
}
"""The kinds of hostile PDF, and their weights."""
