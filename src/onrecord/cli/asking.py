"""Commands that ask the record, or the judge alone: said, people, search, check, replay, judge."""

import json
import sys
from collections.abc import Iterator, Sequence
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
from onrecord.errors import JudgeError, OnRecordError, ReadingError, RecordError, UnknownPerson
from onrecord.model import Article, By, Check, Checked, Claim, Query, Words
from onrecord.reading.published import iso_prefix
from onrecord.record import Record, judge, open_record
from onrecord.second import SecondJudge

PAGES = (".html", ".htm", ".md")


def _as_page(given: Path | None) -> Path | None:
    if given is not None and given.suffix.lower() not in PAGES:
        raise typer.BadParameter(f"{given} is no page that can be written. Name a file .html or .md.")
    return given


ReportOption = Annotated[
    Path | None,
    typer.Option(
        "--report",
        help="Write a page to print or attach as well.",
        metavar="FILE.html|FILE.md",
        callback=_as_page,
    ),
]


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
    text: Annotated[
        str, typer.Argument(help='Words in any of their forms, "exact phrases", beginnings of words (sanction*).')
    ],
    by: Annotated[By, typer.Option(help="What statements are found by.")] = By.BOTH,
    person: Annotated[str | None, typer.Option(help="Only what this person said.", metavar="NAME")] = None,
    outlet: Annotated[str | None, typer.Option(help="Only out of this outlet.", metavar="NAME")] = None,
    since: Annotated[
        str | None, typer.Option(help="Said, or else published, from this date on.", metavar="DATE", callback=as_date)
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="Said, or else published, up to this date.", metavar="DATE", callback=as_date)
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="Only out of articles in this language.", metavar="en|ru|uk|be|de|fr")
    ] = None,
    first_hand: Annotated[bool, typer.Option("--first-hand", help="Only what people said themselves.")] = False,
    limit: Annotated[int, typer.Option(help="At most so many.", min=1)] = 20,
    record: RecordOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Find statements by their words, their meaning, or both."""
    query = Query(text, by, person, outlet, since, until, language, first_hand, limit)
    with open_record(record, create=False) as opened:
        found = opened.search(query)
    if as_json:
        for each in found:
            print_json(shapes.found(each))
    else:
        show.console().print(show.found(found))


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
    report: ReportOption = None,
    no_keep: Annotated[bool, typer.Option("--no-keep", help="Do not keep the check in the record.")] = False,
    judge_at: Annotated[
        str | None,
        typer.Option(
            "--judge",
            envvar="ONRECORD_JUDGE",
            help="Ask a second judge too, behind an OpenAI-compatible address such as http://127.0.0.1:8080/v1#MODEL.",
            metavar="URL",
        ),
    ] = None,
    judge_anywhere: Annotated[
        bool, typer.Option("--judge-anywhere", help="Let the second judge be on a machine outside your network.")
    ] = False,
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
    second = None if judge_at is None else _endpoint(judge_at, judge_anywhere)
    found: Iterator[list[Checked]]
    told: list[tuple[Sequence[Checked], Check | None]] = []
    with _record_for_checking(record, needed=holder is not None or claims is not None) as opened:
        if aliases is not None:
            opened.use_aliases(aliases, who(None))
        read: dict[str, Article] = {}  # articles need not be in the record
        if claims is not None:
            found = _checked(opened, claims, failures)
        elif holder is not None:
            found = iter([[opened.check(Claim(holder, given[0], on))]])
        else:
            given_articles = (read.setdefault(a.id, a) for a in articles(map(Path, given), date, failures))
            found = (opened.check_article(a) for a in given_articles)
        for checked in found:
            if second is not None:
                checked = _with_opinions(opened, checked, second, failures)
            kept = None if no_keep else _kept(opened, checked, failures)
            if as_json:
                print_json(shapes.claims(checked, None if kept is None else kept.id))
            else:
                show.console().print(show.checked(checked, kept))
            if report is not None:
                told.append((checked, kept))
        if report is not None:
            _write_report(report, told, opened, read)
    failures.exit()


@app.command("replay")
def replay_command(
    check: Annotated[
        str | None, typer.Argument(help="The id of a check, or its beginning. Without it the checks are listed.")
    ] = None,
    report: ReportOption = None,
    record: RecordOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Give a check again as it was, whatever was added since, and compute it anew to see whether it comes out so."""
    if check is None and report is not None:
        raise typer.BadParameter("--report goes with the id of a check.")
    with open_record(record, create=False) as opened:
        if check is None:
            kept = opened.checks()
            if as_json:
                for one in kept:
                    print_json(shapes.kept(one))
            else:
                show.console().print(show.checks(kept))
            return
        found = opened.replay(check)
        if report is not None:
            _write_report(report, [(found.checked, found.check)], opened, {})
    if as_json:
        print_json(shapes.claims(found.checked, found.check.id))
    else:
        show.console().print(show.checked(found.checked, found.check))
        if found.computed:
            print("Computed anew on the same statements: the same findings.")
    failures = Failures()
    for sentence in found.sentences:
        failures.tell(OnRecordError(f"check {found.check.id}: {sentence}"))
    failures.exit()


def _endpoint(address: str, anywhere: bool) -> SecondJudge:
    from onrecord.endpoint import Endpoint  # few runs ask a second judge

    return Endpoint(address, anywhere)


def _with_opinions(record: Record, checked: list[Checked], second: SecondJudge, failures: Failures) -> list[Checked]:
    """What was found, with a second judge's opinions; where it has none to be used, that is told on stderr."""
    out = []
    for one in checked:
        try:
            out.append(record.second(one, second))
        except JudgeError as e:
            failures.tell(e)
            out.append(one)
    return out


def _kept(record: Record, checked: list[Checked], failures: Failures) -> Check | None:
    """The check as the record keeps it. A record that cannot take it is told on stderr: the answer is there anyway."""
    try:
        return record.keep(checked)
    except RecordError as e:
        failures.tell(RecordError(f"this check is not kept and cannot be replayed: {e}"))
        return None


def _write_report(
    file: Path, told: Sequence[tuple[Sequence[Checked], Check | None]], record: Record, read: dict[str, Article]
) -> None:
    """Writes a report on checks; `read` are articles that the record may not hold."""
    from onrecord import reports  # few runs write one, and templates take a while to load

    named = {article for checked, _ in told for c in checked for article in reports.articles_of(c)}
    stored = {name: record.store.article(name) for name in named - read.keys()}
    kept = [check for _, check in told if check is not None]
    made_with = (kept[0].version, kept[0].models, kept[0].settings) if kept else record.made_with()
    reports.write(file, told, {**{n: a for n, a in stored.items() if a is not None}, **read}, made_with)
    print(f"onrecord: the report is in {file}.", file=sys.stderr)


def _checked(record: Record, claims: Path, failures: Failures) -> Iterator[list[Checked]]:
    """The answer to the claim on each line; an empty one, told on stderr, where a line or its holder is not clear."""
    for where, line in _lines(claims, failures):
        try:
            holder, text = _texts(line, "holder", "claim")
            yield [record.check(Claim(holder, text, _date_under(line, "on")))]
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
    for where, line in _lines(file, failures):
        try:
            holder, claim = _texts(line, "holder", "claim")
            words = [Words(_texts(s, "text")[0], _date_under(s, "said_on")) for s in line.get("statements") or []]
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


def _lines(file: Path, failures: Failures) -> Iterator[tuple[str, Any]]:
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


def _texts(line: Any, *names: str) -> list[str]:
    """The texts under `names`; raises ValueError, in words, when `line` is no JSON object, or a text is missing."""
    if not isinstance(line, dict):
        raise ValueError("is not a JSON object. Write one object a line.")
    found = [line.get(name) for name in names]
    for name, value in zip(names, found, strict=True):
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f'lacks "{name}" as a text. Complete it.')
    return [str(value) for value in found]


def _date_under(line: dict[str, Any], name: str) -> str | None:
    """The date under `name`, if any; raises ValueError, in words, when it is none."""
    value = line.get(name)
    if value is not None and iso_prefix(value) != value:
        raise ValueError(f'"{name}" is {value!r}, not a date. Write it as 2024-03-05, 2024-03 or 2024.')
    return value
