"""Search, by words and by meaning, on both databases: what reporters ask for is found, and shown with the reason."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import Onrecord
from numpy.typing import NDArray
from sqlalchemy import func, select, text
from test_record import SCRIPT, Fakes
from test_store import article, entities_of, harbour, put, relayed, said

from onrecord.model import Article, By, Extract, Found, Query, Statement
from onrecord.people import query_keys
from onrecord.record import Record, open_record
from onrecord.store import Meaning, Store, Vectors, cells, connect, schema, search, vectors
from onrecord.store.ranking import SNIPPET, excerpt, fused
from onrecord.store.terms import GAP, MOST_LETTERS, MOST_WORDS, Term, asked, hits

CASES = Path(__file__).parent / "cases" / "store"

RUSSIAN = "Мы не станем подписывать договорённостей о рыбных квотах."
UKRAINIAN = "Ми обговорили будівництво нових мостів із сусідами."
BELARUSIAN = "Размова з Дзяркачэўскім пра новыя масты была кароткая."
FERRY = "The ferry is late. “It sails tonight,” Mara Lind said about the ferry. “The ferry waits,” Jon Ott said."


def tell(store: Store, body: str, language: str | None = "en", **fields: Any) -> Article:
    """Adds an article that is one statement of somebody's; gives the article."""
    about = replace(article(body, language=language), **fields)
    put(store, Extract(about, (said(body, "Petra Vane", body),)))
    return about


def texts(found: Sequence[Found]) -> list[str]:
    return [f.statement.text for f in found]


def told(store: Store, query: str, **fields: Any) -> list[str]:
    return texts(store.search(Query(query, **fields)))


def marked(found: Found) -> list[str]:
    return [found.snippet[begin:end] for begin, end in found.marks]


# --- words


def test_words_are_found_in_any_of_their_forms(store: Store) -> None:
    put(store, harbour())
    wrong = []
    for case in json.loads((CASES / "search.json").read_text()):
        about = tell(store, case["text"], case["language"])
        found = [f for f in store.search(Query(case["query"], limit=100)) if f.statement.article == about.id]
        if bool(found) != case["found"] or not all(f.marks for f in found):
            wrong.append(case)
    assert wrong == []


def test_the_statement_itself_comes_before_its_context(store: Store) -> None:
    own = (said(FERRY, "Mara Lind", "It sails tonight"), said(FERRY, "Jon Ott", "The ferry waits"))
    put(store, Extract(article(FERRY), own))
    assert told(store, "ferry") == ["The ferry waits", "It sails tonight"]
    assert told(store, "ferry", limit=1) == ["The ferry waits"]
    (lind,) = store.people(query_keys("Lind"))
    assert texts(store.search(Query("ferry"), person_id=lind.id)) == ["It sails tonight"]


def test_when_no_statement_has_all_words_those_with_the_rarest_come_first(store: Store) -> None:
    for n in range(5):
        tell(store, f"Ferry number {n} sails at noon.")
    tell(store, "The lighthouse is dark.")
    found = told(store, "ferry lighthouse")
    assert found[0] == "The lighthouse is dark."
    assert len(found) == 6


ODD = (
    *("", " ", "“…”", "' OR \" * ( NEAR :", 'AND "', "ferry AND", "-", '""', "«»", "***", "NEAR(xx yy, 5)", "xx:yy"),
    *("'; DROP TABLE statements; --", "\\", "xx' | 'yy", "!ferry & (", "{words} : xx", "^ferry", "\0", "\ue000", "<->"),
    *("word " * 5000, "ö" * 5000, '"' + "long phrase " * 500 + '"', '"unbalanced', "„halb", "zzz*" * 300),
)


def test_odd_queries_find_nothing_and_harm_nothing(store: Store) -> None:
    put(store, harbour())
    assert [query for query in ODD if store.search(Query(query))] == []
    assert list(store.verify()) == []


def test_long_words_and_long_texts_are_found_by_what_the_index_takes_of_them(store: Store) -> None:
    tell(store, "a" * 5000 + " ends here.")
    tell(store, "filler " * (MOST_WORDS + 10) + "beyond")
    assert len(told(store, "a" * 5000)) == len(told(store, "a" * MOST_LETTERS)) == 1
    assert len(told(store, "filler")) == 1
    assert told(store, "beyond") == []


# --- phrases and beginnings of words


def test_a_phrase_is_found_as_it_stands(store: Store) -> None:
    tell(store, "The harbour tax will stay.")
    tell(store, "A tax on the harbour will stay.")
    tell(store, "The harbour taxes will stay.")
    for marks in ("“{}”", '"{}"', "„{}“", "«{}»", "»{}«", "”{}”"):
        assert told(store, marks.format("harbour tax")) == ["The harbour tax will stay."]
        assert told(store, marks.format("HARBOUR taxes")) == ["The harbour taxes will stay."]
        assert told(store, marks.format("will tax")) == []


def test_a_phrase_is_not_found_in_other_forms(store: Store) -> None:
    for body, language in ((RUSSIAN, "ru"), (UKRAINIAN, "uk"), (BELARUSIAN, "be")):
        tell(store, body, language)
    assert told(store, "«о рыбных квотах»") == told(store, "рыбная квота") == [RUSSIAN]
    assert told(store, "«нових мостів із»") == [UKRAINIAN]
    assert told(store, "«з Дзяркачэўскім пра»") == told(store, "Дзяркачэўскі") == [BELARUSIAN]
    assert told(store, "новий міст сусід") == [UKRAINIAN]
    assert [told(store, other) for other in ("«рыбная квота»", "«новий міст»", "«новы мост»")] == [[], [], []]


def test_words_beside_a_phrase_are_looked_for_in_any_form(store: Store) -> None:
    tell(store, "The harbour tax will stay, say ministers.")
    tell(store, "The harbour tax will go.")
    assert told(store, 'minister "harbour tax"') == ["The harbour tax will stay, say ministers."]
    assert len(told(store, 'unheard "harbour tax"')) == 0
    assert told(store, 'unheard ministers "harbour tax"') == ["The harbour tax will stay, say ministers."]


def test_no_phrase_reaches_over_a_gap_or_from_a_statement_into_its_context(store: Store) -> None:
    put(store, harbour())
    assert told(store, '"raise the harbour tax"') == ["We will not raise the harbour tax … Not this year"]
    assert told(store, '"tax not this year"') == []
    assert len(told(store, '"tax Mara Lind said"')) == 1


def test_the_beginning_of_a_word_is_found(store: Store) -> None:
    tell(store, "They spoke of sanctions and sanctioning.")
    tell(store, "A sanctuary opened.")
    tell(store, "Ничего о санкциях не было.", "ru")
    assert told(store, "sanction*") == ["They spoke of sanctions and sanctioning."]
    assert len(told(store, "sanct*")) == 2
    assert told(store, "санкц*") == ["Ничего о санкциях не было."]
    assert told(store, '"sanctions and sanct*"') == ["They spoke of sanctions and sanctioning."]
    assert told(store, "sanction* sanctuary") == []


# --- what narrows


@pytest.fixture
def dated(store: Store) -> Store:
    days = {"said": ("2021-03-05", "2021-03-20"), "vague": ("2021-03", None), "unsaid": (None, "2021-04-02")}
    for n, (name, (said_on, published)) in enumerate(days.items()):
        body = f"The ferry sails, {name}."
        outlet = ("Port Courier", "The Evening Port", "Другая Газета")[n]
        about = replace(article(body, language=("en", "en", "ru")[n]), published=published, outlet=outlet)
        own: list[Statement] = [said(body, ("Mara Lind", "Jon Ott", "Mara Lind")[n], body, said_on=said_on)]
        if n == 1:
            own.append(relayed(said(body, "Mara Lind", "ferry"), "Jon Ott"))
        put(store, Extract(about, tuple(own)))
    return store


NARROWED: tuple[tuple[dict[str, Any], str], ...] = (
    ({}, "said vague unsaid"),
    ({"since": "2021-03-06"}, "vague unsaid"),
    ({"until": "2021-03"}, "said vague"),
    ({"since": "2021-04", "until": "2021-04-30"}, "unsaid"),
    ({"since": "2022"}, ""),
    ({"outlet": "port courier"}, "said"),
    ({"outlet": "PORT"}, "said vague"),
    ({"outlet": "газета"}, "unsaid"),
    ({"outlet": "Nowhere"}, ""),
    ({"language": "ru"}, "unsaid"),
    ({"outlet": "port", "since": "2021-03-06", "language": "en"}, "vague"),
)


def test_a_search_is_narrowed(dated: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for narrow in (search.NARROW, 0):  # with 0 every search is taken for one that may find many
        monkeypatch.setattr(search, "NARROW", narrow)
        for fields, names in NARROWED:
            found = {t.rpartition(" ")[2].strip(".") for t in told(dated, "sails", **fields)}
            assert found - {"ferry"} == set(names.split()), fields


def test_a_search_is_narrowed_to_a_person_and_to_their_own_words(dated: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    (lind,) = dated.people(query_keys("Mara Lind"))
    for most in (search.NARROW, 0):
        monkeypatch.setattr(search, "NARROW", most)
        assert len(dated.search(Query("ferry"), person_id=lind.id)) == 3
        assert len(dated.search(Query("ferry", first_hand=True), person_id=lind.id)) == 2
        assert len(dated.search(Query("ferry", first_hand=True))) == 3


# --- how it is shown


def test_hits_and_marks_are_where_the_words_stand(store: Store) -> None:
    tell(store, "Taxes! The harbour tax, a tax; “taxation”.")
    (found,) = store.search(Query('tax "harbour tax"'))
    assert [found.statement.text[b:e] for b, e in found.hits] == ["Taxes", "harbour tax", "tax"]
    assert marked(found) == ["Taxes", "harbour tax", "tax"]


def test_words_in_the_context_alone_are_shown_there(store: Store) -> None:
    put(store, Extract(article(FERRY), (said(FERRY, "Mara Lind", "It sails tonight"),)))
    (found,) = store.search(Query("ferry"))
    assert found.hits == ()
    assert found.snippet == "“It sails tonight,” Mara Lind said about the ferry."
    assert marked(found) == ["ferry"]


@pytest.mark.parametrize("at", [0, 10, 200, 399])
def test_a_snippet_is_cut_between_words_around_what_was_found(at: int) -> None:
    words = [f"w{n}" for n in range(400)]
    words[at] = "needle"
    passage = " ".join(words)
    begin = passage.index("needle")
    snippet, ((b, e),) = excerpt(passage, [(begin, begin + 6)])
    assert snippet[b:e] == "needle"
    assert len(snippet) <= SNIPPET + 4
    assert set(snippet.replace("…", " ").split()) <= set(words)


def test_a_snippet_of_one_endless_word_is_cut_anywhere() -> None:
    snippet, marks = excerpt("x" * 1000, [(0, 1000)])
    assert len(snippet) <= SNIPPET + 4
    assert marks == ()


def test_reprints_of_the_same_words_are_shown_once_and_counted(store: Store) -> None:
    for n in range(4):
        body = f"Paper {n}. “The ferry sails at noon today,” Petra Vane said."
        put(store, Extract(article(body), (said(body, "Petra Vane", "The ferry sails at noon today"),)))
    tell(store, "No word of a ferry was heard in the whole of the debate.")
    found = store.search(Query("ferry", limit=2))
    assert [(f.statement.text, f.reprints) for f in found] == [
        ("The ferry sails at noon today", 3),
        ("No word of a ferry was heard in the whole of the debate.", 0),
    ]


def test_short_words_of_two_people_are_no_reprints(store: Store) -> None:
    body = "“No ferry,” said one. “No ferry,” said the other."
    put(store, Extract(article(body), (said(body, "Mara Lind", "No ferry"), said(body, "Jon Ott", "No ferry"))))
    assert len(store.search(Query("ferry"))) == 2


def test_rankings_are_fused_by_ranks() -> None:
    assert fused([[1, 2, 3], [3, 4]]) == [3, 1, 2, 4]
    assert fused([[], []]) == []


# --- meaning


@pytest.fixture
def record(url: str) -> Iterator[Record]:
    with open_record(url, models=Fakes(SCRIPT)) as opened:
        yield opened


def take(record: Record, *bodies: str) -> None:
    for body in bodies:
        about = article(body, language="en")
        record.take(Extract(about, (said(body, "Petra Vane", body),)))
    for _ in record.index():
        pass


NEAR = ("The harbour levy stays.", "Harbourside and levyless.", "A wholly other thing.")


def test_by_meaning_statements_are_found_without_the_words(record: Record) -> None:
    take(record, *NEAR)
    found = record.search(Query("harboury levylike", By.MEANING))
    assert texts(found)[0] in NEAR[:2]
    assert NEAR[2] not in texts(found)
    assert all(f.nearness is not None and f.nearness >= cells.LEAST for f in found)
    assert record.search(Query("harboury levylike", By.WORDS)) == record.search(Query("qqq", By.MEANING)) == []


def test_by_both_what_both_find_comes_first(record: Record) -> None:
    take(record, "A levy.", *NEAR)
    found = record.search("harbour levy")
    assert found[0].statement.text == NEAR[0]
    assert found[0].nearness is not None and marked(found[0]) == ["harbour", "levy"]
    assert {NEAR[1]} <= set(texts(found))


def test_by_meaning_too_a_phrase_has_to_be_there(record: Record) -> None:
    take(record, *NEAR)
    for by in By:
        assert texts(record.search(Query('"harbour levy"', by))) == [NEAR[0]]
        assert record.search(Query('"levy harbour"', by)) == []


@pytest.fixture
def many(store: Store, monkeypatch: pytest.MonkeyPatch) -> tuple[Store, NDArray[np.float32]]:
    """A store with statements whose vectors lie in cells, and the vectors."""
    monkeypatch.setattr(cells, "LOOSE", 50)
    rows = np.random.default_rng(3).normal(size=(400, 16)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    for begin in range(0, 400, 40):
        body = " ".join(f"Sentence {n}." for n in range(begin, begin + 40))
        own = tuple(said(body, "Petra Vane", f"Sentence {n}.") for n in range(begin, begin + 40))
        extract = Extract(replace(article(body, "en"), outlet=("Courier", "Gazette")[begin // 40 % 2]), own)
        store.add(extract, entities_of(extract), meanings=Vectors("m", list(rows[begin : begin + 40, None])))
        store.sort("m", np.zeros(16, np.float32))
    store.settle()
    return store, rows


def nearest(store: Store, row: NDArray[np.float32], **fields: Any) -> list[str]:
    meaning = Meaning("m", np.zeros(16, np.float32), row)
    found = store.search(Query("unheard", By.MEANING, limit=10, **fields), meaning=meaning)
    return [f.statement.text for f in found]


def test_what_lies_in_cells_is_found_as_what_does_not(many: tuple[Store, NDArray[np.float32]]) -> None:
    store, rows = many
    with store.engine.connect() as connection:
        assert (connection.scalar(select(func.count()).select_from(schema.cells)) or 0) > 10
        assert (connection.scalar(select(func.count()).select_from(schema.loose)) or 0) <= cells.LOOSE
    for n in range(0, 400, 37):
        order = [f"Sentence {i}." for i in np.argsort(-(rows @ rows[n]))[:10]]
        found = nearest(store, rows[n])
        assert found[0] == f"Sentence {n}."
        assert len(set(found) & set(order)) >= 8


def test_a_search_by_meaning_is_narrowed(
    many: tuple[Store, NDArray[np.float32]], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, rows = many
    wanted = [n for n in range(400) if n // 40 % 2]
    best = wanted[int(np.argmax(rows[wanted] @ rows[0]))]
    for most in (search.NARROW, 0):
        monkeypatch.setattr(search, "NARROW", most)
        found = nearest(store, rows[0], outlet="gazette")
        assert found[0] == f"Sentence {best}."
        assert {int(t.split()[1].strip(".")) // 40 % 2 for t in found} == {1}


def test_forgotten_and_broken_vectors_are_passed_over(many: tuple[Store, NDArray[np.float32]]) -> None:
    store, rows = many
    with connect.transaction(store.engine, write=True) as connection:
        number = connection.scalar(select(schema.statements.c.seq).where(schema.statements.c.text == "Sentence 37."))
        assert number is not None
        vectors.forget(connection, [number])
        held = connection.scalars(select(schema.cells.c.seqs)).all()
        assert all(number not in np.frombuffer(seqs, np.int64) for seqs in held)
    assert "Sentence 37." not in nearest(store, rows[37])
    with connect.transaction(store.engine, write=True) as connection:
        connection.execute(schema.cells.update().values(codes=b"x"))
        connection.execute(schema.centres.update().values(centres=b"xyz"))
    nearest(store, rows[1])


def test_two_who_sort_at_once_double_nothing(many: tuple[Store, NDArray[np.float32]]) -> None:
    store, _ = many
    with connect.transaction(store.engine, write=True) as connection:
        connection.execute(text("INSERT INTO loose SELECT seq FROM vectors WHERE seq <= 60 ON CONFLICT DO NOTHING"))
        found = cells.sort(connection, "m", np.zeros(16, np.float32))
        assert found is not None
        cells.write(connection, found)
        before = connection.execute(select(schema.cells)).all()
        cells.write(connection, found)
        assert connection.execute(select(schema.cells)).all() == before


# --- the commands


def test_the_command_narrows_marks_and_prints_json(onrecord: Onrecord, sample_record: Path) -> None:
    own = ("--record", sample_record)
    rows = onrecord("search", '"no trap in it"', "--person", "Ilmar Tovesk", "--first-hand", *own, "--json").rows
    assert rows and {row["basis"] for row in rows} == {"first_hand"}
    for row in rows:
        assert [row["text"][b:e] for b, e in row["hits"]] == ["no trap in it"]
        assert [row["snippet"]["text"][b:e] for b, e in row["snippet"]["marks"]] == ["no trap in it"]
    assert "0 statements" in onrecord("search", "trap", "--until", "2020", *own).out
    assert "near in meaning" in onrecord("search", "a malicious offer, a snare", "--by", "meaning", *own).out
    assert onrecord("search", "trap", "--person", "Nobody Known", *own).code == 1
    assert onrecord("search", "trap", "--since", "soon", *own).code == 2
    assert onrecord("index", *own).out == "All statements are indexed.\n"


# --- what a query asks for


def test_a_query_is_read_into_words_phrases_and_beginnings() -> None:
    found = asked('Taxes "Harbour Tax" sanct* taxes „a b*“ "', ["en"])
    assert [(t.phrase, t.prefix) for t in found] == [
        ((), False),
        (("harbour", "tax"), False),
        (("sanct",), True),
        (("a", "b"), True),
    ]
    assert found[0].forms == {"taxes", "tax"}


def test_hits_know_gaps() -> None:
    (at,) = hits(f"one{GAP}two one two", None, [Term(phrase=("one", "two"))])
    assert at == [(10, 17)]
