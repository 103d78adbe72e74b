"""Persons and decisions in the store: what is derived step by step is what is derived at once, and decisions hold."""

import gzip
import random
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Boolean, insert
from test_store import article, dump, harbour, put, said

from onrecord import people
from onrecord.decisions import standing
from onrecord.errors import RecordError
from onrecord.model import Action, Entity, Extract, Person, Query, Recorded
from onrecord.people import Grounds, Standing, cluster, query_keys
from onrecord.store import Store, connect, migrate, open_store, schema

GIVEN = ("Anton", "Oskar", "Viktor", "Wiktor")
SURNAMES = ("Stole", "Doroshenko", "Darashenka", "Marsk")
ROLES = ("minister", "general", "mayor")


def crowd(n: int, chance: random.Random) -> tuple[Extract, list[Entity]]:
    """An article in which some of a few people with few surnames speak, half of them by surname alone."""
    about = article(f"Notice {n}.")
    named = dict.fromkeys(
        chance.choice(SURNAMES) if chance.random() < 0.5 else f"{chance.choice(GIVEN)} {chance.choice(SURNAMES)}"
        for _ in range(chance.randint(1, 4))
    )
    beside = chance.sample(("Pavel Orlin", "Anna Kern", "Edvin Marsk", "Oleg Rybin"), 2)
    return Extract(about, ()), [
        Entity(0, about.id, name, False, (chance.choice(ROLES),) if chance.random() < 0.3 else (), tuple(beside))
        for name in named
    ]


def derived(store: Store) -> dict[str, tuple[set[str], str]]:
    """Who is held to be whom and why, without row numbers of persons."""
    found = store.all_entities()
    return {e.mention: ({o.mention for o in own}, e.ground) for own in found.values() for e in own}


@pytest.mark.parametrize("seed", range(3))
def test_persons_that_grew_are_those_that_are_derived_at_once(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    for n in range(60):
        store.add(*crowd(n, chance), settle=chance.random() < 0.7)
    store.settle()
    grown, rows = derived(store), dump(store)["persons"]
    assert list(store.verify()) == []
    store.rederive()
    assert derived(store) == grown
    assert dump(store)["persons"] == rows


def test_what_is_weighed_does_not_grow_with_how_often_a_name_is_mentioned(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    weighed: list[int] = []

    def counting(entities: Iterable[Entity], known: Grounds, standing: Standing) -> list[Person]:
        given = list(entities)
        weighed.append(len(given) + len(standing.attached) + sum(len(members) for members, _ in standing.settled))
        return cluster(given, known, standing)

    monkeypatch.setattr(people, "cluster", counting)
    for n in range(40):
        speak(store, n, "Anton Stole")
    assert max(weighed) <= 2
    assert len(store.entities(named(store, "Anton Stole").id)) == 40


# --- decisions


def decide(store: Store, action: Action, **what: object) -> int:
    return store.decide(action, what, "Nora", "as the minutes say").number


def named(store: Store, name: str) -> Person:
    (person,) = (p for p in store.people(query_keys(name)) if name in p.names)
    return person


def mentions(store: Store, name: str) -> list[str]:
    return [e.mention for e in store.entities(named(store, name).id)]


def speak(store: Store, n: int, name: str) -> str:
    """Adds an article in which somebody speaks; gives the id of the statement."""
    body = f"Notice {n}. “The ferry sails,” {name} said."
    extract = Extract(article(body, language="en"), (said(body, name, "The ferry sails", said_on="2021-03"),))
    put(store, extract)
    (only,) = store.statements_of(extract.article.id)
    return only.id


def test_a_merge_holds_for_new_articles_and_when_persons_are_derived_anew(store: Store) -> None:
    speak(store, 1, "Anton Stole")
    speak(store, 2, "Old Fox")
    sides = [mentions(store, "Anton Stole"), mentions(store, "Old Fox")]
    decide(store, Action.MERGE, names=["Anton Stole", "Old Fox"], mentions=sides)
    speak(store, 3, "Anton Stole")
    (person,) = store.people()
    assert set(person.names) == {"Anton Stole", "Old Fox"}
    assert len(store.statements(person.id)) == 3
    grown = derived(store)
    store.rederive()
    assert derived(store) == grown
    decide(store, Action.RETRACT, decision=1)
    assert {p.names for p in store.people()} == {("Anton Stole",), ("Old Fox",)}
    assert list(store.verify()) == []


def test_a_split_holds_for_new_articles_and_when_persons_are_derived_anew(store: Store) -> None:
    for n in range(4):
        speak(store, n, "Ivan Sorin")
    first, *rest = mentions(store, "Ivan Sorin")
    decide(store, Action.SPLIT, names=["Ivan Sorin", "Ivan Sorin"], mentions=[[first], rest])
    grown = derived(store)
    assert {frozenset(who) for who, _ in grown.values()} == {frozenset({first}), frozenset(rest)}
    store.rederive()
    assert derived(store) == grown
    decide(store, Action.RETRACT, decision=1)
    (person,) = store.people()
    assert len(store.entities(person.id)) == 4
    assert list(store.verify()) == []


def test_aliases_join_and_leave_with_the_file(store: Store) -> None:
    speak(store, 1, "Anton Stole")
    speak(store, 2, "the Old Fox")
    decide(
        store, Action.ALIASES, file="names.txt", persons=[{"names": ["Anton Stole", "the Old Fox"], "wikidata": "Q4"}]
    )
    speak(store, 3, "the Old Fox")
    (person,) = store.people(query_keys("Stole"))
    assert (person.wikidata, len(store.entities(person.id))) == ("Q4", 3)
    assert list(store.verify()) == []
    decide(store, Action.ALIASES, file="names.txt", persons=[])
    assert len(store.people(query_keys("Stole"))) == 1
    assert {p.wikidata for p in store.people()} == {None}
    assert list(store.verify()) == []


def corrected(store: Store) -> tuple[Recorded, Recorded, Recorded]:
    first, outer, inner = store.statements_of(harbour().article.id)
    return first, outer, inner


def test_corrections_are_laid_over_statements_and_leave_them_as_they_were(store: Store) -> None:
    put(store, harbour())
    before = dump(store)["statements"]
    first, outer, _ = corrected(store)
    decide(store, Action.CORRECT, statement=outer.id, speaker="Ada Ott")
    decide(store, Action.CORRECT, statement=first.id, said_on="2021-02-28")
    first, outer, inner = corrected(store)
    assert (outer.speaker, first.said_on) == ("Ada Ott", "2021-02-28")
    assert inner.relayed_by == ("Ada Ott", None)
    assert [c.words for c in outer.corrections] == ["speaker: Jon Ott → Ada Ott"]
    assert "decision 2 by Nora: as the minutes say" in (first.said_on_basis or "")
    assert dump(store)["statements"] == before
    assert [s.id for s in store.statements(named(store, "Ada Ott").id)] == [outer.id]
    assert store.statements(named(store, "Mara Lind").id, since="2021-03-01") == [inner]
    assert [f.statement.corrections for f in store.search(Query("necessity", first_hand=True))] == [outer.corrections]
    as_read = store.as_read([outer.id])[outer.id]
    assert as_read is not None and (as_read.speaker, as_read.corrections) == ("Jon Ott", ())
    assert list(store.verify()) == []


def test_a_retracted_correction_leaves_no_trace_but_the_log(store: Store) -> None:
    put(store, harbour())
    before = dump(store)
    _, outer, _ = corrected(store)
    number = decide(store, Action.CORRECT, statement=outer.id, speaker="Ada Ott")
    decide(store, Action.RETRACT, decision=number)
    after = dump(store)
    assert [d.action for d in store.log()] == [Action.CORRECT, Action.RETRACT]
    assert {**after, "decisions": []} == before
    decide(store, Action.RETRACT, decision=2)
    assert corrected(store)[1].speaker == "Ada Ott"


def test_a_rejected_statement_is_nowhere_but_by_its_id_and_its_only_speaker_is_not_listed(store: Store) -> None:
    put(store, harbour())
    number = speak(store, 1, "Petra Vane")
    decide(store, Action.CORRECT, statement=number, rejected=True)
    assert store.search(Query("ferry")) == []
    assert "Petra Vane" not in {p.name for p in store.people()}
    assert store.people(query_keys("Vane")) == []
    found = store.statement(number)
    assert found is not None and found.rejected


def test_a_date_can_be_taken_away(store: Store) -> None:
    number = speak(store, 1, "Petra Vane")
    decide(store, Action.CORRECT, statement=number, said_on=None)
    found = store.statement(number)
    assert found is not None and found.said_on is None


def test_decisions_about_what_is_not_there_are_refused(store: Store) -> None:
    with pytest.raises(RecordError, match="no statement 0-0"):
        decide(store, Action.CORRECT, statement="0-0", rejected=True)
    with pytest.raises(RecordError, match="no decision 7"):
        decide(store, Action.RETRACT, decision=7)
    number = speak(store, 1, "Petra Vane")
    decide(store, Action.CORRECT, statement=number, rejected=True)
    decide(store, Action.RETRACT, decision=1)
    with pytest.raises(RecordError, match="retracted already"):
        decide(store, Action.RETRACT, decision=1)
    assert [d.number for d in store.log()] == [1, 2]


def told(store: Store, change: str) -> Sequence[str]:
    """What verify says of a log of three decisions after a change in the database."""
    number = speak(store, 1, "Petra Vane")
    for year in ("2020", "2021", "2022"):
        decide(store, Action.CORRECT, statement=number, said_on=year)
    assert list(store.verify()) == []
    with connect.transaction(store.engine, write=True) as connection:
        connection.exec_driver_sql(change)
    return list(store.verify())


def test_an_altered_decision_is_named(store: Store) -> None:
    found = told(store, "UPDATE decisions SET why = 'as nobody says' WHERE number = 2")
    assert found[0] == "Decision 2 of the log is not as it was written."


def test_a_decision_taken_out_is_missed_and_one_put_in_its_place_breaks_the_chain(store: Store) -> None:
    found = told(store, "DELETE FROM decisions WHERE number = 2")
    assert found[0].startswith("Decision 2 is missing from the log")
    with connect.transaction(store.engine, write=True) as connection:
        connection.exec_driver_sql("UPDATE decisions SET number = 2 WHERE number = 3")
    assert any("does not follow" in sentence for sentence in store.verify())


def test_a_correction_that_the_log_does_not_tell_of_is_named(store: Store) -> None:
    (found,) = told(store, "UPDATE corrections SET said_on = '1999'")
    assert "not what the log of decisions says" in found


# --- records of older versions

RELEASED = Path(__file__).parent / "cases" / "store"


def released(version: str) -> bytes:
    """The file of a record that was made when that was the newest schema."""
    return gzip.decompress((RELEASED / f"record-{version}.db.gz").read_bytes())


def test_a_record_of_the_first_schema_opens_with_all_that_it_held(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.write_bytes(released("0001"))
    with open_store(path) as store:
        assert store.counts()["statements"] == 19
        store.settle()
        assert {p.name for p in store.people()} == {"Mara Lind", "Jon Ott", "Ada Ott", "Petra Vane", "Ilya Brund"}
        assert [f.statement.text for f in store.search(Query("harbour tax", limit=1))] == [
            "We will not raise the harbour tax … Not this year"
        ]
        assert list(store.verify()) == []
        grown = derived(store)
        put(store, harbour())
        assert derived(store) == grown
        decide(store, Action.CORRECT, statement=corrected(store)[0].id, said_on="2021-02-28")
        assert list(store.verify()) == []


def test_a_record_of_the_second_schema_opens_with_its_decisions_and_what_came_since(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.write_bytes(released("0002"))
    with open_store(path) as store:
        store.settle()
        assert {p.name for p in store.people()} == {"Mara Lind", "Jon Ott", "Ada Ott", "Petra Vane", "Ilya Brund"}
        first, second, _ = corrected(store)
        assert (first.said_on, second.speaker) == ("2021-03-01", "Ada Ott")
        assert [d.number for d in standing(store.log())] == [1, 2, 4]
        assert list(store.verify()) == []
        assert store.source(harbour().article.id) is None  # it kept none
        decide(store, Action.FORGET, article=harbour().article.id)
        assert list(store.verify()) == []


@pytest.mark.parametrize("version", ["0001", "0002"])
def test_tables_of_older_schemas_are_brought_up_to_date_on_either_database(url: str, version: str) -> None:
    with closing(sqlite3.connect(":memory:")) as old:
        old.deserialize(released(version))
        _restore(url, old, version)
    with open_store(url) as store:
        store.settle()
        assert store.counts()["persons"] == 5
        through = {"0001": "Jon Ott", "0002": "Ada Ott"}[version]
        assert corrected(store)[2].relayed_by == (through, None)
        assert not any("search index" not in sentence for sentence in store.verify())


def _restore(url: str, old: sqlite3.Connection, version: str) -> None:
    """Makes the tables of an older schema at `url`, with the rows of `old`, but for the search index."""
    engine = connect.connect(connect.parse(url))
    with connect.transaction(engine, write=True) as connection:
        migrate.run_migrations(connection, version)
        for table in schema.metadata.sorted_tables:
            if old.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table.name,)).fetchone():
                cursor = old.execute(f"SELECT * FROM {table.name}")
                names = [column[0] for column in cursor.description]
                flags = {c.name for c in table.columns if isinstance(c.type, Boolean)}
                rows = [
                    {name: bool(value) if name in flags else value for name, value in zip(names, row, strict=True)}
                    for row in cursor
                ]
                if rows:
                    connection.execute(insert(table), rows)
    engine.dispose()
