"""schema.org in JSON-LD: first-hand statements as Quotation, relayed ones as Claim, with their NewsArticle and Persons.

https://schema.org/Quotation names by `spokenByCharacter` to whom a work attributes a quotation; https://schema.org/Claim
by `claimInterpreter` who stands between it and us, and by `appearance` the work it is read in. `firstAppearance` would
say that nobody printed it before: a record cannot know that, so it is left out.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.exports.entry import Entry, filled, imported
from onrecord.model import Basis, Person, Recorded

Node = dict[str, Any]


def graph(entries: Iterable[Entry]) -> Iterator[bytes]:
    """One document with one @graph, a node a line. Each person and article comes once, before what refers to it."""
    yield b'{"@context": "https://schema.org", "@graph": ['
    separator = "\n"
    for node in _nodes(entries):
        yield (separator + json.dumps(node, ensure_ascii=False)).encode()
        separator = ",\n"
    yield b"\n]}\n"


def _nodes(entries: Iterable[Entry]) -> Iterator[Node]:
    known: set[int] = set()
    for entry in entries:
        yield _article(entry)
        for person in entry.persons.values():
            if person.id not in known:
                known.add(person.id)
                yield _person(person)
        for statement in entry.statements:
            yield _claim(entry, statement) if statement.basis is Basis.RELAYED else _quotation(entry, statement)


def article_iri(entry: Entry) -> str:
    """What an article is called in linked data: the hash of its content."""
    return f"urn:onrecord:article:{entry.article.id}"


def statement_iri(statement: Recorded) -> str:
    """What a statement is called in linked data."""
    return f"urn:onrecord:statement:{statement.id}"


def person_iri(person: Person) -> str:
    """What a person is called in one export; the numbers of persons may change as the record grows."""
    return f"urn:onrecord:person:{person.id}"


def _article(entry: Entry) -> Node:
    article = entry.article
    return filled(
        {
            "@type": "NewsArticle",
            "@id": article_iri(entry),
            "headline": article.title,
            "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
            "author": {"@type": "Person", "name": article.byline} if article.byline else None,
            "datePublished": article.published,
            "inLanguage": article.language,
            "url": article.url,
        }
    )


def _person(person: Person) -> Node:
    return filled(
        {
            "@type": "Organization" if person.organisation else "Person",
            "@id": person_iri(person),
            "name": person.name,
            "alternateName": [name for name in person.names if name != person.name],
            "jobTitle": [] if person.organisation else list(person.roles),
            "sameAs": f"http://www.wikidata.org/entity/{person.wikidata}" if person.wikidata else None,
        }
    )


def _quotation(entry: Entry, statement: Recorded) -> Node:
    speaker = _reference(entry, statement.speaker)
    node = {"@type": "Quotation", **_work(entry, statement), "spokenByCharacter": speaker, "creator": speaker}
    return filled({**node, "isPartOf": {"@id": article_iri(entry)}})


def _claim(entry: Entry, statement: Recorded) -> Node:
    relayers = [_reference(entry, name) for name in statement.relayed_by]
    node = {"@type": "Claim", **_work(entry, statement), "creator": _reference(entry, statement.speaker)}
    interpreters = [relayer for relayer in relayers if relayer is not None]
    return filled({**node, "claimInterpreter": interpreters, "appearance": {"@id": article_iri(entry)}})


def _work(entry: Entry, statement: Recorded) -> Node:
    """What is told of both kinds. The keywords keep a denial from being read as an assertion."""
    return {
        "@id": statement_iri(statement),
        "text": statement.text,
        "description": statement.context,
        "dateCreated": statement.said_on,
        "inLanguage": entry.article.language,
        "keywords": [statement.polarity.value, statement.kind.value, statement.basis.value, *imported(statement)],
    }


def _reference(entry: Entry, name: str | None) -> Node | None:
    person = entry.person(name)
    return None if person is None else {"@id": person_iri(person)}
