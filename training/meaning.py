"""Export the pruned encoder as it is, for retrieval by meaning.

    python training/meaning.py BASE MODEL_FOLDER

BASE is a folder written by encoder.py. One text in, one vector of unit length out: the mean of the last states, as
multilingual-e5 is meant to be read (Wang et al. 2024), with "query: " or "passage: " before the text.
"""

import shutil
import sys
from pathlib import Path

import torch
from export import export, write_card
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import BertModel


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
    write_card(
        folder,
        {
            "name": "meaning",
            "what": "sentence vectors for retrieval by meaning; 12 layers, 384 wide, int8, vocabulary of 90,000 pieces",
            "from": "multilingual-e5-small (Wang et al. 2024), MIT licence; vocabulary pruned, not trained further",
            "training_data": [],
            "scores": {},
        },
    )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
