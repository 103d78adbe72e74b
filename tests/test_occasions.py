import pytest
from marked_text import read_marked

from onrecord.model import Article
from onrecord.occasions import occasions


@pytest.mark.parametrize(
    ("language", "marked", "want"),
    [
        ("en", "{1s Ann} {1q said} in an interview with Dina Orso on February 2 {1c that it rained}.",
         "in an interview with Dina Orso"),
        ("en", "{1s Ann} {1q said in a letter} {1c that it rained}.", "in a letter"),
        ("en", "{1s Ann} {1q told} parliament {1c that it rained}.", "parliament"),
        ("en", "{1s Ann} {1q told} Radio Orm on Monday {1c it rained}.", "Radio Orm"),
        ("en", "{1s Ann} {1q told} him {1c it rained}.", None),
        ("en", "At a meeting on the harbour {1s Ann} {1q said} {1c no}.", "At a meeting on the harbour"),
        ("en", "{1s Ann} {1q said} {1c that in an interview Bob had lied}.", None),
        ("en", "{1s Ann} {1q said} in an interview\n\nwith Radio Orm\n\n{1c that no}.",
         "in an interview with Radio Orm"),
        ("en", "{1s Ann} {1q told} the court by video link {1c that it rained}.", "the court by video link"),
        ("en", "{1q According to} {1s the committee}, {1c it rained}.", None),
        ("en", "{1s Ann} {1q told} a fan forum last Saturday {1c it rained}.", "a fan forum"),
        ("en", "{1c It rained}, {1s he} {1q said} by telephone on Thursday.", "by telephone"),
        ("de", "{1s Sander} {1q sagte} am Montag im Rat, {1c der Kai werde verkauft}.", "im Rat"),
        ("de", "In dem Brief {1q lobte} {1s sie} {1c das Haus}.", "In dem Brief"),
        ("fr", "{1c « Non »}, {1q a dit} {1s le maire} lors d'une conférence de presse.",
         "lors d'une conférence de presse"),
        ("de", "{1s Er} {1q wies} das am Telefon {1q zurück}: {1c „Nein“}.", "am Telefon"),
        ("fr", "{1c « Non »}, a-t-elle {1q raconté} mercredi au Méridional.", "au Méridional"),
        ("fr", "{1s Le maire} {1q assure} pourtant {1c que non}.", None),
        ("ru", "{1s Валов} в интервью «Волне» {1q заявил}, {1c что моста нет}.", "в интервью «Волне»"),
        ("ru", "{1c «Нет»}, — {1q сказал} {1s он} журналистам.", "журналистам"),
        ("ru", "{1s Она} {1q рассказала} «Вечернему Орму», {1c что моста нет}.", "«Вечернему Орму»"),
        ("ru", "{1c Моста нет}, {1q говорится в} {1s письме}.", "в письме"),
        ("uk", "{1s Гай} у вівторок на нараді {1q сказав}, {1c що ні}.", "на нараді"),
        ("be", "{1s Лось} у інтэрв’ю «Хвалі» {1q сказаў}, {1c што не}.", "у інтэрв’ю «Хвалі»"),
    ],
)  # fmt: skip
def test_an_occasion_is_given_in_the_words_of_its_clause(language: str, marked: str, want: str | None) -> None:
    text, attributions = read_marked(marked)
    assert occasions(Article("x", text, language=language), attributions) == [want]


def test_a_relay_has_only_the_occasion_its_relayer_names() -> None:
    text, attributions = read_marked(
        "{1s Ann} {1q told} reporters {1c that {2s Bob} {2q had said} in a letter {2c that it rained}}."
    )
    assert occasions(Article("x", text, language="en"), attributions) == ["reporters", "in a letter"]
