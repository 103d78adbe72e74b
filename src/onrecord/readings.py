"""What the tagger read at each cue, mended by what it cannot see: whole quotations, sentences that point back, words
that another cue has the better claim to. Pure steps over the units of one text."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from onrecord.model import Span
from onrecord.units import Unit

# A quotation that follows a content and a colon begins within so many characters.
NEAR = 12

# Of a sentence in another paragraph than the cue's, a content holds this share, or nothing: on PolNeAR dev exact F1 of
# whole contents .603 without, .604 at .3, .605 at .5 and .8; nothing changes on marked/dev.
LEAST_SHARE = 0.5

# Words at the head of a sentence by which it points to the one before, in the six languages served, after a dateline
# if there is one.
_BACK = re.compile(
    r"(?:[^\W\d_][^\n.!?]{0,60}?\s[—–-]\s)?"
    r"(?:this|that|it|so|об этом|это|про це|це|пра гэта|гэта|das|dies|darüber|davon|cela|ceci|c['’]est ce qu['’]?e?)"
    r"(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One anchor read: its probability and the units of each role."""

    chance: float
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]

    @property
    def teller(self) -> frozenset[int]:
        """The units of source and cue."""
        return frozenset((*self.source, *self.cue))


@dataclass(frozen=True)
class Layout:
    """How a text is laid out: its units, the begins of its sentences and its quotations, in order."""

    text: str
    units: Sequence[Unit]
    sentences: Sequence[int]
    quotations: Sequence[Span]

    @cached_property
    def begins(self) -> list[int]:
        """The begin of every unit."""
        return [u.begin for u in self.units]

    @cached_property
    def lines(self) -> list[int]:
        """The number of the paragraph of every unit."""
        out, line = [], 0
        for unit in self.units:
            line += unit.line
            out.append(line)
        return out

    @cached_property
    def quoted(self) -> list[int]:
        """For every unit the index of the quotation that it stands in, or -1."""
        out = [-1] * len(self.units)
        for number, (begin, end) in enumerate(self.quotations):
            inside = self.within(begin, end)
            out[inside.start : inside.stop] = [number] * len(inside)
        return out

    def sentence(self, unit: int) -> int:
        """The number of the sentence that a unit stands in; -1 before the first."""
        return bisect_right(self.sentences, self.begins[unit]) - 1

    def bounds(self, sentence: int) -> Span:
        """Where a sentence begins, and where the next one does."""
        begin, end = 0 if sentence < 0 else self.sentences[sentence], len(self.text)
        return begin, self.sentences[sentence + 1] if sentence + 1 < len(self.sentences) else end

    def within(self, begin: int, end: int) -> range:
        """The units that begin in text[begin:end]."""
        return range(bisect_left(self.begins, begin), bisect_left(self.begins, end))

    def words(self, unit: int) -> str:
        return self.text[self.units[unit].begin : self.units[unit].end]


def mended(readings: Sequence[Reading], page: Layout) -> list[Reading]:
    """The readings of a text, each with the content that it was meant to have."""
    out = [own_paragraphs(r, readings, page) for r in readings]
    out = [whole_quotations(pointing_back(r, page), page) for r in out]
    return [without_holes(r, out, page) for r in out]


def own_paragraphs(reading: Reading, readings: Sequence[Reading], page: Layout) -> Reading:
    """`reading` with what is its own in other paragraphs than its cue's: nothing that a narrator's cue there shares
    with it, no scraps of sentences, and in a quotation nothing outside quotation marks."""
    own = page.lines[reading.cue[0]]
    if all(page.lines[i] == own for i in reading.content):
        return reading
    content = set(reading.content)
    others = {
        line
        for other in readings
        if (line := page.lines[other.cue[0]]) != own
        and narrated(other, page)
        and any(i in content and page.lines[i] == line for i in other.content)
    }
    far = [i for i in reading.content if page.lines[i] != own]
    shares = Counter(page.sentence(i) for i in far)
    scraps = {n for n, held in shares.items() if held < LEAST_SHARE * len(page.within(*page.bounds(n)))}
    quotes = 2 * sum(page.quoted[i] >= 0 for i in reading.content) >= len(reading.content)
    foreign = {
        i for i in far if page.lines[i] in others or page.sentence(i) in scraps or (quotes and page.quoted[i] < 0)
    }
    return replace(reading, content=tuple(i for i in reading.content if i not in foreign))


def narrated(reading: Reading, page: Layout) -> bool:
    """Whether the cue is the narrator's: outside quotation marks, or put into the quotation that it tells of, as French
    papers do."""
    around = page.quoted[reading.cue[0]]
    return around < 0 or page.within(*page.quotations[around]).start in reading.content


def pointing_back(reading: Reading, page: Layout) -> Reading:
    """`reading`, its content the sentence before when its own sentence points there ("This was stated by Orr.") and
    holds no other content."""
    found, starts = page.units, page.sentences
    number = bisect_right(starts, found[reading.cue[0]].begin) - 1
    if number < 1 or any(found[i].begin < starts[number - 1] for i in reading.content):
        return reading
    words = page.text[starts[number] : found[reading.cue[0]].begin]
    here = " ".join(page.words(i) for i in reading.content if found[i].begin >= starts[number])
    if not _BACK.match(words.strip()) or (here and not _BACK.fullmatch(here)):
        return reading
    before = [*page.within(starts[number - 1], starts[number])]
    while before and page.words(before[-1]) == ".":
        before.pop()
    return replace(reading, content=tuple(before))


def whole_quotations(reading: Reading, page: Layout) -> Reading:
    """`reading`, its content filled up to whole quotations: those of which it holds the first or the last unit, and
    the one that follows its end and a colon. Not those that hold its own cue, unless that is the narrator's: it speaks
    in them, not of them."""
    content, own = set(reading.content), reading.teller
    everything = content | own
    if not content:
        return reading
    quoted, begins = page.quotations, page.begins
    near = slice(
        max(0, bisect_right(quoted, (begins[min(everything)], 0)) - 1),
        bisect_right(quoted, (begins[max(everything)] + NEAR, 0)),
    )
    for begin, end in quoted[near]:
        inside = page.within(begin, end)
        if not inside:
            continue
        if not own.isdisjoint(inside):
            content.update(_after_incise(reading, inside, page))
            continue
        before = inside[0] - 1
        led = before > 0 and page.words(before) == ":" and before - 1 in everything
        if inside[0] in content or inside[-1] in content or led:
            content.update(inside)
    return replace(reading, content=tuple(sorted(content)))


def _after_incise(reading: Reading, inside: range, page: Layout) -> list[int]:
    """The units of the quotation `inside` that follow a cue and a source put into it, as French papers do, when the
    content begins with the quotation and stops before them ("« Rain helps, said Orr. It always did. »")."""
    told = reading.teller
    incise = inside.start in reading.content and reading.source and max(reading.cue) < min(reading.source)
    if not incise or max(told) >= inside.stop or max(reading.content) > max(told):
        return []
    rest = list(range(max(told) + 1, inside.stop))
    while rest and not page.words(rest[0])[0].isalnum():
        rest.pop(0)
    return rest


def without_holes(reading: Reading, readings: Sequence[Reading], page: Layout) -> Reading:
    """`reading`, its content filled where nothing but the source and the cue of another, whose content it shares, is
    missing from it ("that the mayor, [in her words,] found the money"), or a single sign."""
    if not reading.content or reading.content[-1] - reading.content[0] < len(reading.content):
        return reading
    content = set(reading.content)
    for other in readings:
        if other is not reading and not content.isdisjoint(other.content):
            missing = other.teller - reading.teller
            content.update(i for i in missing if reading.content[0] < i < reading.content[-1])
    signs = {i for i in range(reading.content[0], reading.content[-1]) if not page.words(i)[0].isalnum()}
    content.update(i for i in signs - reading.teller if i - 1 in content and i + 1 in content)
    return replace(reading, content=tuple(sorted(content)))


def one_reading_a_cue(readings: Sequence[Reading]) -> list[Reading]:
    """Readings whose cues share no unit, the likelier first chosen, in the order of their cues."""
    taken: set[int] = set()
    kept = []
    for reading in sorted(readings, key=lambda r: (-r.chance, r.cue)):
        if taken.isdisjoint(reading.cue):
            taken.update(reading.cue)
            kept.append(reading)
    return sorted(kept, key=lambda r: (r.cue, r.content))


def nesting(readings: Sequence[Reading]) -> list[int | None]:
    """For each reading the index of the smallest other one whose content holds its cue and its content."""
    contents = [set(r.content) for r in readings]
    firsts = np.array([r.content[0] for r in readings])
    lasts = np.array([r.content[-1] for r in readings])
    out: list[int | None] = []
    for r in readings:
        inner = {*r.cue, *r.content}
        around = np.flatnonzero((firsts <= min(inner)) & (lasts >= max(inner))).tolist()
        holders = [j for j in around if len(contents[j]) > len(r.content) and inner <= contents[j]]
        out.append(min(holders, key=lambda j: (len(contents[j]), j), default=None))
    return out
