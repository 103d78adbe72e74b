"""The record's store: articles, statements, persons and decisions in one database, SQLite or PostgreSQL.

>>> with open_store("onrecord.db") as store:
...     store.counts()
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine

from onrecord.model import Action, Article, Check, Decision, Entity, Extract, Found, Person, Query, Recorded
from onrecord.people import UNDECIDED, Grounds, grounds
from onrecord.store import (
    backup,
    cells,
    checks,
    connect,
    decide,
    forgetting,
    log,
    migrate,
    persons,
    rows,
    schema,
    search,
    vectors,
    verify,
)
from onrecord.store.prepare import prepare, text_sha256
from onrecord.store.vectors import Meaning, Vectors

__all__ = ["Meaning", "Store", "Vectors", "open_store"]


def open_store(url: str | Path, create: bool = True) -> "Store":
    """Opens the record at a path or address, and brings its tables up to date.

    `url` is a file name, sqlite:///FILE, sqlite:// (in memory, for a while) or postgresql://USER@HOST/DATABASE. With
    `create` false an SQLite file must be there already, and one that may not be written to is opened to be read: every
    reading works, every writing raises RecordError. Raises RecordError, whose text tells what to do.
    """
    address = connect.parse(url)
    connect.check_path(address, create)
    read_only = not create and not connect.may_write(address)
    engine = connect.connect(address, read_only)
    try:
        migrate.upgrade(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, lasting=not read_only and not connect.in_memory(address))


class Store:
    """An open record. Each method is one transaction; every one raises RecordError when the database fails.

    Use it as a context manager, or call `close`. Threads may share it.
    """

    def __init__(self, engine: Engine, lasting: bool = True) -> None:
        self.engine = engine
        self.lasting = lasting  # false for a record in memory, and for one that may only be read
        self._decided: tuple[str, Grounds] = ("", UNDECIDED)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database."""
        self.engine.dispose()

    # --- writing

    def has(self, article_id: str) -> bool:
        """Whether the article is in the record, or was before it was forgotten."""
        with self._read() as connection:
            return rows.has_article(connection, article_id)

    def add(
        self, extract: Extract, entities: Sequence[Entity], settle: bool = False, meanings: Vectors | None = None
    ) -> bool:
        """Adds an article with its statements and speakers: all of it, or nothing. False when it is there already, or
        it or another of the same text was forgotten.

        `entities` hold one entity for each name of a speaker or relayer (their `id` is not looked at). Unless told to
        `settle` in the same transaction, it leaves them without a person until the method of that name is called: so
        many articles cost one derivation. `meanings` are the vectors of its statements, in their order; without them
        `lacking` names the statements.
        """
        if self.has(extract.article.id):
            return False
        with connect.translated(self.label):
            prepared = prepare(extract, entities, _now())
        with self._write() as connection:
            own, text = extract.article.id, prepared.article["text_sha256"]
            if rows.has_article(connection, own) or rows.forgotten(connection, own, text) is not None:
                return False
            numbers = rows.add(connection, prepared)
            search.add(connection, numbers, prepared.terms)
            if meanings is not None:
                vectors.add(connection, numbers, meanings)
            if settle:
                persons.settle(connection, self._grounds(connection))
        return True

    def settle(self) -> None:
        """Gives persons to the speakers of articles that were added without; cheap when there are none."""
        with self._read() as connection:
            if not persons.unsettled(connection):
                return
        with self._write() as connection:
            persons.settle(connection, self._grounds(connection))

    def rederive(self) -> None:
        """Derives all keys and persons anew, after a change in how names are compared."""
        with self._write() as connection:
            persons.rederive(connection, self._grounds(connection))

    def decide(self, action: Action, what: Mapping[str, Any], by: str, why: str) -> Decision:
        """Adds a decision to the log and makes persons and corrections what it then says, all or nothing. See
        model.Decision for `what`. Raises RecordError when it speaks of a decision or statement that is not there."""
        with self._write() as connection:
            return decide.decide(connection, Decision(0, _now(), by, action, why, what))

    def sweep(self) -> None:
        """Makes sure that nothing deleted can be read in the database's files any more. Raises RecordError when others
        use the record all the while."""
        forgetting.sweep(self.engine)

    # --- reading

    def article(self, article_id: str) -> Article | None:
        """The article with that id, unless it is forgotten."""
        with self._read() as connection:
            return rows.article(connection, article_id)

    def source(self, article_id: str) -> bytes | None:
        """The bytes that an article was read from, unpacked; None when they were not at hand, or are forgotten."""
        with self._read() as connection:
            return rows.source(connection, article_id)

    def named(self, article: str) -> list[str]:
        """The ids of a few articles that an id, the beginning of one or an address names, forgotten ones too."""
        with self._read() as connection:
            return rows.named(connection, article)

    def of_text(self, text_sha256: str) -> list[str]:
        """The ids of the articles that have a text, by its SHA-256."""
        with self._read() as connection:
            return rows.of_text(connection, text_sha256)

    def forgotten(self, article_id: str, text: str | None = None) -> Decision | None:
        """The decision by which an article, or one of the same text, was forgotten. The first digits of an id will
        do."""
        with self._read() as connection:
            number = rows.forgotten(connection, article_id, None if text is None else text_sha256(text))
            return None if number is None else log.read(connection)[number - 1]

    def articles(self) -> Iterator[Article]:
        """All articles by date of publication, those without one last."""
        with self._read() as connection:
            yield from rows.all_articles(connection)

    def people(self, query_keys: Iterable[str] | None = None) -> list[Person]:
        """Persons who have any of the keys (see people.query_keys), best fitting first; without keys all, most quoted
        first."""
        with self._read() as connection:
            return persons.everyone(connection) if query_keys is None else persons.with_keys(connection, query_keys)

    def person(self, person_id: int) -> Person | None:
        """The person with that id."""
        with self._read() as connection:
            return persons.person(connection, person_id)

    def entities(self, person_id: int) -> list[Entity]:
        """The speakers of single articles that are held to be that person."""
        with self._read() as connection:
            return persons.of_person(connection, person_id)

    def entities_of(self, article_id: str) -> list[Entity]:
        """The speakers of an article."""
        with self._read() as connection:
            return persons.of_article(connection, article_id)

    def all_entities(self) -> dict[int, list[Entity]]:
        """The speakers of all articles, under the ids of the persons that they are held to be."""
        with self._read() as connection:
            return persons.all_entities(connection)

    def person_of(self, entity_id: int) -> Person | None:
        """The person that a speaker of an article is held to be."""
        with self._read() as connection:
            return persons.of_entity(connection, entity_id)

    def mentioned(self, mention: str) -> Entity | None:
        """The speaker of an article that a mention names (see model.Entity)."""
        with self._read() as connection:
            return persons.mentioned(connection, mention)

    def grounds(self) -> Grounds:
        """What the log says of who is who."""
        with self._read() as connection:
            return self._grounds(connection)

    def log(self) -> list[Decision]:
        """All decisions, oldest first, those that were retracted too."""
        with self._read() as connection:
            return log.read(connection)

    def statements(
        self, person_id: int, first_hand: bool | None = None, since: str | None = None, until: str | None = None
    ) -> list[Recorded]:
        """What a person said, by date, undated statements last. `first_hand` keeps only their own words (True) or only
        what others ascribe to them (False). `since` and `until` are ISO prefixes, both inclusive; with either,
        undated statements are left out, and vaguely dated ones kept when they may have been made in that time."""
        with self._read() as connection:
            return rows.find(connection, rows.conditions(person_id, first_hand, since, until))

    def statement(self, statement_id: str) -> Recorded | None:
        """The statement with that id, one that people struck out too."""
        with self._read() as connection:
            return next(iter(rows.find(connection, [schema.statements.c.id == statement_id])), None)

    def as_read(self, statement_ids: Iterable[str]) -> dict[str, Recorded]:
        """The statements with those ids as their articles were read, without corrections, as far as there are any."""
        with self._read() as connection:
            return rows.all_as_read(connection, sorted(statement_ids))

    def statements_of(self, article_id: str) -> list[Recorded]:
        """The statements of an article, in its order, those that people struck out too."""
        with self._read() as connection:
            found = rows.find(connection, [schema.statements.c.article_id == article_id])
        return sorted(found, key=lambda statement: int(statement.id.rpartition("-")[2]))

    def search(self, query: Query, person_id: int | None = None, meaning: Meaning | None = None) -> list[Found]:
        """The statements that answer a query, best first (see search.py). Its `person` is not looked at, but
        `person_id`. Without `meaning`, that of its text, nothing is found by it."""
        with self._read() as connection:
            return search.search(connection, query, person_id, meaning)

    def sort(self, model: str, mean: NDArray[np.float32]) -> None:
        """Sorts the vectors of a model, which lie around `mean`, into cells when many lie in none, so that search by
        meaning stays fast. Cheap when they are few."""
        with self._read() as connection:
            found = cells.sort(connection, model, mean)
        if found is not None:
            with self._write() as connection:
                cells.write(connection, found)

    def vectors_of(self, statement_ids: Sequence[str], model: str) -> dict[str, NDArray[np.float32]]:
        """The vectors of statements under a model: of each a row for every piece of its text (passages.pieces), of unit
        length. Statements that have none, or broken ones, are left out."""
        with self._read() as connection:
            return vectors.of_statements(connection, statement_ids, model)

    def lacking(self, model: str, after: int = 0, limit: int = 100) -> list[tuple[int, str]]:
        """Row numbers and texts of the first `limit` statements behind row `after` that have no vectors of a model."""
        with self._read() as connection:
            return vectors.lacking(connection, model, after, limit)

    def count_lacking(self, model: str) -> int:
        """How many statements have no vectors of a model."""
        with self._read() as connection:
            return vectors.count_lacking(connection, model)

    def put_vectors(self, numbers: Sequence[int], given: Vectors) -> None:
        """Keeps vectors of the statements with those row numbers."""
        with self._write() as connection:
            vectors.put(connection, numbers, given)

    def keep(self, check: Check) -> None:
        """Keeps a check, unless it is kept already."""
        with self._write() as connection:
            checks.keep(connection, check)

    def checks(self, prefix: str | None = None) -> list[Check]:
        """The kept checks whose id begins with `prefix`; or all, oldest first, without what they looked at."""
        with self._read() as connection:
            return checks.find(connection, prefix)

    def counts(self) -> dict[str, int]:
        """How many articles, outlets, persons, statements and first-hand statements there are, and how many articles
        were forgotten."""
        with self._read() as connection:
            return rows.counts(connection)

    def shares(self) -> dict[str, dict[str, int]]:
        """How many articles there are by language and by outlet, most first, and how many were imported, by collection;
        "" stands for those that have no language or outlet."""
        with self._read() as connection:
            return rows.shares(connection)

    def published(self) -> tuple[str | None, str | None]:
        """The first and the last day of publication of the articles."""
        with self._read() as connection:
            return rows.published(connection)

    def backup(self, file: Path) -> None:
        """Copies the record, also one in PostgreSQL, to a new SQLite file as it is at this moment, whole also while
        others write to it. Raises RecordError when the file is there already or cannot be written."""
        backup.backup(self.engine, file)

    def verify(self) -> Iterator[str]:
        """A sentence for each thing in the record that is not as it was written, or not what it should be derived to;
        nothing when all is sound."""
        with self._read() as connection:
            yield from verify.broken(connection)

    def head(self) -> str:
        """The seal of the last decision: as long as it is the same, so is the whole log. Empty without decisions."""
        with self._read() as connection:
            return log.head(connection)

    @property
    def label(self) -> str:
        """The record's file name, or its address without the password."""
        return connect.label(self.engine.url)

    def _grounds(self, connection: Connection) -> Grounds:
        """What the log says of who is who; read again only when the log has grown."""
        head = log.head(connection)
        if self._decided[0] != head:
            self._decided = (head, grounds(log.read(connection)))
        return self._decided[1]

    def _read(self) -> AbstractContextManager[Connection]:
        return connect.transaction(self.engine)

    def _write(self) -> AbstractContextManager[Connection]:
        return connect.transaction(self.engine, write=True)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
