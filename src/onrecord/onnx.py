"""Loads a model folder: the only place that imports onnxruntime and tokenizers.

A folder holds model.onnx, tokenizer.json and card.json; the card names the SHA-256 of every other file.
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.attribution import LEAST_ANCHOR, WINDOW, Pieces, Scores
from onrecord.errors import ModelError

BEGIN, END = 0, 2  # <s> and </s> of XLM-RoBERTa's vocabulary
WIDTH = 384  # of a sentence embedding
PAIR = 254  # pieces of a text and a proposition that the judge's model reads, as in training

MODELS = Path(str(files("onrecord"))) / "models"


def card(folder: Path) -> dict[str, Any]:
    """The card of the model in `folder`. Raises ModelError when a file is missing or its hash is another."""
    path = folder / "card.json"
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in found["sha256"]}
    except (OSError, ValueError, KeyError) as e:
        raise ModelError(f"{path}: the model cannot be loaded ({e}). Install onrecord again.") from e
    for name, digest in hashes.items():
        if found["sha256"][name] != digest:
            raise ModelError(f"{folder / name}: altered since it was published. Install onrecord again.")
    return found


def weights() -> dict[str, str]:
    """The SHA-256 that their cards give for the weights of all models in the package, by name."""
    cards = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(MODELS.glob("*/card.json")))
    return {found["name"]: found["sha256"]["model.onnx"] for found in cards}


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class _Folder:
    """A model folder, checked against its card; the model itself is loaded when first used."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.card = card(folder)
        self._folder, self._threads = folder, threads

    @cached_property
    def _model(self) -> onnxruntime.InferenceSession:
        return _session(self._folder / "model.onnx", self._threads)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer.from_file(str(self._folder / "tokenizer.json"))


class OnnxTagger(_Folder):
    """The tagger of attributions (attribution.Tagger)."""

    def __init__(self, folder: Path = MODELS / "tagger", threads: int = 1) -> None:
        super().__init__(folder, threads)
        self._least = np.array(LEAST_ANCHOR, np.float32)

    @cached_property
    def moves(self) -> NDArray[np.float32]:
        found: NDArray[np.float32] = np.load(self._folder / "moves.npy", allow_pickle=False)
        return found

    def pieces(self, text: str) -> Pieces:
        encoded = self._tokenizer.encode(text, add_special_tokens=False)
        return Pieces(encoded.ids, encoded.offsets)

    def score(self, ids: Sequence[int], line_starts: Sequence[int], firsts: Sequence[int]) -> Scores:
        assert len(ids) <= WINDOW
        fed = {
            "ids": np.array([[BEGIN, *ids, END]], np.int64),
            "kinds": np.array([[0, *line_starts, 0]], np.int64),
            "firsts": np.array(firsts, np.int64) + 1,
            "floor": self._least,
        }
        return Scores(*self._model.run(["anchors", "chances", "scores"], fed))


class OnnxEntailment(_Folder):
    """What a text does to a proposition (checking.Entailment)."""

    def __init__(self, folder: Path = MODELS / "judge", threads: int = 1) -> None:
        super().__init__(folder, threads)

    def chances(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """[n, 3]: how likely each (text, proposition) is neutral, a support, a contradiction. Each pair is read alone,
        so that no answer depends on what else is asked. Of a long text the end is cut."""
        rows: list[NDArray[np.float32]] = []
        for text, proposition in pairs:
            asked = self._tokenizer.encode(proposition, add_special_tokens=False).ids[: PAIR // 2]
            said = self._tokenizer.encode(text, add_special_tokens=False).ids[: PAIR - len(asked)]
            ids = [BEGIN, *said, END, END, *asked, END]
            kinds = [0] * (len(said) + 3) + [1] * (len(asked) + 1)
            fed = {"ids": np.array([ids], np.int64), "kinds": np.array([kinds], np.int64)}
            rows.append(self._model.run(["chances"], fed)[0][0])
        return np.stack(rows) if rows else np.empty((0, 3), np.float32)


class OnnxEmbedder(_Folder):
    """Sentence embeddings (checking.Embedder): mean of the last states, L2-normalised."""

    def __init__(self, folder: Path = MODELS / "meaning", threads: int = 1) -> None:
        super().__init__(folder, threads)

    @property
    def model(self) -> str:
        """What its vectors are kept under: one SHA-256 for its weights and its vocabulary."""
        return hashlib.sha256(json.dumps(self.card["sha256"], sort_keys=True).encode()).hexdigest()

    @cached_property
    def mean(self) -> NDArray[np.float32]:
        """The mean of the vectors of many texts, far from zero: seen from there, texts differ more."""
        found: NDArray[np.float32] = np.load(self._folder / "mean.npy", allow_pickle=False)
        return found

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """[n, width] rows of unit length for n texts; a text is cut after WINDOW pieces."""
        rows: list[NDArray[np.float32]] = []
        for text in texts:
            ids = self._tokenizer.encode(text, add_special_tokens=False).ids[:WINDOW]
            rows.append(self._model.run(["vector"], {"ids": np.array([[BEGIN, *ids, END]], np.int64)})[0][0])
        return np.stack(rows) if rows else np.empty((0, WIDTH), np.float32)
