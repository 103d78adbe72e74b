from marked_text import read_marked

from onrecord.model import Span
from onrecord.passages import sentences
from onrecord.quotations import quotations
from onrecord.readings import Layout, Reading, mended, nesting
from onrecord.units import units


def page_of(marked: str) -> tuple[Layout, list[Reading]]:
    """The layout of a text with marks (see marked_text), and a reading for every attribution marked in it."""
    text, attributions = read_marked(marked)
    words: list[Span] = []
    for i, char in enumerate(text):
        if char.isalnum() and words and words[-1][1] == i and text[i - 1].isalnum():
            words[-1] = (words[-1][0], i + 1)
        elif not char.isspace():
            words.append((i, i + 1))
    found = units(text, words)
    page = Layout(text, found, [b for b, _ in sentences(text, "en")], quotations(text))

    def held(spans: tuple[Span, ...]) -> tuple[int, ...]:
        return tuple(i for b, e in spans for i in page.within(b, e))

    return page, [Reading(0.9, held(a.source), held(a.cue), held(a.content)) for a in attributions]


def contents(marked: str) -> list[str]:
    """The contents of a text with marks, mended."""
    page, readings = page_of(marked)
    return [" ".join(page.words(i) for i in r.content) for r in mended(readings, page)]


def test_a_quotation_begun_is_quoted_whole() -> None:
    assert contents('{1s Orr} {1q said}: {1c "Rain helps} us all."') == ['" Rain helps us all . "']


def test_a_quotation_belongs_to_the_cue_of_its_own_paragraph() -> None:
    first = '{2c {1c "Rain helps,"} {1s Orr} {1q said.}}'
    assert contents(f'{first}\n\n{{2c "Wind does not,"}} {{2s he}} {{2q went on}}.')[1] == '" Wind does not , "'


def test_a_cue_inside_a_long_quotation_leaves_it_whole() -> None:
    found = contents('{1s Orr} {1q said}: {1c "Rain helps.\n\n"{2s Lind} {2q thinks} {2c it will rain}."}')
    assert found[0].endswith('Lind thinks it will rain . "')


def test_a_cue_put_into_its_quotation_leaves_the_rest_to_it() -> None:
    (found,) = contents("{1c « Rain helps}, {1q said} {1s Orr}. It always did. »")
    assert found == "« Rain helps It always did . »"


def test_a_quotation_does_not_go_on_outside_its_marks_in_the_next_paragraph() -> None:
    assert contents('{1s Lind}{1q :}\n\n{1c "I have nothing to add."\n\nPerhaps she fears the voters.}') == [
        '" I have nothing to add . "'
    ]


def test_scraps_of_the_next_paragraph_are_left_out() -> None:
    assert contents("{1s Lind} {1q calls} {1c the levy senseless\n\nNorth} wind is expected for today.") == [
        "the levy senseless"
    ]


def test_a_sentence_that_points_back_takes_the_one_before_even_after_a_dateline() -> None:
    for head in ("", "PORT ESSEL, 3 March — "):
        (found,) = contents(f"Lind calls the levy senseless.\n\n{head}{{1c This}} was {{1q stated by}} {{1s Jon Orr}}.")
        assert found == "Lind calls the levy senseless"


def test_the_words_by_which_a_nested_cue_breaks_a_content_belong_to_it() -> None:
    page, readings = page_of(
        "{1s Orr} {1q said} {1c that the levy would fall, because,} {2q in} {2s her} {2q view}, "
        "{1c {2c the money was found}}."
    )
    outer, inner = mended(readings, page)
    assert " ".join(page.words(i) for i in outer.content).endswith("because , in her view , the money was found")
    assert nesting([outer, inner]) == [None, 0]


def test_the_words_of_its_own_cue_stay_out_of_a_content() -> None:
    assert contents('{1c "Rain,"} {1s Orr} {1q said}, {1c "helps."}') == ['" Rain , " " helps . "']
