"""XML from strangers: parsed without fetching anything and without expanding what it declares."""

import re
from html.entities import html5
from typing import Any

from lxml import etree

from onrecord.errors import ReadingError

# The sitemap protocol's own limit, the largest of the XML formats read here; a feed has a few megabytes. A tree takes
# about ten times the size of its file.
XML_LIMIT = 50_000_000

# A parsed element: an lxml.etree._Element. lxml ships no type information.
Element = Any

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Feeds name signs as HTML does ("&nbsp;") without declaring them.
_NAMED = re.compile(r"&(\w{2,31};)")
_SYNTAX = frozenset("<>&\"'")


def xml_root(text: str, where: str) -> tuple[Element, str | None]:
    """The root of an XML document, and what is wrong with it if it could be read in part only.

    Raises ReadingError for what is no XML, and for documents that declare entities: none of the formats read here
    needs them, and they are how a small file becomes a huge one.
    """
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    plain = _NAMED.sub(_sign, _NO_XML.sub("\ufffd", text.lstrip("\ufeff \t\r\n")))
    try:
        root = etree.fromstring(plain.encode(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReadingError(f"{where}: is not whole XML ({error}). Fetch or export it anew.") from error
    if root is None:
        raise ReadingError(f"{where}: is not whole XML. Fetch or export it anew.")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise ReadingError(f"{where}: declares entities, which are not expanded. Export it without a DOCTYPE.")
    fatal = next((entry for entry in parser.error_log if entry.level >= etree.ErrorLevels.FATAL), None)
    return root, f"line {fatal.line}: {fatal.message.strip()}" if fatal is not None else None


def not_whole(where: str, fault: str) -> ReadingError:
    """The error for a document that was read around a fault."""
    return ReadingError(f"{where}: is not whole XML ({fault}). What could be read is kept; fetch or export it anew.")


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def words(element: Element | None) -> str:
    """All text in an element, on one line."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _sign(match: re.Match[str]) -> str:
    sign = html5.get(match[1], "&")
    return match[0] if _SYNTAX & set(sign) else sign
