"""The words of saved pages: onrecord's reading beside trafilatura's own defaults, in one run.

    python benchmarks/read.py HTML [--pages]

HTML holds any of fundus/ (pages with the text that a hand-written parser of their publisher gives), newspaper4k/
(pages with their text) and trafilatura/ (pages with pieces that must and must not be found), as those projects keep
them for their tests. Prints the mean F1 over the words of a page by language, the share of pieces kept and left out,
and milliseconds of processor time a page; with --pages those pages, too, where the two differ most.
"""

import gzip
import json
import re
import time
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import trafilatura
from rich.console import Console
from rich.progress import track
from rich.table import Table

from onrecord.model import Article
from onrecord.reading import read_bytes
from onrecord.reading.language import language_of

# Words; scripts that do not part words count by letters.
WORD = re.compile(r"[\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")
SHOWN = 15

Reader = Callable[[bytes], str]


@dataclass(frozen=True)
class Page:
    """A saved page, and its text, or the pieces of it that must be found and must not."""

    name: str
    data: bytes
    text: str = ""
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


def ours(data: bytes) -> str:
    return next((found.text for found in read_bytes(data, "page") if isinstance(found, Article)), "")


def theirs(data: bytes) -> str:
    return trafilatura.extract(data) or ""


READERS: dict[str, Reader] = {"onrecord": ours, "trafilatura": theirs}


def fundus(folder: Path) -> Iterator[Page]:
    """The newest page of each publisher, which is the one that its newest parser's text is of."""
    for truth in sorted(folder.glob("*/*.json")):
        pages = sorted(truth.parent.glob(f"{truth.stem}_2*.html.gz"))
        versions = json.loads(truth.read_text("utf-8"))
        body = versions[max(versions)].get("body")
        if pages and body:
            sections = [line for s in body["sections"] for line in s["headline"] + s["paragraphs"]]
            text = "\n".join(body["summary"] + sections)
            yield Page(f"{truth.parent.name}/{truth.stem}", gzip.decompress(pages[-1].read_bytes()), text)


def newspaper4k(folder: Path) -> Iterator[Page]:
    for truth in sorted(folder.glob("txt/*.txt")):
        page = folder / "html" / f"{truth.stem}.html.gz"
        if page.exists():
            yield Page(truth.stem, gzip.decompress(page.read_bytes()), truth.read_text("utf-8"))


def pieces(folder: Path) -> Iterator[Page]:
    listed = folder / "evaldata_subset.json"
    for told in json.loads(listed.read_text("utf-8")).values() if listed.exists() else ():
        page = folder / "pages" / f"{told['file']}.gz"
        if page.exists():
            wanted, unwanted = (tuple(told.get(key) or ()) for key in ("with", "without"))
            yield Page(told["file"], gzip.decompress(page.read_bytes()), "", wanted, unwanted)


def f1(found: str, truth: str) -> float:
    ours, theirs = (Counter(WORD.findall(text.lower())) for text in (found, truth))
    return 2 * (ours & theirs).total() / max(1, ours.total() + theirs.total())


def main() -> None:
    parser = ArgumentParser()
    parser.add_argument("html", type=Path)
    parser.add_argument("--pages", action="store_true")
    given = parser.parse_args()
    sets = {"fundus": fundus, "newspaper4k": newspaper4k, "trafilatura": pieces}
    pages = [page for name, of in sets.items() for page in of(given.html / name)]
    scores: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    kept: dict[str, Counter[str]] = {name: Counter() for name in READERS}
    spent: Counter[str] = Counter()
    apart: list[tuple[float, str, list[float]]] = []
    for reader in READERS.values():
        reader(pages[0].data)  # what loads once is not counted
    for page in track(pages, transient=True):
        row = []
        for name, reader in READERS.items():
            start = time.process_time()
            text = reader(page.data)
            spent[name] += time.process_time() - start
            folded = " ".join(text.split())
            for key, listed in (("kept", page.wanted), ("left in", page.unwanted)):
                kept[name][key] += sum(" ".join(piece.split()) in folded for piece in listed)
            if page.text:
                row.append(f1(text, page.text))
                for group in (language_of(page.text, None) or "?", "all"):
                    scores[group][name].append(row[-1])
        if row:
            apart.append((row[0] - row[1], page.name, row))
    show(scores, kept, pages, spent)
    if given.pages:
        for difference, name, row in sorted(apart)[:SHOWN] + sorted(apart)[-5:]:
            print(f"{difference:+.3f}  {name}  {row[0]:.3f} {row[1]:.3f}")


def show(
    scores: dict[str, dict[str, list[float]]], kept: dict[str, Counter[str]], pages: list[Page], spent: Counter[str]
) -> None:
    table = Table("language", "pages", *(f"{name} F1" for name in READERS))
    for group, of in sorted(scores.items(), key=lambda item: -len(item[1]["onrecord"])):
        table.add_row(group, str(len(of["onrecord"])), *(f"{mean(of[name]):.3f}" for name in READERS))
    console = Console(width=100)
    console.print(table)
    wanted, unwanted = sum(len(p.wanted) for p in pages), sum(len(p.unwanted) for p in pages)
    for name in READERS:
        counts = kept[name]
        console.print(
            f"{name}: {counts['kept']} of {wanted} wanted pieces kept, {counts['left in']} of {unwanted} unwanted left "
            f"in, {1000 * spent[name] / len(pages):.0f} ms a page"
        )


if __name__ == "__main__":
    main()
