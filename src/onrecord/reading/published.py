"""Dates of publication: from the forms that publishers write them in to ISO prefixes."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

# Stems of the months' names in the six languages, January first. A name belongs to the month of its longest stem.
MONTHS = (
    ("jan", "янв", "січ", "студ"),
    ("feb", "fév", "fev", "фев", "лют"),
    ("mar", "mär", "mrz", "мар", "бер", "сак"),
    ("apr", "avr", "апр", "квіт", "крас"),
    ("may", "mai", "май", "мая", "трав", "траў"),
    ("jun", "juin", "июн", "черв", "чэрв"),
    ("jul", "juil", "июл", "лип", "ліп"),
    ("aug", "aoû", "aou", "авг", "серп", "жні"),
    ("sep", "сен", "верес", "верас"),
    ("oct", "okt", "окт", "жовт", "каст"),
    ("nov", "ноя", "лист", "ліст"),
    ("dec", "déc", "dez", "дек", "груд", "снеж"),
)
_STEMS = {stem: number for number, stems in enumerate(MONTHS, 1) for stem in stems}
_MONTH = "(?P<month>(?:" + "|".join(sorted(_STEMS, key=len, reverse=True)) + r")\w*)\.?"
_DAY = r"(?P<day>\d{1,2})(?:\.|st|nd|rd|th|er)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"

ISO = r"(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)"
# Full dates as they are written out: "3 March 2024", "March 3, 2024", "3. März 2024", "3 марта 2024", "03.03.2024".
WRITTEN = (
    ISO,
    rf"{_DAY}\s+(?:de\s+)?{_MONTH}\s*,?\s+{_YEAR}",
    rf"{_MONTH}\s+{_DAY}\s*,?\s+{_YEAR}",
    rf"(?P<day>\d{{1,2}})\.(?P<number>\d{{1,2}})\.{_YEAR}",
)
_WRITTEN = tuple(re.compile(rf"(?<![\w.-]){form}(?![\w-])", re.IGNORECASE) for form in WRITTEN)
_PREFIX = re.compile(r"((?:19|20)\d\d)(?:-(\d\d)(?:-(\d\d))?)?(?=$|[T ])")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?=$|[T ]\d)")
_EPOCH = re.compile(r"\d{10}(\d{3})?")


def iso_prefix(value: object) -> str | None:
    """A date as metadata give it (ISO 8601, RFC 2822, seconds or milliseconds since 1970, or written out) as an ISO
    prefix, in the publisher's own time zone; None for anything that is not a date."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = str(value).strip()[:100]
    if match := _PREFIX.match(text) or _COMPACT.match(text):
        return valid(*match.groups())
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC).date().isoformat()
    return written_date(text) or _mail_date(text)


def written_date(text: str) -> str | None:
    """The first full date written out in `text`, in any of the six languages, as ISO; None if there is none."""
    found = [match for form in _WRITTEN if (match := form.search(text))]
    return from_match(min(found, key=re.Match.start)) if found else None


def from_match(match: re.Match[str]) -> str | None:
    """The ISO date of a match of one of WRITTEN; None when there is no such day."""
    named = match.groupdict()
    month = named.get("number") or str(month_number(named["month"] or ""))
    return valid(named["year"], month, named["day"])


def month_number(name: str) -> int:
    """The number of a month's name in any case of the six languages; 0 for another word."""
    return next((_STEMS[name.lower()[:size]] for size in (5, 4, 3) if name.lower()[:size] in _STEMS), 0)


def date_in_address(url: str | None) -> str | None:
    """The date in an address such as /2024/03/05/ or /2024-03-05-; a year and month alone are given as such."""
    path = re.sub(r"^[a-z]+://[^/]*", "", url or "", flags=re.IGNORECASE)
    match = re.search(r"(?<!\d)((?:19|20)\d\d)([/-])(\d\d?)\2(\d\d?)(?!\d)", path)
    if match:
        return valid(match[1], match[3], match[4])
    match = re.search(r"/((?:19|20)\d\d)/(\d\d)/", path) or None
    return valid(match[1], match[2]) if match else None


def valid(year: str, month: str | None = None, day: str | None = None) -> str | None:
    """The ISO prefix of the given parts, or None when the calendar has no such date."""
    try:
        when = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return when.isoformat()[: 10 if day else 7 if month else 4]


def _mail_date(text: str) -> str | None:
    """An RFC 2822 date ("Tue, 05 Mar 2024 10:00:00 GMT")."""
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
