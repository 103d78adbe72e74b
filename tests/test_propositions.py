"""Claims cut into propositions: cases/propositions/*.txt is the claim, the JSON beside it who relays it and what parts
it has."""

import json
from pathlib import Path

import pytest

from onrecord.model import Claim, Polarity
from onrecord.propositions import propositions

CASES = Path(__file__).parent / "cases" / "propositions"
SHARED = Path(__file__).parents[2] / "shared"


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_claim_falls_into_the_parts_written_beside_it(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    claim = Claim(
        expected["holder"],
        path.read_text(encoding="utf-8"),
        relayer=expected["relayer"],
        language=expected["language"],
        polarity=Polarity(expected["polarity"]),
    )
    assert propositions(claim) == expected["propositions"]


@pytest.mark.parametrize("text", ["", " ", "…", "”", "and", "not only", "«»", "что"])
def test_any_text_gives_at_least_one_proposition(text: str) -> None:
    assert len(propositions(Claim("Ada Brun", text))) >= 1
    assert len(propositions(Claim("Ada Brun", text, relayer="Per Lund"))) >= 1


def test_cutting_a_part_again_leaves_it_whole() -> None:
    claim = Claim("Ada Brun", "he would sell the yard and wants to keep the crane", relayer="Per Lund")
    for part in propositions(claim):
        assert propositions(Claim("Ada Brun", part, relayer="Per Lund")) == [part]


def test_hardly_any_typed_claim_of_one_proposition_is_cut_or_changed() -> None:
    files = [SHARED / "dossiers" / f"{name}.jsonl" for name in ("train", "dev")]
    if not all(file.exists() for file in files):
        pytest.skip("the dossiers are not beside the checkout")
    dossiers = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    asked = [(d["holder"], p["text"]) for d in dossiers for p in d["propositions"]]
    changed = [text for holder, text in asked if propositions(Claim(holder, text)) != [text]]
    assert len(changed) <= len(asked) / 1000, changed
