"""From a text to its attributions: windows for the tagger, the best role for every unit, spans, nesting.

All steps but the tagger itself are here, pure and without a model: the tagger gives, for one window, the units at
which a cue may begin and a score of each role for every unit; this file decides.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Attribution, Span
from onrecord.passages import sentences
from onrecord.quotations import kind_of, quotations
from onrecord.readings import Layout, Reading, mended, nesting, one_reading_a_cue
from onrecord.units import Unit, units

SOURCE, CUE, CONTENT = 1, 2, 3  # indices into units.ROLES

# Pieces in a window, as in training (positions 0 and 255 are taken by <s> and </s>).
WINDOW = 254
# Pieces that two windows share where no paragraph ends between them, so that every anchor sees at least half of this on
# each side. Windows that always share 64 read PolNeAR dev .002 better and marked/dev .001 worse, in 1.25 of the time.
OVERLAP = 48

# An anchor counts from this probability on: swept from 0.3 to 0.7, 0.5 is best on marked/dev and within 0.004 of the
# best on PolNeAR dev.
LEAST_ANCHOR = 0.5
# One inside another's content needs a little more: F1 of nested ones on marked/dev is level from 0.6 to 0.9, and on
# PolNeAR dev, which marks none, each costs precision (`benchmarks/nested.py`).
LEAST_NESTED = 0.6

# Closing marks that may follow the full stop of a paragraph.
CLOSERS = 8


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text cut by the tagger's tokenizer: vocabulary ids and (begin, end) code-point offsets, without special
    pieces."""

    ids: Sequence[int]
    offsets: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Scores:
    """The tagger's answer for one window of U units: K anchors (indices of units), the probability of each, and
    scores [K, U, 4] of the roles in units.ROLES."""

    anchors: NDArray[np.int64]
    chances: NDArray[np.float32]
    roles: NDArray[np.float32]


class Tagger(Protocol):
    """The trained model. `moves` [4, 4] scores a step from one role (row) to the next unit's (column)."""

    @property
    def moves(self) -> NDArray[np.float32]: ...

    def pieces(self, text: str) -> Pieces: ...

    def score(self, ids: Sequence[int], line_starts: Sequence[int], firsts: Sequence[int]) -> Scores:
        """Scores for a window: piece ids, 0 or 1 for each piece (does it begin a line?), and the index of the first
        piece of each unit."""
        ...


@dataclass(frozen=True, slots=True)
class Window:
    """Units [first, last) of a text; anchors are taken from [own_first, own_last) only."""

    first: int
    last: int
    own_first: int
    own_last: int


def attributions(
    text: str, tagger: Tagger, skip: Sequence[Span] = (), language: str | None = None
) -> list[Attribution]:
    """The attributions of `text` in the order of their cues. Spans are code-point offsets into `text`; none has a part
    inside a span of `skip` (boilerplate)."""
    pieces = tagger.pieces(text)
    starts = [b for b, _ in sentences(text, language)]
    found = _lines_as_meant(units(text, pieces.offsets), starts)
    page = Layout(text, found, starts, quotations(text))
    raw: list[Reading] = []
    for window in windows(found, len(pieces.ids)):
        scores = _score(window, found, pieces, tagger)
        raw += _read(window, scores, tagger.moves)
    readings = one_reading_a_cue([r for reading in mended(raw, page) if (r := _outside(reading, found, skip))])
    kept = [r for r, p in zip(readings, nesting(readings), strict=True) if p is None or r.chance >= LEAST_NESTED]
    out = []
    for reading, parent in zip(kept, nesting(kept), strict=True):
        source, cue, content = (spans(text, found, role) for role in (reading.source, reading.cue, reading.content))
        kind = kind_of(text, content, page.quotations)
        out.append(Attribution(source, cue, content, kind, parent, round(reading.chance, 4)))
    return out


def windows(found: Sequence[Unit], pieces: int) -> Iterator[Window]:
    """Windows of at most WINDOW pieces over units of a text of `pieces` pieces. One ends where a paragraph does, in its
    second half; where none does, the next one shares OVERLAP pieces with it, and each anchor belongs to the window in
    which it is farther from the edge."""
    starts = [u.piece for u in found]
    ends = [*starts[1:], pieces]
    first, own_first = 0, 0
    while first < len(found):
        last = bisect_right(ends, starts[first] + WINDOW, first)
        if last == len(found):
            yield Window(first, last, own_first, last)
            return
        last = max(last, first + 1)  # a unit longer than a window: cut in _score
        half = starts[first] + WINDOW // 2
        lines = (i for i in range(last, first, -1) if starts[i] < half or found[i].line)
        if starts[line := next(lines, first)] >= half:
            yield Window(first, line, own_first, line)
            first = own_first = line
            continue
        following = last
        while following - 1 > first and starts[last] - starts[following - 1] <= OVERLAP:
            following -= 1
        own_last = (following + last) // 2
        yield Window(first, last, own_first, own_last)
        first, own_first = following, own_last


def _score(window: Window, found: Sequence[Unit], pieces: Pieces, tagger: Tagger) -> Scores:
    inside = found[window.first : window.last]
    begin = inside[0].piece
    end = found[window.last].piece if window.last < len(found) else len(pieces.ids)
    ids = list(pieces.ids[begin:end])[:WINDOW]
    line_starts = [0] * len(ids)
    for unit in inside:
        line_starts[unit.piece - begin] = int(unit.line)
    return tagger.score(ids, line_starts, [u.piece - begin for u in inside])


def _read(window: Window, scores: Scores, moves: NDArray[np.float32]) -> Iterator[Reading]:
    at = scores.anchors + window.first
    own = (at >= window.own_first) & (at < window.own_last) & (scores.chances >= LEAST_ANCHOR)
    if not own.any():
        return
    labels = best_labels(scores.roles[own], moves)
    for anchor, chance, row in zip(at[own], scores.chances[own], labels, strict=True):
        source, cue, content = (
            tuple((np.flatnonzero(row == r) + window.first).tolist()) for r in (SOURCE, CUE, CONTENT)
        )
        if content or cue:
            yield Reading(float(chance), source, cue or (int(anchor),), content)


def best_labels(scores: NDArray[np.float32], moves: NDArray[np.float32]) -> NDArray[np.int64]:
    """The best label rows [K, U] under scores [K, U, L] and moves [L, L] (Viterbi 1967)."""
    k, u, _ = scores.shape
    back = np.empty((u, k, scores.shape[2]), np.int64)
    best = scores[:, 0]
    for i in range(1, u):
        paths = best[:, :, None] + moves
        back[i] = paths.argmax(1)
        best = paths.max(1) + scores[:, i]
    out = np.empty((k, u), np.int64)
    out[:, -1] = best.argmax(1)
    rows = np.arange(k)
    for i in range(u - 1, 0, -1):
        out[:, i - 1] = back[i, rows, out[:, i]]
    return out


def spans(text: str, found: Sequence[Unit], members: Sequence[int]) -> tuple[Span, ...]:
    """Runs of neighbouring units as spans, cut where a paragraph ends with a finished sentence."""
    out: list[Span] = []
    last = None
    for i in members:
        unit = found[i]
        if last is not None and i == last + 1 and not _paragraph_ends(text, found[last].end, unit.begin):
            out[-1] = (out[-1][0], unit.end)
        else:
            out.append((unit.begin, unit.end))
        last = i
    return tuple(out)


def _paragraph_ends(text: str, end: int, begin: int) -> bool:
    before = text[max(0, end - CLOSERS) : end].rstrip("\"'“”„»›‘’)")[-1:]
    return text.count("\n", end, begin) > 0 and before in (".", "!", "?", "…")


def _lines_as_meant(found: Sequence[Unit], starts: Sequence[int]) -> list[Unit]:
    """The units, of which only those begin a line that also begin a sentence (`starts`): a line that a hyperlink broke
    off is none."""
    begins = set(starts)
    return [replace(u, line=False) if u.line and u.begin not in begins else u for u in found]


def _outside(reading: Reading, found: Sequence[Unit], skip: Sequence[Span]) -> Reading | None:
    """`reading` without its units in `skip`; None when no cue or no content is left."""

    def kept(members: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(i for i in members if not any(b <= found[i].begin < e for b, e in skip))

    cue, content = kept(reading.cue), kept(reading.content)
    return Reading(reading.chance, kept(reading.source), cue, content) if cue and content else None
