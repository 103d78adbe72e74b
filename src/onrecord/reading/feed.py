"""Feeds: RSS, Atom and JSON Feed. An entry that holds its article whole is read; one that holds the beginning is not
taken for it. Sitemaps list addresses and hold no article at all."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from onrecord.errors import ReadingError
from onrecord.model import Article, Raw
from onrecord.reading.article import Facts, article
from onrecord.reading.markup import element_text, text_of
from onrecord.reading.opinion import opinion_address, opinion_section, opinion_title
from onrecord.reading.published import date_in_address, iso_prefix
from onrecord.reading.xmltree import Element, local, not_whole, words, xml_root

JSON_FEED = "https://jsonfeed.org/version/"

# An entry's text is taken for the whole article from this many words on, if nothing says that it goes on elsewhere. In
# ten saved feeds the longest beginning without such a sign has 138 words.
WHOLE_WORDS = 150
# A text beside a summary is whole if it says this much more, and is no mere sentence: of the feeds that give both,
# those with beginnings give the same one twice, and whole articles are 1.8 times their summaries and more.
BEYOND_SUMMARY = 1.5
SENTENCE_WORDS = 40
_LINKS_ON = (
    r"continue reading|read more|read (?:the|this) (?:full|rest|whole|entire)[^.\n]{0,40}|weiterlesen|mehr lesen|"
    r"lire la suite|en savoir plus|читать (?:далее|дальше|полностью)|читати (?:далі|більше)|чытаць (?:далей|цалкам)"
)
_ALONE = r"more|mehr|suite|далее|подробнее|далі|докладніше|детальніше|далей|падрабязней"
_GOES_ON = re.compile(rf"(?:\.\.\.|…|\b(?:{_LINKS_ON})|(?:^|[\n\[(])\s*(?:{_ALONE}))[\s.…:»>→\])]*$", re.IGNORECASE)

_PREFIXES = {
    "": "",
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dc:",
}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MAIL = re.compile(r"\S+@\S+")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed gives for one article: the text that claims to be its content, the summary beside it, and facts."""

    content: str
    summary: str
    facts: Facts

    @property
    def whole(self) -> str | None:
        """The article's text, or None where the feed gives its beginning only."""
        text = self.content or self.summary
        size, beside = len(text.split()), len(self.summary.split()) if self.content else 0
        least = SENTENCE_WORDS if beside and size >= BEYOND_SUMMARY * beside else WHOLE_WORDS
        return text if size >= least and not _GOES_ON.search(text[-200:]) else None


def read_feed(text: str, origin: str, given: Facts, raw: Raw | None) -> Iterator[Article | ReadingError]:
    """The articles that an RSS or Atom feed holds whole; how many it does not comes as an error."""
    root, fault = xml_root(text, origin)
    yield from read_entries(_entries(root), origin, given, raw)
    if fault:
        yield not_whole(origin, fault)


def read_json_feed(
    feed: Mapping[str, object], origin: str, given: Facts, raw: Raw | None
) -> Iterator[Article | ReadingError]:
    """The articles that a JSON Feed (jsonfeed.org, versions 1 and 1.1) holds whole."""
    items = feed.get("items")
    about = Facts(outlet=_string(feed, "title"), byline=_authors(feed), language=_string(feed, "language"))
    entries = (_json_entry(item, about) for item in items if isinstance(item, dict)) if isinstance(items, list) else ()
    yield from read_entries(entries, origin, given, raw)


def read_entries(
    entries: Iterable[Entry], origin: str, given: Facts, raw: Raw | None
) -> Iterator[Article | ReadingError]:
    """The whole articles among entries; the number of the others comes last, as an error."""
    number = parts = 0
    for entry in entries:
        number += 1
        if (text := entry.whole) is None:
            parts += 1
            continue
        try:
            yield article(text, entry.facts, origin, given, raw)
        except ReadingError as error:
            yield error
    if not number:
        yield ReadingError(f"{origin}: is a feed without entries. Fetch it anew.")
    elif parts:
        yield ReadingError(
            f"{origin}: {parts} of {number} entries hold only the beginning of their article, and are left out. "
            "Give the articles' own pages."
        )


def told_sitemap(text: str, origin: str) -> ReadingError:
    """What to tell of a sitemap: how many addresses it lists, and that nothing is fetched."""
    root, _ = xml_root(text, origin)
    places = [words(place) for place in root.iter() if local(place) == "loc" and local(place.getparent()) != "image"]
    of = "other sitemaps" if local(root) == "sitemapindex" else "pages"
    listed = f"lists {len(places)} addresses of {of}" + (f", the first {places[0][:200]}" if places else "")
    return ReadingError(f"{origin}: is a sitemap. It {listed}; nothing is fetched. Save the pages and give them.")


def _entries(root: Element) -> Iterator[Entry]:
    channel = next((child for child in root if local(child) == "channel"), root)
    of = _children(channel)
    about = Facts(
        outlet=_words(of, "title", "dc:publisher"),
        byline=_people(of) if local(root) == "feed" else None,
        language=_words(of, "language", "dc:language") or root.get(_LANG) or channel.get(_LANG),
    )
    for element in root.iter():
        if local(element) in ("item", "entry") and _prefix(element) == "":
            yield _entry(element, about)


def _entry(element: Element, about: Facts) -> Entry:
    of = _children(element)
    content = next((c for name in ("content:encoded", "content", "fulltext") for c in of.get(name, ())), None)
    summary = next((c for name in ("description", "summary", "dc:description") for c in of.get(name, ())), None)
    url = _link(of)
    published, published_from = _published(of, url)
    title = _one_line(of.get("title", [None])[0])
    labels = [c.get("term") or words(c) for name in ("category", "dc:subject") for c in of.get(name, ())]
    facts = replace(
        about,
        title=title,
        byline=_people(of) or about.byline,
        published=published,
        published_from=published_from,
        language=(content.get(_LANG) if content is not None else None) or element.get(_LANG) or about.language,
        url=url,
        opinion=opinion_section(labels) or opinion_address(url) or opinion_title(title),
    )
    return Entry(_text(content), _text(summary), facts)


def _json_entry(item: Mapping[str, object], about: Facts) -> Entry:
    url = _string(item, "url") or _string(item, "external_url") or _string(item, "id")
    url = url if url and url.startswith(("http://", "https://")) else None
    published = iso_prefix(item.get("date_published"))
    title, tags = _string(item, "title"), item.get("tags")
    labels = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    markup = _string(item, "content_html")
    facts = replace(
        about,
        title=title,
        byline=_authors(item) or about.byline,
        published=published or date_in_address(url),
        published_from="feed" if published else "url" if date_in_address(url) else None,
        language=_string(item, "language") or about.language,
        url=url,
        opinion=opinion_section(labels) or opinion_address(url) or opinion_title(title),
    )
    content = text_of(markup) if markup else _string(item, "content_text") or ""
    return Entry(content, _string(item, "summary") or "", facts)


def _children(element: Element) -> dict[str, list[Element]]:
    """The children of an element by name; those of vocabularies that tell nothing of articles are left out."""
    found: dict[str, list[Element]] = {}
    for child in element:
        if (prefix := _prefix(child)) is not None:
            found.setdefault(prefix + local(child), []).append(child)
    return found


def _prefix(element: Element) -> str | None:
    if not isinstance(element.tag, str):
        return None
    return _PREFIXES.get(element.tag.partition("}")[0].removeprefix("{") if element.tag.startswith("{") else "")


def _text(element: Element | None) -> str:
    """The text of a content or summary: plain, HTML written as text, or XHTML elements."""
    if element is None:
        return ""
    if len(element):
        return element_text(element)
    text = element.text or ""
    return text.strip() if element.get("type") == "text" else text_of(text)


def _one_line(element: Element | None) -> str | None:
    return " ".join(_text(element).split()) or None


def _words(of: Mapping[str, list[Element]], *names: str) -> str | None:
    return next((found for name in names for element in of.get(name, ()) if (found := _one_line(element))), None)


def _people(of: Mapping[str, list[Element]]) -> str | None:
    """The authors: names in <author>, in "mail (name)" as RSS writes them, or Dublin Core's creators."""
    names = [words(next((c for c in author if local(c) == "name"), author)) for author in of.get("author", ())]
    names = names or [words(creator) for creator in of.get("dc:creator", ())]
    plain = [_MAIL.sub("", name).strip(" ()") if "@" in name else name for name in names]
    return ", ".join(dict.fromkeys(name for name in plain if name)) or None


def _link(of: Mapping[str, list[Element]]) -> str | None:
    links = of.get("link", [])
    given = [link.get("href") or words(link) for link in links if link.get("rel", "alternate") == "alternate"]
    given += [words(guid) for guid in of.get("guid", ()) if guid.get("isPermaLink") != "false"]
    return next((url for url in given if url.startswith(("http://", "https://"))), None)


def _published(of: Mapping[str, list[Element]], url: str | None) -> tuple[str | None, str | None]:
    """The date of publication and where it came from; that of the last change only where there is no other."""
    names = ("pubDate", "published", "issued", "dc:issued", "dc:date", "dc:created", "created")
    if date := next((d for name in names for e in of.get(name, ()) if (d := iso_prefix(words(e)))), None):
        return date, "feed"
    if date := date_in_address(url):
        return date, "url"
    changed = ("updated", "modified", "dc:modified")
    date = next((d for name in changed for e in of.get(name, ()) if (d := iso_prefix(words(e)))), None)
    return date, "feed, updated" if date else None


def _string(of: Mapping[str, object], key: str) -> str | None:
    value = of.get(key)
    return value if isinstance(value, str) and value.strip() else None


def _authors(of: Mapping[str, object]) -> str | None:
    listed = of.get("authors")
    people = [*(listed if isinstance(listed, list) else ()), of.get("author")]
    names = [name for person in people if isinstance(person, dict) and (name := _string(person, "name"))]
    return ", ".join(dict.fromkeys(names)) or None
