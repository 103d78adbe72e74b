"""One row a statement: CSV that spreadsheets may open, and Parquet."""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.errors import OnRecordError
from onrecord.exports.entry import Entry
from onrecord.model import Recorded

# Text columns, in order; lists and numbers are told apart below. See docs/exports.md.
TEXTS = (
    "statement", "said_on", "speaker", "person", "wikidata", "basis", "polarity", "kind", "text", "context", "source",
    "cue", "occasion", "said_on_basis", "speaker_why", "article", "title", "outlet", "published", "language", "url",
    "origin", "imported", "corrections",
)  # fmt: skip
COLUMNS = (*TEXTS, "relayed_by", "content", "opinion", "organisation", "score", "speaker_probability")
# What a relayer whom the article leaves unresolved is called in a cell.
UNKNOWN = "?"

# Spreadsheets take a cell that begins so for a formula, quoted or not (OWASP, CSV injection); East Asian ones also the
# wide forms. A leading apostrophe makes it text. Cells that only have apostrophes before such a sign get one more, so
# that taking one off gives back every cell as it was.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")

# Rows of a group in Parquet: some ten megabytes of text.
ROWS = 10_000


def csv_rows(entries: Iterable[Entry]) -> Iterator[bytes]:
    """RFC 4180 in UTF-8 with a header. Lists are joined: relayers by " > ", the pieces of content as begin-end by ";".
    Empty is what is not known."""
    writer = csv.writer(_Handing())
    yield _encoded(writer.writerow(COLUMNS))
    for row in _rows(entries):
        cells = {
            **row,
            "relayed_by": " > ".join(name or UNKNOWN for name in row["relayed_by"]),
            "content": ";".join(f"{begin}-{end}" for begin, end in row["content"]),
        }
        yield _encoded(writer.writerow(_cell(cells[column]) for column in COLUMNS))


def parquet(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Apache Parquet, for DuckDB, pandas and the like. Dates stay text: their precision differs.

    Raises OnRecordError when pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise OnRecordError("Parquet needs pyarrow. Install it with: pip install 'onrecord[parquet]'") from None
    schema = pa.schema(
        [
            *((name, pa.string()) for name in TEXTS),
            ("relayed_by", pa.list_(pa.string())),
            ("content", pa.list_(pa.struct([("begin", pa.int64()), ("end", pa.int64())]))),
            ("opinion", pa.bool_()),
            ("organisation", pa.bool_()),
            ("score", pa.float64()),
            ("speaker_probability", pa.float64()),
        ]
    )

    def groups() -> Iterator[bytes]:
        sink = _Collecting()
        with pq.ParquetWriter(pa.PythonFile(sink, mode="w"), schema) as writer:
            for rows in _batches(_rows(entries), ROWS):
                pieces = [{**row, "content": [{"begin": b, "end": e} for b, e in row["content"]]} for row in rows]
                writer.write_table(pa.Table.from_pylist(pieces, schema))
                yield sink.taken()
        yield sink.taken()

    return groups()


def _rows(entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    for entry in entries:
        for statement in entry.statements:
            yield _row(entry, statement)


def _row(entry: Entry, statement: Recorded) -> dict[str, Any]:
    article, person = entry.article, entry.person(statement.speaker)
    return {
        "statement": statement.id,
        "said_on": statement.said_on,
        "speaker": statement.speaker,
        "person": person.name if person else None,
        "wikidata": person.wikidata if person else None,
        "basis": statement.basis.value,
        "polarity": statement.polarity.value,
        "kind": statement.kind.value,
        "text": statement.text,
        "context": statement.context,
        "source": entry.words(statement.source),
        "cue": entry.words(statement.cue),
        "occasion": statement.occasion,
        "said_on_basis": statement.said_on_basis,
        "speaker_why": statement.speaker_why,
        "article": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "language": article.language,
        "url": article.url,
        "origin": article.origin,
        "imported": article.imported,
        "corrections": json.dumps([c.words for c in statement.corrections], ensure_ascii=False)
        if statement.corrections
        else None,
        "relayed_by": list(statement.relayed_by),
        "content": list(statement.content),
        "opinion": statement.opinion,
        "organisation": person.organisation if person else None,
        "score": statement.score,
        "speaker_probability": statement.speaker_probability,
    }


def _cell(value: object) -> object:
    """A value as a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def _encoded(row: Any) -> bytes:
    return str(row).encode()


def _batches(rows: Iterator[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


class _Handing:
    """A file for csv.writer whose writerow then gives back what it would have written."""

    def write(self, text: str) -> str:
        return text


class _Collecting:
    """A file for pyarrow that keeps what is written until it is taken."""

    closed = False

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        self.closed = True

    def taken(self) -> bytes:
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data
