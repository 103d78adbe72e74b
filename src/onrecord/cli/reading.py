"""Commands that bring articles in and statements out: extract, add, import, export."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from onrecord import shapes, show
from onrecord.cli.common import (
    DEFAULT,
    AliasesOption,
    DateOption,
    Failures,
    Files,
    JsonOption,
    RecordOption,
    app,
    articles,
    opened_record,
    paths,
    print_json,
    progress_bar,
    short,
)
from onrecord.decisions import told
from onrecord.errors import ReadingError, RecordError
from onrecord.exports import Format, export, export_files
from onrecord.extraction import statements_of
from onrecord.importing import Collection, extracts_in
from onrecord.model import Article
from onrecord.record import SHIPPED, Record, open_record


@app.command()
def extract(files: Files, as_json: JsonOption = False, date: DateOption = None) -> None:
    """Show who says what in articles. Nothing is stored."""
    failures, console = Failures(), show.console()
    for article in articles(paths(files), date, failures):
        found = statements_of(article, SHIPPED.tagger)
        if as_json:
            print_json(shapes.extract(found))
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
    failures, console = Failures(), show.console(stderr=True)
    came = Came()
    with opened_record(record, aliases, create=True) as opened, progress_bar(console) as progress:
        task = progress.add_task("reading", total=None)
        for article in progress.track(articles(paths(files), date, failures), task_id=task):
            progress.update(task, description=short(article.title or article.origin or ""))
            came.count(opened, article, opened.add(article))
        opened.settle()
        opened.sort()
        counts = opened.store.counts()
    print_added(record, counts, came, failures.count, as_json)
    failures.exit()


@app.command("import")
def import_command(
    files: Annotated[list[Path], typer.Argument(help="Files of the collection, packed or not.")],
    collection: Annotated[Collection, typer.Option("--format", help="What kind of collection it is.")],
    record: RecordOption = DEFAULT,
    as_json: JsonOption = False,
) -> None:
    """Take over quotations of a collection: GDELT's GQG, Quotebank, or dated transcripts."""
    failures, console = Failures(), show.console(stderr=True)
    came = Came()
    with open_record(record, create=True) as opened, progress_bar(console) as progress:
        task = progress.add_task("importing", total=None)
        for path in files:
            for found in progress.track(extracts_in(path, collection, SHIPPED.tagger), task_id=task):
                if isinstance(found, ReadingError):
                    failures.tell(found)
                else:
                    came.count(opened, found.article, opened.take(found))
        opened.settle()
        counts = opened.store.counts()
    print_added(record, counts, came, failures.count, as_json)
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


class Came:
    """What came of the articles that were read: how many are new, were there already, or are forgotten, which is told
    at once on stderr."""

    def __init__(self) -> None:
        self.new = self.seen = self.forgotten = 0

    def count(self, record: Record, article: Article, added: bool) -> None:
        if added:
            self.new += 1
        elif (taken := record.store.forgotten(article.id, article.text)) is None:
            self.seen += 1
        else:
            self.forgotten += 1
            name = article.origin or article.id
            print(f"onrecord: {name}: is forgotten, by {told(taken)}. It was not read in again.", file=sys.stderr)


def print_added(record: str, counts: dict[str, int], came: Came, failed: int, as_json: bool) -> None:
    """What adding came to, and what the record holds now."""
    if as_json:
        added = {"added": came.new, "already_there": came.seen, "forgotten": came.forgotten, "failed": failed}
        print_json({**added, "record": counts})
        return
    forgotten = f", {came.forgotten} forgotten" if came.forgotten else ""
    print(f"{came.new} added, {came.seen} already there{forgotten}{f', {failed} could not be read' if failed else ''}.")
    print(
        f"The record {record} holds {counts['articles']} articles and {counts['statements']} statements "
        f"({counts['first_hand']} first-hand) by {counts['persons']} people and organisations."
    )
