"""How well the judge does on dossiers (own statements and propositions with gold), beside baselines and a control.

    python benchmarks/judge.py DOSSIERS.jsonl [--tune DOSSIERS.jsonl] [--train DOSSIERS.jsonl] [--stories FOLDER]
        [--nli FILE.jsonl.gz...] [--each N] [--limit N] [--plot FILE.svg]

Printed for each: macro-F1 over on_record / contradicted / not_on_record (changed counts as contradicted, no_record as
not_on_record), then precision and recall of the first two.

- nothing: always not_on_record.
- nearness: on_record when the nearest statement's cosine reaches the threshold that is best on this very file.
- proposition alone (with --train): a linear reading of the proposition's embedding, the statements unseen. What it
  gets above "nothing" is what the wording of propositions gives away, so a judge must be seen beside it.
- swapped: the judge, given another dossier's statements. A judge that reads evidence falls silent.
--tune prints the thresholds that its dossiers (not those that are measured) would choose: the lowest that reach the
precision asked of each verdict, and those of the best macro-F1. --stories gives the same for claims in invented
stories, judged against the gold statements of their holders. --nli gives the accuracy on pairs of general inference.
--plot draws precision against coverage.
"""

import argparse
import gzip
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from plot import draw

from onrecord import checking
from onrecord.checking import PREFIX, Bench, Thresholds
from onrecord.evaluation import trials_in
from onrecord.model import Judgement, Relation, Verdict, Words
from onrecord.onnx import OnnxEmbedder, OnnxEntailment
from onrecord.trials import THREE, JudgeScores, Trial, judge_scores, macro_f1

RIDGE = 0.1  # of the linear reading; larger ones read less out of dossiers/train
WANTED = {Verdict.CONTRADICTED: 0.75, Verdict.ON_RECORD: 0.70}  # precision asked of a verdict where it is given
STEPS = [round(0.02 * k, 2) for k in range(5, 50)]
NEVER = 1.01
FEW = 0.02  # share of propositions below which a precision is not drawn: a dozen of them


class Remembering:
    """An embedder that keeps what it has embedded."""

    def __init__(self) -> None:
        self._inner, self._known = OnnxEmbedder(), dict[str, NDArray[np.float32]]()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._inner.embed(new), strict=True) if new else ())
        return np.array([self._known[text] for text in texts])


class Read:
    """The judge's model, keeping what it has read: thresholds can be tried at no cost."""

    def __init__(self) -> None:
        self._inner = OnnxEntailment()
        self._one = lru_cache(maxsize=None)(lambda pair: self._inner.chances([pair])[0])

    def chances(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        return np.array([self._one(pair) for pair in pairs], np.float32).reshape(-1, 3)


def stories(folder: Path) -> list[Trial]:
    """The typed propositions of the stories, with what their holders had said in person by the day of the claim."""
    out = []
    for path in sorted(folder.glob("story-*.json")):
        story: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        day = {a["id"]: a["published"] for a in story["articles"]}
        for c in story["claims"]:
            own = tuple(
                Words((f"{c['holder']} denied: " if s.get("polarity") == "denied" else "") + s["content"], s["said_on"])
                for s in story["statements"]
                if s["speaker"] == c["holder"] and not s["relayed_by"] and (s["said_on"] or "") <= day[c["article"]]
            )
            verdict = Verdict(c["verdict"])
            out.append(Trial(c["holder"], c["proposition"], story["language"], False, own, verdict, frozenset()))
    return out


def report(name: str, trials: Sequence[Trial], judgements: Sequence[Judgement]) -> JudgeScores:
    found = judge_scores(trials, judgements)
    told = "   ".join(
        f"{verdict} {rate.precision:.2f} of {rate.found}, recall {rate.recall:.3f}"
        for verdict, rate in found.three.items()
        if verdict is not Verdict.NOT_ON_RECORD
    )
    print(f"{name:24} macro-F1 {macro_f1(found.three):.3f}, four {macro_f1(found.four):.3f}   {told}")
    return found


def in_detail(name: str, trials: Sequence[Trial], judgements: Sequence[Judgement]) -> None:
    found = report(name, trials, judgements)
    for relation, rate in found.relations.items():
        print(f"  links {relation:12} precision {rate.precision:.2f} of {rate.found}, F1 {rate.f1:.3f}")
    print("  by language: " + ", ".join(f"{n} {f1:.3f}" for n, f1 in found.languages.items()))


def plainly(trials: Sequence[Trial], verdicts: Sequence[Verdict]) -> list[Judgement]:
    return [Judgement(t.proposition, v, 0.0, ()) for t, v in zip(trials, verdicts, strict=True)]


def nearness(trials: Sequence[Trial], embedder: Remembering) -> list[Verdict]:
    near = [
        float(checking.nearness_of([t.proposition], [w.text for w in t.words], embedder).max(initial=-1.0))
        for t in trials
    ]

    def verdicts(least: float) -> list[Verdict]:
        return [Verdict.ON_RECORD if n >= least else Verdict.NOT_ON_RECORD for n in near]

    def f1(least: float) -> float:
        return macro_f1(judge_scores(trials, plainly(trials, verdicts(least))).three)

    return verdicts(max(np.quantile(near, np.arange(0, 1, 0.05)), key=f1))


def proposition_alone(train: Sequence[Trial], trials: Sequence[Trial], embedder: Remembering) -> list[Verdict]:
    classes = [v for v in Verdict if v not in THREE]
    x, y = (embedder.embed([PREFIX + t.proposition for t in group]) for group in (train, trials))
    wanted = np.array([[THREE.get(t.verdict, t.verdict) is kind for kind in classes] for t in train], float)
    middle, share = x.mean(0), wanted.mean(0)
    x, y = x - middle, y - middle
    weights = np.linalg.solve(x.T @ x + RIDGE * np.eye(x.shape[1]), x.T @ (wanted - share))
    return [classes[k] for k in (y @ weights + share).argmax(1)]


def swapped(trials: Sequence[Trial]) -> list[Trial]:
    """Every proposition with the statements of the next dossier in its language."""
    out = []
    for n, trial in enumerate(trials):
        later = (*trials[n + 1 :], *trials[:n])
        other = next((o for o in later if o.holder != trial.holder and o.language == trial.language), None)
        out.append(replace(trial, words=other.words if other else ()))
    return out


def judged(trials: Sequence[Trial], bench: Bench) -> list[Judgement]:
    return [checking.judge(t.holder, t.proposition, t.words, bench) for t in trials]


def precision(trials: Sequence[Trial], judgements: Sequence[Judgement], verdict: Verdict) -> tuple[float, float]:
    """Precision of a verdict, and the share of propositions that get it."""
    rate = judge_scores(trials, judgements).three[verdict]
    return rate.precision, rate.found / len(trials)


def at(trials: Sequence[Trial], read: Sequence[Judgement], least: Thresholds) -> list[Judgement]:
    """Judgements made with thresholds of 0, as they are with others."""
    wanted = {Relation.SUPPORTS: least.supports, Relation.CONTRADICTS: least.contradicts}
    out = []
    for trial, judgement in zip(trials, read, strict=True):
        links = tuple(link for link in judgement.links if link.score >= wanted[link.relation])
        verdict = checking.verdict_of(links, trial.words) if links else Verdict.NOT_ON_RECORD
        out.append(replace(judgement, links=links, verdict=verdict))
    return out


def tuned(trials: Sequence[Trial], read: Sequence[Judgement]) -> tuple[Thresholds, Thresholds]:
    """The lowest thresholds that reach the precision asked for, and those of the best macro-F1."""

    def lowest(kind: Verdict, made: Callable[[float], Thresholds]) -> float:
        return next((s for s in STEPS if precision(trials, at(trials, read, made(s)), kind)[0] >= WANTED[kind]), NEVER)

    contradicts = lowest(Verdict.CONTRADICTED, lambda s: Thresholds(NEVER, s))
    careful = Thresholds(lowest(Verdict.ON_RECORD, lambda s: Thresholds(s, contradicts)), contradicts)
    grid = [Thresholds(s, c) for s in STEPS for c in STEPS]
    return careful, max(grid, key=lambda least: macro_f1(judge_scores(trials, at(trials, read, least)).three))


def curve(trials: Sequence[Trial], read: Sequence[Judgement]) -> dict[Verdict, list[tuple[float, float]]]:
    """(share of propositions that get it, its precision) of both verdicts that need evidence, by threshold."""
    made = {
        Verdict.ON_RECORD: lambda s: Thresholds(s, NEVER),
        Verdict.CONTRADICTED: lambda s: Thresholds(NEVER, s),
    }
    points = {kind: [precision(trials, at(trials, read, of(s)), kind) for s in STEPS] for kind, of in made.items()}
    return {kind: [(share, exact) for exact, share in found if share] for kind, found in points.items()}


def inference(path: Path, read: Read, most: int) -> None:
    """The accuracy on a file of {"premise", "hypothesis", "label"}; not_entailment is anything but support."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    rows = random.Random(7).sample(rows, min(most, len(rows)))
    found = read.chances([(r["premise"], r["hypothesis"]) for r in rows]).argmax(1)
    right = sum(
        (kind != 1)
        if r["label"] == "not_entailment"
        else r["label"] == ("neutral", "entailment", "contradiction")[kind]
        for r, kind in zip(rows, found.tolist(), strict=True)
    )
    print(f"{path.name.removesuffix('.jsonl.gz'):24} accuracy {right / len(rows):.3f} of {len(rows)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dossiers", type=Path)
    parser.add_argument("--tune", type=Path)
    parser.add_argument("--train", type=Path)
    parser.add_argument("--stories", type=Path)
    parser.add_argument("--nli", type=Path, nargs="*", default=[])
    parser.add_argument("--each", type=int, default=1000, help="pairs taken from each --nli file")
    parser.add_argument("--limit", type=int, help="dossiers read from each file")
    parser.add_argument("--every", type=int, default=1, help="of --tune only every so many dossiers")
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args()
    embedder, read = Remembering(), Read()
    bench = Bench(embedder, read)

    def trials_of(path: Path, every: int = 1) -> list[Trial]:
        return [trial for dossier in list(trials_in(path))[: given.limit : every] for trial in dossier]

    trials = trials_of(given.dossiers)
    free = Bench(embedder, read, Thresholds(0.0, 0.0))
    if given.tune:
        others = trials_of(given.tune, given.every)
        print("tuned:", *tuned(others, judged(others, free)))
    curves = curve(trials, judged(trials, free))
    if given.plot:
        shown = {
            kind.value.replace("_", " "): [(100 * x, 100 * y) for x, y in reversed(points) if x >= FEW and y]
            for kind, points in curves.items()
        }
        draw(
            given.plot, shown, "The judge on dossiers/dev", ("of 100 propositions, given the verdict", "of 100, right")
        )
    for kind, points in curves.items():
        print(f"{kind}, precision at coverage:", *(f"{p:.2f} at {share:.2f}" for share, p in points[::4]))
    report("nothing", trials, plainly(trials, [Verdict.NOT_ON_RECORD] * len(trials)))
    report("nearness", trials, plainly(trials, nearness(trials, embedder)))
    if given.train:
        alone = proposition_alone(trials_of(given.train), trials, embedder)
        report("proposition alone", trials, plainly(trials, alone))
    in_detail("judge", trials, judged(trials, bench))
    report("judge, swapped", trials, judged(swapped(trials), bench))
    if given.stories:
        told = stories(given.stories)
        report("stories: nothing", told, plainly(told, [Verdict.NOT_ON_RECORD] * len(told)))
        report("stories: nearness", told, plainly(told, nearness(told, embedder)))
        report("stories: judge", told, judged(told, bench))
    for path in given.nli:
        inference(path, read, given.each)


if __name__ == "__main__":
    main()
