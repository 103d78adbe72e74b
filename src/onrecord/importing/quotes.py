"""Quotations that others collected: the GDELT Global Quotation Graph and Quotebank.

GDELT (https://blog.gdeltproject.org/announcing-the-global-quotation-graph/) gives each quotation with the words before
and behind it and leaves open who speaks: onrecord's own tagger reads that. Quotebank (Vaucher et al., WSDM 2021,
doi:10.5281/zenodo.4277311) gives the candidate speakers with probabilities, with the words around (one article a line)
or without (one quotation a line). Neither tells when something was said, only when it was printed.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

from onrecord.attribution import Tagger
from onrecord.errors import ReadingError
from onrecord.extraction import only, statements_of
from onrecord.importing.line import Line, said, stripped
from onrecord.model import Extract, Span, Speaker, Statement
from onrecord.quotations import DOUBLE

PASSAGE_BREAK = "\n\n"
# What Quotebank writes for "none of the people named here".
NOBODY = "None"
# How many candidate speakers `Speaker.why` tells of.
CANDIDATES_TOLD = 3


def gqg(line: Line, tagger: Tagger) -> Extract:
    """An article of the Global Quotation Graph: what the tagger reads in the passages, as far as it is of the
    quotations given; those that it does not find are kept without a speaker."""
    quotes = line.objects("quotes")
    text, spans = _passages(quotes, ("pre", "quote", "post"))
    article = line.article(text, title=line.text("title"), url=line.text("url"), language=line.text("lang"))
    found = statements_of(article, tagger).statements
    own = [
        i for i, s in enumerate(found) if any(_meet(piece, quote) for piece in s.attribution.content for quote in spans)
    ]
    read = [found[i] for i in own]
    nobody = Speaker(None, f"{line.collection} does not tell who speaks, and the words around do not show it")
    left = [q for q in spans if not any(_meet(piece, q) for s in read for piece in s.attribution.content)]
    parents = [a.parent for a in only(own, [s.attribution for s in found])]
    return Extract(
        article, _in_order([*read, *(said(quote, nobody) for quote in left)], [*parents, *[None] * len(left)])
    )


def quotebank(line: Line) -> Extract:
    """An article of Quotebank with its quotations, or a single quotation of its quotation-centric version."""
    if "quotations" in line.fields:
        return _quotebank_article(line)
    quotation = line.text("quotation") or ""
    urls = line.fields.get("urls")
    url = next((u for u in urls if isinstance(u, str)), None) if isinstance(urls, list) else None
    article = line.article(quotation, title=None, url=url, language="en")
    content = stripped(article.text, 0, len(article.text))
    speaker, score = _likeliest(line, "probas")
    return Extract(article, (said(content, speaker, score=score),))


def _quotebank_article(line: Line) -> Extract:
    quotations = line.objects("quotations")
    text, spans = _passages(quotations, ("leftContext", "quotation", "rightContext"))
    article = line.article(text, title=line.text("title"), url=line.text("url"), language="en")
    statements = []
    for quotation, content in zip(quotations, spans, strict=True):
        here = "localProbas" if "localProbas" in quotation.fields else "globalProbas"
        speaker, score = _likeliest(quotation, here)
        statements.append(said(content, speaker, source=_named_near(article.text, content, speaker.name), score=score))
    return Extract(article, tuple(statements))


def _passages(quotes: Sequence[Line], keys: tuple[str, str, str]) -> tuple[str, list[Span]]:
    """The text of quotations with the words before and behind them, a paragraph each, and where each quotation stands
    in it. Quotation marks and spaces between the three are added where the collection left them out."""
    text, spans = "", []
    for line in quotes:
        before, quote, behind = (line.text(key) or "" for key in keys)
        if not quote.strip():
            raise ReadingError(f"{line.where}: has no {keys[1]}. Is it really from {line.collection}?")
        marked = before.rstrip().endswith(tuple(DOUBLE)) or quote.strip()[0] in DOUBLE
        opening, closing = ("", "") if marked else ("“", "”")
        if text:
            text += PASSAGE_BREAK
        if before and not before[-1].isspace() and before[-1] not in DOUBLE:
            before += " "
        text += before + opening
        spans.append(stripped(text + quote, len(text), len(text) + len(quote)))
        text += quote + closing
        text += " " + behind if behind[:1].isalnum() else behind
    return text, spans


def _likeliest(line: Line, key: str) -> tuple[Speaker, float]:
    """The likeliest of Quotebank's candidate speakers, and its probability."""
    candidates = _candidates(line, key)
    if not candidates:
        return Speaker(None, f"{line.collection} names no speaker"), 0.0
    name, probability = candidates[0]
    told = ", ".join(f"{who} {p:.2f}" for who, p in candidates[:CANDIDATES_TOLD])
    why = f"{line.collection} holds these likely: {told}"
    return Speaker(None if name == NOBODY else name, why, probability=probability), probability


def _candidates(line: Line, key: str) -> list[tuple[str, float]]:
    """Speakers and probabilities, likeliest first: ["Name", "0.9"] or {"speaker": "Name", "proba": 0.9} each."""
    given = line.fields.get(key) or []
    found = []
    try:
        assert isinstance(given, list)
        for item in given:
            name, probability = (item["speaker"], item["proba"]) if isinstance(item, dict) else item[:2]
            found.append((" ".join(str(name).split()) or NOBODY, float(probability)))
        if not all(0 <= p <= 1 for _, p in found):
            raise ValueError("a probability beyond 0 to 1")
    except (AssertionError, KeyError, TypeError, ValueError):
        fault = f"{key} are no speakers with probabilities from 0 to 1"
        raise ReadingError(f"{line.where}: {fault}. Is it really from {line.collection}?") from None
    return sorted(found, key=lambda candidate: -candidate[1])


def _named_near(text: str, content: Span, name: str | None) -> list[Span]:
    """Where the speaker is named in the quotation's own passage, nearest to the quotation; nothing when nowhere."""
    if name is None:
        return []
    low = text.rfind(PASSAGE_BREAK, 0, content[0])
    high = text.find(PASSAGE_BREAK, content[1])
    before = text.rfind(name, max(low, 0), content[0])
    behind = text.find(name, content[1], high if high >= 0 else len(text))
    places = [(content[0] - before, before)] * (before >= 0) + [(behind - content[1], behind)] * (behind >= 0)
    return [(at, at + len(name)) for _, at in sorted(places)[:1]]


def _in_order(statements: Sequence[Statement], parents: Sequence[int | None]) -> tuple[Statement, ...]:
    """Statements by where they stand, their parents (indices into `statements`) following them."""
    order = sorted(range(len(statements)), key=lambda i: _place(statements[i]))
    new = {old: place for place, old in enumerate(order)}
    moved = []
    for i in order:
        parent = parents[i]
        roles = replace(statements[i].attribution, parent=None if parent is None else new[parent])
        moved.append(replace(statements[i], attribution=roles))
    return tuple(moved)


def _place(statement: Statement) -> float:
    roles = statement.attribution
    return min((begin for begin, _ in (*roles.cue, *roles.content)), default=math.inf)


def _meet(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
