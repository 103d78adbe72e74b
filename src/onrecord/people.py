"""Persons out of the speakers of many articles, and the persons whom a typed name may mean.

`cluster` merges only what names and context together bear out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord import firstnames, names, spelling
from onrecord.model import Entity, Person

# How many other names two articles must share before a surname in one may be the full name in the other.
SHARED_NAMES = 1
# Two surnames alone, without a full name to go with either, need more.
SHARED_NAMES_BARE = 2


@dataclass(slots=True)
class _Group:
    """Entities held to be one, with the reasons."""

    members: list[Entity]
    reasons: list[str]

    def articles(self) -> set[str]:
        """The articles of its entities."""
        return {e.article for e in self.members}


def cluster(entities: Sequence[Entity]) -> list[Person]:
    """Persons and organisations out of the speakers of articles, whatever the order of `entities`.

    Full names that are one name spelled twice are one person. A surname, or a first name with patronymic, joins the
    one full name that it fits when a role or other names in the article agree; else it stays a person of its own.
    Persons come in the order of their ids, each the smallest id of its entities.
    """
    ordered = sorted(entities, key=lambda e: (e.id, e.article, e.name))
    groups = _organisations([e for e in ordered if e.organisation])
    people = [e for e in ordered if not e.organisation]
    full = [e for e in people if _is_full(e.name)]
    groups += _join_partial(_join_full(full), [e for e in people if not _is_full(e.name)])
    return sorted((_person(g) for g in groups), key=lambda p: p.id)


def _is_full(name: str) -> bool:
    taken = names.parts(name)
    return len(taken.given) > 1 and bool(taken.surname)


def _organisations(entities: Sequence[Entity]) -> list[_Group]:
    groups: dict[str, _Group] = {}
    for entity in entities:
        _put(groups, names.bare(entity.name), entity)
    return list(groups.values())


def _put(groups: dict[str, _Group], key: str, entity: Entity) -> None:
    if key in groups:
        groups[key].members.append(entity)
        groups[key].reasons = groups[key].reasons or ["same name"]
    else:
        groups[key] = _Group([entity], [])


def _join_full(entities: Sequence[Entity]) -> list[_Group]:
    """One group for each full name and its spellings. A name joins when it agrees with every name of just one group."""
    by_name: dict[str, _Group] = {}
    for entity in entities:
        _put(by_name, spelling.fold(entity.name), entity)
    done: list[tuple[list[str], _Group]] = []
    for folded in sorted(by_name, key=lambda n: (not names.parts(n).patronymic, -len(n.split()), n)):
        group = by_name[folded]
        name = group.members[0].name
        fits = [(spellings, into) for spellings, into in done if all(names.same(name, s) for s in spellings)]
        if len(fits) == 1:
            spellings, into = fits[0]
            reason = names.same(spellings[0], name)
            spellings.append(name)
            into.members += group.members
            into.reasons = list(dict.fromkeys([*into.reasons, *group.reasons, *([reason] if reason else [])]))
        else:
            done.append(([name], group))
    return [group for _, group in done]


def _join_partial(groups: list[_Group], entities: Sequence[Entity]) -> list[_Group]:
    """Put surnames and first names with patronymics to the one full name that name and context allow."""
    context = [_context(g.members) for g in groups]
    articles = [g.articles() for g in groups]
    fitting = {n: [i for i, g in enumerate(groups) if _name_fits(n, g)] for n in {e.name for e in entities}}
    left: list[Entity] = []
    added: list[tuple[int, Entity, str]] = []
    for entity in entities:
        own = _context([entity])
        fits = [i for i in fitting[entity.name] if entity.article not in articles[i]]
        agreed = [(i, reason) for i in fits if (reason := _agreement(own, context[i], SHARED_NAMES))]
        if len(agreed) == 1 and (len(fits) == 1 or agreed[0][1].startswith("same role")):
            added.append((agreed[0][0], entity, f"“{entity.name}”: {agreed[0][1]}"))
        else:
            left.append(entity)
    for i, entity, reason in added:
        groups[i].members.append(entity)
        groups[i].reasons = list(dict.fromkeys([*groups[i].reasons, reason]))
    return groups + _join_bare(left)


def _join_bare(entities: Sequence[Entity]) -> list[_Group]:
    """Equal surnames that no full name took in: one person where role or surroundings agree with just one group."""
    by_name: dict[str, list[tuple[_Group, _Context]]] = {}
    for entity in entities:
        groups = by_name.setdefault(spelling.fold(entity.name), [])
        own = _context([entity])
        fits = [
            (n, reason)
            for n, (group, context) in enumerate(groups)
            if (reason := _agreement(own, context, SHARED_NAMES_BARE)) and entity.article not in group.articles()
        ]
        if len(fits) == 1:
            at, reason = fits[0]
            group, context = groups[at]
            group.members.append(entity)
            group.reasons = list(dict.fromkeys([*group.reasons, f"same name, {reason}"]))
            groups[at] = (group, _Context(context.roles | own.roles, context.around | own.around))
        else:
            groups.append((_Group([entity], []), own))
    return [group for groups in by_name.values() for group, _ in groups]


def _name_fits(name: str, group: _Group) -> bool:
    """Whether a surname, initial and surname, or first name and patronymic may be short for a group's full name."""
    short = names.parts(name)
    fits = []
    for full in {spelling.fold(m.name): m.name for m in group.members}.values():
        long = names.parts(full)
        if short.surname and short.given:
            fits.append(short.given[0] == long.given[0] and names.same_surname(short.surname, long.surname))
        elif short.surname:
            fits.append(names.same_surname(short.surname, long.surname))
        else:
            agrees = not long.patronymic or names.same_patronymic(short.patronymic, long.patronymic)
            fits.append(agrees and firstnames.same_given(short.given, long.given))
    return bool(fits) and any(fits)


@dataclass(frozen=True, slots=True)
class _Context:
    roles: frozenset[str]
    around: frozenset[str]


def _context(entities: Iterable[Entity]) -> _Context:
    members = list(entities)
    return _Context(
        frozenset(spelling.fold(r) for e in members for r in e.roles),
        frozenset(_mark(n) for e in members for n in e.around),
    )


def _mark(name: str) -> str:
    """A name as it is compared among those around: by a key, so that spellings and surnames alone agree."""
    return min(names.keys(name), default=names.bare(name))


def _agreement(a: _Context, b: _Context, least: int) -> str | None:
    """What two contexts have in common, in words, or None."""
    if shared := a.roles & b.roles:
        return f"same role, {min(shared)}"
    if len(a.around & b.around) >= least:
        return "the same others are named beside it"
    return None


def _person(group: _Group) -> Person:
    members = sorted(group.members, key=lambda e: (e.id, e.article, e.name))
    counts: dict[str, int] = {}
    for member in members:
        counts[member.name] = counts.get(member.name, 0) + 1
    spelled = sorted(counts, key=lambda n: (not _is_full(n), -counts[n], -len(n), n))
    roles: dict[str, int] = {}
    for role in (r for m in members for r in m.roles):
        roles[role] = roles.get(role, 0) + 1
    why = "; ".join(sorted(group.reasons)) or "named in one article"
    return Person(
        members[0].id,
        spelled[0],
        tuple(spelled),
        tuple(sorted(roles, key=lambda r: (-roles[r], r))),
        members[0].organisation,
        why,
        tuple(m.id for m in members),
    )


def find(query: str, persons: Sequence[Person]) -> list[Person]:
    """Whom a typed name may mean, best first: the name itself, another spelling of it, a surname or first name with
    patronymic that fits, words of an organisation's name. Persons whose given name differs are left out."""
    scored = [(_fit(query, p), p) for p in persons]
    return [p for score, p in sorted(scored, key=lambda x: (-x[0], x[1].id)) if score]


def rivals(query: str, persons: Sequence[Person]) -> list[Person]:
    """Those of `persons`, as `find` gives them, whom the typed name fits as well as it fits the first."""
    best = _fit(query, persons[0])
    return [p for p in persons[1:] if _fit(query, p) == best]


def _fit(query: str, person: Person) -> int:
    wanted = names.parts(query)
    if any(names.bare(query) == names.bare(n) for n in person.names):
        return 4
    if person.organisation:
        return 1 if set(names.bare(query).split()) <= set(names.bare(person.name).split()) else 0
    if wanted.given and wanted.surname:
        return 3 if any(names.same(query, n) for n in person.names) else 0
    long = [names.parts(n) for n in person.names]
    if wanted.surname:
        exact = any(wanted.surname == p.surname for p in long)
        return 2 if exact or any(names.same_surname(wanted.surname, p.surname) for p in long) else 0
    fits = any(
        firstnames.same_given(wanted.given, p.given)
        and (not p.patronymic or names.same_patronymic(wanted.patronymic, p.patronymic))
        for p in long
        if p.given
    )
    return 2 if fits else 0
