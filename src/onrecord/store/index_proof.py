"""Holds the index of words against what it should hold, term by term."""

from collections.abc import Iterable, Sequence
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, create_engine, text

from onrecord.store import search
from onrecord.store.prepare import Indexed


def differing(connection: Connection, batches: Iterable[tuple[Sequence[int], Sequence[Indexed]]]) -> set[int]:
    """The row numbers of statements under which the index does not hold what it should: what `batches` give, which are
    of all statements, and nothing else."""
    if connection.dialect.name == "sqlite":
        return _differing_in_sqlite(connection, batches)
    sql = text(
        "SELECT given.seq FROM unnest(CAST(:seq AS integer[]), CAST(:terms AS text[])) AS given (seq, terms)"
        " LEFT JOIN statement_terms AS indexed ON indexed.seq = given.seq"
        " WHERE indexed.seq IS NULL OR indexed.terms <> CAST(given.terms AS tsvector)"
    )
    wrong: set[int] = set()
    for numbers, terms_of in batches:
        wrong.update(connection.scalars(sql, {"seq": list(numbers), "terms": [search.tsvector(t) for t in terms_of]}))
    return wrong


def _differing_in_sqlite(
    connection: Connection, batches: Iterable[tuple[Sequence[int], Sequence[Indexed]]]
) -> set[int]:
    """SQLite's index does not keep its words: it is held against one that is made anew."""
    with TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/index")
        with engine.begin() as anew:
            anew.exec_driver_sql("PRAGMA synchronous = OFF")  # it is thrown away
            search.create_index(anew)
            for numbers, terms_of in batches:
                search.add(anew, numbers, terms_of)
            should = _digests(anew)
        engine.dispose()
    found = _digests(connection)
    return {number for number in should.keys() | found.keys() if should.get(number) != found.get(number)}


def _digests(connection: Connection) -> dict[int, int]:
    """For every row number in an index of SQLite's, a number that stands for its terms, their places and how many there
    are."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS temp.every_term")
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE temp.every_term USING fts5vocab('main', 'statement_terms', 'instance')"
    )
    found: dict[int, int] = {}
    for term, number, column, place in connection.exec_driver_sql("SELECT term, doc, col, offset FROM every_term"):
        found[number] = found.get(number, 0) ^ hash((term, column, place))
    connection.exec_driver_sql("DROP TABLE temp.every_term")
    for number, sizes in connection.exec_driver_sql("SELECT id, sz FROM statement_terms_docsize"):
        found[number] = found.get(number, 0) ^ hash(sizes)
    return found
