"""Forgetting an article: its words go, everywhere; its hashes stay; it does not come back."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Onrecord
from sqlalchemy import make_url, text
from test_store import harbour, invented, partition, put

from onrecord.errors import RecordError
from onrecord.model import Action, Article, Decision, Extract, Query, mention
from onrecord.people import query_keys
from onrecord.reading import read, read_bytes
from onrecord.reading.article import raw
from onrecord.record import Record
from onrecord.store import Store, connect, open_store

HARBOUR = harbour().article.id
# Words that are in no other article, as they are written and as the search index holds them.
WORDS = ("harbour", "necessity", "Nora Quill", "courier.example", "briefing")


def sourced() -> Extract:
    """The article of `harbour` with what it was read from."""
    extract = harbour()
    return replace(extract, article=replace(extract.article, raw=raw(extract.article.text.encode(), "plain text")))


def forget(store: Store, article_id: str = HARBOUR) -> Decision:
    taken = store.decide(Action.FORGET, {"article": article_id}, "Nora", "the publisher asks")
    store.sweep()
    return taken


def everything(store: Store) -> str:
    """All that the database holds, in all its tables, as text."""
    with store.engine.connect() as connection:
        if store.engine.dialect.name == "sqlite":
            query = "SELECT name FROM sqlite_master WHERE type = 'table'"
        else:
            query = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
        names = [name for (name,) in connection.execute(text(query))]
        return "\n".join(
            repr(tuple(row)) for name in names for row in connection.execute(text(f"SELECT * FROM {name}"))
        )


@pytest.fixture
def kept(store: Store) -> Store:
    """A record with the article that is to be forgotten among others."""
    put(store, sourced())
    for n in range(6):
        put(store, invented(n))
    return store


def test_the_words_of_a_forgotten_article_are_nowhere_in_the_record(kept: Store) -> None:
    kept.decide(Action.CORRECT, {"statement": f"{HARBOUR[:16]}-1", "said_on": "2021-03-02"}, "Nora", "so the minutes")
    assert all(word in everything(kept) for word in WORDS)
    forget(kept)
    assert not [word for word in WORDS if word in everything(kept)]
    assert kept.article(HARBOUR) is None
    assert kept.source(HARBOUR) is None
    assert kept.statements_of(HARBOUR) == []
    assert HARBOUR not in {article.id for article in kept.articles()}
    assert kept.search(Query("harbour tax")) == []
    assert kept.counts()["articles"] == 6


def test_no_page_of_the_file_and_of_its_log_holds_the_words(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(path) as store:
        put(store, sourced())
        for n in range(40):  # so that rows are moved about between pages
            put(store, invented(n))
        words = [word.encode() for word in WORDS]

        def bytes_of_files() -> bytes:
            return b"".join(p.read_bytes() for p in sorted(tmp_path.iterdir()) if not p.name.endswith("-shm"))

        assert all(word in bytes_of_files() for word in words)
        forget(store)
        assert not [word for word in words if word in bytes_of_files()]
    assert not [word for word in words if word in path.read_bytes()]


def test_verify_passes_and_the_log_proves_what_was_there(kept: Store) -> None:
    taken = forget(kept)
    assert list(kept.verify()) == []
    with kept.engine.connect() as connection:
        left = connection.execute(text("SELECT id, text_sha256, forgotten FROM articles WHERE text = ''")).all()
    assert [tuple(row) for row in left] == [(HARBOUR, taken.what["text_sha256"], taken.number)]
    assert [number for number, _ in taken.what["statements"]] == [f"{HARBOUR[:16]}-{n}" for n in range(3)]
    assert taken.what["source"] == raw(harbour().article.text.encode(), "").sha256


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE articles SET forgotten = NULL, text_sha256 = text_sha256 WHERE forgotten = 1",
        "UPDATE articles SET title = 'Harbour news' WHERE forgotten = 1",
        "UPDATE articles SET text_sha256 = '0' WHERE forgotten = 1",
        "UPDATE sources SET packed = NULL",
    ],
)
def test_a_tombstone_that_was_changed_is_named(kept: Store, change: str) -> None:
    put(kept, replace(invented(7), article=replace(invented(7).article, raw=raw(b"a page", "plain text"))))
    forget(kept)
    with connect.transaction(kept.engine, write=True) as connection:
        connection.execute(text(change))
    assert list(kept.verify())


def test_persons_are_those_of_a_record_that_never_had_the_article(kept: Store, tmp_path: Path) -> None:
    forget(kept)
    with open_store(tmp_path / "other.db") as other:
        for n in range(6):
            put(other, invented(n))
        assert partition(kept) == partition(other)


def test_a_person_whom_no_other_article_names_is_gone(store: Store) -> None:
    put(store, harbour())
    put(store, invented(5))
    forget(store, invented(5).article.id)
    assert {p.name for p in store.people()} == {"Mara Lind", "Jon Ott"}
    assert store.people(query_keys("Petra Vane")) == []


def test_a_forgotten_article_is_not_added_again_nor_is_its_text_under_another_title(kept: Store) -> None:
    taken = forget(kept)
    assert not put(kept, sourced())
    elsewhere = harbour().article
    retitled = replace(harbour(), article=replace(elsewhere, id="f" * 64, title="Another title", outlet="A copy"))
    assert not put(kept, retitled)
    assert kept.forgotten(elsewhere.id) == kept.forgotten("f" * 64, elsewhere.text) == taken
    assert kept.forgotten(invented(1).article.id, invented(1).article.text) is None


def test_what_was_decided_of_a_forgotten_article_can_still_be_retracted(kept: Store) -> None:
    statement = f"{HARBOUR[:16]}-1"
    kept.decide(Action.CORRECT, {"statement": statement, "speaker": "Ada Ott"}, "Nora", "it was she")
    other = invented(2).article.id
    sides = [[mention(HARBOUR, "Mara Lind")], [mention(other, "Jon Ott")]]
    kept.decide(Action.MERGE, {"names": ["Mara Lind", "Jon Ott"], "mentions": sides}, "Nora", "one and the same")
    forget(kept)
    assert list(kept.verify()) == []
    for number in (1, 2):
        kept.decide(Action.RETRACT, {"decision": number}, "Nora", "it does not matter any more")
        assert list(kept.verify()) == []
    with pytest.raises(RecordError, match="is forgotten, by decision 3"):
        kept.decide(Action.CORRECT, {"statement": statement, "said_on": None}, "Nora", "so")


def test_forgetting_cannot_be_retracted_nor_done_twice(kept: Store) -> None:
    forget(kept)
    with pytest.raises(RecordError, match="cannot be retracted"):
        kept.decide(Action.RETRACT, {"decision": 1}, "Nora", "a mistake")
    with pytest.raises(RecordError, match="forgotten already, by decision 1"):
        forget(kept)
    assert len(kept.log()) == 1


def test_articles_of_one_document_lose_their_common_source(store: Store) -> None:
    document = [{"articleBody": f"Notice {n}. Nothing was said.", "headline": f"Notice {n}"} for n in range(2)]
    first, second = read_bytes(json.dumps(document).encode(), "two.json")
    assert isinstance(first, Article) and isinstance(second, Article)
    for article in (first, second):
        put(store, Extract(article, ()))
    assert store.source(first.id) == store.source(second.id) == json.dumps(document).encode()
    forget(store, first.id)
    assert store.source(second.id) is None
    assert list(store.verify()) == []


def test_an_article_is_named_by_its_id_the_beginning_of_it_or_its_address(kept: Store) -> None:
    record = Record(kept)
    for name in ("0" * 8, HARBOUR[:7], "https://courier.example/", "harbour"):
        with pytest.raises(RecordError, match="no article of that id or address"):
            record.forget(name, "Nora", "so")
    taken = record.forget("https://courier.example/harbour", "Nora", "so")
    assert record.forget(HARBOUR[:8], "Nora", "once more") == taken
    assert len(kept.log()) == 1


def test_an_article_in_use_is_forgotten_and_the_traces_that_may_be_left_are_told(
    kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kept.engine.dialect.name != "sqlite":
        pytest.skip("readers of PostgreSQL only make it wait")
    with closing(sqlite3.connect(make_url(kept.engine.url).database or "", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM articles").fetchone()
        with kept.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 1")
        with pytest.raises(RecordError, match=r"is forgotten \(decision 1\), but traces .* Run the same command again"):
            Record(kept).forget(HARBOUR, "Nora", "so")
        reader.execute("ROLLBACK")
    assert kept.article(HARBOUR) is None
    Record(kept).forget(HARBOUR, "Nora", "so")
    assert list(kept.verify()) == []


# --- the command


def test_the_command_forgets_and_a_second_reading_says_so(onrecord: Onrecord, tmp_path: Path) -> None:
    record = ("--record", tmp_path / "record.db")
    story = tmp_path / "ferry.txt"
    story.write_text("Ferry news\n\n“The ferry will sail on Monday,” Mara Lind said. “Nobody has to wait.”\n")
    onrecord("add", story, *record)
    (article,) = [found for found in read(story) if isinstance(found, Article)]
    (statement, *_) = [row["statement"] for row in onrecord("search", "ferry", "--json", *record).rows]
    forgotten = onrecord("forget", article.id[:10], "--why", "the publisher asks", "--by", "Nora", *record)
    assert forgotten.code == 0
    assert f"Decision 1 by Nora: forget article {article.id}" in forgotten.out
    again = onrecord("add", story, *record)
    assert again.code == 0
    assert "0 added, 0 already there, 1 forgotten." in again.out
    assert "is forgotten, by decision 1 by Nora: the publisher asks" in again.err
    assert onrecord("search", "ferry", "--json", *record).rows == []
    assert onrecord("people", "--json", *record).rows == []
    explained = onrecord("explain", statement, *record)
    assert (explained.code, "is forgotten, by decision 1" in explained.err) == (1, True)
    retracted = onrecord("retract", "1", "--why", "a mistake", *record)
    assert (retracted.code, "cannot be retracted" in retracted.err) == (1, True)
    onrecord("export", tmp_path / "out.jsonl", "--texts", *record)
    assert (tmp_path / "out.jsonl").read_text() == ""
    verified = onrecord("verify", *record)
    assert (verified.code, "1 forgotten" in verified.out) == (0, True)
