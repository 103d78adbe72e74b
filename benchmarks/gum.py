"""Pronouns and nouns as sources, against the coreference of GUM's news and interviews (Zeldes 2017).

Documents are `dep/*.conllu`, their parts listed in `splits.md`. A source is the subject of a verb with a clausal
complement that names nobody (he, she, a noun without a name; no "I") and whose chain has a name somewhere in the
document. Beside onrecord stands the baseline "nearest name": the person named last before the source.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.model import Article, Attribution, Kind, Span
from onrecord.speakers import resolve_speakers

NOT_ASKED = {"i", "we", "you", "who", "which", "that", "it", "they", "this", "one", "what"}


@dataclass
class Word:
    """A word of the document: where it stands, its part of speech, its head (a number in the document, or -1)."""

    begin: int
    end: int
    form: str
    pos: str
    head: int
    relation: str


@dataclass
class Document:
    """A document of GUM: its text, words, and the mentions of each entity as runs of words, with the entity's type."""

    text: str = ""
    words: list[Word] = field(default_factory=list)
    mentions: list[tuple[int, int, str]] = field(default_factory=list)  # first word, behind the last, entity
    persons: set[str] = field(default_factory=set)


def document(path: Path) -> Document:
    """One .conllu file, its text put together again from its words."""
    out = Document()
    first = 0
    begun: dict[str, list[int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar ") or line == "# newpar":
            out.text = out.text.rstrip() + "\n\n" if out.text else ""
        cells = line.split("\t")
        if not line:
            first = len(out.words)
        if len(cells) != 10 or not cells[0].isdigit():
            continue
        number, begin = len(out.words), len(out.text)
        head = first + int(cells[6]) - 1 if cells[6] != "0" else -1
        out.words.append(Word(begin, begin + len(cells[1]), cells[1], cells[3], head, cells[7]))
        last: list[str] = []
        out.text += cells[1] + ("" if "SpaceAfter=No" in cells[9] else " ")
        for opened, kind, closed in re.findall(r"\((\d+)-(\w+)[^()]*|(\d*)\)", _entity(cells[9])):
            if opened:
                begun.setdefault(opened, []).append(number)
                last.append(opened)
                out.persons.update({opened} if kind == "person" else ())
            else:  # a number, or nothing behind a mention of this one word
                entity = closed or last[-1]
                out.mentions.append((begun[entity].pop(), number + 1, entity))
    return out


def _entity(misc: str) -> str:
    return next((m.removeprefix("Entity=") for m in misc.split("|") if m.startswith("Entity=")), "")


def names(doc: Document) -> dict[str, str]:
    """The fullest proper name of each person that has one."""
    found: dict[str, str] = {}
    for begin, end, entity in doc.mentions:
        run = named(doc, begin, end)
        if entity in doc.persons and len(run.split()) > len(found.get(entity, "").split()):
            found[entity] = run
    return found


def named(doc: Document, begin: int, end: int) -> str:
    """The proper nouns at the head of a mention: of "the mayor of Rome" none, of "Mayor Ann Orr of Rome" the first."""
    inside = range(begin, end)
    top = next((i for i in inside if doc.words[i].head not in inside), begin)
    own = [i for i in inside if doc.words[i].pos == "PROPN" and (i == top or doc.words[i].head == top)]
    own = [i for i in own if i == top or doc.words[i].relation in ("flat", "compound", "appos")]
    return " ".join(doc.words[i].form for i in own)


def under(doc: Document, top: int) -> list[int]:
    """The words below a word in its tree, and the word itself."""
    out = []
    for i in range(len(doc.words)):
        at, steps = i, 0
        while at not in (-1, top) and steps < 60:
            at, steps = doc.words[at].head, steps + 1
        if at == top:
            out.append(i)
    return out


def clauses(doc: Document) -> Iterator[tuple[int, list[int], list[int]]]:
    """The verbs that say, think or want a clause: each with the words of its subject and of the clause."""
    children: dict[int, list[int]] = {}
    for i, word in enumerate(doc.words):
        children.setdefault(word.head, []).append(i)
    for verb, below in children.items():
        subject = next((i for i in below if doc.words[i].relation == "nsubj"), None)
        clause = next((i for i in below if doc.words[i].relation == "ccomp"), None)
        if verb >= 0 and subject is not None and clause is not None and doc.words[verb].pos == "VERB":
            yield verb, under(doc, subject), under(doc, clause)


def span(doc: Document, inside: list[int]) -> Span:
    return doc.words[min(inside)].begin, doc.words[max(inside)].end


def count(doc: Document, is_called: Callable[[str | None, str], bool], out: Counter[str]) -> None:
    """Add what one document shows to `out`; `is_called` tells whether a name found is that of a person."""
    found = sorted(clauses(doc))
    given = []
    for n, (verb, subject, clause) in enumerate(found):
        around = [m for m, (_, _, other) in enumerate(found) if m != n and verb in other]
        parent = min(around, key=lambda m: len(found[m][2]), default=None)
        given.append(
            Attribution((span(doc, subject),), (span(doc, [verb]),), (span(doc, clause),), Kind.INDIRECT, parent, 1.0)
        )
    speakers = resolve_speakers(Article("x", doc.text, language="en"), given)
    called = names(doc)
    places = sorted((end, entity) for begin, end, entity in doc.mentions if entity in called and named(doc, begin, end))
    for (_, subject, _), speaker in zip(found, speakers, strict=True):
        begin, end = min(subject), max(subject) + 1
        entity = next((e for b, x, e in doc.mentions if (b, x) == (begin, end)), None)
        forms = [doc.words[i] for i in subject]
        if entity not in called or any(w.pos == "PROPN" for w in forms) or forms[0].form.casefold() in NOT_ASKED:
            continue
        right = is_called(speaker.name, called[entity])
        nearest = next((e for at, e in reversed(places) if at <= begin), None)
        out["sources"] += 1
        out["right" if right else "wrong" if speaker.name else "none"] += 1
        out["nearest name right"] += nearest == entity


def documents(folder: Path, part: str) -> Iterator[Document]:
    """The news and interviews of one part of GUM: "train", "dev" or "test"."""
    listed = (folder / "splits.md").read_text(encoding="utf-8").split(f"## {part}\n")[1].split("\n## ")[0]
    for name in re.findall(r"GUM_(?:news|interview)_\w+", listed):
        yield document(folder / "dep" / f"{name}.conllu")
