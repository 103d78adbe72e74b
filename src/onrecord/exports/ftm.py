"""FollowTheMoney entities (https://followthemoney.tech), one JSON object a line, for Aleph and its kin.

A speaker is a Person or Organization, an article an Article, a speaker's name in an article a Mention. A statement is
an Event: the only schema with a date of any precision, those involved and the document that proves it. Relayers are
tied to it by UnknownLinks, so that nobody but the speaker is involved in the statement itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from onrecord.exports.entry import Entry, imported, line
from onrecord.model import Person, Recorded

# FollowTheMoney has languages in three letters; those that statements are taken from.
LANGUAGES = {"en": "eng", "ru": "rus", "uk": "ukr", "be": "bel", "de": "deu", "fr": "fra"}
# The longest caption of an Event: a line on the screen.
CAPTION = 100

Values = Sequence[str | None]


def entities(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Each person and article once, before what refers to it."""
    known: set[int] = set()
    for entry in entries:
        yield _article(entry)
        for name, person in entry.persons.items():
            if person.id not in known:
                known.add(person.id)
                yield _person(person)
            yield _mention(entry, name, person)
        for statement in entry.statements:
            yield _event(entry, statement)
            yield from _links(entry, statement)


def _entity(identity: str, schema: str, **properties: Values) -> bytes:
    """An entity; properties without values are left out."""
    given = {key: [value for value in values if value] for key, values in properties.items()}
    return line(
        {"id": identity, "schema": schema, "properties": {key: values for key, values in given.items() if values}}
    )


def _article_id(entry: Entry) -> str:
    return f"onrecord-article-{entry.article.id}"


def _person_id(person: Person) -> str:
    return f"onrecord-person-{person.id}"


def _event_id(statement: Recorded) -> str:
    return f"onrecord-statement-{statement.id}"


def _article(entry: Entry) -> bytes:
    article = entry.article
    return _entity(
        _article_id(entry),
        "Article",
        fileName=[f"{article.id}.txt"],
        title=[article.title],
        author=[article.byline],
        publisher=[article.outlet],
        publishedAt=[article.published],
        language=[LANGUAGES.get(article.language or "")],
        sourceUrl=[article.url],
    )


def _person(person: Person) -> bytes:
    others = [name for name in person.names if name != person.name]
    roles: dict[str, Values] = {} if person.organisation else {"position": person.roles}
    schema = "Organization" if person.organisation else "Person"
    return _entity(_person_id(person), schema, name=[person.name], alias=others, wikidataId=[person.wikidata], **roles)


def _mention(entry: Entry, name: str, person: Person) -> bytes:
    return _entity(
        f"onrecord-mention-{entry.article.id[:16]}-{person.id}-{name.encode().hex()[:32]}",
        "Mention",
        document=[_article_id(entry)],
        name=[name],
        resolved=[_person_id(person)],
        detectedSchema=["Organization" if person.organisation else "Person"],
    )


def _event(entry: Entry, statement: Recorded) -> bytes:
    person = entry.person(statement.speaker)
    who = statement.speaker or "Somebody"
    chain = " › ".join((*(name or "somebody" for name in statement.relayed_by), who))
    caption = f"{chain}: {' '.join(statement.text.split())}"
    properties: dict[str, Values] = {
        "name": [caption if len(caption) <= CAPTION else caption[: CAPTION - 1] + "…"],
        "description": [statement.text],
        "summary": [statement.context],
        "date": [statement.said_on],
        "involved": [_person_id(person)] if person else [],
        "proof": [_article_id(entry)],
        "sourceUrl": [entry.article.url],
        "keywords": [statement.basis.value, statement.polarity.value, statement.kind.value, *imported(statement)],
        "notes": [f"date: {statement.said_on_basis}" if statement.said_on_basis else None, statement.occasion],
        "recordId": [statement.id],
    }
    return _entity(_event_id(statement), "Event", **properties)


def _links(entry: Entry, statement: Recorded) -> Iterator[bytes]:
    for place, name in enumerate(statement.relayed_by, 1):
        person = entry.person(name)
        if person is not None:
            identity = f"{_event_id(statement)}-relayer-{place}"
            role = f"relayer {place} of {len(statement.relayed_by)}, outermost first"
            given: dict[str, Any] = {"subject": [_person_id(person)], "object": [_event_id(statement)], "role": [role]}
            yield _entity(identity, "UnknownLink", **given)
