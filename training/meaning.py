"""Export the pruned encoder as it is, for retrieval by meaning.

    python training/meaning.py BASE MODEL_FOLDER

BASE is a folder written by encoder.py. One text in, one vector of unit length out: the mean of the last states, as
multilingual-e5 is meant to be read (Wang et al. 2024), with "query: " or "passage: " before the text.
"""

import json
import random
import shutil
import sys
from pathlib import Path

import numpy as np
import torch
from export import export, write_card
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import BertModel

from onrecord.checking import PREFIX
from onrecord.onnx import WIDTH, OnnxEmbedder
from onrecord.passages import sentences

SENTENCES = 80


class Meaning(nn.Module):
    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor) -> Tensor:
        """[1,T] pieces -> [1,width]"""
        return F.normalize(self.encoder(input_ids=ids).last_hidden_state.mean(1), dim=-1)


def main(base: Path, folder: Path) -> None:
    model = Meaning(BertModel.from_pretrained(base, add_pooling_layer=False, attn_implementation="eager"))
    ids = torch.randint(4, 900, (1, 20))
    export(model, {"ids": ids}, ["vector"], {"ids": {1: "T"}}, folder / "model.onnx")
    shutil.copyfile(base / "tokenizer.json", folder / "tokenizer.json")
    np.save(folder / "mean.npy", np.zeros(WIDTH, np.float32))
    describe(folder)  # without a card nothing is loaded
    np.save(folder / "mean.npy", mean(folder, Path("data/marked/train.jsonl")))
    describe(folder)


def mean(folder: Path, marked: Path) -> NDArray[np.float32]:
    """The mean vector of SENTENCES sentences of each language, seen from which texts differ more than from zero."""
    chance, of = random.Random(1), dict[str, list[str]]()
    for line in marked.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        of.setdefault(row["language"], []).extend(row["text"][b:e] for b, e in sentences(row["text"]))
    chosen = [PREFIX + text for language in sorted(of) for text in chance.sample(of[language], SENTENCES)]
    found: NDArray[np.float32] = OnnxEmbedder(folder).embed(chosen).mean(axis=0)
    return found


def describe(folder: Path) -> None:
    write_card(
        folder,
        {
            "name": "meaning",
            "what": "sentence vectors for retrieval by meaning; 12 layers, 384 wide, int8, vocabulary of 90,000 pieces;"
            " mean.npy is the mean vector of 480 sentences of data/marked/train in six languages",
            "from": "multilingual-e5-small (Wang et al. 2024), MIT licence; vocabulary pruned, not trained further",
            "training_data": [],
            "scores": {},
        },
    )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
