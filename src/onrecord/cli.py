"""The command line: parse, call one function, print. The only place with print and exit codes."""

import json
import re
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from onrecord import shapes, show
from onrecord.errors import OnRecordError, ReadingError, UnknownPerson
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


def _paths(given: list[str]) -> list[Path]:
    if not all(path.strip() for path in given):
        raise typer.BadParameter("A path is empty. Name a file or folder.")
    return [Path(path) for path in given]


Files = Annotated[list[str], typer.Argument(help="Files or folders: text, NewsArticle JSON, saved pages.")]


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
        if re.match(r"https?:/", str(path)):
            failures.tell(ReadingError(f"{path}: addresses are not fetched yet. Save the page and give the file."))
            continue
        for found in read(path, published=date):
            if isinstance(found, ReadingError):
                failures.tell(found)
            else:
                yield found


@app.command()
def extract(files: Files, as_json: JsonOption = False, date: DateOption = None) -> None:
    """Show who says what in articles. Nothing is stored."""
    failures, console = _Failures(), show.console()
    for article in _articles(_paths(files), date, failures):
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
    with (
        open_record(record) as opened,
        Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress,
    ):
        task = progress.add_task("reading", total=None)
        for article in progress.track(_articles(_paths(files), date, failures), task_id=task):
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
    if holder is not None and not (holder.strip() and given[0].strip()):
        raise typer.BadParameter("The holder's name and the claim's text must not be empty.")
    failures = _Failures()
    found: Iterator[list[Checked]]
    with _record_for_checking(record, needed=holder is not None or claims is not None) as opened:
        if claims is not None:
            found = _checked(opened, claims, failures)
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


def _checked(record: Record, claims: Path, failures: _Failures) -> Iterator[list[Checked]]:
    """The answer to the claim on each line; an empty one, told on stderr, where a line or its holder is not clear."""
    for where, line in _lines(claims, failures):
        try:
            holder, text = _texts(line, "holder", "claim")
            yield [record.check(Claim(holder, text, _on(line, "on")))]
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
    failures = _Failures()
    for where, line in _lines(file, failures):
        try:
            holder, claim = _texts(line, "holder", "claim")
            words = [Words(_texts(s, "text")[0], _on(s, "said_on")) for s in line.get("statements") or []]
        except ValueError as e:
            failures.tell(ReadingError(f"{where}: {e}"))
            if as_json:
                _print_json(shapes.judgements([]))
            continue
        found = judge(holder, claim, words)
        if as_json:
            _print_json(shapes.judgements(found))
        else:
            show.console().print(show.judgements(holder, found, words))
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


def _lines(file: Path, failures: _Failures) -> Iterator[tuple[str, Any]]:
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


def _on(line: dict[str, Any], name: str) -> str | None:
    """The date under `name`, if any; raises ValueError, in words, when it is none."""
    value = line.get(name)
    if value is not None and iso_prefix(value) != value:
        raise ValueError(f'"{name}" is {value!r}, not a date. Write it as 2024-03-05, 2024-03 or 2024.')
    return value


def _short(title: str) -> str:
    return title if len(title) <= 48 else title[:47] + "…"


def main() -> None:
    """Run the command line; an error of onrecord's own is one sentence on stderr and exit code 1."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `onrecord … | head` ends quietly, as other tools do
    debug = "--debug" in sys.argv
    arguments = [a for a in sys.argv[1:] if a != "--debug"]
    try:
        app(args=arguments, prog_name="onrecord")
    except OnRecordError as error:
        if debug:
            raise
        _tell(error)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
