import pytest

from onrecord.model import Kind
from onrecord.quotations import kind_of, quotations


def quoted(text: str) -> list[str]:
    return [text[b:e] for b, e in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We go," she said, "at noon."', ['"We go,"', '"at noon."']),
        ("„Wir gehen“, sagte sie.", ["„Wir gehen“"]),
        ("»Wir gehen«, sagte sie.", ["»Wir gehen«"]),
        ("« Nous partons », dit-elle.", ["« Nous partons »"]),
        ("«Мы идём», — сказала она.", ["«Мы идём»"]),
        ("“We go”, she said.", ["“We go”"]),
        ("He called it 'a long night' and left.", ["'a long night'"]),
        ("The minister's wife doesn't know.", []),
    ],
)
def test_quotation_marks_of_every_language_are_found(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_one_missing_mark_spoils_one_paragraph_at_the_most() -> None:
    text = '"We go, she said.\n\nNobody spoke. "Then we stay," he said.'
    assert quoted(text)[-1] == '"Then we stay,"'


def test_a_quotation_over_paragraphs_is_quoted_in_each() -> None:
    text = '"We have waited.\n\n"We wait no more," she said.'
    assert quoted(text) == ['"We have waited.', '"We wait no more,"']


def test_a_quotation_runs_on_over_paragraphs_to_its_closing_mark() -> None:
    text = 'She said: "We have waited.\n\nWe wait no more.\n\nThat is all." Nobody spoke.'
    assert quoted(text) == ['"We have waited.\n\nWe wait no more.\n\nThat is all."']


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ('"We go," she said.', '"We go,"', Kind.DIRECT),
        ("She said that they would go.", "that they would go", Kind.INDIRECT),
        ('She called it "a very long wait".', 'it "a very long wait"', Kind.MIXED),
        ('She said the "Globe" had closed.', 'the "Globe" had closed', Kind.INDIRECT),
        ("— Мы идём, — сказала она.", "Мы идём", Kind.DIRECT),
    ],
)
def test_kind_is_told_from_the_quotation_marks(text: str, content: str, kind: Kind) -> None:
    begin = text.index(content)
    assert kind_of(text, [(begin, begin + len(content))], quotations(text)) is kind
