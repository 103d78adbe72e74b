"""From attributions and speakers to statements: relayers, basis, polarity."""

from test_attribution import ScriptedTagger

from onrecord.extraction import entities_of, only, polarities_of, relayers_of, spoken, statements_of, sure
from onrecord.model import Article, Attribution, Basis, Kind, Polarity, Speaker


def attribution(cue: tuple[int, int], parent: int | None = None) -> Attribution:
    return Attribution((), (cue,), ((cue[1], cue[1] + 1),), Kind.INDIRECT, parent, 0.9)


def test_relayers_are_named_outermost_first() -> None:
    found = [attribution((0, 1)), attribution((2, 3), 0), attribution((4, 5), 1)]
    speakers = [Speaker(n, "") for n in ("Ann Orr", "Bo Lind", "Cy Wren")]
    assert relayers_of(2, found, speakers) == ("Ann Orr", "Bo Lind")
    assert relayers_of(0, found, speakers) == ()


def test_nobody_relays_himself() -> None:
    found = [attribution((0, 1)), attribution((2, 3), 0)]
    assert relayers_of(1, found, [Speaker("Ann Orr", ""), Speaker("Ann Orr", "")]) == ()


def test_a_relayer_who_comes_twice_in_a_row_is_named_once() -> None:
    found = [attribution((0, 1)), attribution((2, 3), 0), attribution((4, 5), 1)]
    assert relayers_of(2, found, [Speaker(n, "") for n in ("Ann Orr", "Ann Orr", "Bo Lind")]) == ("Ann Orr",)


def test_an_unnamed_relayer_is_kept_as_such() -> None:
    found = [attribution((0, 1)), attribution((2, 3), 0)]
    assert relayers_of(1, found, [Speaker(None, ""), Speaker("Ann Orr", "")]) == (None,)


def test_only_a_relay_may_be_uncertain_inside_another() -> None:
    found = [attribution((0, 1)), *(attribution((at, at + 1), 0) for at in (2, 4, 6))]
    speakers = [Speaker(n, "") for n in ("Ann Orr", "Bo Lind", "Ann Orr", None)]
    assert sure(found, speakers, 0.95) == [0, 1]
    assert sure(found, speakers, 0.9) == [0, 1, 2, 3]


def test_what_is_left_out_hands_what_it_holds_to_the_one_around_it() -> None:
    found = [attribution((0, 1)), attribution((2, 3), 0), attribution((4, 5), 1)]
    assert [a.parent for a in only([0, 2], found)] == [None, 0]
    assert [a.parent for a in only([1, 2], found)] == [None, 0]


def test_what_somebody_did_not_say_of_himself_is_no_statement_of_his() -> None:
    article = Article("a", "Lind did not say that she thinks it is late", language="en")
    found = [
        Attribution(((0, 4),), ((5, 16),), ((17, 43),), Kind.INDIRECT, None, 0.9),
        Attribution(((22, 25),), ((26, 32),), ((33, 43),), Kind.INDIRECT, 0, 0.9),
    ]
    same = [Speaker("Mara Lind", ""), Speaker("Mara Lind", "")]
    assert polarities_of(article, found, same) == [Polarity.REFUSED, Polarity.REFUSED]
    other = [Speaker("Mara Lind", ""), Speaker("Jonas Orr", "")]
    assert polarities_of(article, found, other) == [Polarity.REFUSED, Polarity.SAID]


def test_what_was_said_nowhere_was_not_said() -> None:
    text = "She spoke. And nowhere did Lind call it late."
    found = [Attribution(((27, 31),), ((32, 36),), ((37, 44),), Kind.INDIRECT, None, 0.9)]
    assert polarities_of(Article("a", text, language="en"), found, [Speaker("Mara Lind", "")]) == [Polarity.REFUSED]


def test_a_denial_dates_what_is_denied_in_it() -> None:
    text = "Mara Lind denied on 6 March 2024 that she said rain helps ."
    script = {"denied": "SSQ....CCCCC", "said": "........SQCC"}
    outer, inner = statements_of(Article("a", text, language="en"), ScriptedTagger(script)).statements
    assert inner.speaker.name == outer.speaker.name == "Mara Lind"
    assert (inner.polarity, inner.dating.said_on) == (Polarity.DENIED, "2024-03-06")


def test_parents_are_renumbered_when_a_supposition_goes() -> None:
    text = "Perhaps Lind thinks it rains. Orr says that Wren hopes so."
    found = [
        Attribution(((8, 12),), ((13, 19),), ((20, 28),), Kind.INDIRECT, None, 0.9),
        Attribution(((30, 33),), ((34, 38),), ((39, 57),), Kind.INDIRECT, None, 0.9),
        Attribution(((44, 48),), ((49, 54),), ((55, 57),), Kind.INDIRECT, 1, 0.9),
    ]
    assert [a.parent for a in spoken(Article("a", text, language="en"), found)] == [None, 0]


def test_entities_are_the_named_speakers_each_once_with_the_names_around() -> None:
    text = "Mara Lind said rain helps . Mara Lind said sun helps . Jonas Orr denied it"
    script = {"said": "SSQCC", "denied": "...........SSQC"}
    found = statements_of(Article("a", text, language="en"), ScriptedTagger(script))
    names = {e.name: e.around for e in entities_of(found)}
    assert names.keys() == {s.speaker.name for s in found.statements if s.speaker.name}
    assert all(s.basis is Basis.FIRST_HAND for s in found.statements)
