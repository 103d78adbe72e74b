"""Stored sentence vectors, on both databases: kept with their statement, filled in where missing, never in the way."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from sqlalchemy import update
from test_record import OWN, RELAY, SCRIPT, Fakes, Letters, article
from test_store import entities_of, harbour

from onrecord.checking import PREFIX
from onrecord.passages import pieces
from onrecord.record import Record, open_record
from onrecord.store import Store, Vectors, connect, schema
from onrecord.store.vectors import decode, encode

OTHER = "another model"


@pytest.fixture
def record(url: str) -> Iterator[Record]:
    with open_record(url, models=Fakes(SCRIPT)) as opened:
        yield opened


def test_bytes_keep_the_direction_of_a_vector() -> None:
    rows = np.random.default_rng(7).normal(size=(50, 384)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    back = decode(encode(rows), 384)
    assert np.abs(np.linalg.norm(back, axis=1) - 1).max() < 1e-6
    assert np.abs(rows @ rows.T - back @ back.T).max() < 0.004
    assert decode(encode(np.zeros((1, 4), np.float32)), 4).tolist() == [[0, 0, 0, 0]]


def test_an_article_is_added_with_the_vectors_of_its_statements(record: Record) -> None:
    added = article(OWN, "2024-03-01")
    record.add(added)
    (statement,) = record.store.statements_of(added.id)
    found = record.store.vectors_of([statement.id, "0-0"], Letters.model)
    assert list(found) == [statement.id]
    wanted = Letters().embed([PREFIX + piece for piece in pieces(statement.text)])
    assert np.sum(found[statement.id] * wanted, axis=1) == pytest.approx(np.ones(len(wanted)), abs=0.001)
    assert record.unindexed() == 0


def test_missing_vectors_are_filled_in(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    extract = harbour()
    record.take(extract)
    assert record.unindexed() == len(extract.statements)
    assert record.store.vectors_of([s.id for s in record.store.statements_of(extract.article.id)], "letters") == {}
    assert sum(record.index()) == len(extract.statements)
    statements = record.store.statements_of(extract.article.id)
    found = record.store.vectors_of([s.id for s in statements], "letters")
    assert [len(found[s.id]) for s in statements] == [len(pieces(s.text)) for s in statements]
    assert list(record.index()) == []


def test_vectors_of_another_model_are_not_taken_for_ones_own(store: Store) -> None:
    extract = harbour()
    rows = [np.eye(2, 4, dtype=np.float32) for _ in extract.statements]
    store.add(extract, entities_of(extract), meanings=Vectors(OTHER, rows))
    ids = [s.id for s in store.statements_of(extract.article.id)]
    assert len(store.vectors_of(ids, OTHER)) == len(ids)
    assert store.vectors_of(ids, "letters") == {}
    numbers = [seq for seq, _ in store.lacking("letters")]
    assert len(numbers) == len(ids)
    store.put_vectors(numbers, Vectors("letters", [np.eye(1, 6, dtype=np.float32)] * len(ids)))
    assert store.vectors_of(ids, OTHER) == {}
    assert [found.shape for found in store.vectors_of(ids, "letters").values()] == [(1, 6)] * len(ids)


@pytest.mark.parametrize("change", [{"codes": b"abc"}, {"codes": b""}, {"model": None}])
def test_broken_vectors_count_as_missing(record: Record, change: dict[str, bytes | None]) -> None:
    added = article(RELAY, "2024-03-05")
    record.add(added)
    with connect.transaction(record.store.engine, write=True) as connection:
        if change.get("model", "") is None:
            connection.execute(update(schema.models).values(width=0))
        else:
            connection.execute(update(schema.vectors).values(**change))
    ids = [s.id for s in record.store.statements_of(added.id)]
    assert record.store.vectors_of(ids, "letters") == {}
    assert record.unindexed() == len(ids)
    assert list(record.verify()) == []


def test_no_vectors_are_kept_of_words_that_are_gone(store: Store) -> None:
    extract = replace(harbour(), statements=harbour().statements[:1])
    store.add(extract, entities_of(extract))
    ((seq, _),) = store.lacking("letters")
    with connect.transaction(store.engine, write=True) as connection:
        connection.execute(update(schema.statements).values(text=""))
    store.put_vectors([seq], Vectors("letters", [np.eye(1, 4, dtype=np.float32)]))
    assert store.vectors_of([f"{extract.article.id[:16]}-0"], "letters") == {}
