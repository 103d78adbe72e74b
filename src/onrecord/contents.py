"""Which contents lie at a place of a text, found without looking at them one by one: articles may have thousands."""

from collections.abc import Sequence

import numpy as np

from onrecord.model import Attribution, Span


class Contents:
    """The content spans of an article's attributions, to be asked by place (code points)."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        pieces = [(b, e, k) for k, a in enumerate(attributions) for b, e in a.content]
        self._begins, self._ends, self._owners = np.array(pieces, np.int64).reshape(-1, 3).T

    def at(self, place: int) -> frozenset[int]:
        """The indices of the attributions in whose content the character at `place` lies."""
        return frozenset(self._owners[(self._begins <= place) & (place < self._ends)].tolist())

    def meeting(self, begin: int, end: int) -> list[tuple[Span, int]]:
        """The pieces of contents that share a character with [begin, end), each with its attribution's index."""
        met = np.flatnonzero((self._begins < end) & (self._ends > begin))
        return [((int(self._begins[k]), int(self._ends[k])), int(self._owners[k])) for k in met]
