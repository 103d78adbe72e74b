"""The command line: parse, call one function, print. The only place with print and exit codes."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from onrecord import shapes, show
from onrecord.errors import OnRecordError, ReadingError
from onrecord.extraction import statements_of
from onrecord.model import Article, Checked, Claim, Recorded, Words
from onrecord.reading import read
from onrecord.reading.published import iso_prefix
from onrecord.record import SHIPPED, Record, judge, open_record

app = typer.Typer(
    help="Keeps a dated record of who said what in the news, and holds second-hand claims about a person against that "
    "person's own words.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

RecordOption = Annotated[
    str,
    typer.Option("--record", envvar="ONRECORD_DB", help="The record: a file, or postgresql://…", metavar="FILE|URL"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line, for programs.")]
Files = Annotated[list[Path], typer.Argument(help="Files or folders: text, NewsArticle JSON, saved pages.")]


def _date(given: str | None) -> str | None:
    if given is not None and iso_prefix(given) != given:
        raise typer.BadParameter(f"{given!r} is not a date. Write it as 2024-03-05, 2024-03 or 2024.")
    return given


DateOption = Annotated[
    str | None, typer.Option(help="Publication date for articles that give none.", metavar="DATE", callback=_date)
]
DEFAULT = "onrecord.db"


class _Failures:
    """What could not be read, told at once on stderr and remembered for the exit code."""

    def __init__(self) -> None:
        self.count = 0

    def tell(self, error: OnRecordError) -> None:
        self.count += 1
        _tell(error)

    def exit(self) -> None:
        if self.count:
            raise typer.Exit(1)


def _tell(error: OnRecordError) -> None:
    print(f"onrecord: {error}", file=sys.stderr)


def _print_json(shape: dict[str, Any]) -> None:
    print(json.dumps(shape, ensure_ascii=False), flush=True)


def _print_statements(found: list[Recorded], what: str, as_json: bool) -> None:
    if as_json:
        for statement in found:
            _print_json(shapes.recorded(statement))
    else:
        show.console().print(show.statements(found, what))


def _articles(paths: Iterable[Path], date: str | None, failures: _Failures) -> Iterator[Article]:
    for path in paths:
        for found in read(path, published=date):
            if isinstance(found, ReadingError):
                failures.tell(found)
            else:
                yield found


@app.command()
def extract(files: Files, as_json: JsonOption = False, date: DateOption = None) -> None:
    """Show who says what in articles. Nothing is stored."""
    failures, console = _Failures(), show.console()
    for article in _articles(files, date, failures):
        found = statements_of(article, SHIPPED.tagger)
        if as_json:
            _print_json(shapes.extract(found))
        else:
            console.print(show.extracted(found))
    failures.exit()


@app.command()
def add(files: Files, record: RecordOption = DEFAULT, date: DateOption = None, as_json: JsonOption = False) -> None:
    """Read articles into the record. Reading one twice changes nothing."""
    failures, console = _Failures(), show.console(stderr=True)
    new = seen = 0
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with open_record(record) as opened, Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("reading", total=None)
        for article in progress.track(_articles(files, date, failures), task_id=task):
            progress.update(task, description=_short(article.title or article.origin or ""))
            if opened.add(article):
                new += 1
            else:
                seen += 1
        opened.settle()
        counts = opened.store.counts()
    if as_json:
        _print_json({"added": new, "already_there": seen, "failed": failures.count, "record": counts})
    else:
        failed = f", {failures.count} could not be read" if failures.count else ""
        print(f"{new} added, {seen} already there{failed}.")
        print(
            f"The record {record} holds {counts['articles']} articles and {counts['statements']} statements "
            f"({counts['first_hand']} first-hand) by {counts['persons']} people and organisations."
        )
    failures.exit()


@app.command()
def said(
    person: Annotated[str, typer.Argument(help="A name, in any spelling.")],
    about: Annotated[str | None, typer.Option(help="Only what is on this subject.", metavar="TEXT")] = None,
    since: Annotated[str | None, typer.Option(help="From this date on.", metavar="DATE", callback=_date)] = None,
    until: Annotated[str | None, typer.Option(help="Up to this date.", metavar="DATE", callback=_date)] = None,
    record: RecordOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Show what a person said first-hand, by date."""
    with open_record(record, create=False) as opened:
        found = opened.said(person, about, since, until)
    _print_statements(found, "first-hand statement", as_json)


@app.command()
def people(
    name: Annotated[str | None, typer.Argument(help="Only those whom this name may mean.")] = None,
    record: RecordOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Show the people and organisations in the record."""
    with open_record(record, create=False) as opened:
        found = opened.people(name)
    if as_json:
        for person in found:
            _print_json(shapes.person(person))
    else:
        show.console().print(show.persons(found))


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
    _print_statements(found, "statement", as_json)


@app.command()
def check(
    what: Annotated[
        list[str] | None, typer.Argument(help="Articles (files), or with --holder the text of one claim.")
    ] = None,
    holder: Annotated[
        str | None, typer.Option(help="Whose words or thoughts the claim is about.", metavar="NAME")
    ] = None,
    on: Annotated[str | None, typer.Option(help="When the claim was made.", metavar="DATE", callback=_date)] = None,
    claims: Annotated[
        Path | None, typer.Option(help='Many claims, {"holder","claim","on"} a line.', metavar="FILE.jsonl")
    ] = None,
    record: RecordOption = DEFAULT,
    as_json: JsonOption = False,
    date: DateOption = None,
) -> None:
    """Hold second-hand claims about a person against that person's own words."""
    given = what or []
    if (claims is not None) == bool(given):
        raise typer.BadParameter("Give articles, or --holder NAME with the claim's text, or --claims FILE.jsonl.")
    if (holder is not None and len(given) != 1) or (holder is None and on is not None):
        raise typer.BadParameter("--holder NAME and --on DATE go with the text of one claim.")
    failures = _Failures()
    found: Iterator[list[Checked]]
    with _record_for_checking(record, needed=holder is not None or claims is not None) as opened:
        if claims is not None:
            found = ([opened.check(claim)] for claim in _claims(claims, failures))
        elif holder is not None:
            found = iter([[opened.check(Claim(holder, given[0], on))]])
        else:
            found = (opened.check_article(a) for a in _articles(map(Path, given), date, failures))
        for checked in found:
            if as_json:
                _print_json(shapes.claims(checked))
            else:
                show.console().print(show.checked(checked))
    failures.exit()


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
    failures = _Failures()
    for line in _lines(file, failures):
        try:
            words = [Words(s["text"], s.get("said_on")) for s in line["statements"]]
            found = judge(line["holder"], line["claim"], words)
        except (KeyError, TypeError, AttributeError) as e:
            failures.tell(ReadingError(f'{file}: a line lacks "holder", "claim" or "statements" ({e}). Complete it.'))
            continue
        if as_json:
            _print_json(shapes.judgements(found))
        else:
            show.console().print(show.judgements(line["holder"], found, words))
    failures.exit()


@app.command()
def verify(record: RecordOption = DEFAULT, as_json: JsonOption = False) -> None:
    """Check every hash and every span of the record; name what is broken."""
    with open_record(record, create=False) as opened:
        broken = list(opened.verify())
        counts = opened.store.counts()
    if as_json:
        _print_json({"broken": broken, "record": counts})
    for sentence in broken:
        _tell(OnRecordError(sentence))
    if broken:
        raise typer.Exit(1)
    if not as_json:
        sizes = f"{counts['articles']} articles and {counts['statements']} statements"
        print(f"{record}: {sizes}, all as they were written.")


def _lines(file: Path, failures: _Failures) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file, one a line; a line that is none is told and passed over."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as e:
        failures.tell(ReadingError(f"{file}: cannot be read ({e}). Give JSON Lines in UTF-8."))
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except ValueError as e:
            failures.tell(ReadingError(f"{file}, line {number}: is not JSON ({e}). Write one object a line."))
            continue
        if isinstance(found, dict):
            yield found
        else:
            failures.tell(ReadingError(f"{file}, line {number}: is not a JSON object. Write one object a line."))


def _claims(file: Path, failures: _Failures) -> Iterator[Claim]:
    for line in _lines(file, failures):
        holder, text, on = line.get("holder"), line.get("claim"), line.get("on")
        if not isinstance(holder, str) or not isinstance(text, str):
            failures.tell(ReadingError(f'{file}: a line lacks "holder" or "claim" as text. Complete it.'))
        elif on is not None and iso_prefix(on) != on:
            failures.tell(ReadingError(f'{file}: "on" is {on!r}, not a date. Write it as 2024-03-05, 2024-03 or 2024.'))
        else:
            yield Claim(holder, text, on)


def _short(title: str) -> str:
    return title if len(title) <= 48 else title[:47] + "…"


def main() -> None:
    """Run the command line; an error of onrecord's own is one sentence on stderr and exit code 1."""
    debug = "--debug" in sys.argv
    arguments = [a for a in sys.argv[1:] if a != "--debug"]
    try:
        app(args=arguments, prog_name="onrecord")
    except OnRecordError as error:
        if debug:
            raise
        _tell(error)
        raise SystemExit(1) from None
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does: nothing is wrong.
        sys.stderr.close()
        raise SystemExit(0) from None


if __name__ == "__main__":
    main()
