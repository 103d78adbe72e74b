"""Sentence vectors of statements, kept beside them: derived, so that any may be missing and is then computed anew.

A statement's text has a vector for each of its pieces (passages.pieces). Vectors are of unit length; each is kept as
signed bytes, scaled so that its largest part is 127, and is scaled back to unit length when read. On 600 pieces of
data/marked that changed no cosine by more than 0.0012 (root of the mean square: 0.0002).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from onrecord.store.rows import among
from onrecord.store.schema import cells, loose, models, statements, vectors

LARGEST = 127
# Ids asked for at once: below the number of parameters that both databases take.
BATCH = 10_000

_Key = TypeVar("_Key", int, str)


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of some statements: of each a row for every piece of its text, [pieces, width] and of unit length.
    `model` is the SHA-256 of the model they are of."""

    model: str
    rows: Sequence[NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A query's vector, under the model with that SHA-256, whose vectors lie around `mean`."""

    model: str
    mean: NDArray[np.float32]
    vector: NDArray[np.float32]


def encode(rows: NDArray[np.float32]) -> bytes:
    """Rows of unit length as the column `codes` holds them."""
    largest = np.maximum(np.abs(rows).max(axis=1, keepdims=True, initial=0.0), np.finfo(np.float32).tiny)
    return bytes(np.rint(rows / largest * LARGEST).astype(np.int8))


def decode(codes: bytes, width: int) -> NDArray[np.float32]:
    """The rows that bytes hold, of unit length."""
    rows = np.frombuffer(codes, np.int8).reshape(-1, width).astype(np.float32)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1.0)
    return rows


def add(connection: Connection, numbers: Sequence[int], given: Vectors) -> None:
    """Keeps the vectors of the statements with those row numbers, in place of others."""
    entries: list[dict[str, Any]] = [
        {"seq": seq, "codes": encode(rows)} for seq, rows in zip(numbers, given.rows, strict=True) if rows.size
    ]
    if entries:
        model = _model(connection, given.model, next(rows.shape[1] for rows in given.rows if rows.size))
        for some in _batches([entry["seq"] for entry in entries]):
            connection.execute(delete(vectors).where(vectors.c.seq.in_(some)))
            connection.execute(delete(loose).where(loose.c.seq.in_(some)))
        connection.execute(insert(vectors), [{**entry, "model": model} for entry in entries])
        connection.execute(insert(loose), [{"seq": entry["seq"]} for entry in entries])


def put(connection: Connection, numbers: Sequence[int], given: Vectors) -> None:
    """Keeps the vectors of those of the statements whose words are still there: they were computed a while ago."""
    there = {
        seq
        for some in _batches(numbers)
        for seq in connection.scalars(
            select(statements.c.seq).where(statements.c.seq.in_(some), statements.c.text != "")
        )
    }
    kept = [(seq, rows) for seq, rows in zip(numbers, given.rows, strict=True) if seq in there]
    add(connection, [seq for seq, _ in kept], Vectors(given.model, [rows for _, rows in kept]))


def forget(connection: Connection, numbers: Sequence[int]) -> None:
    """Deletes the vectors of the statements with those row numbers, also out of the cells."""
    for some in _batches(numbers):
        connection.execute(delete(vectors).where(vectors.c.seq.in_(some)))
        connection.execute(delete(loose).where(loose.c.seq.in_(some)))
    gone = np.array(numbers, np.int64)
    for row in connection.execute(select(cells)).all() if numbers else ():
        seqs = np.frombuffer(row.seqs[: len(row.seqs) // 8 * 8], np.int64)
        left = ~np.isin(seqs, gone)
        if not left.all():
            codes = np.frombuffer(row.codes, np.uint8).reshape(len(seqs), -1)
            there = {"seqs": seqs[left].tobytes(), "codes": codes[left].tobytes()}
            connection.execute(update(cells).where(cells.c.cell == row.cell, cells.c.part == row.part).values(there))


def of_statements(connection: Connection, ids: Sequence[str], model: str) -> dict[str, NDArray[np.float32]]:
    """The vectors of statements by their ids, as far as there are some of that model and they are whole."""
    wanted = (
        select(statements.c.id, vectors.c.codes, models.c.width)
        .join_from(vectors, statements, statements.c.seq == vectors.c.seq)
        .join(models)
        .where(models.c.sha256 == model)
    )
    found = [row for some in _batches(ids) for row in connection.execute(wanted.where(statements.c.id.in_(some))).all()]
    keys, rows, starts = _whole(found)
    return dict(zip(keys, np.split(rows, starts[1:]), strict=True)) if keys else {}


def of_numbers(
    connection: Connection, numbers: Sequence[int], model: str
) -> tuple[list[int], NDArray[np.float32], list[int]]:
    """The vectors of statements by their row numbers, in one matrix: which have some, and the row at which each of them
    begins."""
    wanted = select(vectors.c.seq, vectors.c.codes, models.c.width).join(models).where(models.c.sha256 == model)
    return _whole(
        [
            row
            for some in _batches(numbers)
            for row in connection.execute(wanted.where(among(vectors.c.seq, some))).all()
        ]
    )


def of_loose(connection: Connection, model: str) -> tuple[list[int], NDArray[np.float32], list[int]]:
    """The vectors of all statements that lie in no cell."""
    # Not by a join: of a table that was empty when it was analysed SQLite takes it that it is large.
    return of_numbers(connection, connection.scalars(select(loose.c.seq)).all(), model)


def _whole(found: Sequence[Any]) -> tuple[list[Any], NDArray[np.float32], list[int]]:
    """Keys, vectors and first rows of what can be read of rows (key, codes, width)."""
    width = found[0][2] if found else 0
    whole = [(key, codes) for key, codes, _ in found if width > 0 and codes and len(codes) % width == 0]
    if not whole:
        return [], np.empty((0, 0), np.float32), []
    starts = np.cumsum([0, *(len(codes) // width for _, codes in whole)])[:-1]
    return [key for key, _ in whole], decode(b"".join(codes for _, codes in whole), width), starts.tolist()


def lacking(connection: Connection, model: str, after: int, limit: int) -> list[tuple[int, str]]:
    """Row numbers and texts of the first `limit` statements behind `after` that have no vectors of that model."""
    wanted = select(statements.c.seq, statements.c.text).where(*_lacking(model), statements.c.seq > after)
    return [(seq, words) for seq, words in connection.execute(wanted.order_by(statements.c.seq).limit(limit))]


def count_lacking(connection: Connection, model: str) -> int:
    """How many statements have no vectors of that model."""
    return connection.scalar(select(func.count(statements.c.seq)).where(*_lacking(model))) or 0


def _lacking(model: str) -> tuple[ColumnElement[bool], ...]:
    length = func.length(vectors.c.codes)
    whole = (length > 0) & (length % func.nullif(models.c.width, 0) == 0)
    there = select(vectors.c.seq).join(models).where(models.c.sha256 == model, whole, vectors.c.seq == statements.c.seq)
    return statements.c.text != "", ~there.exists()


def _batches(given: Sequence[_Key]) -> Iterator[Sequence[_Key]]:
    for begin in range(0, len(given), BATCH):
        yield given[begin : begin + BATCH]


def _model(connection: Connection, sha256: str, width: int) -> int:
    """The number under which the record knows a model."""
    known = connection.scalar(select(models.c.id).where(models.c.sha256 == sha256))
    if known is None:
        (known,) = connection.scalars(insert(models).returning(models.c.id), {"sha256": sha256, "width": width})
    return int(known)
