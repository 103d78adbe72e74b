"""Search over statements and their contexts, by word and by meaning: the one file whose SQL differs between the two
databases.

The index of words holds terms (see terms.py) under the statements' row numbers and nothing of its own: it can be filled
again from the statements at any time. Every word keeps its place, so that phrases are found; its base forms are kept
apart from the word as it stands.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, and_, bindparam, column, func, select, text

from onrecord.model import By, Found, Query, Recorded
from onrecord.store import cells, ranking, rows, terms
from onrecord.store.prepare import Indexed, indexed
from onrecord.store.schema import articles, entities, statements
from onrecord.store.schema import corrections as laid
from onrecord.store.terms import Positions, Term
from onrecord.store.vectors import Meaning

# Of more hits those that were added last are ranked. A page shows 20; a thousandth of a million statements that have a
# frequent word would take a second to rank.
CANDIDATES = 200
# So many row numbers at most are read when a person, an outlet or a time narrows a search: some hundredths of a second.
# Beyond FEW, only those of one in SHARE statements: of more, enough are found by going through the newest hits.
NARROW, FEW, SHARE = 20_000, 2_000, 20
# SQLite's index has no place for two words: these columns keep a word as it stands, and its other forms. A gap between
# pieces of a text is a sign of no alphabet, so that no phrase reaches over it.
COLUMNS = ("words", "forms", "around", "around_forms")
_GAP = "\ue000"
# PostgreSQL's has: there the other forms stand at the same place with a mark before them.
_FORM = "~"

# Row numbers of what matches the parameter `expression`. PostgreSQL takes words that it knows little of, and phrases of
# frequent words, for frequent, and would go through all statements to find the newest few. So it goes through the last
# RECENT, which is enough for frequent words, and else looks all hits up by its index, apart from what else is asked.
RECENT = 10_000
_SQLITE = "SELECT rowid AS seq FROM statement_terms WHERE statement_terms MATCH :expression"
_MATCHING = "SELECT seq FROM statement_terms WHERE terms @@ CAST(:expression AS tsquery)"
_APART = f"{_MATCHING} OFFSET 0"
_RECENT = f"{_MATCHING} AND seq > (SELECT max(seq) FROM statement_terms) - {RECENT}"

Condition = Sequence[ColumnElement[bool]]
_LAID = laid.c.statement_id == statements.c.id


# --- the index of words


def create_index(connection: Connection) -> None:
    """Makes the empty index, in the connection's transaction."""
    made: tuple[str, ...]
    if _is_sqlite(connection):
        # Our terms are folded already. Contentless: the words are in `statements`.
        made = (
            f"CREATE VIRTUAL TABLE statement_terms USING fts5({', '.join(COLUMNS)}, content='', "
            "tokenize='unicode61 remove_diacritics 0')",
        )
    else:
        made = (
            "CREATE TABLE statement_terms (seq integer PRIMARY KEY REFERENCES statements, terms tsvector NOT NULL)",
            "CREATE INDEX ix_statement_terms_terms ON statement_terms USING gin (terms)",
        )
    for sql in made:
        connection.exec_driver_sql(sql)


def renew_index(connection: Connection) -> None:
    """Makes the index anew and fills it, in the connection's transaction."""
    connection.exec_driver_sql("DROP TABLE statement_terms")
    create_index(connection)
    every = select(statements.c.seq, statements.c.text, statements.c.context, articles.c.language).join(articles)
    for some in _partitions(connection, every):
        add(connection, [row.seq for row in some], [indexed(row.text, row.context, row.language) for row in some])


def _partitions(connection: Connection, every: Select[Any]) -> Iterator[Sequence[Any]]:
    """Statements in batches by their row numbers, so that nothing stays open while the index is written."""
    last = 0
    while some := connection.execute(
        every.where(statements.c.seq > last).order_by(statements.c.seq).limit(rows.BATCH)
    ).all():
        yield some
        last = some[-1].seq


def add(connection: Connection, numbers: Sequence[int], terms_of: Sequence[Indexed]) -> None:
    """Indexes statements by their row numbers, each under the terms of its text and of its context."""
    if not numbers:
        return
    if _is_sqlite(connection):
        sql = f"INSERT INTO statement_terms (rowid, {', '.join(COLUMNS)}) VALUES (:seq, :{', :'.join(COLUMNS)})"
        connection.execute(text(sql), _sqlite_entries(numbers, terms_of))
    else:
        entries = [{"seq": seq, "terms": tsvector(given)} for seq, given in zip(numbers, terms_of, strict=True)]
        connection.execute(
            text("INSERT INTO statement_terms (seq, terms) VALUES (:seq, CAST(:terms AS tsvector))"), entries
        )


def remove(connection: Connection, numbers: Sequence[int], terms_of: Sequence[Indexed]) -> None:
    """Takes statements out of the index, given as they were added, so that no page of it holds their terms."""
    if not numbers:
        return
    if not _is_sqlite(connection):
        gone = [{"seq": seq} for seq in numbers]
        connection.execute(text("DELETE FROM statement_terms WHERE seq = :seq"), gone)
        return
    out = (
        f"INSERT INTO statement_terms (statement_terms, rowid, {', '.join(COLUMNS)}) "
        f"VALUES ('delete', :seq, :{', :'.join(COLUMNS)})"
    )
    connection.execute(text(out), _sqlite_entries(numbers, terms_of))
    # Until its pieces are merged, FTS5 keeps what is deleted and a mark against it.
    connection.exec_driver_sql("INSERT INTO statement_terms (statement_terms) VALUES ('optimize')")


def missing(connection: Connection) -> list[str]:
    """The ids of statements that are not in the index."""
    number = "rowid" if _is_sqlite(connection) else "seq"
    there = text(f"SELECT {number} AS seq FROM statement_terms").columns(column("seq", Integer)).subquery()
    wanted = select(statements.c.id).where(statements.c.seq.not_in(select(there.c.seq)))
    return list(connection.scalars(wanted))


def _sqlite_entries(numbers: Sequence[int], terms_of: Sequence[Indexed]) -> list[dict[str, object]]:
    return [
        {"seq": seq, **dict(zip(COLUMNS, (*_columns(own), *_columns(around)), strict=True))}
        for seq, (own, around) in zip(numbers, terms_of, strict=True)
    ]


def _columns(given: Positions) -> tuple[str, str]:
    """Words as they stand, and their other forms."""
    others = (form for word, forms in given for form in sorted(forms - {word}))
    return " ".join(word or _GAP for word, _ in given), " ".join(others)


def tsvector(given: Indexed) -> str:
    """Words and their other forms by their places, those of the context behind those of the text."""
    own, around = given
    placed = enumerate([*own, ("", terms.NOTHING), *around], 1)
    return " ".join(
        f"{_quoted(form if form == word else _FORM + form)}:{place}"
        for place, (word, forms) in placed
        for form in sorted(forms)
    )


def _quoted(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


# --- searching


def search(
    connection: Connection, query: Query, person_id: int | None = None, meaning: Meaning | None = None
) -> list[Found]:
    """The statements that answer a query, best first, the same words once. Its `person` is not looked at, but
    `person_id`. Without `meaning`, that of its text, nothing is found by it.

    By words: those that have all words of the query in their text or context; when none has all, those that have some.
    Phrases and beginnings of words are never left out, by meaning neither.
    """
    wanted = terms.asked(query.text, distinct(connection, articles.c.language))
    outlets = None if query.outlet is None else _outlets(connection, query.outlet)
    if not wanted or outlets == []:
        return []
    where = _conditions(query, person_id, outlets)
    if len(where) == len(rows.conditions()):
        where = []  # statements that people struck out are few, and left out where they are read
    if not _is_sqlite(connection):
        connection.exec_driver_sql("SET LOCAL jit = off")  # it would take longer to compile a search than to make it
    drivers = _drivers(query, person_id, outlets)
    narrow = _narrow(connection, drivers) if drivers else None
    by_words: list[int] = []
    strict = [term for term in wanted if not term.loose]
    if query.by is not By.MEANING:
        by_words = _matching(connection, wanted, where, narrow)
    elif strict:
        by_words = _hits(connection, strict, where, narrow)
    near: dict[int, float] = {}
    if meaning is not None and query.by is not By.WORDS:
        among = by_words if strict else narrow
        near = dict(cells.nearest(connection, meaning, among=among, where=() if strict else where))
    known = _recorded(connection, {*by_words, *near})
    of_words = [] if query.by is By.MEANING else [seq for seq in by_words if seq in known]
    ranked = ranking.by_words({seq: known[seq] for seq in of_words}, wanted)
    order = ranking.fused([ranked, [seq for seq in near if seq in known]])
    return ranking.shown([(known[seq], near.get(seq)) for seq in order], wanted, query.limit)


def _matching(
    connection: Connection,
    wanted: Sequence[Term],
    where: Condition,
    narrow: Sequence[int] | None,
) -> list[int]:
    """The statements that have all that is wanted, as many as are to be ranked; when there are none, those that have
    all phrases and beginnings, and some of the other words, rare words first."""
    found = _hits(connection, [*wanted], where, narrow)
    loose = [term for term in wanted if term.loose]
    if found or len(loose) < 2:
        return found
    strict = [term for term in wanted if not term.loose]
    some = [_hits(connection, [*strict, term], where, narrow) for term in loose]
    return list(dict.fromkeys(seq for each in sorted(some, key=len) for seq in each))[:CANDIDATES]


def _hits(
    connection: Connection,
    wanted: Sequence[Term],
    where: Condition,
    narrow: Sequence[int] | None,
) -> list[int]:
    """The row numbers of those that have all of `wanted`, last added first."""
    sqlite = _is_sqlite(connection)
    given = {"expression": (_fts5 if sqlite else _tsquery)(wanted)}
    if sqlite:
        sources = [_SQLITE]
    elif narrow is None:
        sources = [_RECENT, _APART]
    else:
        sources = [_APART if any(len(term.phrase) > 1 for term in wanted) else _MATCHING]
    hits: list[int] = []
    for source in sources:
        found = text(source).bindparams(bindparam("expression")).columns(column("seq", Integer)).subquery()
        newest = select(found.c.seq).order_by(found.c.seq.desc())
        if narrow is not None:
            # By an expression, not by the row number: for each of those FTS5 would begin anew.
            newest = newest.where(
                rows.among(found.c.seq + 0, narrow) if sqlite else found.c.seq == func.any(list(narrow))
            )
        elif not where:
            newest = newest.limit(CANDIDATES)
        elif sqlite:
            joined = newest.join(statements, statements.c.seq == found.c.seq).join(articles).outerjoin(laid, _LAID)
            return list(connection.scalars(joined.where(*where).limit(CANDIDATES), given))
        hits = rows.meeting(connection, connection.scalars(newest, given).all(), where, CANDIDATES)
        if len(hits) == CANDIDATES:
            break
    return hits


def _fts5(wanted: Sequence[Term]) -> str:
    """All of `wanted`, in SQLite's language. Terms are letters and digits only, so that quoting them is safe."""
    out = []
    for term in wanted:
        if term.loose:
            out.append("(" + " OR ".join(f'"{form}"' for form in sorted(term.forms)) + ")")
        else:
            star = " *" if term.prefix else ""
            where = "" if term.prefix and len(term.phrase) == 1 else "{words around} : "
            out.append(f'({where}"{" ".join(term.phrase)}"{star})')
    return " AND ".join(out)


def _tsquery(wanted: Sequence[Term]) -> str:
    """All of `wanted`, in PostgreSQL's language."""
    out = []
    for term in wanted:
        if term.loose:
            out.append(" | ".join(_quoted(mark + form) for form in sorted(term.forms) for mark in ("", _FORM)))
        else:
            star = ":*" if term.prefix else ""
            words = " <-> ".join(map(_quoted, term.phrase)) + star
            alone = term.prefix and len(term.phrase) == 1
            out.append(f"{words} | {_quoted(_FORM + term.phrase[0])}{star}" if alone else words)
    return " & ".join(f"({each})" for each in out)


# --- what narrows a search


def _conditions(query: Query, person_id: int | None, outlets: Sequence[str] | None) -> list[ColumnElement[bool]]:
    out = rows.conditions(person_id, True if query.first_hand else None)
    out += rows.within(func.coalesce(rows.SAID_ON, articles.c.published), query.since, query.until)
    if outlets is not None:
        out.append(articles.c.outlet.in_(outlets))
    if query.language is not None:
        out.append(articles.c.language == query.language)
    return out


def _drivers(query: Query, person_id: int | None, outlets: Sequence[str] | None) -> list[list[Select[tuple[int]]]]:
    """For each condition that narrows a search: selections of row numbers that an index holds. All statements that meet
    the condition are among them, and others."""
    number, corrected = select(statements.c.seq), select(laid.c.statement_id)

    def in_article(which: ColumnElement[bool]) -> ColumnElement[bool]:
        return statements.c.article_id.in_(select(articles.c.id).where(which))

    out: list[list[Select[tuple[int]]]] = []
    if person_id is not None:
        own = select(entities.c.id).where(entities.c.person_id == person_id)
        given = corrected.where(laid.c.entity_id.in_(own))
        out.append([number.where(statements.c.entity_id.in_(own)), number.where(statements.c.id.in_(given))])
    if outlets is not None:
        out.append([number.where(in_article(articles.c.outlet.in_(outlets)))])
    if query.since is not None or query.until is not None:
        days = [*_days(statements.c.said_on, query), *(in_article(each) for each in _days(articles.c.published, query))]
        days.append(statements.c.id.in_(corrected.where(laid.c.dated)))
        out.append([number.where(each) for each in days])
    return out


def _days(day: ColumnElement[Any], query: Query) -> list[ColumnElement[bool]]:
    """One or the other of these is met by every day, as an ISO prefix, within the query's time."""
    # "-99" is behind every month and day.
    last = [] if query.until is None else [day <= f"{query.until}-99"]
    if query.since is None:
        return [and_(*last)]
    coarser = [query.since[:length] for length in (4, 7) if length < len(query.since)]
    return [and_(day >= query.since, *last), day.in_(coarser)]


def _narrow(connection: Connection, drivers: Sequence[Sequence[Select[tuple[int]]]]) -> list[int] | None:
    """The row numbers that are selected for every condition, of those that select few; None when none does."""
    size = connection.scalar(select(func.max(statements.c.seq))) or 0
    most = min(NARROW, max(FEW, size // SHARE))
    narrow: set[int] | None = None
    for several in drivers:
        found: set[int] = set()
        for selected in several:
            found.update(connection.scalars(selected.limit(most + 1)))
            if len(found) > most:
                break
        else:
            narrow = found if narrow is None else narrow & found
    return None if narrow is None else sorted(narrow)


def _outlets(connection: Connection, name: str) -> list[str]:
    """The outlets of that name, in any case; if there are none, those whose name it is a part of."""
    every = {outlet: terms.fold(outlet) for outlet in distinct(connection, articles.c.outlet)}
    wanted = terms.fold(name.strip())
    return [o for o, folded in every.items() if folded == wanted] or [o for o, f in every.items() if wanted in f]


def distinct(connection: Connection, of: ColumnElement[str | None]) -> list[str]:
    """The different values of an indexed column. One look-up a value: neither database does so by itself."""
    first = select(func.min(of).label("value")).cte(recursive=True)
    following = select(func.min(of)).where(of > first.c.value).correlate(first).scalar_subquery()
    every = first.union_all(select(following).where(first.c.value.is_not(None)))
    return [value for value in connection.scalars(select(every.c.value)) if value]


def _recorded(connection: Connection, numbers: set[int]) -> dict[int, Recorded]:
    if not numbers:
        return {}
    found = rows.RECORDED.where(rows.STANDING, rows.among(statements.c.seq, sorted(numbers)))
    return {row.seq: rows.recorded(row) for row in connection.execute(found).all()}


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"
