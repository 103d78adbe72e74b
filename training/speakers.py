"""Train the choice of speakers on articles whose gold has them, and write its weights as a module.

    python training/speakers.py data/marked/train.jsonl src/onrecord/speakers/weights.py

For every source that names nobody, the candidates are weighed as in the product, with the gold speakers of the sources
before it. The model is log-linear: the likelihood of the candidates that are right is maximised, nobody being right
where gold has no speaker or none of those named is the one. A feature has a weight for all kinds of sources, one for
all nouns, and one for its own kind; what is written is their sum.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from textwrap import fill
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from onrecord.model import Article, Attribution, Kind
from onrecord.speakers import find_speakers
from onrecord.speakers.choice import Candidates
from onrecord.speakers.sources import KINDS, NOUNS, Source

# On a held-out third of marked/train the right candidates have a log-likelihood of -1,234 with 1, -1,179 with 3 and
# -1,169 with 8.
L2 = 8.0
# Features seen less often in training get no weight, and weights below the second number are left out: with 5 and 0.02
# the file is twice as long, and the share of right speakers on marked/dev differs by less than 0.005.
SEEN, LEAST_WEIGHT = 20, 0.05


@dataclass
class Examples:
    """Sources with their candidates, a row each: its features, its source's number, whether it is right; and the kinds
    of the sources."""

    rows: list[Sequence[str]]
    source: list[int]
    right: list[bool]
    kinds: list[str]

    def numbered(self) -> Iterator[tuple[Sequence[str], int]]:
        """The rows, each with the number of its source."""
        return zip(self.rows, self.source, strict=True)


def attributions(row: Mapping[str, Any]) -> list[Attribution]:
    """The gold attributions of an article."""
    out = []
    for mark in row["attributions"]:
        source, cue, content = (tuple((b, e) for b, e in mark[role]) for role in ("source", "cue", "content"))
        out.append(Attribution(source, cue, content, Kind.INDIRECT, mark["parent"], 1.0))
    return out


def words(name: str) -> frozenset[str]:
    """The words of a name, as they are compared."""
    return frozenset(re.findall(r"\w+", name.casefold()))


def called(name: str, gold: str, everyone: Collection[str]) -> bool:
    """Whether a name is the gold one, by all its words or by some that no other speaker of the article has."""
    mine, wanted = words(name), words(gold)
    alone = not any(mine & words(other) for other in everyone if words(other) != wanted)
    return wanted <= mine or (bool(mine) and mine < wanted and alone)


def examples(articles: Sequence[Mapping[str, Any]]) -> Examples:
    """The sources that name nobody, in all articles."""
    out = Examples([], [], [], [])
    for row in articles:
        article = Article(row["doc"], row["text"], title=row["title"], outlet=row["outlet"], language=row["language"])
        find_speakers(article, attributions(row), partial(_by_gold, row, out))
    return out


def _by_gold(row: Mapping[str, Any], out: Examples, source: Source, among: Candidates) -> int:
    """Choose the first candidate that is right, and keep them all as an example."""
    gold = row["attributions"][source.index]["speaker"]
    everyone = {mark["speaker"] for mark in row["attributions"] if mark["speaker"]}
    right = [bool(gold and figure and called(figure.name, gold, everyone)) for figure, _ in among]
    right[-1] = not any(right)
    out.rows += [marks for _, marks in among]
    out.source += [len(out.kinds)] * len(among)
    out.right += right
    out.kinds.append(source.kind)
    return right.index(True)


def shared(kind: str, mark: str) -> Iterator[tuple[str, str]]:
    """The weights that a feature has for a kind of source."""
    yield "all", mark
    if kind in NOUNS:
        yield "nouns", mark
    yield kind, mark


def fitted(given: Examples) -> dict[tuple[str, str], float]:
    """The weights under which the right candidates are likeliest."""
    rows = [[w for mark in row for w in shared(given.kinds[n], mark)] for row, n in given.numbered()]
    seen = Counter(w for row in rows for w in row)
    number = {w: i for i, w in enumerate(sorted(w for w, times in seen.items() if times >= SEEN))}
    columns = [[number[w] for w in row if w in number] for row in rows]
    ends = np.cumsum([0, *map(len, columns)])
    x = csr_matrix((np.ones(ends[-1]), np.concatenate(columns), ends), shape=(len(rows), len(number)))
    source, right = np.array(given.source), np.array(given.right)
    begins = np.searchsorted(source, np.arange(len(given.kinds)))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = x @ weights
        likely = np.exp(scores - np.maximum.reduceat(scores, begins)[source])
        every, good = np.add.reduceat(likely, begins), np.add.reduceat(likely * right, begins)
        gradient = x.T @ (likely / every[source] - likely * right / good[source])
        return np.log(every / good).sum() + L2 / 2 * weights @ weights, gradient + L2 * weights

    found = minimize(loss, np.zeros(len(number)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    print(f"{len(given.kinds)} sources, {len(rows)} candidates, {len(number)} weights, loss {found.fun:.1f}")
    return dict(zip(number, found.x.tolist(), strict=True))


def module(given: Examples, weights: Mapping[tuple[str, str], float]) -> str:
    """The weights of each kind of source, for the features that it has, as the text of a Python module."""
    marks: dict[str, set[str]] = {}
    for row, n in given.numbered():
        marks.setdefault(given.kinds[n], set()).update(row)
    out = [HEAD]
    for kind in KINDS:
        summed = {mark: sum(weights.get(key, 0.0) for key in shared(kind, mark)) for mark in marks.get(kind, ())}
        kept = (f"{mark}: {weight:.2f}" for mark, weight in sorted(summed.items()) if abs(weight) >= LEAST_WEIGHT)
        text = fill("; ".join(kept), 118, break_on_hyphens=False)
        out.append(f'    "{kind}": _read(\n        """\n{text}\n"""\n    ),')
    return "\n".join([*out, "}", ""])


HEAD = '''"""What each feature weighs for each kind of source. Written by training/speakers.py; not to be edited."""


def _read(text: str) -> dict[str, float]:
    """Weights by feature, from "feature: weight; feature: weight"."""
    pairs = (pair.rpartition(": ") for pair in " ".join(text.split()).split("; "))
    return {feature: float(weight) for feature, _, weight in pairs}


WEIGHTS = {'''


def main(path: Path, out: Path) -> None:
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    given = examples(articles)
    out.write_text(module(given, fitted(given)), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
