"""Finds out what in a record is no longer as it was written: a sentence for each broken thing."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table, select, text
from sqlalchemy.exc import SQLAlchemyError

from onrecord.model import Span
from onrecord.store import connect, rows, schema, search
from onrecord.store.prepare import Keys, joined, statement_id, text_sha256
from onrecord.store.schema import articles, entities, entity_keys, persons, relayers, seal, statements

# Damaged pages may bring thousands of complaints of one kind from SQLite; these many tell enough.
MOST_COMPLAINTS = 20


def broken(connection: Connection, keys: Keys | None) -> Iterator[str]:
    """Checks every hash, every span and every link in the record; with `keys` also the keys of names."""
    with _lenient(connection):
        yield from _guarded(connection, "the file", _database(connection))
        yield from _guarded(connection, "articles", _articles(connection))
        for table in (entities, persons):
            yield from _guarded(connection, table.name, _sealed_rows(connection, table))
        yield from _guarded(connection, "the links of speakers", _links(connection))
        yield from _guarded(connection, "the search index", _index(connection))
        if keys is not None:
            yield from _guarded(connection, "the keys of names", _keys(connection, keys))


def _articles(connection: Connection) -> Iterator[str]:
    # The ids come first, so that an article that cannot be read does not hide those behind it.
    for article_id in list(connection.scalars(select(articles.c.id).order_by(articles.c.id))):
        yield from _guarded(connection, f"article {article_id}", _article(connection, article_id))
    orphans = select(statements.c.id).where(statements.c.article_id.not_in(select(articles.c.id)))
    for number in connection.scalars(orphans):
        yield f"Statement {number} belongs to an article that is not in the record."


def _article(connection: Connection, article_id: str) -> Iterator[str]:
    row = connection.execute(select(articles).where(articles.c.id == article_id)).mappings().first()
    if row is None:
        yield f"Article {article_id} is listed but cannot be found by its id."
        return
    name = f"Article {article_id}" + (f" ({row['title']})" if row["title"] else "")
    if text_sha256(row["text"]) != row["text_sha256"]:
        yield f"{name}: the text is not the one that was added."
    elif seal(articles, row) != row["sha256"]:
        yield f"{name}: a field is not what was added (title, outlet, dates, address or a hash)."
    own = select(statements).where(statements.c.article_id == article_id).order_by(statements.c.n)
    found = connection.execute(own).mappings().all()
    if len(found) != row["statements"]:
        yield f"{name}: it was added with {row['statements']} statements, {len(found)} are there."
    numbers = {statement["n"] for statement in found}
    for statement in found:
        yield from _statement(statement, row["text"], numbers)


def _statement(row: Mapping[Any, Any], article_text: str, numbers: set[int]) -> Iterator[str]:
    name = f"Statement {row['id']}"
    if seal(statements, row) != row["sha256"]:
        yield f"{name}: a field is not what was written."
    if row["id"] != statement_id(row["article_id"], row["n"]):
        yield f"{name}: its id does not fit its article and place."
    if row["parent"] is not None and row["parent"] not in numbers - {row["n"]}:
        yield f"{name}: statement {row['parent']} of its article, in which it lies, is missing."
    pieces: list[Span] = []
    for role in ("source", "cue", "content"):
        try:
            found = rows.spans(row[role])
        except (ValueError, TypeError):
            yield f"{name}: the spans of its {role} cannot be read."
            return
        if any(not 0 <= begin < end <= len(article_text) for begin, end in found):
            yield f"{name}: its {role} lies outside the article."
        pieces = list(found)
    if joined(article_text, pieces) != row["text"]:
        yield f"{name}: its text is not what the article has at its place."
    if row["context"] not in article_text:
        yield f"{name}: its context is not in the article."


def _sealed_rows(connection: Connection, table: Table) -> Iterator[str]:
    for row in connection.execute(select(table)).mappings():
        if seal(table, row) != row["sha256"]:
            which = " ".join(str(row[column.name]) for column in table.primary_key.columns)
            yield f"Row {which} of {table.name} is not as it was written" + (
                f": {row['name']}." if "name" in row else "."
            )


def _links(connection: Connection) -> Iterator[str]:
    """Entities of statements, relayers and persons: kept as row numbers, which the seals leave out."""
    same = (statements.c.entity_id == entities.c.id) & (statements.c.article_id == entities.c.article_id)
    named = select(statements.c.id, statements.c.speaker, entities.c.name).outerjoin_from(statements, entities, same)
    for number, speaker, name in connection.execute(named):
        if speaker != name:
            yield f"Statement {number} is linked with {name!r}, but its speaker is {speaker!r}."
    chains: dict[str, list[str | None]] = {}
    ordered = select(relayers.c.statement_id, relayers.c.name).order_by(relayers.c.statement_id, relayers.c.position)
    for number, name in connection.execute(ordered):
        chains.setdefault(number, []).append(name)
    for number, relayed_by in connection.execute(select(statements.c.id, statements.c.relayed_by)):
        if schema.dump_json(chains.get(number, [])) != relayed_by:
            yield f"Statement {number}: the list of its relayers is not {relayed_by}."
    misnamed = select(relayers.c.statement_id, relayers.c.name).join_from(relayers, entities)
    for number, name in connection.execute(misnamed.where(relayers.c.name != entities.c.name)):
        yield f"Statement {number}: its relayer {name!r} is linked with somebody else."
    lost = entities.c.person_id.is_not(None) & entities.c.person_id.not_in(select(persons.c.id))
    for entity_id, name in connection.execute(select(entities.c.id, entities.c.name).where(lost)):
        yield f"Row {entity_id} of entities ({name}) belongs to a person that is not in the record."


def _index(connection: Connection) -> Iterator[str]:
    for number in search.missing(connection):
        yield f"Statement {number} is not in the search index."


def _keys(connection: Connection, keys: Keys) -> Iterator[str]:
    stored: dict[int, set[str]] = {}
    for entity_id, key in connection.execute(select(entity_keys.c.entity_id, entity_keys.c.key)):
        stored.setdefault(entity_id, set()).add(key)
    for entity_id, name in connection.execute(select(entities.c.id, entities.c.name)):
        if stored.get(entity_id, set()) != keys(name):
            yield f"Row {entity_id} of entities ({name}) is not under the keys of its name; derive persons anew."


def _guarded(connection: Connection, what: str, found: Iterator[str]) -> Iterator[str]:
    """What is found, and a sentence instead of an error when the database or a value in it cannot be read."""
    try:
        yield from found
    except (SQLAlchemyError, sqlite3.Error, UnicodeError, ValueError, TypeError) as error:
        said = connect.explain(connect.label(connection.engine.url), error)
        yield f"{what[:1].upper()}{what[1:]} cannot be checked to the end. {said}"


def _database(connection: Connection) -> Iterator[str]:
    """SQLite's own check of its pages and indexes."""
    if connection.dialect.name != "sqlite":
        return
    for complaint in connection.scalars(text(f"PRAGMA integrity_check({MOST_COMPLAINTS})")):
        if complaint != "ok":
            yield f"SQLite finds the file damaged: {complaint}"
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"A row of {row[0]} refers to a row of {row[2]} that is not there."


@contextmanager
def _lenient(connection: Connection) -> Iterator[None]:
    """Lets SQLite hand over text that is no longer UTF-8: its hash will not fit, and the row can be named."""
    raw: Any = connection.connection.dbapi_connection
    if not isinstance(raw, sqlite3.Connection):
        yield
        return
    raw.text_factory = lambda value: value.decode(errors="replace")
    try:
        yield
    finally:
        raw.text_factory = str
