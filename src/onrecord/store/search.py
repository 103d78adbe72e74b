"""Full-text search over statements and their contexts: the one file whose SQL differs between the two databases.

The index holds terms (see terms.py) under the statements' row numbers and nothing of its own: it can be filled again
from the statements at any time.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Float, Integer, Subquery, bindparam, column, select, text

from onrecord.model import Recorded
from onrecord.store import rows, schema, terms

# A word of the statement itself weighs more than one of its context. Not tuned: there is no search test set yet.
# PostgreSQL takes weights from 0 to 1.
TEXT_WEIGHT = 1.0
CONTEXT_WEIGHT = 0.3


def create_index(connection: Connection) -> None:
    """Makes the empty index, in the connection's transaction."""
    made: tuple[str, ...]
    if _is_sqlite(connection):
        # Our terms are folded already. Contentless: the words are in `statements`.
        made = (
            "CREATE VIRTUAL TABLE statement_terms USING "
            "fts5(words, around, content='', tokenize='unicode61 remove_diacritics 0')",
        )
    else:
        made = (
            "CREATE TABLE statement_terms (seq integer PRIMARY KEY REFERENCES statements, terms tsvector NOT NULL)",
            "CREATE INDEX ix_statement_terms_terms ON statement_terms USING gin (terms)",
        )
    for sql in made:
        connection.exec_driver_sql(sql)


def add(connection: Connection, numbers: Sequence[int], terms_of: Sequence[tuple[str, str]]) -> None:
    """Indexes statements by their row numbers, each under the terms of its text and of its context."""
    sql = (
        "INSERT INTO statement_terms (rowid, words, around) VALUES (:seq, :words, :around)"
        if _is_sqlite(connection)
        else "INSERT INTO statement_terms (seq, terms) VALUES (:seq, setweight(to_tsvector('simple', :words), 'A')"
        " || setweight(to_tsvector('simple', :around), 'D'))"
    )
    entries = [
        {"seq": seq, "words": own, "around": around} for seq, (own, around) in zip(numbers, terms_of, strict=True)
    ]
    if entries:
        connection.execute(text(sql), entries)


def missing(connection: Connection) -> list[str]:
    """The ids of statements that are not in the index."""
    number = "rowid" if _is_sqlite(connection) else "seq"
    indexed = text(f"SELECT {number} AS seq FROM statement_terms").columns(column("seq", Integer)).subquery()
    wanted = select(schema.statements.c.id).where(schema.statements.c.seq.not_in(select(indexed.c.seq)))
    return list(connection.scalars(wanted))


def search(connection: Connection, query: str, limit: int, where: Sequence[ColumnElement[bool]]) -> list[Recorded]:
    """The statements that have all words of `query`, in any form, in their text or context, best first; when none has
    all, those that have some. Only those that meet `where`."""
    wanted = _wanted_forms(query, _languages(connection))
    for joint in (" AND ", " OR "):
        if wanted and (found := _search(connection, _expression(connection, wanted, joint), limit, where)):
            return found
    return []


def _wanted_forms(query: str, languages: Sequence[str]) -> list[frozenset[str]]:
    """The forms of each word of `query`, in any of the languages."""
    return [terms.forms(query[begin:end], tuple(sorted(languages))) for begin, end in terms.words(query)]


def _search(
    connection: Connection, expression: str, limit: int, where: Sequence[ColumnElement[bool]]
) -> list[Recorded]:
    hits = _hits(connection)
    found = (
        rows.RECORDED.join(hits, hits.c.seq == schema.statements.c.seq)
        .where(*where)
        .order_by(hits.c.distance, schema.statements.c.id)
        .limit(limit)
    )
    return [rows.recorded(row) for row in connection.execute(found, {"expression": expression})]


def _hits(connection: Connection) -> Subquery:
    """Row numbers and distances of what matches the parameter `expression`."""
    sql = (
        f"SELECT rowid AS seq, bm25(statement_terms, {TEXT_WEIGHT}, {CONTEXT_WEIGHT}) AS distance FROM statement_terms"
        " WHERE statement_terms MATCH :expression"
        if _is_sqlite(connection)
        else f"SELECT seq, -ts_rank('{{{CONTEXT_WEIGHT}, 0, 0, {TEXT_WEIGHT}}}', terms, query) AS distance"
        " FROM statement_terms, to_tsquery('simple', :expression) AS query WHERE terms @@ query"
    )
    matched = text(sql).bindparams(bindparam("expression"))
    return matched.columns(column("seq", Integer), column("distance", Float)).subquery()


def _expression(connection: Connection, wanted: Sequence[frozenset[str]], joint: str) -> str:
    """The query in the database's own language. Terms are letters and digits only, so that quoting them is safe."""
    quote, either = ('"', " OR ") if _is_sqlite(connection) else ("'", " | ")
    joint = joint if _is_sqlite(connection) else {" AND ": " & ", " OR ": " | "}[joint]
    return joint.join("(" + either.join(f"{quote}{term}{quote}" for term in sorted(group)) + ")" for group in wanted)


def _languages(connection: Connection) -> list[str]:
    """The languages of the record's articles: lemmas of others would load tables for nothing."""
    return [name for name in connection.scalars(select(schema.articles.c.language).distinct()) if name]


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"
