"""Extraction measured on marked texts and the judge on dossiers, through the steps of `extract` and `judge`."""

import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from onrecord.attribution import Tagger
from onrecord.errors import ReadingError
from onrecord.extraction import statements_of
from onrecord.model import Relation, Span, Verdict, Words
from onrecord.reading import Facts, read_text
from onrecord.scoring import ROLES, Evaluation, Marked, scores
from onrecord.trials import Trial

Read = TypeVar("Read")

_WANTED = 'Give JSON Lines of {"text", "attributions": [{"source", "cue", "content": [[begin, end], …], "parent"}]}.'

_DOSSIERS = (
    'Give JSON Lines of {"holder", "lang", "statements": [{"on", "text"}], "propositions": [{"text", "lang", "for", '
    '"against", "verdict"}]}.'
)


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
    return (_read(line, _gold, "marked text", _WANTED) for line in _rows(path, _WANTED))


def trials_in(path: Path) -> Iterator[list[Trial]]:
    """The propositions of each dossier in a JSON Lines file, packed with gzip or not. Raises ReadingError naming file
    and line."""
    return (_read(line, _trials, "dossier", _DOSSIERS) for line in _rows(path, _DOSSIERS))


def _rows(path: Path, wanted: str) -> Iterator[tuple[str, str]]:
    """The lines of a file that are not blank, each after its place in words."""
    try:
        data = path.read_bytes()
        lines = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8").split("\n")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise ReadingError(f"{path}: cannot be read ({error}). {wanted}") from error
    yield from ((f"{path}, line {number}", line) for number, line in enumerate(lines, 1) if line.strip())


def _read(row: tuple[str, str], read: Callable[[Mapping[str, Any]], Read], what: str, wanted: str) -> Read:
    where, line = row
    try:
        return read(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise ReadingError(f"{where}: is no {what} ({error!r}). {wanted}") from error


def _trials(row: Mapping[str, Any]) -> list[Trial]:
    words = tuple(Words(s["text"], s.get("on")) for s in row["statements"])
    out = []
    for p in row["propositions"]:
        links = {(i, Relation.SUPPORTS) for i in p["for"]} | {(i, Relation.CONTRADICTS) for i in p["against"]}
        if any(not 0 <= i < len(words) for i, _ in links):
            raise ValueError("a statement that is not there")
        language = row.get("lang") or "?"
        across = p.get("lang", language) not in language.split("+")
        out.append(Trial(row["holder"], p["text"], language, across, words, Verdict(p["verdict"]), frozenset(links)))
    return out


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
