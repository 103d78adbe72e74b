"""What the log says as it stands: later decisions count, retracted ones do not; and the alias file."""

from typing import Any

import pytest

from onrecord import aliases, decisions
from onrecord.aliases import Alias, Aliases
from onrecord.errors import ReadingError
from onrecord.model import Action, Decision, Entity
from onrecord.people import Grounds, cluster, find, grounds, suggest


def log(*taken: tuple[Action, dict[str, Any]]) -> list[Decision]:
    return [
        Decision(n, "2024-05-01T08:00:00+00:00", "Nora", action, "so", what)
        for n, (action, what) in enumerate(taken, 1)
    ]


def merge(*sides: list[str]) -> tuple[Action, dict[str, Any]]:
    return Action.MERGE, {"names": ["one", "other"], "mentions": list(sides)}


def split(*sides: list[str]) -> tuple[Action, dict[str, Any]]:
    return Action.SPLIT, {"names": ["one", "other"], "mentions": list(sides)}


def retract(number: int) -> tuple[Action, dict[str, Any]]:
    return Action.RETRACT, {"decision": number}


def entity(article: str, name: str, roles: tuple[str, ...] = (), organisation: bool = False) -> Entity:
    return Entity(hash_of(article, name), article, name, organisation, roles)


def hash_of(article: str, name: str) -> int:
    return int.from_bytes(f"{article}{name}".encode(), "big") % 10**9 + 1


def persons(entities: list[Entity], known: Grounds) -> set[frozenset[str]]:
    named = {e.id: e.mention for e in entities}
    return {frozenset(named[i] for i in p.entities) for p in cluster(entities, known)}


# --- the log


def test_a_retracted_decision_does_not_stand_and_a_retracted_retraction_does_not_count() -> None:
    taken = log(merge(["a:X"], ["b:Y"]), retract(1), retract(2))
    assert [d.number for d in decisions.standing(taken[:2])] == [2]
    assert [d.number for d in decisions.standing(taken)] == [1, 3]


def test_a_later_split_leaves_together_what_it_does_not_part() -> None:
    ruled = decisions.rulings(log(merge(["a:X", "b:X"], ["c:Y"]), split(["c:Y"], ["a:X"])))
    assert ruled["a:X"].bond == ruled["b:X"].bond is not None
    assert ruled["c:Y"].bond is None
    assert decisions.clash(ruled["c:Y"].sides, ruled["a:X"].sides)


def test_a_later_merge_ends_a_split_for_those_it_joins() -> None:
    ruled = decisions.rulings(log(split(["a:X"], ["b:X", "c:X"]), merge(["a:X"], ["b:X", "c:X"])))
    assert ruled["a:X"].bond == ruled["b:X"].bond == ruled["c:X"].bond is not None
    assert not decisions.clash(ruled["a:X"].sides, ruled["b:X"].sides)


def test_merges_that_a_later_split_makes_impossible_do_not_go_round_it() -> None:
    ruled = decisions.rulings(log(merge(["a:X"], ["b:Y"]), merge(["b:Y"], ["c:Z"]), split(["a:X"], ["c:Z"])))
    assert ruled["b:Y"].bond == ruled["c:Z"].bond is not None
    assert ruled["a:X"].bond is None


def test_of_two_corrections_of_one_thing_the_later_counts_and_of_two_things_both() -> None:
    said = [
        (Action.CORRECT, {"statement": "s-1", **what})
        for what in ({"said_on": "2024"}, {"speaker": "Lind"}, {"said_on": None})
    ]
    corrected = decisions.corrections(log(*said))["s-1"]
    assert (corrected.speaker, corrected.dated, corrected.said_on, corrected.rejected) == ("Lind", True, None, False)
    assert [d.number for d in corrected.made] == [1, 2, 3]


# --- persons under decisions


def test_a_merge_joins_what_no_name_would_and_says_who_decided() -> None:
    entities = [entity("a", "Anton Stole"), entity("b", "Old Fox"), entity("c", "Anton Stole")]
    known = grounds(log(merge(["a:Anton Stole"], ["b:Old Fox"])))
    (person,) = cluster(entities, known)
    assert set(person.names) == {"Anton Stole", "Old Fox"}
    assert "decision 1 by Nora: so" in person.why


def test_a_split_parts_two_people_of_one_name_and_a_third_mention_joins_neither_without_context() -> None:
    entities = [
        entity(a, "Ivan Sorin", (role,) if role else ()) for a, role in (("a", "mayor"), ("b", "poet"), ("c", ""))
    ]
    known = grounds(log(split(["a:Ivan Sorin"], ["b:Ivan Sorin"])))
    assert len(persons(entities, Grounds())) == 1
    assert persons(entities, known) == {frozenset({f"{a}:Ivan Sorin"}) for a in "abc"}
    assert frozenset({"b:Ivan Sorin", "d:Ivan Sorin"}) in persons(
        [*entities, entity("d", "Ivan Sorin", ("poet",))], known
    )


def test_a_split_takes_a_surname_off_the_full_name_it_had_joined() -> None:
    entities = [
        entity("a", "Anton Stole", ("mayor",)),
        entity("b", "Stole", ("mayor",)),
        entity("c", "Stole", ("mayor",)),
    ]
    assert len(persons(entities, Grounds())) == 1
    known = grounds(log(split(["b:Stole"], ["a:Anton Stole", "c:Stole"])))
    assert persons(entities, known) == {frozenset({"b:Stole"}), frozenset({"a:Anton Stole", "c:Stole"})}


def test_a_person_and_an_organisation_are_one_only_by_decision() -> None:
    entities = [entity("a", "Bridge", organisation=True), entity("b", "Ann Bridge")]
    assert len(persons(entities, Grounds())) == 2
    assert len(persons(entities, grounds(log(merge(["a:Bridge"], ["b:Ann Bridge"]))))) == 1


# --- the alias file


def test_the_names_of_a_line_are_one_person_with_the_line_as_ground() -> None:
    known = Grounds(
        aliases=Aliases(aliases.parse("Anton Stole = the Old Fox = Q42 # mayor\n\n# nobody\n", "names.txt"))
    )
    (person,) = cluster([entity("a", "Антон Столе"), entity("b", "The Old Fox")], known)
    assert person.wikidata == "Q42"
    assert "alias file: Anton Stole = the Old Fox = Q42" in person.why
    assert find("Anton Stole", cluster([entity("b", "The Old Fox")], known)) == []
    assert find("Anton Stole", cluster([entity("b", "The Old Fox")], known), known.aliases) != []


def test_a_name_on_two_lines_joins_nothing_and_two_ids_are_two_persons() -> None:
    both = Aliases(aliases.parse("Anton Stole = Stole = Q1\nOskar Stole = Stole = Q2\nOskar Stolle = Q3", "names.txt"))
    known = Grounds(aliases=both)
    assert both.of("Stole") is None
    entities = [
        entity(a, n) for a, n in (("a", "Anton Stole"), ("b", "Stole"), ("c", "Oskar Stole"), ("d", "Oskar Stolle"))
    ]
    assert len(persons(entities[2:], Grounds())) == 1
    assert len(persons(entities, known)) == 4


def test_a_split_undoes_what_the_alias_file_joined() -> None:
    lines = Aliases(aliases.parse("Anton Stole = the Old Fox", "names.txt"))
    entities = [entity("a", "Anton Stole"), entity("b", "the Old Fox")]
    parted = decisions.rulings(log(split(["b:the Old Fox"], ["a:Anton Stole"])))
    assert len(persons(entities, Grounds({}, lines))) == 1
    assert len(persons(entities, Grounds(parted, lines))) == 2


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Anton Stole", "two names"),
        ("Anton = ", "empty"),
        ("A = B = Q1 = Q2", "2 Wikidata ids"),
        ("Q7", "two names"),
        ("A = …", "no letters"),
    ],
)
def test_a_bad_line_is_named_with_its_file_and_number(line: str, told: str) -> None:
    with pytest.raises(ReadingError, match=rf"names\.txt, line 3: .*{told}"):
        aliases.parse(f"# ours\nMara Lind = Q5\n{line}\n", "names.txt")


def test_a_line_of_one_name_with_an_id_is_enough() -> None:
    assert aliases.parse("Mara Lind = q5", "names.txt") == (Alias(("Mara Lind",), "Q5"),)


# --- suggestions


def suggested(entities: list[Entity], known: Grounds) -> list[tuple[str, str, str]]:
    of = {e.id: e for e in entities}
    pairs = suggest([(p, [of[i] for i in p.entities]) for p in cluster(entities, known)], known)
    return [(s.one.name, s.other.name, s.why) for s in pairs]


def test_a_surname_is_suggested_for_the_full_names_that_it_fits_those_in_context_first() -> None:
    entities = [
        Entity(1, "a", "Anton Stole", False, (), ("Edvin Marsk",)),
        Entity(2, "b", "Oskar Stole", False, ()),
        Entity(3, "c", "Stole", False, (), ("Edvin Marsk",)),
    ]
    (one, other, why), second = suggested(entities, Grounds())
    assert (one, other) == ("Stole", "Anton Stole")
    assert "may be short for" in why and "named beside it" in why
    assert "nothing else in common" in second[2]


def test_who_stands_in_one_article_or_was_split_is_not_suggested() -> None:
    assert suggested([entity("a", "Anton Stole"), entity("a", "Stole")], Grounds()) == []
    pair = [entity("a", "Anton Stole"), entity("b", "Stole")]
    assert len(suggested(pair, Grounds())) == 1
    assert suggested(pair, grounds(log(split(["b:Stole"], ["a:Anton Stole"])))) == []


def test_a_frequent_surname_alone_is_no_suggestion() -> None:
    given = ("Anton", "Oskar", "Viktor", "Pavel", "Boris", "Edvin")
    entities = [Entity(n, f"a{n}", f"{name} Stole", False, ()) for n, name in enumerate(given, 1)]
    assert suggested([*entities, Entity(9, "z", "Stole", False, ())], Grounds()) == []
