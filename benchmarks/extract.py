"""Extraction measured through the product: accuracy against gold, and speed against the bare model.

    python benchmarks/extract.py GOLD.jsonl[.gz]...

GOLD lines are {"doc","text","attributions":[{"source","cue","content": [[b,e],…],"parent"}]} (PolNeAR's form). For each
file: precision, recall and F1 of attributions (content found with a Jaccard of tokens of at least 0.5, best first, and
sources that share a token or are both missing), all of them and the nested ones alone; then the words read per second
of CPU time, and the share of that time which the model's forward pass takes by itself.
"""

import gzip
import json
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from onrecord.attribution import Scores, attributions
from onrecord.model import Span
from onrecord.onnx import OnnxTagger
from onrecord.passages import boilerplate

ENOUGH = 0.5  # Jaccard of contents from which they are the same


class Timed(OnnxTagger):
    """The shipped tagger, its forward passes timed."""

    spent = 0.0

    def score(self, ids: Sequence[int], line_starts: Sequence[int], firsts: Sequence[int]) -> Scores:
        start = time.process_time()
        found = super().score(ids, line_starts, firsts)
        self.spent += time.process_time() - start
        return found


def rows(path: Path) -> list[dict[str, Any]]:
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in raw.decode("utf-8").split("\n") if line.strip()]


def tokens(text: str, spans: Sequence[Span]) -> frozenset[int]:
    at = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    return frozenset(i for b, e in spans for i, (s, t) in enumerate(at) if s < e and t > b)


Pair = tuple[frozenset[int], frozenset[int]]


def matched(gold: Sequence[frozenset[int]], found: Sequence[frozenset[int]]) -> list[tuple[int, int]]:
    """Which contents are the same, one to one: pairs of indices, best Jaccard first."""
    scored = [(len(g & f) / len(g | f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if g & f]
    out: list[tuple[int, int]] = []
    for score, i, j in sorted(scored, key=lambda p: (-p[0], p[1], p[2])):
        if score >= ENOUGH and all(i != a and j != b for a, b in out):
            out.append((i, j))
    return out


def hits(gold: list[Pair], found: list[Pair]) -> int:
    """How many (content, source) pairs are matched one to one."""
    pairs = matched([content for content, _ in gold], [content for content, _ in found])
    return sum(bool(gold[i][1] & found[j][1]) or not (gold[i][1] or found[j][1]) for i, j in pairs)


def main(paths: list[Path]) -> None:
    table = Table("file", "articles", "P", "R", "F1", "nested F1", "words / CPU s", "of the bare model's speed")
    for path in paths:
        tagger = Timed()
        tagger.pieces("warm")
        counts = {kind: [0, 0, 0] for kind in ("all", "nested")}
        words, start = 0, time.process_time()
        articles = rows(path)
        read = []
        for row in track(articles, description=path.name, console=Console(stderr=True)):
            words += len(row["text"].split())
            read.append(attributions(row["text"], tagger, boilerplate(row["text"])))
        spent = time.process_time() - start
        for row, found in zip(articles, read, strict=True):
            text = row["text"]
            marked = [
                (a.get("parent"), tokens(text, a["content"]), tokens(text, a["source"])) for a in row["attributions"]
            ]
            ours = [(a.parent, tokens(text, a.content), tokens(text, a.source)) for a in found]
            for kind, count in counts.items():
                g = [(c, s) for parent, c, s in marked if c and (kind == "all" or parent is not None)]
                f = [(c, s) for parent, c, s in ours if kind == "all" or parent is not None]
                count[0] += hits(g, f)
                count[1] += len(f)
                count[2] += len(g)
        figures = []
        for hit, found_count, gold_count in counts.values():
            p, r = hit / max(1, found_count), hit / max(1, gold_count)
            figures.append((p, r, 2 * p * r / (p + r) if p + r else 0.0))
        table.add_row(
            path.name, str(len(articles)), *(f"{x:.3f}" for x in figures[0]), f"{figures[1][2]:.3f}",
            f"{words / spent:,.0f}", f"{tagger.spent / spent:.2f}",
        )  # fmt: skip
    Console(width=140).print(table)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main([Path(p) for p in sys.argv[1:]])
