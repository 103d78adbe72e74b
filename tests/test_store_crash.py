"""Writers that are killed, and writers that meet: nothing is lost, doubled or left half done."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from test_store import dump, invented, partition, put

from onrecord.store import open_store

ARTICLES = 200
KILLS = 5
WRITER = "import sys, test_store_crash; test_store_crash.write(*sys.argv[1:])"


def write(record: str, first: str, step: str) -> None:
    """What a child process does: add every `step`-th of the invented articles, and say so after each."""
    with open_store(record) as store:
        for n in range(int(first), ARTICLES, int(step)):
            put(store, invented(n))
            print(n, flush=True)


def start(record: Path, first: int = 0, step: int = 1) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", WRITER, str(record), str(first), str(step)]
    return subprocess.Popen(arguments, cwd=Path(__file__).parent, stdout=subprocess.PIPE, text=True)


def test_a_writer_killed_at_any_moment_leaves_whole_articles_and_can_go_on(tmp_path: Path) -> None:
    chance = random.Random(7)
    record, undisturbed = tmp_path / "record.db", tmp_path / "undisturbed.db"
    write(str(undisturbed), "0", "1")
    for kill in range(KILLS):
        child = start(record)
        assert child.stdout is not None
        # Wait for a fresh article, so that every round gets further, then for any moment of the next ones.
        fresh = kill * ARTICLES // (KILLS + 1)
        next(line for line in child.stdout if int(line) >= fresh)
        time.sleep(chance.uniform(0, 0.03))
        child.send_signal(signal.SIGKILL)
        child.communicate()
        with open_store(record) as store:
            assert list(store.verify()) == []
            assert fresh < store.counts()["articles"]
    child = start(record)
    child.communicate()
    assert child.returncode == 0
    with open_store(record) as store, open_store(undisturbed) as other:
        assert dump(store) == dump(other)
        assert store.search("ferry", limit=ARTICLES) == other.search("ferry", limit=ARTICLES)
        assert list(store.verify()) == []


def test_two_writers_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    record, undisturbed = tmp_path / "record.db", tmp_path / "undisturbed.db"
    write(str(undisturbed), "0", "1")
    # Both make the file; one adds all, the other every second: they meet on the same articles and on new ones.
    children = [start(record), start(record, 0, 2)]
    for child in children:
        child.communicate()
    assert [child.returncode for child in children] == [0, 0]
    with open_store(record) as store, open_store(undisturbed) as other:
        assert store.counts() == other.counts()
        assert list(store.articles()) == list(other.articles())
        assert partition(store) == partition(other)
        assert {s.id for s in store.search("ferry", ARTICLES * 2)} == {
            s.id for s in other.search("ferry", ARTICLES * 2)
        }
        assert list(store.verify()) == []
