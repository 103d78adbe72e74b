"""The commands that measure, import and export, over the sample and with the models that ship."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import ROOT, Onrecord
from test_importing import QUOTATION, TURNS, lines
from test_store import invented, put

from onrecord.store import open_store

MARKED = ROOT / "data" / "marked" / "dev.jsonl"


def few(tmp_path: Path, count: int) -> Path:
    path = tmp_path / "few.jsonl"
    path.write_text("\n".join(MARKED.read_text(encoding="utf-8").splitlines()[:count]), encoding="utf-8")
    return path


def test_extraction_is_measured_on_marked_texts(onrecord: Onrecord, tmp_path: Path) -> None:
    (row,) = onrecord("eval", "attribution", "--json", few(tmp_path, 3)).rows
    assert row["articles"] == 3
    assert row["attribution"]["f1"] > 0.6
    assert row["nested"]["counts"]["gold"] < row["counts"]["gold"]


def test_the_measures_are_shown_as_a_table(onrecord: Onrecord, tmp_path: Path) -> None:
    shown = onrecord("eval", "attribution", few(tmp_path, 1)).out
    assert "attribution" in shown and "content, exact spans" in shown


def test_a_file_that_marks_nothing_is_named_and_the_others_are_measured(onrecord: Onrecord, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"text": "Rain.", "attributions": [{"content": [[0, 99]]}]}', encoding="utf-8")
    ran = onrecord("eval", "attribution", "--json", broken, few(tmp_path, 1))
    assert (ran.code, len(ran.rows)) == (1, 1)
    assert "broken.jsonl, line 1" in ran.err


@pytest.mark.parametrize("format", ["jsonl", "csv", "jsonld", "webannotation", "ftm"])
def test_a_record_goes_out_in_each_convention(
    onrecord: Onrecord, sample_record: Path, tmp_path: Path, format: str
) -> None:
    out = tmp_path / "out"
    assert onrecord("export", out, "--format", format, "--record", sample_record).code == 0
    assert "Halvik" in out.read_text(encoding="utf-8")


def test_texts_go_out_whole_only_when_asked_for(onrecord: Onrecord, sample_record: Path, tmp_path: Path) -> None:
    for name, options in (("excerpts", ()), ("whole", ("--texts",))):
        onrecord("export", tmp_path / name, "--record", sample_record, *options)
    sizes = {name: (tmp_path / name).read_text(encoding="utf-8").count("articleBody") for name in ("excerpts", "whole")}
    assert sizes["excerpts"] == 0 < sizes["whole"]


def test_an_export_overwrites_nothing(onrecord: Onrecord, sample_record: Path, tmp_path: Path) -> None:
    out = tmp_path / "kept.jsonl"
    out.write_text("mine", encoding="utf-8")
    ran = onrecord("export", out, "--record", sample_record)
    assert (ran.code, out.read_text(encoding="utf-8")) == (1, "mine")
    assert "kept.jsonl" in ran.err


def test_a_format_that_carries_excerpts_only_says_so(onrecord: Onrecord, sample_record: Path, tmp_path: Path) -> None:
    ran = onrecord("export", tmp_path / "out.csv", "--format", "csv", "--texts", "--record", sample_record)
    assert ran.code == 1 and "excerpts only" in ran.err
    assert not (tmp_path / "out.csv").exists()


def test_an_imported_collection_is_on_the_record(onrecord: Onrecord, tmp_path: Path) -> None:
    record, given = tmp_path / "r.db", lines(tmp_path, QUOTATION)
    (row,) = onrecord("import", given, "--format", "quotebank", "--record", record, "--json").rows
    assert (row["added"], row["record"]["first_hand"]) == (1, 1)
    assert (
        onrecord("import", given, "--format", "quotebank", "--record", record, "--json").rows[0]["already_there"] == 1
    )
    (said,) = onrecord("said", "Edda Vorin", "--record", record, "--json").rows
    assert said["text"].strip('“”"') == QUOTATION["quotation"]


def test_a_broken_line_of_a_collection_fails_alone(onrecord: Onrecord, tmp_path: Path) -> None:
    path = lines(tmp_path, TURNS)
    path.write_text(path.read_text(encoding="utf-8") + "\n{broken\n", encoding="utf-8")
    ran = onrecord("import", path, "--format", "transcripts", "--record", tmp_path / "r.db", "--json")
    assert ran.code == 1 and ", line " in ran.err
    assert json.loads(ran.out)["added"] == 1


def test_a_copy_of_a_record_is_a_sound_record(onrecord: Onrecord, sample_record: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert onrecord("backup", copy, "--record", sample_record).code == 0
    assert onrecord("verify", "--record", copy).code == 0
    held = [onrecord("stats", "--json", "--record", record).rows for record in (sample_record, copy)]
    assert held[0] == held[1]
    assert held[0][0]["record"]["articles"] == 14
    assert onrecord("backup", copy, "--record", sample_record).code == 1


def test_a_copy_is_whole_while_others_write(tmp_path: Path) -> None:
    with open_store(tmp_path / "r.db") as store, ThreadPoolExecutor() as pool:
        put(store, invented(0))
        writing = pool.submit(lambda: [put(store, invented(n)) for n in range(1, 40)])
        for n in range(5):
            store.backup(tmp_path / f"{n}.db")
        writing.result()
    sizes = []
    for n in range(5):
        with open_store(tmp_path / f"{n}.db", create=False) as copy:
            assert not list(copy.verify())
            sizes.append(copy.counts()["articles"])
    assert sizes == sorted(sizes) and sizes[0] >= 1


def test_what_a_record_holds_is_told_in_counts(onrecord: Onrecord, sample_record: Path) -> None:
    shown = onrecord("stats", "--record", sample_record).out
    assert "articles" in shown and "language en" in shown
