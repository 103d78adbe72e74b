"""Nearness in meaning among millions of vectors: the vectors lie in cells around centres, and only the cells nearest to
a query are looked into. Derived from the vectors; whatever lies in no cell yet is compared one by one.

A cell holds of each vector one bit a dimension: on which side of the mean it lies. Those that have most bits in common
with the query are then compared whole. Measured by benchmarks/search.py: see docs/design.md.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from onrecord.store import vectors
from onrecord.store.rows import meeting
from onrecord.store.schema import cells, centres, loose, models
from onrecord.store.schema import vectors as kept
from onrecord.store.vectors import Meaning

Matrix = NDArray[np.float32]
Codes = NDArray[np.uint8]
Numbers = NDArray[np.int64]

# Vectors of so many statements are compared one by one in some hundredths of a second; of more, cells are made.
LOOSE = 2_000
# Cells are made anew when so many times as many vectors are there, since the centres no longer lie where the vectors
# do; and their parts are joined when there are so many: each costs a look-up.
GROWTH = 4
MOST_PARTS = 20
# Vectors that a centre is computed from, and rounds of k-means.
SAMPLE, ROUNDS = 40, 8
MOST_CENTRES = 4096
PROBES = 24  # cells that are looked into
# Vectors that are compared whole. On ten queries at 10,000 and at 100,000 statements of benchmarks/search.py, the ten
# nearest of all were among them.
COMPARED = 400
# As many at most are held against the conditions of a search to find those: enough where one in twenty statements meets
# them, which leaves a hundred.
LOOKED_AT = 2_000
WHOLE = 5_000  # of so few statements all vectors are compared whole
NEAREST = 100  # statements that are given
BATCH = 5_000  # statements whose vectors are read at once


# Least nearness of what search by meaning shows. On 67 dossiers of data/dossiers/train it is reached by 27 in 100
# statements when a dossier's topic is the query, and by 5 in 1000 of other dossiers; by 45 and 38 in 1000 when one of
# its propositions is.
LEAST = 0.25


def nearest(
    connection: Connection,
    asked: Meaning,
    among: Sequence[int] | None = None,
    where: Sequence[ColumnElement[bool]] = (),
) -> list[tuple[int, float]]:
    """Row numbers of the statements nearest to a query and their nearness, the nearest first: of those `among` the row
    numbers given, if any are, those that meet the conditions, as far as they are found."""
    if among is not None and len(among) <= WHOLE:
        found = _compared(connection, asked, among)
    else:
        found = nearness_of(vectors.of_loose(connection, asked.model), asked)
        if among is not None:
            known = set(among)
            found = {seq: near for seq, near in found.items() if seq in known}
        found |= _compared(connection, asked, _near_cells(connection, asked, among, where))
    near = [(seq, nearness) for seq, nearness in found.items() if nearness >= LEAST]
    near.sort(key=lambda each: (-each[1], each[0]))
    return [(seq, found[seq]) for seq in meeting(connection, [seq for seq, _ in near], where, NEAREST)]


def _compared(connection: Connection, asked: Meaning, numbers: Sequence[int]) -> dict[int, float]:
    """The nearness of each statement that has vectors of that model: of its nearest piece."""
    found: dict[int, float] = {}
    for begin in range(0, len(numbers), BATCH):
        found |= nearness_of(vectors.of_numbers(connection, numbers[begin : begin + BATCH], asked.model), asked)
    return found


def nearness_of(given: tuple[list[int], Matrix, list[int]], asked: Meaning) -> dict[int, float]:
    """The nearness of statements, given as vectors.of_numbers gives them."""
    seqs, rows, starts = given
    if not seqs or rows.shape[1] != len(asked.vector):
        return {}
    return dict(zip(seqs, np.maximum.reduceat(nearness(rows, asked), starts).tolist(), strict=True))


def nearness(rows: Matrix, asked: Meaning) -> Matrix:
    """The cosines of vectors and that of a query, all seen from the mean: without it all texts are near each other. On
    the dossiers' topics that lifts mean average precision from .32 to .36."""
    query = _centred(asked.vector[None, :], asked.mean)[0]
    # Of unit vectors, so that no row has to be moved.
    lengths = np.sqrt(np.maximum(1 - 2 * (rows @ asked.mean) + asked.mean @ asked.mean, 1e-6))
    found: Matrix = (rows @ query - asked.mean @ query) / lengths
    return found


def _centred(rows: Matrix, mean: Matrix) -> Matrix:
    moved = rows - mean
    moved /= np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), np.finfo(np.float32).tiny)
    return moved


def _near_cells(
    connection: Connection, asked: Meaning, among: Sequence[int] | None, where: Sequence[ColumnElement[bool]]
) -> Sequence[int]:
    """The statements in the cells nearest to a vector that have most bits in common with it."""
    space = _space(connection, asked.model, asked.mean)
    if space is None or space.width != len(asked.vector):
        return []
    near = np.argsort(-(space.centres @ _centred(asked.vector[None, :], asked.mean)[0]))[:PROBES]
    parts = connection.execute(select(cells.c.seqs, cells.c.codes).where(cells.c.cell.in_(near.tolist())))
    numbers, codes = _joined(parts.all(), space.width)
    if among is not None:
        known = np.isin(numbers, np.array(among, np.int64))
        numbers, codes = numbers[known], codes[known]
    if not len(numbers):
        return []
    bits = space.bits(asked.vector[None, :])
    unlike = np.bitwise_count(_words(codes) ^ _words(bits)).sum(axis=1)
    nearest = numbers[_least(unlike, LOOKED_AT if where else COMPARED)].tolist()
    return meeting(connection, list(dict.fromkeys(nearest)), where, COMPARED)


def _least(values: NDArray[Any], many: int) -> Numbers:
    """Where the `many` least values stand, the least first."""
    found: Numbers = np.argpartition(values, many)[:many] if len(values) > many else np.arange(len(values))
    return found[np.argsort(values[found], kind="stable")]


def _joined(parts: Sequence[Any], width: int) -> tuple[Numbers, Codes]:
    """Row numbers and bits of several parts of cells; broken parts are left out."""
    length = -(-width // 8)
    whole = [p for p in parts if len(p.seqs) % 8 == 0 and len(p.codes) == len(p.seqs) // 8 * length]
    numbers = np.frombuffer(b"".join(p.seqs for p in whole), np.int64)
    return numbers, np.frombuffer(b"".join(p.codes for p in whole), np.uint8).reshape(len(numbers), length)


def _words(codes: Codes) -> NDArray[np.uint64] | Codes:
    """Bits in the largest words that they fill: eight times fewer to count."""
    return codes.view(np.uint64) if codes.shape[1] % 8 == 0 else codes


@dataclass(frozen=True, slots=True)
class Space:
    """The centres of cells, seen from the mean. `pieces` tells of how many vectors they were computed."""

    centres: Matrix
    mean: Matrix
    pieces: int

    @property
    def width(self) -> int:
        return len(self.mean)

    def bits(self, rows: Matrix) -> Codes:
        return np.packbits(rows > self.mean, axis=1)

    def cells(self, rows: Matrix) -> Numbers:
        """The nearest centre of each row."""
        found: Numbers = np.argmax(_centred(rows, self.mean) @ self.centres.T, axis=1)
        return found


def _space(connection: Connection, model: str, mean: Matrix) -> Space | None:
    """The centres of a model's cells, if there are any and they are whole."""
    row = connection.execute(select(centres).join(models).where(models.c.sha256 == model)).first()
    if row is None or not row.centres or len(row.centres) % (4 * len(mean)):
        return None
    return Space(np.frombuffer(row.centres, np.float32).reshape(-1, len(mean)), mean, row.pieces)


@dataclass(frozen=True, slots=True)
class Sorted:
    """Vectors sorted into cells, ready to be written: of each cell the row numbers and bits. `anew` when the cells take
    the place of all others."""

    model: str
    space: Space
    anew: bool
    loose: list[int]
    parts: list[tuple[int, bytes, bytes]]


def sort(connection: Connection, model: str, mean: Matrix) -> Sorted | None:
    """Sorts the vectors that lie in no cell yet; all, when there are so many more than before. None when they are few.
    It only reads."""
    waiting = list(connection.scalars(select(loose.c.seq).order_by(loose.c.seq)))
    if len(waiting) <= LOOSE:
        return None
    space = _space(connection, model, mean)
    pieces = _count(connection, model)
    grown = space is None or pieces > GROWTH * space.pieces
    if space is None or grown:
        space = _train(connection, model, mean, pieces)
    anew = grown or (connection.scalar(select(func.max(cells.c.part))) or 0) >= MOST_PARTS
    chosen = _all_numbers(connection, model) if anew else waiting
    numbers, codes, of = [], [], []
    for begin in range(0, len(chosen), BATCH):
        seqs, rows, starts = vectors.of_numbers(connection, chosen[begin : begin + BATCH], model)
        if len(seqs):
            numbers.append(np.repeat(np.array(seqs, np.int64), np.diff([*starts, len(rows)])))
            codes.append(space.bits(rows))
            of.append(space.cells(rows))
    return Sorted(model, space, anew, waiting, list(_parts(numbers, codes, of)))


def _parts(
    numbers: Sequence[Numbers], codes: Sequence[Codes], of: Sequence[NDArray[np.int64]]
) -> Iterator[tuple[int, bytes, bytes]]:
    if not numbers:
        return
    every, bits, cell = np.concatenate(numbers), np.concatenate(codes), np.concatenate(of)
    order = np.argsort(cell, kind="stable")
    found, starts = np.unique(cell[order], return_index=True)
    for name, rows in zip(found.tolist(), np.split(order, starts[1:]), strict=True):
        yield name, every[rows].tobytes(), bits[rows].tobytes()


def write(connection: Connection, given: Sorted) -> None:
    """Writes what was sorted, unless somebody else did so meanwhile."""
    there = set(connection.scalars(select(loose.c.seq)))
    if not there.issuperset(given.loose):
        return
    model = connection.scalar(select(models.c.id).where(models.c.sha256 == given.model))
    if given.anew:
        connection.execute(delete(cells))
        connection.execute(delete(centres))
        space = given.space
        row = {"centres": space.centres.tobytes(), "pieces": space.pieces}
        connection.execute(insert(centres), {"model": model, **row})
    part = (connection.scalar(select(func.max(cells.c.part))) or 0) + 1
    rows = [{"cell": cell, "part": part, "seqs": seqs, "codes": codes} for cell, seqs, codes in given.parts]
    if rows:
        connection.execute(insert(cells), rows)
    if there == set(given.loose):
        connection.execute(delete(loose))
    else:
        for begin in range(0, len(given.loose), BATCH):
            connection.execute(delete(loose).where(loose.c.seq.in_(given.loose[begin : begin + BATCH])))


def _count(connection: Connection, model: str) -> int:
    """How many vectors of a model there are."""
    length = func.sum(func.length(kept.c.codes) // func.nullif(models.c.width, 0))
    return int(connection.scalar(select(length).join_from(kept, models).where(models.c.sha256 == model)) or 0)


def _all_numbers(connection: Connection, model: str) -> list[int]:
    own = select(kept.c.seq).join(models).where(models.c.sha256 == model)
    return list(connection.scalars(own.order_by(kept.c.seq)))


def _train(connection: Connection, model: str, mean: Matrix, pieces: int) -> Space:
    """Centres for so many vectors, by k-means on a sample of them. The same vectors give the same centres."""
    many = min(MOST_CENTRES, 2 ** max(4, round(math.log2(max(pieces, 1)) / 2)))
    every = _all_numbers(connection, model)
    chosen = every[:: max(1, len(every) // (SAMPLE * many))]
    parts = (chosen[begin : begin + BATCH] for begin in range(0, len(chosen), BATCH))
    sample = _centred(np.concatenate([vectors.of_numbers(connection, part, model)[1] for part in parts]), mean)
    chance = np.random.default_rng(0)
    found = sample[chance.choice(len(sample), min(many, len(sample)), replace=False)]
    for _ in range(ROUNDS):
        cuts = range(0, len(sample), BATCH)
        of = np.concatenate([np.argmax(sample[cut : cut + BATCH] @ found.T, axis=1) for cut in cuts])
        sums = np.zeros_like(found)
        np.add.at(sums, of, sample)
        empty = np.bincount(of, minlength=len(found)) == 0
        sums[empty] = sample[chance.choice(len(sample), int(empty.sum()))]
        found = _centred(sums, np.zeros_like(mean))
    return Space(found, mean, pieces)
