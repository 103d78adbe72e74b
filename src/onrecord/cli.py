"""The command line: parse, call one function, print. The only place with print and exit codes."""

import getpass
import json
import re
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from onrecord import shapes, show
from onrecord.decisions import standing
from onrecord.errors import OnRecordError, ReadingError, RecordError, UnknownPerson
from onrecord.evaluation import evaluate, marked_texts
from onrecord.exports import Format, export, export_files
from onrecord.extraction import statements_of
from onrecord.importing import Collection, extracts_in
from onrecord.model import Article, Checked, Claim, Decision, Recorded, Words
from onrecord.reading import read
from onrecord.reading.published import iso_prefix
from onrecord.record import SHIPPED, Record, judge, open_record
from onrecord.scoring import Evaluation

_PROGRESS = (
    SpinnerColumn(),
    TextColumn("{task.description}"),
    BarColumn(),
    MofNCompleteColumn(),
    TimeRemainingColumn(),
)

app = typer.Typer(
    help="Keeps a dated record of who said what in the news, and holds second-hand claims about a person against that "
    "person's own words.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
measures = typer.Typer(help="Measure onrecord on marked texts.", no_args_is_help=True)
app.add_typer(measures, name="eval")

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
WhyOption = Annotated[str, typer.Option("--why", help="The reason, for those who read the log.", metavar="TEXT")]
ByOption = Annotated[str | None, typer.Option("--by", help="Who decides; the login name if not given.", metavar="NAME")]
DEFAULT = "onrecord.db"
UNKNOWN_DATE = "unknown"


def _who(by: str | None) -> str:
    """Who decides: as given, else the login name. Raises RecordError when there is none."""
    if by is not None and by.strip():
        return by.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise RecordError("Your login name cannot be told. Say who decides with --by NAME.") from None


@contextmanager
def _opened(record: str, aliases: Path | None = None, create: bool = False) -> Iterator[Record]:
    """The record, kept to the alias file if one is given."""
    with open_record(record, create=create) as opened:
        if aliases is not None:
            opened.use_aliases(aliases, _who(None))
        yield opened


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


def _progress(console: Console) -> Progress:
    """A bar on a terminal, nothing elsewhere."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    hidden = not console.is_terminal
    return Progress(*columns, TimeRemainingColumn(), console=console, transient=True, disable=hidden)


def _print_json(shape: dict[str, Any]) -> None:
    print(json.dumps(shape, ensure_ascii=False), flush=True)


def _print_added(record: str, counts: dict[str, int], came: tuple[int, int, int], as_json: bool) -> None:
    """What adding came to: how many are new, were there already, failed; and what the record holds now."""
    new, seen, failed = came
    if as_json:
        _print_json({"added": new, "already_there": seen, "failed": failed, "record": counts})
        return
    print(f"{new} added, {seen} already there{f', {failed} could not be read' if failed else ''}.")
    print(
        f"The record {record} holds {counts['articles']} articles and {counts['statements']} statements "
        f"({counts['first_hand']} first-hand) by {counts['persons']} people and organisations."
    )


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
def add(
    files: Files,
    record: RecordOption = DEFAULT,
    date: DateOption = None,
    aliases: AliasesOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read articles into the record. Reading one twice changes nothing."""
    failures, console = _Failures(), show.console(stderr=True)
    new = seen = 0
    with _opened(record, aliases, create=True) as opened, _progress(console) as progress:
        task = progress.add_task("reading", total=None)
        for article in progress.track(_articles(_paths(files), date, failures), task_id=task):
            progress.update(task, description=_short(article.title or article.origin or ""))
            if opened.add(article):
                new += 1
            else:
                seen += 1
        opened.settle()
        counts = opened.store.counts()
    _print_added(record, counts, (new, seen, failures.count), as_json)
    failures.exit()


@app.command()
def said(
    person: Annotated[str, typer.Argument(help="A name, in any spelling.")],
    about: Annotated[str | None, typer.Option(help="Only what is on this subject.", metavar="TEXT")] = None,
    since: Annotated[str | None, typer.Option(help="From this date on.", metavar="DATE", callback=_date)] = None,
    until: Annotated[str | None, typer.Option(help="Up to this date.", metavar="DATE", callback=_date)] = None,
    record: RecordOption = DEFAULT,
    aliases: AliasesOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a person said first-hand, by date."""
    with _opened(record, aliases) as opened:
        found = opened.said(person, about, since, until)
    _print_statements(found, "first-hand statement", as_json)


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
    with _opened(record, aliases) as opened:
        if anew:
            opened.store.rederive()
        if suggest:
            pairs = opened.suggestions()
        else:
            found = opened.people(name)
            mentions = {p.id: opened.mentions(p) for p in found} if why or name is not None else None
    if suggest and as_json:
        for pair in pairs:
            _print_json(shapes.suggestion(pair))
    elif suggest:
        show.console().print(show.suggestions(pairs))
    elif as_json:
        for person in found:
            _print_json(shapes.person(person, None if mentions is None else mentions[person.id]))
    else:
        show.console().print(show.persons(found, mentions))


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
    with _opened(record, aliases) as opened:
        _print_decision(opened.merge(person, other, _who(by), why), as_json)


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
    with _opened(record, aliases) as opened:
        _print_decision(opened.split(person, off, _who(by), why), as_json)


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
    day = None if said_on == UNKNOWN_DATE else _date(said_on)
    with _opened(record) as opened:
        if speaker is not None:
            taken = opened.correct_speaker(statement, speaker.strip(), _who(by), why)
        elif reject:
            taken = opened.reject(statement, _who(by), why)
        else:
            taken = opened.correct_date(statement, day, _who(by), why)
        _print_decision(taken, as_json)


@app.command()
def retract(
    decision: Annotated[int, typer.Argument(help="The number of a decision: `log` shows it.", min=1)],
    why: WhyOption,
    by: ByOption = None,
    record: RecordOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Put a decision out of force. It stays in the log."""
    with _opened(record) as opened:
        _print_decision(opened.retract(decision, _who(by), why), as_json)


@app.command()
def log(record: RecordOption = DEFAULT, as_json: JsonOption = False) -> None:
    """Show all decisions: who, when, what and why; retracted ones too."""
    with _opened(record) as opened:
        found = opened.log()
    in_force = {d.number for d in standing(found)}
    if as_json:
        for decision in found:
            _print_json(shapes.decision(decision, decision.number in in_force))
    else:
        show.console().print(show.log(found, in_force))


@app.command()
def explain(
    statement: Statement, record: RecordOption = DEFAULT, aliases: AliasesOption = None, as_json: JsonOption = False
) -> None:
    """Show why a statement is held to be its speaker's, and of its date."""
    with _opened(record, aliases) as opened:
        found = opened.explain(statement)
    in_force = {d.number for d in standing(found.decisions)}
    if as_json:
        _print_json(shapes.explanation(found, in_force))
    else:
        show.console().print(show.explanation(found, in_force))


def _print_decision(taken: Decision, as_json: bool) -> None:
    if as_json:
        _print_json(shapes.decision(taken, True))
    else:
        print(f"Decision {taken.number} by {taken.by}: {show.done(taken)}.")


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
    failures = _Failures()
    found: Iterator[list[Checked]]
    with _record_for_checking(record, needed=holder is not None or claims is not None) as opened:
        if aliases is not None:
            opened.use_aliases(aliases, _who(None))
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
    """Check every hash, every span and the chain of decisions of the record; name what is broken."""
    with open_record(record, create=False) as opened:
        broken = list(opened.verify())
        counts = opened.store.counts()
        decided = len(opened.log()) if not broken else None
        head = opened.store.head()
    if as_json:
        _print_json({"broken": broken, "record": counts, "log_head": head or None})
    for sentence in broken:
        _tell(OnRecordError(sentence))
    if broken:
        raise typer.Exit(1)
    if not as_json:
        sizes = f"{counts['articles']} articles and {counts['statements']} statements"
        print(f"{record}: {sizes}, all as they were written.")
        if decided:
            # Whoever notes the head down can tell later that no decision was taken off the log's end.
            print(f"{decided} decision{'s' * (decided != 1)} in an unbroken chain; its head is {head}.")


@app.command()
def stats(record: RecordOption = DEFAULT, as_json: JsonOption = False) -> None:
    """How much the record holds, by language and outlet."""
    with open_record(record, create=False) as opened:
        opened.settle()
        counts, shares, days = opened.store.counts(), opened.store.shares(), opened.store.published()
    if as_json:
        _print_json({"record": counts, **shares, "published": {"from": days[0], "to": days[1]}})
    else:
        show.console().print(show.stats(record, counts, shares, days))


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The copy to make; it must not be there yet.")],
    record: RecordOption = DEFAULT,
) -> None:
    """Copy the record as it is at this moment, whole also while others write to it."""
    with open_record(record, create=False) as opened:
        opened.store.backup(file)
    print(f"{file} is a copy of {record}.")


@app.command("import")
def import_command(
    files: Annotated[list[Path], typer.Argument(help="Files of the collection, packed or not.")],
    collection: Annotated[Collection, typer.Option("--format", help="What kind of collection it is.")],
    record: RecordOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Take over quotations of a collection: GDELT's GQG, Quotebank, or dated transcripts."""
    failures, console = _Failures(), show.console(stderr=True)
    new = seen = 0
    with open_record(record, create=True) as opened, _progress(console) as progress:
        task = progress.add_task("importing", total=None)
        for path in files:
            for found in progress.track(extracts_in(path, collection, SHIPPED.tagger), task_id=task):
                if isinstance(found, ReadingError):
                    failures.tell(found)
                elif opened.take(found):
                    new += 1
                else:
                    seen += 1
        opened.settle()
        counts = opened.store.counts()
    _print_added(record, counts, (new, seen, failures.count), as_json)
    failures.exit()


@app.command("export")
def export_command(
    out: Annotated[Path, typer.Argument(help="The file to write; a folder for brat.")],
    format: Annotated[Format, typer.Option("--format", help="The convention to write in.")] = Format.JSONL,
    record: RecordOption = DEFAULT,
    texts: Annotated[bool, typer.Option("--texts", help="Whole articles, not only excerpts.")] = False,
) -> None:
    """Write the statements of the record for other programs. Excerpts, unless whole texts are asked for."""
    if out.exists() and (out.is_file() or any(out.iterdir())):
        raise RecordError(f"{out}: is there already. Name another, or remove it.")
    with open_record(record, create=False) as opened:
        try:
            if format is Format.BRAT:
                out.mkdir(parents=True, exist_ok=True)
                for name, data in export_files(opened.entries(), texts):
                    (out / name).write_bytes(data)
            else:
                pieces = export(format, opened.entries(), texts)
                part = out.with_name(out.name + ".part")  # so that a killed run leaves no half export
                with part.open("wb") as file:
                    file.writelines(pieces)
                part.replace(out)
        except OSError as error:
            raise RecordError(f"{out}: cannot be written ({error.strerror}).") from error
    print(f"{out} is written.")


@measures.command("attribution")
def eval_attribution(
    gold: Annotated[list[Path], typer.Argument(help='JSON Lines of {"text", "attributions"}, or gzip of it.')],
    as_json: JsonOption = False,
) -> None:
    """Who said what, as found, against what is marked: by role, nested, by language."""
    failures, console = _Failures(), show.console(stderr=True)
    for path in gold:
        found = Evaluation()
        try:
            with _progress(console) as progress:
                for text in progress.track(list(marked_texts(path)), description=_short(path.name)):
                    found += evaluate(text, SHIPPED.tagger)
        except ReadingError as error:
            failures.tell(error)
            continue
        if as_json:
            _print_json({"file": str(path), **shapes.evaluation(found)})
        else:
            show.console().print(show.evaluation(path.name, found))
    failures.exit()


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
