"""Forgetting: deletes the words of an article for good, and leaves its row with the hashes of what was there."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, delete, select, update

from onrecord.errors import RecordError
from onrecord.store import checks, connect, schema, search, vectors
from onrecord.store.prepare import indexed
from onrecord.store.schema import articles, corrections, entities, entity_keys, relayers, seal, sources, statements

# What is left of a forgotten article besides its hashes: who published it, when, and when it was added.
_GONE: Mapping[str, Any] = {"title": None, "byline": None, "url": None, "origin": None, "text": ""}
# How long PostgreSQL waits for others to let go of its tables before it rewrites them.
LOCK_SECONDS = 60


def hashes(connection: Connection, article_id: str) -> dict[str, Any]:
    """What the log tells of an article that is about to be forgotten (see model.Decision): enough to prove later, to
    whoever has a copy, that it was this one."""
    row = connection.execute(select(articles).where(articles.c.id == article_id)).one()
    own = select(statements.c.id, statements.c.sha256).where(statements.c.article_id == article_id)
    return {
        "article": article_id,
        "text_sha256": row.text_sha256,
        "sha256": row.sha256,
        "source": row.source_id,
        "statements": [list(found) for found in connection.execute(own.order_by(statements.c.n))],
    }


def erase(connection: Connection, article_id: str, number: int) -> None:
    """Deletes an article's words, its statements and speakers, and all that was derived from them but persons, which
    have to be derived anew; `number` is the decision by which that is done."""
    row = connection.execute(select(articles).where(articles.c.id == article_id)).mappings().one()
    own = connection.execute(select(statements).where(statements.c.article_id == article_id)).all()
    numbers = [statement.seq for statement in own]
    search.remove(connection, numbers, [indexed(s.text, s.context, row["language"]) for s in own])
    vectors.forget(connection, numbers)
    checks.forget(connection, article_id)
    ids = select(statements.c.id).where(statements.c.article_id == article_id)
    speakers = select(entities.c.id).where(entities.c.article_id == article_id)
    for links in (corrections, relayers):
        connection.execute(delete(links).where(links.c.statement_id.in_(ids)))
    connection.execute(delete(statements).where(statements.c.article_id == article_id))
    connection.execute(delete(entity_keys).where(entity_keys.c.entity_id.in_(speakers)))
    connection.execute(delete(entities).where(entities.c.article_id == article_id))
    connection.execute(update(sources).where(sources.c.id == row["source_id"]).values(packed=None))
    left = {**row, **_GONE, "forgotten": number}
    kept = {**_GONE, "forgotten": number, "sha256": seal(articles, left)}
    connection.execute(update(articles).where(articles.c.id == article_id).values(kept))


def is_erased(row: Mapping[Any, Any]) -> bool:
    """Whether nothing is left in an article's row that forgetting deletes."""
    return all(row[column] == value for column, value in _GONE.items())


def sweep(engine: Engine) -> None:
    """Writes the database anew, so that nothing deleted is left in its free pages, nor in SQLite's log beside it.

    Raises RecordError when others use it all the while, or the disk has no room for it.
    """
    name = connect.label(engine.url)
    with connect.translated(name):
        if engine.dialect.name == "sqlite":
            _sweep_sqlite(engine, name)
            return
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"SET lock_timeout = '{LOCK_SECONDS}s'")
            # statement_terms is no table of schema.py.
            tables = ", ".join([*(table.name for table in schema.metadata.sorted_tables), "statement_terms"])
            connection.exec_driver_sql(f"VACUUM (FULL) {tables}")
            connection.exec_driver_sql("RESET lock_timeout")


def _sweep_sqlite(engine: Engine, name: str) -> None:
    connection = engine.raw_connection()  # without the transactions that SQLAlchemy begins: VACUUM allows none
    try:
        cursor = connection.cursor()
        cursor.execute("VACUUM")
        busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        cursor.close()
    finally:
        connection.close()
    if busy:
        raise RecordError(f"Another program reads {name}, so that its log ({name}-wal) cannot be emptied.")
