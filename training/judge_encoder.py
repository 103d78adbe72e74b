"""Train the judge that reads a statement and a proposition together.

    python training/judge_encoder.py train BASE OUT --dossiers FILE --dev FILE [--nli FILE...] [--epochs N]
    python training/judge_encoder.py export CHECKPOINT MODEL_FOLDER

BASE is a folder written by encoder.py, or by restore.py from a judge that ships. The encoder reads
"holder: statement" and the proposition in one pass, and a head says neutral / supports / contradicts. OUT keeps a
checkpoint after every epoch; started again, training goes on from the last one.

How the wording of propositions is kept from giving the verdict away: a linear reading of the proposition's embedding
alone, the statements unseen, gets macro-F1 0.58 on dossiers/dev. So every proposition is shown with all statements of
its dossier, most of them neutral, and now and then with one of another dossier; and after every epoch three figures
are printed beside macro-F1 that the wording cannot move:
- apart: of pairs (supporting, contradicting) of one and the same proposition, how many are told apart;
- near: of pairs (related, neutral) of one and the same proposition, how many are put in order;
- swapped: how many propositions still get a link when all statements are another dossier's.
Thresholds are set on every TENTH dossier of the training file, left out of training, and applied to dev.
"""

import argparse
import gzip
import json
import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from export import export, write_card
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import BertConfig, BertModel

BEGIN, PAD, END = 0, 1, 2  # <s>, <pad> and </s> of XLM-RoBERTa's vocabulary
LABELS = ("neutral", "supports", "contradicts")
NLI = {"neutral": 0, "entailment": 1, "contradiction": 2, "not_entailment": 3}  # 3: anything but 1
# Sets whose licence forbids commercial use (XNLI, ANLI, IMPPRES, SICK) stay out of weights that are shipped.
NON_COMMERCIAL = ("xnli", "anli", "imppres", "sick")
WIDTH = 254  # pieces of a pair, signs not counted; the statement is cut first
PIECES_A_STEP = 4096
STEP = 16
HIDDEN = 256
TENTH = 10
STRANGERS = 0.25  # share of propositions shown, in an epoch, with one statement of another dossier
ON_RECORD, CONTRADICTED = 0.70, 0.75  # the precision that thresholds are set for


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement and a proposition, as pieces, and what the one does to the other; `key` names dossier, proposition
    and statement (None for other pairs)."""

    statement: list[int]
    proposition: list[int]
    label: int
    key: tuple[int, int, int] | None = None


class Dropout(nn.Module):
    """Dropout with one mask for all positions of a text (Gal and Ghahramani 2016): random numbers for every position
    would take as long as all the rest of a step on a CPU."""

    def __init__(self, share: float = 0.1) -> None:
        super().__init__()
        self.share = share

    def forward(self, states: Tensor) -> Tensor:
        """[B,T,H] -> the same, some of H zero in training."""
        if not self.training:
            return states
        kept = torch.rand(len(states), 1, states.shape[-1]) >= self.share
        return states * (kept.to(states.dtype) / (1 - self.share))


class Judge(nn.Module):
    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        size = encoder.config.hidden_size
        self.encoder = encoder
        encoder.embeddings.dropout = Dropout()
        for layer in encoder.encoder.layer:
            layer.attention.output.dropout = Dropout()
            layer.output.dropout = Dropout()
        self.head = nn.Sequential(nn.Linear(2 * size, HIDDEN), nn.GELU(), nn.Dropout(0.1), nn.Linear(HIDDEN, 3))

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        """[B,T] pieces -> [B,3] scores of LABELS."""
        out = self.encoder(input_ids=ids, token_type_ids=kinds, attention_mask=mask).last_hidden_state
        mean = (out * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return self.head(torch.cat([out[:, 0], mean], 1).float())


def read_dossiers(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def pieces(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    return [e.ids for e in tokenizer.encode_batch(list(texts), add_special_tokens=False)]


def pairs_of(dossiers: Sequence[dict[str, Any]], tokenizer: Tokenizer) -> list[Pair]:
    """Every proposition with every statement of its dossier."""
    out = []
    for d, dossier in enumerate(dossiers):
        said = pieces(tokenizer, [f"{dossier['holder']}: {s['text']}" for s in dossier["statements"]])
        asked = pieces(tokenizer, [p["text"] for p in dossier["propositions"]])
        for p, gold in enumerate(dossier["propositions"]):
            for s in range(len(said)):
                label = 1 if s in gold["for"] else 2 if s in gold["against"] else 0
                out.append(Pair(said[s], asked[p], label, (d, p, s)))
    return out


def strangers(pairs: Sequence[Pair], rng: random.Random, share: float) -> list[Pair]:
    """Propositions with a statement of another dossier: neutral."""
    once = {p.key[:2]: p for p in pairs if p.key}
    chosen = [p for p in once.values() if rng.random() < share]
    return [Pair(rng.choice(pairs).statement, p.proposition, 0) for p in chosen]


def read_nli(path: Path, tokenizer: Tokenizer, limit: int) -> list[Pair]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    rows = [r for r in rows if not any(name in r["src"] for name in NON_COMMERCIAL)]
    rows = random.Random(7).sample(rows, min(limit, len(rows)))
    premises, hypotheses = (pieces(tokenizer, [r[side] for r in rows]) for side in ("premise", "hypothesis"))
    return [Pair(a, b, NLI[r["label"]]) for a, b, r in zip(premises, hypotheses, rows, strict=True)]


def size(pair: Pair) -> int:
    """Pieces of a pair with its signs, rounded up to a multiple of STEP: few shapes, which oneDNN then knows."""
    return -(-(min(WIDTH, len(pair.statement) + len(pair.proposition)) + 4) // STEP) * STEP


def batches(pairs: Sequence[Pair], rng: random.Random) -> list[list[Pair]]:
    """Pairs of one size each, as many as PIECES_A_STEP hold."""
    alike: dict[int, list[Pair]] = {}
    for pair in rng.sample(pairs, len(pairs)):
        alike.setdefault(size(pair), []).append(pair)
    out = []
    for width, group in alike.items():
        n = PIECES_A_STEP // width
        out += [group[at : at + n] for at in range(0, len(group), n)]
    rng.shuffle(out)
    return out


def fed(batch: Sequence[Pair]) -> tuple[Tensor, Tensor, Tensor]:
    """ids, kinds (1 on the proposition) and mask of <s> statement </s> </s> proposition </s>."""
    ids, kinds = [], []
    for p in batch:
        asked = p.proposition[: WIDTH // 2]
        said = p.statement[: WIDTH - len(asked)]
        ids.append([BEGIN, *said, END, END, *asked, END])
        kinds.append([0] * (len(said) + 3) + [1] * (len(asked) + 1))
    width = max(map(size, batch))
    padded = torch.tensor([row + [PAD] * (width - len(row)) for row in ids])
    return padded, torch.tensor([row + [0] * (width - len(row)) for row in kinds]), (padded != PAD).long()


def loss_of(model: Judge, batch: Sequence[Pair]) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        scores = model(*fed(batch))
    chance = F.log_softmax(scores.float(), 1)
    label = torch.tensor([p.label for p in batch])
    binary = label == NLI["not_entailment"]
    known = -chance.gather(1, label.clamp(max=2)[:, None])[:, 0]
    other = -torch.logsumexp(chance[:, [0, 2]], 1)
    return torch.where(binary, other, known).sum()


@torch.inference_mode()
def chances(model: Judge, pairs: Sequence[Pair]) -> NDArray[np.float32]:
    """[n,3] in the order of `pairs`."""
    model.eval()
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i].statement) + len(pairs[i].proposition))
    out = np.zeros((len(pairs), 3), np.float32)
    for at in range(0, len(order), 32):
        some = order[at : at + 32]
        with torch.autocast("cpu", torch.bfloat16):
            out[some] = F.softmax(model(*fed([pairs[i] for i in some])).float(), 1).numpy()
    return out


@dataclass(frozen=True, slots=True)
class Thresholds:
    supports: float
    contradicts: float


Table = dict[tuple[int, int], list[tuple[float, float, int]]]


def by_proposition(pairs: Sequence[Pair], found: NDArray[np.float32]) -> Table:
    """(dossier, proposition) -> (chance of support, of contradiction, gold label) of each statement."""
    out: Table = {}
    for p, (_, support, against) in zip(pairs, found.tolist(), strict=True):
        if p.key:
            out.setdefault(p.key[:2], []).append((support, against, p.label))
    return out


def verdict(rows: Sequence[tuple[float, float, int]], at: Thresholds) -> int:
    """0 not on record, 1 on record, 2 contradicted (or changed)."""
    if any(c >= at.contradicts and c > s for s, c, _ in rows):
        return 2
    return int(any(s >= at.supports and s >= c for s, c, _ in rows))


def gold(rows: Sequence[tuple[float, float, int]]) -> int:
    return max((2 if label == 2 else label for _, _, label in rows), default=0)


def scores(table: Table, at: Thresholds) -> dict[str, float]:
    """macro-F1 over the three verdicts, and precision and recall of the two that need evidence."""
    both = [(gold(rows), verdict(rows, at)) for rows in table.values()]
    out, f1 = {}, []
    for kind, name in enumerate(("not", "on", "con")):
        hit = sum(g == v == kind for g, v in both)
        given, real = sum(v == kind for _, v in both), sum(g == kind for g, _ in both)
        f1.append(2 * hit / (given + real) if given + real else 0.0)
        out |= {f"{name}_p": hit / given if given else 0.0, f"{name}_r": hit / real if real else 0.0}
    return {"macro_f1": sum(f1) / 3, **out}


def calibrate(table: Table) -> tuple[Thresholds, Thresholds]:
    """The thresholds of best macro-F1, and the lowest that reach the precision asked for (1.0 where none does)."""
    grid = [round(0.05 * k, 2) for k in range(2, 20)]
    best = max((Thresholds(s, c) for s in grid for c in grid), key=lambda at: scores(table, at)["macro_f1"])
    never = 1.01
    con = next((c for c in grid if scores(table, Thresholds(never, c))["con_p"] >= CONTRADICTED), never)
    on = next((s for s in grid if scores(table, Thresholds(s, con))["on_p"] >= ON_RECORD), never)
    return best, Thresholds(on, con)


def apart_and_near(table: Table) -> tuple[float, float]:
    """The two figures of the module docstring, 0.5 being chance."""
    apart, near = [], []
    for rows in table.values():
        lean = [(math.log((s + 1e-6) / (c + 1e-6)), s + c, label) for s, c, label in rows]
        apart += [a > b for a, _, one in lean for b, _, two in lean if (one, two) == (1, 2)]
        near += [a > b for _, a, one in lean for _, b, two in lean if one and not two]
    return float(np.mean(apart or [0.5])), float(np.mean(near or [0.5]))


def temperature_of(found: NDArray[np.float32], held: Sequence[Pair]) -> float:
    """What scores are to be divided by so that chances are as likely as they say (Guo et al. 2017): the one of least
    log loss on `held`, whose chances at 1 were `found`."""
    logits = torch.tensor(np.log(np.maximum(found, 1e-9)))
    labels = torch.tensor([p.label for p in held])
    grid = [0.5 + 0.05 * k for k in range(60)]
    return min(grid, key=lambda t: float(F.cross_entropy(logits / t, labels)))


def report(model: Judge, held: Sequence[Pair], dev: Sequence[Pair]) -> dict[str, Any]:
    found = chances(model, held)
    best, careful = calibrate(by_proposition(held, found))
    table = by_proposition(dev, chances(model, dev))
    apart, near = apart_and_near(table)
    turned = [dev[(i + len(dev) // 2) % len(dev)].statement for i in range(len(dev))]
    foreign = [Pair(said, p.proposition, 0, p.key) for said, p in zip(turned, dev, strict=True)]
    swapped = by_proposition(foreign, chances(model, foreign))
    fired = sum(verdict(rows, best) > 0 for rows in swapped.values()) / len(swapped)
    own = sum(verdict(rows, best) > 0 for rows in table.values()) / len(table)
    return {
        "best": [best.supports, best.contradicts, scores(table, best)],
        "careful": [careful.supports, careful.contradicts, scores(table, careful)],
        "temperature": temperature_of(found, held),
        "apart": apart,
        "near": near,
        "swapped": fired,
        "own": own,
    }


def rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    return [rounded(v) for v in value] if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class Given:
    dossiers: Path
    dev: Path
    nli: list[Path]
    nli_each: int
    epochs: int
    neutral: float
    limit: int | None


def begun(base: Path) -> Judge:
    """The judge to train: the encoder in `base` under a new head, or the whole judge that restore.py put there."""
    # torch's fused attention spends half of a step in its backward pass on a CPU; the plain one makes a step 2.5 times
    # as fast (2.5 s to 1.0 s for 64 pairs of 64 pieces, two cores with AMX).
    plain = {"attention_probs_dropout_prob": 0.0, "attn_implementation": "eager"}
    if not (base / "restored.pt").exists():
        return Judge(BertModel.from_pretrained(base, add_pooling_layer=False, **plain))
    model = Judge(BertModel(BertConfig.from_pretrained(base, **plain), add_pooling_layer=False))
    model.load_state_dict(torch.load(base / "restored.pt", weights_only=True)["model"])
    return model


def train(base: Path, out: Path, given: Given) -> None:
    torch.manual_seed(7)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    everything = read_dossiers(given.dossiers)[: given.limit]
    taught = pairs_of([d for i, d in enumerate(everything) if i % TENTH], tokenizer)
    held = pairs_of(everything[::TENTH], tokenizer)
    dev = pairs_of(read_dossiers(given.dev)[: given.limit], tokenizer)
    others = [p for path in given.nli for p in read_nli(path, tokenizer, given.nli_each)]
    model = begun(base)
    model.encoder.embeddings.word_embeddings.weight.requires_grad = False
    body = [p for n, p in model.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    best = torch.optim.AdamW(
        [{"params": body, "lr": 1.5e-4}, {"params": model.head.parameters(), "lr": 1e-3}], weight_decay=0.01
    )

    def epoch_batches(epoch: int) -> list[list[Pair]]:
        rng = random.Random(7 + epoch)
        # The general pairs come first in weight and fade: the last epoch is of dossiers only.
        some = rng.sample(others, int(len(others) * (1 - (epoch + 1) / given.epochs) ** 2)) if others else []
        kept = [p for p in taught if p.label or rng.random() < given.neutral]
        return batches([*kept, *strangers(taught, rng, STRANGERS), *some], rng)

    total = sum(len(epoch_batches(e)) for e in range(given.epochs))
    rate = torch.optim.lr_scheduler.LambdaLR(best, lambda s: min((s + 1) / (0.06 * total), max(0.0, 1 - s / total)))
    done, out_file = 0, out / "checkpoint.pt"
    out.mkdir(parents=True, exist_ok=True)
    if out_file.exists():
        saved = torch.load(out_file, weights_only=True)
        model.load_state_dict(saved["model"])
        best.load_state_dict(saved["optimizer"])
        rate.load_state_dict(saved["rate"])
        done = saved["done"]
    (out / "tokenizer.json").write_text((base / "tokenizer.json").read_text(encoding="utf-8"), encoding="utf-8")
    model.encoder.config.save_pretrained(out)
    for epoch in range(done, given.epochs):
        model.train()
        start, todo, sums, count = time.time(), epoch_batches(epoch), 0.0, 0
        for step, batch in enumerate(todo):
            loss = loss_of(model, batch)
            (loss / len(batch)).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            best.step()
            rate.step()
            best.zero_grad(set_to_none=True)
            sums, count = sums + float(loss.detach()), count + len(batch)
            if step % 20 == 19:
                spent = (time.time() - start) / (step + 1)
                print(
                    f"epoch {epoch + 1} step {step + 1}/{len(todo)} loss {sums / count:.4f} {spent:.2f} s", flush=True
                )
                if math.isnan(sums):
                    raise SystemExit("the loss is not a number")
                sums, count = 0.0, 0
        figures = rounded(report(model, held, dev))
        print(f"epoch {epoch + 1}", json.dumps(figures), flush=True)
        (out / f"epoch-{epoch + 1}.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        state = {"model": model.state_dict(), "optimizer": best.state_dict(), "rate": rate.state_dict()}
        torch.save({**state, "done": epoch + 1}, out_file.with_suffix(".part"))
        out_file.with_suffix(".part").replace(out_file)
        (out / f"epoch-{epoch + 1}.pt").write_bytes(out_file.read_bytes())


class Product(nn.Module):
    """The judge as it ships: calibrated chances of LABELS instead of scores."""

    def __init__(self, judge: Judge, temperature: float) -> None:
        super().__init__()
        self.model, self.temperature = judge, temperature

    def forward(self, ids: Tensor, kinds: Tensor) -> Tensor:
        """[1,T] pieces -> [1,3]"""
        return F.softmax(self.model(ids, kinds, torch.ones_like(ids)) / self.temperature, 1)


def export_judge(checkpoint: Path, folder: Path) -> None:
    """Write the judge of epoch-N.pt to `folder`, calibrated with the temperature in epoch-N.json beside it."""
    run = checkpoint.parent
    temperature = float(json.loads(checkpoint.with_suffix(".json").read_text(encoding="utf-8")).get("temperature", 1))
    model = Judge(BertModel(BertConfig.from_pretrained(run, attn_implementation="eager"), add_pooling_layer=False))
    model.load_state_dict(torch.load(checkpoint, weights_only=True)["model"])
    model.eval()
    ids = torch.randint(4, 900, (1, 40))
    kinds = torch.cat([torch.zeros((1, 20), dtype=torch.int64), torch.ones((1, 20), dtype=torch.int64)], 1)
    axes = {"ids": {1: "T"}, "kinds": {1: "T"}}
    export(Product(model, temperature), {"ids": ids, "kinds": kinds}, ["chances"], axes, folder / "model.onnx")
    (folder / "tokenizer.json").write_bytes((run / "tokenizer.json").read_bytes())
    scores = {"dossiers_dev": json.loads(checkpoint.with_suffix(".json").read_text(encoding="utf-8"))}
    write_card(folder, {**CARD, "temperature": round(temperature, 2), "scores": scores})


CARD = {
    "name": "judge",
    "what": "reads what a person said and a proposition together: neutral, supports, contradicts; 12 layers, int8",
    "languages": ["en", "ru", "uk", "be", "de", "fr"],
    "from": "multilingual-e5-small (Wang et al. 2024), MIT licence; vocabulary pruned to 90,000 pieces",
    "training_data": [
        {"set": "data/dossiers train and more, nine in ten of 1,620 dossiers", "licence": "Apache-2.0"},
        {
            "set": "20,000 pairs of general inference a set: SNLI, MNLI, CAD-NLI, JOCI, MPE, RTE, SciTail, PAWS-X; "
            "sets marked non-commercial (SICK, XNLI, ANLI) left out",
            "licence": "CC-BY-SA, OANC and others, some unstated; none is shipped",
        },
        {"set": "20,000 pairs of VitaminC (Schuster et al. 2021)", "licence": "CC-BY-SA 3.0; none is shipped"},
        {"set": "2,300 pairs of TERRa (Russian)", "licence": "MIT"},
    ],
    "training": "3 epochs (more.jsonl came in with the second and third), AdamW, learning rate 1.5e-4 and 1e-3 "
    "(head), word embeddings frozen, 4,096 pieces a step, bf16 on 2 CPU cores, about an hour and a half",
    "limits": "a suggestion to be read with its evidence: see docs/models.md",
}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = parser.add_subparsers(dest="verb", required=True)
    t = sub.add_parser("train")
    t.add_argument("base", type=Path)
    t.add_argument("out", type=Path)
    t.add_argument("--dossiers", type=Path, required=True)
    t.add_argument("--dev", type=Path, required=True)
    t.add_argument("--nli", type=Path, nargs="*", default=[])
    t.add_argument("--nli-each", type=int, default=30_000, help="pairs taken from each --nli file")
    t.add_argument("--epochs", type=int, default=4)
    t.add_argument("--neutral", type=float, default=1.0, help="share of neutral pairs shown in an epoch")
    t.add_argument("--limit", type=int, help="dossiers read from each file, for a trial")
    e = sub.add_parser("export")
    e.add_argument("checkpoint", type=Path)
    e.add_argument("folder", type=Path)
    asked = parser.parse_args()
    if asked.verb == "export":
        export_judge(asked.checkpoint, asked.folder)
    else:
        train(
            asked.base,
            asked.out,
            Given(asked.dossiers, asked.dev, asked.nli, asked.nli_each, asked.epochs, asked.neutral, asked.limit),
        )
