"""Copies of a record, whole also while others write to it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, select

from onrecord.errors import RecordError
from onrecord.store import connect, migrate, search
from onrecord.store.schema import metadata

# Rows that are copied at once, of one that carries a whole article or the bytes of a source too: some megabytes.
BATCH = 200


def backup(engine: Engine, file: Path) -> None:
    """Copies a record as it is at this moment to an SQLite file, which must not be there: an SQLite record page by
    page, one in PostgreSQL row by row. Raises RecordError, and leaves no half copy."""
    if file.exists():
        raise RecordError(f"{file}: is there already. Name another file for the copy.")
    part = file.with_name(file.name + ".part")
    copy = _copy_pages if engine.dialect.name == "sqlite" else _copy_rows
    try:
        with connect.translated(str(file)):
            part.unlink(missing_ok=True)  # of a run that was killed
            copy(engine, part)
            with closing(sqlite3.connect(part)) as made:
                made.execute("PRAGMA journal_mode = DELETE")  # one file, to be carried elsewhere
        part.replace(file)
    except OSError as error:
        raise RecordError(f"{file}: cannot be written ({error.strerror}). Name another file for the copy.") from error
    finally:
        part.unlink(missing_ok=True)


def _copy_pages(engine: Engine, part: Path) -> None:
    with closing(sqlite3.connect(part)) as copy, engine.connect() as connection:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        source.backup(copy)


def _copy_rows(engine: Engine, part: Path) -> None:
    target = connect.connect(connect.parse(part))
    try:
        migrate.upgrade(target)
        with connect.transaction(engine) as source, connect.transaction(target, write=True) as copy:
            for table in metadata.sorted_tables:
                for batch in _batches(source, table):
                    copy.execute(insert(table), batch)
            search.renew_index(copy)
    finally:
        target.dispose()


def _batches(source: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    with connect.translated(connect.label(source.engine.url)):
        found = source.execution_options(yield_per=BATCH).execute(select(table)).mappings()
        for rows in found.partitions():
            yield [{**row} for row in rows]
