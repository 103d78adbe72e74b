"""Reading: from files, folders and bytes to articles.

What a content is shows in the content; a file's name counts only where it says JSON or a kind that is no text.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from onrecord.errors import ReadingError
from onrecord.model import Article
from onrecord.reading.agency import read_newsml
from onrecord.reading.article import TEXT_LIMIT, UNKNOWN, Facts, article, article_id, raw, too_long
from onrecord.reading.contents import CONTAINERS, Content, content_of
from onrecord.reading.decoding import decode
from onrecord.reading.feed import read_feed, told_sitemap
from onrecord.reading.jsonfile import read_json
from onrecord.reading.mhtml import page_of
from onrecord.reading.pdf import PDF_LIMIT, read_pdf
from onrecord.reading.plain import facts_in
from onrecord.reading.published import iso_prefix
from onrecord.reading.sources import HEAD, Source, bytes_source, file_source, files_under
from onrecord.reading.xmltree import XML_LIMIT
from onrecord.reading.zipped import members_of

__all__ = ["Facts", "article_id", "read", "read_bytes", "read_text"]


def read(
    path: Path | str, *, outlet: str | None = None, published: str | None = None
) -> Iterator[Article | ReadingError]:
    """The articles of a file, or of all files of a folder and the folders in it, in the order of their names.

    Reads plain text, saved pages (HTML, MHTML), PDF, feeds (RSS, Atom, JSON Feed), schema.org NewsArticle and ninjs as
    JSON or JSON Lines, NewsML-G2, each of these packed with gzip, zip archives of them, and WARC. What cannot be read
    comes as a ReadingError in its place, naming the file (and the line, record or member), and the rest goes on.
    `outlet` and `published` (ISO prefix) stand in for articles that do not say. Raises ReadingError at once only for a
    `published` that is no date.
    """
    return _read(Path(path), _given(outlet, published))


def read_bytes(data: bytes, origin: str, given: Facts = UNKNOWN) -> Iterator[Article | ReadingError]:
    """The articles in `data`, as `read` finds them in a file; `origin` is the name or address it came from and `given`
    what is known beforehand, such as the url."""
    return _contents(bytes_source(data, origin), given)


def read_text(text: str, given: Facts = UNKNOWN, origin: str = "text") -> Article:
    """The article of a plain text that is already a string. Raises ReadingError for one that is blank or too long."""
    return article(text, facts_in(text), origin, given)


def _given(outlet: str | None, published: str | None) -> Facts:
    date = iso_prefix(published)
    if published and not date:
        raise ReadingError(f'"{published}" is not a date. Write it as 2024-03-05, 2024-03 or 2024.')
    return Facts(outlet=outlet, published=date, published_from="given" if date else None)


def _read(path: Path, given: Facts) -> Iterator[Article | ReadingError]:
    try:
        folder = path.is_dir()
    except (OSError, ValueError):
        folder = False  # the error shows, in words, when it is read as a file
    if not folder:
        yield from _file(path, given)
        return
    empty = True
    for found in files_under(path):
        empty = False
        if isinstance(found, ReadingError):
            yield found
        else:
            yield from _file(found, given)
    if empty:
        yield ReadingError(f"{path}: is a folder without files to read. Give one that holds articles.")


def _file(path: Path, given: Facts) -> Iterator[Article | ReadingError]:
    try:
        source = file_source(path)
    except ReadingError as error:
        yield error
        return
    yield from _contents(source, given)


def _contents(source: Source, given: Facts, packed: bool = False) -> Iterator[Article | ReadingError]:
    """The articles of one source, which lies in another one if it is `packed`. A fault of the whole source comes last,
    as an error."""
    try:
        head = source.head()
        if len(head) < HEAD and not head.strip(b"\x00 \t\r\n\v\f"):
            raise ReadingError(f"{source.name}: is empty. Give a file that holds an article.")
        content = content_of(head, source.name)
        known = replace(given, url=source.url) if source.url else given
        if content in CONTAINERS:
            if packed:
                raise ReadingError(f"{source.name}: is {content} in an archive. Unpack it, and give it by itself.")
            for part in _parts(source, content):
                yield from [part] if isinstance(part, ReadingError) else _contents(part, known, packed=True)
        elif content is Content.JSON:
            yield from read_json(source, known)
        else:
            yield from _document(source, content, known)
    except ReadingError as error:
        yield error


def _parts(source: Source, content: Content) -> Iterator[Source | ReadingError]:
    """What lies in a container."""
    if content is Content.WARC:
        from onrecord.reading.warc import pages_in  # here: most runs need no archive, and loading costs

        return pages_in(source)
    return members_of(source) if content is Content.ZIP else iter([page_of(source)])


def _document(source: Source, content: Content, given: Facts) -> Iterator[Article | ReadingError]:
    """The articles of a document that is read as a whole."""
    limit = {Content.TEXT: TEXT_LIMIT, Content.HTML: TEXT_LIMIT, Content.PDF: PDF_LIMIT}.get(content, XML_LIMIT)
    data = source.whole(limit)
    if data is None:
        raise too_long(source.name, limit)
    read_from = raw(data, content)
    if content is Content.PDF:
        yield read_pdf(data, source.name, given, read_from)
        return
    text = decode(data, source.name, source.charset)
    if content is Content.HTML:
        from onrecord.reading.page import read_page  # here: trafilatura takes as long to load as all of reading

        yield read_page(text, source.name, given, read_from)
    elif content is Content.FEED:
        yield from read_feed(text, source.name, given, read_from)
    elif content is Content.NEWSML:
        yield from read_newsml(text, source.name, given, read_from)
    elif content is Content.SITEMAP:
        yield told_sitemap(text, source.name)
    else:
        yield article(text, facts_in(text), source.name, given, read_from)
