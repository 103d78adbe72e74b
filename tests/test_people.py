"""Speakers within an article (cases as files), and persons across articles."""

import json
import random
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from onrecord.model import Article, Attribution, Entity, Kind, Span
from onrecord.people import cluster, find, resolve_speakers

CASES = Path(__file__).parent / "cases" / "people"
SHARED = Path(__file__).parents[2] / "shared"


def entity(number: int, name: str, roles: tuple[str, ...] = (), around: tuple[str, ...] = ()) -> Entity:
    return Entity(number, f"article-{number}", name, False, roles, around)


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


def test_spellings_of_one_full_name_are_one_person() -> None:
    [person] = cluster(
        [entity(4, "Alexander Doroshenko"), entity(2, "Аляксандр Дарашэнка"), entity(9, "Alexandre Dorochenko")]
    )
    assert person.id == 2
    assert set(person.names) == {"Alexander Doroshenko", "Аляксандр Дарашэнка", "Alexandre Dorochenko"}
    assert "spelled" in person.why


def test_father_and_son_stay_apart() -> None:
    assert len(cluster([entity(1, "Oskar Stole"), entity(2, "Anton Stole")])) == 2


def test_names_with_different_patronymics_stay_apart() -> None:
    people = cluster([entity(1, "Ivan Petrovich Sorin"), entity(2, "Ivan Sergeevich Sorin"), entity(3, "Ivan Sorin")])
    assert [p.names for p in people] == [("Ivan Petrovich Sorin",), ("Ivan Sergeevich Sorin",), ("Ivan Sorin",)]


def test_a_surname_joins_the_only_full_name_that_shares_its_role() -> None:
    [person] = cluster([entity(1, "Anton Stole", ("president",)), entity(2, "Stole", ("president",))])
    assert person.names == ("Anton Stole", "Stole")
    assert "president" in person.why


def test_a_surname_joins_the_only_full_name_when_others_are_named_beside_both() -> None:
    people = cluster([entity(1, "Anton Stole", around=("Edvin Marsk",)), entity(2, "Stole", around=("Marsk",))])
    assert len(people) == 1


def test_a_surname_without_context_stays_its_own_person() -> None:
    assert len(cluster([entity(1, "Anton Stole", ("president",)), entity(2, "Stole")])) == 2


def test_a_surname_that_fits_two_people_joins_neither() -> None:
    around = ("Edvin Marsk",)
    people = cluster(
        [entity(1, "Anton Stole", (), around), entity(2, "Oskar Stole", (), around), entity(3, "Stole", (), around)]
    )
    assert len(people) == 3


def test_a_surname_beside_the_full_name_in_one_article_is_somebody_else() -> None:
    full, short = Entity(1, "a", "Anton Stole", False, ("general",)), Entity(2, "a", "Stole", False, ("general",))
    assert len(cluster([full, short])) == 2


def test_first_name_and_patronymic_join_the_full_name_in_context() -> None:
    around = ("Pavel Orlin",)
    people = cluster([entity(1, "Alexander Doroshenko", (), around), entity(2, "Аляксандр Рыгоравіч", (), around)])
    assert len(people) == 1


def test_organisations_are_one_by_their_name_without_article() -> None:
    [body] = cluster([Entity(1, "a", "The Eastern League", True, ()), Entity(2, "b", "Eastern League", True, ())])
    assert body.organisation


def test_an_organisation_is_never_a_person_of_that_name() -> None:
    assert len(cluster([Entity(1, "a", "Bridge", True, ()), Entity(2, "b", "Bridge", False, ())])) == 2


def many(count: int) -> list[Entity]:
    rng = random.Random(3)
    spelled = ["Alexander Doroshenko", "Doroshenka", "Aliaksandr Darashenka", "Viktor Doroshenko", "A. Doroshenko"]
    others = ["Pavel Orlin", "Anna Kern", "Edvin Marsk", "Oleg Rybin"]
    return [
        entity(i, rng.choice(spelled), rng.choice([(), ("president",)]), tuple(rng.sample(others, 2)))
        for i in range(count)
    ]


def test_persons_do_not_depend_on_the_order_of_entities() -> None:
    entities = many(80)
    expected = cluster(entities)
    for seed in range(10):
        random.Random(seed).shuffle(entities)
        assert cluster(entities) == expected


@pytest.mark.skipif(sys.gettrace() is not None, reason="a tracer slows it down")
def test_a_block_of_hundreds_is_clustered_fast() -> None:
    entities = many(400)
    cluster(entities)
    took = []
    for _ in range(3):
        start = time.perf_counter()
        cluster(entities)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.05


def test_a_typed_name_finds_the_exact_name_first_and_no_other_given_name() -> None:
    people = cluster([entity(1, "Oskar Stole"), entity(2, "Anton Stole"), entity(3, "Stole")])
    assert [p.name for p in find("Anton Stole", people)] == ["Anton Stole"]
    assert [p.name for p in find("Stole", people)] == ["Stole", "Oskar Stole", "Anton Stole"]
    assert find("Boris Nagy", people) == []


def test_a_typed_name_finds_another_spelling() -> None:
    people = cluster([entity(1, "Аляксандр Дарашэнка"), entity(2, "Edvin Marsk")])
    assert [p.id for p in find("Alexander Doroshenko", people)] == [1]
    assert [p.id for p in find("Doroschenko", people)] == [1]


def gold_attribution(row: dict[str, Any]) -> Attribution:
    source, cue, content = (tuple((b, e) for b, e in row[role]) for role in ("source", "cue", "content"))
    return Attribution(source, cue, content, Kind.INDIRECT, row["parent"], 1.0)


# Measured with gold attributions on the 88 articles of marked/dev: right 0.72, wrong 0.08, invented 0.14.
LEAST_RIGHT, MOST_WRONG, MOST_INVENTED = 0.70, 0.10, 0.15


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
