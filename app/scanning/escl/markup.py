"""XML as scanners write it: any prefix or none, an undeclared one too, a doctype of any case, a byte order mark, junk.

Nothing in it may name another file or grow by itself: a doctype is taken away, and one that declares anything is
refused together with its entities.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

MAX_XML_BYTES = 2_000_000
MAX_DIGITS = 9

_DECLARATION = re.compile(r"<\?xml\b[^>]*\?>", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!doctype\b[^\[>]*>", re.IGNORECASE)
_DECLARES = re.compile(r"<!(?:doctype|entity|element|attlist|notation)\b", re.IGNORECASE)
_NAMESPACE = re.compile(r"""\sxmlns(?::[\w.-]+)?\s*=\s*(?:"[^"]*"|'[^']*')""")
_PREFIX = re.compile(r"(</?)[\w.-]+:(?=[\w])")
_ATTRIBUTE_PREFIX = re.compile(r"""(\s)[\w.-]+:([\w.-]+\s*=\s*["'])""")
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_BARE_AMPERSAND = re.compile(r"&(?!#?\w+;)")

Element = ElementTree.Element


def root_of(content: bytes, name: str) -> Element | None:
    """The root of a document if that has this local name; None for everything else, whatever it is."""
    if len(content) > MAX_XML_BYTES:
        return None
    text = _NO_XML.sub("", _text(content))
    text = _DOCTYPE.sub("", _DECLARATION.sub("", text, count=1), count=1).strip()
    if _DECLARES.search(text):
        return None
    root = _parsed(text) or _parsed(_without_prefixes(text))
    return root.element if root is not None and local_name(root.element).casefold() == name.casefold() else None


class _Parsed:
    """A root; apart, because an element without children counts as false."""

    def __init__(self, element: Element) -> None:
        self.element = element


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    return content.decode("utf-8-sig", "replace")


def _parsed(text: str) -> _Parsed | None:
    try:
        return _Parsed(ElementTree.fromstring(text))  # noqa: S314 - no doctype and no entity is left in it
    except (ElementTree.ParseError, ValueError):
        return None


def _without_prefixes(text: str) -> str:
    """For what uses prefixes that it never declared, or writes a bare `&` into a name."""
    text = _ATTRIBUTE_PREFIX.sub(r"\1\2", _NAMESPACE.sub("", text))
    return _BARE_AMPERSAND.sub("&amp;", _PREFIX.sub(r"\1", text))


def local_name(element: Element) -> str:
    """An element's name without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def inside(element: Element, name: str) -> Iterator[Element]:
    """Every element of this name at any depth inside, in its order."""
    wanted = name.casefold()
    return (found for found in element.iter() if found is not element and local_name(found).casefold() == wanted)


def child(element: Element, name: str) -> Element | None:
    """The first child of this name."""
    wanted = name.casefold()
    return next((found for found in element if local_name(found).casefold() == wanted), None)


def text_in(element: Element, name: str) -> str:
    """The text of the first element of this name at any depth inside, stripped; empty where there is none."""
    found = next(inside(element, name), None)
    return "" if found is None else (found.text or "").strip()


def number_in(element: Element, name: str) -> int | None:
    """The whole number in the first element of this name inside; None where there is none that makes sense."""
    return number_of(text_in(element, name))


def number_of(text: str | None) -> int | None:
    """A whole number, without what stands behind its point; None where it makes no sense or is absurdly long."""
    digits = (text or "").strip().partition(".")[0]
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= MAX_DIGITS else None
