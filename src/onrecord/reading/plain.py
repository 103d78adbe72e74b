"""Plain text: what an article's own words tell of its title, author and date. The text itself is kept whole."""

import re

from onrecord.reading.article import Facts
from onrecord.reading.opinion import opinion_title
from onrecord.reading.published import WRITTEN, from_match

# Title, author and date stand among the first lines; a "Published" line may also close a text. A date alone may not: of
# 840 US news texts, 5 end on one, and in all of them it is the day of an event to come.
_TOP = 8
_BOTTOM = 3
_LONGEST_TITLE = 160
# A longer line is a paragraph: only its beginning, where a dateline stands, is looked at.
_LONGEST_LINE = 200

# A paragraph that ends like this is a sentence; a first line that does is the text's own, not its title.
_SENTENCE_END = re.compile(r"[.…:;,!?][\"'»”“’)\]]*$")
_NO_TITLE_END = re.compile(r"[.…:;,][\"'»”“’)\]]*$")

_LABEL = (
    r"(?:first\s+)?published(?:\s+on)?|posted(?:\s+on)?|publication\s+date|date|"
    r"опубликовано|дата(?:\s+публикации)?|опубліковано|дата\s+публікації|апублікавана|дата\s+публікацыі|"
    r"veröffentlicht(?:\s+am)?|erschienen(?:\s+am)?|datum|publié(?:e)?(?:\s+le)?|mis\s+en\s+ligne(?:\s+le)?"
)
_WEEKDAY = r"(?:\w{2,12}\.?,?\s+)?"
_CLOCK = (
    r"(?:T[\d:.Z+-]+)?(?:[\s,|–—-]*(?:\w{1,3}\s+)?\d{1,2}[:.h]\d\d(?::\d\d)?"
    r"(?:\s*(?:a\.?m\.?|p\.?m\.?|uhr|[a-z]{2,4}))?)?"
)
_WHOLE_DATES = tuple(rf"{_WEEKDAY}{form}(?:\s*(?:г\.?|года|р\.?|року))?{_CLOCK}\W{{0,3}}" for form in WRITTEN)
_DATE_LINES = tuple(re.compile(rf"\W{{0,3}}{form}", re.IGNORECASE) for form in _WHOLE_DATES)
_LABELLED_DATES = tuple(
    re.compile(rf"\W{{0,3}}(?:{_LABEL})\s*[:\-–—]?\s+{form}", re.IGNORECASE) for form in _WHOLE_DATES
)
# "SELNE, March 3, 2024 (Agency) — …": a place, a full date, and a sign that the text begins after it.
_CAPITALISED = r"(?-i:[^\W\d_a-zа-яёіїєґў][\w.'’-]*)"
_PLACE = rf"{_CAPITALISED}(?:[ /-]{_CAPITALISED}){{0,4}}"
_DATELINES = tuple(
    re.compile(rf"\W{{0,2}}{_PLACE},\s+{form}\.?\s*(?:\([^()\n]{{1,40}}\)|[—–:-])", re.IGNORECASE) for form in WRITTEN
)
_BYLINE = re.compile(
    r"(?:(?i:by|von|par)\s+(?P<name>[^\W\d_a-zа-я][\w'’.-]*(?:\s+[\w'’.-]+){1,4}?)(?:,.{0,60})?"
    r"|(?i:author|автор|аўтар|autorin|autor|auteur|autrice)\s*:\s*(?P<labelled>\S.{1,80}))"
)


def facts_in(text: str) -> Facts:
    """What is unmistakable in a plain text: a first line set apart as a title, an author's line, and a date with its
    year in a line of its own or in the dateline."""
    lines = [line.strip() for line in re.split(r"[\r\n]+", text) if line.strip()]
    lines = [
        line if len(line) <= _LONGEST_LINE else line[:_LONGEST_LINE] + "…"
        for line in lines[:_TOP] + lines[_TOP:][-_BOTTOM:]
    ]
    published = _published(lines)
    title = _title(text)
    return Facts(
        title=title,
        byline=_byline(lines[:_TOP]),
        published=published,
        published_from="text" if published else None,
        opinion=opinion_title(title),
    )


def _title(text: str) -> str | None:
    """The first line, if a blank line follows it, it is short and no sentence, and what comes after it is writing and
    not the next piece of a sentence that a link broke."""
    first, _, rest = re.sub(r"\r\n?", "\n", text).strip().partition("\n")
    line, after = first.strip(), rest.strip().partition("\n")[0].strip()
    apart = re.match(r"[ \t]*\n", rest) is not None
    if not apart or len(line) > _LONGEST_TITLE or _NO_TITLE_END.search(line):
        return None
    if _is_date(line) or _BYLINE.fullmatch(line):
        return None
    short = after[:_LONGEST_LINE]
    goes_on = _SENTENCE_END.search(after[-10:]) or _is_date(short) or _BYLINE.fullmatch(short)
    return line if goes_on and not after[:1].islower() and len(after) > 1 else None


def _byline(lines: list[str]) -> str | None:
    for line in lines:
        if match := _BYLINE.fullmatch(line):
            return match["name"] or match["labelled"]
    return None


def _published(lines: list[str]) -> str | None:
    top = lines[:_TOP]
    tried = (
        (_LABELLED_DATES, lines, True),
        (_DATE_LINES, lines[:-1][:_TOP], True),
        (_DATELINES, top[: _TOP // 2], False),
    )
    for forms, where, whole in tried:
        matches = (form.fullmatch(line) if whole else form.match(line) for line in where for form in forms)
        if found := next((date for match in matches if match and (date := from_match(match))), None):
            return found
    return None


def _is_date(line: str) -> bool:
    return any(form.fullmatch(line) for form in _DATE_LINES + _LABELLED_DATES)
