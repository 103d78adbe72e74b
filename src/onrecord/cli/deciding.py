"""Commands that decide what is so where the record was read wrongly, and show what was decided and why."""

from typing import Annotated

import typer

from onrecord import shapes, show
from onrecord.cli.common import (
    DEFAULT,
    UNKNOWN_DATE,
    AliasesOption,
    ByOption,
    JsonOption,
    RecordOption,
    WhyOption,
    app,
    as_date,
    opened_record,
    print_json,
    who,
)
from onrecord.decisions import standing
from onrecord.model import Decision

Person = Annotated[str, typer.Argument(help="A name, in any spelling, or the number that `people` gives, as #12.")]


@app.command()
def merge(
    person: Person,
    other: Annotated[str, typer.Argument(help="Who is the same person.")],
    why: WhyOption,
    by: ByOption = None,
    record: RecordOption = DEFAULT,
    aliases: AliasesOption = None,
    as_json: JsonOption = False,
) -> None:
    """Decide that two persons in the record are one."""
    with opened_record(record, aliases) as opened:
        print_decision(opened.merge(person, other, who(by), why), as_json)


@app.command()
def split(
    person: Person,
    off: Annotated[
        str, typer.Argument(help="What is not theirs: one of their names, or a mention.", metavar="NAME|MENTION")
    ],
    why: WhyOption,
    by: ByOption = None,
    record: RecordOption = DEFAULT,
    aliases: AliasesOption = None,
    as_json: JsonOption = False,
) -> None:
    """Decide that some mentions of a person are somebody else's. `people NAME` shows the mentions."""
    with opened_record(record, aliases) as opened:
        print_decision(opened.split(person, off, who(by), why), as_json)


Statement = Annotated[str, typer.Argument(help="The id of a statement: --json shows it.")]


@app.command()
def correct(
    statement: Statement,
    why: WhyOption,
    speaker: Annotated[str | None, typer.Option(help="Who said it.", metavar="NAME")] = None,
    said_on: Annotated[
        str | None, typer.Option("--said-on", help=f"When it was said, or {UNKNOWN_DATE!r}.", metavar="DATE")
    ] = None,
    reject: Annotated[bool, typer.Option("--reject", help="It was read out of the article wrongly.")] = False,
    by: ByOption = None,
    record: RecordOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Decide what is so of a statement that was read wrongly. The statement stays as it was read, beneath."""
    if (speaker is not None) + (said_on is not None) + reject != 1:
        raise typer.BadParameter("Give one of --speaker NAME, --said-on DATE and --reject.")
    if speaker is not None and not speaker.strip():
        raise typer.BadParameter("The speaker's name must not be empty.")
    day = None if said_on == UNKNOWN_DATE else as_date(said_on)
    with opened_record(record) as opened:
        if speaker is not None:
            taken = opened.correct_speaker(statement, speaker.strip(), who(by), why)
        elif reject:
            taken = opened.reject(statement, who(by), why)
        else:
            taken = opened.correct_date(statement, day, who(by), why)
        print_decision(taken, as_json)


@app.command()
def retract(
    decision: Annotated[int, typer.Argument(help="The number of a decision: `log` shows it.", min=1)],
    why: WhyOption,
    by: ByOption = None,
    record: RecordOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Put a decision out of force. It stays in the log."""
    with opened_record(record) as opened:
        print_decision(opened.retract(decision, who(by), why), as_json)


@app.command()
def forget(
    article: Annotated[
        str, typer.Argument(help="Its id, or the first 8 digits or more; or its address.", metavar="ARTICLE")
    ],
    why: WhyOption,
    by: ByOption = None,
    record: RecordOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Delete an article's words for good, as its publisher or a court asks. Only its hashes are left."""
    with opened_record(record) as opened:
        taken = opened.forget(article, who(by), why)
        copies = opened.store.of_text(taken.what["text_sha256"])
    print_decision(taken, as_json)
    if copies and not as_json:
        print(f"The same text is in the record under other titles or addresses: {', '.join(copies)}.")


@app.command()
def log(record: RecordOption = DEFAULT, as_json: JsonOption = False) -> None:
    """Show all decisions: who, when, what and why; retracted ones too."""
    with opened_record(record) as opened:
        found = opened.log()
    in_force = {d.number for d in standing(found)}
    if as_json:
        for decision in found:
            print_json(shapes.decision(decision, decision.number in in_force))
    else:
        show.console().print(show.log(found, in_force))


@app.command()
def explain(
    statement: Statement, record: RecordOption = DEFAULT, aliases: AliasesOption = None, as_json: JsonOption = False
) -> None:
    """Show why a statement is held to be its speaker's, and of its date."""
    with opened_record(record, aliases) as opened:
        found = opened.explain(statement)
    in_force = {d.number for d in standing(found.decisions)}
    if as_json:
        print_json(shapes.explanation(found, in_force))
    else:
        show.console().print(show.explanation(found, in_force))


def print_decision(taken: Decision, as_json: bool) -> None:
    if as_json:
        print_json(shapes.decision(taken, True))
    else:
        print(f"Decision {taken.number} by {taken.by}: {show.done(taken)}.")
