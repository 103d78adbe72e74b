from pathlib import Path

import pytest

from onrecord.passages import boilerplate, sentences

CASES = sorted((Path(__file__).parent / "cases" / "passages").glob("*.txt"))


def split(text: str, language: str | None = None) -> list[str]:
    return [text[b:e] for b, e in sentences(text, language)]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_sentences_are_those_of_the_case(case: Path) -> None:
    want = case.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    got = split(case.read_text(encoding="utf-8"), case.stem.split("-")[0])
    assert [" ".join(sentence.split()) for sentence in got] == want


@pytest.mark.parametrize(
    "text",
    [
        "This was stated by the minister\n\nSorin Valk\n\nin an interview.",
        "The headmistress,\n\nTove Asker\n\n, said she knew.",
        "It was signed in May by\n\nConor Blaid.",
        "Die Rektorin\n\nEva Sommer\n\nsagte nichts.",
    ],
)
def test_lines_broken_by_a_link_are_one_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mr. J. R. Valk met Dr. Orso at 5 p.m. in St. Orm."),
        ("ru", "Об этом И. П. Валов сообщил в 2023 г. в беседе с г-ном Кротом."),
        ("de", "Am 15. Februar sprach Dr. Sommer z. B. über Nr. 5."),
        ("fr", "M. Kerval a vu Mme. Orso."),
        ("en", "“Why?” asked the mayor."),
        ("ru", "«Зачем?» — спросил мэр."),
    ],
)
def test_full_stops_of_abbreviations_and_questions_in_quotes_end_nothing(language: str, text: str) -> None:
    assert split(text, language) == [text]


def test_a_headline_and_a_link_line_stay_their_own() -> None:
    text = "Quay sold\n\nThe quay was sold.\n\nSEE ALSO: Who buys a quay\n\nThe mayor said no."
    assert split(text) == ["Quay sold", "The quay was sold.", "SEE ALSO: Who buys a quay", "The mayor said no."]


def test_spans_are_offsets_into_the_text() -> None:
    text = "  One day. \n\n Two days.  "
    assert sentences(text) == [(2, 10), (14, 23)]
    assert sentences("") == []


@pytest.mark.parametrize(
    "line",
    [
        "SEE ALSO: Who buys a quay",
        "ЧИТАЙТЕ ТАКЖЕ: Кто купил причал",
        "Читайте також: Хто купив причал",
        "Чытайце таксама: Хто купіў прычал",
        "Lesen Sie auch: Wer kauft den Kai?",
        "À lire aussi : Qui achète le quai ?",
        "The opinions expressed in the blogs do not necessarily reflect the views of the editors.",
        "Мнение автора может не совпадать с мнением редакции.",
        "Думка автора може не збігатися з позицією редакції.",
        "Меркаванне аўтара можа не супадаць з пазіцыяй рэдакцыі.",
        "Les opinions exprimées n'engagent que leurs auteurs.",
        "Gastbeiträge geben nicht unbedingt die Meinung der Redaktion wieder.",
        "Secure communication\n\nwith our editors.",
        "By Hanne Orrik, court reporter",
        "Von Ludwig Beinhaus",
    ],
)
def test_link_lines_bylines_and_disclaimers_are_boilerplate(line: str) -> None:
    text = f"The quay was sold.\n\n{line}\n\nThe mayor said no."
    assert [text[b:e] for b, e in boilerplate(text)] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the quay was sold, the mayor said.",
        "See how the quay was sold, he said.",
        "Her opinions were published by the authors of the report.",
        "He spoke of secure harbours.",
    ],
)
def test_reporting_is_no_boilerplate(line: str) -> None:
    assert boilerplate(line) == []
