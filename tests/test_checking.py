"""The judge and the check of whole claims. cases/checking/*.txt holds a holder's words, a date before each; the JSON
beside it a proposition and the verdicts that the shipped models may give."""

import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.checking import NOTE, Bench, check, is_after, judge, on_subject
from onrecord.model import Basis, Claim, Evidence, Kind, Polarity, Recorded, Relation, Verdict, Words
from onrecord.record import SHIPPED

CASES = Path(__file__).parent / "cases" / "checking"
WIDTH = 512


class Letters:
    """An embedder that knows texts by their letter triples. A part that all texts share lifts cosines to the range of
    real sentence embeddings: texts with nothing in common get 0.78."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), WIDTH + 1), np.float32)
        for row, text in zip(rows, texts, strict=True):
            folded = text.casefold()
            for at in range(len("query: "), len(folded) - 2):
                row[zlib.crc32(folded[at : at + 3].encode()) % WIDTH] += 1.0
            row /= max(1e-9, float(np.linalg.norm(row))) / 0.22**0.5
            row[WIDTH] = 0.78**0.5
            row /= np.linalg.norm(row)
        return rows


class Wordings:
    """A model that takes a text with all the longer words of a proposition for a support, or, when just one of the two
    negates or denies, for a contradiction."""

    def chances(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        rows = np.zeros((len(pairs), 3), np.float32)
        for row, (text, proposition) in zip(rows, pairs, strict=True):
            told, asked = (set(re.findall(r"\w+", t)) for t in (text, proposition))
            turned = bool(told & NEGATIONS) != bool(asked & NEGATIONS)
            near = {w for w in asked - NEGATIONS if len(w) > 2 and w != "Marchetti"} <= told
            row[(1 + turned) if near and "refused" not in told else 0] = 1.0
        return rows


NEGATIONS = frozenset(["not", "denied", "denies"])
BENCH = Bench(Letters(), Wordings())
SHIPPED_BENCH = Bench(SHIPPED.embedder, SHIPPED.entailment)


def recorded(
    text: str, said_on: str | None = "2024-03-01", polarity: Polarity = Polarity.SAID, id: str = "a"
) -> Recorded:
    return Recorded(
        id=f"{id}-0",
        article=id,
        title=None,
        outlet=f"Outlet {id}",
        origin=None,
        published=said_on,
        language="en",
        opinion=False,
        speaker="Ludo Marchetti",
        text=text,
        context=text,
        source=(),
        cue=(),
        content=((0, len(text)),),
        kind=Kind.DIRECT,
        polarity=polarity,
        basis=Basis.FIRST_HAND,
        relayed_by=(),
        said_on=said_on,
        said_on_basis=None,
        occasion=None,
        score=0.9,
    )


CLAIM = Claim("Ludo Marchetti", "Marchetti will sell the floating crane.", on="2024-05-01")
SELLS = "We will sell the floating crane."
KEEPS = "We will not sell the floating crane."


def verdict(own: Sequence[Recorded], claim: Claim = CLAIM) -> Verdict:
    return check(claim, own, (), BENCH).findings[0].verdict


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_the_shipped_judge_gives_a_verdict_that_a_careful_reader_could_give(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    lines = [line.split(" ", 1) for line in path.read_text(encoding="utf-8").splitlines()]
    words = [Words(text, said_on) for said_on, text in lines]
    found = judge(expected["holder"], expected["proposition"], words, SHIPPED_BENCH)
    assert found.verdict.value in expected["verdicts"], found
    turned = judge(expected["holder"], expected["proposition"], words[::-1], SHIPPED_BENCH)
    assert turned.verdict == found.verdict


def test_without_own_statements_there_is_no_record() -> None:
    assert verdict([]) is Verdict.NO_RECORD
    assert judge("Ludo Marchetti", "Marchetti will sell the crane.", [], BENCH).verdict is Verdict.NO_RECORD


def test_taking_all_evidence_away_never_leaves_a_contradiction() -> None:
    own = [recorded(KEEPS), recorded("The crane floats on the council's money.", id="b"), recorded("Herring.", id="c")]
    evidence = check(CLAIM, own, (), BENCH).findings[0].evidence
    assert evidence
    rest = [r for r in own if r not in [e.statement for e in evidence]]
    assert verdict(rest) in (Verdict.NOT_ON_RECORD, Verdict.NO_RECORD)


def test_words_that_share_nothing_with_the_claim_never_contradict_it() -> None:
    own = [recorded(text, id=str(n)) for n, text in enumerate(["No.", "Never, nothing, nobody.", "I deny 12 of 40."])]
    assert verdict(own) in (Verdict.NOT_ON_RECORD, Verdict.NO_RECORD)


def test_statements_after_the_claim_are_shown_but_never_count() -> None:
    finding = check(CLAIM, [recorded(SELLS), recorded(KEEPS, "2024-05-02", id="b")], (), BENCH).findings[0]
    assert finding.verdict is Verdict.ON_RECORD
    assert [(e.relation, e.after_claim) for e in finding.evidence] == [
        (Relation.SUPPORTS, False),
        (Relation.CONTRADICTS, True),
    ]
    assert (finding.looked_at.statements, finding.looked_at.last) == (1, "2024-03-01")
    assert verdict([recorded(SELLS, "2024-06")]) is Verdict.NO_RECORD


def test_a_statement_of_unknown_date_or_of_the_claims_own_month_counts() -> None:
    assert verdict([recorded(SELLS, None)]) is Verdict.ON_RECORD
    assert verdict([recorded(SELLS, "2024-05")]) is Verdict.ON_RECORD


@pytest.mark.parametrize(
    ("said_on", "on", "after"),
    [
        ("2024-05-02", "2024-05-01", True),
        ("2024-05-01", "2024-05-01", False),
        ("2024", "2024-05-01", False),
        ("2025", "2024-05-01", True),
        ("2024-06", "2024", False),
        (None, "2024", False),
        ("2024", None, False),
    ],
)
def test_dates_are_compared_at_the_precision_that_both_have(said_on: str | None, on: str | None, after: bool) -> None:
    assert is_after(said_on, on) is after


def test_the_order_of_statements_does_not_change_a_finding() -> None:
    own = [recorded(SELLS), recorded(KEEPS, "2024-04-01", id="b"), recorded("Cranes are dear.", id="c")]
    one, other = (check(CLAIM, given, (), BENCH).findings[0] for given in (own, own[::-1]))
    assert one.verdict is other.verdict is Verdict.CHANGED

    def key(evidence: Evidence) -> tuple[str, str, float]:
        return evidence.statement.id, evidence.relation.value, evidence.score

    assert sorted(map(key, one.evidence)) == sorted(map(key, other.evidence))
    assert one.looked_at == other.looked_at


def test_a_question_supports_nothing() -> None:
    assert verdict([recorded(SELLS, polarity=Polarity.ASKED)]) is Verdict.NO_RECORD


def test_what_the_holder_denied_contradicts_and_what_they_refused_does_not_support() -> None:
    assert verdict([recorded("he will sell the floating crane", polarity=Polarity.DENIED)]) is Verdict.CONTRADICTED
    assert verdict([recorded("to sell the floating crane", polarity=Polarity.REFUSED)]) is Verdict.NOT_ON_RECORD


def test_a_denial_that_is_relayed_is_borne_out_by_a_denial_and_not_by_the_thing_itself() -> None:
    denial = Claim("Ludo Marchetti", "he will sell the floating crane", relayer="Ana Brill", polarity=Polarity.DENIED)
    denied = recorded("he will sell the floating crane", polarity=Polarity.DENIED)
    assert verdict([denied], denial) is Verdict.ON_RECORD
    assert verdict([recorded(SELLS)], denial) is Verdict.CONTRADICTED


def test_reprints_of_the_same_words_count_once() -> None:
    finding = check(CLAIM, [recorded(SELLS), recorded(f"“{SELLS}”", "2024-03-03", id="b")], (), BENCH).findings[0]
    assert [e.statement.article for e in finding.evidence] == ["a"]
    assert (finding.looked_at.statements, finding.looked_at.outlets) == (1, 2)


def test_second_hand_statements_are_shown_and_never_count() -> None:
    finding = check(CLAIM, [], [recorded(SELLS)], BENCH).findings[0]
    assert finding.verdict is Verdict.NO_RECORD
    assert [r.text for r in finding.second_hand] == [SELLS]
    assert finding.evidence == ()


def test_a_relayed_claim_is_not_shown_as_second_hand_support_of_itself() -> None:
    relay = recorded(SELLS)
    claim = Claim("Ludo Marchetti", SELLS, relayer="Ana Brill", article=relay.article, content=relay.content)
    assert check(claim, [], [relay], BENCH).findings[0].second_hand == ()


def test_every_part_of_a_claim_gets_its_own_finding() -> None:
    claim = Claim("Ludo Marchetti", "he will sell the floating crane and will buy a tug", relayer="Ana Brill")
    findings = check(claim, [recorded(SELLS)], (), BENCH).findings
    assert [f.verdict for f in findings] == [Verdict.ON_RECORD, Verdict.NOT_ON_RECORD]


def test_texts_on_a_subject_are_told_from_others_in_their_order() -> None:
    texts = ["1923", SELLS]
    assert on_subject("selling the floating crane", texts, Letters()) == [False, True]
    assert on_subject("selling the floating crane", [], Letters()) == []


def test_the_note_names_what_a_record_cannot_show() -> None:
    assert "private" in NOTE and "not in" in NOTE


def test_the_nearest_own_words_of_every_language_are_shown() -> None:
    texts = [
        "We might sell the floating crane.",
        "Who would sell the floating crane!",
        "Sell the floating crane, or not.",
    ]
    own = [recorded(text, id=str(n)) for n, text in enumerate([*texts, "The floating crane stays for now."])]
    german = replace(recorded("The floating crane: verkaufen?", id="de"), language="de")
    nearest = check(CLAIM, [*own, german], (), BENCH).findings[0].nearest
    assert german in nearest
    assert len(nearest) == len(texts) + 1
