"""Which clauses of an article are claims about others, and whose."""

from dataclasses import replace

import pytest

from onrecord.claims import claims_of
from onrecord.model import Article, Attribution, Basis, Claim, Dating, Kind, Polarity, Speaker, Statement

SAID = Polarity.SAID


def statement(
    text: str, source: str, cue: str, content: str, speaker: str, relayed_by: tuple[str, ...] = ()
) -> Statement:
    def span(words: str) -> tuple[tuple[int, int], ...]:
        return ((text.index(words), text.index(words) + len(words)),)

    roles = Attribution(span(source), span(cue), span(content), Kind.INDIRECT, 0 if relayed_by else None, 0.9)
    basis = Basis.RELAYED if relayed_by else Basis.FIRST_HAND
    return Statement(roles, Speaker(speaker, ""), relayed_by, basis, SAID, Dating("2024-03-05", None), None)


def claims(text: str, *statements: Statement, language: str = "en") -> list[Claim]:
    return claims_of(Article("a", text, language=language), statements)


def test_a_relayed_statement_is_a_claim_about_its_speaker() -> None:
    text = "Jonas Orr said that Mara Lind wants a higher tax."
    outer = statement(text, "Jonas Orr", "said", "that Mara Lind wants a higher tax", "Jonas Orr")
    inner = statement(text, "Mara Lind", "wants", "a higher tax", "Mara Lind", ("Jonas Orr",))
    (found,) = claims(text, outer, inner)
    assert (found.holder, found.relayer, found.on) == ("Mara Lind", "Jonas Orr", "2024-03-05")
    assert found.text == "wants a higher tax"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Jonas Orr said that Mara Lind would sign the accord.", "en"),
        ("Jonas Orr said Mara Lind is ready to sign the accord.", "en"),
        ("Jonas Orr erklärte, dass Mara Lind den Vertrag ablehnt. Mara Lind wolle nicht unterschreiben.", "de"),
        ("Jonas Orr заявил, что Mara Lind готова подписать договор.", "ru"),
        ("Jonas Orr a déclaré que Mara Lind serait prête à signer.", "fr"),
    ],
)
def test_what_a_speaker_says_another_wants_or_will_do_is_a_claim_about_that_person(text: str, language: str) -> None:
    cue = next(c for c in ("said", "erklärte", "заявил", "a déclaré") if c in text)
    content = text[text.index(cue) + len(cue) :].strip(" ,.")
    (found,) = claims(text, statement(text, "Jonas Orr", cue, content, "Jonas Orr"), language=language)
    assert (found.holder, found.relayer) == ("Mara Lind", "Jonas Orr")
    assert found.text.startswith("Mara Lind")
    assert found.content == ((text.rindex("Mara Lind"), len(text) - 1),)


def test_what_a_speaker_says_of_himself_is_no_claim_about_another() -> None:
    text = "Jonas Orr said that he would sign the accord."
    content = "that he would sign the accord"
    assert claims(text, statement(text, "Jonas Orr", "said", content, "Jonas Orr")) == []


def test_what_somebody_did_is_no_claim_about_his_words_or_thoughts() -> None:
    text = "Jonas Orr said that Mara Lind received him in Halm."
    content = "that Mara Lind received him in Halm"
    assert claims(text, statement(text, "Jonas Orr", "said", content, "Jonas Orr")) == []


def test_a_clause_that_the_relayers_own_cue_breaks_is_one_claim_in_two_pieces() -> None:
    text = "Mara Lind, Jonas Orr said, would sign the letter."
    told = statement(text, "Jonas Orr", "said", "Mara Lind", "Jonas Orr")
    begin = text.index("would")
    content = (*told.attribution.content, (begin, len(text) - 1))
    broken = replace(told, attribution=replace(told.attribution, content=content))
    (found,) = claims(text, broken)
    assert (found.holder, found.relayer) == ("Mara Lind", "Jonas Orr")
    assert [text[b:e] for b, e in found.content or ()] == ["Mara Lind", "would sign the letter"]


def test_a_contracted_verb_and_a_relayer_without_a_name_make_a_claim_too() -> None:
    text = "Mara Lind told nobody. An aide said that she'll sign the letter."
    told = statement(text, "An aide", "said", "that she'll sign the letter", "")
    unnamed = replace(told, speaker=replace(told.speaker, name=None))
    (found,) = claims(text, unnamed)
    assert (found.holder, found.relayer) == ("Mara Lind", None)
