"""brat standoff (https://brat.nlplab.org/standoff.html): a text and an annotation file an article, and the
configuration that brat shows them with.

Source and Content are entities, a Cue is the trigger of an event that ties them; where there is no cue, a relation
does. Spans that a line break or a gap cuts are discontinuous. Speakers are normalised to Wikidata where an alias file
gives their id, and to the record's persons.
"""

from collections.abc import Iterable, Iterator, Sequence

from onrecord.exports.entry import Entry
from onrecord.model import Polarity, Recorded, Span

CONFIGURATION = """[entities]
Source
Content
Cue

[relations]
SaidBy\tArg1:Content, Arg2:Source

[events]
Cue\tSource?:Source, Content*:Content

[attributes]
Relayed\tArg:<EVENT>|Content
Polarity\tArg:<EVENT>|Content, Value:denied|asked|refused
"""
# What stands between two excerpts that are not next to each other.
GAP = "\n[…]\n"


def files(entries: Iterable[Entry], whole_texts: bool = False) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the files. Unless whole texts are asked for, a text has the statements' contexts and words
    alone, with a mark for what is left out. Offsets are code points."""
    yield "annotation.conf", CONFIGURATION.encode()
    for entry in entries:
        kept = [(0, len(entry.article.text))] if whole_texts else _excerpts(entry)
        text = GAP.join(entry.article.text[begin:end] for begin, end in kept)
        name = entry.article.id[:16]
        yield f"{name}.txt", text.encode()
        yield f"{name}.ann", "".join(f"{row}\n" for row in _annotations(entry, text, kept)).encode()


def _excerpts(entry: Entry) -> list[Span]:
    """The stretches of the article that its statements and their contexts take up, in order, apart from each other."""
    wanted = [entry.context(s) for s in entry.statements]
    wanted += [span for s in entry.statements for span in (*s.source, *s.cue, *s.content)]
    out: list[Span] = []
    for begin, end in sorted(wanted):
        if out and begin <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif begin < end:
            out.append((begin, end))
    return out


def _annotations(entry: Entry, text: str, kept: Sequence[Span]) -> Iterator[str]:
    bounds: dict[tuple[str, tuple[Span, ...]], str] = {}
    lines = _Numbered()
    for statement in entry.statements:
        of_role: dict[str, str] = {}
        for role, spans in (("Source", statement.source), ("Cue", statement.cue), ("Content", statement.content)):
            pieces = tuple(piece for span in spans for piece in _in_lines(text, _moved(span, kept)))
            if not pieces:
                continue
            if role == "Cue" or (role, pieces) not in bounds:  # each event has a trigger of its own
                bounds[role, pieces] = lines.next("T")
                where = ";".join(f"{begin} {end}" for begin, end in pieces)
                words = " ".join(text[begin:end] for begin, end in pieces)
                yield f"{bounds[role, pieces]}\t{role} {where}\t{words}"
            of_role[role] = bounds[role, pieces]
        yield from _tied(entry, statement, of_role, lines)


def _tied(entry: Entry, statement: Recorded, of_role: dict[str, str], lines: "_Numbered") -> Iterator[str]:
    """The event or relation, attributes, normalisations and note of one statement."""
    about = of_role.get("Content")
    if "Cue" in of_role:
        about = lines.next("E")
        roles = [f"{role}:{of_role[role]}" for role in ("Source", "Content") if role in of_role]
        yield f"{about}\tCue:{of_role['Cue']} {' '.join(roles)}".rstrip()
    elif "Source" in of_role and "Content" in of_role:
        yield f"{lines.next('R')}\tSaidBy Arg1:{of_role['Content']} Arg2:{of_role['Source']}"
    if about is None:
        return
    if statement.relayed_by:
        yield f"{lines.next('A')}\tRelayed {about}"
    if statement.polarity is not Polarity.SAID:
        yield f"{lines.next('A')}\tPolarity {about} {statement.polarity.value}"
    person = entry.person(statement.speaker)
    if person is not None and "Source" in of_role:
        ids = [f"Wikidata:{person.wikidata}"] if person.wikidata else []
        for identity in (*ids, f"onrecord:{person.id}"):
            yield f"{lines.next('N')}\tReference {of_role['Source']} {identity}\t{person.name}"
    told = {
        "statement": statement.id,
        "speaker": statement.speaker,
        "relayed by": " > ".join(name or "?" for name in statement.relayed_by),
        "said on": statement.said_on,
    }
    note = "; ".join(f"{key} {value}" for key, value in told.items() if value)
    yield f"{lines.next('#')}\tAnnotatorNotes {about}\t{note}"


def _moved(span: Span, kept: Sequence[Span]) -> Span:
    """Where a span of the article stands in the text made of the stretches `kept`, one of which holds it."""
    before = 0
    for begin, end in kept:
        if begin <= span[0] and span[1] <= end:
            return before + span[0] - begin, before + span[1] - begin
        before += end - begin + len(GAP)
    raise ValueError(f"{span} lies in none of {kept}")


def _in_lines(text: str, span: Span) -> Iterator[Span]:
    """The parts of a span that lie in one line each, without white space at their edges: brat's spans cross no line."""
    begin = span[0]
    for part in text[span[0] : span[1]].split("\n"):
        first = begin + len(part) - len(part.lstrip())
        if last := len(part.strip()):
            yield first, first + last
        begin += len(part) + 1


class _Numbered:
    """Ids of annotations: T1, T2, …, E1, …"""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def next(self, kind: str) -> str:
        self._last[kind] = self._last.get(kind, 0) + 1
        return f"{kind}{self._last[kind]}"
