import pytest

from onrecord.cues import polarity
from onrecord.model import Polarity


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("said", Polarity.SAID),
        ("According to", Polarity.SAID),
        ("denied", Polarity.DENIED),
        ("has ruled out", Polarity.DENIED),
        ("did not deny", Polarity.SAID),
        ("asked whether", Polarity.ASKED),
        ("declined to", Polarity.REFUSED),
        ("would not say", Polarity.REFUSED),
        ("did not say", Polarity.REFUSED),
        ("отрицает", Polarity.DENIED),
        ("отказался", Polarity.REFUSED),
        ("заявил", Polarity.SAID),
        ("заперечив", Polarity.DENIED),
        ("спытаў", Polarity.ASKED),
        ("dementierte", Polarity.DENIED),
        ("erklärte", Polarity.SAID),
        ("a démenti", Polarity.DENIED),
        ("a refusé de", Polarity.REFUSED),
    ],
)
def test_the_polarity_of_a_cue_is_read_off_its_words(cue: str, expected: Polarity) -> None:
    assert polarity(cue) is expected
