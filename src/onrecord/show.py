"""How statements, people and findings look in a terminal: a word and a sign for everything that has a colour."""

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from onrecord.checking import NOTE
from onrecord.model import (
    Basis,
    Checked,
    Evidence,
    Extract,
    Finding,
    Judgement,
    Person,
    Polarity,
    Recorded,
    Relation,
    Verdict,
    Words,
)

# Word, sign and colour of each verdict. The sign tells it without the colour.
VERDICTS = {
    Verdict.ON_RECORD: ("on record", "+", "green"),
    Verdict.CONTRADICTED: ("contradicted", "-", "red"),
    Verdict.CHANGED: ("changed", "±", "magenta"),
    Verdict.NOT_ON_RECORD: ("not on record", "?", "yellow"),
    Verdict.NO_RECORD: ("no record", "0", "bright_black"),
}
RELATIONS = {Relation.SUPPORTS: "says so", Relation.CONTRADICTS: "says otherwise"}
NO_DATE = "no date"
PIPED = 110  # columns, where no terminal says how wide it is


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def extracted(found: Extract) -> RenderableType:
    """The statements of one article, relays indented under their relayer."""
    article = found.article
    head = Text(article.title or article.origin or article.id[:16], style="bold")
    head.append(f"  {', '.join(filter(None, [article.outlet, article.published, article.language]))}", style="dim")
    table = _table("who", "cue", "what", "said on", "kind")
    for statement in found.statements:
        roles = statement.attribution
        words = " … ".join(article.text[b:e] for b, e in roles.content)
        cue = " … ".join(article.text[b:e] for b, e in roles.cue)
        source = " … ".join(article.text[b:e] for b, e in roles.source)
        who = "  " * len(statement.relayed_by) + (statement.speaker.name or f"({source or 'unnamed'})")
        table.add_row(
            Text(who),
            Text(cue),
            Text(_line(words)),
            Text(statement.dating.said_on or statement.dating.basis or ""),
            roles.kind.value,
        )
    return Group(head, table, Text(_count(len(found.statements), "statement"), style="dim"))


def statements(found: Iterable[Recorded], what: str) -> RenderableType:
    """Statements as a table: when, who through whom, the exact words, where; below, how many there are of `what`."""
    table = _table("said on", "who", "words", "where")
    found = list(found)
    for s in found:
        table.add_row(Text(_when(s)), Text(_who(s)), _words(s), Text(_where(s)))
    count = Text(_count(len(found), what), style="dim")
    return Group(table, count) if found else count


def persons(found: Sequence[Person]) -> RenderableType:
    """Persons as a table."""
    table = _table("name", "also written", "roles", "why one person")
    for p in found:
        others = ", ".join(n for n in p.names if n != p.name)
        table.add_row(Text(p.name), Text(others), Text(", ".join(p.roles)), Text(p.why))
    return Group(
        table,
        Text("1 person or organisation" if len(found) == 1 else f"{len(found)} people and organisations", style="dim"),
    )


def checked(found: Sequence[Checked]) -> RenderableType:
    """Claims with a block for each proposition, and what the record cannot show."""
    if not found:
        return Text("No claim about another person's words or thoughts was found in it.")
    return Group(*(_claim(c) for c in found), Panel(NOTE, title="What this does not show", border_style="dim"))


def judgements(holder: str, found: Sequence[Judgement], words: Sequence[Words]) -> RenderableType:
    """What the judge alone found on a claim, with the words it rests on."""
    rows: list[RenderableType] = [Text(holder, style="bold")]
    for judgement in found:
        rows.append(_verdict(judgement.verdict, judgement.proposition))
        for link in judgement.links:
            said = words[link.statement]
            rows.append(Text(f"      {RELATIONS[link.relation]} ({said.said_on or NO_DATE}): “{_line(said.text)}”"))
    return Group(*rows, Text())


def _verdict(verdict: Verdict, proposition: str) -> Text:
    word, sign, colour = VERDICTS[verdict]
    line = Text("  ")
    line.append(f"[{sign}] {word}", style=f"bold {colour}")
    return line.append(f"  {_line(proposition)}")


def _claim(checked: Checked) -> RenderableType:
    claim = checked.claim
    through = f"{claim.relayer or 'somebody unnamed'} says of {claim.holder}" if claim.article else f"of {claim.holder}"
    head = Text(f"Claim, {through}" + (f", {claim.on}" if claim.on else "") + ": ", style="bold")
    head.append(f"“{_line(claim.text)}”", style="not bold")
    return Group(head, *(_finding(f) for f in checked.findings), Text())


def _finding(finding: Finding) -> RenderableType:
    rows: list[RenderableType] = [_verdict(finding.verdict, finding.proposition)]
    rows += [_evidence(e) for e in finding.evidence]
    rows += [_near(s) for s in finding.nearest]
    rows += [
        Text(f"      second-hand, not counted: {_who(s)}, {_when(s)}: “{_line(s.text)}”", style="dim")
        for s in finding.second_hand
    ]
    looked = finding.looked_at
    dates = f", {looked.first} to {looked.last}" if looked.first else ""
    outlets = f" of {_count(looked.outlets, 'outlet')}" if looked.outlets else ""
    seen = f"{_count(looked.statements, 'first-hand statement')}{outlets}"
    rows.append(Text(f"      looked at {seen}{dates}", style="dim"))
    return Group(*rows)


def _near(s: Recorded) -> Text:
    done = "" if s.polarity is Polarity.SAID else f"{s.polarity.value}, "
    line = Text(f"      own words near it ({done}{_when(s)}, {_where(s)}): ")
    return line.append(f"“{_line(s.text)}”", style="italic")


def _evidence(evidence: Evidence) -> Text:
    s = evidence.statement
    when = "after the claim" if s.said_on else "published after the claim"
    late = f", {when}: not counted" if evidence.after_claim else ""
    does = "denied this" if s.polarity is Polarity.DENIED else RELATIONS[evidence.relation]
    line = Text(f"      {does} ({_when(s)}, {_where(s)}{late}): ")
    line.append(f"“{_line(s.text)}”", style="italic")
    return line


def _when(s: Recorded) -> str:
    return s.said_on or s.said_on_basis or NO_DATE


def _who(s: Recorded) -> str:
    return " › ".join([*(r or "?" for r in s.relayed_by), s.speaker or "?"])


def _words(s: Recorded) -> Text:
    words = Text(_line(s.text))
    if s.polarity is not Polarity.SAID:
        words.append(f" ({s.polarity.value})", style="dim")
    if s.basis is Basis.RELAYED:
        words.append(" (second-hand)", style="dim")
    return words


def _where(s: Recorded) -> str:
    return ", ".join(filter(None, [s.outlet, s.title or s.origin])) or s.article[:16]


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def _line(words: str) -> str:
    return " ".join(words.split())


def console(stderr: bool = False) -> Console:
    """A console for people, as wide as its terminal, or PIPED columns."""
    out = Console(stderr=stderr, highlight=False)
    return out if out.is_terminal else Console(stderr=stderr, highlight=False, width=PIPED, no_color=True)
