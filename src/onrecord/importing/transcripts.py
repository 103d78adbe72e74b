"""Dated transcripts: what was said on an occasion, word by word, as first-hand statements of its speakers.

One JSON object a line: `date`, `url`, `title` (or `name`) and either `speaker` (a name, or several) and `text`, or
`turns`, each with `speaker` (null for a narrator) and `text` (a string, or a list of paragraphs). Each paragraph is a
statement, so that it can be found, shown and weighed by itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from onrecord.attribution import Tagger
from onrecord.errors import ReadingError
from onrecord.extraction import statements_of
from onrecord.firstnames import known_given
from onrecord.importing.line import Line, said, stripped
from onrecord.model import Dating, Extract, Span, Speaker
from onrecord.names import PARTICLES
from onrecord.reading.published import iso_prefix
from onrecord.speakers.nouns import is_role
from onrecord.spelling import listed

# A single speaker's text of fewer paragraphs is taken for a report about a speech and read like any article. In the
# 724 records of Ukrainian officials of 2022 texts of up to 5 paragraphs are reports, those of 7 and more speeches.
SPEECH = 6
# A label that is a name alone has at most so many words; the rest of a longer one is a title.
NAME_WORDS = 3
# Labels of people whom a transcript leaves unnamed (en, ru, uk, be, de, fr), as they stand before a turn.
UNNAMED = listed(
    "question remark reply answer response voice moderator host presenter interviewer journalist reporter "
    "correspondent translator audience вопрос ответ реплика ведущий журналист корреспондент питання відповідь репліка "
    "ведучий журналіст кореспондент пытанне адказ рэпліка вядучы журналіст карэспандэнт frage antwort moderator "
    "zwischenruf question réponse journaliste animateur"
)
# The same, but with more behind them they begin a title ("Speaker of the Federation Council …").
UNNAMED_ALONE = frozenset({"speaker", "спикер", "спікер", "sprecher", "sprecherin"})
# A paragraph that begins with another speaker's label: a mistake in the making of the transcript.
_LABEL = re.compile(r"(?P<label>[^\W\d_][^.?!:;\"«“]{2,150}?)\s*(?P<aside>\([^)]{0,40}\)\s*)?:\s+(?=\S)")
# Marks of emphasis and headings at the edges of a paragraph (Markdown).
MARKUP = "*_#"
PARAGRAPH_BREAK = "\n\n"


def transcript(line: Line, tagger: Tagger) -> Extract:
    """The statements of one transcript; those that a report about a speech tells of, when it is one."""
    if "turns" in line.fields:
        return _turns(line)
    text = PARAGRAPH_BREAK.join(_paragraphs(line))
    article = line.article(text, title=_title(line), url=line.text("url"), language=None)
    names = _speakers(line)
    pieces = [span for span in _lines(article.text) if _speaks(article.text, span)]
    if _is_report(article.text, line.text("description"), len(pieces)):
        return statements_of(article, tagger)
    if len(names) == 1:
        speaker = Speaker(names[0], "the transcript is of one speaker")
    else:
        speaker = Speaker(
            None, f"the transcript does not tell which of its speakers: {', '.join(names) or 'none named'}"
        )
    dating = _dating(line)
    return Extract(article, tuple(said(p, speaker, dating=dating, occasion=article.title) for p in pieces))


def _turns(line: Line) -> Extract:
    turns = line.objects("turns")
    plain = {_letters(label): label for turn in turns if _is_name(label := _label(turn))}
    text = ""
    spoken: list[tuple[str, list[Span], list[Span], Span]] = []
    for label, head, words in _pieces(turns, plain):
        text += PARAGRAPH_BREAK if text else ""
        begin, colon = len(text), len(text) + head.rfind(":")
        source, cue = ([stripped(text + head, begin, begin + len(label))], [(colon, colon + 1)]) if head else ([], [])
        text += head + words
        content = stripped(text, begin + len(head), len(text), MARKUP)
        if label and _speaks(text, content):
            spoken.append((label, source, cue, content))
    article = line.article(text, title=_title(line), url=line.text("url"), language=None)
    speakers = {label: _speaker(label, plain) for label in {label for label, *_ in spoken}}
    dating, occasion = _dating(line), article.title
    return Extract(
        article,
        tuple(
            said(content, speakers[label], source=source, cue=cue, dating=dating, occasion=occasion)
            for label, source, cue, content in spoken
        ),
    )


def _pieces(turns: Sequence[Line], plain: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """The paragraphs of all turns: the label of who speaks (empty for a narrator), what stands before the words, where
    that label is printed, and the words."""
    for turn in turns:
        label = _label(turn)
        printed = bool(label)
        for paragraph in _paragraphs(turn):
            match = _LABEL.match(paragraph)
            if match and _is_label(match, plain):
                label = match["label"]
                yield label, match[0], paragraph[match.end() :]
            else:
                yield label, f"{label}: " if printed else "", paragraph
            printed = False


def _is_label(match: re.Match[str], plain: Mapping[str, str]) -> bool:
    """Whether a paragraph's first words name another speaker: as turns are labelled elsewhere, by a surname in
    capitals, or with an aside between name and colon ("Viktor Orban (retranslated):")."""
    words = match["label"].split()
    named = len(words) > 1 and all(_is_capital(word) for word in words[-2:])
    capitals = words[-1].isupper() and sum(map(str.isalpha, words[-1])) > 2
    known = _letters(match["label"]) in plain
    return known or (named and (capitals or match["aside"] is not None))


def _speaker(label: str, plain: Mapping[str, str]) -> Speaker:
    """Who a label names. `plain` are the labels of the same transcript that are names alone, by their letters."""
    words = label.split()
    first, alone = words[0].casefold(), len(words) == 1
    if (first in UNNAMED and (alone or words[1].islower())) or (first in UNNAMED_ALONE and alone):
        return Speaker(None, f'the transcript calls the speaker "{label}" only')
    name = _name_in(label, plain)
    if name is None:
        return Speaker(None, f'the transcript has the label "{label}", in which no name can be told')
    where = label.casefold().rfind(name.casefold())
    title = f"{label[:where]} {label[where + len(name) :]}".strip(" ,").lower() if where >= 0 else ""
    return Speaker(name, f'the transcript has the label "{label}"', roles=(title,) if title else ())


def _name_in(label: str, plain: Mapping[str, str]) -> str | None:
    """The name in a label: one that is another label, one before a comma, else the first name and surname at its end,
    else the surname behind a title."""
    if known := plain.get(_letters(label)):
        return known
    ending = [name for name in plain.values() if label.casefold().endswith(f" {name.casefold()}")]
    if ending:
        return max(ending, key=len)
    words = [word.title() if word.isupper() and len(word) > 2 else word for word in label.split()]
    for whole in (" ".join(words).partition(",")[0], " ".join(words)):
        if _is_name(whole):
            return whole
    first = len(words) - 2
    while first > 0 and words[first].casefold() in PARTICLES:
        first -= 1
    if not _is_capital(words[-1]) or (_is_title(words[-1]) and not (first >= 0 and known_given(words[first]))):
        return None
    if first < 0 or _is_title(words[first]):
        return words[-1]
    return " ".join(words[first:]) if _is_capital(words[first]) else None


def _letters(label: str) -> str:
    """What a label is apart from its spaces and capitals: "Dmitry Pesko V" is "Dmitry Peskov"."""
    return "".join(label.split()).casefold()


def _is_name(label: str) -> bool:
    words = label.split()
    names = [word for word in words if word.casefold() not in PARTICLES]
    return 2 <= len(names) <= NAME_WORDS and all(
        _is_capital(word) and not _is_title(word) and word.casefold() not in UNNAMED for word in names
    )


def _is_title(word: str) -> bool:
    return is_role(word) and not known_given(word)


def _is_capital(word: str) -> bool:
    return any(letter.isupper() for letter in word)


def _is_report(text: str, description: str | None, paragraphs: int) -> bool:
    """Whether a text tells of a speech rather than gives it."""
    return paragraphs < SPEECH or _bare(text) == _bare(description or "")


def _bare(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def _speakers(line: Line) -> list[str]:
    given = line.fields.get("speaker")
    names = given if isinstance(given, list) else [given] if given is not None else []
    if not all(isinstance(name, str) for name in names):
        raise ReadingError(f"{line.where}: speaker is neither a name nor a list of names. Give it so.")
    return [folded for name in names if (folded := " ".join(str(name).split()))]


def _label(turn: Line) -> str:
    return " ".join((turn.text("speaker") or "").split())


def _paragraphs(line: Line) -> list[str]:
    """The paragraphs of a text, which is a string or a list of them."""
    given = line.fields.get("text")
    whole = [given] if isinstance(given, str) else given
    if not isinstance(whole, list) or not all(isinstance(part, str) for part in whole):
        raise ReadingError(f"{line.where}: text is neither a string nor a list of strings. Give what was said there.")
    return [paragraph for part in whole for row in part.split("\n") if (paragraph := row.strip())]


def _lines(text: str) -> Iterator[Span]:
    """The lines of a text, without white space and markup at their edges."""
    begin = 0
    for row in text.split("\n"):
        yield stripped(text, begin, begin + len(row), MARKUP)
        begin += len(row) + 1


def _speaks(text: str, span: Span) -> bool:
    return any(letter.isalpha() for letter in text[span[0] : span[1]])


def _title(line: Line) -> str | None:
    return line.text("title") or line.text("name")


def _dating(line: Line) -> Dating:
    date = iso_prefix(line.fields.get("date"))
    return Dating(date, "the date of the transcript" if date else None)
