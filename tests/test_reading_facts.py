"""Reading: dates of publication, languages and opinion, as publishers write them."""

import pytest

from onrecord.reading.language import language_of, two_letters
from onrecord.reading.opinion import disclaims, opinion_address
from onrecord.reading.published import date_in_address, iso_prefix


@pytest.mark.parametrize(
    ("written_date", "expected"),
    [
        ("2024-03-05T23:30:00+03:00", "2024-03-05"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("20240305", "2024-03-05"),
        ("Tue, 05 Mar 2024 10:00:00 GMT", "2024-03-05"),
        ("5. März 2024", "2024-03-05"),
        ("le 1er août 2024", "2024-08-01"),
        ("5 лютого 2024", "2024-02-05"),
        ("5 мая 2024 г.", "2024-05-05"),
        ("5 лістапада 2024", "2024-11-05"),
        ("05.03.2024, 10:00 Uhr", "2024-03-05"),
        (1709632800, "2024-03-05"),
        ("1709632800000", "2024-03-05"),
        ("2024-02-30", None),
        ("03/04/2024", None),
        ("yesterday", None),
        (True, None),
        ({"a": 1}, None),
        ("", None),
    ],
)
def test_dates_of_publication_become_iso(written_date: object, expected: str | None) -> None:
    assert iso_prefix(written_date) == expected


def test_an_address_may_hold_a_date() -> None:
    assert date_in_address("https://a.example/2024/3/5/x") == "2024-03-05"
    assert date_in_address("https://a.example/x-2024-03-05.html") == "2024-03-05"
    assert date_in_address("https://a.example/2024/03/x") == "2024-03"
    assert date_in_address("https://a.example/2024/99/99/x") is None
    assert date_in_address("https://a.example/123456") is None


def test_a_declared_language_becomes_two_letters() -> None:
    codes = {
        "en-GB": "en",
        "ru_RU": "ru",
        "deu": "de",
        "Ukrainian": "uk",
        "by": "be",
        "nb-NO": "no",
        "x-none": None,
        "": None,
    }
    assert {declared: two_letters(declared) for declared in codes} == codes


def test_a_long_text_outranks_a_language_declared_wrongly() -> None:
    text = "Паром на Орсхольм останется в порту до вторника, сообщил журналистам на причале его капитан. " * 3
    assert language_of(text, "en") == "ru"
    assert language_of("Ferry.", "de") == "de"
    assert language_of("123 !", None) is None


@pytest.mark.parametrize(
    "line",
    [
        "The views expressed in this article are the author's own.",
        "The views and opinions of the columnist do not necessarily reflect those of the Herald.",
        "Мнение автора может не совпадать с позицией редакции.",
        "Думки авторів блогів не обов’язково збігаються з позицією редакції.",
        "Меркаванне рэдакцыі можа не супадаць з меркаваннем аўтара.",
        "Der Beitrag gibt die Meinung der Autorin wieder.",
        "Les propos tenus dans cette tribune n’engagent que leur auteur.",
    ],
)
def test_a_disclaimer_is_known_in_each_language(line: str) -> None:
    assert disclaims(f"Words.\n\n{line}")


def test_an_opinion_voiced_in_the_news_is_no_disclaimer() -> None:
    assert not disclaims("The minister expressed the opinion that the author of the report had been misled.")
    assert not disclaims("Министр выразил мнение, что автор доклада ошибся.")
    assert not opinion_address("https://a.example/news/opinion-polls-fall")
