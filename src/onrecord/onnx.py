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


class OnnxEmbedder(_Folder):
    """Sentence embeddings (checking.Embedder): mean of the last states, L2-normalised."""

    def __init__(self, folder: Path = MODELS / "meaning", threads: int = 1) -> None:
        super().__init__(folder, threads)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """[n, width] rows of unit length for n texts; a text is cut after WINDOW pieces."""
        rows: list[NDArray[np.float32]] = []
        for text in texts:
            ids = self._tokenizer.encode(text, add_special_tokens=False).ids[:WINDOW]
            rows.append(self._model.run(["vector"], {"ids": np.array([[BEGIN, *ids, END]], np.int64)})[0][0])
        return np.stack(rows) if rows else np.empty((0, WIDTH), np.float32)
