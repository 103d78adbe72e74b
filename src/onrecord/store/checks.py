"""Kept checks: rows in, values out (see replay.py for what stands in them)."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from onrecord import replay
from onrecord.model import Check
from onrecord.store.schema import checks, dossiers, dump_json, seal


def keep(connection: Connection, check: Check) -> None:
    """Writes a check, unless it is there already; a dossier that other checks had too is there once."""
    if connection.scalar(select(checks.c.id).where(checks.c.id == check.id)) is not None:
        return
    known = set(connection.scalars(select(dossiers.c.id).where(dossiers.c.id.in_(check.dossiers))))
    new = [{"id": name, "statements": text} for name, text in check.dossiers.items() if name not in known]
    if new:
        connection.execute(insert(dossiers), new)
    row = {
        "id": check.id,
        "at": check.at,
        "version": check.version,
        "models": dump_json(check.models),
        "settings": dump_json(check.settings),
        "dossiers": dump_json(list(check.dossiers)),
        "answer": check.answer,
        "answer_sha256": check.answer_sha256,
    }
    connection.execute(insert(checks), {**row, "sha256": seal(checks, row)})


def find(connection: Connection, prefix: str | None = None) -> list[Check]:
    """The checks whose id begins with `prefix`, or all, oldest first; without prefix they come without dossiers."""
    query = select(checks).order_by(checks.c.at, checks.c.id)
    if prefix is None:
        return [_check(row, {}) for row in connection.execute(query)]
    rows = connection.execute(query.where(checks.c.id.startswith(prefix, autoescape=True))).all()
    return [_check(row, _dossiers(connection, row)) for row in rows]


def forget(connection: Connection, article_id: str) -> int:
    """Takes what quotes an article out of all checks: of a claim made in it or of statements kept whole only the row
    with its hashes is left. Gives the number of checks that lost their answer."""
    lost = [c for c in _all(connection) if c.answer and replay.quotes(c, article_id)]
    for check in lost:
        row = connection.execute(select(checks).where(checks.c.id == check.id)).mappings().one()
        emptied = {**row, "answer": "", "dossiers": dump_json([])}
        sealed = {**emptied, "sha256": seal(checks, emptied)}
        connection.execute(update(checks).where(checks.c.id == check.id).values(**sealed))
    still = {name for names in connection.scalars(select(checks.c.dossiers)) for name in json.loads(names)}
    for name in {name for check in lost for name in check.dossiers} - still:
        connection.execute(delete(dossiers).where(dossiers.c.id == name))
    return len(lost)


def broken(connection: Connection) -> Iterator[str]:
    """A sentence for each check that is not as it was kept."""
    there = set()
    for name, text in connection.execute(select(dossiers.c.id, dossiers.c.statements)):
        there.add(name)
        if hashlib.sha256(text.encode()).hexdigest() != name:
            yield f"Dossier {name} is not the one that a check looked at."
    for row in connection.execute(select(checks)).mappings():
        if seal(checks, row) != row["sha256"]:
            yield f"Check {row['id']}: a field is not what was kept."
            continue
        for name in json.loads(row["dossiers"]):
            if name not in there:
                yield f"Check {row['id']}: dossier {name}, which it looked at, is missing."


def _all(connection: Connection) -> list[Check]:
    return [_check(row, _dossiers(connection, row)) for row in connection.execute(select(checks)).all()]


def _dossiers(connection: Connection, row: Row[Any]) -> dict[str, str]:
    names = json.loads(row.dossiers)
    found = connection.execute(select(dossiers.c.id, dossiers.c.statements).where(dossiers.c.id.in_(names)))
    texts = {name: text for name, text in found}
    return {name: texts[name] for name in names if name in texts}


def _check(row: Row[Any], of: dict[str, str]) -> Check:
    models, settings = json.loads(row.models), json.loads(row.settings)
    return Check(row.id, row.at, row.version, models, settings, row.answer, row.answer_sha256, of)
