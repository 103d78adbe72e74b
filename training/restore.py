"""The other way: from a shipped model.onnx back to a checkpoint that training can go on from.

    python training/restore.py MODEL_FOLDER RUN

Writes RUN/restored.pt, config.json and tokenizer.json, for `training/tagger.py again RUN/restored.pt OUT` or
`training/judge_encoder.py train RUN OUT`. The weights
are the int8 ones written out as floats; the word embeddings, which training leaves frozen, are the very same.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from export import BLOCK
from numpy.typing import NDArray
from onnx import numpy_helper
from tagger import WIDTH
from transformers import BertConfig

from onrecord.units import BUCKETS, bucket

HEADS = 12  # of attention, in multilingual-e5-small; a graph does not tell


def weights(model: onnx.ModelProto) -> dict[str, NDArray[np.float32]]:
    """The parameters in a graph written by export.py, by the names they had in torch, "model." left out."""
    graph = model.graph
    held = {i.name: i for i in graph.initializer}
    consumers = {name: node for node in reversed(graph.node) for name in node.input}
    out = {n.removeprefix("model."): numpy_helper.to_array(i) for n, i in held.items() if n.startswith("model.")}
    out = {n: array for n, array in out.items() if "_Transposed" not in n}
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            continue
        name = node.input[1].removesuffix("_quantized")
        scale, zero = (numpy_helper.to_array(held[f"{name}_{part}"]) for part in ("scale", "zero_point"))
        matrix = (numpy_helper.to_array(held[node.input[1]]).astype(np.float32) - zero) * scale
        bias = _bias(node, consumers, held)
        out[bias.removeprefix("model.").removesuffix("bias") + "weight"] = np.ascontiguousarray(matrix.T)
    out["encoder.embeddings.word_embeddings.weight"] = _words(held)
    return out


def _bias(node: onnx.NodeProto, consumers: dict[str, onnx.NodeProto], held: dict[str, onnx.TensorProto]) -> str:
    """The name of the bias that is added to the product of a layer; layers have no name of their own in a graph."""
    while node.op_type != "Add":
        node = consumers[node.output[0]]
    return next(name for name in node.input if name in held)


def _words(held: dict[str, onnx.TensorProto]) -> NDArray[np.float32]:
    """The word embeddings out of their four bits."""
    packed = np.frombuffer(held["words_q4"].raw_data, np.uint8)
    nibbles = np.stack([packed & 15, packed >> 4], -1).astype(np.int8)
    signed = np.where(nibbles > 7, nibbles - 16, nibbles).reshape(held["words_q4"].dims[0], -1, BLOCK)
    scale = numpy_helper.to_array(held["words_scale"])
    rows: NDArray[np.float32] = (signed.astype(np.float32) * scale[..., None]).reshape(len(scale), -1)
    return rows


def _of_tagger(folder: Path, model: onnx.ModelProto) -> dict[str, NDArray[np.float32]]:
    """What the tagger has beside an encoder and linear layers."""
    distances = next(numpy_helper.to_array(i) for i in model.graph.initializer if i.name == "distances")
    table = np.zeros((BUCKETS, distances.shape[1]), np.float32)
    for row, distance in enumerate(range(1 - WIDTH, WIDTH)):
        table[bucket(distance)] = distances[row]
    return {"of_distance.weight": table, "moves": np.load(folder / "moves.npy", allow_pickle=False)}


def restore(folder: Path, run: Path) -> None:
    """Write the tagger or the judge in `folder` to `run` as a checkpoint."""
    model = onnx.load(folder / "model.onnx")
    found = weights(model)
    if (folder / "moves.npy").exists():
        found |= _of_tagger(folder, model)
    words = found["encoder.embeddings.word_embeddings.weight"]
    run.mkdir(parents=True, exist_ok=True)
    BertConfig(
        vocab_size=len(words),
        hidden_size=words.shape[1],
        num_hidden_layers=sum(n.endswith("intermediate.dense.weight") for n in found),
        num_attention_heads=HEADS,
        intermediate_size=len(found["encoder.encoder.layer.0.intermediate.dense.weight"]),
        layer_norm_eps=1e-12,
        pad_token_id=1,
    ).save_pretrained(run)
    (run / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes())
    torch.save({"model": {name: torch.tensor(array) for name, array in found.items()}}, run / "restored.pt")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("run", type=Path)
    given = parser.parse_args()
    restore(given.folder, given.run)
