"""Reads text with marks: `{1s Ann Lee} {1q said} {1c she would {2q think} …}` gives attributions 1 and 2.

s is a source, q a cue, c a content; an attribution whose cue lies in another's content has that as its parent.
"""

import re

from onrecord.model import Attribution, Kind, Span

_MARK = re.compile(r"\{(\d+)([sqc]) |\}")


def read_marked(marked: str) -> tuple[str, list[Attribution]]:
    """The text without its marks, and the attributions in the order of their numbers, which count from 1."""
    text, at = "", 0
    spans: dict[tuple[int, str], list[Span]] = {}
    opened: list[tuple[int, str, int]] = []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark.group(1):
            opened.append((int(mark.group(1)), mark.group(2), len(text)))
        else:
            number, role, begin = opened.pop()
            spans.setdefault((number, role), []).append((begin, len(text)))
    text += marked[at:]
    numbers = sorted({number for number, _ in spans})
    roles = [tuple(tuple(spans.get((n, role), [])) for role in "sqc") for n in numbers]
    return text, [
        Attribution(source, cue, content, Kind.INDIRECT, _parent(k, cue, [r[2] for r in roles]), 1.0)
        for k, (source, cue, content) in enumerate(roles)
    ]


def _parent(k: int, cue: tuple[Span, ...], contents: list[tuple[Span, ...]]) -> int | None:
    """The attribution with the shortest content around the cue."""
    around = [
        (end - begin, j)
        for j, content in enumerate(contents)
        for begin, end in content
        if j != k and cue and begin <= cue[0][0] < end
    ]
    return min(around)[1] if around else None
