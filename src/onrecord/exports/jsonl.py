"""JSON Lines: one statement a line; or, with whole texts, one article a line as a schema.org NewsArticle, which
`onrecord add` reads again."""

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord import shapes
from onrecord.exports.entry import Entry, filled, line
from onrecord.model import Person, Recorded


def statements(entries: Iterable[Entry]) -> Iterator[bytes]:
    """One object a statement: the shape that `said --json` prints, with its article's address and its person."""
    for entry in entries:
        for statement in entry.statements:
            yield line(_statement(entry, statement))


def articles(entries: Iterable[Entry]) -> Iterator[bytes]:
    """One NewsArticle a line, with its whole text and, under `statements`, what `statements` gives."""
    for entry in entries:
        article = entry.article
        known = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "identifier": article.id,
            "headline": article.title,
            "publisher": article.outlet,
            "author": article.byline,
            "datePublished": article.published,
            "inLanguage": article.language,
            "url": article.url,
            "articleBody": article.text,
        }
        yield line({**filled(known), "statements": [_statement(entry, s) for s in entry.statements]})


def _statement(entry: Entry, statement: Recorded) -> dict[str, Any]:
    article = entry.article
    shape = {**shapes.recorded(statement), "url": article.url, "language": article.language, "origin": article.origin}
    person = entry.person(statement.speaker)
    return {**shape, "person": None if person is None else _person(person)}


def _person(person: Person) -> dict[str, Any]:
    return {"id": person.id, "name": person.name, "organisation": person.organisation, "wikidata": person.wikidata}
