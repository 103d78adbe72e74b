"""The store, on SQLite always and on PostgreSQL when ONRECORD_TEST_DB holds the address of a database."""

import hashlib
import sqlite3
import sys
import threading
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Text, select, text

from onrecord import people
from onrecord.errors import RecordError
from onrecord.model import (
    Action,
    Article,
    Attribution,
    Basis,
    Dating,
    Entity,
    Extract,
    Kind,
    Person,
    Polarity,
    Query,
    Span,
    Speaker,
    Statement,
)
from onrecord.people import cluster, query_keys
from onrecord.store import Store, connect, open_store, schema
from onrecord.store.prepare import CONTEXT_REACH

TEXT = (
    "Harbour news. “We will not raise the harbour tax,” Mara Lind said on Monday. “Not this year.”\n"
    "Jon Ott told reporters that Mara Lind had called the tax a necessity. He left early."
)


# --- invented articles and small stand-ins


def article(body: str, language: str | None = None, title: str | None = None) -> Article:
    return Article(hashlib.sha256(body.encode()).hexdigest(), body, language=language, title=title, origin="invented")


def said(
    body: str, speaker: str | None, *content: str, said_on: str | None = None, parent: int | None = None
) -> Statement:
    """A statement of `speaker` whose content are those pieces of `body`."""
    spans: tuple[Span, ...] = tuple((body.index(piece), body.index(piece) + len(piece)) for piece in content)
    attribution = Attribution((), (), spans, Kind.DIRECT, parent, 0.5)
    return Statement(
        attribution, Speaker(speaker, "named"), (), Basis.FIRST_HAND, Polarity.SAID, Dating(said_on, "dateline"), None
    )


def relayed(statement: Statement, *through: str | None) -> Statement:
    return replace(statement, relayed_by=through, basis=Basis.RELAYED)


def entities_of(extract: Extract) -> list[Entity]:
    """One entity for each name, with the others around it."""
    every = [name for s in extract.statements for name in (s.speaker.name, *s.relayed_by) if name is not None]
    names = sorted(set(every))
    return [
        Entity(0, extract.article.id, name, False, ("minister",), tuple(n for n in names if n != name))
        for name in names
    ]


def harbour() -> Extract:
    """An article with a quotation in two pieces and a relay in another's content; no field of it is empty."""
    about = Article(
        hashlib.sha256(TEXT.encode()).hexdigest(),
        TEXT,
        title="Harbour news",
        outlet="Port Courier",
        byline="Nora Quill",
        published="2021-03-04",
        published_from="meta",
        language="en",
        url="https://courier.example/harbour",
        origin="harbour.html",
    )
    outer = said(TEXT, "Jon Ott", "that Mara Lind had called the tax a necessity", said_on="2021-03")
    return Extract(
        about,
        (
            said(TEXT, "Mara Lind", "We will not raise the harbour tax", "Not this year", said_on="2021-03-01"),
            replace(outer, occasion="briefing"),
            relayed(said(TEXT, "Mara Lind", "a necessity", said_on="2021", parent=1), "Jon Ott", None),
        ),
    )


def invented(n: int) -> Extract:
    """The n-th of a series of small articles in which eight people speak."""
    who = ("Mara Lind", "Lind", "Jon Ott", "Ott", "Ada Ott", "Petra Vane", "Vane", "Ilya Brund")[n % 8]
    body = f"Notice {n}. “The ferry sails at {n % 24} o’clock,” {who} said. A reply to notice {n} did not come."
    first = said(body, who, f"The ferry sails at {n % 24} o’clock", said_on=f"2021-{n % 12 + 1:02}")
    return Extract(article(body, language="en", title=f"Notice {n}"), (first, relayed(first, "Jon Ott")))


def put(store: Store, extract: Extract) -> bool:
    return store.add(extract, entities_of(extract), settle=True)


def dump(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but times, and the seals over them."""
    out: dict[str, list[tuple[object, ...]]] = {}
    with store.engine.connect() as connection:
        for table in schema.metadata.sorted_tables:
            columns = [
                c for c in table.columns if c.name != "added_at" and (table.name, c.name) != ("articles", "sha256")
            ]
            out[table.name] = [tuple(row) for row in connection.execute(select(*columns).order_by(*table.primary_key))]
    return out


def partition(store: Store) -> set[frozenset[tuple[str, str]]]:
    """Which entities are one person, without row numbers."""
    return {frozenset((e.article, e.name) for e in store.entities(person.id)) for person in store.people()}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An SQLite record with two articles and some decisions, closed."""
    path = tmp_path / "record.db"
    with open_store(path) as opened:
        put(opened, harbour())
        put(opened, invented(1))
        number = opened.statements_of(harbour().article.id)[1].id
        lines = [{"names": ["Jon Ott", "the Ferryman"], "wikidata": "Q77"}]
        opened.decide(Action.ALIASES, {"file": "names.txt", "persons": lines}, "Nora", "the alias file")
        opened.decide(Action.CORRECT, {"statement": number, "speaker": "Ada Ott"}, "Nora", "it was she")
        opened.decide(Action.CORRECT, {"statement": number, "said_on": "2021-03-02"}, "Nora", "so the minutes")
    return path


# --- adding and reading


def test_an_added_article_is_read_back_as_it_was(store: Store) -> None:
    extract = harbour()
    assert not store.has(extract.article.id)
    assert put(store, extract)
    assert store.has(extract.article.id)
    assert store.article(extract.article.id) == extract.article
    assert list(store.articles()) == [extract.article]
    assert store.article("0") is None


def test_statements_are_read_back_with_all_that_was_found(store: Store) -> None:
    extract = harbour()
    put(store, extract)
    first, outer, inner = store.statements_of(extract.article.id)
    assert first.id == extract.article.id[:16] + "-0"
    assert first.text == "We will not raise the harbour tax … Not this year"
    assert (first.speaker, first.said_on, first.said_on_basis) == ("Mara Lind", "2021-03-01", "dateline")
    assert (first.title, first.outlet, first.published) == ("Harbour news", "Port Courier", "2021-03-04")
    assert [s.content for s in (first, outer, inner)] == [s.attribution.content for s in extract.statements]
    assert (outer.kind, outer.polarity, outer.basis, outer.score) == (Kind.DIRECT, Polarity.SAID, Basis.FIRST_HAND, 0.5)
    assert (inner.basis, inner.relayed_by) == (Basis.RELAYED, ("Jon Ott", None))
    assert store.statement(inner.id) == inner
    assert store.statement("0-0") is None


def test_the_context_of_a_statement_is_the_sentences_it_touches(store: Store) -> None:
    put(store, harbour())
    first, outer, _ = store.statements_of(harbour().article.id)
    assert first.context == "“We will not raise the harbour tax,” Mara Lind said on Monday. “Not this year.”"
    assert outer.context == "Jon Ott told reporters that Mara Lind had called the tax a necessity."


def test_the_context_in_a_text_without_full_stops_is_cut_between_words(store: Store) -> None:
    body = "word " * 1000 + "the content " + "word " * 1000
    extract = Extract(article(body), (said(body, None, "the content"),))
    put(store, extract)
    (statement,) = store.statements_of(extract.article.id)
    assert set(statement.context.split()) == {"word", "the", "content"}
    assert 2 * CONTEXT_REACH - 10 <= len(statement.context) <= 2 * CONTEXT_REACH + len("the content")


def test_adding_twice_changes_nothing(store: Store) -> None:
    assert put(store, harbour())
    before = dump(store)
    assert not put(store, harbour())
    assert dump(store) == before


def test_adding_twice_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(path) as store:
        put(store, harbour())
    before = path.read_bytes()
    with open_store(path) as store:
        assert not put(store, harbour())
    assert path.read_bytes() == before


def test_an_article_without_statements_is_kept(store: Store) -> None:
    empty = Extract(article("Nothing was said."), ())
    assert put(store, empty)
    assert store.statements_of(empty.article.id) == []
    assert list(store.verify()) == []


def test_a_speaker_without_an_entity_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="Mara Lind"):
        store.add(harbour(), entities_of(harbour())[1:])
    assert not store.has(harbour().article.id)


def test_half_a_surrogate_pair_is_refused_in_words(store: Store) -> None:
    with pytest.raises(RecordError, match="surrogate"):
        put(store, Extract(Article("0" * 64, "odd \ud800 text"), ()))
    assert store.counts()["articles"] == 0


def test_an_article_whose_persons_cannot_be_derived_is_not_added(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> list[Person]:
        raise ZeroDivisionError

    monkeypatch.setattr(people, "cluster", fail)
    with pytest.raises(ZeroDivisionError):
        put(store, harbour())
    assert not any(dump(store).values())


def test_counts_tell_how_much_there_is(store: Store) -> None:
    put(store, harbour())
    put(store, invented(2))
    counts = {"articles": 2, "outlets": 1, "persons": 2, "statements": 5, "first_hand": 3, "forgotten": 0}
    assert store.counts() == counts


# --- persons and dates


def test_persons_are_found_by_the_keys_of_a_name(store: Store) -> None:
    for n in range(8):
        put(store, invented(n))
    assert [p.name for p in store.people(query_keys("M. Lind"))] == ["Mara Lind"]
    assert [p.names for p in store.people(query_keys("Lind"))] == [("Mara Lind", "Lind")]
    assert {p.name for p in store.people(query_keys("Ott"))} == {"Jon Ott", "Ada Ott"}
    assert store.people(query_keys("Nobody")) == []
    assert {p.name for p in store.people()} == {"Mara Lind", "Jon Ott", "Ada Ott", "Petra Vane", "Ilya Brund"}
    (person,) = store.people(query_keys("Brund"))
    assert store.person(person.id) == person
    assert store.person(0) is None


@pytest.mark.parametrize("order", [range(9), range(8, -1, -1), (4, 8, 0, 3, 7, 1, 5, 2, 6)])
def test_persons_do_not_depend_on_the_order_of_adding(store: Store, tmp_path: Path, order: Sequence[int]) -> None:
    for n in order:
        put(store, invented(n))
    with open_store(tmp_path / "other.db") as other:
        for n in range(9):
            put(other, invented(n))
        assert partition(store) == partition(other)


def test_persons_can_be_derived_once_for_many_articles(store: Store, tmp_path: Path) -> None:
    with open_store(tmp_path / "other.db") as other:
        for n in range(9):
            put(other, invented(n))
            extract = invented(n)
            assert store.add(extract, entities_of(extract))
        assert store.people() == []
        store.settle()
        assert dump(store) == dump(other)


def test_persons_can_be_derived_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(9):
        put(store, invented(n))
    before = dump(store)
    with monkeypatch.context() as patch:
        patch.setattr(people, "cluster", lambda entities, *_: [p for e in entities for p in cluster([e])])
        store.rederive()
    assert len(store.people()) > len(before["persons"])
    store.rederive()
    assert dump(store) == before


def test_statements_of_a_person_come_in_order_of_their_dates(store: Store) -> None:
    for n in (14, 6, 5):
        put(store, invented(n))
    (vane,) = store.people(query_keys("Vane"))
    assert [s.said_on for s in store.statements(vane.id, first_hand=True)] == ["2021-03", "2021-06", "2021-07"]
    assert [s.speaker for s in store.statements(vane.id, first_hand=True)] == ["Vane", "Petra Vane", "Vane"]
    assert len(store.statements(vane.id)) == 6
    assert {s.basis for s in store.statements(vane.id, first_hand=False)} == {Basis.RELAYED}


def test_statements_are_limited_to_a_time_by_what_their_dates_allow(store: Store) -> None:
    dates = ("2020-12-31", "2021", "2021-02", "2021-02-10", "2021-03-01", None)
    body = " ".join(f"“Sentence {n}.”" for n in range(len(dates)))
    statements = tuple(said(body, "Mara Lind", f"Sentence {n}", said_on=date) for n, date in enumerate(dates))
    put(store, Extract(article(body), statements))
    (lind,) = store.people(query_keys("Lind"))

    def between(since: str | None, until: str | None) -> list[str | None]:
        return [s.said_on for s in store.statements(lind.id, None, since, until)]

    assert between(None, None) == ["2020-12-31", "2021", "2021-02", "2021-02-10", "2021-03-01", None]
    assert between("2021-02-05", None) == ["2021", "2021-02", "2021-02-10", "2021-03-01"]
    assert between("2021-03", None) == ["2021", "2021-03-01"]
    assert between(None, "2021-02") == ["2020-12-31", "2021", "2021-02", "2021-02-10"]
    assert between(None, "2020") == ["2020-12-31"]
    assert between("2021-02-10", "2021-02-10") == ["2021", "2021-02", "2021-02-10"]


# --- verifying


def test_a_sound_record_is_found_sound(store: Store) -> None:
    put(store, harbour())
    for n in range(8):
        put(store, invented(n))
    assert list(store.verify()) == []


SEALED_TEXTS = [
    (table.name, column.name)
    for table in (
        schema.articles,
        schema.entities,
        schema.entity_keys,
        schema.persons,
        schema.statements,
        schema.relayers,
        schema.decisions,
        schema.corrections,
    )
    for column in table.columns
    if isinstance(column.type, Text)
]


@pytest.mark.parametrize(("table", "column"), SEALED_TEXTS)
def test_one_altered_character_in_any_text_is_found(file: Path, table: str, column: str) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        wanted = f"SELECT {column} FROM {table} WHERE {column} <> '' LIMIT 1"
        (old,) = database.execute(wanted).fetchone() or (None,)
        at = len(old) // 2 if old else 0
        new = old[:at] + chr(ord(old[at]) ^ 1) + old[at + 1 :] if old else "put in"
        changed = database.execute(f"UPDATE {table} SET {column} = ? WHERE {column} IS ?", (new, old))
        assert changed.rowcount
    with open_store(file) as store:
        assert list(store.verify())


@pytest.mark.parametrize(
    "words",
    ["Not this year.", "Port Courier", "Harbour news", "2021-03-01", "Mara Lind", "minister", "dateline", "[[15,"],
)
def test_one_altered_byte_in_the_file_is_found_and_its_row_is_named(file: Path, words: str) -> None:
    sound = file.read_bytes()
    places = [at for at in range(len(sound)) if sound.startswith(words.encode(), at)]
    assert places
    for at in places:
        for bit in (1, 128):  # 128 breaks the UTF-8
            file.write_bytes(sound[:at] + bytes([sound[at] ^ bit]) + sound[at + 1 :])
            with open_store(file) as store:
                found = " ".join(store.verify())
            assert any(sign in found for sign in ("Article", "Statement", "Row", "Decision", "SQLite")), (at, bit)
        file.write_bytes(sound)


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ("DELETE FROM statement_terms", "search index"),
        ("UPDATE statements SET content = '[[0,5000]]' WHERE n = 1", "outside the article"),
        ("UPDATE statements SET content = '[[0,5]]' WHERE n = 1", "not what the article has"),
        ("UPDATE statements SET parent = 9 WHERE n = 2", "statement 9 of its article, in which it lies, is missing"),
        ("UPDATE statements SET entity_id = 1 + entity_id % 2", "its speaker is"),
        ("UPDATE entities SET person_id = 999", "a person that is not in the record"),
        ("DELETE FROM relayers", "list of its relayers"),
        ("DELETE FROM articles", "not in the record"),
    ],
)
def test_a_broken_link_is_named(file: Path, change: str, finding: str) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        if "statement_terms" in change:
            change = "INSERT INTO statement_terms (statement_terms) VALUES ('delete-all')"
        database.execute(change)
    with open_store(file) as store:
        assert any(finding in sentence for sentence in store.verify())


def test_a_lost_statement_is_missed(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("DELETE FROM relayers")
        database.execute("DELETE FROM corrections")
        database.execute("DELETE FROM statements WHERE n = 2")
    with open_store(file) as store:
        assert any("added with 3 statements, 2 are there" in sentence for sentence in store.verify())


# --- opening


def test_migrations_make_the_tables_of_the_schema(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    def ours(name: str | None, kind: str, parents: object) -> bool:
        return kind != "table" or not (name or "").startswith(("statement_terms", schema.VERSION_TABLE))

    def told(thing: Any, name: str | None, kind: str, *_: object) -> bool:
        # SQLite does not tell which foreign keys of a column are deferred.
        deferred = kind == "foreign_key_constraint" and thing.column_keys in (["person_id"], ["echo_of"])
        return not (deferred and store.engine.dialect.name == "sqlite")

    with store.engine.connect() as connection:
        opts = {"include_name": ours, "include_object": told, "compare_type": True}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, schema.metadata) == []


def test_the_newest_migration_is_the_head() -> None:
    from alembic.script import ScriptDirectory

    from onrecord.store.migrate import MIGRATIONS

    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == schema.HEAD


def test_a_record_of_a_newer_onrecord_is_refused(url: str) -> None:
    with open_store(url) as store, connect.transaction(store.engine, write=True) as connection:
        connection.execute(text(f"UPDATE {schema.VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(RecordError, match="newer onrecord"):
        open_store(url)


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE bookmarks (address TEXT)")
    with pytest.raises(RecordError, match="another program"):
        open_store(path)
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]


def test_a_failing_migration_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.store import search

    def fail(connection: object) -> None:
        raise ZeroDivisionError

    path = tmp_path / "record.db"
    with monkeypatch.context() as patch:
        patch.setattr(search, "create_index", fail)
        with pytest.raises(ZeroDivisionError):
            open_store(path)
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT name FROM sqlite_master").fetchall() == []
    with open_store(path) as store:
        assert put(store, harbour())


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes, not a record. " * 40)
    with pytest.raises(RecordError, match=r"notes\.txt is not a record"):
        open_store(path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"folder .*nowhere does not exist"):
        open_store(tmp_path / "nowhere" / "record.db")


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="is a folder"):
        open_store(tmp_path)


def test_a_missing_record_is_not_made_unless_asked(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with pytest.raises(RecordError, match="There is no record"):
        open_store(path, create=False)
    assert not path.exists()
    open_store(f"sqlite:///{path}").close()
    open_store(path, create=False).close()


@pytest.mark.parametrize("address", ["mysql://host/db", "://", "postgresql://host:port/db"])
def test_an_odd_address_is_refused(address: str) -> None:
    with pytest.raises(RecordError):
        open_store(address)


def test_a_missing_driver_is_named_with_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(RecordError, match="pip install"):
        open_store("postgresql://nobody:secret@localhost/none")


def test_a_password_is_never_shown() -> None:
    assert "secret" not in connect.label(connect.parse("postgresql://nobody:secret@localhost/none"))


def test_a_full_disk_is_named_and_nothing_is_half_written(tmp_path: Path) -> None:
    with open_store(tmp_path / "record.db") as store:
        put(store, harbour())
        before = dump(store)
        with store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")
        body = "A long notice. " * 20_000
        with pytest.raises(RecordError, match=r"disk is full.*record\.db"):
            put(store, Extract(article(body), ()))
        assert dump(store) == before


def test_a_read_only_record_is_named(tmp_path: Path) -> None:
    with open_store(tmp_path / "record.db") as store:
        with store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only = ON")
        with pytest.raises(RecordError, match=r"record\.db is read-only"):
            put(store, harbour())


def test_a_record_that_may_not_be_written_to_is_read(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "may_write", lambda url: False)
    before = file.read_bytes()
    with open_store(file, create=False) as store:
        store.settle()
        assert store.counts()["articles"] == 2
        assert [f.statement.text for f in store.search(Query("harbour tax", limit=1))] == [
            "We will not raise the harbour tax … Not this year"
        ]
        assert list(store.verify()) == []
        assert not put(store, harbour())
        with pytest.raises(RecordError, match=r"record\.db is read-only"):
            put(store, invented(2))
        assert list(tmp_path.iterdir()) == [file]
    assert file.read_bytes() == before


def test_a_reader_without_rights_sees_what_a_writer_at_work_has_written(tmp_path: Path) -> None:
    path = tmp_path / "100 % of it?#1.db"
    with open_store(path) as writer, Store(connect.connect(connect.parse(path), read_only=True)) as reader:
        put(writer, harbour())
        assert reader.counts()["articles"] == 1
        put(writer, invented(1))
        assert reader.counts()["articles"] == 2
        writer.close()
        assert reader.counts()["articles"] == 2


def test_a_record_to_be_migrated_that_may_not_be_written_to_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "record.db"
    path.touch()
    monkeypatch.setattr(connect, "may_write", lambda url: False)
    with pytest.raises(RecordError, match=r"record\.db is read-only"):
        open_store(path, create=False)


def test_a_record_that_stays_busy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.db"
    open_store(path).close()
    monkeypatch.setattr(connect, "BUSY_SECONDS", 0)
    with open_store(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="Another program"):
            put(store, harbour())
        assert store.counts()["articles"] == 0
        other.execute("ROLLBACK")


def test_a_record_in_memory_lasts_until_it_is_closed() -> None:
    with open_store("sqlite://") as store:
        put(store, harbour())
        assert store.counts()["statements"] == 3


def test_threads_share_a_store(store: Store) -> None:
    threads = [
        threading.Thread(target=lambda k=k: [put(store, invented(n)) for n in range(k, 24, 3)]) for k in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.counts()["articles"] == 24
    assert list(store.verify()) == []
