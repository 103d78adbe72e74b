from onrecord.units import BUCKETS, bucket, units


def test_words_are_joined_and_signs_stand_alone() -> None:
    text = 'Mara said, "no".\n\nShe left.'
    offsets = [(0, 2), (2, 4), (4, 9), (9, 10), (10, 12), (12, 14), (14, 15), (15, 16), (16, 21), (21, 26), (26, 27)]
    assert [text[u.begin : u.end] for u in units(text, offsets)] == [
        "Mara", "said", ",", '"', "no", '"', ".", "She", "left", "."
    ]  # fmt: skip


def test_a_unit_knows_whether_it_begins_a_line() -> None:
    text = "Mara\nsaid"
    assert [u.line for u in units(text, [(0, 4), (4, 9)])] == [False, True]


def test_every_distance_has_a_bucket() -> None:
    found = [bucket(d) for d in range(-300, 301)]
    assert found == sorted(found)
    assert set(found) == set(range(BUCKETS))
