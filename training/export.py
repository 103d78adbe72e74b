"""Turn a trained torch module into an ONNX file that runs in int8 on a CPU.

- Linear layers: weights in int8 per channel, activations quantised as they come (onnxruntime's dynamic quantisation).
- Word embeddings: rows of four-bit numbers, a scale for every 32 of them (operator GatherBlockQuantized). The encoder
  comes with its embeddings in this very form and training leaves them frozen, so nothing is lost.
"""

import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

BLOCK = 32


def four_bit(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Rows of floats -> (numbers from -8 to 7, a scale for every BLOCK of a row), as Q4_0 stores them."""
    blocks = table.reshape(len(table), -1, BLOCK)
    peak = np.take_along_axis(blocks, np.abs(blocks).argmax(-1, keepdims=True), -1)
    scale = peak / -8
    safe = np.where(scale == 0, 1, scale)
    nibbles = np.clip(np.rint(blocks / safe), -8, 7).astype(np.int8)
    back = nibbles.astype(np.float32) * scale
    print(f"four-bit embeddings: largest error {np.abs(back - blocks).max():.6f}")
    return nibbles.reshape(table.shape), scale[..., 0].astype(np.float32)


def pack_embeddings(model: onnx.ModelProto) -> None:
    """Replace the Gather from the float word table in `model` by one from four-bit rows."""
    words = max((i for i in model.graph.initializer if "word_embeddings" in i.name), key=lambda i: i.dims[0])
    gather = next(n for n in model.graph.node if n.op_type == "Gather" and n.input[0] == words.name)
    nibbles, scale = four_bit(onnx.numpy_helper.to_array(words).astype(np.float32))
    halves = nibbles.astype(np.uint8) & 15
    packed = (halves[:, 0::2] | (halves[:, 1::2] << 4)).tobytes()
    tensor = helper.make_tensor("words_q4", TensorProto.INT4, nibbles.shape, packed, raw=True)
    model.graph.initializer.remove(words)
    model.graph.initializer.extend([tensor, onnx.numpy_helper.from_array(scale, "words_scale")])
    at = list(model.graph.node).index(gather)
    model.graph.node.remove(gather)
    model.graph.node.insert(
        at,
        helper.make_node(
            "GatherBlockQuantized",
            ["words_q4", gather.input[1], "words_scale"],
            list(gather.output),
            domain="com.microsoft",
            gather_axis=0,
            quantize_axis=1,
            block_size=BLOCK,
        ),
    )
    if all(o.domain != "com.microsoft" for o in model.opset_import):
        model.opset_import.append(helper.make_opsetid("com.microsoft", 1))


def export(
    module: nn.Module, inputs: dict[str, torch.Tensor], outputs: list[str], axes: dict[str, Any], out: Path
) -> None:
    """Write `module`, traced with `inputs`, to `out` in int8."""
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        torch.onnx.export(
            module.eval(),
            tuple(inputs.values()),
            str(whole),
            input_names=list(inputs),
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(whole, small, op_types_to_quantize=["MatMul"], weight_type=QuantType.QInt8, per_channel=True)
        model = onnx.load(small)
    pack_embeddings(model)
    out.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, out)


def write_card(folder: Path, card: dict[str, Any]) -> None:
    """Write card.json: what is given, and the SHA-256 of every other file in `folder`."""
    files = sorted(p for p in folder.iterdir() if p.name != "card.json")
    hashes = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
    (folder / "card.json").write_text(json.dumps({**card, "sha256": hashes}, indent=1, ensure_ascii=False) + "\n")
