"""The record's store: articles, statements and persons in one database, SQLite or PostgreSQL.

>>> with open_store("onrecord.db") as store:
...     store.counts()
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from onrecord.model import Article, Entity, Extract, Person, Recorded
from onrecord.store import connect, migrate, persons, rows, schema, search, verify
from onrecord.store.persons import Cluster
from onrecord.store.prepare import Keys, prepare

__all__ = ["Cluster", "Keys", "Store", "open_store"]


def open_store(url: str | Path, create: bool = True) -> "Store":
    """Opens the record at a path or address, and brings its tables up to date.

    `url` is a file name, sqlite:///FILE, sqlite:// (in memory, for a while) or postgresql://USER@HOST/DATABASE. With
    `create` false an SQLite file must be there already, and one that may not be written to is opened to be read: every
    reading works, every writing raises RecordError. Raises RecordError, whose text tells what to do.
    """
    address = connect.parse(url)
    connect.check_path(address, create)
    engine = connect.connect(address, read_only=not create and not connect.may_write(address))
    try:
        migrate.upgrade(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)


class Store:
    """An open record. Each method is one transaction; every one raises RecordError when the database fails.

    Use it as a context manager, or call `close`. Threads may share it.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

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
        """Whether the article is in the record."""
        with self._read() as connection:
            return rows.has_article(connection, article_id)

    def add(self, extract: Extract, entities: Sequence[Entity], keys: Keys, cluster: Cluster | None = None) -> bool:
        """Adds an article with its statements and speakers: all of it, or nothing. False when it is there already.

        `entities` hold one entity for each name of a speaker or relayer (their `id` is not looked at). `keys` gives
        the keys of a name and `cluster` splits entities into persons. Without `cluster` the speakers have no person
        until `settle`: so many articles cost one derivation.
        """
        if self.has(extract.article.id):
            return False
        with connect.translated(self.label):
            prepared = prepare(extract, entities, keys, _now())
        with self._write() as connection:
            if rows.has_article(connection, extract.article.id):
                return False
            search.add(connection, rows.add(connection, prepared), prepared.terms)
            if cluster is not None:
                persons.settle(connection, cluster)
        return True

    def settle(self, cluster: Cluster) -> None:
        """Gives persons to the speakers of articles that were added without `cluster`; cheap when there are none."""
        with self._read() as connection:
            if not persons.unsettled(connection):
                return
        with self._write() as connection:
            persons.settle(connection, cluster)

    def rederive(self, keys: Keys, cluster: Cluster) -> None:
        """Derives all keys and persons anew, after a change in `keys`, in `cluster` or in what people decided."""
        with self._write() as connection:
            persons.rederive(connection, keys, cluster)

    # --- reading

    def article(self, article_id: str) -> Article | None:
        """The article with that id."""
        with self._read() as connection:
            return rows.article(connection, article_id)

    def articles(self) -> Iterator[Article]:
        """All articles by date of publication, those without one last."""
        with self._read() as connection:
            yield from rows.all_articles(connection)

    def people(self, query_keys: Iterable[str] | None = None) -> list[Person]:
        """Persons who have any of the keys of a name, best fitting first; without keys all, most quoted first."""
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

    def statements(
        self, person_id: int, first_hand: bool | None = None, since: str | None = None, until: str | None = None
    ) -> list[Recorded]:
        """What a person said, by date, undated statements last. `first_hand` keeps only their own words (True) or only
        what others ascribe to them (False). `since` and `until` are ISO prefixes, both inclusive; with either,
        undated statements are left out, and vaguely dated ones kept when they may have been made in that time."""
        with self._read() as connection:
            return rows.find(connection, rows.conditions(person_id, first_hand, since, until))

    def relayed_through(self, person_id: int) -> list[Recorded]:
        """What a person ascribes to others, by date."""
        with self._read() as connection:
            return rows.find(connection, [rows.relayed_through(person_id)])

    def statement(self, statement_id: str) -> Recorded | None:
        """The statement with that id."""
        with self._read() as connection:
            return next(iter(rows.find(connection, [schema.statements.c.id == statement_id])), None)

    def statements_of(self, article_id: str) -> list[Recorded]:
        """The statements of an article, in its order."""
        with self._read() as connection:
            found = rows.find(connection, [schema.statements.c.article_id == article_id])
        return sorted(found, key=lambda statement: int(statement.id.rpartition("-")[2]))

    def search(
        self, text: str, limit: int = 20, person_id: int | None = None, first_hand: bool | None = None
    ) -> list[Recorded]:
        """The statements that hold the words of `text`, in any of their forms, best first (see search.py)."""
        with self._read() as connection:
            return search.search(connection, text, limit, rows.conditions(person_id, first_hand))

    def counts(self) -> dict[str, int]:
        """How many articles, outlets, persons, statements and first-hand statements there are."""
        with self._read() as connection:
            return rows.counts(connection)

    def verify(self, keys: Keys | None = None) -> Iterator[str]:
        """A sentence for each thing in the record that is not as it was written; nothing when all is sound. Only with
        `keys` can it tell whether persons are still found under the keys of their names."""
        with self._read() as connection:
            yield from verify.broken(connection, keys)

    @property
    def label(self) -> str:
        """The record's file name, or its address without the password."""
        return connect.label(self.engine.url)

    def _read(self) -> AbstractContextManager[Connection]:
        return connect.transaction(self.engine)

    def _write(self) -> AbstractContextManager[Connection]:
        return connect.transaction(self.engine, write=True)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
