"""How a judge does on propositions whose verdict is known: the figures of `onrecord eval judge`."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Judgement, Relation, Verdict, Words
from onrecord.scoring import Rate

# A verdict that nothing was found to look at is silence as well as one that nothing was found to decide.
FOUR = {Verdict.NO_RECORD: Verdict.NOT_ON_RECORD}
# For users who ask whether the words bear a proposition out, a holder who moved has said the opposite too.
THREE = {**FOUR, Verdict.CHANGED: Verdict.CONTRADICTED}
ACROSS = "across"  # the proposition is in another language than the statements


@dataclass(frozen=True, slots=True)
class Trial:
    """A proposition with the holder's own words, the verdict, and the indexes of those that bear on it. `language` is
    that of the words (ISO 639-1, joined by + where there are several)."""

    holder: str
    proposition: str
    language: str
    across: bool
    words: tuple[Words, ...]
    verdict: Verdict
    links: frozenset[tuple[int, Relation]]


@dataclass(frozen=True, slots=True)
class JudgeScores:
    """The figures of a judge: each verdict of four and of three (`changed` folded into `contradicted`), the links to
    single statements, and macro-F1 of three by language."""

    propositions: int
    right: int
    four: Mapping[Verdict, Rate]
    three: Mapping[Verdict, Rate]
    relations: Mapping[Relation, Rate]
    languages: Mapping[str, float]


def macro_f1(rates: Mapping[Verdict, Rate]) -> float:
    """The mean F1 of the verdicts."""
    return sum(rate.f1 for rate in rates.values()) / len(rates)


def judge_scores(trials: Sequence[Trial], judgements: Sequence[Judgement]) -> JudgeScores:
    """The figures of the judgements on trials, in their order."""
    both = list(zip(trials, judgements, strict=True))
    verdicts = [(trial.verdict, judgement.verdict) for trial, judgement in both]
    named = {language for trial in trials for language in (trial.language, *[ACROSS] * trial.across)}
    return JudgeScores(
        propositions=len(trials),
        right=sum(FOUR.get(gold, gold) is FOUR.get(found, found) for gold, found in verdicts),
        four=_rates(verdicts, FOUR),
        three=_rates(verdicts, THREE),
        relations={relation: _links(both, relation) for relation in Relation},
        languages={name: macro_f1(_rates(_of(both, name), THREE)) for name in sorted(named)},
    )


def _of(both: Sequence[tuple[Trial, Judgement]], language: str) -> list[tuple[Verdict, Verdict]]:
    return [(t.verdict, j.verdict) for t, j in both if t.language == language or (language == ACROSS and t.across)]


def _rates(verdicts: Sequence[tuple[Verdict, Verdict]], folded: Mapping[Verdict, Verdict]) -> dict[Verdict, Rate]:
    pairs = [(folded.get(gold, gold), folded.get(found, found)) for gold, found in verdicts]
    gold, found = Counter(g for g, _ in pairs), Counter(f for _, f in pairs)
    hits = Counter(g for g, f in pairs if g is f)
    return {v: Rate(hits[v], found[v], gold[v]) for v in Verdict if v not in folded}


def _links(both: Sequence[tuple[Trial, Judgement]], relation: Relation) -> Rate:
    rate = Rate(0, 0, 0)
    for trial, judgement in both:
        gold = {i for i, kind in trial.links if kind is relation}
        found = {link.statement for link in judgement.links if link.relation is relation}
        rate += Rate(len(gold & found), len(found), len(gold))
    return rate
