"""The persons and organisations of one article, and which words can name them."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from onrecord import declension, firstnames, names, spelling
from onrecord.model import Span
from onrecord.speakers.mentions import Run

# What a mention of somebody is: the source of one of the article's own attributions, of one inside those, or neither.
AS_SPEAKER, AS_RELAYED, PLAIN = "spoke", "relayed", "plain"


@dataclass(slots=True)
class Figure:
    """A person or organisation of the article: the words of the fullest name, where it is named, what is said of it."""

    words: tuple[str, ...]
    organisation: bool
    gender: str | None = None
    sure: bool = False  # a person for certain: named as a source, with a title, or by a first name that is known as one
    spellings: dict[tuple[str, ...], int] = field(default_factory=dict)
    places: list[tuple[int, str]] = field(default_factory=list)  # offsets of mentions, rising, and what they are
    spoken: list[int] = field(default_factory=list)  # those at which it is a source
    roles: dict[str, int] = field(default_factory=dict)  # stem -> 2 for a title or head noun, 1 for a word beside it
    titles: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The words of the fullest name, with single spaces."""
        return " ".join(self.words)

    def mention(self, at: int, what: str) -> None:
        """Note that the figure is named at offset `at`."""
        insort(self.places, (at, what))
        if what != PLAIN:
            insort(self.spoken, at)

    def is_in(self, spans: Iterable[Span]) -> bool:
        """Whether a mention begins within one of the spans."""
        for begin, end in spans:
            at = bisect_left(self.places, (begin,))
            if at < len(self.places) and self.places[at][0] < end:
                return True
        return False

    def mentions_before(self, at: int) -> int:
        """How many of its places lie before offset `at`."""
        return bisect_left(self.places, (at,))

    def last_before(self, at: int) -> int:
        """The offset of its last mention before `at`, or -1."""
        count = self.mentions_before(at)
        return self.places[count - 1][0] if count else -1


def stems_of(words: Iterable[str]) -> tuple[str, ...]:
    """The stems of a name's words, without particles ("van", "de") unless it has nothing else."""
    return _stems(tuple(words))


@lru_cache(maxsize=16384)
def _stems(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(declension.stem(w) for w in words if spelling.fold(w) not in names.PARTICLES) or tuple(
        map(declension.stem, words)
    )


def matches(figure: Figure, words: Sequence[str]) -> bool:
    """Whether `words` can name the figure: all its words, or a surname, first name, or first name and patronymic."""
    mine, theirs = stems_of(figure.words), stems_of(words)
    if not theirs or figure.organisation:
        return mine == theirs
    if len(theirs) == 1:
        return _matches_one(figure, words[0], theirs[0])
    if len(mine) == 1:
        return mine[0] == theirs[-1]
    if all(len(w.rstrip(".")) == 1 for w in words) and len(words) == len(figure.words):
        return all(a[0] == b[0] for a, b in zip(words, figure.words, strict=True))
    if theirs[-1] == mine[-1] and (theirs[0] == mine[0] or _initial(words[0], figure.words[0])):
        return True
    if names.is_patronymic(words[-1]):
        return _patronymic_fits(words, figure)
    return len(words) == 2 == len(figure.words) and names.same(" ".join(words), figure.name) is not None


def _matches_one(figure: Figure, word: str, own: str) -> bool:
    """Whether one word, with its stem `own`, names a person: the surname, the first half of a double one, or, of a
    person for certain, the first name or its beginning ("Alex")."""
    mine = stems_of(figure.words)
    if own == mine[-1] or _respelled(word, figure.words[-1]):
        return True
    if figure.sure and (own == mine[0] or (len(word) > 2 and len(mine) > 1 and figure.words[0].startswith(word))):
        return True
    return len(mine) > 2 and own == mine[1] and not names.is_patronymic(figure.words[1])


# Edits between two spellings of one surname within an article ("Lukashenko", "Lukashenka"); Slavic cases go by stems.
RESPELLED = 2


def _respelled(a: str, b: str) -> bool:
    if a[0] != b[0] or min(len(a), len(b)) < 6 or not a.isascii() or not b.isascii():
        return False
    return Levenshtein.distance(a, b, score_cutoff=RESPELLED) <= RESPELLED and names.same_surname(a, b)


def _initial(a: str, b: str) -> bool:
    return a[0] == b[0] and min(len(a.rstrip(".")), len(b.rstrip("."))) == 1


def _patronymic_fits(words: Sequence[str], figure: Figure) -> bool:
    if len(figure.words) < 2:
        return False
    taken = names.parts(figure.name)
    if taken.patronymic and not names.same_patronymic(words[-1], taken.patronymic):
        return False
    return declension.stem(words[0]) == declension.stem(figure.words[0]) or firstnames.same_given(
        words[0], figure.words[0]
    )


def is_same(figure: Figure, run: Run) -> bool:
    """Whether a run of words names the figure; a first name with patronymic does so only by both."""
    if names.is_patronymic(run.words[-1]) and len(run.words) == 2:
        return _patronymic_fits(run.words, figure)
    return matches(figure, run.words)
