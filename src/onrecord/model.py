"""The words of onrecord: plain frozen values that flow from step to step.

Every span is a pair (begin, end) of code-point offsets into an article's text, end exclusive. Every date is an ISO
prefix ("2023", "2023-02", "2023-02-02") with the precision that its source gave.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Span = tuple[int, int]


class Kind(StrEnum):
    """How the content of an attribution is given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Polarity(StrEnum):
    """What the cue does with its content."""

    SAID = "said"
    DENIED = "denied"
    ASKED = "asked"
    REFUSED = "refused"


class Basis(StrEnum):
    """Whether a statement reaches us from its speaker's own mouth or through others."""

    FIRST_HAND = "first_hand"
    RELAYED = "relayed"


class Verdict(StrEnum):
    """What the record shows on one proposition about a holder. See docs/design.md; there are no others."""

    ON_RECORD = "on_record"
    CONTRADICTED = "contradicted"
    CHANGED = "changed"
    NOT_ON_RECORD = "not_on_record"
    NO_RECORD = "no_record"


class Relation(StrEnum):
    """What a statement does to a proposition."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes that an article was read from, unpacked, with their SHA-256 in hex and what kind of content they are
    ("plain text", "JSON", …). Articles of one JSON document share them."""

    sha256: str
    kind: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Article:
    """One text as published. `id` is the SHA-256 of its content in hex; the text is never altered.

    `published_from` tells where the date came from ("json-ld", "meta", "text", ...); `origin` is the file or address
    that it was read from. `opinion` marks a piece that calls itself opinion or blog. `imported` is the collection that
    it was imported from, if it was; `raw` what it was read from, as it was read, while it is on its way into a record.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    published_from: str | None = None
    language: str | None = None
    url: str | None = None
    origin: str | None = None
    opinion: bool = False
    imported: str | None = None
    raw: Raw | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source - cue - content triple (PARC / PolNeAR). Each role is a tuple of spans in text order; source may be
    empty. `parent` is the index, in the article's list, of the attribution in whose content this one lies."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Kind
    parent: int | None
    score: float


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a source is, as far as its article tells: the fullest name used there, or None when it stays unresolved.

    `roles` are the titles the article gives them ("foreign minister"); `why` says in words how the name was found.
    `probability` is that of the name, where a collection gives one.
    """

    name: str | None
    why: str
    organisation: bool = False
    roles: tuple[str, ...] = ()
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Dating:
    """When something was said: an ISO prefix (or None) and, in words, what it rests on."""

    said_on: str | None
    basis: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution resolved. `relayed_by` names the relayers, outermost first (None for one left unresolved);
    it is empty when the statement is first-hand. `parent` is an index into the statements of the same article."""

    attribution: Attribution
    speaker: Speaker
    relayed_by: tuple[str | None, ...]
    basis: Basis
    polarity: Polarity
    dating: Dating
    occasion: str | None


@dataclass(frozen=True, slots=True)
class Extract:
    """An article with the statements found in it, in text order of their cues."""

    article: Article
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A holder's own words as the judge sees them: the text to weigh, its date (ISO prefix or None), and whether it is
    what the holder denied."""

    text: str
    said_on: str | None = None
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """One statement's relation to one proposition: `statement` is an index into the words that were judged."""

    statement: int
    relation: Relation
    score: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one proposition against given words, with the links it rests on, strongest first."""

    proposition: str
    verdict: Verdict
    score: float
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """One speaker as one article knows them: the raw material of persons. `id` is the record's row number (0 before
    it is stored), `around` the other names in the article, by which two people of one name are told apart. `ground`
    says in words why it is held to be its person; it is empty before that is settled, and for the first of a person."""

    id: int
    article: str
    name: str
    organisation: bool
    roles: tuple[str, ...]
    around: tuple[str, ...] = ()
    ground: str = ""

    @property
    def mention(self) -> str:
        """What decisions call it by: the first 16 hex digits of the article's id, a colon, and the name there. It
        stays the same when persons are derived anew and when the article is read again."""
        return mention(self.article, self.name)


def mention(article: str, name: str) -> str:
    """What decisions call the speaker of that name in an article by: see Entity.mention."""
    return f"{article[:16]}:{name}"


@dataclass(frozen=True, slots=True)
class Person:
    """A person or organisation in the record: entities that are held to be one, and why. `wikidata` is the id that an
    alias file gives. `entities` are their ids, and `grounds` why each is held to be this person, given where persons
    are made; the record tells them by itself (Store.entities)."""

    id: int
    name: str
    names: tuple[str, ...]
    roles: tuple[str, ...]
    organisation: bool
    why: str
    entities: tuple[int, ...] = ()
    wikidata: str | None = None
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two persons who may be one, and what speaks for it: too little for a merge without a decision."""

    one: Person
    other: Person
    why: str


class Action(StrEnum):
    """What a decision does."""

    MERGE = "merge"
    SPLIT = "split"
    CORRECT = "correct"
    ALIASES = "aliases"
    FORGET = "forget"
    RETRACT = "retract"


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the log: what somebody decided, when (UTC, ISO 8601) and why. Rows are only ever added.

    `what` is JSON, by action: MERGE and SPLIT {"names": [one, other], "mentions": [[…], […]]} (the mentions of
    `Entity.mention` that are one person, or two); CORRECT {"statement": id} with "speaker" (and "same_as", a mention
    of the person meant), "said_on" (null for no date) or "rejected"; ALIASES {"file", "persons": [{"names",
    "wikidata"}]}; FORGET {"article": id, "text_sha256", "sha256", "source", "statements": [[id, sha256], …]}, the
    hashes of what was deleted; RETRACT {"decision": number}. `previous` is the SHA-256 of the row before, `sha256` that
    of this.
    """

    number: int
    at: str
    by: str
    action: Action
    why: str
    what: Mapping[str, Any]
    previous: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a decision changed in a statement as it is shown, in words ("speaker: Jon Ott → Mara Lind")."""

    decision: int
    by: str
    at: str
    why: str
    words: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """A statement as the record holds it, with what is needed to show and weigh it. `id` is stable: the first 16 hex
    digits of the article's id, a dash, and the statement's place in the article. `text` is the exact words of its
    content, pieces joined by " … "; `context` the sentence or two around them. `speaker_why` says how the speaker was
    found, and `speaker_probability` how likely the collection holds that, which it was `imported` from, if any. Where
    people corrected it, the corrected values stand here, and `corrections` tell what was changed;
    `rejected` marks one that they struck out."""

    id: str
    article: str
    title: str | None
    outlet: str | None
    origin: str | None
    published: str | None
    language: str | None
    opinion: bool
    speaker: str | None
    text: str
    context: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Kind
    polarity: Polarity
    basis: Basis
    relayed_by: tuple[str | None, ...]
    said_on: str | None
    said_on_basis: str | None
    occasion: str | None
    score: float
    speaker_why: str = ""
    corrections: tuple[Correction, ...] = ()
    rejected: bool = False
    imported: str | None = None
    speaker_probability: float | None = None


class By(StrEnum):
    """What statements are searched by: their words, their meaning, or both, one ranking fused with the other."""

    WORDS = "words"
    MEANING = "meaning"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Query:
    """What to search for. `text` holds words, found in any of their forms; "a phrase" in quotation marks, found as it
    stands; and beginnings of words with an asterisk (`sanction*`). The rest narrows: a person, an outlet (its name, or
    a part of it, in any case), dates (ISO prefixes, both inclusive) on which it was said or, where that is not known,
    published, a language (ISO 639-1), and whether only first-hand statements are wanted."""

    text: str
    by: By = By.BOTH
    person: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    language: str | None = None
    first_hand: bool = False
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A statement that a search found. `hits` are the spans of its text that have the words sought; `snippet` is the
    passage of its text or surroundings that shows most of them, `marks` their spans there. `reprints` counts other
    statements in the same words that would have been shown. `nearness` is the cosine of its meaning to that of the
    query, where it was found by meaning."""

    statement: Recorded
    snippet: str
    marks: tuple[Span, ...] = ()
    hits: tuple[Span, ...] = ()
    reprints: int = 0
    nearness: float | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a statement is held to be its speaker's and of its date. `source` and `cue` are the words of the article;
    `mention` is the speaker as the article knows them, `said_there` the sources of all statements there that were
    taken for them; `person` whom they are held to be. `article` has its text, whose SHA-256 is `text_sha256`.
    `as_read` is the statement before corrections, `decisions` all that touch it or its person."""

    statement: Recorded
    as_read: Recorded
    article: Article
    text_sha256: str
    source: str
    cue: str
    mention: Entity | None
    said_there: tuple[str, ...]
    person: Person | None
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition that somebody says a holder said or thinks: `relayer` is None when a user typed it. `on` is the
    date it was made (ISO prefix). `article` and `content` tell where it stands, when it stands in an article;
    `polarity` is that of its cue ("denied that …")."""

    holder: str
    text: str
    on: str | None = None
    relayer: str | None = None
    article: str | None = None
    content: tuple[Span, ...] | None = None
    language: str | None = None
    polarity: Polarity = Polarity.SAID


@dataclass(frozen=True, slots=True)
class Evidence:
    """A holder's own statement that bears on a proposition. One made after the claim is shown, but never counts."""

    statement: Recorded
    relation: Relation
    score: float
    after_claim: bool


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What a finding rests on: how many first-hand statements of the holder, of how many outlets, from when to when."""

    statements: int
    outlets: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Voiced:
    """Who said what a proposition says, on which day (ISO prefix): in the words of `statement`, or, when that is None,
    in the claim itself."""

    who: str
    on: str
    statement: Recorded | None


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a second judge, one that does not come with onrecord, makes of a proposition; `judge` names it and where it
    runs. The verdict follows from the evidence by the same rules, and the evidence is the holder's own words."""

    judge: str
    verdict: Verdict
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one proposition, with the evidence for it. `nearest` are the holder's own statements nearest to it
    in meaning that no relation was found for, best first: shown, so that a reader can judge where onrecord does not.
    `second_hand` are statements that others ascribe to the holder: shown, never counted. `first` tells who said it
    first and who after that, holder and relayer, where both did and the dates tell. `second` is the opinion of a second
    judge, where one was asked."""

    proposition: str
    verdict: Verdict
    score: float
    evidence: tuple[Evidence, ...]
    nearest: tuple[Recorded, ...]
    second_hand: tuple[Recorded, ...]
    looked_at: LookedAt
    first: tuple[Voiced, Voiced] | None = None
    second: Opinion | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that a claim is held against: the holder's own first-hand statements, those that others ascribe to the
    holder, and the relayer's own first-hand ones, which only tell who said a thing first."""

    own: tuple[Recorded, ...] = ()
    second_hand: tuple[Recorded, ...] = ()
    relayers_own: tuple[Recorded, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim with a finding for each proposition in it, and the dossier that it was held against."""

    claim: Claim
    findings: tuple[Finding, ...]
    dossier: Dossier = field(default=Dossier(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Check:
    """A check as the record keeps it, to be replayed: see replay.py, which writes and reads it.

    `id` is the first 16 hex digits of a SHA-256 over all of it but `at`: the same check of the same record has the same
    id. `models` are the SHA-256 of the weights that judged, `settings` the thresholds, by name. `answer` is JSON: the
    claims with their findings, statements by their ids. `dossiers` are JSON under their SHA-256: the ids of what was
    looked at, and whole statements where the record does not hold them just so. `answer_sha256` is that of the JSON
    line shown.
    """

    id: str
    at: str
    version: str
    models: Mapping[str, str]
    settings: Mapping[str, Any]
    answer: str
    answer_sha256: str
    dossiers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Replayed:
    """A kept check given again. `sentences` tell what stands in the way of giving or computing it to the letter;
    `computed` whether it was computed anew on the statements it had looked at, with the same findings."""

    check: Check
    checked: tuple[Checked, ...]
    computed: bool
    sentences: tuple[str, ...]
