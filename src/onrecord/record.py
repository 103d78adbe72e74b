"""The record: the one place that joins reading, extraction, people, the store and checking."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from onrecord import aliases, checking, decisions, people
from onrecord.attribution import Tagger
from onrecord.checking import Embedder
from onrecord.claims import claims_of
from onrecord.errors import ReadingError, RecordError, UnknownPerson
from onrecord.exports import Entry
from onrecord.extraction import entities_of, statements_of
from onrecord.model import (
    Action,
    Article,
    Basis,
    Checked,
    Claim,
    Dating,
    Decision,
    Entity,
    Explanation,
    Extract,
    Judgement,
    Person,
    Recorded,
    Suggestion,
    Words,
)
from onrecord.onnx import OnnxEmbedder, OnnxTagger
from onrecord.propositions import propositions
from onrecord.reading import read

if TYPE_CHECKING:  # SQLAlchemy takes a sixth of the time in which `extract` starts, which needs no record
    from onrecord.store import Store


class Models:
    """The models in the package, each loaded when first used and kept."""

    @cached_property
    def tagger(self) -> Tagger:
        return OnnxTagger()

    @cached_property
    def embedder(self) -> Embedder:
        return _Remembering(OnnxEmbedder())


class _Remembering:
    """An embedder that embeds no text twice: a check asks for the holder's statements once for every proposition."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, NDArray[np.float32]] = {}

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._embedder.embed(new), strict=True))
        return np.stack([self._known[text] for text in texts]) if texts else self._embedder.embed([])


SHIPPED = Models()

# The id of an entity that is not in the record; the record's begin with 1.
NEW = 0


def extract(source: Article | Path | str, models: Models = SHIPPED) -> list[Extract]:
    """The statements of an article, or of every article in a file or folder. Nothing is stored.

    Raises ReadingError for the first thing that cannot be read.
    """
    return [statements_of(article, models.tagger) for article in articles_in(source)]


def articles_in(source: Article | Path | str) -> Iterator[Article]:
    """`source` itself, or the articles of a file or folder. Raises ReadingError at the first that cannot be read."""
    for found in [source] if isinstance(source, Article) else read(Path(source)):
        if isinstance(found, Exception):
            raise found
        yield found


def judge(holder: str, claim: str, words: Sequence[Words], models: Models = SHIPPED) -> list[Judgement]:
    """What `words`, the holder's own, show on each proposition of `claim`. No record is needed."""
    parts = propositions(Claim(holder, claim))
    return [checking.judge(holder, part, words, models.embedder) for part in parts]


def check(claim: Claim | Article | Path | str, record: "Record | None" = None) -> list[Checked]:
    """The relayed claims of an article (or of a file's articles), or one typed Claim, held against `record`.

    Without a record an article is held against itself alone; a typed claim without one raises UnknownPerson.
    """
    if isinstance(claim, Claim):
        if record is None:
            raise UnknownPerson(f"{claim.holder}: a typed claim needs a record to be held against. Give one.")
        return [record.check(claim)]
    if record is not None:
        return [c for article in articles_in(claim) for c in record.check_article(article)]
    with open_record("sqlite://") as empty:
        return [c for article in articles_in(claim) for c in empty.check_article(article)]


def open_record(url: str | Path = "onrecord.db", create: bool = True, models: Models = SHIPPED) -> "Record":
    """Open the record at a file name or address (see store.open_store), as a context manager.

    Raises RecordError, whose text tells what to do.
    """
    from onrecord.store import open_store

    return Record(open_store(url, create), models)


class Record:
    """Articles, persons, statements, decisions and findings over one store.

    Wherever a person is asked for, `name` is a name in any spelling, "#" and the number that `people` gives (it may
    change when articles are added), or a mention of a statement's speaker: the first 16 hex digits of the article's
    id, a colon, and the name there.
    """

    def __init__(self, store: "Store", models: Models = SHIPPED) -> None:
        self.store = store
        self._models = models

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.store.close()

    def add(self, article: Article) -> bool:
        """Put an article, its statements and their speakers into the record: all of it or nothing. False when it is
        there already."""
        if self.store.has(article.id):
            return False
        found = statements_of(article, self._models.tagger)
        return self.store.add(found, entities_of(found))

    def take(self, found: Extract) -> bool:
        """Put an article whose statements are known already into the record. False when it is there already."""
        return self.store.add(found, entities_of(found))

    def entries(self) -> Iterator[Entry]:
        """Every article with its statements, as exports take them."""
        self.settle()
        persons = {person.id: person for person in self.store.people()}
        holders = {e.mention: persons[i] for i, entities in self.store.all_entities().items() for e in entities}
        for article in self.store.articles():
            yield Entry.of(article, self.store.statements_of(article.id), holders)

    def settle(self) -> None:
        """Join the speakers of newly added articles into persons. Every question asks for it by itself; after many
        additions it saves the first question the wait."""
        self.store.settle()

    def people(self, name: str | None = None) -> list[Person]:
        """All persons, most quoted first; or those whom `name` may mean, best first."""
        self.settle()
        if name is None:
            return self.store.people()
        if (pointed := self._pointed(name)) is not None:
            return [pointed]
        known = self.store.grounds()
        return people.find(name, self.store.people(people.query_keys(name, known)), known.aliases)

    def mentions(self, person: Person) -> list[Entity]:
        """The speakers of articles who are held to be that person, each with the ground."""
        return self.store.entities(person.id)

    def suggestions(self) -> list[Suggestion]:
        """Persons who may be one but lack grounds to be joined without a decision, with what speaks for it."""
        self.settle()
        entities = self.store.all_entities()
        return people.suggest([(p, entities.get(p.id, [])) for p in self.store.people()], self.store.grounds())

    # --- decisions: rows of a log that is only ever added to

    def merge(self, one: str, other: str, by: str, why: str) -> Decision:
        """Decide that two persons are one: all their mentions so far, and whoever is joined with one of them.

        Raises UnknownPerson when either is nobody in the record or several, RecordError when both are one already.
        """
        persons = [self._meant(one), self._meant(other)]
        if persons[0].id == persons[1].id:
            raise RecordError(f"{one} and {other} are one person in the record already: {persons[0].name}.")
        mentions = [[e.mention for e in self.mentions(person)] for person in persons]
        return self._decide(Action.MERGE, {"names": [p.name for p in persons], "mentions": mentions}, by, why)

    def split(self, name: str, off: str, by: str, why: str) -> Decision:
        """Decide that some of a person's mentions are somebody else's: those under the name `off`, or the one mention
        that it is. Raises UnknownPerson, and RecordError when `off` is none of theirs, or all."""
        person = self._meant(name)
        mentions = self.mentions(person)
        apart = [e for e in mentions if off in (e.mention, e.name)]
        if not apart:
            known = ", ".join(person.names)
            raise RecordError(
                f"{person.name} has no mention {off}. See `onrecord people --why`; the names are: {known}."
            )
        rest = [e for e in mentions if e not in apart]
        if not rest:
            raise RecordError(f"{person.name} has no other mentions than {off}: there is nothing to split.")
        sides = [[e.mention for e in side] for side in (apart, rest)]
        return self._decide(Action.SPLIT, {"names": [apart[0].name, rest[0].name], "mentions": sides}, by, why)

    def correct_speaker(self, statement: str, speaker: str, by: str, why: str) -> Decision:
        """Decide who made a statement: a speaker of its article by the name there, a person of the record, or somebody
        new under a full name. Raises RecordError without such a statement, UnknownPerson when several may be meant."""
        self.settle()
        here = self.store.entities_of(self._statement(statement).article)
        what: dict[str, object] = {"statement": statement, "speaker": speaker}
        if speaker not in {e.name for e in here}:
            known = [self._meant(speaker)] if self.people(speaker) else []
            for person in known:
                first = self.mentions(person)[0]
                what |= {"speaker": person.name, "organisation": person.organisation}
                if person.name not in {e.name for e in here}:
                    what["same_as"] = first.mention
        return self._decide(Action.CORRECT, what, by, why)

    def correct_date(self, statement: str, said_on: str | None, by: str, why: str) -> Decision:
        """Decide when a statement was made: an ISO prefix, or None for a date that is not known."""
        return self._decide(Action.CORRECT, {"statement": statement, "said_on": said_on}, by, why)

    def reject(self, statement: str, by: str, why: str) -> Decision:
        """Decide that a statement was read out of its article wrongly: only `explain` shows it from then on."""
        return self._decide(Action.CORRECT, {"statement": statement, "rejected": True}, by, why)

    def retract(self, number: int, by: str, why: str) -> Decision:
        """Put a decision out of force; to retract a retraction puts it in force again. Raises RecordError when there is
        no such decision in force."""
        return self._decide(Action.RETRACT, {"decision": number}, by, why)

    def use_aliases(self, file: Path, by: str) -> Decision | None:
        """Take over an alias file (see aliases.py), when it says anything else than the one taken over last; an empty
        one ends its use. Raises ReadingError, which names the file and line, when it cannot be read."""
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise ReadingError(f"{file}: cannot be read ({error}). Give an alias file in UTF-8.") from None
        lines = aliases.parse(text, str(file))
        if lines == decisions.aliases(self.log()).persons:
            return None
        what = {"file": str(file), "persons": aliases.as_json(lines)}
        return self._decide(Action.ALIASES, what, by, f"the alias file {file.name}")

    def log(self) -> list[Decision]:
        """All decisions, oldest first, those that were retracted too."""
        return self.store.log()

    def _decide(self, action: Action, what: Mapping[str, object], by: str, why: str) -> Decision:
        if not (by.strip() and why.strip()):
            raise RecordError("A decision needs somebody who takes it and a reason: give --by and --why.")
        self.settle()
        return self.store.decide(action, what, by.strip(), why.strip())

    def explain(self, statement: str) -> Explanation:
        """Why a statement is held to be its speaker's and of its date. Raises RecordError when it is not there."""
        from onrecord.store.prepare import text_sha256

        self.settle()
        shown = self._statement(statement)
        read = self.store.as_read(statement)
        article = self.store.article(shown.article)
        assert read is not None and article is not None
        mention = next((e for e in self.store.entities_of(article.id) if e.name == shown.speaker), None)
        person = None if mention is None else self.store.person_of(mention.id)
        own: set[str] = set() if person is None else {e.mention for e in self.mentions(person)}
        return Explanation(
            statement=shown,
            as_read=read,
            article=article,
            text_sha256=text_sha256(article.text),
            source=" … ".join(article.text[b:e] for b, e in shown.source),
            cue=" … ".join(article.text[b:e] for b, e in shown.cue),
            mention=mention,
            said_there=tuple(
                " … ".join(article.text[b:e] for b, e in s.source)
                for s in self.store.statements_of(article.id)
                if s.speaker is not None and s.speaker == shown.speaker and s.id != shown.id and s.source
            ),
            person=person,
            decisions=tuple(decisions.about(self.log(), statement, own)),
        )

    def _statement(self, statement: str) -> Recorded:
        found = self.store.statement(statement)
        if found is None:
            raise RecordError(f"There is no statement {statement} in the record. `--json` shows the ids of statements.")
        return found

    def said(
        self, name: str, about: str | None = None, since: str | None = None, until: str | None = None
    ) -> list[Recorded]:
        """What a person said first-hand, by date; with `about`, only what is on that subject, by word or by meaning.

        Raises UnknownPerson when nobody of that name is in the record, or several are.
        """
        person = self._meant(name)
        found = self.store.statements(person.id, True, since, until)
        if about is not None:
            by_word = {s.id for s in self.store.search(about, len(found) or 1, person.id, True)}
            near = checking.on_subject(about, [s.context for s in found], self._models.embedder)
            found = [s for s, is_near in zip(found, near, strict=True) if is_near or s.id in by_word]
        return sorted(found, key=lambda s: (s.said_on is None, s.said_on or ""))

    def search(self, text: str, limit: int = 20) -> list[Recorded]:
        """The statements that hold the words of `text`, in any of their forms, best first."""
        return self.store.search(text, limit)

    def check(self, claim: Claim) -> Checked:
        """A claim held against what its holder said first-hand. A holder not in the record has no record.

        Raises UnknownPerson when several people have the holder's name.
        """
        persons = self.people(claim.holder)
        return self._checked(claim, [self._meant(claim.holder)] if persons else [], [])

    def check_article(self, article: Article) -> list[Checked]:
        """Every relayed claim in an article, held against the record plus the article itself. Nothing is stored."""
        found = statements_of(article, self._models.tagger)
        entities = {entity.name: entity for entity in entities_of(found)}
        self.settle()
        from onrecord.store import open_store

        with open_store("sqlite://") as beside:
            beside.add(found, list(entities.values()))
            here = beside.statements_of(article.id)
        found, here = _overlaid(found, here, self.store.statements_of(article.id))
        out = []
        for claim in claims_of(article, found.statements):
            persons = self._same_as(entities.get(claim.holder) or Entity(0, article.id, claim.holder, False, ()))
            out.append(self._checked(claim, persons, [s for s in here if s.speaker == claim.holder]))
        return out

    def verify(self) -> Iterator[str]:
        """A sentence for everything in the record that is not as it was written."""
        return self.store.verify()

    def _checked(self, claim: Claim, persons: Sequence[Person], here: Sequence[Recorded]) -> Checked:
        """`claim` against the statements of `persons` and those of the article it stands in."""
        stored = [s for p in persons for s in self.store.statements(p.id) if s.article != claim.article]
        known = [*here, *stored]
        own = [s for s in known if s.basis is Basis.FIRST_HAND]
        others = [s for s in known if s.basis is Basis.RELAYED]
        return checking.check(claim, own, others, self._models.embedder)

    def _pointed(self, name: str) -> Person | None:
        """The person whom a number ("#12") or a mention points to; None for what is neither, or points to nobody."""
        if re.fullmatch(r"#\d{1,9}", name):
            return self.store.person(int(name[1:]))
        entity = self.store.mentioned(name) if re.match(r"[0-9a-f]{16}:", name) else None
        return self.store.person_of(entity.id) if entity else None

    def _meant(self, name: str) -> Person:
        """Whom a typed name means. Raises UnknownPerson when nobody has it, or several have it equally well."""
        persons = self.people(name)
        if not persons:
            raise UnknownPerson(f"{name}: nobody of that name is in the record. See `onrecord people`.")
        rivals = people.rivals(name, persons, self.store.grounds().aliases)
        if rivals:
            listed = ", ".join(f"{p.name} (#{p.id})" for p in [persons[0], *rivals])
            raise UnknownPerson(
                f"{name}: several people of that name are in the record: {listed}. Give a full name, or the number."
            )
        return persons[0]

    def _same_as(self, entity: Entity) -> list[Person]:
        """The persons of the record whom a speaker of an article outside it would be joined with."""
        grounds = self.store.grounds()
        near = people.keys(entity, grounds) | people.query_keys(entity.name, grounds)
        known = {
            e.id: (e, person)
            for person in self.store.people(near)
            for e in self.store.entities(person.id)
            if e.article != entity.article
        }
        groups = people.cluster([*(e for e, _ in known.values()), replace(entity, id=NEW)], grounds)
        group = next(g for g in groups if NEW in g.entities)
        return list({known[i][1].id: known[i][1] for i in group.entities if i != NEW}.values())


def _overlaid(found: Extract, here: Sequence[Recorded], recorded: Sequence[Recorded]) -> tuple[Extract, list[Recorded]]:
    """What was found in an article just now, with what people corrected in it when it was `recorded`, if it was. A
    statement that they struck out is nobody's, and makes no claim."""
    corrected = {(s.cue, s.content): s for s in recorded if s.corrections}
    statements = []
    for statement in found.statements:
        known = corrected.get((statement.attribution.cue, statement.attribution.content))
        if known is not None:
            name = None if known.rejected else known.speaker
            statement = replace(
                statement,
                speaker=replace(statement.speaker, name=name, why=known.speaker_why),
                relayed_by=known.relayed_by,
                basis=known.basis,
                dating=Dating(known.said_on, known.said_on_basis),
            )
        statements.append(statement)
    shown = [corrected.get((s.cue, s.content), s) for s in here]
    return replace(found, statements=tuple(statements)), [s for s in shown if not s.rejected]
