"""What must hold of every judge that ships, whatever it thinks of a single claim: a change that changes nothing in
substance leaves the verdict or makes the judge silent, and no verdict outlives its evidence.

All names and words are invented.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest
from quoted import quoted
from test_checking import recorded

from onrecord.model import Claim, Dossier, Extract, Finding, Recorded, Relation, Verdict
from onrecord.record import Record, open_record

Judge = Callable[["Case", Sequence[Recorded], str], Finding]
SILENT = (Verdict.NOT_ON_RECORD, Verdict.NO_RECORD)


@dataclass(frozen=True)
class Case:
    """A holder's dated words, a claim about them, and other ways to put that claim."""

    holder: str
    spellings: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    claim: str
    paraphrases: tuple[str, ...]
    language: str = "en"


CASES = [
    Case(
        "Mara Lindqvist",
        ("Мара Линдквист", "Мара Ліндквіст"),
        (
            ("2024-02-01", "We will not raise the harbour tax this year."),
            ("2024-02-11", "The ferry needs a new engine, and the council knows it."),
            ("2024-03-05", "Nobody asked me about the lighthouse."),
        ),
        "Lindqvist will raise the harbour tax this year.",
        (
            "The harbour tax will be raised this year by Lindqvist.",
            "This year Lindqvist is going to increase the port tax.",
        ),
    ),
    Case(
        "Tomas Hrubin",
        ("Томас Грубин", "Томаш Грубін"),
        (
            ("2023-11-02", "The bridge over the Velna will be open by spring."),
            ("2023-12-14", "I have no doubt that the bridge will be open in spring."),
            ("2024-01-20", "We bought forty buses, and forty buses are on the road."),
        ),
        "Hrubin said the bridge over the Velna would be open by spring.",
        (
            "According to Hrubin, the Velna bridge opens by spring.",
            "Hrubin promised that people could use the bridge over the Velna by spring.",
        ),
    ),
    Case(
        "Оксана Верховенко",
        ("Oksana Verkhovenko", "Aksana Vierchavienka"),
        (
            ("2024-04-02", "Ми не закриватимемо жодної школи в місті."),
            ("2024-04-20", "Тролейбуси ходитимуть і в неділю."),
        ),
        "Верховенко закриє дві школи в місті.",
        ("У місті Верховенко закриє дві школи.", "Верховенко збирається закрити пару міських шкіл."),
        "uk",
    ),
    Case(
        "Jörg Anselmann",
        ("Joerg Anselmann", "Йорг Ансельман"),
        (
            ("2024-05-03", "Das Schwimmbad bleibt auch im Winter offen."),
            ("2024-05-19", "Für den Bahnhof haben wir 12 Millionen Euro bekommen."),
        ),
        "Anselmann hat für den Bahnhof 20 Millionen Euro bekommen.",
        (
            "20 Millionen Euro hat Anselmann für den Bahnhof bekommen.",
            "Anselmann bekam 20 Millionen Euro für den Bahnhof.",
        ),
        "de",
    ),
    Case(
        "Pavel Osterin",
        ("Павел Остерин", "Павал Астэрын"),
        (
            ("2024-01-08", "The letter is a provocation, and I will not answer it."),
            ("2024-02-09", "I do not think that the letter was a provocation."),
            ("2024-02-10", "Answering a letter is a matter of manners."),
        ),
        "Osterin called the letter a provocation.",
        (
            "The letter is a provocation, Osterin thinks.",
            "In Osterin's view, somebody wanted to provoke with that letter.",
        ),
    ),
]
ON = "2024-06-30"
MARKS = ("“{}”", "«{}»", '"{}"', "„{}“", "‘{}’", "» {} «")


def agree(one: Verdict, other: Verdict) -> bool:
    """Whether one is the other or silence; a change agrees with both its sides, of which a judge may see one only."""
    return one is other or one in SILENT or other in SILENT or Verdict.CHANGED in (one, other)


@contextmanager
def of(articles: Sequence[Extract]) -> Iterator[Record]:
    with open_record("sqlite://") as record:
        for found in articles:
            record.take(found)
        yield record


def articles(case: Case) -> list[Extract]:
    return [
        quoted((case.holder, words), published=on, outlet=f"Paper {on}", language=case.language)
        for on, words in case.words
    ]


def finding(record: Record, case: Case, holder: str | None = None) -> Finding:
    checked = record.check(Claim(holder or case.holder, case.claim, ON, language=case.language))
    assert len(checked.findings) == 1
    return checked.findings[0]


@pytest.fixture(params=CASES, ids=lambda case: case.holder.split()[-1])
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


def own(case: Case, mark: str = "{}", said_on: str | None = None) -> list[Recorded]:
    """The words of a case without a record around them."""
    return [
        replace(recorded(mark.format(words), said_on or on, id=on), language=case.language, speaker=case.holder)
        for on, words in case.words
    ]


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    """The finding on a claim about the holder of a case against some of the holder's own words."""
    with open_record("sqlite://") as record:

        def held(case: Case, words: Sequence[Recorded], text: str) -> Finding:
            (found,) = record.held(Claim(case.holder, text, ON, language=case.language), Dossier(tuple(words))).findings
            return found

        yield held


def test_a_paraphrase_keeps_the_verdict_or_silences_it(case: Case, judge: Judge) -> None:
    told = judge(case, own(case), case.claim).verdict
    others = {text: judge(case, own(case), text).verdict for text in case.paraphrases}
    assert {text: v for text, v in others.items() if not agree(told, v)} == {}


def test_a_holder_s_name_in_another_script_keeps_the_verdict_or_silences_it(case: Case) -> None:
    with of(articles(case)) as record:
        told = finding(record, case)
        for name in case.spellings:
            other = finding(record, case, holder=name)
            assert other.looked_at == told.looked_at, name
            assert agree(told.verdict, other.verdict), name


def test_another_style_of_quotation_marks_keeps_the_verdict_or_silences_it(case: Case, judge: Judge) -> None:
    told = judge(case, own(case), case.claim).verdict
    for mark in MARKS:
        marked = [judge(case, own(case, mark), text).verdict for text in (case.claim, mark.format(case.claim))]
        assert all(agree(told, verdict) for verdict in marked), mark


def test_the_order_in_which_articles_were_added_changes_nothing(case: Case) -> None:
    given = articles(case)
    with of(given) as one, of(given[::-1]) as other:
        assert finding(one, case) == finding(other, case)


def test_reprints_of_the_same_words_change_no_verdict(case: Case) -> None:
    reprints = [quoted((case.holder, words), published="2024-06-01", outlet="Reprints") for _, words in case.words]
    with of(articles(case)) as once, of([*articles(case), *reprints]) as twice:
        assert finding(once, case).verdict is finding(twice, case).verdict


def test_swapping_two_persons_swaps_the_result() -> None:
    one, other = "Mara Lindqvist", "Nora Sandberg"
    said, opposite = "The harbour tax will stay as it is.", "The harbour tax will not stay as it is."

    def verdicts(first: str, second: str) -> dict[str, Verdict]:
        given = [quoted((first, said)), quoted((second, opposite), outlet="Quay Post")]
        with of(given) as record:
            return {name: record.check(Claim(name, said, ON)).findings[0].verdict for name in (first, second)}

    straight, swapped = verdicts(one, other), verdicts(other, one)
    assert (straight[one], straight[other]) == (swapped[other], swapped[one])
    assert straight[one] is not straight[other] or straight[one] in SILENT


def test_what_others_said_or_told_of_the_holder_decides_nothing(case: Case) -> None:
    others = [quoted(("Nora Sandberg", case.claim)), quoted(("Nora Sandberg", case.holder, case.claim), outlet="Quay")]
    with of(articles(case)) as alone, of([*articles(case), *others]) as among:
        told, same = finding(alone, case), finding(among, case)
    assert (told.verdict, told.looked_at) == (same.verdict, same.looked_at)
    assert all(e.statement.speaker == case.holder for e in same.evidence)


def test_no_verdict_outlives_its_evidence(case: Case, judge: Judge) -> None:
    left = own(case)
    while (found := judge(case, left, case.claim)).evidence:
        assert_borne_out(found)
        left = [s for s in left if s not in [e.statement for e in found.evidence]]
    assert found.verdict in SILENT


def test_words_said_after_the_claim_decide_nothing(case: Case, judge: Judge) -> None:
    found = judge(case, own(case, said_on="2024-07-15"), case.claim)
    assert found.verdict is Verdict.NO_RECORD
    assert found.looked_at.statements == 0
    assert all(e.after_claim for e in found.evidence)


@pytest.mark.parametrize("claim", ["Weather is weather.", "No.", "Не.", "12 of 40 ships have never sunk.", "„“", "…"])
def test_a_claim_on_another_subject_is_never_contradicted(claim: str, judge: Judge) -> None:
    found = judge(CASES[0], [s for case in CASES for s in own(case)], claim)
    assert_borne_out(found)
    assert found.verdict is not Verdict.CONTRADICTED


def assert_borne_out(found: Finding) -> None:
    """A verdict rests on evidence that counts and says just that."""
    counted = {e.relation for e in found.evidence if not e.after_claim}
    expected = {
        Verdict.ON_RECORD: {Relation.SUPPORTS},
        Verdict.CONTRADICTED: {Relation.CONTRADICTS},
        Verdict.CHANGED: {Relation.SUPPORTS, Relation.CONTRADICTS},
    }
    assert counted == expected.get(found.verdict, counted)
