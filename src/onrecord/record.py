"""The record: the one place that joins reading, extraction, people, the store and checking."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from onrecord import aliases, checking, decisions, firsts, people, replay, second
from onrecord.attribution import Tagger
from onrecord.checking import SURE, Bench, Embedder, Entailment
from onrecord.claims import claims_of
from onrecord.errors import ReadingError, RecordError, UnknownPerson
from onrecord.exports import Entry
from onrecord.extraction import entities_of, statements_of
from onrecord.model import (
    Action,
    Article,
    Basis,
    By,
    Check,
    Checked,
    Claim,
    Dating,
    Decision,
    Dossier,
    Entity,
    Explanation,
    Extract,
    Found,
    Judgement,
    Person,
    Query,
    Recorded,
    Replayed,
    Suggestion,
    Words,
)
from onrecord.onnx import OnnxEmbedder, OnnxEntailment, OnnxTagger, weights
from onrecord.passages import pieces
from onrecord.propositions import propositions
from onrecord.reading import read
from onrecord.replay import MadeWith

if TYPE_CHECKING:  # SQLAlchemy takes a sixth of the time in which `extract` starts, which needs no record
    from onrecord.second import SecondJudge
    from onrecord.store import Store, Vectors


class Models:
    """The models in the package, each loaded when first used and kept."""

    @cached_property
    def tagger(self) -> Tagger:
        return OnnxTagger()

    @cached_property
    def embedder(self) -> "NamedEmbedder":
        return _Remembering(OnnxEmbedder())

    @cached_property
    def entailment(self) -> Entailment:
        return OnnxEntailment()

    @property
    def judging(self) -> dict[str, str]:
        """The SHA-256 of the weights that a check rests on, by name of model: all but the tagger's."""
        return {name: sha256 for name, sha256 in weights().items() if name != "tagger"}


class NamedEmbedder(Embedder, Protocol):
    """An embedder whose vectors can be kept: `model` is the SHA-256 of what makes them, and they lie around `mean`."""

    @property
    def model(self) -> str: ...

    @property
    def mean(self) -> NDArray[np.float32]: ...


class _Remembering:
    """An embedder that embeds no text twice: a check asks for the holder's statements once for every proposition."""

    # Vectors kept in memory, of 1.5 kB each: more than any check asks for, and little beside the models.
    MOST = 20_000

    def __init__(self, embedder: NamedEmbedder) -> None:
        self._embedder = embedder
        self._known: dict[str, NDArray[np.float32]] = {}

    @property
    def model(self) -> str:
        return self._embedder.model

    @property
    def mean(self) -> NDArray[np.float32]:
        return self._embedder.mean

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if len(self._known) > self.MOST:
            self._known.clear()
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
    bench = Bench(models.embedder, models.entailment)
    return [checking.judge(holder, part, words, bench) for part in propositions(Claim(holder, claim))]


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
        from onrecord.store.prepare import joined

        found = statements_of(article, self._models.tagger)
        words = [joined(article.text, s.attribution.content) for s in found.statements]
        return self.store.add(found, entities_of(found), meanings=self._vectors(words))

    def take(self, found: Extract) -> bool:
        """Put an article whose statements are known already into the record. False when it is there already. Their
        vectors are left to `index`: collections have millions of them."""
        return self.store.add(found, entities_of(found))

    def index(self) -> Iterator[int]:
        """Compute the vectors of all statements that have none, so that search by meaning finds them and checks need
        not; yields how many were done, after every few. What is done stays done when it is interrupted."""
        last = 0
        while some := self.store.lacking(self._models.embedder.model, last):
            numbers, words = zip(*some, strict=True)
            self.store.put_vectors(numbers, self._vectors(words))
            last = numbers[-1]
            yield len(numbers)
        self.sort()

    def sort(self) -> None:
        """Get newly added statements ready for search by meaning among many. Search finds them anyway; after many
        additions this saves it the time of going through them one by one."""
        self.store.sort(self._models.embedder.model, self._models.embedder.mean)

    def unindexed(self) -> int:
        """How many statements `index` would compute vectors for."""
        return self.store.count_lacking(self._models.embedder.model)

    def _vectors(self, texts: Sequence[str]) -> "Vectors":
        """The vectors of statements with those texts."""
        from onrecord.store import Vectors

        embedder = self._models.embedder
        cut = [[checking.PREFIX + piece for piece in pieces(text)] if text else [] for text in texts]
        return Vectors(embedder.model, [embedder.embed(each) for each in cut])

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

    def forget(self, article: str, by: str, why: str) -> Decision:
        """Delete an article's words for good, its statements and speakers with them: its row and hashes are left, and
        it is not read again. `article` is its id, the first 8 digits or more of that, or its address. For one that is
        forgotten already, the database's files are only swept once more.

        Raises RecordError when there is no such article, or several, and when traces are left while others use the
        record.
        """
        article_id = self._article(article)
        taken = self.store.forgotten(article_id) or self._decide(Action.FORGET, {"article": article_id}, by, why)
        try:
            self.store.sweep()
        except RecordError as error:
            raise RecordError(
                f"Article {article_id} is forgotten (decision {taken.number}), but traces of its words may be left in "
                f"the database's files: {error} Run the same command again when that is mended."
            ) from error
        return taken

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
        read = self.store.as_read([statement])[statement]
        article = self.store.article(shown.article)
        assert article is not None
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
        if found is not None:
            return found
        if (taken := self.store.forgotten(statement.rpartition("-")[0])) is not None:
            raise RecordError(f"The article of statement {statement} is forgotten, by {decisions.told(taken)}")
        raise RecordError(f"There is no statement {statement} in the record. `--json` shows the ids of statements.")

    def _article(self, article: str) -> str:
        """The id of the article that is meant."""
        found = self.store.named(article)
        if not found:
            raise RecordError(
                f"{article}: no article of that id or address is in the record. Give its id, at least the first 8 "
                "digits: `explain` and --json show it."
            )
        if len(found) > 1:
            raise RecordError(f"{article}: several articles are meant: {', '.join(found)}. Give more of the id.")
        return found[0]

    def said(
        self, name: str, about: str | None = None, since: str | None = None, until: str | None = None
    ) -> list[Recorded]:
        """What a person said first-hand, by date; with `about`, only what is on that subject, by word or by meaning.

        Raises UnknownPerson when nobody of that name is in the record, or several are.
        """
        person = self._meant(name)
        found = self.store.statements(person.id, True, since, until)
        if about is not None:
            from onrecord.store.terms import bearing

            by_word = bearing(about, [(s.context, s.language) for s in found])
            near = checking.on_subject(about, [s.context for s in found], self._models.embedder)
            found = [s for s, is_near, bears in zip(found, near, by_word, strict=True) if is_near or bears]
        return sorted(found, key=lambda s: (s.said_on is None, s.said_on or ""))

    def search(self, query: Query | str) -> list[Found]:
        """The statements that answer a query, or hold the words of a text or are near to it in meaning; best first.

        Raises UnknownPerson when the query names nobody in the record, or several.
        """
        asked = Query(query) if isinstance(query, str) else query
        self.settle()
        person = None if asked.person is None else self._meant(asked.person).id
        meaning = None
        if asked.by is not By.WORDS:
            from onrecord.store import Meaning

            embedder = self._models.embedder
            meaning = Meaning(embedder.model, embedder.mean, embedder.embed([checking.PREFIX + asked.text])[0])
        return self.store.search(asked, person, meaning)

    def check(self, claim: Claim) -> Checked:
        """A claim held against what its holder said first-hand. A holder not in the record has no record.

        Raises UnknownPerson when several people have the holder's name.
        """
        persons = self.people(claim.holder)
        return self._checked(claim, [self._meant(claim.holder)] if persons else [])

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
        claims = claims_of(article, found.statements)
        names = {name for c in claims for name in (c.holder, c.relayer) if name is not None}
        same = {n: self._same_as(entities.get(n) or Entity(NEW, article.id, n, False, ())) for n in names}
        return [self._checked(c, same[c.holder], same[c.relayer] if c.relayer else (), here) for c in claims]

    def second(self, checked: Checked, judge: "SecondJudge") -> Checked:
        """The same findings with the opinion of a second judge beside each, on the holder's own statements. Raises
        JudgeError when it gives none that can be used; the findings stay what they are."""
        return second.with_opinions(checked, judge, self._bench(checked.claim, checked.dossier.own))

    def keep(self, checked: Sequence[Checked]) -> Check | None:
        """Keep a check, with all that it needs to be replayed; None where there is nothing to keep it in."""
        if not (checked and self.store.lasting):
            return None
        articles = {c.claim.article for c in checked if c.claim.article is not None}
        here = {s.id: s for article in articles for s in self.store.statements_of(article)}

        def held(s: Recorded) -> bool:
            return not s.corrections and (s.article not in articles or here.get(s.id) == s)

        check = replay.kept(checked, held, datetime.now(UTC).isoformat(timespec="seconds"), self.made_with())
        self.store.keep(check)
        return check

    def checks(self) -> list[Check]:
        """All kept checks, oldest first."""
        return self.store.checks()

    def replay(self, check_id: str) -> Replayed:
        """Give a kept check again, by its id or the beginning of it, and compute it anew on the statements that it had
        looked at. Raises RecordError when there is no such check, or what it quoted was forgotten."""
        found = self.store.checks(check_id.strip())
        if len(found) != 1 or not check_id.strip():
            what = f"{len(found)} checks in the record begin" if found else "No check in the record begins"
            raise RecordError(f"{what} with {check_id!r}. `onrecord replay` lists them.")
        (check,) = found
        if not check.answer:
            raise RecordError(
                f"Check {check.id} of {check.at} quoted an article that was forgotten: only its hashes are left."
            )
        try:
            checked = replay.restored(check, self.store.as_read(replay.looked_at(check)))
        except (KeyError, ValueError, TypeError) as error:
            raise RecordError(f"Check {check.id} cannot be given again ({error}). Run `onrecord verify`.") from None
        return self._replayed(check, checked)

    def _replayed(self, check: Check, checked: Sequence[Checked]) -> Replayed:
        if not replay.in_full(check, checked):
            told = "Articles that it shows words of were forgotten since: this is what is left of it."
            return Replayed(check, tuple(checked), False, (told,))
        if unlike := replay.unlike(check, self.made_with()):
            told = f"It was made with other {' and other '.join(unlike)}: it is given as it was, not computed anew."
            return Replayed(check, tuple(checked), False, (told,))
        anew = [self.held(c.claim, c.dossier) for c in checked]
        others = [f"Computed anew, this comes out otherwise: {p}" for p in replay.differing(checked, anew)]
        return Replayed(check, tuple(checked), not others, tuple(others))

    def made_with(self) -> MadeWith:
        """What checks are made with: the version of onrecord, its models' hashes, and the settings."""
        # Whatever stands as a number in the judge's own file decides with it.
        numbers = {n: v for n, v in vars(checking).items() if n.isupper() and isinstance(v, int | float)}
        return version("onrecord"), self._models.judging, {**numbers, "SURE": asdict(SURE)}

    def verify(self) -> Iterator[str]:
        """A sentence for everything in the record that is not as it was written."""
        return self.store.verify()

    def _checked(
        self, claim: Claim, holders: Sequence[Person], relayers: Sequence[Person] = (), here: Sequence[Recorded] = ()
    ) -> Checked:
        """`claim` against what its holder and relayer said: those persons, in the record and in the article that the
        claim stands in."""

        def known(name: str | None, persons: Sequence[Person], basis: Basis) -> tuple[Recorded, ...]:
            told = [s for s in here if name is not None and s.speaker == name and s.basis is basis]
            stored = (self.store.statements(person.id, basis is Basis.FIRST_HAND) for person in persons)
            return (*told, *(s for found in stored for s in found if s.article != claim.article))

        own, second_hand = (known(claim.holder, holders, basis) for basis in (Basis.FIRST_HAND, Basis.RELAYED))
        return self.held(claim, Dossier(own, second_hand, known(claim.relayer, relayers, Basis.FIRST_HAND)))

    def held(self, claim: Claim, dossier: Dossier) -> Checked:
        """`claim` against a dossier; what the record does not hold any more makes no difference."""
        bench = self._bench(claim, [*dossier.own, *dossier.second_hand])
        checked = checking.check(claim, dossier.own, dossier.second_hand, bench)

        def hold(asked: Claim, own: Sequence[Recorded]) -> Checked:
            return checking.check(asked, own, (), self._bench(claim, own))

        return firsts.with_firsts(replace(checked, dossier=dossier), hold)

    def _bench(self, claim: Claim, statements: Sequence[Recorded]) -> Bench:
        """What statements are judged with: the models, and the vectors that the record has of them. Those of the
        claim's own article were found just now, and may be others than the record has under their ids."""
        embedder = self._models.embedder
        text_of = {s.id: s.text for s in statements if s.article != claim.article}
        kept = self.store.vectors_of(list(text_of), embedder.model)
        return Bench(embedder, self._models.entailment, SURE, {text_of[i]: rows for i, rows in kept.items()})

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
