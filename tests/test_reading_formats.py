"""Reading: archives and other formats that hold many articles, or one in a wrapping."""

import gzip
import io
import json
import struct
import tracemalloc
import zipfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutated import fault, mutated

from onrecord.errors import ReadingError
from onrecord.model import Article
from onrecord.reading import pdf, read, read_bytes, warc, zipped
from onrecord.reading.article import TEXT_LIMIT

PAGE = (
    "<html><head><title>{0} stays in port</title></head><body><article><p>The {0} stays in port until Tuesday, its "
    "master said on Sunday.</p><p>“The rudder broke,” he told reporters on the quay.</p></article></body></html>"
)


def told(data: bytes, origin: str = "a") -> list[str]:
    """What comes of some bytes: titles of articles (or their first words), and errors."""
    found = list(read_bytes(data, origin))
    return [str(f) if isinstance(f, ReadingError) else f.title or f.text[:20] for f in found]


def answered(body: bytes, head: bytes = b"Content-Type: text/html; charset=utf-8", status: bytes = b"200 OK") -> bytes:
    return b"HTTP/1.1 " + status + b"\r\n" + head + b"\r\n\r\n" + body


def record(block: bytes, kind: bytes = b"response", more: bytes = b"") -> bytes:
    head = (
        b"WARC/1.0\r\nWARC-Type: " + kind + b"\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2024-03-05T00:00:00Z\r\n"
        b"WARC-Target-URI: https://herald.example/2024/03/03/ferry\r\n"
        b"Content-Type: application/http; msgtype=" + kind + b"\r\n" + more
    )
    return head + b"Content-Length: %d\r\n\r\n" % len(block) + block + b"\r\n\r\n"


def page(name: str) -> bytes:
    return PAGE.format(name).encode()


RECORDS = [
    record(b"software: ours", b"warcinfo"),
    record(b"GET / HTTP/1.1\r\n\r\n", b"request"),
    record(b"20240305\nherald.example. 300 IN A 192.0.2.1").replace(b"application/http", b"text/dns"),
    record(answered(page("Ferry"))),
    record(answered(b"\x89PNG", b"Content-Type: image/png")),
    record(answered(page("Gone"), status=b"404 Not Found")),
    record(answered(gzip.compress(page("Boat")), b"Content-Type: text/html\r\nContent-Encoding: gzip")),
    record(answered(b"%x\r\n" % len(page("Raft")) + page("Raft") + b"\r\n0\r\n\r\n",
                    b"Content-Type: text/html\r\nTransfer-Encoding: chunked")),
    record(answered(PAGE.format("Паром").encode("cp1251"), b"Content-Type: text/html; charset=windows-1251")),
]  # fmt: skip
TITLES = ["Ferry stays in port", "Boat stays in port", "Raft stays in port", "Паром stays in port"]


@pytest.mark.parametrize("packed", [False, True])
def test_the_pages_of_a_web_archive_are_read(packed: bool) -> None:
    data = b"".join(gzip.compress(one) if packed else one for one in RECORDS)
    assert told(data) == TITLES
    first = next(iter(read_bytes(data, "crawl.warc")))
    assert isinstance(first, Article)
    assert first.url == "https://herald.example/2024/03/03/ferry"
    assert (first.published, first.published_from) == ("2024-03-03", "url")
    assert first.raw is not None and first.raw.data == page("Ferry")
    assert (first.origin or "").startswith("crawl.warc, record at byte ")


def test_an_archive_packed_as_one_piece_is_read() -> None:
    assert told(gzip.compress(b"".join(RECORDS))) == TITLES


@pytest.mark.parametrize("packed", [False, True])
def test_a_damaged_record_costs_no_other(packed: bool) -> None:
    records = [gzip.compress(one) if packed else one for one in RECORDS]
    for at in (3, 6):
        broken = bytearray(records[at])
        if packed:
            broken[12:80] = bytes(68)
        else:
            broken = bytearray(bytes(broken).replace(b"Content-Length", b"Content Length"))
        found = told(b"".join([*records[:at], bytes(broken), *records[at + 1 :]]))
        errors = [one for one in found if "is damaged after byte" in one]
        assert len(errors) == 1
        assert [one for one in found if one not in errors] == [
            t for n, t in zip((3, 6, 7, 8), TITLES, strict=True) if n != at
        ]


def test_a_cut_archive_gives_what_is_whole() -> None:
    data = b"".join(gzip.compress(one) for one in RECORDS)
    *whole, error = told(data[:-20])
    assert whole == TITLES[:3]
    assert "holds only part of its page (the archive ends in it)" in error


def test_pages_too_long_or_cut_by_the_crawler_are_told_and_the_rest_is_read() -> None:
    huge = record(answered(gzip.compress(bytes(3 * TEXT_LIMIT)), b"Content-Type: text/html\r\nContent-Encoding: gzip"))
    cut = record(answered(page("Half")), more=b"WARC-Truncated: length\r\n")
    long, half, *rest = told(RECORDS[0] + huge + cut + RECORDS[3])
    assert "larger than 20 MB" in long
    assert "holds only part of its page (length)" in half
    assert rest == TITLES[:1]


def test_bytes_that_look_like_records_without_end_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "_TRIES", 20)
    assert "is damaged throughout" in told(b"WARC/1.0\r\n" * 5000)[-1]


def test_a_web_archive_without_a_page_is_told() -> None:
    assert "without a page" in told(RECORDS[0] + RECORDS[1])[0]


def test_large_files_are_not_held_in_memory(tmp_path: Path) -> None:
    filler = record(answered(bytes(2_000_000), b"Content-Type: image/png"))
    line = json.dumps({"articleBody": "A ferry. " * 100}).encode() + b"\n"
    with (tmp_path / "a.warc").open("wb") as file:
        for _ in range(30):
            file.write(filler)
        file.write(RECORDS[3])
    with gzip.open(tmp_path / "b.jsonl.gz", "wb", compresslevel=1) as packed:
        for _ in range(30):
            packed.write(b" " * 1_000_000 + line)
    tracemalloc.start()
    assert [f.title for f in read(tmp_path / "a.warc") if isinstance(f, Article)] == TITLES[:1]
    assert sum(isinstance(f, Article) for f in read(tmp_path / "b.jsonl.gz")) == 30
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000


def zip_of(members: dict[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", way) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def test_a_zip_of_pages_is_read_as_a_folder_is() -> None:
    data = zip_of({
        "b/raft.html": page("Raft"),
        "a.html": page("Ferry"),
        "a_files/style.css": b"p {}",
        "__MACOSX/a.html": b"\x00\x05",
        ".hidden/x.txt": b"Hidden.",
        "README.md": b"About.",
        "b/broken.json": b'{"articleBody": "cut',
        "b/lines.jsonl.gz": gzip.compress(b'{"articleBody": "One."}\n{"articleBody": "Two."}\n'),
    })  # fmt: skip
    ferry, broken, *lines, raft = told(data, "pages.zip")
    assert (ferry, lines, raft) == (TITLES[0], ["One.", "Two."], TITLES[2])
    assert broken.startswith("pages.zip/b/broken.json: is not whole JSON")


def test_names_in_a_zip_lead_nowhere(tmp_path: Path) -> None:
    nameless = zip_of({"a.txt": b"A ferry.", "b": b"A raft."})
    for name in (b"/", b".", b"\x00"):
        assert told(nameless.replace(b"bPK", name + b"PK").replace(b"bA", name + b"A"))[0] == "A ferry."
    data = zip_of({"../../etc/passwd.txt": b"A ferry.", "/abs.txt": b"A raft.", "new\nline.txt": b"A boat."})
    found = [f for f in read_bytes(data, "a.zip") if isinstance(f, Article)]
    assert [f.text for f in found] == ["A ferry.", "A raft.", "A boat."]
    assert all("\n" not in (f.origin or "") for f in found)
    assert not any(tmp_path.iterdir())


def test_zip_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "would unpack to" in told(zip_of({f"{n}.txt": bytes(5_000_000) for n in range(4)}))[0]
    assert "is a zip archive in an archive" in told(zip_of({"a.zip": zip_of({"b.txt": b"A ferry."})}))[0]
    assert "is a web archive in an archive" in told(zip_of({"a.warc": RECORDS[0]}))[0]
    monkeypatch.setattr(zipped, "MEMBER_LIMIT", 3)
    assert "holds 4 files" in told(zip_of({f"{n}.txt": b"A ferry." for n in range(4)}))[0]


def test_a_zip_that_tells_a_smaller_size_than_it_has_is_not_followed() -> None:
    data = zip_of({"a.txt": b"A ferry. " * 1000})
    size = struct.pack("<I", 9000)
    assert data.count(size) == 2
    (error,) = told(data.replace(size, struct.pack("<I", 9)))
    assert "is a zip archive that is cut off or damaged" in error


def test_members_that_cannot_be_unpacked_are_told_one_by_one() -> None:
    assert "is packed in a way that is not read" in told(zip_of({"a.txt": b"A ferry."}, zipfile.ZIP_LZMA))[0]
    locked = bytearray(zip_of({"a.txt": b"A ferry."}))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert "is locked with a password" in told(bytes(locked))[0]
    assert "without files to read" in told(zip_of({}))[0]
    assert "is cut off or damaged" in told(zip_of({"a.txt": b"A ferry."})[:-10])[0]


def test_xml_that_declares_entities_is_refused() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]><rss><channel>&l11;</channel></rss>'
    assert "declares entities" in told(bomb.encode())[0]
    assert "is not whole XML" in told(bomb.replace("<rss>", '<rss a="&l11;">').encode())[0]
    file = '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><title>&f;</title></channel></rss>'
    assert "declares entities" in told(file.encode())[0]


def test_a_broken_feed_gives_what_can_be_read_and_says_so() -> None:
    entry = f"<item><title>Ferry</title><description>{'The ferry stays in port. ' * 40}</description></item>"
    found = told(f"<rss><channel>{entry}<item><title>Raft</titl".encode())
    assert found[0] == "Ferry"
    assert "is not whole XML" in found[-1]
    assert "is a feed without entries" in told(b"<rss><channel></channel></rss>")[0]


def test_an_entry_is_whole_by_its_length_or_beside_its_summary() -> None:
    words = "The ferry stays in port. "
    for content, summary, whole in (
        (words * 40, "", True),
        (words * 40 + "…", "", False),
        (words * 40 + "<a href='x'>Continue reading...</a>", "", False),
        (words * 40 + "<p>Подробнее</p>", "", False),
        (words * 40 + "He wants to know more", "", True),
        (words * 20, "", False),
        (words * 20, words * 20, False),
        (words * 20, words * 5, True),
        (words * 2, "", False),
    ):
        item = {"id": "1", "title": "Ferry", "content_html": content, "summary": summary}
        feed = {"version": "https://jsonfeed.org/version/1", "title": "Herald", "items": [item]}
        (found,) = read_bytes(json.dumps(feed).encode(), "a")
        assert isinstance(found, Article) == whole, content[-30:]


def test_a_pdf_without_text_or_reader_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    document = (Path(__file__).parent / "cases" / "reading" / "document.pdf").read_bytes()
    assert "without text" in told(document.replace(b" Tj", b" Tz"))[0]
    monkeypatch.setattr(pdf, "PAGE_LIMIT", 0)
    assert "has more than 0 pages" in told(document)[0]
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    assert "pip install 'onrecord[pdf]'" in told(document)[0]


def test_a_saved_page_without_html_is_told() -> None:
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
    assert "without its HTML" in told(head + b"--b\r\nContent-Type: image/gif\r\n\r\nGIF\r\n--b--")[0]


CASES = [
    path.read_bytes()
    for path in sorted((Path(__file__).parent / "cases" / "reading").iterdir())
    if not path.name.endswith(".expected.json")
] + [b"".join(RECORDS), b"".join(map(gzip.compress, RECORDS)), zip_of({"a.html": page("Ferry"), "b.txt": b"A ferry."})]


def test_inputs_broken_at_random_give_articles_or_clear_errors() -> None:
    random = Random(7)
    for number in range(400):
        data = mutated(random.choice(CASES), CASES, random)
        assert (wrong := fault(data, "input")) is None, f"input {number}: {wrong}"


# How each kind of content begins: what follows may be anything.
BEGINNINGS = {
    "rss": b"<rss><channel><item><title>",
    "atom": b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="html">',
    "sitemap": b"<urlset><url><loc>",
    "newsml": b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentSet><inlineXML>',
    "ninjs": b'{"uri": "a", "pubstatus": "usable", "body_xhtml": "',
    "json feed": b'{"version": "https://jsonfeed.org/version/1", "items": [{"content_html": "',
    "json lines": b'{"articleBody": "A ferry."}\n',
    "warc": b"".join(RECORDS[:2]) + b"WARC/1.0\r\nWARC-Type: response\r\n",
    "warc, packed": gzip.compress(RECORDS[0]) + b"\x1f\x8b\x08",
    "zip": b"PK\x03\x04",
    "mhtml": b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n",
    "pdf": b"%PDF-1.4\n1 0 obj\n",
}
NOISE = st.lists(
    st.binary(max_size=40)
    | st.sampled_from([b"<a>", b"</", b"&l;", b"]]>", b'"', b"}", b"--b", b"\r\n\r\n", b"endobj\n"]),
    max_size=12,
).map(b"".join)


@pytest.mark.parametrize("kind", BEGINNINGS)
@given(noise=NOISE)
@settings(max_examples=25, deadline=None)
def test_whatever_follows_a_beginning_gives_articles_or_clear_errors(kind: str, noise: bytes) -> None:
    assert fault(BEGINNINGS[kind] + noise, "input") is None


def test_a_few_zeros_do_not_end_a_page() -> None:
    (found,) = read_bytes(page("Ferry").replace(b"told reporters", b"told\x00reporters"), "a")
    assert isinstance(found, Article) and found.text.endswith("on the quay.")
