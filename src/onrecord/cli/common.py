"""What the commands share: their options, progress, and how they print and fail."""

import getpass
import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from onrecord import shapes, show
from onrecord.errors import OnRecordError, ReadingError, RecordError
from onrecord.model import Article, Recorded
from onrecord.reading import read
from onrecord.reading.published import iso_prefix
from onrecord.record import Record, open_record

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
AliasesOption = Annotated[
    Path | None,
    typer.Option(
        "--aliases",
        envvar="ONRECORD_ALIASES",
        help="Names that are one person's, with = between them, a person a line. The record keeps to it from then on.",
        metavar="FILE",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line, for programs.")]


def paths(given: list[str]) -> list[Path]:
    if not all(path.strip() for path in given):
        raise typer.BadParameter("A path is empty. Name a file or folder.")
    return [Path(path) for path in given]


Files = Annotated[
    list[str],
    typer.Argument(help="Files or folders: text, saved pages, PDF, feeds, NewsArticle JSON, NewsML, WARC, zip."),
]


def as_date(given: str | None) -> str | None:
    if given is not None and iso_prefix(given) != given:
        raise typer.BadParameter(f"{given!r} is not a date. Write it as 2024-03-05, 2024-03 or 2024.")
    return given


DateOption = Annotated[
    str | None, typer.Option(help="Publication date for articles that give none.", metavar="DATE", callback=as_date)
]
WhyOption = Annotated[str, typer.Option("--why", help="The reason, for those who read the log.", metavar="TEXT")]
ByOption = Annotated[str | None, typer.Option("--by", help="Who decides; the login name if not given.", metavar="NAME")]
DEFAULT = "onrecord.db"
UNKNOWN_DATE = "unknown"


def who(by: str | None) -> str:
    """Who decides: as given, else the login name. Raises RecordError when there is none."""
    if by is not None and by.strip():
        return by.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise RecordError("Your login name cannot be told. Say who decides with --by NAME.") from None


@contextmanager
def opened_record(record: str, aliases: Path | None = None, create: bool = False) -> Iterator[Record]:
    """The record, kept to the alias file if one is given."""
    with open_record(record, create=create) as opened:
        if aliases is not None:
            opened.use_aliases(aliases, who(None))
        yield opened


class Failures:
    """What could not be read, told at once on stderr and remembered for the exit code."""

    def __init__(self) -> None:
        self.count = 0

    def tell(self, error: OnRecordError) -> None:
        self.count += 1
        tell(error)

    def exit(self) -> None:
        if self.count:
            raise typer.Exit(1)


def tell(error: OnRecordError) -> None:
    print(f"onrecord: {error}", file=sys.stderr)


def progress_bar(console: Console) -> Progress:
    """A bar on a terminal, nothing elsewhere."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    hidden = not console.is_terminal
    return Progress(*columns, TimeRemainingColumn(), console=console, transient=True, disable=hidden)


def print_json(shape: dict[str, Any]) -> None:
    print(json.dumps(shape, ensure_ascii=False), flush=True)


def print_statements(found: list[Recorded], what: str, as_json: bool) -> None:
    if as_json:
        for statement in found:
            print_json(shapes.recorded(statement))
    else:
        show.console().print(show.statements(found, what))


def articles(paths: Iterable[Path], date: str | None, failures: Failures) -> Iterator[Article]:
    for path in paths:
        if re.match(r"https?:/", str(path)):
            failures.tell(ReadingError(f"{path}: addresses are not fetched yet. Save the page and give the file."))
            continue
        for found in read(path, published=date):
            if isinstance(found, ReadingError):
                failures.tell(found)
            else:
                yield found


def short(title: str) -> str:
    return title if len(title) <= 48 else title[:47] + "…"
