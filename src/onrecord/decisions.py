"""What the log of decisions says, as it stands now: who is one person, who is not, and what was corrected.

A decision holds until a later row retracts it. Where two that stand disagree about a mention, the later one counts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.aliases import Alias, Aliases
from onrecord.model import Action, Correction, Decision, mention

# A side of a split: the number of the decision, and on which side of it somebody stands.
Side = tuple[int, bool]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What decisions say of one mention. Mentions of one `bond` are one person, by the decision that `why` tells; those
    on two `sides` of a split are never one."""

    bond: str | None = None
    sides: frozenset[Side] = frozenset()
    why: str = ""


NONE = Ruling()


def clash(some: Iterable[Side], others: Iterable[Side]) -> bool:
    """Whether a split keeps those who have the sides `some` from those who have `others`."""
    there = set(others)
    return any((number, not side) in there for number, side in some)


def standing(log: Sequence[Decision]) -> list[Decision]:
    """The decisions that no standing later one retracts, oldest first; standing retractions are among them."""
    retracted: set[int] = set()
    kept = []
    for decision in reversed(log):
        if decision.number not in retracted:
            kept.append(decision)
            if decision.action is Action.RETRACT:
                retracted.add(int(decision.what["decision"]))
    return kept[::-1]


def aliases(log: Sequence[Decision]) -> Aliases:
    """The alias file that was taken over last."""
    last = next((d for d in reversed(standing(log)) if d.action is Action.ALIASES), None)
    if last is None:
        return Aliases()
    return Aliases(tuple(Alias(tuple(line["names"]), line["wikidata"]) for line in last.what["persons"]))


@dataclass(slots=True)
class _Class:
    """Mentions that are one person by decision, with the sides they stand on."""

    mentions: set[str]
    sides: set[Side] = field(default_factory=set)
    why: str = ""


def rulings(log: Sequence[Decision]) -> dict[str, Ruling]:
    """What the standing merges, splits and corrected speakers say, by mention.

    From the latest to the oldest each takes hold only as far as the later ones leave room: of a merge those mentions
    stay together that no later split parts, and a split no longer parts what was merged after it.
    """
    of: dict[str, _Class] = {}
    for decision in reversed(standing(log)):
        match decision.action:
            case Action.MERGE:
                _bind(of, [m for side in decision.what["mentions"] for m in side], told(decision))
            case Action.CORRECT if decision.what.get("same_as"):
                own = mention(str(decision.what["statement"]).rpartition("-")[0], str(decision.what["speaker"]))
                _bind(of, [own, decision.what["same_as"]], told(decision))
            case Action.SPLIT:
                _part(of, decision)
    out = {}
    for name, group in of.items():
        bond = min(group.mentions) if len(group.mentions) > 1 else None
        out[name] = Ruling(bond, frozenset(group.sides), group.why if bond else "")
    return out


def told(decision: Decision) -> str:
    """A decision as a reason, in words."""
    return f"decision {decision.number} by {decision.by}: {decision.why}"


def _class_of(of: dict[str, _Class], name: str) -> _Class:
    return of.setdefault(name, _Class({name}))


def _bind(of: dict[str, _Class], mentions: Iterable[str], why: str) -> None:
    made: list[_Class] = []
    for name in mentions:
        group = _class_of(of, name)
        into = next((c for c in made if c is group or not clash(c.sides, group.sides)), None)
        if into is None:
            made.append(group)
        elif into is not group:
            into.mentions |= group.mentions
            into.sides |= group.sides
            into.why = into.why or group.why
            of.update(dict.fromkeys(group.mentions, into))
    for group in made:
        group.why = group.why or why


def _part(of: dict[str, _Class], decision: Decision) -> None:
    one, other = ([_class_of(of, name) for name in side] for side in decision.what["mentions"])
    both = {id(c) for c in one} & {id(c) for c in other}
    for groups, side in ((one, False), (other, True)):
        for group in groups:
            if id(group) not in both:
                group.sides.add((decision.number, side))


def about(log: Sequence[Decision], statement: str, mentions: Iterable[str]) -> list[Decision]:
    """The decisions on a statement, and those on any of the mentions of its speaker, with their retractions."""
    own, found = set(mentions), list[Decision]()
    for decision in log:
        what = decision.what
        touched = (
            what.get("statement") == statement
            or any(m in own for side in what.get("mentions", ()) for m in side)
            or what.get("decision") in {d.number for d in found}
        )
        if touched:
            found.append(decision)
    return found


@dataclass(frozen=True, slots=True)
class Corrected:
    """What is laid over a statement. A field that is None leaves it as it was read; `dated` tells a date that was taken
    away (said_on None) from one that was left alone."""

    speaker: str | None = None
    dated: bool = False
    said_on: str | None = None
    rejected: bool = False
    made: tuple[Decision, ...] = ()


def corrections(log: Sequence[Decision]) -> Mapping[str, Corrected]:
    """What the standing corrections lay over statements, by their ids: of each thing, what was decided last."""
    found: dict[str, Corrected] = {}
    for decision in standing(log):
        if decision.action is Action.CORRECT:
            what = decision.what
            old = found.get(what["statement"], Corrected())
            found[what["statement"]] = Corrected(
                speaker=what.get("speaker", old.speaker),
                dated=old.dated or "said_on" in what,
                said_on=what.get("said_on", old.said_on),
                rejected=old.rejected or what.get("rejected", False),
                made=(*old.made, decision),
            )
    return found


def in_words(decision: Decision, speaker: str | None, said_on: str | None) -> Correction:
    """What a correction changes in a statement that was read with that speaker and date."""
    what = decision.what
    changes = []
    if "speaker" in what:
        changes.append(f"speaker: {speaker or 'nobody'} → {what['speaker']}")
    if "said_on" in what:
        changes.append(f"said on: {said_on or 'no date'} → {what['said_on'] or 'no date'}")
    if what.get("rejected"):
        changes.append("rejected")
    return Correction(decision.number, decision.by, decision.at, decision.why, "; ".join(changes))
