"""The command line over the sample, with the models that ship."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from conftest import SAMPLE, Onrecord

from onrecord.model import Article, Entity, Extract
from onrecord.store import open_store

INTERVIEW = SAMPLE / "minister-interview.html"
TALKS = SAMPLE / "talks-in-halvik.txt"


def test_extract_gives_one_object_an_article_with_the_agreed_names(onrecord: Onrecord) -> None:
    ran = onrecord("extract", "--json", TALKS)
    (row,) = ran.rows
    assert ran.code == 0
    assert {"id", "title", "language", "published", "attributions"} <= row.keys()
    assert row["language"] == "en"
    keys = "source cue content kind parent speaker relayed_by basis said_on said_on_basis score"
    assert set(keys.split()) <= row["attributions"][0].keys()


def test_offsets_are_code_points_into_the_text_as_given(onrecord: Onrecord) -> None:
    text = TALKS.read_text(encoding="utf-8")
    (row,) = onrecord("extract", "--json", TALKS).rows
    quotes = {text[b:e] for a in row["attributions"] for b, e in a["content"]}
    assert any("I see no trap in it" in quote for quote in quotes)
    assert all(quote == quote.strip() for quote in quotes)


def test_a_relayed_statement_names_its_relayers_and_its_basis(onrecord: Onrecord) -> None:
    (row,) = onrecord("extract", "--json", INTERVIEW).rows
    for a in row["attributions"]:
        assert (a["basis"] == "relayed") == bool(a["relayed_by"])
        assert a["parent"] is not None or a["relayed_by"] == []
    assert any(a["speaker"] == "Ilmar Tovesk" and a["relayed_by"] == ["Bertold Anskar"] for a in row["attributions"])


def test_extract_writes_nothing(onrecord: Onrecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    onrecord("extract", TALKS)
    assert list(tmp_path.iterdir()) == []


def test_adding_twice_changes_nothing(onrecord: Onrecord, tmp_path: Path) -> None:
    db = tmp_path / "r.db"
    first, again = (onrecord("add", TALKS, "--record", db) for _ in range(2))
    assert first.out.startswith("1 added, 0 already there.")
    assert again.out.startswith("0 added, 1 already there.")
    assert first.out.splitlines()[1] == again.out.splitlines()[1]


def test_a_broken_file_among_good_ones_is_named_and_the_rest_kept(onrecord: Onrecord, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TALKS.read_bytes())
    (tmp_path / "b.json").write_text('{"headline": "Cut off", "articleBody": "The min')
    (tmp_path / "c.txt").write_text("")
    ran = onrecord("add", tmp_path, "--record", tmp_path.parent / "broken.db")
    assert ran.code == 1
    assert ran.out.startswith("1 added, 0 already there, 2 could not be read.")
    assert "b.json" in ran.err and "c.txt" in ran.err and "Traceback" not in ran.err


def test_a_missing_file_is_an_error_that_names_it(onrecord: Onrecord) -> None:
    ran = onrecord("extract", "nowhere.txt")
    assert (ran.code, ran.out) == (1, "")
    assert "nowhere.txt" in ran.err


def test_a_missing_record_is_an_error_that_names_it(onrecord: Onrecord, tmp_path: Path) -> None:
    ran = onrecord("said", "Ilmar Tovesk", "--record", tmp_path / "none.db")
    assert ran.code == 1
    assert "none.db" in ran.err


def test_wrong_usage_has_its_own_exit_code(onrecord: Onrecord) -> None:
    assert onrecord("check").code == 2
    assert onrecord("check", "--holder", "Ilmar Tovesk").code == 2
    assert onrecord("frobnicate").code == 2
    assert onrecord("check", "--holder", "Ilmar Tovesk", "x", "--on", "2024-99-99").code == 2
    assert onrecord("said", "Ilmar Tovesk", "--since", "yesterday").code == 2


def test_said_gives_own_words_by_date_and_nothing_second_hand(onrecord: Onrecord, sample_record: Path) -> None:
    rows = onrecord("said", "Ilmar Tovesk", "--record", sample_record, "--json").rows
    dates = [row["said_on"] for row in rows if row["said_on"]]
    assert dates == sorted(dates)
    assert {row["basis"] for row in rows} == {"first_hand"}
    assert any("I see no trap in it" in row["text"] for row in rows)


def test_said_finds_a_person_under_another_spelling(onrecord: Onrecord, sample_record: Path) -> None:
    latin = onrecord("said", "Ilmar Tovesk", "--record", sample_record, "--json").out
    assert onrecord("said", "Ильмар Товеск", "--record", sample_record, "--json").out == latin


def test_said_keeps_to_dates_and_subjects(onrecord: Onrecord, sample_record: Path) -> None:
    said = ("said", "Ilmar Tovesk", "--record", sample_record, "--json")
    late = onrecord(*said, "--since", "2024-02-10", "--until", "2024-02-20").rows
    days = [row["said_on"] for row in late if len(row["said_on"]) == len("2024-02-10")]
    assert days and all("2024-02-10" <= day <= "2024-02-20" for day in days)
    assert all(row["said_on"] == "2024-02" for row in late if row["said_on"] not in days)
    assert any("trap" in row["context"] for row in onrecord(*said, "--about", "a trap").rows)


def test_a_stranger_is_said_to_be_unknown(onrecord: Onrecord, sample_record: Path) -> None:
    ran = onrecord("said", "Zbigniew Unheard", "--record", sample_record)
    assert ran.code == 1
    assert "Zbigniew Unheard" in ran.err


def test_people_and_search_answer_in_tables_and_json(onrecord: Onrecord, sample_record: Path) -> None:
    names = [row["name"] for row in onrecord("people", "--record", sample_record, "--json").rows]
    assert {"Ilmar Tovesk", "Bertold Anskar"} <= set(names)
    assert "Bertold Anskar" in onrecord("people", "Anskar", "--record", sample_record).out
    assert any("trap" in row["context"] for row in onrecord("search", "trap", "--record", sample_record, "--json").rows)
    assert re.search(r"\d+ statements", onrecord("search", "squadron", "--record", sample_record).out)


def test_the_claims_of_an_article_are_held_against_the_record(onrecord: Onrecord, sample_record: Path) -> None:
    ran = onrecord("check", INTERVIEW, "--record", sample_record, "--json")
    (row,) = ran.rows
    assert ran.code == 0
    claims = [c for c in row["claims"] if c["holder"] == "Ilmar Tovesk"]
    assert claims and all(c["relayer"] == "Bertold Anskar" for c in claims)
    for finding in (f for c in claims for f in c["findings"]):
        assert list(finding)[:5] == ["proposition", "verdict", "score", "evidence", "looked_at"]
        assert finding["looked_at"]["statements"] > 0
        assert finding["looked_at"]["outlets"] > 1


def test_a_report_for_people_names_what_it_does_not_show(onrecord: Onrecord, sample_record: Path) -> None:
    out = onrecord("check", INTERVIEW, "--record", sample_record).out
    assert "What this does not show" in out
    assert "Bertold Anskar says of Ilmar Tovesk" in out
    own = re.sub("“.*?”", "", out, flags=re.DOTALL).lower()
    assert not re.search(r"\b(?:true|false|lies?|lied|fake)\b", own)


def test_claims_are_answered_one_a_line_in_order(onrecord: Onrecord, sample_record: Path, tmp_path: Path) -> None:
    claims: list[dict[str, str | None]] = [
        {"holder": "Ilmar Tovesk", "claim": "Tovesk sees a trap in the letter.", "on": "2024-03-03"},
        {"holder": "Zbigniew Unheard", "claim": "He likes balloons.", "on": None},
        {"holder": "Maud Iverne", "claim": "Iverne is arming the Skylarks."},
    ]
    file = tmp_path / "claims.jsonl"
    file.write_text("".join(json.dumps(c) + "\n" for c in claims))
    rows = onrecord("check", "--claims", file, "--record", sample_record, "--json").rows
    assert [row["claims"][0]["holder"] for row in rows] == ["Ilmar Tovesk", "Zbigniew Unheard", "Maud Iverne"]
    assert rows[1]["claims"][0]["findings"][0]["verdict"] == "no_record"


def test_statements_after_the_claim_do_not_count(onrecord: Onrecord, sample_record: Path) -> None:
    check = (
        "check",
        "--holder",
        "Ilmar Tovesk",
        "Tovesk sees no trap in the letter.",
        "--record",
        sample_record,
        "--json",
    )
    (early,) = onrecord(*check, "--on", "2024-02-01").rows
    (finding,) = early["claims"][0]["findings"]
    assert finding["verdict"] == "no_record"


def test_a_statement_after_the_claim_is_shown_and_marked(onrecord: Onrecord, sample_record: Path) -> None:
    text = "Halloran assured Dramund's foreign minister that no balloon would be taken down this year."
    check = ("check", "--holder", "Osk Halloran", text, "--record", sample_record, "--json")
    (early,) = onrecord(*check, "--on", "2024-03-05").rows[0]["claims"][0]["findings"]
    (late,) = onrecord(*check, "--on", "2024-03-07").rows[0]["claims"][0]["findings"]
    assert (early["verdict"], late["verdict"]) == ("no_record", "contradicted")
    assert [e["after_claim"] for e in early["evidence"]] == [True]
    assert [e["after_claim"] for e in late["evidence"]] == [False]


def test_a_name_that_several_people_have_is_not_guessed(onrecord: Onrecord, tmp_path: Path) -> None:
    db = tmp_path / "r.db"
    for n, name in enumerate(("Lena Brandt", "Karl Brandt")):
        (tmp_path / f"{n}.txt").write_text(f"{name} said on Monday that the railway was a mistake.")
        onrecord("add", tmp_path / f"{n}.txt", "--record", db)
    ran = onrecord("said", "Brandt", "--record", db)
    assert ran.code == 1
    assert "Lena Brandt" in ran.err and "Karl Brandt" in ran.err
    assert "railway" in onrecord("said", "Karl Brandt", "--record", db).out


def test_empty_claims_paths_and_addresses_are_refused(onrecord: Onrecord, sample_record: Path) -> None:
    assert onrecord("check", "--holder", "Ilmar Tovesk", " ", "--record", sample_record).code == 2
    assert onrecord("add", "", "--record", sample_record).code == 2
    ran = onrecord("extract", "https://example.org/story")
    assert ran.code == 1 and "not fetched yet" in ran.err


def test_an_article_is_checked_against_itself_without_a_record(
    onrecord: Onrecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = onrecord("check", INTERVIEW, "--json")
    assert ran.code == 0
    assert ran.rows[0]["claims"]
    assert list(tmp_path.iterdir()) == []


def test_the_judge_answers_a_line_for_a_line_and_goes_on_after_a_bad_one(onrecord: Onrecord, tmp_path: Path) -> None:
    good = {
        "holder": "Mara Lind",
        "claim": "Lind will stay.",
        "statements": [{"text": "I am staying.", "said_on": None}],
    }
    file = tmp_path / "in.jsonl"
    file.write_text(
        json.dumps(good) + "\n{broken\n" + json.dumps({"holder": "Mara Lind"}) + "\n" + json.dumps(good) + "\n"
    )
    ran = onrecord("judge", "--json", file)
    assert ran.code == 1
    assert [len(row["findings"]) for row in ran.rows] == [1, 0, 0, 1]
    assert list(ran.rows[0]["findings"][0]) == ["proposition", "verdict", "score", "evidence"]
    assert "line 2" in ran.err


def test_verify_names_what_is_broken(onrecord: Onrecord, tmp_path: Path) -> None:
    db = tmp_path / "r.db"
    (added,) = onrecord("add", TALKS, "--record", db, "--json").rows
    assert (added["added"], added["failed"], added["record"]["articles"]) == (1, 0, 1)
    with sqlite3.connect(db) as connection:
        connection.execute("UPDATE statements SET text = replace(text, 'trap', 'tent')")
    connection.close()
    ran = onrecord("verify", "--record", db, "--json")
    assert ran.code == 1
    assert ran.rows[0]["broken"] and "Statement" in ran.err


def test_verify_passes_on_a_sound_record(onrecord: Onrecord, sample_record: Path) -> None:
    ran = onrecord("verify", "--record", sample_record)
    assert (ran.code, ran.err) == (0, "")
    assert "all as they were written" in ran.out


@pytest.fixture
def db(sample_record: Path, tmp_path: Path) -> Path:
    """A record of the sample to decide in."""
    path = tmp_path / "r.db"
    with closing(sqlite3.connect(sample_record)) as old, closing(sqlite3.connect(path)) as new:
        old.backup(new)
    return path


def test_a_merge_and_a_split_are_shown_logged_and_undone(onrecord: Onrecord, db: Path) -> None:
    def persons(name: str) -> list[str]:
        return [row["name"] for row in onrecord("people", name, "--record", db, "--json").rows]

    merged = onrecord("merge", "Osk Halloran", "Neva Lorrin", "--why", "a pen name", "--by", "Nora", "--record", db)
    assert merged.out == "Decision 1 by Nora: merge Osk Halloran and Neva Lorrin.\n"
    assert persons("Osk Halloran") == persons("Neva Lorrin") != []
    ran = onrecord(
        "split", "Osk Halloran", "Нева Лоррин", "--why", "no pen name", "--by", "Ina", "--record", db, "--json"
    )
    assert (ran.rows[0]["action"], ran.rows[0]["by"], ran.rows[0]["in_force"]) == ("split", "Ina", True)
    (person,) = onrecord("people", "Osk Halloran", "--record", db, "--json").rows
    assert "Нева Лоррин" not in person["names"]
    assert any("decision 1 by Nora: a pen name" in (m["why"] or "") for m in person["mentions"])
    for number in ("2", "1"):
        assert onrecord("retract", number, "--why", "a mistake", "--record", db).code == 0
    assert persons("Osk Halloran") == ["Osk Halloran"]
    rows = onrecord("log", "--record", db, "--json").rows
    assert [(row["decision"], row["in_force"]) for row in rows] == [(1, False), (2, False), (3, True), (4, True)]
    assert "(retracted)" in onrecord("log", "--record", db).out
    assert "unbroken chain" in onrecord("verify", "--record", db).out


def test_a_corrected_statement_says_by_whom_and_is_explained(onrecord: Onrecord, db: Path) -> None:
    number = onrecord("said", "Osk Halloran", "--record", db, "--json").rows[0]["statement"]
    why = ("--why", "so the minutes", "--by", "Nora", "--record", db)
    assert onrecord("correct", number, "--said-on", "2024-03-01", *why).code == 0
    assert onrecord("correct", number, "--speaker", "Maud Iverne", *why).code == 0
    rows = {row["statement"]: row for row in onrecord("said", "Maud Iverne", "--record", db, "--json").rows}
    assert (rows[number]["said_on"], rows[number]["speaker"]) == ("2024-03-01", "Maud Iverne")
    assert [c["by"] for c in rows[number]["corrections"]] == ["Nora", "Nora"]
    assert "corrected:" in onrecord("said", "Maud Iverne", "--record", db).out
    assert number not in {row["statement"] for row in onrecord("said", "Osk Halloran", "--record", db, "--json").rows}
    (told,) = onrecord("explain", number, "--record", db, "--json").rows
    assert told["as_read"]["speaker"] == "Osk Halloran"
    assert told["speaker"]["person"]["name"] == "Maud Iverne"
    assert "Halloran" in told["speaker"]["source"]
    assert [d["decision"] for d in told["decisions"]] == [1, 2]
    shown = " ".join(onrecord("explain", number, "--record", db).out.split())
    assert "speaker: Osk Halloran → Maud Iverne, by Nora" in shown and "SHA-256" in shown
    assert onrecord("correct", number, "--reject", *why).code == 0
    assert number not in {row["statement"] for row in onrecord("said", "Maud Iverne", "--record", db, "--json").rows}
    assert onrecord("explain", number, "--record", db, "--json").rows[0]["rejected"]
    assert onrecord("verify", "--record", db).code == 0


def test_what_makes_no_decision_is_refused_in_words(onrecord: Onrecord, db: Path) -> None:
    number = onrecord("said", "Osk Halloran", "--record", db, "--json").rows[0]["statement"]
    why = ("--why", "so", "--record", db)
    assert onrecord("correct", number, *why).code == 2
    assert onrecord("correct", number, "--said-on", "yesterday", *why).code == 2
    assert "no statement 0-0" in onrecord("correct", "0-0", "--reject", *why).err
    assert "nobody of that name" in onrecord("merge", "Osk Halloran", "Zbigniew Unheard", *why).err
    assert "one person in the record already" in onrecord("merge", "Osk Halloran", "Оск Халаран", *why).err
    assert "has no mention" in onrecord("split", "Osk Halloran", "Zbigniew", *why).err
    assert "no decision 5" in onrecord("retract", "5", *why).err
    assert onrecord("merge", "Osk Halloran", "Maud Iverne", "--why", " ", "--record", db).code == 1
    assert onrecord("log", "--record", db, "--json").rows == []


def test_an_alias_file_joins_and_is_kept_to(onrecord: Onrecord, db: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("# who is who\nOsk Halloran = Emil Torv = Q12\n", encoding="utf-8")
    (person,) = onrecord("people", "Emil Torv", "--aliases", names, "--record", db, "--json").rows
    assert (person["wikidata"], {"Osk Halloran", "Emil Torv"} <= set(person["names"])) == ("Q12", True)
    assert "Q12" in onrecord("people", "Halloran", "--record", db).out
    assert onrecord("people", "--aliases", names, "--record", db).code == 0
    assert len(onrecord("log", "--record", db, "--json").rows) == 1
    names.write_text("Osk Halloran =\n", encoding="utf-8")
    ran = onrecord("people", "--aliases", names, "--record", db)
    assert ran.code == 1 and f"{names}, line 1" in ran.err


def test_suggestions_tell_what_speaks_for_them(onrecord: Onrecord, db: Path) -> None:
    about = Article("0" * 64, "Halloran said little.")
    with open_store(db) as store:
        store.add(Extract(about, ()), [Entity(0, about.id, "Halloran", False, ())])
    (row,) = onrecord("people", "--suggest", "--record", db, "--json").rows
    assert {row["one"]["name"], row["other"]["name"]} == {"Osk Halloran", "Halloran"}
    assert "may be short for" in row["why"]
    assert "Halloran (#" in onrecord("people", "--suggest", "--record", db).out
    assert onrecord("people", "Halloran", "--suggest", "--record", db).code == 2


def test_every_command_has_help(onrecord: Onrecord) -> None:
    listed = onrecord("--help").out
    asked = ("extract", "add", "said", "people", "search", "check", "judge", "verify")
    decided = ("merge", "split", "correct", "retract", "log", "explain")
    for command in (*asked, *decided):
        assert command in listed
        assert len(onrecord(command, "--help").out) > 100


def test_persons_derived_in_another_way_are_named_and_can_be_derived_anew(onrecord: Onrecord, tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    onrecord("add", TALKS, "--record", record)
    before = onrecord("people", "--record", record).out
    with closing(sqlite3.connect(record)) as database, database:
        database.execute("UPDATE entities SET gathered = '[]'")
    broken = onrecord("verify", "--record", record)
    assert broken.code == 1 and "onrecord people --anew" in broken.err
    assert onrecord("people", "--anew", "--record", record).out == before
    assert onrecord("verify", "--record", record).code == 0
