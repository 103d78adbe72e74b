"""Takes a decision: into the log, and from there into what is derived from it."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from onrecord import people
from onrecord.decisions import aliases, standing
from onrecord.errors import RecordError
from onrecord.model import Action, Decision, mention
from onrecord.store import corrections, log, persons, schema


def decide(connection: Connection, decision: Decision) -> Decision:
    """Adds a decision, whose number and seals are not looked at, and brings persons and corrections up to date. Raises
    RecordError when it speaks of a decision or a statement that is not there, or retracts what does not stand."""
    before = log.read(connection)
    _check(connection, before, decision)
    taken = log.append(connection, decision)
    now = [*before, taken]
    about = _about(now, taken)
    what = about.what
    match about.action:
        case Action.MERGE | Action.SPLIT:
            mentions = [m for side in what["mentions"] for m in side]
            persons.unsettle(connection, mentions)
            # A name that is parted, or no longer, is weighed otherwise wherever it stands.
            persons.unsettle_named(connection, {m.partition(":")[2] for m in mentions})
        case Action.ALIASES:
            lines = {*aliases(before).persons} ^ {*aliases(now).persons}
            persons.unsettle_named(connection, {name for line in lines for name in line.names})
        case Action.CORRECT:
            article_id = _article_of(connection, what["statement"])
            if "speaker" in what:
                told = (mention(article_id, what["speaker"]), what.get("same_as"))
                persons.unsettle(connection, filter(None, told))
            corrections.refresh(connection, article_id, now)
    persons.settle(connection, people.grounds(now))
    return taken


def _about(decisions: Sequence[Decision], taken: Decision) -> Decision:
    """The decision itself, or the one that it, through retractions of retractions, puts out of force or in again."""
    while taken.action is Action.RETRACT:
        taken = decisions[taken.what["decision"] - 1]
    return taken


def _check(connection: Connection, before: Sequence[Decision], decision: Decision) -> None:
    if decision.action is Action.CORRECT:
        _article_of(connection, decision.what["statement"])
    if decision.action is Action.RETRACT:
        number = decision.what["decision"]
        if not 1 <= number <= len(before):
            raise RecordError(f"There is no decision {number} in the log. See `onrecord log`.")
        if number not in {d.number for d in standing(before)}:
            raise RecordError(f"Decision {number} is retracted already. See `onrecord log`.")


def _article_of(connection: Connection, statement_id: str) -> str:
    statements = schema.statements
    found: str | None = connection.scalar(select(statements.c.article_id).where(statements.c.id == statement_id))
    if found is None:
        raise RecordError(f"There is no statement {statement_id} in the record. `--json` shows the ids of statements.")
    return found
