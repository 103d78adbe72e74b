"""Speakers within an article; cases as files."""

import json
import random
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from onrecord.model import Article, Attribution, Kind, Span
from onrecord.speakers import resolve_speakers

CASES = Path(__file__).parent / "cases" / "speakers"
SHARED = Path(__file__).parents[2] / "shared"


def located(text: str, row: dict[str, Any], role: str) -> tuple[Span, ...]:
    """Where a role's words stand in the passage that the case names."""
    if not row[role]:
        return ()
    passage = text.index(row["in"])
    begin = text.index(row[role], passage)
    return ((begin, begin + len(row[role])),)


def attributions_of(text: str, case: dict[str, Any]) -> list[Attribution]:
    return [
        Attribution(
            located(text, row, "source"),
            located(text, row, "cue"),
            located(text, row, "content"),
            Kind.INDIRECT,
            row["parent"],
            1.0,
        )
        for row in case["attributions"]
    ]


@pytest.mark.parametrize("path", sorted(CASES.glob("*.json")), ids=lambda p: p.stem)
def test_speakers_are_resolved_as_a_reader_would(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    speakers = resolve_speakers(Article("x", text, language=case["language"]), attributions_of(text, case))
    got = [s.name for s in speakers]
    assert got == [row["speaker"] for row in case["attributions"]], [s.why for s in speakers]
    assert all(s.why for s in speakers)


def test_a_title_given_to_a_speaker_is_kept_in_lower_case() -> None:
    text = "Foreign Minister Edvin Marsk said no."
    said = Attribution(((0, 28),), ((29, 33),), ((34, 36),), Kind.INDIRECT, None, 1.0)
    [speaker] = resolve_speakers(Article("x", text, language="en"), [said])
    assert speaker.roles == ("foreign minister",)


def test_an_article_without_attributions_has_no_speakers() -> None:
    assert resolve_speakers(Article("x", "Edvin Marsk left."), []) == []


def test_any_spans_are_taken_without_failing() -> None:
    """The spans come from a model: they may cut words, be empty or overlap."""
    text = (CASES / "cases-undone-ru.txt").read_text(encoding="utf-8")
    rng = random.Random(7)

    def some() -> tuple[Span, ...]:
        begins = sorted(rng.randrange(len(text)) for _ in range(rng.randrange(3)))
        return tuple((b, min(len(text), b + rng.randrange(1, 60))) for b in begins)

    for _ in range(60):
        guesses = [
            Attribution(some(), some(), some(), Kind.DIRECT, i - 1 if i and rng.random() < 0.4 else None, 0.5)
            for i in range(8)
        ]
        assert len(resolve_speakers(Article("x", text, language="ru"), guesses)) == len(guesses)


def talk(turns: int) -> tuple[str, list[Attribution]]:
    """Two named people, then so many sentences in which she says what he knew."""
    opening, turn = "Mara Lind said that Jonas Orr was late. ", "She said that he knew the harbour. "

    def said(at: int, spans: list[Span], parent: int | None) -> Attribution:
        source, cue, content = (((at + b, at + e),) for b, e in spans)
        return Attribution(source, cue, content, Kind.INDIRECT, parent, 1.0)

    given = [said(0, [(0, 9), (10, 14), (15, 38)], None)]
    for at in range(len(opening), len(opening) + turns * len(turn), len(turn)):
        given.append(said(at, [(0, 3), (4, 8), (9, 33)], None))
        given.append(said(at, [(14, 16), (17, 21), (22, 33)], len(given) - 1))
    return opening + turns * turn, given


@pytest.mark.skipif(sys.gettrace() is not None, reason="a tracer slows it down")
def test_the_time_for_pronouns_grows_as_the_text_does() -> None:
    def took(turns: int) -> float:
        text, given = talk(turns)
        start = time.process_time()
        said = resolve_speakers(Article("x", text, language="en"), given)
        assert [s.name for s in said[-2:]] == ["Mara Lind", "Jonas Orr"]
        return time.process_time() - start

    took(100)
    assert took(1600) < 10 * took(400)  # four times as long measured; sixteen if every mention met every pronoun


def gold_attribution(row: dict[str, Any]) -> Attribution:
    source, cue, content = (tuple((b, e) for b, e in row[role]) for role in ("source", "cue", "content"))
    return Attribution(source, cue, content, Kind.INDIRECT, row["parent"], 1.0)


# Measured with gold attributions on the 88 articles of marked/dev: right 0.736, wrong 0.058, invented 0.080.
LEAST_RIGHT, MOST_WRONG, MOST_INVENTED = 0.72, 0.07, 0.10


def test_speakers_of_the_marked_articles_are_mostly_right() -> None:
    path, scorer = SHARED / "attribution" / "marked" / "dev.jsonl", SHARED / "tools" / "score.py"
    if not path.exists() or not scorer.exists():
        pytest.skip("needs ../shared/attribution/marked")
    spaces: dict[str, Any] = {"__name__": "score"}
    exec(compile(scorer.read_text(encoding="utf-8"), str(scorer), "exec"), spaces)
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    pred = []
    for row in gold:
        given = [gold_attribution(a) for a in row["attributions"]]
        article = Article(row["doc"], row["text"], outlet=row["outlet"], language=row["language"])
        said = resolve_speakers(article, given)
        pred.append(
            {"attributions": [{**a, "speaker": s.name} for a, s in zip(row["attributions"], said, strict=True)]}
        )
    speaker = spaces["resolved"](gold, pred)["speaker"]
    assert speaker["right"] >= LEAST_RIGHT
    assert speaker["wrong"] <= MOST_WRONG
    assert speaker["invented"] <= MOST_INVENTED
