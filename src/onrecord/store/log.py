"""The log of decisions: an append-only chain of rows, each sealed together with the seal of the row before."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from onrecord.model import Action, Decision
from onrecord.store.schema import decisions, dump_json, seal


def read(connection: Connection) -> list[Decision]:
    """All decisions, oldest first, retracted ones too."""
    return [_decision(row) for row in connection.execute(select(decisions).order_by(decisions.c.number))]


def head(connection: Connection) -> str:
    """The seal of the last decision, which stands for the whole log; empty when there is none."""
    last = select(decisions.c.sha256).order_by(decisions.c.number.desc()).limit(1)
    return connection.scalar(last) or ""


def append(connection: Connection, decision: Decision) -> Decision:
    """Adds a decision, whose number and seals are not looked at; gives it with its own."""
    last = connection.execute(select(decisions).order_by(decisions.c.number.desc()).limit(1)).first()
    row = {
        "number": last.number + 1 if last else 1,
        "at": decision.at,
        "by": decision.by,
        "action": decision.action.value,
        "why": decision.why,
        "what": dump_json(decision.what),
        "previous": last.sha256 if last else "",
    }
    row["sha256"] = seal(decisions, row)
    connection.execute(insert(decisions), row)
    return _decision_of(row)


def broken(connection: Connection) -> Iterator[str]:
    """A sentence for every row of the log that was altered, and for every place where one was taken out or put in."""
    previous, expected = "", 1
    for row in connection.execute(select(decisions).order_by(decisions.c.number)).mappings():
        number = row["number"]
        if seal(decisions, row) != row["sha256"]:
            yield f"Decision {number} of the log is not as it was written."
        if number != expected:
            yield f"Decision {expected} is missing from the log: decision {number} comes in its place."
        elif row["previous"] != previous:
            yield f"Decision {number} of the log does not follow the one that stands before it: the chain is broken."
        previous, expected = row["sha256"], number + 1


def _decision(row: Row[Any]) -> Decision:
    return _decision_of(row._mapping)


def _decision_of(row: Mapping[Any, Any]) -> Decision:
    return Decision(
        number=row["number"],
        at=row["at"],
        by=row["by"],
        action=Action(row["action"]),
        why=row["why"],
        what=json.loads(row["what"]),
        previous=row["previous"],
        sha256=row["sha256"],
    )
