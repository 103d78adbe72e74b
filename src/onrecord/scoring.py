"""Attributions found held against marked ones: the figures by which extraction is judged."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from onrecord.model import Span

ROLES = ("source", "cue", "content")
ENOUGH = 0.5  # Jaccard index of the tokens of two contents from which they are the same
QUOTES = "\"“”„‟«»'‘’`"

Spans = Sequence[Span]


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution as a file marks it: spans of its roles, and whether it is nested in another's content."""

    source: Spans
    cue: Spans
    content: Spans
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of the things found are right, and how many of those marked are found."""

    right: int = 0
    found: int = 0
    marked: int = 0

    def __add__(self, other: "Rate") -> "Rate":
        return Rate(self.right + other.right, self.found + other.found, self.marked + other.marked)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both, 0 when nothing is right."""
        return 2 * self.right / (self.found + self.marked) if self.right else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures of one or more texts, which add up.

    `token`: white-space tokens in the union of a role's spans; `exact`: runs of neighbouring tokens that one
    attribution gives to a role, as spans of PolNeAR are scored by CofeNet (Wang et al., COLING 2022); `strict`:
    contents of equal tokens; `soft`: contents paired one to one, best Jaccard first, from ENOUGH on; `attribution`: of
    those pairs the ones whose sources share a token or are both missing, the figure to quote; `direct`, `indirect`: its
    recall for contents that begin with a quotation mark, and the others (`found` is not counted).
    """

    token: Mapping[str, Rate] = field(default_factory=dict)
    exact: Mapping[str, Rate] = field(default_factory=dict)
    strict: Rate = Rate()
    soft: Rate = Rate()
    attribution: Rate = Rate()
    direct: Rate = Rate()
    indirect: Rate = Rate()

    def __add__(self, other: "Scores") -> "Scores":
        def by_role(one: Mapping[str, Rate], two: Mapping[str, Rate]) -> dict[str, Rate]:
            return {role: one.get(role, Rate()) + two.get(role, Rate()) for role in ROLES}

        return Scores(
            by_role(self.token, other.token),
            by_role(self.exact, other.exact),
            self.strict + other.strict,
            self.soft + other.soft,
            self.attribution + other.attribution,
            self.direct + other.direct,
            self.indirect + other.indirect,
        )


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of a file of marked texts: of all attributions, of the nested ones alone, and by language."""

    articles: int = 0
    all: Scores = field(default_factory=Scores)
    nested: Scores = field(default_factory=Scores)
    languages: Mapping[str, Scores] = field(default_factory=dict)

    def __add__(self, other: "Evaluation") -> "Evaluation":
        names = sorted({*self.languages, *other.languages})
        return Evaluation(
            self.articles + other.articles,
            self.all + other.all,
            self.nested + other.nested,
            {n: self.languages.get(n, Scores()) + other.languages.get(n, Scores()) for n in names},
        )


def scores(text: str, marked: Sequence[Marked], found: Sequence[Marked]) -> Scores:
    """The figures of one text. Attributions without content count for their roles only."""
    tokens = tokenized(text)
    token, exact = {}, {}
    for role in ROLES:
        gold, ours = ([tokens(getattr(a, role)) for a in each] for each in (marked, found))
        token[role] = _rate(frozenset().union(*gold), frozenset().union(*ours))
        exact[role] = _rate(*({run for held in each for run in _runs(held)} for each in (gold, ours)))
    told = [(a, content, tokens(a.source)) for a in marked if (content := tokens(a.content))]
    read = [(content, tokens(a.source)) for a in found if (content := tokens(a.content))]
    contents, others = [content for _, content, _ in told], [content for content, _ in read]
    pairs = matched(contents, others)
    right = {i for i, j in pairs if told[i][2] & read[j][1] or not (told[i][2] or read[j][1])}
    quoted = {i for i, (a, _, _) in enumerate(told) if text[min(a.content)[0] :].lstrip()[:1] in QUOTES}
    return Scores(
        token,
        exact,
        Rate((Counter(contents) & Counter(others)).total(), len(read), len(told)),
        Rate(len(pairs), len(read), len(told)),
        Rate(len(right), len(read), len(told)),
        Rate(len(right & quoted), 0, len(quoted)),
        Rate(len(right - quoted), 0, len(told) - len(quoted)),
    )


def tokenized(text: str) -> Callable[[Spans], frozenset[int]]:
    """A function that gives the numbers of the white-space tokens of `text` which spans touch."""
    tokens = [m.span() for m in re.finditer(r"\S+", text)]
    begins, ends = [b for b, _ in tokens], [e for _, e in tokens]

    def touched(spans: Spans) -> frozenset[int]:
        return frozenset(i for b, e in spans for i in range(bisect_right(ends, b), bisect_left(begins, e)))

    return touched


def matched(marked: Sequence[frozenset[int]], found: Sequence[frozenset[int]]) -> list[tuple[int, int]]:
    """Which contents are the same, one to one: pairs of indices, best Jaccard first."""
    scored = [(len(g & f) / len(g | f), i, j) for i, g in enumerate(marked) for j, f in enumerate(found) if g & f]
    out: list[tuple[int, int]] = []
    taken: set[int] = set()
    given: set[int] = set()
    for score, i, j in sorted(scored, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if score >= ENOUGH and i not in taken and j not in given:
            out.append((i, j))
            taken.add(i)
            given.add(j)
    return out


def _rate(marked: Set[Hashable], found: Set[Hashable]) -> Rate:
    return Rate(len(marked & found), len(found), len(marked))


def _runs(tokens: frozenset[int]) -> Iterator[Span]:
    """The first and last token of every run of neighbours."""
    line = sorted(tokens)
    begins = [t for t in line if t - 1 not in tokens]
    ends = [t for t in line if t + 1 not in tokens]
    return zip(begins, ends, strict=True)
