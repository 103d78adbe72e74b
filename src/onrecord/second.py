"""A second judge's opinion on findings, bound to the rules that hold for the first.

It is shown the holder's own statements nearest to a proposition, made before the claim, and may only say of each
whether it supports or contradicts. So it can bring no evidence of its own, and the verdict follows from what it said by
the same rule as ever. Its opinion stands beside the finding and never in its place.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from onrecord import checking
from onrecord.checking import Bench
from onrecord.model import Checked, Evidence, Finding, Link, Opinion, Polarity, Recorded, Verdict, Words

# Statements put before it: few enough for a small model's attention. Not tuned.
CANDIDATES = 12


class SecondJudge(Protocol):
    """What a second judge must do."""

    @property
    def name(self) -> str:
        """Which model it is and where it runs."""
        ...

    def links(self, holder: str, proposition: str, words: Sequence[Words]) -> list[Link]:
        """What some of the `words`, the holder's own, do to the proposition, by their indexes. Raises JudgeError."""
        ...


def with_opinions(checked: Checked, judge: SecondJudge, bench: Bench) -> Checked:
    """`checked` with the judge's opinion beside every finding. Raises JudgeError when one cannot be had."""
    claim = checked.claim
    earlier = [
        s
        for s in checked.dossier.own
        if s.polarity is not Polarity.ASKED and not checking.is_after(s.said_on or s.published, claim.on)
    ]
    told = [(s, checking.as_read(claim.holder, s, told=True)) for s in reversed(earlier)]
    distinct = list({checking.plain(words.text): (s, words) for s, words in told}.values())
    texts = [words.text for _, words in distinct]
    nearness = checking.nearness_of([f.proposition for f in checked.findings], texts, bench.embedder, bench.known)
    findings = []
    for finding, near in zip(checked.findings, nearness, strict=True):
        best = [int(i) for i in np.argsort(-near, kind="stable")[:CANDIDATES] if near[i] >= checking.SUBJECT]
        shown = [distinct[i] for i in best]
        findings.append(replace(finding, second=_opinion(claim.holder, finding, shown, judge)))
    return replace(checked, findings=tuple(findings))


def _opinion(holder: str, finding: Finding, shown: Sequence[tuple[Recorded, Words]], judge: SecondJudge) -> Opinion:
    if not shown:
        return Opinion(judge.name, Verdict.NO_RECORD, ())
    words = [told for _, told in shown]
    given = {link.statement: link for link in judge.links(holder, finding.proposition, words)}
    links = [link for i, link in sorted(given.items()) if 0 <= i < len(shown)]
    evidence = tuple(Evidence(shown[link.statement][0], link.relation, link.score, False) for link in links)
    return Opinion(judge.name, checking.verdict_of(links, words), evidence)
