"""What goes out of a record, read by other programs' own readers: nothing more than excerpts unless asked for."""

import csv
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import OnRecordError
from onrecord.exports import Entry, Format, export, export_files
from onrecord.extraction import entities_of
from onrecord.model import (
    Article,
    Attribution,
    Basis,
    Dating,
    Extract,
    Kind,
    Person,
    Polarity,
    Span,
    Speaker,
    Statement,
)
from onrecord.reading import article_id, read_bytes
from onrecord.store import open_store

CASES = Path(__file__).parent / "cases" / "exports"
NOBODYS = "words of nobody"
WIKIDATA = "Q1000000001"


def spans(given: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    return tuple((begin, end) for begin, end in given)


def statement(given: dict[str, Any]) -> Statement:
    relayed_by = tuple(given.get("relayed_by", ()))
    source, cue, content = (spans(given[role]) for role in ("source", "cue", "content"))
    return Statement(
        Attribution(source, cue, content, Kind(given["kind"]), given.get("parent"), 0.9),
        Speaker(given["speaker"], "named", given.get("organisation", False)),
        relayed_by,
        Basis.RELAYED if relayed_by else Basis.FIRST_HAND,
        Polarity(given.get("polarity", "said")),
        Dating(given.get("said_on"), None),
        None,
    )


@pytest.fixture(scope="module")
def entry() -> Entry:
    """The article of cases/exports/pier.json as a record gives it back; one of its persons has a Wikidata id."""
    case = json.loads((CASES / "pier.json").read_text(encoding="utf-8"))
    article = Article("", **case["article"])
    article = replace(article, id=article_id(article.text, article))
    extract = Extract(article, tuple(statement(s) for s in case["statements"]))
    with open_store("sqlite://") as store:
        store.add(extract, entities_of(extract), settle=True)
        persons = {p.id: replace(p, wikidata=WIKIDATA if p.name == "Edda Vorin" else None) for p in store.people()}
        mentions: dict[str, Person] = {e.mention: persons[i] for i, es in store.all_entities().items() for e in es}
        return Entry.of(article, store.statements_of(article.id), mentions)


def written(format: Format, entry: Entry, whole_texts: bool = False) -> bytes:
    return b"".join(export(format, [entry], whole_texts))


def rows(data: bytes) -> list[Any]:
    return [json.loads(row) for row in data.decode().splitlines()]


# --- what may go out


@pytest.mark.parametrize("format", [f for f in Format if f not in (Format.BRAT, Format.PARQUET)])
def test_an_excerpt_has_no_words_that_are_of_no_statement(format: Format, entry: Entry) -> None:
    data = written(format, entry).decode()
    assert "senseless" in data
    assert NOBODYS not in data


@pytest.mark.parametrize("format", [f for f in Format if f not in (Format.BRAT, Format.JSONL)])
def test_whole_texts_in_a_format_of_excerpts_are_an_error_that_names_the_others(format: Format, entry: Entry) -> None:
    with pytest.raises(OnRecordError, match="jsonl or brat"):
        export(format, [entry], whole_texts=True)


def test_brat_into_one_file_is_an_error_that_asks_for_a_folder(entry: Entry) -> None:
    with pytest.raises(OnRecordError, match="folder"):
        export(Format.BRAT, [entry])


def test_statements_that_people_struck_out_stay_in(entry: Entry) -> None:
    struck = [replace(s, rejected=s.speaker == "Pauli Kesk") for s in entry.statements]
    left = Entry.of(entry.article, struck, {})
    assert [s.id for s in left.statements] == [s.id for s in entry.statements if s.speaker != "Pauli Kesk"]


@pytest.mark.parametrize("format", [f for f in Format if f not in (Format.BRAT, Format.PARQUET)])
def test_an_empty_record_gives_an_empty_but_whole_file(format: Format) -> None:
    data = b"".join(export(format, [])).decode()
    if format is Format.CSV:
        assert len(list(csv.reader(io.StringIO(data)))) == 1
    elif format is Format.JSONLD:
        assert json.loads(data)["@graph"] == []
    else:
        assert data == ""


# --- JSON Lines


def test_json_lines_have_a_statement_each_with_its_person_and_its_place(entry: Entry) -> None:
    found = rows(written(Format.JSONL, entry))
    assert len(found) == len(entry.statements)
    first = found[0]
    assert " … ".join(entry.article.text[b:e] for b, e in first["content"]) == first["text"]
    assert first["person"]["wikidata"] == WIKIDATA
    assert first["url"] == entry.article.url
    assert found[3]["relayed_by"] == ["Pauli Kesk"]


def test_whole_articles_go_out_so_that_they_can_be_read_again(entry: Entry) -> None:
    data = written(Format.JSONL, entry, whole_texts=True)
    (again,) = read_bytes(data, "export.jsonl")
    assert isinstance(again, Article)
    assert (again.id, again.text) == (entry.article.id, entry.article.text)
    (shape,) = rows(data)
    assert [s["statement"] for s in shape["statements"]] == [s.id for s in entry.statements]


# --- CSV


def test_csv_holds_every_statement_and_no_cell_is_a_formula(entry: Entry) -> None:
    table = list(csv.DictReader(io.StringIO(written(Format.CSV, entry).decode("utf-8"), newline="")))
    assert [row["text"] for row in table if not row["text"].startswith("'")] == [
        s.text for s in entry.statements if not s.text.startswith("=")
    ]
    assert "'=SUM(A1:A9) is no formula" in {row["text"] for row in table}
    assert not [cell for row in table for cell in row.values() if re.match(r"[=+\-@\t\r]", cell)]
    assert table[3]["relayed_by"] == "Pauli Kesk"
    assert table[0]["said_on"] == "2024-02-08" and table[1]["said_on"] == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "'=", "''+", "＝", "'", "", "a=", "“="])
def test_a_defused_cell_can_be_given_its_words_back(entry: Entry, start: str) -> None:
    words = f"{start}1,5 \"and\nmore'"
    told = replace(entry, statements=(replace(entry.statements[0], text=words),))
    (row,) = csv.DictReader(io.StringIO(written(Format.CSV, told).decode("utf-8"), newline=""))
    assert re.sub(r"^'(?='*[=+\-@\t\r\n＝＋－＠])", "", row["text"]) == words
    assert not re.match(r"[=+\-@\t\r\n＝＋－＠]", row["text"])


# --- Parquet


def test_parquet_is_read_by_pyarrow_with_lists_and_spans(entry: Entry, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow, of the extra parquet, is not installed")
    file = tmp_path / "statements.parquet"
    file.write_bytes(written(Format.PARQUET, entry))
    table = parquet.read_table(file).to_pylist()
    assert [row["text"] for row in table] == [s.text for s in entry.statements]
    assert [(c["begin"], c["end"]) for c in table[0]["content"]] == list(entry.statements[0].content)
    assert [row["relayed_by"] for row in table] == [list(s.relayed_by) for s in entry.statements]
    assert NOBODYS not in json.dumps(table)


def test_parquet_without_pyarrow_is_an_error_that_tells_what_to_install(
    entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(OnRecordError, match=r"onrecord\[parquet\]"):
        export(Format.PARQUET, [entry])


# --- schema.org


def expanded(data: bytes) -> dict[str, dict[str, Any]]:
    """The nodes by their @id, as pyld expands them with a context of our own: there is no network."""
    jsonld = pytest.importorskip("pyld.jsonld", reason="pyld is not installed")
    context = json.loads((CASES / "schema-org.jsonld").read_text(encoding="utf-8"))

    def load(url: str, options: object) -> dict[str, Any]:
        assert url == "https://schema.org"
        return {"contextUrl": None, "documentUrl": url, "document": context, "contentType": "application/ld+json"}

    return {node["@id"]: node for node in jsonld.expand(json.loads(data), {"documentLoader": load})}


def test_json_ld_makes_own_words_quotations_and_relayed_ones_claims(entry: Entry) -> None:
    nodes = expanded(written(Format.JSONLD, entry))
    schema = "https://schema.org/"
    kinds = Counter(node["@type"][0].removeprefix(schema) for node in nodes.values())
    assert kinds == {"NewsArticle": 1, "Person": 2, "Organization": 1, "Quotation": 5, "Claim": 1}
    by_statement = {s.id: nodes[f"urn:onrecord:statement:{s.id}"] for s in entry.statements}
    quotation, claim = (by_statement[entry.statements[i].id] for i in (0, 3))

    def referred(node: dict[str, Any], name: str) -> list[dict[str, Any]]:
        return [nodes[target["@id"]] for target in node[schema + name]]

    (speaker,) = referred(quotation, "spokenByCharacter")
    assert speaker[schema + "sameAs"] == [{"@id": f"http://www.wikidata.org/entity/{WIKIDATA}"}]
    assert quotation[schema + "dateCreated"][0]["@value"] == "2024-02-08"
    assert by_statement[entry.statements[2].id][schema + "dateCreated"][0]["@value"] == "2024-02"
    (article,) = referred(quotation, "isPartOf")
    assert article[schema + "datePublished"][0]["@value"] == "2024-02-09"
    assert referred(claim, "appearance") == [article]
    assert referred(claim, "creator") == [speaker]
    assert [n[schema + "name"][0]["@value"] for n in referred(claim, "claimInterpreter")] == ["Pauli Kesk"]
    assert {"@value": "denied"} in by_statement[entry.statements[1].id][schema + "keywords"]


def test_no_property_of_the_json_ld_lies_outside_schema_org(entry: Entry) -> None:
    nodes = expanded(written(Format.JSONLD, entry))
    assert not [k for node in nodes.values() for k in node if not k.startswith(("@", "https://schema.org/"))]


# --- Web Annotation


def test_web_annotations_keep_to_the_schema(entry: Entry) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    schema = json.loads((CASES / "web-annotation.schema.json").read_text(encoding="utf-8"))
    for annotation in rows(written(Format.WEBANNOTATION, entry)):
        jsonschema.validate(annotation, schema)


def test_both_selectors_of_an_annotation_find_the_same_words(entry: Entry) -> None:
    text = entry.article.text
    targets = []
    for annotation in rows(written(Format.WEBANNOTATION, entry)):
        given = annotation["target"]
        targets += given if isinstance(given, list) else [given]
    assert len(targets) == sum(len(s.content) for s in entry.statements)
    for target in targets:
        quote, position = target["selector"]
        around = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text.count(around) == 1
        assert text.index(around) + len(quote.get("prefix", "")) == position["start"]


# --- FollowTheMoney

# The properties used, of the schemata of followthemoney 3.8 and 4.11.
SCHEMATA = {
    "Article": "fileName title author publisher publishedAt language sourceUrl",
    "Person": "name alias wikidataId position",
    "Organization": "name alias wikidataId",
    "Mention": "document name resolved detectedSchema",
    "Event": "name description summary date involved proof sourceUrl keywords notes recordId",
    "UnknownLink": "subject object role",
}


def test_follow_the_money_entities_refer_to_each_other_and_use_known_properties(entry: Entry) -> None:
    entities = rows(written(Format.FTM, entry))
    ids = [e["id"] for e in entities]
    assert len(set(ids)) == len(ids)
    for entity in entities:
        assert set(entity["properties"]) <= set(SCHEMATA[entity["schema"]].split())
        for name in ("document", "resolved", "involved", "proof", "subject", "object"):
            assert set(entity["properties"].get(name, ())) <= set(ids)
    events = {e["properties"]["recordId"][0]: e["properties"] for e in entities if e["schema"] == "Event"}
    assert events[entry.statements[2].id]["date"] == ["2024-02"]
    relayed = events[entry.statements[3].id]
    speaker = next(e["id"] for e in entities if e["properties"].get("name") == ["Edda Vorin"])
    assert relayed["involved"] == [speaker]
    (link,) = (e for e in entities if e["schema"] == "UnknownLink")
    assert link["properties"]["object"] == [f"onrecord-statement-{entry.statements[3].id}"]


def test_follow_the_money_itself_takes_every_entity_as_it_is(entry: Entry) -> None:
    ftm = pytest.importorskip("followthemoney", reason="followthemoney, which is heavy, is not installed")
    for entity in rows(written(Format.FTM, entry)):
        proxy = ftm.model.get_proxy(entity, cleaned=False)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == {name: sorted(values) for name, values in entity["properties"].items()}
        proxy.schema.validate(entity)


# --- brat


def brat_folder(entry: Entry, whole_texts: bool) -> tuple[str, dict[str, tuple[str, str, str]]]:
    """A text and its annotations (id: kind, arguments, rest), by the standoff format's own rules: the words of every
    text-bound annotation are those at its offsets, in one line each, and every reference leads somewhere."""
    files = {name: data.decode() for name, data in export_files([entry], whole_texts)}
    stem = entry.article.id[:16]
    assert set(files) == {"annotation.conf", f"{stem}.txt", f"{stem}.ann"}
    text, found = files[f"{stem}.txt"], {}
    for row in files[f"{stem}.ann"].splitlines():
        identity, middle, *rest = row.split("\t")
        assert identity not in found and re.fullmatch(r"[TERAN#]\d+", identity)
        kind, _, arguments = middle.partition(" ")
        if identity[0] == "T":
            pieces = [text[int(b) : int(e)] for b, e in (piece.split() for piece in arguments.split(";"))]
            assert " ".join(pieces) == rest[0] and "\n" not in rest[0]
        found[identity] = (kind, arguments, "\t".join(rest))
    for identity, (_, arguments, _) in found.items():
        for reference in re.findall(r"\b[TE]\d+\b", arguments if identity[0] in "RAN#" else ""):
            assert reference in found
    for identity in (i for i in found if i[0] == "E"):
        kind, arguments, _ = found[identity]
        trigger = kind.partition(":")[2]
        assert found[trigger][0] == kind.partition(":")[0] == "Cue"
        for argument in arguments.split():
            role, _, target = argument.partition(":")
            assert found[target][0] == role
    return text, found


@pytest.mark.parametrize("whole_texts", [False, True])
def test_brat_standoff_ties_source_and_content_to_their_cue(entry: Entry, whole_texts: bool) -> None:
    text, found = brat_folder(entry, whole_texts)
    events = [i for i in found if i[0] == "E"]
    assert len(events) == sum(bool(s.cue) for s in entry.statements)
    first = found["E1"][1].split()
    assert [found[a.partition(":")[2]][2] for a in first] == [
        "Edda Vorin",
        "“The pier,” “will not be taxed this year.”",
    ]
    assert ("Polarity", "E2 denied", "") in found.values()
    assert sum(kind == "Relayed" for kind, *_ in found.values()) == 1
    assert any(kind == "Reference" and f"Wikidata:{WIKIDATA}" in rest for kind, rest, _ in found.values())
    assert (NOBODYS in text) == whole_texts


def test_brat_gets_the_whole_text_to_the_letter_when_asked(entry: Entry) -> None:
    assert brat_folder(entry, True)[0] == entry.article.text
