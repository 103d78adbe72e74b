"""Connections to SQLite and PostgreSQL, their transactions, and their errors in words.

Writers take turns: a writing transaction is BEGIN IMMEDIATE in SQLite and holds an advisory lock in PostgreSQL, so that
what it reads stays as it is until it has written. Readers never wait, and see the record as it was when they began.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool, QueuePool, StaticPool

from onrecord.errors import RecordError
from onrecord.store.schema import VERSION_TABLE

# How long a writer waits for its turn. An article takes milliseconds; a minute outlasts a long queue of writers and
# the derivation of all persons in a large record.
BUSY_SECONDS = 60
# The key of the advisory lock that stands for "writing to the record": any number, the same for ever.
WRITE_LOCK = 7_021_904_561

PSYCOPG_HINT = 'A record in PostgreSQL needs the driver psycopg 3. Install it: pip install "psycopg[binary]"'


def parse(url: str | Path) -> URL:
    """The database address that a path or URL stands for; raises RecordError when it is none that onrecord knows."""
    if isinstance(url, Path) or "://" not in url:
        return URL.create("sqlite", database=str(url))
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise RecordError(f"{url!r} is not an address of a record. Give a file name or postgresql://…") from error
    backend = parsed.drivername.partition("+")[0]
    if backend in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    if backend == "sqlite":
        return parsed.set(drivername="sqlite")
    raise RecordError(f"onrecord keeps records in SQLite and PostgreSQL, not in {backend!r}. Give a file name.")


def label(url: URL) -> str:
    """How messages call the record: its file name, or its address without the password."""
    return url.database or "(memory)" if url.drivername == "sqlite" else url.render_as_string(hide_password=True)


def check_path(url: URL, create: bool) -> None:
    """Raises RecordError when an SQLite record's file cannot be there, or is not there and may not be made."""
    if url.drivername != "sqlite" or in_memory(url):
        return
    path = Path(url.database or "")
    if path.is_dir():
        raise RecordError(f"{path} is a folder. Name a file for the record, such as {path / 'onrecord.db'}.")
    if not path.parent.is_dir():
        raise RecordError(f"The folder {path.parent} does not exist. Make it, or name another place for the record.")
    if not create and not path.exists():
        raise RecordError(f"There is no record {path}. Add articles to make one, or name another with --record.")


def in_memory(url: URL) -> bool:
    """Whether a record lives in memory only ("sqlite://")."""
    return url.drivername == "sqlite" and url.database in (None, "", ":memory:")


def may_write(url: URL) -> bool:
    """Whether an SQLite record's file and its folder, where SQLite puts its log, may be written to; yes for others."""
    if url.drivername != "sqlite" or in_memory(url):
        return True
    path = Path(url.database or "").resolve()
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def connect(url: URL, read_only: bool = False) -> Engine:
    """An engine for `url`, not connected yet; raises RecordError when its driver is missing. With `read_only` an SQLite
    file is read as it lies there, without making any file beside it."""
    if read_only and url.drivername == "sqlite":
        path = Path(url.database or "").resolve()
        # No pool: each transaction looks anew whether a writer is at work.
        engine = create_engine(url, poolclass=NullPool, creator=lambda: _open_read_only(path))
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if url.drivername == "sqlite":
        engine = create_engine(
            url,
            poolclass=StaticPool if in_memory(url) else QueuePool,
            connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        # Asked first whether it still lives: a server that was started anew costs a page of a long-running program
        # nothing then.
        engine = create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise RecordError(PSYCOPG_HINT) from error
    event.listen(engine, "begin", _begin_postgresql)
    return engine


@contextmanager
def transaction(engine: Engine, write: bool = False) -> Iterator[Connection]:
    """A connection in a transaction, committed at the end; a failing database raises RecordError, all undone."""
    with translated(label(engine.url)), engine.connect() as connection:
        connection.execution_options(onrecord_write=write)
        with connection.begin():
            yield connection


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Turns the errors of databases into RecordErrors about the record `name`."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise RecordError(explain(name, error)) from error
    except UnicodeDecodeError as error:
        raise RecordError(_DAMAGED.format(name=name)) from error
    except UnicodeEncodeError as error:
        raise RecordError(
            f"{name} holds Unicode text only; half a surrogate pair was given. Nothing was added."
        ) from error


def explain(name: str, error: Exception) -> str:
    """A sentence or two for a user: what happened to the record `name`, and what to do."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    said = str(cause).strip()
    # PostgreSQL gives a code, in whatever language it speaks, once a connection stands.
    told = f"{getattr(cause, 'sqlstate', None)} {said}".lower()
    sentence = next((sentence for sign, sentence in _SENTENCES if sign in told), None)
    if sentence is None and isinstance(error, DBAPIError) and error.connection_invalidated:
        sentence = _LOST
    if sentence is not None:
        return sentence.format(name=name, seconds=BUSY_SECONDS)
    return f"The record {name} could not be read or written: {said.splitlines()[0] if said else type(cause).__name__}"


_LOST = (
    "The connection to {name} was lost. What was written before is kept, what was being written is not. See whether "
    "the server runs, then do this again."
)
_READ_ONLY = "The record {name} is read-only. Give yourself the right to write to it and to its folder, or copy it."
_FULL = "The disk is full: the record {name} was left as it was. Make room, then run this again."
_BUSY = "Another program has been writing to {name} for {seconds} seconds. Try again when it is done."
_DAMAGED = "The record {name} is damaged. Run `onrecord verify` to see where, or restore a copy of it."
_SILENT = "No PostgreSQL server answers at {name}. Start it, or give another address."
_REFUSED = "The PostgreSQL server does not accept the user or password given for {name}. Give others in the address."
_RESTING = "The PostgreSQL server of {name} is starting or shutting down. Try again in a moment."

# What the databases say (lower case, behind PostgreSQL's code) and what it means; the first that fits counts.
_SENTENCES = (
    ("not a database", "{name} is not a record: it is a file of another kind. Name another file with --record."),
    ("malformed", _DAMAGED),
    ("could not decode to utf-8", _DAMAGED),
    ("readonly", _READ_ONLY),
    ("disk is full", _FULL),
    ("no space left", _FULL),
    ("database is locked", _BUSY),
    ("unable to open", "The record {name} cannot be opened. See whether you may read and write it and its folder."),
    ("disk i/o error", "The disk failed while the record {name} was in use. Check the disk and the room left on it."),
    ("57p01", _LOST),
    ("57p02", _LOST),
    ("53100", _FULL),
    ("55p03", _BUSY),
    ("25006", "The PostgreSQL server of {name} takes no writing now. Write to the server that it copies."),
    ("42501", "The user given for {name} may not read or write there. Give another, or the rights to this one."),
    ("server closed the connection", _LOST),
    ("shutting down", _RESTING),
    ("starting up", _RESTING),
    ("recovery mode", _RESTING),
    ("not yet accepting", _RESTING),
    ("too many", "The PostgreSQL server of {name} takes no more connections. Try again when others are done."),
    ("authentication failed", _REFUSED),
    ("no password supplied", _REFUSED),
    ("pg_hba.conf", _REFUSED),
    ("fatal:  role", _REFUSED),
    ("fatal:  database", "There is no database {name}. Make it, with `createdb` for one, or give another address."),
    ("failed to resolve host", "There is no host of the name given in {name}. Give another address."),
    ("connection refused", _SILENT),
    ("failed: no such file", _SILENT),
    ("timeout expired", _SILENT),
    ("timed out", _SILENT),
)


def _open_read_only(path: Path) -> sqlite3.Connection:
    # SQLite reads a file in WAL mode only if it finds or makes a log beside it, or is told that nobody writes to the
    # file. It may be told so only where there is no log: what stands in one would not be seen.
    unused = "" if path.with_name(f"{path.name}-wal").exists() else "&immutable=1"
    return sqlite3.connect(
        f"{path.as_uri()}?mode=ro{unused}",
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        uri=True,
    )


def _prepare_sqlite(connection: Any, _: object) -> None:
    # SQLAlchemy's "begin" event issues BEGIN; the driver must not begin transactions of its own.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    if tables and VERSION_TABLE not in tables:
        return  # another program's: migrate.py will say so, and a journal mode would stay in its file
    # In WAL mode a killed process loses nothing; a power cut may lose the last articles, never half of one.
    connection.execute("PRAGMA synchronous = NORMAL")
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            # SQLite does not wait by itself when two processes make one file at once.
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    write = connection.get_execution_options().get("onrecord_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get("onrecord_write"):
        # Only what comes behind the lock sees what the writer before has written: so not one snapshot for all.
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
