"""Dates: what expressions of time mean, and when statements were said.

    python benchmarks/dates.py MEANTIME_FOLDER data/marked/dev.jsonl

MEANTIME_FOLDER holds articles of the MEANTIME corpus (TIMEX3 in CAT's XML; newsreader-project.eu, CC BY): of its
expressions that name a day or a month, the share whose value is found, counted from the article's own date. dateparser
(`pip install dateparser`) reads the same expressions beside it. A .jsonl holds marked articles: attributions and
speakers are taken from the marks, so that the dating alone is measured. Right: equal ISO prefix, of those dated in the
marks; spurious: dated although the marks have no date.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from rich.console import Console
from rich.table import Table

from onrecord.dates import date_statements
from onrecord.dates.timex import find, value
from onrecord.model import Article, Attribution, Kind, Speaker

# What makes words an expression of time by themselves; MEANTIME also marks "the day" or "its date".
_NAMES_TIME = re.compile(
    r"\d|jan|feb|mar(ch)?\b|apr|may\b|june?\b|july?\b|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|today|tonight"
    r"|yesterday|tomorrow|(last|next|this) (week|month|night)|same day|(days?|weeks?|months?) (ago|later|earlier)",
    re.IGNORECASE,
)
_DAY_OR_MONTH = re.compile(r"\d{4}-\d\d(-\d\d)?")

# (text, begin, end, date of the article, gold value)
Expression = tuple[str, int, int, str, str]


def expressions(path: Path) -> Iterator[Expression]:
    """The expressions of one article that name a day or a month, but the article's own date."""
    document = ElementTree.parse(path).getroot()
    text, places = "", {}
    for token in document.iter("token"):
        text += " " if text else ""
        places[token.get("t_id")] = len(text), len(text) + len(token.text or "")
        text += token.text or ""
    marks = list(document.iter("TIMEX3"))
    created = next((_iso(m.get("value", "")) for m in marks if m.get("functionInDocument", "").endswith("_TIME")), None)
    for mark in marks:
        words = [places[anchor.get("t_id")] for anchor in mark.iter("token_anchor")]
        own, meant = mark.get("functionInDocument", "").endswith("_TIME"), mark.get("value", "")
        if created is None or own or not words or not _DAY_OR_MONTH.fullmatch(meant):
            continue
        begin, end = words[0][0], words[-1][1]
        if _NAMES_TIME.search(text[begin:end]):
            yield text, begin, end, created, meant


def _iso(given: str) -> str:
    """One article has its date as 03-02-2009."""
    day = re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", given)
    return f"{day[3]}-{day[2]}-{day[1]}" if day else given


def ours(expression: Expression) -> str | None:
    text, begin, end, created, _ = expression
    found = (t for t in find(text, "en") if t.span[0] < end and begin < t.span[1])
    timex = next(found, None)
    return value(timex, created, past=False) if timex else None


def dateparsers() -> Callable[[Expression], str | None] | None:
    """dateparser's reading of an expression's words, or None where it is not installed."""
    try:
        from dateparser.date import DateDataParser  # type: ignore
    except ImportError:
        return None

    def read(expression: Expression) -> str | None:
        text, begin, end, created, _ = expression
        settings = {"RELATIVE_BASE": datetime.fromisoformat(created), "PREFER_DATES_FROM": "past"}
        data = DateDataParser(languages=["en"], settings=settings).get_date_data(text[begin:end])
        if data.date_obj is None:
            return None
        iso: str = data.date_obj.date().isoformat()
        return iso[: {"year": 4, "month": 7}.get(data.period, 10)]

    return read


def meantime(folder: Path, console: Console) -> None:
    found = [e for path in sorted(folder.rglob("*.xml")) for e in expressions(path)]
    table = Table("reader", "right", "of", "accuracy", title=f"expressions of days and months in {folder.name}")
    for name, read in (("onrecord", ours), ("dateparser", dateparsers())):
        if read is None:
            table.add_row(name, "not installed: pip install dateparser", "", "")
            continue
        right = sum(read(e) == e[-1] for e in found)
        table.add_row(name, str(right), str(len(found)), f"{right / len(found):.3f}")
    console.print(table)


def marked(path: Path, console: Console) -> None:
    counts: dict[str, Counter[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = Article(row["doc"], row["text"], published=row["published"], language=row["language"])
        given = [_attribution(mark) for mark in row["attributions"]]
        datings = date_statements(article, given, [Speaker(mark["speaker"], "") for mark in row["attributions"]])
        for mark, dating in zip(row["attributions"], datings, strict=True):
            for group in (row["language"], "all"):
                out = counts.setdefault(group, Counter())
                out["dated" if mark["said_on"] else "undated"] += 1
                out["right"] += bool(mark["said_on"]) and mark["said_on"] == dating.said_on
                out["wrong"] += bool(mark["said_on"]) and dating.said_on not in (None, mark["said_on"])
                out["spurious"] += not mark["said_on"] and dating.said_on is not None
    table = Table("language", "dated", "right", "wrong", "undated", "spurious", title=f"statements in {path.name}")
    for group, out in sorted(counts.items()):
        right, wrong = (f"{out[k] / max(1, out['dated']):.3f}" for k in ("right", "wrong"))
        spurious = f"{out['spurious'] / max(1, out['undated']):.3f}"
        table.add_row(group, str(out["dated"]), right, wrong, str(out["undated"]), spurious)
    console.print(table)


def _attribution(mark: dict[str, Any]) -> Attribution:
    source, cue, content = (tuple((b, e) for b, e in mark[role]) for role in ("source", "cue", "content"))
    return Attribution(source, cue, content, Kind.INDIRECT, mark["parent"], 1.0)


def main(paths: list[Path]) -> None:
    console = Console(width=120)
    for path in paths:
        (meantime if path.is_dir() else marked)(path, console)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main([Path(arg) for arg in sys.argv[1:]])
