"""Train the tagger that finds source, cue and content, and export it.

    python training/tagger.py train BASE OUT --plain FILE... --nested FILE... [--epochs N]
    python training/tagger.py again CHECKPOINT OUT --plain FILE... --nested FILE... [--epochs N]
    python training/tagger.py export OUT CHECKPOINT MODEL_FOLDER
    python training/tagger.py card MODEL_FOLDER SCORES.json

BASE is a folder written by encoder.py. --plain files mark no attribution inside a content (PolNeAR): a cue head is
neither rewarded nor punished there. --nested files mark them (data/marked). OUT keeps a checkpoint after every epoch;
started again, training goes on from the last one. `again` trains a finished tagger further, at half the rate.

The model is one encoder pass over a window and two heads on its *units* (words and single signs):
- an anchor head says for every unit whether a cue begins there;
- a role head scores every unit for every anchor as none / source / cue / content (unit state + anchor state +
  bucketed distance), and a linear-chain CRF (Lafferty et al. 2001) over these scores keeps spans whole.
Spans of different anchors are free to overlap, so nested attributions come out of the same pass.
"""

import argparse
import gzip
import json
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from export import export, write_card
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import BertConfig, BertModel

from onrecord.units import BUCKETS, ROLES, Unit, bucket, units

WIDTH = 254  # pieces in a window, <s> and </s> not counted
PIECES_A_STEP = 4096
HIDDEN = 256
KEPT = 0.998  # of the running mean of weights at each step: it looks back over some 500


class Tagger(nn.Module):
    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        size = encoder.config.hidden_size
        self.encoder = encoder
        self.anchor = nn.Sequential(nn.Linear(size, HIDDEN), nn.GELU(), nn.Dropout(0.1), nn.Linear(HIDDEN, 1))
        self.of_unit = nn.Linear(size, HIDDEN)
        self.of_anchor = nn.Linear(size, HIDDEN)
        self.of_distance = nn.Embedding(BUCKETS, HIDDEN)
        self.role = nn.Linear(HIDDEN, len(ROLES))
        self.moves = nn.Parameter(torch.eye(len(ROLES)))

    def states(self, ids: Tensor, kinds: Tensor, mask: Tensor, firsts: Tensor) -> Tensor:
        """[B,T] pieces -> [B,U,size] states of the units whose first pieces stand at `firsts` [B,U]."""
        out = self.encoder(input_ids=ids, token_type_ids=kinds, attention_mask=mask).last_hidden_state
        return out.gather(1, firsts[..., None].expand(-1, -1, out.shape[-1])).float()

    def roles(self, unit: Tensor, anchor: Tensor, distance: Tensor) -> Tensor:
        """[K,U,HIDDEN] of_unit, [K,HIDDEN] of_anchor, [K,U] buckets -> [K,U,4] scores."""
        return self.role(F.gelu(unit + anchor[:, None] + self.of_distance(distance)))


def crf_loss(scores: Tensor, gold: Tensor, mask: Tensor, moves: Tensor) -> Tensor:
    """Negative log likelihood [K] of label rows `gold` [K,U] under scores [K,U,L]; mask [K,U] is left-aligned."""
    k = torch.arange(len(scores))
    alpha = scores[:, 0]
    path = scores[k, 0, gold[:, 0]]
    for u in range(1, scores.shape[1]):
        step = torch.logsumexp(alpha[:, :, None] + moves, dim=1) + scores[:, u]
        alive = mask[:, u]
        alpha = torch.where(alive[:, None], step, alpha)
        path = path + torch.where(alive, moves[gold[:, u - 1], gold[:, u]] + scores[k, u, gold[:, u]], 0.0)
    return torch.logsumexp(alpha, 1) - path


@dataclass
class Doc:
    ids: list[int]
    units: list[Unit]
    # per attribution with a cue: anchor unit and a label for every unit it holds
    marks: list[tuple[int, dict[int, int]]]
    silent: set[int]  # units on which the anchor head is not taught


def read(path: Path, tokenizer: Tokenizer, nested: bool) -> list[Doc]:
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    docs = []
    for row in map(json.loads, filter(None, raw.decode("utf-8").split("\n"))):
        encoded = tokenizer.encode(row["text"], add_special_tokens=False)
        found = units(row["text"], encoded.offsets)
        marks, silent = [], set()
        for a in row["attributions"]:
            label: dict[int, int] = {}
            for role in (3, 1, 2):
                for b, e in a[ROLES[role]]:
                    label.update({i: role for i, u in enumerate(found) if u.begin < e and u.end > b})
            cue = [i for i, role in label.items() if role == 2]
            if cue and 3 in label.values():
                marks.append((min(cue), label))
            if not nested:
                silent.update(i for i, role in label.items() if role == 3)
        silent -= {anchor for anchor, _ in marks}
        docs.append(Doc(encoded.ids, found, marks, silent))
    return docs


@dataclass
class Window:
    ids: list[int]
    kinds: list[int]
    firsts: list[int]
    anchors: list[int]
    labels: list[list[int]]
    taught: list[int]


def windows(doc: Doc, rng: random.Random) -> list[Window]:
    """The article cut into windows, at other places each time; line starts are dropped or scattered now and then, so
    that lines broken by hyperlinks read like whole ones."""
    out, first = [], 0
    at = {u.piece: i for i, u in enumerate(doc.units)}
    size = WIDTH if len(doc.ids) <= WIDTH else rng.randint(WIDTH // 2, WIDTH)
    while first < len(doc.ids):
        last = min(first + size, len(doc.ids))
        while last < len(doc.ids) and last not in at:
            last -= 1
        inside = [i for i, u in enumerate(doc.units) if first <= u.piece < last]
        mood = rng.random()
        kinds = [0] * (last - first)
        for i in inside:
            line = doc.units[i].line if mood > 0.2 else False
            kinds[doc.units[i].piece - first] = int(line or (mood > 0.8 and rng.random() < 0.04))
        place = {u: n for n, u in enumerate(inside)}
        marks = [(place[a], label) for a, label in doc.marks if a in place]
        seen: set[int] = set()
        marks = [m for m in marks if not (m[0] in seen or seen.add(m[0]))]  # one attribution an anchor
        out.append(
            Window(
                [0, *doc.ids[first:last], 2],
                [0, *kinds, 0],
                [doc.units[i].piece - first + 1 for i in inside],
                [a for a, _ in marks],
                [[label.get(i, 0) for i in inside] for _, label in marks],
                [int(i not in doc.silent) for i in inside],
            )
        )
        first, size = last, WIDTH
    return [w for w in out if w.firsts]


def batches(all_windows: list[Window], rng: random.Random) -> list[list[Window]]:
    rng.shuffle(all_windows)
    out: list[list[Window]] = []
    for at in range(0, len(all_windows), 256):
        group = sorted(all_windows[at : at + 256], key=lambda w: len(w.ids))
        batch: list[Window] = []
        for w in group:
            if batch and len(w.ids) * (len(batch) + 1) > PIECES_A_STEP:
                out.append(batch)
                batch = []
            batch.append(w)
        out.append(batch)
    rng.shuffle(out)
    return out


def pad(rows: list[list[int]], fill: int, least: int = 0) -> Tensor:
    width = max(least, max(map(len, rows)))
    return torch.tensor([r + [fill] * (width - len(r)) for r in rows])


def loss_of(model: Tagger, batch: list[Window], states: Tensor) -> tuple[Tensor, Tensor]:
    """The losses of anchors and of roles, summed over a batch, from the states of its units."""
    alive = pad([[1] * len(w.firsts) for w in batch], 0).bool()
    target = torch.zeros(alive.shape)
    for b, w in enumerate(batch):
        target[b, w.anchors] = 1.0
    taught = pad([w.taught for w in batch], 0).float()
    cue_loss = (
        F.binary_cross_entropy_with_logits(model.anchor(states)[..., 0], target, reduction="none") * taught
    ).sum()
    rows = [(b, a, label) for b, w in enumerate(batch) for a, label in zip(w.anchors, w.labels, strict=True)]
    if not rows:
        return cue_loss, cue_loss * 0
    which = torch.tensor([b for b, _, _ in rows])
    anchor = torch.tensor([a for _, a, _ in rows])
    distance = bucket_table(alive.shape[1])[anchor]
    scores = model.roles(model.of_unit(states)[which], model.of_anchor(states[which, anchor]), distance)
    return cue_loss, crf_loss(scores, pad([x for _, _, x in rows], 0, alive.shape[1]), alive[which], model.moves).sum()


def bucket_table(size: int) -> Tensor:
    """[size,size]: the bucket of unit u seen from anchor a at [a,u]."""
    line = torch.tensor([bucket(d) for d in range(1 - size, size)])
    return torch.stack([line[size - 1 - a : 2 * size - 1 - a] for a in range(size)])


def states_of(model: Tagger, batch: list[Window]) -> Tensor:
    """[B,U,size] states of the units of a batch."""
    ids = pad([w.ids for w in batch], 1)
    with torch.autocast("cpu", torch.bfloat16):
        return model.states(ids, pad([w.kinds for w in batch], 0), (ids != 1).long(), pad([w.firsts for w in batch], 0))


def fresh(base: Path) -> Tagger:
    """A tagger on the encoder in `base`, its word embeddings frozen."""
    # Dropout of attention weights would keep torch from its fused attention, twice as fast here.
    return frozen(Tagger(BertModel.from_pretrained(base, add_pooling_layer=False, attention_probs_dropout_prob=0.0)))


def frozen(model: Tagger) -> Tagger:
    model.encoder.embeddings.word_embeddings.weight.requires_grad = False
    return model


def saved_tagger(checkpoint: Path) -> Tagger:
    """The tagger of a checkpoint, which lies beside the config.json of its encoder."""
    config = BertConfig.from_pretrained(checkpoint.parent, attention_probs_dropout_prob=0.0)
    model = Tagger(BertModel(config, add_pooling_layer=False))
    model.load_state_dict(torch.load(checkpoint, weights_only=True)["model"])
    return frozen(model)


def train(
    model: Tagger,
    spelling: Path,
    out: Path,
    plain: list[Path],
    nested: list[Path],
    epochs: int,
    nested_weight: float,
    rate_share: float = 1.0,
) -> None:
    """Train `model`, whose tokenizer is the file `spelling`. The weights kept are a running mean of those trained."""
    torch.manual_seed(7)
    rng = random.Random(7)
    tokenizer = Tokenizer.from_file(str(spelling))
    outer = [d for p in plain for d in read(p, tokenizer, nested=False)]
    inner = [d for p in nested for d in read(p, tokenizer, nested=True)]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    body = [p for n, p in model.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    rates = [{"params": body, "lr": 2e-4 * rate_share}, {"params": heads, "lr": 1e-3 * rate_share}]
    best = torch.optim.AdamW(rates, weight_decay=0.01)
    mean = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(KEPT))

    def epoch_batches() -> list[list[Window]]:
        again = [d for d in inner for _ in range(int(nested_weight + rng.random()))]
        return batches([w for d in outer + again for w in windows(d, rng)], rng)

    total = len(epoch_batches()) * epochs
    rate = torch.optim.lr_scheduler.LambdaLR(best, lambda s: min((s + 1) / (0.06 * total), max(0.0, 1 - s / total)))
    done, out_file = 0, out / "checkpoint.pt"
    out.mkdir(parents=True, exist_ok=True)
    if out_file.exists():
        saved = torch.load(out_file, weights_only=True)
        model.load_state_dict(saved["trained"])
        mean.load_state_dict(saved["mean"])
        best.load_state_dict(saved["optimizer"])
        rate.load_state_dict(saved["rate"])
        done = saved["done"]
        rng = random.Random(7 + done)
    (out / "tokenizer.json").write_text(spelling.read_text(encoding="utf-8"), encoding="utf-8")
    model.encoder.config.save_pretrained(out)
    for epoch in range(done, epochs):
        model.train()
        start, todo = time.time(), epoch_batches()
        sums, count = [0.0, 0.0], 0
        for step, batch in enumerate(todo):
            states = states_of(model, batch)
            cue_loss, role_loss = loss_of(model, batch, states)
            ((cue_loss + role_loss) / (20 * len(batch))).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            best.step()
            rate.step()
            best.zero_grad(set_to_none=True)
            mean.update_parameters(model)
            sums = [s + float(x.detach()) for s, x in zip(sums, (cue_loss, role_loss), strict=True)]
            count += len(batch)
            if step % 20 == 19:
                spent = (time.time() - start) / (step + 1)
                losses = " ".join(f"{n} {s / count:.3f}" for n, s in zip(("cue", "role"), sums, strict=True))
                print(f"epoch {epoch + 1} step {step + 1}/{len(todo)} {losses} {spent:.2f} s", flush=True)
                if math.isnan(sums[0]):
                    raise SystemExit("the loss is not a number")
                sums, count = [0.0, 0.0], 0
        torch.save(
            {
                "model": mean.module.state_dict(),
                "trained": model.state_dict(),
                "mean": mean.state_dict(),
                "optimizer": best.state_dict(),
                "rate": rate.state_dict(),
                "done": epoch + 1,
            },
            out_file.with_suffix(".part"),
        )
        out_file.with_suffix(".part").replace(out_file)
        (out / f"epoch-{epoch + 1}.pt").write_bytes(out_file.read_bytes())


class Product(nn.Module):
    """What the product runs: one window in, its anchors and their role scores out."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model
        # A window has at most WIDTH units; rows of the distance table for every signed distance, ready to be looked up.
        line = torch.tensor([bucket(d) for d in range(1 - WIDTH, WIDTH)])
        self.register_buffer("distances", model.of_distance.weight.detach()[line])

    def forward(self, ids: Tensor, kinds: Tensor, firsts: Tensor, floor: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """[1,T] pieces and line kinds, [U] first pieces of the units, [] least probability of an anchor ->
        [K] anchors (unit indices), [K] their probabilities, [K,U,4] role scores."""
        out = self.model.encoder(input_ids=ids, token_type_ids=kinds).last_hidden_state[0]
        states = out.index_select(0, firsts)
        chance = torch.sigmoid(self.model.anchor(states)[:, 0])
        anchors = torch.nonzero(chance > floor)[:, 0]
        place = torch.arange(firsts.shape[0], dtype=torch.int64)
        distance = self.distances[place[None, :] - anchors[:, None] + (WIDTH - 1)]
        anchor = self.model.of_anchor(states.index_select(0, anchors))
        scores = self.model.role(F.gelu(self.model.of_unit(states)[None] + anchor[:, None] + distance))
        return anchors, chance.index_select(0, anchors), scores


def export_tagger(out: Path, checkpoint: Path, folder: Path) -> None:
    """Write model.onnx, moves.npy (the CRF's transition scores) and tokenizer.json from a checkpoint to `folder`."""
    config = BertConfig.from_pretrained(out, attn_implementation="eager")
    model = Tagger(BertModel(config, add_pooling_layer=False))
    model.load_state_dict(torch.load(checkpoint, weights_only=True)["model"])
    size = 40
    export(
        Product(model.eval()),
        {
            "ids": torch.randint(4, 900, (1, size)),
            "kinds": torch.zeros((1, size), dtype=torch.int64),
            "firsts": torch.arange(1, size - 1, 2),
            "floor": torch.tensor(0.0),
        },
        ["anchors", "chances", "scores"],
        {
            "ids": {1: "T"},
            "kinds": {1: "T"},
            "firsts": {0: "U"},
            "anchors": {0: "K"},
            "chances": {0: "K"},
            "scores": {0: "K", 1: "U"},
        },
        folder / "model.onnx",
    )
    np.save(folder / "moves.npy", model.moves.detach().numpy())
    (folder / "tokenizer.json").write_text((out / "tokenizer.json").read_text(encoding="utf-8"), encoding="utf-8")


CARD = {
    "name": "tagger",
    "what": "finds source, cue and content of attributions, nested ones included; 12 layers, 384 wide, int8",
    "languages": ["en", "ru", "uk", "be", "de", "fr"],
    "from": "multilingual-e5-small (Wang et al. 2024), MIT licence; vocabulary pruned to 90,000 pieces",
    "training_data": [
        {
            "set": "PolNeAR train (Newell et al. 2018), 840 articles",
            "licence": "none stated with it; texts are their publishers', none is shipped",
        },
        {"set": "data/marked train, 540 articles, twice an epoch", "licence": "Apache-2.0"},
    ],
    "training": "5 epochs, AdamW, learning rate 2e-4 (encoder) and 1e-3 (heads), word embeddings frozen, 16 windows of "
    "256 pieces a step, bf16 on 2 CPU cores, about 70 minutes",
}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = parser.add_subparsers(dest="verb", required=True)
    t = sub.add_parser("train")
    t.add_argument("base", type=Path)
    a = sub.add_parser("again")
    a.add_argument("checkpoint", type=Path)
    for p in (t, a):
        p.add_argument("out", type=Path)
        p.add_argument("--plain", type=Path, nargs="*", default=[])
        p.add_argument("--nested", type=Path, nargs="*", default=[])
        p.add_argument("--epochs", type=int, default=5)
        p.add_argument("--nested-weight", type=float, default=1.5)
    e = sub.add_parser("export")
    e.add_argument("out", type=Path)
    e.add_argument("checkpoint", type=Path)
    e.add_argument("folder", type=Path)
    c = sub.add_parser("card")
    c.add_argument("folder", type=Path)
    c.add_argument("scores", type=Path)
    given = parser.parse_args()
    if given.verb in ("train", "again"):
        marks = (given.out, given.plain, given.nested, given.epochs, given.nested_weight)
        if given.verb == "train":
            train(fresh(given.base), given.base / "tokenizer.json", *marks)
        else:
            train(saved_tagger(given.checkpoint), given.checkpoint.parent / "tokenizer.json", *marks, rate_share=0.5)
    elif given.verb == "export":
        export_tagger(given.out, given.checkpoint, given.folder)
    else:
        write_card(given.folder, {**CARD, "scores": json.loads(given.scores.read_text(encoding="utf-8"))})
