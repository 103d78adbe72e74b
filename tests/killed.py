"""Runs of onrecord that are killed, and what a record has to hold afterwards; benchmarks/kill.py uses this too."""

import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Engine, func, select

from onrecord.errors import RecordError
from onrecord.extraction import SERVED
from onrecord.passages import sentences
from onrecord.store import Store, connect, schema

MARKED = Path(__file__).parent.parent / "data" / "marked" / "train.jsonl"
SENTENCES = 4  # of one article


# --- what is added


def write_articles(file: Path, count: int, languages: Sequence[str] = SERVED) -> None:
    """Writes NewsArticle JSON Lines: each article some sentences of the marked texts of its language, all unlike."""
    chance = random.Random(1)
    of_language: dict[str, list[str]] = {}
    for line in MARKED.read_text(encoding="utf-8").splitlines():
        marked = json.loads(line)
        text, language = marked["text"], marked["language"]
        if language in languages:
            of_language.setdefault(language, []).extend(text[b:e] for b, e in sentences(text, language))
    with file.open("w", encoding="utf-8") as out:
        for n in range(count):
            language = chance.choice(languages)
            article = {
                "headline": f"Notice {n}",
                "articleBody": "\n\n".join(chance.sample(of_language[language], SENTENCES)),
                "datePublished": f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}",
                "publisher": f"Courier {n % 7}",
                "inLanguage": language,
            }
            out.write(json.dumps(article, ensure_ascii=False) + "\n")


def write_quotations(file: Path, count: int) -> None:
    """Writes Quotebank's JSON Lines: quotations of eight invented people."""
    given, surnames = ("Edda", "Pauli", "Mara", "Jon"), ("Vorin", "Kesk")
    with file.open("w", encoding="utf-8") as out:
        for n in range(count):
            who = f"{given[n % 4]} {surnames[n // 4 % 2]}"
            line = {
                "quotation": f"the pier stays untaxed for {n + 2} years",
                "probas": [[who, "0.8"], ["None", "0.2"]],
                "date": f"2019-{n % 12 + 1:02}-05 00:00:00",
            }
            out.write(json.dumps(line) + "\n")


# --- what a record holds

# Columns of moments, and the seals that cover them; `verify` computes those again.
MOMENTS = {"added_at", "at", "previous", "articles.sha256", "decisions.sha256", "corrections.notes"}


def contents(store: Store) -> dict[str, Counter[str]]:
    """The rows of every table, without moments, and with what row numbers stand for in their place: the mention of an
    entity, the first mention of a person, the id of a statement."""
    with store.engine.connect() as connection:
        everyone = connection.execute(select(schema.entities)).all()
        mentions = {row.id: f"{row.article_id}:{row.name}" for row in everyone}
        firsts: dict[int, str] = {}
        for row in everyone:
            firsts[row.person_id] = min(firsts.get(row.person_id, "~"), mentions[row.id])
        ids = {row.seq: row.id for row in connection.execute(select(schema.statements.c.seq, schema.statements.c.id))}
        numbered = {"entities.id": mentions, "persons.id": firsts, "statements.seq": ids}
        found: dict[str, Counter[str]] = {}
        for table in schema.metadata.sorted_tables:
            kept = [c for c in table.columns if not MOMENTS & {c.name, str(c)}]
            of = {c.name: numbered.get(_counted(c)) for c in kept}
            rows = connection.execute(select(*kept)).mappings()
            found[table.name] = Counter(
                repr([row[c] if (names := of[c]) is None else names.get(row[c]) for c in of]) for row in rows
            )
    return found


def persons(store: Store) -> Counter[str]:
    """All persons with their fields, mentions and grounds: what may not depend on the order of adding."""
    mentions = {i: sorted((e.mention, e.ground) for e in own) for i, own in store.all_entities().items()}
    return Counter(repr((replace(person, id=0), mentions[person.id])) for person in store.people())


def _counted(column: Column[Any]) -> str:
    """The column whose row numbers this one holds: itself, or one that it refers to."""
    derived = {"person_id": "persons.id", "echo_of": "entities.id"}
    return next((key.target_fullname for key in column.foreign_keys), derived.get(column.name, str(column)))


def differences(one: Store, other: Store) -> list[str]:
    """What only one of two records holds, by table; nothing when they are equal."""
    ours, theirs = contents(one), contents(other)
    return [
        f"{which} {table}: {row}"
        for table in ours
        for which, rows in (
            ("only the first,", ours[table] - theirs[table]),
            ("only the other,", theirs[table] - ours[table]),
        )
        for row in rows
    ]


# --- killing


class Moment(StrEnum):
    """From when on a run may be killed."""

    START = "start"  # of the run: while it opens the record, makes or mends it
    ARTICLE = "article"  # once it has added one more
    LAST = "last article"  # once all are in: while persons are derived


def kill(child: BaseProcess, record: str, articles: int, moment: Moment, within: float) -> bool:
    """Starts a program that brings the record to so many `articles`, and kills it some seconds after a moment. False
    when it had ended by itself before."""
    watch = connect.connect(connect.parse(record), read_only=True)
    wanted = {Moment.START: 0, Moment.ARTICLE: added(watch) + 1, Moment.LAST: articles}[moment]
    child.start()
    await_articles(child, watch, wanted)
    watch.dispose()
    time.sleep(within)
    alive = child.is_alive()
    child.kill()
    child.join()
    return alive


def await_articles(child: BaseProcess, watch: Engine, wanted: int) -> None:
    """Returns once a record holds the wanted number of articles, or the child that adds them has ended."""
    while wanted and added(watch) < wanted and child.is_alive():
        time.sleep(0.02)


def added(watch: Engine) -> int:
    """How many articles a record holds, which need not be there yet, as another program sees it."""
    try:
        with connect.transaction(watch) as connection:
            return connection.scalar(select(func.count()).select_from(schema.articles)) or 0
    except RecordError:
        return 0


def moments(kills: int) -> list[Moment]:
    """When the runs are killed: a fifth at the start, a fifth at the end, the rest in between."""
    fifth = kills // 5
    return [Moment.START] * fifth + [Moment.ARTICLE] * (kills - 2 * fifth) + [Moment.LAST] * fifth
