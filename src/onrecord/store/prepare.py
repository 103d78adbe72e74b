"""An extract as rows, ready to be written: everything that needs no database is done before a writer takes its turn."""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table

from onrecord.model import Article, Entity, Extract, Raw, Span, Statement
from onrecord.passages import sentences
from onrecord.store import schema
from onrecord.store.terms import GAP, Positions, positions

# How far a context may go beyond the content on either side, in code points: two long sentences. Sentences that
# badly broken text runs together would otherwise make contexts of pages.
CONTEXT_REACH = 400
PIECES = GAP

Row = dict[str, Any]
Indexed = tuple[Positions, Positions]


@dataclass(frozen=True, slots=True)
class Prepared:
    """The rows of one article. `terms` are those of each statement's text and context, `source` is None when the bytes
    that it was read from are not at hand."""

    source: Row | None
    article: Row
    entities: list[Row]
    statements: list[Row]
    terms: list[Indexed]


def prepare(extract: Extract, entities: Sequence[Entity], added_at: str) -> Prepared:
    """The rows of an extract. `entities` hold one entity for each name that a speaker has; raises ValueError when one
    is missing or there twice."""
    article = extract.article
    names = [entity.name for entity in entities]
    unknown = {s.speaker.name for s in extract.statements if s.speaker.name is not None} - set(names)
    if unknown or len(set(names)) < len(names):
        raise ValueError(f"entities of article {article.id}: missing {sorted(unknown)}, given {sorted(names)}")
    spans = sentences(article.text, article.language)
    statements = [_statement(article, n, s, spans) for n, s in enumerate(extract.statements)]
    return Prepared(
        source=None if article.raw is None else _source(article.raw),
        article=_article(article, len(statements), added_at),
        entities=[_entity(article, entity) for entity in entities],
        statements=statements,
        terms=[indexed(row["text"], row["context"], article.language) for row in statements],
    )


def statement_id(article: str, n: int) -> str:
    """The stable id of the n-th statement (from 0) of an article."""
    return f"{article[:16]}-{n}"


def indexed(text: str, context: str, language: str | None) -> Indexed:
    """What the index takes of a statement: the terms of its text and of its context, word by word."""
    return positions(text, language), positions(context, language)


def joined(text: str, spans: Sequence[Span]) -> str:
    """The pieces of `text` under `spans`."""
    return PIECES.join(text[begin:end] for begin, end in spans)


def context(text: str, statement: Statement, spans: Sequence[Span]) -> Span:
    """From the start of the first sentence that the statement's source, cue or content touches to the end of the last,
    at most CONTEXT_REACH beyond the content. `spans` are the sentences of `text`."""
    roles = statement.attribution
    own = (*roles.source, *roles.cue, *roles.content)
    if not own:
        return 0, 0
    low, high = min(begin for begin, _ in own), max(end for _, end in own)
    first = bisect_right(spans, low, key=lambda span: span[1])
    last = bisect_left(spans, high, key=lambda span: span[0]) - 1
    begin = min(low, spans[first][0]) if first < len(spans) else low
    end = max(high, spans[last][1]) if last >= 0 else high
    anchor = roles.content or own
    return (
        _cut_begin(text, begin, min(b for b, _ in anchor) - CONTEXT_REACH),
        _cut_end(text, end, max(e for _, e in anchor) + CONTEXT_REACH),
    )


def _cut_begin(text: str, begin: int, least: int) -> int:
    """`begin`, or the start of the first word after `least` when that is later."""
    if begin >= least:
        return begin
    space = next((at for at in range(least, least + CONTEXT_REACH) if text[at].isspace()), least - 1)
    return space + 1


def _cut_end(text: str, end: int, most: int) -> int:
    """`end`, or the end of the last word before `most` when that is earlier."""
    if end <= most:
        return end
    return next((at for at in range(most, most - CONTEXT_REACH, -1) if text[at].isspace()), most)


def _article(article: Article, statements: int, added_at: str) -> Row:
    row = {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "byline": article.byline,
        "published": article.published,
        "published_from": article.published_from,
        "language": article.language,
        "url": article.url,
        "origin": article.origin,
        "opinion": article.opinion,
        "statements": statements,
        "added_at": added_at,
        "text_sha256": text_sha256(article.text),
        "imported": article.imported,
        "source_id": None if article.raw is None else article.raw.sha256,
        "text": article.text,
    }
    return _sealed(schema.articles, row)


def _source(raw: Raw) -> Row:
    """The row of a source, whose bytes are not packed yet: most articles of one document find it there already."""
    return _sealed(schema.sources, {"id": raw.sha256, "kind": raw.kind, "size": len(raw.data), "packed": raw.data})


def text_sha256(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def _entity(article: Article, entity: Entity) -> Row:
    row = {
        "article_id": article.id,
        "name": entity.name,
        "organisation": entity.organisation,
        "roles": schema.dump_json(entity.roles),
        "around": schema.dump_json(entity.around),
    }
    return _sealed(schema.entities, row)


def _statement(article: Article, n: int, statement: Statement, spans: Sequence[Span]) -> Row:
    roles = statement.attribution
    begin, end = context(article.text, statement, spans)
    row = {
        "id": statement_id(article.id, n),
        "article_id": article.id,
        "n": n,
        "parent": roles.parent,
        "speaker": statement.speaker.name,
        "why": statement.speaker.why,
        "kind": roles.kind.value,
        "polarity": statement.polarity.value,
        "basis": statement.basis.value,
        "source": schema.dump_json(roles.source),
        "cue": schema.dump_json(roles.cue),
        "content": schema.dump_json(roles.content),
        "text": joined(article.text, roles.content),
        "context": article.text[begin:end],
        "relayed_by": schema.dump_json(statement.relayed_by),
        "said_on": statement.dating.said_on,
        "said_on_basis": statement.dating.basis,
        "occasion": statement.occasion,
        "score": float(roles.score),  # models give numpy's
        "speaker_probability": statement.speaker.probability,
    }
    return _sealed(schema.statements, row)


def _sealed(table: Table, row: Mapping[str, Any]) -> Row:
    return {**row, "sha256": schema.seal(table, row)}
