"""Units: the words and single signs that the tagger labels, found from the tokenizer's pieces."""

from collections.abc import Sequence
from dataclasses import dataclass

# What a unit can be to one cue; the index is the label of the tagger.
ROLES = ("none", "source", "cue", "content")

# Signed distances to the anchor fall into 0, ±1, ±2, ±3-4, ±5-8, … ±129 and more: 19 buckets.
BUCKETS = 19


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or a single sign: `text[begin:end]`, code points; `piece` is the index of its first tokenizer piece;
    `line` tells whether it begins a line of the text (the first line left out)."""

    begin: int
    end: int
    piece: int
    line: bool


def units(text: str, offsets: Sequence[tuple[int, int]]) -> list[Unit]:
    """The units of `text`, given the (begin, end) code-point offsets of its tokenizer pieces, in order.

    A unit is a run of pieces of letters and digits without white space between them, or one piece that starts with
    any other sign. Pieces' offsets may take the leading space in; units' do not.
    """
    out: list[Unit] = []
    for piece, (begin, end) in enumerate(offsets):
        while begin < end and text[begin].isspace():
            begin += 1
        if begin == end:
            continue
        last = out[-1] if out else None
        joined = last is not None and last.end >= begin and text[begin].isalnum() and text[begin - 1].isalnum()
        if last is not None and joined:
            out[-1] = Unit(last.begin, max(last.end, end), last.piece, last.line)
        else:
            gap = text[last.end : begin] if last else ""
            out.append(Unit(begin, end, piece, "\n" in gap))
    return out


def bucket(distance: int) -> int:
    """The bucket, 0 to BUCKETS - 1, of a signed distance in units."""
    size = min(9, max(0, abs(distance) - 1).bit_length() + 1) if distance else 0
    return 9 + size if distance > 0 else 9 - size
