"""Who said a thing first: the holder, or the one who relays it of them.

A relayer may lend a holder his own argument, or repeat the holder's. Both are told from dated words only: the holder's
earliest statement that bears the proposition out, and the relayer's, which is the claim itself where the relayer had
not said so before in a statement of his own.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from onrecord.checking import is_after
from onrecord.model import Checked, Claim, Evidence, Finding, Recorded, Relation, Span, Voiced

Hold = Callable[[Claim, Sequence[Recorded]], Checked]
"""Holds a claim against statements of its holder, without a word on who was first."""


def with_firsts(checked: Checked, hold: Hold) -> Checked:
    """`checked` with `first` in every finding that tells who was first. The relayer's own statements in its dossier are
    weighed as the holder's were, for what the holder said himself."""
    return replace(checked, findings=tuple(replace(f, first=_first(checked, f, hold)) for f in checked.findings))


def _first(checked: Checked, finding: Finding, hold: Hold) -> tuple[Voiced, Voiced] | None:
    claim = checked.claim
    holders = _earliest(claim.holder, finding.evidence)
    if claim.relayer is None or claim.relayer == claim.holder or holders is None:
        return None
    own = [s for s in checked.dossier.relayers_own if not _holds(s, claim.article, claim.content or ())]
    asked = Claim(claim.relayer, finding.proposition.replace(claim.holder, claim.relayer), language=claim.language)
    found = hold(asked, own).findings if own else ()
    # Of a proposition that falls into parts when it is asked again, there is no saying that all of it was said.
    said = _earliest(claim.relayer, found[0].evidence) if len(found) == 1 else None
    told = Voiced(claim.relayer, claim.on, None) if claim.on is not None else None
    relayers = said if said is not None and (told is None or not is_after(said.on, told.on)) else told
    if relayers is None:
        return None
    if is_after(relayers.on, holders.on):
        return holders, relayers
    return (relayers, holders) if is_after(holders.on, relayers.on) else None


def _earliest(who: str, evidence: Sequence[Evidence]) -> Voiced | None:
    """The earliest dated statement that bears out what it is evidence for; the date of an article is none of it."""
    dated = [(e.statement.said_on, e.statement) for e in evidence if e.relation is Relation.SUPPORTS]
    said = sorted(((on, s) for on, s in dated if on is not None), key=lambda pair: (pair[0], pair[1].id))
    return Voiced(who, *said[0]) if said else None


def _holds(statement: Recorded, article: str | None, content: Sequence[Span]) -> bool:
    """Whether the claim stands in the statement: "he wants that, I told you" is the claim once more."""
    inside = [any(b <= begin and end <= e for b, e in statement.content) for begin, end in content]
    return statement.article == article and any(inside)
