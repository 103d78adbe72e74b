"""How certain a nested attribution has to be: what each demand costs and brings.

    python benchmarks/nested.py GOLD.jsonl[.gz]...

GOLD is what `onrecord eval attribution` reads. The tagger reads each text once; then nested attributions are left out
by their probability, first all alike, then relays (a known speaker, another than that of the one around) at
attribution.LEAST_NESTED and only the others at more. A row gives F1 of all attributions and of nested ones, and exact
F1 of source, cue and content.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from onrecord.attribution import LEAST_NESTED, attributions
from onrecord.evaluation import Gold, marked_texts
from onrecord.extraction import only, spoken, sure
from onrecord.model import Attribution, Speaker
from onrecord.onnx import OnnxTagger
from onrecord.passages import boilerplate
from onrecord.reading import read_text
from onrecord.scoring import ROLES, Marked, Scores, scores
from onrecord.speakers import resolve_speakers

LEASTS = (LEAST_NESTED, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99)

Read = tuple[list[Attribution], list[Speaker]]


def read(gold: Gold, tagger: OnnxTagger) -> Read:
    article = read_text(gold.text)
    found = spoken(article, attributions(article.text, tagger, boilerplate(article.text), article.language))
    return found, resolve_speakers(article, found)


def total(texts: Sequence[Gold], found: Sequence[Read], least: float, relays: bool) -> tuple[Scores, Scores]:
    """Scores of all and of nested attributions; `relays` tells whether relays are let in whatever `least` is."""
    everything, nested = Scores(), Scores()
    for gold, (given, speakers) in zip(texts, found, strict=True):
        named = speakers if relays else [Speaker(None, "")] * len(given)
        left = only(sure(given, named, least), given)
        kept = [Marked(a.source, a.cue, a.content, a.parent is not None) for a in left]
        everything += scores(gold.text, gold.marked, kept)
        nested += scores(gold.text, [a for a in gold.marked if a.nested], [a for a in kept if a.nested])
    return everything, nested


def main(paths: list[Path]) -> None:
    tagger, console = OnnxTagger(), Console(width=120)
    for path in paths:
        texts = list(marked_texts(path))
        found = [read(g, tagger) for g in track(texts, description=path.name, console=Console(stderr=True))]
        table = Table("least", "relays too", "F1", "nested F1", *(f"exact {role}" for role in ROLES), title=path.name)
        for relays in (False, True):
            for least in LEASTS:
                everything, nested = total(texts, found, least, relays)
                rates = (everything.attribution, nested.attribution, *(everything.exact[role] for role in ROLES))
                table.add_row(f"{least}", "no" if relays else "yes", *(f"{rate.f1:.3f}" for rate in rates))
        console.print(table)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main([Path(p) for p in sys.argv[1:]])
