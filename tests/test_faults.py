"""Disks, files and servers that fail: a sentence names the record and what to do, and the record stays whole."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import children
import pytest
from conftest import Child, Onrecord, start_postgresql
from killed import await_articles, write_quotations
from sqlalchemy import create_engine, make_url, text
from test_store import invented, put

from onrecord.errors import RecordError
from onrecord.store import connect, open_store, schema

QUOTATIONS = 150
FIRST = 10


@pytest.fixture(scope="module")
def quotations(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Few quotations, and many."""
    folder = tmp_path_factory.mktemp("quotations")
    few, many = folder / "few.jsonl", folder / "many.jsonl"
    write_quotations(few, FIRST)
    write_quotations(many, QUOTATIONS)
    return few, many


def importing(file: Path, record: str | Path) -> list[str | Path]:
    return ["import", file, "--format", "quotebank", "--record", record]


def ended(process: BaseProcess) -> int | None:
    """Runs a process to its end; gives its exit code."""
    process.start()
    process.join()
    return process.exitcode


def sound(onrecord: Onrecord, record: str | Path, quotations: Path) -> None:
    """The record is whole, and takes the rest when the fault is over."""
    ran = onrecord("verify", "--record", record)
    assert (ran.code, ran.err) == (0, "")
    ran = onrecord(*importing(quotations, record))
    assert (ran.code, ran.err) == (0, "")
    assert f"holds {QUOTATIONS} articles" in ran.out


# --- files


def test_a_file_that_may_not_grow_is_named(
    onrecord: Onrecord, child: Child, quotations: tuple[Path, Path], tmp_path: Path
) -> None:
    record, told, (few, many) = tmp_path / "record.db", tmp_path / "told", quotations
    onrecord(*importing(few, record))
    adding = child(children.command_within, record.stat().st_size + 100_000, told, *importing(many, record))
    assert ended(adding) == 1
    assert f"while the record {record} was in use. Check the disk and the room" in told.read_text()
    with open_store(record) as store:
        assert FIRST < store.counts()["articles"] < QUOTATIONS
    sound(onrecord, record, many)


def test_a_full_disk_is_named(onrecord: Onrecord, quotations: tuple[Path, Path], tmp_path: Path) -> None:
    disk, told, many = tmp_path / "disk", tmp_path / "told", quotations[1]
    disk.mkdir()
    mount = "mount -t tmpfs -o size=1m none $DISK"
    inside = ["unshare", "-rm", "sh", "-c"]
    if not shutil.which("unshare") or subprocess.run([*inside, mount], env={"DISK": str(disk)}).returncode:
        pytest.skip("no disk of a given size can be made here")
    add = f"import children, pathlib, sys; children.command(pathlib.Path({str(told)!r}), *sys.argv[1:])"
    # The disk is gone with the shell: the record is copied off it.
    script = f'{mount} && "$@"; code=$?; cp $DISK/record.db* $COPY; exit $code'
    command = [*inside, script, "sh", sys.executable, "-c", add, *map(str, importing(many, disk / "record.db"))]
    paths = {"PYTHONPATH": os.pathsep.join(sys.path), "DISK": str(disk), "COPY": str(tmp_path)}
    assert subprocess.run(command, env={**os.environ, **paths}).returncode == 1
    assert f"The disk is full: the record {disk / 'record.db'} was left as it was. Make room" in told.read_text()
    sound(onrecord, tmp_path / "record.db", many)


READ_ONLY = "is read-only. Give yourself the right to write to it and to its folder, or copy it."
CLOSED = "cannot be opened. See whether you may read and write it and its folder."


@pytest.mark.parametrize(
    ("of_file", "of_folder", "said", "readable"),
    [
        (0o444, 0o755, READ_ONLY, True),
        (0o444, 0o555, READ_ONLY, True),
        (0o644, 0o555, READ_ONLY, True),
        (0o000, 0o755, CLOSED, False),
    ],
)
def test_a_record_that_may_not_be_written_to_is_named_and_read(
    onrecord: Onrecord,
    child: Child,
    quotations: tuple[Path, Path],
    tmp_path: Path,
    of_file: int,
    of_folder: int,
    said: str,
    readable: bool,
) -> None:
    place, told, (few, many) = tmp_path / "place", tmp_path / "told", quotations
    place.mkdir()
    record = place / "record.db"
    onrecord(*importing(few, record))
    before = record.read_bytes()
    record.chmod(of_file)
    place.chmod(of_folder)
    try:
        assert ended(child(children.command_without_rights, told, *importing(many, record))) == 1
        assert f"The record {record} {said}" in told.read_text()
        read = ended(child(children.command_without_rights, told, "search", "untaxed", "--record", record))
        assert (read, "the pier stays untaxed" in told.read_text()) == (int(not readable), readable)
    finally:
        place.chmod(0o755)
        record.chmod(0o644)
    assert record.read_bytes() == before
    sound(onrecord, record, many)


def test_a_record_cannot_be_made_where_nothing_may_be_written(
    child: Child, quotations: tuple[Path, Path], tmp_path: Path
) -> None:
    place, told = tmp_path / "place", tmp_path / "told"
    place.mkdir(0o555)
    record = place / "record.db"
    assert ended(child(children.command_without_rights, told, *importing(quotations[0], record))) == 1
    assert told.read_text() == f"onrecord: The record {record} {CLOSED}\n"


@pytest.mark.parametrize(
    "command", [["stats"], ["verify"], ["log"], ["search", "pier"], ["merge", "A", "B", "--why", "x"]]
)
def test_what_is_no_record_is_named_by_every_command(onrecord: Onrecord, tmp_path: Path, command: list[str]) -> None:
    notes, newer, other = tmp_path / "notes.txt", tmp_path / "newer.db", tmp_path / "other.db"
    notes.write_text("These are notes, not a record. " * 40)
    with open_store(newer) as store, store.engine.begin() as connection:
        connection.execute(text(f"UPDATE {schema.VERSION_TABLE} SET version_num = '9999'"))
    with closing(sqlite3.connect(other)) as database, database:
        database.execute("CREATE TABLE bookmarks (address TEXT)")
    for file, said in ((notes, "is not a record"), (newer, "made by a newer onrecord"), (other, "another program")):
        before = file.read_bytes()
        ran = onrecord(*command, "--record", file)
        assert (ran.code, ran.out) == (1, "")
        assert str(file) in ran.err and said in ran.err
        assert file.read_bytes() == before


# --- servers


@pytest.fixture(scope="module")
def frail() -> Iterator[Any]:
    """A PostgreSQL server to be stopped and locked."""
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        server = start_postgresql(folder)
        rules = Path(folder) / "pg_hba.conf"
        rules.write_text("local all keeper scram-sha-256\n" + rules.read_text())
        tell(server, "CREATE ROLE keeper LOGIN PASSWORD 'right'")
        tell(server, "SELECT pg_reload_conf()")
        yield server
        server.cleanup()


def tell(server: Any, *commands: str) -> None:
    """Runs commands as the one who may do everything."""
    admin = create_engine(connect.parse(server.get_uri()), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for command in commands:
            connection.exec_driver_sql(command)
    admin.dispose()


@pytest.fixture
def record(frail: Any) -> str:
    """The address of a new database on it."""
    frail.ensure_postgres_running()
    tell(frail, "DROP DATABASE IF EXISTS news WITH (FORCE)", "CREATE DATABASE news")
    return str(frail.get_uri("news"))


CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'news'"


@pytest.mark.parametrize("fault", ["cut", "stopped"])
def test_a_connection_lost_in_the_middle_is_named(
    onrecord: Onrecord, child: Child, quotations: tuple[Path, Path], tmp_path: Path, frail: Any, record: str, fault: str
) -> None:
    told, (few, many) = tmp_path / "told", quotations
    onrecord(*importing(few, record))
    adding = child(children.command, told, *importing(many, record))
    watch = connect.connect(connect.parse(record))
    adding.start()
    await_articles(adding, watch, FIRST + 5)
    watch.dispose()
    if fault == "cut":
        tell(frail, CUT)
    else:
        frail.stop()
    adding.join()
    # Between two articles a cut is mended by a new connection; whoever asks while the server goes down may be told so.
    sentences = {
        "cut": ["was lost."],
        "stopped": ["was lost.", "is starting or shutting down.", "No PostgreSQL server"],
    }
    assert adding.exitcode == 0 or any(sentence in told.read_text() for sentence in sentences[fault])
    if fault == "stopped":
        ran = onrecord(*importing(many, record))
        assert ran.code == 1
        assert "No PostgreSQL server answers at postgresql" in ran.err
        frail.ensure_postgres_running()
    sound(onrecord, record, many)


def test_a_program_that_stays_open_outlives_its_server(frail: Any, record: str) -> None:
    with open_store(record) as store:
        put(store, invented(1))
        frail.stop()
        with pytest.raises(RecordError, match="No PostgreSQL server answers"):
            store.counts()
        frail.ensure_postgres_running()
        assert put(store, invented(2))
        assert list(store.verify()) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"username": "keeper", "password": "wrong"}, "does not accept the user or password"),
        ({"username": "keeper", "password": None}, "does not accept the user or password"),
        ({"username": "stranger"}, "does not accept the user or password"),
        ({"database": "elsewhere"}, "There is no database"),
        ({"host": "no.such.host.invalid"}, "There is no host of the name"),
        ({"host": "127.0.0.1", "port": 1}, "No PostgreSQL server answers"),
    ],
)
def test_an_address_that_leads_nowhere_is_named_without_its_password(
    onrecord: Onrecord, quotations: tuple[Path, Path], record: str, change: dict[str, Any], said: str
) -> None:
    address = make_url(record).set(**change)
    if "host" in change:
        address = address.set(query={})  # the folder of the socket
    ran = onrecord(*importing(quotations[0], address.render_as_string(hide_password=False)))
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err and "postgresql" in ran.err
    assert "wrong" not in ran.err and "Traceback" not in ran.err


def test_a_user_who_may_only_read_reads_and_is_told_so_when_writing(
    onrecord: Onrecord, quotations: tuple[Path, Path], frail: Any, record: str
) -> None:
    few, many = quotations
    onrecord(*importing(few, record))
    admin = create_engine(connect.parse(record), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO keeper")
    admin.dispose()
    address = make_url(record).set(username="keeper", password="right").render_as_string(hide_password=False)
    assert onrecord("stats", "--record", address).code == 0
    ran = onrecord(*importing(many, address))
    assert ran.code == 1
    assert "may not read or write there" in ran.err and "right" not in ran.err.replace("rights", "")
    sound(onrecord, record, many)


def test_a_writer_who_lets_others_wait_too_long_is_told_of(
    monkeypatch: pytest.MonkeyPatch, frail: Any, record: str
) -> None:
    monkeypatch.setattr(connect, "BUSY_SECONDS", 1)
    with open_store(record) as store, open_store(record) as other:
        with connect.transaction(other.engine, write=True), pytest.raises(RecordError, match="Another program"):
            put(store, invented(1))
        assert put(store, invented(1))


def test_a_full_disk_of_a_server_is_named() -> None:
    class DiskFull(Exception):
        sqlstate = "53100"

    said = connect.explain("postgresql://host/news", DiskFull("Datei konnte nicht erweitert werden"))
    assert said.startswith("The disk is full: the record postgresql://host/news was left as it was.")
