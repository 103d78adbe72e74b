"""Web archives: the pages of a WARC, one record at a time, around records that are damaged.
https://iipc.github.io/warc-specifications/"""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from onrecord.errors import ReadingError
from onrecord.reading.article import TEXT_LIMIT, too_long
from onrecord.reading.sources import GZIP, HEAD, Source, translated

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_OK = 200
# After damage the next record is looked for. So many places in a row that only look like one, and the rest of the
# archive is left out: each costs a try, and bytes can be made to look like nothing else.
_TRIES = 1000
# How a record begins, packed (with deflate, the only way there is) and plain.
_BEGINS_PACKED, _BEGINS = GZIP + b"\x08", b"WARC/1."


def pages_in(source: Source) -> Iterator[Source | ReadingError]:
    """The pages of an archive, each with its address and declared charset: what was answered with "200 OK" as HTML.
    Requests, pictures, redirections and the like are passed over; each damaged record comes as its error."""
    found = False
    with translated(source.name), source.open() as stream:
        begins = _BEGINS_PACKED if stream.read(2) == GZIP else _BEGINS
        position: int | None = 0
        failed = 0
        while position is not None:
            stream.seek(position)
            last = position
            try:
                for record in ArchiveIterator(stream, parse_http=False):
                    last, failed = record.stream_pos, 0
                    if (page := _page(record, f"{source.name}, record at byte {last}")) is not None:
                        found = True
                        yield page
                break
            except (OSError, ValueError) as error:
                if not failed:
                    found = True
                    yield ReadingError(
                        f"{source.name}: is damaged after byte {last} ({error}). What can be read behind it is read; "
                        "fetch or copy the file anew for the rest."
                    )
            failed += 1
            position = _next(stream, last + 1, begins) if failed < _TRIES else None
            if failed == _TRIES:
                yield ReadingError(f"{source.name}: is damaged throughout from byte {last} on. Fetch or copy it anew.")
    if not found:
        yield ReadingError(f"{source.name}: is a web archive without a page. Give one that holds pages in HTML.")


def _page(record: WarcRecord, where: str) -> Source | ReadingError | None:
    """The page in a record, or what is wrong with it; None for a record of another kind."""
    if record.record_type not in (WarcRecordType.response, WarcRecordType.resource):
        return None
    size, whole = record.content_length, True
    if size <= TEXT_LIMIT:  # held as a whole, which shows whether it is; fastwarc takes a cut one for whole
        block = record.reader.read(size)
        record.set_bytes_content(block)
        whole = len(block) == size
    if record.record_type == WarcRecordType.response and record.is_http:
        record.parse_http(auto_decode="all")
    if not _is_page(record):
        return None
    if size > TEXT_LIMIT:
        return too_long(where)
    reason = record.headers.get("WARC-Truncated") or (None if whole else "the archive ends in it")
    if reason:
        return ReadingError(f"{where}: holds only part of its page ({reason}). Fetch the page anew.")
    page = record.reader.read(TEXT_LIMIT + 1)
    if len(page) > TEXT_LIMIT:
        return too_long(where)
    address = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    web = address.startswith(("http://", "https://"))
    return Source(where, lambda: BytesIO(page), record.http_charset, address if web else None) if page.strip() else None


def _is_page(record: WarcRecord) -> bool:
    if record.record_type == WarcRecordType.response:
        http = record.http_headers
        kind = (record.http_content_type or "").lower()
        return http is not None and http.status_code == _OK and kind in _PAGES
    if record.record_type == WarcRecordType.resource:
        return (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower() in _PAGES
    return False


def _next(stream: BinaryIO, start: int, begins: bytes) -> int | None:
    """The first position from `start` on where a record may begin."""
    stream.seek(start)
    before = b""
    while piece := stream.read(HEAD):
        at = (before + piece).find(begins)
        if at >= 0:
            return start - len(before) + at
        start += len(piece)
        before = piece[-len(begins) + 1 :]
    return None
