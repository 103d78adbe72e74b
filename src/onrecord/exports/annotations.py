"""W3C Web Annotation (https://www.w3.org/TR/annotation-model/), one annotation a line.

The body tells who said it, when and how; each piece of the content is a target with two selectors for the same words:
TextQuoteSelector and TextPositionSelector. Positions are code points into the article's text as the record has it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.exports.entry import Entry, filled, imported, line
from onrecord.exports.linked import article_iri, person_iri, statement_iri
from onrecord.model import Recorded, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# So many code points before and behind a quotation tell it from the same words elsewhere. They never reach beyond the
# statement's context.
AROUND = 32


def annotations(entries: Iterable[Entry]) -> Iterator[bytes]:
    """One annotation a line for each statement that has content."""
    for entry in entries:
        for statement in entry.statements:
            if statement.content:
                yield line(_annotation(entry, statement))


def _annotation(entry: Entry, statement: Recorded) -> dict[str, Any]:
    targets = [_target(entry, statement, span) for span in statement.content]
    return {
        "@context": CONTEXT,
        "id": statement_iri(statement),
        "type": "Annotation",
        "motivation": "identifying",
        "body": _bodies(entry, statement),
        "target": targets if len(targets) > 1 else targets[0],
    }


def _bodies(entry: Entry, statement: Recorded) -> list[dict[str, Any]]:
    told = [f"{statement.basis.value} {statement.polarity.value} {statement.kind.value}"]
    if statement.relayed_by:
        told.append(f"relayed by {' > '.join(name or 'somebody' for name in statement.relayed_by)}")
    if statement.said_on:
        told.append(f"said on {statement.said_on}")
    told += imported(statement)
    person = entry.person(statement.speaker)
    bodies = [
        {"type": "TextualBody", "value": f"speaker: {statement.speaker or 'unresolved'}", "purpose": "identifying"}
    ]
    if person is not None:
        same = f"http://www.wikidata.org/entity/{person.wikidata}" if person.wikidata else person_iri(person)
        bodies.append({"type": "SpecificResource", "source": same, "purpose": "identifying"})
    return [*bodies, *({"type": "TextualBody", "value": value, "purpose": "describing"} for value in told)]


def _target(entry: Entry, statement: Recorded, span: Span) -> dict[str, Any]:
    text, (begin, end), (first, last) = entry.article.text, span, entry.context(statement)
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[begin:end],
        "prefix": text[max(first, begin - AROUND) : begin],
        "suffix": text[end : min(last, end + AROUND)],
    }
    return {
        "type": "SpecificResource",
        "source": entry.article.url or article_iri(entry),
        "selector": [filled(quote), {"type": "TextPositionSelector", "start": begin, "end": end}],
    }
