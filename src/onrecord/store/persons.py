"""Persons in the record: derived from the entities of articles, again whenever new ones share a key with old ones.

Entities that can be reached from one another through shared keys are held side by side all at once, in an order of
their own: who is one person does not depend on the order in which articles were added.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import CTE, Connection, Row, bindparam, delete, func, insert, or_, select, update

from onrecord.model import Entity, Person
from onrecord.store.prepare import Keys
from onrecord.store.schema import dump_json, entities, entity_keys, persons, seal, statements

# Holds entities to be persons: each is among the `entities` of just one Person; the Person's own id is not looked at.
Cluster = Callable[[Sequence[Entity]], Sequence[Person]]

# Databases limit how many values one query may take; SQLite's smallest limit is 999.
AT_ONCE = 500


def unsettled(connection: Connection) -> bool:
    """Whether any entity has no person yet."""
    return connection.scalar(select(entities.c.id).where(entities.c.person_id.is_(None)).limit(1)) is not None


def settle(connection: Connection, cluster: Cluster) -> None:
    """Gives a person to every entity that has none, and again to those that share keys with them, however remotely."""
    reach = _reach()
    touched = or_(
        entities.c.person_id.is_(None),
        entities.c.id.in_(select(entity_keys.c.entity_id).where(entity_keys.c.key.in_(select(reach.c.key)))),
    )
    found = {row.id: row for row in connection.execute(select(entities).where(touched))}
    if not found:
        return
    shared = select(entity_keys.c.entity_id, entity_keys.c.key).where(entity_keys.c.key.in_(select(reach.c.key)))
    links = [(row.entity_id, row.key) for row in connection.execute(shared)]
    before = {row.person_id for row in found.values() if row.person_id is not None}
    after: dict[int, dict[str, Any]] = {}
    moved = []
    for group in _components(found, links):
        for row, members in _derive([found[number] for number in group], cluster):
            after[row["id"]] = row
            moved += [(each.id, row["id"]) for each in members if each.person_id != row["id"]]
    _replace(connection, before, after)
    if moved:
        change = update(entities).where(entities.c.id == bindparam("number")).values(person_id=bindparam("person"))
        connection.execute(change, [{"number": number, "person": person} for number, person in moved])


def rederive(connection: Connection, keys: Keys, cluster: Cluster) -> None:
    """Derives all keys and persons anew: after a change in how names are compared, or in what people decided."""
    connection.execute(delete(entity_keys))
    rows = connection.execute(select(entities.c.id, entities.c.name)).all()
    fresh = [{"key": key, "entity_id": row.id} for row in rows for key in sorted(keys(row.name))]
    if fresh:
        connection.execute(insert(entity_keys), fresh)
    connection.execute(update(entities).values(person_id=None))
    connection.execute(delete(persons))
    settle(connection, cluster)


def with_keys(connection: Connection, keys: Iterable[str]) -> list[Person]:
    """Persons who have any of the keys, those first that have most of them."""
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
    return [_person(row) for row in connection.execute(query)]


def everyone(connection: Connection) -> list[Person]:
    """All persons, those first whose statements are most."""
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
    return [_person(row) for row in connection.execute(query)]


def person(connection: Connection, person_id: int) -> Person | None:
    """The person with that id."""
    row = connection.execute(select(persons).where(persons.c.id == person_id)).first()
    return None if row is None else _person(row)


def of_person(connection: Connection, person_id: int) -> list[Entity]:
    """The entities that are held to be that person."""
    query = select(entities).where(entities.c.person_id == person_id).order_by(entities.c.id)
    return [_entity(row, row.id) for row in connection.execute(query)]


def _reach() -> CTE:
    """The keys that can be reached from entities without a person. It walks from key to key: from entity to entity
    it would meet every pair of the namesakes."""
    start = select(entity_keys.c.key).join_from(entity_keys, entities).where(entities.c.person_id.is_(None))
    reach = start.cte("reach", recursive=True)
    here, there = entity_keys.alias("here"), entity_keys.alias("there")
    step = (
        select(there.c.key)
        .join_from(reach, here, here.c.key == reach.c.key)
        .join(there, there.c.entity_id == here.c.entity_id)
    )
    return reach.union(step)


def _components(numbers: Iterable[int], links: Iterable[tuple[int, str]]) -> Iterator[list[int]]:
    """The numbers in groups, each of those that are linked through keys, however remotely."""
    leader = {number: number for number in numbers}

    def lead(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    first_of: dict[str, int] = {}
    for number, key in links:
        leader[lead(number)] = lead(first_of.setdefault(key, number))
    groups: dict[int, list[int]] = {}
    for number in leader:
        groups.setdefault(lead(number), []).append(number)
    yield from groups.values()


def _derive(group: list[Row[Any]], cluster: Cluster) -> Iterator[tuple[dict[str, Any], list[Row[Any]]]]:
    """The persons of a group of entities: each as a row, and the rows of its entities."""
    group.sort(key=lambda row: (row.article_id, row.name))
    # Row numbers tell the order of adding; `cluster` is given places in the group instead.
    ordered = [_entity(row, place) for place, row in enumerate(group)]
    for found in cluster(ordered):
        members = [group[place] for place in found.entities]
        row = {
            "id": min(member.id for member in members),
            "name": found.name,
            "names": dump_json(found.names),
            "roles": dump_json(found.roles),
            "organisation": found.organisation,
            "why": found.why,
        }
        yield {**row, "sha256": seal(persons, row)}, members


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


def _entity(row: Row[Any], number: int) -> Entity:
    return Entity(
        id=number,
        article=row.article_id,
        name=row.name,
        organisation=row.organisation,
        roles=tuple(json.loads(row.roles)),
        around=tuple(json.loads(row.around)),
    )


def _person(row: Row[Any]) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        names=tuple(json.loads(row.names)),
        roles=tuple(json.loads(row.roles)),
        organisation=row.organisation,
        why=row.why,
    )
