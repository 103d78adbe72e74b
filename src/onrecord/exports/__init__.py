"""Exports: from articles, statements and persons of a record to the bytes of conventions that other programs read.

Excerpts by default: a statement's own words and the sentences around them. Whole articles go out only where they are
asked for, as JSON Lines or brat standoff. Nothing is written here: the caller does that. See docs/exports.md.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum

from onrecord.errors import OnRecordError
from onrecord.exports import annotations, brat, ftm, jsonl, linked, table
from onrecord.exports.entry import Entry

__all__ = ["Entry", "Format", "export", "export_files"]


class Format(StrEnum):
    """What a record can be exported as."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    JSONLD = "jsonld"
    WEBANNOTATION = "webannotation"
    FTM = "ftm"
    BRAT = "brat"


_EXCERPTS: Mapping[Format, Callable[[Iterable[Entry]], Iterator[bytes]]] = {
    Format.JSONL: jsonl.statements,
    Format.CSV: table.csv_rows,
    Format.PARQUET: table.parquet,
    Format.JSONLD: linked.graph,
    Format.WEBANNOTATION: annotations.annotations,
    Format.FTM: ftm.entities,
}


def export(format: Format, entries: Iterable[Entry], whole_texts: bool = False) -> Iterator[bytes]:
    """The bytes of one file, piece by piece. Raises OnRecordError for whole texts in a format that carries excerpts
    only, for brat, which is many files (see `export_files`), and for Parquet when pyarrow is not installed."""
    if format is Format.BRAT:
        raise OnRecordError("brat standoff is a folder of files. Name a folder to write it to.")
    if not whole_texts:
        return _EXCERPTS[format](entries)
    if format is not Format.JSONL:
        raise OnRecordError(f"{format} carries excerpts only. Whole texts go out as {Format.JSONL} or {Format.BRAT}.")
    return jsonl.articles(entries)


def export_files(entries: Iterable[Entry], whole_texts: bool = False) -> Iterator[tuple[str, bytes]]:
    """The files of a folder of brat standoff, as name and content, one by one."""
    return brat.files(entries, whole_texts)
