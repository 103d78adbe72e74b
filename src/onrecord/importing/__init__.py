"""Importing: from collections of quotations and transcripts that others made to articles with their statements.

Each line of a collection becomes one article whose text is what the line gives, so that every span is an offset into
it as in any other. Whoever says that the words are the speaker's, the collection or onrecord's own reading, stands in
`Speaker.why`; the collection, the file and the line stand in `Article.origin`. See docs/exports.md.
"""

import bz2
import json
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, cast

from onrecord.attribution import Tagger
from onrecord.errors import ReadingError
from onrecord.importing import quotes, transcripts
from onrecord.importing.line import Line
from onrecord.model import Extract
from onrecord.reading.article import raw
from onrecord.reading.contents import Content
from onrecord.reading.decoding import decode
from onrecord.reading.jsonfile import LINE_LIMIT
from onrecord.reading.sources import Source, file_source

__all__ = ["Collection", "extracts_in"]

_BZIP2 = b"BZh"


class Collection(StrEnum):
    """What can be imported: JSON Lines, plain or packed with gzip or bzip2."""

    GQG = "gqg"
    QUOTEBANK = "quotebank"
    TRANSCRIPTS = "transcripts"


_READERS: Mapping[Collection, tuple[str, Callable[[Line, Tagger], Extract]]] = {
    Collection.GQG: ("the GDELT Global Quotation Graph", quotes.gqg),
    Collection.QUOTEBANK: ("Quotebank", lambda line, tagger: quotes.quotebank(line)),
    Collection.TRANSCRIPTS: ("a transcript", transcripts.transcript),
}


def extracts_in(path: Path | str, collection: Collection, tagger: Tagger) -> Iterator[Extract | ReadingError]:
    """The articles of a collection's file with their statements, one a line, in order, streaming.

    A line that cannot be read comes as a ReadingError in its place, naming file and line; a fault of the whole file
    comes last. `tagger` reads what a collection gives without saying who speaks.
    """
    name, reader = _READERS[collection]
    try:
        source = _unpacked(Path(path))
        for number, data in enumerate(source.lines(LINE_LIMIT), 1):
            where = f"{source.name}, line {number}"
            try:
                if data is None:
                    raise ReadingError(f"{where}: is longer than {LINE_LIMIT // 1_000_000} MB. Split this line.")
                if text := decode(data, where).strip():
                    own = raw(data, Content.JSON)
                    yield reader(Line(_object(text, where), where, name, collection.value, own), tagger)
            except ReadingError as error:
                yield error
    except ReadingError as error:
        yield error


def _unpacked(path: Path) -> Source:
    source = file_source(path)
    if source.head().startswith(_BZIP2):
        return Source(source.name, lambda: cast(BinaryIO, bz2.open(path, "rb")))
    return source


def _object(text: str, where: str) -> Mapping[str, object]:
    try:
        value = json.loads(text.removeprefix("\ufeff"), strict=False)
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"{where}: is not whole JSON ({error}). Fetch the file anew, or mend the line.") from error
    if not isinstance(value, dict):
        raise ReadingError(f"{where}: is no JSON object. Give one object a line.")
    return value
