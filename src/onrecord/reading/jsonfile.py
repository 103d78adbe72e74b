"""JSON: schema.org NewsArticles, ninjs items and JSON Feeds, in a document, or in JSON Lines of any size."""

import json
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from onrecord.errors import ReadingError
from onrecord.model import Article, Raw
from onrecord.reading.agency import is_ninjs, ninjs
from onrecord.reading.article import Facts, article, raw
from onrecord.reading.contents import Content
from onrecord.reading.decoding import UTF_16, decode
from onrecord.reading.feed import JSON_FEED, read_json_feed
from onrecord.reading.newsarticle import Node, facts_of, is_article, nodes
from onrecord.reading.sources import HEAD, Source

# A JSON document is held in memory as a whole, at several times its size; JSON Lines are not.
DOCUMENT_LIMIT = 100_000_000
# One article of TEXT_LIMIT letters, most of them Cyrillic and written as two bytes each.
LINE_LIMIT = 50_000_000

# How many lines are tried for a whole object before a broken document is taken for what it is.
LINES_TRIED = 10

_LINES_SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_WANTED = "Give each article as a schema.org NewsArticle with its text in articleBody."


def read_json(source: Source, given: Facts) -> Iterator[Article | ReadingError]:
    """The articles of a JSON document or of JSON Lines, each broken one as its error. Which of the two it is shows in
    the first line: JSON Lines if it is an object by itself, or if the name says so."""
    if _in_lines(source):
        yield from _read_lines(source.lines(LINE_LIMIT), source.name, given)
        return
    data = source.whole(DOCUMENT_LIMIT)
    if data is None:
        raise ReadingError(
            f"{source.name}: is a JSON document larger than {DOCUMENT_LIMIT // 1_000_000} MB. "
            "Write it as JSON Lines, one article a line, which may be of any size."
        )
    text = decode(data, source.name)
    try:
        value = _parsed(text, source.name)
    except ReadingError:
        lines = text.split("\n")
        if not any(_is_object(line) for line in lines[:LINES_TRIED]):
            raise
        # JSON Lines whose first line is broken, or in UTF-16
        yield from _read_lines(lines, source.name, given, raw(data, Content.JSON))
        return
    yield from _articles(value, source.name, given, source.name, raw(data, Content.JSON))


def _read_lines(
    lines: Iterable[bytes | str | None], name: str, given: Facts, whole: Raw | None = None
) -> Iterator[Article | ReadingError]:
    """The articles of lines; each was read from its own bytes, or, when they are decoded already, from `whole`."""
    for number, line in enumerate(lines, 1):
        where = f"{name}, line {number}"
        try:
            text = _line(line, where)
            if text.strip():
                own = raw(line, Content.JSON) if isinstance(line, bytes) else whole
                yield from _articles(_parsed(text, where), where, given, name, own)
        except ReadingError as error:
            yield error


def _line(line: bytes | str | None, where: str) -> str:
    if line is None:
        raise ReadingError(f"{where}: is longer than {LINE_LIMIT // 1_000_000} MB. Split this article.")
    return decode(line, where) if isinstance(line, bytes) else line


def _articles(value: object, where: str, given: Facts, origin: str, of: Raw | None) -> Iterator[Article | ReadingError]:
    """The articles in the JSON value of some bytes; objects of other types beside them (publishers, pages) are left
    out."""
    if isinstance(value, dict) and str(value.get("version")).startswith(JSON_FEED):
        yield from read_json_feed(value, origin, given, of)
        return
    every = list(nodes(value))
    wanted = [node for node in every if is_article(node) or "@type" not in node]
    if not wanted:
        raise ReadingError(f"{where}: holds no article. {_WANTED}")
    for number, node in enumerate(wanted, 1):
        place = where if len(wanted) == 1 else f"{where}, article {number}"
        try:
            text, facts = ninjs(node, place) if is_ninjs(node) else (_body(node, place), facts_of(node, every))
            yield article(text, facts, origin, given, of)
        except ReadingError as error:
            yield error


def _body(node: Node, where: str) -> str:
    body = node.get("articleBody")
    if not isinstance(body, str):
        fault = "has no articleBody" if body is None else "has an articleBody that is not a string"
        raise ReadingError(f"{where}: {fault}. {_WANTED}")
    if not body.strip():
        raise ReadingError(f"{where}: has an empty articleBody. {_WANTED}")
    return body


def _parsed(text: str, where: str) -> object:
    try:
        return json.loads(text.removeprefix("\ufeff"), strict=False)
    except json.JSONDecodeError as error:
        fault = f"is not whole JSON ({error.msg}, at line {error.lineno}, column {error.colno})"
        raise ReadingError(f"{where}: {fault}. It may be cut off: export or fetch it anew.") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets nested without end
        raise ReadingError(f"{where}: is JSON that cannot be read ({error}). {_WANTED}") from error


def _in_lines(source: Source) -> bool:
    head = source.head()
    if head.startswith(UTF_16):
        return False  # its lines cannot be told apart byte by byte
    if PurePath(source.name).name.lower().endswith(_LINES_SUFFIXES):
        return True
    if b"\n" in head.lstrip() or len(head) < HEAD:
        return _is_object(head.lstrip().partition(b"\n")[0].decode("utf-8", "replace"))
    line = next(source.lines(LINE_LIMIT), None)
    return line is not None and _is_object(line.decode("utf-8", "replace"))


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line.removeprefix("\ufeff"), strict=False), dict)
    except (ValueError, RecursionError):
        return False
