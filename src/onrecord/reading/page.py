"""Saved HTML pages: the article's words, and what the page says of them."""

import json
import re
from dataclasses import replace

import trafilatura

from onrecord.errors import ReadingError
from onrecord.model import Article, Raw
from onrecord.reading.article import TEXT_LIMIT, Facts, article, too_long
from onrecord.reading.body import Tree, body_of, too_big, tree_of
from onrecord.reading.newsarticle import JSON_LD, Node, facts_of, is_article, nodes
from onrecord.reading.opinion import opinion_address, opinion_section, opinion_title
from onrecord.reading.published import date_in_address, iso_prefix

# Names that publishers give the date of publication in <meta name|property|itemprop>, surest first; not "modified".
_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "article:published", "publishdate", "publish-date", "publish_date", "publication_date", "published_at",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date", "dcterms.date", "citation_publication_date", "article_date_original",
    "originalpublicationdate", "pubdate", "date.created", "created", "ptime", "date",
)  # fmt: skip
_SECTION_NAMES = ("article:section", "section", "og:section", "parsely-section", "cxenseparse:category", "og:type")
# No byline: addresses, "@handles" and sentences that stand in author fields.
_NO_NAME = re.compile(r"https?:|www\.|@|\.(?:com|org|net)\b|^\W*$")
_LONGEST_BYLINE = 200


def read_page(page: str, origin: str, given: Facts, raw: Raw | None = None) -> Article:
    """The article of an HTML page, read from `raw`. Raises ReadingError when the page holds none, or is too large to
    search."""
    if len(page) > TEXT_LIMIT:
        raise too_long(origin)
    try:
        return _article(page, origin, given, raw)
    except ReadingError:
        raise
    except Exception as error:  # whatever trafilatura and lxml meet in a broken page, the others are still read
        raise ReadingError(
            f"{origin}: is a page that cannot be taken apart ({error}). Save its text as .txt."
        ) from error


def _article(page: str, origin: str, given: Facts, raw: Raw | None) -> Article:
    tree = tree_of(page)
    if tree is None:
        raise ReadingError(f"{origin}: is no page that can be read. Save the article anew, or its text as .txt.")
    if too_big(tree):
        raise ReadingError(f"{origin}: is a page too large to be one article. Save the article's text as .txt.")
    facts = page_facts(tree, given.url)
    text = body_of(tree, facts.title)
    if not text:
        raise ReadingError(
            f"{origin}: is a page without an article's text (a front page, a list, or one that a browser fills in). "
            "Save the article's own page, or its text as .txt."
        )
    return article(text, facts, origin, given, raw)


def page_facts(tree: Tree, url: str | None = None) -> Facts:
    """What a page says of its article: first in JSON-LD, then in its meta elements and headings. The date comes from
    JSON-LD, meta, <time> or the address, in this order; `url` is the address it was fetched from, if known."""
    linked = _linked_data(tree)
    main = next((node for node in linked if is_article(node)), None)
    known = facts_of(main, linked) if main is not None else Facts()
    seen = trafilatura.extract_metadata(tree, default_url=url, extensive=False)
    url = known.url or seen.url or url
    published, published_from = known.published, known.published_from
    if not published:
        published, published_from = _published(tree, linked, url)
    outlet = _named(known.outlet) or _named(_site_name(tree)) or _named(seen.sitename)
    title = _title(known.title or seen.title, outlet)
    return replace(
        known,
        title=title,
        outlet=outlet,
        byline=_byline(known.byline) or _byline(seen.author and seen.author.replace("; ", ", ")),
        published=published,
        published_from=published_from,
        language=_language(tree) or known.language,
        url=url,
        opinion=known.opinion
        or opinion_section(_metas(tree, _SECTION_NAMES))
        or opinion_address(url)
        or opinion_title(title),
    )


def _linked_data(tree: Tree) -> list[Node]:
    found: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        text = re.sub(
            r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$", "", script.text or ""
        )
        try:
            found.extend(nodes(json.loads(text, strict=False)))
        except (ValueError, RecursionError):
            continue  # pages are full of broken scripts; the other signs remain
    return found


def _published(tree: Tree, linked: list[Node], url: str | None) -> tuple[str | None, str | None]:
    """The date of publication and which sign it came from."""
    for node in linked:
        if date := iso_prefix(node.get("datePublished")):
            return date, JSON_LD
    for value in _metas(tree, _DATE_NAMES):
        if date := iso_prefix(value):
            return date, "meta"
    if date := _time(tree):
        return date, "time"
    date = date_in_address(url)
    return date, "url" if date else None


def _metas(tree: Tree, names: tuple[str, ...]) -> list[str]:
    """The contents of the meta elements of these names, in the order of the names."""
    found: list[tuple[int, str]] = []
    for meta in tree.iter("meta"):
        content = meta.get("content") or ""
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(key) or "").lower()
            if name in names and content.strip():
                found.append((names.index(name), content))
    return [content for _, content in sorted(found, key=lambda pair: pair[0])]


def _time(tree: Tree) -> str | None:
    """The date of a <time> that is marked as the publication's, else of the first one in the article or page."""
    marked: list[Tree] = []
    inside: list[Tree] = []
    for time in tree.iter("time"):
        if time.get("itemprop") == "datePublished" or time.get("pubdate") is not None:
            marked.append(time)
        elif "modified" not in (time.get("itemprop") or "").lower():
            inside.append(time)
    for time in marked + inside:
        if date := iso_prefix(time.get("datetime") or time.text_content()):
            return date
    return None


def _site_name(tree: Tree) -> str | None:
    return next((name.strip().lstrip("@") for name in _metas(tree, ("og:site_name", "application-name"))), None)


def _named(outlet: str | None) -> str | None:
    """An outlet's name; where an address or an account stands in its place, None."""
    return outlet if outlet and "://" not in outlet and "_" not in outlet else None


def _language(tree: Tree) -> str | None:
    declared: str | None = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    return declared


def _title(title: str | None, outlet: str | None) -> str | None:
    """A title without the outlet's name behind it ("… | The Post")."""
    if title and outlet:
        return re.sub(rf"\s+[|–—-]\s+{re.escape(outlet)}\s*$", "", title, flags=re.IGNORECASE)
    return title


def _byline(name: str | None) -> str | None:
    fit = name and len(name) <= _LONGEST_BYLINE and not _NO_NAME.search(name)
    return name if fit else None
