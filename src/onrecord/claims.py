"""What an article has its speakers say of others: the claims that can be held against those others' own words.

Two sorts. A relayed statement ("Orr says that Lind wants …") is one by itself. And a speaker who tells what somebody
else wants or will do ("Orr said Lind would sign") makes a claim about that person too, though no word of Lind's is
told: such clauses are found by their subject and a verb of will, opinion or state behind it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.model import Article, Attribution, Basis, Claim, Kind, Polarity, Statement
from onrecord.passages import sentences
from onrecord.speakers import resolve_speakers

# The longest subject that is looked at, in words: "the foreign minister of Kaltera, Ilmar Tovesk" and the like.
SUBJECT_WORDS = 7

_THAT = r"(?:(?:and|but|und|aber|et|mais|и|і|а|але|но)\s+)?(?:(?:that|dass|что|будто|що|што|qu['’]|que)\s*)?"
# Verbs that tell what somebody wants, will do, thinks or is, by language; the English list is the longest, since the
# stories that it was held against are English.
_WILLING: dict[str, tuple[str, ...]] = {
    "en": (
        r"would|will|wants?|wanted|needs|intends?|intended|means to|plans?|hopes?|likes?|hates?|expects?|regrets?",
        r"thinks?|believes?|considers?|regards?|knows|sees|accepts?|rejects?|agrees?|supports?|opposes?|favou?r(?:s|ed)",
        r"(?:is|was) (?:ready|willing|prepared|against|in favour|worried|determined|thinking|considering)",
        r"has|had|is|was|can|could|must|should|may|might|no longer|does(?: not|n['’]t)|understands|shares?|shared",
        r"stands (?:by|for|behind)|feels|fears|insists|holds|trusts|likes|means|looks",
    ),
    "ru": (
        r"хочет|хотела?|намерена?|готова?|будет|собирается|считает|думает|верит|знает|понимает|видит|поддерживает",
        r"согласна?|против|ожидает|надеется",
    ),
    "uk": (
        r"хоче|хотів|хотіла|має намір|готов(?:ий|а)|буде|збирається|вважає|думає|вірить|знає|розуміє|бачить",
        r"підтримує|згоден|згодна|проти|очікує|сподівається",
    ),
    "be": (
        r"хоча|хацеў|хацела|мае намер|гатовы|гатовая|будзе|збіраецца|лічыць|думае|верыць|ведае|разумее|бачыць",
        r"падтрымлівае|згодны|згодная|супраць|чакае|спадзяецца",
    ),
    "de": (
        r"will|wolle|wollte|werde|wird|würde|möchte|(?:sei|ist) (?:bereit|gegen|für)|plane|plant|halte|hält",
        r"glaube|glaubt|denke|denkt|wisse|weiß|erwarte|erwartet|lehne|lehnt|unterstütze|unterstützt",
    ),
    "fr": (
        r"veut|voulait|va|allait|\w+rait|(?:est|était) (?:prête?|favorable|opposée?)|compte|entend|pense|croit",
        r"souhaite|considère|juge|sait|voit|accepte|refuse|soutient",
    ),
}
# A subject: words without a stop between them; asides ("Lind, she said, would …") are left out of it.
_SUBJECT = rf"(?P<subject>[\w’'.-]+?(?:\s+[\w’'.-]+?){{0,{SUBJECT_WORDS - 1}}}?)(?:,[^,;.]{{3,40}},)?"
_CLAUSE = {
    language: re.compile(
        rf"[\s\"“”„«»*]*{_THAT}{_SUBJECT}(?:\s+(?P<verb>{'|'.join(verbs)})(?!\w)|(?P<short>['’](?:ll|d|s|ve)\b))",
        re.IGNORECASE,
    )
    for language, verbs in _WILLING.items()
}
# A content that stands by itself: it begins with a quotation mark, a word that opens a clause, or a subject.
_WHOLE = re.compile(
    r"[\"“”„«»]|(?:that|dass|dat|что|будто|що|што|que|if|whether|ob|si|how|why|what|who|he|she|it|they|there|он|она|оно"
    r"|они|він|вона|вони|ён|яна|яны|er|sie|es|il|elle|ils|elles)\b|qu['’]",
    re.IGNORECASE,
)
_CUT = re.compile(r";|,\s+(?:and|und|et|и|і|а)\s+(?:that|dass|что|що|што|que|qu['’])\s*")


def claims_of(article: Article, statements: Sequence[Statement]) -> list[Claim]:
    """The claims that the speakers of `article` make about others, in text order; each names its holder and, where it
    can be told, its relayer. `statements` are those found in the article."""
    relayed = [
        _claim(article, s, s.speaker.name, s.relayed_by[-1])
        for s in statements
        if s.basis is Basis.RELAYED and s.speaker.name is not None
    ]
    return sorted((*relayed, *_implied(article, statements)), key=lambda c: c.content or ())


def _claim(
    article: Article, statement: Statement, holder: str, relayer: str | None, clause: Attribution | None = None
) -> Claim:
    """The claim in a relayed statement, or in a `clause` of somebody's statement."""
    told = clause or statement.attribution
    content = told.content
    return Claim(
        holder=holder,
        text=_text(article.text, told),
        on=statement.dating.said_on or article.published,
        relayer=relayer,
        article=article.id,
        content=content,
        language=article.language,
        polarity=statement.polarity,
    )


def _text(text: str, told: Attribution) -> str:
    """The claimed words. With content that is no clause of its own ("sees {a trap in it}", "wants {to stay}") they
    begin with the cue that makes it one."""
    words = " … ".join(text[b:e] for b, e in told.content)
    begin = told.content[0][0]
    cue = next((span for span in told.cue if 0 <= begin - span[1] <= 1), None)
    if cue is None or _WHOLE.match(words):
        return words
    return f"{text[cue[0] : cue[1]]} {words}"


def _implied(article: Article, statements: Sequence[Statement]) -> Iterator[Claim]:
    """Clauses in what a named speaker said whose subject is another person that wants, thinks or will do something."""
    found = [s.attribution for s in statements]
    told = {at for a in found if a.parent is not None for begin, end in a.cue for at in range(begin, end)}
    starts = [begin for begin, _ in sentences(article.text, article.language)]
    clauses = [
        (i, clause)
        for i, s in enumerate(statements)
        if s.attribution.source and s.polarity is Polarity.SAID
        for clause in _clauses(article, s.attribution, i, starts)
        if told.isdisjoint(range(*clause.cue[0]))  # else it is a relayed statement already
    ]
    speakers = resolve_speakers(article, [*found, *(clause for _, clause in clauses)])[len(found) :]
    for (i, clause), holder in zip(clauses, speakers, strict=True):
        relayer = statements[i].speaker.name
        if holder.name is not None and not holder.organisation and holder.name != relayer:
            yield _claim(article, statements[i], holder.name, relayer, clause)


def _clauses(article: Article, outer: Attribution, parent: int, starts: Sequence[int]) -> Iterator[Attribution]:
    """The clauses in the content of `outer` that begin with a subject and such a verb, as attributions of that
    subject. `starts` are the begins of the sentences, in order. A content in pieces is read as one: "Lind, she
    said, would sign"."""
    pattern = _CLAUSE.get(article.language or "")
    if pattern is None:
        return
    joined = " ".join(article.text[b:e] for b, e in outer.content)
    places = [at for b, e in outer.content for at in range(b, e + 1)]  # of each character of `joined`, and of its end
    cuts = {bisect_left(places, at) for b, e in outer.content for at in starts[bisect_left(starts, b) :] if at < e}
    cuts |= {0} | {m.end() for m in _CUT.finditer(joined)}
    for first, last in pairwise([*sorted(cuts), len(joined)]):
        match = pattern.match(joined, first, last)
        if match is None:
            continue
        begin, stop = match.start("subject"), first + len(joined[first:last].rstrip(" \n.,;"))
        content = tuple(
            (max(b, places[begin]), min(e, places[stop]))
            for b, e in outer.content
            if b < places[stop] and places[begin] < e
        )
        subject, verb = (
            (places[b], places[e]) for b, e in (match.span("subject"), match.span(match.lastgroup or "verb"))
        )
        yield Attribution((subject,), (verb,), content, Kind.INDIRECT, parent, 0.0)
