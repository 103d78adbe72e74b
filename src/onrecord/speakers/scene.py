"""What is known of one article while its speakers are worked out."""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile

from onrecord.declension import stem
from onrecord.model import Article, Attribution, Span
from onrecord.speakers.figures import AS_RELAYED, AS_SPEAKER, Figure
from onrecord.speakers.lexicon import GENITIVE_CUE, HE_SAID, PREPOSITIONS, SHE_SAID
from onrecord.speakers.mentions import Run, Token


@dataclass
class Scene:
    """What is known while an article's speakers are worked out."""

    article: Article
    attributions: Sequence[Attribution]
    language: str | None
    starts: list[int]  # of sentences
    tokens: list[Token]
    figures: list[Figure] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    subjects: set[str] = field(default_factory=set)  # single names that stand as the subject of a cue (ru, uk, be)
    shown: dict[str, set[str]] = field(default_factory=dict)  # stem of such a name -> genders that verbs show

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def sentence(self, at: int) -> int:
        """The number of the sentence at offset `at`, from 1."""
        return bisect_right(self.starts, at)

    def opens(self, at: int) -> bool:
        """Whether a sentence or quotation begins at offset `at`, so that a capital letter there tells nothing."""
        return at in self._starts or self.text[max(0, at - 2) : at].strip()[-1:] in (*'«»„“”"‘—–-:(…', "")

    @cached_property
    def _starts(self) -> frozenset[int]:
        return frozenset(self.starts)

    def mention_of(self, index: int) -> str:
        """What kind of mention the source of attribution `index` is."""
        return AS_SPEAKER if self.attributions[index].parent is None else AS_RELAYED

    @cached_property
    def words(self) -> set[str]:
        """The words of the text as they stand."""
        return {token.text for token in self.tokens}

    @cached_property
    def capitals(self) -> dict[str, set[str]]:
        """The capitalised words of the text, by their stems."""
        found: dict[str, set[str]] = {}
        for word in self.words:
            if word[0].isupper():
                found.setdefault(stem(word), set()).add(word)
        return found

    @cached_property
    def paragraphs(self) -> list[int]:
        """Where the lines of the text begin."""
        return [0, *(m.end() for m in re.finditer(r"\n\s*", self.text))]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where the words of the text stand, by their stems."""
        found: dict[str, list[int]] = {}
        for token in self.tokens:
            found.setdefault(stem(token.text), []).append(token.begin)
        return found

    @cached_property
    def headline(self) -> frozenset[str]:
        """The stems of the words of the article's title."""
        return frozenset(map(stem, re.findall(r"\w+", self.article.title or "")))

    @cached_property
    def order(self) -> list[int]:
        """The attributions in the order in which they stand."""
        return sorted(range(len(self.attributions)), key=lambda i: (place_of(self.attributions[i]), i))

    @cached_property
    def ranks(self) -> dict[int, int]:
        """The place of each attribution in that order."""
        return {index: rank for rank, index in enumerate(self.order)}

    @cached_property
    def ends(self) -> dict[int | None, list[tuple[int, int]]]:
        """Where contents end, with their attributions, in order; for each parent apart."""
        found: dict[int | None, list[tuple[int, int]]] = {}
        for i, a in enumerate(self.attributions):
            if a.content:
                insort(found.setdefault(a.parent, []), (max(e for _, e in a.content), i))
        return found

    @cached_property
    def _said(self) -> list[Span]:
        """The stretches of text that lie in any content, in order, none overlapping."""
        out: list[Span] = []
        for begin, end in sorted(span for a in self.attributions for span in a.content if span[0] < span[1]):
            if out and begin <= out[-1][1]:
                out[-1] = (out[-1][0], max(end, out[-1][1]))
            else:
                out.append((begin, end))
        return out

    def is_said(self, at: int) -> bool:
        """Whether offset `at` lies in the content of an attribution."""
        before = bisect_right(self._said, at, key=lambda span: span[0])
        return before > 0 and at < self._said[before - 1][1]


@dataclass(slots=True)
class Found:
    """What a source comes to: a figure (or None), and why."""

    figure: Figure | None
    why: str


def source_text(scene: Scene, index: int) -> str:
    """The words of an attribution's source, its spans joined by a space."""
    return " ".join(scene.text[b:e] for b, e in scene.attributions[index].source).strip()


def place_of(attribution: Attribution) -> int:
    """Where an attribution stands: the first offset of its source, else of its cue, else of its content."""
    return min(b for b, _ in (attribution.source or attribution.cue or attribution.content or ((0, 0),)))


def tokens_within(scene: Scene, span: Span) -> list[Token]:
    """The words of the text that lie wholly within a span."""
    at = bisect_left(scene.tokens, span[0], key=lambda t: t.begin)
    return list(takewhile(lambda t: t.end <= span[1], scene.tokens[at : at + span[1] - span[0]]))


def oblique(scene: Scene, index: int) -> bool:
    """Whether the source of an attribution stands in another case than the nominative ("по словам …", "в …")."""
    if scene.language not in ("ru", "uk", "be"):
        return False
    attribution = scene.attributions[index]
    begin = attribution.source[0][0]
    before = scene.text[max(0, begin - 12) : begin].split()
    if before and before[-1].casefold() in PREPOSITIONS and scene.text[begin - 1 : begin] == " ":
        return True
    cue = " ".join(scene.text[b:e] for b, e in attribution.cue)
    return (
        bool(GENITIVE_CUE.search(cue)) and not re.search(r"(?:ил|ал|ла|ло|ли|ет|ит|ть|ти|в|ў|є|е)(?:ся|сь)?:?$", cue)
    ) or cue.casefold().startswith(("согласно", "згідно", "згодна", "паводле", "по "))


def verb_gender(scene: Scene, index: int) -> str | None:
    """The gender that a past tense in Russian, Ukrainian or Belarusian shows ("сказала")."""
    if scene.language not in ("ru", "uk", "be"):
        return None
    for b, e in scene.attributions[index].cue:
        for word in re.findall(r"\w+", scene.text[b:e]):
            if SHE_SAID.search(word) and len(word) > 3:
                return "f"
            if HE_SAID.search(word) and len(word) > 3:
                return "m"
    return None


def figure_of(found: dict[int, Found], index: int) -> Figure | None:
    """The figure that an attribution's source was resolved to, None too while it is not yet looked at."""
    return found[index].figure if index in found else None


def agrees(scene: Scene, index: int, figure: Figure) -> bool:
    """Whether a figure can be the subject of an attribution's cue, by the gender that its verb shows."""
    said = verb_gender(scene, index)
    return figure.organisation or said is None or figure.gender in (said, None)


def opens_quote(scene: Scene, index: int, at: int) -> bool:
    """Whether the content of an attribution, at offset `at`, is the speaker's own words (quoted, or after a dash)."""
    for b, e in scene.attributions[index].content:
        if b <= at < e:
            lead = scene.text[max(0, b - 2) : b].rstrip()[-1:]
            return scene.text[b:e].lstrip()[:1] in "\"“”„«‘»'" or lead in "—–"
    return False


def in_quotes(scene: Scene, index: int) -> bool:
    """Whether an attribution stands in words that its frame's speaker is quoted with."""
    parent = scene.attributions[index].parent
    at = place_of(scene.attributions[index])
    if parent is None:
        return False
    if opens_quote(scene, parent, at):
        return True
    for b, e in scene.attributions[parent].content:
        if b <= at < e:
            return any(o.start() < at - b < o.end() for o in re.finditer(r"[“„«\"][^“„«»”\"]*[»”“\"]", scene.text[b:e]))
    return False
