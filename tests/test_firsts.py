"""Who said a thing first: the holder or the relayer."""

from collections.abc import Iterator

import pytest
from quoted import quoted
from test_record import SCRIPT, Fakes

from onrecord import shapes, show
from onrecord.model import Checked, Claim, Dossier, Recorded, Voiced
from onrecord.record import Record, open_record

WORDS = "The regiment wants to march on the town."
HOLDER, RELAYER = "Mara Lind", "Jonas Orr"
CLAIM = Claim(HOLDER, WORDS, "2024-02-02", relayer=RELAYER)


@pytest.fixture
def record() -> Iterator[Record]:
    with open_record("sqlite://", models=Fakes(SCRIPT)) as opened:
        yield opened


def firsts(record: Record, claim: Claim = CLAIM) -> tuple[Voiced, Voiced] | None:
    def own(name: str) -> tuple[Recorded, ...]:
        return tuple(record.said(name)) if record.people(name) else ()

    relayers = own(claim.relayer) if claim.relayer else ()
    return record.held(claim, Dossier(own(HOLDER), (), relayers)).findings[0].first


def test_the_holder_s_own_argument_is_told_when_it_was_there_before_the_relayer_s(record: Record) -> None:
    record.take(quoted((HOLDER, WORDS), published="2024-01-24"))
    found = firsts(record)
    assert found is not None
    before, after = found
    assert (before.who, before.on, after.who, after.on) == (HOLDER, "2024-01-24", RELAYER, "2024-02-02")
    assert before.statement is not None and after.statement is None


def test_the_relayer_s_own_earlier_words_are_told_when_the_holder_followed(record: Record) -> None:
    record.take(quoted((RELAYER, WORDS), published="2024-01-10"))
    record.take(quoted((HOLDER, WORDS), published="2024-01-24"))
    found = firsts(record)
    assert found is not None
    before, after = found
    assert (before.who, before.on, after.who, after.on) == (RELAYER, "2024-01-10", HOLDER, "2024-01-24")


def test_a_holder_who_said_it_after_the_claim_followed_the_relayer(record: Record) -> None:
    record.take(quoted((HOLDER, WORDS), published="2024-02-20"))
    found = firsts(record)
    assert found is not None and (found[0].who, found[0].statement, found[1].who) == (RELAYER, None, HOLDER)


@pytest.mark.parametrize("claim", [CLAIM, Claim(HOLDER, WORDS, "2024-02-02"), Claim(HOLDER, WORDS, None, RELAYER)])
def test_nobody_was_first_where_one_of_them_or_a_date_is_missing(record: Record, claim: Claim) -> None:
    if claim is not CLAIM:
        record.take(quoted((HOLDER, WORDS), published="2024-01-24"))
    record.take(quoted((HOLDER, "Herring is dear this year."), published="2024-01-25"))
    assert firsts(record, claim) is None


def test_dates_that_cannot_be_told_apart_make_nobody_first(record: Record) -> None:
    record.take(quoted((HOLDER, WORDS), published="2024-02"))
    assert firsts(record) is None


def test_the_claim_s_own_sentence_is_not_an_earlier_statement_of_the_relayer(record: Record) -> None:
    there = quoted((RELAYER, WORDS), published="2024-01-01")
    record.take(there)
    record.take(quoted((HOLDER, WORDS), published="2024-01-24"))
    (said,) = record.said(RELAYER)
    claim = Claim(HOLDER, WORDS, "2024-02-02", RELAYER, there.article.id, said.content)
    found = firsts(record, claim)
    assert found is not None and found[0].who == HOLDER


def test_terminal_and_json_tell_both_with_their_dates(record: Record) -> None:
    record.take(quoted((HOLDER, WORDS), published="2024-01-24", title="Border"))
    found = record.held(CLAIM, Dossier(tuple(record.said(HOLDER))))
    (row,) = shapes.claims([found])["claims"][0]["findings"]
    assert (row["first"]["by"], row["first"]["on"], row["first"]["then"]["by"]) == (HOLDER, "2024-01-24", RELAYER)
    assert row["first"]["statement"] and row["first"]["then"]["statement"] is None
    told = " ".join(printed(found).split())
    assert "said first by Mara Lind (2024-01-24, Port Courier, Border), then by Jonas Orr (2024-02-02" in told


def printed(found: Checked) -> str:
    console = show.console()
    with console.capture() as capture:
        console.print(show.checked([found]))
    return capture.get()
