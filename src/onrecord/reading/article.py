"""From a text and what is known about it to an Article with its id."""

import hashlib
import json
import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from onrecord.errors import ReadingError
from onrecord.model import Article, Raw
from onrecord.reading.language import language_of
from onrecord.reading.opinion import disclaims

# The most characters one article's text may have, and the most bytes of a plain text or page. The longest news texts
# we know, transcripts of press conferences, stay under half a million; trafilatura refuses pages beyond 20 MB as well.
TEXT_LIMIT = 20_000_000

# NUL and halves of surrogate pairs can be written in JSON, but neither PostgreSQL nor UTF-8 can hold them.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an article beside its text. `published` is an ISO prefix and `published_from` where it came
    from; `language` is as declared, in any form ("en-GB"); `opinion` whether the piece calls itself opinion."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    published_from: str | None = None
    language: str | None = None
    url: str | None = None
    opinion: bool = False


UNKNOWN = Facts()


def article(text: str, facts: Facts, origin: str, given: Facts, raw: Raw | None = None) -> Article:
    """The Article of `text`, read from `raw`; `given` fills what `facts` leave open, and the host of its address the
    outlet.

    The text is kept to the code point; only NUL and lone surrogates, which no database can hold, become U+FFFD, one
    for one, so that offsets stand. Raises ReadingError for a text that is blank or longer than TEXT_LIMIT.
    """
    if not text.strip():
        raise ReadingError(f"{origin}: has no text. Give a file that holds the article's words.")
    if len(text) > TEXT_LIMIT:
        raise too_long(origin)
    text = _UNSTORABLE.sub("\ufffd", text)
    dated = facts if facts.published else replace(facts, published=given.published, published_from=given.published_from)
    url = _line(facts.url) or _line(given.url)
    known = Facts(
        title=_line(facts.title) or _line(given.title),
        outlet=_line(facts.outlet) or _line(given.outlet) or host(url),
        byline=_line(facts.byline) or _line(given.byline),
        published=dated.published,
        url=url,
    )
    return Article(
        id=article_id(text, known),
        text=text,
        title=known.title,
        outlet=known.outlet,
        byline=known.byline,
        published=known.published,
        published_from=dated.published_from,
        language=language_of(text, facts.language or given.language),
        url=known.url,
        origin=origin,
        opinion=facts.opinion or given.opinion or disclaims(text),
        raw=raw,
    )


def raw(data: bytes, kind: str) -> Raw:
    """Bytes of a kind of content as they were read."""
    return Raw(hashlib.sha256(data).hexdigest(), str(kind), data)


def article_id(text: str, facts: Facts | Article) -> str:
    """The id of an article: the SHA-256, in hex, of a JSON array of its text, title, outlet, byline, published and url.

    Only what the article itself says goes in: not the file it lay in, so that a copy elsewhere is the same article;
    nor what we work out about it (language, opinion, source of the date), so that a better guess leaves ids alone.
    """
    content = [text, facts.title, facts.outlet, facts.byline, facts.published, facts.url]
    canonical = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def too_long(origin: str, limit: int = TEXT_LIMIT) -> ReadingError:
    """The error for a text or document beyond its limit."""
    return ReadingError(
        f"{origin}: is larger than {limit // 1_000_000} MB, the most that one document may be. "
        "Split it into its articles, or give them one a line as JSON Lines, which may be of any size."
    )


def host(url: str | None) -> str | None:
    """The host of an address, without "www.", or None."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def _line(value: str | None) -> str | None:
    """A value on one line, white space folded; None when nothing is left."""
    return " ".join(_UNSTORABLE.sub("\ufffd", value or "").split()) or None
