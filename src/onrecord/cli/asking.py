"""Commands that ask the record, or the judge alone: said, people, search, check, judge."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from onrecord import shapes, show
from onrecord.cli.common import (
    DEFAULT,
    AliasesOption,
    DateOption,
    Failures,
    JsonOption,
    RecordOption,
    app,
    articles,
    as_date,
    opened_record,
    print_json,
    print_statements,
    who,
)
from onrecord.errors import ReadingError, UnknownPerson
from onrecord.model import Checked, Claim, Words
from onrecord.reading.published import iso_prefix
from onrecord.record import Record, judge, open_record


@app.command()
def said(
    person: Annotated[str, typer.Argument(help="A name, in any spelling.")],
    about: Annotated[str | None, typer.Option(help="Only what is on this subject.", metavar="TEXT")] = None,
    since: Annotated[str | None, typer.Option(help="From this date on.", metavar="DATE", callback=as_date)] = None,
    until: Annotated[str | None, typer.Option(help="Up to this date.", metavar="DATE", callback=as_date)] = None,
    record: RecordOption = DEFAULT,
    aliases: AliasesOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a person said first-hand, by date."""
    with opened_record(record, aliases) as opened:
        found = opened.said(person, about, since, until)
    print_statements(found, "first-hand statement", as_json)


@app.command()
def people(
    name: Annotated[str | None, typer.Argument(help="Only those whom this name may mean.")] = None,
    why: Annotated[bool, typer.Option("--why", help="Tell of every mention why it is that person.")] = False,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="List who may be one, without grounds enough to join them.")
    ] = False,
    anew: Annotated[
        bool, typer.Option("--anew", help="First join the speakers of all articles anew; decisions are kept.")
    ] = False,
    record: RecordOption = DEFAULT,
    aliases: AliasesOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the people and organisations in the record, and why spellings were taken for one person."""
    if suggest and (name is not None or why):
        raise typer.BadParameter("--suggest lists pairs of the whole record: give it without NAME and --why.")
    with opened_record(record, aliases) as opened:
        if anew:
            opened.store.rederive()
        if suggest:
            pairs = opened.suggestions()
        else:
            found = opened.people(name)
            mentions = {p.id: opened.mentions(p) for p in found} if why or name is not None else None
    if suggest and as_json:
        for pair in pairs:
            print_json(shapes.suggestion(pair))
    elif suggest:
        show.console().print(show.suggestions(pairs))
    elif as_json:
        for person in found:
            print_json(shapes.person(person, None if mentions is None else mentions[person.id]))
    else:
        show.console().print(show.persons(found, mentions))


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="Words to look for, in any of their forms.")],
    limit: Annotated[int, typer.Option(help="At most so many.", min=1)] = 20,
    record: RecordOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Find statements by their words."""
    with open_record(record, create=False) as opened:
        found = opened.search(text, limit)
    print_statements(found, "statement", as_json)


@app.command()
def check(
    what: Annotated[
        list[str] | None, typer.Argument(help="Articles (files), or with --holder the text of one claim.")
    ] = None,
    holder: Annotated[
        str | None, typer.Option(help="Whose words or thoughts the claim is about.", metavar="NAME")
    ] = None,
    on: Annotated[str | None, typer.Option(help="When the claim was made.", metavar="DATE", callback=as_date)] = None,
    claims: Annotated[
        Path | None, typer.Option(help='Many claims, {"holder","claim","on"} a line.', metavar="FILE.jsonl")
    ] = None,
    record: RecordOption = DEFAULT,
    aliases: AliasesOption = None,
    as_json: JsonOption = False,
    date: DateOption = None,
) -> None:
    """Hold second-hand claims about a person against that person's own words."""
    given = what or []
    if (claims is not None) == bool(given):
        raise typer.BadParameter("Give articles, or --holder NAME with the claim's text, or --claims FILE.jsonl.")
    if (holder is not None and len(given) != 1) or (holder is None and on is not None):
        raise typer.BadParameter("--holder NAME and --on DATE go with the text of one claim.")
    if holder is not None and not (holder.strip() and given[0].strip()):
        raise typer.BadParameter("The holder's name and the claim's text must not be empty.")
    failures = Failures()
    found: Iterator[list[Checked]]
    with _record_for_checking(record, needed=holder is not None or claims is not None) as opened:
        if aliases is not None:
            opened.use_aliases(aliases, who(None))
        if claims is not None:
            found = _checked(opened, claims, failures)
        elif holder is not None:
            found = iter([[opened.check(Claim(holder, given[0], on))]])
        else:
            found = (opened.check_article(a) for a in articles(map(Path, given), date, failures))
        for checked in found:
            if as_json:
                print_json(shapes.claims(checked))
            else:
                show.console().print(show.checked(checked))
    failures.exit()


def _checked(record: Record, claims: Path, failures: Failures) -> Iterator[list[Checked]]:
    """The answer to the claim on each line; an empty one, told on stderr, where a line or its holder is not clear."""
    for where, line in lines(claims, failures):
        try:
            holder, text = texts(line, "holder", "claim")
            yield [record.check(Claim(holder, text, date_under(line, "on")))]
        except (ValueError, UnknownPerson) as e:
            failures.tell(ReadingError(f"{where}: {e}"))
            yield []


def _record_for_checking(record: str, needed: bool) -> Record:
    """The record; for articles, which can be held against themselves, an empty one when the file is not there."""
    if needed or "://" in record or Path(record).exists():
        return open_record(record, create=False)
    print(f"onrecord: there is no record {record} yet; the article is held against itself alone.", file=sys.stderr)
    return open_record("sqlite://")


@app.command("judge")
def judge_command(
    file: Annotated[Path, typer.Argument(help='{"holder","claim","statements":[{"text","said_on"}]} a line.')],
    as_json: JsonOption = False,
) -> None:
    """The judge alone: claims held against the statements given with them."""
    failures = Failures()
    for where, line in lines(file, failures):
        try:
            holder, claim = texts(line, "holder", "claim")
            words = [Words(texts(s, "text")[0], date_under(s, "said_on")) for s in line.get("statements") or []]
        except ValueError as e:
            failures.tell(ReadingError(f"{where}: {e}"))
            if as_json:
                print_json(shapes.judgements([]))
            continue
        found = judge(holder, claim, words)
        if as_json:
            print_json(shapes.judgements(found))
        else:
            show.console().print(show.judgements(holder, found, words))
    failures.exit()


def lines(file: Path, failures: Failures) -> Iterator[tuple[str, Any]]:
    """What stands on each line of a JSON Lines file, with its file and line in words; None for what is not JSON."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as e:
        failures.tell(ReadingError(f"{file}: cannot be read ({e}). Give JSON Lines in UTF-8."))
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield f"{file}, line {number}", json.loads(line)
            except (ValueError, RecursionError):
                yield f"{file}, line {number}", None


def texts(line: Any, *names: str) -> list[str]:
    """The texts under `names`; raises ValueError, in words, when `line` is no JSON object, or a text is missing."""
    if not isinstance(line, dict):
        raise ValueError("is not a JSON object. Write one object a line.")
    found = [line.get(name) for name in names]
    for name, value in zip(names, found, strict=True):
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f'lacks "{name}" as a text. Complete it.')
    return [str(value) for value in found]


def date_under(line: dict[str, Any], name: str) -> str | None:
    """The date under `name`, if any; raises ValueError, in words, when it is none."""
    value = line.get(name)
    if value is not None and iso_prefix(value) != value:
        raise ValueError(f'"{name}" is {value!r}, not a date. Write it as 2024-03-05, 2024-03 or 2024.')
    return value
