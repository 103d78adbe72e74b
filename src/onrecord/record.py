"""The record: the one place that joins reading, extraction, people, the store and checking."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from onrecord import checking, names, people
from onrecord.attribution import Tagger
from onrecord.checking import Embedder
from onrecord.claims import claims_of
from onrecord.errors import UnknownPerson
from onrecord.extraction import entities_of, statements_of
from onrecord.model import Article, Basis, Checked, Claim, Entity, Extract, Judgement, Person, Recorded, Words
from onrecord.onnx import OnnxEmbedder, OnnxTagger
from onrecord.propositions import propositions
from onrecord.reading import read
from onrecord.store import Store, open_store


class Models:
    """The models in the package, each loaded when first used and kept."""

    @cached_property
    def tagger(self) -> Tagger:
        return OnnxTagger()

    @cached_property
    def embedder(self) -> Embedder:
        return _Remembering(OnnxEmbedder())


class _Remembering:
    """An embedder that embeds no text twice: a check asks for the holder's statements once for every proposition."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, NDArray[np.float32]] = {}

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._embedder.embed(new), strict=True))
        return np.stack([self._known[text] for text in texts]) if texts else self._embedder.embed([])


SHIPPED = Models()

# The id of an entity that is not in the record; the record's begin with 1.
NEW = 0


def extract(source: Article | Path | str, models: Models = SHIPPED) -> list[Extract]:
    """The statements of an article, or of every article in a file or folder. Nothing is stored.

    Raises ReadingError for the first thing that cannot be read.
    """
    return [statements_of(article, models.tagger) for article in articles_in(source)]


def articles_in(source: Article | Path | str) -> Iterator[Article]:
    """`source` itself, or the articles of a file or folder. Raises ReadingError at the first that cannot be read."""
    for found in [source] if isinstance(source, Article) else read(Path(source)):
        if isinstance(found, Exception):
            raise found
        yield found


def judge(holder: str, claim: str, words: Sequence[Words], models: Models = SHIPPED) -> list[Judgement]:
    """What `words`, the holder's own, show on each proposition of `claim`. No record is needed."""
    parts = propositions(Claim(holder, claim))
    return [checking.judge(holder, part, words, models.embedder) for part in parts]


def check(claim: Claim | Article | Path | str, record: "Record | None" = None) -> list[Checked]:
    """The relayed claims of an article (or of a file's articles), or one typed Claim, held against `record`.

    Without a record an article is held against itself alone; a typed claim without one raises UnknownPerson.
    """
    if isinstance(claim, Claim):
        if record is None:
            raise UnknownPerson(f"{claim.holder}: a typed claim needs a record to be held against. Give one.")
        return [record.check(claim)]
    if record is not None:
        return [c for article in articles_in(claim) for c in record.check_article(article)]
    with open_record("sqlite://") as empty:
        return [c for article in articles_in(claim) for c in empty.check_article(article)]


def open_record(url: str | Path = "onrecord.db", create: bool = True, models: Models = SHIPPED) -> "Record":
    """Open the record at a file name or address (see store.open_store), as a context manager.

    Raises RecordError, whose text tells what to do.
    """
    return Record(open_store(url, create), models)


class Record:
    """Articles, persons, statements and findings over one store."""

    def __init__(self, store: Store, models: Models = SHIPPED) -> None:
        self.store = store
        self._models = models

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.store.close()

    def add(self, article: Article) -> bool:
        """Put an article, its statements and their speakers into the record: all of it or nothing. False when it is
        there already."""
        if self.store.has(article.id):
            return False
        found = statements_of(article, self._models.tagger)
        return self.store.add(found, entities_of(found), names.keys)

    def settle(self) -> None:
        """Join the speakers of newly added articles into persons. Every question asks for it by itself; after many
        additions it saves the first question the wait."""
        self.store.settle(people.cluster)

    def people(self, name: str | None = None) -> list[Person]:
        """All persons, most quoted first; or those whom `name` may mean, best first."""
        self.settle()
        if name is None:
            return self.store.people()
        return people.find(name, self.store.people(names.keys(name)))

    def said(
        self, name: str, about: str | None = None, since: str | None = None, until: str | None = None
    ) -> list[Recorded]:
        """What a person said first-hand, by date; with `about`, only what is on that subject, by word or by meaning.

        Raises UnknownPerson when nobody of that name is in the record, or several are.
        """
        person = self._meant(name)
        found = self.store.statements(person.id, True, since, until)
        if about is not None:
            by_word = {s.id for s in self.store.search(about, len(found) or 1, person.id, True)}
            near = checking.on_subject(about, [s.context for s in found], self._models.embedder)
            found = [s for s, is_near in zip(found, near, strict=True) if is_near or s.id in by_word]
        return sorted(found, key=lambda s: (s.said_on is None, s.said_on or ""))

    def search(self, text: str, limit: int = 20) -> list[Recorded]:
        """The statements that hold the words of `text`, in any of their forms, best first."""
        return self.store.search(text, limit)

    def check(self, claim: Claim) -> Checked:
        """A claim held against what its holder said first-hand. A holder not in the record has no record.

        Raises UnknownPerson when several people have the holder's name.
        """
        persons = self.people(claim.holder)
        return self._checked(claim, [self._meant(claim.holder)] if persons else [], [])

    def check_article(self, article: Article) -> list[Checked]:
        """Every relayed claim in an article, held against the record plus the article itself. Nothing is stored."""
        found = statements_of(article, self._models.tagger)
        entities = {entity.name: entity for entity in entities_of(found)}
        self.settle()
        with open_store("sqlite://") as beside:
            beside.add(found, list(entities.values()), names.keys)
            here = beside.statements_of(article.id)
        out = []
        for claim in claims_of(article, found.statements):
            persons = self._same_as(entities.get(claim.holder) or Entity(0, article.id, claim.holder, False, ()))
            out.append(self._checked(claim, persons, [s for s in here if s.speaker == claim.holder]))
        return out

    def verify(self) -> Iterator[str]:
        """A sentence for everything in the record that is not as it was written."""
        return self.store.verify(names.keys)

    def _checked(self, claim: Claim, persons: Sequence[Person], here: Sequence[Recorded]) -> Checked:
        """`claim` against the statements of `persons` and those of the article it stands in."""
        stored = [s for p in persons for s in self.store.statements(p.id) if s.article != claim.article]
        known = [*here, *stored]
        own = [s for s in known if s.basis is Basis.FIRST_HAND]
        others = [s for s in known if s.basis is Basis.RELAYED]
        return checking.check(claim, own, others, self._models.embedder)

    def _meant(self, name: str) -> Person:
        """Whom a typed name means. Raises UnknownPerson when nobody has it, or several have it equally well."""
        persons = self.people(name)
        if not persons:
            raise UnknownPerson(f"{name}: nobody of that name is in the record. See `onrecord people`.")
        rivals = people.rivals(name, persons)
        if rivals:
            listed = ", ".join(p.name for p in [persons[0], *rivals])
            raise UnknownPerson(f"{name}: several people of that name are in the record: {listed}. Give a full name.")
        return persons[0]

    def _same_as(self, entity: Entity) -> list[Person]:
        """The persons of the record whom a speaker of an article outside it would be joined with."""
        known = {
            e.id: (e, person)
            for person in self.store.people(names.keys(entity.name))
            for e in self.store.entities(person.id)
            if e.article != entity.article
        }
        groups = people.cluster([*(e for e, _ in known.values()), replace(entity, id=NEW)])
        group = next(g for g in groups if NEW in g.entities)
        return list({known[i][1].id: known[i][1] for i in group.entities if i != NEW}.values())
