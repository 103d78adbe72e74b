"""The words of onrecord: plain frozen values that flow from step to step.

Every span is a pair (begin, end) of code-point offsets into an article's text, end exclusive. Every date is an ISO
prefix ("2023", "2023-02", "2023-02-02") with the precision that its source gave.
"""

from dataclasses import dataclass
from enum import StrEnum

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
class Article:
    """One text as published. `id` is the SHA-256 of its content in hex; the text is never altered.

    `published_from` tells where the date came from ("json-ld", "meta", "text", ...); `origin` is the file or address
    that it was read from. `opinion` marks a piece that calls itself opinion or blog.
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
    """

    name: str | None
    why: str
    organisation: bool = False
    roles: tuple[str, ...] = ()


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
    """A holder's own words as the judge sees them: the text to weigh and its date (ISO prefix or None)."""

    text: str
    said_on: str | None = None


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
    it is stored), `around` the other names in the article, by which two people of one name are told apart."""

    id: int
    article: str
    name: str
    organisation: bool
    roles: tuple[str, ...]
    around: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A person or organisation in the record: entities that are held to be one, and why. `entities` are their ids,
    given where persons are made; the record tells them by itself (Store.entities)."""

    id: int
    name: str
    names: tuple[str, ...]
    roles: tuple[str, ...]
    organisation: bool
    why: str
    entities: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """A statement as the record holds it, with what is needed to show and weigh it. `id` is stable: the first 16 hex
    digits of the article's id, a dash, and the statement's place in the article. `text` is the exact words of its
    content, pieces joined by " … "; `context` the sentence or two around them."""

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
class Finding:
    """The verdict on one proposition, with the evidence for it. `nearest` are the holder's own statements nearest to it
    in meaning that no relation was found for, best first: shown, so that a reader can judge where onrecord does not.
    `second_hand` are statements that others ascribe to the holder: shown, never counted."""

    proposition: str
    verdict: Verdict
    score: float
    evidence: tuple[Evidence, ...]
    nearest: tuple[Recorded, ...]
    second_hand: tuple[Recorded, ...]
    looked_at: LookedAt


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim with a finding for each proposition in it."""

    claim: Claim
    findings: tuple[Finding, ...]
