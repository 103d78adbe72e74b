"""What kind of content some bytes are, told from their beginning, and from a file's name only where it says JSON or a
kind that is no text."""

import re
from enum import StrEnum
from pathlib import PurePath

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
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
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

# Files named like these hold no text of an article, even if what is in them could be taken for some: the file is
# broken, or misnamed, and only its owner can tell.
_NO_TEXT = {
    suffix: kind
    for kind, suffixes in (
        ("a PDF document", "pdf"),
        ("an office document", "doc docx dot dotx odt rtf xls xlsx xlsm ods ppt pptx odp pages numbers key msg pst"),
        ("a book", "epub mobi azw azw3 djvu"),
        ("an archive", "zip rar 7z tar tgz bz2 xz zst lz4 jar"),
        ("an image", "png jpg jpeg gif bmp tif tiff webp avif heic ico svg psd"),
        ("a sound recording", "mp3 wav ogg oga opus flac m4a aac wma"),
        ("a film", "mp4 m4v mov avi mkv webm wmv mpg mpeg"),
        ("a program", "exe dll so dylib bin pyc class apk msi"),
        ("a database", "db sqlite sqlite3 mdb accdb parquet"),
    )
    for suffix in suffixes.split()
}
_OFFICE_SUFFIXES = frozenset(suffix for suffix, kind in _NO_TEXT.items() if kind in ("an office document", "a book"))
_JSON_SUFFIXES = frozenset({"json", "jsonl", "ndjson"})

_JSON = re.compile(r'\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:\{|\]\s*$|$))')
_BEFORE_TAGS = r"\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*)*"
_ROOT = re.compile(_BEFORE_TAGS + r"(?:<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)?<(?:[\w.-]+:)?(\w+)", re.DOTALL)
_HTML = re.compile(
    _BEFORE_TAGS
    + r"<(?:!doctype\s+html|html|head|body|title|meta|link|base|script|style|main|article|section|header|div"
    r"|table|span|h[1-6]|p|a|b|i|em|strong|br|img|ul|ol|blockquote)\b[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_WARC = re.compile(r"WARC/\d")
_HEADER = re.compile(r"[A-Za-z-]+:")
_MHTML = re.compile(r"^Content-Type:\s*multipart/related\b", re.MULTILINE | re.IGNORECASE)
_MHTML_WITHIN = 4096
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# How the first member of an office document or book is called.
_OFFICE = re.compile(rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|mimetype|_rels/|docProps/|META-INF/)", re.DOTALL)


class Content(StrEnum):
    """The kinds of content that are told apart."""

    TEXT = "plain text"
    JSON = "JSON"
    HTML = "a page in HTML"
    FEED = "a feed"
    SITEMAP = "a sitemap"
    NEWSML = "NewsML"
    PDF = "a PDF document"
    MHTML = "a saved page in MHTML"
    WARC = "a web archive"
    ZIP = "a zip archive"


CONTAINERS = frozenset({Content.MHTML, Content.WARC, Content.ZIP})
_ROOTS = {
    "rss": Content.FEED,
    "feed": Content.FEED,
    "RDF": Content.FEED,
    "urlset": Content.SITEMAP,
    "sitemapindex": Content.SITEMAP,
    "newsItem": Content.NEWSML,
    "newsMessage": Content.NEWSML,
    "packageItem": Content.NEWSML,
}


def content_of(head: bytes, origin: str) -> Content:
    """The kind of content that begins with `head` and came from `origin`, a file's name or an address. Raises
    ReadingError for what is no writing, or is named as such: images, office documents, programs."""
    if head.lstrip()[:5] == b"%PDF-":
        return Content.PDF
    if head.startswith(_ZIP) and _suffix(origin) not in _OFFICE_SUFFIXES and not _OFFICE.match(head):
        return Content.ZIP
    if binary := _binary(head):
        raise ReadingError(
            f"{origin}: is {binary}, not an article. Save the article as text, HTML or JSON and read that."
        )
    suffix = _suffix(origin)
    if suffix in _NO_TEXT:
        raise ReadingError(
            f"{origin}: has the name of {_NO_TEXT[suffix]} (.{suffix}), but not the content of one. "
            "If it is an article's text, name it .txt and read it again."
        )
    if suffix in _JSON_SUFFIXES:
        return Content.JSON
    text = _readable(head)
    if _WARC.match(text):
        return Content.WARC
    if _JSON.match(text):
        return Content.JSON
    root = _ROOT.match(text)
    if root and root[1] in _ROOTS:
        return _ROOTS[root[1]]
    if _HEADER.match(text) and _MHTML.search(text[:_MHTML_WITHIN]):
        return Content.MHTML
    return Content.HTML if _HTML.match(text) else Content.TEXT


def _binary(head: bytes) -> str | None:
    if head.startswith(_ZIP):
        return "an office document or book"
    for signature, name in _BINARY:
        if head.startswith(signature) and (signature not in _LETTERS or _CONTROL.search(head[:512])):
            return name
    if head[4:8] == b"ftyp":
        return "a film, sound or image"
    return "an archive" if head[257:262] == b"ustar" else None


def _suffix(origin: str) -> str:
    """The suffix of a file's name, without dot, in lower case and without .gz; none for an address, which may end in
    anything."""
    if "://" in origin:
        return ""
    return PurePath(origin.lower().removesuffix(".gz")).suffix.removeprefix(".")


def _readable(head: bytes) -> str:
    """The beginning as text, good enough to see its brackets and tags."""
    if head.startswith(UTF_16):
        return head.decode("utf-16", "ignore").removeprefix("\ufeff")
    return head.decode("utf-8", "replace").removeprefix("\ufeff")
