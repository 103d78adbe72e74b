"""What the log lays over the statements of an article: derived rows, which reading puts over what was written."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from onrecord.decisions import Corrected, corrections, in_words
from onrecord.model import Correction, Decision
from onrecord.store import schema
from onrecord.store.prepare import Row as Fields
from onrecord.store.schema import dump_json, entities, seal, statements


@dataclass(frozen=True, slots=True)
class _Laid:
    """A statement as it was read, with what is laid over it."""

    row: Row[Any]
    over: Corrected

    @property
    def speaker(self) -> str | None:
        """The speaker's name after correction."""
        return self.over.speaker or self.row.speaker


def refresh(connection: Connection, article_id: str, log: Sequence[Decision]) -> None:
    """Makes the derived rows of one article what the log says: those of the statements that it corrects, and of those
    in their contents, whose relayers change with them. Speakers whom the article was not read to have get an entity,
    without a person yet; those that no standing correction needs lose it."""
    rows = expected(connection, article_id, log)
    own = select(statements.c.id).where(statements.c.article_id == article_id)
    connection.execute(delete(schema.corrections).where(schema.corrections.c.statement_id.in_(own)))
    _name_speakers(connection, article_id, rows, log)
    here = connection.execute(select(entities.c.name, entities.c.id).where(entities.c.article_id == article_id))
    of_name = {row.name: row.id for row in here}
    if rows:
        connection.execute(
            insert(schema.corrections), [{**row, "entity_id": of_name.get(row["speaker"])} for row in rows]
        )


def expected(connection: Connection, article_id: str, log: Sequence[Decision]) -> list[Fields]:
    """The derived rows of an article, as the log says that they should be; without the numbers of entities."""
    over = corrections(log)
    query = select(statements).where(statements.c.article_id == article_id).order_by(statements.c.n)
    laid = {row.n: _Laid(row, over.get(row.id, Corrected())) for row in connection.execute(query)}
    rows = []
    for each in laid.values():
        relayed_by, through = _relayers(each, laid)
        notes = [in_words(decision, each.row.speaker, each.row.said_on) for decision in each.over.made]
        if relayed_by != json.loads(each.row.relayed_by):
            shown = " › ".join(name or "somebody unnamed" for name in relayed_by) or "nobody"
            notes += [Correction(d.number, d.by, d.at, d.why, f"relayed by: {shown}") for d in through]
        if notes:
            rows.append(
                {
                    "statement_id": each.row.id,
                    "speaker": each.over.speaker,
                    "relayed_by": dump_json(relayed_by),
                    "dated": each.over.dated,
                    "said_on": each.over.said_on,
                    "rejected": each.over.rejected,
                    "notes": dump_json([[n.decision, n.by, n.at, n.why, n.words] for n in notes]),
                }
            )
    return rows


def _relayers(each: _Laid, laid: dict[int, _Laid]) -> tuple[list[str | None], list[Decision]]:
    """The relayers of a statement after correction, outermost first, and the decisions that changed them."""
    around: list[_Laid] = []
    inner: _Laid | None = each
    while inner is not None and inner not in around:
        around.insert(0, inner)
        inner = laid.get(inner.row.parent)
    read = json.loads(each.row.relayed_by)
    changed = [a for a in around if a.speaker != a.row.speaker]
    made = [d for a in changed for d in a.over.made if "speaker" in d.what]
    if not changed:
        return read, []
    if read == _without_echo([a.row.speaker for a in around]):
        return _without_echo([a.speaker for a in around]), made
    # The text names relayers of its own besides the sources around: only names are exchanged.
    renamed = {a.row.speaker: a.speaker for a in changed if a is not each}
    return _without_echo([*(renamed.get(name, name) for name in read), each.speaker]), made


def _without_echo(chain: Sequence[str | None]) -> list[str | None]:
    """Those of a chain of speakers who relay the last; nobody relays himself."""
    return [name for name, inner in pairwise(chain) if name is None or name != inner]


def _name_speakers(connection: Connection, article_id: str, rows: Sequence[Fields], log: Sequence[Decision]) -> None:
    here = connection.execute(select(entities).where(entities.c.article_id == article_id)).all()
    wanted = {row["speaker"]: row["statement_id"] for row in rows if row["speaker"] is not None}
    for row in here:
        if row.decision is not None and row.name not in wanted:
            connection.execute(delete(schema.entity_keys).where(schema.entity_keys.c.entity_id == row.id))
            connection.execute(delete(entities).where(entities.c.id == row.id))
    known = {row.name for row in here}
    for name, statement_id in wanted.items():
        if name not in known:
            decision = next(d for d in reversed(log) if d.what.get("statement") == statement_id and "speaker" in d.what)
            fields = {
                "article_id": article_id,
                "name": name,
                "organisation": bool(decision.what.get("organisation")),
                "roles": dump_json([]),
                "around": dump_json(sorted(known)),
                "decision": decision.number,
            }
            connection.execute(insert(entities), {**fields, "sha256": seal(entities, fields)})


def read(notes: str | None) -> tuple[Correction, ...]:
    """The column `notes` as values."""
    return tuple(Correction(*note) for note in json.loads(notes)) if notes else ()
