"""How statements, people and findings look in a terminal: a word and a sign for everything that has a colour."""

from collections.abc import Iterable, Mapping, Sequence, Set

from rich import box
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from onrecord import shapes
from onrecord.checking import NOTE, READ_OFF, RIGHT
from onrecord.model import (
    Action,
    Basis,
    Check,
    Checked,
    Correction,
    Decision,
    Entity,
    Evidence,
    Explanation,
    Extract,
    Finding,
    Found,
    Judgement,
    Opinion,
    Person,
    Polarity,
    Recorded,
    Relation,
    Suggestion,
    Verdict,
    Voiced,
    Words,
)
from onrecord.scoring import Evaluation, Rate
from onrecord.trials import JudgeScores, macro_f1

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
MOST = 10  # outlets or languages listed one by one
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
        table.add_row(Text(_when(s)), Text(_who(s)), _words(s), Text(where(s)))
    count = Text(_count(len(found), what), style="dim")
    return Group(table, count) if found else count


def found(given: Sequence[Found]) -> RenderableType:
    """What a search found as a table, the words sought underlined; what was found by meaning alone says so."""
    table = _table("said on", "who", "words", "where")
    for each in given:
        words = Text(each.snippet)
        for begin, end in each.marks:
            words.stylize("bold underline", begin, end)
        if not each.marks:
            words.append(" (near in meaning)", style="dim")
        if each.reprints:
            words.append(f" (and {_count(each.reprints, 'time')} more in the same words)", style="dim")
        s = each.statement
        table.add_row(Text(_when(s)), Text(_who(s)), _noted(words, s), Text(where(s)))
    count = Text(_count(len(given), "statement"), style="dim")
    return Group(table, count) if given else count


def persons(found: Sequence[Person], mentions: Mapping[int, Sequence[Entity]] | None = None) -> RenderableType:
    """Persons as a table; with `mentions`, under their ids, also why each of those is held to be that person."""
    table = _table("#", "name", "also written", "roles", "why one person")
    for p in found:
        others = ", ".join(n for n in p.names if n != p.name)
        name = f"{p.name} ({p.wikidata})" if p.wikidata else p.name
        table.add_row(Text(str(p.id)), Text(name), Text(others), Text(", ".join(p.roles)), Text(p.why))
    rows: list[RenderableType] = [table]
    for p in found if mentions is not None else ():
        rows += [Text(f"\n#{p.id} {p.name}", style="bold"), _mentions((mentions or {}).get(p.id, ()))]
    count = "1 person or organisation" if len(found) == 1 else f"{len(found)} people and organisations"
    return Group(*rows, Text(count, style="dim"))


def _mentions(found: Iterable[Entity]) -> Table:
    table = _table("mention", "roles", "why this person")
    for entity in found:
        table.add_row(Text(entity.mention), Text(", ".join(entity.roles)), Text(entity.ground or "the first"))
    return table


def suggestions(found: Sequence[Suggestion]) -> RenderableType:
    """Persons who may be one, with what speaks for it."""
    table = _table("one", "other", "what speaks for it")
    for s in found:
        one, other = (Text(f"{p.name} (#{p.id})") for p in (s.one, s.other))
        table.add_row(one, other, Text(s.why))
    hint = Text(
        "Join two with `onrecord merge NAME NAME --why TEXT`; a number with its # will do for a name.", style="dim"
    )
    return Group(table, hint) if found else Text("Nobody who may be one with somebody else was found.")


def log(found: Sequence[Decision], in_force: Set[int]) -> RenderableType:
    """The log of decisions; those that a later one retracted are marked."""
    table = _table("no.", "when", "who", "what", "why")
    for d in found:
        gone = "" if d.number in in_force else " (retracted)"
        table.add_row(Text(str(d.number)), Text(d.at), Text(d.by), Text(done(d) + gone), Text(_line(d.why)))
    count = Text(_count(len(found), "decision"), style="dim")
    return Group(table, count) if found else count


def done(decision: Decision) -> str:
    """What a decision does, in words."""
    what = decision.what
    match decision.action:
        case Action.MERGE:
            return f"merge {' and '.join(what['names'])}"
        case Action.SPLIT:
            off, rest = what["mentions"]
            return f"split {_count(len(off), 'mention')} of {what['names'][0]} off {what['names'][1]} ({len(rest)})"
        case Action.CORRECT:
            changes = [f"speaker {what['speaker']}"] if "speaker" in what else []
            changes += [f"said on {what['said_on'] or 'no date'}"] if "said_on" in what else []
            changes += ["rejected"] if what.get("rejected") else []
            return f"correct {what['statement']}: {', '.join(changes)}"
        case Action.ALIASES:
            return f"use the names of {_count(len(what['persons']), 'person')} in {what['file']}"
        case Action.FORGET:
            return f"forget article {what['article']} ({_count(len(what['statements']), 'statement')})"
        case Action.RETRACT:
            return f"retract decision {what['decision']}"


def explanation(found: Explanation, in_force: Set[int]) -> RenderableType:
    """Why a statement is held to be its speaker's and of its date, a line for each thing that it rests on."""
    s, read, article, person = found.statement, found.as_read, found.article, found.person
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")

    def row(name: str, words: str | None) -> None:
        if words:
            table.add_row(Text(name), Text(_line(words)))

    row("words", f"“{s.text}”" + (" (rejected)" if s.rejected else ""))
    row("speaker", f"{s.speaker or 'nobody that could be told'}: {s.speaker_why}")
    row("source words", f"“{found.source}”" if found.source else "none")
    row("cue", f"“{found.cue}” ({s.polarity.value})")
    row("other sources there", ", ".join(f"“{words}”" for words in dict.fromkeys(found.said_there)))
    if found.mention is not None:
        row("known there as", f"{found.mention.mention}; roles: {', '.join(found.mention.roles) or 'none'}")
        row("beside", ", ".join(found.mention.around))
    if person is not None:
        ground = found.mention.ground if found.mention is not None else ""
        row("held to be", f"{person.name} (#{person.id}): {ground or person.why}")
        row("under the names", ", ".join(person.names))
        row("Wikidata", person.wikidata)
    row("through", " › ".join(name or "somebody unnamed" for name in s.relayed_by) or "nobody: first-hand")
    row("said on", f"{s.said_on or NO_DATE}: {s.said_on_basis or 'nothing in the text tells'}")
    row("occasion", s.occasion)
    if s.corrections:
        row("as it was read", f"{read.speaker or 'nobody'} ({read.speaker_why}); {_when(read)}")
    for c in s.corrections:
        row("corrected", _corrected(c))
    row("article", where(s) + (f", published {article.published}" if article.published else ", no date"))
    row("date from", article.published_from)
    row("address", article.url or article.origin)
    row("id", article.id)
    row("SHA-256 of text", found.text_sha256)
    for name, spans in (("source", s.source), ("cue", s.cue), ("content", s.content)):
        row(f"{name} at", ", ".join(f"{begin}–{end}" for begin, end in spans))
    for d in found.decisions:
        gone = "" if d.number in in_force else " (retracted)"
        row(f"decision {d.number}", f"{done(d)}{gone}, by {d.by} on {d.at}: {d.why}")
    return Group(Text(f"Statement {s.id}", style="bold"), table)


def _corrected(made: Correction) -> str:
    return f"{made.words}, by {made.by} (decision {made.decision}: {made.why})"


def checked(found: Sequence[Checked], kept: Check | None = None) -> RenderableType:
    """Claims with a block for each proposition, and what the record cannot show; how the check can be had again."""
    if not found:
        return Text("No claim about another person's words or thoughts was found in it.")
    note = Panel(NOTE, title="What this does not show", border_style="dim")
    again = [] if kept is None else [Text(f"Check {kept.id}, kept: `onrecord replay {kept.id}`", style="dim")]
    return Group(*(_claim(c) for c in found), note, *again)


def checks(found: Sequence[Check]) -> RenderableType:
    """Kept checks, a row for each."""
    table = _table("check", "made", "claims")
    for check in found:
        asked = shapes.kept(check)["claims"]
        said = [f"{c['holder']}: “{_line(c['claim'])}”" for c in asked[:MOST]] or ["(what it quoted was forgotten)"]
        more = f"\nand {len(asked) - MOST} more" if len(asked) > MOST else ""
        table.add_row(Text(check.id), Text(check.at), Text("\n".join(said) + more))
    count = Text(_count(len(found), "check"), style="dim")
    return Group(table, count) if found else count


def judgements(holder: str, found: Sequence[Judgement], words: Sequence[Words]) -> RenderableType:
    """What the judge alone found on a claim, with the words it rests on."""
    rows: list[RenderableType] = [Text(holder, style="bold")]
    for judgement in found:
        rows.append(_verdict(judgement))
        for link in judgement.links:
            said = words[link.statement]
            rows.append(Text(f"      {RELATIONS[link.relation]} ({said.said_on or NO_DATE}): “{_line(said.text)}”"))
    return Group(*rows, Text())


def _verdict(found: Finding | Judgement) -> Text:
    word, sign, colour = VERDICTS[found.verdict]
    line = Text("  ")
    line.append(f"[{sign}] {word}", style=f"bold {colour}")
    line.append(f"  {_line(found.proposition)}")
    told = how_sure(found)
    return line.append(f"\n      {told}", style="dim") if told else line


def how_sure(found: Finding | Judgement) -> str | None:
    """How far a verdict that the model suggests is to be trusted; None for one that is read off the same words, or for
    silence."""
    if found.verdict not in RIGHT or found.score >= READ_OFF:
        return None
    return f"suggested by a model, right in {100 * RIGHT[found.verdict]:.0f} of 100 such cases: read the words below"


def _claim(checked: Checked) -> RenderableType:
    claim = checked.claim
    through = f"{claim.relayer or 'somebody unnamed'} says of {claim.holder}" if claim.article else f"of {claim.holder}"
    head = Text(f"Claim, {through}" + (f", {claim.on}" if claim.on else "") + ": ", style="bold")
    head.append(f"“{_line(claim.text)}”", style="not bold")
    return Group(head, *(_finding(f) for f in checked.findings), Text())


def _finding(finding: Finding) -> RenderableType:
    rows: list[RenderableType] = [_verdict(finding)]
    rows += [_evidence(e) for e in finding.evidence]
    if finding.first is not None:
        rows.append(Text(f"      {first(*finding.first)}"))
    if finding.second is not None:
        rows += _opinion(finding.second)
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


def first(before: Voiced, after: Voiced) -> str:
    """Who said it first and who then, in words."""

    def told(v: Voiced) -> str:
        return f"{v.who} ({v.on}, {'this claim' if v.statement is None else where(v.statement)})"

    return f"said first by {told(before)}, then by {told(after)}"


def _opinion(opinion: Opinion) -> list[RenderableType]:
    word, sign, _ = VERDICTS[opinion.verdict]
    head = Text(f"      second judge, {opinion.judge}: [{sign}] {word}")
    return [head, *(Text("  ").append_text(_evidence(e)) for e in opinion.evidence)]


def _near(s: Recorded) -> Text:
    done = "" if s.polarity is Polarity.SAID else f"{s.polarity.value}, "
    line = Text(f"      own words near it ({done}{_when(s)}, {where(s)}): ")
    return _with_corrections(line.append(f"“{_line(s.text)}”", style="italic"), s)


def _evidence(evidence: Evidence) -> Text:
    s = evidence.statement
    when = "after the claim" if s.said_on else "published after the claim"
    late = f", {when}: not counted" if evidence.after_claim else ""
    does = "denied this" if s.polarity is Polarity.DENIED else RELATIONS[evidence.relation]
    line = Text(f"      {does} ({_when(s)}, {where(s)}{late}): ")
    return _with_corrections(line.append(f"“{_line(s.text)}”", style="italic"), s)


def _when(s: Recorded) -> str:
    return s.said_on or s.said_on_basis or NO_DATE


def _who(s: Recorded) -> str:
    return " › ".join([*(r or "?" for r in s.relayed_by), s.speaker or "?"])


def _words(s: Recorded) -> Text:
    return _noted(Text(_line(s.text)), s)


def _noted(words: Text, s: Recorded) -> Text:
    """A statement's words, with what one has to know to read them right."""
    if s.polarity is not Polarity.SAID:
        words.append(f" ({s.polarity.value})", style="dim")
    if s.basis is Basis.RELAYED:
        words.append(" (second-hand)", style="dim")
    return _with_corrections(words, s)


def _with_corrections(line: Text, s: Recorded) -> Text:
    """The line, with what people corrected in the statement that it shows."""
    for made in s.corrections:
        line.append(f" [corrected: {_corrected(made)}]", style="dim")
    return line


def where(s: Recorded) -> str:
    """The outlet and title of the article that a statement stands in, or what else names it."""
    imported = f"imported: {s.imported}" if s.imported else None
    return ", ".join(filter(None, [s.outlet, s.title or s.origin or s.article[:16], imported]))


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def _line(words: str) -> str:
    return " ".join(words.split())


def stats(
    record: str,
    counts: Mapping[str, int],
    shares: Mapping[str, Mapping[str, int]],
    published: tuple[str | None, str | None],
) -> RenderableType:
    """What a record holds, in counts."""
    head = Text(record, style="bold")
    head.append(f"  {f'{published[0]} to {published[1]}' if published[0] else NO_DATE}", style="dim")
    table = _table("", "how many")
    table.add_row("articles", f"{counts['articles']:,}")
    table.add_row("statements", f"{counts['statements']:,}")
    table.add_row("  first-hand", f"{counts['first_hand']:,}")
    table.add_row("people and organisations", f"{counts['persons']:,}")
    if counts["forgotten"]:
        table.add_row("forgotten articles", f"{counts['forgotten']:,}")
    for collection, many in shares["imported"].items():
        table.add_row(f"articles imported from {collection}", f"{many:,}")
    for title, named in (("language", shares["languages"]), ("outlet", shares["outlets"])):
        for name, many in list(named.items())[:MOST]:
            table.add_row(f"{title} {name or 'unknown'}", f"{many:,}")
        if len(named) > MOST:
            table.add_row(f"{len(named) - MOST} other {title}s", f"{sum(list(named.values())[MOST:]):,}")
    return Group(head, table)


def evaluation(name: str, found: Evaluation) -> RenderableType:
    """The figures of one file of marked texts, in hundredths."""
    head = Text(name, style="bold")
    head.append(
        f"  {_count(found.articles, 'article')}, {_count(found.all.attribution.marked, 'attribution')}", style="dim"
    )
    table = _table("", "precision", "recall", "F1")
    languages = found.languages if len(found.languages) > 1 else {}
    rates = {
        "attribution": found.all.attribution,
        "  nested": found.nested.attribution,
        **{f"  {language}": scores.attribution for language, scores in languages.items()},
        "content, equal": found.all.strict,
        "content, half of it": found.all.soft,
        **{f"{role}, exact spans": found.all.exact[role] for role in found.all.exact},
        **{f"{role}, tokens": found.all.token[role] for role in found.all.token},
    }
    for what, rate in rates.items():
        table.add_row(what, *(f"{100 * x:.1f}" for x in (rate.precision, rate.recall, rate.f1)))
    table.add_row("  direct", "", f"{100 * found.all.direct.recall:.1f}", "")
    table.add_row("  indirect", "", f"{100 * found.all.indirect.recall:.1f}", "")
    return Group(head, table)


def judge_scores(name: str, found: JudgeScores) -> RenderableType:
    """The figures of the judge on one file of dossiers, in hundredths."""
    head = Text(name, style="bold")
    head.append(f"  {_count(found.propositions, 'proposition')}, {found.right} with the right verdict", style="dim")
    table = _table("", "precision", "recall", "F1")

    def add(what: str, rate: Rate) -> None:
        table.add_row(what, *(f"{100 * x:.1f}" for x in (rate.precision, rate.recall, rate.f1)))

    table.add_row("three verdicts", "", "", f"{100 * macro_f1(found.three):.1f}")
    for verdict, rate in found.three.items():
        add(f"  {VERDICTS[verdict][0]}{', or changed' * (verdict is Verdict.CONTRADICTED)}", rate)
    table.add_row("four verdicts", "", "", f"{100 * macro_f1(found.four):.1f}")
    for verdict in (Verdict.CONTRADICTED, Verdict.CHANGED):
        add(f"  {VERDICTS[verdict][0]}", found.four[verdict])
    for relation, rate in found.relations.items():
        add(f"statements: {relation.value}", rate)
    for language, f1 in found.languages.items():
        table.add_row(f"  {language}, three verdicts", "", "", f"{100 * f1:.1f}")
    return Group(head, table)


def console(stderr: bool = False) -> Console:
    """A console for people, as wide as its terminal, or PIPED columns."""
    out = Console(stderr=stderr, highlight=False)
    return out if out.is_terminal else Console(stderr=stderr, highlight=False, width=PIPED, no_color=True)
