"""Reports: pages that ask for nothing, escape everything, and say all that a finding rests on."""

import hashlib
import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import SAMPLE, Onrecord
from lxml import html
from test_checking import recorded

from onrecord import reports
from onrecord.checking import NOTE
from onrecord.errors import OnRecordError
from onrecord.model import (
    Article,
    Basis,
    Check,
    Checked,
    Claim,
    Correction,
    Evidence,
    Finding,
    LookedAt,
    Opinion,
    Recorded,
    Relation,
    Verdict,
    Voiced,
)

MADE_WITH = ("0.1", {"meaning": "ab12"}, {"SUBJECT": 0.81})
# What an article may bring to break out of a page, by where it aims.
ATTACKS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "</style><img src=x onerror=alert(1)>",
    "\"><img src='//evil.example/x' onerror=alert(1)>",
    "' autofocus onfocus=alert(1) x='",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example/>",
    "<form action=//evil.example><button>go",
    "<a href=javascript:alert(1)>x</a>",
    "{{ 7*7 }}{% include 'page.css' %}${7*7}",
    "&lt;script&gt;&#60;script&#62;",
    "<!--<img src=x>-->",
    "]]><x xmlns='http://www.w3.org/1999/xhtml'>",
    "![x](https://evil.example/x.png) [y](javascript:alert(1)) <https://evil.example> https://evil.example",
    "`code` **bold** # head\n# head\n- list\n| a | b |\n\n---\n<b>",
    "\u202egnp.exe\u2066 \u0000 \ufeff",
]
ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example/x",
    "https:///x",
    "http://[broken",
    "",
]
CONTROL = "\u0000"


def article(attack: str = "", url: str | None = "https://courier.example/a?b=1&c=2") -> Article:
    text = f"We will sell the crane.{attack}"
    return Article(
        "a", text, f"Crane{attack}", f"Courier{attack}", f"By{attack}", "2024-03-01", "meta", "en", url, f"x{attack}"
    )


def checked(attack: str = "") -> Checked:
    """A claim with everything in it that a page can show."""
    own = replace(
        recorded(f"We will sell the crane.{attack}"),
        title=f"Crane{attack}",
        outlet=f"Courier{attack}",
        speaker=f"Ludo{attack}",
        corrections=(Correction(1, f"Nora{attack}", "2024", f"minutes{attack}", f"said on{attack}"),),
    )
    late = replace(own, id="a-1", said_on="2024-06-01", text=f"We will not sell it.{attack}")
    told = replace(own, id="a-2", basis=Basis.RELAYED, relayed_by=(f"Ana{attack}", None), said_on=None)
    finding = Finding(
        f"Ludo will sell the crane.{attack}",
        Verdict.NOT_ON_RECORD,
        0.5,
        (Evidence(own, Relation.SUPPORTS, 0.9, False), Evidence(late, Relation.CONTRADICTS, 0.9, True)),
        (replace(own, id="a-3", said_on_basis=f"then{attack}", said_on=None),),
        (told,),
        LookedAt(12, 3, "2023-01", "2024-03-01"),
        (Voiced(f"Ludo{attack}", "2024-03-01", own), Voiced(f"Ana{attack}", "2024-05-01", None)),
        Opinion(f"model{attack}", Verdict.ON_RECORD, (Evidence(own, Relation.SUPPORTS, 0.0, False),)),
    )
    claim = Claim(f"Ludo Marchetti{attack}", f"He will sell it.{attack}", "2024-05-01", f"Ana{attack}", "a", ((0, 3),))
    return Checked(claim, (finding,))


CHECK = Check("c0ffee", "2024-07-01T00:00:00+00:00", "0.1", {"meaning": "ab12"}, {"SUBJECT": 0.81}, "[]", "f00d", {})


def written(tmp_path: Path, found: Sequence[Checked], about: Article, name: str = "r.html") -> str:
    file = tmp_path / name
    reports.write(file, [(found, CHECK)], {about.id: about}, MADE_WITH)
    return file.read_text(encoding="utf-8")


def page_text(page: str) -> str:
    return " ".join(html.document_fromstring(page).text_content().split())


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_from_an_article_becomes_markup(attack: str, tmp_path: Path) -> None:
    plain = html.document_fromstring(written(tmp_path, [checked()], article()))
    page = html.document_fromstring(written(tmp_path, [checked(attack)], article(attack)))
    assert [e.tag for e in page.iter()] == [e.tag for e in plain.iter()]
    assert [sorted(e.keys()) for e in page.iter()] == [sorted(e.keys()) for e in plain.iter()]
    assert page.xpath("//script | //@onload | //@onerror | //@onfocus | //@src") == []
    shown = page.xpath("string(//ul[@class='evidence']//blockquote)")
    assert shown.split() == f"We will sell the crane.{attack}".replace(CONTROL, "\N{REPLACEMENT CHARACTER}").split()


@pytest.mark.parametrize("url", ADDRESSES)
def test_only_addresses_of_the_web_become_links(url: str, tmp_path: Path) -> None:
    page = html.document_fromstring(written(tmp_path, [checked()], article(url=url)))
    assert {href[0] for href in page.xpath("//@href")} == {"#"}
    assert "](" not in written(tmp_path, [checked()], article(url=url), "r.md")


def test_an_address_of_the_web_is_a_link_to_it_alone(tmp_path: Path) -> None:
    page = html.document_fromstring(written(tmp_path, [checked()], article()))
    assert page.xpath("//@href[not(starts-with(., '#'))]") == ["https://courier.example/a?b=1&c=2"]
    assert page.xpath("//a[starts-with(@href, 'http')]/@rel") == ["noopener noreferrer nofollow"]


def test_a_page_asks_for_nothing_from_anywhere(tmp_path: Path) -> None:
    page = written(tmp_path, [checked()], article())
    assert not re.search(r"<script|<link|<img|<iframe|@import|url\(|\bsrc=|\bon\w+=", page)
    assert "default-src 'none'" in page
    assert "@media print" in page and "prefers-color-scheme: dark" in page


@pytest.mark.parametrize("name", ["r.html", "r.md"])
def test_a_report_says_all_that_a_finding_rests_on(name: str, tmp_path: Path) -> None:
    about = article()
    page = written(tmp_path, [checked()], about, name)
    told = page_text(page) if name == "r.html" else page.replace("\\", "")
    expected = [
        "He will sell it.",
        "said by Ana, 2024-05-01",
        "not on record",
        "Ludo will sell the crane.",
        "We will sell the crane.",
        "says so",
        "2024-03-01",
        "Courier, Crane",
        "made after the claim, not counted",
        "corrected: said on, by Nora (decision 1: minutes)",
        "said first by Ludo (2024-03-01, Courier, Crane), then by Ana (2024-05-01, this claim)",
        "A second judge, model",
        "Own words near it",
        "Second-hand, not counted",
        "Ana › somebody unnamed › Ludo",
        "Looked at 12 first-hand statements from 2023-01 to 2024-03-01 in 3 outlets.",
        NOTE,
        hashlib.sha256(about.text.encode()).hexdigest(),
        "a-0",
        "onrecord replay c0ffee",
        "f00d",
        "ab12",
        "SUBJECT = 0.81",
    ]
    assert [text for text in expected if " ".join(text.split()) not in " ".join(told.split())] == []


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_verdict_is_a_word_and_a_sign(verdict: Verdict, tmp_path: Path) -> None:
    found = checked()
    found = replace(found, findings=(replace(found.findings[0], verdict=verdict, second=None),))
    page = html.document_fromstring(written(tmp_path, [found], article()))
    (head,) = page.xpath("//h3/span")
    sign, *word = head.text_content().split()
    assert " ".join(word) == verdict.replace("_", " ") and len(sign) == 1
    decided = verdict not in (Verdict.NOT_ON_RECORD, Verdict.NO_RECORD)
    assert ("Own words near it" in page.text_content()) is not decided


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_from_an_article_becomes_markdown(attack: str, tmp_path: Path) -> None:
    plain, page = (written(tmp_path, [checked(a)], article(a), "r.md") for a in ("", attack))
    assert len(page.splitlines()) == len(plain.splitlines())
    assert not re.search(r"(?<!\\)<(?!https://courier)", page)
    assert not re.search(r"(?<![\\/\w])https?://(?!courier)", page)
    assert not re.search(r"(?<!\\)\]\(", page)


def test_a_text_that_looks_like_a_list_or_a_heading_stays_a_text(tmp_path: Path) -> None:
    for begin in ("1. ", "12) ", "- ", "+ ", "# ", "> ", "    "):
        found = checked()
        claim = replace(found.claim, text=f"{begin}He will sell it.")
        page = written(tmp_path, [replace(found, claim=claim)], article(), "r.md")
        assert not re.search(r"^> *(\d+[.)]|[-+#>]) ", page, re.MULTILINE), begin


def test_a_page_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(OnRecordError, match="cannot be written"):
        reports.write(tmp_path / "no" / "r.html", [([checked()], None)], {}, MADE_WITH)


def test_a_statement_whose_article_is_not_at_hand_is_shown_without_a_source(tmp_path: Path) -> None:
    file = tmp_path / "r.html"
    reports.write(file, [([checked()], None)], {}, MADE_WITH)
    page = file.read_text(encoding="utf-8")
    assert "We will sell the crane." in page and "Sources" not in page


def test_the_command_writes_a_report_of_an_article_that_is_not_in_the_record(
    onrecord: Onrecord, sample_record: Path, tmp_path: Path
) -> None:
    db, page, again = tmp_path / "r.db", tmp_path / "r.html", tmp_path / "again.md"
    shutil.copy(sample_record, db)
    ran = onrecord("check", SAMPLE / "minister-interview.html", "--record", db, "--report", page, "--json")
    assert ran.code == 0 and str(page) in ran.err
    told = page_text(page.read_text(encoding="utf-8"))
    (row,) = ran.rows
    assert row["check"] in told
    for claim in row["claims"]:
        assert all(f["proposition"] in told for f in claim["findings"])
    assert onrecord("replay", row["check"], "--record", db, "--report", again).code == 0
    assert row["check"] in again.read_text(encoding="utf-8")
    refused = onrecord("check", SAMPLE / "a-denial.txt", "--record", db, "--report", tmp_path / "r.docx")
    assert refused.code == 2 and ".html or .md" in refused.err


def test_quoted_words_keep_their_language(tmp_path: Path) -> None:
    said: Recorded = replace(recorded("Кран продадим."), language="ru")
    found = checked()
    finding = replace(found.findings[0], evidence=(Evidence(said, Relation.SUPPORTS, 0.9, False),))
    page = html.document_fromstring(written(tmp_path, [replace(found, findings=(finding,))], article()))
    assert page.xpath("string(//ul[@class='evidence']//blockquote[@lang='ru'])") == "Кран продадим."
