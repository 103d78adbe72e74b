"""What kind of content some bytes are, told from their beginning and not from the name of the file."""

import re
from enum import StrEnum

from onrecord.errors import ReadingError
from onrecord.reading.decoding import UTF_16

_BINARY = (
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"BM", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"RIFF", "an image, sound or film"),
    (b"OggS", "a sound recording"),
    (b"ID3", "a sound recording"),
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"PK\x05\x06", "a zip archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"BZh", "an archive"),
    (b"\xfd7zXZ", "an archive"),
    (b"\x28\xb5\x2f\xfd", "an archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"SQLite format 3", "a database"),
)
# Signatures that are also plain letters count only when the beginning is not writing.
_LETTERS = frozenset({b"BM", b"MZ", b"RIFF", b"GIF8", b"OggS", b"ID3", b"BZh", b"Rar!"})
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a]")

_JSON = re.compile(r'\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:\{|\]\s*$|$))')
_BEFORE_TAGS = r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
_FEED = re.compile(
    _BEFORE_TAGS + r"(?:<!DOCTYPE[^>]*>\s*)?<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.DOTALL | re.IGNORECASE
)
_HTML = re.compile(
    _BEFORE_TAGS
    + r"<(?:!doctype\s+html|html|head|body|title|meta|link|base|script|style|main|article|section|header|div"
    r"|table|span|h[1-6]|p|a|b|i|em|strong|br|img|ul|ol|blockquote)\b[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_WARC = re.compile(r"WARC/\d")


class Content(StrEnum):
    """The kinds of content that are told apart."""

    TEXT = "plain text"
    JSON = "JSON"
    HTML = "a page in HTML"
    FEED = "a feed or sitemap"
    WARC = "a web archive"


def content_of(head: bytes, origin: str) -> Content:
    """The kind of content that begins with `head`. Raises ReadingError for what is no writing: images, PDF, archives,
    programs."""
    if binary := _binary(head):
        raise ReadingError(
            f"{origin}: is {binary}, not an article. Save the article as text, HTML or JSON and read that."
        )
    text = _readable(head)
    if _WARC.match(text):
        return Content.WARC
    if _JSON.match(text):
        return Content.JSON
    if _FEED.match(text):
        return Content.FEED
    return Content.HTML if _HTML.match(text) else Content.TEXT


def _binary(head: bytes) -> str | None:
    for signature, name in _BINARY:
        if head.startswith(signature) and (signature not in _LETTERS or _CONTROL.search(head[:512])):
            return name
    if head[4:8] == b"ftyp":
        return "a film, sound or image"
    return "an archive" if head[257:262] == b"ustar" else None


def _readable(head: bytes) -> str:
    """The beginning as text, good enough to see its brackets and tags."""
    if head.startswith(UTF_16):
        return head.decode("utf-16", "ignore").removeprefix("\ufeff")
    return head.decode("utf-8", "replace").removeprefix("\ufeff")
