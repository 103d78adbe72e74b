"""Finds out what in a record is no longer as it was written: a sentence for each broken thing."""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, select, text
from sqlalchemy.exc import SQLAlchemyError

from onrecord import decisions, people
from onrecord.model import Action, Span
from onrecord.store import checks, connect, forgetting, index_proof, log, migrate, rows
from onrecord.store import corrections as laid
from onrecord.store import persons as persons_of
from onrecord.store.prepare import Indexed, indexed, joined, statement_id, text_sha256
from onrecord.store.schema import (
    articles,
    corrections,
    entities,
    entity_keys,
    persons,
    relayers,
    seal,
    sources,
    statements,
)

# Damaged pages may bring thousands of complaints of one kind from SQLite; these many tell enough.
MOST_COMPLAINTS = 20
# Statements are held against the search index in batches of so many: some megabytes.
BATCH = 5_000

ANEW = "Run `onrecord people --anew`."


def broken(connection: Connection) -> Iterator[str]:
    """Checks every hash, every span, every link and the chain of decisions, and what is derived from them."""
    with _lenient(connection):
        yield from _guarded(connection, "the file", _database(connection))
        yield from _guarded(connection, "the file's tables", _tables(connection))
        yield from _guarded(connection, "the sources", _sources(connection))
        yield from _guarded(connection, "articles", _articles(connection))
        for table in (entities, persons):
            yield from _guarded(connection, table.name, _sealed_rows(connection, table))
        yield from _guarded(connection, "the links of speakers", _links(connection))
        yield from _guarded(connection, "the persons", _persons(connection))
        yield from _guarded(connection, "the search index", _index(connection))
        yield from _guarded(connection, "the log of decisions", log.broken(connection))
        yield from _guarded(connection, "what is forgotten", _forgotten(connection))
        yield from _guarded(connection, "the corrections of statements", _corrections(connection))
        yield from _guarded(connection, "the keys of names", _keys(connection))
        yield from _guarded(connection, "the kept checks", checks.broken(connection))


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
    if row["forgotten"] is None and text_sha256(row["text"]) != row["text_sha256"]:
        yield f"{name}: the text is not the one that was added."
    elif seal(articles, row) != row["sha256"]:
        yield f"{name}: a field is not what was added (title, outlet, dates, address or a hash)."
    own = select(statements).where(statements.c.article_id == article_id).order_by(statements.c.n)
    found = connection.execute(own).mappings().all()
    if row["forgotten"] is None and len(found) != row["statements"]:
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
    chains: dict[str, dict[int, str | None]] = {}
    for number, position, name in connection.execute(
        select(relayers.c.statement_id, relayers.c.position, relayers.c.name)
    ):
        chains.setdefault(number, {})[position] = name
    for number, relayed_by in connection.execute(select(statements.c.id, statements.c.relayed_by)):
        if chains.get(number, {}) != dict(enumerate(json.loads(relayed_by))):
            yield f"Statement {number}: the list of its relayers is not {relayed_by}."
    here = (relayers.c.entity_id == entities.c.id) & (entities.c.article_id == statements.c.article_id)
    links = select(relayers.c.statement_id, relayers.c.name, entities.c.name).join_from(relayers, statements)
    for number, name, linked in connection.execute(links.outerjoin(entities, here)):
        if name != linked:
            yield f"Statement {number}: its relayer {name!r} is linked with {linked!r}."
    lost = entities.c.person_id.is_not(None) & entities.c.person_id.not_in(select(persons.c.id))
    for entity_id, name in connection.execute(select(entities.c.id, entities.c.name).where(lost)):
        yield f"Row {entity_id} of entities ({name}) belongs to a person that is not in the record."


def _persons(connection: Connection) -> Iterator[str]:
    """Whether persons have the names and grounds of their entities: no seal covers who is held to be whom."""
    names: dict[int, list[str]] = {}
    grounds: dict[int, set[str]] = {}
    alone: dict[int, str] = {}  # the ground of a person's only mention, which the person does not tell
    decided = people.grounds(log.read(connection))
    for entity in connection.execute(select(entities).where(entities.c.person_id.is_not(None))):
        names.setdefault(entity.person_id, []).append(entity.name)
        grounds.setdefault(entity.person_id, set()).add(entity.ground or "")
        value = persons_of.entity(entity, entity.id)
        sure = people.is_firm(value, decided)  # a surname alone has no ground for being nobody else
        alone[entity.person_id] = (decided.ruling(value).why or people.SAME_NAME) if sure else ""
    for row in connection.execute(select(persons)):
        mentions, why = names.get(row.id, []), grounds.get(row.id, set())
        told = row.why == people.in_short(why, len(mentions)) and (len(mentions) > 1 or why == {alone.get(row.id)})
        if set(json.loads(row.names)) != set(mentions) or not told:
            yield f"Row {row.id} of persons ({row.name}): its names or grounds are not those of its mentions."
    for mention in persons_of.misgathered(connection):
        yield f"Row of entities {mention}: what it gathered of its namesakes is not theirs. {ANEW}"


def _index(connection: Connection) -> Iterator[str]:
    """Whether the search index holds the terms of the statements' words, and nothing else."""
    wrong = index_proof.differing(connection, _indexed(connection))
    ids = {row.seq: row.id for row in connection.execute(select(statements.c.seq, statements.c.id))} if wrong else {}
    for number in sorted(wrong & ids.keys()):
        yield f"Statement {ids[number]} is not in the search index as its words are."
    if strange := len(wrong - ids.keys()):
        yield f"The search index has {strange} entries for statements that are not in the record."


def _indexed(connection: Connection) -> Iterator[tuple[list[int], list[Indexed]]]:
    """Row numbers of statements and the terms that they are to be found by, in batches."""
    query = select(statements.c.seq, statements.c.text, statements.c.context, articles.c.language)
    query = query.join_from(statements, articles).order_by(statements.c.seq).limit(BATCH)
    last = 0
    while part := connection.execute(query.where(statements.c.seq > last)).all():
        yield [row.seq for row in part], [indexed(row.text, row.context, row.language) for row in part]
        last = part[-1].seq


def _forgotten(connection: Connection) -> Iterator[str]:
    """Whether articles are forgotten where the log says so, only there, and without a word left."""
    by_log = {d.number: d.what for d in log.read(connection) if d.action is Action.FORGET}
    article_ids = {what["article"] for what in by_log.values()}
    marked = connection.execute(
        select(articles).where(articles.c.forgotten.is_not(None) | articles.c.id.in_(article_ids))
    )
    there = {row["id"]: row for row in marked.mappings()}
    for number, what in by_log.items():
        if what["article"] not in there:
            yield f"Article {what['article']}, forgotten by decision {number}, has lost its row."
    for article_id, row in there.items():
        what = by_log.get(row["forgotten"], {})
        if what.get("article") != article_id or what.get("text_sha256") != row["text_sha256"]:
            yield f"Article {article_id}: it is not marked as forgotten as the log of decisions says."
        packed = select(sources.c.id).where(sources.c.id == row["source_id"], sources.c.packed.is_not(None))
        left = [
            select(statements.c.id).where(statements.c.article_id == article_id),
            select(entities.c.id).where(entities.c.article_id == article_id),
            packed,
        ]
        if not forgetting.is_erased(row) or any(connection.execute(query.limit(1)).first() for query in left):
            yield f"Article {article_id} is forgotten, but words of it are there."


def _corrections(connection: Connection) -> Iterator[str]:
    """Whether what is laid over statements is what the log says."""
    told = log.read(connection)
    gone = {number for d in told if d.action is Action.FORGET for number, _ in d.what["statements"]}
    named = {*decisions.corrections(told), *connection.scalars(select(corrections.c.statement_id))} - gone
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
    except (SQLAlchemyError, sqlite3.Error, ValueError, TypeError, LookupError) as error:
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


def _tables(connection: Connection) -> Iterator[str]:
    """Whether tables, indexes and views are still the ones that the migrations make. Others may be beside them."""
    if connection.dialect.name != "sqlite":
        return
    for kind, name, *_ in sorted(_made() - _objects(connection)):
        yield f"The {kind} {name} of the file is not as onrecord makes it."


@cache
def _made() -> frozenset[tuple[str, ...]]:
    engine = connect.connect(connect.parse("sqlite://"))
    with connect.transaction(engine, write=True) as connection:
        migrate.run_migrations(connection)
        made = _objects(connection)
    engine.dispose()
    return made


def _objects(connection: Connection) -> frozenset[tuple[str, ...]]:
    found = connection.execute(text("SELECT type, name, tbl_name, sql FROM sqlite_master"))
    return frozenset((row.type, row.name, row.tbl_name, " ".join((row.sql or "").split())) for row in found)


def _sources(connection: Connection) -> Iterator[str]:
    """Whether sources are the bytes that their ids are the SHA-256 of; those of forgotten articles are not there."""
    forgotten = set(connection.scalars(select(articles.c.source_id).where(articles.c.forgotten.is_not(None))))
    for source_id in list(connection.scalars(select(sources.c.id).order_by(sources.c.id))):
        yield from _guarded(connection, f"source {source_id}", _source(connection, source_id, forgotten))


def _source(connection: Connection, source_id: str, forgotten: set[str | None]) -> Iterator[str]:
    row = connection.execute(select(sources).where(sources.c.id == source_id)).mappings().one()
    if seal(sources, row) != row["sha256"]:
        yield f"Source {source_id} is not as it was written."
    if row["packed"] is None:
        if source_id not in forgotten:
            yield f"Source {source_id}: its bytes are missing."
        return
    try:
        data = zlib.decompress(row["packed"])
    except zlib.error:
        yield f"Source {source_id}: its bytes cannot be unpacked."
        return
    if hashlib.sha256(data).hexdigest() != source_id:
        yield f"Source {source_id}: its bytes are not the ones that were read."


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
