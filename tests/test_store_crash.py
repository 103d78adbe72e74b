"""Programs that are killed, and programs that meet: nothing is lost, doubled or left half done."""

import json
import random
import time
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import children
import pytest
from conftest import Child
from killed import Moment, differences, kill, moments, persons, write_articles, write_quotations

from onrecord.model import Decision
from onrecord.store import Store, open_store

ARTICLES = 60
QUOTATIONS = 20
KILLS = 8
WRITERS = 4
COPIES = 3


def run(*processes: BaseProcess) -> None:
    """Runs processes side by side until all have ended."""
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * len(processes)


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """What is added: articles and quotations."""
    folder = tmp_path_factory.mktemp("sources")
    articles, quotations = folder / "articles.jsonl", folder / "quotations.jsonl"
    write_articles(articles, ARTICLES, ["en"])  # the tables of one language load sooner
    write_quotations(quotations, QUOTATIONS)
    return articles, quotations


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, child: Child, sources: tuple[Path, Path]) -> Iterator[Store]:
    """The record of a run that nobody disturbed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    run(child(children.add, folder / "told", str(folder / "record.db"), *sources))
    with open_store(folder / "record.db") as store:
        yield store


def test_a_run_killed_at_any_moment_goes_on_to_the_record_of_an_undisturbed_one(
    url: str, child: Child, sources: tuple[Path, Path], undisturbed: Store, tmp_path: Path
) -> None:
    chance, told = random.Random(7), tmp_path / "told"
    longest = {Moment.START: 0.2, Moment.ARTICLE: 0.1, Moment.LAST: 0.1}
    for moment in moments(KILLS):
        adding = child(children.add, told, url, *sources)
        kill(adding, url, ARTICLES + QUOTATIONS, moment, chance.uniform(0, longest[moment]))
        with open_store(url) as store:
            assert list(store.verify()) == []
    told.unlink()
    run(child(children.add, told, url, *sources))
    counts = [json.loads(line) for line in told.read_text().splitlines()]
    assert [(c["added"] + c["already_there"], c["failed"]) for c in counts] == [(QUOTATIONS, 0), (ARTICLES, 0)]
    with open_store(url) as store:
        assert differences(store, undisturbed) == []
        assert list(store.verify()) == []


def test_decisions_are_kept_once_they_are_told_and_make_the_same_record_again(
    url: str, child: Child, sources: tuple[Path, Path], tmp_path: Path
) -> None:
    again, chance = str(tmp_path / "again.db"), random.Random(3)
    run(*(child(children.add, tmp_path / "added", record, *sources) for record in (url, again)))
    log: list[Decision] = []
    for seed in range(KILLS // 2):
        told = tmp_path / f"told{seed}"
        deciding = child(children.decide, told, url, seed)
        deciding.start()
        while not (told.exists() and told.stat().st_size) and deciding.is_alive():
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.5))
        deciding.kill()
        deciding.join()
        shown = [json.loads(line)["sha256"] for line in told.read_text().splitlines()]
        before = len(log)
        with open_store(url) as store:
            assert list(store.verify()) == []
            log = store.log()
        assert [d.sha256 for d in log[before : before + len(shown)]] == shown
        assert len(log) - before - len(shown) in (0, 1)  # of the last, its number may not have been told any more
    with open_store(again) as other, open_store(url) as store:
        for decision in log:
            other.decide(decision.action, decision.what, decision.by, decision.why)
        assert differences(store, other) == []


def test_four_programs_that_add_the_same_and_more_lose_and_double_nothing(
    url: str, child: Child, sources: tuple[Path, Path], undisturbed: Store, tmp_path: Path
) -> None:
    articles, quotations = sources
    lines = articles.read_text().splitlines(keepends=True)
    adding = []
    for n in range(WRITERS):  # each article is in two of the files, at different places
        own = [line for i, line in enumerate(lines) if n in (i % WRITERS, (i + 1) % WRITERS)]
        part = tmp_path / f"part{n}.jsonl"
        part.write_text("".join(own[n:] + own[:n]))
        adding.append(child(children.add, tmp_path / f"told{n}", url, part, quotations))
    run(*adding)
    counts = [json.loads(line) for n in range(WRITERS) for line in (tmp_path / f"told{n}").read_text().splitlines()]
    assert sum(c["added"] for c in counts) == ARTICLES + QUOTATIONS
    assert sum(c["failed"] for c in counts) == 0
    with open_store(url) as store:
        assert list(store.verify()) == []
        assert store.counts() == undisturbed.counts()
        assert persons(store) == persons(undisturbed)


def test_a_backup_while_four_programs_add_is_a_sound_record(
    url: str, child: Child, sources: tuple[Path, Path], tmp_path: Path
) -> None:
    adding = [child(children.add, tmp_path / f"told{n}", url, *sources) for n in range(WRITERS)]
    for process in adding:
        process.start()
    sizes: list[int] = []
    with open_store(url) as store:
        while any(process.is_alive() for process in adding) and len(sizes) < COPIES:
            copy = tmp_path / f"copy{len(sizes)}.db"
            store.backup(copy)
            with open_store(copy, create=False) as copied:
                assert list(copied.verify()) == []
                sizes.append(copied.counts()["articles"])
            assert not list(tmp_path.glob("*.part*"))
        assert sizes == sorted(sizes)
        for process in adding:
            process.join()
        store.backup(tmp_path / "last.db")
        with open_store(tmp_path / "last.db", create=False) as copied:
            assert copied.counts()["articles"] == ARTICLES + QUOTATIONS
            assert differences(copied, store) == []
            assert list(copied.verify()) == []
