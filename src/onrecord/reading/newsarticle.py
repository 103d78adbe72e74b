"""schema.org NewsArticle: from a JSON object to what it says of an article. Used for JSON files and for the JSON-LD
in pages. https://schema.org/NewsArticle"""

from collections.abc import Iterator, Mapping
from html import unescape

from onrecord.reading.article import Facts
from onrecord.reading.opinion import OPINION_TYPES, opinion_address, opinion_section, opinion_title
from onrecord.reading.published import iso_prefix

Node = Mapping[str, object]

# Lists in lists deeper than this are no articles.
_DEEPEST = 8
_ARTICLE_ENDINGS = ("Article", "BlogPosting", "Report", "Review", "SocialMediaPosting")
JSON_LD = "json-ld"


def nodes(value: object, depth: int = 0) -> Iterator[Node]:
    """The objects of a JSON-LD value: itself, those of a list, those of an @graph, in order."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from nodes(item, depth + 1)
    elif isinstance(value, dict):
        if "@graph" in value and "articleBody" not in value:
            yield from nodes(value["@graph"], depth + 1)
        else:
            yield value


def is_article(node: Node) -> bool:
    """Whether an object is an article, by its @type or because it has an articleBody."""
    return "articleBody" in node or any(kind.endswith(_ARTICLE_ENDINGS) for kind in types(node))


def types(node: Node) -> list[str]:
    """The @types of an object, without their vocabulary ("schema:NewsArticle" -> "NewsArticle")."""
    return [kind.replace("/", ":").rpartition(":")[2] for kind in _strings(node.get("@type"))]


def facts_of(node: Node, among: list[Node]) -> Facts:
    """What an article's object says of it. `among` are the objects beside it, in which {"@id": …} is looked up."""
    by_id = {key: other for other in among if isinstance(key := other.get("@id"), str)}
    published = iso_prefix(_first(node.get("datePublished")))
    title = next(_named(node.get("headline"), by_id), None) or next(_named(node.get("name"), by_id), None)
    url = _address(node)
    labels = [label for key in ("articleSection", "genre") for label in _strings(node.get(key))]
    return Facts(
        title=title,
        outlet=next(_named(node.get("publisher"), by_id), None),
        byline=", ".join(dict.fromkeys(_named(node.get("author"), by_id))) or None,
        published=published,
        published_from=JSON_LD if published else None,
        language=_language(node.get("inLanguage")),
        url=url,
        opinion=not OPINION_TYPES.isdisjoint(types(node))
        or opinion_section(labels)
        or opinion_address(url)
        or opinion_title(title),
    )


def _named(value: object, by_id: Mapping[str, Node], depth: int = 0) -> Iterator[str]:
    """The names in a string, an object with a name (or an @id that stands for one), or a list of these."""
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        if value.strip():
            yield " ".join(unescape(value).split())
    elif isinstance(value, list):
        for item in value:
            yield from _named(item, by_id, depth + 1)
    elif isinstance(value, dict):
        known = by_id.get(key) if isinstance(key := value.get("@id"), str) else None
        for key in ("name", "@value", "alternateName"):
            if found := value.get(key) or (known or {}).get(key):
                yield from _named(found, by_id, depth + 1)
                return


def _address(node: Node) -> str | None:
    page = _first(node.get("mainEntityOfPage"))
    candidates = (
        _first(node.get("url")),
        page.get("@id") or page.get("url") if isinstance(page, dict) else page,
        node.get("@id"),
    )
    urls = (url.partition("#")[0] for url in candidates if isinstance(url, str))
    return next((url for url in urls if url.startswith(("http://", "https://"))), None)


def _language(value: object) -> str | None:
    first = _first(value)
    if isinstance(first, dict):
        first = first.get("alternateName") or first.get("name")
    return first if isinstance(first, str) else None


def _first(value: object) -> object:
    return (value[0] if value else None) if isinstance(value, list) else value


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [item for item in values if isinstance(item, str)]
