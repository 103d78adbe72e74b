"""Checking: a claim's propositions held against the holder's own words.

The judge works in two steps. Statements near a proposition in meaning are found by sentence embeddings; nearness makes
a statement relevant and no more. What a relevant statement does to the proposition is then read off signs in the two
texts (signs.py), for support and for opposition apart, each with the precision that was measured for it. Where no sign
is sure enough the judge keeps silent: not_on_record. It is silent nearly always when a claim is not put in the holder's
own words, and across languages.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.model import (
    Checked,
    Claim,
    Evidence,
    Finding,
    Judgement,
    Link,
    LookedAt,
    Polarity,
    Recorded,
    Relation,
    Verdict,
    Words,
)
from onrecord.passages import sentences
from onrecord.propositions import propositions
from onrecord.signs import Signs, signs

NOTE = (
    "The record shows what was said in public and collected here. What was said in private, or by sources that are "
    'not in this record, it cannot show. "Not on record" means: not in these sources.'
)

PREFIX = "query: "  # how multilingual-e5 wants texts that are compared with each other
NEAREST = 5  # statements weighed for one proposition, as many as a dossier has; those further off do not bear on it
SHOWN = 3  # of the holder's own and of second-hand statements shown with a finding: a reader's glance

# Cosine of multilingual-e5-small from which a statement is on the proposition's subject. On dossiers/train, 97 in 100
# propositions reach it with a statement of their own dossier (93 across languages), 43 with one of another dossier.
SUBJECT = 0.81

# From which share of shared words, in the same order, a sign is taken at its word, and how often it was right there on
# 41,736 NLI pairs (MNLI matched, VitaminC, SNLI, XNLI en, Breaking NLI). They fire seldom: this judge knows a claim
# that is put in the holder's own words, and little else. At 0.9, one word in ten may differ, and that word decides: 636
# of Breaking NLI's contradictions would count as support.
# The same words, no sign against: 61 of 64 entail. A denial of the same words is taken to be as sure; no pair has one.
BORNE_OUT, BORNE_OUT_SCORE = 1.0, 0.95
# The same words, of which one side negates them and the holder's adds nothing: 47 of 48 contradict.
OPPOSED, OPPOSED_SCORE = 0.75, 0.94
# Another number of the same thing: 434 of 437 contradict, nearly all of them Breaking NLI's.
NUMBERS_CLASH, NUMBERS_CLASH_SCORE = 0.8, 0.94
# How the content of a denial or refusal is put before the judge, which knows these words in any language around them.
CUES = {Polarity.DENIED: "{} denied that {}", Polarity.REFUSED: "{} refused {}"}


class Embedder(Protocol):
    """What sentence embeddings must do."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """[n, width] rows of unit length for n texts."""
        ...


def judge(holder: str, proposition: str, words: Sequence[Words], embedder: Embedder) -> Judgement:
    """What `words`, the holder's own, show on `proposition`. The order of the words does not change the verdict; links
    point at their indexes, strongest first. The same words given twice count once, by their earliest date.

    `score` is how often such a sign was right where it was measured; for not_on_record and no_record it is 0, since
    silence was not measured.
    """
    nearness = nearness_of([proposition], [w.text for w in words], embedder)[0]
    return _judge(holder, proposition, (words, nearness, frozenset()))


def nearness_of(propositions: Sequence[str], texts: Sequence[str], embedder: Embedder) -> NDArray[np.float32]:
    """[propositions, texts] cosines. A text of several sentences is as near as the nearest of them, or as the whole: a
    long quotation is about many things."""
    pieces = [dict.fromkeys([text, *(text[b:e] for b, e in sentences(text))]) for text in texts]
    vectors = embedder.embed([PREFIX + text for text in (*propositions, *(p for each in pieces for p in each))])
    asked, said = np.split(vectors, [len(propositions)])
    if not texts:
        return np.zeros((len(propositions), 0), np.float32)
    starts = np.cumsum([0, *(len(each) for each in pieces)])[:-1]
    nearest: NDArray[np.float32] = np.maximum.reduceat(asked @ said.T, starts, axis=1)
    return nearest


def support(found: Signs) -> float:
    """How surely a statement with these signs bears the proposition out; 0 when there is no saying."""
    if not found.covered or found.opposed or found.doubtful or found.denied or found.number_missing or found.question:
        return 0.0
    return BORNE_OUT_SCORE if found.aligned >= BORNE_OUT else 0.0


def opposition(found: Signs) -> float:
    """How surely a statement with these signs excludes the proposition; 0 when there is no saying. Without a sign of
    opposition it is 0 however little the two have in common."""
    if not found.covered or found.question:
        return 0.0
    if found.denied:
        return BORNE_OUT_SCORE if found.aligned >= BORNE_OUT else 0.0
    if found.refusal:
        return 0.0
    if found.opposed:
        return OPPOSED_SCORE if found.aligned >= OPPOSED and not found.extra else 0.0
    clash = found.number_clash and not found.doubtful and found.aligned >= NUMBERS_CLASH
    return NUMBERS_CLASH_SCORE if clash else 0.0


def check(claim: Claim, own: Sequence[Recorded], second_hand: Sequence[Recorded], embedder: Embedder) -> Checked:
    """A finding for every proposition in `claim`, judged against `own`, the holder's first-hand statements.

    Statements said after `claim.on` are shown when they bear on a proposition, but never count; one without a date
    was said when its article was published, as far as anyone can tell, and counts when that too has no date. Questions
    are no statements. `second_hand` (what others ascribe to the holder) is shown where it is on the subject, and never
    counts.
    """
    asked = propositions(claim)
    heard = [r for r in own if r.polarity is not Polarity.ASKED]
    # A claimed denial is compared with denials in words; any other claim with what the holder denied.
    claims_denial = claim.polarity is Polarity.DENIED
    words = [_words(claim.holder, r, claims_denial) for r in heard]
    denied = frozenset(i for i, r in enumerate(heard) if r.polarity is Polarity.DENIED and not claims_denial)
    told = [r for r in second_hand if not (r.article == claim.article and r.content == claim.content)]
    own_nearness = nearness_of(asked, [w.text for w in words], embedder)
    told_nearness = nearness_of(asked, [r.text for r in told], embedder)
    late = [is_after(r.said_on or r.published, claim.on) for r in heard]
    looked_at = _looked_at([r for r, after in zip(heard, late, strict=True) if not after])
    findings = []
    for proposition, nearness, told_near in zip(asked, own_nearness, told_nearness, strict=True):
        sides = [
            _part(claim.holder, proposition, (words, nearness, denied), [i for i, x in enumerate(late) if x is after])
            for after in (False, True)
        ]
        evidence = tuple(
            Evidence(heard[link.statement], link.relation, link.score, after)
            for after, side in zip((False, True), sides, strict=True)
            for link in side.links
        )
        cited = {_plain(e.statement.text) for e in evidence}
        hidden = {r.id for r, after in zip(heard, late, strict=True) if after or r.polarity is Polarity.REFUSED}
        hidden |= {r.id for r in heard if _plain(r.text) in cited}
        findings.append(
            Finding(
                proposition,
                sides[0].verdict,
                sides[0].score,
                evidence,
                _nearest([r for r in heard if r.id not in hidden], nearness[[r.id not in hidden for r in heard]]),
                _nearest(told, told_near),
                looked_at,
            )
        )
    return Checked(claim, tuple(findings))


def _nearest(statements: Sequence[Recorded], nearness: NDArray[np.float32]) -> tuple[Recorded, ...]:
    """The SHOWN statements nearest in meaning that are on the subject, the same words once; and of every language that
    is not among them the nearest one: vectors of one language lie nearer to each other than to their translations."""
    out: dict[str, Recorded] = {}
    for i in np.argsort(-nearness, kind="stable"):
        another = statements[i].language not in {s.language for s in out.values()}
        if nearness[i] >= SUBJECT and (len(out) < SHOWN or another):
            out.setdefault(_plain(statements[i].text), statements[i])
    return tuple(out.values())


def on_subject(subject: str, texts: Sequence[str], embedder: Embedder) -> list[bool]:
    """Which of `texts` are near `subject` in meaning, in their order. SUBJECT was measured on whole
    sentences, not on a word or two."""
    return [bool(near >= SUBJECT) for near in nearness_of([subject], texts, embedder)[0]]


def is_after(said_on: str | None, on: str | None) -> bool:
    """Whether ISO prefix `said_on` is surely later than `on`, at the precision that both have."""
    if said_on is None or on is None:
        return False
    common = min(len(said_on), len(on))
    return said_on[:common] > on[:common]


Heard = tuple[Sequence[Words], NDArray[np.float32], frozenset[int]]
"""Words, their nearness to the proposition, and the indexes of those that the holder denied."""


def _part(holder: str, proposition: str, given: Heard, kept: Sequence[int]) -> Judgement:
    """The judgement on the words at some indexes only; its links point into all the words."""
    words, nearness, denied = given
    among = frozenset(n for n, i in enumerate(kept) if i in denied)
    found = _judge(holder, proposition, ([words[i] for i in kept], nearness[list(kept)], among))
    return replace(found, links=tuple(replace(link, statement=kept[link.statement]) for link in found.links))


def _judge(holder: str, proposition: str, given: Heard) -> Judgement:
    words, nearness, denied = given
    near = sorted(
        (i for i in _distinct(words, denied) if nearness[i] >= SUBJECT),
        key=lambda i: (-float(nearness[i]), words[i].text),
    )[:NEAREST]
    if not near:
        return Judgement(proposition, Verdict.NO_RECORD, 0.0, ())
    links = []
    for i in near:
        found = signs(holder, proposition, words[i].text)
        borne_out = support(found)
        if i in denied:  # what bears the proposition out is what the holder denied
            borne_out, opposed = 0.0, borne_out
        else:
            opposed = opposition(found)
        for relation, score in ((Relation.SUPPORTS, borne_out), (Relation.CONTRADICTS, opposed)):
            if score:
                links.append(Link(i, relation, score))
    links.sort(key=lambda link: -link.score)
    return Judgement(proposition, _verdict(links, words), links[0].score if links else 0.0, tuple(links))


def _verdict(links: Sequence[Link], words: Sequence[Words]) -> Verdict:
    """The verdict that links give, strongest first. Both relations are a change only at different dates; without them
    the two cannot be set against each other, and the judge is silent."""
    found = {link.relation for link in links}
    if len(found) > 1:
        supported, opposed = (
            {words[link.statement].said_on for link in links if link.relation is relation} - {None}
            for relation in Relation
        )
        return Verdict.CHANGED if supported and opposed and supported != opposed else Verdict.NOT_ON_RECORD
    if links:
        return Verdict.ON_RECORD if Relation.SUPPORTS in found else Verdict.CONTRADICTED
    return Verdict.NOT_ON_RECORD


def _distinct(words: Sequence[Words], denied: frozenset[int]) -> list[int]:
    """Indexes of the words, one for all that read alike and are alike denied or not: the earliest dated, an undated one
    only if none is dated."""
    first: dict[tuple[str, bool], int] = {}
    for i in sorted(range(len(words)), key=lambda i: (words[i].said_on is None, words[i].said_on or "", i)):
        first.setdefault((_plain(words[i].text), i in denied), i)
    return list(first.values())


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _words(holder: str, said: Recorded, told: bool) -> Words:
    """A recorded statement as the judge is to read it; a refusal says so, and a denial when it is to be `told`."""
    put = CUES.get(said.polarity) if told or said.polarity is Polarity.REFUSED else None
    return Words(put.format(holder, said.text.strip('"“”„«» ')) if put else said.text, said.said_on)


def _looked_at(statements: Sequence[Recorded]) -> LookedAt:
    dates = sorted(r.said_on for r in statements if r.said_on)
    return LookedAt(
        statements=len({_plain(r.text) for r in statements}),
        outlets=len({r.outlet for r in statements if r.outlet}),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )
