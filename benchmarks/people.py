"""Names and persons: whether spellings of one person are told from other persons, and what it costs as a record grows.

    python benchmarks/people.py names FOLDER       # with the EU lists that tests/test_names.py reads
    python benchmarks/people.py growth [PERSONS]   # a record of invented people, 100,000 if not told otherwise

`names` builds pairs of spellings of one person, by script, and pairs of different persons whose surnames share a key
(people whom the lists name twice, maiden names and nicknames left out: see tests/test_names.py). `growth` adds articles
with eight speakers each to records of a hundredth, a tenth and the whole size, and times the matching of one article's
names (Store.settle). Surnames, first names and how often somebody is named follow Zipf's law, so that the commonest
surname has about 500 bearers among 100,000 persons; a fifth of the mentions are surnames alone.
"""

import hashlib
import itertools
import random
import re
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from onrecord import names, spelling
from onrecord.model import Article, Entity, Extract
from onrecord.store import Store, open_store

sys.path.append(str(Path(__file__).parent.parent / "tests"))

OUT = Console(width=120)
# Letters that only one of the three languages has; a name without any is shown as Cyrillic.
LETTERS = (("be", "[ўЎ]"), ("uk", "[їЇєЄґҐ]"), ("be or uk", "[іІ]"), ("ru", "[ыЫъЪэЭёЁ]"), ("Cyrillic", "[А-Яа-я]"))


def script(name: str) -> str:
    """The language that the letters of a name give away, as far as they do."""
    return next((language for language, letters in LETTERS if re.search(letters, name)), "Latin")


def measure_names(folder: Path) -> None:
    import test_names

    test_names.LISTS = folder
    persons = test_names.listed_persons()
    every = ((a, b) for p in persons for a, b in itertools.combinations(sorted(p), 2))
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for a, b in every:
        if spelling.fold(a) != spelling.fold(b) and test_names.alike(a, b):
            same = names.same(a, b) is not None
            between = " to ".join(sorted({script(a), script(b)}, key=lambda s: (s == "Latin", s)))
            for kind in (between, "all"):
                found[kind]["pairs"] += 1
                found[kind]["joined"] += same
    blocks: dict[str, set[int]] = defaultdict(set)
    for i, person in enumerate(persons):
        for key in frozenset().union(*(names.keys(n) for n in person)):
            blocks[key].add(i)
    others = {pair for block in blocks.values() for pair in itertools.combinations(sorted(block), 2)}
    apart = [(i, j) for i, j in others if not test_names.listed_twice(persons[i], persons[j])]
    pairs = [(a, b) for i, j in apart for a in sorted(persons[i])[:4] for b in sorted(persons[j])[:4]]
    wrong = sum(names.same(a, b) is not None for a, b in pairs)
    table = Table("spellings of one person", "pairs", "joined", "recall")
    for kind, counted in sorted(found.items(), key=lambda item: item[1]["pairs"]):
        share = counted["joined"] / counted["pairs"]
        table.add_row(kind, str(counted["pairs"]), str(counted["joined"]), f"{share:.3f}")
    OUT.print(table)
    joined = found["all"]["joined"]
    OUT.print(f"pairs of different persons: {len(pairs)}, joined: {wrong}; precision {joined / (joined + wrong):.4f}")


CONSONANTS = spelling.listed("b br ch d dr f g gr h k kr l m n p pr r s sh st t tr v vl z zh")
SYLLABLES = [consonant + vowel for consonant in sorted(CONSONANTS) for vowel in "aeiou"]
ENDINGS = sorted(spelling.listed("enko ov ev in ski son mann sen ard eau ich uk ko ian dze berg ley ton ez ini er"))
# Exponents of Zipf's law. 0.6 gives the commonest of 50,000 surnames 0.5 of 100 bearers, between Ivanov and Smith.
SURNAMES, GIVEN, FAME = 0.6, 0.6, 0.7
SPEAKERS = 8
ALONE = 0.2  # of mentions are surnames alone
KNOWN = 0.7  # of the speakers of a new article are persons of the record
ROLES = 200
TIMED = 60  # articles are added and timed at each size
SHOWN = ("median", "95 of 100 under")


def invented_words(count: int, endings: Sequence[str], seed: int) -> list[str]:
    chance, made = random.Random(seed), dict[str, None]()
    while len(made) < count:
        word = "".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 3)))) + chance.choice(endings)
        made[word.capitalize()] = None
    return list(made)


def zipf(count: int, exponent: float) -> list[float]:
    """Cumulated weights of ranks 1 to `count`."""
    return list(itertools.accumulate((rank + 1) ** -exponent for rank in range(count)))


class Town:
    """Invented people, more of whom come up article by article."""

    def __init__(self, persons: int) -> None:
        self.chance = random.Random(5)
        surnames, given = invented_words(50_000, ENDINGS, 1), invented_words(600, ("", "a", "n", "r"), 2)
        many = range(persons)
        picked = zip(
            self.chance.choices(given, cum_weights=zipf(len(given), GIVEN), k=persons),
            self.chance.choices(surnames, cum_weights=zipf(len(surnames), SURNAMES), k=persons),
            strict=True,
        )
        self.people = list(picked)
        self.roles = [f"role {self.chance.randrange(ROLES)}" for _ in many]
        self.fame = zipf(persons, FAME)
        self.met = 0
        self.articles = 0

    def article(self) -> tuple[Extract, list[Entity]]:
        """An article whose speakers are some of those met before, and the next new ones."""
        self.articles += 1
        body = f"Article {self.articles}."
        about = Article(hashlib.sha256(body.encode()).hexdigest(), body)
        old = sum(self.chance.random() < KNOWN for _ in range(SPEAKERS)) if self.met else 0
        who = set(self.chance.choices(range(self.met), cum_weights=self.fame[: self.met], k=old)) if old else set()
        new = min(SPEAKERS - old, len(self.people) - self.met)
        who |= set(range(self.met, self.met + new))
        self.met += new
        named = {self.name(i): i for i in sorted(who)}
        return Extract(about, ()), [
            Entity(0, about.id, name, False, self.role(i), tuple(n for n in named if n != name))
            for name, i in named.items()
        ]

    def name(self, i: int) -> str:
        given, surname = self.people[i]
        return surname if self.chance.random() < ALONE else f"{given} {surname}"

    def role(self, i: int) -> tuple[str, ...]:
        return (self.roles[i],) if self.chance.random() < 0.5 else ()


def filled(store: Store, town: Town, persons: int) -> None:
    """Adds articles until so many persons have come up, and settles once."""
    with OUT.status(f"to {persons:,} persons"):
        while town.met < persons:
            store.add(*town.article())
        store.settle()


def timed(store: Store, town: Town) -> Iterator[tuple[float, float]]:
    """Milliseconds that the names of one more article take, again and again: by the clock, and of this process."""
    for _ in track(range(TIMED), description="adding", console=Console(stderr=True)):
        store.add(*town.article())
        start, busy = time.perf_counter(), time.process_time()
        store.settle()
        yield (time.perf_counter() - start) * 1000, (time.process_time() - busy) * 1000


def measure_growth(persons: int) -> None:
    heads = ("persons", "mentions", "filled, s", *(f"{what}, ms {of}" for of in ("clock", "CPU") for what in SHOWN))
    OUT.print(" | ".join(heads))
    town = Town(persons + persons // 10 + 10 * TIMED * SPEAKERS)
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "record.db") as store:
        for size in (persons // 100, persons // 10, persons):
            start = time.perf_counter()
            filled(store, town, size)
            took = time.perf_counter() - start
            each = [sorted(times) for times in zip(*timed(store, town), strict=True)]
            known = store.all_entities()
            shown = [f"{ms:.1f}" for t in each for ms in (statistics.median(t), t[int(len(t) * 0.95)])]
            sizes = (f"{len(known):,}", f"{sum(map(len, known.values())):,}", f"{took:.0f}")
            # Row by row: the last size takes most of the time.
            OUT.print(" | ".join(f"{cell:>{len(head)}}" for cell, head in zip((*sizes, *shown), heads, strict=True)))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["names", folder]:
            measure_names(Path(folder))
        case ["growth", *rest] if len(rest) < 2:
            measure_growth(int(rest[0]) if rest else 100_000)
        case _:
            sys.exit(__doc__)
