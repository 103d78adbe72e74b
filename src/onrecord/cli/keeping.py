"""Commands that keep the record whole: verify, stats, backup, index."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord import show
from onrecord.cli.common import DEFAULT, JsonOption, RecordOption, app, print_json, progress_bar, tell
from onrecord.errors import OnRecordError
from onrecord.record import open_record


@app.command()
def verify(record: RecordOption = DEFAULT, as_json: JsonOption = False) -> None:
    """Check every hash, every span and the chain of decisions of the record; name what is broken."""
    with open_record(record, create=False) as opened:
        broken = list(opened.verify())
        counts = opened.store.counts()
        decided = len(opened.log()) if not broken else None
        head = opened.store.head()
    if as_json:
        print_json({"broken": broken, "record": counts, "log_head": head or None})
    for sentence in broken:
        tell(OnRecordError(sentence))
    if broken:
        raise typer.Exit(1)
    if not as_json:
        sizes = f"{counts['articles']} articles and {counts['statements']} statements"
        print(f"{record}: {sizes}, all as they were written.")
        if counts["forgotten"]:
            print(f"{counts['forgotten']} forgotten: of each, the row with its hashes is there, and no word.")
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
        print_json({"record": counts, **shares, "published": {"from": days[0], "to": days[1]}})
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


@app.command()
def index(record: RecordOption = DEFAULT, as_json: JsonOption = False) -> None:
    """Compute what search by meaning needs and older or imported statements lack. May be interrupted at any time."""
    console = show.console(stderr=True)
    with open_record(record, create=False) as opened, progress_bar(console) as progress:
        task = progress.add_task("indexing", total=opened.unindexed())
        done = 0
        for some in opened.index():
            done += some
            progress.update(task, completed=done)
    if as_json:
        print_json({"indexed": done})
    else:
        print(f"{done} statement{'s' * (done != 1)} indexed, none left." if done else "All statements are indexed.")
