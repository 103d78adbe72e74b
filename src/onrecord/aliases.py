"""The alias file: names that a user knows to be one person's, a person a line.

    # comments and empty lines do not count
    Ilmar Tovesk = Ильмар Товеск = the Old Fox = Q1234567

Names stand between equals signs; a Wikidata id (Q and digits) may be among them. A name on two lines is nobody's
alone, and joins nothing.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from onrecord.errors import ReadingError
from onrecord.spelling import fold

_WIKIDATA = re.compile(r"[Qq][1-9]\d*")


@dataclass(frozen=True, slots=True)
class Alias:
    """The names of one person or organisation, at least two, or one with a Wikidata id."""

    names: tuple[str, ...]
    wikidata: str | None = None

    @property
    def key(self) -> str:
        """What tells it from the others: its first name, folded, and its id."""
        return " ".join(filter(None, (fold(self.names[0]), self.wikidata)))


@dataclass(frozen=True)
class Aliases:
    """All lines of an alias file, to be asked for a name."""

    persons: tuple[Alias, ...] = ()

    @cached_property
    def _by_name(self) -> Mapping[str, Alias | None]:
        found: dict[str, Alias | None] = {}
        for alias in self.persons:
            for name in {fold(n) for n in alias.names}:
                found[name] = None if name in found else alias
        return found

    def of(self, name: str) -> Alias | None:
        """The one line that has `name`, in whatever script's letters; None when none has it, or several have."""
        return self._by_name.get(fold(name))


def parse(text: str, file: str) -> tuple[Alias, ...]:
    """The lines of an alias file, whose name is told in errors. Raises ReadingError for the first bad line."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        written = line.partition("#")[0].strip()
        if written:
            try:
                found.append(_alias(written))
            except ValueError as error:
                raise ReadingError(f"{file}, line {number}: {error}") from None
    return tuple(found)


def _alias(line: str) -> Alias:
    parts = [" ".join(part.split()) for part in line.split("=")]
    if not all(parts):
        raise ValueError("a name is empty. Write the names of one person with = between them.")
    ids = [part.upper() for part in parts if _WIKIDATA.fullmatch(part)]
    names = tuple(dict.fromkeys(part for part in parts if not _WIKIDATA.fullmatch(part)))
    if len(ids) > 1:
        raise ValueError(f"it has {len(ids)} Wikidata ids. A line is one person: keep one of {', '.join(ids)}.")
    if len(names) + len(ids) < 2 or not names:
        raise ValueError("it needs two names, or a name and a Wikidata id, with = between them.")
    unreadable = next((name for name in names if not fold(name)), None)
    if unreadable is not None:
        raise ValueError(f"{unreadable!r} has no letters. Take it out.")
    return Alias(names, ids[0] if ids else None)


def as_json(persons: Iterable[Alias]) -> list[dict[str, object]]:
    """The lines as the log of decisions keeps them."""
    return [{"names": list(alias.names), "wikidata": alias.wikidata} for alias in persons]
