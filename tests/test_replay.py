"""Kept checks: the same answer to the letter, whatever was added, corrected or forgotten since."""

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from conftest import SAMPLE, Onrecord
from numpy.typing import NDArray
from quoted import quoted
from test_record import RELAY, SCRIPT, Fakes, article

from onrecord import shapes
from onrecord.errors import RecordError
from onrecord.model import Checked, Claim, Verdict
from onrecord.record import Record, open_record
from onrecord.store import checks, connect

CLAIM = Claim("Mara Lind", "The harbour tax will stay.", "2024-04-01")
STAYS = quoted(("Mara Lind", "The harbour tax will stay."), published="2024-03-01")
GOES = quoted(("Mara Lind", "The harbour tax will not stay."), published="2024-03-20", outlet="Quay Post")
LATER = quoted(("Mara Lind", "The harbour tax is a fine thing."), published="2024-03-10", outlet="Late Paper")


@pytest.fixture
def record(url: str) -> Iterator[Record]:
    with open_record(url, models=Fakes(SCRIPT)) as opened:
        opened.take(STAYS)
        opened.take(GOES)
        yield opened


def line(checked: tuple[Checked, ...] | list[Checked]) -> str:
    return shapes.line(shapes.claims(checked))


def test_a_check_is_given_again_to_the_letter_though_articles_were_added(record: Record) -> None:
    checked = [record.check(CLAIM)]
    kept = record.keep(checked)
    assert kept is not None
    record.take(LATER)
    assert line([record.check(CLAIM)]) != line(checked)
    again = record.replay(kept.id)
    assert line(again.checked) == line(checked)
    assert again.checked[0] == checked[0]
    assert (again.computed, again.sentences) == (True, ())


def test_the_same_check_of_the_same_record_has_the_same_id_and_is_kept_once(record: Record) -> None:
    first, second = (record.keep([record.check(CLAIM)]) for _ in range(2))
    assert first is not None and second is not None
    assert first.id == second.id
    assert [c.id for c in record.checks()] == [first.id]
    record.take(LATER)
    third = record.keep([record.check(CLAIM)])
    assert third is not None and third.id != first.id


def test_a_correction_made_later_does_not_change_what_a_check_saw(record: Record) -> None:
    before = [record.check(CLAIM)]
    kept = record.keep(before)
    assert kept is not None
    for statement in record.said("Mara Lind"):
        record.correct_date(statement.id, "2024-05-01", "Nora", "the minutes")
    corrected = [record.check(CLAIM)]
    assert line(corrected) != line(before)
    again = record.replay(kept.id)
    assert (line(again.checked), again.computed) == (line(before), True)
    with_corrections = record.keep(corrected)
    assert with_corrections is not None
    for number in (1, 2):
        record.retract(number, "Nora", "the minutes were wrong")
    again = record.replay(with_corrections.id)
    assert (line(again.checked), again.computed) == (line(corrected), True)


def test_a_check_of_an_article_that_is_not_in_the_record_can_be_replayed(record: Record) -> None:
    relay = article(RELAY, "2024-03-25")
    checked = record.check_article(relay)
    assert checked and record.store.article(relay.id) is None
    kept = record.keep(checked)
    assert kept is not None
    record.add(relay)
    again = record.replay(kept.id)
    assert (line(again.checked), again.computed) == (line(checked), True)


def test_another_model_is_told_and_the_answer_given_as_it_was(record: Record, url: str) -> None:
    checked = [record.check(CLAIM)]
    kept = record.keep(checked)
    assert kept is not None

    class Others(Fakes):
        @property
        def judging(self) -> dict[str, str]:
            return {"meaning": "another"}

    with open_record(url, models=Others(SCRIPT)) as other:
        again = other.replay(kept.id)
    assert line(again.checked) == line(checked)
    assert not again.computed
    (sentence,) = again.sentences
    assert "models (" in sentence and "meaning" in sentence and "not computed anew" in sentence


def test_a_check_that_comes_out_otherwise_says_which_proposition_does(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = [record.check(CLAIM)]
    kept = record.keep(checked)
    assert kept is not None and checked[0].findings[0].verdict is not Verdict.NO_RECORD
    monkeypatch.setattr(Fakes, "entailment", property(lambda self: Contrary()))
    again = record.replay(kept.id)
    assert line(again.checked) == line(checked)
    assert not again.computed and CLAIM.text in again.sentences[0]


class Contrary:
    """A model to which everything contradicts everything."""

    def chances(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        return np.tile(np.array([0.0, 0.0, 1.0], np.float32), (len(pairs), 1))


def test_an_article_that_is_forgotten_takes_the_checks_that_quote_it(record: Record) -> None:
    relay = article(RELAY, "2024-03-25")
    kept = record.keep(record.check_article(relay))
    typed = record.keep([record.check(CLAIM)])
    assert kept is not None and typed is not None
    with connect.transaction(record.store.engine, write=True) as connection:
        assert checks.forget(connection, relay.id) == 1
        assert list(checks.broken(connection)) == []
    with pytest.raises(RecordError, match="forgotten"):
        record.replay(kept.id)
    assert record.replay(typed.id).computed
    shown = next(c for c in record.checks() if c.id == kept.id)
    assert "harbour tax" not in json.dumps(shapes.kept(shown))


def test_a_check_that_was_altered_is_named(record: Record) -> None:
    kept = record.keep([record.check(CLAIM)])
    assert kept is not None
    with connect.transaction(record.store.engine, write=True) as connection:
        connection.exec_driver_sql("UPDATE checks SET answer = replace(answer, 'will stay', 'will go')")
        connection.exec_driver_sql("UPDATE dossiers SET statements = replace(statements, 'own', 'won')")
        told = list(checks.broken(connection))
    assert any(kept.id in sentence for sentence in told)
    assert any("Dossier" in sentence for sentence in told)


def test_no_such_check_or_several_are_a_sentence(record: Record) -> None:
    with pytest.raises(RecordError, match="No check in the record begins with 'beef'"):
        record.replay("beef")
    record.keep([record.check(CLAIM)])
    with pytest.raises(RecordError, match="lists them"):
        record.replay("")


def test_a_record_in_memory_keeps_no_check() -> None:
    with open_record("sqlite://", models=Fakes(SCRIPT)) as record:
        record.take(STAYS)
        assert record.keep([record.check(CLAIM)]) is None


def test_the_command_gives_the_same_bytes_on_a_copy_of_the_record(
    onrecord: Onrecord, sample_record: Path, tmp_path: Path
) -> None:
    here, there = tmp_path / "here.db", tmp_path / "there.db"
    shutil.copy(sample_record, here)
    asked = ("--holder", "Osk Halloran", "No balloon would be taken down this year.")
    shown = onrecord("check", *asked, "--record", here, "--json")
    (row,) = shown.rows
    onrecord("backup", there, "--record", here)
    onrecord("check", SAMPLE / "minister-interview.html", "--record", here)
    again = onrecord("replay", row["check"], "--record", there, "--json")
    assert (again.out, again.code, again.err) == (shown.out, 0, "")
    listed = onrecord("replay", "--record", there, "--json").rows
    assert row["check"] in [c["check"] for c in listed]
    told = onrecord("replay", row["check"][:6], "--record", there)
    assert "the same findings" in told.out and row["check"] in told.out
    assert onrecord("replay", "beef", "--record", there).code == 1


def test_a_check_need_not_be_kept_and_one_without_claims_is_not(
    onrecord: Onrecord, sample_record: Path, tmp_path: Path
) -> None:
    db = tmp_path / "r.db"
    shutil.copy(sample_record, db)
    before = onrecord("replay", "--record", db, "--json").rows
    asked = ("--holder", "Osk Halloran", "No balloon would be taken down this year.", "--record", db, "--json")
    assert "check" not in onrecord("check", *asked, "--no-keep").rows[0]
    (tmp_path / "a.txt").write_text("It rained in the harbour all day, and nobody went out.")
    assert "check" not in onrecord("check", tmp_path / "a.txt", "--record", db, "--json").rows[0]
    assert onrecord("replay", "--record", db, "--json").rows == before
