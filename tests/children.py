"""What child processes of the tests do: commands of onrecord, without the second that the models take to load."""

import ctypes
import random
import resource
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

import numpy as np
from test_attribution import ROLE, ScriptedTagger

from onrecord import cli
from onrecord.attribution import Scores
from onrecord.reading import read_text
from onrecord.record import SHIPPED
from onrecord.store import open_store
from onrecord.store.prepare import indexed


class NextToNames(ScriptedTagger):
    """Reads without a model: a word behind a name is a cue, the name its source, the next few words its content."""

    def __init__(self) -> None:
        super().__init__({})

    def score(self, ids: Sequence[int], line_starts: Sequence[int], firsts: Sequence[int]) -> Scores:
        words = [self.words[i] for i in ids]
        named = [word[:1].isupper() and word.isalpha() for word in words]
        anchors = [i for i in range(2, len(words) - 4) if named[i - 1] and named[i - 2] and words[i].islower()]
        roles = np.zeros((len(anchors), len(words), 4), np.float32)
        for row, anchor in enumerate(anchors):
            for letter, begin, end in (("S", -2, 0), ("Q", 0, 1), ("C", 1, 4)):
                roles[row, anchor + begin : anchor + end, ROLE[letter]] = 5.0
        return Scores(np.array(anchors, np.int64), np.full(len(anchors), 0.99, np.float32), roles)


# What is only loaded when needed: loaded once, by the process off which all children are forked.
open_store("sqlite://").close()
read_text("Nobody said which language this is in.")
indexed("Nobody said it.", "", "en")


def add(told: Path, record: str, articles: Path, quotations: Path) -> None:
    """`onrecord import` of quotations, then `onrecord add` of articles."""
    SHIPPED.__dict__["tagger"] = NextToNames()
    with told.open("a", buffering=1) as out, redirect_stdout(out), redirect_stderr(out):
        onrecord("import", quotations, "--format", "quotebank", "--record", record, "--json")
        onrecord("add", articles, "--record", record, "--json")


def decide(told: Path, record: str, seed: int) -> None:
    """Decides at random, one decision after the other, and tells of each that was taken."""
    chance = random.Random(seed)
    with open_store(record) as store:
        persons = [f"#{person.id}" for person in store.people()]
        statements = [s.id for article in store.articles() for s in store.statements_of(article.id)]
    with told.open("a", buffering=1) as out, redirect_stdout(out):
        for _ in range(1000):
            statement = chance.choice(statements)
            command = chance.choice(
                (
                    ("merge", *chance.sample(persons, 2)),
                    ("correct", statement, "--said-on", f"2024-01-{chance.randrange(1, 29):02}"),
                    ("correct", statement, "--speaker", "Ada Brund"),
                    ("correct", statement, "--reject"),
                    ("retract", str(chance.randrange(1, 40))),
                )
            )
            # Some cannot be taken: two persons are one already, a decision is not there, or retracted.
            onrecord(*command, "--record", record, "--why", "by chance", "--by", "Nora", "--json")


def command(told: Path, *arguments: str | Path) -> None:
    """One command, whose exit code becomes that of the process."""
    SHIPPED.__dict__["tagger"] = NextToNames()
    sys.argv = ["onrecord", *map(str, arguments)]
    with told.open("a", buffering=1) as out, redirect_stdout(out), redirect_stderr(out):
        cli.main()


def command_within(limit: int, told: Path, *arguments: str | Path) -> None:
    """One command, while no file may grow beyond so many bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    command(told, *arguments)


def command_without_rights(told: Path, *arguments: str | Path) -> None:
    """One command by somebody who has no more rights to a file than its mode gives to its owner, root or not."""
    version, none = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    if ctypes.CDLL(None).capset(version, none) != 0:
        raise OSError("the rights of the superuser cannot be laid down")
    command(told, *arguments)


def onrecord(*arguments: str | Path) -> None:
    """`onrecord …` in this process; goes on after it."""
    sys.argv = ["onrecord", *map(str, arguments)]
    with suppress(SystemExit):
        cli.main()
