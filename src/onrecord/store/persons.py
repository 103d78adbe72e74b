"""Persons: derived from the entities of all articles that share keys, and kept up to date with each that is added.

Entities that can be reached from one another through binding keys (see people.keys) are weighed all at once, in an
order of their own, and with them the loose ones that ask for one of their keys: who is one person does not depend on
the order in which articles were added. How much is weighed depends on how many have an article's names, not on the size
of the record.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, delete, func, insert, or_, select, update

from onrecord import people
from onrecord.model import Entity, Person
from onrecord.people import Echoes, Grounds
from onrecord.spelling import fold
from onrecord.store.schema import corrections, dump_json, entities, entity_keys, persons, relayers, seal, statements

# Databases limit how many values one query may take; SQLite's smallest limit is 999.
AT_ONCE = 500


def unsettled(connection: Connection) -> bool:
    """Whether any entity has no person yet."""
    return connection.scalar(select(entities.c.id).where(entities.c.person_id.is_(None)).limit(1)) is not None


def settle(connection: Connection, grounds: Grounds) -> None:
    """Gives keys and a person to every entity that has none, and weighs those again that they may touch."""
    fresh = connection.execute(select(entities).where(_UNSETTLED).order_by(entities.c.id)).all()
    if not fresh:
        return
    echoing, firsts = _echoes(connection, fresh, grounds)
    _put_keys(connection, fresh, echoing.keys(), grounds)
    _gather(connection, fresh, echoing, firsts)
    touched = _touched(connection, fresh, echoing, grounds)
    found = _clustered(connection, touched, grounds)
    if _regrouped(touched, found):
        touched = replace(touched, weighed=[*touched.weighed, *touched.attached, *touched.left], attached=[], left=[])
        found = _clustered(connection, touched, grounds)
    _write(connection, touched, found)
    _follow(connection, echoing)


@dataclass(frozen=True, slots=True)
class _Touched:
    """What new entities touch, echoes left out: the entities to weigh, loose ones that stay with their persons or
    without a full name, and the persons, by their entities, that loose ones among those to weigh may join."""

    weighed: list[Row[Any]]
    attached: list[Row[Any]]
    left: list[Row[Any]]
    settled: list[list[Row[Any]]]

    @property
    def rows(self) -> list[Row[Any]]:
        """All of them, in an order that does not tell the order of adding."""
        every = (*self.weighed, *self.attached, *self.left, *(row for group in self.settled for row in group))
        return sorted(every, key=lambda row: (row.article_id, row.name))


def _clustered(connection: Connection, touched: _Touched, grounds: Grounds) -> list[Person]:
    """The persons of all that is touched. Their entities are places in `touched.rows`: row numbers would tell the order
    of adding."""
    rows = touched.rows
    place = {row.id: n for n, row in enumerate(rows)}
    firm = {row.person_id: place[row.id] for row in touched.weighed if people.is_firm(_plain(row), grounds)}
    left = {row.person_id for row in touched.weighed}
    loose = [row for row in touched.weighed if not people.is_firm(_plain(row), grounds)]
    signs = _signs(loose)
    # All of a person, or nothing: what its entities have in common with somebody counts together.
    told = [group[0].person_id in left or any(signs.search(row.gathered) for row in group) for group in touched.settled]
    return people.cluster(
        [_standing(row, place[row.id]) for row in touched.weighed],
        grounds,
        people.Standing(
            [
                (
                    [(_standing if known else _light)(row, place[row.id]) for row in group],
                    group[0].person_id not in left,
                )
                for group, known in zip(touched.settled, told, strict=True)
            ],
            [_standing(row, place[row.id]) for row in touched.left],
            [(_standing(row, place[row.id]), firm[row.person_id]) for row in touched.attached],
            _echoed(connection, rows, place, {row.article_id for row in loose}),
        ),
    )


def _regrouped(touched: _Touched, found: Sequence[Person]) -> bool:
    """Whether persons with loose ones attached are not what they were: those must be weighed then."""
    if not touched.attached:
        return False
    rows = touched.rows
    having = {row.person_id for row in touched.attached}
    before: dict[int, set[int]] = {}
    for number, person in enumerate(found):
        for at in person.entities:
            if rows[at].person_id in having:
                before.setdefault(rows[at].person_id, set()).add(number)
    numbers = [next(iter(places)) for places in before.values() if len(places) == 1]
    return len(set(numbers)) < len(before)


def _write(connection: Connection, touched: _Touched, found: Sequence[Person]) -> None:
    """Makes the persons of what is touched those that were found."""
    rows = touched.rows
    before = {row.person_id for row in (*touched.weighed, *touched.attached, *touched.left)}
    after: dict[int, dict[str, Any]] = {}
    moved = []
    for person in found:
        members = [rows[number] for number in person.entities]
        before |= {member.person_id for member in members}
        fields = _fields(person, min(member.id for member in members))
        after[fields["id"]] = fields
        moved += [
            {"number": member.id, "person": fields["id"], "why": ground}
            for member, ground in zip(members, person.grounds, strict=True)
            if (member.person_id, member.ground) != (fields["id"], ground)
        ]
    _replace(connection, before - {None}, after)
    _move(connection, moved)


def _move(connection: Connection, moved: Sequence[dict[str, Any]]) -> None:
    """Gives entities, and those that echo them, their persons and grounds."""
    if moved:
        change = update(entities).values(person_id=bindparam("person"), ground=bindparam("why"))
        connection.execute(change.where(entities.c.id == bindparam("number")), moved)
        connection.execute(change.where(entities.c.echo_of == bindparam("number")), moved)


def _follow(connection: Connection, echoing: Mapping[int, int]) -> None:
    """Gives new echoes the person and ground of the entity that they echo."""
    first = {
        row.id: row
        for row in _by_parts(connection, sorted(set(echoing.values())), lambda part: entities.c.id.in_(part))
    }
    values = [{"number": n, "person": first[of].person_id, "why": first[of].ground} for n, of in echoing.items()]
    if values:
        change = update(entities).where(entities.c.id == bindparam("number"))
        connection.execute(change.values(person_id=bindparam("person"), ground=bindparam("why")), values)


def _echoes(
    connection: Connection, fresh: Sequence[Row[Any]], grounds: Grounds
) -> tuple[dict[int, int], dict[int, Row[Any]]]:
    """Which of the new entities echo which first one of their name, by numbers; and the rows of the first ones."""
    names = sorted({row.name for row in fresh})
    known: dict[tuple[str, bool], Row[Any]] = {}
    if _any_settled(connection):
        settled = _FIRST & (func.coalesce(entities.c.person_id, 0) > 0)
        for row in _by_parts(connection, names, lambda part: settled & entities.c.name.in_(part)):
            if people.echoes(_plain(row), grounds):
                known.setdefault((row.name, row.organisation), row)
    echoing: dict[int, int] = {}
    for row in fresh:
        if people.echoes(_plain(row), grounds):
            first_one = known.setdefault((row.name, row.organisation), row)
            if first_one.id != row.id:
                echoing[row.id] = first_one.id
    wanted = set(echoing.values())
    return echoing, {row.id: row for row in known.values() if row.id in wanted}


def _gather(
    connection: Connection, fresh: Sequence[Row[Any]], echoing: Mapping[int, int], firsts: Mapping[int, Row[Any]]
) -> None:
    """Marks new echoes, and gathers the contexts of all of a name at the first of them."""
    gathered = {row.id: _own_context(row) for row in fresh if row.id not in echoing}
    for first in set(echoing.values()) - gathered.keys():
        gathered[first] = json.loads(firsts[first].gathered)
    added: dict[int, list[dict[str, Any]]] = {}
    for row in fresh:
        if row.id in echoing:
            added.setdefault(echoing[row.id], []).append(_own_context(row))
    gathered |= {first: _with_echoes(gathered[first], own) for first, own in added.items()}
    here = update(entities).where(entities.c.id == bindparam("number"))
    values = [{"number": number, "told": dump_json(context)} for number, context in gathered.items()]
    connection.execute(here.values(gathered=bindparam("told")), values)
    marked = [{"number": number, "first": first} for number, first in echoing.items()]
    if marked:
        connection.execute(here.values(echo_of=bindparam("first")), marked)


def _own_context(row: Row[Any]) -> dict[str, Any]:
    """The context of one entity: how many echo it, its roles, each with how often, and marks of the names around."""
    around = sorted({people.mark(name) for name in json.loads(row.around)})
    roles = json.loads(row.roles)
    return {
        "mentions": 0,
        "roles": dict.fromkeys(roles, 1),
        "around": around,
        "known": sorted({_known(role) for role in roles}),
    }


def _known(role: str) -> str:
    """A role as it is compared, in a form that is no mark of a name."""
    return f"r:{fold(role)}"


def _with_echoes(context: dict[str, Any], echoes: Sequence[dict[str, Any]]) -> dict[str, Any]:
    roles = Counter(context["roles"])
    for echo in echoes:
        roles.update(echo["roles"])
    around = sorted(set(context["around"]).union(*(echo["around"] for echo in echoes)))
    known = sorted({_known(role) for role in roles})
    return {"mentions": context["mentions"] + len(echoes), "roles": roles, "around": around, "known": known}


def misgathered(connection: Connection) -> list[str]:
    """The mentions that do not stand for the contexts of all who echo them."""
    rows = connection.execute(select(entities).where(entities.c.person_id.is_not(None))).all()
    echoes: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        if row.echo_of is not None:
            echoes.setdefault(row.echo_of, []).append(_own_context(row))
    first = [row for row in rows if row.echo_of is None]
    wrong = (r for r in first if json.loads(r.gathered) != _with_echoes(_own_context(r), echoes.get(r.id, [])))
    return [_plain(row).mention for row in wrong]


def _plain(row: Row[Any]) -> Entity:
    """A row of entities as a value without its context: what its name and decisions tell needs no more."""
    return Entity(row.id, row.article_id, row.name, row.organisation, ())


def _standing(row: Row[Any], number: int) -> Entity:
    """A row of entities as a value that stands for its echoes too, with marks for the names around."""
    told = json.loads(row.gathered)
    roles, around = tuple(told["roles"]), tuple(told["around"])
    return Entity(number, row.article_id, row.name, row.organisation, roles, around, row.ground or "")


def _signs(rows: Iterable[Row[Any]]) -> re.Pattern[str]:
    """Finds whatever the contexts of these rows have in the context of another, as it is written there."""
    contexts = [_own_context(row) if row.gathered is None else json.loads(row.gathered) for row in rows]
    signs = {dump_json(sign) for context in contexts for sign in (*context["around"], *context["known"])}
    return re.compile("|".join(map(re.escape, sorted(signs))) or r"(?!)")


def _seen(row: Row[Any], number: int, signs: re.Pattern[str]) -> Entity:
    """A row of entities as a value that stands for its echoes too, without a context that has none of the signs: most
    need not be parsed, for they cannot agree."""
    return (_standing if signs.search(row.gathered) else _light)(row, number)


def _light(row: Row[Any], number: int) -> Entity:
    """A row of entities as a value without its context, but with its ground."""
    return Entity(number, row.article_id, row.name, row.organisation, (), (), row.ground or "")


def _echoed(
    connection: Connection, rows: Sequence[Row[Any]], place: Mapping[int, int], articles: Set[str]
) -> dict[int, Echoes]:
    """What the rows stand for besides themselves; of the articles, those among `articles`."""
    having = {row.id: json.loads(row.gathered) for row in rows if not row.gathered.startswith(_NO_ECHO)}
    there: dict[int, set[str]] = {}
    wanted = sorted(articles) if having else []
    for start in range(0, len(wanted), AT_ONCE):
        part = entities.c.article_id.in_(wanted[start : start + AT_ONCE])
        echoes = select(entities.c.echo_of, entities.c.article_id).where(part, entities.c.echo_of.is_not(None))
        for first, article_id in connection.execute(echoes):
            if first in having:
                there.setdefault(first, set()).add(article_id)
    return {
        place[number]: Echoes(told["mentions"], told["roles"], frozenset(there.get(number, ())))
        for number, told in having.items()
    }


def unsettle(connection: Connection, mentions: Iterable[str]) -> None:
    """Takes the persons of these mentions apart, all their entities included: `settle` makes them anew. Mentions that
    are not in the record are passed over."""
    found = [each.id for mention in mentions if (each := mentioned(connection, mention)) is not None]
    _unsettle(connection, found)


def unsettle_named(connection: Connection, names: Iterable[str]) -> None:
    """Takes the persons apart who have any of these names in any article, for `settle` to make them anew."""
    wanted = {fold(name) for name in names}
    keys = sorted({key for name in names for key in people.query_keys(name)})
    near = _by_parts(connection, keys, lambda part: _having(entity_keys.c.key.in_(part)))
    _unsettle(connection, [row.id for row in near if fold(row.name) in wanted])


def _unsettle(connection: Connection, numbers: Sequence[int]) -> None:
    rows = _by_parts(connection, numbers, lambda part: entities.c.id.in_(part))
    whole = sorted({row.person_id for row in rows if row.person_id is not None})
    for start in range(0, len(whole), AT_ONCE):
        part = whole[start : start + AT_ONCE]
        connection.execute(update(entities).where(entities.c.person_id.in_(part)).values(_UNKNOWN))
        connection.execute(delete(persons).where(persons.c.id.in_(part)))


def rederive(connection: Connection, grounds: Grounds) -> None:
    """Derives all keys and persons anew, after a change in how names are compared."""
    connection.execute(update(entities).values(_UNKNOWN))
    connection.execute(delete(persons))
    settle(connection, grounds)


def _put_keys(connection: Connection, fresh: Sequence[Row[Any]], echoing: Set[int], grounds: Grounds) -> None:
    """Gives entities the keys of their names and of what was decided of them, not those they had; echoes get none."""
    for start in range(0, len(fresh), AT_ONCE):
        part = [row.id for row in fresh[start : start + AT_ONCE]]
        connection.execute(delete(entity_keys).where(entity_keys.c.entity_id.in_(part)))
    rows = [
        {"key": key, "entity_id": row.id}
        for row in fresh
        if row.id not in echoing
        for key in sorted(people.keys(_plain(row), grounds))
    ]
    if rows:
        connection.execute(insert(entity_keys), rows)


def _touched(
    connection: Connection, fresh: Sequence[Row[Any]], echoing: Mapping[int, int], grounds: Grounds
) -> _Touched:
    """All that `cluster` needs to come to what it would say of the whole record, when the entities of `fresh` are new
    to it, of whom some echo others."""
    if not _any_settled(connection):
        return _Touched(list(connection.execute(select(entities).where(_FIRST))), [], [], [])
    named = {row.id for row in fresh} - echoing.keys()
    near = _bound(connection, named | set(echoing.values()))
    asked = sorted({f"?{key.lstrip('?')}" for key in _keys_of(connection, near)})
    loose = [
        row for row in _by_parts(connection, asked, lambda p: _having(entity_keys.c.key.in_(p))) if row.id not in near
    ]
    signs = _signs(fresh)
    again, regrouped = people.stirred(
        [_seen(row, row.id, signs) for row in loose], [entity(row, row.id) for row in fresh], named, grounds
    )
    weighed = near | {row.id: row for row in loose if row.id in again}
    persons_near = {row.person_id for row in near.values()} - {None}
    left = [row for row in loose if row.id in regrouped]
    attached = [row for row in loose if row.id not in again | regrouped and row.person_id in persons_near]
    asking = [row.id for row in weighed.values() if not people.is_firm(_plain(row), grounds)]
    answering = [key.lstrip("?") for key in _keys_of(connection, asking)]
    firm = _by_parts(connection, answering, lambda part: _having(entity_keys.c.key.in_(part)))
    whole = sorted({row.person_id for row in firm} - {None} - persons_near)
    groups: dict[int, list[Row[Any]]] = {}
    for row in _by_parts(connection, whole, lambda part: _FIRST & entities.c.person_id.in_(part)):
        if row.id not in weighed:
            groups.setdefault(row.person_id, []).append(row)
    return _Touched(list(weighed.values()), attached, left, list(groups.values()))


def _bound(connection: Connection, fresh: Set[int]) -> dict[int, Row[Any]]:
    """The entities of these numbers, and all that binding keys link with them, however remotely."""
    found = {row.id: row for row in _by_parts(connection, sorted(fresh), lambda part: entities.c.id.in_(part))}
    done: set[str] = set()
    edge = sorted(fresh)
    while edge:
        keys = {key for key in _keys_of(connection, edge, binding=True) if key not in done}
        done |= keys
        linked = _by_parts(connection, sorted(keys), lambda part: _having(entity_keys.c.key.in_(part)))
        edge = [row.id for row in linked if row.id not in found]
        found |= {row.id: row for row in linked}
    return found


def _any_settled(connection: Connection) -> bool:
    return connection.scalar(select(persons.c.id).limit(1)) is not None


# How a context begins that nobody echoes: most need not be parsed to know it.
_NO_ECHO = '{"mentions":0,'
# Not IS NULL: SQLite would look these up in the index, where they are nearly all there is.
_FIRST = func.coalesce(entities.c.echo_of, 0) == 0
_UNSETTLED = entities.c.person_id.is_(None)
# What an entity has that was not derived yet.
_UNKNOWN = {"person_id": None, "ground": None, "echo_of": None, "gathered": None}


def _having(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return entities.c.id.in_(select(entity_keys.c.entity_id).where(condition))


def _by_parts(
    connection: Connection, values: Sequence[Any], where: Callable[[Sequence[Any]], ColumnElement[bool]]
) -> list[Row[Any]]:
    """The entities that meet the condition for any of the values, each once."""
    found: dict[int, Row[Any]] = {}
    for start in range(0, len(values), AT_ONCE):
        query = select(entities).where(where(values[start : start + AT_ONCE]))
        found |= {row.id: row for row in connection.execute(query)}
    return list(found.values())


def _keys_of(connection: Connection, numbers: Iterable[int], binding: bool = False) -> list[str]:
    """The keys of entities that bind, or those that do not, each once, as they are kept."""
    wanted, found = sorted(numbers), set[str]()
    for start in range(0, len(wanted), AT_ONCE):
        of = entity_keys.c.entity_id.in_(wanted[start : start + AT_ONCE])
        found |= set(connection.scalars(select(entity_keys.c.key).where(of)))
    return sorted(key for key in found if key.startswith("=") == binding)


def _fields(found: Person, number: int) -> dict[str, Any]:
    """The row of a person."""
    row = {
        "id": number,
        "name": found.name,
        "names": dump_json(found.names),
        "roles": dump_json(found.roles),
        "organisation": found.organisation,
        "why": found.why,
        "wikidata": found.wikidata,
    }
    return {**row, "sha256": seal(persons, row)}


def with_keys(connection: Connection, keys: Iterable[str]) -> list[Person]:
    """Persons who have any of the keys, those first that have most of them, without those left with no statement."""
    wanted = sorted(set(keys))[:AT_ONCE]
    shared = func.count(entity_keys.c.key.distinct())
    query = (
        select(persons)
        .join_from(persons, entities, entities.c.person_id == persons.c.id)
        .join(entity_keys, entity_keys.c.entity_id == entities.c.id)
        .where(entity_keys.c.key.in_(wanted))
        .group_by(*persons.columns)
        .order_by(shared.desc(), persons.c.name, persons.c.id)
    )
    gone = _emptied(connection)
    return [_person(row) for row in connection.execute(query) if row.id not in gone]


def everyone(connection: Connection) -> list[Person]:
    """All persons, those first whose statements are most, without those left with no statement by corrections."""
    spoken = (
        select(entities.c.person_id, func.count().label("n"))
        .join_from(statements, entities, statements.c.entity_id == entities.c.id)
        .group_by(entities.c.person_id)
        .subquery()
    )
    query = (
        select(persons)
        .outerjoin(spoken, spoken.c.person_id == persons.c.id)
        .order_by(func.coalesce(spoken.c.n, 0).desc(), persons.c.name, persons.c.id)
    )
    gone = _emptied(connection)
    return [_person(row) for row in connection.execute(query) if row.id not in gone]


def _emptied(connection: Connection) -> set[int]:
    """The persons all of whose statements people struck out or gave to others, and who relayed none."""
    struck = corrections.c.rejected | corrections.c.speaker.is_not(None)
    taken = select(corrections.c.statement_id).where(struck)
    lost = select(statements.c.entity_id).where(statements.c.id.in_(taken))
    touched = select(entities.c.person_id).where(entities.c.id.in_(lost))
    kept = or_(
        entities.c.id.in_(select(statements.c.entity_id).where(statements.c.id.not_in(taken))),
        entities.c.id.in_(select(corrections.c.entity_id).where(~corrections.c.rejected)),
        entities.c.id.in_(select(relayers.c.entity_id)),
    )
    whole = set(connection.scalars(touched.distinct()))
    living = select(entities.c.person_id).where(entities.c.person_id.in_(touched), kept)
    return whole - set(connection.scalars(living)) if whole else set()


def person(connection: Connection, person_id: int) -> Person | None:
    """The person with that id."""
    row = connection.execute(select(persons).where(persons.c.id == person_id)).first()
    return None if row is None else _person(row)


def of_person(connection: Connection, person_id: int) -> list[Entity]:
    """The entities that are held to be that person."""
    query = select(entities).where(entities.c.person_id == person_id).order_by(entities.c.id)
    return [entity(row, row.id) for row in connection.execute(query)]


def of_entity(connection: Connection, entity_id: int) -> Person | None:
    """The person that an entity is held to be."""
    query = select(persons).join(entities, entities.c.person_id == persons.c.id).where(entities.c.id == entity_id)
    row = connection.execute(query).first()
    return None if row is None else _person(row)


def mentioned(connection: Connection, mention: str) -> Entity | None:
    """The entity that a mention names."""
    article, _, name = mention.partition(":")
    # "g" is behind every hex digit: an index serves a range, but not a prefix.
    own = (entities.c.article_id >= article) & (entities.c.article_id < article + "g")
    row = connection.execute(select(entities).where(own, entities.c.name == name)).first()
    return None if row is None else entity(row, row.id)


def of_article(connection: Connection, article_id: str) -> list[Entity]:
    """The entities of an article, by name."""
    query = select(entities).where(entities.c.article_id == article_id).order_by(entities.c.name)
    return [entity(row, row.id) for row in connection.execute(query)]


def all_entities(connection: Connection) -> dict[int, list[Entity]]:
    """The entities of every person, under the persons' ids."""
    found: dict[int, list[Entity]] = {}
    for row in connection.execute(select(entities).where(entities.c.person_id.is_not(None)).order_by(entities.c.id)):
        found.setdefault(row.person_id, []).append(entity(row, row.id))
    return found


def _replace(connection: Connection, before: set[int], after: Mapping[int, dict[str, Any]]) -> None:
    """Makes the rows of persons that were `before` those that are `after`, touching only what differs."""
    numbers = sorted(before | after.keys())
    old: dict[int, dict[str, Any]] = {}
    for start in range(0, len(numbers), AT_ONCE):
        part = select(persons).where(persons.c.id.in_(numbers[start : start + AT_ONCE]))
        old |= {row.id: dict(row._mapping) for row in connection.execute(part)}
    stale = [{"number": number} for number, row in old.items() if after.get(number) != row]
    fresh = [row for number, row in after.items() if old.get(number) != row]
    if stale:
        connection.execute(delete(persons).where(persons.c.id == bindparam("number")), stale)
    if fresh:
        connection.execute(insert(persons), fresh)


def entity(row: Row[Any], number: int) -> Entity:
    """A row of entities as a value, under another number."""
    return Entity(
        id=number,
        article=row.article_id,
        name=row.name,
        organisation=row.organisation,
        roles=tuple(json.loads(row.roles)),
        around=tuple(json.loads(row.around)),
        ground=row.ground or "",
    )


def _person(row: Row[Any]) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        names=tuple(json.loads(row.names)),
        roles=tuple(json.loads(row.roles)),
        organisation=row.organisation,
        why=row.why,
        wikidata=row.wikidata,
    )
