"""Expressions of time in news text: where they stand, and which day, month or year they mean.

Six languages (en, de, fr, ru, uk, be). Values are ISO prefixes at the precision that the words give: "last week" is
its month, "in spring" its year. An expression is of one of three sorts: absolute ("2 February 2023"), counted from the
day of publication ("on Thursday", "yesterday", "February 2"), or counted from a day named before ("two days later").
"""

import datetime
import re
from dataclasses import dataclass, replace

from onrecord.dates.grammar import Grammar
from onrecord.dates.words import GRAMMARS
from onrecord.model import Span

LANGUAGES = tuple(GRAMMARS)

# A month or day without a year may lie so many days ahead and still be the coming one ("the summit on 5 March"), where
# it need not be past. Set so that MEANTIME's values come out (125 of 136); it has few that lie ahead.
AHEAD = 60


@dataclass(frozen=True, slots=True)
class Timex:
    """An expression of time: `span` of the whole and `unit`, its precision ("day", "week", "month", "year").

    `year`, `month`, `day`, `weekday` (0 = Monday) are given as far as the words name them. `shift` counts in units
    from the anchor (-1: yesterday, last month). `context` marks one that counts from a day named before, not from
    publication, and `event` one that counts from what is told next ("four days before his announcement").
    `strict` ("last Monday") excludes the anchor's own day, `ahead` ("next Monday") looks forward.
    `bound` marks one that only limits a stretch of time ("since Monday", "until May"): it is no point in time.
    """

    span: Span
    unit: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    shift: int | None = None
    context: bool = False
    event: bool = False
    strict: bool = False
    ahead: bool = False
    bound: bool = False


def find(text: str, language: str | None = None) -> list[Timex]:
    """The expressions of time in `text`, in order, none overlapping. None or an unknown language tries all six."""
    grammars = [GRAMMARS[language]] if language in GRAMMARS else list(GRAMMARS.values())
    found = [timex for grammar in grammars for timex in _matches(text, grammar)]
    found.sort(key=lambda t: (t.span[0], -t.span[1]))
    out: list[Timex] = []
    for timex in found:
        if not out or timex.span[0] >= out[-1].span[1]:
            out.append(timex)
    return out


def value(timex: Timex, anchor: str, *, past: bool = True) -> str | None:
    """What `timex` means, counted from `anchor`: an ISO date (a coarser prefix lets only years be counted).

    With `past`, the time of something already said: a day without a year lies at or before the anchor.
    """
    if timex.year is not None and timex.shift is None and timex.weekday is None:
        return _prefix(timex.year, timex.month, timex.day)
    if len(anchor) < 10:
        return _coarse(timex, anchor)
    try:
        base = datetime.date.fromisoformat(anchor[:10])
        return _counted(timex, base, past)
    except (ValueError, OverflowError):
        return None


def resolve(expression: str, anchor: str, language: str | None = None, *, past: bool = False) -> str | None:
    """The ISO prefix that `expression` ("on Thursday", "15-го февраля") means when counted from `anchor` (ISO date).

    None when no expression of time is found in it, or when it means no point in time. `past` as in `value`.
    """
    found = find(expression, language)
    return value(found[0], anchor, past=past) if found else None


def _matches(text: str, grammar: Grammar) -> list[Timex]:
    out = []
    for pattern in grammar.patterns:
        for match in pattern.finditer(text):
            timex = _read(match, grammar)
            if timex is not None:
                out.append(timex)
    return out


def _read(match: re.Match[str], grammar: Grammar) -> Timex | None:
    given = {name: text for name, text in match.groupdict().items() if text is not None}
    begin, end = match.span("core")
    year = int(given["year"]) if "year" in given else None
    if year is not None and year < 100:
        year += 2000
    month = int(given["mm"]) if "mm" in given else grammar.month(given["month"]) if "month" in given else None
    day = int(given["day"]) if "day" in given else None
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    if "feast" in given:
        month, day = grammar.feast(given["feast"])
    unit = "day" if day else "month" if month else "year"
    before = grammar.lead(match.string[max(0, begin - 24) : begin])
    timex = Timex(
        (begin, end), unit, year=year, month=month, day=day, bound=before is not None, ahead=before == "ahead"
    )
    if "lastyear" in given:
        return replace(timex, shift=-1)
    if "yearword" in given:
        return replace(timex, shift=grammar.yearword(given["yearword"]))
    if "weekday" in given:
        strict = "last" in given
        shift = -1 if "lastweek" in given else None
        return replace(
            timex,
            unit="day",
            weekday=grammar.weekday(given["weekday"]),
            strict=strict,
            shift=shift,
            ahead=timex.ahead or "next" in given,
        )
    if "season" in given:
        return _season(timex, grammar, given)
    if "relative" in given:
        return replace(timex, unit="day", shift=grammar.relative(given["relative"]))
    if "same" in given:
        return replace(timex, unit="day", shift=0, context=True)
    if "morrow" in given:
        return replace(timex, unit="day", shift=1, context=True)
    if "eve" in given:
        return replace(timex, unit="day", shift=-1, context=True)
    if "unit" in given:
        return _spell(timex, grammar, given)
    if day is not None and month is None:  # "on the 18th"
        return replace(timex, context=True)
    if "last" in given and month is not None:
        return replace(timex, strict=True)
    return timex


def _season(timex: Timex, grammar: Grammar, given: dict[str, str]) -> Timex | None:
    month = grammar.season(given["season"])
    if month is None:
        return None if timex.year is None else replace(timex, unit="year")
    if timex.year is not None:
        return replace(timex, unit="year")
    return replace(timex, unit="season", month=month, strict="last" in given)


def _spell(timex: Timex, grammar: Grammar, given: dict[str, str]) -> Timex | None:
    """ "Three days ago", "two weeks later", "last month"."""
    unit = grammar.unit(given["unit"])
    count = grammar.count(given.get("count", ""))
    if {"ago", "earlier", "later"} & given.keys():
        if unit == "week":
            unit, count = "day", 7 * count
        shift = count if "later" in given else -count
        return replace(timex, unit=unit, shift=shift, context="ago" not in given, event="event" in given)
    shift = -1 if "last" in given else 1 if "next" in given else 0
    return replace(timex, unit=unit, shift=shift, ahead=timex.ahead or shift > 0)


def _prefix(year: int, month: int | None, day: int | None) -> str | None:
    if month is None:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{month:02d}"
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _coarse(timex: Timex, anchor: str) -> str | None:
    """From an anchor of a month or a year, or none (""): only what needs no day can be counted."""
    if len(anchor) < 4:
        return None
    year = int(anchor[:4])
    if timex.unit == "year" and timex.shift is not None:
        return f"{year + timex.shift:04d}"
    return anchor if timex.shift == 0 else None


def _counted(timex: Timex, base: datetime.date, past: bool) -> str | None:
    if timex.weekday is not None:
        return _weekday(timex, timex.weekday, base, past).isoformat()
    if timex.month is not None and timex.shift is not None:  # "in August last year"
        return _prefix(base.year + timex.shift, timex.month, timex.day)
    if timex.unit == "season":
        assert timex.month is not None
        late = timex.month > base.month or (timex.strict and base.month - timex.month < 3)
        return f"{base.year - 1 if late else base.year:04d}"
    if timex.month is not None:
        return _yearless(timex, base, past)
    if timex.day is not None:
        return _monthless(timex.day, base)
    shift = timex.shift or 0
    if timex.unit == "week":
        # A week is of the month in which its Thursday lies, as ISO 8601 counts weeks into years.
        return (base + datetime.timedelta(days=7 * shift - base.weekday() + 3)).isoformat()[:7]
    if timex.unit == "day":
        return (base + datetime.timedelta(days=shift)).isoformat()
    if timex.unit == "month":
        months = base.year * 12 + base.month - 1 + shift
        return _prefix(months // 12, months % 12 + 1, None)
    return f"{base.year + shift:04d}"


def _weekday(timex: Timex, weekday: int, base: datetime.date, past: bool) -> datetime.date:
    if timex.shift is not None:  # "on Monday last week"
        monday = base + datetime.timedelta(days=7 * timex.shift - base.weekday())
        return monday + datetime.timedelta(days=weekday)
    if timex.ahead and not past:
        return base + datetime.timedelta(days=(weekday - base.weekday() - 1) % 7 + 1)
    back = (base.weekday() - weekday) % 7
    return base - datetime.timedelta(days=back or (7 if timex.strict else 0))


def _yearless(timex: Timex, base: datetime.date, past: bool) -> str | None:
    """The last time that the month or day came round; the next one when it is near and need not be past."""
    assert timex.month is not None
    this = _prefix(base.year, timex.month, timex.day)
    now = base.isoformat()[: 7 if timex.day is None else 10]
    if this is not None and (this < now or (this == now and not timex.strict)):
        coming = _prefix(base.year + 1, timex.month, timex.day)
        return coming if coming and not past and not timex.strict and _days_to(base, coming) <= AHEAD else this
    if this is not None and not past and not timex.strict and (timex.ahead or _days_to(base, this) <= AHEAD):
        return this
    return _prefix(base.year - 1, timex.month, timex.day)


def _monthless(day: int, base: datetime.date) -> str | None:
    """The last time that the day of the month came round ("on the 18th"), the base's own day included."""
    month = base if day <= base.day else base.replace(day=1) - datetime.timedelta(days=1)
    return _prefix(month.year, month.month, day)


def _days_to(base: datetime.date, prefix: str) -> int:
    return (datetime.date.fromisoformat(prefix if len(prefix) == 10 else f"{prefix}-01") - base).days
