"""What goes out: an article, the statements of it, and whom its speakers are held to be."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from onrecord.model import Article, Person, Recorded, Span, mention


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as it goes out. `persons` are the speakers and relayers, under their names in the article."""

    article: Article
    statements: tuple[Recorded, ...]
    persons: Mapping[str, Person]

    @classmethod
    def of(cls, article: Article, statements: Iterable[Recorded], persons: Mapping[str, Person]) -> Self:
        """The entry of an article, without statements that people struck out; `persons` under their mentions (see
        Entity.mention)."""
        kept = tuple(s for s in statements if not s.rejected)
        names = {name for s in kept for name in (s.speaker, *s.relayed_by) if name is not None}
        known = {name: persons.get(mention(article.id, name)) for name in sorted(names)}
        return cls(article, kept, {name: person for name, person in known.items() if person is not None})

    def person(self, name: str | None) -> Person | None:
        """Whom a name in the article is held to be."""
        return None if name is None else self.persons.get(name)

    def context(self, statement: Recorded) -> Span:
        """Where the context of a statement stands in the article: besides the statement's own words all that an excerpt
        may hold of it."""
        own = statement.content or statement.cue or statement.source
        if not own:
            return 0, 0
        low, high = min(begin for begin, _ in own), max(end for _, end in own)
        size = len(statement.context)
        at = self.article.text.find(statement.context, max(0, high - size), low + size)
        return (at, at + size) if at >= 0 else (low, high)

    def words(self, spans: Iterable[Span]) -> str:
        """The words of the article under spans, pieces joined by " … "."""
        return " … ".join(self.article.text[begin:end] for begin, end in spans)


def imported(statement: Recorded) -> list[str]:
    """The words that mark a statement from a collection of others; none for one that onrecord read."""
    return [f"imported from {statement.imported}"] if statement.imported else []


def line(value: Any) -> bytes:
    """A value as one line of JSON Lines, in UTF-8."""
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that have a value."""
    return {key: value for key, value in fields.items() if value not in (None, "", [], {})}
