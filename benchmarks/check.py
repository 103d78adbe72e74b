"""What a typed claim costs in records of 10,000 to 1,000,000 statements, against a holder of 5,000.

    OMP_NUM_THREADS=1 python benchmarks/check.py [--sizes 10000,100000,1000000] [--on sqlite] [--profile]

Statements are put together from halves of sentences of data/marked, as in benchmarks/search.py; the holder's have the
vectors of their sentences. Claims are sentences of the same stock with a word left out, each another one. Every check
is made as `onrecord check --holder NAME CLAIM` makes it once it has started, and kept as it keeps it. The plot goes to
docs/check.svg. Ratios between sizes say more than times of a busy machine.
"""

import argparse
import cProfile
import json
import pstats
import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
from plot import draw
from rich.console import Console
from rich.progress import track
from search import DAYS, FIRST_DAY, Source, percentile, record_on
from sqlalchemy import insert, text

from onrecord import people
from onrecord.model import Claim, Entity
from onrecord.passages import pieces
from onrecord.record import SHIPPED, Record, open_record
from onrecord.store import connect, schema, vectors

OUT, ERR = Console(soft_wrap=True), Console(stderr=True)
HOLDER, OWN = "Ilmar Tovesk", 5_000
OTHERS = 2_000  # persons besides, who share the rest of the statements
EACH = 10  # statements of an article, all of one person
CLAIMS, BEFORE = 60, 5  # checks that are timed, and such that only load what is loaded once
CHUNK = 10_000
SEED = 12
ASKED = 300.0  # milliseconds, p95


class Filling:
    """Fills a record with statements, always the same ones: the holder's first."""

    def __init__(self, record: Record, source: Source) -> None:
        self.record, self.source, self.many = record, source, 0
        self.chance, self.noise = random.Random(SEED), np.random.default_rng(SEED)
        self.width = source.rows.shape[1]
        self._known = {
            " ".join(words): row
            for words, row in zip(
                (w for language in source.languages for w in source.known[language]), source.rows, strict=True
            )
        }
        self.others = [self._other() for _ in range(1000)]
        self._persons()
        with connect.transaction(record.store.engine, write=True) as connection:
            row = {"sha256": SHIPPED.embedder.model, "width": self.width}
            self.model = connection.scalar(insert(schema.models).returning(schema.models.c.id), row)

    def _persons(self) -> None:
        names = {1: HOLDER, **{n: f"{_word(n)} {_word(n * 7919)}" for n in range(2, OTHERS + 2)}}
        self.names = names
        row = {"organisation": False, "roles": "[]", "sha256": ""}
        with connect.transaction(self.record.store.engine, write=True) as connection:
            connection.execute(insert(schema.articles), {**_ARTICLE, "id": "f" * 64})
            connection.execute(
                insert(schema.persons),
                [{**row, "id": n, "name": name, "names": json.dumps([name]), "why": ""} for n, name in names.items()],
            )
            connection.execute(
                insert(schema.entities),
                [
                    {**row, "id": n, "article_id": "f" * 64, "name": name, "around": "[]", "person_id": n}
                    for n, name in names.items()
                ],
            )
            keys = [
                {"entity_id": n, "key": key}
                for n, name in names.items()
                for key in people.keys(Entity(n, "", name, False, ()))
            ]
            connection.execute(insert(schema.entity_keys), keys)

    def to(self, size: int) -> None:
        """Adds statements until there are so many."""
        for _ in track(range(self.many, size, CHUNK), f"to {size:,}", console=ERR):
            self._chunk(min(CHUNK, size - self.many))
        with connect.transaction(self.record.store.engine, write=True) as connection:
            connection.execute(text("ANALYZE"))

    def _chunk(self, many: int) -> None:
        articles, rows, codes = [], [], []
        for n in range(self.many, self.many + many):
            if n % EACH == 0:
                who = 1 if n < OWN else self.chance.randrange(2, OTHERS + 2)
                language = self.chance.choice(self.source.languages)
                day = (FIRST_DAY + timedelta(self.chance.randrange(DAYS))).isoformat()
                name = f"{n // EACH:016x}{'0' * 48}"
                about = {**_ARTICLE, "id": name, "published": day, "language": language}
                articles.append({**about, "outlet": f"Outlet {self.chance.randrange(100)}"})
            said, row = self._words(language, who == 1)
            codes.append({"seq": n + 1, "model": self.model, "codes": row})
            rows.append(
                {
                    **_STATEMENT,
                    "seq": n + 1,
                    "id": f"{name[:16]}-{n % EACH}",
                    "article_id": name,
                    "n": n % EACH,
                    "entity_id": who,
                    "speaker": self.names[who],
                    "basis": "relayed" if self.chance.random() < 0.1 and who != 1 else "first_hand",
                    "text": said,
                    "context": said,
                    "said_on": day if self.chance.random() < 0.7 else None,
                }
            )
        with connect.transaction(self.record.store.engine, write=True) as connection:
            connection.execute(insert(schema.articles), articles)
            connection.execute(insert(schema.statements), rows)
            connection.execute(insert(schema.vectors), codes)
        self.many += many

    def _words(self, language: str, own: bool) -> tuple[str, bytes]:
        """A text and its vectors as they are kept: for the holder, of two sentences whose vectors are known."""
        if not own:  # never looked at: a few texts will do
            return self.chance.choice(self.others)
        parts = [" ".join(words) for words in self.chance.choices(self.source.known[language], k=2)]
        # A number makes each text another one, as the words of one person are.
        said = f"{parts[0]} {self.chance.randrange(1000)} {parts[1]}"
        whole = self._known[parts[0]] + self._known[parts[1]]
        rows = np.stack([whole, *(self._known.get(p, whole) for p in pieces(said)[1:])])
        return said, self._codes(rows + self.noise.normal(size=rows.shape) * (0.2 / np.sqrt(self.width)))

    def _other(self) -> tuple[str, bytes]:
        a, b = self.chance.choices(self.source.of[self.chance.choice(self.source.languages)], k=2)
        said = " ".join([*a[: len(a) // 2], *b[len(b) // 2 :]])
        return said, self._codes(self.noise.normal(size=(len(pieces(said)), self.width)))

    def _codes(self, rows: np.ndarray[Any, Any]) -> bytes:
        return vectors.encode((rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32))

    def claims(self, many: int) -> Iterator[Claim]:
        """Claims on what the holder spoke about."""
        for _ in range(many):
            words = list(self.chance.choice(self.source.known[self.chance.choice(self.source.languages)]))
            del words[self.chance.randrange(len(words))]
            yield Claim(HOLDER, " ".join(words), "2026-01-01")


_ARTICLE = {"opinion": False, "statements": EACH, "added_at": "", "text_sha256": "", "sha256": "", "text": ""}
_STATEMENT = {
    **{"why": "", "kind": "direct", "polarity": "said", "relayed_by": "[]", "score": 0.5, "sha256": ""},
    **{"source": "[]", "cue": "[]", "content": "[]"},
}


def _word(n: int) -> str:
    """A name that is nobody's."""
    syllables = [c + v for c in "bdgklmnrstv" for v in "aeiou"]
    out = ""
    for _ in range(3):
        n, rest = divmod(n * 31 + 7, len(syllables))
        out += syllables[rest]
    return out.capitalize()


def measured(record: Record, claims: Sequence[Claim]) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds of every check: by the clock, of this process, and of keeping it."""
    times, busy, keeping = [], [], []
    for claim in claims:
        start, own = time.perf_counter(), time.process_time()
        checked = record.check(claim)
        middle = time.perf_counter()
        record.keep([checked])
        times.append((time.perf_counter() - start) * 1000)
        busy.append((time.process_time() - own) * 1000)
        keeping.append((time.perf_counter() - middle) * 1000)
    return times, busy, keeping


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--on", default="sqlite")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--profile", action="store_true", help="show where the time goes")
    given = parser.parse_args()
    root = Path(__file__).parent.parent
    source = Source([root / "data/marked/train.jsonl", root / "data/marked/dev.jsonl"])
    curves: dict[str, list[tuple[float, float]]] = {}
    for database in given.on.split(","):
        with record_on(database) as address, open_record(address) as record:
            filling = Filling(record, source)
            OUT.print(f"{database}: statements | p50, ms | p95, ms | own CPU: p50 | p95 | of it to keep it, p95")
            for size in map(int, given.sizes.split(",")):
                filling.to(size)
                measured(record, list(filling.claims(BEFORE)))
                claims = list(filling.claims(CLAIMS))
                with cProfile.Profile() as profile:
                    profile.disable() if not given.profile else None
                    times, busy, keeping = measured(record, claims)
                if given.profile:
                    pstats.Stats(profile).sort_stats("cumulative").print_stats(35)
                shown = [percentile(t, share) for t in (times, busy) for share in (0.5, 0.95)]
                OUT.print(f"{size:10,} | " + " | ".join(f"{ms:7.1f}" for ms in (*shown, percentile(keeping, 0.95))))
                for name, ms in zip(("p50", "p95"), shown[2:], strict=True):
                    curves.setdefault(f"{database}, {name}", []).append((size, ms))
    if given.out:
        title = f"A typed claim against a holder of {OWN:,} statements"
        draw(given.out, curves, title, ("statements in the record", "milliseconds of one core"), ASKED)


if __name__ == "__main__":
    sys.exit(main())
