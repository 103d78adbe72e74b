"""The record as a whole, with fakes for the models: what is joined, what is kept apart."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from test_attribution import ScriptedTagger

from onrecord.attribution import Tagger
from onrecord.checking import PREFIX
from onrecord.errors import UnknownPerson
from onrecord.model import Article, Basis, Claim, Verdict
from onrecord.reading import Facts, read_text
from onrecord.record import Models, Record, check, extract, open_record


class Letters:
    """Embeds a text by the letter triples in it: words in common are nearness."""

    model = "letters"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), 512), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for at in range(len(text) - 2):
                row[sum(ord(c) * 31**i for i, c in enumerate(text[at : at + 3].lower())) % 512] += 1
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
        return rows

    @property
    def mean(self) -> NDArray[np.float32]:
        """What all texts have in common: the prefix."""
        prefix: NDArray[np.float32] = self.embed([PREFIX])[0] * np.float32(0.4)
        return prefix


class Fakes(Models):
    def __init__(self, script: dict[str, str]) -> None:
        self._script = script

    @property
    def tagger(self) -> Tagger:
        return ScriptedTagger(self._script)

    @property
    def embedder(self) -> Letters:
        return Letters()


OWN = "Mara Lind said that the harbour tax will stay ."
RELAY = "Jonas Orr said that Mara Lind wants a higher harbour tax ."
SCRIPT = {"said": "SSQCCCCCCCC.", "wants": "....SSQCCCC."}


def article(text: str, published: str, outlet: str = "Port Courier") -> Article:
    return read_text(text, Facts(outlet=outlet, published=published, language="en"))


@pytest.fixture
def record() -> Iterator[Record]:
    with open_record("sqlite://", models=Fakes(SCRIPT)) as opened:
        opened.add(article(OWN, "2024-03-01"))
        opened.add(article(RELAY, "2024-03-05"))
        opened.settle()
        yield opened


def test_first_hand_and_relayed_words_are_kept_apart(record: Record) -> None:
    (own,) = record.said("Mara Lind")
    assert own.basis is Basis.FIRST_HAND
    assert own.text.startswith("that the harbour tax will stay")
    (person,) = record.people("Mara Lind")
    (relayed,) = record.store.statements(person.id, first_hand=False)
    assert relayed.relayed_by == ("Jonas Orr",)


def test_the_claim_of_an_article_outside_the_record_is_held_against_it(record: Record) -> None:
    before = record.store.counts()
    (checked,) = record.check_article(article(RELAY.replace("higher", "lower"), "2024-03-06"))
    assert (checked.claim.holder, checked.claim.relayer) == ("Mara Lind", "Jonas Orr")
    assert checked.findings[0].looked_at.statements == 1
    assert record.store.counts() == before


def test_second_hand_words_are_never_evidence(record: Record) -> None:
    claims = ("Mara Lind wants a higher harbour tax.", "The harbour tax will stay.")
    second, first = (record.check(Claim("Mara Lind", claim, "2024-04-01")).findings[0] for claim in claims)
    assert second.verdict in (Verdict.NOT_ON_RECORD, Verdict.NO_RECORD)
    assert second.evidence == ()
    assert [e.statement.basis for e in first.evidence] == [Basis.FIRST_HAND]


def test_an_article_of_the_record_is_checked_as_it_was_corrected(record: Record) -> None:
    relay = article(RELAY, "2024-03-05")
    (told,) = record.check_article(relay)
    (_, inner) = record.store.statements_of(relay.id)
    record.correct_speaker(inner.id, "Petra Vane", "Nora", "another Lind")
    (corrected,) = record.check_article(relay)
    assert (told.claim.holder, corrected.claim.holder) == ("Mara Lind", "Petra Vane")
    record.reject(inner.id, "Nora", "nobody said so")
    assert record.check_article(relay) == []
    record.retract(2, "Nora", "somebody did")
    assert record.check_article(relay) == [corrected]


def test_a_statement_is_explained_by_its_words_its_speaker_s_person_and_its_article(record: Record) -> None:
    (own,) = record.said("Mara Lind")
    told = record.explain(own.id)
    assert (told.source, told.cue) == ("Mara Lind", "said")
    assert told.mention is not None and told.person is not None
    assert told.person.name == "Mara Lind"
    assert told.statement == told.as_read
    assert told.text_sha256 == hashlib.sha256(OWN.encode()).hexdigest()
    record.correct_date(own.id, "2024-02", "Nora", "the minutes")
    again = record.explain(own.id)
    assert (again.statement.said_on, again.as_read.said_on) == ("2024-02", own.said_on)
    assert [d.number for d in again.decisions] == [1]


def test_a_person_can_be_pointed_to_by_number_or_mention(record: Record) -> None:
    (person,) = record.people("Mara Lind")
    mention = record.mentions(person)[0].mention
    assert record.people(f"#{person.id}") == record.people(mention) == [person]
    with pytest.raises(UnknownPerson, match="#999"):
        record.said("#999")


def test_a_speaker_is_corrected_to_a_person_of_the_record_under_any_spelling(record: Record) -> None:
    (own,) = record.said("Mara Lind")
    record.correct_speaker(own.id, "Йонас Орр", "Nora", "his words")
    assert own.id in {s.id for s in record.said("Jonas Orr")}


def test_a_holder_who_is_not_in_the_record_has_no_record(record: Record) -> None:
    checked = record.check(Claim("Zbigniew Unheard", "Balloons are round."))
    assert [f.verdict for f in checked.findings] == [Verdict.NO_RECORD]
    assert checked.findings[0].looked_at.statements == 0


def test_a_stranger_said_nothing_that_can_be_shown(record: Record) -> None:
    with pytest.raises(UnknownPerson, match="Zbigniew"):
        record.said("Zbigniew Unheard")


def test_an_article_in_a_language_not_served_is_kept_without_statements(record: Record) -> None:
    other = read_text("Mara Lind said nada .", Facts(language="es"))
    assert record.add(other)
    assert record.store.article(other.id) is not None
    assert record.store.statements_of(other.id) == []


def test_functions_work_without_a_record(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(RELAY)
    (found,) = extract(file, Fakes(SCRIPT))
    assert found.article.text == RELAY
    with pytest.raises(UnknownPerson):
        check(Claim("Mara Lind", "She stays."))
