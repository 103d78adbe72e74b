"""The writer's own voice: what an article supposes about somebody is nobody's statement."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from onrecord.model import Attribution, Span

# Words by which a writer marks a sentence as inference, in the six languages served.
_SUPPOSING = re.compile(
    r"(?<!\w)(?:perhaps|maybe|possibly|presumably|conceivably|"
    r"(?:it )?(?:does|did) not follow|doesn't follow|(?:it )?(?:seems|appears) (?:to me|that)|one may suppose|"
    r"возможно|может быть|пожалуй|вероятно|по-видимому|не следует, что|"
    r"можливо|мабуть|ймовірно|імовірно|не випливає|"
    r"магчыма|мабыць|напэўна|відаць|не вынікае|"
    r"vielleicht|möglicherweise|womöglich|vermutlich|daraus folgt nicht|"
    r"peut-être|sans doute|vraisemblablement|il ne s'ensuit pas)(?!\w)",
    re.IGNORECASE,
)


def suppositions(text: str, found: Sequence[Attribution], sentences: Sequence[Span]) -> frozenset[int]:
    """The indices of those attributions that the writer only supposes: a supposing word stands before the cue in its
    sentence, in nobody's content. `sentences` are spans of `text`. What is nested in such a one goes with it."""
    out: set[int] = set()
    taken = [span for a in found for span in a.content]
    for i, attribution in enumerate(found):
        if attribution.parent is not None:
            continue
        cue = attribution.cue[0][0]
        begin = sentences[bisect_right(sentences, cue, key=lambda s: s[0]) - 1][0] if sentences else 0
        for match in _SUPPOSING.finditer(text, begin, cue):
            if not any(b <= match.start() < e for b, e in taken):
                out.add(i)
    return frozenset(i for i in range(len(found)) if any(j in out for j in lineage(i, found)))


def lineage(i: int, found: Sequence[Attribution]) -> list[int]:
    """`i` and the attributions it is nested in, innermost first."""
    out = [i]
    while (parent := found[out[-1]].parent) is not None:
        out.append(parent)
    return out
