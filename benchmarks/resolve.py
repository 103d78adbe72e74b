"""Speakers, relayers and dates measured through the product, on articles whose gold has them.

    python benchmarks/resolve.py data/marked/dev.jsonl [GUM [dev|test]]

Counted over attributions whose content is found. A speaker is right when the name equals the gold name, holds all of
its words, or is a part of it that no other speaker of the article shares; invented when gold has none. Relayers are
right when the whole chain is, outermost first; a date when the ISO prefix is equal, spurious when gold has none.
With the folder of GUM: how many of the pronouns and nouns that are sources in its news and interviews are resolved to
the right person, beside the person named last.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from gum import count as count_gum
from gum import documents
from rich.console import Console
from rich.progress import track
from rich.table import Table

from onrecord.extraction import statements_of
from onrecord.model import Statement
from onrecord.onnx import OnnxTagger
from onrecord.reading import Facts, read_text
from onrecord.scoring import matched, tokenized

SHARES = {
    "speaker right": "known",
    "speaker wrong": "known",
    "speaker none": "known",
    "invented": "unknown",
    "relayers right": "nested",
    "date right": "dated",
    "spurious": "undated",
}


def words(name: str | None) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", (name or "").casefold()))


def same(name: str | None, gold: str, everyone: Collection[frozenset[str]]) -> bool:
    mine, wanted = words(name), words(gold)
    alone = not any(mine & other for other in everyone if other != wanted)
    return bool(mine) and (wanted <= mine or (mine < wanted and alone))


def chain(gold: Sequence[Mapping[str, Any]], i: int) -> list[str | None]:
    """The gold speakers through whom attribution `i` comes, outermost first."""
    out: list[str | None] = []
    while (parent := gold[i]["parent"]) is not None:
        i = parent
        out.insert(0, gold[i]["speaker"])
    return out


def count(row: Mapping[str, Any], found: Sequence[Statement], out: Counter[str]) -> None:
    """Add what one article shows to `out`."""
    gold, text = row["attributions"], row["text"]
    everyone = {words(a["speaker"]) for a in gold if a["speaker"]}
    tokens = tokenized(text)
    contents = [tokens(a["content"]) for a in gold], [tokens(s.attribution.content) for s in found]
    for i, j in matched(*contents):
        mark, name, said_on = gold[i], found[j].speaker.name, found[j].dating.said_on
        if mark["speaker"]:
            out["known"] += 1
            right = same(name, mark["speaker"], everyone)
            out["speaker right" if right else "speaker wrong" if name else "speaker none"] += 1
        else:
            out.update({"unknown": 1, "invented": bool(name)})
        if mark["parent"] is not None:
            wanted, got = chain(gold, i), found[j].relayed_by
            fits = len(wanted) == len(got) and all(
                same(g, w, everyone) if w else not g for w, g in zip(wanted, got, strict=True)
            )
            out.update({"nested": 1, "relayers right": fits})
        kind = ("dated", "date right") if mark["said_on"] else ("undated", "spurious")
        out.update({kind[0]: 1, kind[1]: said_on == mark["said_on"] if mark["said_on"] else bool(said_on)})


def main(path: Path) -> None:
    tagger = OnnxTagger()
    found: dict[str, Counter[str]] = {}
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in track(rows, description=path.name, console=Console(stderr=True)):
        facts = Facts(title=row["title"], outlet=row["outlet"], published=row["published"], language=row["language"])
        statements = statements_of(read_text(row["text"], facts), tagger).statements
        for group in (row["language"], "all"):
            count(row, statements, found.setdefault(group, Counter()))
    table = Table("language", *SHARES)
    for group, out in sorted(found.items()):
        table.add_row(group, *(f"{out[what] / max(1, out[of]):.3f}" for what, of in SHARES.items()))
    Console(width=120).print(table)


def main_gum(folder: Path, part: str = "dev") -> None:
    out: Counter[str] = Counter()
    for doc in documents(folder, part):
        count_gum(doc, lambda name, person: same(name, person, ()), out)
    shares = ("right", "wrong", "none", "nearest name right")
    table = Table(f"GUM {part}, news and interviews", *shares)
    table.add_row(f"{out['sources']} sources", *(f"{out[share] / max(1, out['sources']):.3f}" for share in shares))
    Console(width=120).print(table)


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
    if len(sys.argv) > 2:
        main_gum(Path(sys.argv[2]), *sys.argv[3:])
