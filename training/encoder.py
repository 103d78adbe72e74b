"""The encoder that every model starts from, with its vocabulary pruned to the scripts onrecord serves.

    python training/encoder.py E5_FOLDER OUT_FOLDER TEXT_FILE...

E5_FOLDER holds multilingual-e5-small (Wang et al. 2024, MIT licence) as BertModel and tokenizer.json. A piece of
the vocabulary is kept when it is written in Latin or Cyrillic letters (or in none) and was met in the text files,
then the likeliest others follow until KEEP pieces are reached. Ids are renumbered in the order of the old ones.
"""

import gzip
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import BertModel

# 75,390 pieces of the two scripts occur in 130 MB of news, claims and transcripts in thirty languages; the rest up
# to KEEP is for words that those texts lack. 90,000 rows of 384 four-bit numbers are 19 MB on disk.
KEEP = 90_000
SPECIAL = 4  # <s>, <pad>, </s>, <unk> come first in XLM-RoBERTa's vocabulary


def served(piece: str) -> bool:
    """Whether `piece` holds letters of the Latin and Cyrillic scripts only (digits and signs go with both)."""
    for char in piece.replace("▁", ""):
        if char.isalpha():
            if not unicodedata.name(char, "").startswith(("LATIN", "CYRILLIC")):
                return False
        elif ord(char) > 0x2FFF:
            return False
    return True


def lines(path: Path) -> Iterator[str]:
    """The lines of a text, JSON or gzipped file, JSON escapes undone."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = raw.decode("utf-8", "ignore")
    if ".json" in path.name:
        text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text).replace("\\n", " ")
        text = re.sub("[\ud800-\udfff]", "", text)
    yield from text.splitlines()


def prune(folder: Path, out: Path, texts: list[Path]) -> int:
    """Write the pruned encoder and tokenizer to `out`; returns the number of pieces kept."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    met: Counter[int] = Counter()
    for path in texts:
        batch = list(lines(path))
        for at in range(0, len(batch), 2000):
            for found in tokenizer.encode_batch(batch[at : at + 2000], add_special_tokens=False):
                met.update(found.ids)
    spec = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    pieces = spec["model"]["vocab"]
    usable = [i for i, (piece, _) in enumerate(pieces) if i >= SPECIAL and served(piece)]
    letters = [i for i in usable if len(pieces[i][0]) == 1]
    ranked = letters + sorted((i for i in usable if i in met), key=lambda i: -met[i])
    ranked += sorted((i for i in usable if i not in met), key=lambda i: -pieces[i][1])
    kept = list(range(SPECIAL)) + sorted(list(dict.fromkeys(ranked))[: KEEP - SPECIAL])
    spec["model"]["vocab"] = [pieces[i] for i in kept]
    out.mkdir(parents=True, exist_ok=True)
    (out / "tokenizer.json").write_text(json.dumps(spec, ensure_ascii=False), encoding="utf-8")
    model = BertModel.from_pretrained(folder, add_pooling_layer=False)
    table = model.embeddings.word_embeddings.weight.data[torch.tensor(kept)]
    model.embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(table, padding_idx=1)
    model.config.vocab_size = len(kept)
    model.save_pretrained(out)
    return len(kept)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    print(prune(Path(sys.argv[1]), Path(sys.argv[2]), [Path(p) for p in sys.argv[3:]]), "pieces kept")
