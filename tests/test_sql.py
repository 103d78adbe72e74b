"""The database itself, for those who write SQL: every query of docs/sql.md, on both databases."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from sqlalchemy import Connection, insert, inspect, select, text

from onrecord.store import Store, connect, open_store, schema, search

QUERIES = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "sql.md").read_text(encoding="utf-8"), re.DOTALL)
ONLY = {"sqlite": "-- PostgreSQL", "postgresql": "-- SQLite"}
VIEWS = {"said", "relays", "outlets", "forgotten"}


@pytest.fixture
def sample(url: str, sample_record: Path) -> Iterator[Store]:
    """The record of the sample, on either database."""
    with open_store(url) as store, open_store(sample_record) as source:
        source.settle()
        with source.engine.connect() as old, connect.transaction(store.engine, write=True) as new:
            for table in schema.metadata.sorted_tables:
                rows = [dict(row) for row in old.execute(select(table)).mappings()]
                if rows:
                    new.execute(insert(table), rows)
            search.renew_index(new)
        yield store


def found(connection: Connection, query: str) -> bool:
    return bool(connection.exec_driver_sql(query.replace("%", "%%") if "%" in query else query).fetchall())


def test_every_query_of_the_page_on_sql_runs_on_a_record_and_finds_something(sample: Store) -> None:
    queries = [q for q in QUERIES if not q.startswith(ONLY[sample.engine.dialect.name])]
    assert len(queries) > 15
    with sample.engine.connect() as connection:
        empty = [q for q in queries if not found(connection, q) and "-- may be empty" not in q]
    assert not empty


def test_every_table_and_view_is_on_the_page_on_sql(sample: Store) -> None:
    page = (ROOT / "docs" / "sql.md").read_text(encoding="utf-8")
    with sample.engine.connect() as connection:
        views = set(inspect(connection).get_view_names())
    assert views == VIEWS
    missing = [name for name in (*schema.metadata.tables, *views) if f"`{name}`" not in page]
    assert not missing


def test_the_view_of_what_was_said_is_what_the_record_shows(sample: Store) -> None:
    with sample.engine.connect() as connection:
        rows = connection.execute(text("SELECT statement, speaker, said_on, basis, text FROM said")).all()
    for row in rows:
        shown = sample.statement(row.statement)
        assert shown is not None
        assert tuple(row)[1:] == (shown.speaker, shown.said_on, shown.basis.value, shown.text)
    assert len(rows) == sample.counts()["statements"]


def test_the_view_of_relays_has_a_row_for_every_relayer(sample: Store) -> None:
    statements = [s for article in sample.articles() for s in sample.statements_of(article.id)]
    expected = sorted((s.id, place, name) for s in statements for place, name in enumerate(s.relayed_by) if name)
    with sample.engine.connect() as connection:
        query = "SELECT statement, position, relayer_there FROM relays WHERE relayer_there IS NOT NULL"
        assert sorted(tuple(row) for row in connection.execute(text(query))) == expected
