"""Reading: a content in, articles or clear errors out. Cases are files with what is expected beside them."""

import gzip
import hashlib
import io
import json
import logging
import os
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import ReadingError
from onrecord.model import Article
from onrecord.reading import Facts, article_id, body, jsonfile, read, read_bytes, read_text
from onrecord.reading.article import TEXT_LIMIT

TESTS = Path(__file__).parent
ROOT = TESTS.parent
CASES = TESTS / "cases" / "reading"
SHARED = ROOT.parent / "shared"
EXPECTED = ".expected.json"
NAMES = sorted(path.name.removesuffix(EXPECTED) for path in CASES.glob(f"*{EXPECTED}"))


def article_in(path: Path) -> Article:
    (found,) = read(path)
    assert isinstance(found, Article), found
    return found


def error_in(path: Path) -> str:
    (found,) = read(path)
    assert isinstance(found, ReadingError), found
    assert str(found).startswith(str(path))
    assert str(found).endswith(".")
    return str(found)


def written(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_read_as_expected(name: str) -> None:
    found = list(read(CASES / name))
    expected = json.loads((CASES / f"{name}{EXPECTED}").read_text("utf-8"))
    assert len(found) == len(expected)
    for result, wanted in zip(found, expected, strict=True):
        if "error" in wanted:
            assert isinstance(result, ReadingError)
            assert wanted["error"] in str(result)
            continue
        assert isinstance(result, Article), result
        if wanted.pop("whole", False):
            assert result.text == (CASES / name).read_bytes().decode()
        assert {key: value for key, value in asdict(result).items() if key in wanted} == wanted


def test_the_text_is_kept_to_the_code_point(tmp_path: Path) -> None:
    text = "\n  Wörter —\r\nund 𝔘nicode e\u0301\u00a0\u2028 \rEnde. \n\n"
    assert article_in(written(tmp_path / "a.txt", text)).text == text
    assert article_in(written(tmp_path / "a.json", json.dumps({"articleBody": text}))).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"])
def test_russian_is_read_in_each_of_its_encodings(tmp_path: Path, encoding: str) -> None:
    text = "Паром на Орсхольм останется в порту до вторника, сообщил капитан.\r\nРуль треснул."
    assert article_in(written(tmp_path / "a.txt", text.encode(encoding))).text == text


def test_western_text_without_a_declared_encoding_is_read(tmp_path: Path) -> None:
    text = "Die Fähre bleibt im Hafen, sagte der Kapitän. „Das Ruder ist gebrochen“, erklärte er später."
    assert article_in(written(tmp_path / "a.txt", text.encode("cp1252"))).text == text


def test_a_few_broken_bytes_do_not_turn_utf_8_into_another_encoding(tmp_path: Path) -> None:
    text = "Паром остался в порту, сказал капитан. " * 5
    assert article_in(written(tmp_path / "a.txt", text.encode() + b"\xd0")).text == text + "\ufffd"


def test_a_page_is_read_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    page = (CASES / "dated-by-time.html").read_text("utf-8").replace("<head>", '<head><meta charset="windows-1251">')
    assert "Руль треснул" in article_in(written(tmp_path / "a.html", page.encode("cp1251"))).text


@pytest.mark.parametrize("name", ["graph.json", "broken-by-a-link.html", "text-with-disclaimer-be.txt", "lines.jsonl"])
def test_a_content_is_told_from_its_beginning_even_packed_and_misnamed(tmp_path: Path, name: str) -> None:
    data = (CASES / name).read_bytes()
    plain = [found.id for found in read(CASES / name) if isinstance(found, Article)]
    for place, content in (
        (tmp_path / "a.txt", data),
        (tmp_path / "b", data),
        (tmp_path / "c.gz", gzip.compress(data)),
    ):
        assert [found.id for found in read(written(place, content)) if isinstance(found, Article)] == plain


def test_json_lines_in_utf_16_and_with_a_broken_first_line_are_read(tmp_path: Path) -> None:
    lines = '{"articleBody": "cut\n{"articleBody": "One."}\n{"articleBody": "Two."}\n'
    for name, data in (("a.json", lines.encode()), ("b.jsonl", lines.encode("utf-16"))):
        found = list(read(written(tmp_path / name, data)))
        assert [entry.text if isinstance(entry, Article) else "error" for entry in found] == ["error", "One.", "Two."]


def test_an_article_has_one_id_wherever_it_lies_and_however_it_is_packed(tmp_path: Path) -> None:
    data = (CASES / "graph.json").read_bytes()
    here, there = written(tmp_path / "a.json", data), written(tmp_path / "b.json.gz", gzip.compress(data))
    first, second = article_in(here), article_in(there)
    assert first.id == second.id == article_id(first.text, first)
    assert first.origin != second.origin


def test_an_id_does_not_change_between_versions() -> None:
    facts = Facts(title="Паром", published="2024-03-03")
    assert article_id("Words.", facts) == "00188ac79e1d2cfa6fe4995d9e34c6351e5c8330b6f7580ff8f145022b086eec"


def test_what_an_article_leaves_open_is_filled_with_what_is_given(tmp_path: Path) -> None:
    (found,) = read(written(tmp_path / "a.txt", "A ferry."), outlet="Orsholm Herald", published="2024-03")
    assert isinstance(found, Article)
    assert (found.outlet, found.published, found.published_from) == ("Orsholm Herald", "2024-03", "given")
    (own,) = read(CASES / "graph.json", outlet="Other", published="1999")
    assert isinstance(own, Article)
    assert (own.outlet, own.published) == ("Orsholm Herald", "2024-03-03")


def test_a_given_date_that_is_none_is_refused_at_once() -> None:
    with pytest.raises(ReadingError, match='"soon" is not a date'):
        read(CASES, published="soon")


def _zip(name: str = "a.txt") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, "A ferry.")
    return packed.getvalue()


BAD = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\t\r\n ", "is empty"),
    "mark.txt": (b"\xef\xbb\xbf", "has no text"),
    "blank-16.txt": ("\n \n".encode("utf-16"), "has no text"),
    "zeros.txt": (bytes(5000), "is empty"),
    "image.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is an image"),
    "photo.jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100), "is an image"),
    "paper.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF document that cannot be read"),
    "letter.docx": (_zip(), "is an office document or book"),
    "letter": (_zip("[Content_Types].xml"), "is an office document or book"),
    "program": (b"\x7fELF\x02\x01\x01" + bytes(100), "is a program"),
    "program.exe": (b"MZ\x90\x00\x03\x00" + bytes(100), "is a program"),
    "noise.txt": (bytes(range(1, 256)) * 20, "is not text in an encoding"),
    "cut.json": (b'{"headline": "A", "articleBody": "The fer', "is not whole JSON"),
    "no-body.json": (b'{"@type": "NewsArticle", "headline": "A"}', "has no articleBody"),
    "no-article.json": (b'{"@type": "Organization", "name": "A"}', "holds no article"),
    "none.json": (b"[]", "holds no article"),
    "deep.json": (b'{"a": ' * 50_000, "JSON"),
    "nested.json": (b"[" * 100_000, "is JSON that cannot be read"),
    "nested.jsonl": (b"[" * 100_000, "line 1: is JSON that cannot be read"),
    "nested.JSON.gz": (gzip.compress(b"[" * 100_000), "is JSON that cannot be read"),
    "prose.json": (b"A ferry.", "is not whole JSON"),
    "stray.pdf": (b"A ferry.", "has the name of a PDF document (.pdf)"),
    "stray.DOCX": (b"A ferry.", "has the name of an office document (.docx)"),
    "stray.xlsx": (b'{"articleBody": "A ferry."}', "has the name of an office document (.xlsx)"),
    "stray.zip.gz": (gzip.compress(b"A ferry."), "has the name of an archive (.zip)"),
    "chance-16.txt": (b"\xff\xfe\x00garbage\x00\x01", "is not text in an encoding"),
    "controls-16.txt": ("A ferry\x02\x03.".encode("utf-16"), "is not text in an encoding"),
    "unassigned-16.txt": ("A ferry \u0378.".encode("utf-16"), "is not text in an encoding"),
    "noise-16.txt": (b"\xfe\xff" + bytes(range(256)) * 20, "is not text in an encoding"),
    "number.json": (b'{"articleBody": ' + b"9" * 5000 + b"}", "JSON that cannot be read"),
    "cut.txt.gz": (gzip.compress(os.urandom(2000))[:900], "gzip packing is cut off or damaged"),
    "damaged.gz": (b"\x1f\x8b\x08\x00nothing of the kind", "gzip packing is cut off or damaged"),
    "tags.html": (b"<html><body><p></p></body></html>", "a page without an article's text"),
    "many.html": (b"<html><body>" + b"<p>a</p>" * 21_000, "a page too large"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gives_one_clear_error(tmp_path: Path, name: str) -> None:
    data, wanted = BAD[name]
    assert wanted in error_in(written(tmp_path / name, data))


def test_a_text_beyond_the_limit_is_refused_and_told_what_to_do(tmp_path: Path) -> None:
    message = error_in(written(tmp_path / "long.txt", b"word " * 10_000_000))
    assert "larger than 20 MB" in message
    assert "JSON Lines" in message
    (found,) = read_bytes(b'{"articleBody": "' + b"a" * (TEXT_LIMIT + 1) + b'"}', "long.json")
    assert "larger than 20 MB" in str(found)


def test_a_line_beyond_the_limit_is_left_out_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jsonfile, "LINE_LIMIT", 100)
    lines = [json.dumps({"articleBody": body}) for body in ("One.", "a" * 200_000, "Three.")]
    first, second, third = read(written(tmp_path / "a.jsonl", "\n".join(lines)))
    assert isinstance(first, Article) and isinstance(third, Article) and third.text == "Three."
    assert "a.jsonl, line 2: is longer than" in str(second)


def test_a_missing_path_is_named() -> None:
    assert "does not exist" in error_in(Path("no-such-file.txt"))


def test_a_path_that_no_system_allows_is_an_error() -> None:
    assert "cannot be read" in error_in(Path("a\x00b"))


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "is not a regular file" in error_in(tmp_path / "pipe")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_what_may_not_be_read_is_named(tmp_path: Path) -> None:
    file, folder = written(tmp_path / "a.txt", "A ferry."), tmp_path / "b"
    folder.mkdir()
    file.chmod(0)
    folder.chmod(0)
    messages = [str(found) for found in read(tmp_path)]
    folder.chmod(0o700)
    assert len(messages) == 2
    assert all("may not be read" in message for message in messages)


def test_a_folder_is_read_in_order_around_its_broken_file(tmp_path: Path) -> None:
    for name, data in {
        "b/2.txt": "Two.",
        "b/1.json": '{"articleBody": "One."}',
        "a.txt": "A ferry.",
        "b/broken.json": '{"articleBody": "cut',
        "c.jsonl": '{"articleBody": "C."}\n',
        ".hidden/x.txt": "Hidden.",
        ".y.txt": "Hidden.",
        "README.md": "About the folder.",
        "page.html": "<html><body><p>The ferry stays in port, its master said on Sunday.</p></body></html>",
        "page_files/style.css": "p {}",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        written(tmp_path / name, data)
    found = list(read(tmp_path))
    origins = [Path(entry.origin or "").name if isinstance(entry, Article) else "error" for entry in found]
    assert origins == ["a.txt", "c.jsonl", "page.html", "1.json", "2.txt", "error"]
    assert "broken.json" in str(found[-1])


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    assert "is a folder without files" in error_in(tmp_path)


def test_a_page_fetched_is_read_with_its_address() -> None:
    page = b"<html><body><article><p>The ferry stays in port, its master said on Sunday.</p></article></body></html>"
    (found,) = read_bytes(page, "fetched", Facts(url="https://www.herald.example/blogs/2024/03/05/ferry"))
    assert isinstance(found, Article)
    assert (found.outlet, found.published, found.published_from) == ("herald.example", "2024-03-05", "url")
    assert found.opinion


def test_an_address_may_end_in_anything() -> None:
    (found,) = read_bytes(b"The ferry stays in port.", "https://herald.example/ferry.pdf")
    assert isinstance(found, Article)


def test_a_string_is_read_as_plain_text() -> None:
    found = read_text("OPINION: Let it rest\n\nThe ferry is old, said the master.", Facts(outlet="Orsholm Herald"))
    assert (found.title, found.outlet, found.opinion) == ("OPINION: Let it rest", "Orsholm Herald", True)
    with pytest.raises(ReadingError, match="has no text"):
        read_text(" \n")


def test_caches_are_emptied_every_so_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    emptied: list[int] = []
    monkeypatch.setattr(body, "PAGES_BETWEEN_RESETS", 2)
    monkeypatch.setattr(body, "reset_caches", lambda: emptied.append(1))
    for _ in range(4):
        body.tree_of("<html><body><p>A ferry.</p></body></html>")
    assert len(emptied) == 2


def test_reading_logs_nothing_to_the_console(capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("trafilatura").propagate = True
    list(read_bytes(b"<p>", "a"))
    list(read_bytes(b"<html></html>", "a"))
    assert capsys.readouterr().err == ""


@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
@settings(max_examples=40, deadline=None)
def test_random_bytes_never_raise(data: bytes) -> None:
    for start in (b"", b"<html><p>", b'{"articleBody": "', b"[{", b"\x1f\x8b\x08", b"\xff\xfe"):
        for found in read_bytes(start + data, "noise"):
            assert isinstance(found, Article | ReadingError)


KEYS = (
    "@graph", "@id", "@type", "articleBody", "articleSection", "author", "datePublished", "headline", "inLanguage",
    "mainEntityOfPage", "name", "publisher", "url",
)  # fmt: skip


@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(KEYS),
                inner,
                max_size=6,
            )
        ),
        max_leaves=12,
    )
)
@settings(max_examples=40, deadline=None)
def test_strange_json_never_raises(value: object) -> None:
    for found in read_bytes(json.dumps([{"articleBody": "A ferry.", "author": value}, value]).encode(), "noise"):
        assert isinstance(found, Article | ReadingError)


def test_every_article_of_the_sample_is_read() -> None:
    found = list(read(ROOT / "sample"))
    articles = [entry for entry in found if isinstance(entry, Article)]
    assert articles == found
    assert {entry.language for entry in articles} == {"en", "ru", "uk", "be", "de", "fr"}
    assert all(entry.published for entry in articles)
    assert [Path(entry.origin or "").name for entry in articles if entry.opinion] == ["blog-two-presidents.html"]


def test_every_article_keeps_what_it_was_read_from(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress("Бакен\r\nThe ferry waits.".encode("cp1251")))
    (tmp_path / "b.jsonl").write_text('{"articleBody": "The ferry waits."}\n{"articleBody": "It sails."}\n')
    (tmp_path / "c.json").write_text(json.dumps([{"articleBody": "It is late."}, {"articleBody": "It is gone."}]))
    (tmp_path / "d.html").write_text(f"<html><body><article><p>{'The ferry waits. ' * 40}</p></article></body></html>")
    found = [a.raw for a in read(tmp_path) if isinstance(a, Article) and a.raw is not None]
    whole = [(tmp_path / name).read_bytes() for name in ("c.json", "c.json", "d.html")]
    lines = (tmp_path / "b.jsonl").read_bytes().splitlines()
    assert [r.data for r in found] == ["Бакен\r\nThe ferry waits.".encode("cp1251"), *lines, *whole]
    assert [r.kind for r in found] == ["plain text", *["JSON"] * 4, "a page in HTML"]
    assert all(hashlib.sha256(r.data).hexdigest() == r.sha256 for r in found)


def _saved_pages() -> Iterator[tuple[Path, str]]:
    """The newest saved page of German and British publishers, with the text its hand-written parser gives."""
    for country in ("de", "uk"):
        for truth in sorted((SHARED / "html" / "fundus" / country).glob("*.json"))[:8]:
            pages = sorted(truth.parent.glob(f"{truth.stem}_2*.html.gz"))
            versions = json.loads(truth.read_text("utf-8"))
            content = versions[max(versions)].get("body")
            if pages and content:
                sections = [
                    part for section in content["sections"] for part in section["headline"] + section["paragraphs"]
                ]
                yield pages[-1], " ".join(content["summary"] + sections)


@pytest.mark.skipif(not (SHARED / "html").is_dir(), reason="the saved pages are not here")
def test_the_words_of_saved_pages_are_found() -> None:
    shares = []
    for page, truth in _saved_pages():
        ours, theirs = set(article_in(page).text.split()), set(truth.split())
        shares.append(2 * len(ours & theirs) / (len(ours) + len(theirs)))
    assert sum(shares) / len(shares) > 0.9


@pytest.mark.skipif(not (SHARED / "articles").is_dir(), reason="the seed article is not here")
def test_the_seed_article_is_kept_whole_and_known_for_a_blog() -> None:
    path = SHARED / "articles" / "lavrov-lukashenka.txt"
    found = article_in(path)
    assert found.text == path.read_bytes().decode()
    assert (found.published, found.title, found.language, found.opinion) == (None, None, "en", True)
