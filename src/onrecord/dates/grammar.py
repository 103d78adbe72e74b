"""How a language's words for time make patterns, and what a match means."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

YEAR = r"(?P<year>(?:1[89]|20)\d\d)(?!\d|[.,:]\d|-\d)"
DAY = r"(?<![\d.,:])(?P<day>[0-3]?\d)"


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words. All values are regular expressions, matched as whole words.

    months: twelve, January first; weekdays: seven, Monday first; seasons: spring, summer, autumn, winter; relatives
    and years: words that count days from today, years from this one; units: day, week, month, year; counts: numbers.
    patterns: expressions, in which {day}, {month}, {year}, {weekday}, {season}, {unit}, {count} stand for groups. A
    pattern may name more groups: lastyear, lastweek, last, next, and ago, earlier, later (to count from today, or from
    a day named before; with event, from something that is told next: "four days before his announcement"). same, eve,
    morrow: the day named before, the one before it, the one after. bound, ahead: what stands before an expression that
    only limits a stretch of time, or that lies in the future. feasts: days of fixed (month, day). case: capitals count.
    """

    months: Sequence[str]
    weekdays: Sequence[str]
    seasons: Sequence[str]
    relatives: Mapping[str, int]
    years: Mapping[str, int]
    units: Sequence[str]
    counts: Mapping[str, int]
    patterns: Sequence[str]
    same: str
    eve: str
    morrow: str
    bound: str
    ahead: str
    feasts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    case: bool = False


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled patterns of a language and the meaning of its words. Every pattern has a group "core", the whole."""

    words: Words
    patterns: tuple[re.Pattern[str], ...] = field(init=False)
    _bound: re.Pattern[str] = field(init=False)
    _ahead: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        w = self.words
        parts = {
            "day": DAY,
            "year": YEAR,
            "month": f"(?P<month>{'|'.join(w.months)})",
            "weekday": f"(?P<weekday>{'|'.join(w.weekdays)})",
            "season": f"(?P<season>{'|'.join(w.seasons)})",
            "relative": f"(?P<relative>{'|'.join(w.relatives)})",
            "yearword": f"(?P<yearword>{'|'.join(w.years) or '(?!)'})",
            "unit": f"(?P<unit>{'|'.join(w.units)})",
            "count": f"(?P<count>\\d{{1,3}}|{'|'.join(w.counts)})",
            "same": f"(?P<same>{w.same})",
            "eve": f"(?P<eve>{w.eve})",
            "morrow": f"(?P<morrow>{w.morrow})",
            "feast": f"(?P<feast>{'|'.join(w.feasts) or '(?!)'})",
        }
        shared = [
            r"(?P<year>(?:19|20)\d\d)-(?P<mm>[01]\d)-(?P<day>[0-3]\d)",
            r"(?<![\d.])(?P<day>[0-3]?\d)\.(?P<mm>[01]?\d)\.(?P<year>(?:(?:19|20)\d\d)|\d\d(?!\d))",
            "{relative}",
            "{yearword}",
            "{same}",
            "{eve}",
            "{morrow}",
            "{feast}",
        ]
        flags = 0 if w.case else re.IGNORECASE
        compiled = tuple(
            re.compile(rf"(?<!\w)(?P<core>{_fill(p, parts)})(?!\w)", flags) for p in [*shared, *w.patterns]
        )
        object.__setattr__(self, "patterns", compiled)
        object.__setattr__(self, "_bound", re.compile(rf"(?:^|\W)(?:{w.bound})\W*$", re.IGNORECASE))
        object.__setattr__(self, "_ahead", re.compile(rf"(?:^|\W)(?:{w.ahead})\W*$", re.IGNORECASE))

    def month(self, text: str) -> int:
        """1 to 12."""
        return _index(self.words.months, text) + 1

    def weekday(self, text: str) -> int:
        """0 (Monday) to 6."""
        return _index(self.words.weekdays, text)

    def season(self, text: str) -> int | None:
        """The month in which the season begins; None for winter, which lies in two years."""
        return (3, 6, 9, None)[_index(self.words.seasons, text)]

    def relative(self, text: str) -> int:
        """Days from today."""
        keys = list(self.words.relatives)
        return self.words.relatives[keys[_index(keys, text)]]

    def yearword(self, text: str) -> int:
        """Years from this one."""
        keys = list(self.words.years)
        return self.words.years[keys[_index(keys, text)]]

    def feast(self, text: str) -> tuple[int, int]:
        """Month and day."""
        keys = list(self.words.feasts)
        return self.words.feasts[keys[_index(keys, text)]]

    def unit(self, text: str) -> str:
        """ "day", "week", "month" or "year"."""
        return ("day", "week", "month", "year")[_index(self.words.units, text)]

    def count(self, text: str) -> int:
        """The number; 1 when there is none ("a week ago", "неделю назад")."""
        if text.isdigit():
            return int(text)
        keys = list(self.words.counts)
        return self.words.counts[keys[_index(keys, text)]] if text else 1

    def lead(self, before: str) -> str | None:
        """What the words before an expression make of it: "bound", "ahead" or None."""
        return "bound" if self._bound.search(before) else "ahead" if self._ahead.search(before) else None


def _fill(pattern: str, parts: Mapping[str, str]) -> str:
    for name, part in parts.items():
        pattern = pattern.replace("{" + name + "}", part)
    return pattern


def _index(patterns: Sequence[str], text: str) -> int:
    return next(i for i, p in enumerate(patterns) if re.fullmatch(p, text, re.IGNORECASE))
