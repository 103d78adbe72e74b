"""The tables of a record, and the seals that show whether a row is still as it was written.

Lists (spans, roles, names) are kept as JSON in text columns, so that both databases hold the same characters and a seal
can be computed from what is stored. Times are UTC, ISO 8601; dates are ISO prefixes.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Boolean, Column, Double, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy import UniqueConstraint as Unique

# The newest migration under migrations/versions; a test compares the two.
HEAD = "0005"
# Alembic's own default would be taken for ours in a database that another program made with Alembic.
VERSION_TABLE = "onrecord_version"

# Columns left out of a row's seal: row numbers depend on the order of adding, persons are derived again with every
# article, and the bytes of a source are sealed by its id.
_UNSEALED = frozenset({"sha256", "seq", "person_id", "ground", "echo_of", "gathered", "entity_id", "packed"})

metadata = MetaData()

# What articles were read from, as it was read. `id` is the SHA-256 of the bytes.
sources = Table(
    "sources",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),  # "plain text", "JSON", …
    Column("size", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("packed", LargeBinary),  # the bytes, packed by zlib; null when they are forgotten
)

articles = Table(
    "articles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text),
    Column("outlet", Text, index=True),
    Column("byline", Text),
    Column("published", Text, index=True),
    Column("published_from", Text),
    Column("language", Text, index=True),
    Column("url", Text),
    Column("origin", Text),
    Column("opinion", Boolean, nullable=False),
    Column("statements", Integer, nullable=False),  # how many there are, so that a lost one is missed
    Column("added_at", Text, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("imported", Text),  # the collection, of articles that were imported
    Column("source_id", Text, ForeignKey("sources.id"), index=True),
    Column("forgotten", Integer, ForeignKey("decisions.number")),  # the decision by which its words were deleted
    Column("text", Text, nullable=False),  # last: SQLite reads the columns before it without walking the text's pages
)
# Few are, and each article that is added is held against them.
_forgotten = articles.c.forgotten.is_not(None)
Index("ix_articles_forgotten", articles.c.forgotten, sqlite_where=_forgotten, postgresql_where=_forgotten)

entities = Table(
    "entities",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", Text, ForeignKey("articles.id"), nullable=False),
    Column("name", Text, nullable=False, index=True),
    Column("organisation", Boolean, nullable=False),
    Column("roles", Text, nullable=False),
    Column("around", Text, nullable=False),
    # Derived; null until the entity is settled.
    Column("person_id", Integer, ForeignKey("persons.id", deferrable=True, initially="DEFERRED"), index=True),
    Column("ground", Text),  # derived: why it is held to be that person
    # Derived: the first entity of the same name, whose keys serve for this one too; and there, the roles of all of them
    # and the marks of the names around. So the matching of a name does not grow with how often it was mentioned.
    Column("echo_of", Integer, ForeignKey("entities.id", deferrable=True, initially="DEFERRED"), index=True),
    Column("gathered", Text),
    Column("decision", Integer),  # the correction that named this speaker, when the article was not read so
    Column("sha256", Text, nullable=False),
    Unique("article_id", "name", name="uq_entities_article_id_name"),
)

entity_keys = Table(
    "entity_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("entity_id", Integer, ForeignKey("entities.id"), primary_key=True, index=True),
)

# Derived from the entities: `id` is the smallest id of those that are held to be one.
persons = Table(
    "persons",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("names", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("organisation", Boolean, nullable=False),
    Column("why", Text, nullable=False),
    Column("wikidata", Text),
    Column("sha256", Text, nullable=False),
)

statements = Table(
    "statements",
    metadata,
    Column("seq", Integer, primary_key=True),  # the row number that the full-text index knows a statement by
    Column("id", Text, nullable=False, unique=True),
    Column("article_id", Text, ForeignKey("articles.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("parent", Integer),
    Column("entity_id", Integer, ForeignKey("entities.id"), index=True),
    Column("speaker", Text),  # the name of entity_id, kept beside it so that the seal covers it
    Column("why", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("polarity", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("cue", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("context", Text, nullable=False),
    Column("relayed_by", Text, nullable=False),
    Column("said_on", Text, index=True),
    Column("said_on_basis", Text),
    Column("occasion", Text),
    Column("score", Double, nullable=False),
    Column("speaker_probability", Double),  # as a collection gives it
    Column("sha256", Text, nullable=False),
    Unique("article_id", "n", name="uq_statements_article_id_n"),
)

relayers = Table(
    "relayers",
    metadata,
    Column("statement_id", Text, ForeignKey("statements.id"), primary_key=True),
    Column("position", Integer, primary_key=True),  # 0 is the outermost
    Column("entity_id", Integer, ForeignKey("entities.id"), index=True),
    Column("name", Text),
)

# The log: rows are only ever added. Each one's seal covers that of the row before, so none can be altered, taken out or
# put in without breaking the chain.
decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # 1, 2, 3, … without a gap
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("previous", Text, nullable=False),  # the seal of the row before; empty for the first
    Column("sha256", Text, nullable=False),
)

# What standing corrections lay over statements: derived from the log. Null leaves a field as it was read.
corrections = Table(
    "corrections",
    metadata,
    Column("statement_id", Text, ForeignKey("statements.id"), primary_key=True),
    Column("speaker", Text),
    Column("entity_id", Integer, ForeignKey("entities.id"), index=True),
    Column("relayed_by", Text),
    Column("dated", Boolean, nullable=False),  # whether said_on is laid over the date, null for none
    Column("said_on", Text),
    Column("rejected", Boolean, nullable=False),
    Column("notes", Text, nullable=False),  # what was changed, by which decisions
)

# Models whose sentence vectors the record keeps; vectors of two models cannot be compared.
models = Table(
    "models",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),  # of its weights and vocabulary
    Column("width", Integer, nullable=False),
)

# Derived: what `onrecord index` computes where it is missing. See vectors.py.
vectors = Table(
    "vectors",
    metadata,
    Column("seq", Integer, ForeignKey("statements.seq"), primary_key=True, autoincrement=False),
    Column("model", Integer, ForeignKey("models.id"), nullable=False),
    Column("codes", LargeBinary, nullable=False),  # a row of signed bytes for each piece of the statement's text
)

# Derived from the vectors: see cells.py. `loose` are the statements whose vectors lie in no cell yet.
loose = Table(
    "loose",
    metadata,
    Column("seq", Integer, ForeignKey("statements.seq"), primary_key=True, autoincrement=False),
)
centres = Table(
    "centres",
    metadata,
    Column("model", Integer, ForeignKey("models.id"), primary_key=True, autoincrement=False),
    Column("pieces", Integer, nullable=False),
    Column("centres", LargeBinary, nullable=False),
)
cells = Table(
    "cells",
    metadata,
    Column("cell", Integer, primary_key=True, autoincrement=False),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("seqs", LargeBinary, nullable=False),  # row numbers of statements, eight bytes each
    Column("codes", LargeBinary, nullable=False),  # and a vector of each in one bit a dimension
)

# Checks as they were kept, and what they looked at under its own SHA-256: many claims are held against one dossier.
dossiers = Table(
    "dossiers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("statements", Text, nullable=False),
)
checks = Table(
    "checks",
    metadata,
    Column("id", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("models", Text, nullable=False),
    Column("settings", Text, nullable=False),
    Column("dossiers", Text, nullable=False),  # ids, in the order of the claims
    Column("answer", Text, nullable=False),  # empty where an article that it quotes was forgotten
    Column("answer_sha256", Text, nullable=False),
    Column("sha256", Text, nullable=False),
)


def dump_json(value: object) -> str:
    """`value` as the JSON that a text column holds."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def seal(table: Table, row: Mapping[Any, Any]) -> str:
    """The SHA-256, in hex, of a row's own fields.

    Fields that are None count as absent: a migration that adds a nullable column leaves the seals of old rows valid.
    """
    fields: dict[str, object] = {}
    for column in table.columns:
        value = row.get(column.name)
        if value is None or column.name in _UNSEALED or (column.name == "id" and isinstance(column.type, Integer)):
            continue
        fields[column.name] = value
    return hashlib.sha256(dump_json([table.name, fields]).encode()).hexdigest()
