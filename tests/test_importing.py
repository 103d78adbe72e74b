"""Collections that others made, as articles with statements: what each gives, and what it leaves open."""

import bz2
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from test_attribution import ScriptedTagger

from onrecord.attribution import Tagger
from onrecord.errors import ReadingError
from onrecord.extraction import entities_of
from onrecord.importing import Collection, extracts_in
from onrecord.model import Basis, Extract, Span
from onrecord.store import open_store

TRANSCRIPTS = ROOT.parent / "shared" / "transcripts"
SILENT = ScriptedTagger({})

GQG = {
    "date": "2020-03-05T10:30:00Z",
    "url": "https://www.tide.example/pier",
    "title": "Pier tax",
    "lang": "ENGLISH",
    "quotes": [
        {"pre": "Edda Vorin told us: ", "quote": "the pier stays untaxed", "post": " and left."},
        {"pre": "A shout came from behind:", "quote": "never again", "post": "was heard."},
    ],
}
QUOTATION = {
    "quoteID": "2019-03-05-000042",
    "quotation": "the pier will stay untaxed as long as I am here",
    "speaker": "Edda Vorin",
    "qids": ["Q1000000001"],
    "date": "2019-03-05 00:00:00",
    "numOccurrences": 2,
    "probas": [["Edda Vorin", "0.7911"], ["None", "0.1502"], ["Pauli Kesk", "0.0587"]],
    "urls": ["http://tide.example/a", "http://tide.example/b"],
    "phase": "E",
}
ARTICLE = {
    "articleID": "x",
    "date": "2019-03-06 00:00:00",
    "title": "Pier tax",
    "url": "http://tide.example/a",
    "quotations": [
        {
            "quotation": "it will stay untaxed",
            "leftContext": "On the pier Edda Vorin said: “",
            "rightContext": "” Pauli Kesk said nothing.",
            "globalProbas": [["Pauli Kesk", "0.6"]],
            "localProbas": [{"speaker": "Edda Vorin", "proba": 0.9, "qids": ["Q1000000001"]}],
        },
        {"quotation": "no", "leftContext": "", "rightContext": "", "localProbas": [["None", "0.8"]]},
    ],
}
TURNS = {
    "date": "2021-06-01",
    "place": "Tarn",
    "title": "Meeting on the pier",
    "url": "https://tarn.example/1",
    "turns": [
        {"speaker": None, "text": ["The meeting was held in the old hall.", "* * *"]},
        {"speaker": "Mayor of Tarn Edda Vorin", "text": ["Good day.", "We begin with the pier."]},
        {"speaker": "Harbour Master Pauli Kesk", "text": ["Thank you.", "Edda Vor IN: Not at all.", "Go on."]},
        {
            "speaker": "Question",
            "text": ["And the tax?", "I repeat: the tax?", "Minister JON OTT ( retranslated ): None."],
        },
        {"speaker": "Edda Vorin", "text": "No tax.\nNone at all."},
    ],
}


def lines(tmp_path: Path, *given: object) -> Path:
    path = tmp_path / "collection.jsonl"
    path.write_text("".join(f"{g if isinstance(g, str) else json.dumps(g)}\n" for g in given), encoding="utf-8")
    return path


def one(tmp_path: Path, given: object, collection: Collection, tagger: Tagger = SILENT) -> Extract:
    (found,) = extracts_in(lines(tmp_path, given), collection, tagger)
    assert isinstance(found, Extract), found
    return found


def words(extract: Extract, spans: tuple[Span, ...]) -> list[str]:
    return [extract.article.text[begin:end] for begin, end in spans]


def told(extract: Extract) -> list[tuple[str | None, str]]:
    return [(s.speaker.name, " … ".join(words(extract, s.attribution.content))) for s in extract.statements]


# --- the Global Quotation Graph


def test_a_quotation_of_gdelt_has_no_speaker_when_none_is_read_around_it(tmp_path: Path) -> None:
    found = one(tmp_path, GQG, Collection.GQG)
    assert told(found) == [(None, "the pier stays untaxed"), (None, "never again")]
    assert "“the pier stays untaxed” and left." in found.article.text
    assert "behind: “never again” was heard." in found.article.text
    assert (found.article.published, found.article.language, found.article.outlet) == (
        "2020-03-05",
        "en",
        "tide.example",
    )
    assert "GDELT" in found.statements[0].speaker.why


def test_a_quotation_of_gdelt_gets_the_speaker_that_is_read_around_it(tmp_path: Path) -> None:
    tagger = ScriptedTagger({"told": "SSQQCCCCC......"})
    given = {
        **GQG,
        "quotes": [{"pre": "Edda Vorin told us: “", "quote": "the pier stays untaxed", "post": "” and left."}],
    }
    found = one(tmp_path, given, Collection.GQG, tagger)
    assert [s.speaker.name for s in found.statements] == ["Edda Vorin"]
    assert found.statements[0].dating.said_on is None


# --- Quotebank


def test_a_quotation_of_quotebank_keeps_the_probability_of_its_speaker(tmp_path: Path) -> None:
    found = one(tmp_path, QUOTATION, Collection.QUOTEBANK)
    (statement,) = found.statements
    assert told(found) == [("Edda Vorin", QUOTATION["quotation"])]
    assert statement.attribution.score == statement.speaker.probability == pytest.approx(0.7911)
    assert "Edda Vorin 0.79, None 0.15, Pauli Kesk 0.06" in statement.speaker.why
    assert statement.dating.said_on is None  # the date is that of printing
    assert (found.article.published, found.article.url) == ("2019-03-05", "http://tide.example/a")


def test_an_article_of_quotebank_gives_the_words_around_and_where_the_speaker_is_named(tmp_path: Path) -> None:
    found = one(tmp_path, ARTICLE, Collection.QUOTEBANK)
    assert told(found) == [("Edda Vorin", "it will stay untaxed"), (None, "no")]
    assert [words(found, s.attribution.source) for s in found.statements] == [["Edda Vorin"], []]
    assert found.statements[0].attribution.score == pytest.approx(0.9)


# --- transcripts


def test_each_paragraph_of_a_turn_is_its_speakers_own_statement(tmp_path: Path) -> None:
    found = one(tmp_path, TURNS, Collection.TRANSCRIPTS)
    assert told(found) == [
        ("Edda Vorin", "Good day."),
        ("Edda Vorin", "We begin with the pier."),
        ("Pauli Kesk", "Thank you."),
        ("Edda Vorin", "Not at all."),
        ("Edda Vorin", "Go on."),
        (None, "And the tax?"),
        (None, "I repeat: the tax?"),
        ("Jon Ott", "None."),
        ("Edda Vorin", "No tax."),
        ("Edda Vorin", "None at all."),
    ]
    first, second = found.statements[:2]
    assert words(found, first.attribution.source) == ["Mayor of Tarn Edda Vorin"]
    assert words(found, first.attribution.cue) == [":"]
    assert second.attribution.source == ()
    assert first.speaker.roles == ("mayor of tarn",)
    assert {(s.basis, s.dating.said_on, s.occasion) for s in found.statements} == {
        (Basis.FIRST_HAND, "2021-06-01", "Meeting on the pier")
    }


def speech(**fields: Any) -> dict[str, Any]:
    text = "\n\n".join(["**Friends!**", *(f"This is thought {n}." for n in range(6))])
    return {"name": "Address", "speaker": ["Едда Ворін"], "date": "2022-03-01T10:00:00", "text": text, **fields}


def test_a_speech_of_one_speaker_is_theirs_paragraph_by_paragraph(tmp_path: Path) -> None:
    found = one(tmp_path, speech(), Collection.TRANSCRIPTS)
    assert told(found)[:2] == [("Едда Ворін", "Friends!"), ("Едда Ворін", "This is thought 0.")]
    assert len(found.statements) == 7
    assert found.statements[0].dating.said_on == "2022-03-01"


def test_a_speech_of_several_speakers_is_nobodys(tmp_path: Path) -> None:
    found = one(tmp_path, speech(speaker=["Edda Vorin", "Pauli Kesk"]), Collection.TRANSCRIPTS)
    assert {s.speaker.name for s in found.statements} == {None}


@pytest.mark.parametrize("fields", [{"text": "Address by Edda Vorin on the pier."}, {"description": speech()["text"]}])
def test_a_report_about_a_speech_is_not_put_in_its_speakers_mouth(tmp_path: Path, fields: dict[str, str]) -> None:
    assert one(tmp_path, speech(**fields), Collection.TRANSCRIPTS).statements == ()


# --- any of them


@pytest.mark.parametrize(
    ("given", "collection"),
    [
        (GQG, Collection.GQG),
        (QUOTATION, Collection.QUOTEBANK),
        (ARTICLE, Collection.QUOTEBANK),
        (TURNS, Collection.TRANSCRIPTS),
        (speech(), Collection.TRANSCRIPTS),
    ],
)
def test_what_is_imported_goes_into_a_record_and_is_sound_there(
    tmp_path: Path, given: object, collection: Collection
) -> None:
    found = one(tmp_path, given, collection)
    assert f"{tmp_path / 'collection.jsonl'}, line 1" in (found.article.origin or "")
    assert (found.article.origin or "").startswith("imported from ")
    with open_store("sqlite://") as store:
        assert store.add(found, entities_of(found), settle=True)
        assert not store.add(found, entities_of(found))
        kept = store.statements_of(found.article.id)
        assert [s.text for s in kept] == [" … ".join(words(found, s.attribution.content)) for s in found.statements]
        assert {s.imported for s in kept} == {collection.value}
        assert [s.speaker_probability for s in kept] == [s.speaker.probability for s in found.statements]
        assert store.shares()["imported"] == {collection.value: 1}
        assert store.source(found.article.id) == json.dumps(given).encode()
        assert list(store.verify()) == []


def test_a_broken_line_is_named_and_the_others_are_kept(tmp_path: Path) -> None:
    bad = [
        '{"quotation": "cut o',
        "[1, 2]",
        {**QUOTATION, "quotation": "  "},
        {**QUOTATION, "quotation": 7},
        {**QUOTATION, "probas": [["Edda Vorin", "likely"]]},
        {**ARTICLE, "quotations": [1]},
    ]
    path = lines(tmp_path, QUOTATION, *bad, "", ARTICLE)
    found = list(extracts_in(path, Collection.QUOTEBANK, SILENT))
    assert [isinstance(f, Extract) for f in found] == [True, *[False] * len(bad), True]
    for number, error in enumerate(found[1:-1], 2):
        assert isinstance(error, ReadingError) and f"{path}, line {number}" in str(error)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, bytes])
def test_packed_files_are_read_as_they_are(tmp_path: Path, pack: Any) -> None:
    path = tmp_path / "quotes"
    path.write_bytes(pack(json.dumps(QUOTATION).encode() + b"\n"))
    (found,) = extracts_in(path, Collection.QUOTEBANK, SILENT)
    assert isinstance(found, Extract)


def test_a_packed_file_that_is_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "quotes.json.bz2"
    many = "".join(json.dumps({**QUOTATION, "quotation": f"{n} {n * n}"}) + "\n" for n in range(50))
    path.write_bytes(bz2.compress(many.encode())[:-20])
    *_, last = extracts_in(path, Collection.QUOTEBANK, SILENT)
    assert isinstance(last, ReadingError) and str(path) in str(last)


def test_a_missing_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    (found,) = extracts_in(tmp_path / "none.jsonl", Collection.GQG, SILENT)
    assert isinstance(found, ReadingError) and "none.jsonl" in str(found)


@pytest.mark.skipif(not TRANSCRIPTS.is_dir(), reason="needs ../shared/transcripts, which is not ours to publish")
@pytest.mark.parametrize(
    ("file", "least", "speaker"),
    [
        ("ukraine_officials_2022/statements_uk.jsonl", 200, "Володимир Зеленський"),
        ("kremlin_en/kremlin_dialogues.jsonl.gz", 300, "Dmitry Medvedev"),
    ],
)
def test_real_transcripts_give_dated_statements_of_named_speakers(
    tmp_path: Path, file: str, least: int, speaker: str
) -> None:
    source = TRANSCRIPTS / file
    opened = gzip.open if source.suffix == ".gz" else open
    with opened(source, "rt", encoding="utf-8") as stream:
        some = lines(tmp_path, *(line.strip() for line, _ in zip(stream, range(30), strict=False)))
    found = list(extracts_in(some, Collection.TRANSCRIPTS, SILENT))
    assert all(isinstance(f, Extract) for f in found)
    statements = [s for f in found if isinstance(f, Extract) for s in f.statements]
    assert len(statements) > least
    assert all(s.dating.said_on for s in statements)
    named = [s.speaker.name for s in statements if s.speaker.name]
    assert named.count(speaker) > 50 and len(named) > 0.8 * len(statements)
