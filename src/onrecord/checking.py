"""Checking: a claim's propositions held against the holder's own words.

The judge works in two steps. The statements nearest to a proposition in meaning are found by sentence embeddings; that
makes them candidates and no more. What each does to the proposition, bear it out, exclude it or neither, is then read
by a model that sees the two together, and counts only where it is sure enough: a verdict of the judge rests on single
statements, each of which can be shown. Signs that can be read off two texts without a model (signs.py), the same words,
who negates, which numbers are named, guard it: it may not take for a support what they speak against, and what is put
in the holder's own words is known by them. Where no statement is read surely the judge keeps silent: not_on_record.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
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
from onrecord.passages import pieces
from onrecord.propositions import bare, propositions
from onrecord.signs import FEWEST_WORDS, Signs, signs, weighty

NOTE = (
    "The record shows what was said in public and collected here. What was said in private, or by sources that are "
    'not in this record, it cannot show. "Not on record" means: not in these sources.'
)

PREFIX = "query: "  # how multilingual-e5 wants texts that are compared with each other
NEAREST = 10  # statements read for one proposition: twice as many as a dossier has, each 14 ms
DIGITS = 4  # of a score: the last ones of a float differ from one processor to the next
SHOWN = 3  # of the holder's own and of second-hand statements shown with a finding: a reader's glance

# Cosine of multilingual-e5-small from which a statement is on the proposition's subject. On dossiers/train, 97 in 100
# propositions reach it with a statement of their own dossier (93 across languages), 43 with one of another dossier.
SUBJECT = 0.81

# From which share of shared words, in the same order, a sign is taken at its word, and how often it was right there on
# 41,736 NLI pairs (MNLI matched, VitaminC, SNLI, XNLI en, Breaking NLI).
# The same words, no sign against: 61 of 64 entail. A denial of the same words is taken to be as sure; no pair has one.
BORNE_OUT, BORNE_OUT_SCORE = 1.0, 0.95
# The same words, of which one side negates them and the holder's adds nothing: 47 of 48 contradict.
OPPOSED, OPPOSED_SCORE = 0.75, 0.94
# Another number of the same thing: 434 of 437 contradict, nearly all of them Breaking NLI's.
NUMBERS_CLASH, NUMBERS_CLASH_SCORE = 0.8, 0.94
# Scores from here on are those of signs; the model hardly ever says more than .74.
READ_OFF = min(BORNE_OUT_SCORE, OPPOSED_SCORE, NUMBERS_CLASH_SCORE)
# The share of a proposition's content words from which a sign against it forbids a support: in a quarter of
# dossiers/train it forbids 7 of 739 that are right, and meets 12 contradictions. A number that the statement lacks
# forbids it from any share on: 28 of those 739, and 872 of 7,771 neutral pairs.
GUARDED = 0.5

# How the content of a denial or refusal is put before the judge.
DENIALS = {
    "en": "{} denied that {}",
    "de": "{} bestritt, dass {}",
    "fr": "{} a démenti que {}",
    "ru": "{} отрицает, что {}",
    "uk": "{} заперечує, що {}",
    "be": "{} адмаўляе, што {}",
}
REFUSALS = {
    "en": "{} refused {}",
    "de": "{} verweigerte {}",
    "fr": "{} a refusé {}",
    "ru": "{} отказывается {}",
    "uk": "{} відмовляється {}",
    "be": "{} адмаўляецца {}",
}
CUES = {Polarity.DENIED: DENIALS, Polarity.REFUSED: REFUSALS}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which chance on a statement counts as a support, and as a contradiction."""

    supports: float
    contradicts: float


# On data/dossiers/dev contradictions are right in 2 of 3 from .55 on (1 of 2 from .36 on, where macro-F1 is best), and
# half of those that are right stay. Supports get rarer and no surer with higher thresholds; from .2 on fewer statements
# are cited that do not bear on the proposition. docs/models.md has the table.
LEAST = Thresholds(supports=0.2, contradicts=0.55)
# Of statements as extraction cuts them out of articles, often half a sentence, more is asked: with LEAST, "on record"
# was right in half of the cases on twelve stories, and higher chances of support were no better. So a check takes from
# the model only contradictions, as sure as those right in four of five on data/dossiers/dev; supports have to be in the
# same words.
SURE = Thresholds(supports=0.9, contradicts=0.66)
# How often such a verdict of the model is right: of 210, 81 and 8 on data/dossiers/dev. Readers see it beside each.
RIGHT = {Verdict.ON_RECORD: 0.59, Verdict.CONTRADICTED: 0.68, Verdict.CHANGED: 0.38}

Known = Mapping[str, NDArray[np.float32]]
"""Vectors of texts: of each a row for every piece of it (passages.pieces)."""
NONE: Known = {}


class Embedder(Protocol):
    """What sentence embeddings must do."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """[n, width] rows of unit length for n texts."""
        ...


class Entailment(Protocol):
    """What the model that reads two texts together must do."""

    def chances(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """[n, 3]: how likely each (text, proposition) is neutral, a support, a contradiction."""
        ...


@dataclass(frozen=True, slots=True)
class Bench:
    """What the judge works with: vectors to find what is near, a model to read it, and how sure it must be. `known` are
    the vectors of texts that need not be embedded."""

    embedder: Embedder
    entailment: Entailment
    least: Thresholds = LEAST
    known: Known = field(default_factory=dict)


def judge(holder: str, proposition: str, words: Sequence[Words], bench: Bench) -> Judgement:
    """What `words`, the holder's own, show on `proposition`. The order of the words does not change the verdict; links
    point at their indexes, strongest first. The same words given twice count once, by their earliest date.

    `score` is how likely the strongest link is as the judge's model has it, calibrated on dossiers; for not_on_record
    how likely it is that none of the words read bears on the proposition, and for no_record 0.
    """
    nearness = nearness_of([proposition], [w.text for w in words], bench.embedder)[0]
    return _judge(holder, proposition, words, nearness, bench)


def nearness_of(
    propositions: Sequence[str], texts: Sequence[str], embedder: Embedder, known: Known = NONE
) -> NDArray[np.float32]:
    """[propositions, texts] cosines. A text of several sentences is as near as the nearest of them, or as the whole: a
    long quotation is about many things. `known` are the vectors of the pieces of some texts."""
    cut = {text: pieces(text) for text in texts if text not in known}
    vectors = embedder.embed([PREFIX + text for text in (*propositions, *chain.from_iterable(cut.values()))])
    if not texts:
        return np.zeros((len(propositions), 0), np.float32)
    asked, *said = np.split(vectors, np.cumsum([len(propositions), *map(len, cut.values())])[:-1])
    rows = {**known, **dict(zip(cut, said, strict=True))}
    starts = np.cumsum([0, *(len(rows[text]) for text in texts)])[:-1]
    nearest: NDArray[np.float32] = np.maximum.reduceat(
        asked @ np.concatenate([rows[text] for text in texts]).T, starts, axis=1
    )
    return nearest


def check(claim: Claim, own: Sequence[Recorded], second_hand: Sequence[Recorded], bench: Bench) -> Checked:
    """A finding for every proposition in `claim`, judged against `own`, the holder's first-hand statements.

    Statements said after `claim.on` are shown when they bear on a proposition, but never count; one without a date
    was said when its article was published, as far as anyone can tell, and counts when that too has no date. Questions
    are no statements. `second_hand` (what others ascribe to the holder) is shown where it is on the subject, and never
    counts.
    """
    asked = propositions(claim)
    heard = [r for r in own if r.polarity is not Polarity.ASKED]
    # A claimed denial is compared with denials in words; any other claim with what the holder denied.
    words = [as_read(claim.holder, r, told=claim.polarity is Polarity.DENIED) for r in heard]
    told = [r for r in second_hand if not (r.article == claim.article and r.content == claim.content)]
    own_nearness = nearness_of(asked, [w.text for w in words], bench.embedder, bench.known)
    told_nearness = nearness_of(asked, [r.text for r in told], bench.embedder, bench.known)
    late = [is_after(r.said_on or r.published, claim.on) for r in heard]
    looked_at = _looked_at([r for r, after in zip(heard, late, strict=True) if not after])
    findings = []
    for proposition, nearness, told_near in zip(asked, own_nearness, told_nearness, strict=True):
        sides = [
            _part(claim.holder, proposition, (words, nearness), [i for i, x in enumerate(late) if x is after], bench)
            for after in (False, True)
        ]
        evidence = tuple(
            Evidence(heard[link.statement], link.relation, link.score, after)
            for after, side in zip((False, True), sides, strict=True)
            for link in side.links
        )
        cited = {plain(e.statement.text) for e in evidence}
        hidden = {r.id for r, after in zip(heard, late, strict=True) if after or r.polarity is Polarity.REFUSED}
        hidden |= {r.id for r in heard if plain(r.text) in cited}
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
            out.setdefault(plain(statements[i].text), statements[i])
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


Heard = tuple[Sequence[Words], NDArray[np.float32]]
"""Words and their nearness to the proposition."""


def _part(holder: str, proposition: str, heard: Heard, kept: Sequence[int], bench: Bench) -> Judgement:
    """The judgement on the words at some indexes only; its links point into all the words."""
    words, nearness = heard
    found = _judge(holder, proposition, [words[i] for i in kept], nearness[list(kept)], bench)
    return replace(found, links=tuple(replace(link, statement=kept[link.statement]) for link in found.links))


def _judge(
    holder: str, proposition: str, words: Sequence[Words], nearness: NDArray[np.float32], bench: Bench
) -> Judgement:
    if len(weighty(proposition, holder)) < FEWEST_WORDS:
        words, nearness = (), nearness[:0]  # "No." says nothing that could be held against anything
    near = sorted(_distinct(words), key=lambda i: (-float(nearness[i]), words[i].text))[:NEAREST]
    chances = bench.entailment.chances([(f"{holder}: {words[i].text}", proposition) for i in near])
    for row, i in zip(chances, near, strict=True):
        neutral, support, against = guarded(row, signs(holder, proposition, words[i].text)).tolist()
        # What bears the proposition out is what the holder denied.
        row[:] = (neutral + against, 0.0, support) if words[i].denied else (neutral, support, against)
    links = links_of(near, chances, bench.least)
    if links:
        return Judgement(proposition, verdict_of(links, words), links[0].score, tuple(links))
    if not near or nearness[near[0]] < SUBJECT:
        return Judgement(proposition, Verdict.NO_RECORD, 0.0, ())
    return Judgement(proposition, Verdict.NOT_ON_RECORD, round(float(chances[:, 0].min()), DIGITS), ())


def guarded(chances: NDArray[np.float32], found: Signs) -> NDArray[np.float32]:
    """[3]: the model's chances of neutral, support, contradiction, with what the signs forbid, and what they show."""
    neutral, support, against = chances.tolist()
    against_it = found.opposed or found.denied or found.number_clash or found.question
    if found.number_missing or (against_it and found.covered >= GUARDED):
        neutral, support = neutral + support, 0.0
    support, against = max(support, same_words(found)), max(against, turned(found))
    return np.array([min(neutral, 1 - support, 1 - against), support, against], np.float32)


def same_words(found: Signs) -> float:
    """How surely a statement with these signs bears the proposition out; 0 when there is no saying."""
    if not found.covered or found.opposed or found.doubtful or found.denied or found.number_missing or found.question:
        return 0.0
    return BORNE_OUT_SCORE if found.aligned >= BORNE_OUT else 0.0


def turned(found: Signs) -> float:
    """How surely a statement with these signs excludes the proposition; 0 when there is no saying."""
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


def links_of(statements: Sequence[int], chances: NDArray[np.float32], least: Thresholds) -> list[Link]:
    """The links that are sure enough, strongest first; row n of `chances` is that of statement `statements[n]`."""
    links = []
    for i, (_, support, against) in zip(statements, chances.tolist(), strict=True):
        if support >= max(least.supports, against):
            links.append(Link(i, Relation.SUPPORTS, round(support, DIGITS)))
        elif against >= max(least.contradicts, support):
            links.append(Link(i, Relation.CONTRADICTS, round(against, DIGITS)))
    return sorted(links, key=lambda link: -link.score)


def verdict_of(links: Sequence[Link], words: Sequence[Words]) -> Verdict:
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


def _distinct(words: Sequence[Words]) -> list[int]:
    """Indexes of the words, one for all that read alike and are alike denied or not: the earliest dated, an undated one
    only if none is dated."""
    first: dict[tuple[str, bool], int] = {}
    for i in sorted(range(len(words)), key=lambda i: (words[i].said_on is None, words[i].said_on or "", i)):
        first.setdefault((plain(words[i].text), words[i].denied), i)
    return list(first.values())


@lru_cache(maxsize=20_000)  # a check asks for each of the holder's statements some five times
def plain(text: str) -> str:
    """The words of `text` in lower case, by which reprints are known."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def as_read(holder: str, said: Recorded, told: bool) -> Words:
    """A recorded statement as the judge is to read it; a refusal says so, and a denial when it is to be `told`."""
    put = CUES.get(said.polarity)
    if put is None or (said.polarity is Polarity.DENIED and not told):
        return Words(said.text, said.said_on, denied=said.polarity is Polarity.DENIED)
    form = put.get(said.language or "", put["en"])
    return Words(form.format(holder, bare(said.text)), said.said_on)


def _looked_at(statements: Sequence[Recorded]) -> LookedAt:
    dates = sorted(r.said_on for r in statements if r.said_on)
    return LookedAt(
        statements=len({plain(r.text) for r in statements}),
        outlets=len({r.outlet for r in statements if r.outlet}),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )
