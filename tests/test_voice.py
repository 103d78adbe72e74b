import pytest

from onrecord.model import Attribution, Kind
from onrecord.passages import sentences
from onrecord.voice import lineage, suppositions


def attribution(text: str, cue: str, content: str, parent: int | None = None) -> Attribution:
    def span(words: str) -> tuple[tuple[int, int], ...]:
        return ((text.index(words), text.index(words) + len(words)),)

    return Attribution((), span(cue), span(content), Kind.INDIRECT, parent, 0.9)


@pytest.mark.parametrize(
    "text",
    [
        "Perhaps she thinks that rain helps.",
        "It does not follow from this that she thinks that rain helps.",
        "Возможно, Линд считает, что дождь поможет.",
        "Vielleicht denkt Lind, dass Regen hilft.",
        "Peut-être Lind pense que la pluie aide.",
    ],
)
def test_what_the_writer_only_supposes_is_nobodys_statement(text: str) -> None:
    cue = next(c for c in ("thinks", "считает", "denkt", "pense") if c in text)
    content = text[text.index(cue) + len(cue) :].strip(" ,.")
    assert suppositions(text, [attribution(text, cue, content)], sentences(text)) == {0}


def test_a_speakers_own_perhaps_leaves_the_statement_his() -> None:
    text = "Lind said that perhaps rain helps."
    assert not suppositions(text, [attribution(text, "said", "that perhaps rain helps")], sentences(text))


def test_what_a_relayer_supposes_stays_the_relayers_claim() -> None:
    text = "Lind said that perhaps Orr thinks that rain helps."
    found = [
        attribution(text, "said", "that perhaps Orr thinks that rain helps"),
        attribution(text, "thinks", "that rain helps", parent=0),
    ]
    assert not suppositions(text, found, sentences(text))
    assert lineage(1, found) == [1, 0]


def test_a_sentence_before_says_nothing_about_the_next() -> None:
    text = "Perhaps it rains. Lind thinks that rain helps."
    assert not suppositions(text, [attribution(text, "thinks", "that rain helps")], sentences(text))
