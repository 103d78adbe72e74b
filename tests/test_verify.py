"""Verify names what is broken: single bits anywhere in an SQLite file, and any column of any row on both databases."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Column, Connection, Double, Integer, LargeBinary, Table, select, text, update
from test_store import article, harbour, invented, put, said

from onrecord.errors import RecordError
from onrecord.model import Action, Extract, mention
from onrecord.reading.article import raw
from onrecord.store import Store, connect, open_store, schema

# Seeded: the same bits every time. More were flipped once, 20,000 of them, when this was written.
FLIPS = 300
SEED = 6
# Derived, and only what search by meaning goes by: they are computed anew where they are missing or misshapen.
MEANINGS = {"models", "vectors", "centres", "cells", "loose"}


def with_source(extract: Extract) -> Extract:
    return replace(extract, article=replace(extract.article, raw=raw(extract.article.text.encode(), "plain text")))


def collected() -> Extract:
    """An article out of a collection that says how likely its speakers are."""
    body = "“The bridge will stay closed,” it was said."
    first = said(body, "Rolf Onder", "The bridge will stay closed")
    speaker = replace(first.speaker, probability=0.75)
    return Extract(replace(article(body), imported="quotebank"), (replace(first, speaker=speaker),))


def fill(store: Store) -> None:
    """A record with something in every table: sources, relays, every kind of decision, a forgotten article."""
    put(store, with_source(harbour()))
    put(store, collected())
    for n in (1, 3, 5):
        put(store, with_source(invented(n)))
    told = harbour().article.id
    lines = [{"names": ["Jon Ott", "the Ferryman"], "wikidata": "Q77"}]
    store.decide(Action.ALIASES, {"file": "names.txt", "persons": lines}, "Nora", "the alias file")
    store.decide(Action.CORRECT, {"statement": f"{told[:16]}-1", "speaker": "Ada Ott"}, "Nora", "it was she")
    store.decide(Action.CORRECT, {"statement": f"{told[:16]}-0", "said_on": "2021-03-02"}, "Nora", "so the minutes")
    sides = [[mention(told, "Mara Lind")], [mention(invented(5).article.id, "Petra Vane")]]
    store.decide(Action.MERGE, {"names": ["Mara Lind", "Petra Vane"], "mentions": sides}, "Nora", "one and the same")
    store.decide(Action.RETRACT, {"decision": 4}, "Nora", "no, they are two")
    store.decide(Action.FORGET, {"article": invented(3).article.id}, "Nora", "the publisher asks")


# --- any bit of the file


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sound") / "record.db"
    with open_store(path) as store:
        fill(store)
        store.sweep()
    return path.read_bytes()


def readable(file: Path) -> object:
    """All that can be read in an SQLite file, but what search by meaning goes by; an error where nothing can."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
            database.text_factory = bytes
            made = database.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()
            tables = [name.decode() for kind, name, _, sql in made if kind == b"table" and b"VIRTUAL" not in sql]
            index = {t for t in tables if t.startswith("statement_terms_")}
            rows = [database.execute(f'SELECT * FROM "{t}"').fetchall() for t in tables if t not in MEANINGS | index]
            database.execute("CREATE VIRTUAL TABLE temp.w USING fts5vocab('main', 'statement_terms', 'instance')")
            terms = database.execute("SELECT * FROM temp.w").fetchall()
            ranked = "SELECT rowid, bm25(statement_terms) FROM statement_terms WHERE statement_terms MATCH ? ORDER BY 1"
            asked = sorted({b'"' + term + b'"' for term, *_ in terms})
            found = [database.execute(ranked, [term.decode()]).fetchall() for term in asked]
            return [(kind, name, of, (sql or b"").split()) for kind, name, of, sql in made], rows, terms, found
    except (sqlite3.Error, UnicodeDecodeError, TypeError) as error:
        return str(error)


def complaint(file: Path) -> str:
    """What opening or verifying says of a file; empty when it finds it sound."""
    try:
        with open_store(file, create=False) as store:
            return " ".join(store.verify())
    except RecordError as error:
        return str(error)


def test_any_flipped_bit_of_the_file_is_named_unless_nothing_reads_it(sound: bytes, tmp_path: Path) -> None:
    file = tmp_path / "record.db"
    file.write_bytes(sound)
    before = readable(file)
    assert complaint(file) == ""
    chance = random.Random(SEED)
    unseen = []
    for _ in range(FLIPS):
        at, bit = chance.randrange(len(sound)), 1 << chance.randrange(8)
        file.write_bytes(sound[:at] + bytes([sound[at] ^ bit]) + sound[at + 1 :])
        if readable(file) != before and not complaint(file):
            unseen.append((at, bit))
        file.with_name("record.db-wal").unlink(missing_ok=True)
        file.with_name("record.db-shm").unlink(missing_ok=True)
    assert not unseen


def test_every_bit_of_the_file_s_first_bytes_and_of_its_list_of_tables_is_guarded(sound: bytes, tmp_path: Path) -> None:
    """The header says what kind of file it is, the first page which tables there are."""
    file = tmp_path / "record.db"
    file.write_bytes(sound)
    before = readable(file)
    chance = random.Random(SEED)
    places = [*range(0, 100, 3), *(chance.randrange(100, 4096) for _ in range(80))]
    unseen = []
    for at in places:
        bit = 1 << chance.randrange(8)
        file.write_bytes(sound[:at] + bytes([sound[at] ^ bit]) + sound[at + 1 :])
        if readable(file) != before and not complaint(file):
            unseen.append((at, bit))
        file.with_name("record.db-wal").unlink(missing_ok=True)
        file.with_name("record.db-shm").unlink(missing_ok=True)
    assert not unseen


# --- any column of any table

COLUMNS = [
    (table, column)
    for table in schema.metadata.sorted_tables
    if table.name not in MEANINGS | {"checks", "dossiers"}
    for column in table.columns
]


def altered(column: Column[Any], value: Any) -> Any:
    """Another value of the column's type, as near as can be."""
    if isinstance(column.type, Boolean):
        return not value
    if isinstance(column.type, Integer):
        return value + 1
    if isinstance(column.type, Double):
        return value + 2**-20
    if isinstance(column.type, LargeBinary):
        return bytes([value[0] ^ 1]) + value[1:]
    at = len(value) // 2
    return value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :]


def rows_with(connection: Connection, table: Table, column: Column[Any]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The values of a column that can be altered, each with the key of its row."""
    for row in connection.execute(select(table).where(column.is_not(None))).mappings():
        if row[column.name] not in ("", b""):
            yield row[column.name], {key.name: row[key.name] for key in table.primary_key}


def test_an_altered_value_in_any_column_of_any_table_is_named(store: Store) -> None:
    fill(store)
    assert list(store.verify()) == []
    unseen, refused, empty = [], [], []
    for table, column in COLUMNS:
        with store.engine.connect() as connection:
            found = list(rows_with(connection, table, column))
        if not found:
            empty.append(f"{table.name}.{column.name}")
            continue
        value, key = found[len(found) // 2]
        here = [table.c[name] == part for name, part in key.items()]
        changed = altered(column, value)
        at = f"{table.name}.{column.name}"
        try:
            with connect.transaction(store.engine, write=True) as connection:
                connection.execute(update(table).where(*here).values({column.name: changed}))
        except RecordError:
            refused.append(at)
            continue
        if not list(store.verify()):
            unseen.append(f"{at}: {value!r} → {changed!r}")
        back = [table.c[name] == (changed if name == column.name else part) for name, part in key.items()]
        with connect.transaction(store.engine, write=True) as connection:
            connection.execute(update(table).where(*back).values({column.name: value}))
    assert not unseen
    assert not empty
    assert len(refused) < len(COLUMNS) / 4, refused  # by a key that other rows refer to
    assert list(store.verify()) == []


# --- the index of words


@pytest.mark.parametrize(
    ("sqlite", "postgresql"),
    [
        (
            "INSERT INTO statement_terms (rowid, words) VALUES (999, 'ferry')",
            "UPDATE statement_terms SET terms = terms || 'ferry:900' WHERE seq = 2",
        ),
        (
            "INSERT INTO statement_terms (statement_terms) VALUES ('delete-all')",
            "DELETE FROM statement_terms WHERE seq = 2",
        ),
    ],
)
def test_an_index_that_is_not_what_the_words_make_is_named(store: Store, sqlite: str, postgresql: str) -> None:
    put(store, harbour())
    with connect.transaction(store.engine, write=True) as connection:
        connection.execute(text(sqlite if store.engine.dialect.name == "sqlite" else postgresql))
    assert any("search index" in sentence for sentence in store.verify())


# --- the end of the log


def test_a_log_whose_last_row_is_cut_off_shows_in_what_rests_on_it(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(path) as store:
        fill(store)
    whole = path.read_bytes()
    unseen = []
    for last in range(6, 0, -1):
        path.write_bytes(whole)
        with closing(sqlite3.connect(path)) as database, database:
            database.execute("DELETE FROM decisions WHERE number >= ?", (last,))
        if not complaint(path):
            unseen.append(last)
    assert not unseen
