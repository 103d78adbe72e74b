"""Ranks what a search found, the same on every database, and makes it ready to be shown. Pure functions."""

import math
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from onrecord.model import Found, Recorded, Span
from onrecord.store.terms import Term, hits

# A word of the statement itself weighs more than one of its context. Not tuned: there is no search test set.
TEXT_WEIGHT = 1.0
CONTEXT_WEIGHT = 0.3
# BM25's usual constants, and a statement's usual length in words.
SATURATION, LENGTH_SHARE, USUAL_LENGTH = 1.2, 0.75, 25
# How slowly a rank loses weight where rankings are fused (reciprocal rank fusion; Cormack et al. 2009 use 60).
FUSION = 60
# Code points of a snippet: about three lines of a terminal.
SNIPPET = 240
# As many words or more in the same order are a reprint whoever is held to have said them; fewer may be two people's.
REPRINT_WORDS = 5


def by_words(found: Mapping[int, Recorded], wanted: Sequence[Term]) -> list[int]:
    """The keys of statements, best first: by how often each term stands in them, rare terms before frequent ones."""
    counts = {
        key: [
            [len(at) for at in hits(passage, statement.language, wanted, quick=True)]
            for passage in (statement.text, statement.context)
        ]
        for key, statement in found.items()
    }
    rarity = [
        math.log(1 + len(found) / (1 + sum(1 for own, around in counts.values() if own[t] or around[t])))
        for t in range(len(wanted))
    ]

    def score(key: int) -> float:
        own, around = counts[key]
        statement = found[key]
        return sum(
            rare
            * (
                TEXT_WEIGHT * _saturated(own[t], statement.text)
                + CONTEXT_WEIGHT * _saturated(around[t], statement.context)
            )
            for t, rare in enumerate(rarity)
        )

    newest = sorted(found, key=lambda key: found[key].id)
    newest.sort(key=lambda key: found[key].said_on or found[key].published or "", reverse=True)
    return sorted(newest, key=score, reverse=True)


def _saturated(count: int, passage: str) -> float:
    length = 1 - LENGTH_SHARE + LENGTH_SHARE * (passage.count(" ") + 1) / USUAL_LENGTH
    return count / (count + SATURATION * length)


def fused(rankings: Sequence[Sequence[int]]) -> list[int]:
    """One ranking out of several: what stands far up in any of them, and further what does so in more."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, key in enumerate(ranking, 1):
            scores[key] = scores.get(key, 0.0) + 1 / (FUSION + rank)
    return sorted(scores, key=lambda key: -scores[key])


def shown(ranked: Sequence[tuple[Recorded, float | None]], wanted: Sequence[Term], limit: int) -> list[Found]:
    """The first `limit` statements, each with its nearness, the same words once: with how many more have them."""
    first: dict[str, tuple[Recorded, float | None]] = {}
    reprints: dict[str, int] = {}
    for statement, nearness in ranked:
        key = _key(statement)
        if key in first:
            reprints[key] = reprints.get(key, 0) + 1
        elif len(first) < limit:
            first[key] = (statement, nearness)
    out = []
    for key, (statement, nearness) in first.items():
        own = _union(hits(statement.text, statement.language, wanted))
        around = [] if own else _union(hits(statement.context, statement.language, wanted))
        passage, marked = (statement.context, around) if around else (statement.text, own)
        snippet, marks = excerpt(passage, marked)
        out.append(Found(statement, snippet, marks, tuple(own), reprints.get(key, 0), nearness))
    return out


def _key(statement: Recorded) -> str:
    """What two statements have in common when one is a reprint of the other."""
    words = re.findall(r"\w+", statement.text.casefold())
    return " ".join(words if len(words) >= REPRINT_WORDS else [*words, "|", statement.speaker or ""])


def _union(found: Sequence[Sequence[Span]]) -> list[Span]:
    """Spans in order, those that overlap as one."""
    out: list[Span] = []
    for begin, end in sorted(span for each in found for span in each):
        if out and begin < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((begin, end))
    return out


def excerpt(text: str, marked: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """The passage of `text` with most of the spans, of SNIPPET code points at most and cut between words, and the spans
    in it. An ellipsis stands where something was left out."""
    if len(text) <= SNIPPET:
        return text, tuple(marked)
    ends = [end for _, end in marked]
    many = [bisect_right(ends, begin + SNIPPET) - i for i, (begin, _) in enumerate(marked)]
    best = max(range(len(many)), key=many.__getitem__, default=0)
    first, last = (marked[best][0], marked[best + many[best] - 1][1]) if many and many[best] else (0, 0)
    begin = max(0, min((first + last - SNIPPET) // 2, len(text) - SNIPPET))
    end = begin + SNIPPET
    if begin > 0:
        space = text.find(" ", begin, max(first, begin))
        begin = space + 1 if space >= 0 else begin
    if end < len(text):
        space = text.rfind(" ", max(last, begin), end)
        end = space if space > 0 else end
    head, tail = "… " * (begin > 0), " …" * (end < len(text))
    moved = len(head) - begin
    kept = tuple((b + moved, e + moved) for b, e in marked if begin <= b and e <= end)
    return head + text[begin:end] + tail, kept
