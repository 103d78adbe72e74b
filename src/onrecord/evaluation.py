"""Extraction measured on marked texts, through the same steps as `onrecord extract`."""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.attribution import Tagger
from onrecord.errors import ReadingError
from onrecord.extraction import statements_of
from onrecord.model import Span
from onrecord.reading import Facts, read_text
from onrecord.scoring import ROLES, Evaluation, Marked, scores

_WANTED = 'Give JSON Lines of {"text", "attributions": [{"source", "cue", "content": [[begin, end], …], "parent"}]}.'


@dataclass(frozen=True, slots=True)
class Gold:
    """One marked text."""

    text: str
    published: str | None
    language: str | None
    marked: tuple[Marked, ...]


def evaluate(gold: Gold, tagger: Tagger) -> Evaluation:
    """The figures of one text: what is found in it, held against what is marked."""
    article = read_text(gold.text, Facts(published=gold.published))
    found = [
        Marked(a.source, a.cue, a.content, a.parent is not None)
        for a in (s.attribution for s in statements_of(article, tagger).statements)
    ]
    everything = scores(gold.text, gold.marked, found)
    nested = scores(gold.text, [a for a in gold.marked if a.nested], [a for a in found if a.nested])
    return Evaluation(1, everything, nested, {gold.language or article.language or "?": everything})


def marked_texts(path: Path) -> Iterator[Gold]:
    """The marked texts of a JSON Lines file, packed with gzip or not. Raises ReadingError naming file and line."""
    try:
        data = path.read_bytes()
        lines = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8").split("\n")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise ReadingError(f"{path}: cannot be read ({error}). {_WANTED}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _gold(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise ReadingError(f"{path}, line {number}: is no marked text ({error!r}). {_WANTED}") from error


def _gold(row: Mapping[str, Any]) -> Gold:
    text = row["text"]
    if not isinstance(text, str) or not text.strip():
        raise ValueError("no text")
    marked = []
    for a in row["attributions"]:
        source, cue, content = (_spans(a.get(role) or [], len(text)) for role in ROLES)
        marked.append(Marked(source, cue, content, a.get("parent") is not None))
    return Gold(text, row.get("published"), row.get("language"), tuple(marked))


def _spans(pairs: list[list[int]], length: int) -> tuple[Span, ...]:
    spans = tuple((int(b), int(e)) for b, e in pairs)
    if any(not 0 <= b <= e <= length for b, e in spans):
        raise ValueError("a span outside the text")
    return spans
