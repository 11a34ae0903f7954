"""Files that are not what they seem: wrong endings, two kinds in one, kinds not taken, nearly nothing, noise."""

from tests.endurance.odd import Dice, Odd
from tests.endurance.odd_pdf_paper import one_page
from tests.endurance.odd_whole import FAMILIES, whole
from tests.endurance.odd_zips import NAMES

_ENDINGS = (
    ".pdf",
    ".jpg",
    ".JPEG",
    ".tif",
    ".png",
    ".exe",
    ".docx",
    ".txt",
    "",
    ".heic.jpg",
    ".zip",
    ".bmp.exe",
    ". jpg ",
)
MAGICS = (
    b"",
    b"\xff\xd8\xff\xe0",
    b"\xff\xd8\xff\xdb",
    b"\x89PNG\r\n\x1a\n",
    b"II*\0",
    b"MM\0*",
    b"II+\0",
    b"MM\0+",
    b"BM",
    b"GIF89a",
    b"GIF87a",
    b"%PDF-1.7\n",
    b"RIFF\xff\0\0\0WEBP",
    b"RIFF\xff\0\0\0WEBPVP8 ",
    b"RIFF\xff\0\0\0WEBPVP8L",
    b"\0\0\0\x18ftypheic",
    b"\0\0\0\x18ftypmif1",
    b"\0\0\0\x20ftypavif",
    b"\0\0\0\x18ftypmp42",
    b"\0\0\0\x0cjP  \r\n\x87\n",
    b"\xff\x4f\xff\x51\0\x2f",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"%!PS-Adobe",
    b"\xd0\xcf\x11\xe0",
    b"8BPS",
    b"<svg",
    b"{\\rtf",
)
_OFFICE, _PS, _ARCHIVE, _WEB = (
    "This is an Office document",
    "This is a PostScript file",
    "This is an archive",
    "This is a web page",
)
_FOREIGN = (
    (b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) (r) file\n", _PS),
    (b"\xc5\xd0\xd3\xc6" + bytes(40), _PS),
    (b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>", _WEB),
    (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", _WEB),
    (b"\xef\xbb\xbf<!DOCTYPE html><html><script>alert(1)</script>", _WEB),
    (b"{\\rtf1 hello}", "This is a text document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), _OFFICE),
    (bytes(128) + b"DICM" + bytes(300), "This is a DICOM picture"),
    (b"8BPS\0\1" + bytes(90), "This is a Photoshop picture"),
    (b"AT&TFORM\0\0\0\x20DJVU", "This is a DjVu document"),
    (b"\0\0\1\0\1\0" + bytes(90), "This is an icon"),
    (b"\xff\x0a" + bytes(90), "This is a JPEG XL picture"),
    (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(90), "This is a video"),
    (b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + bytes(90), "This is a video"),
    (b"Rar!\x1a\x07\1\0" + bytes(90), _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c" + bytes(90), _ARCHIVE),
    (b"\x1f\x8b\x08" + bytes(90), _ARCHIVE),
    (bytes(257) + b"ustar" + bytes(250), _ARCHIVE),
    (b"MZ\x90\0" + bytes(90), "This is a program"),
    (b"\x7fELF\2\1\1" + bytes(90), "This is a program"),
    ("Grüße aus der Apotheke\n".encode(), "This is a text file"),
    (b"name,date\r\n=1+1,2024\r\n", "This is a text file"),
    (b"From: a@example.org\r\nSubject: scan\r\n\r\nhello", "This is a text file"),
    (b"BZh91AY&SY" + bytes(90), _ARCHIVE),
    (b"\xfd7zXZ\0" + bytes(90), _ARCHIVE),
    ("\ufeffhello there, this is a note".encode("utf-16"), "This is a text file"),
    (b"BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD", "This is a text file"),
    (b"P6\n3 3\n255\n" + bytes(27), ""),
    (b"\n\x05\1\x08" + bytes(90), ""),
    (b"SQLite format 3\0" + bytes(90), ""),
    (b"ID3\3" + bytes(90), ""),
    (b"RIFF\x40\0\0\0WAVEfmt " + bytes(50), ""),
    (b"PK\x03\x04\x14\0\0\0\0\0" + bytes(16) + b"\x13\0\0\0[Content_Types].xml" + bytes(90), _OFFICE),
    (b"SIMPLE  =                    T" + bytes(90), ""),
    (b"L\0\0\0\1\x14\2\0" + bytes(90), ""),
    (b"gimp xcf file\0" + bytes(90), ""),
)
"""Kinds that are not taken, and what is said of them where it is known."""


def _odd_name(dice: Dice) -> str:
    return dice.choice((dice.choice(NAMES), "scan" + dice.choice(_ENDINGS), "a" * 200, " ", "page.jpg\u202e"))


def _misnamed(dice: Dice) -> Odd:
    file = whole(dice, dice.choice(FAMILIES))
    return Odd("wrong names", file.content, _odd_name(dice), file.pages, file.look)


def _junk(dice: Dice) -> Odd:
    """Line ends and blanks before, anything behind: what mail gateways and copiers leave."""
    file = whole(dice, dice.choice([family for family in FAMILIES if family != "ZIP"]))
    front = dice.choice((b"", b"\r\n", b"\xef\xbb\xbf", b"\0\0\0", b"  \t\n" * 9))
    behind = dice.choice((b"", b"\r\n", b"\0" * 900, dice.randbytes(90), b"--boundary--\r\n"))
    if file.family in ("HEIC", "AVIF", "JPEG 2000"):
        behind = b""
    return Odd("junk around", front + file.content + behind, "mail.dat", file.pages, file.look, is_harmed=True)


def _polyglot(dice: Dice) -> Odd:
    """Two kinds in one file: it is taken for what its first bytes say, or refused; nothing runs."""
    one, other = whole(dice, dice.choice(FAMILIES)).content, whole(dice, dice.choice(FAMILIES)).content
    jpeg, html = whole(dice, "JPEG").content, b"<html><script>alert(1)</script><!--"
    document = one_page(b"0 0 90 90 re f")
    comment = b"\xff\xfe" + (min(len(document), 60_000) + 2).to_bytes(2, "big") + document[:60_000]
    return Odd(
        "two in one",
        dice.choice(
            (
                one + other,
                jpeg[:2] + comment + jpeg[2:],
                html + document,
                whole(dice, "GIF").content + whole(dice, "ZIP").content,
                jpeg + whole(dice, "ZIP").content,
                whole(dice, "PNG").content + document,
                b"MZ" + bytes(400) + document,
                b"#!/bin/sh\nexit\n" + one,
                document + whole(dice, "ZIP").content,
                b"GIF89a/*" + html + one + b"*/=1;",
                b"BM" + document,
                one[:200] + other,
            )
        ),
        _odd_name(dice),
    )


def _foreign(dice: Dice) -> Odd:
    content, title = dice.choice(_FOREIGN)
    return Odd("kinds not taken", content + dice.choice((b"", b"\n" * 9)), _odd_name(dice), title=title)


def _nothing(dice: Dice) -> Odd:
    """Empty, one byte, a magic number alone."""
    content = dice.choice(
        (b"", bytes((dice.randrange(256),)), dice.choice(MAGICS), b"\0" * dice.choice((2, 900, 70_000)), b"\r\n " * 9)
    )
    return Odd("next to nothing", content, _odd_name(dice), title="This file is empty" if not content else "")


def _noise(dice: Dice) -> Odd:
    return Odd("noise", dice.choice(MAGICS) + dice.randbytes(dice.choice((3, 40, 400, 4_000, 40_000))), _odd_name(dice))


GUISES = {
    "wrong names": (_misnamed, 6),
    "junk around": (_junk, 6),
    "two in one": (_polyglot, 8),
    "kinds not taken": (_foreign, 8),
    "next to nothing": (_nothing, 3),
    "noise": (_noise, 14),
}
"""The kinds of guise, and their weights."""
