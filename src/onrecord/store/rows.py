"""Queries over articles and statements: dataclass in, dataclass out."""

import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    case,
    false,
    func,
    insert,
    or_,
    select,
)

from onrecord.model import Article, Basis, Kind, Polarity, Recorded, Span
from onrecord.store import corrections, schema
from onrecord.store.prepare import Prepared
from onrecord.store.schema import articles, entities, persons, relayers, sources, statements
from onrecord.store.schema import corrections as laid

# Articles are read in batches of so many: about a megabyte of text.
BATCH = 200
# Statements that are held against conditions at once at first, where some are to be found that meet them.
AT_ONCE = 500
# The beginning of an article's id that may stand for it, and how many it may then mean before it is told so.
_ID = re.compile(r"[0-9a-f]{8,64}")
SEVERAL = 5

_ARTICLE = (
    articles.c.id,
    articles.c.text,
    articles.c.title,
    articles.c.outlet,
    articles.c.byline,
    articles.c.published,
    articles.c.published_from,
    articles.c.language,
    articles.c.url,
    articles.c.origin,
    articles.c.opinion,
    articles.c.imported,
)
# Statements as they were read, with what corrections lay over them beside it.
SAID_ON = case((laid.c.dated, laid.c.said_on), else_=statements.c.said_on)
RECORDED = (
    select(
        statements,
        articles.c.title,
        articles.c.outlet,
        articles.c.origin,
        articles.c.published,
        articles.c.language,
        articles.c.opinion,
        articles.c.imported,
        laid.c.speaker.label("new_speaker"),
        laid.c.relayed_by.label("new_relayed_by"),
        laid.c.dated,
        laid.c.said_on.label("new_said_on"),
        laid.c.rejected,
        laid.c.notes,
    )
    .join_from(statements, articles)
    .outerjoin(laid, laid.c.statement_id == statements.c.id)
)
# Articles whose words were not deleted.
KEPT = articles.c.forgotten.is_(None)
# What is left of them when those that people struck out are not shown.
STANDING = or_(laid.c.rejected.is_(None), ~laid.c.rejected)


def has_article(connection: Connection, article_id: str) -> bool:
    """Whether the article is in the record, or was before it was forgotten."""
    return connection.scalar(select(articles.c.id).where(articles.c.id == article_id)) is not None


def add(connection: Connection, prepared: Prepared) -> list[int]:
    """Writes the rows of one article, whose entities have no keys and no person yet; gives the row numbers of its
    statements."""
    if prepared.source is not None:
        _keep_source(connection, prepared.source)
    connection.execute(insert(articles), prepared.article)
    ids = _insert(connection, entities, prepared.entities)
    of_name = dict(zip((row["name"] for row in prepared.entities), ids, strict=True))
    rows = [{**row, "entity_id": of_name.get(row["speaker"])} for row in prepared.statements]
    numbers = _insert(connection, statements, rows)
    chains = [
        {"statement_id": row["id"], "position": position, "entity_id": of_name.get(name), "name": name}
        for row in rows
        for position, name in enumerate(json.loads(row["relayed_by"]))
    ]
    if chains:
        connection.execute(insert(relayers), chains)
    return numbers


def named(connection: Connection, given: str) -> list[str]:
    """The ids of the articles that an id, the beginning of one or an address names; forgotten ones too, by their
    ids."""
    # "g" is behind every hex digit: an index serves a range, but not a prefix.
    begins = (articles.c.id >= given) & (articles.c.id < given + "g") if _ID.fullmatch(given) else false()
    return list(connection.scalars(select(articles.c.id).where(begins | (articles.c.url == given)).limit(SEVERAL)))


def forgotten(connection: Connection, article_id: str, text_sha256: str | None = None) -> int | None:
    """The number of the decision by which an article, or one of the same text, was forgotten. An id may be cut off."""
    own = (articles.c.id >= article_id) & (articles.c.id < article_id + "g")
    same = own if text_sha256 is None else own | (articles.c.text_sha256 == text_sha256)
    return connection.scalar(select(articles.c.forgotten).where(~KEPT, same).limit(1))


def of_text(connection: Connection, text_sha256: str) -> list[str]:
    """The ids of the articles that have a text, without forgotten ones."""
    return list(connection.scalars(select(articles.c.id).where(KEPT, articles.c.text_sha256 == text_sha256)))


def _keep_source(connection: Connection, row: dict[str, Any]) -> None:
    """Writes a source, packed, unless it is there."""
    if connection.scalar(select(sources.c.id).where(sources.c.id == row["id"])) is None:
        connection.execute(insert(sources), {**row, "packed": zlib.compress(row["packed"])})


def source(connection: Connection, article_id: str) -> bytes | None:
    """The bytes that an article was read from; None when they were not at hand, or are forgotten."""
    packed = connection.scalar(select(sources.c.packed).join(articles).where(articles.c.id == article_id))
    return None if packed is None else zlib.decompress(packed)


def _insert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Inserts rows and gives their numbers, in order."""
    if not rows:
        return []
    (number,) = table.primary_key.columns
    return list(connection.scalars(insert(table).returning(number, sort_by_parameter_order=True), rows))


def article(connection: Connection, article_id: str) -> Article | None:
    """The article with that id, unless it is forgotten."""
    row = connection.execute(select(*_ARTICLE).where(articles.c.id == article_id, KEPT)).first()
    return None if row is None else Article(**row._mapping)


def all_articles(connection: Connection) -> Iterator[Article]:
    """All articles by date of publication, those without one last."""
    order = (articles.c.published.is_(None), articles.c.published, articles.c.id)
    query = select(*_ARTICLE).where(KEPT).order_by(*order)
    found = connection.execution_options(yield_per=BATCH).execute(query)
    for row in found:
        yield Article(**row._mapping)


def find(connection: Connection, where: Sequence[ColumnElement[bool]]) -> list[Recorded]:
    """The statements that meet the conditions, by the date they were said, those without one last."""
    order = (SAID_ON.is_(None), SAID_ON, statements.c.article_id, statements.c.n)
    return [recorded(row) for row in connection.execute(RECORDED.where(*where).order_by(*order))]


def conditions(
    person_id: int | None = None, first_hand: bool | None = None, since: str | None = None, until: str | None = None
) -> list[ColumnElement[bool]]:
    """What a statement of RECORDED must meet: nobody struck it out; its speaker, its basis, its date, all as corrected.
    None sets no condition.

    Dates are ISO prefixes. A statement whose date is less precise than `since` or `until` meets them when it may have
    been said in that time; one without a date does not.
    """
    out: list[ColumnElement[bool]] = [STANDING]
    if person_id is not None:
        own = select(entities.c.id).where(entities.c.person_id == person_id)
        given = select(laid.c.statement_id).where(laid.c.entity_id.in_(own))
        # Not one expression over both columns: no index would serve it.
        unchanged = and_(statements.c.entity_id.in_(own), laid.c.speaker.is_(None))
        out.append(or_(unchanged, statements.c.id.in_(given)))
    if first_hand is not None:
        nobody = laid.c.relayed_by == schema.dump_json([])
        read_so = statements.c.basis == Basis.FIRST_HAND.value
        direct = case((laid.c.relayed_by.is_not(None), nobody), else_=read_so)
        out.append(direct if first_hand else ~direct)
    return out + within(SAID_ON, since, until)


def within(day: ColumnElement[Any], since: str | None, until: str | None) -> list[ColumnElement[bool]]:
    """What a day must meet to lie, or maybe lie, between two others: ISO prefixes, both inclusive."""
    out: list[ColumnElement[bool]] = []
    if since is not None:
        coarser = [since[:length] for length in (4, 7) if length < len(since)]
        out.append(or_(since <= day, day.in_(coarser)))
    if until is not None:
        out.append(func.substr(day, 1, len(until)) <= until)
    return out


def among(number: ColumnElement[int], given: Sequence[int]) -> ColumnElement[bool]:
    """Whether a row number is one of those given. They are written out when it is executed: thousands of parameters
    would cost more time than what they look up."""
    return number.in_(bindparam(None, list(given), expanding=True, literal_execute=True))


def meeting(
    connection: Connection, numbers: Sequence[int], where: Sequence[ColumnElement[bool]], most: int
) -> list[int]:
    """The first `most` of the row numbers, in their order, whose statements meet conditions on RECORDED."""
    if not where:
        return list(numbers[:most])
    every = select(statements.c.seq).join(articles).outerjoin(laid, laid.c.statement_id == statements.c.id)
    out: list[int] = []
    done, many = 0, AT_ONCE
    while done < len(numbers) and len(out) < most:
        some = numbers[done : done + many]
        met = set(connection.scalars(every.where(among(statements.c.seq, some), *where)))
        out += [seq for seq in some if seq in met]
        done, many = done + many, 2 * many
    return out[:most]


def counts(connection: Connection) -> dict[str, int]:
    """How many there are of each: articles, outlets, persons, statements, first-hand statements; and how many articles
    were forgotten."""
    first_hand = case((statements.c.basis == Basis.FIRST_HAND.value, 1))
    wanted: dict[str, Select[Any]] = {
        "articles": select(func.count(articles.c.id)).where(KEPT),
        "outlets": select(func.count(articles.c.outlet.distinct())).where(KEPT),
        "persons": select(func.count(persons.c.id)),
        "statements": select(func.count(statements.c.seq)),
        "first_hand": select(func.count(first_hand)),
        "forgotten": select(func.count(articles.c.id)).where(~KEPT),
    }
    return {what: connection.scalar(query) or 0 for what, query in wanted.items()}


def shares(connection: Connection) -> dict[str, dict[str, int]]:
    """How many articles there are by language and by outlet, most first; "" stands for those that have none. And how
    many are imported, by collection."""

    def by(column: ColumnElement[str | None]) -> dict[str, int]:
        many = func.count().label("many")
        query = select(column, many).where(KEPT).group_by(column).order_by(many.desc(), column)
        return {name or "": count for name, count in connection.execute(query)}

    return {
        "languages": by(articles.c.language),
        "outlets": by(articles.c.outlet),
        "imported": {name: many for name, many in by(articles.c.imported).items() if name},
    }


def published(connection: Connection) -> tuple[str | None, str | None]:
    """The first and the last day of publication of the articles."""
    days = select(func.min(articles.c.published), func.max(articles.c.published)).where(KEPT)
    first, last = connection.execute(days).one()
    return first, last


def recorded(row: Row[Any]) -> Recorded:
    """A row of RECORDED as it is shown: what corrections say laid over what was read."""
    made = corrections.read(row.notes)
    if not made:
        return as_read(row)
    told = "; ".join(f"decision {c.decision} by {c.by}: {c.why}" for c in made)
    speaker = row.new_speaker is not None
    relayed_by = tuple(json.loads(row.new_relayed_by))
    return replace(
        as_read(row),
        speaker=row.new_speaker if speaker else row.speaker,
        speaker_why=told if speaker else row.why,
        speaker_probability=None if speaker else row.speaker_probability,
        relayed_by=relayed_by,
        basis=Basis.RELAYED if relayed_by else Basis.FIRST_HAND,
        said_on=row.new_said_on if row.dated else row.said_on,
        said_on_basis=told if row.dated else row.said_on_basis,
        corrections=made,
        rejected=row.rejected,
    )


def as_read(row: Row[Any]) -> Recorded:
    """A row of RECORDED as its article was read, without corrections."""
    # Parsed at once: of a much quoted person thousands are read for one check.
    source, cue, content, relayed_by = json.loads(f"[{row.source},{row.cue},{row.content},{row.relayed_by}]")
    return Recorded(
        id=row.id,
        article=row.article_id,
        title=row.title,
        outlet=row.outlet,
        origin=row.origin,
        published=row.published,
        language=row.language,
        opinion=row.opinion,
        speaker=row.speaker,
        text=row.text,
        context=row.context,
        source=tuple(map(tuple, source)),
        cue=tuple(map(tuple, cue)),
        content=tuple(map(tuple, content)),
        kind=Kind(row.kind),
        polarity=Polarity(row.polarity),
        basis=Basis(row.basis),
        relayed_by=tuple(relayed_by),
        said_on=row.said_on,
        said_on_basis=row.said_on_basis,
        occasion=row.occasion,
        score=row.score,
        speaker_why=row.why,
        imported=row.imported,
        speaker_probability=row.speaker_probability,
    )


def all_as_read(connection: Connection, ids: Sequence[str]) -> dict[str, Recorded]:
    """The statements with those ids as their articles were read."""
    parts = (ids[at : at + BATCH] for at in range(0, len(ids), BATCH))
    found = (row for part in parts for row in connection.execute(RECORDED.where(statements.c.id.in_(part))))
    return {row.id: as_read(row) for row in found}


def spans(text: str) -> tuple[Span, ...]:
    """Spans as a text column holds them."""
    return tuple((begin, end) for begin, end in json.loads(text))
