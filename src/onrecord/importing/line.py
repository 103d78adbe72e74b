"""One line of a collection: its fields taken out safely, and the article and statements made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.errors import ReadingError
from onrecord.model import Article, Attribution, Basis, Dating, Kind, Polarity, Raw, Span, Speaker, Statement
from onrecord.reading.article import UNKNOWN, Facts, article
from onrecord.reading.published import iso_prefix

NO_DATE = Dating(None, None)


@dataclass(frozen=True, slots=True)
class Line:
    """A JSON object of a collection's file; `where` names file and line, `collection` what it is from, in words, and
    `imported` in one word. `raw` is the whole line."""

    fields: Mapping[str, object]
    where: str
    collection: str
    imported: str
    raw: Raw

    def text(self, key: str) -> str | None:
        """A field's string, or None when there is none. Raises ReadingError when it is something else."""
        value = self.fields.get(key)
        if value is None or isinstance(value, str):
            return value
        raise ReadingError(f"{self.where}: {key} is not a string. Is it really from {self.collection}?")

    def objects(self, key: str) -> list["Line"]:
        """The objects of a list, each as a line of its own. Raises ReadingError when it is no list of objects."""
        value = self.fields.get(key)
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise ReadingError(f"{self.where}: {key} is no list of objects. Is it really from {self.collection}?")
        return [replace(self, fields=item, where=f"{self.where}, {key} {n}") for n, item in enumerate(value, 1)]

    def article(self, text: str, *, title: str | None, url: str | None, language: str | None) -> Article:
        """The article of this line with the given text, dated by its `date`. Raises ReadingError for a blank text."""
        date = iso_prefix(self.fields.get("date"))
        known = Facts(
            title=title,
            published=date,
            published_from=self.collection if date else None,
            language=language,
            url=url,
        )
        made = article(text, known, f"imported from {self.collection}: {self.where}", UNKNOWN, self.raw)
        return replace(made, imported=self.imported)


def said(
    content: Span,
    speaker: Speaker,
    *,
    source: Sequence[Span] = (),
    cue: Sequence[Span] = (),
    dating: Dating = NO_DATE,
    occasion: str | None = None,
    score: float = 1.0,
) -> Statement:
    """A first-hand statement in the speaker's own words, as a collection gives it."""
    roles = Attribution(tuple(source), tuple(cue), (content,), Kind.DIRECT, None, score)
    return Statement(roles, speaker, (), Basis.FIRST_HAND, Polarity.SAID, dating, occasion)


def stripped(text: str, begin: int, end: int, marks: str = "") -> Span:
    """The span without white space, and without `marks`, at its edges; empty when nothing is left."""
    while begin < end and (text[begin].isspace() or text[begin] in marks):
        begin += 1
    while begin < end and (text[end - 1].isspace() or text[end - 1] in marks):
        end -= 1
    return begin, end
