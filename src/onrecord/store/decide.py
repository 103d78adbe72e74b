"""Takes a decision: into the log, and from there into what is derived from it."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from onrecord import people
from onrecord.decisions import aliases, standing
from onrecord.errors import RecordError
from onrecord.model import Action, Decision, mention
from onrecord.store import corrections, forgetting, log, persons, rows, schema


def decide(connection: Connection, decision: Decision) -> Decision:
    """Adds a decision, whose number and seals are not looked at, and brings persons and corrections up to date. Raises
    RecordError when it speaks of a decision, a statement or an article that is not there, or retracts what does not
    stand or cannot be brought back."""
    before = log.read(connection)
    _check(connection, before, decision)
    if decision.action is Action.FORGET:
        decision = replace(decision, what=forgetting.hashes(connection, decision.what["article"]))
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
            if "speaker" in what:
                told = (mention(what["statement"].rpartition("-")[0], what["speaker"]), what.get("same_as"))
                persons.unsettle(connection, filter(None, told))
            article_id = _article_of(connection, what["statement"])
            if article_id is not None:  # else it is forgotten, and the correction retracted now
                corrections.refresh(connection, article_id, now)
        case Action.FORGET:
            forgetting.erase(connection, what["article"], taken.number)
            # All of them: whoever was no one's namesake for the sake of this article's names may be one now.
            persons.rederive(connection, people.grounds(now))
            return taken
    persons.settle(connection, people.grounds(now))
    return taken


def _about(decisions: Sequence[Decision], taken: Decision) -> Decision:
    """The decision itself, or the one that it, through retractions of retractions, puts out of force or in again."""
    while taken.action is Action.RETRACT:
        taken = decisions[taken.what["decision"] - 1]
    return taken


def _check(connection: Connection, before: Sequence[Decision], decision: Decision) -> None:
    if decision.action is Action.CORRECT and _article_of(connection, decision.what["statement"]) is None:
        raise _unknown(connection, decision.what["statement"])
    if decision.action is Action.FORGET:
        article_id = decision.what["article"]
        if (number := rows.forgotten(connection, article_id)) is not None:
            raise RecordError(f"Article {article_id} is forgotten already, by decision {number}.")
        if not rows.has_article(connection, article_id):
            raise RecordError(f"There is no article {article_id} in the record.")
    if decision.action is Action.RETRACT:
        number = decision.what["decision"]
        if not 1 <= number <= len(before):
            raise RecordError(f"There is no decision {number} in the log. See `onrecord log`.")
        if number not in {d.number for d in standing(before)}:
            raise RecordError(f"Decision {number} is retracted already. See `onrecord log`.")
        if before[number - 1].action is Action.FORGET:
            article_id = before[number - 1].what["article"]
            raise RecordError(
                f"Decision {number} cannot be retracted: the words of article {article_id} are deleted, not hidden."
            )


def _article_of(connection: Connection, statement_id: str) -> str | None:
    """The id of a statement's article; None when the statement is not there."""
    statements = schema.statements
    found: str | None = connection.scalar(select(statements.c.article_id).where(statements.c.id == statement_id))
    return found


def _unknown(connection: Connection, statement_id: str) -> RecordError:
    number = rows.forgotten(connection, statement_id.rpartition("-")[0])
    if number is not None:
        return RecordError(f"The article of statement {statement_id} is forgotten, by decision {number}.")
    return RecordError(f"There is no statement {statement_id} in the record. `--json` shows the ids of statements.")
