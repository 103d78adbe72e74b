"""Finds out what in a record is no longer as it was written: a sentence for each broken thing."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table, select, text
from sqlalchemy.exc import SQLAlchemyError

from onrecord import decisions, people
from onrecord.model import Span
from onrecord.store import connect, log, rows, schema, search
from onrecord.store import corrections as laid
from onrecord.store import persons as persons_of
from onrecord.store.prepare import joined, statement_id, text_sha256
from onrecord.store.schema import articles, corrections, entities, entity_keys, persons, relayers, seal, statements

# Damaged pages may bring thousands of complaints of one kind from SQLite; these many tell enough.
MOST_COMPLAINTS = 20

ANEW = "Run `onrecord people --anew`."


def broken(connection: Connection) -> Iterator[str]:
    """Checks every hash, every span, every link and the chain of decisions, and what is derived from them."""
    with _lenient(connection):
        yield from _guarded(connection, "the file", _database(connection))
        yield from _guarded(connection, "articles", _articles(connection))
        for table in (entities, persons):
            yield from _guarded(connection, table.name, _sealed_rows(connection, table))
        yield from _guarded(connection, "the links of speakers", _links(connection))
        yield from _guarded(connection, "the persons", _persons(connection))
        yield from _guarded(connection, "the search index", _index(connection))
        yield from _guarded(connection, "the log of decisions", log.broken(connection))
        yield from _guarded(connection, "the corrections of statements", _corrections(connection))
        yield from _guarded(connection, "the keys of names", _keys(connection))


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


def _persons(connection: Connection) -> Iterator[str]:
    """Whether persons have the names and grounds of their entities: no seal covers who is held to be whom."""
    names: dict[int, list[str]] = {}
    grounds: dict[int, set[str]] = {}
    for entity in connection.execute(select(entities).where(entities.c.person_id.is_not(None))):
        names.setdefault(entity.person_id, []).append(entity.name)
        grounds.setdefault(entity.person_id, set()).add(entity.ground or "")
    for row in connection.execute(select(persons)):
        mentions, why = names.get(row.id, []), grounds.get(row.id, set())
        if set(json.loads(row.names)) != set(mentions) or row.why != people.in_short(why, len(mentions)):
            yield f"Row {row.id} of persons ({row.name}): its names or grounds are not those of its mentions."
    for mention in persons_of.misgathered(connection):
        yield f"Row of entities {mention}: what it gathered of its namesakes is not theirs. {ANEW}"


def _index(connection: Connection) -> Iterator[str]:
    for number in search.missing(connection):
        yield f"Statement {number} is not in the search index."


def _corrections(connection: Connection) -> Iterator[str]:
    """Whether what is laid over statements is what the log says."""
    told = log.read(connection)
    named = {*decisions.corrections(told), *connection.scalars(select(corrections.c.statement_id))}
    of = connection.execute(select(statements.c.id, statements.c.article_id)) if named else ()
    article_of = {row.id: row.article_id for row in of}
    for number in sorted(named - article_of.keys()):
        yield f"Statement {number} was corrected, but is not in the record."
    for article_id in sorted({article_of[number] for number in named & article_of.keys()}):
        own = (
            select(corrections, entities.c.name)
            .join_from(corrections, statements)
            .outerjoin(entities, entities.c.id == corrections.c.entity_id)
            .where(statements.c.article_id == article_id)
        )
        there = {row["statement_id"]: dict(row) for row in connection.execute(own).mappings()}
        should = {row["statement_id"]: row for row in laid.expected(connection, article_id, told)}
        for number in sorted(there.keys() | should.keys()):
            row = there.get(number, {})
            row.pop("entity_id", None)
            if row.pop("name", None) != row.get("speaker") or row != should.get(number):
                yield f"Statement {number}: its correction is not what the log of decisions says."


def _keys(connection: Connection) -> Iterator[str]:
    stored: dict[int, set[str]] = {}
    for entity_id, key in connection.execute(select(entity_keys.c.entity_id, entity_keys.c.key)):
        stored.setdefault(entity_id, set()).add(key)
    grounds = people.grounds(log.read(connection))
    settled = entities.c.person_id.is_not(None)  # the others get their keys with their persons
    for row in connection.execute(select(entities).where(settled)):
        entity = persons_of.entity(row, row.id)
        echoes = row.echo_of is not None and people.echoes(entity, grounds)
        if stored.get(row.id, set()) != (set() if echoes else people.keys(entity, grounds)):
            yield f"Row {row.id} of entities ({row.name}) is not under the keys of its name. {ANEW}"


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
