"""The news agencies' exchange formats of the IPTC: NewsML-G2 in XML and ninjs in JSON.
https://iptc.org/standards/newsml-g2/, https://iptc.org/standards/ninjs/"""

import re
from collections.abc import Iterator, Mapping

from onrecord.errors import ReadingError
from onrecord.model import Article, Raw
from onrecord.reading.article import Facts, article
from onrecord.reading.markup import element_text, text_of
from onrecord.reading.opinion import opinion_section, opinion_title
from onrecord.reading.published import iso_prefix
from onrecord.reading.xmltree import Element, local, not_whole, words, xml_root

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Statuses under which a text is no article that was published, without their vocabulary ("stat:canceled").
_UNPUBLISHED = frozenset({"canceled", "cancelled", "withheld"})
_BY = re.compile(r"^(?:by|von|par)\s+", re.IGNORECASE)
_NINJS_TEXT = ("body_text", "body_xhtml", "body_html", "bodies")
_NINJS_MARKS = frozenset({"uri", "versioncreated", "firstcreated", "contentcreated", "pubstatus", "headlines"})


def read_newsml(text: str, origin: str, given: Facts, raw: Raw | None) -> Iterator[Article | ReadingError]:
    """The articles of a NewsML-G2 news item, or of a message of several."""
    root, fault = xml_root(text, origin)
    items = [element for element in root.iter() if local(element) == "newsItem"]
    if not items:
        yield ReadingError(f"{origin}: is NewsML without a news item. Give the items that hold the articles' text.")
    for number, item in enumerate(items, 1):
        where = origin if len(items) == 1 else f"{origin}, item {number}"
        try:
            yield _item(item, where, origin, given, raw)
        except ReadingError as error:
            yield error
    if fault:
        yield not_whole(origin, fault)


def is_ninjs(node: Mapping[str, object]) -> bool:
    """Whether a JSON object is a ninjs item that holds text."""
    return any(key in node for key in _NINJS_TEXT) and not _NINJS_MARKS.isdisjoint(node)


def ninjs(node: Mapping[str, object], where: str) -> tuple[str, Facts]:
    """The text of a ninjs item (versions 1 and 2) and what it says of it. Raises ReadingError for one without text
    and for one that was withdrawn."""
    _published_at_all(_string(node, "pubstatus"), where)
    text = _ninjs_text(node)
    if not text.strip():
        raise ReadingError(f"{where}: is a ninjs item without text. Give the items that hold the articles' text.")
    dates = ((key, iso_prefix(node.get(key))) for key in ("contentcreated", "firstcreated", "versioncreated"))
    published = next((date for _, date in dates if date), None)
    title = _string(node, "headline") or _valued(node.get("headlines")) or _string(node, "title")
    labels = [name for key in ("genres", "subjects", "subject") for name in _names(node.get(key))]
    return text, Facts(
        title=title,
        outlet=_string(node, "source") or _first_name(node.get("provider")) or _string(node, "copyrightholder"),
        byline=_BY.sub("", _string(node, "byline") or _string(node, "by") or "") or None,
        published=published,
        published_from="ninjs" if published else None,
        language=_string(node, "language"),
        url=next((url for key in ("uri", "url") if (url := _string(node, key)) and url.startswith("http")), None),
        opinion=opinion_section(labels) or opinion_title(title),
    )


def _item(item: Element, where: str, origin: str, given: Facts, raw: Raw | None) -> Article:
    about, content = _part(item, "itemMeta"), _part(item, "contentMeta")
    status = _part(about, "pubStatus")
    _published_at_all(status.get("qcode") if status is not None else None, where)
    text = "\n\n".join(filter(None, (_content(part) for part in _parts(_part(item, "contentSet")))))
    if not text:
        raise ReadingError(f"{where}: is a news item without text. Give the items that hold the articles' text.")
    dates = ((content, "contentCreated"), (about, "firstCreated"), (about, "versionCreated"))
    published = next((date for meta, name in dates if (date := iso_prefix(words(_part(meta, name))))), None)
    title = words(_part(content, "headline")) or words(_part(about, "title")) or None
    inline = next((part for part in _parts(_part(item, "contentSet")) if part.get(_LANG)), None)
    spoken = _part(content, "language")
    url = next((link for link in (item.get("guid"), words(_part(about, "link"))) if link and "://" in link), None)
    article_facts = Facts(
        title=title,
        outlet=words(_part(content, "creditline")) or _label(_part(about, "provider")),
        byline=_BY.sub("", words(_part(content, "by"))) or _label(_part(content, "creator")),
        published=published,
        published_from="newsml" if published else None,
        language=(spoken.get("tag") if spoken is not None else None)
        or (inline.get(_LANG) if inline is not None else None)
        or item.get(_LANG),
        url=url if url and url.startswith(("http://", "https://")) else None,
        opinion=opinion_section(_label(genre) or "" for genre in _parts(content) if local(genre) == "genre")
        or opinion_title(title),
    )
    return article(text, article_facts, origin, given, raw)


def _content(part: Element) -> str:
    """The text of one form of content; pictures and links to content elsewhere have none."""
    if local(part) == "inlineData":
        plain = part.text or ""
        return text_of(plain) if "html" in (part.get("contenttype") or "") else plain.strip()
    if local(part) != "inlineXML":
        return ""
    bodies = [element for element in part.iter() if local(element) in ("body.content", "body")]
    inner = next((body for body in bodies if local(body) == "body.content"), bodies[0] if bodies else part)
    return element_text(inner)


def _published_at_all(status: str | None, where: str) -> None:
    name = (status or "").rpartition(":")[2].lower()
    if name in _UNPUBLISHED:
        raise ReadingError(f"{where}: was withdrawn by its agency ({name}), and is left out. Give what took its place.")


def _part(element: Element | None, name: str) -> Element | None:
    return next((child for child in _parts(element) if local(child) == name), None)


def _parts(element: Element | None) -> list[Element]:
    return list(element) if element is not None else []


def _label(element: Element | None) -> str | None:
    """A party's or genre's name: written out, literal, or the code without its vocabulary."""
    if element is None:
        return None
    name = next((child for child in element if local(child) == "name"), None)
    return words(name) or element.get("literal") or (element.get("qcode") or "").rpartition(":")[2] or None


def _ninjs_text(node: Mapping[str, object]) -> str:
    if plain := _string(node, "body_text"):
        return plain
    if markup := _string(node, "body_xhtml") or _string(node, "body_html"):
        return text_of(markup)
    bodies = node.get("bodies")
    for body in bodies if isinstance(bodies, list) else ():
        if isinstance(body, dict) and (value := _string(body, "value")):
            return text_of(value) if "html" in (_string(body, "contenttype") or "") else value
    return ""


def _string(of: Mapping[str, object], key: str) -> str | None:
    value = of.get(key)
    return value if isinstance(value, str) and value.strip() else None


def _valued(value: object) -> str | None:
    objects = value if isinstance(value, list) else []
    return next((text for one in objects if isinstance(one, dict) and (text := _string(one, "value"))), None)


def _names(value: object) -> list[str]:
    objects = value if isinstance(value, list) else []
    return [name for one in objects if isinstance(one, dict) and (name := _string(one, "name"))]


def _first_name(value: object) -> str | None:
    return (_string(value, "name") or _string(value, "literal")) if isinstance(value, dict) else None
