"""The judge's signs by themselves, on general inference pairs.

    python benchmarks/signs.py PAIRS.jsonl.gz...

PAIRS lines are {"premise", "hypothesis", "label": entailment | neutral | contradiction | not_entailment}. For each
file, and for all: how often a sign was read as support, and how many of those pairs are entailments; the same for
opposition by negation, numbers and denial, and contradictions. The thresholds in checking.py were set by these counts.
"""

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from onrecord.checking import same_words, turned
from onrecord.signs import signs

KINDS = {"support": "entailment", "negation": "contradiction", "numbers": "contradiction", "denial": "contradiction"}


def counts(path: Path) -> Counter[str]:
    """How many pairs there are, how often each kind of sign fired, and how often it was right ("kind right")."""
    out: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    for row in track(rows, description=path.name, console=Console(stderr=True)):
        found = signs("", row["hypothesis"], row["premise"])
        kind = "denial" if found.denied else "negation" if found.opposed else "numbers"
        fired = ["support"] * bool(same_words(found)) + [kind] * bool(turned(found))
        out["pairs"] += 1
        for kind in fired:
            out[kind] += 1
            out[f"{kind} right"] += row["label"] == KINDS[kind]
    return out


def main(paths: list[Path]) -> None:
    table = Table("file", "pairs", *(f"{kind} right of" for kind in KINDS))
    each = {path.name: counts(path) for path in paths}
    for name, found in {**each, "all": sum(each.values(), Counter())}.items():
        table.add_row(name, str(found["pairs"]), *(f"{found[f'{kind} right']} of {found[kind]}" for kind in KINDS))
    Console(width=120).print(table)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main([Path(p) for p in sys.argv[1:]])
