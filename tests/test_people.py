"""Persons across articles."""

import random
import sys
import time

import pytest

from onrecord.model import Entity
from onrecord.people import cluster, find


def entity(number: int, name: str, roles: tuple[str, ...] = (), around: tuple[str, ...] = ()) -> Entity:
    return Entity(number, f"article-{number}", name, False, roles, around)


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
    people = cluster(
        [
            entity(1, "Alexander Doroshenko", (), around),
            entity(2, "Aliaksandr Ryhoravich Darashenka"),
            entity(3, "Аляксандр Рыгоравіч", (), around),
        ]
    )
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
        start = time.process_time()
        cluster(entities)
        took.append(time.process_time() - start)
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
