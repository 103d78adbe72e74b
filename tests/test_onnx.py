"""Model folders: what ships is sound, what was altered is refused."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from onrecord.errors import ModelError
from onrecord.onnx import MODELS, OnnxEmbedder, OnnxTagger, card

LIMIT = 150 * 2**20


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MODELS / "meaning", tmp_path / "meaning"))


@pytest.mark.parametrize("name", sorted(p.parent.name for p in MODELS.glob("*/card.json")))
def test_every_model_that_ships_matches_its_card(name: str) -> None:
    found = card(MODELS / name)
    assert found["name"] == name
    assert found["training_data"] is not None
    assert set(found["sha256"]) == {p.name for p in (MODELS / name).iterdir()} - {"card.json"}


def test_all_weights_together_keep_to_the_limit_and_none_is_a_pickle() -> None:
    files = [p for p in MODELS.rglob("*") if p.is_file()]
    assert sum(p.stat().st_size for p in files) < LIMIT
    assert {p.suffix for p in files} <= {".onnx", ".json", ".npy"}


def test_an_altered_model_is_refused_by_name(copy: Path) -> None:
    path = copy / "model.onnx"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(ModelError, match=r"model\.onnx: altered"):
        OnnxEmbedder(copy)


def test_a_missing_file_or_card_is_an_error_that_names_it(copy: Path) -> None:
    (copy / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"tokenizer\.json"):
        OnnxEmbedder(copy)
    (copy / "card.json").write_text(json.dumps({"name": "meaning"}))
    with pytest.raises(ModelError, match=r"card\.json"):
        OnnxEmbedder(copy)


def test_meaning_is_compared_across_languages() -> None:
    embedder = OnnxEmbedder()
    texts = ["query: The president finds the offer pointless.", "query: Президент считает предложение бессмысленным.",
             "query: Tomatoes grow well in a warm summer."]  # fmt: skip
    vectors = embedder.embed(texts)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.05
    assert embedder.embed([]).shape[0] == 0


def test_the_tagger_scores_every_unit_for_every_anchor() -> None:
    tagger = OnnxTagger()
    pieces = tagger.pieces("The minister said that it would rain.")
    firsts = list(range(len(pieces.ids)))
    scores = tagger.score(pieces.ids, [0] * len(pieces.ids), firsts)
    assert len(scores.anchors) >= 1
    assert scores.roles.shape == (len(scores.anchors), len(firsts), 4)
    assert tagger.moves.shape == (4, 4)
