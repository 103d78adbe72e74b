"""A piece of HTML that holds an article's words and nothing beside them, as text."""

from typing import Any

from lxml import etree, html

_LEFT_OUT = frozenset({
    "script", "style", "noscript", "template", "iframe", "object", "svg", "math", "form", "button", "select",
    "textarea", "figure", "figcaption", "audio", "video", "head", "title",
})  # fmt: skip
_IN_LINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
    "chron", "event", "location", "money", "num", "org", "person", "virtloc", # of NITF
})  # fmt: skip


def text_of(markup: str) -> str:
    """The text of a piece of HTML, its paragraphs parted by blank lines; empty when there is none."""
    if "<" not in markup and "&" not in markup:
        return _paragraphs(markup)
    try:
        tree = html.document_fromstring(f"<div>{markup}</div>", parser=html.HTMLParser(encoding=None))
    except (etree.LxmlError, ValueError):
        return ""
    return element_text(tree)


def element_text(tree: Any) -> str:
    """The text of a parsed piece of HTML, XHTML or NITF, as `text_of` gives it."""
    pieces: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event in ("comment", "pi"):
            pieces.append(element.tail or "")
            continue
        name = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
        apart = "" if name in _IN_LINE else "\n"
        if event == "start":
            left_out = name in _LEFT_OUT
            if left_out:
                walk.skip_subtree()
            pieces.append(apart + ("" if left_out else _one_line(element.text)))
        else:
            pieces.append(apart + (_one_line(element.tail) if element is not tree else ""))
    return _paragraphs("".join(pieces))


def _one_line(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ")


def _paragraphs(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n\n".join(line for line in lines if line)
