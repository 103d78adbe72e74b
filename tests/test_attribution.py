from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.attribution import WINDOW, Pieces, Scores, attributions, best_labels, windows
from onrecord.model import Kind, Span
from onrecord.readings import Reading, nesting
from onrecord.units import Unit

ROLE = {"S": 1, "Q": 2, "C": 3}


class ScriptedTagger:
    """Reads a script: for each cue word, a letter for every word of its text (S source, Q cue, C content, . none)."""

    def __init__(self, script: dict[str, str]) -> None:
        self.script = script
        self.words: list[str] = []

    @property
    def moves(self) -> NDArray[np.float32]:
        return np.zeros((4, 4), np.float32)

    def pieces(self, text: str) -> Pieces:
        offsets: list[Span] = []
        at = 0
        for word in text.split():
            at = text.index(word, at)
            offsets.append((at, at + len(word)))
            at += len(word)
        self.words = [text[b:e] for b, e in offsets]
        return Pieces(list(range(len(offsets))), offsets)

    def score(self, ids: Sequence[int], line_starts: Sequence[int], firsts: Sequence[int]) -> Scores:
        words = [self.words[i] for i in ids]
        anchors = [i for i, word in enumerate(words) if word in self.script]
        roles = np.zeros((len(anchors), len(words), 4), np.float32)
        for row, anchor in enumerate(anchors):
            for unit, letter in enumerate(self.script[words[anchor]][: len(words)]):
                roles[row, unit, ROLE.get(letter, 0)] = 5.0
        return Scores(np.array(anchors, np.int64), np.full(len(anchors), 0.99, np.float32), roles)


def test_spans_are_offsets_into_the_text_as_it_is() -> None:
    text = "Mara  Lind\n\nsaid that rain helps ."
    (found,) = attributions(text, ScriptedTagger({"said": "SSQCCC."}))
    assert [text[b:e] for b, e in found.source] == ["Mara  Lind"]
    assert [text[b:e] for b, e in found.cue] == ["said"]
    assert [text[b:e] for b, e in found.content] == ["that rain helps"]
    assert (found.kind, found.parent) == (Kind.INDIRECT, None)


def test_an_attribution_inside_a_content_has_it_as_parent() -> None:
    found = attributions("Ann says Bob wants rain", ScriptedTagger({"says": "SQCCC", "wants": "..SQC"}))
    assert [a.parent for a in found] == [None, 0]


def test_a_content_split_around_its_cue_is_one_attribution_with_a_gap() -> None:
    text = "Rain Ann said helps"
    (found,) = attributions(text, ScriptedTagger({"said": "CSQC"}))
    assert [text[b:e] for b, e in found.content] == ["Rain", "helps"]


def test_a_cue_found_twice_is_read_once() -> None:
    script = {"has": "SQQC", "said": "SQQC"}
    assert len(attributions("Ann has said rain", ScriptedTagger(script))) == 1


def test_nothing_is_found_in_boilerplate() -> None:
    text = "Ann says rain"
    assert attributions(text, ScriptedTagger({"says": "SQC"}), skip=[(0, len(text))]) == []


def test_a_text_without_words_has_no_attributions() -> None:
    assert attributions("", ScriptedTagger({})) == []
    assert attributions("\n \n", ScriptedTagger({})) == []


def test_paragraphs_of_one_quotation_are_pieces_of_one_content() -> None:
    text = "Ann said : Rain helps.\n\nSnow too."
    (found,) = attributions(text, ScriptedTagger({"said": "SQ.CCCC"}))
    assert [text[b:e] for b, e in found.content] == ["Rain helps.", "Snow too."]


def test_a_sentence_that_points_back_has_the_one_before_as_content() -> None:
    text = "Orr sees no use in rain.\n\nThis was stated by minister\n\nMara Lind\n\nin an interview."
    found = attributions(text, ScriptedTagger({"sees": "SQCCCC", "was": "......" + ".QQQSSS"}), language="en")
    assert [text[b:e] for b, e in found[1].content] == ["Orr sees no use in rain."]
    assert [a.parent for a in found] == [1, None]


def test_a_cue_without_content_that_points_nowhere_is_no_attribution() -> None:
    assert attributions("It rains. Orr said.", ScriptedTagger({"said.": "..SQ"}), language="en") == []


def test_a_line_broken_by_a_hyperlink_is_no_line_for_the_tagger() -> None:
    class Watching(ScriptedTagger):
        def score(self, ids: Sequence[int], line_starts: Sequence[int], firsts: Sequence[int]) -> Scores:
            self.lines = [word for word, begins in zip(self.words, line_starts, strict=True) if begins]
            return super().score(ids, line_starts, firsts)

    tagger = Watching({})
    attributions("It was said by minister\n\nMara Lind\n\nin an interview.\n\nNobody spoke.", tagger, language="en")
    assert tagger.lines == ["Nobody"]


def test_windows_cover_every_unit_and_own_each_anchor_once() -> None:
    for count in (1, 200, 254, 255, 700, 3000):
        found = [Unit(i, i + 1, i, False) for i in range(count)]
        cut = list(windows(found, count))
        owned = [i for w in cut for i in range(w.own_first, w.own_last)]
        assert owned == list(range(count))
        assert all(w.last - w.first <= WINDOW and w.first <= w.own_first <= w.own_last <= w.last for w in cut)


def test_a_unit_longer_than_a_window_is_passed() -> None:
    found = [Unit(0, 1, 0, False), Unit(2, 900, 1, False), Unit(901, 902, 600, False)]
    owned = [i for w in windows(found, 601) for i in range(w.own_first, w.own_last)]
    assert owned == [0, 1, 2]


def test_moves_keep_a_span_whole_where_one_score_falters() -> None:
    scores = np.array([[[0, 0, 0, 2], [0.5, 0, 0, 0], [0, 0, 0, 2]]], np.float32)
    stay = np.eye(4, dtype=np.float32)
    assert best_labels(scores, np.zeros((4, 4), np.float32)).tolist() == [[3, 0, 3]]
    assert best_labels(scores, stay).tolist() == [[3, 3, 3]]


def test_the_parent_is_the_smallest_content_around() -> None:
    outer = Reading(0.9, (0,), (1,), tuple(range(2, 12)))
    middle = Reading(0.9, (2,), (3,), tuple(range(4, 12)))
    inner = Reading(0.9, (4,), (5,), tuple(range(6, 12)))
    assert nesting([outer, middle, inner]) == [None, 0, 1]
